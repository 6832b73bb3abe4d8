"""sigkill.py --bin FOLDER postgresql|sqlite [--single-transaction]: SIGKILL of upgrades and
downgrades at random moments.

Afterwards the database is at exactly one prefix of the plan, and the same command finishes the job.
With a single transaction, the prefix is empty or the whole plan.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import subprocess
from pathlib import Path

from databases import Failed, SQLite, new_postgresql, test_server
from journey import Journey, main, seeded, wanted
from migrations import MIGRATIONS
from project import Database, new_project


def kill(process: subprocess.Popen[str]) -> bool:
    process.kill()
    # The process may have ended before the kill.
    return process.wait() == -signal.SIGKILL


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    options.add_argument("database", choices=("postgresql", "sqlite"))
    options.add_argument("--single-transaction", action="store_true")
    given = options.parse_args()
    with contextlib.ExitStack() as stack:
        project = stack.enter_context(new_project(given.bin.absolute(), MIGRATIONS))
        database: Database = (SQLite(project.folder / "my.db") if given.database == "sqlite"
                              else stack.enter_context(new_postgresql(test_server())))
        project.record(database)
        journey = Journey(project, database, seeded())
        if not given.single_transaction:
            journey.go(wanted(200), kill)
            journey.report("kills by SIGKILL")
            return
        journey.go(wanted(100), kill, options=("--single-transaction",))
        journey.report("kills by SIGKILL of a single transaction")
        between = set(journey.found) - {0, len(project.order)}
        if between:
            raise Failed(f"a single transaction was found done in part, at {sorted(between)} steps")


if __name__ == "__main__":
    main(test)
