-- SQL as it is
create table raw (a text); -- two statements
insert into raw values (':x');
-- and back
drop table raw;

-- SQL with values
insert into t values (1, 'it''s $1');
insert into t values (2, null);
-- and back
delete from t where id < 3;

-- rows
insert into t (id, name) values
  (1, 'it''s'),
  (2, null),
  (3, 'a	b\n');
insert into t (name, id) values
  ('made', 4),
  ('made', 5);
-- and back
delete from t;

-- rows copied
insert into same select * from "from";
insert into copy (id, "Kind") select id, upper(name) from same where id > 1 order by id desc;
-- and back
delete from copy;
delete from same;

-- rows that are expected
create temp table revise_breach as select case when n <> 3 then 'rows of ''t'': ' || n || ' found, 3 expected' end as breach
from (select count(*) as n from t) as revise_guard;
select breach from temp.revise_breach where breach is not null;
create temp table revise_check (holds, constraint "the rows are not as expected: the line above says how" check (holds));
insert into temp.revise_check select breach is null from temp.revise_breach;
drop table temp.revise_check;
drop table temp.revise_breach;
create temp table revise_breach as select case when n > 0 then 'rows of ''t'' where name = ''it''''s'' and id <> 3: ' || n || ' found, at most 0 expected' end as breach
from (select count(*) as n from t where name = 'it''s' and id <> 3) as revise_guard;
select breach from temp.revise_breach where breach is not null;
create temp table revise_check (holds, constraint "the rows are not as expected: the line above says how" check (holds));
insert into temp.revise_check select breach is null from temp.revise_breach;
drop table temp.revise_check;
drop table temp.revise_breach;
create temp table revise_breach as select case when n < 1 or n > 3 then 'rows of (select name from t group by name): ' || n || ' found, 1 to 3 expected' end as breach
from (select count(*) as n from (select name from t group by name) as revise_rows) as revise_guard;
select breach from temp.revise_breach where breach is not null;
create temp table revise_check (holds, constraint "the rows are not as expected: the line above says how" check (holds));
insert into temp.revise_check select breach is null from temp.revise_breach;
drop table temp.revise_check;
drop table temp.revise_breach;
create temp table revise_breach as select case when n < 1 then 'a row that''s there: ' || n || ' found, at least 1 expected' end as breach
from (select count(*) as n from t where id > 0) as revise_guard;
select breach from temp.revise_breach where breach is not null;
create temp table revise_check (holds, constraint "the rows are not as expected: the line above says how" check (holds));
insert into temp.revise_check select breach is null from temp.revise_breach;
drop table temp.revise_check;
drop table temp.revise_breach;
create temp table revise_preserved_1 as select case typeof(id) when 'blob' then quote(id) else quote(cast(id as text)) end as v1, case typeof(lower(kind)) when 'blob' then quote(lower(kind)) else quote(cast(lower(kind) as text)) end as v2, count(*) as n from "Old t" where id < 9 group by 1, 2;
create temp table revise_preserved_2 as select count(*) as n from t;
drop table "Old t";
create temp table revise_breach as select case
  when was <> is_now then 'rows: ' || was || ' of ''Old t'' before, ' || is_now || ' of ''t'' now'
  when missing > 0 then 'rows of ''Old t'' that ''t'' now lacks, by id, name: ' || missing || ' of ' || was
end as breach
from (select (select coalesce(sum(n), 0) from temp.revise_preserved_1) as was,
  (select coalesce(sum(n), 0) from (select case typeof(id) when 'blob' then quote(id) else quote(cast(id as text)) end as v1, case typeof(name) when 'blob' then quote(name) else quote(cast(name as text)) end as v2, count(*) as n from t where name is not null group by 1, 2)) as is_now,
  (select coalesce(sum(n), 0) from (select sum(n) as n from (select v1, v2, n from temp.revise_preserved_1 union all select v1, v2, -n from (select case typeof(id) when 'blob' then quote(id) else quote(cast(id as text)) end as v1, case typeof(name) when 'blob' then quote(name) else quote(cast(name as text)) end as v2, count(*) as n from t where name is not null group by 1, 2)) group by v1, v2) where n > 0) as missing);
select breach from temp.revise_breach where breach is not null;
create temp table revise_check (holds, constraint "the rows are not as expected: the line above says how" check (holds));
insert into temp.revise_check select breach is null from temp.revise_breach;
drop table temp.revise_check;
drop table temp.revise_breach;
drop table temp.revise_preserved_1;
create temp table revise_breach as select case
  when was <> is_now then 'rows of ''t'': ' || was || ' before, ' || is_now || ' now'
end as breach
from (select (select coalesce(sum(n), 0) from temp.revise_preserved_2) as was,
  (select coalesce(sum(n), 0) from (select count(*) as n from t)) as is_now);
select breach from temp.revise_breach where breach is not null;
create temp table revise_check (holds, constraint "the rows are not as expected: the line above says how" check (holds));
insert into temp.revise_check select breach is null from temp.revise_breach;
drop table temp.revise_check;
drop table temp.revise_breach;
drop table temp.revise_preserved_2;
-- and back
create table "Old t" (
  id integer,
  kind text
);

-- something for one database alone
create table of_sqlite (
  a integer
);
-- and back
drop table of_sqlite;

-- a notice to listeners
-- error: sqlite has no notify 'jobs'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
