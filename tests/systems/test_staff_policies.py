#!/usr/bin/python3
"""The reference system `staff`: who may see and change what. Owners, members and founders are
tested in test_staff_people.py."""

from __future__ import annotations

import psycopg2.errors
import psycopg2.extensions

import systems
from staff import ROWS, SCHEMAS, StaffTest, insert


# What each user may do with the rows that others (the backend) created in its workspace: read, add,
# change, remove. An owner may do everything except write the log, which records owners too. A
# user's own rows are tested in test_staff_people.py.
RIGHTS = """
                            owner  admin  founder member
core.workspaces             racd   rac-   ra--    ra--
core.members                racd   racd   r---    r---
core.founders               racd   racd   r-c-    r---
core.invitations            racd   racd   ----    ----
core.organizations          racd   racd   rac-    rac-
core.contacts               racd   racd   rac-    rac-
ops.integrations            racd   racd   r---    r---
ops.sync_runs               racd   r---   r---    r---
ops.agent_runs              racd   ra-d   ra--    ra--
ops.api_keys                racd   racd   ----    ----
ops.audit_log               r---   r---   ----    ----
comms.channels              racd   racd   r---    r---
comms.threads               racd   racd   rac-    rac-
comms.communications        racd   racd   ra--    ra--
comms.participants          racd   racd   ra--    ra--
comms.drafts                racd   racd   racd    ----
meetings.meetings           racd   racd   ra--    ra--
meetings.attendees          racd   racd   rac-    rac-
meetings.transcripts        racd   racd   ra--    ra--
meetings.transcript_chunks  racd   racd   r---    r---
media.assets                racd   racd   ra--    ra--
media.media_chunks          racd   racd   r---    r---
media.processing_jobs       racd   racd   ra--    ra--
work.goals                  racd   racd   rac-    r---
work.projects               racd   racd   ra--    ra--
work.tasks                  racd   racd   rac-    rac-
work.task_comments          racd   racd   ra--    ra--
intel.insights              racd   racd   r-c-    r-c-
intel.insight_sources       racd   racd   r---    r---
intel.briefings             racd   racd   r-c-    ----
"""


class Rights(StaffTest):
    """Two workspaces with a row in each table; each test takes the view of one user."""

    start = "staff@head"
    shared = True

    def setUp(self) -> None:
        super().setUp()
        self.workspace, self.other = self.new_workspace("Acme"), self.new_workspace("Globex")
        self.owner = self.new_member(self.workspace, "owner")
        self.admin = self.new_member(self.workspace, "admin")
        self.founder = self.new_founder(self.workspace)
        self.member = self.new_member(self.workspace, "member")
        self.stranger = self.new_founder(self.other, role="owner")
        self.values = {"workspace": self.workspace, "new_user_1": self.new_user(),
                       "founder_1": self.member}
        for workspace in (self.workspace, self.other):
            self.fill(workspace)

    def may(self, cursor: psycopg2.extensions.cursor, sql: str) -> bool:
        """Whether the statement reads or writes a row of the workspace; it is rolled back."""
        cursor.execute("savepoint before")
        try:
            cursor.execute(sql, self.values)
            return cursor.rowcount > 0
        except psycopg2.errors.InsufficientPrivilege:
            return False
        finally:
            cursor.execute("rollback to before")

    def rights(self, user: str | None, role: str = "authenticated") -> dict[str, str]:
        """What the user may do in the workspace, for each table."""
        found = {}
        with self.database.acting_as(user, role) as cursor:
            for table in ROWS:
                key = "id" if table == "core.workspaces" else "workspace_id"
                rows = f"{table} where {key} = %(workspace)s"
                if table == "core.members":  # without the user's own row and the owners' rows
                    rows += " and role = 'member' and user_id <> coalesce(auth.uid(), id)"
                found[table] = "".join((
                    "r" if self.may(cursor, f"select from {rows}") else "-",
                    "a" if self.may(cursor, insert(table, 1)) else "-",
                    "c" if self.may(cursor, f"update {rows}".replace(
                        " where", " set metadata = metadata where")) else "-",
                    "d" if self.may(cursor, f"delete from {rows}") else "-"))
        return found

    def test_a_role_gives_its_rights(self) -> None:
        header, *lines = RIGHTS.strip().splitlines()
        for number, role in enumerate(header.split()):
            with self.subTest(role):
                self.assertEqual(
                    self.rights(getattr(self, role)),
                    {line.split()[0]: line.split()[1 + number] for line in lines})

    def test_a_stranger_has_none(self) -> None:
        nothing = {**dict.fromkeys(ROWS, "----"), "core.workspaces": "-a--"}
        self.assertEqual(self.rights(self.stranger), nothing)
        self.assertEqual(self.rights(self.new_user()), nothing)

    def test_who_is_not_logged_in_has_none(self) -> None:
        nothing = dict.fromkeys(ROWS, "----")
        self.assertEqual(self.rights(None), nothing)
        self.assertEqual(self.rights(None, role="anon"), nothing)
        self.assertEqual(self.rights(self.owner, role="anon"), nothing)

    def test_the_backend_has_all(self) -> None:
        self.assertEqual(self.rights(None, role="service_role"), dict.fromkeys(ROWS, "racd"))

    def test_each_sees_its_own_workspace_alone(self) -> None:
        for user, workspace in ((self.owner, self.workspace), (self.stranger, self.other)):
            with self.database.acting_as(user) as cursor:
                for table in ROWS:
                    if table in ("core.workspaces", "core.members"):
                        continue
                    cursor.execute(f"select distinct workspace_id::text from {table}")
                    self.assertEqual(cursor.fetchall(), [(workspace,)], table)
                cursor.execute("select id::text from core.workspaces")
                self.assertEqual(cursor.fetchall(), [(workspace,)])
                for view in ("core.workspace_overview", "comms.thread_summaries",
                             "work.open_tasks"):
                    cursor.execute(f"select distinct workspace_id::text from {view}")
                    self.assertEqual(cursor.fetchall(), [(workspace,)], view)

    def test_the_backend_needs_no_bypass(self) -> None:
        with self.database.acting_as(None, role="service_role") as cursor:
            cursor.execute("reset role; alter role service_role nobypassrls; "
                           "set local role service_role")
            for table in ROWS:
                cursor.execute(f"select from {table}")
                self.assertGreaterEqual(cursor.rowcount, 2, table)

    def test_a_grant_is_there_for_each_policy_and_for_no_more(self) -> None:
        policies = set(self.database.ask("select schemaname || '.' || tablename, cmd "
                                         "from pg_policies where roles = '{authenticated}'"))
        self.assertEqual(
            set(self.database.ask(
                "select table_schema || '.' || table_name, privilege_type "
                "from information_schema.role_table_grants g join pg_tables t "
                "on t.schemaname = table_schema and t.tablename = table_name "
                "where grantee = 'authenticated' and schemaname <> 'auth'")),
            policies - {("core.workspaces", "UPDATE")})
        self.assertEqual(self.names(
            "select attname from pg_attribute, aclexplode(attacl) "
            "where attrelid = 'core.workspaces'::regclass and grantee = 'authenticated'::regrole "
            "and privilege_type = 'UPDATE' order by 1"),
            ["metadata", "name", "plan", "settings", "timezone"])
        self.assertEqual(self.database.ask(
            "select table_schema, table_name, grantee, privilege_type "
            "from information_schema.role_table_grants where grantee in ('anon', 'PUBLIC') "
            "and table_schema in %s", [SCHEMAS]), [])

    def test_a_function_is_called_by_whom_it_is_for(self) -> None:
        called = self.database.ask(
            "select p.oid::regprocedure::text, array(select case g.grantee when 0 then 'everybody' "
            "  else g.grantee::regrole::text end from aclexplode(proacl) g "
            "  where g.grantee <> p.proowner order by 1) "
            "from pg_proc p where pronamespace::regnamespace::text in %s "
            "or pronamespace = 'auth'::regnamespace and proname <> 'uid' order by 1", [SCHEMAS])
        visitors = ["authenticated", "service_role"]
        self.assertEqual(called, [
            ("auth.get_founder_id(uuid)", visitors),
            ("auth.has_workspace_role(uuid,core.role_type)", visitors),
            ("auth.is_founder(uuid)", visitors),
            ("auth.is_workspace_admin(uuid)", visitors),
            ("auth.user_workspaces()", visitors),
            ("core.keep_owner()", []),
            ("core.normalize_email(text)", visitors),
            ("core.search_vector(text[])", visitors),
            ("core.set_updated_at()", []),
            ("ops.record_change()", [])])

    def test_only_who_is_logged_in_asks_the_functions(self) -> None:
        functions = ("auth.user_workspaces()", "auth.has_workspace_role(%(workspace)s, 'owner')",
                     "auth.is_workspace_admin(%(workspace)s)", "auth.is_founder(%(workspace)s)",
                     "auth.get_founder_id(%(workspace)s) is not null")
        answers = {}
        for role in ("owner", "admin", "founder", "member", "stranger"):
            with self.database.acting_as(getattr(self, role)) as cursor:
                cursor.execute("select count(*) from auth.user_workspaces() w "
                               "where w = %(workspace)s", self.values)
                answers[role] = [cursor.fetchone()[0] == 1]
                for function in functions[1:]:
                    cursor.execute(f"select {function}", self.values)
                    answers[role] += cursor.fetchone()
        self.assertEqual(answers, {
            "owner": [True, True, True, False, False],
            "admin": [True, False, True, False, False],
            "founder": [True, False, False, True, True],
            "member": [True, False, False, False, False],
            "stranger": [False, False, False, False, False]})
        with self.database.acting_as(self.owner, role="anon") as cursor:
            for function in functions:
                self.assertFalse(self.may(cursor, f"select {function}"), function)

    def test_functions_cannot_go_before_their_policies(self) -> None:
        with self.assertRaises(psycopg2.errors.DependentObjectsStillExist) as raised:
            self.database.ask("drop function auth.user_workspaces()")
        self.assertEqual(raised.exception.pgcode, "2BP01")

    def test_policies_are_asked_once_for_a_statement(self) -> None:
        with self.database.acting_as(self.owner) as cursor:
            for table in set(ROWS) - {"core.workspaces", "core.invitations"}:
                cursor.execute(f"explain (verbose, costs off) select from {table}")
                plan = "\n".join(line for line, in cursor.fetchall())
                self.assertIn("hashed SubPlan", plan, table)


if __name__ == "__main__":
    systems.main()
