#include "cli/advice.h"

#include <fmt/format.h>

#include <algorithm>

namespace revise::tool {

namespace {

using graph::node;
using graph::revision_graph;
using graph::target_problem;

std::string one_of(const revision_graph& graph, const std::vector<node>& nodes) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < nodes.size() && i < most; ++i) {
    const graph::revision& r = graph.at(nodes[i]);
    text += fmt::format("{}{}{}", i == 0 ? "" : "; ", r.id,
                        r.message.empty() ? "" : " (" + r.message + ")");
  }
  if (nodes.size() > most) text += fmt::format("; and {} more", nodes.size() - most);
  return text;
}

// The command that puts the second of two heads on top of the first: its lowest revision that the
// first one does not have. Empty where that one is a merge or has several ways down.
std::string rebase_command(const revision_graph& graph, const std::vector<node>& heads) {
  if (heads.size() != 2) return {};
  std::vector<bool> below_first(graph.size(), false);
  std::vector<node> left = {heads[0]};
  while (!left.empty()) {
    const node n = left.back();
    left.pop_back();
    if (below_first[n]) continue;
    below_first[n] = true;
    for (const node parent : graph.parents(n)) left.push_back(parent);
  }
  node moved = heads[1];
  while (graph.parents(moved).size() == 1 && !below_first[graph.parents(moved)[0]]) {
    moved = graph.parents(moved)[0];
  }
  if (graph.is_merge_point(moved)) return {};
  return fmt::format("revise rebase {} --onto {}", short_id(graph, moved),
                     short_id(graph, heads[0]));
}

std::string advice(const graph::target_error& e, const revision_graph& graph,
                   std::string_view command) {
  switch (e.kind()) {
    case target_problem::bad_syntax:
      return "targets: head, heads, base, an id or its beginning, +1, -1";
    case target_problem::unknown:
      return e.suggestion() ? fmt::format("revise {} {}", command, *e.suggestion())
                            : "revise history lists the revisions";
    case target_problem::ambiguous:
    case target_problem::not_in_branch:
      return fmt::format("one of: {}", one_of(graph, e.candidates()));
    case target_problem::multiple_heads: {
      const std::string merge = fmt::format("revise merge {}", short_ids(graph, e.candidates()));
      if (command == "new") return merge + " first, or revise new --head with one of them";
      if (command == "merge") return merge;
      const std::string rebase = rebase_command(graph, e.candidates());
      return fmt::format("revise {} heads, or {}{}{}", command, merge,
                         rebase.empty() ? "" : ", or ", rebase);
    }
    case target_problem::multiple_rows:
    case target_problem::ambiguous_walk:
      return fmt::format("name the revision: {}", one_of(graph, e.candidates()));
    case target_problem::walked_too_far:
      return "revise history lists the revisions";
    case target_problem::relative_not_allowed:
      return "give an id, its beginning, a label, head, heads or base";
    case target_problem::overlaps:
      return "leave out the one that the other needs";
    case target_problem::not_applied:
      return "revise current shows where the database is";
    case target_problem::nothing_above:
      return "revise current shows where the database is";
    case target_problem::not_ancestor:
      return "revise history lists the revisions";
    case target_problem::unknown_row:
      return fmt::format(
          "get the file of revision '{}' (another branch or an older checkout has it)", e.text());
  }
  return {};
}

}  // namespace

std::string short_id(const revision_graph& graph, node n) {
  const std::string& id = graph.at(n).id;
  for (std::size_t length = 4; length < id.size(); ++length) {
    const std::string prefix = id.substr(0, length);
    if (!graph.find(prefix) && graph.starting_with(prefix).size() == 1) return prefix;
  }
  return id;
}

std::string short_ids(const revision_graph& graph, const std::vector<node>& nodes) {
  std::string text;
  for (const node n : nodes) text += (text.empty() ? "" : " ") + short_id(graph, n);
  return text;
}

void advise(graph::target_error& e, const revision_graph& graph, std::string_view command) {
  e.set_hint(advice(e, graph, command));
  if (e.kind() != target_problem::multiple_heads) return;
  std::vector<std::string> files;
  for (const node n : e.candidates()) {
    const graph::revision& r = graph.at(n);
    files.push_back(fmt::format("{}: '{}', {}", r.path, r.id, r.message));
  }
  e.set_problems(std::move(files));
}

}  // namespace revise::tool
