#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "database/sql_error.h"
#include "revise/value.h"
#include "util/result_set.h"
#include "util/sql_value.h"

namespace revise {

using statement_pointer =
    std::unique_ptr<sqlite_api::sqlite3_stmt, decltype(&sqlite_api::sqlite3_finalize)>;

/// The error of SQLite for `sql`, with `message`, or with SQLite's last message if `message` is
/// null.
sql_error refused_by(sqlite_api::sqlite3* connection, std::string_view sql,
                     const char* message = nullptr, std::size_t position = 0);

/// Returns the byte, counted from 1, of the last error in a text whose statement starts at byte
/// `start`, counted from 0. 0 if SQLite does not report it.
std::size_t position_of_error(sqlite_api::sqlite3* connection, std::size_t start);

/// Binds `v` to the parameter `index`, counted from 1. The object that `v` refers to must live
/// until the statement has run or is bound again. Throws `error` for a value that SQLite cannot
/// store.
void bind(sqlite_api::sqlite3_stmt& statement, int index, const value& v);

/// One statement with placeholders `$1`, `$2`, …. The connection and the parameters must outlive
/// it.
class sqlite_statement {
 public:
  /// Throws sql_error, also if the text contains more than one statement, other placeholders, or a
  /// number of placeholders that differs from that of the parameters.
  sqlite_statement(sqlite_api::sqlite3* connection, std::string_view sql,
                   const std::vector<sql_value>& parameters);

  /// Call either run() or result(), once. Both throw sql_error.
  void run();
  result_set result();

 private:
  bool step();

  sqlite_api::sqlite3* connection_;
  std::string sql_;
  statement_pointer statement_;
};

}  // namespace revise
