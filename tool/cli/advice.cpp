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
      return fmt::format("revise {} heads, or {}", command, merge);
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

}  // namespace revise::tool
