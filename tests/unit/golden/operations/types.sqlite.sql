-- types of both databases
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

-- types of PostgreSQL
-- error: column 'd2': sqlite has no arrays
-- hint: use json on sqlite
-- and back
drop table types;

-- types given as text
-- error: sqlite has no type 'app."Mood"'
-- hint: a type in sqlite is one or more words, with up to two numbers in parentheses
-- and back
drop table types;

-- arrays
-- error: column 'a': sqlite has no arrays
-- hint: use json on sqlite
-- and back
drop table arrays;

-- types of extensions
create table types (
  a citext,
  b hstore
);
-- and back
drop table types;

-- vectors
create table items (
  id integer constraint items_pkey primary key,
  embedding vector(1536),
  small halfvec(3)
);
-- error: create_index 'ix_items_embedding': sqlite has no index method 'ivfflat'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table items;
