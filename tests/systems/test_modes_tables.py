"""The reference system modes: the tables that it creates match their description. On both
servers."""

from __future__ import annotations

import psycopg2.errors
import systems
from modes import BASELINE, CONTRACT, ModesTest

ENUMS = [("artifact_type", "brief, article, e-mail, image, dataset"),
         ("entity_type", "company, person, product, topic"),
         ("job_status", "queued, running, done, failed, cancelled"),
         ("section_type", "hero, features, testimonials, pricing, questions, call to action")]

CROSS_LINKS = [
    ("id", "uuid", True, "gen_random_uuid()"),
    ("source_mode", "text", True, None),
    ("source_type", "text", True, None),
    ("source_id", "uuid", True, None),
    ("target_mode", "text", True, None),
    ("target_type", "text", True, None),
    ("target_id", "uuid", True, None),
    ("link_type", "text", True, None),
    ("confidence", "double precision", False, None),
    ("created_by", "uuid", False, None),
    ("created_at", "timestamp with time zone", False, "now()"),
    ("metadata", "jsonb", False, "'{}'::jsonb"),
]

# The columns that a link must have.
LINK = {"source_mode": "'growth'", "source_type": "'entity'",
        "source_id": "'00000000-0000-0000-0000-000000000001'", "target_mode": "'product'",
        "target_type": "'feature'", "target_id": "'00000000-0000-0000-0000-000000000002'",
        "link_type": "'is about'"}


class Tables(ModesTest):
    rows = 60

    def setUp(self) -> None:
        super().setUp()
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)

    def link(self, **values: str) -> None:
        """Inserts a link; `values` are SQL and override LINK."""
        row = {**LINK, **values}
        self.database.ask(f"insert into shared.cross_links ({', '.join(row)}) "
                          f"values ({', '.join(row.values())})")

    def test_the_tables_of_each_schema(self) -> None:
        self.assertEqual(self.database.ask("""
            select n.nspname, coalesce(string_agg(c.relname, ', ' order by c.relname), '')
            from pg_namespace n left join pg_class c on c.relnamespace = n.oid and c.relkind = 'r'
            where n.nspname in ('growth', 'engineering', 'product', 'shared') group by 1 order by 1"""), [
            ("engineering", "artifacts, entities, jobs, wiki_pages"),
            ("growth", "artifact_versions, artifacts, campaign_entities, campaigns, comments, entities, "
                       "events, generation_jobs, jobs, microsite_sections, microsites, settings, "
                       "templates, users"),
            ("product", ""),
            ("shared", "cross_links, mode_config, users")])

    def test_the_enums_are_in_growth_and_were_in_public(self) -> None:
        asked = """select t.typname, string_agg(e.enumlabel, ', ' order by e.enumsortorder)
            from pg_type t join pg_enum e on e.enumtypid = t.oid
            where t.typnamespace = %s::regnamespace group by 1 order by 1"""
        self.assertEqual(self.database.ask(asked, ["growth"]), ENUMS)
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.database.ask(asked, ["public"]), ENUMS)

    def test_the_circle_is_closed(self) -> None:
        self.assertEqual(self.database.ask("""
            select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint
            where contype = 'f' and conrelid in ('growth.microsites'::regclass,
                                                 'growth.generation_jobs'::regclass)
              and confrelid in ('growth.microsites'::regclass, 'growth.generation_jobs'::regclass)
            order by 1"""), [
            ("growth.generation_jobs",
             "FOREIGN KEY (microsite_id) REFERENCES growth.microsites(id) ON DELETE CASCADE"),
            ("growth.microsites",
             "FOREIGN KEY (generation_job_id) REFERENCES growth.generation_jobs(id) "
             "DEFERRABLE INITIALLY DEFERRED")])

    def test_cross_links_is_as_described(self) -> None:
        self.assertEqual(self.database.ask("""
            select attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)
            from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where attrelid = 'shared.cross_links'::regclass and attnum > 0 order by attnum"""),
            CROSS_LINKS)
        self.assertEqual(self.database.ask("""
            select pg_get_constraintdef(oid) from pg_constraint
            where conrelid = 'shared.cross_links'::regclass and contype in ('p', 'u', 'f')
            order by 1"""), [
            ("FOREIGN KEY (created_by) REFERENCES auth.users(id)",), ("PRIMARY KEY (id)",),
            ("UNIQUE (source_mode, source_id, target_mode, target_id, link_type)",)])
        self.assertEqual(self.database.ask("""
            select indexdef from pg_indexes where schemaname = 'shared' and indexname ~ '^idx_'
            order by 1"""), [
            ("CREATE INDEX idx_cross_links_source ON shared.cross_links "
             "USING btree (source_mode, source_id)",),
            ("CREATE INDEX idx_cross_links_target ON shared.cross_links "
             "USING btree (target_mode, target_id)",)])

    def test_a_link_gets_what_it_does_not_bring(self) -> None:
        self.link()
        self.assertEqual(self.database.ask(
            "select id is not null, now() - created_at < interval '1 hour', metadata, confidence, "
            "created_by from shared.cross_links"), [(True, True, {}, None, None)])

    def test_a_link_has_two_ends_and_a_type(self) -> None:
        for column in LINK:
            with self.subTest(column), self.assertRaises(psycopg2.errors.NotNullViolation):
                self.link(**{column: "null"})

    def test_a_link_is_between_the_three_modes(self) -> None:
        for column in ["source_mode", "target_mode"]:
            for number, mode in enumerate(["growth", "engineering", "product"]):
                self.link(**{column: f"'{mode}'", "link_type": f"'{column} {number}'"})
            for mode in ["shared", "public", "Growth", ""]:
                with self.subTest(column=column, mode=mode), self.assertRaisesRegex(
                        psycopg2.errors.CheckViolation, f"cross_links_{column}_check"):
                    self.link(**{column: f"'{mode}'"})

    def test_a_confidence_is_between_nothing_and_one(self) -> None:
        for confidence in ["0", "0.5", "1", "null"]:
            self.link(confidence=confidence, link_type=f"'{confidence}'")
        for confidence in ["-0.000001", "1.000001", "'infinity'", "'nan'"]:
            with self.subTest(confidence), self.assertRaisesRegex(
                    psycopg2.errors.CheckViolation, "cross_links_confidence_check"):
                self.link(confidence=confidence)

    def test_a_link_is_made_by_somebody_who_is_there(self) -> None:
        with self.assertRaisesRegex(psycopg2.errors.ForeignKeyViolation,
                                    "cross_links_created_by_fkey"):
            self.link(created_by="gen_random_uuid()")

    def test_a_link_is_made_once(self) -> None:
        self.link()
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            self.link(source_type="'artifact'", target_type="'page'", confidence="1")
        other = "'00000000-0000-0000-0000-000000000003'"
        for change in [{"source_mode": "'engineering'"}, {"target_mode": "'engineering'"},
                       {"source_id": other}, {"target_id": other}, {"link_type": "'is not about'"}]:
            self.link(**change)
        self.assertEqual(self.database.value("select count(*) from shared.cross_links"), 6)

    def test_the_key_of_a_link_is_its_own(self) -> None:
        self.link(id="'00000000-0000-0000-0000-000000000009'")
        with self.assertRaisesRegex(psycopg2.errors.UniqueViolation, "cross_links_pkey"):
            self.link(id="'00000000-0000-0000-0000-000000000009'", link_type="'other'")

    def test_each_mode_has_its_configuration(self) -> None:
        self.assertEqual(self.database.ask("select mode, is_enabled from shared.mode_config order by 1"),
                         [("engineering", True), ("growth", True), ("product", False)])

    def test_a_profile_goes_with_its_account(self) -> None:
        with self.assertRaises(psycopg2.errors.ForeignKeyViolation):
            self.database.ask("insert into shared.users (id) values (gen_random_uuid())")
        self.database.ask("insert into auth.users (id, email) values (gen_random_uuid(), 'a@example.org')")
        self.database.ask("insert into shared.users (id) select id from auth.users")
        self.assertEqual(self.database.ask("select default_mode, preferences from shared.users"),
                         [("growth", {})])
        self.database.ask("delete from auth.users")
        self.assertEqual(self.database.value("select count(*) from shared.users"), 0)

    def test_engineering_works_by_itself(self) -> None:
        self.database.ask("""
            insert into engineering.entities (type, name, slug) values ('service', 'API', 'api');
            insert into engineering.artifacts (entity_id, type, title)
              select id, 'runbook', 'When it is down' from engineering.entities;
            insert into engineering.jobs (kind, entity_id) select 'scan', id from engineering.entities;
            insert into engineering.wiki_pages (slug, title, body, entity_id)
              select 'api/start', 'Starting', 'How services are started', id
              from engineering.entities""")
        self.assertEqual(self.database.ask("select slug from engineering.wiki_pages "
                                           "where words @@ to_tsquery('english', 'service & start')"),
                         [("api/start",)])
        self.database.ask("delete from engineering.entities")
        self.assertEqual([self.database.value(f"select count(*) from engineering.{table}")
                          for table in ["artifacts", "jobs", "wiki_pages"]], [0, 1, 1])


class TablesOnPostgresql15(Tables):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
