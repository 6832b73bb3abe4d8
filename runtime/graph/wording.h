#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::graph {

/// `'name'`. A name comes from a user or a table, so what cannot be printed is shown as `\x1b`,
/// and a very long one is cut.
std::string quoted(std::string_view name);

/// `'a', 'b'`; past ten names, `and 5 more`.
std::string quoted(const std::vector<std::string>& names);
std::string quoted(const revision_graph& graph, std::span<const node> nodes);

}  // namespace revise::graph
