#!/usr/bin/python3
"""The reference system `staff`: what `revise verify` reports about a database that is not in the
expected state."""

from __future__ import annotations

import psycopg2.errors

import systems
from staff import ROWS, VERSIONS, StaffTest


class Checks(StaffTest):
    start = "staff@head"

    def complaint(self, sql: str) -> str:
        """The problem that `revise verify` reports after `sql`."""
        self.database.ask(sql)
        told = self.revise("verify", exit_code=3)
        [first, *more] = [line.split("failed: ", 1)[1].removesuffix(" (P0001)")
                          for line in told.splitlines() if "' failed: " in line]
        return "; ".join((first, *more))

    def test_they_pass_and_leave_nothing(self) -> None:
        catalog = self.database.catalog()
        self.assertIn("2 checks, 0 failed", self.revise("verify"))
        self.assert_catalog(catalog)
        self.assertEqual(self.database.ask(
            "select (select count(*) from auth.users), (select count(*) from core.workspaces), "
            "(select count(*) from ops.audit_log)"), [(0, 0, 0)])

    def test_they_pass_with_rows_in_every_table(self) -> None:
        self.fill(self.new_workspace())
        self.assertIn("2 checks, 0 failed", self.revise("verify"))

    def test_a_schema_is_missing(self) -> None:
        self.assertEqual(
            self.complaint("drop schema intel cascade"),
            "of the 7 schemas, missing: intel; "
            "row-level security is on in 27 tables, 30 expected")

    def test_a_table_is_missing_or_more_than_there_should_be(self) -> None:
        self.assertEqual(
            self.complaint("drop table intel.briefings"),
            "29 tables in the 7 schemas, 30 expected; "
            "row-level security is on in 29 tables, 30 expected")
        self.assertEqual(
            self.complaint("create table intel.a (); create table intel.b ()"),
            "31 tables in the 7 schemas, 30 expected; "
            "row-level security is off in: intel.a, intel.b")

    def test_a_vector_is_missing_or_more_than_there_should_be(self) -> None:
        self.assertEqual(self.complaint("alter table core.founders add v vector(3)"),
                         "6 vector columns in the 7 schemas, 5 expected")
        self.assertEqual(self.complaint("alter table core.contacts drop embedding"),
                         'no vector(1536) column "embedding" in: core.contacts')

    def test_vectors_are_not_installed(self) -> None:
        self.assertEqual(self.complaint("drop extension vector cascade"),
                         'extension "vector" is not installed')

    def test_indexes_are_missing(self) -> None:
        self.assertEqual(
            self.complaint("""
                do $$
                declare found regclass;
                begin
                  for found in select c.oid from pg_class c where c.relkind = 'i'
                    and c.relnamespace::regnamespace::text in
                      ('core', 'ops', 'comms', 'meetings', 'media', 'work', 'intel')
                    and not exists (select from pg_constraint where conindid = c.oid)
                  loop
                    execute format('drop index %s', found);
                  end loop;
                end $$"""),
            "55 indexes in the 7 schemas, at least 80 expected")

    def test_a_column_of_metadata_is_missing(self) -> None:
        self.assertEqual(
            self.complaint("alter table core.founders drop metadata; "
                           "alter table work.goals drop metadata; "
                           "alter table work.goals add metadata text"),
            'no jsonb column "metadata" in: core.founders, work.goals')

    def test_updated_at_is_not_kept(self) -> None:
        self.assertEqual(
            self.complaint("drop trigger set_updated_at on core.members; "
                           "alter table work.tasks disable trigger set_updated_at"),
            "nothing keeps updated_at in: core.members, work.tasks")

    def test_a_view_is_missing(self) -> None:
        self.assertEqual(
            self.complaint("drop view comms.thread_summaries; drop view work.open_tasks; "
                           "create materialized view work.open_tasks as select 1"),
            "of the 3 views, missing: comms.thread_summaries, work.open_tasks")

    def test_a_vector_index_is_missing(self) -> None:
        self.assertEqual(
            self.complaint("drop index intel.idx_insights_embedding, core.idx_contacts_embedding; "
                           "create index idx_contacts_embedding on core.contacts (id)"),
            "of the 5 vector indexes, missing: idx_contacts_embedding, idx_insights_embedding")

    def test_row_level_security_is_off(self) -> None:
        self.assertEqual(self.complaint("alter table core.contacts disable row level security"),
                         "row-level security is off in: core.contacts")

    def test_policies_are_missing(self) -> None:
        self.assertEqual(
            self.complaint("""
                do $$
                declare found record;
                begin
                  for found in select * from pg_policies where 'service_role' = any(roles)
                    or policyname = 'Members can read tasks'
                  loop
                    execute format('drop policy %I on %I.%I', found.policyname, found.schemaname,
                                   found.tablename);
                  end loop;
                end $$"""),
            "119 policies in the 7 schemas, at least 120 expected")

    def complaint_about_a_policy(self, table: str, condition: str) -> str:
        """The problem that the check of the policies reports about an additional policy; without
        running revise."""
        check = (VERSIONS / "002_rls_policies.verify.sql").read_text(encoding="utf-8")
        with self.database.acting_as(None, role="none") as cursor:
            cursor.execute(f"create policy leak on {table} for select using ({condition})")
            with self.assertRaises(psycopg2.errors.RaiseException) as raised:
                cursor.execute(check)
            return raised.exception.diag.message_primary

    def test_a_user_sees_another_workspace(self) -> None:
        for table in ROWS:
            with self.subTest(table):
                self.assertEqual(
                    self.complaint_about_a_policy(table, "true"),
                    f"an owner sees rows of 2 workspaces in {table}, "
                    "or those of another than its own")
        self.assertEqual(
            self.complaint("create policy leak on work.tasks for select using (true)"),
            "an owner sees rows of 2 workspaces in work.tasks, or those of another than its own")

    def test_a_member_sees_what_is_not_for_members(self) -> None:
        for table in ("core.invitations", "ops.api_keys", "ops.audit_log", "comms.drafts",
                      "intel.briefings"):
            with self.subTest(table):
                self.assertEqual(
                    self.complaint_about_a_policy(
                        table, "workspace_id in (select auth.user_workspaces())"),
                    f"a member sees rows of 1 workspaces in {table}, "
                    "or those of another than its own")

    def test_a_view_shows_another_workspace(self) -> None:
        self.assertEqual(
            self.complaint("alter view work.open_tasks set (security_invoker = false)"),
            "an owner sees rows of 2 workspaces in work.open_tasks, "
            "or those of another than its own")

    def test_a_user_sees_nothing(self) -> None:
        self.assertEqual(
            self.complaint('drop policy "Members can read tasks" on work.tasks'),
            "an owner sees rows of 0 workspaces in work.tasks, or those of another than its own")

    def test_a_function_is_missing(self) -> None:
        self.assertEqual(
            self.complaint("drop function auth.get_founder_id(uuid) cascade; "
                           "alter function auth.is_founder(uuid) security invoker"),
            "of the 5 functions that run as their owner, missing: "
            "auth.is_founder(uuid), auth.get_founder_id(uuid)")

    def test_more_is_granted_than_there_should_be(self) -> None:
        self.assertEqual(
            self.complaint("""
                grant usage on schema ops to anon;
                grant select on ops.api_keys to anon;
                grant select (id) on core.contacts to anon;
                grant truncate on comms.threads to authenticated;
                grant execute on function core.keep_owner() to public;
            """),
            "granted, and should not be: anon SELECT core.contacts (id), "
            "anon SELECT ops.api_keys, anon USAGE ops, "
            "authenticated TRUNCATE comms.threads, public EXECUTE core.keep_owner()")

    def test_a_member_deletes_a_workspace(self) -> None:
        self.assertEqual(
            self.complaint("create policy leak on core.workspaces for delete "
                           "using (id in (select auth.user_workspaces()))"),
            "a member who is no admin deleted a workspace")


if __name__ == "__main__":
    systems.main()
