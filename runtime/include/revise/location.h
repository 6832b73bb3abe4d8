#pragma once

namespace revise {

/// Where in a migration's source a call stands, so that a failing statement names its line.
/// std::source_location would do, were it in clang 14.
struct location {
  const char* file = "";  ///< as the compiler was given it
  int line = 0;           ///< 0 when unknown

  /// As a default argument: the caller's place.
  static constexpr location here(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    return {file, line};
  }
};

}  // namespace revise
