#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "util/database_kind.h"

namespace revise {

/// The statements about a log table, without a semicolon, as a run sends them or a script holds
/// them.
class log_table_sql {
 public:
  /// `schema` empty: wherever the session finds the table, and where it puts new ones.
  log_table_sql(database_kind kind, std::string_view schema, std::string_view version_table);

  /// As version_table_sql::in_schema().
  log_table_sql in_schema(std::string_view schema) const;

  /// As SQL names the table, quoted.
  const std::string& table() const { return table_; }

  /// Its columns.
  static std::string definition(database_kind kind);
  std::string create() const;
  /// Leaves a table that is there as it is.
  std::string create_if_missing() const;

  /// Adds the column `parents`, which tables of an earlier revise lack, to `table`, which is SQL.
  /// PostgreSQL: leaves a column that exists as it is.
  static std::string add_parents(database_kind kind, const std::string& table);

  /// An entry of a script. All are SQL, literals or null, but for `note`, which is text.
  struct script_entry {
    std::string revision;
    std::string direction;
    std::string source_hash;
    std::string note;
    std::string parents;
  };

  /// What a script adds after a step, in its transaction; without the column `parents` where the
  /// table lacks it.
  std::string append_by_script(const script_entry& entry, bool has_parents = true) const;

 private:
  database_kind kind_;
  std::string schema_;  // quoted, with its point; or empty
  std::string name_;
  std::string table_;
};

}  // namespace revise
