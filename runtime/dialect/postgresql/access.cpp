#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "dialect/postgresql/dialect.h"
#include "sql/quoted_literal.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

std::string_view sql_of(row_security change) {
  switch (change) {
    case row_security::enable:
      return "enable";
    case row_security::disable:
      return "disable";
    case row_security::force:
      return "force";
    case row_security::no_force:
      return "no force";
  }
  return "enable";
}

std::string_view sql_of(policy_command command) {
  switch (command) {
    case policy_command::all:
      return "all";
    case policy_command::select:
      return "select";
    case policy_command::insert:
      return "insert";
    case policy_command::update:
      return "update";
    case policy_command::delete_rows:
      return "delete";
  }
  return "all";
}

// Returns the kind of an object in `grant … on KIND`: in `grant`, a view counts as a table.
std::string_view grantable(object_kind kind) {
  switch (kind) {
    case object_kind::table:
    case object_kind::view:
    case object_kind::materialized_view:
      return "table";
    case object_kind::schema:
    case object_kind::type:
    case object_kind::domain:
    case object_kind::sequence:
    case object_kind::function:
    case object_kind::procedure:
    case object_kind::database:
    case object_kind::all_tables:
    case object_kind::all_sequences:
    case object_kind::all_functions:
      return sql_of(kind);
    default:
      break;
  }
  throw error(
      fmt::format("nothing can be granted on {}", any_of(kind)),
      kind == object_kind::column ? "name the columns with the privilege: \"select (a, b)\"" : "");
}

}  // namespace

std::string postgresql_dialect::conditions(const raw_sql& using_expression,
                                           const raw_sql& check_expression,
                                           std::string_view policy) const {
  return clause(" using (", using_expression, "'using_expression' of", policy, ")") +
         clause(" with check (", check_expression, "'check_expression' of", policy, ")");
}

// A keyword that stands for a role is not quoted as a name (PostgreSQL manual, GRANT).
std::string postgresql_dialect::roles(const std::vector<std::string>& names) const {
  static constexpr std::string_view special[] = {"public", "current_user", "current_role",
                                                 "session_user"};
  std::string result;
  for (const std::string& name : names) {
    if (!result.empty()) result += ", ";
    const bool is_special =
        std::find(std::begin(special), std::end(special), name) != std::end(special);
    result += is_special ? name : identifier(name, "role");
  }
  return result;
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::alter_row_security& op) const {
  return one(fmt::format("{}{} row level security", alter_table(op.table), sql_of(op.change)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_policy& op) const {
  std::string text = fmt::format("create policy {} on {}{} for {}", identifier(op.name, "policy"),
                                 qualified(op.table, "table"),
                                 op.restrictive ? " as restrictive" : "", sql_of(op.command));
  if (!op.roles.empty()) text += " to " + roles(op.roles);
  return one(text + conditions(op.using_expression, op.check_expression, op.name));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::alter_policy& op) const {
  std::string changes;
  if (!op.roles.empty()) changes += " to " + roles(op.roles);
  changes += conditions(op.using_expression, op.check_expression, op.name);
  if (changes.empty()) throw error(fmt::format("alter_policy '{}' changes nothing", op.name));
  return one(fmt::format("alter policy {} on {}{}", identifier(op.name, "policy"),
                         qualified(op.table, "table"), changes));
}

// Roles belong to the whole server, so a migration of another database may create the role at the
// same time.
postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_role& op) const {
  const std::string create =
      fmt::format("create role {}{}{}", identifier(op.name, "role"), op.login ? " login" : "",
                  clause(" ", op.attributes, "'attributes' of", op.name));
  if (!op.if_not_exists) return one(create);
  return one("do " + dollar_quoted(fmt::format(R"(
begin
  if not exists (select from pg_catalog.pg_roles where rolname operator(pg_catalog.=) {}) then
    {};
  end if;
exception when duplicate_object or unique_violation then null;
end )",
                                               quoted_literal(op.name), create)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::grant& op) const {
  if (op.privileges.empty() || op.roles.empty()) {
    throw error("a grant needs at least one privilege and one role");
  }
  return on_conditions(op, fmt::format("grant {} on {} {} to {}{}",
                                       piece(op.privileges, "the privileges on", op.on.name),
                                       grantable(op.on.kind), object_text(op.on), roles(op.roles),
                                       op.with_grant_option ? " with grant option" : ""));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::revoke& op) const {
  if (op.privileges.empty() || op.roles.empty()) {
    throw error("a revoke needs at least one privilege and one role");
  }
  return one(fmt::format(
      "revoke {} on {} {} from {}{}", piece(op.privileges, "the privileges on", op.on.name),
      grantable(op.on.kind), object_text(op.on), roles(op.roles), op.cascade ? " cascade" : ""));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::copy_grants& op) const {
  for (const data::object_name& end : {op.from, op.to}) {
    const object_kind kind = end.kind;
    if (kind != object_kind::table && kind != object_kind::view &&
        kind != object_kind::materialized_view && kind != object_kind::sequence) {
      throw error(fmt::format("the grants of {} cannot be copied", any_of(kind)),
                  "copy_grants is for tables, views and sequences");
    }
  }
  const std::string to = object_text(op.to);
  return one("do " + dollar_quoted(fmt::format(
                                       R"(
declare
  change pg_catalog.text;
begin
  for change in
    with named as (
      select c.*, c.oid operator(pg_catalog.=) {1}::pg_catalog.regclass as is_new
      from pg_catalog.pg_class c
      where (c.oid operator(pg_catalog.=) {0}::pg_catalog.regclass
             or c.oid operator(pg_catalog.=) {1}::pg_catalog.regclass)
        and {0}::pg_catalog.regclass operator(pg_catalog.<>) {1}::pg_catalog.regclass
    ), held as (
      select c.is_new, c.relkind, null::pg_catalog.name as of_column, a.*
      from named c, pg_catalog.aclexplode(c.relacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner
      union all
      select c.is_new, c.relkind, t.attname, a.*
      from named c join pg_catalog.pg_attribute t on t.attrelid operator(pg_catalog.=) c.oid,
        pg_catalog.aclexplode(t.attacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner and not t.attisdropped
    )
    select pg_catalog.format(
      case when is_new then 'revoke %s%s on %s %s from %s' else 'grant %s%s on %s %s to %s%s' end,
      privilege_type, case when of_column is not null then pg_catalog.format('(%I)', of_column) end,
      case when relkind operator(pg_catalog.=) 'S' then 'sequence' else 'table' end, {2},
      case when grantee operator(pg_catalog.=) 0 then 'public'
           else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)::pg_catalog.text) end,
      case when is_grantable then ' with grant option' end)
    from held order by is_new desc
  loop
    execute change;
  end loop;
end )",
                                       quoted_literal(object_text(op.from)), quoted_literal(to),
                                       quoted_literal(to)),
                                   "revise"));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::grant_role& op) const {
  return one(fmt::format("grant {} to {}", identifier(op.role, "role"), roles(op.members)));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::revoke_role& op) const {
  return one(fmt::format("revoke {} from {}", identifier(op.role, "role"), roles(op.members)));
}

}  // namespace revise
