"""The reference system modes with rows in it: the move to `growth`, and the ways back, on both
servers."""

from __future__ import annotations

import modes
import psycopg2.errors
import systems
from modes import (BASELINE, CONTRACT, CREATE_ENGINEERING_TABLES, CREATE_SCHEMAS,
                   CREATE_SHARED_TABLES, MIGRATE_TO_GROWTH, TABLES, UPDATE_SEQUENCES, ModesTest)

# A row of each table by its defaults where it has some: each new key comes from a sequence or is
# random, and what it needs is taken from what is there.
INSERTS = {
    "users": "(email) values ('new@example.org') returning id::text",
    "settings": "(key, value) values ('new', '1') returning key",
    "templates": "(name, prompt) values ('new', '') returning id::text",
    "entities": "(type, name, slug) values ('topic', 'new', 'new') returning id::text",
    "artifacts": "(entity_id, type, title) select id, 'e-mail', '' from {schema}.entities "
                 "where slug = 'new' returning id::text",
    "artifact_versions": "(artifact_id, version, body) select id, 1, '' from {schema}.artifacts "
                         "where title = '' returning artifact_id::text",
    "jobs": "(kind) values ('new') returning id || ' ' || ticket",
    "microsites": "(entity_id, slug, title) select id, 'new', '' from {schema}.entities "
                  "where slug = 'new' returning id::text",
    "generation_jobs": "(microsite_id, prompt) select id, '' from {schema}.microsites "
                       "where slug = 'new' returning id::text",
    "microsite_sections": "(microsite_id, type, position) select id, 'call to action', 0 "
                          "from {schema}.microsites where slug = 'new' returning id::text",
    "campaigns": "(name) values ('new') returning id::text",
    "campaign_entities": "(campaign_id, entity_id) select max(c.id), e.id from {schema}.campaigns c, "
                         "{schema}.entities e where slug = 'new' group by e.id returning "
                         "campaign_id::text",
    "comments": "(artifact_id, body) select id, '' from {schema}.artifacts where title = '' "
                "returning id::text",
    "events": "(kind) values ('new') returning id::text",
}
# The largest number of each sequence that the rows have, with 3,000 events.
LARGEST = {"users": "20", "templates": "120", "jobs": "600 11200", "generation_jobs": "120",
           "microsite_sections": "150", "campaigns": "10", "comments": "300", "events": "4284"}
NEXT = {"users": "21", "templates": "121", "jobs": "601 11201", "generation_jobs": "121",
        "microsite_sections": "151", "campaigns": "11", "comments": "301", "events": "4285"}


class Rows(ModesTest):
    def insert_into_each_table(self, schema: str) -> dict[str, str]:
        """A row into each; the numbers that the sequences gave."""
        keys = {table: self.database.value(f"insert into {schema}.{table} "
                                           + rest.format(schema=schema))
                for table, rest in INSERTS.items()}
        return {table: key for table, key in keys.items() if table in NEXT}

    def test_the_rows_are_what_is_said_of_them(self) -> None:
        largest = {table: self.database.value(f"select max(id)::text from public.{table}")
                   for table in NEXT}
        largest["jobs"] += " " + self.database.value("select max(ticket)::text from public.jobs")
        self.assertEqual(largest, LARGEST)
        self.assertEqual(self.database.value("select count(*) from public.events"), self.rows)
        # Sites whose own job names them: the circle, and some whose is not closed.
        self.assertEqual(self.database.ask(
            "select count(*), count(g.id) from public.microsites m left join public.generation_jobs g "
            "on g.id = m.generation_job_id and g.microsite_id = m.id"), [(30, 27)])
        # Filled a second time they are the same.
        with systems.new_database(self.server) as other:
            self.revise("upgrade", BASELINE, DATABASE_URL=other.url)
            other.ask(modes.filling(self.rows))
            self.assertEqual(modes.checksums(other, "public"), self.checksums("public"))

    def test_the_copy_keeps_every_row_and_every_value(self) -> None:
        before = self.checksums("public")
        self.revise("upgrade", MIGRATE_TO_GROWTH)
        self.assertEqual(self.checksums("growth"), before)
        self.assertEqual(self.checksums("public"), before)

    def test_tables_without_rows_are_moved_as_well(self) -> None:
        self.database.ask(f"truncate {', '.join('public.' + table for table in TABLES)} cascade")
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.assertEqual(self.insert_into_each_table("growth"), {
            "users": "1", "templates": "1", "jobs": "1 10000", "generation_jobs": "1",
            "microsite_sections": "1", "campaigns": "1", "comments": "1", "events": "1"})
        self.revise("downgrade", BASELINE)
        self.assertEqual({table: rows for table, (rows, _) in self.checksums("public").items()},
                         dict.fromkeys(TABLES, 1))

    def test_sequences_go_on_after_the_copied_numbers(self) -> None:
        self.revise("upgrade", MIGRATE_TO_GROWTH)
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            self.database.ask("insert into growth.users (email) values ('new@example.org')")
        self.revise("upgrade", UPDATE_SEQUENCES)
        self.assertEqual(self.insert_into_each_table("growth"), NEXT)

    def test_a_sequence_that_is_behind_is_found(self) -> None:
        self.revise("upgrade", "modes@head")
        self.revise("verify", UPDATE_SEQUENCES)
        self.database.ask("select setval('growth.events_id_seq', 4284, false)")
        self.assertIn("rows of 'growth.events' where id >= (select last_value + is_called::integer "
                      "from growth.events_id_seq): 1 found, 0 expected",
                      self.revise("verify", UPDATE_SEQUENCES, exit_code=3))

    def test_the_way_back_step_by_step_leads_to_where_it_began(self) -> None:
        rows, catalogs = self.checksums("public"), {BASELINE: self.database.catalog()}
        path = [CREATE_SCHEMAS, CREATE_SHARED_TABLES, MIGRATE_TO_GROWTH, UPDATE_SEQUENCES,
                CREATE_ENGINEERING_TABLES, CONTRACT]
        for revision in path:
            self.revise("upgrade", revision, "--ignore-not-before", CONTRACT)
            catalogs[revision] = self.database.catalog()
        for revision in [*reversed(path[:-1]), BASELINE]:
            self.revise("downgrade", "-1")
            with self.subTest(revision=revision):
                self.assert_catalog(catalogs[revision])
                self.assertEqual(self.checksums("public"), rows)
        self.assertEqual(self.insert_into_each_table("public"), NEXT)

    def change_each_kind_of_row(self, schema: str) -> None:
        self.insert_into_each_table(schema)
        self.database.ask(f"update {schema}.entities set name = name || '!' where score < 0")
        self.database.ask(f"delete from {schema}.comments where id = 5")

    def test_the_way_back_keeps_what_was_written_to_growth_meanwhile(self) -> None:
        catalog, before = self.database.catalog(), self.checksums("public")
        self.revise("upgrade", "modes@head")
        self.change_each_kind_of_row("growth")
        rows = self.checksums("growth")
        self.assertEqual([table for table in TABLES if rows[table] == before[table]], [])
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.checksums("public"), rows)
        self.assert_catalog(catalog)

    def test_the_way_back_over_the_contract_keeps_what_was_written_after_it(self) -> None:
        catalog = self.database.catalog()
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.change_each_kind_of_row("growth")
        rows = self.checksums("growth")
        self.revise("downgrade", CREATE_ENGINEERING_TABLES)
        self.assertEqual(self.checksums("public"), rows)
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.checksums("public"), rows)
        self.assert_catalog(catalog)
        self.database.ask("insert into public.users (email) values ('next@example.org')")
        self.assertEqual(self.database.value("select max(id) from public.users"), 22)

    def test_down_to_base_and_up_again(self) -> None:
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        after = self.database.catalog()
        self.revise("downgrade", "modes@base")
        self.assertEqual(self.versions(), {"a4d1c7e09b52"})
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.assert_catalog(after)


class RowsOnPostgresql15(Rows):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
