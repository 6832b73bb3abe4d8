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
create table a (
  x integer,
  y integer,
  during tsrange,
  constraint a_pkey primary key (x) deferrable,
  constraint a_y_key unique (y) deferrable initially deferred,
  constraint pairs unique nulls not distinct (x, y),
  constraint late unique (y, x) deferrable,
  constraint a_check check (x > y) no inherit,
  constraint a_x_during_excl exclude using gist (x with =, during with &&),
  constraint "some" exclude using gist ((x + y) with =) where (x > 0) deferrable initially deferred,
  constraint a_abs_excl exclude using btree ((abs(x)) with =) deferrable
);
create table c (
  x integer constraint c_pkey primary key,
  y integer,
  constraint c_x_y_key unique (x, y)
);
create table b (
  x integer constraint b_x_fkey references c deferrable initially deferred,
  y integer constraint b_y_fkey references c (x) deferrable,
  constraint b_key primary key (x) deferrable initially deferred,
  constraint b_x_y_fkey foreign key (x, y) references c (x, y) match full on delete restrict on update set default deferrable initially deferred,
  constraint b_y_fkey1 foreign key (y) references c (x) deferrable
);
-- and back
drop table b;
drop table c;
drop table a;

-- constraints added to rows that are there, and dropped
alter table t add constraint t_pkey primary key (id);
alter table t add constraint t_a_b_key unique (a, b);
alter table t add constraint t_check check (a > 0);
alter table t add constraint t_org_fkey foreign key (org) references orgs (id) on delete cascade;
-- and back
alter table t drop constraint t_org_fkey;
alter table t drop constraint t_check;
alter table t drop constraint t_a_b_key;
alter table t drop constraint if exists t_a_b_key;
alter table t drop constraint t_pkey;

-- constraints added and dropped
alter table t add constraint t_pkey primary key (id);
alter table t add constraint t_a_b_key unique (a, b);
alter table t add constraint t_check check (a > 0);
alter table t add constraint t_org_fkey foreign key (org) references orgs (id) on delete cascade;
alter table t add constraint t_a_b_excl exclude using gist (a with =, b with <>);
-- and back
alter table t drop constraint t_a_b_excl;
alter table t drop constraint t_org_fkey;
alter table t drop constraint t_check;
alter table t drop constraint if exists t_a_b_key cascade;
alter table t drop constraint if exists t_a_b_key;
alter table t drop constraint t_pkey;

-- constraints added without a look at the rows, and validated
alter table t add constraint t_a_positive check (a > 0) not valid;
alter table t add constraint seen check (a > 1) no inherit not valid;
alter table t add constraint t_org foreign key (org) references orgs (id) not valid;
alter table t add constraint t_a_fkey foreign key (a) references orgs (id) deferrable initially deferred not valid;
alter table t validate constraint seen;
alter table t validate constraint t_org;
-- and back
alter table t drop constraint t_a_fkey;
alter table t drop constraint t_org;
alter table t drop constraint seen;
alter table t drop constraint t_a_positive;

-- keys that take over an index
alter table t add constraint t_pkey primary key using index t_id;
alter table t add constraint t_a unique using index t_a deferrable;
-- and back
alter table t drop constraint t_a;
alter table t drop constraint t_pkey;
create unique index t_id on t (id);
create unique index t_a on t (a);

-- a constraint renamed
alter table t rename constraint t_a_check to "It's positive";
-- and back
alter table t rename constraint "It's positive" to t_a_check;

-- constraints of a table in a schema
alter table app.users add constraint "users_Org_fkey" foreign key ("Org") references app."Orgs" ("Id") not valid;
alter table app.users validate constraint "users_Org_fkey";
alter table app."Orgs" rename constraint "Orgs_pkey" to key;
-- and back
alter table app."Orgs" rename constraint key to "Orgs_pkey";
alter table app.users drop constraint "users_Org_fkey";
