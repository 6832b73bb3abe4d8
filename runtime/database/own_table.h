#pragma once

#include <string>
#include <string_view>

#include "database/connection.h"
#include "database/version_table.h"

namespace revise {

/// A table that revise keeps beside the version table, in the same schema: `<version_table>_log`
/// and its like.
class own_table {
 public:
  /// Looks whether it is there. Throws sql_error, connection_error. `database` and `beside` outlive
  /// this.
  own_table(connection& database, const version_table& beside, std::string_view suffix);

  bool exists() const { return exists_; }

  /// Looks again, for what others did since.
  void refresh();

  /// Creates it if it is missing, in a transaction of its own unless one is open. Another process
  /// may do the same at the same time. `definition`: the SQL of its columns and constraints.
  void ensure(std::string_view definition);

  connection& database() const { return database_; }

  /// As SQL names it: with its schema, quoted.
  const std::string& sql_name() const { return sql_name_; }

 private:
  connection& database_;
  const version_table& beside_;
  std::string suffix_;
  std::string sql_name_;
  bool exists_ = false;
};

}  // namespace revise
