#!/usr/bin/python3
"""catalog.sql, by which the other tests compare a database with its earlier state, shows every
change."""

from __future__ import annotations

import systems

# Applied one after the other; each is a different kind of change.
CHANGES = """
create schema s
comment on schema s is 'x'
grant usage on schema s to pg_monitor
create table s.t (a integer, b text)
alter table s.t add column c bigint
alter table s.t alter column c type integer
alter table s.t alter column c set not null
alter table s.t alter column c set default 1
alter table s.t alter column a set not null, alter column a add generated always as identity
alter table s.t add column g integer generated always as (c + 1) stored
alter table s.t drop column b, add column b text
alter table s.t alter column b type text collate "C"
alter table s.t add constraint k check (c > 0) not valid
alter table s.t validate constraint k
alter table s.t add primary key (a)
create unique index i on s.t (c) where c > 3
alter table s.t set (fillfactor = 70)
comment on column s.t.b is 'x'
grant select (b) on s.t to pg_monitor
revoke select on s.t from current_user
alter table s.t enable row level security
alter table s.t force row level security
create policy p on s.t for select to pg_monitor using (c > 1)
alter policy p on s.t using (c > 2)
alter policy p on s.t to public
create policy q on s.t as restrictive for insert with check (c > 3)
create function s.f(n integer) returns integer language sql as 'select n'
create or replace function s.f(n integer) returns integer language sql as 'select n + 1'
alter function s.f stable security definer
revoke execute on function s.f from public
create function s.touch() returns trigger language plpgsql as 'begin return new; end'
create trigger g before update on s.t for each row execute function s.touch()
alter table s.t disable trigger g
create type s.e as enum ('a', 'b')
alter type s.e add value 'c' before 'b'
revoke usage on type s.e from public
create domain s.d as integer check (value > 0)
alter domain s.d set default 3
create type s.pair as (x integer, y integer)
create view s.v as select a, c from s.t
create or replace view s.v as select a, c from s.t where a > 1
create materialized view s.m as select 1 as one
create sequence s.q
alter sequence s.q increment 2
alter sequence s.q owned by s.t.c
alter default privileges in schema s grant select on tables to pg_monitor
create table s.u (t integer references s.t on delete cascade)
create table s.w (n integer) partition by range (n)
alter schema s rename to s2
""".strip().splitlines()


class CatalogQuery(systems.SystemTest):
    server = "POSTGRESQL"

    def test_every_change_is_told(self) -> None:
        catalog = self.database.catalog()
        for change in CHANGES:
            with self.subTest(change):
                self.database.ask(change)
                before, catalog = catalog, self.database.catalog()
                self.assertNotEqual(catalog, before)
        print(f"{len(CHANGES)} changes, each seen", flush=True)

    def test_rows_extensions_and_revises_own_tables_are_not_told(self) -> None:
        self.database.ask("create table t (id bigint generated always as identity)")
        before = self.database.catalog()
        self.database.ask("insert into t default values; create extension pg_trgm; "
                          "create table alembic_version (version_num text primary key); "
                          "create table alembic_version_log (id integer primary key)")
        self.assert_catalog(before)


if __name__ == "__main__":
    systems.main()
