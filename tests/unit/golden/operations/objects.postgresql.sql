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
comment on schema app is 'it''s "quoted"
and \ has 2 lines; $$';
comment on extension btree_gin is 'it''s "quoted"
and \ has 2 lines; $$';
comment on type e is 'it''s "quoted"
and \ has 2 lines; $$';
comment on domain d is 'it''s "quoted"
and \ has 2 lines; $$';
comment on sequence s is 'it''s "quoted"
and \ has 2 lines; $$';
comment on table t is 'it''s "quoted"
and \ has 2 lines; $$';
comment on column t.a is 'it''s "quoted"
and \ has 2 lines; $$';
comment on constraint t_pkey on t is 'it''s "quoted"
and \ has 2 lines; $$';
comment on index i is 'it''s "quoted"
and \ has 2 lines; $$';
comment on view v is 'it''s "quoted"
and \ has 2 lines; $$';
comment on materialized view m is 'it''s "quoted"
and \ has 2 lines; $$';
comment on function f(integer) is 'it''s "quoted"
and \ has 2 lines; $$';
comment on procedure p is 'it''s "quoted"
and \ has 2 lines; $$';
comment on trigger g on t is 'it''s "quoted"
and \ has 2 lines; $$';
comment on policy y on t is 'it''s "quoted"
and \ has 2 lines; $$';
comment on role sample_reader is 'it''s "quoted"
and \ has 2 lines; $$';
comment on database postgres is 'it''s "quoted"
and \ has 2 lines; $$';
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
