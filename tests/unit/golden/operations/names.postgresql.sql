-- names that must be quoted
create table "Order" (
  "select" integer constraint "Order_pkey" primary key,
  "with space" text not null,
  "quote""d" text,
  "UPPER" integer,
  "user" text,
  "größe" integer,
  "1st" integer,
  "semi;colon" integer,
  "a.b" integer constraint "Order_a.b_check" check ("a.b" > 0),
  constraint "is it?" check ("UPPER" > 0),
  constraint "Ünique" unique ("user"),
  constraint "Order_größe_1st_key" unique ("größe", "1st")
);
create table "group" (
  "from" integer constraint group_from_fkey references "Order" ("select"),
  constraint "Not Twice" foreign key ("from") references "Order" ("select")
);
alter table "Order" add column "end" text;
create index "in dex" on "Order" ("with space", "UPPER", (upper("user")));
-- and back
drop index "in dex";
alter table "Order" drop column "end";
drop table "group";
drop table "Order";

-- words of SQL that need no quotes
create table data (
  name text,
  value text,
  type text,
  date date,
  count integer,
  "position" integer,
  year integer,
  status text
);
create index data_type on data (type, date, "position");
-- and back
drop index data_type;
drop table data;

-- names with a schema
create table app."Things" (
  id integer constraint "Things_pkey" primary key
);
create table app.parts (
  thing integer constraint parts_thing_fkey references app."Things" (id)
);
alter table app.parts add column name text;
create index parts_name on app.parts (name);
alter table app.parts rename column name to label;
create view app.names as
select 1 as one;
-- and back
drop view app.names;
drop index app.parts_name;
alter table app.parts drop column label;
drop table app.parts;
drop table app."Things";

-- names with dots and quotes in quotes
create schema "odd.schema";
create table "odd.schema"."a ""b"".c" (
  id integer constraint "a ""b"".c_pkey" primary key,
  of integer constraint "a ""b"".c_of_fkey" references "odd.schema"."a ""b"".c"
);
create table "dotted.name" (
  x integer constraint "dotted.name_x_key" unique
);
create index by_x on "dotted.name" (x);
alter table "dotted.name" rename to "re.named";
alter table "odd.schema"."a ""b"".c" set schema public;
alter table public."a ""b"".c" set schema "odd.schema";
alter schema "odd.schema" rename to "odder.schema";
alter schema "odder.schema" rename to "odd.schema";
create index "i.1" on "odd.schema"."a ""b"".c" (of);
create sequence "odd.schema".s owned by "odd.schema"."a ""b"".c".of;
-- and back
drop sequence "odd.schema".s;
drop index "odd.schema"."i.1";
alter table "re.named" drop constraint "dotted.name_x_key";
drop table "re.named";
drop table "odd.schema"."a ""b"".c";
drop schema "odd.schema";

-- names of 63 bytes
create schema "öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
create table "öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"."öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" (
  "öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" integer
);
create index yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy on "öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"."öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" ("öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
alter table "öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"."öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" rename to "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.";
-- and back
drop schema "öxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" cascade;
