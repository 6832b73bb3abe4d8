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

-- Further objects that must exist, and grants that must not exist.
do $more$
declare
  staff_schemas constant name[] := '{core,ops,comms,meetings,media,work,intel}';
  listed text;
begin
  select string_agg(wanted, ', ') into listed
  from unnest(array['auth.user_workspaces()', 'auth.has_workspace_role(uuid,core.role_type)',
                    'auth.is_workspace_admin(uuid)', 'auth.is_founder(uuid)',
                    'auth.get_founder_id(uuid)']) wanted
  where not exists (select from pg_proc where oid = to_regprocedure(wanted) and prosecdef);
  if listed is not null then
    raise exception 'of the 5 functions that run as their owner, missing: %', listed;
  end if;

  -- A policy decides what a user may do to a row, but no policy applies to a TRUNCATE.
  select string_agg(distinct g.grantee || ' ' || g.privilege_type || ' ' || o.name, ', ')
    into listed
  from (
    select 'n' as kind, nspname::text as name, oid as home, nspacl as acl from pg_namespace
    union all
    select 'r', oid::regclass::text, relnamespace, relacl
      from pg_class where relkind in ('r', 'p', 'v')
    union all
    select 'c', format('%s (%s)', attrelid::regclass, attname), relnamespace, attacl
      from pg_attribute join pg_class on pg_class.oid = attrelid and attacl is not null
    union all
    select 'f', oid::regprocedure::text, pronamespace, coalesce(proacl, acldefault('f', proowner))
      from pg_proc
  ) o
  cross join lateral (
    select case grantee when 0 then 'public' else pg_get_userbyid(grantee)::text end as grantee,
           privilege_type
    from aclexplode(o.acl)
  ) g
  where o.home::regnamespace::name = any (staff_schemas)
    and (g.grantee in ('public', 'anon')
         or g.grantee = 'authenticated' and o.kind in ('r', 'c')
            and g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'));
  if listed is not null then
    raise exception 'granted, and should not be: %', listed;
  end if;
end
$more$;

-- Two companies without any relation. Ada owns one of them, and Mia is a member of it; Bob owns the
-- other. Each company has a row in each table. Each user must see the rows of their own company in
-- every table and view, and no row of the other. The queries select the rows of these two companies
-- only, and use an index, so they are fast even if the product's tables are large.
--
-- The check writes rows, which revise rolls back (`rolled_back` in the migration).
do $isolation$
declare
  staff_schemas constant name[] := '{core,ops,comms,meetings,media,work,intel}';
  -- The tables of their own company that members must not see.
  not_for_members constant text[] := array['core.invitations', 'ops.api_keys', 'ops.audit_log',
                                           'comms.drafts', 'intel.briefings'];
  ada constant uuid := gen_random_uuid();
  mia constant uuid := gen_random_uuid();
  bob constant uuid := gen_random_uuid();
  ada_workspace constant uuid := gen_random_uuid();
  bob_workspace constant uuid := gen_random_uuid();
  workspaces constant uuid[] := array[ada_workspace, bob_workspace];
  workspace uuid;
  reader record;
  relation record;
  seen uuid[];
  expected uuid[];
  removed integer;
begin
  insert into auth.users (id) values (ada), (mia), (bob);
  insert into core.workspaces (id, name) values
    (ada_workspace, 'Ada and Mia'), (bob_workspace, 'Bob');
  insert into core.members (workspace_id, user_id, role) values
    (ada_workspace, ada, 'owner'), (ada_workspace, mia, 'member'), (bob_workspace, bob, 'owner');
  insert into core.founders (workspace_id, user_id, display_name, email) values
    (ada_workspace, ada, 'Ada', 'ada@example.org'), (bob_workspace, bob, 'Bob', 'bob@example.org');

  foreach workspace in array workspaces loop
    insert into core.invitations (workspace_id, email) values (workspace, 'guest@example.org');
    insert into core.organizations (workspace_id, name) values (workspace, 'Globex');
    insert into core.contacts (workspace_id, display_name) values (workspace, 'Carol');

    insert into ops.integrations (workspace_id, provider) values (workspace, 'mail');
    insert into ops.sync_runs (workspace_id, integration_id)
      select workspace_id, id from ops.integrations where workspace_id = workspace;
    insert into ops.agent_runs (workspace_id, agent) values (workspace, 'summarizer');
    insert into ops.api_keys (workspace_id, name, prefix, key_hash)
      values (workspace, 'ci', 'staff', workspace::text);
    insert into ops.audit_log (workspace_id, action, entity)
      values (workspace, 'insert', 'core.contacts');

    insert into comms.channels (workspace_id, name) values (workspace, 'Mail');
    insert into comms.threads (workspace_id, subject) values (workspace, 'Hello');
    insert into comms.communications (workspace_id, subject) values (workspace, 'Hello');
    insert into comms.participants (workspace_id, communication_id, address)
      select workspace_id, id, 'carol@example.org' from comms.communications
      where workspace_id = workspace;
    insert into comms.drafts (workspace_id, founder_id)
      select workspace_id, id from core.founders where workspace_id = workspace;

    insert into meetings.meetings (workspace_id, title) values (workspace, 'Standup');
    insert into meetings.attendees (workspace_id, meeting_id, display_name)
      select workspace_id, id, 'Carol' from meetings.meetings where workspace_id = workspace;
    insert into meetings.transcripts (workspace_id, meeting_id)
      select workspace_id, id from meetings.meetings where workspace_id = workspace;
    insert into meetings.transcript_chunks (workspace_id, transcript_id, chunk_index, content)
      select workspace_id, id, 0, 'Good morning' from meetings.transcripts
      where workspace_id = workspace;

    insert into media.assets (workspace_id, name) values (workspace, 'Slides');
    insert into media.media_chunks (workspace_id, asset_id, chunk_index, content)
      select workspace_id, id, 0, 'First slide' from media.assets where workspace_id = workspace;
    insert into media.processing_jobs (workspace_id, asset_id)
      select workspace_id, id from media.assets where workspace_id = workspace;

    insert into work.goals (workspace_id, title) values (workspace, 'Launch');
    insert into work.projects (workspace_id, name) values (workspace, 'Website');
    insert into work.tasks (workspace_id, title) values (workspace, 'Call Carol');
    insert into work.task_comments (workspace_id, task_id, body)
      select workspace_id, id, 'Done' from work.tasks where workspace_id = workspace;

    insert into intel.insights (workspace_id, title) values (workspace, 'Carol is waiting');
    insert into intel.insight_sources (workspace_id, insight_id, communication_id)
      select i.workspace_id, i.id, c.id
      from intel.insights i join comms.communications c using (workspace_id)
      where workspace_id = workspace;
    insert into intel.briefings (workspace_id, founder_id)
      select workspace_id, id from core.founders where workspace_id = workspace;
  end loop;

  set local role authenticated;

  for reader in
    select * from (values ('an owner', ada, ada_workspace), ('a member', mia, ada_workspace),
                          ('an owner', bob, bob_workspace)) as r (title, id, workspace)
  loop
    perform set_config('request.jwt.claim.sub', reader.id::text, true);
    for relation in
      select format('%I.%I', nspname, relname) as name,
             case when relname = 'workspaces' then 'id' else 'workspace_id' end as key
      from pg_class c join pg_namespace n on n.oid = relnamespace
      -- Before PostgreSQL 15, only the backend may read the views.
      where nspname = any (staff_schemas)
        and (relkind in ('r', 'p') or relkind = 'v' and has_table_privilege(c.oid, 'select'))
      order by c.oid
    loop
      execute format('select array_agg(distinct %I) from %s where %1$I = any ($1)',
                     relation.key, relation.name)
        into seen using workspaces;
      expected := case when reader.title = 'an owner' or relation.name <> all (not_for_members)
                       then array[reader.workspace] end;
      if seen is distinct from expected then
        raise exception '% sees rows of % workspaces in %, or those of another than its own',
          reader.title, coalesce(cardinality(seen), 0), relation.name;
      end if;
    end loop;
  end loop;

  -- A row that a policy hides is not deleted, and the statement does not fail.
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
