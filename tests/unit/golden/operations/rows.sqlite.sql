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

-- something for one database alone
create table of_sqlite (
  a integer
);
-- and back
drop table of_sqlite;

-- a notice to listeners
-- error: sqlite has no notify 'jobs'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
