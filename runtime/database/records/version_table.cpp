#include "database/records/version_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "database/records/own_table.h"
#include "database/sql_error.h"

namespace revise {

namespace {

// SQLite has no SQLSTATE, so its message is compared.
bool is_duplicate(const sql_failure& failure) {
  return failure.sqlstate == "23505" || failure.message.starts_with("UNIQUE constraint failed");
}

}  // namespace

version_table::version_table(connection& database, std::string name, std::string schema)
    : database_(database), name_(std::move(name)), schema_(std::move(schema)) {
  version_table_sql::require_fitting(database.kind(), name_);
  locate();
}

void version_table::locate() {
  where_ = locate_table(database_, schema_, name_);
  schema_ = where_.schema;
  if (!schema_.empty()) return;
  throw error("the connection has no default schema to keep the version table in",
              "set version_table_schema in the ini, or a search_path for this role");
}

std::vector<std::string> version_table::read() const {
  std::vector<std::string> rows;
  if (!where_.exists) return rows;
  const result_set found =
      database_.query(fmt::format("select version_num from {}", sql().table()), {});
  for (const std::optional<std::string>& cell : found.cells) rows.push_back(cell.value_or(""));
  has_nulls_ = std::find(found.cells.begin(), found.cells.end(), std::nullopt) != found.cells.end();
  std::sort(rows.begin(), rows.end());
  has_copies_ = std::adjacent_find(rows.begin(), rows.end()) != rows.end();
  return rows;
}

bool version_table::ensure() {
  if (where_.exists) return false;
  if (!create_own_table(database_, sql().create(), where_,
                        [this] { return locate_table(database_, schema_, name_); })) {
    return false;
  }
  where_.width = version_table_sql::width;
  return true;
}

void version_table::apply(const std::vector<std::string>& removed,
                          const std::vector<std::string>& added) {
  widen_for(added);
  if (has_nulls_) database_.enqueue(sql().replace_nulls());
  if (has_copies_) database_.enqueue(sql().remove_copies());
  // A merge, or a step along a branch, replaces rows. Alembic updates them in place. A delete and
  // an insert have the same result, and need no separate code.
  for (auto at = removed.begin(); at != removed.end(); ++at) {
    if (std::find(removed.begin(), at, *at) != at) continue;  // a duplicate
    const std::string& id = *at;
    database_.enqueue(sql().remove("$1"), {id}, [this, id](const statement_answer& answer) {
      if (answer.rows() == 1) return;
      throw error(
          fmt::format("the row '{}' no longer exists in {}: another process changed it meanwhile",
                      id, display_name()),
          remedy::look);
    });
  }
  for (const std::string& id : added) {
    database_.enqueue(sql().add("$1"), {id}, [this, id](const statement_answer& answer) {
      try {
        answer.rows();
      } catch (const sql_error& e) {
        if (!is_duplicate(e.failure())) throw;
        throw error(
            fmt::format("the row '{}' already exists in {}: another process wrote it meanwhile", id,
                        display_name()),
            remedy::look);
      }
    });
  }
}

void version_table::widen_for(const std::vector<std::string>& ids) {
  if (!where_.width) return;
  const bool fits = std::all_of(ids.begin(), ids.end(), [this](const std::string& id) {
    return id.size() <= static_cast<std::size_t>(*where_.width);
  });
  if (fits) return;
  database_.enqueue(sql().widen());
  // The remembered width is not changed: the transaction may be rolled back, and widening twice is
  // harmless.
}

}  // namespace revise
