#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "dialect/sqlite/dialect.h"
#include "dialect/sqlite/rebuild.h"
#include "sql/qualified_name.h"
#include "sql/sql_scanner.h"
#include "util/error.h"

// Drops, including objects that SQLite would leave behind, and changes that SQLite supports only as
// a drop and a new creation.

namespace revise {

namespace data = operations_data;

namespace {

using clause_kind = sqlite_clause::kind;
using sqlite_schema::reference;

bool is_same_set(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&b](const std::string& name) {
           return has_name(b, name);
         });
}

// A foreign key that refers to a table.
struct foreign_key {
  std::string from_table;
  std::vector<std::string> from_columns;
  std::vector<std::string> to_columns;
};

std::vector<foreign_key> foreign_keys_to(const sqlite_table& table, schema_reader& there) {
  const sqlite_clause* const primary = table.primary_key();
  std::map<std::pair<std::string, long long>, foreign_key> keys;
  for (const reference& r : sqlite_schema::references_to(there, table.name())) {
    foreign_key& key = keys[{r.from_table, r.key}];
    key.from_table = r.from_table;
    key.from_columns.push_back(r.from_column);
    if (r.to) {
      key.to_columns.push_back(*r.to);
    } else if (primary != nullptr && r.position < primary->columns.size()) {
      key.to_columns.push_back(primary->columns[r.position]);
    }
  }
  std::vector<foreign_key> result;
  result.reserve(keys.size());
  for (auto& [place, key] : keys) result.push_back(std::move(key));
  return result;
}

[[noreturn]] void refuse_for(const foreign_key& key, const std::string& what) {
  throw error(fmt::format("{} cannot be dropped: the foreign key ({}) of '{}' refers to it", what,
                          fmt::join(key.from_columns, ", "), key.from_table),
              "drop that foreign key first");
}

std::string column_text(const sqlite_table& table, const std::string& column) {
  return fmt::format("column '{}' of table '{}'", column, table.name());
}

// Refuses the drop of a column that is in use, as PostgreSQL does without cascade. SQLite's own
// `drop column` overlooks the columns that a trigger sets, inserts, or is defined for
// (`update of`).
void require_unused(const sqlite_table& table, const std::string& column,
                    const std::vector<sqlite_schema::entry>& users, schema_reader& there) {
  for (const sqlite_column& c : table.parts().columns) {
    const sqlite_clause* const generated = c.find(clause_kind::generated);
    if (generated == nullptr || is_same_name(c.name, column)) continue;
    if (mentions(generated->sql, column)) {
      throw error(fmt::format("{} cannot be dropped: the generated column '{}' uses it",
                              column_text(table, column), c.name),
                  "drop that column first");
    }
  }
  for (const foreign_key& key : foreign_keys_to(table, there)) {
    const bool goes_with_it =
        is_same_name(key.from_table, table.name()) && has_name(key.from_columns, column);
    if (!goes_with_it && has_name(key.to_columns, column))
      refuse_for(key, column_text(table, column));
  }
  std::vector<std::string> named;
  for (const sqlite_schema::entry& user : users) {
    if (user.type != "view" && user.type != "trigger") continue;
    named.push_back(fmt::format("{} '{}'", user.type, user.name));
  }
  if (named.empty()) return;
  throw error(
      fmt::format("{} cannot be dropped: the {} uses it", column_text(table, column), named[0]),
      fmt::format("drop or replace first: {}", fmt::join(named, ", ")));
}

std::vector<std::string> indexes_of(const std::vector<sqlite_schema::entry>& users) {
  std::vector<std::string> names;
  for (const sqlite_schema::entry& user : users) {
    if (user.type == "index") names.push_back(user.name);
  }
  return names;
}

// Returns a `create index`, `create trigger` or `create view` with another name.
std::string renamed(const std::string& sql, std::string_view kind, std::string_view to) {
  sql_scanner scanner(sql, database_kind::sqlite);
  while (const auto token = scanner.next()) {
    if (!token->is(kind)) continue;
    const auto name = scanner.next();
    if (!name) break;
    return sql.substr(0, name->offset)
        .append(to)
        .append(sql.substr(name->offset + name->text.size()));
  }
  throw error(fmt::format("cannot parse the definition of the {}: {}", kind, sql));
}

}  // namespace

sqlite_dialect::statement_list sqlite_dialect::sql(const data::drop_object& op,
                                                   schema_reader& there) const {
  if (op.what.kind == object_kind::column) return drop_column(op, there);
  if (op.what.kind == object_kind::constraint) return drop_constraint(op, there);
  const std::string_view kind = sql_of(op.what.kind);
  return one(fmt::format("drop {} {}{}", kind, op.if_exists ? "if exists " : "",
                         qualified(op.what.name, kind)));
}

// As on PostgreSQL, the table's own indexes, keys, foreign keys and checks on the column are
// dropped with it, including those on several columns.
sqlite_dialect::statement_list sqlite_dialect::drop_column(const data::drop_object& op,
                                                           schema_reader& there) const {
  const sqlite_table from = sqlite_schema::table(there, op.what.table);
  if (op.if_exists && from.column(op.what.name) == nullptr) return {};
  const std::string column = from.required_column(op.what.name).name;
  const std::vector<sqlite_schema::entry> users =
      sqlite_schema::users_of(there, from, column, *this);
  require_unused(from, column, users, there);
  const sqlite_clause* const key = from.primary_key();
  if (from.parts().without_rowid && key != nullptr && has_name(key->columns, column)) {
    throw error(fmt::format(
        "{} cannot be dropped: the table is without rowid and must keep its primary key",
        column_text(from, column)));
  }
  statement_list result;
  const std::vector<std::string> indexes = indexes_of(users);
  for (const std::string& index : indexes) {
    result.push_back(fmt::format("drop index {}", quoted(index)));
  }
  sqlite_table to = from;
  if (to.drop_constraints_of(column)) {
    const sqlite_rebuild rebuild{.from = from, .to = to, .values = {}, .dropped_indexes = indexes};
    for (std::string& sql : statements_of(rebuild, *this, there)) result.push_back(std::move(sql));
  }
  result.push_back(fmt::format("alter table {} drop column {}", qualified(op.what.table, "table"),
                               quoted(column)));
  return result;
}

sqlite_dialect::statement_list sqlite_dialect::drop_constraint(const data::drop_object& op,
                                                               schema_reader& there) const {
  const sqlite_table from = sqlite_schema::table(there, op.what.table);
  if (op.if_exists && from.constraint(op.what.name) == nullptr) return {};
  const sqlite_clause& dropped = from.required_constraint(op.what.name);
  const std::string what = fmt::format("constraint '{}' of table '{}'", op.what.name, from.name());
  if (dropped.what == clause_kind::primary_key && from.parts().without_rowid) {
    throw error(
        fmt::format("{} cannot be dropped: a table without rowid must have a primary key", what));
  }
  if (dropped.what == clause_kind::primary_key || dropped.what == clause_kind::unique) {
    for (const foreign_key& key : foreign_keys_to(from, there)) {
      if (is_same_set(key.to_columns, dropped.columns)) refuse_for(key, what);
    }
  }
  sqlite_table to = from;
  to.drop_constraint(op.what.name);
  return statements_of({.from = from, .to = to}, *this, there);
}

// Renames an index, a trigger or a view, which SQLite stores as its text.
sqlite_dialect::statement_list sqlite_dialect::rename_by_text(const data::rename_object& op,
                                                              schema_reader& there) const {
  const std::string_view kind = sql_of(op.what.kind);
  const std::string name = parse_qualified_name(op.what.name).name;
  const auto found = sqlite_schema::find(there, kind, name);
  if (!found) throw error(fmt::format("there is no {} '{}'", kind, name));
  statement_list result = {fmt::format("drop {} main.{}", kind, quoted(found->name)),
                           renamed(found->sql, kind, identifier(op.to, "new name"))};
  if (op.what.kind != object_kind::view) return result;
  for (sqlite_schema::entry& e : sqlite_schema::entries_of(there, name)) {
    result.push_back(std::move(e.sql));
  }
  return result;
}

// The triggers of the view are created again, because otherwise they would be lost.
sqlite_dialect::statement_list sqlite_dialect::sql(const data::create_view& op,
                                                   schema_reader& there) const {
  statement_list result = one(
      fmt::format("create view {}{} as\n{}", qualified(op.name, "view"),
                  op.columns.empty() ? std::string() : fmt::format(" ({})", columns(op.columns)),
                  piece(op.query, "the query of", op.name, piece_form::query)));
  if (!op.replace) return result;
  const std::string name = parse_qualified_name(op.name).name;
  if (!sqlite_schema::find(there, "view", name)) return result;
  result.insert(result.begin(), fmt::format("drop view {}", qualified(op.name, "view")));
  for (sqlite_schema::entry& e : sqlite_schema::entries_of(there, name)) {
    result.push_back(std::move(e.sql));
  }
  return result;
}

}  // namespace revise
