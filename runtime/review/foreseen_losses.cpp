#include "review/foreseen_losses.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "database/sql_error.h"
#include "dialect/lost_rows.h"
#include "dialect/postgresql/all_rows.h"
#include "operations/operation.h"
#include "review/migration_call.h"
#include "sql/qualified_sql.h"
#include "sql/quoted_identifier.h"

namespace revise {

namespace data = operations_data;

namespace {

constexpr std::chrono::milliseconds longest_wait{500};
constexpr std::chrono::milliseconds longest_count{5000};

std::string key(const qualified_name& name) { return name.schema + '\0' + name.name; }

// Which tables lose their rows, by the names that they have before the plan.
class loss_sink final : public operation_sink {
 public:
  explicit loss_sink(database_kind kind) : kind_(kind) {}

  void accept(const operation& op, location) override {
    if (const auto* dropped = std::get_if<data::drop_object>(&op)) {
      drop(dropped->what, dropped->if_comment);
    } else if (const auto* raw = std::get_if<data::execute>(&op)) {
      for (const row_loss& loss : row_losses(raw->sql, kind_)) lose(loss.what, loss.name);
    } else if (const auto* renamed = std::get_if<data::rename_object>(&op)) {
      if (renamed->what.kind != object_kind::table) return;
      const qualified_name from = parse_qualified_name(renamed->what.name);
      move(from, {from.schema, parse_qualified_name(renamed->to).name});
    } else if (const auto* moved = std::get_if<data::move_object>(&op)) {
      if (moved->what.kind != object_kind::table) return;
      const qualified_name from = parse_qualified_name(moved->what.name);
      move(from, {moved->to_schema, from.name});
    } else if (const auto* made = std::get_if<data::create_table>(&op)) {
      before_[key(parse_qualified_name(made->name))] = std::nullopt;
    }
  }

  std::vector<row_loss> losses;

 private:
  void drop(const data::object_name& what, const std::string& if_comment) {
    if (what.kind == object_kind::table) {
      lose(row_loss::how::table_dropped, parse_qualified_name(what.name), if_comment);
    } else if (what.kind == object_kind::schema) {
      lose(row_loss::how::schema_dropped, {{}, what.name}, if_comment);
    }
  }

  void lose(row_loss::how what, const qualified_name& name, const std::string& if_comment = {}) {
    if (what == row_loss::how::schema_dropped) {
      losses.push_back({what, name, if_comment});
    } else if (const auto before = name_before(name)) {
      losses.push_back({what, *before, if_comment});
    }
  }

  // Nothing: it was made in between, and what it holds as well.
  std::optional<qualified_name> name_before(const qualified_name& name) const {
    const auto found = before_.find(key(name));
    return found == before_.end() ? std::optional(name) : found->second;
  }

  void move(const qualified_name& from, const qualified_name& to) {
    const auto before = name_before(from);
    before_[key(from)] = std::nullopt;
    before_[key(to)] = before;
  }

  database_kind kind_;
  std::map<std::string, std::optional<qualified_name>> before_;
};

std::string sql_name(const qualified_name& name) {
  return (name.schema.empty() ? std::string() : quoted_identifier(name.schema) + '.') +
         quoted_identifier(name.name);
}

// A table that is there.
struct found_table {
  std::string shown;
  std::string sql;
};

std::vector<found_table> tables_of(connection& database, const row_loss& loss) {
  const bool is_schema = loss.what == row_loss::how::schema_dropped;
  std::vector<found_table> tables;
  if (database.kind() == database_kind::sqlite) {
    if (is_schema) return {};
    const std::string schema = loss.name.schema.empty() ? "main" : loss.name.schema;
    const result_set found =
        database.query(fmt::format("select name from {}.sqlite_schema where type = 'table' and "
                                   "lower(name) = lower($1)",
                                   quoted_identifier(schema)),
                       {loss.name.name});
    for (const auto& cell : found.cells) {
      tables.push_back({*cell, sql_name({loss.name.schema, *cell})});
    }
    return tables;
  }
  // Partitions are counted with their table.
  std::string condition =
      is_schema ? "relnamespace operator(pg_catalog.=) pg_catalog.to_regnamespace($1) and not "
                  "relispartition"
                : "oid operator(pg_catalog.=) pg_catalog.to_regclass($1)";
  std::vector<sql_value> parameters{is_schema ? quoted_identifier(loss.name.name)
                                              : sql_name(loss.name)};
  if (!loss.if_comment.empty()) {
    condition += fmt::format(" and pg_catalog.obj_description({}) operator(pg_catalog.=) $2",
                             is_schema ? "relnamespace, 'pg_namespace'::pg_catalog.name"
                                       : "oid, 'pg_class'::pg_catalog.name");
    parameters.emplace_back(loss.if_comment);
  }
  const result_set found = database.query(
      fmt::format("select oid::pg_catalog.regclass::pg_catalog.text from pg_catalog.pg_class "
                  "where {} and (relkind operator(pg_catalog.=) 'r' or relkind "
                  "operator(pg_catalog.=) 'p') order by 1",
                  condition),
      parameters);
  for (const auto& cell : found.cells) tables.push_back({*cell, *cell});
  return tables;
}

// Runs `function` in a transaction of its own that changes nothing.
template <class Function>
auto looking(connection& database, Function&& function) {
  struct ended {
    connection& of;
    ~ended() { of.rollback(); }
  } const at_the_end{database};
  database.begin_read_only({.lock_timeout = longest_wait, .statement_timeout = longest_count});
  if (database.kind() == database_kind::postgresql) database.enqueue(all_rows_or_none);
  return function();
}

void count(connection& database, const std::string& sql, table_loss& loss) {
  try {
    const result_set found = looking(database, [&] {
      return database.query(fmt::format("select {}(*) from (select 1 from {} limit {}) as t",
                                        own_name(database.kind(), "count"), sql, most_counted + 1),
                            {});
    });
    loss.rows = std::strtoll(found.cells[0]->c_str(), nullptr, 10);
  } catch (const sql_error& e) {
    loss.why_not = e.what();
  }
}

}  // namespace

foreseen_losses losses_of(const versions& all, const graph::plan& plan, const plan_check& what,
                          connection& database) {
  foreseen_losses result;
  loss_sink sink(what.kind);
  for (const graph::step& step : plan.steps) {
    if (what.before_call) what.before_call(step);
    try {
      call_migration(all, step, what.kind, sink, what.arguments);
    } catch (...) {
      result.unforeseen.push_back(step.revision);
    }
  }
  for (const row_loss& loss : sink.losses) {
    std::vector<found_table> tables;
    try {
      tables = looking(database, [&] { return tables_of(database, loss); });
    } catch (const sql_error&) {
      continue;  // a name that cannot be: the run will tell
    }
    for (const found_table& table : tables) {
      const bool is_dropped = loss.what != row_loss::how::table_emptied;
      const auto known =
          std::find_if(result.tables.begin(), result.tables.end(),
                       [&table](const table_loss& one) { return one.table == table.shown; });
      if (known != result.tables.end()) {
        known->is_dropped = known->is_dropped || is_dropped;
        continue;
      }
      table_loss lost{.table = table.shown, .is_dropped = is_dropped, .rows = {}};
      count(database, table.sql, lost);
      if (lost.rows != 0) result.tables.push_back(std::move(lost));
    }
  }
  return result;
}

std::string loss_text(const table_loss& loss) {
  const char* const what = loss.is_dropped ? "dropped" : "emptied";
  if (!loss.rows) {
    return fmt::format("table '{}' is {}; its rows could not be counted: {}", loss.table, what,
                       loss.why_not);
  }
  if (*loss.rows > most_counted) {
    return fmt::format("table '{}' with more than {} rows is {}", loss.table, most_counted, what);
  }
  return fmt::format("table '{}' with {} row{} is {}", loss.table, *loss.rows,
                     *loss.rows == 1 ? "" : "s", what);
}

}  // namespace revise
