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
  target_syntax target;
  std::optional<branch> in;
  bool is_current;  // the end says `current`, possibly with steps: `current-1`
};

range_end parse_end(const revision_graph& graph, std::string_view text) {
  const target_syntax target = parse_target(text);
  return {target, find_branch(graph, target), is_asking_the_database(text)};
}

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
  if (end.is_current) {
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
  return end.target.is_relative && end.target.symbol.empty() && !end.is_current;
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
  const auto colon = range.find(':');
  if (colon == range.npos) refuse_range(range, " is not a range: start:end, start: or :end");
  if (range.find(':', colon + 1) != range.npos) refuse_range(range, " has more than one ':'");
  const std::string_view first = range.substr(0, colon);
  const std::string_view last = range.substr(colon + 1);
  const range_end start = parse_end(graph, first.empty() ? "base" : first);
  const range_end end = parse_end(graph, last.empty() ? "heads" : last);

  std::vector<node> starts, ends;
  if (counts_from_the_other(start)) {
    if (start.target.steps > 0 || counts_from_the_other(end)) {
      refuse_range(range, " says not from where to count");
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
