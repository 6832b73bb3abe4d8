#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "database/records/located_table.h"
#include "database/records/version_table.h"

namespace revise {

/// A table that revise keeps beside the version table, in its schema, such as
/// `<version_table>_log`.
class own_table {
 public:
  /// Looks the table up. Throws as locate_table() does; the owner of the version table is trusted.
  /// `database` and `beside` must outlive this object.
  own_table(connection& database, const version_table& beside, std::string_view suffix);

  bool exists() const { return where_.exists; }

  /// Looks the table up again: other processes may have created or dropped it. Throws as the
  /// constructor does.
  void refresh();

  /// Creates the table if it does not exist, in a separate transaction unless one is open. Another
  /// process may do this at the same time. `definition` is the SQL of its columns and constraints.
  void ensure(std::string_view definition);

  connection& database() const { return database_; }

  /// The name of the table as SQL writes it: with its schema, quoted.
  const std::string& sql_name() const { return sql_name_; }

 private:
  located_table locate() const;

  connection& database_;
  const version_table& beside_;
  std::string name_;
  std::string sql_name_;
  located_table where_;
};

/// Executes `create`, which creates a table of revise's own, in a separate transaction unless one
/// is open. Returns whether this call created the table; false: another process was faster. `where`
/// is the result of locate_table(); if the creation fails outside an open transaction, `locate`
/// looks it up again. Throws sql_error, with a hint if the schema or a permission is missing,
/// connection_error, and as `locate` does.
bool create_own_table(connection& database, std::string_view create, located_table& where,
                      const std::function<located_table()>& locate);

}  // namespace revise
