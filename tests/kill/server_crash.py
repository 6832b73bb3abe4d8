"""server_crash.py --bin FOLDER: stops the server in immediate mode at random moments of a walk.

The server recovers at its next start: it has what was committed and nothing else. The same command
resumes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from databases import Failed, new_postgresql
from journey import Journey, main, seeded, wanted
from messages import check_told
from migrations import MIGRATIONS
from own_server import new_own_server
from project import new_project

# What is committed is in the server's log. The machine itself does not crash, so the kernel keeps
# what was written, and nothing has to reach the disk.
SETTINGS = """
synchronous_commit = on
full_page_writes = on
wal_level = replica
"""


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    given = options.parse_args()
    with (new_project(given.bin.absolute(), MIGRATIONS) as project,
          new_own_server(SETTINGS) as server, new_postgresql(server.url) as database):
        project.record(database)
        journey = Journey(project, database, seeded())
        unknown = 0

        def crash(process: subprocess.Popen[str]) -> bool:
            server.stop("immediate")
            code = process.wait(60)
            server.start()
            return code != 0

        def read(code: int, said: str, goes_up: bool, before: int, at: int) -> None:
            nonlocal unknown
            if code != 1:
                raise Failed(f"it exits {code}, not 1:\n{said}")
            unknown += check_told(project, said, goes_up, before, at)

        journey.go(wanted(20), crash, read)
        journey.report(f"crashes of the server ({unknown} at a commit)")


if __name__ == "__main__":
    main(test)
