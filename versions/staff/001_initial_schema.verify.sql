-- initial schema
--
-- Revision:  a203f2b080fa, check
-- Created:   2026-01-12 08:30 UTC
--
-- The product's own checks of its schema, then checks of details that get lost easily. Read-only.

do $check$
declare
  staff_schemas constant name[] := '{core,ops,comms,meetings,media,work,intel}';
  found integer;
  missing text;
begin
  select string_agg(wanted, ', ') into missing
  from unnest(staff_schemas) wanted
  where to_regnamespace(wanted) is null;
  if missing is not null then
    raise exception 'of the 7 schemas, missing: %', missing;
  end if;

  select count(*) into found
  from pg_class
  where relkind in ('r', 'p') and relnamespace::regnamespace::name = any (staff_schemas);
  if found <> 30 then
    raise exception '% tables in the 7 schemas, 30 expected', found;
  end if;

  if not exists (select from pg_extension where extname = 'vector') then
    raise exception 'extension "vector" is not installed';
  end if;

  select string_agg(wanted, ', ') into missing
  from unnest(array['core.contacts', 'comms.communications', 'meetings.transcript_chunks',
                    'media.media_chunks', 'intel.insights']) wanted
  where not exists (select from pg_attribute
                    where attrelid = to_regclass(wanted) and attname = 'embedding'
                      and format_type(atttypid, atttypmod) ~ '(^|\.)vector\(1536\)$');
  if missing is not null then
    raise exception 'no vector(1536) column "embedding" in: %', missing;
  end if;

  select count(*) into found
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_type t on t.oid = a.atttypid
  where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::name = any (staff_schemas)
    and t.typname = 'vector' and not a.attisdropped;
  if found <> 5 then
    raise exception '% vector columns in the 7 schemas, 5 expected', found;
  end if;

  select count(*) into found
  from pg_class
  where relkind in ('i', 'I') and relnamespace::regnamespace::name = any (staff_schemas);
  if found < 80 then
    raise exception '% indexes in the 7 schemas, at least 80 expected', found;
  end if;
end
$check$;

do $more$
declare
  staff_schemas constant name[] := '{core,ops,comms,meetings,media,work,intel}';
  missing text;
begin
  select string_agg(c.oid::regclass::text, ', ' order by c.oid) into missing
  from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::name = any (staff_schemas)
    and not exists (select from pg_attribute
                    where attrelid = c.oid and attname = 'metadata'
                      and atttypid = 'jsonb'::regtype);
  if missing is not null then
    raise exception 'no jsonb column "metadata" in: %', missing;
  end if;

  select string_agg(c.oid::regclass::text, ', ' order by c.oid) into missing
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'updated_at' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::name = any (staff_schemas)
    and not exists (select from pg_trigger t
                    where t.tgrelid = c.oid and t.tgenabled in ('O', 'A') and t.tgqual is null
                      and t.tgfoid = to_regprocedure('core.set_updated_at()')
                      -- for each row, before, update (pg_trigger.h)
                      and t.tgtype & (1 | 2 | 16) = (1 | 2 | 16));
  if missing is not null then
    raise exception 'nothing keeps updated_at in: %', missing;
  end if;

  select string_agg(wanted, ', ') into missing
  from unnest(array['core.workspace_overview', 'comms.thread_summaries', 'work.open_tasks']) wanted
  where not exists (select from pg_class where oid = to_regclass(wanted) and relkind = 'v');
  if missing is not null then
    raise exception 'of the 3 views, missing: %', missing;
  end if;

  select string_agg(wanted.name, ', ') into missing
  from (values ('core.contacts',              'idx_contacts_embedding'),
               ('comms.communications',       'idx_comms_embedding'),
               ('meetings.transcript_chunks', 'idx_chunks_embedding'),
               ('media.media_chunks',         'idx_media_chunks_embedding'),
               ('intel.insights',             'idx_insights_embedding')) as wanted (relation, name)
  where not exists (select from pg_index i
                    join pg_class c on c.oid = i.indexrelid
                    join pg_am am on am.oid = c.relam
                    where i.indrelid = to_regclass(wanted.relation) and i.indisvalid
                      and c.relname = wanted.name and am.amname = 'ivfflat');
  if missing is not null then
    raise exception 'of the 5 vector indexes, missing: %', missing;
  end if;
end
$more$;
