#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// The SQL statements for a version table, without a semicolon. A run and a script use the same
/// texts.
class version_table_sql {
 public:
  /// The length that revise gives version_num. Alembic gives it 32.
  static constexpr int width = 255;

  /// An empty `schema` leaves the table to the search path of the session. Throws as
  /// require_fitting() does.
  version_table_sql(database_kind kind, std::string_view schema, std::string_view name);

  /// Returns the statements for the table in the schema that `schema`, SQL, names: for a script
  /// that finds the schema when it runs.
  version_table_sql in_schema(std::string_view schema) const;

  /// Throws `error` if PostgreSQL would cut the name of the table's key or of a table beside it
  /// (`<name>_backfill` is the longest), so that two names could become equal (manual, 4.1.1).
  static void require_fitting(database_kind kind, std::string_view name);

  database_kind kind() const { return kind_; }

  /// The names as given.
  const std::string& schema() const { return schema_; }
  const std::string& name() const { return name_; }

  /// The name of the table as SQL writes it, quoted.
  const std::string& table() const { return table_; }

  std::string create() const;
  /// Leaves an existing table unchanged.
  std::string create_if_missing() const;
  /// Widens version_num to `width`. PostgreSQL only: SQLite has no column widths.
  std::string widen() const;

  /// Replaces null rows, which a table without a key may have, by empty texts, because read()
  /// returns them as such.
  std::string replace_nulls() const;

  /// Removes the duplicates of rows, which a table without a key may have.
  std::string remove_copies() const;

  std::string remove_all() const { return "delete from " + table_; }

  // In remove() and add(), `id` is SQL: a literal or a placeholder.

  std::string remove(std::string_view id) const;
  std::string add(std::string_view id) const;

 private:
  std::string definition() const;

  database_kind kind_;
  std::string schema_;
  std::string name_;
  std::string table_;
  std::string constraint_;
};

}  // namespace revise
