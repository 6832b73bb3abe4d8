#include "database/records/located_table.h"

#include <fmt/format.h>

#include "database/records/trusted_table_sql.h"
#include "sql/quoted_identifier.h"

namespace revise {

namespace {

constexpr const char* own_schema_hint =
    "then set version_table_schema to a schema in which no other role may create objects";

located_table locate_on_sqlite(connection& database, const std::string& schema,
                               const std::string& name) {
  located_table where{.schema = schema.empty() ? "main" : schema, .width = {}, .role = {}};
  const result_set found = database.query(
      fmt::format("select count(*) from {}.sqlite_schema where type = 'table' and lower(name) = "
                  "lower($1)",
                  quoted_identifier(where.schema)),
      {name});
  where.exists = *found.cells[0] != "0";
  return where;
}

// Returns statements that the user can execute to remove the fault.
std::string hint_for(char kind, const std::string& table, const std::string& role, bool is_hidden,
                     bool is_owned_by_stranger) {
  if (is_hidden) {
    return fmt::format(
        "alter table {0} disable row level security; or for its owner alter table {0} no force row "
        "level security, for another role alter role {1} bypassrls",
        table, quoted_identifier(role));
  }
  if (kind == 'r' && is_owned_by_stranger) {
    return fmt::format("if its rows are right: alter table {} owner to {}; otherwise drop it; {}",
                       table, quoted_identifier(role), own_schema_hint);
  }
  if (kind == 'r') return fmt::format("\\d+ {} in psql shows it: drop what is not yours", table);
  const char* const what = kind == 'v'   ? "view"
                           : kind == 'm' ? "materialized view"
                           : kind == 'f' ? "foreign table"
                                         : "table";
  return fmt::format("drop {} {}; {}", what, table, own_schema_hint);
}

}  // namespace

located_table locate_table(connection& database, const std::string& schema, const std::string& name,
                           const std::string& also_trusted) {
  if (database.kind() == database_kind::sqlite) return locate_on_sqlite(database, schema, name);
  const bool is_given = !schema.empty();
  const trusted_table_sql sql(is_given ? "$3" : "", "$1", {"$1"}, "$2::pg_catalog.oid");
  std::vector<sql_value> parameters = {name, also_trusted};
  if (is_given) parameters.emplace_back(schema);
  // pg_attribute.atttypmod is the length of a varchar plus 4.
  const result_set found = database.query(
      fmt::format(
          "{}\nselect coalesce(place.name, {}, ''), checked.kind, checked.owner, current_user, {}, "
          "checked.hides_rows, checked.stranger operator(pg_catalog.=) checked.owner, (select "
          "a.atttypmod from pg_catalog.pg_attribute a where a.attrelid operator(pg_catalog.=) "
          "checked.oid and a.attname operator(pg_catalog.=) 'version_num') from (select 1) one "
          "left join place on true left join checked on true",
          sql.definitions(), is_given ? "$3" : trusted_table_sql::first_schema(),
          trusted_table_sql::fault()),
      parameters);
  const auto cell = [&found](std::size_t i) { return found.cells[i].value_or(""); };
  located_table where{.schema = cell(0), .exists = !cell(1).empty(), .width = {}, .role = cell(3)};
  if (!where.exists) return where;
  if (const std::string fault = cell(4); !fault.empty()) {
    const std::string table = quoted_identifier(where.schema) + '.' + quoted_identifier(name);
    throw error(fmt::format("'{}.{}' {}: revise does not use it", where.schema, name, fault),
                hint_for(cell(1)[0], table, where.role, cell(5) == "t", cell(6) == "t"));
  }
  where.owner = cell(2);
  const int type_modifier = found.cells[7] ? std::stoi(*found.cells[7]) : -1;
  if (type_modifier > 4) where.width = type_modifier - 4;
  return where;
}

sql_error with_create_hint(const sql_error& refused, const located_table& where) {
  sql_error result = refused;
  const std::string schema = quoted_identifier(where.schema);
  const std::string role = quoted_identifier(where.role);
  if (refused.failure().sqlstate == "3F000") {
    result.set_hint(fmt::format("create schema {}", schema));
  } else if (refused.failure().sqlstate == "42501") {
    result.set_hint(fmt::format(
        "grant create on schema {0} to {1}; or give the version table a schema of its own: create "
        "schema revise authorization {1}, and version_table_schema = revise",
        schema, role));
  }
  return result;
}

}  // namespace revise
