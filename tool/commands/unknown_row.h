#pragma once

#include "commands/context.h"
#include "graph/target_error.h"

namespace revise::tool {

/// Completes the error of a command that found a row for which no file exists: adds what the log
/// knows about the row, and what to do. Does not change any other error.
void report_unknown_row(context& in, graph::target_error& e);

}  // namespace revise::tool
