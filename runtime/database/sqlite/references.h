#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace sqlite_api {
struct sqlite3;
}

namespace revise {

/// A row whose foreign key points nowhere, or a foreign key that fits no key of its parent; as
/// sqlite_reference_looks() finds it.
struct broken_reference {
  std::string id;  ///< of the table
  std::string table;
  std::string parent;   ///< the table that it refers to
  std::string columns;  ///< of the foreign key, in lower case
  std::string row;      ///< its rowid or key; empty: it has none
  std::string value;    ///< in `columns`, or 'mismatch'
  std::string shown;    ///< in words

  bool is_mismatch() const { return value == "mismatch"; }
};

/// The broken references of `main`, and what its foreign keys are known by. Names in lower case.
struct reference_state {
  std::vector<broken_reference> broken;
  std::set<std::string> ids;
  std::set<std::string> children;
  std::set<std::string> parents;
  std::set<std::string> columns;
};

/// Reads all rows of all tables with foreign keys. Throws sql_error.
reference_state references_of(sqlite_api::sqlite3* connection);

/// What is broken in `after` and was not in `before`. A reference is the same one where its table,
/// its foreign key (by the columns, not by the number that SQLite counts), its row and its value
/// are, and whatever the tables and columns are called that were renamed in between. The rows of a
/// table that was made anew may have other rowids: there the value is enough. What a foreign key
/// that had fitted no key hid before is not new.
std::vector<broken_reference> newly_broken(const reference_state& before,
                                           const reference_state& after);

/// The first few of them in words, and how many were broken already.
std::string broken_text(const std::vector<broken_reference>& broken, std::size_t old_ones);

}  // namespace revise
