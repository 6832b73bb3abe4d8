#pragma once

#include "commands/context.h"
#include "graph/plan.h"

namespace revise::tool {

/// Implements `-d explain`: writes one line for each step to stderr, with the reason why it is in
/// the plan.
void explain(context& in, const graph::plan& plan);

}  // namespace revise::tool
