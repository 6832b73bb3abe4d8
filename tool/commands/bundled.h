#pragma once

#include <string_view>

#include "cli/program.h"

namespace revise::tool {

/// The program that was started as `argv0`. It is a bundle if versions are linked into it.
program this_program(std::string_view argv0);

}  // namespace revise::tool
