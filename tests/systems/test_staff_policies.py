#!/usr/bin/python3
"""The reference system `staff`: who may see and change what."""

from __future__ import annotations

import psycopg2.errors
import psycopg2.extensions

import systems
from staff import ROWS, SCHEMAS, StaffTest, insert


# What each may do to the rows that others (the backend) made in its workspace: read, add, change,
# remove. What is of one's own is tested by itself below.
RIGHTS = """
                            owner  admin  founder member
core.workspaces             racd   rac-   ra--    ra--
core.members                racd   racd   r---    r---
core.founders               racd   racd   r-c-    r---
core.invitations            racd   racd   ----    ----
core.organizations          racd   racd   rac-    rac-
core.contacts               racd   racd   rac-    rac-
ops.integrations            racd   racd   r---    r---
ops.sync_runs               r---   r---   r---    r---
ops.agent_runs              ra-d   ra-d   ra--    ra--
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
    """Two workspaces with a row in each table; each test looks from one side."""

    start = "staff@head"

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
        """Whether it meets a row of the workspace, or writes one; it is taken back."""
        cursor.execute("savepoint before")
        try:
            cursor.execute(sql, self.values)
            return cursor.rowcount > 0
        except psycopg2.errors.InsufficientPrivilege:
            return False
        finally:
            cursor.execute("rollback to before")

    def rights(self, user: str | None, role: str = "authenticated") -> dict[str, str]:
        """What they may do in the workspace, a table at a time."""
        found = {}
        with self.database.acting_as(user, role) as cursor:
            for table in ROWS:
                key = "id" if table == "core.workspaces" else "workspace_id"
                rows = f"{table} where {key} = %(workspace)s"
                if table == "core.members":  # not oneself, nor the owners
                    rows += " and role = 'member' and user_id <> coalesce(auth.uid(), id)"
                found[table] = "".join((
                    "r" if self.may(cursor, f"select from {rows}") else "-",
                    "a" if self.may(cursor, insert(table, 1)) else "-",
                    "c" if self.may(cursor, f"update {rows}".replace(
                        " where", f" set {key} = {key} where")) else "-",
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
        self.assertEqual(
            set(self.database.ask(
                "select table_schema || '.' || table_name, privilege_type "
                "from information_schema.role_table_grants g join pg_tables t "
                "on t.schemaname = table_schema and t.tablename = table_name "
                "where grantee = 'authenticated' and schemaname <> 'auth'")),
            set(self.database.ask("select schemaname || '.' || tablename, cmd from pg_policies "
                                  "where roles = '{authenticated}'")))
        self.assertEqual(self.database.ask(
            "select table_schema, table_name, grantee, privilege_type "
            "from information_schema.role_table_grants where grantee in ('anon', 'PUBLIC') "
            "and table_schema in %s", [SCHEMAS]), [])

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


class People(StaffTest):
    """Workspaces, members and founders."""

    start = "staff@head"

    def setUp(self) -> None:
        super().setUp()
        self.workspace = self.new_workspace()
        self.owner = self.new_member(self.workspace, "owner")
        self.admin = self.new_member(self.workspace, "admin")
        self.member = self.new_member(self.workspace, "member")

    def changed(self, user: str, sql: str, *values: str) -> int:
        """How many rows it changed; -1 where it was refused."""
        with self.database.acting_as(user) as cursor:
            try:
                cursor.execute(sql, values)
                return cursor.rowcount
            except psycopg2.errors.InsufficientPrivilege:
                return -1

    def test_who_makes_a_workspace_makes_itself_its_first_owner(self) -> None:
        ada, bob = self.new_user(), self.new_user()
        add = "insert into core.members (workspace_id, user_id, role) values (%s, %s, %s)"
        with self.database.acting_as(ada) as cursor:
            cursor.execute("insert into core.workspaces (name) values ('Acme') "
                           "returning id::text")
            [(workspace,)] = cursor.fetchall()
            cursor.execute("select set_config('request.jwt.claim.sub', %s, true)", [bob])
            cursor.execute("savepoint made")
            for user, role in ((bob, "owner"), (bob, "member"), (ada, "owner")):
                with self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                    cursor.execute(add, [workspace, user, role])
                cursor.execute("rollback to made")
            cursor.execute("select from core.workspaces")
            self.assertEqual(cursor.rowcount, 0)

            cursor.execute("select set_config('request.jwt.claim.sub', %s, true)", [ada])
            cursor.execute(add, [workspace, ada, "owner"])
            cursor.execute(add, [workspace, bob, "owner"])
            # Who has left is out, the maker too.
            cursor.execute("delete from core.members where user_id = %s", [ada])
            cursor.execute("select from core.workspaces")
            self.assertEqual(cursor.rowcount, 0)
            with self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(add, [workspace, ada, "owner"])

    def test_a_workspace_is_made_in_ones_own_name(self) -> None:
        self.assertEqual(self.changed(self.member, "insert into core.workspaces (name, created_by) "
                                                   "values ('Acme', %s)", self.owner), -1)

    def test_only_the_owner_removes_the_workspace(self) -> None:
        remove = "delete from core.workspaces where id = %s"
        self.assertEqual([self.changed(user, remove, self.workspace)
                          for user in (self.owner, self.admin, self.member)], [1, 0, 0])

    def test_only_owners_make_and_unmake_owners(self) -> None:
        promote = "update core.members set role = 'owner' where user_id = %s"
        demote = "update core.members set role = 'member' where user_id = %s"
        remove = "delete from core.members where user_id = %s"
        invite = "insert into core.invitations (workspace_id, email, role) values (%s, 'a@b', %s)"
        self.assertEqual(self.changed(self.owner, promote, self.admin), 1)
        self.assertEqual(self.changed(self.owner, invite, self.workspace, "owner"), 1)
        self.assertEqual(self.changed(self.admin, promote, self.member), -1)
        self.assertEqual(self.changed(self.admin, promote, self.admin), -1)
        self.assertEqual(self.changed(self.admin, demote, self.owner), 0)
        self.assertEqual(self.changed(self.admin, remove, self.owner), 0)
        self.assertEqual(self.changed(self.admin, invite, self.workspace, "owner"), -1)
        self.assertEqual(self.changed(self.admin, invite, self.workspace, "admin"), 1)
        self.assertEqual(self.changed(self.admin, remove, self.member), 1)
        self.assertEqual(self.changed(self.member, promote, self.member), 0)

    def test_a_member_can_leave(self) -> None:
        self.assertEqual(self.changed(self.member, "delete from core.members"), 1)

    def test_a_founder_keeps_to_its_workspace_and_to_itself(self) -> None:
        founder = self.new_founder(self.workspace)
        elsewhere = self.new_workspace()
        self.database.ask("insert into core.members (workspace_id, user_id) values (%s, %s)",
                          [elsewhere, founder])
        self.assertEqual(self.changed(founder, "update core.founders set title = 'CEO'"), 1)
        self.assertEqual(self.changed(founder, "update core.founders set workspace_id = %s",
                                      elsewhere), -1)
        self.assertEqual(self.changed(founder, "update core.founders set user_id = %s",
                                      self.member), -1)

    def test_a_founder_who_has_left_is_none(self) -> None:
        founder = self.new_founder(self.workspace)
        self.database.ask("delete from core.members where user_id = %s", [founder])
        with self.database.acting_as(founder) as cursor:
            cursor.execute("select auth.is_founder(%s), auth.get_founder_id(%s)",
                           [self.workspace, self.workspace])
            self.assertEqual(cursor.fetchone(), (False, None))

    def test_a_founder_sees_its_own_drafts_and_briefings(self) -> None:
        ada, bob = self.new_founder(self.workspace), self.new_founder(self.workspace)
        for table in ("comms.drafts", "intel.briefings"):
            self.database.ask(f"insert into {table} (workspace_id, founder_id) "
                              "select workspace_id, id from core.founders")
            for user, rows in ((ada, 1), (bob, 1), (self.admin, 2), (self.member, 0)):
                with self.database.acting_as(user) as cursor:
                    cursor.execute(f"select from {table}")
                    self.assertEqual(cursor.rowcount, rows)

    def test_what_is_ones_own_one_changes_and_removes(self) -> None:
        other = self.new_member(self.workspace, "member")
        with self.database.acting_as(self.member) as cursor:
            for table in ("meetings.meetings", "media.assets", "work.tasks", "work.task_comments"):
                cursor.execute(insert(table), {"workspace": self.workspace})
            cursor.execute("select set_config('request.jwt.claim.sub', %s, true)", [other])
            for table in ("meetings.meetings", "media.assets", "work.task_comments"):
                cursor.execute(f"update {table} set created_by = %s", [other])
                self.assertEqual(cursor.rowcount, 0, table)
                cursor.execute(f"delete from {table}")
                self.assertEqual(cursor.rowcount, 0, table)
            # What all members work on, one of them cannot remove, whoever is said to have made it.
            cursor.execute("update work.tasks set created_by = %s", [other])
            self.assertEqual(cursor.rowcount, 1)
            cursor.execute("delete from work.tasks")
            self.assertEqual(cursor.rowcount, 0)

            cursor.execute("select set_config('request.jwt.claim.sub', %s, true)", [self.member])
            for table in ("meetings.meetings", "media.assets", "work.task_comments"):
                cursor.execute(f"update {table} set created_at = now()")
                self.assertEqual(cursor.rowcount, 1, table)
                cursor.execute("savepoint before")
                with self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                    cursor.execute(f"update {table} set created_by = %s", [other])
                cursor.execute("rollback to before")
                cursor.execute(f"delete from {table}")
                self.assertEqual(cursor.rowcount, 1, table)

    def test_nothing_is_added_in_the_name_of_another(self) -> None:
        for user in (self.admin, self.member):
            self.assertEqual(
                self.changed(user, "insert into work.tasks (workspace_id, title, created_by) "
                                   "values (%s, 'Call Carol', %s)", self.workspace, self.owner), -1)

    def test_the_log_tells_who_changed_what_and_no_secret(self) -> None:
        workspace = self.new_workspace()
        owner = self.new_member(workspace, "owner")
        with self.database.acting_as(owner) as cursor:
            cursor.execute("insert into ops.api_keys (workspace_id, name, prefix, key_hash) "
                           "values (%s, 'ci', 'sk_live', 'a secret')", [workspace])
            cursor.execute("update ops.api_keys set key_hash = 'a secret too', revoked_at = now()")
            cursor.execute("delete from ops.api_keys")
            cursor.execute("select action, changed from ops.audit_log where actor_id = %s "
                           "and entity = 'ops.api_keys' "
                           "order by position(action in 'insert update delete')", [owner])
            self.assertEqual(cursor.fetchall(), [
                ("insert", []), ("update", ["key_hash", "revoked_at", "updated_at"]),
                ("delete", [])])
            cursor.execute("select from ops.audit_log l where l::text like '%secret%'")
            self.assertEqual(cursor.rowcount, 0)


if __name__ == "__main__":
    systems.main()
