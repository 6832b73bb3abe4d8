-- columns added
alter table t add column plain text;
alter table t add column given varchar(10) default 'x' not null;
alter table t add column of integer constraint t_of_fkey references t (id) on delete cascade;
alter table t add column positive integer constraint t_positive_check check (positive > 0);
-- and back
alter table t drop column positive;
alter table t drop column of;
alter table t drop column given;
alter table t drop column plain;

-- columns added that are keys, are computed, or begin with a computed value
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer,
  id integer constraint t_pkey primary key
);
insert or abort into main.t (rowid, a) select rowid, a from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer,
  id integer constraint t_pkey primary key,
  code varchar(9) constraint t_code_key unique
);
insert or abort into main.t (a, id) select a, id from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer,
  id integer constraint t_pkey primary key,
  code varchar(9) constraint t_code_key unique,
  twice integer generated always as (a * 2) stored
);
insert or abort into main.t (a, id, code) select a, id, code from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer,
  id integer constraint t_pkey primary key,
  code varchar(9) constraint t_code_key unique,
  twice integer generated always as (a * 2) stored,
  made timestamptz default current_timestamp not null
);
insert or abort into main.t (a, id, code) select a, id, code from main.revise_old;
drop table main.revise_old;
alter table t add column of bigint default 1 constraint t_of_fkey references t (id);
-- and back
alter table t drop column of;
alter table t drop column made;
alter table t drop column twice;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer,
  id integer constraint t_pkey primary key,
  code varchar(9));
insert or abort into main.t (a, id, code) select a, id, code from main.revise_old;
drop table main.revise_old;
alter table t drop column code;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer,
  id integer);
insert or abort into main.t (rowid, a, id) select rowid, a, id from main.revise_old;
drop table main.revise_old;
alter table t drop column id;

-- columns added with what only PostgreSQL can add
-- error: add_column 't.more': sqlite has no comment for column 'more'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: table 't' has no column 'last'
-- hint: it has id, a

-- a column dropped and made again
alter table t drop column gone;
-- and back
alter table t add column gone varchar(5);

-- a column renamed
alter table t rename column a to "Name";
-- and back
alter table t rename column "Name" to a;

-- a column's type, to one that holds as much
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer constraint t_pkey primary key,
  a bigint constraint t_a_fkey references t,
  b text
);
insert or abort into main.t (id, a, b) select id, a, b from main.revise_old;
drop table main.revise_old;
CREATE INDEX t_b on t (b);
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer constraint t_pkey primary key,
  a bigint constraint t_a_fkey references t,
  b varchar(9)
);
insert or abort into main.t (id, a, b) select id, a, b || b from main.revise_old as t;
drop table main.revise_old;
CREATE INDEX t_b on t (b);
-- and back
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer constraint t_pkey primary key,
  a bigint constraint t_a_fkey references t,
  b text
);
insert or abort into main.t (id, a, b) select id, a, substr(t.b, 2) from main.revise_old as t;
drop table main.revise_old;
CREATE INDEX t_b on t (b);
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer constraint t_pkey primary key,
  a integer constraint t_a_fkey references t,
  b text
);
insert or abort into main.t (id, a, b) select id, a, b from main.revise_old;
drop table main.revise_old;
CREATE INDEX t_b on t (b);

-- a column's type
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a numeric(10, 2),
  b text,
  c text
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b, c from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a numeric(10, 2),
  b integer,
  c text
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b::integer + 1, c from main.revise_old as t;
drop table main.revise_old;
-- error: no such collation sequence: C
--   in: CREATE TABLE t ( ...
-- and back
-- error: there is no table 't'

-- whether a column may be null
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer constraint t_pkey primary key,
  a text not null
);
insert or abort into main.t (id, a) select id, a from main.revise_old;
drop table main.revise_old;
-- and back
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer constraint t_pkey primary key,
  a text
);
insert or abort into main.t (id, a) select id, a from main.revise_old;
drop table main.revise_old;

-- a column's default
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a text,
  b timestamptz,
  c integer
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b, c from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a text,
  b timestamptz default current_timestamp,
  c integer
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b, c from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a text,
  b timestamptz default current_timestamp,
  c integer default (1 + 2)
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b, c from main.revise_old;
drop table main.revise_old;
-- and back
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a text,
  b timestamptz default current_timestamp,
  c integer
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b, c from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a text,
  b timestamptz,
  c integer
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b, c from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a text default 'old',
  b timestamptz,
  c integer
);
insert or abort into main.t (rowid, a, b, c) select rowid, a, b, c from main.revise_old;
drop table main.revise_old;

-- a column that numbers itself from now on
-- error: column 'a' of table 't': sqlite numbers only an integer primary key
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: drop_identity 't.c': sqlite always numbers an integer primary key
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a column of a table in a schema, with names that must be quoted
-- error: rename_column 'app.Order.from': sqlite has no schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: set_not_null 'app.Order.end': sqlite has no schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
