#pragma once

#include <vector>

#include "graph/revision_graph.h"
#include "graph/traversal.h"

namespace revise::graph {

/// Orders the members of `set` so that each comes before everything it needs. This is the order of
/// `history` and of a downgrade, and in reverse that of an upgrade. It follows one branch to its
/// branch point before it switches to another. Load order breaks ties.
std::vector<node> newest_first(const revision_graph& graph, const node_set& set);

}  // namespace revise::graph
