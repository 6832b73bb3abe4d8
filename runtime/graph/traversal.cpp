#include "graph/traversal.h"

#include <cstddef>

namespace revise::graph {

namespace {

// Ten thousand revisions in a row are a normal graph, so no walk here recurses.
template <typename Next>
void spread(node_set& reached, std::vector<node> todo, Next next) {
  while (!todo.empty()) {
    const node n = todo.back();
    todo.pop_back();
    if (reached.contains(n)) continue;
    reached.insert(n);
    for (const node m : next(n)) {
      if (!reached.contains(m)) todo.push_back(m);
    }
  }
}

}  // namespace

std::vector<node> node_set::members() const {
  std::vector<node> all;
  for (std::size_t i = 0; i < in_.size(); ++i) {
    if (in_[i]) all.push_back(static_cast<node>(i));
  }
  return all;
}

node_set ancestors(const revision_graph& graph, std::span<const node> from, edges along) {
  node_set reached(graph);
  spread(reached, {from.begin(), from.end()},
         [&](node n) { return along == edges::needs ? graph.needs(n) : graph.parents(n); });
  return reached;
}

node_set descendants(const revision_graph& graph, std::span<const node> from, edges along) {
  node_set reached(graph);
  spread(reached, {from.begin(), from.end()},
         [&](node n) { return along == edges::needs ? graph.needed_by(n) : graph.children(n); });
  return reached;
}

node_set lineage(const revision_graph& graph, node of) {
  node_set branch = ancestors(graph, {&of, 1}, edges::down_revision);
  branch.erase(of);  // otherwise the walk upwards would stop immediately
  spread(branch, {of}, [&](node n) { return graph.children(n); });
  return branch;
}

std::vector<node> maximal(const revision_graph& graph, std::span<const node> nodes) {
  std::vector<node> needed;
  for (const node n : nodes) {
    const std::span<const node> needs = graph.needs(n);
    needed.insert(needed.end(), needs.begin(), needs.end());
  }
  const node_set below = ancestors(graph, needed, edges::needs);
  node_set kept(graph);
  for (const node n : nodes) {
    if (!below.contains(n)) kept.insert(n);
  }
  return kept.members();
}

std::vector<node> parents_first(const revision_graph& graph) {
  std::vector<std::size_t> waiting(graph.size());
  for (node n = 0; n < graph.size(); ++n) waiting[n] = graph.parents(n).size();
  std::vector<node> order(graph.bases().begin(), graph.bases().end());
  order.reserve(graph.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const node child : graph.children(order[i])) {
      if (--waiting[child] == 0) order.push_back(child);
    }
  }
  return order;
}

}  // namespace revise::graph
