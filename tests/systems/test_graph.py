#!/usr/bin/python3
"""The five systems as one graph: each alone, all together, each rolled back while the others
stay."""

from __future__ import annotations

import json

import systems

BASES = {
    "knowledge": ["extensions"],
    "modes": ["platform"],
    "staff": ["platform", "extensions"],
    "resume": [],
    "studio": ["platform"],
}
WITHOUT_VECTORS = ["modes", "studio"]
# The contract revision of modes, which `heads` does not reach until its waiting time is over.
DUE = ["--ignore-not-before", "4def6a6f86f8"]
# Extensions are never removed, and roles do not belong to the database; catalog.sql leaves out
# both.


class Graph(systems.SystemTest):
    def current(self) -> set[str]:
        return {revision["revision"] for revision in json.loads(self.revise("-q", "--json", "current"))}

    def applied(self) -> int:
        """How many revisions are applied, according to the log."""
        return self.database.value(
            "select coalesce(sum(case direction when 'upgrade' then 1 else -1 end), 0)::integer "
            "from alembic_version_log where result = 'done'")

    def branch(self, label: str) -> set[str]:
        """The revisions that a label reaches."""
        history = json.loads(self.revise("-q", "--json", "history"))
        return {revision["revision"] for revision in history if label in revision["branch_labels"]}

    def missing(self, target: str) -> set[str]:
        """The revisions that an upgrade to `target` would apply, including all of modes."""
        plan = json.loads(self.revise("-q", "--json", "upgrade", target, "--plan", *DUE))
        return {step["revision"] for step in plan["steps"]}

    def check_each_alone(self, labels: list[str]) -> None:
        for label in labels:
            with self.subTest(label), systems.new_database(self.server) as self.database:
                empty = self.database.catalog()
                for base in BASES[label]:
                    self.revise("upgrade", f"{base}@head")
                ground, rows = self.database.catalog(), self.current() if BASES[label] else set()
                self.revise("upgrade", f"{label}@head")
                there = self.database.catalog()
                self.assertNotEqual(there, ground)
                self.revise("verify")
                self.revise("downgrade", f"{label}@base")
                self.assert_catalog(ground)
                self.assertEqual(self.current(), rows)
                self.revise("upgrade", f"{label}@head")
                self.assert_catalog(there)
                self.revise("downgrade", "base")
                self.assert_catalog(empty)
                self.assertEqual((self.current(), self.applied()), (set(), 0))

    def check_all_together(self, labels: list[str], target: list[str]) -> None:
        empty = self.database.catalog()
        self.revise("upgrade", *target)
        together, rows = self.database.catalog(), self.current()
        for label in labels:
            with self.subTest(f"{label} is rolled back"):
                self.revise("downgrade", f"{label}@base")
                without = self.database.catalog()
                # The downgrade has removed only its own objects, and has not changed the others.
                self.assertLess(set(without), set(together))
                self.assertEqual(self.missing(f"{label}@head"), self.branch(label))
                self.revise("upgrade", *target)
                self.assert_catalog(together)
                self.assertEqual(self.current(), rows)
        self.revise("verify")
        self.revise("downgrade", "base")
        self.assert_catalog(empty)
        self.assertEqual((self.current(), self.applied()), (set(), 0))
        self.revise("upgrade", *target)
        self.assert_catalog(together)


class WithVectors(Graph):
    def test_each_alone(self) -> None:
        self.check_each_alone(list(BASES))

    def test_all_together_up_to_the_one_that_is_not_due(self) -> None:
        self.check_all_together(list(BASES), ["heads"])

    def test_all_together(self) -> None:
        self.check_all_together(list(BASES), ["heads", *DUE])

    def test_a_script_leaves_what_a_run_leaves(self) -> None:
        empty = self.database.catalog()
        self.psql(self.revise("-q", "upgrade", "heads", "--sql", *DUE))
        by_script, rows = self.database.catalog(), self.current()
        self.revise("downgrade", "base")
        self.assert_catalog(empty)
        self.revise("upgrade", "heads", *DUE)
        self.assert_catalog(by_script)
        self.assertEqual(self.current(), rows)


class WithoutVectors(Graph):
    server = "POSTGRESQL"

    def test_each_alone(self) -> None:
        self.check_each_alone(WITHOUT_VECTORS)

    def test_together(self) -> None:
        empty = self.database.catalog()
        for label in WITHOUT_VECTORS:
            self.revise("upgrade", f"{label}@head", *DUE)
        together = self.database.catalog()
        for label in WITHOUT_VECTORS:
            self.revise("downgrade", f"{label}@base")
            self.assertLess(set(self.database.catalog()), set(together))
            self.revise("upgrade", f"{label}@head", *DUE)
            self.assert_catalog(together)
        self.revise("downgrade", "base")
        self.assert_catalog(empty)


if __name__ == "__main__":
    systems.main()
