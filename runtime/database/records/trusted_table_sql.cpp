#include "database/records/trusted_table_sql.h"

#include <fmt/format.h>

namespace revise {

namespace {

// All names are qualified. Otherwise a role that may create objects in a schema of the search path
// could make this query call its operators and functions.
//
// * `mine`: the current role and the roles that it is a member of. pg_has_role() does not work
//   here, because it treats a superuser as a member of every role.
// * A member of a trusted role can act as that role, so it is trusted too. A superuser counts as a
//   member of every role.
// * A schema with the name of the current role is first in the default search path ("$user"), and
//   any role that may create schemas can create it. So the owner of such a schema is not trusted
//   for it.
// * The parts of a table depend on it with deptype 'a' or 'i' (manual, 53.18, pg_depend). A view on
//   the table depends with 'n', and runs nothing when the table is written. pg_shdepend lists
//   owners, but not for objects of the initial superuser.
// * A foreign key to the table runs triggers of the referring table, as the role that deletes a row
//   in this one (manual, 5.4.5).
constexpr const char* definitions_format = R"(with recursive
mine (role) as (
  select r.oid from pg_catalog.pg_roles r where r.rolname operator(pg_catalog.=) current_user
  union
  select m.roleid from mine join pg_catalog.pg_auth_members m
    on m.member operator(pg_catalog.=) mine.role
),
{0}
),
here (oid, owner) as (
  select d.oid, d.datdba from pg_catalog.pg_database d
  where d.datname operator(pg_catalog.=) pg_catalog.current_database()
),
own (oid, name, kind, owner) as (
  select c.oid, c.relname, c.relkind, c.relowner
  from place join pg_catalog.pg_class c on c.relnamespace operator(pg_catalog.=) place.oid
  where c.relname operator(pg_catalog.=) any (array[{1}]::pg_catalog.name[])
),
concerned (oid, owner) as (
  select own.oid, own.owner from own
  union all
  select own.oid, s.refobjid
  from own cross join here cross join lateral (
    select 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, own.oid
    union all
    select a.classid, a.objid from pg_catalog.pg_depend a
    where a.refclassid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
      and a.refobjid operator(pg_catalog.=) own.oid
      and a.deptype operator(pg_catalog.=) any ('{{a,i}}'::pg_catalog."char"[])
  ) part (classid, oid)
  join pg_catalog.pg_depend d on d.classid operator(pg_catalog.=) part.classid
    and d.objid operator(pg_catalog.=) part.oid
    and d.refclassid operator(pg_catalog.=) any ('{{pg_catalog.pg_proc,pg_catalog.pg_operator,pg_catalog.pg_type}}'::pg_catalog.regclass[]::pg_catalog.oid[])
  join pg_catalog.pg_shdepend s on s.dbid operator(pg_catalog.=) here.oid
    and s.classid operator(pg_catalog.=) d.refclassid
    and s.objid operator(pg_catalog.=) d.refobjid and s.deptype operator(pg_catalog.=) 'o'
),
checked as (
  select own.*,
    exists (select from pg_catalog.pg_inherits i where i.inhparent operator(pg_catalog.=) own.oid
            or i.inhrelid operator(pg_catalog.=) own.oid) as is_inherited,
    pg_catalog.row_security_active(own.oid) as hides_rows,
    (select f.conrelid from pg_catalog.pg_constraint f
     where f.confrelid operator(pg_catalog.=) own.oid
       and f.conrelid operator(pg_catalog.<>) own.oid limit 1) as referrer,
    (select c.owner from concerned c cross join place cross join here
     where c.oid operator(pg_catalog.=) own.oid
       and not (c.owner operator(pg_catalog.=) any (array(select role from mine))
                or c.owner operator(pg_catalog.=) {2}
                or pg_catalog.pg_has_role(c.owner, current_user::pg_catalog.name, 'member')
                or pg_catalog.pg_has_role(c.owner, here.owner, 'member')
                or (place.name operator(pg_catalog.<>) current_user
                    and pg_catalog.pg_has_role(c.owner, place.owner, 'member')))
     order by c.owner operator(pg_catalog.=) own.owner desc limit 1) as stranger
  from own
))";

constexpr const char* in_given_schema = R"(place (oid, name, owner) as (
  select n.oid, n.nspname, n.nspowner from pg_catalog.pg_namespace n where n.nspname operator(pg_catalog.=) {}::pg_catalog.name)";

// Names that begin with pg_ are reserved for the server.
constexpr const char* on_search_path = R"(path (name, position) as (
  select s.name, s.position
  from pg_catalog.unnest(pg_catalog.current_schemas(false)) with ordinality as s (name, position)
  where s.name operator(pg_catalog.<>) 'pg_catalog'
    and pg_catalog.left(s.name::pg_catalog.text, 8) operator(pg_catalog.<>) 'pg_temp_'
),
place (oid, name, owner) as (
  select n.oid, n.nspname, n.nspowner
  from path join pg_catalog.pg_namespace n on n.nspname operator(pg_catalog.=) path.name
  where exists (select from pg_catalog.pg_class c
                where c.relnamespace operator(pg_catalog.=) n.oid
                  and c.relname operator(pg_catalog.=) {}::pg_catalog.name)
  order by path.position limit 1)";

// Each `case` has conditions: `case a when b` would compare with an operator that is not qualified.
constexpr const char* fault_text = R"(case
    when kind operator(pg_catalog.<>) 'r' then pg_catalog.format(
      'is %s of role ''%s'', not an ordinary table',
      case when kind operator(pg_catalog.=) 'v' then 'a view'
           when kind operator(pg_catalog.=) 'm' then 'a materialized view'
           when kind operator(pg_catalog.=) 'p' then 'a partitioned table'
           when kind operator(pg_catalog.=) 'f' then 'a foreign table'
           else 'a relation' end, pg_catalog.pg_get_userbyid(checked.owner))
    when stranger operator(pg_catalog.=) checked.owner then pg_catalog.format(
      'belongs to role ''%s'', which role ''%s'' has no reason to trust',
      pg_catalog.pg_get_userbyid(stranger), current_user)
    when stranger is not null then pg_catalog.format(
      'runs code of role ''%s'' in a trigger, a rule, a policy, a default, a constraint or a type',
      pg_catalog.pg_get_userbyid(stranger))
    when is_inherited then 'has parents or children by inheritance'
    when referrer is not null then (select pg_catalog.format(
      'is referred to by a foreign key of table ''%I.%I'' of role ''%s''', n.nspname, c.relname,
      pg_catalog.pg_get_userbyid(c.relowner))
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n
        on n.oid operator(pg_catalog.=) c.relnamespace
      where c.oid operator(pg_catalog.=) referrer)
    when hides_rows then pg_catalog.format(
      'hides rows from role ''%s'' by row level security', current_user)
  end)";

}  // namespace

trusted_table_sql::trusted_table_sql(const std::string& schema, const std::string& version_table,
                                     const std::vector<std::string>& names,
                                     const std::string& also_trusted)
    : definitions_(fmt::format(definitions_format,
                               schema.empty() ? fmt::format(on_search_path, version_table)
                                              : fmt::format(in_given_schema, schema),
                               fmt::join(names, ", "), also_trusted)) {}

std::string_view trusted_table_sql::first_schema() {
  return "(select path.name from path order by path.position limit 1)";
}

std::string_view trusted_table_sql::fault() { return fault_text; }

}  // namespace revise
