#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace sqlite_api {
struct sqlite3;
}

namespace revise {

/// A row whose foreign key points nowhere (sqlite.org/pragma.html#pragma_foreign_key_check).
struct broken_reference {
  std::string table;
  std::string row;            ///< its rowid; empty: it has none
  std::string parent;         ///< the table that it refers to
  std::string columns;        ///< of the foreign key, in lower case
  std::string values;         ///< in `columns`, as text
  std::string mismatch = {};  ///< not a row: what is wrong with the foreign key itself
};

/// The broken references of `main`, and the names that were there to tell them by.
struct reference_state {
  std::vector<broken_reference> broken;
  std::set<std::string> tables;   ///< in lower case
  std::set<std::string> columns;  ///< of any table, in lower case
};

/// Reads all rows of all tables with foreign keys. Throws sql_error.
reference_state references_of(sqlite_api::sqlite3* connection);

/// What is broken in `after` and was not in `before`. A reference is the same one where its rowid
/// or its values are, and its foreign key: by the columns, not by the number that SQLite counts,
/// and whatever the tables and columns are called that were renamed in between.
std::vector<broken_reference> newly_broken(const reference_state& before,
                                           const reference_state& after);

/// The first few of them in words, and how many were broken already.
std::string broken_text(const std::vector<broken_reference>& broken, std::size_t old_ones);

}  // namespace revise
