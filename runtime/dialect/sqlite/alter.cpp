#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dialect/sqlite/default.h"
#include "dialect/sqlite/dialect.h"
#include "dialect/sqlite/rebuild.h"
#include "sql/qualified_name.h"
#include "util/error.h"

// Changes of a table: by SQLite's ALTER if it supports them, otherwise by rebuilding the table.

namespace revise {

namespace data = operations_data;

namespace {

using clause_kind = sqlite_clause::kind;

void require_no_constraint(const sqlite_table& table, const std::string& name) {
  if (table.named_constraint(name) == nullptr) return;
  throw error(fmt::format("table '{}' already has a constraint '{}'", table.name(), name));
}

void require_no_primary_key(const sqlite_table& table) {
  if (table.primary_key() == nullptr) return;
  throw error(fmt::format("table '{}' already has a primary key", table.name()));
}

void require_not_generated(const sqlite_table& table, const sqlite_column& column) {
  if (column.find(clause_kind::generated) == nullptr) return;
  throw error(fmt::format("column '{}' of table '{}' is generated", column.name, table.name()));
}

bool is_native(const data::column_definition& c) {
  const bool is_stored = !c.generated_expression.empty();
  return !c.primary_key && !c.unique && !is_stored &&
         (c.default_expression.empty() || is_sqlite_literal(c.default_expression.as_given()));
}

bool is_integer(const data::data_type& type) {
  constexpr std::array names = {"smallint", "integer", "bigint", "int"};
  return type.length < 0 && std::any_of(names.begin(), names.end(), [&type](const char* name) {
           return is_same_sql(type.name, name, database_kind::sqlite);
         });
}

// Throws `error` for a type that a strict table does not accept (sqlite.org/stricttables.html).
void require_strict_type(const sqlite_table& table, const std::string& type) {
  constexpr std::array names = {"int", "integer", "real", "text", "blob", "any"};
  if (!table.parts().strict) return;
  for (const char* name : names) {
    if (is_same_name(name, type)) return;
  }
  throw error(fmt::format("table '{}' is strict, and has no type '{}'", table.name(), type),
              "int, integer, real, text, blob or any");
}

}  // namespace

sqlite_dialect::statement_list sqlite_dialect::sql(const data::add_column& op,
                                                   schema_reader& there) const {
  const data::column_definition& c = op.column;
  const std::string definition = column(c);
  if (op.if_not_exists && sqlite_schema::table(there, op.table).column(c.name) != nullptr)
    return {};
  require_default(op.table, c.name, c.default_expression, there);
  if (is_native(c)) {
    return one(
        fmt::format("alter table {} add column {}", qualified(op.table, "table"), definition));
  }
  const sqlite_table from = sqlite_schema::table(there, op.table);
  if (from.column(c.name) != nullptr) {
    throw error(fmt::format("table '{}' already has a column '{}'", from.name(), c.name));
  }
  if (c.primary_key) require_no_primary_key(from);
  sqlite_table to = from;
  to.add_column(definition);
  return statements_of({.from = from, .to = to}, *this, there);
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::alter_column_type& op,
                                                   schema_reader& there) const {
  const sqlite_table from = sqlite_schema::table(there, op.table);
  const sqlite_column& c = from.required_column(op.column);
  if (!op.using_expression.empty()) require_not_generated(from, c);
  // Every integer type becomes `integer` here, because no other type numbers the rows.
  const bool stays = from.rowid_column() == &c && is_integer(op.type);
  const std::string type = stays ? "integer" : type_text(op.type);
  require_strict_type(from, type);
  sqlite_table to = from;
  if (!stays) to.set_type(c.name, type);
  if (!op.collation.empty()) to.set_collation(c.name, identifier(op.collation, "collation"));
  if (to.text() == from.text() && op.using_expression.empty()) return {};
  sqlite_rebuild rebuild{.from = from, .to = to};
  if (!op.using_expression.empty()) {
    rebuild.values[c.name] =
        piece(op.using_expression, "'using_expression' of", op.column, piece_form::expression);
  }
  return statements_of(rebuild, *this, there);
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::alter_nullability& op,
                                                   schema_reader& there) const {
  const sqlite_table from = sqlite_schema::table(there, op.table);
  const sqlite_column& c = from.required_column(op.column);
  const bool is_not_null = c.find(clause_kind::not_null) != nullptr;
  if (!op.not_null) {
    const sqlite_clause* const key = from.primary_key();
    if (key != nullptr &&
        std::any_of(key->columns.begin(), key->columns.end(),
                    [&](const auto& name) { return is_same_name(name, c.name); })) {
      throw error(
          fmt::format("column '{}' of table '{}' is in the primary key", c.name, from.name()));
    }
  }
  if (is_not_null == op.not_null || from.rowid_column() == &c) return {};
  sqlite_table to = from;
  if (op.not_null) {
    to.set_not_null(c.name);
  } else {
    to.drop_not_null(c.name);
  }
  return statements_of({.from = from, .to = to}, *this, there);
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::alter_default& op,
                                                   schema_reader& there) const {
  const sqlite_table from = sqlite_schema::table(there, op.table);
  const sqlite_column& c = from.required_column(op.column);
  require_not_generated(from, c);
  sqlite_table to = from;
  if (op.expression.empty()) {
    to.drop_default(c.name);
  } else {
    require_default(from.name(), c.name, op.expression, there);
    to.set_default(c.name, default_of(op.expression, c.name));
  }
  if (to.text() == from.text()) return {};
  return statements_of({.from = from, .to = to}, *this, there);
}

// SQLite numbers only an integer primary key.
sqlite_dialect::statement_list sqlite_dialect::sql(const data::alter_identity& op,
                                                   schema_reader& there) const {
  const sqlite_table table = sqlite_schema::table(there, op.table);
  if (table.rowid_column() == &table.required_column(op.column)) return {};
  throw error(fmt::format("column '{}' of table '{}': sqlite numbers only an integer primary key",
                          op.column, table.name()),
              "op.on(postgresql) before the call leaves it out on sqlite");
}

// The next number of an integer primary key always follows the largest one.
sqlite_dialect::statement_list sqlite_dialect::sql(const data::sequence_follows& op,
                                                   schema_reader& there) const {
  const sqlite_table table = sqlite_schema::table(there, op.table);
  if (table.rowid_column() == &table.required_column(op.column)) return {};
  throw error(
      fmt::format("column '{}' of table '{}' is not numbered by sqlite", op.column, table.name()),
      "op.on(postgresql) before the call leaves it out on sqlite");
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::add_constraint& op,
                                                   schema_reader& there) const {
  const sqlite_table from = sqlite_schema::table(there, op.table);
  require_no_constraint(
      from, std::visit([](const auto& c) -> const std::string& { return c.name; }, op.added));
  if (const auto* key = std::get_if<data::key_constraint>(&op.added)) {
    for (const std::string& name : key->columns) from.required_column(name);
    if (key->what == data::key_constraint::kind::primary) require_no_primary_key(from);
  }
  if (const auto* key = std::get_if<data::foreign_key_constraint>(&op.added)) {
    for (const std::string& name : key->columns) from.required_column(name);
  }
  sqlite_table to = from;
  to.add_constraint(constraint(op.added));
  return statements_of({.from = from, .to = to}, *this, there);
}

sqlite_dialect::statement_list sqlite_dialect::rename_constraint(const data::rename_object& op,
                                                                 schema_reader& there) const {
  const sqlite_table from = sqlite_schema::table(there, op.what.table);
  from.required_constraint(op.what.name);
  if (!is_same_name(op.what.name, op.to)) require_no_constraint(from, op.to);
  sqlite_table to = from;
  to.rename_constraint(op.what.name, identifier(op.to, "new name"));
  return statements_of({.from = from, .to = to}, *this, there);
}

// SQLite treats names that differ only in case as equal, so it would report the new name as taken.
sqlite_dialect::statement_list sqlite_dialect::rename_table(const data::rename_object& op,
                                                            schema_reader& there) const {
  const auto renaming = [this](const std::string& from, const std::string& to) {
    return fmt::format("alter table {} rename to {}", qualified(from, "table"), to);
  };
  const std::string to = identifier(op.to, "new name");
  const qualified_name from = parse_qualified_name(op.what.name);
  if (!is_same_name(from.name, op.to) || from.name == op.to) return {renaming(op.what.name, to)};
  const std::string between = sqlite_schema::free_name(there);
  return {renaming(op.what.name, between),
          renaming(from.schema.empty() ? between : from.schema + '.' + between, to)};
}

sqlite_dialect::statement_list sqlite_dialect::sql(const data::rename_object& op,
                                                   schema_reader& there) const {
  switch (op.what.kind) {
    case object_kind::table:
      return rename_table(op, there);
    case object_kind::column:
      return one(fmt::format("alter table {} rename column {} to {}",
                             qualified(op.what.table, "table"), identifier(op.what.name, "column"),
                             identifier(op.to, "new name")));
    case object_kind::constraint:
      return rename_constraint(op, there);
    default:
      return rename_by_text(op, there);
  }
}

}  // namespace revise
