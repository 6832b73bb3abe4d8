#pragma once

#include <optional>
#include <string>

#include "revise/location.h"
#include "util/error.h"

namespace revise {

/// What a database said when it refused.
struct sql_failure {
  std::string sqlstate;      ///< five characters (PostgreSQL manual, appendix A); SQLite: empty
  std::string message;       ///< in the database's words
  std::string detail;        ///< may be empty
  std::string hint;          ///< may be empty
  std::string context;       ///< PL/pgSQL call stack and the like; may be empty
  std::string statement;     ///< the text that was sent
  std::size_t position = 0;  ///< 1-based byte in `statement`; 0 when unknown
  /// How many statements of the text were done before the one that failed; nothing when unknown.
  std::optional<std::size_t> completed = {};
  /// Whether another session was in the way, by a lock or a change at the same time, so that it may
  /// go well another time.
  bool by_lock = false;
};

/// A statement failed. `what()` is the database's message with the SQLSTATE; `problems()` has the
/// detail and the place in the SQL, ready to print, without
/// secrets and rows (sql/secrets.h, database/server_words.h). Of a statement that is longer than
/// `longest_shown`, what is farther away from the place is not searched and not shown.
class sql_error : public error {
 public:
  /// `where` is the call in the migration that sent the statement; `{}` when it was our own.
  /// `file` is the path of the file that the text is from, if any: then place_in_file() says which
  /// line failed, and problems() does not.
  explicit sql_error(sql_failure failure, location where = {}, std::string file = {});

  const sql_failure& failure() const { return failure_; }
  location where() const { return where_; }

  /// `FILE:LINE:COLUMN`, or `FILE` where the place in it is unknown; empty without a file.
  std::string place_in_file() const;

 private:
  sql_failure failure_;
  location where_;
  std::string file_;
};

/// The connection could not be made, or is gone.
class connection_error : public error {
 public:
  using error::error;
};

}  // namespace revise
