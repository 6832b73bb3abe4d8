#pragma once

#include <string>
#include <string_view>

#include "graph/revision_graph.h"
#include "graph/target_error.h"

namespace revise::tool {

/// Gives `e` its hint, the next thing to type after `command` ("upgrade") could not use a target,
/// and the files it speaks of as problems. What a command does before it lets the error pass.
void advise(graph::target_error& e, const graph::revision_graph& graph, std::string_view command);

/// The shortest beginning of a revision's id, of at least four characters, that names it alone.
std::string short_id(const graph::revision_graph& graph, graph::node n);

/// "ae10 27c6": `short_id` of each.
std::string short_ids(const graph::revision_graph& graph, const std::vector<graph::node>& nodes);

}  // namespace revise::tool
