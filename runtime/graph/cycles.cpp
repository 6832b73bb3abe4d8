// Boost finds the revisions that form a cycle. It does not say in which order they form it, which
// is what a user needs to see, so the path is searched here.

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "graph/links.h"

namespace revise::graph {

namespace {

constexpr node none = std::numeric_limits<node>::max();

using adjacency = std::vector<std::vector<node>>;

// Returns the number of each revision's strongly connected component.
std::vector<std::size_t> components(const adjacency& above) {
  using boost_graph =
      boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                         boost::no_property, node, node>;
  std::vector<std::pair<node, node>> edges;
  for (node n = 0; n < above.size(); ++n) {
    for (const node m : above[n]) edges.emplace_back(n, m);
  }
  const boost_graph graph(boost::edges_are_sorted, edges.begin(), edges.end(),
                          static_cast<node>(above.size()));
  std::vector<std::size_t> component(above.size());
  boost::strong_components(graph, boost::make_iterator_property_map(
                                      component.begin(), boost::get(boost::vertex_index, graph)));
  return component;
}

// Finds paths within a component. Each component is searched only once, so all searches together
// take linear time.
class searcher {
 public:
  searcher(const adjacency& above, const std::vector<std::size_t>& component)
      : above_(above), component_(component), came_from_(above.size(), none) {}

  // Returns the shortest path from `start` to `goal`, including both, which may be equal.
  std::vector<node> path(node start, node goal) {
    std::vector<node> queue{start};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const node next : above_[queue[i]]) {
        if (next == goal) return traced(start, queue[i], goal);
        if (component_[next] == component_[start] && came_from_[next] == none) {
          came_from_[next] = queue[i];
          queue.push_back(next);
        }
      }
    }
    return {};
  }

 private:
  std::vector<node> traced(node start, node last, node goal) const {
    std::vector<node> path{goal};
    for (node n = last; n != start; n = came_from_[n]) path.push_back(n);
    path.push_back(start);
    std::reverse(path.begin(), path.end());
    return path;
  }

  const adjacency& above_;
  const std::vector<std::size_t>& component_;
  std::vector<node> came_from_;
};

std::vector<std::size_t> sizes(const std::vector<std::size_t>& component) {
  std::vector<std::size_t> size(component.size(), 0);
  for (const std::size_t c : component) ++size[c];
  return size;
}

std::string described(const std::vector<revision>& revisions, const std::vector<node>& path,
                      const char* field) {
  std::string text = std::string("cycle through ") + field + ": ";
  std::string files;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const revision& r = revisions[path[i]];
    if (i > 0) text += " -> ";
    text += r.id;
    if (i == 0 || i + 1 == path.size() || r.path.empty()) continue;
    files += (files.empty() ? "" : ", ") + r.id + " is in " + place(r);
  }
  const std::string where = place(revisions[path.front()]);
  if (!where.empty()) text.insert(0, where + ": ");
  return files.empty() ? text : text + " (" + files + ")";
}

}  // namespace

void check_cycles(const std::vector<revision>& revisions, const links& edges,
                  std::vector<std::string>& problems) {
  adjacency above(revisions.size());
  for (node n = 0; n < revisions.size(); ++n) {
    for (const node parent : edges.parents[n]) above[parent].push_back(n);
  }
  const std::vector<std::size_t> by_parents = components(above);
  const std::vector<std::size_t> size = sizes(by_parents);
  std::vector<bool> shown(revisions.size(), false);
  searcher through_parents(above, by_parents);
  for (node n = 0; n < revisions.size(); ++n) {
    // resolve_links reports a revision that names itself, and drops that edge.
    if (size[by_parents[n]] < 2 || shown[by_parents[n]]) continue;
    shown[by_parents[n]] = true;
    problems.push_back(described(revisions, through_parents.path(n, n), "down_revision"));
  }

  // Finds the cycles that contain a dependency. Such a cycle may also contain parents.
  for (node n = 0; n < revisions.size(); ++n) {
    for (const node dependency : edges.dependencies[n]) above[dependency].push_back(n);
  }
  const std::vector<std::size_t> by_needs = components(above);
  shown.assign(revisions.size(), false);
  searcher through_needs(above, by_needs);
  for (node n = 0; n < revisions.size(); ++n) {
    for (const node dependency : edges.dependencies[n]) {
      if (by_needs[dependency] != by_needs[n] || shown[by_needs[n]]) continue;
      if (by_parents[dependency] == by_parents[n]) continue;  // reported as a cycle of parents
      shown[by_needs[n]] = true;
      std::vector<node> path = through_needs.path(n, dependency);
      path.insert(path.begin(), dependency);
      problems.push_back(described(revisions, path, "depends_on"));
    }
  }
}

}  // namespace revise::graph
