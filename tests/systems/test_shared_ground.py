#!/usr/bin/python3
"""platform and extensions: they create what is missing, and remove what they created."""

from __future__ import annotations

import systems

# The objects that the hosted service provides.
SERVICE = """
create schema auth;
create table auth.users (id uuid primary key, instance uuid, encrypted_password text);
insert into auth.users (id) values ('00000000-0000-0000-0000-000000000001');
create function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
                  current_setting('request.jwt.claims', true)::jsonb ->> 'sub')::uuid $$;
comment on function auth.uid() is 'the service''s own';
"""
USER = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


class Platform(systems.SystemTest):
    server = "POSTGRESQL"

    def test_makes_what_is_missing_and_takes_it_away(self) -> None:
        before = self.database.catalog()
        self.revise("upgrade", "platform@head")
        self.assertEqual(
            self.database.ask("select rolname, rolcanlogin, rolbypassrls from pg_roles where rolname "
                              "in ('anon', 'authenticated', 'service_role') order by 1"),
            [("anon", False, False), ("authenticated", False, False), ("service_role", False, True)])
        self.assertEqual(
            self.database.ask("select attname, format_type(atttypid, atttypmod) from pg_attribute "
                              "where attrelid = 'auth.users'::regclass and attnum > 0 order by attnum"),
            [("id", "uuid"), ("email", "character varying(255)"),
             ("created_at", "timestamp with time zone")])
        for role in ("anon", "authenticated", "service_role"):
            with self.database.acting_as(USER, role) as cursor:
                cursor.execute("select auth.uid()::text")
                self.assertEqual(cursor.fetchall(), [(USER,)])
            with self.database.acting_as(None, role) as cursor:
                cursor.execute("select auth.uid()")
                self.assertEqual(cursor.fetchall(), [(None,)])
        self.revise("downgrade", "platform@base")
        self.assert_catalog(before)

    def test_the_service_keeps_what_it_has(self) -> None:
        self.database.ask(SERVICE)
        before = self.database.catalog()
        ids = "select oid, xmin from pg_class where relnamespace = 'auth'::regnamespace order by 1"
        rows = self.database.ask(ids)
        self.revise("upgrade", "platform@head")
        self.assert_catalog(before)
        self.revise("downgrade", "platform@base")
        self.assert_catalog(before)
        self.assertEqual(self.database.ask(ids), rows)
        self.assertEqual(self.database.value("select count(*) from auth.users"), 1)

    def test_of_a_ground_that_is_there_in_part_the_rest_is_made(self) -> None:
        self.database.ask("create schema auth; create function auth.uid() returns uuid language sql "
                          "as 'select null::uuid'")
        before = self.database.catalog()
        self.revise("upgrade", "platform@head")
        self.assertEqual(self.database.value("select prosrc from pg_proc where proname = 'uid'"),
                         "select null::uuid")
        self.assertEqual(self.database.value("select count(*) from auth.users"), 0)
        self.revise("downgrade", "platform@base")
        self.assert_catalog(before)

    def test_what_others_need_stays(self) -> None:
        self.revise("upgrade", "platform@head")
        self.database.ask("create table posts (owner uuid references auth.users); "
                          "alter table posts enable row level security; "
                          "create policy own on posts using (owner = auth.uid())")
        before = self.database.catalog()
        said = self.revise("-v", "downgrade", "platform@base")
        for kept in ("function 'auth.uid()'", "table 'auth.users'", "schema 'auth'"):
            self.assertIn(f"{kept} is in use, and stays", said)
        self.assert_catalog(before)

    def test_a_script_does_the_same(self) -> None:
        before = self.database.catalog()
        self.psql(self.revise("-q", "upgrade", "platform@head", "--sql"))
        by_script = self.database.catalog()
        self.assertNotEqual(by_script, before)
        self.psql(self.revise("-q", "downgrade", "a4d1c7e09b52:base", "--sql"))
        self.assert_catalog(before)
        self.revise("upgrade", "platform@head")
        self.assert_catalog(by_script)


class Extensions(systems.SystemTest):
    NAMES = ("select extname from pg_extension where extname in ('vector', 'pgcrypto', 'uuid-ossp') "
             "order by 1")
    ALL = [("pgcrypto",), ("uuid-ossp",), ("vector",)]

    def test_they_are_made_and_stay(self) -> None:
        before = self.database.catalog()
        self.revise("upgrade", "extensions@head")
        self.assertEqual(self.database.ask(self.NAMES), self.ALL)
        self.revise("downgrade", "extensions@base")
        self.assertEqual(self.database.ask(self.NAMES), self.ALL)
        self.assert_catalog(before)

    def test_one_that_is_there_is_left_alone(self) -> None:
        self.database.ask("create schema elsewhere; create extension vector schema elsewhere")
        before = self.database.ask("select oid, xmin from pg_extension where extname = 'vector'")
        self.revise("upgrade", "extensions@head")
        self.assertEqual(self.database.ask(self.NAMES), self.ALL)
        self.assertEqual(self.database.ask("select oid, xmin from pg_extension where extname = "
                                           "'vector'"), before)


class WithoutVectors(systems.SystemTest):
    server = "POSTGRESQL"

    def test_a_server_without_pgvector_says_so_and_nothing_is_changed(self) -> None:
        before = self.database.ask("select extname from pg_extension order by 1")
        said = self.revise("upgrade", "extensions@head", exit_code=1)
        self.assertIn('extension "vector" is not available', said)
        self.assertEqual(self.database.ask("select extname from pg_extension order by 1"), before)


if __name__ == "__main__":
    systems.main()
