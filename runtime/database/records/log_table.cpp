#include "database/records/log_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "database/records/log_table_sql.h"
#include "database/sql_error.h"
#include "sql/qualified_sql.h"
#include "sql/secrets.h"
#include "util/utf8.h"

namespace revise {

namespace {

constexpr const char* columns =
    "revision, direction, result, started_at, seconds, sqlstate, message, statement, source_hash, "
    "note, os_user, host, tool_version, git_commit, db_role";

// A table for the `from` clause that gives the column `parents` the value '?', which no id
// contains. It is used if an earlier revise created the log without that column. If the log has the
// column, the name `parents` means the log's.
std::string parents_source(database_kind kind) {
  return fmt::format("(select cast('?' as {}) as parents) as missing", own_name(kind, "text"));
}

std::string parents_of(database_kind kind, const std::string& table) {
  return fmt::format("(select parents from {} as same where same.id {} entry.id)", table,
                     own_operator(kind, "="));
}

// Formats the start as "2026-11-21T09:14:02.123Z".
const char* start_text(database_kind kind) {
  return kind == database_kind::postgresql
             ? R"(pg_catalog.to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))"
             : "started_at";
}

std::optional<std::string> known(const std::optional<std::string>& parents) {
  return parents == "?" ? std::nullopt : parents;
}

// An empty text means unknown, and is stored as null.
sql_value text_or_null(const std::string& text) {
  return text.empty() ? sql_value() : sql_value(text);
}

// Returns what the log keeps of a statement or a message: without secrets, without bytes that the
// server would refuse, and cut to a limit, because a file may have megabytes.
sql_value loggable(connection& database, const std::string& text, text_origin origin) {
  constexpr std::size_t longest = 8192;
  const std::string shown = without_secrets(text, origin);
  const std::string_view valid = std::string_view(shown).substr(0, utf8::valid_length(shown));
  const std::string kept(utf8::cut(valid, longest));
  if (kept.size() == shown.size()) return text_or_null(database.storable(shown));
  return sql_value(database.storable(kept) + " ...");
}

}  // namespace

log_table::log_table(connection& database, const version_table& beside)
    : table_(database, beside, "_log") {}

void log_table::ensure() {
  if (!exists()) {
    refresh();  // another process may have created the table since the last look
    table_.ensure(log_table_sql::definition(table_.database().kind()));
    // Another process, possibly an earlier revise, may have created it at the same time.
    has_parents_.reset();
  }
  if (has_parents_.value_or(false) || table_.database().in_transaction()) return;
  has_parents_.reset();
  if (!has_parents() && may_add_column()) add_column();
}

bool log_table::has_parents() {
  if (!has_parents_) has_parents_ = has_column();
  return *has_parents_;
}

bool log_table::has_column() const {
  try {
    const result_set found =
        table_.database().query(fmt::format("select * from {} limit 0", sql_name()), {});
    return std::find(found.columns.begin(), found.columns.end(), "parents") != found.columns.end();
  } catch (const sql_error&) {
    return false;  // without permission to read the table, an entry can perhaps still be added
  }
}

// Only the owner may alter a table (PostgreSQL manual, ALTER TABLE). The check avoids an error in
// the server's log at each run of another role.
bool log_table::may_add_column() const {
  if (table_.database().kind() == database_kind::sqlite) return true;
  const result_set found = table_.database().query(
      "select pg_catalog.pg_has_role(relowner, 'USAGE') from pg_catalog.pg_class where oid "
      "operator(pg_catalog.=) pg_catalog.to_regclass($1)",
      {sql_name()});
  return found.rows == 1 && found.cells[0] == "t";
}

void log_table::add_column() {
  constexpr std::chrono::milliseconds longest_wait{1000};
  connection& database = table_.database();
  try {
    database.begin({.lock_timeout = longest_wait, .statement_timeout = {}});
    if (!has_column()) database.execute(log_table_sql::add_parents(database.kind(), sql_name()));
    database.commit();
    has_parents_ = true;
  } catch (const sql_error&) {
    database.rollback();
    // Another process may have added it. A missing column only means that less is known later, so
    // the run continues.
    has_parents_ = has_column();
  }
}

void log_table::append(const log_entry& entry, log_time time) {
  const bool on_postgresql = table_.database().kind() == database_kind::postgresql;
  const char* started =
      "pg_catalog.clock_timestamp() operator(pg_catalog.-) pg_catalog.make_interval(secs => $4)";
  const char* seconds = "$4";
  if (!on_postgresql) {
    started = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || $4 || ' seconds')";
  } else if (time == log_time::and_since_begin) {
    started = "pg_catalog.now() operator(pg_catalog.-) pg_catalog.make_interval(secs => $4)";
    seconds =
        "$4 operator(pg_catalog.+) extract(epoch from pg_catalog.clock_timestamp() "
        "operator(pg_catalog.-) pg_catalog.now())::double precision";
  }
  connection& database = table_.database();
  const auto text = [&database](const std::string& words) {
    return text_or_null(database.storable(words));
  };
  std::vector<sql_value> values = {entry.revision,
                                   entry.direction,
                                   entry.result,
                                   entry.seconds,
                                   text_or_null(entry.sqlstate),
                                   loggable(database, entry.message, text_origin::server),
                                   loggable(database, entry.statement, text_origin::sql),
                                   text_or_null(entry.source_hash),
                                   text(entry.note),
                                   text(entry.origin.os_user),
                                   text(entry.origin.host),
                                   text_or_null(entry.origin.tool_version),
                                   text_or_null(entry.origin.git_commit)};
  const bool with_parents = has_parents_.value_or(false);
  if (with_parents) values.push_back(entry.parents ? sql_value(*entry.parents) : sql_value());
  database.enqueue(
      fmt::format("insert into {} ({}{}) values ($1, $2, $3, {}, {}, $5, $6, $7, $8, $9, $10, $11, "
                  "$12, $13, {}{})",
                  sql_name(), columns, with_parents ? ", parents" : "", started, seconds,
                  on_postgresql ? "session_user" : "null", with_parents ? ", $14" : ""),
      values);
}

std::vector<log_entry> log_table::read() const {
  std::vector<log_entry> entries;
  if (!exists()) return entries;
  const database_kind kind = table_.database().kind();
  const result_set found = table_.database().query(
      fmt::format(
          "select revision, direction, result, {}, seconds, sqlstate, message, statement, "
          "source_hash, note, os_user, host, tool_version, git_commit, db_role, {} from {}, "
          "{} as entry order by id",
          start_text(kind), parents_of(kind, sql_name()), parents_source(kind), sql_name()),
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
                       .db_role = cell(14),
                       .parents = known(found.cells[row * found.columns.size() + 15])});
  }
  return entries;
}

std::vector<logged_event> log_table::events() {
  std::vector<logged_event> events;
  if (!exists()) return events;
  const database_kind kind = table_.database().kind();
  const std::string equals = own_operator(kind, "=");
  const std::string is_removal =
      fmt::format("case when note {} 'removed' then 1 else 0 end", equals);
  const result_set found = table_.database().query(
      fmt::format("select id, revision, direction, {removal}, {start}, source_hash, {parents} from "
                  "{missing}, {table} as entry join (select {max}(id) as last from {table} where "
                  "result {equals} 'done' group by revision, direction, {removal}) as done on id "
                  "{equals} last order by id",
                  fmt::arg("removal", is_removal), fmt::arg("start", start_text(kind)),
                  fmt::arg("parents", parents_of(kind, sql_name())),
                  fmt::arg("missing", parents_source(kind)), fmt::arg("table", sql_name()),
                  fmt::arg("max", own_name(kind, "max")), fmt::arg("equals", equals)),
      {});
  events.reserve(found.rows);
  for (std::size_t row = 0; row < found.rows; ++row) {
    const auto cell = [&](std::size_t column) {
      return found.cells[row * found.columns.size() + column];
    };
    events.push_back({.id = std::strtoll(cell(0).value_or("").c_str(), nullptr, 10),
                      .revision = cell(1).value_or(""),
                      .direction = cell(2).value_or(""),
                      .is_removal = cell(2) == "stamp" && cell(3) == "1",
                      .started_at = cell(4).value_or(""),
                      .source_hash = cell(5).value_or(""),
                      .parents = known(cell(6))});
    has_parents_ = cell(6) != "?";
  }
  return events;
}

}  // namespace revise
