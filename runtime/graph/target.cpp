#include "graph/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "graph/symbol.h"
#include "graph/target_syntax.h"
#include "graph/traversal.h"
#include "graph/wording.h"

namespace revise::graph {

namespace {

[[noreturn]] void refuse_rows(const revision_graph& graph, const parsed_target& target,
                              std::vector<node> rows) {
  const std::string message = fmt::format("{} counts from one revision, but the database is at {}",
                                          quoted(target.text), quoted(graph, rows));
  throw target_error(target_problem::multiple_rows, target.text, message, std::move(rows));
}

[[noreturn]] void refuse_way(const parsed_target& target, const char* command, const char* way) {
  throw target_error(target_problem::relative_not_allowed, target.text,
                     fmt::format("{} cannot go {} from the database's revision: {}", command, way,
                                 quoted(target.text)));
}

// Returns where steps up in a branch start if no row is in the branch: its topmost applied
// revisions.
std::vector<node> topmost(const revision_graph& graph, const rows& at,
                          const std::optional<branch>& in) {
  const node_set applied = ancestors(graph, at.known, edges::needs);
  const std::vector<node> active = filtered(applied.members(), in);
  node_set covered(graph);
  for (const node n : active) {
    for (const node m : graph.needs(n)) covered.insert(m);
  }
  std::vector<node> tops;
  for (const node n : active) {
    if (!covered.contains(n)) tops.push_back(n);
  }
  return tops;
}

std::optional<node> start_of_upgrade(const revision_graph& graph, const rows& at,
                                     const parsed_target& target, const std::optional<branch>& in) {
  std::vector<node> start = at.known;
  if (in) {
    start = filtered(at.known, in);
    if (start.empty()) start = topmost(graph, at, in);
  }
  if (start.size() > 1) refuse_rows(graph, target, std::move(start));
  return start.empty() ? std::nullopt : std::optional(start.front());
}

node start_of_downgrade(const revision_graph& graph, const rows& at, const parsed_target& target,
                        const std::optional<branch>& in) {
  std::vector<node> start = at.known;
  if (in) {
    start = filtered(at.known, in);
    // The branch may be applied only because another one depends on it.
    if (start.empty()) start = filtered(current_revisions(graph, at), in);
  }
  if (start.size() > 1) refuse_rows(graph, target, std::move(start));
  if (start.empty()) {
    const std::string what = in ? "nothing of branch " + quoted(target.branch) : "nothing";
    throw target_error(target_problem::walked_too_far, target.text,
                       fmt::format("{} goes too far: {} is applied", quoted(target.text), what));
  }
  return start.front();
}

// Refuses two targets of which one needs the other: naming both is probably a mistake.
void refuse_overlap(const revision_graph& graph, std::string_view text,
                    const std::vector<node>& targets) {
  if (targets.size() < 2) return;
  const std::vector<node> kept = maximal(graph, targets);
  if (kept.size() == targets.size()) return;
  for (const node lower : targets) {
    if (std::binary_search(kept.begin(), kept.end(), lower)) continue;
    const node_set above = descendants(graph, {&lower, 1}, edges::needs);
    const node upper =
        *std::find_if(kept.begin(), kept.end(), [&](node n) { return above.contains(n); });
    throw target_error(target_problem::overlaps, text,
                       fmt::format("{} names both {} and {}, which needs it", quoted(text),
                                   quoted(graph.at(lower).id), quoted(graph.at(upper).id)),
                       {lower, upper});
  }
}

std::vector<node> single(std::optional<node> n) {
  return n ? std::vector<node>{*n} : std::vector<node>{};
}

}  // namespace

std::vector<node> resolve(const revision_graph& graph, const parsed_target& target) {
  if (target.is_relative) {
    throw target_error(target_problem::relative_not_allowed, target.text,
                       fmt::format("{} is relative, but an absolute target is required here",
                                   quoted(target.text)));
  }
  return symbol_revisions(graph, target, find_branch(graph, target));
}

std::vector<node> resolve_shown(const revision_graph& graph, const parsed_target& target,
                                const rows* at) {
  const auto in = find_branch(graph, target);
  std::vector<node> start;
  if (at != nullptr && target.is_current) {
    start = current_revisions(graph, *at);
    start = filtered(start, in);
  } else if (target.symbol.empty() && target.steps < 0) {
    start.assign(graph.real_heads().begin(), graph.real_heads().end());
    start = filtered(start, in);
  } else if (target.symbol.empty()) {
    throw target_error(target_problem::relative_not_allowed, target.text,
                       fmt::format("{} does not say where to count from", quoted(target.text)));
  } else if (target.is_relative) {
    return single(walk(graph, target, symbol_revision(graph, target, in), in));
  } else {
    return symbol_revisions(graph, target, in);
  }
  node_set shown(graph);
  for (const node n : start) {
    if (const auto end = walk(graph, target, n, in)) shown.insert(*end);
  }
  return shown.members();
}

bool goes_to_heads(const parsed_target& target) {
  return !target.is_relative && (target.symbol == "head" || target.symbol == "heads");
}

std::vector<node> upgrade_targets(const revision_graph& graph, const rows& at,
                                  const parsed_target& target) {
  require_known(at);
  const auto in = find_branch(graph, target);
  if (!target.is_relative) {
    if (target.symbol == "current") return filtered(at.known, in);
    std::vector<node> targets = symbol_revisions(graph, target, in);
    refuse_overlap(graph, target.text, targets);
    return targets;
  }
  if (target.symbol.empty()) {
    if (target.steps < 0) refuse_way(target, "upgrade", "down");
    return single(walk(graph, target, start_of_upgrade(graph, at, target, in), in));
  }
  // On the way up, the branch only selects the way, as in `shop@base+2`.
  const auto start = symbol_revision(graph, target, target.steps > 0 ? std::nullopt : in);
  const auto end = walk(graph, target, start, in);
  if (!end && target.steps != 0) {
    throw target_error(target_problem::walked_too_far, target.text,
                       fmt::format("{} is base, and upgrade cannot go there", quoted(target.text)));
  }
  return single(end);
}

downgrade_target resolve_downgrade(const revision_graph& graph, const rows& at,
                                   const parsed_target& target) {
  require_known(at);
  const auto in = find_branch(graph, target);
  downgrade_target result;
  if (in) result.branch = in->of;
  if (target.is_relative && target.symbol.empty()) {
    if (target.steps > 0) refuse_way(target, "downgrade", "up");
    const node start = start_of_downgrade(graph, at, target, in);
    if (!result.branch) result.branch = start;
    result.revision = walk(graph, target, start, in);
  } else if (target.symbol == "current") {
    if (at.known.size() > 1) refuse_rows(graph, target, at.known);
    if (!at.known.empty()) result.revision = at.known.front();
  } else {
    // The revision is looked up everywhere: `shop@a1` says which branch above a1 to downgrade.
    const bool looks_in_branch = target.is_relative && target.steps <= 0;
    const auto start = symbol_revision(graph, target, looks_in_branch ? in : std::nullopt);
    result.revision = target.is_relative ? walk(graph, target, start, in) : start;
  }
  return result;
}

}  // namespace revise::graph
