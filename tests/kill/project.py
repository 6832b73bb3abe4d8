"""A compiled project, and the states in which a walk through it may stop: the prefixes of the plan.

A prefix is identified by its rows of the version table, because these are the maximal elements of
the applied revisions. What the database contains at each prefix is recorded in a run without
disturbances.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from databases import Failed, State
from migrations import Migration, write_migrations

INI = """\
[alembic]
script_location = db
lock_timeout = off
"""


class Database(Protocol):
    kind: str
    url: str

    def settle(self) -> None: ...
    def state(self) -> State: ...


class Project:
    """Runs `revise` in `folder`, with --no-build. `states[rows]` is the state of the database
    there."""

    def __init__(self, bin_folder: Path, folder: Path, migrations: list[Migration]) -> None:
        self.revise = str(bin_folder / "revise")
        self.folder = folder
        self.migrations = migrations
        self.order: list[str] = []  # the steps of `upgrade head` from base
        self.states: dict[tuple[str, ...], State] = {}
        self.places: dict[tuple[str, ...], int] = {}  # how many steps are done at those rows
        (folder / "alembic.ini").write_text(INI, encoding="utf-8")
        write_migrations(folder / "db/versions", migrations)
        self.variables = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8",
                          "CCACHE_DIR": os.environ.get("CCACHE_DIR")
                          or str(Path.home() / ".cache/ccache")}
        built = subprocess.run([self.revise, "build"], cwd=folder, env=self.variables,
                               capture_output=True, text=True, check=False)
        if built.returncode != 0:
            raise Failed(built.stderr)

    def start(self, url: str, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen([self.revise, "--url", url, *words, "--no-build"], cwd=self.folder,
                                env=self.variables, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, url: str, *words: str, code: int = 0) -> tuple[str, str]:
        """Runs revise and returns what it printed on both streams. Fails if the exit code is not
        `code`."""
        with self.start(url, *words) as process:
            stdout, stderr = process.communicate(timeout=60)
        if process.returncode != code:
            raise Failed(f"revise {' '.join(words)} exits {process.returncode}, not {code}:\n"
                         f"{stdout}{stderr}")
        return stdout, stderr

    def record(self, database: Database) -> None:
        """Walks an empty database up step by step, and down in one run."""
        plan = json.loads(self.run(database.url, "upgrade", "head", "--plan", "--json")[0])
        self.order = [step["revision"] for step in plan["steps"]]
        self.remember(database.state(), 0)
        for place, revision in enumerate(self.order, 1):
            self.run(database.url, "upgrade", revision)
            self.remember(database.state(), place)
        plan = json.loads(self.run(database.url, "downgrade", "base", "--plan", "--json")[0])
        down = [step["revision"] for step in plan["steps"]]
        # Otherwise the way down would pass through other states than the way up.
        if down != self.order[::-1]:
            raise Failed(f"the way down {down} is not the way up {self.order}")
        self.run(database.url, "downgrade", "base")
        self.check(database.state(), "after an undisturbed downgrade")

    def remember(self, state: State, place: int) -> None:
        if state.rows in self.states:
            raise Failed(f"two places have the rows {state.rows}")
        self.states[state.rows] = state
        self.places[state.rows] = place

    def check(self, state: State, when: str) -> int:
        """Returns how many steps are done. Fails if the state is not a prefix of the plan."""
        known = self.states.get(state.rows)
        if known is None:
            raise Failed(f"{when}: the rows {state.rows} are no prefix of the plan {self.order}")
        if state.catalog != known.catalog:
            wrong = sorted(set(state.catalog) ^ set(known.catalog))
            marked = "\n".join(("there:   " if line in state.catalog else "missing: ") + line
                               for line in wrong)
            raise Failed(f"{when}: at the rows {state.rows} something else is there:\n{marked}")
        place = self.places[state.rows]
        if state.logged != tuple(sorted(self.order[:place])):
            raise Failed(f"{when}: at the rows {state.rows} the log says that "
                         f"{', '.join(state.logged)} are applied")
        return place

    def duration(self, database: Database, *words: str) -> float:
        started = time.monotonic()
        self.run(database.url, *words)
        return time.monotonic() - started


@contextlib.contextmanager
def new_project(bin_folder: Path, migrations: list[Migration]) -> Iterator[Project]:
    """A project in its own new folder, which is kept if the test fails."""
    folder = Path(tempfile.mkdtemp(prefix="revise-kill-"))
    try:
        yield Project(bin_folder, folder, migrations)
    except BaseException:
        print(f"the folder is kept: {folder}", flush=True)
        raise
    shutil.rmtree(folder)


def end(process: subprocess.Popen[str], signal_number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal_number)


KILL = signal.SIGKILL
