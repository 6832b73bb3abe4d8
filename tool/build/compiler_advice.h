#pragma once

#include <string>
#include <vector>

namespace revise::tool {

/// Advice on a common mistake in a migration, for which the compiler's own message (GCC's or
/// clang's, in English) is no help. Empty if no such mistake is recognised. `said` is the
/// compiler's output, line by line.
std::string compiler_advice(const std::vector<std::string>& said);

}  // namespace revise::tool
