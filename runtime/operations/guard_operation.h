#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operations/data_operation.h"

/// What a migration expects of its rows, as data.

namespace revise::operations_data {

struct expect_rows {
  std::string from;  ///< a table, or a query in parentheses
  std::optional<long long> exactly{};
  std::optional<long long> at_least{};
  std::optional<long long> at_most{};
  raw_sql where{};     ///< SQL; empty: every row
  std::string what{};  ///< for the message; empty: the message shows `from` and `where`
  bool operator==(const expect_rows&) const = default;
};

/// Remembers the rows of `from`.
struct preserve_rows {
  unsigned number = 0;  ///< the position among the preserve_rows of a revision, from 1; identifies
                        ///< the remembered rows
  std::string from;
  std::string to;
  std::vector<copy_rows::column> columns{};  ///< empty: only the number of rows is remembered
  raw_sql where{};                           ///< SQL over `from`; empty: every row
  raw_sql where_to{};                        ///< SQL over `to`; empty: every row
  bool operator==(const preserve_rows&) const = default;
};

/// Compares the remembered rows with the rows of `to`.
struct compare_rows {
  preserve_rows remembered;
  bool at_once = false;  ///< nothing was remembered: compares with the current rows of `from`
  bool operator==(const compare_rows&) const = default;
};

}  // namespace revise::operations_data
