#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/target_syntax.h"
#include "graph/traversal.h"

namespace revise::graph {

/// What stands before the `@`: a revision, and all that shares its lineage by down_revision.
struct branch {
  node of;
  node_set lineage;
};

/// Those of `nodes` in the branch; all of them where there is none.
std::vector<node> filtered(std::span<const node> nodes, const std::optional<branch>& in);

/// The branch a target names, if it names one. Throws `target_error`.
std::optional<branch> find_branch(const revision_graph& graph, const target_syntax& target);

/// The revisions that the symbol of `target` means, its steps aside: none for `base`, several for
/// `heads` at most. With `in`, names are looked up in that branch, and a revision of another is an
/// error. Throws `target_error`; `current` is one, since only a database knows.
std::vector<node> symbol_revisions(const revision_graph& graph, const target_syntax& target,
                                   const std::optional<branch>& in);

/// The same where only one will do. `base` is none.
std::optional<node> symbol_revision(const revision_graph& graph, const target_syntax& target,
                                    const std::optional<branch>& in);

/// Takes the steps of `target` from `from` along down_revision; no revision stands for base, on
/// both sides. Upwards, `in` says which branch to take where there are several.
/// With `stop_at_the_end`, steps that are too many end at the last revision, or at base.
/// Throws `target_error`.
std::optional<node> walk(const revision_graph& graph, const target_syntax& target,
                         std::optional<node> from, const std::optional<branch>& in,
                         bool stop_at_the_end = false);

}  // namespace revise::graph
