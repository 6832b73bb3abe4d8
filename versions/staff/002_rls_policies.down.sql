-- rls policies
--
-- Revision:  449d0b5e6342, downgrade
-- Created:   2026-01-19 14:05 UTC
--
-- The order matters: without row-level security the grants would show everything to everybody, and
-- a function cannot be dropped while a policy calls it (2BP01). If the script runs again, or after
-- the schemas were dropped, it does only what is left to do.

do $down$
declare
  staff_schemas constant name[] := '{core,ops,comms,meetings,media,work,intel}';
  staff_schema name;
  found record;
begin
  foreach staff_schema in array staff_schemas loop
    continue when to_regnamespace(staff_schema) is null;
    execute format('revoke all on all tables in schema %I from authenticated, service_role',
                   staff_schema);
    execute format('revoke all on all functions in schema %I from authenticated, service_role',
                   staff_schema);
    execute format('revoke usage on schema %I from authenticated, service_role', staff_schema);
  end loop;

  for found in
    select p.polname as name, p.polrelid::regclass as relation
    from pg_policy p
    join pg_class c on c.oid = p.polrelid
    where c.relnamespace::regnamespace::name = any (staff_schemas)
  loop
    execute format('drop policy %I on %s', found.name, found.relation);
  end loop;

  for found in
    select c.oid::regclass as relation
    from pg_class c
    where c.relrowsecurity and c.relnamespace::regnamespace::name = any (staff_schemas)
  loop
    execute format('alter table %s disable row level security', found.relation);
  end loop;
end
$down$;

drop function if exists auth.is_founder(uuid);
drop function if exists auth.get_founder_id(uuid);
drop function if exists auth.is_workspace_admin(uuid);
drop function if exists auth.has_workspace_role(uuid, core.role_type);
drop function if exists auth.user_workspaces();
