#include "engine/sqlite_programs.h"

#include <fmt/format.h>

#include <vector>

#include "database/sql_error.h"
#include "operations/description.h"
#include "sql/qualified_name.h"
#include "sql/quoted_identifier.h"
#include "sql/sqlite_table_parts.h"

namespace revise {

namespace {

// Returns why `sql` cannot be compiled; empty if it can.
std::string why_not(connection& database, const std::string& sql) {
  try {
    database.query("explain " + sql, {});
    return {};
  } catch (const sql_error& e) {
    return e.failure().message;
  }
}

// Assigns every column that can be set, so that each `update of` trigger is compiled.
std::string assignments(connection& database, const std::string& table) {
  std::string result;
  try {
    const result_set columns =
        database.query("select name from pragma_table_xinfo($1) where hidden = 0", {table});
    for (const auto& name : columns.cells) {
      const std::string column = quoted_identifier(name.value_or(""));
      result += fmt::format("{}{} = null", result.empty() ? "" : ", ", column);
    }
  } catch (const sql_error&) {
    // A view that cannot be read is reported later.
  }
  return result.empty() ? "rowid = rowid" : result;
}

// The table or view whose change may break a view or a trigger (may_break_programs).
std::string changed_table(const operation& op) {
  if (const auto* added = std::get_if<operations_data::add_column>(&op)) return added->table;
  if (const auto* view = std::get_if<operations_data::create_view>(&op)) return view->name;
  return std::get<operations_data::drop_object>(op).what.table;
}

// The triggers of `table` whose text names the changed table. If none does, because one trigger
// fires another, all its triggers.
std::string triggers_of(connection& database, const std::string& table,
                        const std::string& changed) {
  const result_set found = database.query(
      "select name, sql from main.sqlite_schema where type = 'trigger' and tbl_name = $1 collate "
      "nocase order by rowid",
      {table});
  std::vector<std::string> all;
  std::vector<std::string> naming;
  for (std::size_t i = 0; i < found.cells.size(); i += 2) {
    const std::string name = fmt::format("'{}'", found.cells[i].value_or(""));
    all.push_back(name);
    if (mentions(found.cells[i + 1].value_or(""), changed)) naming.push_back(name);
  }
  return fmt::format("{}", fmt::join(naming.empty() ? all : naming, ", "));
}

}  // namespace

broken_programs broken_programs_of(connection& database) {
  broken_programs result;
  const auto compile = [&](const std::string& what, const std::string& sql) {
    std::string why = why_not(database, sql);
    if (!why.empty()) result.emplace(what, std::move(why));
  };
  const result_set views =
      database.query("select name from main.sqlite_schema where type = 'view'", {});
  for (const auto& view : views.cells) {
    compile(fmt::format("view '{}'", *view),
            fmt::format("select * from main.{}", quoted_identifier(*view)));
  }
  const result_set fired =
      database.query("select distinct tbl_name from main.sqlite_schema where type = 'trigger'", {});
  for (const auto& table : fired.cells) {
    const std::string name = "main." + quoted_identifier(*table);
    compile(fmt::format("insert into '{}'", *table),
            fmt::format("insert into {} default values", name));
    compile(fmt::format("update of '{}'", *table),
            fmt::format("update {} set {}", name, assignments(database, *table)));
    compile(fmt::format("delete from '{}'", *table), fmt::format("delete from {}", name));
  }
  return result;
}

bool may_break_programs(const operation& op) {
  if (const auto* dropped = std::get_if<operations_data::drop_object>(&op)) {
    return dropped->what.kind == object_kind::column;
  }
  if (const auto* view = std::get_if<operations_data::create_view>(&op)) return view->replace;
  return std::holds_alternative<operations_data::add_column>(op);
}

void require_unbroken(connection& database, const broken_programs& before, const operation& op) {
  const std::string changed = parse_qualified_name(changed_table(op)).name;
  for (const auto& [what, why] : broken_programs_of(database)) {
    if (before.count(what) > 0) continue;
    if (what.starts_with("view ")) {
      throw error(fmt::format("{} would break {}: {}", description_of(op), what, why),
                  "drop that view first, and create it again after the call");
    }
    const std::size_t quote = what.find('\'') + 1;
    const std::string table = what.substr(quote, what.size() - quote - 1);
    throw error(
        fmt::format("{} would break every {}, through trigger {}: {}", description_of(op), what,
                    triggers_of(database, table, changed), why),
        "drop that trigger first, and create it again after the call with its columns named");
  }
}

void compute_sqlite_default(connection& database, std::string_view expression) {
  // For an expression that cannot be computed at all, this query gives a clearer message than the
  // insert.
  database.query(fmt::format("select {}", expression), {});
  query_sqlite_after(database,
                     fmt::format("create temp table revise_default (value default {})", expression),
                     "insert into temp.revise_default default values");
}

result_set query_sqlite_after(connection& database, std::string_view change, std::string_view sql) {
  const auto take_back = [&database] {
    database.execute("rollback to revise_try; release revise_try; pragma writable_schema = off");
  };
  database.execute("savepoint revise_try; pragma writable_schema = on");
  try {
    database.execute(change);
    result_set found = database.query(sql, {});
    take_back();
    return found;
  } catch (...) {
    if (database.in_transaction()) take_back();
    throw;
  }
}

}  // namespace revise
