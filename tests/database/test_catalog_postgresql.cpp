// Each kind of object is made, changed in one attribute and dropped; the tests check the text that
// users read.
#include "database/catalog.h"

namespace test_catalog_postgresql {

using namespace revise;
using namespace revise::test;

namespace {

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("catalog: an empty database has a schema and a language") {
  const postgres_database database;
  const catalog::snapshot found = catalog_of(database);
  CHECK(found.tables.empty());
  REQUIRE(found.schemas.size() == 1);
  CHECK(found.schemas[0] == catalog::schema{.name = "public",
                                            .comment = "standard public schema",
                                            .grants = {{.role = "public", .privilege = "usage"}}});
  REQUIRE(found.extensions.size() == 1);
  CHECK(found.extensions[0] == catalog::extension{.name = "plpgsql",
                                                  .schema = "pg_catalog",
                                                  .version = "1.0",
                                                  .comment = "PL/pgSQL procedural language"});
  CHECK(found.defaults.empty());
}

TEST_CASE("catalog: schemas, extensions") {
  const postgres_database database;
  CHECK(changes(database, "create schema shop") == lines{"schema 'shop' is new"});
  CHECK(changes(database, "comment on schema shop is 'sold here'") ==
        lines{"schema 'shop': comment is 'sold here', was none"});
  CHECK(changes(database, "drop schema shop") == lines{"schema 'shop' is missing"});
  // The functions, types and tables of an extension are not reported.
  CHECK(changes(database, "create extension hstore version '1.4'") ==
        lines{"extension 'hstore' is new"});
  CHECK(changes(database, "alter extension hstore update to '1.8'") ==
        lines{"extension 'hstore': version is 1.8, was 1.4"});
  CHECK(changes(database, "create schema tools; alter extension hstore set schema tools") ==
        lines{"extension 'hstore': schema is 'tools', was 'public'", "schema 'tools' is new"});
  CHECK(changes(database, "comment on extension hstore is 'pairs'") ==
        lines{"extension 'hstore': comment is 'pairs', was 'data type for storing sets of (key, "
              "value) pairs'"});
}

TEST_CASE("catalog: tables") {
  const postgres_database database;
  CHECK(changes(database, "create table users (id int)") == lines{"table 'public.users' is new"});
  CHECK(changes(database, "comment on table users is E'all\nof them'") ==
        lines{"table 'public.users': comment is a text of several lines, was none"});
  CHECK(changes(database, "comment on table users is E'all\nof us'") ==
        lines{"table 'public.users': comment differs in line 2: is 'of us'', was 'of them''"});
  CHECK(changes(database, "alter table users set unlogged") ==
        lines{"table 'public.users': unlogged is yes, was no"});
  CHECK(changes(database, "alter table users set (fillfactor = 70, autovacuum_enabled = off)") ==
        lines{"table 'public.users': options is autovacuum_enabled=off, fillfactor=70, was none"});
  CHECK(changes(database, "alter table users enable row level security") ==
        lines{"table 'public.users': row security is on, was off"});
  CHECK(changes(database, "alter table users force row level security") ==
        lines{"table 'public.users': row security for the owner is on, was off"});
  CHECK(changes(database, "alter table users rename to people") ==
        lines{"table 'public.people' is new", "table 'public.users' is missing"});
  CHECK(changes(database, "create schema shop; alter table people set schema shop") ==
        lines{"schema 'shop' is new", "table 'public.people' is missing",
              "table 'shop.people' is new"});
  CHECK(changes(database, "create table fresh (id int); create index on fresh (id)") ==
        lines{"table 'public.fresh' is new"});
  CHECK(changes(database, "create temporary table passing (id serial)") == lines{});
  CHECK(changes(database, "insert into fresh values (1); analyze") == lines{});
  CHECK(changes(database, "vacuum full") == lines{});
}

TEST_CASE("catalog: partitions and inheritance") {
  const postgres_database database;
  database.execute(
      "create table events (id int, at date) partition by range (at);"
      "create table events_1 (id int, at date)");
  CHECK(changes(database,
                "alter table events attach partition events_1 for values from "
                "('2020-01-01') to ('2021-01-01')") ==
        lines{"table 'public.events_1': parent is public.events, was none",
              "table 'public.events_1': partition bound is FOR VALUES FROM ('2020-01-01') TO "
              "('2021-01-01'), was none"});
  // Parts that a partition has from its parent are reported only for the parent.
  database.execute("create function f() returns trigger language plpgsql as 'begin end'");
  CHECK(changes(database,
                "create index at_index on events (at);"
                "alter table events add constraint positive check (id > 0);"
                "alter table events add unique (id, at);"
                "create trigger t after insert on events for each row execute function f()") ==
        lines{"index 'public.at_index' is new",
              "table 'public.events': constraint 'events_id_at_key' is new",
              "table 'public.events': constraint 'positive' is new",
              "trigger 't' on 'public.events' is new"});
  database.execute(
      "create table other (id int) partition by hash (id); create table child (x int)");
  CHECK(changes(database, "drop table other; create table other (id int) partition by list (id)") ==
        lines{"table 'public.other': partition key is LIST (id), was HASH (id)"});
  CHECK(changes(database, "drop table other; create table other (id int)") ==
        lines{"table 'public.other' is a plain table, was a partitioned table",
              "table 'public.other': partition key is none, was LIST (id)"});
  CHECK(changes(database, "alter table child add id int; alter table child inherit other") ==
        lines{"table 'public.child': parent is public.other, was none",
              "table 'public.child': column 'id' is new"});
  // A foreign key to a partitioned table has an internal copy for each partition.
  database.execute("create table log (id int, at date)");
  CHECK(changes(database,
                "alter table log add constraint log_events foreign key (id, at) "
                "references events (id, at)") ==
        lines{"table 'public.log': constraint 'log_events' is new"});
}

TEST_CASE("catalog: columns") {
  const postgres_database database;
  database.execute("create table users (id int, email varchar(255), note text)");
  CHECK(changes(database, "alter table users alter email type text") ==
        lines{"table 'public.users': column 'email' is text, was character varying(255)"});
  CHECK(changes(database, "alter table users alter email set not null") ==
        lines{"table 'public.users': column 'email' is not null, was nullable"});
  CHECK(changes(database, "alter table users alter email set default 'a'") ==
        lines{"table 'public.users': default of column 'email' is 'a'::text, was none"});
  CHECK(changes(database, "comment on column users.email is 'none'") ==
        lines{"table 'public.users': comment of column 'email' is 'none', was none"});
  CHECK(changes(database, "alter table users alter email type text collate \"C\"") ==
        lines{"table 'public.users': collation of column 'email' is \"C\", was none"});
  CHECK(changes(database, "alter table users add created timestamptz default now()") ==
        lines{"table 'public.users': column 'created' is new"});
  CHECK(changes(database, "alter table users drop note") ==
        lines{"table 'public.users': column 'note' is missing"});
  // The gap that a dropped column leaves does not matter; the order does.
  CHECK(changes(database,
                "drop table users; create table users (id int, email text collate \"C\" "
                "not null default 'a', created timestamptz default now());"
                "comment on column users.email is 'none'") == lines{});
  CHECK(changes(database, "alter table users drop id; alter table users add id int") ==
        lines{"table 'public.users': order of columns is email, created, id, was id, email, "
              "created"});
}

TEST_CASE("catalog: a null is no default, unless a domain has one") {
  const postgres_database database;
  database.execute(
      "create domain code as varchar(5); create domain state as varchar(5) default 'new';"
      "create table t (a varchar(20), b numeric(10, 2), c timestamp(3), d varchar(20)[], e bit(4),"
      " f code, g text)");
  for (const char* column : {"a", "b", "c", "d", "e", "f", "g"}) {
    CHECK(changes(database, std::string("alter table t alter ") + column + " set default null") ==
          lines{});
  }
  CHECK(changes(database, "alter table t alter a set default null::varchar(20)") == lines{});
  CHECK(changes(database, "alter table t alter a set default nullif('a', 'b')") ==
        lines{"table 'public.t': default of column 'a' is NULLIF('a'::text, 'b'::text), was none"});
  database.execute("create table u (a state)");
  CHECK(changes(database, "alter table u alter a set default null") ==
        lines{"table 'public.u': default of column 'a' is NULL::character varying, was none"});
}

TEST_CASE("catalog: identity and generated columns") {
  const postgres_database database;
  database.execute("create table t (id bigint not null, a int, b int)");
  CHECK(changes(database, "alter table t alter id add generated always as identity") ==
        lines{"table 'public.t': identity of column 'id' is generated always, was none",
              "table 'public.t': start of column 'id' is 1, was none",
              "table 'public.t': increment of column 'id' is 1, was none",
              "table 'public.t': minimum of column 'id' is 1, was none",
              "table 'public.t': maximum of column 'id' is 9223372036854775807, was none",
              "table 'public.t': cache of column 'id' is 1, was none",
              "table 'public.t': cycle of column 'id' is no, was none",
              "table 'public.t': sequence type of column 'id' is bigint, was none"});
  CHECK(changes(database, "alter table t alter id set generated by default") ==
        lines{"table 'public.t': identity of column 'id' is generated by default, was generated "
              "always"});
  CHECK(changes(database, "alter table t alter id set increment by 7") ==
        lines{"table 'public.t': increment of column 'id' is 7, was 1"});
  // Neither the sequence's value nor its name matters.
  CHECK(changes(database, "insert into t (a) values (1); alter sequence t_id_seq rename to s") ==
        lines{});
  CHECK(changes(database,
                "alter table t drop b; alter table t add b int generated always as (a * 2) "
                "stored") ==
        lines{"table 'public.t': generated value of column 'b' is (a * 2) stored, was none"});
  CHECK(changes(database, "alter table t alter b drop expression") ==
        lines{"table 'public.t': generated value of column 'b' is none, was (a * 2) stored"});
}

TEST_CASE("catalog: constraints") {
  const postgres_database database;
  database.execute(
      "create table orgs (id int primary key, code text);"
      "create table users (id int, org int, during int4range)");
  CHECK(changes(database,
                "alter table users add constraint users_org foreign key (org) references "
                "orgs (id) on delete cascade") ==
        lines{"table 'public.users': constraint 'users_org' is new"});
  CHECK(changes(database,
                "alter table users alter constraint users_org deferrable initially "
                "deferred") ==
        lines{"table 'public.users': deferrable of constraint 'users_org' is yes, was no",
              "table 'public.users': initially deferred of constraint 'users_org' is yes, was no"});
  CHECK(changes(database,
                "alter table users drop constraint users_org; alter table users add "
                "constraint users_org foreign key (org) references orgs on delete set "
                "null deferrable initially deferred") ==
        lines{"table 'public.users': constraint 'users_org' is FOREIGN KEY (org) REFERENCES "
              "public.orgs(id) ON DELETE SET NULL, was FOREIGN KEY (org) REFERENCES "
              "public.orgs(id) ON DELETE CASCADE"});
  CHECK(changes(database, "alter table orgs add constraint code_key unique (code)") ==
        lines{"table 'public.orgs': constraint 'code_key' is new"});
  CHECK(
      changes(database,
              "alter table orgs drop constraint code_key; alter table orgs add "
              "constraint code_key check (code <> '')") ==
      lines{"table 'public.orgs': constraint 'code_key' is CHECK ((code <> ''::text)), was UNIQUE "
            "(code)",
            "table 'public.orgs': kind of constraint 'code_key' is check, was unique constraint"});
  CHECK(changes(database, "comment on constraint code_key on orgs is 'short'") ==
        lines{"table 'public.orgs': comment of constraint 'code_key' is 'short', was none"});
  CHECK(changes(database, "alter table users add constraint positive check (id > 0) not valid") ==
        lines{"table 'public.users': constraint 'positive' is new"});
  CHECK(changes(database, "alter table users validate constraint positive") ==
        lines{"table 'public.users': validated of constraint 'positive' is yes, was no"});
  CHECK(changes(database, "alter table users rename constraint positive to above") ==
        lines{"table 'public.users': constraint 'above' is new",
              "table 'public.users': constraint 'positive' is missing"});
  CHECK(changes(database,
                "alter table users add constraint once exclude using gist (during with "
                "&&)") == lines{"table 'public.users': constraint 'once' is new"});
  CHECK(changes(database, "alter table orgs drop constraint orgs_pkey cascade") ==
        lines{"table 'public.orgs': constraint 'orgs_pkey' is missing",
              "table 'public.users': constraint 'users_org' is missing"});
}

TEST_CASE("catalog: indexes") {
  const postgres_database database;
  database.execute("create table users (id int, email text); insert into users values (1), (1)");
  CHECK(changes(database, "create index ix on users (email)") == lines{"index 'public.ix' is new"});
  CHECK(
      changes(database,
              "drop index ix; create index ix on users (lower(email) desc) include (id) "
              "where id > 3") ==
      lines{"index 'public.ix' is CREATE INDEX ix ON public.users USING btree (lower(email) DESC) "
            "INCLUDE (id) WHERE (id > 3), was CREATE INDEX ix ON public.users USING btree "
            "(email)"});
  CHECK(changes(database, "comment on index ix is 'quick'") ==
        lines{"index 'public.ix': comment is 'quick', was none"});
  CHECK(changes(database, "drop index ix") == lines{"index 'public.ix' is missing"});
  database.execute("create index one on users (id)");
  const catalog::snapshot before = catalog_of(database);
  database.execute("drop index one");
  CHECK_THROWS(database.execute("create unique index concurrently one on users (id)"));
  CHECK(lines_between(before, catalog_of(database)) ==
        lines{"index 'public.one' is CREATE UNIQUE INDEX one ON public.users USING btree (id), was "
              "CREATE INDEX one ON public.users USING btree (id)",
              "index 'public.one': valid is no, was yes"});
}

TEST_CASE("catalog: views") {
  const postgres_database database;
  database.execute("create table users (id int, email text)");
  CHECK(changes(database, "create view v as select id from users") ==
        lines{"view 'public.v' is new"});
  // From PostgreSQL 16 on a view's columns are qualified only where they must be.
  const std::string id = database.version() >= 16 ? "id" : "users.id";
  CHECK(changes(database, "create or replace view v as select id from users where id > 1") ==
        lines{"view 'public.v': definition differs from line 3 on: '  WHERE (" + id +
              " > 1)' is new"});
  CHECK(changes(database, "alter view v set (security_barrier = true)") ==
        lines{"view 'public.v': options is security_barrier=true, was none"});
  CHECK(changes(database, "comment on column v.id is 'number'") ==
        lines{"view 'public.v': comment of column 'id' is 'number', was none"});
  CHECK(changes(database, "comment on view v is 'few'") ==
        lines{"view 'public.v': comment is 'few', was none"});
  CHECK(changes(database,
                "drop view v; create materialized view v as select id from users where id "
                "> 1; create index v_id on v (id)") ==
        lines{"view 'public.v' is a materialized view, was a plain view",
              "view 'public.v': options is none, was security_barrier=true",
              "view 'public.v': comment is none, was 'few'", "index 'public.v_id' is new",
              "view 'public.v': comment of column 'id' is none, was 'number'"});
  CHECK(changes(database, "drop materialized view v") == lines{"view 'public.v' is missing"});
}

TEST_CASE("catalog: functions, procedures and aggregates") {
  const postgres_database database;
  CHECK(changes(database, "create function f(n int) returns int language sql as\n'select\n1'") ==
        lines{"function 'public.f(n integer)' is new"});
  CHECK(changes(database,
                "create or replace function f(n int) returns int language sql as\n"
                "'select\n2'") ==
        lines{"function 'public.f(n integer)': definition differs in line 5: is '2$function$', was "
              "'1$function$'"});
  CHECK(changes(database, "alter function f immutable") ==
        lines{"function 'public.f(n integer)': definition differs in line 4: is ' IMMUTABLE', was "
              "'AS $function$select'"});
  CHECK(changes(database, "comment on function f is 'one'") ==
        lines{"function 'public.f(n integer)': comment is 'one', was none"});
  CHECK(changes(database, "create function f(t text) returns int language sql as 'select 1'") ==
        lines{"function 'public.f(t text)' is new"});
  CHECK(changes(database, "create procedure p(inout x int) language sql as 'select x'") ==
        lines{"procedure 'public.p(INOUT x integer)' is new"});
  CHECK(changes(database, "create aggregate total(int) (sfunc = int4pl, stype = int)") ==
        lines{"aggregate 'public.total(integer)' is new"});
  CHECK(changes(database,
                "create or replace aggregate total(int) (sfunc = int4pl, stype = int, "
                "initcond = '0')") ==
        lines{"aggregate 'public.total(integer)': definition is sfunc = int4pl, stype = integer, "
              "initcond = '0', parallel = u, was sfunc = int4pl, stype = integer, parallel = u"});
  CHECK(changes(database, "drop aggregate total(int); drop procedure p; drop function f(text)") ==
        lines{"aggregate 'public.total(integer)' is missing",
              "function 'public.f(t text)' is missing",
              "procedure 'public.p(INOUT x integer)' is missing"});
}

TEST_CASE("catalog: triggers") {
  const postgres_database database;
  database.execute(
      "create function f() returns trigger language plpgsql as 'begin end';"
      "create table t (id int)");
  CHECK(
      changes(database, "create trigger tr before insert on t for each row execute function f()") ==
      lines{"trigger 'tr' on 'public.t' is new"});
  CHECK(
      changes(database,
              "create or replace trigger tr after insert on t for each row execute "
              "function f()") ==
      lines{"trigger 'tr' on 'public.t': definition is CREATE TRIGGER tr AFTER INSERT ON public.t "
            "FOR EACH ROW EXECUTE FUNCTION public.f(), was CREATE TRIGGER tr BEFORE INSERT ON "
            "public.t FOR EACH ROW EXECUTE FUNCTION public.f()"});
  CHECK(changes(database, "alter table t disable trigger tr") ==
        lines{"trigger 'tr' on 'public.t' is off, was on"});
  CHECK(changes(database, "alter table t enable always trigger tr") ==
        lines{"trigger 'tr' on 'public.t' is always, was off"});
  CHECK(changes(database, "alter table t enable replica trigger tr") ==
        lines{"trigger 'tr' on 'public.t' is on replicas, was always"});
  CHECK(changes(database, "comment on trigger tr on t is 'x'") ==
        lines{"trigger 'tr' on 'public.t': comment is 'x', was none"});
  CHECK(changes(database, "drop trigger tr on t") ==
        lines{"trigger 'tr' on 'public.t' is missing"});
}

TEST_CASE("catalog: policies") {
  const postgres_database database;
  database.execute("create table t (id int)");
  CHECK(changes(database, "create policy p on t for update using (id > 1)") ==
        lines{"policy 'p' on 'public.t' is new"});
  CHECK(changes(database, "alter policy p on t using (id > 2)") ==
        lines{"policy 'p' on 'public.t': using is (id > 2), was (id > 1)"});
  CHECK(changes(database, "alter policy p on t with check (id > 3)") ==
        lines{"policy 'p' on 'public.t': check is (id > 3), was none"});
  CHECK(changes(database, "alter policy p on t to revise, pg_monitor") ==
        lines{"policy 'p' on 'public.t': roles is pg_monitor, revise, was public"});
  CHECK(changes(database, "comment on policy p on t is 'x'") ==
        lines{"policy 'p' on 'public.t': comment is 'x', was none"});
  CHECK(changes(database,
                "drop policy p on t; create policy p on t as restrictive for all to "
                "revise, pg_monitor using (id > 2) with check (id > 3);"
                "comment on policy p on t is 'x'") ==
        lines{"policy 'p' on 'public.t' is restrictive, was permissive",
              "policy 'p' on 'public.t': command is all, was update"});
  CHECK(changes(database, "drop policy p on t") == lines{"policy 'p' on 'public.t' is missing"});
}

TEST_CASE("catalog: types") {
  const postgres_database database;
  CHECK(changes(database, "create type mood as enum ('sad', 'happy')") ==
        lines{"type 'public.mood' is new"});
  CHECK(changes(database, "alter type mood add value 'ok' before 'happy'") ==
        lines{"type 'public.mood': labels is sad, ok, happy, was sad, happy"});
  CHECK(changes(database, "comment on type mood is 'm'") ==
        lines{"type 'public.mood': comment is 'm', was none"});
  CHECK(changes(database,
                "create domain email as varchar(20) constraint at check (value like '%@%')") ==
        lines{"type 'public.email' is new"});
  CHECK(changes(database, "alter domain email set not null") ==
        lines{"type 'public.email' is not null, was nullable"});
  CHECK(changes(database, "alter domain email set default 'x'") ==
        lines{"type 'public.email': default is 'x'::character varying, was none"});
  CHECK(changes(database,
                "alter domain email drop constraint at; alter domain email add constraint at "
                "check (value like '%@') not valid") ==
        lines{"type 'public.email': constraint 'at' is CHECK (((VALUE)::text ~~ '%@'::text)), was "
              "CHECK (((VALUE)::text ~~ '%@%'::text))",
              "type 'public.email': validated of constraint 'at' is no, was yes"});
  CHECK(changes(database, "comment on constraint at on domain email is 'c'") ==
        lines{"type 'public.email': comment of constraint 'at' is 'c', was none"});
  CHECK(changes(database, "drop domain email; create domain email as text collate \"C\"") ==
        lines{"type 'public.email': base type is text, was character varying(20)",
              "type 'public.email' is nullable, was not null",
              "type 'public.email': default is none, was 'x'::character varying",
              "type 'public.email': collation is \"C\", was none",
              "type 'public.email': constraint 'at' is missing"});
  CHECK(changes(database, "create type pair as (a int, b text)") ==
        lines{"type 'public.pair' is new"});
  CHECK(changes(database, "alter type pair alter attribute b type varchar(3)") ==
        lines{"type 'public.pair': column 'b' is character varying(3), was text"});
  CHECK(
      changes(database, "alter type pair drop attribute a; alter type pair add attribute a int") ==
      lines{"type 'public.pair': order of columns is b, a, was a, b"});
  CHECK(changes(database, "comment on column pair.a is 'first'; comment on type pair is 'two'") ==
        lines{"type 'public.pair': comment is 'two', was none",
              "type 'public.pair': comment of column 'a' is 'first', was none"});
  CHECK(changes(database, "create type reals as range (subtype = float8)") ==
        lines{"type 'public.reals' is new"});
  CHECK(changes(database,
                "drop type reals; create type reals as range (subtype = float8, "
                "subtype_diff = float8mi)") ==
        lines{"type 'public.reals': subtype is double precision, subtype_opclass = float8_ops, "
              "subtype_diff = float8mi, multirange_type_name = public.reals_multirange, was "
              "double precision, subtype_opclass = float8_ops, multirange_type_name = "
              "public.reals_multirange"});
  CHECK(changes(database, "drop type mood; create domain mood as text") ==
        lines{"type 'public.mood' is a domain, was an enum",
              "type 'public.mood': labels is none, was sad, ok, happy",
              "type 'public.mood': base type is text, was none",
              "type 'public.mood': comment is none, was 'm'"});
}

TEST_CASE("catalog: sequences") {
  const postgres_database database;
  database.execute("create table t (id int, n int)");
  CHECK(changes(database, "create sequence s") == lines{"sequence 'public.s' is new"});
  CHECK(
      changes(database,
              "alter sequence s as int maxvalue 100 minvalue 0 start 5 increment by 5 "
              "cache 7 cycle") ==
      lines{"sequence 'public.s' is integer, was bigint", "sequence 'public.s': start is 5, was 1",
            "sequence 'public.s': increment is 5, was 1",
            "sequence 'public.s': minimum is 0, was 1",
            "sequence 'public.s': maximum is 100, was 9223372036854775807",
            "sequence 'public.s': cache is 7, was 1", "sequence 'public.s': cycle is yes, was no"});
  CHECK(changes(database, "alter sequence s owned by t.n") ==
        lines{"sequence 'public.s': owner is 'public.t.n', was none"});
  CHECK(changes(database, "comment on sequence s is 'x'") ==
        lines{"sequence 'public.s': comment is 'x', was none"});
  CHECK(changes(database, "alter sequence s set unlogged") ==
        lines{"sequence 'public.s': unlogged is yes, was no"});
  CHECK(changes(database, "select nextval('s'), nextval('s')") == lines{});
  CHECK(changes(database, "drop sequence s") == lines{"sequence 'public.s' is missing"});
}

TEST_CASE("catalog: grants") {
  const postgres_database database;
  database.execute(
      "create table t (id int); create view v as select 1; create sequence s;"
      "create function f() returns int language sql as 'select 1';"
      "create type mood as enum ('ok')");
  CHECK(changes(database, "grant select, update on t to pg_monitor") ==
        lines{"table 'public.t': grant of select to 'pg_monitor' is new",
              "table 'public.t': grant of update to 'pg_monitor' is new"});
  CHECK(changes(database, "grant select on t to pg_monitor with grant option") ==
        lines{"table 'public.t': grant option of grant of select to 'pg_monitor' is on, was off"});
  CHECK(changes(database, "grant update (id) on t to public") ==
        lines{"table 'public.t': grant of update on column 'id' to public is new"});
  CHECK(changes(database, "revoke delete on t from revise") ==
        lines{"table 'public.t': revoke of delete from the owner is new"});
  CHECK(changes(database,
                "grant select on v to public; grant usage on sequence s to public;"
                "grant create on schema public to public") ==
        lines{"schema 'public': grant of create to public is new",
              "sequence 'public.s': grant of usage to public is new",
              "view 'public.v': grant of select to public is new"});
  CHECK(changes(database,
                "revoke execute on function f from public; revoke usage on type mood from "
                "public") == lines{"type 'public.mood': revoke of usage from public is new",
                                   "function 'public.f()': revoke of execute from public is new"});
  // Explicit privileges that equal the defaults.
  CHECK(changes(database,
                "grant execute on function f to public; grant usage on type mood to public;"
                "grant delete on t to revise") ==
        lines{"type 'public.mood': revoke of usage from public is missing",
              "table 'public.t': revoke of delete from the owner is missing",
              "function 'public.f()': revoke of execute from public is missing"});
  CHECK(changes(database,
                "revoke all on t from pg_monitor; revoke update (id) on t from public;"
                "revoke all on v, s from public") ==
        lines{"sequence 'public.s': grant of usage to public is missing",
              "table 'public.t': grant of select to 'pg_monitor' is missing",
              "table 'public.t': grant of update on column 'id' to public is missing",
              "table 'public.t': grant of update to 'pg_monitor' is missing",
              "view 'public.v': grant of select to public is missing"});
  CHECK(catalog_of(database).tables[0].grants.empty());
  CHECK(changes(database, "alter table t owner to pg_monitor") == lines{});
}

TEST_CASE("catalog: default privileges") {
  const postgres_database database;
  CHECK(changes(database,
                "alter default privileges grant select on tables to public;"
                "alter default privileges in schema public grant usage on sequences to "
                "pg_monitor; alter default privileges revoke execute on functions from "
                "public") ==
        lines{"default privileges of 'revise' for functions is new",
              "default privileges of 'revise' for sequences in schema 'public' is new",
              "default privileges of 'revise' for tables is new"});
  CHECK(changes(database, "alter default privileges grant update on tables to public") ==
        lines{"default privileges of 'revise' for tables: grant of update to public is new"});
}

TEST_CASE("catalog: foreign tables") {
  const postgres_database database;
  database.execute(
      "create extension postgres_fdw; create server s foreign data wrapper postgres_fdw");
  CHECK(changes(database, "create foreign table t (id int) server s options (table_name 'x')") ==
        lines{"table 'public.t' is new"});
  CHECK(changes(database, "alter foreign table t options (set table_name 'y')") ==
        lines{"table 'public.t': definition is server s {table_name=y}, was server s "
              "{table_name=x}"});
}

TEST_CASE("catalog: tables that are left out are gone with all that is theirs") {
  const postgres_database database;
  database.execute(
      "create schema shop; create table alembic_version (version_num text);"
      "create table alembic_version_log (id serial, t text); create index on "
      "alembic_version_log (t); create table shop.alembic_version (id int)");
  const catalog::snapshot found =
      catalog_of(database, {{"public", "alembic_version"}, {"", "alembic_version_log"}});
  REQUIRE(found.tables.size() == 1);
  CHECK(found.tables[0].schema == "shop");
  CHECK(found.sequences.empty());
}

TEST_CASE("catalog: names are taken as they are") {
  const postgres_database database;
  CHECK(changes(database,
                "create schema \"My Shop\"; create table \"My Shop\".\"a.b\"\"c\" (\"x y\" int, "
                "constraint \"k'1\" check (\"x y\" > 1))") ==
        lines{"schema 'My Shop' is new", "table 'My Shop.a.b\"c' is new"});
  CHECK(changes(database, "alter table \"My Shop\".\"a.b\"\"c\" alter \"x y\" type bigint") ==
        lines{"table 'My Shop.a.b\"c': column 'x y' is bigint, was integer"});
}

}  // namespace test_catalog_postgresql
