#pragma once

#include <string>
#include <vector>

#include "graph/revision_graph.h"
#include "revise/registration.h"

namespace revise {

/// Checks the `.not_before` of the migrations, which are in the order of their nodes. Returns a
/// line for each fault, which starts with the place.
std::vector<std::string> waiting_rule_problems(const std::vector<const registered*>& migrations,
                                               const graph::revision_graph& graph);

}  // namespace revise
