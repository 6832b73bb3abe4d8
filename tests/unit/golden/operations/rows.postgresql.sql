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
copy t (id, name) from stdin;
1	it's
2	\N
3	a\tb\\n
\.
copy t (name, id) from stdin;
made	4
made	5
\.
-- and back
delete from t;

-- rows copied
insert into same overriding system value select * from "from";
insert into copy (id, "Kind") overriding system value select id, upper(name) from same where id > 1 order by id desc;
-- and back
delete from copy;
delete from same;

-- rows that are expected
do $revise$
declare
  breach text := (select case when n <> 3 then 'rows of ''t'': ' || n || ' found, 3 expected' end as breach
from (select count(*) as n from t) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
do $revise$
declare
  breach text := (select case when n > 0 then 'rows of ''t'' where name = ''it''''s'' and id <> 3: ' || n || ' found, at most 0 expected' end as breach
from (select count(*) as n from t where name = 'it''s' and id <> 3) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
do $revise$
declare
  breach text := (select case when n < 1 or n > 3 then 'rows of (select name from t group by name): ' || n || ' found, 1 to 3 expected' end as breach
from (select count(*) as n from (select name from t group by name) as revise_rows) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
do $revise$
declare
  breach text := (select case when n < 1 then 'a row that''s there: ' || n || ' found, at least 1 expected' end as breach
from (select count(*) as n from t where id > 0) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
lock table "Old t" in share row exclusive mode;
do $revise$
begin
  perform set_config('revise.preserved_1', (select count(*)::text || '/' || coalesce(sum(hashtextextended(row(id, lower(kind))::text, 0)::numeric), 0) from "Old t" where id < 9), true);
end $revise$;
lock table t in share row exclusive mode;
do $revise$
begin
  perform set_config('revise.preserved_2', (select count(*)::text from t), true);
end $revise$;
drop table "Old t";
do $revise$
declare
  breach text := (select case
  when was is null then 'what preserve_rows remembered of ''Old t'' is gone: the SQL resets the session''s settings'
  when split_part(was, '/', 1) <> split_part(is_now, '/', 1) then 'rows: ' || split_part(was, '/', 1) || ' of ''Old t'' before, ' || split_part(is_now, '/', 1) || ' of ''t'' now'
  when was <> is_now then 'checksum of id, name: ' || split_part(was, '/', 2) || ' of ''Old t'' before, ' || split_part(is_now, '/', 2) || ' of ''t'' now'
end as breach
from (select nullif(current_setting('revise.preserved_1', true), '') as was, (select count(*)::text || '/' || coalesce(sum(hashtextextended(row(id, name)::text, 0)::numeric), 0) from t where name is not null) as is_now) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
do $revise$
declare
  breach text := (select case
  when was is null then 'what preserve_rows remembered of ''t'' is gone: the SQL resets the session''s settings'
  when split_part(was, '/', 1) <> split_part(is_now, '/', 1) then 'rows of ''t'': ' || split_part(was, '/', 1) || ' before, ' || split_part(is_now, '/', 1) || ' now'
end as breach
from (select nullif(current_setting('revise.preserved_2', true), '') as was, (select count(*)::text from t) as is_now) as revise_guard);
begin
  if breach is not null then
    raise exception '%', breach using errcode = 'assert_failure';
  end if;
end $revise$;
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
notify "Odd channel", 'it''s "new" \ and
two lines';
