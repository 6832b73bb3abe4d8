#include "plugin/waiting_rules.h"

#include <fmt/format.h>

#include "graph/links.h"
#include "graph/traversal.h"

namespace revise {

std::vector<std::string> waiting_rule_problems(const std::vector<const registered*>& migrations,
                                               const graph::revision_graph& graph) {
  std::vector<std::string> problems;
  for (graph::node n = 0; n < graph.size(); ++n) {
    const std::string_view after(migrations[n]->not_before.revision);
    if (after.empty()) continue;
    const auto found = graph.find(after);
    const bool is_needed =
        found && *found != n && ancestors(graph, {&n, 1}, graph::edges::needs).contains(*found);
    if (is_needed) continue;
    const graph::revision& revision = graph.at(n);
    const std::string place = graph::place(revision);
    problems.push_back(fmt::format(
        "{}{}revision '{}' waits for '{}', which {}", place, place.empty() ? "" : ": ", revision.id,
        after,
        found ? "it does not need: name one that it descends from or depends on" : "no file has"));
  }
  return problems;
}

}  // namespace revise
