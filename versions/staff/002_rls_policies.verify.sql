-- rls policies
--
-- Revision:  449d0b5e6342, check
-- Created:   2026-01-19 14:05 UTC
--
-- The product's own checks of its policies.

do $check$
declare
  staff_schemas constant name[] := '{core,ops,comms,meetings,media,work,intel}';
  open_tables text;
  found integer;
begin
  select count(*) filter (where relrowsecurity),
         string_agg(oid::regclass::text, ', ' order by oid) filter (where not relrowsecurity)
    into found, open_tables
  from pg_class
  where relkind in ('r', 'p') and relnamespace::regnamespace::name = any (staff_schemas);
  if open_tables is not null then
    raise exception 'row-level security is off in: %', open_tables;
  elsif found <> 30 then
    raise exception 'row-level security is on in % tables, 30 expected', found;
  end if;

  select count(*) into found
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  where c.relnamespace::regnamespace::name = any (staff_schemas);
  if found < 120 then
    raise exception '% policies in the 7 schemas, at least 120 expected', found;
  end if;
end
$check$;

-- Two companies that know nothing of each other: Ada owns one, where Mia is a member; Bob owns the
-- other. This writes, and revise takes it back (`rolled_back` in the migration).
do $isolation$
declare
  ada constant uuid := gen_random_uuid();
  mia constant uuid := gen_random_uuid();
  bob constant uuid := gen_random_uuid();
  ada_workspace constant uuid := gen_random_uuid();
  bob_workspace constant uuid := gen_random_uuid();
  reader record;
  tenant_table text;
  seen uuid[];
  removed integer;
begin
  insert into auth.users (id) values (ada), (mia), (bob);
  insert into core.workspaces (id, name) values
    (ada_workspace, 'Ada and Mia'), (bob_workspace, 'Bob');
  insert into core.members (workspace_id, user_id, role) values
    (ada_workspace, ada, 'owner'), (ada_workspace, mia, 'member'), (bob_workspace, bob, 'owner');
  insert into core.founders (workspace_id, user_id, display_name, email) values
    (ada_workspace, ada, 'Ada', 'ada@example.org'), (bob_workspace, bob, 'Bob', 'bob@example.org');
  insert into core.contacts (workspace_id, display_name) values
    (ada_workspace, 'Carol'), (bob_workspace, 'Carol');
  insert into comms.communications (workspace_id, subject) values
    (ada_workspace, 'Hello'), (bob_workspace, 'Hello');
  insert into meetings.meetings (workspace_id, title) values
    (ada_workspace, 'Standup'), (bob_workspace, 'Standup');
  insert into media.assets (workspace_id, name) values
    (ada_workspace, 'Slides'), (bob_workspace, 'Slides');
  insert into work.tasks (workspace_id, title) values
    (ada_workspace, 'Call Carol'), (bob_workspace, 'Call Carol');
  insert into intel.insights (workspace_id, title) values
    (ada_workspace, 'Carol is waiting'), (bob_workspace, 'Carol is waiting');

  set local role authenticated;

  for reader in
    select * from (values ('an owner', ada, ada_workspace), ('a member', mia, ada_workspace),
                          ('an owner', bob, bob_workspace)) as r (title, id, workspace)
  loop
    perform set_config('request.jwt.claim.sub', reader.id::text, true);
    select array_agg(id) into seen from core.workspaces;
    if seen is distinct from array[reader.workspace] then
      raise exception '% sees % workspaces, or another one than its own', reader.title,
        coalesce(cardinality(seen), 0);
    end if;
    foreach tenant_table in array array['core.members', 'core.founders', 'core.contacts',
                                        'comms.communications', 'meetings.meetings',
                                        'media.assets', 'work.tasks', 'intel.insights']
    loop
      execute format('select array_agg(distinct workspace_id) from %s', tenant_table) into seen;
      if seen is distinct from array[reader.workspace] then
        raise exception '% sees rows of % workspaces in %, or those of another than its own',
          reader.title, coalesce(cardinality(seen), 0), tenant_table;
      end if;
    end loop;
  end loop;

  -- What a policy hides cannot be deleted, and that is no error: no row is.
  perform set_config('request.jwt.claim.sub', mia::text, true);
  delete from core.workspaces where id = ada_workspace;
  get diagnostics removed = row_count;
  if removed <> 0 then
    raise exception 'a member who is no admin deleted a workspace';
  end if;

  reset role;
  perform set_config('request.jwt.claim.sub', '', true);
end
$isolation$;
