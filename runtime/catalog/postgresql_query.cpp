#include "catalog/postgresql_query.h"

namespace revise::catalog {

// How it is built (docs/decisions/0006-catalog-snapshot.md has the reasons):
// * What a server prints depends on the session: a name gets its schema when search_path does not
//   have it, a date its form from DateStyle. So the statement sets what matters first, and puts it
//   back last. `document` reads `settings`, and the last `where` needs the document: this holds
//   the order.
// * Each section is a flat list; what belongs to a relation names it by its oid.
// * Sorting is left to the reader, which knows one order for all servers.
// * A constant like 'pg_catalog.pg_class'::regclass is the id of that system table in pg_depend
//   and pg_description; deptype 'e' is a member of an extension, 'i' what the server made together
//   with something else (the constructors of a range).
const std::string_view postgresql_query = R"sql(
with
settings as materialized (
  select name, current_setting(name) as before, set_config(name, value, true)
  from (values ('search_path', 'pg_catalog'), ('quote_all_identifiers', 'off'),
               ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'), ('timezone', 'UTC'),
               ('extra_float_digits', '1'), ('bytea_output', 'hex')) as wanted (name, value)
),
schemas as materialized (
  select n.* from pg_catalog.pg_namespace n
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
),
relations as materialized (
  select c.*, s.nspname from pg_catalog.pg_class c join schemas s on s.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S') and c.relpersistence <> 't'
    and not exists (select from pg_catalog.pg_depend e where e.deptype = 'e'
                      and e.classid = 'pg_catalog.pg_class'::regclass and e.objid = c.oid)
),
types as materialized (
  select t.*, s.nspname from pg_catalog.pg_type t join schemas s on s.oid = t.typnamespace
  where (t.typtype in ('e', 'd', 'r')
         or t.typtype = 'c' and t.typrelid in (select oid from relations where relkind = 'c'))
    and not exists (select from pg_catalog.pg_depend e where e.deptype = 'e'
                      and e.classid = 'pg_catalog.pg_type'::regclass and e.objid = t.oid)
),
routines as materialized (
  select p.*, s.nspname from pg_catalog.pg_proc p join schemas s on s.oid = p.pronamespace
  where not exists (select from pg_catalog.pg_depend e where e.deptype in ('e', 'i')
                      and e.classid = 'pg_catalog.pg_proc'::regclass and e.objid = p.oid)
),
columns as materialized (
  select a.* from pg_catalog.pg_attribute a join relations r on r.oid = a.attrelid
  where a.attnum > 0 and not a.attisdropped and r.relkind <> 'S'
),
acls as materialized (
  select 'schema' as class, oid as object, '' as part, nspowner as owner, nspacl as acl,
         acldefault('n', nspowner) as usual
    from schemas where nspacl is not null
  union all
  select 'relation', oid, '', relowner, relacl,
         acldefault(case relkind when 'S' then 's'::"char" else 'r'::"char" end, relowner)
    from relations where relacl is not null
  union all
  select 'relation', r.oid, a.attname, r.relowner, a.attacl, null
    from columns a join relations r on r.oid = a.attrelid where a.attacl is not null
  union all
  select 'type', oid, '', typowner, typacl, acldefault('T', typowner)
    from types where typacl is not null
  union all
  select 'routine', oid, '', proowner, proacl, acldefault('f', proowner)
    from routines where proacl is not null
  union all
  select 'default', oid, '', defaclrole, defaclacl,
         case when defaclnamespace = 0 then
              acldefault(case defaclobjtype when 'S' then 's'::"char" else defaclobjtype end,
                              defaclrole) end
    from pg_catalog.pg_default_acl
),
given as (
  select class, object, part, owner, x.grantee, x.privilege_type,
         bool_or(x.is_grantable) as grantable
  from acls, aclexplode(acls.acl) x group by 1, 2, 3, 4, 5, 6
),
usual as (
  select class, object, part, owner, x.grantee, x.privilege_type,
         bool_or(x.is_grantable) as grantable
  from acls, aclexplode(acls.usual) x group by 1, 2, 3, 4, 5, 6
),
document as materialized (
  select json_build_object(
    'schemas', (select json_agg(x) from (
      select s.oid as id, s.nspname as name, d.description as comment
      from schemas s
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_namespace'::regclass and d.objoid = s.oid
      where not exists (select from pg_catalog.pg_depend e where e.deptype = 'e'
                          and e.classid = 'pg_catalog.pg_namespace'::regclass and e.objid = s.oid)
    ) x),
    'relations', (select json_agg(x) from (
      select r.oid as id, r.nspname as schema, r.relname as name, r.relkind as kind,
             r.relpersistence = 'u' as unlogged, r.reloptions as options,
             r.relrowsecurity as row_security, r.relforcerowsecurity as force_row_security,
             case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end as partition_key,
             case when r.relispartition
                  then pg_get_expr(r.relpartbound, r.oid) end as partition_bound,
             case when r.relkind in ('r', 'p', 'f') then (
               select json_agg(json_build_array(n.nspname, c.relname) order by i.inhseqno)
               from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhparent
               join pg_catalog.pg_namespace n on n.oid = c.relnamespace
               where i.inhrelid = r.oid) end as parents,
             case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid)
                  when r.relkind = 'f' then (
                    select concat_ws(' ', 'server', quote_ident(f.srvname), t.ftoptions::text)
                    from pg_catalog.pg_foreign_table t
                    join pg_catalog.pg_foreign_server f on f.oid = t.ftserver
                    where t.ftrelid = r.oid) end as definition,
             d.description as comment
      from relations r
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = r.oid and d.objsubid = 0
      where r.relkind in ('r', 'p', 'f', 'v', 'm')
    ) x),
    'columns', (select json_agg(x) from (
      select a.attrelid as relation, a.attname as name,
             format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
             pg_get_expr(e.adbin, e.adrelid) as expression, a.attidentity as identity,
             a.attgenerated as generated,
             case when a.attcollation <> t.typcollation
                  then a.attcollation::regcollation::text end as collation,
             d.description as comment
      from columns a
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = a.attrelid
       and d.objsubid = a.attnum
      order by a.attrelid, a.attnum
    ) x),
    'constraints', (select json_agg(x) from (
      select c.conrelid as relation, c.contypid as domain, c.conname as name, c.contype as kind,
             pg_get_constraintdef(c.oid) as definition, c.condeferrable as deferrable,
             c.condeferred as initially_deferred, c.convalidated as validated,
             d.description as comment
      from pg_catalog.pg_constraint c
      join schemas s on s.oid = c.connamespace
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_constraint'::regclass and d.objoid = c.oid
      where c.contype in ('c', 'f', 'p', 'u', 'x') and c.conparentid = 0
        and (c.conislocal or c.conrelid = 0)
    ) x),
    'indexes', (select json_agg(x) from (
      select i.indrelid as relation, c.relname as name,
             pg_get_indexdef(i.indexrelid) as definition, i.indisvalid as valid,
             d.description as comment
      from pg_catalog.pg_index i
      join relations r on r.oid = i.indrelid
      join pg_catalog.pg_class c on c.oid = i.indexrelid
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = i.indexrelid
       and d.objsubid = 0
      where not c.relispartition
        and not exists (select from pg_catalog.pg_constraint k
                        where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    ) x),
    'triggers', (select json_agg(x) from (
      select t.tgrelid as relation, t.tgname as name, pg_get_triggerdef(t.oid) as definition,
             t.tgenabled as enabled, d.description as comment
      from pg_catalog.pg_trigger t
      join relations r on r.oid = t.tgrelid
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_trigger'::regclass and d.objoid = t.oid
      where not t.tgisinternal and t.tgparentid = 0
    ) x),
    'policies', (select json_agg(x) from (
      select p.polrelid as relation, p.polname as name, p.polcmd as command,
             p.polpermissive as permissive,
             (select json_agg(case role when 0 then 'public' else pg_get_userbyid(role) end)
              from unnest(p.polroles) role) as roles,
             pg_get_expr(p.polqual, p.polrelid) as using_expression,
             pg_get_expr(p.polwithcheck, p.polrelid) as check_expression,
             d.description as comment
      from pg_catalog.pg_policy p
      join relations r on r.oid = p.polrelid
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_policy'::regclass and d.objoid = p.oid
    ) x),
    'sequences', (select json_agg(x) from (
      select r.oid as id, r.nspname as schema, r.relname as name,
             r.relpersistence = 'u' as unlogged, format_type(q.seqtypid, null) as type,
             q.seqstart::text as start, q.seqincrement::text as increment,
             q.seqmin::text as minimum, q.seqmax::text as maximum, q.seqcache::text as cache,
             q.seqcycle as cycle, o.deptype = 'i' as is_identity, o.refobjid as owner,
             a.attname as owner_column, d.description as comment
      from relations r
      join pg_catalog.pg_sequence q on q.seqrelid = r.oid
      left join pg_catalog.pg_depend o
        on o.classid = 'pg_catalog.pg_class'::regclass and o.objid = r.oid
       and o.refclassid = 'pg_catalog.pg_class'::regclass and o.refobjsubid > 0
       and o.deptype in ('a', 'i')
      left join pg_catalog.pg_attribute a
        on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = r.oid and d.objsubid = 0
    ) x),
    'routines', (select json_agg(x) from (
      select p.oid as id, p.nspname as schema, p.proname as name, p.prokind as kind,
             pg_get_function_identity_arguments(p.oid) as arguments,
             case when p.prokind <> 'a' then pg_get_functiondef(p.oid) else (
               select concat_ws(', ', 'sfunc = ' || a.aggtransfn,
                                'stype = ' || format_type(a.aggtranstype, null),
                                'finalfunc = ' || nullif(a.aggfinalfn, 0)::regproc,
                                'combinefunc = ' || nullif(a.aggcombinefn, 0)::regproc,
                                'initcond = ' || quote_literal(a.agginitval),
                                'parallel = ' || p.proparallel::text)
               from pg_catalog.pg_aggregate a where a.aggfnoid = p.oid) end as definition,
             d.description as comment
      from routines p
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_proc'::regclass and d.objoid = p.oid
    ) x),
    'types', (select json_agg(x) from (
      select t.oid as id, t.typrelid as relation, t.nspname as schema, t.typname as name,
             t.typtype as kind,
             case when t.typtype = 'e' then (
               select json_agg(e.enumlabel order by e.enumsortorder)
               from pg_catalog.pg_enum e where e.enumtypid = t.oid) end as labels,
             case t.typtype
               when 'd' then format_type(t.typbasetype, t.typtypmod)
               when 'r' then (
                 select concat_ws(', ', format_type(g.rngsubtype, null),
                                  'subtype_opclass = ' || o.opcname,
                                  'collation = ' || nullif(g.rngcollation, 0)::regcollation,
                                  'canonical = ' || nullif(g.rngcanonical, 0)::regproc,
                                  'subtype_diff = ' || nullif(g.rngsubdiff, 0)::regproc,
                                  'multirange_type_name = ' || g.rngmultitypid::regtype)
                 from pg_catalog.pg_range g join pg_catalog.pg_opclass o on o.oid = g.rngsubopc
                 where g.rngtypid = t.oid) end as base,
             t.typnotnull as not_null, pg_get_expr(t.typdefaultbin, 0) as default_value,
             case when t.typtype = 'd' and t.typcollation <> b.typcollation
                  then t.typcollation::regcollation::text end as collation,
             d.description as comment
      from types t
      left join pg_catalog.pg_type b on b.oid = t.typbasetype
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_type'::regclass and d.objoid = t.oid
    ) x),
    'extensions', (select json_agg(x) from (
      select e.extname as name, s.nspname as schema, e.extversion as version,
             d.description as comment
      from pg_catalog.pg_extension e
      join pg_catalog.pg_namespace s on s.oid = e.extnamespace
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_extension'::regclass and d.objoid = e.oid
    ) x),
    'default_privileges', (select json_agg(x) from (
      select a.oid as id, pg_get_userbyid(a.defaclrole) as role, n.nspname as schema,
             a.defaclobjtype as objects
      from pg_catalog.pg_default_acl a
      left join pg_catalog.pg_namespace n on n.oid = a.defaclnamespace
    ) x),
    'grants', (select json_agg(x) from (
      select class, object, part,
             case grantee when 0 then 'public' when owner then ''
                          else pg_get_userbyid(grantee) end as role,
             lower(privilege_type) as privilege, coalesce(g.grantable, false) as grantable,
             g.grantable is null as revoked
      from given g
      full join usual u using (class, object, part, owner, grantee, privilege_type)
      where g.grantable is distinct from u.grantable
    ) x)
  ) as text
  from (select count(*) from settings) as all_set
)
select text from document
where (select count(set_config(name, before, document.text is not null)) from settings) > 0
)sql";

}  // namespace revise::catalog
