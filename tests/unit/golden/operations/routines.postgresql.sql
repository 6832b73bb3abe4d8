-- functions
create function one() returns integer language sql as $body$select 1$body$;
create function add(a integer, b integer default 1) returns integer language plpgsql as $body$
begin
  return a + b;
end
$body$;
-- and back
drop function add(integer, integer);
drop function one;

-- a function with each option, replaced
create or replace function app."Has Role"(who text) returns boolean language sql stable strict security definer parallel safe set search_path = '' set work_mem = '8MB' as $body$select who = 'me'$body$;
create function twice(n bigint) returns bigint language sql immutable parallel restricted as $body$select n * 2$body$;
create function numbers(n integer) returns table (i integer, square integer) language sql as $body$select i, i * i from generate_series(1, n) i$body$;
-- and back
drop function numbers;
drop function if exists twice(bigint) cascade;
drop function if exists twice(bigint);
create or replace function app."Has Role"(who text) returns boolean language sql as $body$select false$body$;

-- functions whose bodies could end their quotes
create function f0() returns text language sql as $body$select 'it''s'$body$;
create function f1() returns text language sql as $body$select '\'$body$;
create function f2() returns text language sql as $body$select '$$'$body$;
create function f3() returns text language sql as $body1$select '$body$'$body1$;
create function f4() returns text language sql as $body3$select '$body$ $body1$ $body2$'$body3$;
create function f5() returns text language sql as $body$select '$body'$body$;
create function f6() returns text language sql as $body$select 'x' /* $body*/$body$;
create function f7() returns text language sql as $body$select $tag$x$tag$$body$;
create function f8() returns text language sql as $body$select 'größer'$body$;
create function f9() returns text language sql as $body$-- a comment
select ':x %s $1 {}'$body$;
create function f_end() returns text language sql as $body1$select 'x' -- $body$body1$;
create function f_dollar() returns text language sql as $body$select 'x' -- $$body$;
create procedure nothing() language sql as $body$$body$;
-- and back
drop procedure nothing;
drop function f_dollar;
drop function f_end;
drop function f9;
drop function f8;
drop function f7;
drop function f6;
drop function f5;
drop function f4;
drop function f3;
drop function f2;
drop function f1;
drop function f0;

-- functions named like words of SQL
create function "coalesce"() returns integer language sql as $body$select 1$body$;
create function app."coalesce"() returns integer language sql as $body$select 1$body$;
create function "select"() returns integer language sql as $body$select 1$body$;
create procedure app."with.dot"(a integer) language sql as $body$select 1$body$;
-- and back
drop procedure app."with.dot"(integer);
drop function "select"();
drop function app."coalesce";
drop function "coalesce"();

-- procedures
create or replace procedure p() language plpgsql security definer set search_path = '' as $body$begin end$body$;
create procedure q(a integer) language sql as $body$select a$body$;
-- and back
drop procedure if exists q(integer) cascade;
drop procedure if exists q(integer);
create or replace procedure p() language sql as $body$select 1$body$;

-- a trigger
create trigger t_touch before update on t for each row execute function touch();
-- and back
drop trigger t_touch on t;

-- triggers with each option
create or replace trigger again before insert or update of a, id on t for each row when (new.a <> 'it''s') execute function touch();
create trigger "each statement" after insert on app."Other" referencing new table as inserted for each statement execute function app."Touch"('an argument', 2);
create constraint trigger later after delete on app."Other" deferrable initially deferred for each row execute function app."Touch"();
create constraint trigger maybe_later after insert on app."Other" deferrable for each row execute function app."Touch"();
comment on trigger later on app."Other" is 'at the commit';
-- and back
drop trigger maybe_later on app."Other";
drop trigger if exists later on app."Other" cascade;
drop trigger if exists later on app."Other";
drop trigger "each statement" on app."Other";
create or replace trigger again before insert on t for each row execute function touch();

-- a trigger of each database
create trigger t_touch before update on t for each row execute function touch();
-- and back
drop trigger t_touch on t;
