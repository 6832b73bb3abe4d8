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
  "a.b" integer constraint "Order_a.b_check" check ("a.b" > 0),
  constraint "is it?" check ("UPPER" > 0),
  constraint "Ünique" unique (user),
  constraint "Order_größe_1st_key" unique ("größe", "1st")
);
create table "group" (
  "from" integer constraint group_from_fkey references "Order" ("select"),
  constraint "Not Twice" foreign key ("from") references "Order" ("select")
);
alter table "Order" add column end text;
create index "in dex" on "Order" (`with space`, `UPPER`, (upper("user")));
-- and back
drop index "in dex";
alter table "Order" drop column end;
drop table "group";
drop table "Order";

-- words of SQL that need no quotes
create table data (
  name text,
  value text,
  type text,
  date date,
  count integer,
  position integer,
  year integer,
  status text
);
create index data_type on data (type, date, position);
-- and back
drop index data_type;
drop table data;

-- names with a schema
create table main."Things" (
  id integer constraint "Things_pkey" primary key
);
create table main.parts (
  thing integer constraint parts_thing_fkey references "Things" (id)
);
alter table main.parts add column name text;
create index main.parts_name on parts (name);
alter table main.parts rename column name to label;
create view main.names as
select 1 as one;
-- and back
drop view main.names;
drop index main.parts_name;
alter table main.parts drop column label;
drop table main.parts;
drop table main."Things";

-- names with dots and quotes in quotes
-- error: sqlite has no create_schema 'odd.schema'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_sequence '"odd.schema".s'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- names of 63 bytes
-- error: sqlite has no create_schema 'öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_schema 'öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
