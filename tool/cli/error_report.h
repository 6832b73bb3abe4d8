#pragma once

#include "cli/output.h"
#include "util/error.h"

namespace revise::tool {

/// Tells an error on stderr, and with --json on stdout too.
void report(const error& e, const output& out);

}  // namespace revise::tool
