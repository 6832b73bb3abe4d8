#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialect/sqlite/schema.h"

namespace revise {

/// How an SQLite table is built anew.
struct sqlite_rebuild {
  const sqlite_table& from;
  const sqlite_table& to;  ///< of the same name
  /// SQL over the old columns for a column of the new table; by its name.
  std::map<std::string, std::string> values{};
  /// Indexes that are not made again.
  std::vector<std::string> dropped_indexes{};
};

/// Statements that put `to` in the place of `from`, with the rows of the columns that both have,
/// the rowids, the numbers that `autoincrement` has given, indexes and triggers
/// (sqlite.org/lang_altertable.html, section 7). What refers to the table goes on doing so. To be
/// run while foreign keys are off: throws `error` where they are on. `writer` quotes names.
std::vector<std::string> statements_of(const sqlite_rebuild& rebuild, const dialect& writer,
                                       schema_reader& there);

}  // namespace revise
