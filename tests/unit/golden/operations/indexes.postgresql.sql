-- indexes
create index plain on t (a);
create index several on t (b, a);
create unique index "only" on t (a);
create index "some" on t (b) where b > 10;
create index computed on t ((lower(a)), b);
create unique index if not exists all_of_it on t ((b + 1)) where a is not null;
create index if not exists plain on t (b);
create index ordered on t (a desc, b asc);
create index collated on t (a collate "C");
-- and back
drop index collated;
drop index ordered;
drop index all_of_it;
drop index computed;
drop index "some";
drop index "only";
drop index several;
drop index if exists plain;
drop index if exists plain;

-- indexes with what only PostgreSQL has
create index by_method on t using gin (c);
create index by_class on t using gin (a gin_trgm_ops) with (fastupdate = off);
create index nulls on t (a nulls first, b desc nulls last);
create unique index same_nulls on t (b) nulls not distinct;
create unique index everything on t using btree ((lower(a)) collate "C" text_pattern_ops desc nulls last, b) include (a, c) with (fillfactor = 70) tablespace pg_default where b > 0 or b is null;
-- and back
drop index everything cascade;
drop index same_nulls;
drop index nulls;
drop index by_class;
drop index by_method;

-- indexes made and dropped without blocking
create index concurrently t_a on t (a);
create unique index concurrently if not exists t_b on t (b);
-- and back
drop index concurrently if exists t_b;
drop index concurrently if exists t_b;
drop index concurrently t_a;

-- an index renamed
alter index t_a rename to "By A";
-- and back
alter index "By A" rename to t_a;

-- an index of a table in a schema
create index by_name on app."Things" ("Name");
create index "by upper" on app."Things" ((upper("Name")));
alter index app.by_name rename to "By name";
-- and back
alter index app."By name" rename to by_name;
drop index app."by upper";
drop index app.by_name;
