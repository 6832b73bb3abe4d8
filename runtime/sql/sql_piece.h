#pragma once

#include <string>
#include <string_view>

#include "sql/raw_sql.h"
#include "util/database_kind.h"

namespace revise {

/// How messages name a piece of SQL: `what`, followed by `owner` in quotes, as in
/// `'where' of 'users'`.
struct piece_name {
  std::string_view what;
  std::string_view owner;
};

enum class piece_form : unsigned char {
  part,        ///< any part of a statement
  expression,  ///< no comma outside of brackets: the text after it would be read as another clause
  query,       ///< semicolons at its end are removed
  body,        ///< statements, each with its semicolon: the body of an SQLite trigger
};

/// Returns `piece` in a form that any text may follow in a statement. Every piece of a migration's
/// SQL enters a statement through this function, on both databases. A newline closes a line comment
/// at its end. Throws `error` if the piece would change the meaning of the text around it: it ends
/// in a comment or in quotes, opens a bracket without closing it or closes one without opening it,
/// has a NUL byte or a semicolon that `form` does not allow, or consists only of comments. The
/// database's own scanner finds comments, quotes and brackets (sql/sql_scanner.h).
std::string sql_piece(const raw_sql& piece, database_kind kind, piece_name name,
                      piece_form form = piece_form::part);

/// Returns whether `piece` equals `sql` without regard to comments, white space and the case of
/// words.
bool is_same_sql(const raw_sql& piece, std::string_view sql, database_kind kind);

}  // namespace revise
