#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "dialect/sqlite/table.h"

/// Queries about an SQLite database for the operations that read it. Names are without quotes and
/// schema unless a comment says otherwise, and are looked up in `main`.

namespace revise::sqlite_schema {

/// Returns null if the table does not exist. Throws `error` for a virtual table.
std::optional<sqlite_table> find_table(schema_reader& there, const std::string& name);

/// Returns a table by the name that a migration gives, with schema and quotes. Throws `error` if it
/// does not exist, and for a table of `temp`.
sqlite_table table(schema_reader& there, const std::string& name);

/// A trigger, a view, or an index that does not implement a constraint.
struct entry {
  std::string type;
  std::string name;
  std::string table;
  std::string sql;
};

/// Returns the indexes and then the triggers of a table, or the triggers of a view, each in the
/// order of their creation.
std::vector<entry> entries_of(schema_reader& there, const std::string& table);

/// Returns the indexes, triggers, views and other tables that use the column: SQLite would change
/// their text if the column were renamed. So neither a column of another table with this name nor
/// `select *` counts.
std::vector<entry> users_of(schema_reader& there, const sqlite_table& table,
                            const std::string& column, const dialect& writer);

/// Returns an index, trigger or view by its type and name; null if it does not exist.
std::optional<entry> find(schema_reader& there, std::string_view type, const std::string& name);

/// A column of a foreign key that refers to a column of `table`.
struct reference {
  std::string from_table;
  std::string from_column;
  std::optional<std::string> to;  ///< null: the foreign key refers to the primary key
  std::size_t position = 0;       ///< position of the column in its key
  long long key = 0;              ///< identifies the foreign key within its table
};

/// Returns the references to a table, sorted by the referring table.
std::vector<reference> references_to(schema_reader& there, const std::string& table);

/// Returns a name that no table has: revise_old, revise_old_2, …
std::string free_name(schema_reader& there);

/// Returns whether foreign keys are enforced, so that dropping a table would affect the rows that
/// refer to it.
bool are_foreign_keys_on(schema_reader& there);

}  // namespace revise::sqlite_schema
