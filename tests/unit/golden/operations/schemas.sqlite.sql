-- a schema
-- error: sqlite has no create_schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a schema that may be there, with an owner
-- error: sqlite has no create_schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_schema 'mine'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a schema with a comment
-- error: sqlite has no create_schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- an extension
-- error: sqlite has no create_extension 'pg_trgm'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_extension 'pg_trgm'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- an extension in a schema and a version, with a name that must be quoted
-- error: sqlite has no create_extension 'uuid-ossp'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_extension 'uuid-ossp'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- an enum
-- error: sqlite has no create_enum 'mood'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_enum 'mood'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- an enum without values, and labels with quotes and backslashes
-- error: sqlite has no create_enum 'nothing'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_enum 'odd'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- values added to an enum
-- error: sqlite has no add_enum_value 'mood.happy'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- an enum's value renamed
-- error: sqlite has no rename_enum_value 'mood.ok'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no rename_enum_value 'mood.it's "ok"'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a domain
-- error: sqlite has no create_domain 'email'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_domain 'email'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a domain with each option
-- error: sqlite has no create_domain 'quantity'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
drop table t;
-- error: sqlite has no drop_domain 'several'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a domain in a schema, whose check is named after it
-- error: sqlite has no create_domain 'app.Amount'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_domain 'app.Amount'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
