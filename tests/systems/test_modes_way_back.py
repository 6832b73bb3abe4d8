"""The reference system modes with rows in it: the downgrades, on both servers."""

from __future__ import annotations

import systems
from modes import (BASELINE, CONTRACT, CREATE_ENGINEERING_TABLES, CREATE_SCHEMAS,
                   CREATE_SHARED_TABLES, MIGRATE_TO_GROWTH, NEXT, TABLES, UPDATE_SEQUENCES, ModesTest)


class WayBack(ModesTest):
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


class WayBackOnPostgresql15(WayBack):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
