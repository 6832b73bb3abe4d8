#pragma once

#include "cli/output.h"
#include "util/error.h"

namespace revise::tool {

/// Describes an error on stderr.
void describe(const error& e, const output& out);

/// Describes the error of a command that has no outcome; with --json also as a document on stdout.
void report(const error& e, const output& out);

}  // namespace revise::tool
