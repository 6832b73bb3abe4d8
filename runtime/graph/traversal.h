#pragma once

#include <span>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// The edges that a walk follows. down_revision alone decides lineage and branches; needs decide
/// what must be applied.
enum class edges { down_revision, needs };

/// A set of revisions of one graph. It is fast to query and to change, slow to list.
class node_set {
 public:
  explicit node_set(const revision_graph& graph) : in_(graph.size(), false) {}

  bool contains(node n) const { return in_[n]; }
  void insert(node n) { in_[n] = true; }
  void erase(node n) { in_[n] = false; }
  /// Returns the members, in load order.
  std::vector<node> members() const;

 private:
  std::vector<bool> in_;
};

/// Returns `from` and everything below it.
node_set ancestors(const revision_graph& graph, std::span<const node> from, edges along);

/// Returns `from` and everything above it.
node_set descendants(const revision_graph& graph, std::span<const node> from, edges along);

/// Returns the branch of `of`: the revision, its ancestors and its descendants, by down_revision.
node_set lineage(const revision_graph& graph, node of);

/// Returns the maximal elements of `nodes`: the revisions that no other revision in `nodes` needs,
/// directly or indirectly. They are in load order, without duplicates.
std::vector<node> maximal(const revision_graph& graph, std::span<const node> nodes);

/// Returns every revision, each after its parents (by down_revision).
std::vector<node> parents_first(const revision_graph& graph);

}  // namespace revise::graph
