#include "database/records/log_table_sql.h"

#include <fmt/format.h>

#include "sql/qualified_sql.h"
#include "sql/quoted_identifier.h"
#include "sql/quoted_literal.h"

namespace revise {

log_table_sql::log_table_sql(database_kind kind, std::string_view schema,
                             std::string_view version_table)
    : kind_(kind),
      schema_(schema.empty() ? std::string() : quoted_identifier(schema) + '.'),
      name_(std::string(version_table) + "_log"),
      table_(schema_ + quoted_identifier(name_)) {}

log_table_sql log_table_sql::in_schema(std::string_view schema) const {
  log_table_sql result = *this;
  result.schema_ = std::string(schema) + '.';
  result.table_ = result.schema_ + quoted_identifier(name_);
  return result;
}

std::string log_table_sql::definition(database_kind kind) {
  const bool on_postgresql = kind == database_kind::postgresql;
  return fmt::format(
      "id {0} primary key, revision {2} not null, direction {2} not null, result {2} not null, "
      "started_at {1} not null, seconds double precision not null, sqlstate {2}, message {2}, "
      "statement {2}, source_hash {2}, note {2}, os_user {2}, host {2}, tool_version {2}, "
      "git_commit {2}, db_role {2}, parents {2}",
      on_postgresql ? "bigint generated always as identity" : "integer",
      on_postgresql ? "timestamp with time zone" : "text", own_name(kind, "text"));
}

std::string log_table_sql::create() const {
  return fmt::format("create table {} ({})", table_, definition(kind_));
}

std::string log_table_sql::create_if_missing() const {
  return fmt::format("create table if not exists {} ({})", table_, definition(kind_));
}

std::string log_table_sql::add_parents(database_kind kind, const std::string& table) {
  return fmt::format("alter table {} add column {}parents {}", table,
                     kind == database_kind::postgresql ? "if not exists " : "",
                     own_name(kind, "text"));
}

std::string log_table_sql::append_by_script(const script_entry& entry, bool has_parents) const {
  const auto literal = kind_ == database_kind::sqlite ? standard_literal : quoted_literal;
  const std::string said =
      literal(fmt::format("by a script{}{}", entry.note.empty() ? "" : ", ", entry.note));
  const std::string_view column = has_parents ? ", parents" : "";
  const std::string parents = has_parents ? ", " + entry.parents : std::string();
  if (kind_ == database_kind::sqlite) {
    return fmt::format(
        "insert into {} (revision, direction, result, started_at, seconds, source_hash, note{}) "
        "values ({}, {}, 'done', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, {}, {}{})",
        table_, column, entry.revision, entry.direction, entry.source_hash, said, parents);
  }
  return fmt::format(
      "insert into {} (revision, direction, result, started_at, seconds, source_hash, note, "
      "db_role{}) values ({}, {}, 'done', pg_catalog.now(), extract(epoch from "
      "pg_catalog.clock_timestamp() operator(pg_catalog.-) pg_catalog.now()), {}, {}, "
      "session_user{})",
      table_, column, entry.revision, entry.direction, entry.source_hash, said, parents);
}

}  // namespace revise
