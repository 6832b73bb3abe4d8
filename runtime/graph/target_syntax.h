#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace revise::graph {

/// The parts of a target (the grammar is in target.h). Functions take this class instead of a text,
/// so that a target is parsed only once. A text converts to it implicitly.
struct parsed_target {
  /// Throws `target_error` (bad_syntax).
  parsed_target(std::string_view given);   // NOLINT(google-explicit-constructor)
  parsed_target(const std::string& given)  // NOLINT(google-explicit-constructor)
      : parsed_target(std::string_view(given)) {}
  parsed_target(const char* given)  // NOLINT(google-explicit-constructor)
      : parsed_target(std::string_view(given)) {}

  std::string text;
  std::string branch;  ///< the text before the `@`; empty if the target has none
  std::string symbol;  ///< empty: the steps start at the rows, as in `+1` and `current+1`
  bool is_relative = false;
  bool is_current = false;  ///< the target is `current`, or steps from it: `current-1`
  std::int64_t steps = 0;   ///< positive: up; negative: down. May exceed the size of any graph
};

/// The two texts of the range `FROM:TO`. Each may be empty. split_range() returns null if `text` is
/// not a range.
struct range_ends {
  std::string_view from;
  std::string_view to;
};
std::optional<range_ends> split_range(std::string_view text);

/// Returns whether `text`, or an end of the range `text`, uses `current`, so that the rows of a
/// database are needed. `text` need not be a valid target.
bool is_asking_the_database(std::string_view text);

}  // namespace revise::graph
