#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/sql_scanner.h"
#include "util/text_range.h"

namespace revise {

/// A clause after a column's type, or after the columns.
struct sqlite_clause {
  enum class kind : unsigned char {
    primary_key,
    unique,
    check,
    foreign_key,
    not_null,
    null,
    default_value,
    collation,
    generated,
    other  ///< a name without a constraint, or a deferral that is separate from its foreign key
  };
  kind what = kind::other;
  std::string name;          ///< without quotes; may be empty
  text_range name_text;      ///< empty if there is no name
  text_range text;           ///< the whole clause, with `constraint NAME`
  text_range body;           ///< without `constraint NAME` and without a deferral
  std::size_t previous = 0;  ///< the end of the token before it
  bool follows_comma = false;
  bool precedes_clause = false;  ///< for a table: the next clause follows without a comma
  /// For a key or a foreign key, of a table or of a column; without quotes.
  std::vector<std::string> columns;
  std::string target;  ///< for a foreign key: the table, without quotes
  std::string sql;     ///< for a check or a generated column: the text in the parentheses
  bool descending = false;
  bool autoincrement = false;
  bool stored = false;              ///< for a generated column; false: computed when read
  bool deferrable = false;          ///< for a foreign key, or a deferral that is separate from it
  bool initially_deferred = false;  ///< if false, SQLite does not defer it (foreignkeys.html, 4.2)
};

struct sqlite_column {
  std::string name;  ///< without quotes
  text_range text;   ///< the whole definition
  text_range type;   ///< if the column has no type: an empty range, at the place of a type
  std::vector<sqlite_clause> clauses;

  const sqlite_clause* find(sqlite_clause::kind what) const;
};

/// The parts of a `create table` statement.
struct sqlite_table_parts {
  std::string name;      ///< without quotes
  std::size_t open = 0;  ///< the position after the parenthesis that opens the list of columns
  std::vector<sqlite_column> columns;
  std::vector<sqlite_clause> constraints;  ///< the clauses after the columns
  bool without_rowid = false;
  bool strict = false;
};

/// Reads a statement as sqlite_schema stores it (sqlite.org/lang_createtable.html, and parse.y
/// where that page is less precise). Throws `error` for a virtual table, and for any other text
/// that has no list of columns.
sqlite_table_parts parts_of_sqlite_table(std::string_view sql);

/// Returns the tokens of an SQL text, as sql_scanner returns them, with two exceptions: a number is
/// one token (without a sign before it), and so is x'00', which is `quoted`.
std::vector<sql_token> sqlite_tokens(std::string_view sql);

/// Removes the quotes, of any kind, from a name; returns a word unchanged.
std::string unquoted_sqlite(std::string_view token);

/// Returns whether two names are equal for SQLite, which ignores the case of ASCII letters.
bool is_same_name(std::string_view a, std::string_view b);

/// Returns whether `names` contains `name`, ignoring the case of ASCII letters.
bool has_name(const std::vector<std::string>& names, std::string_view name);

/// Returns whether `name` occurs in an expression or a statement. It also finds other objects with
/// that name: only the whole schema could tell them apart.
bool mentions(std::string_view sql, std::string_view name);

/// Returns whether `name` occurs as a qualifier, followed by a dot, as in `check (t.a > 0)`.
bool mentions_as_qualifier(std::string_view sql, std::string_view name);

}  // namespace revise
