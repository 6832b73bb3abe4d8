#include "graph/rows.h"

#include <algorithm>

#include "graph/order.h"
#include "graph/target_error.h"
#include "graph/traversal.h"
#include "graph/wording.h"

namespace revise::graph {

rows read_rows(const revision_graph& graph, const std::vector<std::string>& found) {
  rows read;
  std::vector<node> known;
  for (const std::string& id : found) {
    if (const auto n = graph.find(id)) {
      known.push_back(*n);
    } else {
      read.unknown.push_back(id);
    }
  }
  std::sort(read.unknown.begin(), read.unknown.end());
  read.unknown.erase(std::unique(read.unknown.begin(), read.unknown.end()), read.unknown.end());
  read.known = maximal(graph, known);
  read.reduced = read.known.size() + read.unknown.size() != found.size();
  return read;
}

std::vector<std::string> ids_of(const revision_graph& graph, std::span<const node> nodes) {
  std::vector<std::string> ids;
  ids.reserve(nodes.size());
  for (const node n : nodes) ids.push_back(graph.at(n).id);
  return ids;
}

std::vector<std::string> superfluous_rows(const revision_graph& graph,
                                          const std::vector<std::string>& found, const rows& read) {
  const std::vector<std::string> known = ids_of(graph, read.known);
  std::vector<std::string> rest;
  for (const std::string& id : found) {
    const auto is_in = [&id](const std::vector<std::string>& ids) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    if (!is_in(known) && !is_in(rest)) rest.push_back(id);
  }
  return rest;
}

rows rows_at(const revision_graph& graph, std::span<const node> applied) {
  rows at;
  at.known = maximal(graph, applied);
  return at;
}

std::vector<node> current_revisions(const revision_graph& graph, const rows& at) {
  const node_set applied = ancestors(graph, at.known, edges::needs);
  std::vector<node> current;
  for (const node n : applied.members()) {
    const auto children = graph.children(n);
    if (std::none_of(children.begin(), children.end(),
                     [&](node child) { return applied.contains(child); })) {
      current.push_back(n);
    }
  }
  return current;
}

std::vector<node> applied_revisions(const revision_graph& graph, const rows& at) {
  std::vector<node> order = newest_first(graph, ancestors(graph, at.known, edges::needs));
  std::reverse(order.begin(), order.end());
  return order;
}

bool is_at_heads(const revision_graph& graph, const rows& at) {
  const node_set applied = ancestors(graph, at.known, edges::needs);
  const auto heads = graph.heads();
  return at.unknown.empty() &&
         std::all_of(heads.begin(), heads.end(), [&](node head) { return applied.contains(head); });
}

void require_known(const rows& at) {
  if (at.unknown.empty()) return;
  throw target_error(target_problem::unknown_row, at.unknown.front(),
                     "the database is at " + quoted(at.unknown) + ", which no file has");
}

}  // namespace revise::graph
