#include "commands/not_before.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/advice.h"
#include "graph/target.h"

namespace revise::tool {

// It is an error to name a revision without a .not_before: the user has confused it with the
// revision that is waited for.
std::vector<graph::node> ignored_waits(context& in, const std::vector<std::string>& typed) {
  const graph::revision_graph& graph = in.versions().graph();
  std::vector<graph::node> ignored;
  for (const std::string& given : typed) {
    try {
      for (const graph::node n : graph::resolve(graph, given)) {
        if (in.versions().migration(n).not_before.revision.empty()) {
          throw error(fmt::format("revision '{}' has no .not_before", graph.at(n).id),
                      "--ignore-not-before REV names the revision that waits");
        }
        ignored.push_back(n);
      }
    } catch (graph::target_error& e) {
      advise(e, graph, "upgrade --ignore-not-before");
      throw;
    }
  }
  return ignored;
}

void advise(waiting_error& e) {
  e.set_hint(
      fmt::format("revise upgrade heads stops before it, and --ignore-not-before {} lets it run",
                  e.revision()));
}

std::vector<std::string> waiting_lines(const graph::revision_graph& graph,
                                       const std::vector<waiting_revision>& waiting) {
  std::vector<std::string> lines;
  lines.reserve(waiting.size());
  for (const waiting_revision& one : waiting) {
    lines.push_back(
        fmt::format("stops before '{}': {}", graph.at(one.revision).id, wait_text(graph, one)));
  }
  return lines;
}

void report_waiting(context& in, const std::vector<waiting_revision>& waiting) {
  for (const std::string& line : waiting_lines(in.versions().graph(), waiting)) in.out().note(line);
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
