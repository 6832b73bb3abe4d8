#include "script/sqlite_tables.h"

#include <algorithm>
#include <array>

#include "database/sql_error.h"
#include "sql/sql_scanner.h"
#include "sql/sql_statements.h"

namespace revise {

namespace {

std::unique_ptr<connection> in_memory() {
  return connect(
      {.kind = database_kind::sqlite, .postgresql = {}, .sqlite_path = ":memory:", .display = {}});
}

bool changes_schema(std::string_view statement) {
  constexpr std::array words = {"create", "alter", "drop"};
  sql_scanner scanner(statement, database_kind::sqlite);
  const auto first = scanner.next();
  return first && std::any_of(words.begin(), words.end(),
                              [&first](const char* word) { return first->is(word); });
}

// The shadow has no rows, so errors about rows mean nothing: for instance, a subquery that finds no
// value for a column that is `not null`.
void run(connection& database, std::string_view sql) {
  for (const sql_statement& statement : sql_statements(sql, database_kind::sqlite)) {
    try {
      database.execute(statement.text);
    } catch (const sql_error&) {
      if (changes_schema(statement.text)) throw;
    }
  }
}

}  // namespace

void shadow_database::follow(std::string sql) {
  if (database_) {
    run(*database_, sql);
  } else {
    not_yet_run_.push_back(std::move(sql));
  }
}

connection& shadow_database::blank() {
  if (!blank_) blank_ = in_memory();
  return *blank_;
}

connection& shadow_database::here() {
  if (database_) return *database_;
  std::unique_ptr<connection> made = in_memory();
  fill_(*made);
  for (const std::string& sql : not_yet_run_) run(*made, sql);
  not_yet_run_.clear();
  database_ = std::move(made);
  return *database_;
}

void copy_sqlite_schema(connection& from, connection& to) {
  // Names that begin with sqlite_ are SQLite's own, and a virtual table creates its shadow tables
  // itself.
  const result_set found = from.query(
      "select sql from sqlite_schema where sql is not null and substr(name, 1, 7) <> 'sqlite_' "
      "and name not in (select name from pragma_table_list where schema = 'main' "
      "and type = 'shadow') "
      "order by type = 'trigger', type = 'view', type = 'index', rowid",
      {});
  for (const auto& sql : found.cells) {
    try {
      to.execute(*sql);
    } catch (const sql_error&) {
      // An operation that needs it will report that it does not exist.
      continue;
    }
  }
}

}  // namespace revise
