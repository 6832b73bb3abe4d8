#pragma once

#include "commands/context.h"
#include "graph/plan.h"
#include "review/recorded_plan.h"

namespace revise::tool {

/// Whether the user agrees to a plan that goes down. Asks only if the plan has more than one step
/// or loses rows. Without a terminal it agrees without asking: a script that runs `downgrade base`
/// means it.
bool is_confirmed(context& in, const graph::plan& plan, recorded_plan& recorded);

}  // namespace revise::tool
