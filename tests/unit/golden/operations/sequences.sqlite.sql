-- a sequence
-- error: sqlite has no create_sequence 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_sequence 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a sequence with each option
-- error: sqlite has no create_sequence 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_sequence 'down'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a sequence altered
-- error: sqlite has no alter_sequence 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no alter_sequence 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a sequence owned by a column in a schema
-- error: sqlite has no create_sequence 'app.nos'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no drop_sequence 'app.nos'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a sequence restarted only
-- error: sqlite has no alter_sequence 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no alter_sequence 'numbers'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- the sequence of a column goes on behind its largest number
-- and back
-- error: sqlite has no alter_sequence 't_id_seq'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a sequence of its own goes on behind the largest number of a column
-- error: sequence_follows 'app.It's.No': sqlite has no sequences
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no alter_sequence 'app.Nos'
-- hint: op.on(postgresql) before the call leaves it out on sqlite

-- a sequence gives no number again that another one has given out
-- error: sequence_follows 't.n': sqlite has no sequences
-- hint: op.on(postgresql) before the call leaves it out on sqlite
-- and back
-- error: sqlite has no alter_sequence 'a'
-- hint: op.on(postgresql) before the call leaves it out on sqlite
