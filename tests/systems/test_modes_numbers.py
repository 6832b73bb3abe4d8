"""The reference system modes: no number is used twice, in the upgrade and in the downgrades. On
both servers."""

from __future__ import annotations

import psycopg2.errors
import systems
from modes import (BASELINE, CONTRACT, CREATE_ENGINEERING_TABLES, MIGRATE_TO_GROWTH, NEXT, AT_ONCE_LIMIT,
                   UPDATE_SEQUENCES, WAITING, ModesTest)


class Numbers(ModesTest):
    def test_sequences_go_on_after_the_copied_numbers(self) -> None:
        self.revise("upgrade", MIGRATE_TO_GROWTH)
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            self.database.ask("insert into growth.users (email) values ('new@example.org')")
        self.revise("upgrade", UPDATE_SEQUENCES)
        self.assertEqual(self.insert_into_each_table("growth"), NEXT)

    def test_a_ticket_that_was_quoted_is_nobody_elses(self) -> None:
        """The last two of three jobs are deleted."""
        three = [self.database.value("insert into public.jobs (kind) values ('new') returning ticket")
                 for _ in range(3)]
        self.database.ask("delete from public.jobs where ticket = any(%s)", [three[1:]])
        self.revise("upgrade", "modes@head")
        self.assertEqual(self.database.value(
            "insert into growth.jobs (kind) values ('new') returning ticket"), three[2] + 1)

    def test_no_number_is_given_twice(self) -> None:
        """No number is skipped either, although the rows with the latest numbers no longer
        exist."""
        numbers = self.next_numbers("public")
        self.assertEqual(len(numbers), 9)
        for words, schema in [(["upgrade", "modes@head"], "growth"),
                              (["downgrade", UPDATE_SEQUENCES], "growth"),
                              (["downgrade", MIGRATE_TO_GROWTH], "growth"),
                              (["upgrade", UPDATE_SEQUENCES], "growth"),
                              (["downgrade", BASELINE], "public"),
                              (["upgrade", CONTRACT, "--ignore-not-before", CONTRACT], "growth"),
                              (["downgrade", CREATE_ENGINEERING_TABLES], "growth"),
                              (["downgrade", BASELINE], "public")]:
            self.revise(*words)
            with self.subTest(words):
                numbers = {sequence: number + 1 for sequence, number in numbers.items()}
                self.assertEqual(self.next_numbers(schema), numbers)

    def test_no_number_is_given_twice_where_the_sequences_did_not_follow(self) -> None:
        """The sequences of growth are still at their start when its tables are moved back."""
        numbers = self.next_numbers("public")
        self.revise("upgrade", MIGRATE_TO_GROWTH)
        self.assertEqual(self.next_numbers("growth")["tickets"], 10000)
        self.revise("downgrade", BASELINE)
        self.assertEqual(self.next_numbers("public"),
                         {sequence: number + 1 for sequence, number in numbers.items()})

    def test_what_the_contract_brings_back_has_its_numbers(self) -> None:
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.revise("downgrade", "-1")
        self.assertEqual(dict(self.database.ask(
            "select s.relname, pg_sequence_last_value(s.oid) from pg_class s "
            "where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace "
            "and s.relname !~ '^alembic'")), {
            "users_id_seq": 20, "templates_id_seq": 120, "jobs_id_seq": 600, "tickets": 11212,
            "generation_jobs_id_seq": 120, "microsite_sections_id_seq": 150, "campaigns_id_seq": 10,
            "comments_id_seq": 300, "events_id_seq": 4384})

    def test_a_number_that_is_being_written_is_waited_for(self) -> None:
        self.revise("upgrade", MIGRATE_TO_GROWTH)
        with self.database.connect() as session, session.cursor() as cursor:
            cursor.execute("insert into growth.jobs (id, ticket, kind) values (5000, 20000, 'by hand')")
            with self.start_revise("upgrade", UPDATE_SEQUENCES, "--lock-timeout", "5min") as run:
                self.wait_until(f"{WAITING} and locktype = 'relation'")
                session.commit()
                said = run.communicate(timeout=AT_ONCE_LIMIT)
        session.close()
        self.assertEqual(run.returncode, 0, said)
        self.assertEqual(self.insert_into_each_table("growth"), {**NEXT, "jobs": "5001 20001"})

    def test_a_sequence_that_is_behind_is_found(self) -> None:
        self.revise("upgrade", "modes@head")
        self.revise("verify", UPDATE_SEQUENCES)
        self.database.ask("select setval('growth.events_id_seq', 4284, false)")
        self.assertIn("rows of 'growth.events' where id >= (select last_value + is_called::integer "
                      "from growth.events_id_seq): 1 found, 0 expected",
                      self.revise("verify", UPDATE_SEQUENCES, exit_code=3))


class NumbersOnPostgresql15(Numbers):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
