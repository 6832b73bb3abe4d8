#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialect/sqlite/schema.h"

namespace revise {

/// How to rebuild an SQLite table.
struct sqlite_rebuild {
  const sqlite_table& from;
  const sqlite_table& to;  ///< has the name of `from`
  /// For each column of the new table whose value changes: its name, and SQL over the old columns.
  std::map<std::string, std::string> values{};
  /// Indexes that are not created again.
  std::vector<std::string> dropped_indexes{};
};

/// Returns statements that replace `from` by `to`. They keep the rows in the columns that both
/// have, the rowids, the numbers that `autoincrement` gave out, indexes, triggers
/// (sqlite.org/lang_altertable.html, section 7), and references to the table. Foreign keys must be
/// off while they run: throws `error` if they are on. `writer` quotes names.
std::vector<std::string> statements_of(const sqlite_rebuild& rebuild, const dialect& writer,
                                       schema_reader& there);

}  // namespace revise
