#include "script/script_tables.h"

#include <fmt/format.h>

#include "database/records/trusted_table_sql.h"
#include "script/psql_format.h"
#include "sql/literal.h"
#include "sql/quoted_identifier.h"

namespace revise {

namespace {

constexpr std::string_view schema_variable = ":\"revise_schema\"";
constexpr std::string_view schema_setting = "pg_catalog.current_setting('revise.schema')";

// Earlier versions of revise created the log without this column. Only the table's owner may add
// it, and a session that reads the log must not hold up the script. If it cannot be added, entries
// are written without parents.
std::string add_parents(const script_table& table) {
  if (table.parents == log_parents::present) return {};
  const std::string add =
      log_table_sql::add_parents(database_kind::postgresql, table.log().table());
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
      psql_table_name(table, table.sql.name() + "_log"), psql_body(table, add));
}

// The block looks for the tables again after it has created the version table.
std::string look_up(const script_table& table, bool creates) {
  const bool finds_schema = !table.found_schema.empty();
  const std::string name = postgresql_literal(table.sql.name());
  const std::string log_name = postgresql_literal(table.sql.name() + "_log");
  const trusted_table_sql sql(finds_schema ? std::string() : postgresql_literal(table.sql.schema()),
                              name, {name, log_name});
  constexpr const char* note_schema = R"(
  if found_in is null then
    raise exception 'the search path has no schema for the version table';
  end if;
  perform pg_catalog.set_config('revise.schema', found_in, true);)";
  return psql_do(fmt::format(
      R"(
declare
  found_in pg_catalog.text;
  has_table boolean;
  has_log boolean;
  wrong pg_catalog.text;
begin
  loop
{}
  select {},
    exists (select from checked where name operator(pg_catalog.=) {}),
    exists (select from checked where name operator(pg_catalog.=) {}),
    (select pg_catalog.format('''%s.%s'' %s', place.name, one.name, one.fault)
     from (select name, {} as fault from checked) one cross join place
     where one.fault is not null limit 1)
  into found_in, has_table, has_log, wrong;{}
  exit when has_table;
    {};
  end loop;
  if wrong is not null then
    raise exception '%', wrong;
  end if;
  if not has_log then
    {};
  end if;{}
end )",
      sql.definitions(),
      finds_schema
          ? fmt::format("coalesce((select name from place), {})", trusted_table_sql::first_schema())
          : std::string("(select name from place)"),
      name, log_name, trusted_table_sql::fault(), finds_schema ? note_schema : "",
      creates ? psql_body(table, table.sql.create()) : std::string("return"),
      psql_body(table, table.log().create()), add_parents(table)));
}

}  // namespace

script_table named_in_psql(script_table table) {
  if (!table.sql.schema().empty()) return table;
  table.found_schema = schema_variable;
  table.sql = table.sql.in_schema(schema_variable);
  return table;
}

std::string psql_schema_setting(const script_table& table) {
  return table.found_schema.empty() ? "" : "set local revise.schema = :'revise_schema';\n";
}

// Percent signs are doubled for pg_catalog.format.
std::string psql_body(const script_table& table, const std::string& sql, const std::string& into) {
  const std::string target = into.empty() ? std::string() : " into " + into;
  if (table.found_schema.empty()) return sql + target;
  std::string format;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql.compare(i, schema_variable.size(), schema_variable) == 0) {
      format += "%1$I";
      i += schema_variable.size() - 1;
    } else {
      format.append(sql[i] == '%' ? 2 : 1, sql[i]);
    }
  }
  return fmt::format("execute pg_catalog.format({}, {}){}", postgresql_literal(format),
                     schema_setting, target);
}

std::string psql_table_name(const script_table& table, const std::string& name) {
  if (table.found_schema.empty()) {
    return postgresql_literal(quoted_identifier(table.sql.schema()) + '.' +
                              quoted_identifier(name));
  }
  return fmt::format("pg_catalog.format('%I.%I', {}, {})", schema_setting,
                     postgresql_literal(name));
}

std::string psql_tables(const script_table& table, bool creates) {
  const std::string text =
      "-- looks up the version table and its log, refuses them if a role that is not trusted can "
      "run\n"
      "-- code through them, and creates what does not exist\n";
  if (table.found_schema.empty()) return text + look_up(table, creates);
  return text + "begin;\n" + look_up(table, creates) +
         fmt::format("select {} as revise_schema \\gset\ncommit;\n", schema_setting);
}

}  // namespace revise
