#pragma once

#include <string_view>
#include <vector>

#include "graph/revision_graph.h"
#include "graph/rows.h"

namespace revise::graph {

/// The revisions of a range, newest first. `range` is empty (all of them) or `[start]:[end]`, both
/// included; without a start it begins at base, without an end it goes to the heads.
///
/// An end is any target that goes up, `+2` counting from the start; a start is any absolute target,
/// `current`, or steps down, of which `-3` counts from the end. Steps that are too many stop at the
/// last revision. From a start other than base only its descendants by down_revision are listed;
/// from base, also what they need. `branch@` in the start keeps the end to that branch, all of
/// whose heads it then has by default.
///
/// `at` is only looked at where the range says `current` (`is_asking_the_database` tells).
/// Throws `target_error`.
std::vector<node> history(const revision_graph& graph, std::string_view range, const rows& at);

}  // namespace revise::graph
