#include "review/foreseen_losses.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "database/read_only.h"
#include "database/sql_error.h"
#include "dialect/all_rows.h"
#include "dialect/lost_tables.h"
#include "dialect/traits.h"
#include "operations/operation.h"
#include "sql/qualified_sql.h"
#include "sql/quoted_identifier.h"

namespace revise {

namespace data = operations_data;

namespace {

constexpr std::chrono::milliseconds longest_wait{500};
constexpr std::chrono::milliseconds longest_count{5000};

std::string key(const qualified_name& name) { return name.schema + '\0' + name.name; }

// Collects the tables that lose their rows, by the names they have before the plan runs.
class lost_tables {
 public:
  explicit lost_tables(database_kind kind) : kind_(kind) {}

  void add(const operation& op) {
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

  // Empty if the plan itself creates the table, with its rows.
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

// Calls `function` in a read-only transaction, which is rolled back.
template <class Function>
auto looking(connection& database, Function&& function) {
  const read_only_transaction reading(
      database, {.lock_timeout = longest_wait, .statement_timeout = longest_count});
  if (traits_of(database.kind()).row_security) database.enqueue(all_rows_or_none);
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

foreseen_losses losses_of(recorded_plan& recorded, const graph::plan& plan, connection& database) {
  foreseen_losses result;
  lost_tables lost(recorded.kind());
  for (const graph::step& step : plan.steps) {
    const recorded_call& call = recorded.of(step);
    for (const recorded_operation& op : call.operations) lost.add(op.what);
    if (!call.is_whole()) result.unforeseen.push_back(step.revision);
  }
  for (const row_loss& loss : lost.losses) {
    const table_query query = tables_of(loss, recorded.kind());
    result_set tables;
    try {
      tables = looking(database, [&] { return database.query(query.sql, query.parameters); });
    } catch (const sql_error&) {
      continue;  // the name is invalid: the run reports it
    }
    for (std::size_t cell = 0; cell < tables.cells.size(); cell += 2) {
      const std::string& shown = *tables.cells[cell];
      const bool is_dropped = loss.what != row_loss::how::table_emptied;
      const auto known =
          std::find_if(result.tables.begin(), result.tables.end(),
                       [&shown](const table_loss& one) { return one.table == shown; });
      if (known != result.tables.end()) {
        known->is_dropped = known->is_dropped || is_dropped;
        continue;
      }
      table_loss found{.table = shown, .is_dropped = is_dropped, .rows = {}};
      count(database, *tables.cells[cell + 1], found);
      if (found.rows != 0) result.tables.push_back(std::move(found));
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
