#!/usr/bin/python3
"""The reference system `staff`: what `revise verify` has against a database that is not as it should
be."""

from __future__ import annotations

import systems
from staff import StaffTest


class Checks(StaffTest):
    start = "staff@head"

    def complaint(self, sql: str) -> str:
        """What `revise verify` has against the database after `sql`."""
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

    def test_a_user_sees_another_workspace(self) -> None:
        self.assertEqual(
            self.complaint("create policy leak on work.tasks for select using (true)"),
            "an owner sees rows of 2 workspaces in work.tasks, or those of another than its own")
        self.assertEqual(
            self.complaint("create policy leak on core.workspaces for select using (true)"),
            "an owner sees 2 workspaces, or another one than its own")

    def test_a_user_sees_nothing(self) -> None:
        self.assertEqual(
            self.complaint('drop policy "Members can read tasks" on work.tasks'),
            "an owner sees rows of 0 workspaces in work.tasks, or those of another than its own")

    def test_a_member_deletes_a_workspace(self) -> None:
        self.assertEqual(
            self.complaint("create policy leak on core.workspaces for delete "
                           "using (id in (select auth.user_workspaces()))"),
            "a member who is no admin deleted a workspace")


if __name__ == "__main__":
    systems.main()
