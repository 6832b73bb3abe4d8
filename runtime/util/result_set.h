#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace revise {

/// The complete result of a query, as text. The databases give the same text where they can: a
/// floating-point number has the digits that restore it, and bytes are written as `\x0aff`.
/// Booleans are `t` and `f` on PostgreSQL, `1` and `0` on SQLite.
struct result_set {
  std::vector<std::string> columns;               ///< names, which may repeat
  std::size_t rows = 0;                           ///< counted even if the result has no column
  std::vector<std::optional<std::string>> cells;  ///< row by row; nullopt is null
};

}  // namespace revise
