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
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
drop table b;
drop table c;
drop table a;

-- constraints added and dropped
-- error: sqlite has no add_constraint 't.t_pkey'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_constraint 't.t_a_b_excl'

-- constraints added without a look at the rows, and validated
-- error: sqlite has no add_constraint 't.t_a_positive'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_constraint 't.t_a_fkey'

-- keys that take over an index
-- error: sqlite has no add_constraint 't.t_pkey'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_constraint 't.t_a'

-- a constraint renamed
-- error: sqlite has no rename_constraint 't.t_a_check'
-- and back
-- error: sqlite has no rename_constraint 't.It's positive'

-- constraints of a table in a schema
-- error: sqlite has no add_constraint 'app.users.users_Org_fkey'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: rename_constraint 'app.Orgs.key': sqlite has no schema 'app'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
