-- indexes
create index plain on t (a);
create index several on t (b, a);
create unique index only on t (a);
create index some on t (b) where b > 10;
create index computed on t ((lower(a)), b);
create unique index if not exists all_of_it on t ((b + 1)) where a is not null;
create index if not exists plain on t (b);
create index ordered on t (a desc, b asc);
create index collated on t (a collate nocase);
-- and back
drop index collated;
drop index ordered;
drop index all_of_it;
drop index computed;
drop index some;
drop index only;
drop index several;
drop index if exists plain;
drop index if exists plain;

-- indexes with what only PostgreSQL has
-- error: create_index 'by_method': sqlite has no index method 'gin'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: drop_index 'everything': sqlite has no 'cascade'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration

-- indexes made and dropped without blocking
-- error: create_index 't_a': sqlite has no 'concurrently'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration
-- and back
-- error: drop_index 't_b': sqlite has no 'concurrently'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration

-- an index renamed
drop index main.t_a;
CREATE INDEX "By A" on t (a);
-- and back
drop index main."By A";
CREATE INDEX t_a on t (a);

-- an index of a table in a schema
-- error: create_index 'app.by_name': sqlite has no schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: rename_index 'app.By name': sqlite has no schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
