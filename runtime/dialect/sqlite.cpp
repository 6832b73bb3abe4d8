#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "dialect/literal.h"
#include "dialect/standard.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// The keywords of SQLite 3.40 that cannot stand as a name without quotes (tried, each), sorted.
constexpr std::string_view keywords[] = {"add",
                                         "all",
                                         "alter",
                                         "and",
                                         "as",
                                         "autoincrement",
                                         "between",
                                         "case",
                                         "cast",
                                         "check",
                                         "collate",
                                         "commit",
                                         "constraint",
                                         "create",
                                         "current_date",
                                         "current_time",
                                         "current_timestamp",
                                         "default",
                                         "deferrable",
                                         "delete",
                                         "distinct",
                                         "drop",
                                         "else",
                                         "escape",
                                         "except",
                                         "exists",
                                         "foreign",
                                         "from",
                                         "group",
                                         "having",
                                         "if",
                                         "in",
                                         "index",
                                         "insert",
                                         "intersect",
                                         "into",
                                         "is",
                                         "isnull",
                                         "join",
                                         "limit",
                                         "not",
                                         "nothing",
                                         "notnull",
                                         "null",
                                         "on",
                                         "or",
                                         "order",
                                         "primary",
                                         "raise",
                                         "references",
                                         "returning",
                                         "select",
                                         "set",
                                         "table",
                                         "then",
                                         "to",
                                         "transaction",
                                         "union",
                                         "unique",
                                         "update",
                                         "using",
                                         "values",
                                         "when",
                                         "where"};

// Whether one pair of parentheses is around the whole: "(1 + 2)", not "(1) + (2)".
bool is_enclosed(std::string_view expression) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    }
    if (depth == 0) return i + 1 == expression.size() && c == ')';
  }
  return false;
}

class sqlite_dialect final : public standard_dialect {
  bool is_keyword(std::string_view word) const override {
    return std::binary_search(std::begin(keywords), std::end(keywords), word);
  }

  // SQLite derives a column's affinity from whatever the type is called, so names stay as they
  // are. Only `integer primary key` numbers itself (sqlite.org/autoinc.html).
  std::string type_of(const data::column_definition& column) const override {
    if (column.type.array) {
      throw error(fmt::format("column '{}': sqlite has no arrays", column.name),
                  "use json on sqlite");
    }
    if (column.identity) {
      if (!column.primary_key) {
        throw error(fmt::format("column '{}': sqlite numbers only a primary key", column.name),
                    "add .primary_key(), or leave .identity() out");
      }
      return "integer";
    }
    return type_name(column.type.name == "bytea" ? "blob" : column.type.name, column.type);
  }

  // An expression must stand in parentheses (sqlite.org/lang_createtable.html, "The DEFAULT
  // clause"); a literal may. `now()` is PostgreSQL's, and the one default nearly every table has.
  std::string default_of(const std::string& expression) const override {
    if (expression == "now()") return "current_timestamp";
    const bool is_word_or_literal =
        expression.find_first_of("()|+-*/ ") == std::string::npos || is_enclosed(expression) ||
        (expression.front() == '\'' && expression.find('\'', 1) == expression.size() - 1);
    return is_word_or_literal ? expression : '(' + expression + ')';
  }

  // The schema stands before the index only (sqlite.org/lang_createindex.html).
  std::string index_and_table(const data::create_index& index) const override {
    const name_parts name = parts_of(index.name);
    const name_parts table = parts_of(index.table);
    const std::string_view schema = name.schema.empty() ? table.schema : name.schema;
    return (schema.empty() ? std::string() : quoted(schema) + '.') + quoted(name.name) + " on " +
           quoted(table.name);
  }

  std::string_view overriding() const override { return ""; }

  std::string literal(const sql_value& v) const override { return sqlite_literal(v); }
};

}  // namespace

const dialect& sqlite_dialect_instance() {
  static const sqlite_dialect instance;
  return instance;
}

}  // namespace revise
