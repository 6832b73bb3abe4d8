"""interrupted.py --bin FOLDER postgresql|sqlite: Ctrl-C and SIGTERM at random moments of a walk.

The running statement is cancelled and the step is rolled back. The exit code is 130, the message
says where the database is, and the same command resumes.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import subprocess
from pathlib import Path

from databases import Failed, SQLite, new_postgresql, test_server
from journey import Journey, main, seeded, wanted
from messages import check_told
from migrations import MIGRATIONS
from project import Database, new_project


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    options.add_argument("database", choices=("postgresql", "sqlite"))
    given = options.parse_args()
    with contextlib.ExitStack() as stack:
        project = stack.enter_context(new_project(given.bin.absolute(), MIGRATIONS))
        database: Database = (SQLite(project.folder / "my.db") if given.database == "sqlite"
                              else stack.enter_context(new_postgresql(test_server())))
        project.record(database)
        chance = seeded()
        journey = Journey(project, database, chance)
        silent = 0

        def interrupt(process: subprocess.Popen[str]) -> bool:
            process.send_signal(chance.choice((signal.SIGINT, signal.SIGTERM)))
            return process.wait(60) != 0

        def read(code: int, said: str, goes_up: bool, before: int, at: int) -> None:
            nonlocal silent
            # Before revise installs its handlers, the signal itself ends the process.
            if code in (-signal.SIGINT, -signal.SIGTERM) and not said and at == before:
                silent += 1
                return
            if code != 130 or "interrupted" not in said:
                raise Failed(f"it exits {code}, not 130:\n{said}")
            if check_told(project, said, goes_up, before, at):
                raise Failed(f"it says that it does not know:\n{said}")

        journey.go(wanted(100), interrupt, read)
        journey.report(f"interrupts ({silent} before it could say so)")


if __name__ == "__main__":
    main(test)
