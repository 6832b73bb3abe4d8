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
-- error: create_view 'v': sqlite has no 'check_option'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration
-- and back
drop view w;
-- error: drop_view 'v': sqlite has no 'cascade'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration

-- a materialized view
-- error: sqlite has no create_materialized_view 'v'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_materialized_view 'v'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a materialized view with each option, in a schema
-- error: sqlite has no create_materialized_view 'app.V'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_materialized_view 'w'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a materialized view refreshed
-- error: sqlite has no refresh_materialized_view 'v'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
delete from t where id = 2;
-- error: sqlite has no refresh_materialized_view 'v'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a materialized view emptied
-- error: sqlite has no refresh_materialized_view 'v'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no refresh_materialized_view 'v'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
