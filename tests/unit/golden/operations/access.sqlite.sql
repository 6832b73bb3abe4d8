-- row-level security
-- error: sqlite has no enable_row_level_security 'app.Notes'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no no_force_row_level_security 'app.Notes'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- policies
-- error: sqlite has no create_policy 'everybody'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_policy 'app.Notes.all'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a policy altered
-- error: sqlite has no alter_policy 'p'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no alter_policy 'p'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- roles
-- error: sqlite has no create_role 'sample_one'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no revoke_role 'sample_one'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- grants on every kind of object
-- error: sqlite has no grant 'usage'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no grant 'execute'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- the grants of one table, view and sequence on another
-- error: sqlite has no copy_grants 'app.It's new'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- grants on a database
-- error: sqlite has no grant 'create'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no revoke 'create'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- grants on all that a schema has
-- error: sqlite has no grant 'select'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no revoke 'execute'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
