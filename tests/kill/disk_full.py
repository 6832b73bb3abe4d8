"""disk_full.py --bin FOLDER: an SQLite database on a disk that becomes full at various points.

The disk is a tmpfs with room for only a few more pages than the database has, at each step of the
plan, up and down. The message says what is in the database. The database is undamaged and at one
prefix of the plan. When there is room again, the same command finishes the job. The tmpfs is
mounted in a namespace that ends with the process.
"""

from __future__ import annotations

import argparse
import collections
import os
import shutil
import subprocess
import sys
from pathlib import Path

from databases import Failed, SQLite
from journey import DOWN, UP, main
from messages import check_told
from migrations import MIGRATIONS
from project import Project, new_project

import abilities  # in tests/support, which databases.py adds to the path

ENOUGH = 8192  # kilobytes
ROOM = (4, 12, 32, 64)  # kilobytes beyond the size of the database; its journal needs room as well
IN_NAMESPACE = "REVISE_TEST_IN_MOUNT_NAMESPACE"


def enter_namespace() -> None:
    """Restarts this program in its own namespace, where it may mount."""
    if IN_NAMESPACE in os.environ:
        return
    abilities.require("mount")
    how = ["--mount"] if os.geteuid() == 0 else ["--mount", "--user", "--map-root-user"]
    words = ["unshare", *how, sys.executable, *sys.argv]
    os.execvpe(words[0], words, {**os.environ, IN_NAMESPACE: "1"})


def mount(folder: Path, *options: str) -> None:
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed("this test needs to mount a tmpfs, as root or where users may have namespaces: "
                     + done.stderr)


class FullDisk:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.folder = project.folder / "disk"
        self.folder.mkdir()
        self.database = SQLite(self.folder / "my.db")
        self.failures = 0
        self.found: collections.Counter[int] = collections.Counter()

    def resize(self, kilobytes: int) -> None:
        mount(self.folder, "remount", f"size={kilobytes}k")

    def place(self, when: str) -> int:
        return self.project.check(self.database.state(), when)

    def walk(self, words: tuple[str, ...], start: Path, more: int) -> None:
        """Walks from a copy of the database `start`, with room for `more` additional kilobytes."""
        when = f"{' '.join(words)} from {start.name} with {more} kB"
        self.resize(ENOUGH)
        shutil.copy(start, self.database.path)
        before = self.place(when)
        self.resize(start.stat().st_size // 1024 + more)
        with self.project.start(self.database.url, *words) as process:
            _, said = process.communicate(timeout=60)
        at = self.place(f"{when}, which said\n{said}")
        if process.returncode != 0:
            if process.returncode != 1 or "database or disk is full" not in said:
                raise Failed(f"{when} exits {process.returncode}, and says\n{said}")
            check_told(self.project, said, words == UP, before, at)
            self.failures += 1
            self.found[at] += 1
            self.resize(ENOUGH)
            self.project.run(self.database.url, *words)
            at = self.place(f"{when}, and room again")
        if at != (len(self.project.order) if words == UP else 0):
            raise Failed(f"{when}, and room again, leaves it at {at}")


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    given = options.parse_args()
    enter_namespace()
    with new_project(given.bin.absolute(), MIGRATIONS) as project:
        project.record(SQLite(project.folder / "recorded.db"))
        disk = FullDisk(project)
        mount(disk.folder, f"size={ENOUGH}k")
        try:
            steps = len(project.order)
            source = SQLite(project.folder / "source.db")
            for place in range(steps + 1):
                if place > 0:
                    project.run(source.url, "upgrade", project.order[place - 1])
                else:
                    source.path.touch()
                for more in ROOM:
                    if place < steps:
                        disk.walk(UP, source.path, more)
                    if place > 0:
                        disk.walk(DOWN, source.path, more)
        finally:
            subprocess.run(["umount", str(disk.folder)], check=True)
        places = " ".join(f"{place}:{disk.found[place]}" for place in range(steps + 1))
        print(f"SQLite: the disk was full {disk.failures} times in {2 * steps * len(ROOM)} walks; "
              f"found at n of {steps} steps done: {places}", flush=True)
        if disk.failures < steps * len(ROOM) or len(disk.found) <= steps // 2:
            raise Failed("that is too seldom to show anything")


if __name__ == "__main__":
    main(test)
