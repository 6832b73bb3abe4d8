#include "database/backfill_table.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace revise {

void backfill_table::ensure() {
  const char* const moment =
      table_.database().kind() == database_kind::postgresql ? "timestamptz" : "text";
  table_.ensure(fmt::format(
      "revision text not null, direction text not null, position integer not null, statement text "
      "not null, last_key text not null, rows_done bigint not null, started_at {0} not null, "
      "updated_at {0} not null, primary key (revision, direction, position)",
      moment));
}

std::optional<backfill_checkpoint> backfill_table::find(const backfill_place& of) const {
  if (!table_.exists()) return {};
  const result_set found = table_.database().query(
      fmt::format("select statement, last_key, rows_done from {} where revision = $1 and direction "
                  "= $2 and position = $3",
                  sql_name()),
      {of.revision, of.direction, static_cast<long long>(of.position)});
  if (found.rows == 0) return {};
  return backfill_checkpoint{
      .statement = *found.cells[0],
      .last = nlohmann::json::parse(*found.cells[1]).get<std::vector<std::string>>(),
      .rows = std::strtoll(found.cells[2]->c_str(), nullptr, 10)};
}

void backfill_table::write(const backfill_place& of, const backfill_checkpoint& now) {
  const char* const clock = table_.database().kind() == database_kind::postgresql
                                ? "clock_timestamp()"
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
  table_.database().execute(
      fmt::format("delete from {} where revision = $1 and direction = $2 and position = $3",
                  sql_name()),
      {of.revision, of.direction, static_cast<long long>(of.position)});
}

void backfill_table::remove(std::string_view revision, std::string_view direction) {
  if (!table_.exists()) return;
  table_.database().execute(
      fmt::format("delete from {} where revision = $1 and direction = $2", sql_name()),
      {std::string(revision), std::string(direction)});
}

}  // namespace revise
