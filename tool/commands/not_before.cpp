#include "commands/not_before.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "graph/target.h"
#include "graph/traversal.h"

namespace revise::tool {

namespace {

constexpr const char* note = "--ignore-not-before was given";

// The revisions that --ignore-not-before names. It is an error if one has no .not_before: the user
// has confused it with the revision that is waited for.
graph::node_set resolved(context& in, const std::vector<std::string>& ignored) {
  const graph::revision_graph& graph = in.versions().graph();
  graph::node_set nodes(graph);
  for (const std::string& given : ignored) {
    try {
      for (const graph::node n : graph::resolve(graph, given)) {
        if (in.versions().migration(n).not_before.revision.empty()) {
          throw error(fmt::format("revision '{}' has no .not_before", graph.at(n).id),
                      "--ignore-not-before takes the revision that waits");
        }
        nodes.insert(n);
      }
    } catch (graph::target_error& e) {
      advise(e, graph, "upgrade --ignore-not-before");
      throw;
    }
  }
  return nodes;
}

}  // namespace

patient_plan without_waiting(context& in, const graph::plan& whole, const graph::rows& at,
                             const std::string& target, const std::vector<std::string>& ignored,
                             const log_table* log) {
  try {
    return revise::without_waiting(in.versions(), whole, at, target, resolved(in, ignored), log);
  } catch (waiting_error& e) {
    e.set_hint(
        fmt::format("revise upgrade heads stops before it, and --ignore-not-before {} lets it run",
                    e.revision()));
    throw;
  }
}

std::map<graph::node, std::string> notes_of(const patient_plan& patient) {
  std::map<graph::node, std::string> notes;
  for (const graph::node n : patient.ignored) notes.emplace(n, note);
  return notes;
}

void tell_waiting(context& in, const std::vector<waiting_revision>& waiting) {
  const graph::revision_graph& graph = in.versions().graph();
  for (const waiting_revision& one : waiting) {
    in.out().note(
        fmt::format("stops before '{}': {}", graph.at(one.revision).id, wait_text(graph, one)));
  }
}

void add_waiting(nlohmann::ordered_json& document, const graph::revision_graph& graph,
                 const std::vector<waiting_revision>& waiting) {
  if (waiting.empty()) return;
  nlohmann::ordered_json& list = document["waiting"] = nlohmann::ordered_json::array();
  for (const waiting_revision& one : waiting) {
    nlohmann::ordered_json until = nullptr;
    if (!one.until.empty()) {
      until = one.until + "Z";
      until.get_ref<std::string&>()[10] = 'T';
    }
    list.push_back({{"revision", graph.at(one.revision).id},
                    {"after", graph.at(one.after).id},
                    {"until", std::move(until)}});
  }
}

}  // namespace revise::tool
