-- functions
-- error: sqlite has no create_function 'one()'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_function 'add(integer, integer)'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a function with each option, replaced
-- error: sqlite has no create_function 'app.Has Role(who text)'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_function 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- functions whose bodies could end their quotes
-- error: sqlite has no create_function 'f0()'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_procedure 'nothing'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- functions named like words of SQL
-- error: sqlite has no create_function 'coalesce()'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_procedure 'app."with.dot"(integer)'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- procedures
-- error: sqlite has no create_procedure 'p()'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_procedure 'q(integer)'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a trigger
-- error: create_trigger 't_touch': a trigger in sqlite has a body and cannot call a function
-- hint: give .body too: "update t set n = n + 1;"
-- and back
drop trigger t_touch;

-- triggers with each option
-- error: create_trigger 'again': a trigger in sqlite has a body and cannot call a function
-- hint: give .body too: "update t set n = n + 1;"
-- and back
drop trigger maybe_later;
-- error: drop_trigger 'app.Other.later': sqlite has no 'cascade'
-- hint: leave the option out on sqlite: op.database() tells which database runs the migration

-- a trigger of each database
create trigger t_touch after update on t for each row when (new.n is null) begin update t set n = 0 where id = new.id; end;
-- and back
drop trigger t_touch;
