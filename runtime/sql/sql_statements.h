#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/sql_scanner.h"
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
/// The results point into `script`. `standard_strings` is as sql_scanner has it.
std::vector<sql_statement> sql_statements(std::string_view script, database_kind kind,
                                          bool standard_strings = true);

/// The same, one statement at a time, for texts of which a list would be long.
class statement_splitter {
 public:
  /// `script` must outlive the statements.
  statement_splitter(std::string_view script, database_kind kind, bool standard_strings = true)
      : script_(script), kind_(kind), scanner_(script, kind, standard_strings) {}

  /// The next one; nothing at the end.
  std::optional<sql_statement> next();

  /// What standard_conforming_strings is behind the last statement, as far as the text tells; and
  /// what it is in truth.
  bool standard_strings() const { return scanner_.standard_strings(); }
  void set_standard_strings(bool standard) { scanner_.set_standard_strings(standard); }

 private:
  class ending;

  std::string_view script_;
  database_kind kind_;
  sql_scanner scanner_;
  text_place place_;
  std::size_t placed_ = 0;  // where place_ is
};

/// `script` with a semicolon behind its last statement, where that has none: also when a comment
/// follows it (`drop table a -- at last`). So another script can be written below it.
std::string with_last_semicolon(std::string_view script, database_kind kind,
                                bool standard_strings = true);

}  // namespace revise
