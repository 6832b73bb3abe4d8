#!/usr/bin/python3
"""The reference system `staff`: the metadata of its tables, and what their checks refuse."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import psycopg2.errors

import systems
from staff import ROWS, SCHEMA, SCHEMAS, StaffTest


class Check(NamedTuple):
    table: str
    name: str
    expression: str
    refused: str  # the assignment of an update that the check refuses


def checks() -> list[Check]:
    """The checks in staff_checks.txt: a table, and under it the name and expression of each check,
    and what it refuses."""
    found: list[Check] = []
    table = name = expression = ""
    text = (Path(__file__).parent / "staff_checks.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        match len(line) - len(line.lstrip()):
            case 0:
                table = line
            case 2:
                name, expression = line.strip().split(": ", 1)
            case 4:
                found.append(Check(table, name, expression,
                                   line.strip().removeprefix("not: ")))
    return found


class Checks(StaffTest):
    start = SCHEMA
    shared = True

    def test_every_table_has_metadata(self) -> None:
        self.assertEqual(
            sorted(self.database.ask(
                "select a.attrelid::regclass::text, format_type(atttypid, atttypmod), attnotnull, "
                "pg_get_expr(d.adbin, d.adrelid), "
                "(select pg_get_expr(conbin, conrelid) from pg_constraint where contype = 'c' "
                " and conrelid = a.attrelid and conkey = array[a.attnum]) "
                "from pg_attribute a join pg_class c on c.oid = a.attrelid "
                "join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum "
                "where c.relkind = 'r' and attname = 'metadata'")),
            [(table, "jsonb", True, "'{}'::jsonb", "(jsonb_typeof(metadata) = 'object'::text)")
             for table in sorted(ROWS)])

    def test_the_checks_are_these(self) -> None:
        self.assertEqual(
            sorted(self.database.ask(
                "select conrelid::regclass::text, conname::text, pg_get_expr(conbin, conrelid) "
                "from pg_constraint where contype = 'c' and convalidated and conrelid <> 0 "
                "and conrelid in (select oid from pg_class "
                "  where relnamespace::regnamespace::text = any (%s)) "
                "and conname !~ '_metadata_check$'", [list(SCHEMAS)])),
            [(check.table, check.name, check.expression) for check in checks()])

    def test_each_refuses(self) -> None:
        workspace = self.fill(self.new_workspace())
        metadata = [Check(table, f"{table.split('.')[1]}_metadata_check", "", "metadata = '[]'")
                    for table in ROWS]
        refused = []
        for check in checks() + metadata:
            with self.subTest(check.name):
                with self.assertRaises(psycopg2.errors.CheckViolation) as raised:
                    self.database.ask(f"update {check.table} set {check.refused}")
                refused.append(raised.exception.diag.constraint_name)
                self.assertEqual(refused[-1], check.name)
        self.assertEqual(len(refused), 89)
        self.assertNotIn(0, self.rows_of(workspace).values())

    def test_an_insert_is_refused_as_well(self) -> None:
        workspace = self.new_workspace()
        for name, sql in (
                ("contacts_email_check", "insert into core.contacts "
                 "(workspace_id, display_name, email) values (%s, 'Carol', 'carol')"),
                ("tasks_completed_when_over", "insert into work.tasks "
                 "(workspace_id, title, completed_at) values (%s, 'Call Carol', now())"),
                ("goals_metadata_check", "insert into work.goals "
                 "(workspace_id, title, metadata) values (%s, 'Launch', '[]')")):
            with self.assertRaises(psycopg2.errors.CheckViolation) as raised:
                self.database.ask(sql, [workspace])
            self.assertEqual(raised.exception.diag.constraint_name, name)


if __name__ == "__main__":
    systems.main()
