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
