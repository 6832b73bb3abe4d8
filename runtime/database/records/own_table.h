#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "database/connection.h"
#include "database/records/located_table.h"
#include "database/records/version_table.h"

namespace revise {

/// A table that revise keeps beside the version table, in the same schema: `<version_table>_log`
/// and its like.
class own_table {
 public:
  /// Locates it. Throws as locate_table() does: the owner of the version table is trusted.
  /// `database` and `beside` outlive this.
  own_table(connection& database, const version_table& beside, std::string_view suffix);

  bool exists() const { return where_.exists; }

  /// Locates it again: other processes may have created or dropped it. Throws as the constructor.
  void refresh();

  /// Creates it if it is missing, in a transaction of its own unless one is open. Another process
  /// may do the same at the same time. `definition`: the SQL of its columns and constraints.
  void ensure(std::string_view definition);

  connection& database() const { return database_; }

  /// As SQL names it: with its schema, quoted.
  const std::string& sql_name() const { return sql_name_; }

 private:
  located_table locate() const;

  connection& database_;
  const version_table& beside_;
  std::string name_;
  std::string sql_name_;
  located_table where_;
};

/// Sends `create`, which creates a table of revise's own, in a transaction of its own unless one is
/// open. Returns whether it was created here; false: another process was faster. `where` is what
/// locate_table() found, and is looked up again by `locate` in that case. Throws sql_error with a
/// hint where the schema or a permission is missing, connection_error, and as `locate` does.
bool create_own_table(connection& database, std::string_view create, located_table& where,
                      const std::function<located_table()>& locate);

}  // namespace revise
