#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "dialect/sqlite/table.h"

/// What the operations that look at an SQLite database ask it. Names are without quotes and schema
/// unless it says so, and are looked for in `main`.

namespace revise::sqlite_schema {

/// Nothing where there is no such table. Throws `error` for a virtual one.
std::optional<sqlite_table> find_table(schema_reader& there, const std::string& name);

/// `name` is as a migration gives it: with its schema, in quotes. Throws `error` where there is no
/// such table, and for one of `temp`.
sqlite_table table(schema_reader& there, const std::string& name);

/// An index that a migration made, not a constraint; a trigger; a view.
struct entry {
  std::string type;
  std::string name;
  std::string table;
  std::string sql;
};

/// The indexes and triggers of a table, or the triggers of a view, in the order they were made in.
std::vector<entry> entries_of(schema_reader& there, const std::string& table);

/// The indexes, triggers, views and other tables whose text names the column, by SQLite's own
/// reading of them: what it would change if the column were renamed. So a name that another table
/// has too does not count, and `select *` does not.
std::vector<entry> users_of(schema_reader& there, const sqlite_table& table,
                            const std::string& column, const dialect& writer);

/// Nothing where there is none.
std::optional<entry> find(schema_reader& there, std::string_view type, const std::string& name);

/// A column that refers to one of `table`.
struct reference {
  std::string from_table;
  std::string from_column;
  std::optional<std::string> to;  ///< nothing: to the primary key, of which this is column
  std::size_t position = 0;       ///< `position`
  long long key = 0;              ///< tells the foreign keys of a table apart
};

/// In the order of the referring tables.
std::vector<reference> references_to(schema_reader& there, const std::string& table);

/// A name for a table that is not taken: revise_old, revise_old_2, …
std::string free_name(schema_reader& there);

/// Whether dropping a table would do something to the rows that refer to it.
bool are_foreign_keys_on(schema_reader& there);

}  // namespace revise::sqlite_schema
