-- a table with each option of a column
create table users (
  id text constraint users_pkey primary key,
  org bigint not null constraint users_org_fkey references orgs (id) on delete cascade on update restrict,
  other bigint constraint users_other_fkey references orgs (id) on delete set null,
  third bigint default 1 constraint users_third references orgs on delete set default,
  age integer constraint users_age_check check (age > 0),
  size integer constraint "it has a size" check (size > 0),
  nick text collate nocase constraint "one nick each" unique,
  created_at timestamptz default current_timestamp not null,
  day date default current_date,
  word text default 'it''s a (word)',
  empty text default '',
  sum integer default ((1) + (2)),
  both text default ('a)' || 'b'),
  less integer default -1,
  lower text default (lower('A')),
  flag boolean default true not null,
  "nothing" text default null,
  twice integer generated always as (age * 2) stored
);
-- and back
drop table users;

-- columns that number themselves, with a name for the key
create table a (
  id integer constraint the_key primary key
);
create table b (
  id integer constraint b_pkey primary key
);
-- and back
drop table b;
drop table a;

-- columns that always number themselves, one of them no key
-- error: column 'id': sqlite accepts the number that an insert gives, and has no identity(always)
-- hint: .identity() means the same on both databases
-- and back
drop table t;

-- a table that may be there
create table if not exists t (
  b text
);
create table if not exists u (
  b text
);
-- and back
drop table if exists u;
drop table if exists u;

-- a table dropped with the view that needs it
-- error: drop_table 't': sqlite has no 'cascade'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration
-- and back
create table t (
  a integer
);
create view v as
select a from t;

-- a table renamed
alter table t rename to "Other";
-- and back
alter table "Other" rename to t;

-- a table moved to a schema, with its index and its sequence
-- error: sqlite has no move_table 't'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no move_table 'app.t'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- comments on a table and its columns
-- error: create_table 't': sqlite has no comments
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table t;

-- an unlogged table with storage parameters in a tablespace
-- error: create_table 't': sqlite has no unlogged tables
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table t;

-- a table like another one
-- error: create_table 'plain': sqlite has no 'like'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table more;
drop table plain;

-- a table without columns
-- error: create_table 't': sqlite has no tables without columns
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table t;

-- a partitioned table with its partitions
-- error: create_table 'events': sqlite has no partitions
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table events;

-- a partition attached and detached
-- error: sqlite has no attach_partition 'old'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no attach_partition 'older'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a table locked against writers, and against all
-- error: sqlite has no lock_table 'app.It's'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: drop_column 'app.It's.a': sqlite has no schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a partition detached without blocking
-- error: sqlite has no detach_partition 'part'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no attach_partition 'part'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
