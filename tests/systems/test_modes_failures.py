"""The reference system modes: if the move fails, nothing has changed, and sessions that work at the
same time lose no data. On both servers."""

from __future__ import annotations

import threading

import modes
import psycopg2.errors
import systems
from modes import (BASELINE, CONTRACT, CREATE_SHARED_TABLES, MIGRATE_TO_GROWTH, AT_ONCE_LIMIT, TABLES,
                   WAITING, ModesTest)


class Failures(ModesTest):
    def setUp(self) -> None:
        super().setUp()
        self.revise("upgrade", CREATE_SHARED_TABLES)

    def assert_the_move_fails_without_a_trace(self, told: str) -> None:
        catalog, rows, versions = self.database.catalog(), self.checksums("public"), self.versions()
        said = self.revise("upgrade", MIGRATE_TO_GROWTH, exit_code=1)
        self.assertIn(told, said)
        self.assertIn(f"failed and rolled back: {MIGRATE_TO_GROWTH}\n", said)
        self.assert_catalog(catalog)
        self.assertEqual(self.checksums("public"), rows)
        self.assertEqual(self.versions(), versions)
        # Other sessions can write again.
        self.database.ask("insert into public.events (kind) values ('after')")

    def test_the_copy_of_the_last_table_fails(self) -> None:
        self.database.ask("alter table public.events alter kind drop not null")
        self.database.ask("insert into public.events (kind) values (null)")
        self.assert_the_move_fails_without_a_trace(
            "null value in column \"kind\" of relation \"events\" violates not-null constraint (23502)")

    def test_a_row_refers_to_nothing(self) -> None:
        with self.database.connect() as session, session.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            cursor.execute("update public.microsites set generation_job_id = 77777 where slug = 'site-1'")
        session.close()
        self.assert_the_move_fails_without_a_trace(
            "violates foreign key constraint \"microsites_generation_job_id_fkey\" (23503)")

    def test_a_row_is_lost_in_the_copy(self) -> None:
        self.spoil("growth.events", "return case when new.id <> 1001 then new end;")
        self.assert_the_move_fails_without_a_trace(
            "rows: 3000 of 'public.events' before, 2999 of 'growth.events' now")

    def test_a_value_is_changed_in_the_copy(self) -> None:
        self.spoil("growth.events",
                   "if new.id = 1001 then new.kind := new.kind || ' '; end if; return new;")
        self.assert_the_move_fails_without_a_trace(
            "checksum of id, entity_id, user_id, kind, payload, address, occurred_at: ")

    def test_while_the_rows_are_copied_others_read_and_no_write_is_lost(self) -> None:
        """The copy stops in its last table, for as long as the test holds a lock."""
        self.spoil("growth.events", "perform pg_advisory_xact_lock_shared(4711); return new;")
        self.database.ask("select pg_advisory_lock(4711)")
        before = self.checksums("public")
        with self.start_revise("upgrade", MIGRATE_TO_GROWTH, "--lock-timeout", "5min") as run:
            self.wait_until(f"{WAITING} and locktype = 'advisory'")
            self.assertEqual(self.checksums("public"), before)  # while the move is running

            writers = [threading.Thread(target=self.write, args=[table]) for table in TABLES]
            self.refused: dict[str, str] = {}
            for writer in writers:
                writer.start()
            self.wait_until(f"{WAITING} and locktype = 'relation' having count(*) >= {len(TABLES)}")
            self.database.ask("select pg_advisory_unlock(4711)")
            said = run.communicate(timeout=AT_ONCE_LIMIT)
            for writer in writers:
                writer.join(AT_ONCE_LIMIT)
        self.assertEqual(run.returncode, 0, said)
        self.assertEqual(self.refused, {
            table: f"public.{table} has moved to growth.{table}" for table in TABLES})
        self.assertEqual(self.checksums("public"), before)
        self.assertEqual(self.checksums("growth"), before)

    def write(self, table: str) -> None:
        session = self.database.connect()
        try:
            with session.cursor() as cursor:
                cursor.execute(f"delete from public.{table}")
            session.commit()
        except psycopg2.errors.ObjectNotInPrerequisiteState as refused:
            self.refused[table] = refused.diag.message_primary
        finally:
            session.close()

    def test_nothing_is_written_to_public_any_more(self) -> None:
        self.revise("upgrade", "modes@head")
        before = self.checksums("public")
        for table in TABLES:
            for statement in [f"insert into public.{table} default values",
                              f"update public.{table} set {self.column_of(table)} = default",
                              f"delete from public.{table} where false",
                              f"truncate public.{table} cascade"]:
                with self.subTest(statement), self.assertRaisesRegex(
                        psycopg2.errors.ObjectNotInPrerequisiteState, "has moved to growth"):
                    self.database.ask(statement)
        self.assertEqual(self.checksums("public"), before)

    def column_of(self, table: str) -> str:
        name = self.database.value("select min(attname) from pg_attribute where attrelid = %s::regclass "
                                   "and attnum > 0 and attgenerated = ''", [f"public.{table}"])
        assert isinstance(name, str)
        return name

    def test_the_search_path_is_of_no_account(self) -> None:
        """Tables with equal names come first on the search path."""
        self.revise("downgrade", "modes@base")
        self.database.ask("create schema decoy")
        for table in TABLES:
            self.database.ask(f"create table decoy.{table} (nothing integer)")
        decoys = [line for line in self.database.catalog() if " decoy" in line]
        name = self.database.value("select current_database()")
        self.database.ask(f"alter database {name} set search_path = decoy, public")
        self.revise("upgrade", BASELINE)
        session = self.database.connect()
        with session.cursor() as cursor:
            cursor.execute("show search_path")
            self.assertEqual(cursor.fetchone(), ("decoy, public",))
            cursor.execute(modes.filling(self.rows))
        session.close()
        before = self.checksums("public")
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.assertEqual(self.checksums("growth"), before)
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.checksums("public"), before)
        self.revise("downgrade", "modes@base")
        self.assertEqual([line for line in self.database.catalog() if " decoy" in line], decoys)


class FailuresOnPostgresql15(Failures):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
