#pragma once

#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/rows.h"

namespace revise::graph {

/// Returns the revisions of a range, newest first. `range` is empty (all revisions) or
/// `[start]:[end]`, both inclusive. Without a start it begins at base; without an end it extends to
/// the heads.
///
/// The end is any target that goes up; `+2` counts from the start. The start is any absolute
/// target, `current`, or steps down; `-3` counts from the end. Too many steps stop at the last
/// revision. From a start other than base, only its descendants by down_revision are listed; from
/// base, also what they need. `branch@` in the start restricts the end to that branch, and the
/// default end is then all heads of the branch.
///
/// `at` is used only if the range says `current` (see `is_asking_the_database`). Throws
/// `target_error`.
std::vector<node> history(const revision_graph& graph, std::string_view range, const rows& at);

}  // namespace revise::graph
