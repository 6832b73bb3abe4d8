#include <fmt/format.h>

#include <algorithm>

#include "graph/plan.h"
#include "graph/symbol.h"
#include "graph/target.h"
#include "graph/target_syntax.h"
#include "graph/traversal.h"
#include "graph/wording.h"

namespace revise::graph {

namespace {

// Follows Alembic (ALEMBIC 3.8): the rows that a stamp may move are chosen once, at the start.
class stamping {
 public:
  stamping(const revision_graph& graph, const rows& at, const std::vector<std::string>& targets)
      : graph_(graph), rows_(graph), above_movable_(graph), below_movable_(graph) {
    for (const node row : at.known) rows_.insert(row);
    std::vector<node> related;
    bool is_all_related = false;
    for (const std::string& text : targets) {
      const parsed_target target(text);
      const std::vector<node> meant = resolve(graph, target);
      const auto in = find_branch(graph, target);
      goals_.insert(goals_.end(), meant.begin(), meant.end());
      related.insert(related.end(), meant.begin(), meant.end());
      if (in) related.push_back(in->of);
      is_all_related = is_all_related || (meant.empty() && !in);
    }
    const node_set below = ancestors(graph, related, edges::needs);
    const node_set above = descendants(graph, related, edges::needs);
    for (const node row : at.known) {
      if (is_all_related || below.contains(row) || above.contains(row)) movable_.push_back(row);
    }
    above_movable_ = descendants(graph, movable_, edges::needs);
    below_movable_ = ancestors(graph, movable_, edges::needs);
  }

  std::vector<node> run() {
    if (goals_.empty()) move_rows();
    node_set reached(graph_);
    for (const node goal : goals_) {
      if (!reached.contains(goal)) move_to(goal);
      reached.insert(goal);
    }
    return maximal(graph_, rows_.members());
  }

 private:
  void move_rows() {
    for (const node row : movable_) rows_.erase(row);
    are_moved_ = true;
  }

  void move_to(node goal) {
    if (std::binary_search(movable_.begin(), movable_.end(), goal)) return;
    if (below_movable_.contains(goal)) {
      if (are_moved_) refuse(goal);
      move_rows();
    } else if (above_movable_.contains(goal) && !are_moved_) {
      move_rows();
    }
    rows_.insert(goal);
  }

  [[noreturn]] void refuse(node goal) const {
    const node_set above = descendants(graph_, {&goal, 1}, edges::needs);
    const node row =
        *std::find_if(movable_.begin(), movable_.end(), [&](node n) { return above.contains(n); });
    const std::string id = graph_.at(goal).id;
    throw target_error(target_problem::overlaps, id,
                       fmt::format("{} is below row {}, which another target has already moved",
                                   quoted(id), quoted(graph_.at(row).id)),
                       {goal, row});
  }

  const revision_graph& graph_;
  node_set rows_;
  std::vector<node> goals_;
  std::vector<node> movable_;  // in load order
  node_set above_movable_;
  node_set below_movable_;
  bool are_moved_ = false;
};

}  // namespace

std::vector<node> plan_stamp(const revision_graph& graph, const rows& at,
                             const std::vector<std::string>& targets, bool purge) {
  if (purge) return stamping(graph, rows{}, targets).run();
  require_known(at);
  return stamping(graph, at, targets).run();
}

}  // namespace revise::graph
