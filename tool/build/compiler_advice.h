#pragma once

#include <string>
#include <vector>

namespace revise::tool {

/// What to do about what the compiler said of migrations, where it is one of the slips whose
/// messages (GCC's and clang's, in English) do not tell; else empty. `said` is its output, line by
/// line.
std::string compiler_advice(const std::vector<std::string>& said);

}  // namespace revise::tool
