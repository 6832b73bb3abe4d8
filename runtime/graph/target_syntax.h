#pragma once

#include <cstdint>
#include <string_view>

namespace revise::graph {

/// A parsed target (the grammar is in target.h). Its views refer to the text.
struct target_syntax {
  std::string_view text;
  std::string_view branch;  ///< before the `@`; empty if there is none
  std::string_view symbol;  ///< empty: relative to the rows; `current+1` is parsed as this
  bool is_relative = false;
  std::int64_t steps = 0;  ///< positive: up; a number larger than any graph is not exact
};

/// Throws `target_error` (bad_syntax).
target_syntax parse_target(std::string_view text);

}  // namespace revise::graph
