-- Rows for the fourteen tables of modes at their baseline, inserted in one transaction. The setting
-- modes.rows is the number of rows in the largest table; the other tables get rows in proportion:
--
--   select set_config('modes.rows', '5000', false);
--
-- The rows are equal each time, and as wide as those of a real tool. Every reference, also the
-- circular one, is to an existing row. Some rows have values that a copy could get wrong.
begin;

create function pg_temp.share(of_all numeric, at_least bigint) returns bigint language sql immutable as
$$ select greatest(at_least, floor(of_all * current_setting('modes.rows')::numeric)::bigint) $$;

create function pg_temp.key(kind text, i bigint) returns uuid language sql immutable as
$$ select md5(kind || ' ' || i)::uuid $$;

-- A number from 1 to n, evenly distributed.
create function pg_temp.one_of(n bigint, i bigint) returns bigint language sql immutable as
$$ select 1 + (i * 7919) % n $$;

create function pg_temp.wide_text(i bigint, words integer) returns text language sql immutable as
$$ select repeat(md5(i::text) || case i % 3 when 0 then ' ' when 1 then E'\n' else ', ' end, words) $$;

-- Every eleventh text is one of these.
create function pg_temp.some_text(i bigint, words integer) returns text language sql immutable as $text$
  select case when i % 11 <> 0 then pg_temp.wide_text(i, words) else
    (array['', ' ', '''quoted'', "twice"', E'a\nline\r\nand\ta tab', E'\\N \\. \\x41 \\\\',
           'Grüße, 你好, 🚀, e' || U&'\0301', '{"not": "json"}', '(1,"2",)', 'null', 'NULL',
           '$1 $$ :name ? %s', E'\u2028\u202e\u00a0', repeat('long ', 5000)])[1 + (i / 11) % 13] end $text$;

create function pg_temp.some_time(i bigint) returns timestamptz language sql immutable as $$
  select case when i % 13 <> 0 then timestamptz '2025-01-01 00:00:00+00' + i * interval '37.000001 s' else
    (array['infinity', '-infinity', '4714-11-24 00:00:00+00 BC', '294276-12-31 23:59:59.999999+00',
           '1969-12-31 23:59:59.999999+00', '2024-02-29 12:00:00+14',
           '2025-03-30 02:30:00 Europe/Berlin']::timestamptz[])[1 + (i / 13) % 7] end $$;

create function pg_temp.some_json(i bigint) returns jsonb language sql immutable as $$
  select case when i % 7 <> 0
    then jsonb_build_object('source', 'import', 'rank', i, 'labels', jsonb_build_array('a', i % 10))
    else (array['{}', '[]', 'null', '"text"', '-1.50e-7', '{"a": {"b": [1, null, {"c": "\u00e9\\"}]}}',
                '{"": "", "quote": "\"", "line": "\n"}', '[[[]]]',
                '123456789012345678901234567890.123456789']::jsonb[])[1 + (i / 7) % 9] end $$;

create function pg_temp.some_array(i bigint) returns text[] language sql immutable as $$
  select case when i % 5 <> 0 then array['tag ' || i % 100, 'tag ' || i % 7] else
    (array['{}', '{NULL}', '{"",NULL,"null"}', '{"a\"b","c\\d","e,f","{g}"}', '{{a,b},{c,d}}',
           '[0:1]={zero,one}']::text[])[1 + (i / 5) % 6]::text[] end $$;

insert into public.users (id, auth_id, email, name, role, preferences, last_seen_at, created_at,
                          updated_at)
select i, case when i % 6 <> 0 then pg_temp.key('account', i) end, 'user' || i || '@Example.org',
       pg_temp.some_text(i, 1), (array['admin', 'editor', 'viewer'])[1 + i % 3], pg_temp.some_json(i),
       case when i % 4 <> 0 then pg_temp.some_time(i) end, pg_temp.some_time(i + 5),
       pg_temp.some_time(i + 6)
from generate_series(1, pg_temp.share(0.001, 20)) i;

insert into public.settings (key, value, is_secret, updated_by, updated_at)
select 'setting ' || i, pg_temp.some_json(i), i % 2 = 0, nullif(i % 5, 0), pg_temp.some_time(i)
from generate_series(1, 30) i;

insert into public.templates (id, name, section, prompt, variables, temperature, created_by,
                              created_at, updated_at)
select 3 * i, 'template ' || i,
       (enum_range(null::public.section_type))[1 + i % 7],  -- the seventh is null
       pg_temp.some_text(i, 10), pg_temp.some_array(i), i / 30::real, nullif(i % 9, 0),
       pg_temp.some_time(i), pg_temp.some_time(i + 1)
from generate_series(1, 40) i;

insert into public.entities (id, type, name, slug, description, attributes, tags, score, parent_id,
                             owner_id, archived_at, created_at, updated_at)
select pg_temp.key('entity', i), (enum_range(null::public.entity_type))[1 + i % 4],
       'Entity Ä ' || i, 'entity-' || i, pg_temp.some_text(i, 3), pg_temp.some_json(i),
       pg_temp.some_array(i),
       case i % 10 when 0 then null when 1 then 'NaN' else (i % 20000 - 10000) / 7.0 end,
       case when i > 10 then pg_temp.key('entity', i / 10) end,
       case when i % 8 <> 0 then pg_temp.one_of(pg_temp.share(0.001, 20), i) end,
       case when i % 6 = 0 then pg_temp.some_time(i) end, pg_temp.some_time(i + 1),
       pg_temp.some_time(i + 2)
from generate_series(1, pg_temp.share(0.2, 60)) i;

insert into public.artifacts (id, entity_id, type, title, body, digest, sources, metadata, created_by,
                              created_at, updated_at)
select pg_temp.key('artifact', i), pg_temp.key('entity', pg_temp.one_of(pg_temp.share(0.2, 60), i)),
       (enum_range(null::public.artifact_type))[1 + i % 5], 'Artifact ' || i,
       case when i % 10 <> 0 then pg_temp.some_text(i, 12) end,
       case i % 10 when 0 then null when 1 then '' else sha256(i::text::bytea) end,
       case when i % 4 = 0 then pg_temp.some_array(i) end, pg_temp.some_json(i),
       case when i % 3 <> 0 then pg_temp.one_of(pg_temp.share(0.001, 20), i) end,
       pg_temp.some_time(i), pg_temp.some_time(i + 3)
from generate_series(1, pg_temp.share(0.3, 60)) i;

insert into public.artifact_versions (artifact_id, version, body, changed_by, changed_at)
select pg_temp.key('artifact', 1 + i % pg_temp.share(0.3, 60)),
       1 + i / pg_temp.share(0.3, 60), pg_temp.some_text(i, 10),
       case when i % 3 <> 0 then pg_temp.one_of(pg_temp.share(0.001, 20), i) end,
       pg_temp.some_time(i)
from generate_series(0, pg_temp.share(0.4, 80) - 1) i;

insert into public.jobs (id, ticket, kind, status, priority, arguments, result, error, attempts,
                         parent_id, requested_by, run_after, started_at, finished_at,
                         created_at)
select i, 10000 + 2 * i, 'kind ' || i % 12, (enum_range(null::public.job_status))[1 + i % 5],
       (i % 65536 - 32768)::smallint, pg_temp.some_json(i),
       case when i % 5 = 2 then pg_temp.some_json(i + 1) end,
       case when i % 5 = 3 then pg_temp.some_text(i, 2) end, i % 4,
       case when i % 6 = 0 then i / 2 end,
       case when i % 3 <> 0 then pg_temp.one_of(pg_temp.share(0.001, 20), i) end,
       case when i % 5 = 0 then pg_temp.some_time(i) end,
       case when i % 5 > 0 then timestamptz '2025-01-01 00:00:00+00' + i * interval '1 min' end,
       case when i % 5 > 1 then timestamptz '2025-01-01 00:00:00+00' + i * interval '1 min 1 s' end,
       pg_temp.some_time(i)
from generate_series(1, pg_temp.share(0.2, 60)) i;

-- The circular reference: the microsites come first, and reference jobs that are inserted later.
insert into public.microsites (id, entity_id, slug, title, domain, theme, generation_job_id,
                               published_at, created_by, created_at, updated_at)
select pg_temp.key('microsite', i), pg_temp.key('entity', pg_temp.one_of(pg_temp.share(0.2, 60), i)),
       'site-' || i, 'Site ' || i, case when i % 3 = 0 then 'site' || i || '.example' end,
       pg_temp.some_json(i), case when i % 9 <> 0 then 4 * i end,
       case when i % 2 = 0 then pg_temp.some_time(i) end,
       pg_temp.one_of(pg_temp.share(0.001, 20), i), pg_temp.some_time(i), pg_temp.some_time(i + 1)
from generate_series(1, pg_temp.share(0.01, 20)) i;

insert into public.generation_jobs (id, microsite_id, job_id, template_id, status, prompt, output,
                                    tokens, cost, took, created_at)
select i, pg_temp.key('microsite', 1 + (i - 1) / 4),
       case when i % 5 <> 0 then pg_temp.one_of(pg_temp.share(0.2, 60), i) end,
       case when i % 7 <> 0 then 3 * (1 + i % 40) end,
       (enum_range(null::public.job_status))[1 + i % 5], pg_temp.some_text(i, 8),
       case when i % 5 = 2 then pg_temp.some_json(i) end, i % 5000, -i / 1000000.0,
       case i % 4 when 0 then null when 1 then interval '-1 mon +2 days -00:00:00.000001'
                  else i * interval '1.5 s' end,
       pg_temp.some_time(i)
from generate_series(1, 4 * pg_temp.share(0.01, 20)) i;

insert into public.microsite_sections (id, microsite_id, type, position, heading, content, artifact_id,
                                       is_visible)
select i, pg_temp.key('microsite', 1 + (i - 1) / 5), (enum_range(null::public.section_type))[1 + i % 6],
       (i - 1) % 5 - 2, pg_temp.some_text(i, 1), pg_temp.some_json(i),
       case when i % 3 = 0
         then pg_temp.key('artifact', pg_temp.one_of(pg_temp.share(0.3, 60), i)) end, i % 4 <> 0
from generate_series(1, 5 * pg_temp.share(0.01, 20)) i;

insert into public.campaigns (id, name, status, budget, channels, runs, results, created_by,
                              created_at, updated_at)
overriding system value
select i, pg_temp.some_text(i, 1), (array['draft', 'running', 'paused', 'finished'])[1 + i % 4],
       case when i % 3 <> 0 then -i * 1234567.89 end, pg_temp.some_array(i),
       case i % 4 when 0 then null when 1 then 'empty' when 2 then '[2025-01-01,)'
                  else daterange('2025-01-01', date '2025-01-01' + i::integer) end,
       case when i % 2 = 0 then array['NaN', '-Infinity', 0.1, -0.0, 1e-300, null]::float8[] end,
       pg_temp.one_of(pg_temp.share(0.001, 20), i), pg_temp.some_time(i), pg_temp.some_time(i + 1)
from generate_series(1, pg_temp.share(0.001, 10)) i;

insert into public.campaign_entities (campaign_id, entity_id, weight, added_at)
select 1 + i % pg_temp.share(0.001, 10), pg_temp.key('entity', 1 + i / pg_temp.share(0.001, 10)),
       i / 3::real, pg_temp.some_time(i)
from generate_series(0, pg_temp.share(0.1, 50) - 1) i;

-- Each comment is counted in its artifact, without changing the artifact's updated_at.
alter table public.artifacts disable trigger touch_updated_at;
insert into public.comments (id, artifact_id, parent_id, author_id, body, mentions, created_at)
select i, pg_temp.key('artifact', pg_temp.one_of(pg_temp.share(0.3, 60), i / 4)),
       case when i % 3 = 0 then i - 1 end,
       case when i % 7 <> 0 then pg_temp.one_of(pg_temp.share(0.001, 20), i) end,
       pg_temp.some_text(i, 4), case when i % 10 = 0 then array[i, null, -i] else '{}' end,
       pg_temp.some_time(i)
from generate_series(1, pg_temp.share(0.1, 50)) i;
alter table public.artifacts enable trigger touch_updated_at;

-- The numbers have gaps.
insert into public.events (id, entity_id, user_id, kind, payload, address, occurred_at)
select i + i / 7 * 3,
       case when i % 17 <> 0 then pg_temp.key('entity', pg_temp.one_of(pg_temp.share(0.2, 60), i)) end,
       case when i % 5 <> 0 then pg_temp.one_of(pg_temp.share(0.001, 20), i) end,
       'kind ' || i % 30, case when i % 9 <> 0 then pg_temp.some_json(i) end,
       case i % 4 when 0 then null when 1 then inet '2001:db8::/32' + i
                  else inet '10.0.0.0' + i end,
       pg_temp.some_time(i)
from generate_series(1, pg_temp.share(1, 50)) i;

-- The sequences continue after the numbers; those of events and of the tickets are further ahead,
-- because the last rows were deleted again.
select setval('public.users_id_seq', (select max(id) from public.users)),
       setval('public.templates_id_seq', (select max(id) from public.templates)),
       setval('public.jobs_id_seq', (select max(id) from public.jobs)),
       setval('public.tickets', (select max(ticket) from public.jobs) + 12),
       setval('public.generation_jobs_id_seq', (select max(id) from public.generation_jobs)),
       setval('public.microsite_sections_id_seq', (select max(id) from public.microsite_sections)),
       setval('public.campaigns_id_seq', (select max(id) from public.campaigns)),
       setval('public.comments_id_seq', (select max(id) from public.comments)),
       setval('public.events_id_seq', (select max(id) from public.events) + 100);
commit;
