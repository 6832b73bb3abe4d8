-- initial schema
--
-- Revision:  a203f2b080fa, downgrade
-- Created:   2026-01-12 08:30 UTC
--
-- The upgrade created everything in these schemas, and whatever was added to them later is dropped
-- with them. `cascade` would also drop objects outside of the schemas: columns of other tables that
-- have one of our types, views over our tables, and foreign keys to them. If such an object exists,
-- the script drops nothing and reports it. A second run does nothing.

do $outside$
declare
  outside text;
begin
  with
  ours (id) as (
    select oid from pg_namespace
    where nspname in ('core', 'ops', 'comms', 'meetings', 'media', 'work', 'intel')
  ),
  inside (classid, objid) as (
    select 'pg_namespace'::regclass, id from ours
    union select 'pg_class'::regclass, oid from pg_class where relnamespace in (select id from ours)
    union select 'pg_type'::regclass, oid from pg_type where typnamespace in (select id from ours)
    union select 'pg_proc'::regclass, oid from pg_proc where pronamespace in (select id from ours)
  ),
  dependent as (
    select d.classid, d.objid, d.objsubid,
           -- The schema of the object. If it has none, that of its table; for a constraint of a
           -- domain, that of the domain.
           coalesce((select relnamespace from pg_class
                     where oid = case when d.classid = 'pg_class'::regclass then d.objid
                                      else coalesce(nullif(k.conrelid, 0), w.ev_class, t.tgrelid,
                                                    p.polrelid, a.adrelid) end),
                    (select typnamespace from pg_type
                     where oid = case when d.classid = 'pg_type'::regclass then d.objid
                                      else k.contypid end),
                    (select pronamespace from pg_proc
                     where d.classid = 'pg_proc'::regclass and oid = d.objid)) as home
    from pg_depend d
    join inside i on i.classid = d.refclassid and i.objid = d.refobjid
    left join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid
    left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
    left join pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid
    left join pg_policy p on d.classid = 'pg_policy'::regclass and p.oid = d.objid
    left join pg_attrdef a on d.classid = 'pg_attrdef'::regclass and a.oid = d.objid
    where d.deptype in ('n', 'a')
  )
  select string_agg(distinct pg_describe_object(classid, objid, objsubid), ', ') into outside
  from dependent
  where (home not in (select id from ours) or classid = 'pg_extension'::regclass)
    -- This function is from 002_rls_policies.sql, which may not have been downgraded.
    and not (classid = 'pg_proc'::regclass
             and objid in (select oid from pg_proc where proname = 'has_workspace_role'
                           and pronamespace = to_regnamespace('auth')));
  if outside is not null then
    raise exception 'what is outside of the 7 schemas depends on them: %', outside
      using errcode = 'dependent_objects_still_exist', hint = 'drop that first, or detach it';
  end if;
end
$outside$;

drop schema if exists core, ops, comms, meetings, media, work, intel cascade;
