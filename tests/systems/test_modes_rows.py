"""The reference system modes with rows in it: what arrives in `growth`, on both servers."""

from __future__ import annotations

import modes
import systems
from modes import BASELINE, CONTRACT, MIGRATE_TO_GROWTH, NEXT, TABLES, ModesTest

# The largest number in the rows for each sequence, with 3,000 events.
LARGEST = {"users": "20", "templates": "120", "jobs": "600 11200", "generation_jobs": "120",
           "microsite_sections": "150", "campaigns": "10", "comments": "300", "events": "4284"}


class Rows(ModesTest):
    def test_the_rows_are_what_is_said_of_them(self) -> None:
        largest = {table: self.database.value(f"select max(id)::text from public.{table}")
                   for table in NEXT}
        largest["jobs"] += " " + self.database.value("select max(ticket)::text from public.jobs")
        self.assertEqual(largest, LARGEST)
        self.assertEqual(self.database.value("select count(*) from public.events"), self.rows)
        # Most sites are named by their own job, which closes the circle; for some it is not closed.
        self.assertEqual(self.database.ask(
            "select count(*), count(g.id) from public.microsites m left join public.generation_jobs g "
            "on g.id = m.generation_job_id and g.microsite_id = m.id"), [(30, 27)])
        # Filling another database gives equal rows.
        with systems.new_database(self.server) as other:
            self.revise("upgrade", BASELINE, DATABASE_URL=other.url)
            other.ask(modes.filling(self.rows))
            self.assertEqual(modes.checksums(other, "public"), self.checksums("public"))

    def test_the_copy_keeps_every_row_and_every_value(self) -> None:
        before = self.checksums("public")
        self.revise("upgrade", MIGRATE_TO_GROWTH)
        self.assertEqual(self.checksums("growth"), before)
        self.assertEqual(self.checksums("public"), before)
        # The migration has collected statistics for the new tables.
        self.assertEqual(self.database.ask("select distinct tablename from pg_stats "
                                           "where schemaname = 'growth' order by 1"),
                         [(name,) for name in sorted([*TABLES, "users_email_idx"])])

    def test_growth_has_all_that_public_had(self) -> None:
        """Tables, columns, keys, indexes, checks, types, sequences, functions, triggers, policies,
        grants and comments have equal names, except for the schema."""
        self.database.ask("set search_path = ''")  # so that all names are shown with their schema
        before = [line for line in self.database.catalog() if " public." in line]
        self.assertGreater(len(before), 300)
        self.revise("upgrade", MIGRATE_TO_GROWTH)
        after = [line.replace("growth.", "public.").replace(" growth ", " ")
                 for line in self.database.catalog() if " growth." in line and " public." not in line]
        self.assertEqual(systems.differences(sorted(before), sorted(after)), "")

    def test_tables_without_rows_are_moved_as_well(self) -> None:
        self.database.ask(f"truncate {', '.join('public.' + table for table in TABLES)} "
                          "restart identity; alter sequence public.tickets restart")
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.assertEqual(self.insert_into_each_table("growth"), {
            "users": "1", "templates": "1", "jobs": "1 10000", "generation_jobs": "1",
            "microsite_sections": "1", "campaigns": "1", "comments": "1", "events": "1"})
        self.revise("downgrade", BASELINE)
        self.assertEqual({table: rows for table, (rows, _) in self.checksums("public").items()},
                         dict.fromkeys(TABLES, 1))


class RowsOnPostgresql15(Rows):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
