#pragma once

#include <optional>
#include <string>

#include "revise/location.h"
#include "util/error.h"

namespace revise {

/// What the database reported when it refused a statement.
struct sql_failure {
  std::string sqlstate;      ///< five characters (PostgreSQL manual, appendix A); SQLite: empty
  std::string message;       ///< the database's own message
  std::string detail;        ///< may be empty
  std::string hint;          ///< may be empty
  std::string context;       ///< PL/pgSQL call stack and the like; may be empty
  std::string statement;     ///< the text that was sent
  std::size_t position = 0;  ///< byte in `statement`, counted from 1; 0 if unknown
  /// How many statements of the text completed before the failing one; null if unknown.
  std::optional<std::size_t> completed = {};
  /// Whether another session caused the failure, by a lock or a simultaneous change, so that a
  /// retry may succeed.
  bool by_lock = false;
};

/// A statement failed. `what()` is the database's message with the SQLSTATE. `problems()` has the
/// detail and the place in the SQL, ready to print, without secrets and rows (sql/secrets.h,
/// database/server_words.h). If a statement is longer than `longest_shown`, only the part around
/// the failing place is examined and shown.
class sql_error : public error {
 public:
  /// `where` is the call in the migration that sent the statement, or `{}` if revise sent it.
  /// `file` is the path of the file that contains the text, if any. If it is given, place_in_file()
  /// says which line failed, and problems() does not.
  explicit sql_error(sql_failure failure, location where = {}, std::string file = {});

  const sql_failure& failure() const { return failure_; }
  location where() const { return where_; }

  /// Returns `FILE:LINE:COLUMN`, or `FILE` if the place in it is unknown; empty without a file.
  std::string place_in_file() const;

 private:
  sql_failure failure_;
  location where_;
  std::string file_;
};

/// The connection could not be made, or was lost.
class connection_error : public error {
 public:
  using error::error;
};

}  // namespace revise
