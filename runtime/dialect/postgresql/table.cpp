#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dialect/postgresql/dialect.h"
#include "sql/qualified_name.h"
#include "sql/sql_scanner.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// Returns whether `default` accepts the expression without parentheses: a literal, a name, a call,
// casts, and operators that are symbols (`b_expr` in PostgreSQL's gram.y). It does not accept
// `true or false` or `a is null`, and it would read `0 not null` as a default and a constraint. A
// doubtful expression counts as not accepted.
bool is_restricted_expression(std::string_view expression) {
  constexpr std::array no_call = {"not", "any", "all", "some"};
  std::size_t depth = 0;
  bool follows_operand = false;
  sql_scanner scanner(expression, database_kind::postgresql);
  while (const auto token = scanner.next()) {
    const bool opens = token->text == "(" || token->text == "[";
    const bool closes = token->text == ")" || token->text == "]";
    if (closes) --depth;
    const bool is_word = token->kind == sql_token_kind::word;
    if (depth == 0 && is_word) {
      if (follows_operand) return false;
      if (std::any_of(no_call.begin(), no_call.end(),
                      [&token](const char* word) { return token->is(word); })) {
        return false;
      }
    }
    follows_operand = is_word || closes || token->kind == sql_token_kind::quoted ||
                      (token->text.front() >= '0' && token->text.front() <= '9');
    if (opens) ++depth;
  }
  return true;
}

}  // namespace

std::string postgresql_dialect::type_text(const data::data_type& t) const {
  if (t.name.empty()) throw error("a column without a type");
  return sized_type(t.name, t) + (t.array ? "[]" : "");
}

std::string postgresql_dialect::column_type(const data::column_definition& c) const {
  std::string result = type_text(c.type);
  if (!c.collation.empty()) result += " collate " + qualified(c.collation, "collation");
  if (!c.default_expression.empty())
    result += " default " + default_of(c.default_expression, c.name);
  result += clause(" generated always as (", c.generated_expression, "'generated' of", c.name,
                   ") stored");
  if (c.identity != identity_kind::none) {
    result += fmt::format(" generated {} as identity",
                          c.identity == identity_kind::always ? "always" : "by default");
  }
  return result;
}

std::string postgresql_dialect::default_text(const std::string& expression) const {
  return is_restricted_expression(expression) ? expression : '(' + expression + ')';
}

std::string postgresql_dialect::indexed_name(const std::string& name) const {
  return identifier(name, "column");
}

std::string postgresql_dialect::referenced_table(const std::string& name) const {
  return qualified(name, "referenced table");
}

std::string postgresql_dialect::alter_table(const std::string& table) const {
  return fmt::format("alter table {} ", qualified(table, "table"));
}

std::string postgresql_dialect::alter_column(const std::string& table,
                                             const std::string& column) const {
  return fmt::format("{}alter column {} ", alter_table(table), identifier(column, "column"));
}

std::string postgresql_dialect::comment_text(object_kind kind, const std::string& name,
                                             const std::string& table,
                                             const std::string& words) const {
  data::comment_on comment;
  comment.what.kind = kind;
  comment.what.name = name;
  comment.what.table = table;
  comment.words = words;
  return sql(comment).front();
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_table& op) const {
  std::string items;
  const auto add = [&items](const std::string& item) {
    items += items.empty() ? "\n  " : ",\n  ";
    items += item;
  };
  auto like = op.likes.begin();
  for (std::size_t i = 0; i <= op.columns.size(); ++i) {
    for (; like != op.likes.end() && like->columns_before == i; ++like) {
      add(fmt::format("like {}{}", qualified(like->table, "table"),
                      clause(" ", like->options, "the options of like", like->table)));
    }
    if (i < op.columns.size()) add(column(op.columns[i]));
  }
  for (const data::constraint& c : op.constraints) add(constraint(c));

  std::string text =
      fmt::format("create {}table {}{}", op.unlogged ? "unlogged " : "",
                  op.if_not_exists ? "if not exists " : "", qualified(op.name, "table"));
  if (!op.partition_of.empty()) {
    text += " partition of " + qualified(op.partition_of, "partitioned table");
  }
  if (!items.empty()) {
    text += fmt::format(" ({}\n)", items);
  } else if (op.partition_of.empty()) {
    text += " ()";
  }
  if (!op.partition_of.empty()) {
    text += is_same_sql(op.for_values, "default", kind())
                ? " default"
                : clause(" for values ", op.for_values, "'for_values' of", op.name);
  }
  text += clause(" partition by ", op.partition_by, "'partition_by' of", op.name);
  text += clause(" with (", op.with, "'with' of", op.name, ")");
  if (!op.tablespace.empty()) text += " tablespace " + identifier(op.tablespace, "tablespace");

  statement_list result = one(std::move(text));
  const auto comment = [&](object_kind kind, const std::string& name, const std::string& words) {
    if (words.empty()) return;
    const bool of_column = kind == object_kind::column;
    result.push_back(comment_text(kind, name, of_column ? op.name : std::string(), words));
  };
  comment(object_kind::table, op.name, op.comment);
  for (const data::column_definition& c : op.columns) {
    comment(object_kind::column, c.name, c.comment);
  }
  if (!op.if_not_exists || result.size() == 1) return result;
  return unless_there({.kind = object_kind::table, .name = op.name, .table = {}}, result);
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::lock_table& op) const {
  if (op.mode.empty()) {
    throw error(fmt::format("the lock on '{}' has no mode", op.table),
                "for example \"share row exclusive\", which keeps writers out");
  }
  return one(fmt::format("lock table {} in {} mode", qualified(op.table, "table"),
                         piece(op.mode, "the mode of the lock on", op.table)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::analyze_table& op) const {
  return one("analyze " + qualified(op.table, "table"));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::attach_partition& op) const {
  return one(fmt::format("{}attach partition {} {}{}", alter_table(op.table),
                         qualified(op.partition, "partition"),
                         is_same_sql(op.for_values, "default", kind()) ? "" : "for values ",
                         piece(op.for_values, "the bounds of", op.partition)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::detach_partition& op) const {
  return one(fmt::format("{}detach partition {}{}", alter_table(op.table),
                         qualified(op.partition, "partition"),
                         op.concurrently ? " concurrently" : ""));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::add_column& op) const {
  statement_list result =
      one(fmt::format("{}add column {}{}", alter_table(op.table),
                      op.if_not_exists ? "if not exists " : "", column(op.column)));
  if (!op.column.comment.empty()) {
    result.push_back(
        comment_text(object_kind::column, op.column.name, op.table, op.column.comment));
  }
  return result;
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::alter_column_type& op) const {
  std::string text = alter_column(op.table, op.column) + "type " + type_text(op.type);
  if (!op.collation.empty()) text += " collate " + qualified(op.collation, "collation");
  if (op.using_expression.empty()) return one(std::move(text));
  return one(
      text + " using " +
      piece(op.using_expression, "'using_expression' of", op.column, piece_form::expression));
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::alter_nullability& op) const {
  return one(alter_column(op.table, op.column) + (op.not_null ? "set" : "drop") + " not null");
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::alter_default& op) const {
  return one(alter_column(op.table, op.column) +
             (op.expression.empty() ? "drop default"
                                    : "set default " + piece(op.expression, "the default of",
                                                             op.column, piece_form::expression)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::alter_identity& op) const {
  if (op.identity == identity_kind::none) {
    return one(alter_column(op.table, op.column) + "drop identity");
  }
  return one(fmt::format("{}add generated {} as identity", alter_column(op.table, op.column),
                         op.identity == identity_kind::always ? "always" : "by default"));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::add_constraint& op) const {
  const bool not_valid = std::visit(
      [](const auto& c) {
        if constexpr (requires { c.not_valid; }) {
          return c.not_valid;
        } else {
          return false;
        }
      },
      op.added);
  return one(fmt::format("{}add {}{}", alter_table(op.table), constraint(op.added),
                         not_valid ? " not valid" : ""));
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::validate_constraint& op) const {
  return one(fmt::format("{}validate constraint {}", alter_table(op.table),
                         identifier(op.name, "constraint")));
}

// An index is always in the schema of its table, and `create index` accepts only a name without a
// schema (PostgreSQL manual, CREATE INDEX).
postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_index& op) const {
  if (op.name.empty()) throw error("index without a name");
  if (op.columns.empty()) throw error(fmt::format("index '{}' has no columns", op.name));
  const qualified_name name = parse_qualified_name(op.name);
  if (!name.schema.empty() && name.schema != parse_qualified_name(op.table).schema) {
    throw error(fmt::format("index '{}' cannot be in a different schema from its table '{}'",
                            op.name, op.table),
                "name both with the same schema");
  }
  std::string text =
      fmt::format("create {}index {}{}{} on {}", op.unique ? "unique " : "",
                  op.concurrently ? "concurrently " : "", op.if_not_exists ? "if not exists " : "",
                  identifier(name.name, "index"), qualified(op.table, "table"));
  text += clause(" using ", op.method, "'method' of", op.name) +
          fmt::format(" ({})", indexed(op.columns, op.name));
  if (!op.include.empty()) text += fmt::format(" include ({})", columns(op.include));
  if (op.nulls_not_distinct) text += " nulls not distinct";
  text += clause(" with (", op.with, "'with' of", op.name, ")");
  if (!op.tablespace.empty()) text += " tablespace " + identifier(op.tablespace, "tablespace");
  return one(text + clause(" where ", op.where, "'where' of", op.name));
}

}  // namespace revise
