-- a table with each kind of constraint
create table places (
  a integer,
  b integer,
  constraint places_key primary key (a, b)
);
create table visits (
  a integer,
  b integer,
  c integer,
  constraint visits_pkey primary key (a, c),
  constraint visits_b_c_key unique (b, c),
  constraint visits_c unique (c),
  constraint visits_positive check (a > 0 and (b is null or b > 0)),
  constraint visits_check check (c > 0),
  constraint visits_places foreign key (a, b) references places (a, b) on delete set null on update cascade,
  constraint visits_c_fkey foreign key (c) references visits (c)
);
-- and back
drop table visits;
drop table places;

-- constraints without names that would get the same one
create table t (
  a integer constraint t_a_check check (a > 0) constraint t_a_fkey references t (a),
  b integer constraint t_b_key unique,
  constraint t_a_key unique (a),
  constraint t_check check (a > 1),
  constraint t_check2 check (a > 2),
  constraint t_check1 check (a > 3),
  constraint t_a_fkey1 foreign key (a) references t (b)
);
-- and back
drop table t;

-- when constraints are checked, and other options
-- error: create_table 'a': sqlite has no deferrable keys
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table b;
drop table c;
drop table a;

-- constraints added to rows that are there, and dropped
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text,
  constraint t_pkey primary key (id)
);
insert or abort into main.t (id, org, a, b) select id, org, a, b from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text,
  constraint t_pkey primary key (id),
  constraint t_a_b_key unique (a, b)
);
insert or abort into main.t (id, org, a, b) select id, org, a, b from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text,
  constraint t_pkey primary key (id),
  constraint t_a_b_key unique (a, b),
  constraint t_check check (a > 0)
);
insert or abort into main.t (id, org, a, b) select id, org, a, b from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text,
  constraint t_pkey primary key (id),
  constraint t_a_b_key unique (a, b),
  constraint t_check check (a > 0),
  constraint t_org_fkey foreign key (org) references orgs (id) on delete cascade
);
insert or abort into main.t (id, org, a, b) select id, org, a, b from main.revise_old;
drop table main.revise_old;
-- and back
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text,
  constraint t_pkey primary key (id),
  constraint t_a_b_key unique (a, b),
  constraint t_check check (a > 0)
);
insert or abort into main.t (id, org, a, b) select id, org, a, b from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text,
  constraint t_pkey primary key (id),
  constraint t_a_b_key unique (a, b)
);
insert or abort into main.t (id, org, a, b) select id, org, a, b from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text,
  constraint t_pkey primary key (id)
);
insert or abort into main.t (id, org, a, b) select id, org, a, b from main.revise_old;
drop table main.revise_old;
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  id integer not null,
  org integer,
  a integer,
  b text
);
insert or abort into main.t (rowid, id, org, a, b) select rowid, id, org, a, b from main.revise_old;
drop table main.revise_old;

-- constraints added and dropped
-- error: there is no table 't'
-- and back
-- error: there is no table 't'

-- constraints added without a look at the rows, and validated
-- error: add_constraint 't.t_a_positive': sqlite has no 'not_valid'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration
-- and back
-- error: there is no table 't'

-- keys that take over an index
-- error: add_constraint 't.t_pkey': sqlite has no 'using_index'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration
-- and back
-- error: there is no table 't'

-- a constraint renamed
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer constraint "It's positive" check (a > 0)
);
insert or abort into main.t (rowid, a) select rowid, a from main.revise_old;
drop table main.revise_old;
-- and back
pragma legacy_alter_table = on;
alter table main.t rename to revise_old;
pragma legacy_alter_table = off;
CREATE TABLE t (
  a integer constraint t_a_check check (a > 0)
);
insert or abort into main.t (rowid, a) select rowid, a from main.revise_old;
drop table main.revise_old;

-- constraints of a table in a schema
-- error: add_constraint 'app.users.users_Org_fkey': sqlite has no schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: rename_constraint 'app.Orgs.key': sqlite has no schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
