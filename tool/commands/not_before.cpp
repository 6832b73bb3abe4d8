#include "commands/not_before.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "graph/target.h"
#include "graph/traversal.h"

namespace revise::tool {

namespace {

constexpr const char* note = "--ignore-not-before was given";

// The revisions that are named by --ignore-not-before. One without a .not_before is a mistake: it
// is mixed up with the one that is waited for.
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

[[noreturn]] void refuse(context& in, const graph::plan& whole, const std::string& target,
                         const waiting_revision& waiting) {
  const graph::revision_graph& graph = in.versions().graph();
  const std::string& id = graph.at(waiting.revision).id;
  const bool is_meant = whole.steps.back().revision == waiting.revision;
  throw error(
      fmt::format("{}'{}'{} waits: {}",
                  is_meant ? "revision " : fmt::format("'{}' reaches ", target), id,
                  is_meant ? "" : ", which", wait_text(graph, waiting)),
      fmt::format("revise upgrade heads stops before it, and --ignore-not-before {} lets it "
                  "run",
                  id));
}

}  // namespace

patient_plan without_waiting(context& in, const graph::plan& whole, const graph::rows& at,
                             const std::string& target, const std::vector<std::string>& ignored,
                             const log_table* log) {
  const graph::revision_graph& graph = in.versions().graph();
  const graph::node_set is_ignored = resolved(in, ignored);
  patient_plan result{.plan = whole, .waiting = waiting_in(in.versions(), whole, log), .notes = {}};
  std::erase_if(result.waiting, [&](const waiting_revision& one) {
    if (!is_ignored.contains(one.revision)) return false;
    result.notes.emplace(one.revision, note);
    return true;
  });
  if (result.waiting.empty()) return result;
  if (!graph::goes_to_heads(target)) refuse(in, whole, target, result.waiting.front());
  std::vector<graph::node> left_out;
  for (const waiting_revision& one : result.waiting) left_out.push_back(one.revision);
  result.plan = graph::plan_without(graph, at, whole, left_out);
  // One that is above another is not reached, whether it waits or not.
  const auto is_above = [&](const waiting_revision& one) {
    const graph::node_set below = ancestors(graph, {&one.revision, 1}, graph::edges::needs);
    return std::any_of(left_out.begin(), left_out.end(),
                       [&](graph::node n) { return n != one.revision && below.contains(n); });
  };
  std::erase_if(result.waiting, is_above);
  return result;
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
