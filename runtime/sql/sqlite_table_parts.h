#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/sql_scanner.h"
#include "util/text_range.h"

namespace revise {

/// What may stand behind a column's type, or below the columns.
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
    other  ///< a name with no constraint behind it, a deferral apart from its foreign key
  };
  kind what = kind::other;
  std::string name;          ///< without quotes; empty: none
  text_range name_text;      ///< empty: no name
  text_range text;           ///< the whole of it, with `constraint NAME`
  text_range body;           ///< without `constraint NAME`, and without a deferral
  std::size_t previous = 0;  ///< where the token before it ends
  bool follows_comma = false;
  bool precedes_clause = false;  ///< of a table: the next one follows without a comma
  /// Of a key or foreign key, also beside a column; without quotes.
  std::vector<std::string> columns;
  std::string target;  ///< of a foreign key: the table, without quotes
  std::string sql;     ///< of a check, a generated column: what is in the parentheses
  bool descending = false;
  bool autoincrement = false;
  bool stored = false;              ///< of a generated column; else it is computed when it is read
  bool deferrable = false;          ///< of a foreign key, or of a deferral apart from it
  bool initially_deferred = false;  ///< only then does SQLite defer it (foreignkeys.html, 4.2)
};

struct sqlite_column {
  std::string name;  ///< without quotes
  text_range text;   ///< the whole of it
  text_range type;   ///< empty, and where it would stand, when there is none
  std::vector<sqlite_clause> clauses;

  const sqlite_clause* find(sqlite_clause::kind what) const;
};

/// A `create table` taken apart.
struct sqlite_table_parts {
  std::string name;      ///< without quotes
  std::size_t open = 0;  ///< behind the parenthesis that the columns begin at
  std::vector<sqlite_column> columns;
  std::vector<sqlite_clause> constraints;  ///< below the columns
  bool without_rowid = false;
  bool strict = false;
};

/// Reads a text as sqlite_schema keeps it (sqlite.org/lang_createtable.html; parse.y where that
/// says less). Throws `error` for a virtual table and what else has no columns to read.
sqlite_table_parts parts_of_sqlite_table(std::string_view sql);

/// The tokens of an SQL text: as sql_scanner cuts them, but that all of a number is one (-, + in
/// front of it is not in it), and x'00' too, which is `quoted`.
std::vector<sql_token> sqlite_tokens(std::string_view sql);

/// A name as it stands in SQL without its quotes of any kind; a word as it is.
std::string unquoted_sqlite(std::string_view token);

/// Whether two names are the same to SQLite, which takes no notice of case in ASCII.
bool is_same_name(std::string_view a, std::string_view b);

/// Whether one of `names` is the same name.
bool has_name(const std::vector<std::string>& names, std::string_view name);

/// Whether `name` stands in an expression or a statement. A column's name also where it is that of
/// something else: nothing tells them apart but the whole schema.
bool mentions(std::string_view sql, std::string_view name);

/// The tokens of an SQL text that are names, with whatever is between: whether `name` with a dot
/// behind it is in it, as in `check (t.a > 0)`.
bool mentions_as_qualifier(std::string_view sql, std::string_view name);

}  // namespace revise
