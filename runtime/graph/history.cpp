#include "graph/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "graph/order.h"
#include "graph/symbol.h"
#include "graph/target.h"
#include "graph/target_error.h"
#include "graph/target_syntax.h"
#include "graph/traversal.h"
#include "graph/wording.h"

namespace revise::graph {

namespace {

struct range_end {
  range_end(const revision_graph& graph, std::string_view text)
      : target(text), in(find_branch(graph, target)) {}

  parsed_target target;
  std::optional<branch> in;
};

// Returns where the steps of `end` lead from each of `from`. If `from` is empty, steps up start at
// base.
std::vector<node> walked(const revision_graph& graph, const range_end& end,
                         const std::vector<node>& from) {
  std::vector<std::optional<node>> starts(from.begin(), from.end());
  if (starts.empty() && end.target.steps > 0) starts.emplace_back();
  node_set reached(graph);
  for (const auto& start : starts) {
    if (const auto n = walk(graph, end.target, start, end.in, true)) reached.insert(*n);
  }
  return reached.members();
}

// Resolves one end of the range. `counted_from` is where a bare `+2` or `-3` starts.
std::vector<node> resolved(const revision_graph& graph, const range_end& end, const rows& at,
                           const std::vector<node>& counted_from) {
  if (end.target.is_current) {
    require_known(at);
    return walked(graph, end, filtered(at.known, end.in));
  }
  if (!end.target.is_relative) return symbol_revisions(graph, end.target, end.in);
  if (end.target.symbol.empty()) return walked(graph, end, filtered(counted_from, end.in));
  const auto in = end.target.steps > 0 ? std::nullopt : end.in;
  const auto start = symbol_revision(graph, end.target, in);
  return walked(graph, end, start ? std::vector<node>{*start} : std::vector<node>{});
}

bool counts_from_the_other(const range_end& end) {
  return end.target.is_relative && end.target.symbol.empty() && !end.target.is_current;
}

[[noreturn]] void refuse_range(std::string_view range, const std::string& why) {
  throw target_error(target_problem::bad_syntax, range, quoted(range) + why);
}

void refuse_unrelated(const revision_graph& graph, std::string_view range,
                      const std::vector<node>& starts, const node_set& below_end) {
  std::vector<node> outside;
  for (const node n : starts) {
    if (!below_end.contains(n)) outside.push_back(n);
  }
  if (outside.empty()) return;
  const std::string message = fmt::format("{} is not a range: {} is not below its end",
                                          quoted(range), quoted(graph, outside));
  throw target_error(target_problem::not_ancestor, range, message, std::move(outside));
}

}  // namespace

std::vector<node> history(const revision_graph& graph, std::string_view range, const rows& at) {
  if (range.empty()) range = ":";
  const auto ends_of_range = split_range(range);
  if (!ends_of_range) refuse_range(range, " is not a range of the form start:end, start: or :end");
  const auto [first, last] = *ends_of_range;
  if (split_range(last)) refuse_range(range, " has more than one ':'");
  const range_end start(graph, first.empty() ? "base" : first);
  const range_end end(graph, last.empty() ? "heads" : last);

  std::vector<node> starts, ends;
  if (counts_from_the_other(start)) {
    if (start.target.steps > 0 || counts_from_the_other(end)) {
      refuse_range(range, " does not say where to count from");
    }
    ends = resolved(graph, end, at, {});
    starts = resolved(graph, start, at, ends);
  } else {
    starts = resolved(graph, start, at, {});
    if (counts_from_the_other(end) && end.target.steps < 0) {
      refuse_range(range, " ends before it starts");
    }
    ends = resolved(graph, end, at, starts);
  }
  // The range extends to the heads of its own branch, even to a head that another branch depends
  // on.
  if (start.in && end.target.text == "heads") {
    ends.assign(graph.heads().begin(), graph.heads().end());
  }
  ends = filtered(ends, start.in);

  node_set listed = ancestors(graph, ends, edges::needs);
  if (starts.empty()) return newest_first(graph, listed);
  refuse_unrelated(graph, range, starts, listed);
  const node_set before = ancestors(graph, starts, edges::needs);
  const node_set line = descendants(graph, starts, edges::down_revision);
  for (const node n : listed.members()) {
    if (before.contains(n) || !line.contains(n)) listed.erase(n);
  }
  for (const node n : starts) listed.insert(n);
  return newest_first(graph, listed);
}

}  // namespace revise::graph
