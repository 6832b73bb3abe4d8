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
  /// The text from the first token to the last, without the semicolon and without white space and
  /// comments around it. A `;` may follow directly.
  std::string_view text;
  std::size_t offset;  ///< offset of `text` in the script, in bytes
  std::size_t end;     ///< offset after its semicolon; after `text` if it has no semicolon
  text_place place;    ///< the place of `text` in the script

  bool has_semicolon() const { return end != offset + text.size(); }
};

/// Splits a script into its statements, as the database would. A semicolon does not end a statement
/// in a string, a comment, parentheses (`create rule ... do (a; b)`), the body of a PostgreSQL
/// function (`begin atomic ... end`) or of an SQLite trigger. Text without a token between two
/// semicolons is not a statement. The last statement needs no semicolon. Never throws: an
/// unterminated part ends with the script. The results refer to `script`. `standard_strings` has
/// the meaning that it has in sql_scanner.
std::vector<sql_statement> sql_statements(std::string_view script, database_kind kind,
                                          bool standard_strings = true);

/// Splits a script as sql_statements() does, one statement at a time, for texts with many
/// statements.
class statement_splitter {
 public:
  /// `script` must outlive the statements.
  statement_splitter(std::string_view script, database_kind kind, bool standard_strings = true)
      : script_(script), kind_(kind), scanner_(script, kind, standard_strings) {}

  /// Returns the next statement; null at the end.
  std::optional<sql_statement> next();

  /// Returns the value of standard_conforming_strings after the last statement, as the text shows
  /// it. A caller that knows the actual value can set it.
  bool standard_strings() const { return scanner_.standard_strings(); }
  void set_standard_strings(bool standard) { scanner_.set_standard_strings(standard); }

 private:
  class ending;

  std::string_view script_;
  database_kind kind_;
  sql_scanner scanner_;
  text_place place_;
  std::size_t placed_ = 0;  // the offset of place_
};

/// Returns `script` with a semicolon after its last statement, if it has none, even if a comment
/// follows (`drop table a -- at last`). Another script can then be appended.
std::string with_last_semicolon(std::string_view script, database_kind kind,
                                bool standard_strings = true);

}  // namespace revise
