#include "graph/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "graph/order.h"
#include "graph/target.h"
#include "graph/traversal.h"
#include "graph/wording.h"

namespace revise::graph {

namespace {

// The revisions that are applied while a plan is made. A step costs time for its own edges only,
// not for the whole graph.
class applied_set {
 public:
  applied_set(const revision_graph& graph, const rows& at)
      : graph_(graph),
        applied_(ancestors(graph, at.known, edges::needs)),
        applied_above_(graph.size(), 0) {
    for (const node n : applied_.members()) {
      for (const node m : graph.needs(n)) ++applied_above_[m];
    }
  }

  const node_set& set() const { return applied_; }

  // Upgrades `n`. Of the applied revisions, only the ones that `n` needs directly can stop being
  // maximal.
  step upgraded(node n) {
    step taken{direction::upgrade, n, {}, {n}};
    for (const node m : graph_.needs(n)) {
      if (applied_above_[m]++ == 0) taken.removed.push_back(m);
    }
    std::sort(taken.removed.begin(), taken.removed.end());
    return taken;
  }

  step downgraded(node n) {
    step taken{direction::downgrade, n, {n}, {}};
    for (const node m : graph_.needs(n)) {
      if (--applied_above_[m] == 0) taken.added.push_back(m);
    }
    std::sort(taken.added.begin(), taken.added.end());
    return taken;
  }

 private:
  const revision_graph& graph_;
  node_set applied_;  // when the plan starts
  std::vector<std::uint32_t> applied_above_;
};

// Returns the lowest revisions to downgrade. Everything above them is downgraded too.
std::vector<node> roots(const revision_graph& graph, const downgrade_target& target,
                        std::string_view text) {
  const auto all = target.revision ? graph.children(*target.revision) : graph.bases();
  std::vector<node> kept(all.begin(), all.end());
  if (!target.branch || kept.size() < 2) return kept;
  const node_set way = ancestors(graph, {&*target.branch, 1}, edges::down_revision);
  kept.erase(std::remove_if(kept.begin(), kept.end(), [&](node n) { return !way.contains(n); }),
             kept.end());
  if (kept.empty()) {
    const std::string below = target.revision ? quoted(graph.at(*target.revision).id) : "base";
    throw target_error(target_problem::not_in_branch, text,
                       fmt::format("{} is not above {}, where several branches start: {}",
                                   quoted(graph.at(*target.branch).id), below, quoted(graph, all)),
                       {all.begin(), all.end()});
  }
  return kept;
}

[[noreturn]] void refuse_target(const revision_graph& graph, const node_set& applied, node target,
                                std::string_view text) {
  const std::string id = quoted(graph.at(target).id);
  if (!applied.contains(target)) {
    throw target_error(target_problem::not_applied, text,
                       fmt::format("revision {} is not applied", id), {target});
  }
  throw target_error(
      target_problem::nothing_above, text,
      fmt::format("nothing above {} is applied, only revisions that depend on it", id), {target});
}

}  // namespace

plan plan_upgrade(const revision_graph& graph, const rows& at, const parsed_target& target) {
  const std::vector<node> goals = upgrade_targets(graph, at, target);
  applied_set applied(graph, at);
  node_set missing = ancestors(graph, goals, edges::needs);
  for (const node n : applied.set().members()) missing.erase(n);

  const std::vector<node> order = newest_first(graph, missing);
  plan result{at.known, {}};
  result.steps.reserve(order.size());
  for (auto n = order.rbegin(); n != order.rend(); ++n) {
    result.steps.push_back(applied.upgraded(*n));
  }
  return result;
}

plan plan_without(const revision_graph& graph, const rows& at, const plan& whole,
                  std::span<const node> left_out) {
  const node_set without = descendants(graph, left_out, edges::needs);
  applied_set applied(graph, at);
  plan result{whole.start, {}};
  for (const step& taken : whole.steps) {
    if (!without.contains(taken.revision)) result.steps.push_back(applied.upgraded(taken.revision));
  }
  return result;
}

plan plan_downgrade(const revision_graph& graph, const rows& at, const parsed_target& target) {
  const downgrade_target goal = resolve_downgrade(graph, at, target);
  applied_set applied(graph, at);
  node_set dropped = descendants(graph, roots(graph, goal, target.text), edges::needs);
  for (const node n : dropped.members()) {
    if (!applied.set().contains(n)) dropped.erase(n);
  }

  const std::vector<node> order = newest_first(graph, dropped);
  if (order.empty() && goal.revision &&
      !std::binary_search(at.known.begin(), at.known.end(), *goal.revision)) {
    refuse_target(graph, applied.set(), *goal.revision, target.text);
  }
  plan result{at.known, {}};
  result.steps.reserve(order.size());
  for (const node n : order) result.steps.push_back(applied.downgraded(n));
  return result;
}

}  // namespace revise::graph
