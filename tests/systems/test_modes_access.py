"""The reference system modes: who may see and do what, and what the functions of `growth` do, once
the tables in `public` are dropped. On both servers."""

from __future__ import annotations

import select
from typing import Any

import psycopg2.errors
import systems
from modes import BASELINE, CONTRACT, CREATE_ENGINEERING_TABLES, TABLES, ModesTest

# The users whose accounts the first two rows of users name.
ANN, BEN = ("md5('account 1')", "md5('account 2')")

LINK = ("insert into shared.cross_links (source_mode, source_type, source_id, target_mode, "
        "target_type, target_id, link_type, created_by) values ('growth', 'entity', "
        "gen_random_uuid(), 'engineering', 'entity', gen_random_uuid(), 'is about', %s)")


class Access(ModesTest):
    def setUp(self) -> None:
        super().setUp()
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.ann, self.ben = self.database.ask(f"select {ANN}::uuid::text, {BEN}::uuid::text")[0]
        self.database.ask("insert into auth.users (id) values (%s), (%s)", [self.ann, self.ben])

    def seen_by(self, user: str, sql: str) -> list[tuple[Any, ...]]:
        with self.database.acting_as(user) as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def test_nobody_has_more_privileges_than_these(self) -> None:
        """The privileges of all roles except the owner, in all schemas of modes."""
        everything = ["DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE"]
        of_all = {("growth", table) for table in TABLES}
        of_all |= {("engineering", table) for table in ["entities", "artifacts", "jobs", "wiki_pages"]}
        of_all |= {("shared", table) for table in ["users", "mode_config", "cross_links"]}
        expected = {("service_role", *name): everything for name in of_all}
        expected |= {("authenticated", "growth", table): ["SELECT"]
                     for table in ["users", "entities", "artifacts", "comments"]}
        expected |= {("authenticated", "shared", "cross_links"): ["INSERT", "SELECT"]}
        found = self.database.ask("""
            select coalesce(nullif(g.grantee, 0)::regrole::text, 'public'), n.nspname, c.relname,
                   array_agg(g.privilege_type order by g.privilege_type)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
            where n.nspname in ('growth', 'engineering', 'product', 'shared') and c.relkind = 'r'
              and g.grantee <> c.relowner and g.privilege_type <> 'MAINTAIN'
            group by 1, 2, 3""")
        self.assertEqual({row[:3]: row[3] for row in found}, expected)
        self.assertEqual(self.database.ask("""
            select n.nspname, g.grantee::regrole::text, g.privilege_type
            from pg_namespace n, aclexplode(n.nspacl) g
            where n.nspname in ('growth', 'engineering', 'product', 'shared')
              and g.grantee <> n.nspowner order by 1, 2"""), [
            ("engineering", "service_role", "USAGE"), ("growth", "authenticated", "USAGE"),
            ("growth", "service_role", "USAGE"), ("product", "service_role", "USAGE"),
            ("shared", "authenticated", "USAGE"), ("shared", "service_role", "USAGE")])
        # Where privileges are granted, policies limit the rows.
        self.assertEqual(self.database.ask("""
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('growth', 'engineering', 'product', 'shared') and c.relkind = 'r'
              and not c.relrowsecurity"""), [])

    def test_the_policies(self) -> None:
        self.assertEqual(self.database.ask("""
            select schemaname, tablename, policyname, cmd, roles::text, coalesce(qual, with_check)
            from pg_policies where schemaname in ('growth', 'engineering', 'product', 'shared')
            order by 1, 2, 3"""), [
            ("growth", "artifacts", "Owners can read growth artifacts", "SELECT", "{authenticated}",
             "growth.owns_entity(entity_id)"),
            ("growth", "comments", "Authors can read their growth comments", "SELECT",
             "{authenticated}", "(author_id = growth.current_user_id())"),
            ("growth", "entities", "Users can read growth entities", "SELECT", "{authenticated}",
             "true"),
            ("growth", "users", "Users can read their own growth profile", "SELECT",
             "{authenticated}", "(auth_id = auth.uid())"),
            ("shared", "cross_links", "Users can create cross_links", "INSERT", "{authenticated}",
             "(auth.uid() = created_by)"),
            ("shared", "cross_links", "Users can read cross_links", "SELECT", "{authenticated}",
             "true")])

    def test_two_users_see_all_entities_and_what_is_their_own(self) -> None:
        for user, number in [(self.ann, 1), (self.ben, 2)]:
            with self.subTest(number=number):
                self.assertEqual(self.seen_by(user, "select count(*) from growth.entities"), [(600,)])
                self.assertEqual(self.seen_by(user, "select id from growth.users"), [(number,)])
                artifacts = self.database.ask(
                    "select a.id from growth.artifacts a join growth.entities e on e.id = a.entity_id "
                    "where e.owner_id = %s order by 1", [number])
                self.assertGreater(len(artifacts), 20)
                self.assertEqual(self.seen_by(user, "select id from growth.artifacts order by 1"),
                                 artifacts)
                comments = self.database.ask(
                    "select id from growth.comments where author_id = %s order by 1", [number])
                self.assertGreater(len(comments), 5)
                self.assertEqual(self.seen_by(user, "select id from growth.comments order by 1"),
                                 comments)
        # A user with an account that the tool does not know.
        stranger = "00000000-0000-0000-0000-000000000001"
        self.assertEqual([self.seen_by(stranger, f"select count(*) from growth.{table}")[0][0]
                          for table in ["entities", "users", "artifacts", "comments"]], [600, 0, 0, 0])

    def test_a_user_links_in_no_other_name(self) -> None:
        with self.database.acting_as(self.ann) as cursor:
            cursor.execute(LINK, [self.ann])
            cursor.execute("select created_by from shared.cross_links")
            self.assertEqual(cursor.fetchall(), [(self.ann,)])
        for somebody in [self.ben, None]:
            with (self.database.acting_as(self.ann) as cursor,
                  self.assertRaisesRegex(psycopg2.errors.InsufficientPrivilege,
                                         "violates row-level security policy")):
                cursor.execute(LINK, [somebody])
        # A link that one user has made is visible to the other.
        self.database.ask(LINK, [self.ann])
        self.assertEqual(self.seen_by(self.ben, "select created_by from shared.cross_links"),
                         [(self.ann,)])

    def test_users_do_nothing_else(self) -> None:
        self.database.ask(LINK, [self.ann])
        for statement in ["update shared.cross_links set link_type = ''",
                          "delete from shared.cross_links", "truncate shared.cross_links",
                          "insert into growth.entities (type, name, slug) values ('topic', '', 'x')",
                          "update growth.entities set name = ''", "delete from growth.entities",
                          "select from shared.users", "select from shared.mode_config",
                          "select from growth.events", "select from engineering.entities",
                          "select nextval('growth.tickets')"]:
            with (self.subTest(statement), self.database.acting_as(self.ann) as cursor,
                  self.assertRaisesRegex(psycopg2.errors.InsufficientPrivilege,
                                         "permission denied")):
                cursor.execute(statement)

    def test_who_has_not_logged_in_gets_nowhere(self) -> None:
        for schema, table in [("growth", "entities"), ("shared", "cross_links"),
                              ("engineering", "entities")]:
            with (self.subTest(schema), self.database.acting_as(None, "anon") as cursor,
                  self.assertRaisesRegex(psycopg2.errors.InsufficientPrivilege,
                                         f"permission denied for schema {schema}")):
                cursor.execute(f"select from {schema}.{table}")

    def test_the_backend_sees_and_writes_everything(self) -> None:
        with self.database.acting_as(None, "service_role") as cursor:
            for table in TABLES:
                cursor.execute(f"select count(*) from growth.{table}")
                self.assertGreater(cursor.fetchall()[0][0], 0)
            cursor.execute(LINK, [self.ben])
            cursor.execute("insert into growth.jobs (kind) values ('new')")
            cursor.execute("insert into growth.templates (name, prompt) values ('new', '')")

    def test_the_functions_know_growth(self) -> None:
        own = self.database.value("select id from growth.entities where owner_id = 1 limit 1")
        other = self.database.value("select id from growth.entities where owner_id = 2 limit 1")
        asked = (f"select growth.current_user_id(), growth.owns_entity('{own}'), "
                 f"growth.owns_entity('{other}')")
        self.assertEqual(self.seen_by(self.ann, asked), [(1, True, False)])
        self.assertEqual(self.seen_by(self.ben, asked), [(2, False, True)])
        # The slug of entity N contains N, and entity 10 * N is below entity N.
        self.assertEqual(self.seen_by(self.ann, """
            select array_agg(slug order by slug) from growth.entities_below(
              (select id from growth.entities where slug = 'entity-5'))"""),
            self.seen_by(self.ann, """
            select array_agg('entity-' || i order by 'entity-' || i) from generate_series(1, 600) i
            where i between 50 and 59 or i between 500 and 599"""))

    def test_the_triggers_are_there(self) -> None:
        count, day = self.database.ask(
            "update growth.artifacts set updated_at = 'infinity' where title = 'Artifact 1' "
            "returning comment_count, updated_at = now()")[0]
        self.assertEqual((count > 0, day), (True, True))
        self.database.ask("insert into growth.comments (artifact_id, body) "
                          "select id, '' from growth.artifacts where title = 'Artifact 1'")
        self.assertEqual(self.database.value("select comment_count from growth.artifacts "
                                             "where title = 'Artifact 1'"), count + 1)

    def test_the_api_layer_is_told_to_reload(self) -> None:
        session = self.database.connect()
        session.autocommit = True
        session.cursor().execute("listen pgrst")
        for words in [("downgrade", CREATE_ENGINEERING_TABLES), ("downgrade", BASELINE),
                      ("upgrade", "modes@head"), ("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)]:
            with self.subTest(words):
                self.revise(*words)
                select.select([session], [], [], 20)
                session.poll()
                self.assertEqual([(told.channel, told.payload) for told in session.notifies],
                                 [("pgrst", "reload schema")])
                session.notifies.clear()
        session.close()


class AccessOnPostgresql15(Access):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
