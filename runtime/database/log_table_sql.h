#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// The statements about a log table, without a semicolon, as a run sends them or a script holds
/// them.
class log_table_sql {
 public:
  /// `schema` empty: wherever the session finds the table, and where it puts new ones.
  log_table_sql(database_kind kind, std::string_view schema, std::string_view version_table);

  /// As SQL names the table, quoted.
  const std::string& table() const { return table_; }

  /// Its columns.
  static std::string definition(database_kind kind);
  std::string create() const;
  /// Leaves a table that is there as it is.
  std::string create_if_missing() const;

  /// What a script adds after a step, in its transaction. The first two are SQL: literals.
  /// `source_hash` and `note` are text; empty: not known, nothing.
  std::string append_by_script(std::string_view revision, std::string_view direction,
                               std::string_view source_hash, std::string_view note = {}) const;

 private:
  database_kind kind_;
  std::string table_;
};

}  // namespace revise
