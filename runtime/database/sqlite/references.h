#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace sqlite_api {
struct sqlite3;
}

namespace revise {

/// A row whose foreign key refers to a row that does not exist, or a foreign key that matches no
/// key of its parent, as sqlite_reference_looks() returns it.
struct broken_reference {
  std::string id;  ///< identifies the table until it is rebuilt
  std::string table;
  std::string parent;   ///< the table that the foreign key refers to
  std::string columns;  ///< columns of the foreign key, in lower case
  std::string row;      ///< rowid or key; empty if unknown
  std::string value;    ///< values of `columns`, or 'mismatch'
  std::string shown;    ///< the values as readable text

  bool is_mismatch() const { return value == "mismatch"; }
};

/// The broken references of `main`, and the names that identify its foreign keys, in lower case.
struct reference_state {
  std::vector<broken_reference> broken;
  std::set<std::string> ids;
  std::set<std::string> children;
  std::set<std::string> parents;
  std::set<std::string> columns;
};

/// Reads all rows of all tables that have foreign keys. Throws sql_error.
reference_state references_of(sqlite_api::sqlite3* connection);

/// Returns what is broken in `after` and was not broken in `before`. Two references are the same if
/// their table, foreign key (identified by its columns, not by SQLite's number), row and value are
/// the same. Tables and columns may have been renamed in between. A rebuilt table may have other
/// rowids, so its references are also the same if their values are. Rows that were hidden before
/// because their foreign key matched no key of its parent are not new.
std::vector<broken_reference> newly_broken(const reference_state& before,
                                           const reference_state& after);

/// Describes the first few of `broken`, and says that `old_ones` more were broken before.
std::string broken_text(const std::vector<broken_reference>& broken, std::size_t old_ones);

}  // namespace revise
