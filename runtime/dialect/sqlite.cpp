#include "dialect/sqlite.h"

#include <fmt/format.h>

#include "dialect/keywords.h"
#include "dialect/literal.h"
#include "operations/description.h"
#include "operations/qualified_name.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

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

}  // namespace

std::vector<std::string> sqlite_dialect::statements(const operation& op) const {
  return std::visit(
      [this, &op](const auto& o) -> statement_list {
        if constexpr (requires { sql(o); }) {
          return sql(o);
        } else {
          throw error(fmt::format("sqlite has no {}", description_of(op)),
                      "op.on(postgresql) in front of the call leaves it out on sqlite");
        }
      },
      op);
}

std::string sqlite_dialect::literal(const sql_value& v) const { return sqlite_literal(v); }

std::string_view sqlite_dialect::overriding() const { return ""; }

bool sqlite_dialect::is_keyword(std::string_view word) const { return is_sqlite_keyword(word); }

void sqlite_dialect::check_identifier(std::string_view) const {}

// SQLite derives a column's affinity from whatever the type is called, so names stay as they are.
std::string sqlite_dialect::type_text(const data::data_type& t) const {
  return sized_type(t.name == "bytea" ? "blob" : std::string_view(t.name), t);
}

// Only `integer primary key` numbers itself (sqlite.org/autoinc.html).
std::string sqlite_dialect::column_type(const data::column_definition& c) const {
  if (c.type.array) {
    throw error(fmt::format("column '{}': sqlite has no arrays", c.name), "use json on sqlite");
  }
  if (c.identity != identity_kind::none && !c.primary_key) {
    throw error(fmt::format("column '{}': sqlite numbers only a primary key", c.name),
                "add .primary_key(), or leave .identity() out");
  }
  std::string result = c.identity == identity_kind::none ? type_text(c.type) : "integer";
  if (!c.collation.empty()) result += " collate " + identifier(c.collation, "collation");
  if (!c.default_expression.empty()) result += " default " + default_text(c.default_expression);
  if (!c.generated_expression.empty()) {
    result += fmt::format(" generated always as ({}) stored", c.generated_expression);
  }
  return result;
}

// An expression must stand in parentheses (sqlite.org/lang_createtable.html, "The DEFAULT
// clause"); a literal may. `now()` is PostgreSQL's, and the one default nearly every table has.
std::string sqlite_dialect::default_text(const std::string& expression) const {
  if (expression == "now()") return "current_timestamp";
  const bool is_word_or_literal =
      expression.find_first_of("()|+-*/ ") == std::string::npos || is_enclosed(expression) ||
      (expression.front() == '\'' && expression.find('\'', 1) == expression.size() - 1);
  return is_word_or_literal ? expression : '(' + expression + ')';
}

std::string sqlite_dialect::referenced_table(const std::string& name) const {
  return qualified(name, "referenced table");
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_table& op) const {
  std::string items;
  const auto add = [&items](const std::string& item) {
    items += items.empty() ? "\n  " : ",\n  ";
    items += item;
  };
  for (const data::column_definition& c : op.columns) add(column(c));
  for (const data::constraint& c : op.constraints) add(constraint(c));
  return one(fmt::format("create table {}{} ({}\n)", op.if_not_exists ? "if not exists " : "",
                         qualified(op.name, "table"), items));
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::add_column& op) const {
  return one(
      fmt::format("alter table {} add column {}", qualified(op.table, "table"), column(op.column)));
}

// The schema stands before the index only (sqlite.org/lang_createindex.html).
sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_index& op) const {
  if (op.name.empty()) throw error("index without a name");
  if (op.table.empty()) throw error("table without a name");
  if (op.columns.empty()) throw error(fmt::format("index '{}' has no columns", op.name));
  const qualified_name name = parse_qualified_name(op.name);
  const qualified_name table = parse_qualified_name(op.table);
  const std::string& schema = name.schema.empty() ? table.schema : name.schema;
  return one(fmt::format("create {}index {}{}{} on {} ({}){}", op.unique ? "unique " : "",
                         op.if_not_exists ? "if not exists " : "",
                         schema.empty() ? std::string() : quoted(schema) + '.', quoted(name.name),
                         quoted(table.name), indexed(op.columns), clause(" where ", op.where)));
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::drop_object& op) const {
  const std::string_view kind = sql_of(op.what.kind);
  const std::string_view if_exists = op.if_exists ? "if exists " : "";
  switch (op.what.kind) {
    case object_kind::table:
    case object_kind::index:
    case object_kind::view:
    case object_kind::trigger:
      return one(fmt::format("drop {} {}{}", kind, if_exists, qualified(op.what.name, kind)));
    case object_kind::column:
      return one(fmt::format("alter table {} drop column {}", qualified(op.what.table, "table"),
                             identifier(op.what.name, kind)));
    default:
      throw error(fmt::format("sqlite has no {}", description_of(op)));
  }
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::rename_object& op) const {
  switch (op.what.kind) {
    case object_kind::table:
      return one(fmt::format("alter table {} rename to {}", qualified(op.what.name, "table"),
                             identifier(op.to, "new name")));
    case object_kind::column:
      return one(fmt::format("alter table {} rename column {} to {}",
                             qualified(op.what.table, "table"), identifier(op.what.name, "column"),
                             identifier(op.to, "new name")));
    default:
      throw error(fmt::format("sqlite has no {}", description_of(op)));
  }
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_view& op) const {
  return one(
      fmt::format("create view {}{} as\n{}", qualified(op.name, "view"),
                  op.columns.empty() ? std::string() : fmt::format(" ({})", columns(op.columns)),
                  trimmed_query(op.query)));
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_trigger& op) const {
  return one(fmt::format(
      "create trigger {} {} on {} for each row{} begin {} end", qualified(op.name, "trigger"),
      op.event, qualified(op.table, "table"),
      op.condition.empty() ? std::string() : fmt::format(" when ({})", op.condition), op.body));
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::execute& op) const {
  return one(op.sql);
}

const dialect& sqlite_dialect_instance() {
  static const sqlite_dialect instance;
  return instance;
}

}  // namespace revise
