#!/usr/bin/python3
"""The reference system `staff`: who creates and owns a workspace, who joins and leaves, and what
belongs to a single member."""

from __future__ import annotations

import psycopg2.errors
import psycopg2.extensions

import systems
from staff import StaffTest, insert

ADD_MEMBER = "insert into core.members (workspace_id, user_id, role) values (%s, %s, %s)"


def become(cursor: psycopg2.extensions.cursor, user: str) -> None:
    """Continues the transaction as another user."""
    cursor.execute("select set_config('request.jwt.claim.sub', %s, true)", [user])


class People(StaffTest):
    """Workspaces, members and founders."""

    start = "staff@head"
    shared = True

    def setUp(self) -> None:
        super().setUp()
        self.workspace = self.new_workspace()
        self.owner = self.new_member(self.workspace, "owner")
        self.admin = self.new_member(self.workspace, "admin")
        self.member = self.new_member(self.workspace, "member")

    def assert_refused(self, cursor: psycopg2.extensions.cursor, sql: str, *values: str) -> None:
        cursor.execute("savepoint before")
        with self.assertRaises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(sql, values)
        cursor.execute("rollback to before")

    def changed(self, user: str, sql: str, *values: str) -> int:
        """How many rows the statement changed; -1 if it was refused."""
        with self.database.acting_as(user) as cursor:
            try:
                cursor.execute(sql, values)
                return cursor.rowcount
            except psycopg2.errors.InsufficientPrivilege:
                return -1

    def test_who_makes_a_workspace_makes_itself_its_first_owner(self) -> None:
        ada, bob = self.new_user(), self.new_user()
        with self.database.acting_as(ada) as cursor:
            cursor.execute("insert into core.workspaces (name) values ('Acme') "
                           "returning id::text")
            [(workspace,)] = cursor.fetchall()
            become(cursor, bob)
            for user, role in ((bob, "owner"), (bob, "member"), (ada, "owner")):
                self.assert_refused(cursor, ADD_MEMBER, workspace, user, role)
            cursor.execute("select from core.workspaces")
            self.assertEqual(cursor.rowcount, 0)

            become(cursor, ada)
            cursor.execute("select from core.workspaces where id = %s", [workspace])
            self.assertEqual(cursor.rowcount, 1)
            cursor.execute(ADD_MEMBER, [workspace, ada, "owner"])
            cursor.execute(ADD_MEMBER, [workspace, bob, "owner"])
            # A member who has left has no access, even the creator of the workspace.
            cursor.execute("delete from core.members where user_id = %s", [ada])
            cursor.execute("select from core.workspaces")
            self.assertEqual(cursor.rowcount, 0)
            self.assert_refused(cursor, ADD_MEMBER, workspace, ada, "owner")

    def test_the_maker_does_not_come_back_when_all_members_are_gone(self) -> None:
        ada, bob = self.new_user(), self.new_user()
        with self.database.acting_as(ada) as cursor:
            cursor.execute("insert into core.workspaces (name) values ('Acme') "
                           "returning id::text")
            [(workspace,)] = cursor.fetchall()
            cursor.execute(ADD_MEMBER, [workspace, ada, "owner"])
            cursor.execute(ADD_MEMBER, [workspace, bob, "owner"])
            become(cursor, bob)
            cursor.execute("delete from core.members where user_id = %s", [ada])
            cursor.execute("insert into core.contacts (workspace_id, display_name) "
                           "values (%s, 'Carol')", [workspace])
            # Bob's account is deleted.
            cursor.execute("reset role; delete from auth.users where id = %s; "
                           "set local role authenticated", [bob])
            become(cursor, ada)
            for table in ("core.workspaces", "core.contacts"):
                cursor.execute(f"select from {table}")
                self.assertEqual(cursor.rowcount, 0, table)
            self.assert_refused(cursor, ADD_MEMBER, workspace, ada, "owner")

    def test_a_workspace_that_had_a_member_is_nobodys_to_claim(self) -> None:
        """Whichever way the first member joined: the backend adds a member, moves one, and removes
        it."""
        ada = self.new_user()
        for let_in in ("insert into core.members (workspace_id, user_id) values (%s, %s)",
                       "update core.members set workspace_id = %s where user_id = %s"):
            with self.subTest(let_in), self.database.acting_as(ada) as cursor:
                cursor.execute("insert into core.workspaces (name) values ('Acme') "
                               "returning id::text")
                [(workspace,)] = cursor.fetchall()
                guest = self.new_user() if "insert" in let_in else self.member
                cursor.execute("set local role service_role")
                cursor.execute(let_in, [workspace, guest])
                cursor.execute("delete from core.members where workspace_id = %s", [workspace])
                cursor.execute("set local role authenticated")
                self.assert_refused(cursor, ADD_MEMBER, workspace, ada, "owner")

    def test_a_workspace_is_made_in_ones_own_name(self) -> None:
        self.assertEqual(self.changed(self.member, "insert into core.workspaces (name, created_by) "
                                                   "values ('Acme', %s)", self.owner), -1)

    def test_nobody_changes_who_made_a_workspace(self) -> None:
        for user in (self.owner, self.admin):
            for change in ("created_by = auth.uid()", "created_by = null", "claimed_at = null"):
                self.assertEqual(self.changed(user, f"update core.workspaces set {change}"), -1,
                                 change)
            self.assertEqual(self.changed(user, "update core.workspaces set name = 'Initech'"), 1)

    def test_the_last_owner_stays(self) -> None:
        elsewhere = self.new_workspace()
        self.database.ask(ADD_MEMBER, [elsewhere, self.owner, "owner"])
        for change in ("delete from core.members where user_id = auth.uid()",
                       "delete from core.members where role = 'owner'",
                       "delete from core.members",
                       "update core.members set role = 'admin' where role = 'owner'",
                       f"update core.members set user_id = '{self.admin}', "
                       f"workspace_id = '{elsewhere}' "
                       f"where workspace_id = '{self.workspace}' and role = 'owner'"):
            with self.subTest(change), self.database.acting_as(self.owner) as cursor:
                with self.assertRaises(psycopg2.errors.RestrictViolation) as raised:
                    cursor.execute(change)
                self.assertIn("the last owner of workspace", str(raised.exception))
                self.assertEqual(raised.exception.diag.message_hint,
                                 "make another member an owner first")

    def test_an_owner_leaves_to_another(self) -> None:
        mine = f"workspace_id = '{self.workspace}'"
        # One statement may exchange the two roles, in any order of the rows.
        self.assertEqual(self.changed(
            self.owner, "update core.members set role = case role when 'owner' then 'admin' "
                        f"else 'owner' end::core.role_type where {mine} and role <> 'member'"), 2)
        second = self.new_member(self.workspace, "owner")
        third = self.new_member(self.workspace, "owner")
        self.assertEqual(self.changed(self.owner, "delete from core.members where user_id = %s",
                                      self.owner), 1)
        self.assertEqual(self.changed(
            self.owner, "delete from core.members where user_id in (%s, %s)", self.owner, second),
            2)
        self.assertEqual(self.changed(
            third, "update core.members set role = 'member' where user_id <> auth.uid()"), 4)

    def test_two_owners_do_not_leave_to_each_other_at_the_same_time(self) -> None:
        second = self.new_member(self.workspace, "owner")
        leave = "delete from core.members where user_id = auth.uid()"
        with self.database.acting_as(self.owner) as first, \
                self.database.acting_as(second) as other:
            first.execute(leave)
            other.execute("savepoint before; set local lock_timeout = '100ms'")
            with self.assertRaises(psycopg2.errors.LockNotAvailable):
                other.execute(leave)  # it is not yet known whether the first owner stays
            other.execute("rollback to before")
            first.connection.commit()
            with self.assertRaises(psycopg2.errors.RestrictViolation):
                other.execute(leave)

    def test_the_last_owner_goes_with_the_workspace_or_the_account(self) -> None:
        self.assertEqual(self.changed(self.owner, "delete from core.workspaces"), 1)
        with self.database.acting_as(None, role="service_role") as cursor:
            cursor.execute("delete from core.members where user_id = %s", [self.owner])
            self.assertEqual(cursor.rowcount, 1)
            # The backend may remove the last owner even if it is subject to the policies.
            cursor.execute("rollback; begin; alter role service_role nobypassrls; "
                           "set local role service_role; "
                           "delete from core.members where user_id = %s", [self.owner])
            self.assertEqual(cursor.rowcount, 1)
        with self.database.acting_as(self.admin) as cursor:
            cursor.execute("reset role; delete from auth.users where id = %s; "
                           "set local role authenticated", [self.owner])
            # The other members continue to work, but cannot take what the owner had.
            cursor.execute("insert into work.tasks (workspace_id, title) values (%s, 'Call Carol')",
                           [self.workspace])
            cursor.execute("delete from core.workspaces")
            self.assertEqual(cursor.rowcount, 0)
            self.assert_refused(cursor, "update core.members set role = 'owner' "
                                        "where user_id = auth.uid()")
            cursor.execute("set local role service_role; update core.members set role = 'owner' "
                           "where user_id = auth.uid(); set local role authenticated; "
                           "delete from core.workspaces")
            self.assertEqual(cursor.rowcount, 1)

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
        self.assertEqual(self.changed(founder, "update core.founders set title = 'Founder'"), 1)
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
            become(cursor, other)
            for table in ("meetings.meetings", "media.assets", "work.task_comments"):
                cursor.execute(f"update {table} set created_by = %s", [other])
                self.assertEqual(cursor.rowcount, 0, table)
                cursor.execute(f"delete from {table}")
                self.assertEqual(cursor.rowcount, 0, table)
            # A member cannot remove shared rows, not even rows that name the member as creator.
            cursor.execute("update work.tasks set created_by = %s", [other])
            self.assertEqual(cursor.rowcount, 1)
            cursor.execute("delete from work.tasks")
            self.assertEqual(cursor.rowcount, 0)

            become(cursor, self.member)
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
