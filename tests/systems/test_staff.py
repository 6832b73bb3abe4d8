#!/usr/bin/python3
"""The reference system `staff`: the schema of a multi-tenant assistant platform and its row-level
security, both written as SQL files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import systems

VERSIONS = systems.REPOSITORY / "versions" / "staff"
SCHEMA = "a203f2b080fa"
SCHEMAS = ("comms", "core", "intel", "media", "meetings", "ops", "work")

# Every object of the schemas with the transaction that wrote its row last: what is dropped and made
# again, or only written again as it was, shows.
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


class StaffTest(systems.SystemTest):
    def run_file(self, name: str) -> None:
        """As the team runs it by hand: by psql, with a search_path that finds nothing."""
        run = subprocess.run(
            ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", VERSIONS / name,
             self.database.url],
            env={**os.environ, "PGOPTIONS": "-c search_path= -c client_min_messages=warning"},
            text=True, capture_output=True, timeout=60)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""), name)

    def names(self, sql: str) -> list[str]:
        """The first column of the rows; $schemas in it stands for those of the system."""
        listed = ", ".join(f"'{schema}'" for schema in SCHEMAS)
        return [row[0] for row in self.database.ask(sql.replace("$schemas", f"({listed})"))]


class Schema(StaffTest):
    def setUp(self) -> None:
        super().setUp()
        self.revise("upgrade", SCHEMA)

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
            "core.is_unclaimed_workspace(uuid)", "core.normalize_email(text)",
            "core.search_vector(text[])", "core.set_updated_at()", "ops.record_change()"])

    def test_it_has_its_indexes(self) -> None:
        kinds = dict(self.database.ask(
            "select am.amname, count(*) from pg_class c join pg_am am on am.oid = c.relam "
            "where c.relkind = 'i' and c.relnamespace::regnamespace::text in %s "
            "and not exists (select from pg_constraint where conindid = c.oid) group by 1",
            [SCHEMAS]))
        self.assertEqual(sorted(kinds), ["btree", "gin", "ivfflat"])
        # Without those of keys, which no statement names.
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
        user = self.database.value("insert into auth.users default values returning id")
        workspace = self.database.value(
            "insert into core.workspaces (name) values ('Acme') returning id")
        self.database.ask("insert into core.members (workspace_id, user_id, role) "
                          "values (%s, %s, 'owner')", [workspace, user])
        self.database.ask("insert into core.founders (workspace_id, user_id, display_name, email) "
                          "values (%s, %s, 'Ada', 'ada@example.org')", [workspace, user])
        self.assertEqual(self.database.ask(
            "select w.name, m.role, f.display_name from core.workspaces w "
            "join core.members m on m.workspace_id = w.id "
            "join core.founders f on f.workspace_id = w.id"), [("Acme", "owner", "Ada")])

    def test_run_again_the_file_changes_nothing(self) -> None:
        before = self.database.ask(OBJECTS)
        catalog = self.database.catalog()
        self.run_file("001_initial_schema.sql")
        self.assertEqual(self.database.ask(OBJECTS), before)
        self.assert_catalog(catalog)


if __name__ == "__main__":
    systems.main()
