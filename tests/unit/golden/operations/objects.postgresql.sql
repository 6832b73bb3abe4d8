-- every kind of object renamed
alter schema app rename to "App 2";
alter type e rename to "E2";
alter domain d rename to d2;
alter sequence s rename to s2;
alter trigger g on t rename to g2;
alter policy y on t rename to y2;
alter table t rename constraint t_pkey to key;
alter table t rename column a to a2;
alter index i rename to i2;
alter table t rename to t2;
alter view v rename to v2;
alter materialized view m rename to m2;
alter function f(integer) rename to f2;
alter procedure p rename to p2;
alter role sample_r rename to "Sample r2";
-- and back
alter role "Sample r2" rename to sample_r;
alter procedure p2() rename to p;
alter function f2 rename to f;
alter materialized view m2 rename to m;
alter view v2 rename to v;
alter table t2 rename to t;
alter index i2 rename to i;
alter table t rename column a2 to a;
alter table t rename constraint key to t_pkey;
alter policy y2 on t rename to y;
alter trigger g2 on t rename to g;
alter sequence s2 rename to s;
alter domain d2 rename to d;
alter type "E2" rename to e;
alter schema "App 2" rename to app;

-- every kind of object that can be moved
alter extension pg_trgm set schema app;
alter type e set schema app;
alter domain d set schema app;
alter sequence s set schema app;
alter table t set schema app;
alter view v set schema app;
alter materialized view m set schema app;
alter function f set schema app;
alter procedure p() set schema app;
-- and back
alter procedure app.p set schema public;
alter function app.f(integer) set schema public;
alter materialized view app.m set schema public;
alter view app.v set schema public;
alter table app.t set schema public;
alter sequence app.s set schema public;
alter domain app.d set schema public;
alter type app.e set schema public;
alter extension pg_trgm set schema public;

-- comments on every kind of object
comment on schema app is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on extension btree_gin is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on type e is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on domain d is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on sequence s is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on table t is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on column t.a is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on constraint t_pkey on t is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on index i is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on view v is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on materialized view m is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on function f(integer) is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on procedure p is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on trigger g on t is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on policy y on t is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on role sample_reader is E'it''s "quoted"
and \\ has 2 lines; $$';
comment on database postgres is E'it''s "quoted"
and \\ has 2 lines; $$';
-- and back
comment on database postgres is 'default administrative connection database';
comment on role sample_reader is null;
comment on policy y on t is null;
comment on trigger g on t is null;
comment on procedure p() is null;
comment on function f is null;
comment on materialized view m is null;
comment on view v is null;
comment on index i is null;
comment on constraint t_pkey on t is null;
comment on column t.a is null;
comment on table t is null;
comment on sequence s is null;
comment on domain d is null;
comment on type e is null;
comment on extension btree_gin is null;
comment on schema app is null;

-- every kind of object dropped by its kind
drop role if exists sample_gone;
drop extension pg_trgm;
drop policy y on t;
drop trigger g on t;
drop procedure p();
drop function f(integer) cascade;
drop materialized view m;
drop view v;
drop index i;
alter table t drop constraint t_pkey;
alter table t drop column a;
drop table t;
drop sequence s;
drop domain d;
drop type e;
drop schema app;

-- every kind of object dropped where nothing else needs it
do $revise$
begin
  drop role sample_gone;
exception when dependent_objects_still_exist then
  raise notice '%', 'role ''sample_gone'' is in use, and stays';
end $revise$;
do $revise$
begin
  drop extension pg_trgm;
exception when dependent_objects_still_exist then
  raise notice '%', 'extension ''pg_trgm'' is in use, and stays';
end $revise$;
do $revise$
begin
  drop policy y on t;
exception when dependent_objects_still_exist then
  raise notice '%', 'policy ''y'' is in use, and stays';
end $revise$;
do $revise$
begin
  drop trigger g on t;
exception when dependent_objects_still_exist then
  raise notice '%', 'trigger ''g'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regprocedure('p()')::pg_catalog.oid, 'pg_proc'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop procedure p();
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'procedure ''p()'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regprocedure('f(integer)')::pg_catalog.oid, 'pg_proc'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop function f(integer);
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'function ''f(integer)'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regclass('m')::pg_catalog.oid, 'pg_class'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop materialized view m;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'materialized view ''m'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regclass('v')::pg_catalog.oid, 'pg_class'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop view v;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'view ''v'' is in use, and stays';
end $revise$;
do $revise$
begin
  alter table t drop constraint t_pkey;
exception when dependent_objects_still_exist then
  raise notice '%', 'constraint ''t_pkey'' is in use, and stays';
end $revise$;
do $revise$
begin
  alter table t drop column a;
exception when dependent_objects_still_exist then
  raise notice '%', 'column ''a'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regclass('s')::pg_catalog.oid, 'pg_class'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop sequence s;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'sequence ''s'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regtype('d')::pg_catalog.oid, 'pg_type'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop domain d;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'domain ''d'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regtype('e')::pg_catalog.oid, 'pg_type'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop type e;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'type ''e'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regnamespace('app')::pg_catalog.oid, 'pg_namespace'::pg_catalog.name) operator(pg_catalog.=) 'ours' then
    drop schema app;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'schema ''app'' is in use, and stays';
end $revise$;

-- what is missing is made, what is there is left alone
do $revise$
begin
  if pg_catalog.to_regnamespace('found') is null then
    create schema if not exists found;
    comment on schema found is 'made by this migration, it''s true';
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.to_regclass('found.t') is null then
    create table if not exists found.t (
  b text
);
    comment on table found.t is 'made by this migration, it''s true';
    comment on column found.t.b is 'a column';
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.to_regprocedure('found.f(integer)') is null then
    create function found.f(integer) returns integer language sql as $body$select 2$body$;
    comment on function found.f(integer) is 'made by this migration, it''s true';
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.to_regnamespace('made') is null then
    create schema if not exists made;
    comment on schema made is 'made by this migration, it''s true';
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.to_regclass('made.t') is null then
    create table if not exists made.t (
  b text
);
    comment on table made.t is 'made by this migration, it''s true';
    comment on column made.t.b is 'a column';
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.to_regprocedure('made.f(integer)') is null then
    create function made.f(integer) returns integer language sql as $body$select 2$body$;
    comment on function made.f(integer) is 'made by this migration, it''s true';
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regnamespace('found')::pg_catalog.oid, 'pg_namespace'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    grant usage on schema found to pg_monitor;
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regnamespace('made')::pg_catalog.oid, 'pg_namespace'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    grant usage on schema made to pg_monitor;
  end if;
end $revise$;
create function found.g() returns integer language sql as $body$select 3$body$;
comment on function found.g() is 'a function';
create view made.v as
select b from made.t;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regclass('made.v')::pg_catalog.oid, 'pg_class'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    drop view made.v;
  end if;
end $revise$;
do $revise$
begin
  drop table made.t;
exception when dependent_objects_still_exist then
  raise notice '%', 'table ''made.t'' is in use, and stays';
end $revise$;
-- and back
drop view made.v;
drop function found.g;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regprocedure('found.f(integer)')::pg_catalog.oid, 'pg_proc'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    drop function if exists found.f(integer);
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regclass('found.t')::pg_catalog.oid, 'pg_class'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    drop table found.t;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'table ''found.t'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regnamespace('found')::pg_catalog.oid, 'pg_namespace'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    drop schema found;
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regprocedure('made.f(integer)')::pg_catalog.oid, 'pg_proc'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    drop function if exists made.f(integer);
  end if;
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regclass('made.t')::pg_catalog.oid, 'pg_class'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    drop table made.t;
  end if;
exception when dependent_objects_still_exist then
  raise notice '%', 'table ''made.t'' is in use, and stays';
end $revise$;
do $revise$
begin
  if pg_catalog.obj_description(pg_catalog.to_regnamespace('made')::pg_catalog.oid, 'pg_namespace'::pg_catalog.name) operator(pg_catalog.=) 'made by this migration, it''s true' then
    drop schema made;
  end if;
end $revise$;
do $revise$
begin
  drop schema found;
exception when dependent_objects_still_exist then
  raise notice '%', 'schema ''found'' is in use, and stays';
end $revise$;
do $revise$
begin
  drop schema if exists missing;
exception when dependent_objects_still_exist then
  raise notice '%', 'schema ''missing'' is in use, and stays';
end $revise$;
