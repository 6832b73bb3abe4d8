-- row-level security
alter table app."Notes" enable row level security;
alter table app."Notes" force row level security;
-- and back
alter table app."Notes" no force row level security;
alter table app."Notes" disable row level security;

-- policies
create policy everybody on app."Notes" for all;
create policy readers on app."Notes" for select to sample_reader, "Sample Writer" using (owner = current_user);
create policy "It's mine" on app."Notes" as restrictive for insert to public with check (owner = current_user);
create policy change on app."Notes" for update to current_user using (id > 0) with check (id > 1);
create policy remove on app."Notes" for delete using (false);
create policy "all" on app."Notes" for all;
-- and back
drop policy "all" on app."Notes";
drop policy if exists remove on app."Notes" cascade;
drop policy if exists remove on app."Notes";
drop policy change on app."Notes";
drop policy "It's mine" on app."Notes";
drop policy readers on app."Notes";
drop policy everybody on app."Notes";

-- a policy altered
alter policy p on app."Notes" to sample_reader using (id > 2) with check (id > 3);
-- and back
alter policy p on app."Notes" to public;
alter policy p on app."Notes" using (id > 0);
alter policy p on app."Notes" with check (id > 1);

-- roles
create role sample_one;
do $body$
begin
  if not exists (select from pg_catalog.pg_roles where rolname operator(pg_catalog.=) 'sample_one') then
    create role sample_one;
  end if;
exception when duplicate_object or unique_violation then null;
end $body$;
do $body$
begin
  if not exists (select from pg_catalog.pg_roles where rolname operator(pg_catalog.=) 'Sample''s "two"') then
    create role "Sample's ""two""" login bypassrls noinherit;
  end if;
exception when duplicate_object or unique_violation then null;
end $body$;
create role sample_three login;
grant sample_one to "Sample's ""two""", sample_three;
comment on role sample_one is 'of a sample';
-- and back
revoke sample_one from sample_three;
revoke sample_one from "Sample's ""two""";
drop role if exists sample_three;
drop role if exists sample_three;
drop role "Sample's ""two""";
drop role sample_one;

-- grants on every kind of object
grant usage on schema app to sample_reader, "Sample Writer";
grant select, insert (id, owner) on table app."Notes" to "Sample Writer" with grant option;
grant all on table app."V" to sample_reader;
grant select on table app."M" to public;
grant usage, select on sequence app."Nos" to sample_reader;
grant execute on function app."F"(integer) to sample_reader;
grant execute on procedure app."P" to sample_reader;
grant usage on type app."E" to sample_reader;
grant usage on domain app."D" to sample_reader;
revoke execute on function app."F" from public;
-- and back
grant execute on function app."F" to public;
revoke usage on domain app."D" from sample_reader;
revoke usage on type app."E" from sample_reader;
revoke execute on procedure app."P"() from sample_reader;
revoke execute on function app."F"(integer) from sample_reader;
revoke all on sequence app."Nos" from sample_reader;
revoke select on table app."M" from public;
revoke all on table app."V" from sample_reader;
revoke all on table app."Notes" from "Sample Writer" cascade;
revoke usage on schema app from sample_reader, "Sample Writer";

-- the grants of one table, view and sequence on another
do $revise$
declare
  change pg_catalog.text;
begin
  for change in
    with named as (
      select c.*, c.oid operator(pg_catalog.=) 'app."It''s new"'::pg_catalog.regclass as is_new
      from pg_catalog.pg_class c
      where (c.oid operator(pg_catalog.=) 'a'::pg_catalog.regclass
             or c.oid operator(pg_catalog.=) 'app."It''s new"'::pg_catalog.regclass)
        and 'a'::pg_catalog.regclass operator(pg_catalog.<>) 'app."It''s new"'::pg_catalog.regclass
    ), held as (
      select c.is_new, c.relkind, null::pg_catalog.name as of_column, a.*
      from named c, pg_catalog.aclexplode(c.relacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner
      union all
      select c.is_new, c.relkind, t.attname, a.*
      from named c join pg_catalog.pg_attribute t on t.attrelid operator(pg_catalog.=) c.oid,
        pg_catalog.aclexplode(t.attacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner and not t.attisdropped
    )
    select pg_catalog.format(
      case when is_new then 'revoke %s%s on %s %s from %s' else 'grant %s%s on %s %s to %s%s' end,
      privilege_type, case when of_column is not null then pg_catalog.format('(%I)', of_column) end,
      case when relkind operator(pg_catalog.=) 'S' then 'sequence' else 'table' end, 'app."It''s new"',
      case when grantee operator(pg_catalog.=) 0 then 'public'
           else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)::pg_catalog.text) end,
      case when is_grantable then ' with grant option' end)
    from held order by is_new desc
  loop
    execute change;
  end loop;
end $revise$;
do $revise$
declare
  change pg_catalog.text;
begin
  for change in
    with named as (
      select c.*, c.oid operator(pg_catalog.=) 'w'::pg_catalog.regclass as is_new
      from pg_catalog.pg_class c
      where (c.oid operator(pg_catalog.=) 'v'::pg_catalog.regclass
             or c.oid operator(pg_catalog.=) 'w'::pg_catalog.regclass)
        and 'v'::pg_catalog.regclass operator(pg_catalog.<>) 'w'::pg_catalog.regclass
    ), held as (
      select c.is_new, c.relkind, null::pg_catalog.name as of_column, a.*
      from named c, pg_catalog.aclexplode(c.relacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner
      union all
      select c.is_new, c.relkind, t.attname, a.*
      from named c join pg_catalog.pg_attribute t on t.attrelid operator(pg_catalog.=) c.oid,
        pg_catalog.aclexplode(t.attacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner and not t.attisdropped
    )
    select pg_catalog.format(
      case when is_new then 'revoke %s%s on %s %s from %s' else 'grant %s%s on %s %s to %s%s' end,
      privilege_type, case when of_column is not null then pg_catalog.format('(%I)', of_column) end,
      case when relkind operator(pg_catalog.=) 'S' then 'sequence' else 'table' end, 'w',
      case when grantee operator(pg_catalog.=) 0 then 'public'
           else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)::pg_catalog.text) end,
      case when is_grantable then ' with grant option' end)
    from held order by is_new desc
  loop
    execute change;
  end loop;
end $revise$;
do $revise$
declare
  change pg_catalog.text;
begin
  for change in
    with named as (
      select c.*, c.oid operator(pg_catalog.=) 't'::pg_catalog.regclass as is_new
      from pg_catalog.pg_class c
      where (c.oid operator(pg_catalog.=) 's'::pg_catalog.regclass
             or c.oid operator(pg_catalog.=) 't'::pg_catalog.regclass)
        and 's'::pg_catalog.regclass operator(pg_catalog.<>) 't'::pg_catalog.regclass
    ), held as (
      select c.is_new, c.relkind, null::pg_catalog.name as of_column, a.*
      from named c, pg_catalog.aclexplode(c.relacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner
      union all
      select c.is_new, c.relkind, t.attname, a.*
      from named c join pg_catalog.pg_attribute t on t.attrelid operator(pg_catalog.=) c.oid,
        pg_catalog.aclexplode(t.attacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner and not t.attisdropped
    )
    select pg_catalog.format(
      case when is_new then 'revoke %s%s on %s %s from %s' else 'grant %s%s on %s %s to %s%s' end,
      privilege_type, case when of_column is not null then pg_catalog.format('(%I)', of_column) end,
      case when relkind operator(pg_catalog.=) 'S' then 'sequence' else 'table' end, 't',
      case when grantee operator(pg_catalog.=) 0 then 'public'
           else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)::pg_catalog.text) end,
      case when is_grantable then ' with grant option' end)
    from held order by is_new desc
  loop
    execute change;
  end loop;
end $revise$;
do $revise$
declare
  change pg_catalog.text;
begin
  for change in
    with named as (
      select c.*, c.oid operator(pg_catalog.=) 's'::pg_catalog.regclass as is_new
      from pg_catalog.pg_class c
      where (c.oid operator(pg_catalog.=) 's'::pg_catalog.regclass
             or c.oid operator(pg_catalog.=) 's'::pg_catalog.regclass)
        and 's'::pg_catalog.regclass operator(pg_catalog.<>) 's'::pg_catalog.regclass
    ), held as (
      select c.is_new, c.relkind, null::pg_catalog.name as of_column, a.*
      from named c, pg_catalog.aclexplode(c.relacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner
      union all
      select c.is_new, c.relkind, t.attname, a.*
      from named c join pg_catalog.pg_attribute t on t.attrelid operator(pg_catalog.=) c.oid,
        pg_catalog.aclexplode(t.attacl) a
      where a.grantee operator(pg_catalog.<>) c.relowner and not t.attisdropped
    )
    select pg_catalog.format(
      case when is_new then 'revoke %s%s on %s %s from %s' else 'grant %s%s on %s %s to %s%s' end,
      privilege_type, case when of_column is not null then pg_catalog.format('(%I)', of_column) end,
      case when relkind operator(pg_catalog.=) 'S' then 'sequence' else 'table' end, 's',
      case when grantee operator(pg_catalog.=) 0 then 'public'
           else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)::pg_catalog.text) end,
      case when is_grantable then ' with grant option' end)
    from held order by is_new desc
  loop
    execute change;
  end loop;
end $revise$;

-- grants on a database
grant create on database postgres to sample_reader;
-- and back
revoke create on database postgres from sample_reader;

-- grants on all that a schema has
grant select on all tables in schema app to sample_reader;
grant usage on all sequences in schema app to sample_reader;
grant execute on all functions in schema app to sample_reader;
-- and back
revoke execute on all functions in schema app from sample_reader;
revoke usage on all sequences in schema app from sample_reader;
revoke select on all tables in schema app from sample_reader;
