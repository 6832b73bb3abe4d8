#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "util/database_kind.h"

namespace revise {

/// The SQL statements for a log table, without a semicolon, for a run and for a script.
class log_table_sql {
 public:
  /// An empty `schema` leaves the table to the search path of the session.
  log_table_sql(database_kind kind, std::string_view schema, std::string_view version_table);

  /// Returns the statements for the table in the schema that `schema`, SQL, names, as
  /// version_table_sql::in_schema() does.
  log_table_sql in_schema(std::string_view schema) const;

  /// The name of the table as SQL writes it, quoted.
  const std::string& table() const { return table_; }

  /// The SQL of its columns.
  static std::string definition(database_kind kind);
  std::string create() const;
  /// Leaves an existing table unchanged.
  std::string create_if_missing() const;

  /// Adds the column `parents` to `table`, which is SQL; a table of an earlier revise does not have
  /// it. PostgreSQL leaves an existing column unchanged.
  static std::string add_parents(database_kind kind, const std::string& table);

  /// A log entry of a script. `note` is text. The other fields are SQL: literals or null.
  struct script_entry {
    std::string revision;
    std::string direction;
    std::string source_hash;
    std::string note;
    std::string parents;
  };

  /// The statement that a script executes after a step, in its transaction. `has_parents`: whether
  /// the table has the column `parents`.
  std::string append_by_script(const script_entry& entry, bool has_parents = true) const;

 private:
  database_kind kind_;
  std::string schema_;  // quoted, with the following period; or empty
  std::string name_;
  std::string table_;
};

}  // namespace revise
