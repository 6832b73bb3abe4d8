#include "dialect/sqlite/dialect.h"

#include <fmt/format.h>

#include "dialect/sqlite/default.h"
#include "operations/description.h"
#include "sql/keywords.h"
#include "sql/literal.h"
#include "sql/qualified_name.h"
#include "sql/sql_scanner.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// Returns whether SQLite accepts `text` as the name of a type (sqlite.org/syntax/type-name.html).
// The `[]` of an array is not accepted here, although SQLite reads it as an empty quoted name.
bool is_type(std::string_view text) {
  int depth = 0;
  int numbers = 0;
  sql_scanner scanner(text, database_kind::sqlite);
  while (const auto token = scanner.next()) {
    if (token->kind == sql_token_kind::open) {
      if (depth++ > 0 || numbers > 0) return false;
      numbers = 1;
    } else if (token->kind == sql_token_kind::close) {
      if (--depth < 0) return false;
    } else if (token->kind == sql_token_kind::other && token->text == ",") {
      if (depth == 0 || ++numbers > 2) return false;
    } else if (token->kind == sql_token_kind::other) {
      if (depth == 0 || token->text.find_first_of("+-.0123456789") != 0) return false;
    } else if (depth > 0 || numbers > 0 || token->text == "[]" ||
               token->kind == sql_token_kind::semicolon) {
      return false;
    }
  }
  return depth == 0;
}

}  // namespace

std::vector<std::string> sqlite_dialect::statements(const operation& op,
                                                    schema_reader& there) const {
  check(op);
  return std::visit(
      [this, &there](const auto& o) -> statement_list {
        if constexpr (requires { sql(o); }) {
          return sql(o);
        } else if constexpr (requires { sql(o, there); }) {
          return sql(o, there);
        } else {
          return {};  // refused by check()
        }
      },
      op);
}

const database_traits& sqlite_dialect::traits() const {
  static constexpr database_traits all{.one_round_trip = false,
                                       .error_fails_transaction = false,
                                       .row_security = false,
                                       .sessions = false,
                                       .string_setting = false,
                                       .traceable_statements = false,
                                       .every_operation = false,
                                       .plain_alter = false,
                                       .script_conditions = false,
                                       .shell_call = "sqlite3 -bail DATABASE < FILE",
                                       .main_schema = "main"};
  return all;
}

std::string sqlite_dialect::literal(const sql_value& v) const { return sqlite_literal(v); }

std::string_view sqlite_dialect::overriding() const { return ""; }

bool sqlite_dialect::is_keyword(std::string_view word) const { return is_sqlite_keyword(word); }

void sqlite_dialect::check_identifier(std::string_view) const {}

// SQLite derives a column's affinity from the name of its type, so names are not changed.
std::string sqlite_dialect::type_text(const data::data_type& t) const {
  if (t.name.empty()) throw error("a column without a type");
  if (!is_type(t.name.as_given())) {
    throw error(fmt::format("sqlite has no type '{}'", t.name.as_given()),
                "a type in sqlite is one or more words, with up to two numbers in parentheses");
  }
  return sized_type(is_same_sql(t.name, "bytea", kind()) ? "blob" : t.name, t);
}

// Only `integer primary key` is numbered (sqlite.org/autoinc.html).
std::string sqlite_dialect::column_type(const data::column_definition& c) const {
  if (c.type.array) {
    throw error(fmt::format("column '{}': sqlite has no arrays", c.name), "use json on sqlite");
  }
  if (c.identity != identity_kind::none && !c.primary_key) {
    throw error(fmt::format("column '{}': sqlite numbers only a primary key", c.name),
                "add .primary_key(), or leave .identity() out");
  }
  if (c.identity == identity_kind::always) {
    throw error(fmt::format("column '{}': sqlite accepts the number that an insert gives, and has "
                            "no identity(always)",
                            c.name),
                ".identity() means the same on both databases");
  }
  std::string result = c.identity == identity_kind::none ? type_text(c.type) : "integer";
  if (!c.collation.empty()) result += " collate " + identifier(c.collation, "collation");
  if (!c.default_expression.empty())
    result += " default " + default_of(c.default_expression, c.name);
  return result + clause(" generated always as (", c.generated_expression, "'generated' of", c.name,
                         ") stored");
}

// An expression must be in parentheses (sqlite.org/lang_createtable.html, "The DEFAULT clause"); a
// literal need not be. PostgreSQL's `now()` is translated, because it is the default that nearly
// every table has.
std::string sqlite_dialect::default_text(const std::string& expression) const {
  if (is_now(expression)) return "current_timestamp";
  return is_sqlite_default(expression) ? expression : '(' + expression + ')';
}

// SQLite creates a table even if it cannot compute a default. The table then accepts no rows.
void sqlite_dialect::require_default(const std::string& table, const std::string& column,
                                     const raw_sql& expression, schema_reader& there) const {
  if (expression.empty()) return;
  const std::string text = default_of(expression, column);
  if (is_sqlite_default(text) && !text.starts_with('(')) return;
  try {
    there.compute(text);
  } catch (const error& e) {
    throw error(
        fmt::format("column '{}' of table '{}': sqlite cannot compute the default '{}': {}", column,
                    parse_qualified_name(table).name, expression.as_given(), e.what()),
        "a default in sqlite is a literal, current_timestamp or an expression with functions of "
        "sqlite, such as (lower(hex(randomblob(16)))); op.database() tells which database runs the "
        "migration");
  }
}

// In double quotes, an unknown name would be a string, and the index would be on a constant
// (sqlite.org/quirks.html, section 8). In backticks it is always a name.
std::string sqlite_dialect::indexed_name(const std::string& name) const {
  std::string text = identifier(name, "column");
  if (text.front() != '"') return text;
  text = "`";
  for (const char c : name) text += c == '`' ? std::string("``") : std::string(1, c);
  return text + '`';
}

// The schema is omitted, because it is always the schema of the referring table (check_target).
std::string sqlite_dialect::referenced_table(const std::string& name) const {
  return identifier(parse_qualified_name(name).name, "referenced table");
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_table& op,
                                                   schema_reader& there) const {
  for (const data::column_definition& c : op.columns) {
    require_default(op.name, c.name, c.default_expression, there);
  }
  return one(create_text(op));
}

std::string sqlite_dialect::create_text(const data::create_table& op) const {
  std::string items;
  const auto add = [&items](const std::string& item) {
    items += items.empty() ? "\n  " : ",\n  ";
    items += item;
  };
  for (const data::column_definition& c : op.columns) add(column(c));
  for (const data::constraint& c : op.constraints) add(constraint(c));
  return fmt::format("create table {}{} ({}\n)", op.if_not_exists ? "if not exists " : "",
                     qualified(op.name, "table"), items);
}

// The schema is written before the name of the index, not before the name of the table
// (sqlite.org/lang_createindex.html).
sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_index& op) const {
  if (op.name.empty()) throw error("index without a name");
  if (op.table.empty()) throw error("table without a name");
  if (op.columns.empty()) throw error(fmt::format("index '{}' has no columns", op.name));
  const qualified_name name = parse_qualified_name(op.name);
  const qualified_name table = parse_qualified_name(op.table);
  const std::string& schema = name.schema.empty() ? table.schema : name.schema;
  std::vector<data::indexed_column> columns = op.columns;
  // A given order of nulls is SQLite's own order (check_options), but SQLite refuses the words.
  for (data::indexed_column& c : columns) c.nulls = nulls_order::unsaid;
  return one(fmt::format("create {}index {}{}{} on {} ({}){}", op.unique ? "unique " : "",
                         op.if_not_exists ? "if not exists " : "",
                         schema.empty() ? std::string() : quoted(schema) + '.', quoted(name.name),
                         quoted(table.name), indexed(columns, op.name),
                         clause(" where ", op.where, "'where' of", op.name)));
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_trigger& op) const {
  const std::string name = qualified(op.name, "trigger");
  statement_list result;
  if (op.replace) result.push_back(fmt::format("drop trigger if exists {}", name));
  result.push_back(fmt::format("create trigger {} {} on {} for each row{} begin {} end", name,
                               piece(op.event, "'event' of", op.name), qualified(op.table, "table"),
                               clause(" when (", op.condition, "'condition' of", op.name, ")"),
                               piece(op.body, "'body' of", op.name, piece_form::body)));
  return result;
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::execute& op) const {
  return one(op.sql);
}

const dialect& sqlite_dialect_instance() {
  static const sqlite_dialect instance;
  return instance;
}

}  // namespace revise
