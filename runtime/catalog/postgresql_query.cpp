#include "catalog/postgresql_query.h"

namespace revise::catalog {

// How it is built (docs/decisions/0008-catalog-snapshot.md has the reasons):
// * What a server prints depends on the session: a name is qualified if its schema is not in
//   search_path, the form of a date depends on DateStyle. So the statement sets such settings
//   first, and restores them last. `document` reads `settings`, and the last `where` needs the
//   document: this fixes the order. The functions and operators that the statement calls are
//   resolved before it sets anything: so engine/read_catalog sends it while search_path contains
//   only pg_catalog.
// * Each section is a flat list whose rows name their object by its oid. Sorting, comments and the
//   computation of privileges are left to the reader: each join that is avoided saves planning,
//   which is most of the time in a small database.
// * An object that was created after the cluster has an oid of at least 16384 (FirstNormalObjectId,
//   transam.h); an index skips the thousands of lower ones.
// * A constant like 'pg_catalog.pg_class'::regclass is the id of that system table in pg_depend;
//   deptype 'e' is a member of an extension, 'i' an object that the server created together with
//   another (the constructors of a range).
const std::string_view postgresql_query = R"sql(
with
settings as materialized (
  select name, current_setting(name) as before, set_config(name, value, true)
  from (values ('search_path', 'pg_catalog'), ('quote_all_identifiers', 'off'),
               ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'), ('timezone', 'UTC'),
               ('extra_float_digits', '1'), ('bytea_output', 'hex')) as wanted (name, value)
),
made_with as materialized (
  select classid, objid, deptype from pg_catalog.pg_depend
  where objid >= 16384
    and (deptype = 'e' or deptype = 'i' and classid = 'pg_catalog.pg_proc'::regclass)
),
schemas as materialized (
  select oid, nspname, nspowner, nspacl from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
),
relations as materialized (
  select c.oid, s.nspname, c.relname, c.relkind, c.relpersistence, c.reloptions, c.relrowsecurity,
         c.relforcerowsecurity, c.relispartition, c.relpartbound, c.relowner, c.relacl
  from pg_catalog.pg_class c join schemas s on s.oid = c.relnamespace
  where c.oid >= 16384 and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S')
    and c.relpersistence <> 't'
    and c.oid not in (select objid from made_with where classid = 'pg_catalog.pg_class'::regclass)
),
types as materialized (
  select t.oid, s.nspname, t.typname, t.typtype, t.typrelid, t.typbasetype, t.typtypmod,
         t.typnotnull, t.typdefaultbin, t.typcollation, t.typowner, t.typacl
  from pg_catalog.pg_type t join schemas s on s.oid = t.typnamespace
  where t.oid >= 16384
    and (t.typtype in ('e', 'd', 'r')
         or t.typtype = 'c' and t.typrelid in (select oid from relations where relkind = 'c'))
    and t.oid not in (select objid from made_with where classid = 'pg_catalog.pg_type'::regclass)
),
routines as materialized (
  select p.oid, s.nspname, p.proname, p.prokind, p.proparallel, p.proowner, p.proacl
  from pg_catalog.pg_proc p join schemas s on s.oid = p.pronamespace
  where p.oid >= 16384
    and p.oid not in (select objid from made_with where classid = 'pg_catalog.pg_proc'::regclass)
),
acls as (
  select 'schema' as class, oid as id, '' as part, nspowner as owner, nspacl as acl,
         acldefault('n', nspowner) as usual
    from schemas where nspacl is not null
  union all
  select 'relation', oid, '', relowner, relacl,
         acldefault(case relkind when 'S' then 's'::"char" else 'r'::"char" end, relowner)
    from relations where relacl is not null
  union all
  select 'relation', r.oid, a.attname, r.relowner, a.attacl, null
    from pg_catalog.pg_attribute a join relations r on r.oid = a.attrelid
    where a.attacl is not null and not a.attisdropped
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
document as materialized (
  select json_build_object(
    'comments', (select json_agg(x) from (
      select d.classoid::regclass::text as class, d.objoid as id, d.objsubid as part,
             d.description as comment
      from pg_catalog.pg_description d
      where d.objoid >= 16384 or d.classoid in ('pg_catalog.pg_namespace'::regclass,
                                                'pg_catalog.pg_extension'::regclass)
    ) x),
    'grants', (select json_agg(x) from (
      select a.class, a.id, a.part,
             case e.grantee when 0 then 'public' when a.owner then ''
                            else pg_get_userbyid(e.grantee) end as role,
             lower(e.privilege_type) as privilege, e.is_grantable as grantable, is_usual
      from acls a,
           (values (false), (true)) as both_of (is_usual),
           aclexplode(case when is_usual then a.usual else a.acl end) e
    ) x),
    'schemas', (select json_agg(x) from (
      select s.oid as id, s.nspname as name
      from schemas s
      where s.oid not in (select objid from made_with
                          where classid = 'pg_catalog.pg_namespace'::regclass)
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
                    where t.ftrelid = r.oid) end as definition
      from relations r
      where r.relkind in ('r', 'p', 'f', 'v', 'm')
    ) x),
    'columns', (select json_agg(x) from (
      select a.attrelid as relation, a.attnum as number, a.attname as name,
             format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
             pg_get_expr(e.adbin, e.adrelid) as expression, a.attidentity as identity,
             pg_get_expr(t.typdefaultbin, 0) as type_default,
             a.attgenerated as generated,
             case when a.attcollation <> t.typcollation
                  then a.attcollation::regcollation::text end as collation
      from relations r
      join pg_catalog.pg_attribute a on a.attrelid = r.oid
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
      where r.relkind <> 'S' and a.attnum > 0 and not a.attisdropped
      order by a.attrelid, a.attnum
    ) x),
    'constraints', (select json_agg(x) from (
      select c.oid as id, c.conrelid as relation, c.contypid as domain, c.conname as name,
             c.contype as kind, pg_get_constraintdef(c.oid) as definition,
             c.condeferrable as deferrable, c.condeferred as initially_deferred,
             c.convalidated as validated
      from pg_catalog.pg_constraint c
      where c.oid >= 16384 and c.contype in ('c', 'f', 'p', 'u', 'x') and c.conparentid = 0
        and (c.conislocal or c.conrelid = 0) and c.connamespace in (select oid from schemas)
    ) x),
    'indexes', (select json_agg(x) from (
      select i.indexrelid as id, i.indrelid as relation, c.relname as name,
             pg_get_indexdef(i.indexrelid) as definition, i.indisvalid as valid
      from relations r
      join pg_catalog.pg_index i on i.indrelid = r.oid
      join pg_catalog.pg_class c on c.oid = i.indexrelid
      where not c.relispartition
        and not exists (select from pg_catalog.pg_constraint k
                        where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
    ) x),
    'triggers', (select json_agg(x) from (
      select t.oid as id, t.tgrelid as relation, t.tgname as name,
             pg_get_triggerdef(t.oid) as definition, t.tgenabled as enabled
      from pg_catalog.pg_trigger t
      where not t.tgisinternal and t.tgparentid = 0 and t.tgrelid in (select oid from relations)
    ) x),
    'policies', (select json_agg(x) from (
      select p.oid as id, p.polrelid as relation, p.polname as name, p.polcmd as command,
             p.polpermissive as permissive,
             (select json_agg(case role when 0 then 'public' else pg_get_userbyid(role) end)
              from unnest(p.polroles) role) as roles,
             pg_get_expr(p.polqual, p.polrelid) as using_expression,
             pg_get_expr(p.polwithcheck, p.polrelid) as check_expression
      from pg_catalog.pg_policy p
      where p.polrelid in (select oid from relations)
    ) x),
    'sequences', (select json_agg(x) from (
      select r.oid as id, r.nspname as schema, r.relname as name,
             r.relpersistence = 'u' as unlogged, format_type(q.seqtypid, null) as type,
             q.seqstart::text as start, q.seqincrement::text as increment,
             q.seqmin::text as minimum, q.seqmax::text as maximum, q.seqcache::text as cache,
             q.seqcycle as cycle, o.deptype = 'i' as is_identity, o.refobjid as owner,
             o.refobjsubid as owner_column
      from relations r
      join pg_catalog.pg_sequence q on q.seqrelid = r.oid
      left join pg_catalog.pg_depend o
        on o.classid = 'pg_catalog.pg_class'::regclass and o.objid = r.oid
       and o.refclassid = 'pg_catalog.pg_class'::regclass and o.refobjsubid > 0
       and o.deptype in ('a', 'i')
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
               from pg_catalog.pg_aggregate a where a.aggfnoid = p.oid) end as definition
      from routines p
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
             case when t.typtype = 'd' then (
               select t.typcollation::regcollation::text from pg_catalog.pg_type b
               where b.oid = t.typbasetype and b.typcollation <> t.typcollation) end as collation
      from types t
    ) x),
    'extensions', (select json_agg(x) from (
      select e.oid as id, e.extname as name, n.nspname as schema, e.extversion as version
      from pg_catalog.pg_extension e
      join pg_catalog.pg_namespace n on n.oid = e.extnamespace
    ) x),
    'default_privileges', (select json_agg(x) from (
      select a.oid as id, pg_get_userbyid(a.defaclrole) as role, n.nspname as schema,
             a.defaclobjtype as objects
      from pg_catalog.pg_default_acl a
      left join pg_catalog.pg_namespace n on n.oid = a.defaclnamespace
    ) x)
  ) as text
  from (select count(*) from settings) as all_set
)
select text from document
where (select count(set_config(name, before, document.text is not null)) from settings) > 0
)sql";

}  // namespace revise::catalog
