"""terminated_backend.py --bin FOLDER: pg_terminate_backend of revise's backend at random moments.

The message says at which revision the database is, the exit code is 1, and the same command
resumes.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

from databases import Failed, new_postgresql, test_server
from journey import Journey, main, seeded, wanted
from messages import check_told
from migrations import MIGRATIONS
from project import new_project

TERMINATE = """
select count(pg_terminate_backend(pid)) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    given = options.parse_args()
    with (new_project(given.bin.absolute(), MIGRATIONS) as project,
          new_postgresql(test_server()) as database):
        project.record(database)
        journey = Journey(project, database, seeded())

        def terminate(process: subprocess.Popen[str]) -> bool:
            # Before it connects, and after its end, there is no backend to terminate.
            return database.ask(TERMINATE) != ["0"] and process.wait(60) != 0

        unknown = 0

        def read(code: int, said: str, goes_up: bool, before: int, at: int) -> None:
            nonlocal unknown
            if code != 1:
                raise Failed(f"it exits {code}, not 1:\n{said}")
            unknown += check_told(project, said, goes_up, before, at)

        journey.go(wanted(100), terminate, read)
        journey.report(f"backends terminated ({unknown} at a commit)")


if __name__ == "__main__":
    main(test)
