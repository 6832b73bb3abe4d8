-- a schema
create schema app;
-- and back
drop schema app;

-- a schema that may be there, with an owner
create schema if not exists app authorization sample_owner;
create schema if not exists app;
create schema mine authorization current_user;
-- and back
drop schema mine;
drop schema if exists app cascade;
drop schema if exists app;

-- a schema with a comment
create schema app;
comment on schema app is 'of the app';
-- and back
drop schema app;

-- an extension
create extension pg_trgm;
-- and back
drop extension pg_trgm;

-- an extension in a schema and a version, with a name that must be quoted
create extension if not exists "uuid-ossp" schema app version '1.1';
-- and back
drop extension if exists "uuid-ossp" cascade;
drop extension if exists "uuid-ossp";

-- an enum
create type mood as enum ('sad', 'ok', 'happy');
-- and back
drop type mood;

-- an enum without values, and labels with quotes and backslashes
create type nothing as enum ();
create type odd as enum ('it''s', '"quoted"', E'back\\slash', '$$', 'größer', 'a
b');
-- and back
drop type if exists odd cascade;
drop type if exists odd;
drop type nothing;

-- values added to an enum
alter type mood add value 'happy';
alter type mood add value 'sad' before 'ok';
alter type mood add value 'it''s fine' after 'ok';
alter type mood add value if not exists 'ok';

-- an enum's value renamed
alter type mood rename value 'ok' to 'it''s "ok"';
-- and back
alter type mood rename value 'it''s "ok"' to 'ok';

-- a domain
create domain email as varchar(255);
-- and back
drop domain email;

-- a domain with each option
create domain quantity as integer default 1 not null constraint quantity_check check (value > 0);
create domain word as text collate "C" default 'it''s' constraint word_is_one check (value ~ '^[a-z'']+$');
create domain several as numeric(10, 2)[];
create table t (
  n quantity,
  w word
);
-- and back
drop table t;
drop domain several;
drop domain if exists word cascade;
drop domain if exists word;
drop domain quantity;

-- a domain in a schema, whose check is named after it
create domain app."Amount" as bigint constraint "Amount_check" check (value >= 0);
comment on domain app."Amount" is 'never negative';
-- and back
drop domain app."Amount";
