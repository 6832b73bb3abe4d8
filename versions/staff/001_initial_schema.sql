-- initial schema
--
-- Revision:  a203f2b080fa, upgrade
-- Created:   2026-01-12 08:30 UTC
--
-- An assistant for the people who run a company. One database holds many companies.
--
-- * A workspace is a tenant. Every other table has a workspace_id, and a foreign key from one
--   tenant table to another includes it: no row can refer to a row of another workspace, whatever
--   the application sends. PostgreSQL 14 cannot set a single column of such a key to null. So the
--   row that refers to an optional parent is deleted with it (cascade) or prevents its deletion
--   (no action).
-- * The product writes few columns. Every other column has a default or may be null.
-- * Names are qualified, so that the script has the same effect under any search_path.
-- * A second run of this file changes nothing, because it checks which objects already exist.
--
-- 002_rls_policies.sql defines who may see and change the data. Before it runs, only the owner of
-- the tables has access, even if default privileges give new tables to other roles.

create schema if not exists core;      -- workspaces and the people in and around them
create schema if not exists ops;       -- what the platform itself does
create schema if not exists comms;     -- what is written and said
create schema if not exists meetings;
create schema if not exists media;     -- files, and the text in them
create schema if not exists work;      -- what is to be done
create schema if not exists intel;     -- what the assistant makes of all that


-- Types

do $types$
begin
  if to_regtype('core.role_type') is null then
    -- In descending order of rights: `role <= 'admin'` means an admin or an owner.
    create type core.role_type as enum ('owner', 'admin', 'member');
  end if;
  if to_regtype('core.contact_kind') is null then
    create type core.contact_kind as enum
      ('customer', 'investor', 'candidate', 'partner', 'vendor', 'press', 'other');
  end if;
  if to_regtype('ops.integration_status') is null then
    create type ops.integration_status as enum ('connected', 'failing', 'expired', 'revoked');
  end if;
  if to_regtype('ops.run_status') is null then
    create type ops.run_status as enum ('queued', 'running', 'succeeded', 'failed', 'cancelled');
  end if;
  if to_regtype('comms.channel_type') is null then
    create type comms.channel_type as enum ('email', 'chat', 'sms', 'call', 'social');
  end if;
  if to_regtype('comms.direction_type') is null then
    create type comms.direction_type as enum ('inbound', 'outbound', 'internal');
  end if;
  if to_regtype('comms.draft_status') is null then
    create type comms.draft_status as enum ('proposed', 'approved', 'sent', 'discarded');
  end if;
  if to_regtype('meetings.meeting_status') is null then
    create type meetings.meeting_status as enum ('scheduled', 'in_progress', 'held', 'cancelled');
  end if;
  if to_regtype('meetings.response_type') is null then
    create type meetings.response_type as enum
      ('needs_action', 'accepted', 'tentative', 'declined');
  end if;
  if to_regtype('media.asset_type') is null then
    create type media.asset_type as enum ('audio', 'video', 'image', 'document');
  end if;
  if to_regtype('work.task_status') is null then
    create type work.task_status as enum
      ('backlog', 'todo', 'in_progress', 'blocked', 'done', 'cancelled');
  end if;
  if to_regtype('intel.insight_type') is null then
    create type intel.insight_type as enum
      ('opportunity', 'risk', 'commitment', 'follow_up', 'pattern');
  end if;
end
$types$;


-- Functions that tables and indexes need. The other functions follow the tables that they read.

do $functions$
begin
  if to_regprocedure('core.set_updated_at()') is null then
    -- The time of the change. now() would be the start of the transaction, which may already be the
    -- row's time.
    create function core.set_updated_at() returns trigger
    language plpgsql
    set search_path = ''
    as $body$
    begin
      new.updated_at := clock_timestamp();
      return new;
    end
    $body$;
  end if;

  if to_regprocedure('core.normalize_email(text)') is null then
    create function core.normalize_email(email text) returns text
    language sql immutable parallel safe
    set search_path = ''
    as $body$ select lower(btrim(email)) $body$;
  end if;

  if to_regprocedure('core.search_vector(text[])') is null then
    -- For full text search in several columns, in no particular language. Only the beginning of the
    -- text is indexed, because PostgreSQL refuses a tsvector of more than a megabyte, and then the
    -- row cannot be inserted.
    create function core.search_vector(variadic parts text[]) returns tsvector
    language sql immutable parallel safe
    set search_path = ''
    as $body$
      select to_tsvector('pg_catalog.simple', left(array_to_string(parts, ' '), 100000))
    $body$;
  end if;
end
$functions$;


-- core: workspaces and the people in and around them

-- The user who created a workspace can become its owner as long as it has never had a member.
-- claimed_at is the time when the first member joined. From then on created_by gives no right.
create table if not exists core.workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null check (btrim(name) <> ''),
  plan text not null default 'trial' check (plan in ('trial', 'starter', 'team', 'enterprise')),
  timezone text not null default 'UTC',
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  claimed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists idx_workspaces_name on core.workspaces (lower(name));
create index if not exists idx_workspaces_created_by on core.workspaces (created_by);
create index if not exists idx_workspaces_metadata on core.workspaces
  using gin (metadata jsonb_path_ops);

create table if not exists core.members (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role core.role_type not null default 'member',
  title text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, user_id)
);
-- Every policy needs the workspaces of a user, and this index alone answers that query.
create index if not exists idx_members_user on core.members (user_id, workspace_id) include (role);
create index if not exists idx_members_role on core.members (workspace_id, role);

-- The people whom the assistant works for. A founder is a member, too.
create table if not exists core.founders (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  display_name text not null,
  email text not null check (position('@' in email) > 1),
  title text,
  timezone text not null default 'UTC',
  preferences jsonb not null default '{}' check (jsonb_typeof(preferences) = 'object'),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (workspace_id, user_id)
);
create index if not exists idx_founders_user on core.founders (user_id, workspace_id);
create index if not exists idx_founders_email on core.founders
  (workspace_id, core.normalize_email(email));

-- Only a hash of the token is stored, so that a reader of the table cannot accept an invitation of
-- another person.
create table if not exists core.invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  email text not null check (position('@' in email) > 1),
  role core.role_type not null default 'member',
  token_hash text unique,
  invited_by uuid default auth.uid() references auth.users (id) on delete set null,
  expires_at timestamptz not null default now() + interval '14 days',
  accepted_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint invitations_last check (expires_at > created_at)
);
create unique index if not exists idx_invitations_open on core.invitations
  (workspace_id, core.normalize_email(email)) where accepted_at is null;
create index if not exists idx_invitations_email on core.invitations
  (core.normalize_email(email)) where accepted_at is null;
create index if not exists idx_invitations_invited_by on core.invitations (invited_by);

create table if not exists core.organizations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  name text not null check (btrim(name) <> ''),
  domain text check (domain = lower(domain)),
  industry text,
  employee_count integer check (employee_count >= 0),
  notes text,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id)
);
create index if not exists idx_organizations_name on core.organizations
  (workspace_id, lower(name));
create unique index if not exists idx_organizations_domain on core.organizations
  (workspace_id, domain);
create index if not exists idx_organizations_created_by on core.organizations (created_by);
create index if not exists idx_organizations_tags on core.organizations using gin (tags);

create table if not exists core.contacts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  organization_id uuid,
  display_name text not null check (btrim(display_name) <> ''),
  email text check (position('@' in email) > 1),
  phone text,
  title text,
  kind core.contact_kind not null default 'other',
  strength smallint not null default 0 check (strength between 0 and 100),
  last_contacted_at timestamptz,
  notes text,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, organization_id) references core.organizations (workspace_id, id)
);
create index if not exists idx_contacts_organization on core.contacts
  (workspace_id, organization_id);
create unique index if not exists idx_contacts_email on core.contacts
  (workspace_id, core.normalize_email(email));
create index if not exists idx_contacts_kind on core.contacts (workspace_id, kind);
create index if not exists idx_contacts_last_contacted on core.contacts
  (workspace_id, last_contacted_at desc nulls last);
create index if not exists idx_contacts_created_by on core.contacts (created_by);
create index if not exists idx_contacts_tags on core.contacts using gin (tags);
create index if not exists idx_contacts_metadata on core.contacts
  using gin (metadata jsonb_path_ops);
create index if not exists idx_contacts_search on core.contacts
  using gin (core.search_vector(display_name, email, title, notes));


-- ops: what the platform itself does

-- An account at another service. Its credentials are in the vault, under secret_name.
create table if not exists ops.integrations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  provider text not null check (provider = lower(provider)),
  external_account text,
  status ops.integration_status not null default 'connected',
  scopes text[] not null default '{}',
  secret_name text,
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  last_synced_at timestamptz,
  error text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (workspace_id, provider, external_account)
);
create index if not exists idx_integrations_status on ops.integrations (workspace_id, status);
create index if not exists idx_integrations_due on ops.integrations (last_synced_at nulls first)
  where status = 'connected';
create index if not exists idx_integrations_created_by on ops.integrations (created_by);

create table if not exists ops.sync_runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  integration_id uuid not null,
  status ops.run_status not null default 'queued',
  cursor_position text,
  items_read integer not null default 0 check (items_read >= 0),
  items_written integer not null default 0 check (items_written >= 0),
  error text,
  started_at timestamptz,
  finished_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sync_runs_end_after_start check (finished_at >= started_at),
  foreign key (workspace_id, integration_id) references ops.integrations (workspace_id, id)
    on delete cascade
);
create index if not exists idx_sync_runs_integration on ops.sync_runs
  (workspace_id, integration_id, created_at desc);
create index if not exists idx_sync_runs_waiting on ops.sync_runs (created_at)
  where status in ('queued', 'running');

create table if not exists ops.agent_runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  agent text not null,
  status ops.run_status not null default 'queued',
  model text,
  input jsonb not null default '{}',
  output jsonb,
  input_tokens integer not null default 0 check (input_tokens >= 0),
  output_tokens integer not null default 0 check (output_tokens >= 0),
  cost_usd numeric(12, 6) not null default 0 check (cost_usd >= 0),
  error text,
  started_at timestamptz,
  finished_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_runs_end_after_start check (finished_at >= started_at)
);
create index if not exists idx_agent_runs_recent on ops.agent_runs
  (workspace_id, created_at desc);
create index if not exists idx_agent_runs_agent on ops.agent_runs (workspace_id, agent, status);
create index if not exists idx_agent_runs_waiting on ops.agent_runs (created_at)
  where status in ('queued', 'running');
create index if not exists idx_agent_runs_created_by on ops.agent_runs (created_by);

create table if not exists ops.api_keys (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  name text not null,
  prefix text not null check (length(prefix) between 4 and 16),
  key_hash text not null unique,
  scopes text[] not null default '{}',
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists idx_api_keys_workspace on ops.api_keys (workspace_id, created_at desc);
create index if not exists idx_api_keys_prefix on ops.api_keys (prefix) where revoked_at is null;
create index if not exists idx_api_keys_created_by on ops.api_keys (created_by);

-- Written by triggers and by the backend, never by the users whose actions it records. An entry
-- outlives the user: actor_id is not a foreign key.
create table if not exists ops.audit_log (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  actor_id uuid,
  action text not null check (action in ('insert', 'update', 'delete')),
  entity text not null,
  entity_id uuid,
  changed text[] not null default '{}',
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now()
);
create index if not exists idx_audit_log_recent on ops.audit_log (workspace_id, created_at desc);
create index if not exists idx_audit_log_entity on ops.audit_log
  (workspace_id, entity, entity_id);
create index if not exists idx_audit_log_actor on ops.audit_log (actor_id, created_at desc);


-- comms: channels and messages

create table if not exists comms.channels (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  integration_id uuid,
  type comms.channel_type not null default 'email',
  name text not null,
  address text,
  is_active boolean not null default true,
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, integration_id) references ops.integrations (workspace_id, id)
);
create index if not exists idx_channels_integration on comms.channels
  (workspace_id, integration_id);
create index if not exists idx_channels_type on comms.channels (workspace_id, type)
  where is_active;
create index if not exists idx_channels_created_by on comms.channels (created_by);

create table if not exists comms.threads (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  subject text,
  external_id text,
  is_archived boolean not null default false,
  last_message_at timestamptz,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id)
);
create index if not exists idx_threads_recent on comms.threads
  (workspace_id, last_message_at desc nulls last) where not is_archived;
create unique index if not exists idx_threads_external on comms.threads
  (workspace_id, external_id);
create index if not exists idx_threads_created_by on comms.threads (created_by);
create index if not exists idx_threads_tags on comms.threads using gin (tags);

create table if not exists comms.communications (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  thread_id uuid,
  channel_id uuid,
  direction comms.direction_type not null default 'inbound',
  subject text,
  body text,
  summary text,
  external_id text,
  importance smallint not null default 3 check (importance between 1 and 5),
  sentiment real check (sentiment between -1 and 1),
  occurred_at timestamptz not null default now(),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, thread_id) references comms.threads (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, channel_id) references comms.channels (workspace_id, id)
);
create index if not exists idx_comms_recent on comms.communications
  (workspace_id, occurred_at desc);
create index if not exists idx_comms_thread on comms.communications
  (workspace_id, thread_id, occurred_at);
create index if not exists idx_comms_channel on comms.communications
  (workspace_id, channel_id, occurred_at desc);
create unique index if not exists idx_comms_external on comms.communications
  (workspace_id, channel_id, external_id);
create index if not exists idx_comms_important on comms.communications
  (workspace_id, occurred_at desc) where importance >= 4;
create index if not exists idx_comms_created_by on comms.communications (created_by);
create index if not exists idx_comms_metadata on comms.communications
  using gin (metadata jsonb_path_ops);
create index if not exists idx_comms_search on comms.communications
  using gin (core.search_vector(subject, body));

-- Deleting a contact deletes its participations.
create table if not exists comms.participants (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  communication_id uuid not null,
  contact_id uuid,
  part text not null default 'to' check (part in ('from', 'to', 'cc', 'bcc')),
  address text,
  display_name text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  constraint participants_somebody check (num_nonnulls(contact_id, address) > 0),
  foreign key (workspace_id, communication_id) references comms.communications (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references core.contacts (workspace_id, id)
    on delete cascade
);
create index if not exists idx_participants_communication on comms.participants
  (workspace_id, communication_id);
create index if not exists idx_participants_contact on comms.participants
  (workspace_id, contact_id);
create index if not exists idx_participants_address on comms.participants
  (workspace_id, core.normalize_email(address));

-- The assistant's proposals for a founder's answers.
create table if not exists comms.drafts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  founder_id uuid not null,
  reply_to_id uuid,
  status comms.draft_status not null default 'proposed',
  subject text,
  body text not null default '',
  sent_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint drafts_sent_at_a_time check ((status = 'sent') = (sent_at is not null)),
  foreign key (workspace_id, founder_id) references core.founders (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, reply_to_id) references comms.communications (workspace_id, id)
    on delete cascade
);
create index if not exists idx_drafts_founder on comms.drafts
  (workspace_id, founder_id, created_at desc);
create index if not exists idx_drafts_reply_to on comms.drafts (workspace_id, reply_to_id);
create index if not exists idx_drafts_open on comms.drafts (workspace_id, created_at)
  where status in ('proposed', 'approved');


-- meetings

create table if not exists meetings.meetings (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  title text not null,
  status meetings.meeting_status not null default 'scheduled',
  starts_at timestamptz,
  ends_at timestamptz,
  location text,
  agenda text,
  summary text,
  external_id text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint meetings_end_after_start check (ends_at > starts_at),
  unique (workspace_id, id)
);
create index if not exists idx_meetings_starts on meetings.meetings (workspace_id, starts_at);
create index if not exists idx_meetings_status on meetings.meetings (workspace_id, status);
create unique index if not exists idx_meetings_external on meetings.meetings
  (workspace_id, external_id);
create index if not exists idx_meetings_created_by on meetings.meetings (created_by);
create index if not exists idx_meetings_search on meetings.meetings
  using gin (core.search_vector(title, agenda, summary));

create table if not exists meetings.attendees (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  meeting_id uuid not null,
  contact_id uuid,
  email text,
  display_name text,
  response meetings.response_type not null default 'needs_action',
  is_organizer boolean not null default false,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint attendees_somebody check (num_nonnulls(contact_id, email, display_name) > 0),
  foreign key (workspace_id, meeting_id) references meetings.meetings (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references core.contacts (workspace_id, id)
    on delete cascade
);
create unique index if not exists idx_attendees_email on meetings.attendees
  (workspace_id, meeting_id, core.normalize_email(email));
create index if not exists idx_attendees_contact on meetings.attendees
  (workspace_id, contact_id);

create table if not exists meetings.transcripts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  meeting_id uuid not null,
  language text not null default 'en',
  provider text,
  content text,
  duration_seconds integer check (duration_seconds >= 0),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, meeting_id) references meetings.meetings (workspace_id, id)
    on delete cascade
);
create index if not exists idx_transcripts_meeting on meetings.transcripts
  (workspace_id, meeting_id);
create index if not exists idx_transcripts_created_by on meetings.transcripts (created_by);

create table if not exists meetings.transcript_chunks (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  transcript_id uuid not null,
  chunk_index integer not null check (chunk_index >= 0),
  speaker text,
  content text not null,
  starts_ms integer check (starts_ms >= 0),
  ends_ms integer,
  token_count integer not null default 0 check (token_count >= 0),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  constraint transcript_chunks_end_after_start check (ends_ms >= starts_ms),
  unique (workspace_id, id),
  unique (workspace_id, transcript_id, chunk_index),
  foreign key (workspace_id, transcript_id) references meetings.transcripts (workspace_id, id)
    on delete cascade
);
create index if not exists idx_chunks_speaker on meetings.transcript_chunks
  (workspace_id, speaker);
create index if not exists idx_chunks_search on meetings.transcript_chunks
  using gin (core.search_vector(content));


-- media: files, and the text in them

create table if not exists media.assets (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  communication_id uuid,
  meeting_id uuid,
  type media.asset_type not null default 'document',
  name text not null,
  storage_path text,
  mime_type text,
  size_bytes bigint check (size_bytes >= 0),
  checksum text,
  duration_seconds integer check (duration_seconds >= 0),
  tags text[] not null default '{}',
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (workspace_id, storage_path),
  foreign key (workspace_id, communication_id) references comms.communications (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, meeting_id) references meetings.meetings (workspace_id, id)
    on delete cascade
);
create index if not exists idx_assets_recent on media.assets (workspace_id, type, created_at desc);
create index if not exists idx_assets_communication on media.assets
  (workspace_id, communication_id);
create index if not exists idx_assets_meeting on media.assets (workspace_id, meeting_id);
create index if not exists idx_assets_checksum on media.assets (workspace_id, checksum);
create index if not exists idx_assets_created_by on media.assets (created_by);
create index if not exists idx_assets_tags on media.assets using gin (tags);

create table if not exists media.media_chunks (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  asset_id uuid not null,
  chunk_index integer not null check (chunk_index >= 0),
  content text not null,
  page integer check (page > 0),
  starts_ms integer check (starts_ms >= 0),
  ends_ms integer,
  token_count integer not null default 0 check (token_count >= 0),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  constraint media_chunks_end_after_start check (ends_ms >= starts_ms),
  unique (workspace_id, id),
  unique (workspace_id, asset_id, chunk_index),
  foreign key (workspace_id, asset_id) references media.assets (workspace_id, id)
    on delete cascade
);
create index if not exists idx_media_chunks_page on media.media_chunks
  (workspace_id, asset_id, page);
create index if not exists idx_media_chunks_search on media.media_chunks
  using gin (core.search_vector(content));

create table if not exists media.processing_jobs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  asset_id uuid not null,
  step text not null default 'extract'
    check (step in ('transcribe', 'extract', 'embed', 'thumbnail')),
  status ops.run_status not null default 'queued',
  attempts smallint not null default 0 check (attempts >= 0),
  error text,
  run_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint processing_jobs_end_after_start check (finished_at >= started_at),
  foreign key (workspace_id, asset_id) references media.assets (workspace_id, id)
    on delete cascade
);
create index if not exists idx_processing_jobs_asset on media.processing_jobs
  (workspace_id, asset_id);
create index if not exists idx_processing_jobs_waiting on media.processing_jobs (run_at)
  where status = 'queued';
create index if not exists idx_processing_jobs_created_by on media.processing_jobs (created_by);


-- work: goals and tasks

create table if not exists work.goals (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  title text not null,
  description text,
  target_on date,
  progress smallint not null default 0 check (progress between 0 and 100),
  achieved_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id)
);
create index if not exists idx_goals_open on work.goals (workspace_id, target_on)
  where achieved_at is null;
create index if not exists idx_goals_created_by on work.goals (created_by);

create table if not exists work.projects (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  goal_id uuid,
  name text not null check (btrim(name) <> ''),
  description text,
  is_archived boolean not null default false,
  starts_on date,
  ends_on date,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint projects_end_after_start check (ends_on >= starts_on),
  unique (workspace_id, id),
  foreign key (workspace_id, goal_id) references work.goals (workspace_id, id)
);
create index if not exists idx_projects_name on work.projects (workspace_id, lower(name))
  where not is_archived;
create index if not exists idx_projects_goal on work.projects (workspace_id, goal_id);
create index if not exists idx_projects_created_by on work.projects (created_by);

create table if not exists work.tasks (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  project_id uuid,
  parent_id uuid,
  title text not null check (btrim(title) <> ''),
  description text,
  status work.task_status not null default 'todo',
  priority smallint not null default 3 check (priority between 1 and 4),
  assigned_to uuid references auth.users (id) on delete set null,
  due_at timestamptz,
  completed_at timestamptz,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tasks_not_their_own_parent check (parent_id <> id),
  constraint tasks_completed_when_over
    check (completed_at is null or status in ('done', 'cancelled')),
  unique (workspace_id, id),
  foreign key (workspace_id, project_id) references work.projects (workspace_id, id),
  foreign key (workspace_id, parent_id) references work.tasks (workspace_id, id)
    on delete cascade
);
create index if not exists idx_tasks_project on work.tasks (workspace_id, project_id, status);
create index if not exists idx_tasks_parent on work.tasks (workspace_id, parent_id);
create index if not exists idx_tasks_assigned_to on work.tasks (assigned_to, due_at)
  where status not in ('done', 'cancelled');
create index if not exists idx_tasks_due on work.tasks (workspace_id, due_at)
  where status not in ('done', 'cancelled');
create index if not exists idx_tasks_created_by on work.tasks (created_by);
create index if not exists idx_tasks_tags on work.tasks using gin (tags);
create index if not exists idx_tasks_metadata on work.tasks
  using gin (metadata jsonb_path_ops);
create index if not exists idx_tasks_search on work.tasks
  using gin (core.search_vector(title, description));

create table if not exists work.task_comments (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  task_id uuid not null,
  body text not null check (btrim(body) <> ''),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (workspace_id, task_id) references work.tasks (workspace_id, id)
    on delete cascade
);
create index if not exists idx_task_comments_task on work.task_comments
  (workspace_id, task_id, created_at);
create index if not exists idx_task_comments_created_by on work.task_comments (created_by);


-- intel: what the assistant concludes from the other schemas' data

create table if not exists intel.insights (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  type intel.insight_type not null default 'pattern',
  title text not null,
  body text,
  importance smallint not null default 3 check (importance between 1 and 5),
  confidence real not null default 0.5 check (confidence between 0 and 1),
  valid_until timestamptz,
  dismissed_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, id)
);
create index if not exists idx_insights_open on intel.insights
  (workspace_id, importance desc, created_at desc) where dismissed_at is null;
create index if not exists idx_insights_type on intel.insights
  (workspace_id, type, created_at desc);
create index if not exists idx_insights_metadata on intel.insights
  using gin (metadata jsonb_path_ops);
create index if not exists idx_insights_search on intel.insights
  using gin (core.search_vector(title, body));

-- The source of an insight: exactly one of the three columns is set.
create table if not exists intel.insight_sources (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  insight_id uuid not null,
  communication_id uuid,
  transcript_chunk_id uuid,
  media_chunk_id uuid,
  quote text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  constraint insight_sources_one
    check (num_nonnulls(communication_id, transcript_chunk_id, media_chunk_id) = 1),
  foreign key (workspace_id, insight_id) references intel.insights (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, communication_id) references comms.communications (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, transcript_chunk_id)
    references meetings.transcript_chunks (workspace_id, id) on delete cascade,
  foreign key (workspace_id, media_chunk_id) references media.media_chunks (workspace_id, id)
    on delete cascade
);
create index if not exists idx_insight_sources_insight on intel.insight_sources
  (workspace_id, insight_id);
create index if not exists idx_insight_sources_communication on intel.insight_sources
  (workspace_id, communication_id) where communication_id is not null;
create index if not exists idx_insight_sources_transcript_chunk on intel.insight_sources
  (workspace_id, transcript_chunk_id) where transcript_chunk_id is not null;
create index if not exists idx_insight_sources_media_chunk on intel.insight_sources
  (workspace_id, media_chunk_id) where media_chunk_id is not null;

-- The founder's morning briefing.
create table if not exists intel.briefings (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references core.workspaces (id) on delete cascade,
  founder_id uuid not null,
  briefed_on date not null default current_date,
  title text,
  content text not null default '',
  sections jsonb not null default '[]' check (jsonb_typeof(sections) = 'array'),
  delivered_at timestamptz,
  read_at timestamptz,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, founder_id, briefed_on),
  foreign key (workspace_id, founder_id) references core.founders (workspace_id, id)
    on delete cascade
);
create index if not exists idx_briefings_recent on intel.briefings
  (workspace_id, briefed_on desc);
create index if not exists idx_briefings_undelivered on intel.briefings (briefed_on)
  where delivered_at is null;


-- Vectors, for search by meaning. The catalog tells where the extension is installed (in public, or
-- on a hosted service in a schema of its own); search_path is not used.

do $vectors$
declare
  home name := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
                where e.extname = 'vector');
  embedded record;
begin
  if home is null then
    raise exception 'extension "vector" is not installed' using hint = 'create extension vector';
  end if;
  for embedded in
    select * from (values
      ('core.contacts',              'idx_contacts_embedding'),
      ('comms.communications',       'idx_comms_embedding'),
      ('meetings.transcript_chunks', 'idx_chunks_embedding'),
      ('media.media_chunks',         'idx_media_chunks_embedding'),
      ('intel.insights',             'idx_insights_embedding')
    ) as v (relation, index_name)
  loop
    execute format('alter table %s add column if not exists embedding %I.vector(1536)',
                   embedded.relation, home);
    execute format('create index if not exists %I on %s '
                   'using ivfflat (embedding %I.vector_cosine_ops) with (lists = 100)',
                   embedded.index_name, embedded.relation, home);
  end loop;
end
$vectors$;


-- Views. They must show only the rows that the policies let the querying user see. PostgreSQL 14
-- cannot do that, so there 002_rls_policies.sql grants the views to the backend alone.

do $views$
declare
  view_options text := case when current_setting('server_version_num')::integer >= 150000
                            then 'with (security_invoker = true)' else '' end;
begin
  if to_regclass('core.workspace_overview') is null then
    execute format($view$
      create view core.workspace_overview %s as
      select w.id as workspace_id, w.name, w.plan,
             (select count(*) from core.members m where m.workspace_id = w.id) as members,
             (select count(*) from core.contacts c where c.workspace_id = w.id) as contacts,
             (select count(*) from work.tasks t
              where t.workspace_id = w.id and t.status not in ('done', 'cancelled')) as open_tasks,
             (select max(c.occurred_at) from comms.communications c
              where c.workspace_id = w.id) as last_communication_at
      from core.workspaces w
    $view$, view_options);
  end if;

  if to_regclass('comms.thread_summaries') is null then
    execute format($view$
      create view comms.thread_summaries %s as
      select t.workspace_id, t.id as thread_id, t.subject, t.is_archived,
             count(c.id) as communications,
             count(c.id) filter (where c.direction = 'inbound') as inbound,
             min(c.occurred_at) as first_at,
             max(c.occurred_at) as last_at
      from comms.threads t
      left join comms.communications c
        on c.workspace_id = t.workspace_id and c.thread_id = t.id
      group by t.id
    $view$, view_options);
  end if;

  if to_regclass('work.open_tasks') is null then
    execute format($view$
      create view work.open_tasks %s as
      select t.workspace_id, t.id as task_id, t.title, t.status, t.priority, t.assigned_to,
             t.due_at, coalesce(t.due_at < now(), false) as is_overdue,
             p.name as project
      from work.tasks t
      left join work.projects p
        on p.workspace_id = t.workspace_id and p.id = t.project_id
      where t.status not in ('done', 'cancelled')
    $view$, view_options);
  end if;
end
$views$;


-- Functions over the tables, and triggers

do $functions$
begin
  if to_regprocedure('core.keep_owner()') is null then
    -- A workspace keeps an owner: its creator loses the right to it when the first member joins,
    -- and the last owner cannot leave. The function reads all members and writes columns that users
    -- may not write, so it runs as its owner.
    create function core.keep_owner() returns trigger
    language plpgsql security definer
    set search_path = ''
    as $body$
    begin
      if tg_name = 'claim_workspace' then
        update core.workspaces set claimed_at = now()
        where id = new.workspace_id and claimed_at is null;
        return null;
      end if;
      -- The lock lets no two owners leave to each other at the same time.
      perform from core.members m
      where m.workspace_id = old.workspace_id and m.role = 'owner'
      limit 1 for share;
      if not found then
        raise exception 'the last owner of workspace % cannot leave it', old.workspace_id
          using errcode = 'restrict_violation', hint = 'make another member an owner first';
      end if;
      return null;
    end
    $body$;
  end if;

  if to_regprocedure('ops.record_change()') is null then
    -- Stores which columns changed, but not their values, since some are secrets. The function runs
    -- as its owner, since users may not write to the log. If the whole workspace is deleted, there
    -- is no log to write to.
    create function ops.record_change() returns trigger
    language plpgsql security definer
    set search_path = ''
    as $body$
    declare
      before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
      after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
      entry jsonb := coalesce(after, before);
    begin
      insert into ops.audit_log (workspace_id, actor_id, action, entity, entity_id, changed)
      select w.id, auth.uid(), lower(tg_op), tg_table_schema || '.' || tg_table_name,
             (entry ->> 'id')::uuid,
             array(select key from jsonb_object_keys(before) key
                   where tg_op = 'UPDATE' and before -> key is distinct from after -> key
                   order by key)
      from core.workspaces w
      where w.id = (entry ->> 'workspace_id')::uuid;
      return null;
    end
    $body$;
  end if;
end
$functions$;

do $triggers$
declare
  relation regclass;
begin
  for relation in
    select c.oid
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'updated_at'
    where c.relkind = 'r'
      and c.relnamespace in ('core'::regnamespace, 'ops'::regnamespace, 'comms'::regnamespace,
                             'meetings'::regnamespace, 'media'::regnamespace, 'work'::regnamespace,
                             'intel'::regnamespace)
      and not exists (select from pg_trigger
                      where tgrelid = c.oid and tgname = 'set_updated_at')
    order by c.oid
  loop
    execute format('create trigger set_updated_at before update on %s '
                   'for each row execute function core.set_updated_at()', relation);
  end loop;

  -- The tables that give rights, or that refer to credentials.
  foreach relation in array array['core.members', 'core.invitations', 'ops.integrations',
                                  'ops.api_keys']::regclass[]
  loop
    if not exists (select from pg_trigger where tgrelid = relation and tgname = 'record_change')
    then
      execute format('create trigger record_change after insert or update or delete on %s '
                     'for each row execute function ops.record_change()', relation);
    end if;
  end loop;

  if not exists (select from pg_trigger where tgrelid = 'core.members'::regclass
                 and tgname = 'claim_workspace') then
    create trigger claim_workspace after insert or update of workspace_id on core.members
      for each row execute function core.keep_owner();
  end if;
  -- keep_owner applies to everybody to whom row-level security applies, so not to the backend. It
  -- does not apply either when the workspace or the user account is deleted, because PostgreSQL
  -- then deletes members as the owner of the table. If the last owner is deleted with an account,
  -- the workspace has no owner: its members can still work, but none of them can appoint an owner
  -- or delete the workspace, so the backend must appoint one.
  if not exists (select from pg_trigger where tgrelid = 'core.members'::regclass
                 and tgname = 'keep_owner') then
    create trigger keep_owner after update of role, workspace_id or delete on core.members
      for each row when (old.role = 'owner' and row_security_active('core.members'::regclass)
                         and not pg_has_role(current_user, 'service_role', 'usage'))
      execute function core.keep_owner();
  end if;
end
$triggers$;


-- Revokes all privileges, so that only the owner can use these objects for now. PostgreSQL lets
-- everybody call a new function, and default privileges (hosted services set some) may grant tables
-- and other objects. Such a grant opens all rows until there is row-level security, which does not
-- restrict TRUNCATE at all.

do $private$
declare
  given record;
begin
  if to_regprocedure('auth.user_workspaces()') is not null then
    return;  -- 002_rls_policies.sql has given what is to be given.
  end if;
  for given in
    select distinct o.kind, o.name,
           case g.grantee when 0 then 'public' else g.grantee::regrole::text end as grantee
    from (
      select 'schema' as kind, nspname::regnamespace::text as name, oid as home, nspacl as acl
        from pg_namespace
      union all
      select 'table', oid::regclass::text, relnamespace, relacl
        from pg_class where relkind in ('r', 'v')
      union all
      select 'function', oid::regprocedure::text, pronamespace,
             coalesce(proacl, acldefault('f', proowner))
        from pg_proc
      union all
      select 'type', oid::regtype::text, typnamespace, typacl from pg_type where typtype = 'e'
    ) o
    cross join aclexplode(o.acl) g
    where o.home in ('core'::regnamespace, 'ops'::regnamespace, 'comms'::regnamespace,
                     'meetings'::regnamespace, 'media'::regnamespace, 'work'::regnamespace,
                     'intel'::regnamespace)
      -- It does no harm that everybody may use the types.
      and (g.grantee in ('anon'::regrole, 'authenticated'::regrole, 'service_role'::regrole)
           or g.grantee = 0 and o.kind <> 'type')
    order by o.kind, o.name, grantee
  loop
    execute format('revoke all on %s %s from %s', given.kind, given.name, given.grantee);
  end loop;
end
$private$;
