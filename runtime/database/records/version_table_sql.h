#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// The statements about a version table, without a semicolon: what a run sends and what a script
/// holds are the same texts.
class version_table_sql {
 public:
  /// How wide revise makes version_num. Alembic makes it 32.
  static constexpr int width = 255;

  /// `schema` empty: wherever the session finds the table, and where it puts new ones. Throws as
  /// require_fitting() does.
  version_table_sql(database_kind kind, std::string_view schema, std::string_view name);

  /// The statements about the table in the schema that `schema`, SQL, names: for a script that
  /// finds the schema when it runs.
  version_table_sql in_schema(std::string_view schema) const;

  /// Throws `error` where PostgreSQL would cut the names of the tables beside the version table,
  /// `<name>_backfill` the longest of them, and of its key (manual, 4.1.1), so that two could meet.
  static void require_fitting(database_kind kind, std::string_view name);

  database_kind kind() const { return kind_; }

  /// As they were given.
  const std::string& schema() const { return schema_; }
  const std::string& name() const { return name_; }

  /// As SQL names the table, quoted.
  const std::string& table() const { return table_; }

  std::string create() const;
  /// Leaves a table that is there as it is.
  std::string create_if_missing() const;
  /// Makes version_num as wide as revise makes it. PostgreSQL's only: SQLite knows no widths.
  std::string widen() const;

  /// Makes the rows that are null empty ones, as they are read: where the table has no key.
  std::string replace_nulls() const;

  /// Leaves of each row that is there more than once a single one: where the table has no key.
  std::string remove_copies() const;

  std::string remove_all() const { return "delete from " + table_; }

  // `id` is SQL: a literal or a placeholder.

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
