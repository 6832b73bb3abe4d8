#pragma once

#include <string>
#include <vector>

#include "graph/revision_graph.h"
#include "revise/registration.h"

namespace revise {

/// What is wrong with the `.not_before` of migrations, which are in the order of their nodes: a
/// line each, with the place in front.
std::vector<std::string> waiting_rule_problems(const std::vector<const registered*>& migrations,
                                               const graph::revision_graph& graph);

}  // namespace revise
