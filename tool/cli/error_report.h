#pragma once

#include "cli/output.h"
#include "util/error.h"

namespace revise::tool {

/// Reports an error on stderr, and with --json also on stdout.
void report(const error& e, const output& out);

}  // namespace revise::tool
