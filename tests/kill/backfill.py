"""backfill.py --bin FOLDER postgresql|sqlite: SIGKILL at random moments of a backfill.

The same command resumes after the last batch: at the end, each row was changed exactly once. In
between, the number of changed rows equals the checkpoint, and is a multiple of the batch size. So
no batch is half done, and no rows stay locked after a batch.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sqlite3
import subprocess
from pathlib import Path

from databases import Failed, PostgreSQL, SQLite, new_postgresql, test_server
from journey import main, seeded, wanted
from migrations import Migration
from project import Project, new_project

ROWS = 200_000
BATCH = 500

BASE = Migration("f1", (), """
  op.create_table("t", {column("id", bigint).primary_key(),
                        column("n", integer).not_null().server_default("0")});
  op.execute("insert into t (id) with recursive g(i) as (select 1 union all select i + 1 from g "
             "where i < %d) select i * 7 from g");
""" % ROWS, "")

FILL = Migration("f2", ("f1",), """
  op.backfill("t", {.set = "n = n + 1", .batch = %d});
""" % BATCH, "", False)

CHANGED = """select coalesce((select rows_done from alembic_version_backfill), -1),
  (select count(*) from t where n = 1), (select count(*) from t where n > 1)"""
REST = """select (select count(*) from alembic_version_backfill),
  (select count(*) from alembic_version_journal), (select count(*) from t where n = 1)"""


def asked(database: PostgreSQL | SQLite, sql: str) -> tuple[int, ...]:
    if isinstance(database, PostgreSQL):
        return tuple(int(cell) for cell in database.ask(sql)[0].split("|"))
    with contextlib.closing(sqlite3.connect(database.path, timeout=30)) as connection:
        return tuple(connection.execute(sql).fetchone())


def look(database: PostgreSQL | SQLite) -> int:
    """Checks the number of changed rows against the checkpoint, and returns it."""
    at, once, more = asked(database, CHANGED)
    if more != 0 or at not in (-1, once) or once % BATCH != 0:
        raise Failed(f"the checkpoint is at {at}, {once} rows are changed once, {more} more often")
    return once


def fill(project: Project, database: PostgreSQL | SQLite, moments: list[float]) -> tuple[int, int]:
    """Kills a run at each of the moments, and lets the last run finish. Returns how many kills hit
    a running process, and after how many of these only a part of the rows was changed."""
    hits, partly = 0, 0
    for after in [*moments, None]:
        with project.start(database.url, "upgrade", "f2") as process:
            try:
                _, said = process.communicate(timeout=60 if after is None else after)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if after is None and process.returncode != 0:
            raise Failed(f"upgrade exits {process.returncode}:\n{said}")
        if process.returncode == -signal.SIGKILL:
            hits += 1
            database.settle()
            if asked(database, "select count(*) from alembic_version where version_num = 'f2'") == (0,):
                partly += 0 < look_if_begun(database) < ROWS
    return hits, partly


def look_if_begun(database: PostgreSQL | SQLite) -> int:
    """Returns look(), or 0 if the run did not get as far as creating the checkpoint table."""
    if isinstance(database, PostgreSQL):
        begun = database.ask("select to_regclass('alembic_version_backfill') is not null") == ["t"]
    else:
        begun = asked(database, "select count(*) from sqlite_schema "
                                "where name = 'alembic_version_backfill'") == (1,)
    return look(database) if begun else 0


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    options.add_argument("kind", choices=("postgresql", "sqlite"))
    given = options.parse_args()
    chance = seeded()
    with contextlib.ExitStack() as stack:
        project = stack.enter_context(new_project(given.bin.absolute(), [BASE, FILL]))
        database: PostgreSQL | SQLite = (
            SQLite(project.folder / "my.db") if given.kind == "sqlite"
            else stack.enter_context(new_postgresql(test_server())))
        project.run(database.url, "upgrade", "f1")
        duration = project.duration(database, "upgrade", "f2")
        number, kills, partly, walks = wanted(30), 0, 0, 0
        while kills < number:
            if isinstance(database, SQLite):
                database.path.unlink()
            else:
                database.ask("drop schema public cascade", "create schema public")
            project.run(database.url, "upgrade", "f1")
            walks += 1
            moments = [chance.uniform(0, duration * 0.4) for _ in range(min(6, number - kills))]
            hits, found = fill(project, database, moments)
            kills, partly = kills + hits, partly + found
            if (rest := asked(database, REST)) != (0, 0, ROWS):
                raise Failed(f"checkpoints, journal entries and rows changed once at the end: {rest}")
        if partly == 0:
            raise Failed("no kill found the backfill under way")
        print(f"{database.kind}: {kills} kills in {walks} backfills of {ROWS} rows in batches of "
              f"{BATCH}, {partly} of them with a part of the rows changed; each row once")


if __name__ == "__main__":
    main(test)
