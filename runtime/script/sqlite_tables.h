#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

/// An SQLite database in memory that has the tables which a script's database has at the point the
/// script has come to, without its rows: for operations that have to look at a table before they
/// can be written down. It is made when it is first looked at, so a script that needs none does not
/// pay for it, nor fail of it.
class shadow_database {
 public:
  /// `fill` makes the tables that the script starts with.
  explicit shadow_database(std::function<void(connection&)> fill) : fill_(std::move(fill)) {}

  /// The script goes on with `sql`.
  void follow(std::string sql);

  /// Whether something was looked at.
  bool is_made() const { return database_ != nullptr; }

  /// A database without tables, for what needs none.
  connection& blank();

  /// What the tables are now. Throws sql_error where a statement that changes them fails.
  connection& here();

 private:
  std::function<void(connection&)> fill_;
  std::vector<std::string> not_yet_run_;
  std::unique_ptr<connection> database_;
  std::unique_ptr<connection> blank_;
};

/// Makes in `to`, which is empty, the tables, indexes, views and triggers that `from` has. What
/// `to` cannot have (a virtual table of a module that is not there) is left out.
void copy_sqlite_schema(connection& from, connection& to);

}  // namespace revise
