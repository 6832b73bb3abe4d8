-- rls policies
--
-- Revision:  449d0b5e6342, upgrade
-- Created:   2026-01-19 14:05 UTC
--
-- Defines who may see and change the data. A user belongs to some workspaces, as owner, admin or
-- member, and sees no others. An owner controls everything in the workspace except the audit log:
-- only triggers and the backend write it, because it also records what owners do. An admin manages
-- the data of the workspace and its people except the owners. A member works with the data, within
-- limits. No policy restricts the backend (service_role), and anon has no access.
--
-- A second run of this file changes nothing, because it checks which objects already exist.


-- The functions that the policies call. They run as their owner, to whom no policy applies: a
-- policy of core.members that reads core.members itself would call itself without end. For the same
-- reason no table has `force row level security`.

do $functions$
begin
  if to_regprocedure('auth.user_workspaces()') is null then
    create function auth.user_workspaces() returns setof uuid
    language sql stable security definer
    set search_path = ''
    as $body$
      select m.workspace_id from core.members m where m.user_id = auth.uid()
    $body$;
    revoke execute on function auth.user_workspaces() from public, anon;
    grant execute on function auth.user_workspaces() to authenticated, service_role;
  end if;

  if to_regprocedure('auth.has_workspace_role(uuid, core.role_type)') is null then
    -- An owner has the rights of an admin, and an admin has the rights of a member.
    create function auth.has_workspace_role(workspace uuid, at_least core.role_type)
    returns boolean
    language sql stable security definer
    set search_path = ''
    as $body$
      select exists (select from core.members m
                     where m.workspace_id = workspace and m.user_id = auth.uid()
                       and m.role <= at_least)
    $body$;
    revoke execute on function auth.has_workspace_role(uuid, core.role_type) from public, anon;
    grant execute on function auth.has_workspace_role(uuid, core.role_type)
      to authenticated, service_role;
  end if;

  if to_regprocedure('auth.is_workspace_admin(uuid)') is null then
    create function auth.is_workspace_admin(workspace uuid) returns boolean
    language sql stable security definer
    set search_path = ''
    as $body$ select auth.has_workspace_role(workspace, 'admin') $body$;
    revoke execute on function auth.is_workspace_admin(uuid) from public, anon;
    grant execute on function auth.is_workspace_admin(uuid) to authenticated, service_role;
  end if;

  if to_regprocedure('auth.get_founder_id(uuid)') is null then
    -- Null if the user is not a founder, or has left the workspace.
    create function auth.get_founder_id(workspace uuid) returns uuid
    language sql stable security definer
    set search_path = ''
    as $body$
      select f.id
      from core.founders f
      join core.members m on m.workspace_id = f.workspace_id and m.user_id = f.user_id
      where f.workspace_id = workspace and f.user_id = auth.uid()
    $body$;
    revoke execute on function auth.get_founder_id(uuid) from public, anon;
    grant execute on function auth.get_founder_id(uuid) to authenticated, service_role;
  end if;

  if to_regprocedure('auth.is_founder(uuid)') is null then
    create function auth.is_founder(workspace uuid) returns boolean
    language sql stable security definer
    set search_path = ''
    as $body$ select auth.get_founder_id(workspace) is not null $body$;
    revoke execute on function auth.is_founder(uuid) from public, anon;
    grant execute on function auth.is_founder(uuid) to authenticated, service_role;
  end if;
end
$functions$;


-- Row-level security on every table. Rows that no policy allows are then out of reach.

do $row_security$
declare
  relation regclass;
begin
  for relation in
    select oid from pg_class
    where relkind = 'r' and not relrowsecurity
      and relnamespace in ('core'::regnamespace, 'ops'::regnamespace, 'comms'::regnamespace,
                           'meetings'::regnamespace, 'media'::regnamespace, 'work'::regnamespace,
                           'intel'::regnamespace)
    order by oid
  loop
    execute format('alter table %s enable row level security', relation);
  end loop;
end
$row_security$;


-- The policies. Most are given as a word in the table below. The policies of workspaces and of the
-- people in them are written out after it.

do $policies$
declare
  policy record;
begin
  for policy in
    with
    -- The subqueries of the conditions use no column of the row, so that PostgreSQL evaluates them
    -- once for each statement and not for each row.
    who (word, people, condition) as (values
      -- any member of the workspace
      ('member', 'Members',
       'workspace_id in (select auth.user_workspaces())'),
      -- the user who created the row, and admins; any member may insert a row as its author
      ('author', 'Their authors',
       'created_by = (select auth.uid()) and workspace_id in (select auth.user_workspaces())'),
      -- the founder whom the row is for, and admins
      ('addressee', 'Their founders',
       'founder_id in (select auth.get_founder_id(w) from auth.user_workspaces() w)'),
      -- any founder of the workspace, and admins
      ('founder', 'Founders',
       'workspace_id in (select w from auth.user_workspaces() w where auth.is_founder(w))'),
      -- admins and owners
      ('admin', 'Admins',
       'workspace_id in (select w from auth.user_workspaces() w where auth.is_workspace_admin(w))'),
      ('owner', 'Owners',
       'workspace_id in (select w from auth.user_workspaces() w
                         where auth.has_workspace_role(w, ''owner''))')
    ),
    -- An author may not delete rows that every member may change, because a member can change
    -- created_by as well. '-' means that only the backend may.
    access (relation, reads, adds, changes, removes) as (values
      ('core.organizations',         'member',    'author',    'member',    'admin'),
      ('core.contacts',              'member',    'author',    'member',    'admin'),

      ('ops.integrations',           'member',    'admin',     'admin',     'admin'),
      ('ops.sync_runs',              'member',    'owner',     'owner',     'owner'),
      ('ops.agent_runs',             'member',    'author',    'owner',     'admin'),
      ('ops.api_keys',               'admin',     'admin',     'admin',     'admin'),
      ('ops.audit_log',              'admin',     '-',         '-',         '-'),

      ('comms.channels',             'member',    'admin',     'admin',     'admin'),
      ('comms.threads',              'member',    'author',    'member',    'admin'),
      ('comms.communications',       'member',    'author',    'author',    'admin'),
      ('comms.participants',         'member',    'member',    'admin',     'admin'),
      ('comms.drafts',               'addressee', 'addressee', 'addressee', 'addressee'),

      ('meetings.meetings',          'member',    'author',    'author',    'author'),
      ('meetings.attendees',         'member',    'member',    'member',    'admin'),
      ('meetings.transcripts',       'member',    'author',    'author',    'admin'),
      ('meetings.transcript_chunks', 'member',    'admin',     'admin',     'admin'),

      ('media.assets',               'member',    'author',    'author',    'author'),
      ('media.media_chunks',         'member',    'admin',     'admin',     'admin'),
      ('media.processing_jobs',      'member',    'author',    'admin',     'admin'),

      ('work.goals',                 'member',    'founder',   'founder',   'admin'),
      ('work.projects',              'member',    'author',    'author',    'admin'),
      ('work.tasks',                 'member',    'author',    'member',    'admin'),
      ('work.task_comments',         'member',    'author',    'author',    'author'),

      ('intel.insights',             'member',    'admin',     'member',    'admin'),
      ('intel.insight_sources',      'member',    'admin',     'admin',     'admin'),
      ('intel.briefings',            'addressee', 'admin',     'addressee', 'admin')
    ),
    general (relation, name, command, condition) as (
      select a.relation,
             format('%s can %s %s', case when c.by_oneself then 'Members' else w.people end,
                    c.verb, replace(split_part(a.relation, '.', 2), '_', ' ')),
             c.command,
             case when w.word in ('member', 'admin', 'owner') or c.by_oneself
                  then w.condition
                  else w.condition || ' or ' || (select condition from who where word = 'admin')
             end
      from access a
      cross join lateral (values ('select', 'read',   a.reads,   false),
                                 ('insert', 'add',    a.adds,    a.adds = 'author'),
                                 ('update', 'change', a.changes, false),
                                 ('delete', 'remove', a.removes, false)
                         ) as c (command, verb, word, by_oneself)
      join who w on w.word = c.word
    ),
    particular (relation, name, command, condition) as (values
      -- A workspace that has never had a member belongs to the user who created it, who is to
      -- become its first owner. Users may change neither of the two columns (see the grants below).
      ('core.workspaces', 'Members can read workspaces', 'select',
       'id in (select auth.user_workspaces())
        or created_by = (select auth.uid()) and claimed_at is null'),
      ('core.workspaces', 'Users can add workspaces', 'insert',
       'created_by = (select auth.uid()) and claimed_at is null'),
      ('core.workspaces', 'Admins can change workspaces', 'update',
       'auth.is_workspace_admin(id)'),
      ('core.workspaces', 'Owners can remove workspaces', 'delete',
       'auth.has_workspace_role(id, ''owner'')'),

      -- Only an owner can give or take away the role of owner; a trigger keeps the last one.
      ('core.members', 'Members can read members', 'select',
       'workspace_id in (select auth.user_workspaces())'),
      ('core.members', 'Admins can add members', 'insert',
       'auth.has_workspace_role(workspace_id, ''owner'')
        or role <> ''owner'' and auth.is_workspace_admin(workspace_id)'),
      ('core.members', 'Makers of a workspace can be its first owner', 'insert',
       'role = ''owner'' and user_id = (select auth.uid())
        and workspace_id in (select w.id from core.workspaces w
                             where w.created_by = (select auth.uid()) and w.claimed_at is null)'),
      ('core.members', 'Admins can change members', 'update',
       'auth.has_workspace_role(workspace_id, ''owner'')
        or role <> ''owner'' and auth.is_workspace_admin(workspace_id)'),
      ('core.members', 'Admins can remove members', 'delete',
       'auth.has_workspace_role(workspace_id, ''owner'')
        or role <> ''owner'' and auth.is_workspace_admin(workspace_id)'),
      ('core.members', 'Members can leave', 'delete',
       'user_id = (select auth.uid())'),

      -- auth.is_founder() sees the state before the statement. So a user cannot become a founder of
      -- another workspace by moving one of their own rows there.
      ('core.founders', 'Members can read founders', 'select',
       'workspace_id in (select auth.user_workspaces())'),
      ('core.founders', 'Admins can add founders', 'insert',
       'auth.is_workspace_admin(workspace_id)'),
      ('core.founders', 'Founders can change themselves', 'update',
       'user_id = (select auth.uid()) and auth.is_founder(workspace_id)'),
      ('core.founders', 'Admins can change founders', 'update',
       'auth.is_workspace_admin(workspace_id)'),
      ('core.founders', 'Admins can remove founders', 'delete',
       'auth.is_workspace_admin(workspace_id)'),

      ('core.invitations', 'Admins can read invitations', 'select',
       'auth.is_workspace_admin(workspace_id)'),
      ('core.invitations', 'Admins can add invitations', 'insert',
       'auth.has_workspace_role(workspace_id, ''owner'')
        or role <> ''owner'' and auth.is_workspace_admin(workspace_id)'),
      ('core.invitations', 'Admins can change invitations', 'update',
       'auth.has_workspace_role(workspace_id, ''owner'')
        or role <> ''owner'' and auth.is_workspace_admin(workspace_id)'),
      ('core.invitations', 'Admins can remove invitations', 'delete',
       'auth.is_workspace_admin(workspace_id)')
    ),
    -- On a hosted PostgreSQL, service_role bypasses all policies. Elsewhere it may lack that
    -- attribute, and then these policies apply.
    backend (relation, name, command, condition) as (
      select t.relation, format('The backend can do everything with %s',
                                replace(split_part(t.relation, '.', 2), '_', ' ')), 'all', 'true'
      from (select relation from access union select relation from particular) t
    ),
    wanted as (
      select 'authenticated' as role, * from general
      union all select 'authenticated', * from particular
      union all select 'service_role', * from backend
    )
    select w.*
    from wanted w
    where not exists (select from pg_policy p
                      where p.polrelid = w.relation::regclass and p.polname = w.name)
    order by w.relation, w.role, w.command, w.name
  loop
    execute concat(
      format('create policy %I on %s for %s to %I', policy.name, policy.relation, policy.command,
             policy.role),
      case when policy.command <> 'insert' then format(' using (%s)', policy.condition) end,
      case when policy.command not in ('select', 'delete')
           then format(' with check (%s)', policy.condition) end);
  end loop;
end
$policies$;


-- Grants. A user who has logged in gets exactly the privileges on a table for which it has a
-- policy. Users may read the views only if these run with the rights of the reader (PostgreSQL 15).
-- Some columns of a workspace cannot be changed: its admins must not change whose it is.

do $grants$
declare
  missing record;
begin
  for missing in
    select s.name, r.role
    from unnest('{core,ops,comms,meetings,media,work,intel}'::name[]) s (name)
    cross join unnest('{authenticated,service_role}'::name[]) r (role)
    where not has_schema_privilege(r.role, s.name, 'usage')
  loop
    execute format('grant usage on schema %I to %I', missing.name, missing.role);
  end loop;

  for missing in
    with
    relation as (
      select c.oid, c.relkind, c.reloptions
      from pg_class c
      where c.relkind in ('r', 'v')
        and c.relnamespace in ('core'::regnamespace, 'ops'::regnamespace, 'comms'::regnamespace,
                               'meetings'::regnamespace, 'media'::regnamespace,
                               'work'::regnamespace, 'intel'::regnamespace)
    ),
    wanted (oid, role, privilege) as (
      select distinct r.oid, 'authenticated',
             case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                           when 'd' then 'delete' end
      from relation r
      join pg_policy p on p.polrelid = r.oid and 'authenticated'::regrole = any (p.polroles)
      where r.oid <> 'core.workspaces'::regclass or p.polcmd <> 'w'
      union all
      select r.oid, 'authenticated', 'select'
      from relation r
      where r.relkind = 'v' and r.reloptions @> '{security_invoker=true}'
      union all
      select r.oid, 'service_role', privilege
      from relation r
      cross join unnest('{select,insert,update,delete}'::text[]) privilege
      where r.relkind = 'r' or privilege = 'select'
    )
    select w.oid::regclass as relation, w.role, w.privilege
    from wanted w
    where not has_table_privilege(w.role, w.oid, w.privilege)
    order by w.oid, w.role, w.privilege
  loop
    execute format('grant %s on %s to %I', missing.privilege, missing.relation, missing.role);
  end loop;

  for missing in
    select name from unnest('{name,plan,timezone,settings,metadata}'::name[]) name
    where not has_column_privilege('authenticated', 'core.workspaces', name, 'update')
  loop
    execute format('grant update (%I) on core.workspaces to authenticated', missing.name);
  end loop;

  -- Writing to a table, and searching it, calls the functions of its indexes.
  for missing in
    select f.name, r.role
    from unnest(array['core.normalize_email(text)', 'core.search_vector(text[])']) f (name)
    cross join unnest('{authenticated,service_role}'::name[]) r (role)
    where not has_function_privilege(r.role, f.name, 'execute')
  loop
    execute format('grant execute on function %s to %I', missing.name, missing.role);
  end loop;
end
$grants$;
