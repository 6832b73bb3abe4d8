#pragma once

#include <string>
#include <string_view>

#include "sql/raw_sql.h"
#include "util/database_kind.h"

namespace revise {

/// How a piece of SQL is named in a message: `what` with `owner` in quotes behind it, as in
/// `'where' of 'users'`.
struct piece_name {
  std::string_view what;
  std::string_view owner;
};

enum class piece_form : unsigned char {
  part,        ///< any part of a statement
  expression,  ///< no comma outside of brackets: what follows it would be read as one more clause
  query,       ///< semicolons at its end are left out
  body,        ///< statements, each with its semicolon: the body of a SQLite trigger
};

/// `piece` as it may stand in a statement, whatever follows it. Every piece of a migration's SQL
/// enters a statement through this function, on both databases. A line comment at its end is closed
/// by a newline. Throws `error` where the piece would change the meaning of the text around it: it
/// ends inside a comment or quotes, it opens a bracket that it does not close or closes one that it
/// did not open, it has a semicolon between statements, a NUL byte, or nothing but comments in it.
/// Comments, quotes and brackets are those of the database's own scanner (sql/sql_scanner.h).
std::string sql_piece(const raw_sql& piece, database_kind kind, piece_name name,
                      piece_form form = piece_form::part);

/// Whether `piece` is `sql`, but for comments, white space and the case of its words.
bool is_same_sql(const raw_sql& piece, std::string_view sql, database_kind kind);

}  // namespace revise
