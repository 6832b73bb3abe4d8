#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace revise::graph {

/// A target taken apart (the grammar is in target.h). Functions that need a target take this, so
/// that a text is parsed once, where it comes in; a text converts to it.
struct parsed_target {
  /// Throws `target_error` (bad_syntax).
  parsed_target(std::string_view given);   // NOLINT(google-explicit-constructor)
  parsed_target(const std::string& given)  // NOLINT(google-explicit-constructor)
      : parsed_target(std::string_view(given)) {}
  parsed_target(const char* given)  // NOLINT(google-explicit-constructor)
      : parsed_target(std::string_view(given)) {}

  std::string text;
  std::string branch;  ///< before the `@`; empty when there is none
  std::string symbol;  ///< empty: relative to the rows, as `current+1` also is
  bool is_relative = false;
  bool is_current = false;  ///< says `current`, perhaps with steps: `current-1`
  std::int64_t steps = 0;   ///< up when positive; a number that exceeds any graph is kept
};

/// `FROM:TO` as two texts, each of which may be empty; null where `text` is no range.
struct range_ends {
  std::string_view from;
  std::string_view to;
};
std::optional<range_ends> split_range(std::string_view text);

/// Whether `text`, or an end of it when it is a range, says `current`. Says nothing about whether
/// `text` is a target.
bool is_asking_the_database(std::string_view text);

}  // namespace revise::graph
