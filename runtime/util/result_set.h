#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace revise {

/// What a query found, as a whole and as text. Both databases write alike where they can: a
/// floating-point number with the digits that give it back, bytes as `\x0aff`. Booleans are `t` and
/// `f` on PostgreSQL, `1` and `0` on SQLite.
struct result_set {
  std::vector<std::string> columns;               ///< names; two may be the same
  std::size_t rows = 0;                           ///< also where there is no column
  std::vector<std::optional<std::string>> cells;  ///< row by row; nothing is null
};

}  // namespace revise
