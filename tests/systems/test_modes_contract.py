"""The reference system modes: the revision that drops the old tables waits for a week. On both
servers."""

from __future__ import annotations

import json
import re
from typing import Any

import systems
from modes import CONTRACT, CREATE_ENGINEERING_TABLES, MIGRATE_TO_GROWTH, PLATFORM, ModesTest

LATER = "not before 2099-11-28 17:02:31 UTC, 7 days after 'fc3aacfdfe96' was applied"


class Contract(ModesTest):
    rows = 300

    def setUp(self) -> None:
        super().setUp()
        self.first = self.revise("upgrade", "heads")

    def applied(self, when: str) -> None:
        """Changes the log: the move to growth was applied at the time `when`."""
        self.database.ask(f"update alembic_version_log set started_at = {when}, seconds = 0.25 "
                          f"where revision = '{MIGRATE_TO_GROWTH}'")

    def json_of(self, *words: str) -> dict[str, Any]:
        with self.start_revise(*words, "--json") as run:
            out, err = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 0, err)
        told = json.loads(out)
        assert isinstance(told, dict)
        return told

    def in_public(self) -> list[str]:
        return [line for line in self.database.catalog()
                if re.match(r"(relation \S+ \S+ |grant \S+ |\S+ )public\.", line)]

    def assert_it_has_not_run(self) -> None:
        self.assertEqual(self.versions(), {CREATE_ENGINEERING_TABLES})
        self.assertEqual(self.checksums("public"), self.checksums("growth"))

    def assert_it_has_run(self) -> None:
        self.assertEqual(self.versions(), {CONTRACT})
        self.assertEqual(self.in_public(), [])

    def test_a_new_database_stops_in_front_of_it(self) -> None:
        told = re.search(rf"^stops before '{CONTRACT}': not before (\S+ \S+) UTC, "
                         rf"7 days after '{MIGRATE_TO_GROWTH}' was applied$", self.first, re.MULTILINE)
        assert told is not None, self.first
        self.assertEqual(self.database.value(
            "select %s::timestamptz - now() between interval '6 days 23 hours' and interval '7 days 1 s'",
            [told[1] + "+00"]), True)
        self.assert_it_has_not_run()

    def test_heads_says_from_when_it_may_run(self) -> None:
        self.applied("'2099-11-21T17:02:30.500Z'")
        for target in ["heads", "modes@head"]:
            self.assertEqual(self.revise("upgrade", target).splitlines()[1:],
                             [f"stops before '{CONTRACT}': {LATER}"])
        self.assertEqual(self.json_of("upgrade", "heads"), {
            "steps": [], "current": [CREATE_ENGINEERING_TABLES], "error": None,
            "waiting": [{"revision": CONTRACT, "after": MIGRATE_TO_GROWTH,
                         "until": "2099-11-28T17:02:31Z"}]})
        self.assert_it_has_not_run()

    def test_asking_for_it_is_an_error(self) -> None:
        self.applied("'2099-11-21T17:02:30.500Z'")
        for target in [CONTRACT, "+1"]:
            self.assertIn(LATER, self.revise("upgrade", target, exit_code=1))
        self.assertEqual(
            self.revise("upgrade", CONTRACT, exit_code=1),
            f"revise: error: revision '{CONTRACT}' is waiting: {LATER}\n"
            f"hint: revise upgrade heads stops before it, and --ignore-not-before {CONTRACT} "
            "lets it run\n")
        self.assert_it_has_not_run()

    def test_it_runs_where_it_is_told_not_to_wait(self) -> None:
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.assert_it_has_run()
        self.assertEqual(self.database.value("select note from alembic_version_log where revision = "
                                             f"'{CONTRACT}'"), "--ignore-not-before was given")

    def test_it_runs_by_itself_after_a_week(self) -> None:
        self.applied("now() - interval '6 days 23 hours'")
        self.revise("upgrade", "heads")
        self.assert_it_has_not_run()
        self.applied("now() - interval '7 days 1 second'")
        self.assertNotIn("stops before", self.revise("upgrade", "heads"))
        self.assert_it_has_run()

    def test_down_from_it_and_up_again(self) -> None:
        self.applied("now() - interval '8 days'")
        before, rows = self.database.catalog(), self.checksums("public")
        self.revise("upgrade", "heads")
        after = self.database.catalog()
        self.revise("downgrade", "-1")
        self.assert_catalog(before)
        self.assertEqual(self.checksums("public"), rows)
        self.revise("upgrade", "heads")
        self.assert_catalog(after)
        self.assertEqual(self.checksums("growth"), rows)

    def test_a_row_that_is_lost_on_its_way_back_is_noticed(self) -> None:
        """The downgrade fails: growth keeps its rows, and the old tables are not created."""
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.spoil("public.events", "return case when new.id <> 15 then new end;")
        rows = self.checksums("growth")
        self.assertIn("rows: 300 of 'growth.events' before, 299 of 'public.events' now",
                      self.revise("downgrade", "-1", exit_code=1))
        self.assert_it_has_run()
        self.assertEqual(self.checksums("growth"), rows)

    def test_all_of_modes_down_to_its_base_and_up_again(self) -> None:
        self.revise("downgrade", "modes@base")
        self.assertEqual(self.versions(), {PLATFORM})
        self.assertEqual(self.in_public(), [])
        base = self.database.catalog()
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        after = self.database.catalog()
        self.revise("downgrade", "modes@base")
        self.assert_catalog(base)
        self.revise("upgrade", CONTRACT, "--ignore-not-before", CONTRACT)
        self.assert_catalog(after)


class ContractOnPostgresql15(Contract):
    server = "POSTGRESQL"


if __name__ == "__main__":
    systems.main()
