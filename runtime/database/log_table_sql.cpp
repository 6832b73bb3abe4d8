#include "database/log_table_sql.h"

#include <fmt/format.h>

#include "util/quoted_identifier.h"
#include "util/quoted_literal.h"

namespace revise {

log_table_sql::log_table_sql(database_kind kind, std::string_view schema,
                             std::string_view version_table)
    : kind_(kind),
      table_((schema.empty() ? std::string() : quoted_identifier(schema) + '.') +
             quoted_identifier(std::string(version_table) + "_log")) {}

std::string log_table_sql::definition(database_kind kind) {
  const bool on_postgresql = kind == database_kind::postgresql;
  return fmt::format(
      "id {} primary key, revision text not null, direction text not null, result text not null, "
      "started_at {} not null, seconds double precision not null, sqlstate text, message text, "
      "statement text, source_hash text, note text, os_user text, host text, tool_version text, "
      "git_commit text, db_role text",
      on_postgresql ? "bigint generated always as identity" : "integer",
      on_postgresql ? "timestamptz" : "text");
}

std::string log_table_sql::create() const {
  return fmt::format("create table {} ({})", table_, definition(kind_));
}

std::string log_table_sql::create_if_missing() const {
  return fmt::format("create table if not exists {} ({})", table_, definition(kind_));
}

std::string log_table_sql::append_by_script(std::string_view revision, std::string_view direction,
                                            std::string_view source_hash,
                                            std::string_view note) const {
  const std::string hash = source_hash.empty() ? "null" : quoted_literal(source_hash);
  const std::string said =
      quoted_literal(fmt::format("by a script{}{}", note.empty() ? "" : ", ", note));
  if (kind_ == database_kind::sqlite) {
    return fmt::format(
        "insert into {} (revision, direction, result, started_at, seconds, source_hash, note) "
        "values ({}, {}, 'done', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, {}, {})",
        table_, revision, direction, hash, said);
  }
  return fmt::format(
      "insert into {} (revision, direction, result, started_at, seconds, source_hash, note, "
      "db_role) values ({}, {}, 'done', now(), extract(epoch from clock_timestamp() - now()), {}, "
      "{}, session_user)",
      table_, revision, direction, hash, said);
}

}  // namespace revise
