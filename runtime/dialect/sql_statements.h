#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "util/database_kind.h"
#include "util/line_and_column.h"

namespace revise {

/// One statement of a script.
struct sql_statement {
  /// From its first token to its last: without the semicolon, without white space and comments
  /// around it. A `;` may follow it at once.
  std::string_view text;
  std::size_t offset;  ///< of `text` in the script, in bytes
  std::size_t end;     ///< behind its semicolon; where there is none, the same as behind `text`
  text_place place;    ///< of `text` in the script

  bool has_semicolon() const { return end != offset + text.size(); }
};

/// Cuts a script into its statements, as the database would: a semicolon in a string, a comment,
/// parentheses (`create rule ... do (a; b)`), the body of a PostgreSQL function (`begin atomic ...
/// end`) or of a SQLite trigger ends none. What holds no token between two semicolons is no
/// statement. The last one needs no semicolon. Never throws: what is not closed goes on to the end.
/// The results point into `script`.
std::vector<sql_statement> sql_statements(std::string_view script, database_kind kind);

/// `script` with a semicolon behind its last statement, where that has none: also when a comment
/// follows it (`drop table a -- at last`). So another script can be written below it.
std::string with_last_semicolon(std::string_view script, database_kind kind);

}  // namespace revise
