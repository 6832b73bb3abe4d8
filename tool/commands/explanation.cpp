#include "commands/explanation.h"

#include <fmt/format.h>

#include <set>
#include <span>

namespace revise::tool {

namespace {

// Adds a reason for each of `nodes` that the plan contains: its id between `before` and `after`.
void add_reasons(std::vector<std::string>& reasons, const graph::revision_graph& graph,
                 std::span<const graph::node> nodes, const std::set<graph::node>& planned,
                 std::string_view before, std::string_view after) {
  for (const graph::node n : nodes) {
    if (planned.contains(n)) {
      reasons.push_back(fmt::format("{}'{}'{}", before, graph.at(n).id, after));
    }
  }
}

// In an upgrade, a revision is planned because a planned revision needs it; in a downgrade, because
// it needs a planned revision.
std::string reasons_text(const graph::revision_graph& graph, const graph::step& step,
                         const std::set<graph::node>& planned) {
  const graph::node n = step.revision;
  std::vector<std::string> reasons;
  if (step.way == graph::direction::upgrade) {
    add_reasons(reasons, graph, graph.children(n), planned, "", " revises it");
    add_reasons(reasons, graph, graph.dependents(n), planned, "", " depends on it");
    return reasons.empty() ? "the target" : fmt::format("{}", fmt::join(reasons, ", "));
  }
  add_reasons(reasons, graph, graph.parents(n), planned, "it revises ", ", which is undone");
  add_reasons(reasons, graph, graph.dependencies(n), planned, "it depends on ",
              ", which is undone");
  return reasons.empty() ? "above the target" : fmt::format("{}", fmt::join(reasons, "; "));
}

}  // namespace

void explain(context& in, const graph::plan& plan) {
  if (!in.options().explain) return;
  const graph::revision_graph& graph = in.versions().graph();
  std::set<graph::node> planned;
  for (const graph::step& step : plan.steps) planned.insert(step.revision);
  for (const graph::step& step : plan.steps) {
    in.out().problem(fmt::format("explain: {} {}: {}", name_of(step.way),
                                 graph.at(step.revision).id, reasons_text(graph, step, planned)));
  }
}

}  // namespace revise::tool
