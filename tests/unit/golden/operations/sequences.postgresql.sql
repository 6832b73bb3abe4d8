-- a sequence
create sequence numbers;
-- and back
drop sequence numbers;

-- a sequence with each option
create sequence if not exists numbers as integer increment by 10 minvalue 100 maxvalue 100000 start with 1000 cache 5 cycle owned by t.a;
create sequence if not exists numbers;
create sequence down increment by -1 minvalue -9 maxvalue 0;
-- and back
drop sequence down;
drop sequence if exists numbers cascade;
drop sequence if exists numbers;

-- a sequence altered
alter sequence numbers as integer increment by 2 minvalue 3 maxvalue 99 start with 5 cache 4 cycle owned by t.a restart with 7;
-- and back
alter sequence numbers as bigint increment by 1 minvalue 1 maxvalue 9223372036854775807 start with 1 cache 1 no cycle owned by none restart with 1;

-- a sequence owned by a column in a schema
create sequence app.nos owned by app."Things"."No";
-- and back
drop sequence app.nos;

-- a sequence restarted only
alter sequence numbers minvalue -1 restart with -1;
-- and back
alter sequence numbers minvalue 1 restart with 1;

-- the sequence of a column goes on behind its largest number
begin;
set local row_security = off;
do $body$
begin
  if pg_catalog.pg_get_serial_sequence('t', 'id') is null then
    raise exception using message = 'column ''id'' of ''t'' owns no sequence',
      hint = 'name the sequence in op.sequence_follows(SEQUENCE, TABLE, COLUMN)';
  end if;
end $body$;
select pg_catalog.setval(s.seqrelid::pg_catalog.regclass, coalesce(last, s.seqstart), last is not null)
from pg_catalog.pg_sequence s,
  (select pg_catalog.max(id)::bigint as largest, pg_catalog.min(id)::bigint as smallest from t) c,
  lateral (select case
    when s.seqincrement operator(pg_catalog.>) 0 and c.largest operator(pg_catalog.>=) s.seqmin
      then c.largest
    when s.seqincrement operator(pg_catalog.<) 0 and c.smallest operator(pg_catalog.<=) s.seqmax
      then c.smallest
  end as last) f
where s.seqrelid operator(pg_catalog.=) pg_catalog.pg_get_serial_sequence('t', 'id')::pg_catalog.regclass;
commit;
-- and back
alter sequence t_id_seq restart with 1;

-- a sequence of its own goes on behind the largest number of a column
begin;
set local row_security = off;
select pg_catalog.setval(s.seqrelid::pg_catalog.regclass, coalesce(last, s.seqstart), last is not null)
from pg_catalog.pg_sequence s,
  (select pg_catalog.max("No")::bigint as largest, pg_catalog.min("No")::bigint as smallest from app."It's") c,
  lateral (select case
    when s.seqincrement operator(pg_catalog.>) 0 and c.largest operator(pg_catalog.>=) s.seqmin
      then c.largest
    when s.seqincrement operator(pg_catalog.<) 0 and c.smallest operator(pg_catalog.<=) s.seqmax
      then c.smallest
  end as last) f
where s.seqrelid operator(pg_catalog.=) 'app."Nos"'::pg_catalog.regclass;
commit;
-- and back
alter sequence app."Nos" restart with 1;

-- a sequence gives no number again that another one has given out
begin;
set local row_security = off;
select pg_catalog.setval(s.seqrelid::pg_catalog.regclass, coalesce(last, s.seqstart), last is not null)
from pg_catalog.pg_sequence s,
  (select greatest(pg_catalog.max(n)::bigint, (select last_value from old where is_called), (select last_value from unused where is_called)) as largest, least(pg_catalog.min(n)::bigint, (select last_value from old where is_called), (select last_value from unused where is_called)) as smallest from t) c,
  lateral (select case
    when s.seqincrement operator(pg_catalog.>) 0 and c.largest operator(pg_catalog.>=) s.seqmin
      then c.largest
    when s.seqincrement operator(pg_catalog.<) 0 and c.smallest operator(pg_catalog.<=) s.seqmax
      then c.smallest
  end as last) f
where s.seqrelid operator(pg_catalog.=) 'a'::pg_catalog.regclass;
commit;
begin;
set local row_security = off;
select pg_catalog.setval(s.seqrelid::pg_catalog.regclass, coalesce(last, s.seqstart), last is not null)
from pg_catalog.pg_sequence s,
  (select greatest(pg_catalog.max(n)::bigint, (select last_value from b where is_called)) as largest, least(pg_catalog.min(n)::bigint, (select last_value from b where is_called)) as smallest from t) c,
  lateral (select case
    when s.seqincrement operator(pg_catalog.>) 0 and c.largest operator(pg_catalog.>=) s.seqmin
      then c.largest
    when s.seqincrement operator(pg_catalog.<) 0 and c.smallest operator(pg_catalog.<=) s.seqmax
      then c.smallest
  end as last) f
where s.seqrelid operator(pg_catalog.=) 'b'::pg_catalog.regclass;
commit;
begin;
set local row_security = off;
select pg_catalog.setval(s.seqrelid::pg_catalog.regclass, coalesce(last, s.seqstart), last is not null)
from pg_catalog.pg_sequence s,
  (select greatest(pg_catalog.max(n)::bigint, (select last_value from down where is_called)) as largest, least(pg_catalog.min(n)::bigint, (select last_value from down where is_called)) as smallest from t) c,
  lateral (select case
    when s.seqincrement operator(pg_catalog.>) 0 and c.largest operator(pg_catalog.>=) s.seqmin
      then c.largest
    when s.seqincrement operator(pg_catalog.<) 0 and c.smallest operator(pg_catalog.<=) s.seqmax
      then c.smallest
  end as last) f
where s.seqrelid operator(pg_catalog.=) 'down'::pg_catalog.regclass;
commit;
-- and back
alter sequence a restart with 1;
alter sequence b restart with 9;
alter sequence down restart with -1;
