#include "graph/revision_graph.h"

#include <fmt/format.h>

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <utility>

#include "graph/branch_labels.h"
#include "graph/links.h"
#include "graph/name_index.h"

namespace revise::graph {

namespace {

// A compressed row format, because the graph never changes after it is loaded. The neighbours of a
// vertex are adjacent in memory, so they are returned as a span: without a copy, and without a
// Boost type in a header.
using edge_rows =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, node, node>;

using edge_list = std::vector<std::pair<node, node>>;

// `edges` must be sorted by their first vertex. A vertex's neighbours keep their order in `edges`.
edge_rows downwards(const edge_list& edges, std::size_t vertices) {
  return {boost::edges_are_sorted, edges.begin(), edges.end(), static_cast<node>(vertices)};
}

// Reverses the edges. A vertex's neighbours are in load order.
edge_rows upwards(const edge_list& edges, std::size_t vertices) {
  edge_list reversed;
  reversed.reserve(edges.size());
  for (const auto& [from, to] : edges) reversed.emplace_back(to, from);
  std::sort(reversed.begin(), reversed.end());
  return downwards(reversed, vertices);
}

std::span<const node> neighbours(const edge_rows& graph, node n) {
  const auto [first, last] = boost::adjacent_vertices(n, graph);
  return {first, last};
}

std::string counted(std::size_t problems) {
  return problems == 1 ? "a problem in the migrations"
                       : fmt::format("{} problems in the migrations", problems);
}

}  // namespace

load_error::load_error(const std::vector<std::string>& problems)
    : graph_error(counted(problems.size()), problems) {}

struct revision_graph::structure {
  explicit structure(std::vector<revision> in_load_order)
      : revisions(std::move(in_load_order)), names(revisions) {}

  const std::vector<revision> revisions;
  const name_index names;
  edge_rows parents, dependencies, needs;
  edge_rows children, dependents, needed_by;
  std::vector<node> bases, heads, real_heads;
  std::unique_ptr<const branch_labels> labels;
};

revision_graph::revision_graph(std::vector<revision> in_load_order) {
  auto built = std::make_shared<structure>(std::move(in_load_order));
  const std::vector<revision>& revisions = built->revisions;

  std::vector<std::string> problems;
  check_names(revisions, built->names, problems);
  const links found = resolve_links(revisions, built->names, problems);
  check_cycles(revisions, found, problems);
  if (!problems.empty()) throw load_error(problems);

  edge_list parents, dependencies, needs;
  for (node n = 0; n < revisions.size(); ++n) {
    for (const node m : found.parents[n]) {
      parents.emplace_back(n, m);
      needs.emplace_back(n, m);
    }
    for (const node m : found.dependencies[n]) {
      dependencies.emplace_back(n, m);
      const std::vector<node>& known = found.parents[n];
      if (std::find(known.begin(), known.end(), m) == known.end()) needs.emplace_back(n, m);
    }
  }
  built->parents = downwards(parents, revisions.size());
  built->dependencies = downwards(dependencies, revisions.size());
  built->needs = downwards(needs, revisions.size());
  built->children = upwards(parents, revisions.size());
  built->dependents = upwards(dependencies, revisions.size());
  built->needed_by = upwards(needs, revisions.size());

  structure_ = built;
  for (node n = 0; n < revisions.size(); ++n) {
    if (is_base(n)) built->bases.push_back(n);
    if (children(n).empty()) built->heads.push_back(n);
    if (is_head(n)) built->real_heads.push_back(n);
  }
  built->labels = std::make_unique<const branch_labels>(*this);
}

std::size_t revision_graph::size() const { return structure_->revisions.size(); }

const revision& revision_graph::at(node n) const { return structure_->revisions[n]; }

std::optional<node> revision_graph::find(std::string_view id) const {
  return structure_->names.find(id);
}

std::optional<node> revision_graph::find_label(std::string_view label) const {
  return structure_->names.find_label(label);
}

std::vector<node> revision_graph::starting_with(std::string_view prefix) const {
  return structure_->names.starting_with(prefix);
}

std::optional<std::string> revision_graph::closest_name(std::string_view name) const {
  return structure_->names.closest_name(name);
}

std::span<const node> revision_graph::parents(node n) const {
  return neighbours(structure_->parents, n);
}

std::span<const node> revision_graph::dependencies(node n) const {
  return neighbours(structure_->dependencies, n);
}

std::span<const node> revision_graph::needs(node n) const {
  return neighbours(structure_->needs, n);
}

std::span<const node> revision_graph::children(node n) const {
  return neighbours(structure_->children, n);
}

std::span<const node> revision_graph::dependents(node n) const {
  return neighbours(structure_->dependents, n);
}

std::span<const node> revision_graph::needed_by(node n) const {
  return neighbours(structure_->needed_by, n);
}

std::vector<std::string> revision_graph::labels(node n) const {
  return structure_->labels->reaching(*this, n);
}

std::span<const node> revision_graph::bases() const { return structure_->bases; }

std::span<const node> revision_graph::heads() const { return structure_->heads; }

std::span<const node> revision_graph::real_heads() const { return structure_->real_heads; }

}  // namespace revise::graph
