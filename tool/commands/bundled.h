#pragma once

#include <string_view>

#include "cli/program.h"

namespace revise::tool {

/// What was started as `argv0`: a bundle where versions are linked into this program.
program this_program(std::string_view argv0);

}  // namespace revise::tool
