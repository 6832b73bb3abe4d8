#pragma once

#include <vector>

#include "graph/revision_graph.h"
#include "graph/traversal.h"

namespace revise::graph {

/// The members of `set` so that each comes before all it needs: the order of `history` and of a
/// downgrade, and reversed that of an upgrade. It follows one branch to its branch point before it
/// switches to another; ties go by load order.
std::vector<node> newest_first(const revision_graph& graph, const node_set& set);

}  // namespace revise::graph
