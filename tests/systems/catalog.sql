-- Everything that a database contains, one line each, to compare it with an earlier state: schemas,
-- tables, columns with their order, constraints, indexes, views, sequences, policies, functions,
-- triggers, types, grants, comments. Without extensions' objects, revise's own tables, and rows.
with
extension_member as (
  select classid, objid from pg_depend where deptype = 'e'
),
schemas as (
  select n.* from pg_namespace n
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from extension_member m
                    where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)
),
relations as (
  select c.*, s.nspname || '.' || c.relname as name
  from pg_class c join schemas s on s.oid = c.relnamespace
  where c.relname !~ '^alembic_version' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    and not exists (select from extension_member m
                    where m.classid = 'pg_class'::regclass and m.objid = c.oid)
),
functions as (
  select p.*, s.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
    as name
  from pg_proc p join schemas s on s.oid = p.pronamespace
  where not exists (select from extension_member m
                    where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
),
types as (
  select t.*, s.nspname || '.' || t.typname as name
  from pg_type t join schemas s on s.oid = t.typnamespace
  where not exists (select from extension_member m
                    where m.classid = 'pg_type'::regclass and m.objid = t.oid)
    and (t.typtype in ('e', 'd', 'r')
         or t.typtype = 'c' and exists (select from pg_class c
                                        where c.oid = t.typrelid and c.relkind = 'c'))
),
-- If the list of grants was never written, the default privileges apply.
grants as (
  select 'schema ' || nspname as name, coalesce(nspacl, acldefault('n', nspowner)) as list
    from schemas
  union all
  select 'relation ' || name, coalesce(relacl, acldefault(
      case relkind when 'S' then 's' else 'r' end::"char", relowner)) from relations
  union all
  select 'column ' || r.name || '.' || a.attname, a.attacl
    from relations r join pg_attribute a on a.attrelid = r.oid and a.attacl is not null
  union all
  select 'function ' || name, coalesce(proacl, acldefault('f', proowner)) from functions
  union all
  select 'type ' || name, coalesce(typacl, acldefault('T', typowner)) from types
  union all
  select 'future ' || coalesce(s.nspname || ' ', '') || d.defaclobjtype::text, d.defaclacl
    from pg_default_acl d left join schemas s on s.oid = d.defaclnamespace
)
select concat_ws(' ', 'schema', nspname, 'of', nspowner::regrole,
                 obj_description(oid, 'pg_namespace'))
  from schemas
union all
select concat_ws(' ', 'relation', relkind, relpersistence, name, 'of', relowner::regrole,
                 case when relrowsecurity then 'row security' end,
                 case when relforcerowsecurity then 'forced' end, reloptions,
                 case when relkind in ('v', 'm') then pg_get_viewdef(oid) end,
                 obj_description(oid, 'pg_class'))
  from relations
union all
select concat_ws(' ', 'column', r.name,
                 row_number() over (partition by r.oid order by a.attnum), a.attname,
                 format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
                 'identity ' || nullif(a.attidentity::text, ''),
                 'generated ' || nullif(a.attgenerated::text, ''),
                 pg_get_expr(d.adbin, d.adrelid), nullif(a.attcollation::regcollation::text, '-'),
                 col_description(r.oid, a.attnum))
  from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where r.relkind <> 'S'
union all
select concat_ws(' ', 'sequence', r.name, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin,
                 s.seqmax, s.seqcache, s.seqcycle,
                 (select 'of ' || d.refobjid::regclass || '.' || a.attname
                  from pg_depend d join pg_attribute a
                    on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                  where d.classid = 'pg_class'::regclass and d.objid = r.oid
                    and d.deptype in ('a', 'i')))
  from relations r join pg_sequence s on s.seqrelid = r.oid
union all
select concat_ws(' ', 'constraint', coalesce(r.name, t.name), k.conname,
                 pg_get_constraintdef(k.oid), case when not k.convalidated then 'not valid' end)
  from pg_constraint k left join relations r on r.oid = k.conrelid
    left join types t on t.oid = k.contypid
  where coalesce(r.name, t.name) is not null and k.contype <> 'n'
union all
select concat_ws(' ', 'index', r.name, pg_get_indexdef(i.indexrelid),
                 case when not i.indisvalid then 'invalid' end)
  from relations r join pg_index i on i.indrelid = r.oid
union all
select concat_ws(' ', 'policy', r.name, p.polname, p.polpermissive, p.polcmd,
                 array(select case role when 0 then 'public' else role::regrole::text end
                       from unnest(p.polroles) role order by 1),
                 pg_get_expr(p.polqual, p.polrelid), 'check',
                 pg_get_expr(p.polwithcheck, p.polrelid))
  from relations r join pg_policy p on p.polrelid = r.oid
union all
select concat_ws(' ', 'function', name, 'of', proowner::regrole,
                 case when prokind in ('f', 'p') then pg_get_functiondef(oid) end,
                 obj_description(oid, 'pg_proc'))
  from functions
union all
select concat_ws(' ', 'trigger', r.name, pg_get_triggerdef(t.oid), t.tgenabled)
  from relations r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
union all
select concat_ws(' ', 'type', name, typtype, array(select enumlabel from pg_enum
                                                   where enumtypid = types.oid
                                                   order by enumsortorder),
                 case when typtype = 'd' then format_type(typbasetype, typtypmod) end, typnotnull,
                 typdefault, obj_description(oid, 'pg_type'))
  from types
union all
select concat_ws(' ', 'grant', name, entry) from grants, unnest(list) entry
order by 1
