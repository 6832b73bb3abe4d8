#pragma once

namespace revise {

/// The place of a call in the source of a migration, so that a failing statement can name its line.
/// This would be std::source_location if clang 14 had it.
struct location {
  const char* file = "";  ///< the path that the compiler was given
  int line = 0;           ///< 0 when unknown

  /// The caller's place, when used as a default argument.
  static constexpr location here(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    return {file, line};
  }
};

}  // namespace revise
