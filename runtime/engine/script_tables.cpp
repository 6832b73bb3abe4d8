#include "engine/script_tables.h"

#include <fmt/format.h>

#include "database/trusted_table_sql.h"
#include "dialect/literal.h"
#include "engine/psql_format.h"

namespace revise {

namespace {

// For pg_catalog.format.
std::string percent_doubled(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '%') result += c;
  }
  return result;
}

// The tables are called by their names alone where no schema is given, as the rest of the script
// does: the log has to be the one beside the version table then.
std::string unqualified_log(const script_table& table, const std::string& log_name) {
  return fmt::format(
      R"(
    execute pg_catalog.format({}, found_in);
  end if;
  if pg_catalog.to_regclass({})::pg_catalog.oid operator(pg_catalog.<>)
     pg_catalog.to_regclass(pg_catalog.format('%I.%I', found_in, {}))::pg_catalog.oid then
    raise exception 'another table % comes before the one of schema % in the search path',
      {}, found_in;
  end if;)",
      postgresql_literal(fmt::format("create table %I.{} ({})",
                                     percent_doubled(table.log().table()),
                                     log_table_sql::definition(database_kind::postgresql))),
      postgresql_literal(table.log().table()), log_name, log_name);
}

// An earlier revise made the log without this column. Only the owner of the table may add it, and
// no session that reads the log holds the script up: without it, entries are written without
// parents.
std::string add_parents(const script_table& table) {
  if (table.parents == log_parents::present) return {};
  const std::string log = table.log().table();
  return fmt::format(
      R"(
  if not exists (
      select from pg_catalog.pg_attribute
      where attrelid operator(pg_catalog.=) pg_catalog.to_regclass({})
        and attname operator(pg_catalog.=) 'parents' and not attisdropped) then
    begin
      set local lock_timeout = '1s';
      {};
    exception when insufficient_privilege or lock_not_available then
      null;
    end;
  end if;)",
      postgresql_literal(log), log_table_sql::add_parents(database_kind::postgresql, log));
}

}  // namespace

std::string psql_tables(const script_table& table, bool creates) {
  const bool has_schema = !table.sql.schema().empty();
  const std::string name = postgresql_literal(table.sql.name());
  const std::string log_name = postgresql_literal(table.sql.name() + "_log");
  const trusted_table_sql sql(has_schema ? postgresql_literal(table.sql.schema()) : std::string(),
                              name, {name, log_name});
  const std::string create = creates ? table.sql.create() : std::string("return");
  const std::string create_log = has_schema
                                     ? fmt::format("\n    {};\n  end if;", table.log().create())
                                     : unqualified_log(table, log_name);
  return "-- looks the version table and its log up, refuses them where other roles than trusted "
         "ones\n"
         "-- can run code by them, and creates what is missing\n" +
         psql_do(fmt::format(
             R"(
declare
  found_in pg_catalog.text;
  has_table boolean;
  has_log boolean;
  wrong pg_catalog.text;
begin
  loop
{0}
  select (select name from place),
    exists (select from checked where name operator(pg_catalog.=) {1}),
    exists (select from checked where name operator(pg_catalog.=) {2}),
    (select pg_catalog.format('''%s.%s'' %s', place.name, one.name, one.fault)
     from (select name, {3} as fault from checked) one cross join place
     where one.fault is not null limit 1)
  into found_in, has_table, has_log, wrong;
  exit when has_table;
    {4};
  end loop;
  if wrong is not null then
    raise exception '%', wrong;
  end if;
  if not has_log then{5}{6}
end )",
             sql.definitions(), name, log_name, trusted_table_sql::fault(), create, create_log,
             add_parents(table)));
}

}  // namespace revise
