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

/// What SQLite has against `sql`: its last message, or `message`.
sql_error refused_by(sqlite_api::sqlite3* connection, std::string_view sql,
                     const char* message = nullptr, std::size_t position = 0);

/// The 1-based byte of the last error in a text whose statement starts at byte `start`, counted
/// from 0; 0 when SQLite does not know.
std::size_t position_of_error(sqlite_api::sqlite3* connection, std::size_t start);

/// Binds `v` as parameter `index`, from 1. What it refers to must live until the statement has run
/// or is bound again. Throws `error` for what SQLite cannot hold.
void bind(sqlite_api::sqlite3_stmt& statement, int index, const value& v);

/// One statement with `$1`, `$2`, … in it. Both connection and parameters outlive it.
class sqlite_statement {
 public:
  /// Throws sql_error, also when the text holds more statements, other placeholders or another
  /// number of them.
  sqlite_statement(sqlite_api::sqlite3* connection, std::string_view sql,
                   const std::vector<sql_value>& parameters);

  /// Each of these once, and only one. Throws sql_error.
  void run();
  result_set result();

 private:
  bool step();
  int numbered(int index, std::size_t given) const;

  sqlite_api::sqlite3* connection_;
  std::string sql_;
  statement_pointer statement_;
};

}  // namespace revise
