-- every kind of object renamed
-- error: sqlite has no rename_schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no rename_role 'Sample r2'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- every kind of object that can be moved
-- error: sqlite has no move_extension 'pg_trgm'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no move_procedure 'app.p'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- comments on every kind of object
-- error: sqlite has no comment on schema 'app'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no comment on database 'postgres'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- every kind of object dropped by its kind
-- error: sqlite has no drop_role 'sample_gone'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- every kind of object dropped where nothing else needs it
-- error: sqlite has no drop_role 'sample_gone'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- what is missing is made, what is there is left alone
-- error: sqlite has no create_schema 'found'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: drop_view 'made.v': sqlite has no schema 'made'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
