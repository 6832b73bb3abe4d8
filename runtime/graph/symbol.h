#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/target_syntax.h"
#include "graph/traversal.h"

namespace revise::graph {

/// The branch before the `@`: a revision, and everything in its lineage by down_revision.
struct branch {
  node of;
  node_set lineage;
};

/// Returns the `nodes` that are in the branch; without a branch, all of them.
std::vector<node> filtered(std::span<const node> nodes, const std::optional<branch>& in);

/// Returns the branch that `target` names, if any. Throws `target_error`.
std::optional<branch> find_branch(const revision_graph& graph, const parsed_target& target);

/// Returns the revisions that the symbol of `target` means, without regard to its steps: none for
/// `base`, several only for `heads`. With `in`, names are looked up in that branch, and a revision
/// of another branch is an error. Throws `target_error`, also for `current`, which only a database
/// can resolve.
std::vector<node> symbol_revisions(const revision_graph& graph, const parsed_target& target,
                                   const std::optional<branch>& in);

/// Returns the only revision that the symbol of `target` means; null for `base`. Throws
/// `target_error`, also if it means several.
std::optional<node> symbol_revision(const revision_graph& graph, const parsed_target& target,
                                    const std::optional<branch>& in);

/// Walks the steps of `target` from `from` along down_revision. Null means base, in `from` and in
/// the result. If a step up has several ways, `in` selects one of them. With `stop_at_the_end`, too
/// many steps end at the last revision, or at base. Throws `target_error`.
std::optional<node> walk(const revision_graph& graph, const parsed_target& target,
                         std::optional<node> from, const std::optional<branch>& in,
                         bool stop_at_the_end = false);

}  // namespace revise::graph
