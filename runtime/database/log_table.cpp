#include "database/log_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "database/log_table_sql.h"
#include "util/line_and_column.h"
#include "util/secrets.h"
#include "util/valid_utf8.h"

namespace revise {

namespace {

constexpr const char* columns =
    "revision, direction, result, started_at, seconds, sqlstate, message, statement, source_hash, "
    "note, os_user, host, tool_version, git_commit, db_role";

// An empty text is a null: nothing is known.
sql_value text_or_null(const std::string& text) {
  return text.empty() ? sql_value() : sql_value(text);
}

// What a statement or a message leaves in the log: no secret, nothing that the server would
// refuse, and not all of a file of megabytes.
sql_value loggable(const std::string& text, text_origin origin) {
  constexpr std::size_t longest = 8192;
  const std::string shown = without_secrets(text, origin);
  std::size_t end = std::min(valid_utf8(shown), longest);
  if (end == shown.size()) return text_or_null(shown);
  while (end > 0 && continues_character(shown[end])) --end;
  return sql_value(shown.substr(0, end) + " ...");
}

}  // namespace

log_table::log_table(connection& database, const version_table& beside)
    : table_(database, beside, "_log") {}

void log_table::ensure() { table_.ensure(log_table_sql::definition(table_.database().kind())); }

void log_table::append(const log_entry& entry, log_time time) {
  const bool on_postgresql = table_.database().kind() == database_kind::postgresql;
  const char* started = "clock_timestamp() - make_interval(secs => $4)";
  const char* seconds = "$4";
  if (!on_postgresql) {
    started = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || $4 || ' seconds')";
  } else if (time == log_time::and_since_begin) {
    started = "now() - make_interval(secs => $4)";
    seconds = "$4 + extract(epoch from clock_timestamp() - now())::double precision";
  }
  table_.database().enqueue(
      fmt::format("insert into {} ({}) values ($1, $2, $3, {}, {}, $5, $6, $7, $8, $9, $10, $11, "
                  "$12, $13, {})",
                  sql_name(), columns, started, seconds, on_postgresql ? "session_user" : "null"),
      {entry.revision, entry.direction, entry.result, entry.seconds, text_or_null(entry.sqlstate),
       loggable(entry.message, text_origin::server), loggable(entry.statement, text_origin::sql),
       text_or_null(entry.source_hash), text_or_null(entry.note),
       text_or_null(entry.origin.os_user), text_or_null(entry.origin.host),
       text_or_null(entry.origin.tool_version), text_or_null(entry.origin.git_commit)});
}

std::vector<log_entry> log_table::read() const {
  std::vector<log_entry> entries;
  if (!exists()) return entries;
  const bool on_postgresql = table_.database().kind() == database_kind::postgresql;
  const std::string started =
      on_postgresql ? R"(to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))"
                    : "started_at";
  const result_set found = table_.database().query(
      fmt::format("select revision, direction, result, {}, seconds, sqlstate, message, statement, "
                  "source_hash, note, os_user, host, tool_version, git_commit, db_role from {} "
                  "order by id",
                  started, sql_name()),
      {});
  entries.reserve(found.rows);
  for (std::size_t row = 0; row < found.rows; ++row) {
    const auto cell = [&](std::size_t column) {
      return found.cells[row * found.columns.size() + column].value_or("");
    };
    entries.push_back({.revision = cell(0),
                       .direction = cell(1),
                       .result = cell(2),
                       .started_at = cell(3),
                       .seconds = std::strtod(cell(4).c_str(), nullptr),
                       .sqlstate = cell(5),
                       .message = cell(6),
                       .statement = cell(7),
                       .source_hash = cell(8),
                       .note = cell(9),
                       .origin = {.os_user = cell(10),
                                  .host = cell(11),
                                  .tool_version = cell(12),
                                  .git_commit = cell(13)},
                       .db_role = cell(14)});
  }
  return entries;
}

std::vector<logged_source> log_table::sources() const {
  std::vector<logged_source> found_sources;
  if (!exists()) return found_sources;
  const result_set found = table_.database().query(
      fmt::format("select revision, direction, source_hash from {0} where id in (select max(id) "
                  "from {0} where result = 'done' group by revision)",
                  sql_name()),
      {});
  found_sources.reserve(found.rows);
  for (std::size_t row = 0; row < found.rows; ++row) {
    const auto cell = [&](std::size_t column) {
      return found.cells[row * found.columns.size() + column].value_or("");
    };
    found_sources.push_back({.revision = cell(0), .direction = cell(1), .source_hash = cell(2)});
  }
  return found_sources;
}

}  // namespace revise
