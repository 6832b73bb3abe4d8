#pragma once

#include <cstdint>
#include <string_view>

namespace revise::graph {

/// A target taken apart (the grammar is in target.h), with views into the text.
struct target_syntax {
  std::string_view text;
  std::string_view branch;  ///< before the `@`; empty when there is none
  std::string_view symbol;  ///< empty: relative to the rows, which `current+1` also is
  bool is_relative = false;
  std::int64_t steps = 0;  ///< up when positive; far more than any graph has stays as it is
};

/// Throws `target_error` (bad_syntax).
target_syntax parse_target(std::string_view text);

}  // namespace revise::graph
