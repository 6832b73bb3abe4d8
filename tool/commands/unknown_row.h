#pragma once

#include "commands/context.h"
#include "graph/target_error.h"

namespace revise::tool {

/// Completes the error of a command that found a row which no file has: what the log knows of it,
/// and the ways out. Leaves any other error alone.
void tell_unknown_row(context& in, graph::target_error& e);

}  // namespace revise::tool
