#include <algorithm>
#include <iterator>

#include "dialect/literal.h"
#include "dialect/standard.h"

namespace revise {

namespace data = operations_data;

namespace {

// Reserved words and those that can only name functions or types (PostgreSQL manual, appendix C;
// `pg_get_keywords()` where catcode is R or T), sorted. `system_user` came with 16.
constexpr std::string_view keywords[] = {"all",
                                         "analyse",
                                         "analyze",
                                         "and",
                                         "any",
                                         "array",
                                         "as",
                                         "asc",
                                         "asymmetric",
                                         "authorization",
                                         "binary",
                                         "both",
                                         "case",
                                         "cast",
                                         "check",
                                         "collate",
                                         "collation",
                                         "column",
                                         "concurrently",
                                         "constraint",
                                         "create",
                                         "cross",
                                         "current_catalog",
                                         "current_date",
                                         "current_role",
                                         "current_schema",
                                         "current_time",
                                         "current_timestamp",
                                         "current_user",
                                         "default",
                                         "deferrable",
                                         "desc",
                                         "distinct",
                                         "do",
                                         "else",
                                         "end",
                                         "except",
                                         "false",
                                         "fetch",
                                         "for",
                                         "foreign",
                                         "freeze",
                                         "from",
                                         "full",
                                         "grant",
                                         "group",
                                         "having",
                                         "ilike",
                                         "in",
                                         "initially",
                                         "inner",
                                         "intersect",
                                         "into",
                                         "is",
                                         "isnull",
                                         "join",
                                         "lateral",
                                         "leading",
                                         "left",
                                         "like",
                                         "limit",
                                         "localtime",
                                         "localtimestamp",
                                         "natural",
                                         "not",
                                         "notnull",
                                         "null",
                                         "offset",
                                         "on",
                                         "only",
                                         "or",
                                         "order",
                                         "outer",
                                         "overlaps",
                                         "placing",
                                         "primary",
                                         "references",
                                         "returning",
                                         "right",
                                         "select",
                                         "session_user",
                                         "similar",
                                         "some",
                                         "symmetric",
                                         "system_user",
                                         "table",
                                         "tablesample",
                                         "then",
                                         "to",
                                         "trailing",
                                         "true",
                                         "union",
                                         "unique",
                                         "user",
                                         "using",
                                         "variadic",
                                         "verbose",
                                         "when",
                                         "where",
                                         "window",
                                         "with"};

class postgresql_dialect final : public standard_dialect {
  bool is_keyword(std::string_view word) const override {
    return std::binary_search(std::begin(keywords), std::end(keywords), word);
  }

  std::string type_of(const data::column_definition& column) const override {
    std::string result = type_name(column.type.name, column.type);
    if (column.type.array) result += "[]";
    if (column.identity) result += " generated by default as identity";
    return result;
  }

  std::string default_of(const std::string& expression) const override { return expression; }

  // An index is always in its table's schema and must be created without one (CREATE INDEX).
  std::string index_and_table(const data::create_index& index) const override {
    return quoted(parts_of(index.name).name) + " on " + qualified(index.table);
  }

  // Allowed where no column is an identity, too (INSERT).
  std::string_view overriding() const override { return "overriding system value "; }

  std::string literal(const sql_value& v) const override { return postgresql_literal(v); }
};

}  // namespace

const dialect& postgresql_dialect_instance() {
  static const postgresql_dialect instance;
  return instance;
}

}  // namespace revise
