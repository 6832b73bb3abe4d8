-- a table with each kind of type
create table types (
  a smallint,
  b integer,
  c bigint,
  d real,
  e double precision,
  f numeric,
  g numeric(10),
  h numeric(10, 2),
  i boolean,
  j text,
  k varchar,
  l varchar(20),
  m blob,
  n date,
  o timestamp,
  p timestamp(3),
  q timestamptz,
  r timestamptz(0),
  s uuid,
  t json,
  u jsonb,
  v interval,
  w char(3)
);
-- and back
drop table types;

-- a table with arrays
error: column 'a': sqlite has no arrays
-- hint: use json on sqlite
-- and back
drop table arrays;

-- a table with each option of a column
create table orgs (
  id integer constraint orgs_pkey primary key,
  slug varchar(50) not null constraint orgs_slug_key unique
);
create table users (
  id text constraint users_pkey primary key,
  org bigint not null constraint users_org_fkey references orgs (id) on delete cascade on update restrict,
  other bigint constraint users_other_fkey references orgs (id) on delete set null,
  third bigint default 1 constraint users_third_fkey references orgs (id) on delete set default,
  created_at timestamptz default current_timestamp not null,
  day date default current_date,
  word text default ('it''s a (word)'),
  empty text default '',
  sum integer default ((1) + (2)),
  both text default ('a)' || 'b'),
  less integer default (-1),
  lower text default (lower('A')),
  flag boolean default true not null,
  "nothing" text default null
);
-- and back
drop table users;
drop table orgs;

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

-- a column added and dropped
create table t (
  id integer constraint t_pkey primary key
);
alter table t add column plain text;
alter table t add column given varchar(10) default 'x' not null;
alter table t add column of integer constraint t_of_fkey references t (id) on delete cascade;
alter table t add column gone text;
alter table t drop column gone;
-- and back
alter table t drop column of;
alter table t drop column given;
alter table t drop column plain;
drop table t;

-- indexes
create table t (
  a text,
  b integer
);
create index plain on t (a);
create index several on t (b, a);
create unique index only on t (a);
create index some on t (b) where b > 10;
create index computed on t ((lower(a)), b);
create unique index if not exists all_of_it on t ((b + 1)) where a is not null;
create index if not exists plain on t (b);
-- and back
drop index all_of_it;
drop index computed;
drop index some;
drop index only;
drop index several;
drop index plain;
drop table t;

-- names that must be quoted
create table "Order" (
  "select" integer constraint "Order_pkey" primary key,
  "with space" text not null,
  "quote""d" text,
  "UPPER" integer,
  user text,
  "größe" integer,
  "1st" integer,
  "semi;colon" integer,
  constraint "is it?" check ("UPPER" > 0),
  constraint "Ünique" unique (user)
);
create table "group" (
  "from" integer constraint group_from_fkey references "Order" ("select"),
  constraint "Not Twice" foreign key ("from") references "Order" ("select")
);
alter table "Order" add column end text;
create index "in dex" on "Order" ("with space", "UPPER", (upper("user")));
-- and back
drop index "in dex";
alter table "Order" drop column end;
drop table "group";
drop table "Order";

-- SQL as it is
create table raw (a text); -- two statements
insert into raw values (':x');
-- and back
drop table raw;

-- names with a schema
create table main."Things" (
  id integer constraint "Things_pkey" primary key
);
create table main.parts (
  thing integer constraint parts_thing_fkey references "Things" (id)
);
alter table main.parts add column name text;
create index main.parts_name on parts (name);
-- and back
drop index main.parts_name;
alter table main.parts drop column name;
drop table main.parts;
drop table main."Things";
