#pragma once

#include "commands/context.h"
#include "graph/plan.h"
#include "review/recorded_plan.h"

namespace revise::tool {

/// Whether the person at the terminal agrees to a plan that goes down; asked where it is more than
/// one step, or takes rows away. Without a terminal there is nobody to ask: a script that says
/// `downgrade base` means it.
bool is_confirmed(context& in, const graph::plan& plan, recorded_plan& recorded);

}  // namespace revise::tool
