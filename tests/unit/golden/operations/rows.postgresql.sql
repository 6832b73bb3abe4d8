-- SQL as it is
create table raw (a text); -- two statements
insert into raw values (':x');
-- and back
drop table raw;

-- SQL with values
prepare revise_execute as insert into t values ($1, $2);
execute revise_execute('1', 'it''s $1');
deallocate revise_execute;
prepare revise_execute as insert into t values ($1, $2);
execute revise_execute('2', null);
deallocate revise_execute;
-- and back
prepare revise_execute as delete from t where id < $1;
execute revise_execute('3');
deallocate revise_execute;

-- rows
insert into t (id, name) overriding system value values
  ('1', 'it''s'),
  ('2', null),
  ('3', E'a	b\\n');
insert into t (name, id) overriding system value values
  ('made', '4'),
  ('made', '5');
-- and back
delete from t;

-- rows copied
begin;
set local row_security = off;
insert into same overriding system value select * from "from";
commit;
begin;
set local row_security = off;
insert into copy (id, "Kind") overriding system value select id, upper(name) from same where id > 1 order by id desc;
commit;
-- and back
delete from copy;
delete from same;

-- rows that are expected
begin;
set local row_security = off;
do $revise$
declare
  breach pg_catalog.text := (select case when n operator(pg_catalog.<>) 3 then 'rows of ''t'': ' operator(pg_catalog.||) n::pg_catalog.text operator(pg_catalog.||) ' found, 3 expected' end as breach
from (select pg_catalog.count(*) as n from t) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
commit;
begin;
set local row_security = off;
do $revise$
declare
  breach pg_catalog.text := (select case when n operator(pg_catalog.>) 0 then 'rows of ''t'' where name = ''it''''s'' and id <> 3: ' operator(pg_catalog.||) n::pg_catalog.text operator(pg_catalog.||) ' found, at most 0 expected' end as breach
from (select pg_catalog.count(*) as n from t where name = 'it''s' and id <> 3) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
commit;
begin;
set local row_security = off;
do $revise$
declare
  breach pg_catalog.text := (select case when n operator(pg_catalog.<) 1 or n operator(pg_catalog.>) 3 then 'rows of (select name from t group by name): ' operator(pg_catalog.||) n::pg_catalog.text operator(pg_catalog.||) ' found, 1 to 3 expected' end as breach
from (select pg_catalog.count(*) as n from (select name from t group by name) as revise_rows) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
commit;
begin;
set local row_security = off;
do $revise$
declare
  breach pg_catalog.text := (select case when n operator(pg_catalog.<) 1 then 'a row that''s there: ' operator(pg_catalog.||) n::pg_catalog.text operator(pg_catalog.||) ' found, at least 1 expected' end as breach
from (select pg_catalog.count(*) as n from t where id > 0) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
commit;
begin;
set local row_security = off;
lock table "Old t" in share row exclusive mode;
do $revise$
begin
  perform pg_catalog.set_config('revise.preserved_1', (select pg_catalog.count(*)::pg_catalog.text operator(pg_catalog.||) '/' operator(pg_catalog.||) coalesce(pg_catalog.sum(pg_catalog.hashtextextended(row(id, lower(kind))::pg_catalog.text, 0)::numeric), 0)::pg_catalog.text from "Old t" where id < 9), true);
end $revise$;
commit;
begin;
set local row_security = off;
lock table t in share row exclusive mode;
do $revise$
begin
  perform pg_catalog.set_config('revise.preserved_2', (select pg_catalog.count(*)::pg_catalog.text from t), true);
end $revise$;
commit;
drop table "Old t";
begin;
set local row_security = off;
do $revise$
declare
  breach pg_catalog.text := (select case
  when was is null or was operator(pg_catalog.=) '' then 'what preserve_rows remembered of ''Old t'' is lost: the SQL resets the session''s settings'
  when pg_catalog.split_part(was, '/', 1) operator(pg_catalog.<>) pg_catalog.split_part(is_now, '/', 1) then 'rows: ' operator(pg_catalog.||) pg_catalog.split_part(was, '/', 1) operator(pg_catalog.||) ' of ''Old t'' before, ' operator(pg_catalog.||) pg_catalog.split_part(is_now, '/', 1) operator(pg_catalog.||) ' of ''t'' now'
  when was operator(pg_catalog.<>) is_now then 'checksum of id, name: ' operator(pg_catalog.||) pg_catalog.split_part(was, '/', 2) operator(pg_catalog.||) ' of ''Old t'' before, ' operator(pg_catalog.||) pg_catalog.split_part(is_now, '/', 2) operator(pg_catalog.||) ' of ''t'' now'
end as breach
from (select pg_catalog.current_setting('revise.preserved_1', true) as was, (select pg_catalog.count(*)::pg_catalog.text operator(pg_catalog.||) '/' operator(pg_catalog.||) coalesce(pg_catalog.sum(pg_catalog.hashtextextended(row(id, name)::pg_catalog.text, 0)::numeric), 0)::pg_catalog.text from t where name is not null) as is_now) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
commit;
begin;
set local row_security = off;
do $revise$
declare
  breach pg_catalog.text := (select case
  when was is null or was operator(pg_catalog.=) '' then 'what preserve_rows remembered of ''t'' is lost: the SQL resets the session''s settings'
  when pg_catalog.split_part(was, '/', 1) operator(pg_catalog.<>) pg_catalog.split_part(is_now, '/', 1) then 'rows of ''t'': ' operator(pg_catalog.||) pg_catalog.split_part(was, '/', 1) operator(pg_catalog.||) ' before, ' operator(pg_catalog.||) pg_catalog.split_part(is_now, '/', 1) operator(pg_catalog.||) ' now'
end as breach
from (select pg_catalog.current_setting('revise.preserved_2', true) as was, (select pg_catalog.count(*)::pg_catalog.text from t) as is_now) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
commit;
-- and back
create table "Old t" (
  id integer,
  kind text
);

-- something for one database alone
create table of_postgresql (
  a integer
);
-- and back
drop table of_postgresql;

-- a notice to listeners
notify jobs;
notify "Odd channel", E'it''s "new" \\ and
two lines';
