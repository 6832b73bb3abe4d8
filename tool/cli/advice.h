#pragma once

#include <string>
#include <string_view>

#include "graph/revision_graph.h"
#include "graph/target_error.h"

namespace revise::tool {

/// The next thing to type after a target could not be used by `command` ("upgrade"); may be empty.
std::string advice(const graph::target_error& e, const graph::revision_graph& graph,
                   std::string_view command);

/// The shortest beginning of a revision's id, of at least four characters, that names it alone.
std::string short_id(const graph::revision_graph& graph, graph::node n);

/// "ae10 27c6": `short_id` of each.
std::string short_ids(const graph::revision_graph& graph, const std::vector<graph::node>& nodes);

}  // namespace revise::tool
