-- a view
create view v as
select id, a from t where id > 0;
-- and back
drop view v;

-- a view with names for its columns, of a query that ends in a comment
create view v ("No", "order") as
select id, a from t; -- all of them

-- and back
drop view if exists v;
drop view if exists v;

-- a view with what only PostgreSQL has, replaced
create or replace view v (id, b) with (security_invoker = true, security_barrier) as
select id, a from t where id > 0 -- positive
with local check option;
create view w as
select * from v where b <> ''
with cascaded check option;
-- and back
drop view w;
drop view if exists v cascade;
create view v as
select id from t;
create view over as
select id from v;

-- a materialized view
create materialized view v as
select id, a from t;
-- and back
drop materialized view v;

-- a materialized view with each option, in a schema
create materialized view if not exists app."V" ("No", b) with (fillfactor = 70) as
select id, a from t -- all of them
with no data;
create materialized view if not exists app."V" as
select 1;
create materialized view w as
select 1 as one;
-- and back
drop materialized view w;
drop materialized view if exists app."V" cascade;
drop materialized view if exists app."V";

-- a materialized view refreshed
refresh materialized view v;
-- and back
delete from t where id = 2;
refresh materialized view concurrently v;

-- a materialized view emptied
refresh materialized view v with no data;
-- and back
refresh materialized view v;
