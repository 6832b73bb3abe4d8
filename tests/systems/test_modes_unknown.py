"""The reference system modes on a database that was changed by hand: the move would not copy what
it does not know, so it does not begin. On both servers."""

from __future__ import annotations

import systems
from modes import BASELINE, CONTRACT, CREATE_SHARED_TABLES, MIGRATE_TO_GROWTH, TABLES, ModesTest

COLUMNS = ("columns of 'public.{}' that this migration does not know, or knows otherwise: "
           "{} found, 0 expected")

UNKNOWN = [
    ("alter table public.events add column note text", COLUMNS.format("events", 1)),
    ("alter table public.users rename column name to full_name", COLUMNS.format("users", 2)),
    ("alter table public.comments drop column mentions", COLUMNS.format("comments", 1)),
    ("alter table public.campaigns alter budget type numeric(20, 4)", COLUMNS.format("campaigns", 1)),
    # A computed column: a value written into it would not be copied.
    ("alter table public.entities alter name_key drop expression", COLUMNS.format("entities", 1)),
    ("create schema other; create table other.notes (event bigint references public.events)",
     "foreign keys onto 'public.events' of tables that this migration does not know: "
     "1 found, 0 expected"),
    ("create view public.queue as select j.id, u.name from public.jobs j "
     "join public.users u on u.id = j.requested_by where status = 'queued'",
     "views of 'public.users': 1 found, 0 expected"),
    ("alter type public.job_status add value 'paused'",
     "values of 'public.job_status' that this migration does not know: 1 found, 0 expected"),
    ("alter sequence public.users_id_seq rename to user_numbers",
     "sequences with the name 'public.users_id_seq': 0 found, 1 expected"),
]


class Unknown(ModesTest):
    rows = 60

    def setUp(self) -> None:
        super().setUp()
        self.revise("upgrade", CREATE_SHARED_TABLES)

    def test_the_move_does_not_begin(self) -> None:
        """The move checks before it locks anything, so it fails even while others write."""
        name = self.database.url.rsplit("/", 1)[1]
        self.database.close()  # a database with sessions cannot be copied
        for change, told in UNKNOWN:
            with (self.subTest(change), systems.new_database(self.server, name) as changed,
                  changed.connect() as writer, writer.cursor() as cursor):
                changed.ask(change)
                catalog = changed.catalog()
                cursor.execute(f"lock table {', '.join('public.' + table for table in TABLES)} "
                               "in row exclusive mode")
                self.assertIn(f": {told}\n", self.revise(
                    "upgrade", MIGRATE_TO_GROWTH, "--lock-timeout", "1s", exit_code=1,
                    DATABASE_URL=changed.url))
                self.assertEqual(systems.differences(catalog, changed.catalog()), "")
            writer.close()

    def test_what_the_move_does_not_need_to_know(self) -> None:
        """Other tables and views, and foreign keys of other tables that reference accounts."""
        self.database.ask("create table public.notes (id bigint primary key, note text, "
                          "account uuid references auth.users);"
                          "create view public.all_notes as select * from public.notes;"
                          "alter table public.settings add column gone text;"
                          "alter table public.settings drop column gone")
        before = self.checksums("public")
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.assertEqual(self.checksums("growth"), before)
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.checksums("public"), before)
        self.assertEqual(self.database.ask("select * from public.all_notes"), [])


class UnknownOnPostgresql15(Unknown):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
