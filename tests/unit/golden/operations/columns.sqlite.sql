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

-- columns added with what only PostgreSQL can add
alter table t add column a text;
-- error: add_column 't.more': sqlite has no comment for column 'more'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
alter table t drop column last;
alter table t drop column later;
alter table t drop column twice;
alter table t drop column no;
-- error: drop_column 't.more': sqlite has no 'cascade'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite

-- a column dropped and made again
alter table t drop column gone;
-- and back
alter table t add column gone varchar(5);

-- a column renamed
alter table t rename column a to "Name";
-- and back
alter table t rename column "Name" to a;

-- a column's type
-- error: sqlite has no alter_column_type 't.a'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no alter_column_type 't.c'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite

-- whether a column may be null
-- error: sqlite has no set_not_null 't.a'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_not_null 't.a'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite

-- a column's default
-- error: sqlite has no drop_default 't.a'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_default 't.c'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite

-- a column that numbers itself from now on
-- error: sqlite has no add_identity 't.a'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_identity 't.c'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite

-- a column of a table in a schema, with names that must be quoted
-- error: rename_column 'app.Order.from': sqlite has no schema 'app'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
-- and back
-- error: sqlite has no set_not_null 'app.Order.end'
-- hint: op.on(postgresql) in front of the call leaves it out on sqlite
