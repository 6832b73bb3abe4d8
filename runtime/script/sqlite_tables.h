#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "database/connection.h"

namespace revise {

/// An SQLite database in memory. It has the tables, without rows, that the script's database has at
/// the current point of the script; operations that must look at a table before they can be written
/// use it. It is created at the first look, so a script that needs none neither pays for it nor
/// fails because of it.
class shadow_database {
 public:
  /// `fill` creates the tables that the script starts with.
  explicit shadow_database(std::function<void(connection&)> fill) : fill_(std::move(fill)) {}

  /// Applies `sql`, the next part of the script.
  void follow(std::string sql);

  /// Whether it was created, because something was looked up.
  bool is_made() const { return database_ != nullptr; }

  /// A database without tables, for expressions that need none.
  connection& blank();

  /// The database at the current point of the script. Throws sql_error if a statement that changes
  /// the tables fails.
  connection& here();

 private:
  std::function<void(connection&)> fill_;
  std::vector<std::string> not_yet_run_;
  std::unique_ptr<connection> database_;
  std::unique_ptr<connection> blank_;
};

/// Creates in `to`, which must be empty, the tables, indexes, views and triggers of `from`. Objects
/// that `to` cannot create (a virtual table whose module is missing) are left out.
void copy_sqlite_schema(connection& from, connection& to);

}  // namespace revise
