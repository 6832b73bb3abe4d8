#!/usr/bin/python3
"""The reference system `staff`: the schema of a multi-tenant assistant platform and its row-level
security, both written as SQL files. Access rights are tested in test_staff_policies.py, the
system's own checks in test_staff_verify.py."""

from __future__ import annotations

import re
import secrets
import urllib.parse

import psycopg2.errors

import systems
from staff import POLICIES, ROWS, SCHEMA, SCHEMAS, VERSIONS, StaffTest

# Every object of the schemas, with the transaction that last wrote its row: so it shows if an
# object was recreated, or written again without a change.
OBJECTS = """
select * from (
  select 'schema', oid, xmin::text, nspname::text from pg_namespace
  union all select 'relation', oid, xmin::text, relname from pg_class
  union all select 'column', attrelid, xmin::text, attname from pg_attribute
  union all select 'default', oid, xmin::text, adrelid::text from pg_attrdef
  union all select 'constraint', oid, xmin::text, conname from pg_constraint
  union all select 'index', indexrelid, xmin::text, '' from pg_index
  union all select 'type', oid, xmin::text, typname from pg_type
  union all select 'value', oid, xmin::text, enumlabel from pg_enum
  union all select 'comment', objoid, xmin::text, description from pg_description
  union all select 'function', oid, xmin::text, proname from pg_proc
  union all select 'trigger', oid, xmin::text, tgname from pg_trigger
  union all select 'rule', oid, xmin::text, rulename from pg_rewrite
  union all select 'policy', oid, xmin::text, polname from pg_policy
) o order by 1, 2, 3, 4
"""


class Schema(StaffTest):
    start = SCHEMA

    def test_it_has_what_the_product_describes(self) -> None:
        self.assertEqual(self.names("select nspname from pg_namespace where nspname in $schemas "
                                    "order by 1"), list(SCHEMAS))
        self.assertEqual(len(self.names(
            "select tablename from pg_tables where schemaname in $schemas")), 30)
        self.assertEqual(self.names(
            "select typnamespace::regnamespace || '.' || typname from pg_type "
            "where typtype = 'e' and typnamespace::regnamespace::text in $schemas order by 1"), [
            "comms.channel_type", "comms.direction_type", "comms.draft_status",
            "core.contact_kind", "core.role_type", "intel.insight_type", "media.asset_type",
            "meetings.meeting_status", "meetings.response_type", "ops.integration_status",
            "ops.run_status", "work.task_status"])
        self.assertEqual(self.names("select unnest(enum_range(null::core.role_type))::text"),
                         ["owner", "admin", "member"])
        self.assertEqual(self.names(
            "select schemaname || '.' || viewname from pg_views where schemaname in $schemas "
            "order by 1"), ["comms.thread_summaries", "core.workspace_overview", "work.open_tasks"])
        self.assertEqual(self.names(
            "select oid::regprocedure::text from pg_proc "
            "where pronamespace::regnamespace::text in $schemas order by 1"), [
            "core.keep_owner()", "core.normalize_email(text)", "core.search_vector(text[])",
            "core.set_updated_at()", "ops.record_change()"])

    def test_it_has_its_indexes(self) -> None:
        kinds = dict(self.database.ask(
            "select am.amname, count(*) from pg_class c join pg_am am on am.oid = c.relam "
            "where c.relkind = 'i' and c.relnamespace::regnamespace::text in %s "
            "and not exists (select from pg_constraint where conindid = c.oid) group by 1",
            [SCHEMAS]))
        self.assertEqual(sorted(kinds), ["btree", "gin", "ivfflat"])
        # Without the indexes of keys, which no statement names.
        self.assertGreaterEqual(sum(kinds.values()), 80)
        self.assertEqual(self.database.ask(
            "select i.indrelid::regclass::text, i.indexrelid::regclass::text "
            "from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am am "
            "on am.oid = c.relam where am.amname = 'ivfflat' order by 1"), [
            ("comms.communications", "comms.idx_comms_embedding"),
            ("core.contacts", "core.idx_contacts_embedding"),
            ("intel.insights", "intel.idx_insights_embedding"),
            ("media.media_chunks", "media.idx_media_chunks_embedding"),
            ("meetings.transcript_chunks", "meetings.idx_chunks_embedding")])

    def test_vectors_are_in_five_tables(self) -> None:
        self.assertEqual(self.database.ask(
            "select attrelid::regclass::text, attname, format_type(atttypid, atttypmod) "
            "from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relkind = 'r' "
            "and format_type(atttypid, -1) = 'vector' order by 1"), [
            (table, "embedding", "vector(1536)") for table in (
                "comms.communications", "core.contacts", "intel.insights", "media.media_chunks",
                "meetings.transcript_chunks")])

    def test_every_tenant_table_carries_its_workspace(self) -> None:
        self.assertEqual(self.names(
            "select schemaname || '.' || tablename from pg_tables t where schemaname in $schemas "
            "and not exists (select from pg_attribute a join pg_constraint k "
            "  on k.conrelid = a.attrelid and k.conkey = array[a.attnum] "
            "  where a.attrelid = format('%I.%I', schemaname, tablename)::regclass "
            "  and a.attname = 'workspace_id' and a.attnotnull and k.contype = 'f' "
            "  and k.confrelid = 'core.workspaces'::regclass and k.confdeltype = 'c')"),
            ["core.workspaces"])

    def test_a_key_between_tenant_tables_includes_the_workspace(self) -> None:
        self.assertEqual(self.names(
            "select k.conname from pg_constraint k where k.contype = 'f' "
            "and k.connamespace::regnamespace::text in $schemas "
            "and k.confrelid not in ('core.workspaces'::regclass, 'auth.users'::regclass) "
            "and not exists (select from pg_attribute where attrelid = k.conrelid "
            "  and attnum = k.conkey[1] and attname = 'workspace_id')"), [])

    def test_the_product_writes_few_columns(self) -> None:
        self.new_founder(self.new_workspace(), role="owner")
        self.assertEqual(self.database.ask(
            "select w.name, m.role, f.display_name from core.workspaces w "
            "join core.members m on m.workspace_id = w.id "
            "join core.founders f on f.workspace_id = w.id"), [("Acme", "owner", "Ada")])

    def test_a_row_of_one_workspace_refers_to_none_of_another(self) -> None:
        mine = self.new_workspace()
        self.fill(self.new_workspace())
        with self.assertRaises(psycopg2.errors.ForeignKeyViolation):
            self.database.ask("insert into work.tasks (workspace_id, title, project_id) "
                              "select %s, 'theirs', id from work.projects", [mine])

    def test_the_removal_of_a_workspace_takes_all_of_it_and_nothing_else(self) -> None:
        workspace, other = self.fill(self.new_workspace()), self.fill(self.new_workspace())
        # Foreign keys that keep a parent from being deleted on its own.
        for child, parent, key in (("core.contacts", "core.organizations", "organization_id"),
                                   ("comms.channels", "ops.integrations", "integration_id"),
                                   ("comms.communications", "comms.channels", "channel_id"),
                                   ("work.projects", "work.goals", "goal_id"),
                                   ("work.tasks", "work.projects", "project_id")):
            self.database.ask(f"update {child} c set {key} = p.id from {parent} p "
                              "where p.workspace_id = c.workspace_id")
            with self.assertRaises(psycopg2.errors.ForeignKeyViolation):
                self.database.ask(f"delete from {parent}")
        before = self.rows_of(other)
        self.database.ask("delete from core.workspaces where id = %s", [workspace])
        self.assertEqual(self.rows_of(workspace), dict.fromkeys(ROWS, 0))
        self.assertEqual(self.rows_of(other), before)
        self.assertNotIn(0, before.values())

    def test_updated_at_is_kept_in_every_table_that_has_it(self) -> None:
        self.fill(self.new_workspace())
        tables = self.names(
            "select a.attrelid::regclass::text from pg_attribute a "
            "join pg_class c on c.oid = a.attrelid where c.relkind = 'r' "
            "and c.relnamespace::regnamespace::text in $schemas and a.attname = 'updated_at'")
        self.assertEqual(set(ROWS) - set(tables), {
            "comms.participants", "intel.insight_sources", "media.media_chunks",
            "meetings.transcript_chunks", "ops.audit_log"})
        for table in tables:
            with self.subTest(table):
                # A value that the application writes is overridden.
                self.assertEqual(set(self.database.ask(
                    f"with before as (select id, updated_at from {table}) "
                    f"update {table} t set updated_at = 'epoch' from before b where b.id = t.id "
                    "returning t.updated_at > b.updated_at")), {(True,)})
        # The column also changes for a row that this transaction inserted.
        self.assertTrue(self.database.value(
            "insert into core.workspaces (name) values ('Globex'); update core.workspaces "
            "set plan = 'team' where name = 'Globex' returning updated_at > created_at"))

    def test_full_text_is_searched_by_its_index(self) -> None:
        # One and a half megabytes: more than the maximum of a tsvector.
        self.database.ask(
            "insert into comms.communications (workspace_id, subject, body) "
            "select %s, 'Minutes', 'quarterly ' || string_agg(md5(n::text), ' ') "
            "from generate_series(1, 50000) n", [self.new_workspace()])
        search = ("select subject from comms.communications "
                  "where core.search_vector(subject, body) @@ to_tsquery('simple', 'quarterly')")
        self.assertEqual(self.names(search), ["Minutes"])
        self.assertIn("idx_comms_search", "\n".join(self.names(
            f"set enable_seqscan = off; explain (costs off) {search}")))

    def test_the_nearest_neighbour_is_found(self) -> None:
        self.database.ask(
            "insert into core.contacts (workspace_id, display_name, embedding) "
            "select %s, 'contact ' || n, "
            "(array_fill(1, array[n]) || array_fill(0, array[1536 - n]))::vector "
            "from generate_series(1, 5) n", [self.new_workspace()])
        self.assertEqual(self.names(
            "select display_name from core.contacts order by embedding <=> "
            "(array_fill(1, array[3]) || array_fill(0, array[1533]))::vector limit 1"),
            ["contact 3"])


class Runs(StaffTest):
    """Upgrades, downgrades, and other ways of applying the files."""

    def test_run_again_the_files_change_nothing(self) -> None:
        self.revise("upgrade", "staff@head")
        objects, catalog = self.database.ask(OBJECTS), self.database.catalog()
        self.run_file("001_initial_schema.sql")
        self.run_file("002_rls_policies.sql")
        self.assertEqual(self.database.ask(OBJECTS), objects)
        self.assert_catalog(catalog)

    def test_run_again_or_in_the_other_order_the_way_back_does_no_harm(self) -> None:
        self.revise("upgrade", "platform@head")
        self.revise("upgrade", "extensions@head")
        ground = self.database.catalog()
        self.run_file("001_initial_schema.sql")
        schema = self.database.catalog()
        self.run_file("002_rls_policies.sql")
        for _ in range(2):
            self.run_file("002_rls_policies.down.sql")
            self.assert_catalog(schema)
        for again in ("001_initial_schema", "001_initial_schema", "002_rls_policies"):
            self.run_file(f"{again}.down.sql")
            self.assert_catalog(ground)

        self.run_file("001_initial_schema.sql")
        self.run_file("002_rls_policies.sql")
        self.run_file("001_initial_schema.down.sql")
        self.run_file("002_rls_policies.down.sql")
        self.assert_catalog(ground)

    def test_the_way_back_keeps_to_its_schemas(self) -> None:
        self.revise("upgrade", SCHEMA)
        self.database.ask("""
            create table outside (level core.role_type, contact uuid references core.contacts,
                                  name text check (core.normalize_email(name) <> ''));
            create view outside_view as select name from core.workspaces;
            create function outside_function(core.contacts) returns text
              language sql as $$ select 'a name' $$;
            create extension citext schema work;
            create trigger outside_trigger before update on outside
              for each row execute function core.set_updated_at();
            -- What is inside may go, whoever made it.
            create view core.inside as select * from core.contacts;
        """)
        before = self.database.catalog()
        told = self.revise("downgrade", "staff@base", exit_code=1)
        self.assertIn(
            "what is outside of the 7 schemas depends on them: "
            "column level of table outside, "
            "constraint outside_contact_fkey on table outside, "
            "constraint outside_name_check on table outside, "
            "extension citext, "
            "function outside_function(core.contacts), "
            "rule _RETURN on view outside_view, "
            "trigger outside_trigger on table outside (2BP01)\n", told)
        self.assertIn("hint: drop that first, or detach it\n", told)
        self.assert_catalog(before)
        self.database.ask("drop table outside; drop view outside_view; drop extension citext; "
                          "drop function outside_function(core.contacts)")
        self.revise("downgrade", "staff@base")
        self.assertEqual(self.names("select nspname from pg_namespace where nspname in $schemas"),
                         [])

    def test_default_privileges_give_nothing_away(self) -> None:
        self.revise("upgrade", "platform@head")
        self.revise("upgrade", "extensions@head")
        with systems.new_database(self.server) as other:
            self.revise("upgrade", SCHEMA, DATABASE_URL=other.url)
            schema = other.catalog()
            self.revise("upgrade", "staff@head", DATABASE_URL=other.url)
            policies = other.catalog()
        self.database.ask("".join(
            f"alter default privileges grant all on {kind} to public, anon, authenticated, "
            "service_role; " for kind in ("schemas", "tables", "functions", "types")))
        ground = self.database.catalog()
        privileges = [line for line in ground if line.startswith("grant future ")]
        self.assertEqual(len(privileges), 20)  # four kinds, each for the owner and four more roles

        def without_privileges() -> list[str]:
            return [line for line in self.database.catalog() if line not in privileges]

        self.revise("upgrade", SCHEMA)
        self.assertEqual(systems.differences(schema, without_privileges()), "")
        self.revise("upgrade", "staff@head")
        self.assertEqual(systems.differences(policies, without_privileges()), "")
        self.revise("downgrade", "staff@-1")
        self.assertEqual(systems.differences(schema, without_privileges()), "")
        self.revise("downgrade", "staff@base")
        self.assert_catalog(ground)

    def test_each_way_back_leaves_what_was_there_before(self) -> None:
        empty = self.database.catalog()
        self.revise("upgrade", "platform@head")
        self.revise("upgrade", "extensions@head")
        ground = self.database.catalog()
        self.revise("upgrade", SCHEMA)
        schema = self.database.catalog()
        self.revise("upgrade", "staff@head")
        policies = self.database.catalog()
        self.fill(self.new_workspace())

        self.revise("downgrade", "staff@-1")
        self.assert_catalog(schema)
        self.revise("upgrade", "staff@head")
        self.assert_catalog(policies)
        self.revise("downgrade", "staff@base")
        self.assert_catalog(ground)
        self.revise("upgrade", "staff@head")
        self.assert_catalog(policies)
        self.revise("downgrade", "base")
        self.assert_catalog(empty)

    def test_a_script_leaves_what_a_run_leaves(self) -> None:
        with self.start_revise("upgrade", "staff@head", "--sql") as printing:
            script, told = printing.communicate(timeout=60)
        self.assertEqual(printing.returncode, 0, told)
        self.psql(script)
        with systems.new_database(self.server) as other:
            self.revise("upgrade", "staff@head", DATABASE_URL=other.url)
            self.assert_catalog(other.catalog())

    def test_vectors_may_be_in_a_schema_of_their_own(self) -> None:
        self.database.ask("create schema extensions; create extension vector schema extensions")
        self.revise("upgrade", "staff@head")
        self.assertEqual(self.database.value(
            "select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid "
            "where c.relkind = 'r' "
            "and format_type(atttypid, atttypmod) = 'extensions.vector(1536)'"), 5)


class WithoutVectors(StaffTest):
    """Everything except the vectors, on an older PostgreSQL without them."""

    server = "POSTGRESQL"

    def test_the_files_run_again_and_back(self) -> None:
        self.revise("upgrade", "platform@head")
        ground = self.database.catalog()
        self.run_file("002_rls_policies.down.sql")
        self.run_file("001_initial_schema.down.sql")
        schema, found = re.subn(r"(?s)do \$vectors\$.*?\$vectors\$;", "",
                                (VERSIONS / "001_initial_schema.sql").read_text(encoding="utf-8"))
        self.assertEqual(found, 1)
        self.psql(f"set client_min_messages = warning; {schema}")
        self.run_file("002_rls_policies.sql")
        objects = self.database.ask(OBJECTS)
        self.psql(f"set client_min_messages = warning; {schema}")
        self.run_file("002_rls_policies.sql")
        self.assertEqual(self.database.ask(OBJECTS), objects)

        owner = self.new_founder(self.fill(self.new_workspace()), role="owner")
        with self.database.acting_as(owner) as cursor:
            for view in ("core.workspace_overview", "comms.thread_summaries", "work.open_tasks"):
                cursor.execute(f"select from {view}")
                self.assertEqual(cursor.rowcount, 1, view)
            with self.assertRaises(psycopg2.errors.RestrictViolation):
                cursor.execute("delete from core.members where user_id = auth.uid()")

        for _ in range(2):
            self.run_file("002_rls_policies.down.sql")
            self.run_file("001_initial_schema.down.sql")
        self.assert_catalog(ground)


class TakeOver(StaffTest):
    """The product ran its files by hand on a hosted PostgreSQL, and recorded them in a table."""

    def setUp(self) -> None:
        super().setUp()
        self.make_ground(self.database)

    def make_ground(self, database: systems.Database) -> None:
        """Creates what the service provides: revise has created none of it, and must not change
        it."""
        with systems.new_database(self.server) as other:  # roles belong to the whole cluster
            self.revise("upgrade", "platform@head", DATABASE_URL=other.url)
        database.ask("""
            create schema auth;
            create table auth.users (id uuid primary key default gen_random_uuid(), email text);
            create function auth.uid() returns uuid language sql stable
              as $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
            grant usage on schema auth to anon, authenticated, service_role;
            create extension vector;
            create extension pgcrypto;
            create extension "uuid-ossp";
        """)

    def run_by_hand(self, *versions: str) -> None:
        self.database.ask("create table public.schema_migrations (version text primary key)")
        for version in versions:
            [file] = [path.name for path in VERSIONS.glob(f"{version}_*.sql")
                      if path.name.count(".") == 1]
            self.run_file(file)
            self.database.ask("insert into public.schema_migrations values (%s)", [version])

    def test_it_needs_no_superuser(self) -> None:
        role = f"hosted_{secrets.token_hex(4)}"
        self.database.ask(f"""
            create role {role} login password '{role}' in role authenticated;
            grant create on schema public, auth to {role};
            grant select, insert, references on auth.users to {role};
            do $$ begin
              execute format('grant create on database %I to {role}', current_database());
            end $$;
        """)
        self.addCleanup(self.database.ask, f"drop owned by {role}; drop role {role}")
        url = urllib.parse.urlsplit(self.database.url)
        hosted = url._replace(netloc=f"{role}:{role}@{url.hostname}:{url.port}").geturl()
        # The service has created the roles and extensions.
        self.revise("stamp", "platform@head", DATABASE_URL=hosted)
        before = self.database.catalog()
        self.revise("upgrade", "staff@head", DATABASE_URL=hosted)
        self.assertIn("2 checks, 0 failed", self.revise("verify", DATABASE_URL=hosted))
        # The owner of the tables removes the account of a last owner, with everything that depends
        # on it.
        self.new_member(self.new_workspace(), "owner")
        self.database.ask("delete from auth.users")
        self.assertEqual(self.database.ask("select from core.members"), [])
        self.revise("downgrade", "staff@base", DATABASE_URL=hosted)
        self.assert_catalog(before)

    def test_a_stamp_takes_the_database_over(self) -> None:
        before = self.database.catalog()
        self.run_by_hand("001", "002")
        by_hand = self.database.catalog()
        workspace = self.fill(self.new_workspace())

        self.assertEqual(self.revise("stamp", "staff@head"), f"stamp  <base> -> {POLICIES}\n")
        self.assertIn(f"{POLICIES} (head)\n", self.revise("current"))
        self.assertEqual(self.revise("upgrade", "staff@head"),
                         f"nothing to do: the database is at {POLICIES}\n")
        self.assertIn("2 checks, 0 failed", self.revise("verify"))
        self.assert_catalog(by_hand)
        self.assertEqual(self.rows_of(workspace)["core.founders"], 1)
        self.assertEqual(self.names("select version from public.schema_migrations order by 1"),
                         ["001", "002"])

        self.revise("downgrade", "staff@base")
        self.database.ask("drop table public.schema_migrations")
        self.assert_catalog(before)

    def test_it_is_then_what_a_run_makes(self) -> None:
        self.run_by_hand("001", "002")
        self.revise("stamp", "staff@head")
        self.database.ask("drop table public.schema_migrations")
        with systems.new_database(self.server) as other:
            self.make_ground(other)
            self.revise("upgrade", "staff@head", DATABASE_URL=other.url)
            self.assert_catalog(other.catalog())

    def test_where_the_policies_are_missing_they_are_added(self) -> None:
        self.run_by_hand("001")
        self.revise("stamp", SCHEMA)
        self.assertIn(f"upgrade  {SCHEMA} -> {POLICIES}, rls policies",
                      self.revise("upgrade", "staff@head"))
        self.assertIn("2 checks, 0 failed", self.revise("verify"))

    def test_without_a_stamp_an_upgrade_finds_all_of_it(self) -> None:
        self.run_by_hand("001", "002")
        before = self.database.ask(OBJECTS)
        self.revise("upgrade", "staff@head")
        # Only revise's own tables were added.
        self.assertEqual(set(before) - set(self.database.ask(OBJECTS)), set())


if __name__ == "__main__":
    systems.main()
