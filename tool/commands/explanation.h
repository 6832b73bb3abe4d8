#pragma once

#include "commands/context.h"
#include "graph/plan.h"

namespace revise::tool {

/// For `-d explain`: a line on stderr for each step, which says why it is in the plan.
void explain(context& in, const graph::plan& plan);

}  // namespace revise::tool
