#pragma once

#include <string>
#include <vector>

#include "graph/revision_graph.h"
#include "revise/registration.h"

namespace revise {

/// Checks the `.not_before` of the migrations, which are in the order of their nodes. Returns one
/// line for each fault. A line starts with the place of the migration.
std::vector<std::string> waiting_rule_problems(const std::vector<const registered*>& migrations,
                                               const graph::revision_graph& graph);

}  // namespace revise
