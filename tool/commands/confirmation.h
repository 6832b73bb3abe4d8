#pragma once

#include "commands/context.h"
#include "graph/plan.h"
#include "review/recorded_plan.h"

namespace revise::tool {

/// Whether a user can be asked. Without a terminal no question is possible: a script that runs
/// `downgrade base` means it.
bool has_terminal();

/// Whether the user at the terminal agrees to a plan that goes down. Asks only if the plan has more
/// than one step or loses rows.
bool is_confirmed(context& in, const graph::plan& plan, recorded_plan& recorded);

}  // namespace revise::tool
