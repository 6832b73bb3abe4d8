#include "database/records/backfill_table.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "sql/qualified_sql.h"

namespace revise {

void backfill_table::ensure() {
  const database_kind kind = table_.database().kind();
  table_.ensure(fmt::format(
      "revision {1} not null, direction {1} not null, position integer not null, statement {1} "
      "not null, last_key {1} not null, rows_done bigint not null, started_at {0} not null, "
      "updated_at {0} not null, primary key (revision, direction, position)",
      kind == database_kind::postgresql ? "timestamp with time zone" : "text",
      own_name(kind, "text")));
}

std::string backfill_table::is_at() const {
  return fmt::format("revision {0} $1 and direction {0} $2 and position {0} $3",
                     own_operator(table_.database().kind(), "="));
}

std::optional<backfill_checkpoint> backfill_table::find(const backfill_place& of) const {
  if (!table_.exists()) return {};
  const result_set found = table_.database().query(
      fmt::format("select statement, last_key, rows_done from {} where {}", sql_name(), is_at()),
      {of.revision, of.direction, static_cast<long long>(of.position)});
  if (found.rows == 0) return {};
  return backfill_checkpoint{
      .statement = *found.cells[0],
      .last = nlohmann::json::parse(*found.cells[1]).get<std::vector<std::string>>(),
      .rows = std::strtoll(found.cells[2]->c_str(), nullptr, 10)};
}

void backfill_table::write(const backfill_place& of, const backfill_checkpoint& now) {
  const char* const clock = table_.database().kind() == database_kind::postgresql
                                ? "pg_catalog.clock_timestamp()"
                                : "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
  table_.database().execute(
      fmt::format("insert into {0} (revision, direction, position, statement, last_key, rows_done, "
                  "started_at, updated_at) values ($1, $2, $3, $4, $5, $6, {1}, {1}) on conflict "
                  "(revision, direction, position) do update set last_key = excluded.last_key, "
                  "rows_done = excluded.rows_done, updated_at = excluded.updated_at",
                  sql_name(), clock),
      {of.revision, of.direction, static_cast<long long>(of.position), now.statement,
       nlohmann::json(now.last).dump(), now.rows});
}

void backfill_table::remove(const backfill_place& of) {
  if (!table_.exists()) return;
  table_.database().execute(fmt::format("delete from {} where {}", sql_name(), is_at()),
                            {of.revision, of.direction, static_cast<long long>(of.position)});
}

void backfill_table::remove(std::string_view revision, std::string_view direction) {
  if (!table_.exists()) return;
  table_.database().execute(
      fmt::format("delete from {0} where revision {1} $1 and direction {1} $2", sql_name(),
                  own_operator(table_.database().kind(), "=")),
      {std::string(revision), std::string(direction)});
}

}  // namespace revise
