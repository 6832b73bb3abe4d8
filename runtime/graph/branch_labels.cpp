#include "graph/branch_labels.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <unordered_set>

#include "graph/traversal.h"

namespace revise::graph {

namespace {

constexpr node no_revision = std::numeric_limits<node>::max();
constexpr std::uint32_t empty = 0;

}  // namespace

branch_labels::branch_labels(const revision_graph& graph)
    : sets_{{{}, no_revision}}, from_below_(graph.size(), empty), from_above_(graph.size(), empty) {
  const std::vector<node> order = parents_first(graph);
  spread_up(graph, order);
  spread_down(graph, order);
}

// Returns the set of all `parts` and of the labels that `declared_by` declares. Reuses an existing
// set if nothing is added to it.
branch_labels::set_id branch_labels::joined(const revision_graph& graph, std::vector<set_id> parts,
                                            node declared_by) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  if (!parts.empty() && parts.front() == empty) parts.erase(parts.begin());
  if (graph.at(declared_by).branch_labels.empty()) {
    if (parts.empty()) return empty;
    if (parts.size() == 1) return parts.front();
    declared_by = no_revision;
  }
  sets_.push_back({std::move(parts), declared_by});
  return static_cast<set_id>(sets_.size() - 1);
}

void branch_labels::spread_up(const revision_graph& graph, const std::vector<node>& order) {
  std::vector<set_id> parts;
  for (const node n : order) {
    parts.clear();
    for (const node parent : graph.parents(n)) parts.push_back(from_below_[parent]);
    from_below_[n] = joined(graph, parts, n);
  }
}

// A label spreads down from the revision that declares it while the line stays single: a revision
// gets the labels of its only child if neither the revision nor anything above it forks or merges.
// A dependent counts as a fork.
void branch_labels::spread_down(const revision_graph& graph, const std::vector<node>& order) {
  std::vector<bool> single(graph.size(), false);
  for (auto at = order.rbegin(); at != order.rend(); ++at) {
    const node n = *at;
    if (graph.needed_by(n).size() > 1 || graph.is_merge_point(n)) continue;
    if (graph.children(n).empty()) {
      single[n] = true;
      continue;
    }
    const node child = graph.children(n).front();
    if (!single[child]) continue;
    single[n] = true;
    from_above_[n] = joined(graph, {from_above_[child]}, child);
  }
}

std::vector<std::string> branch_labels::reaching(const revision_graph& graph, node n) const {
  std::vector<std::string> labels;
  std::unordered_set<set_id> seen{empty};
  std::vector<set_id> todo{from_below_[n], from_above_[n]};
  while (!todo.empty()) {
    const set_id id = todo.back();
    todo.pop_back();
    if (!seen.insert(id).second) continue;
    const label_set& set = sets_[id];
    todo.insert(todo.end(), set.parts.begin(), set.parts.end());
    if (set.declared_by == no_revision) continue;
    const std::vector<std::string>& declared = graph.at(set.declared_by).branch_labels;
    labels.insert(labels.end(), declared.begin(), declared.end());
  }
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  return labels;
}

}  // namespace revise::graph
