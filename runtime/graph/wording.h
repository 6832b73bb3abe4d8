#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// Returns `'name'`. The name comes from a user or a table, so control characters are shown as
/// `\x1b`, and a very long name is cut.
std::string quoted(std::string_view name);

/// Returns `'a', 'b'`; after ten names, `and 5 more`.
std::string quoted(const std::vector<std::string>& names);
std::string quoted(const revision_graph& graph, std::span<const node> nodes);

}  // namespace revise::graph
