"""Compares what an unfinished run says about the database's state with its actual state."""

from __future__ import annotations

import re

from databases import Failed
from project import Project

STATES = ("applied", "undone", "failed and rolled back", "failed, and perhaps applied",
          "failed, and perhaps undone", "not run")
LINE = re.compile(rf"^  ({'|'.join(STATES)}): (.*?)(?: and (\d+) more)?$", re.MULTILINE)


def check_told(project: Project, said: str, goes_up: bool, before: int, at: int) -> bool:
    """Compares the lines of `said` with a walk from `before` to `at` steps. A run whose output does
    not mention steps must have done none. Returns whether it said that it does not know the
    state."""
    walk = project.order[before:] if goes_up else project.order[:before][::-1]
    done = abs(at - before)
    told = {label: (ids.split(", "), int(more or 0)) for label, ids, more in LINE.findall(said)}
    if not told:
        if done != 0:
            raise Failed(f"{done} steps were done, and it says nothing of them:\n{said}")
        return False
    perhaps = told.get("failed, and perhaps applied") or told.get("failed, and perhaps undone")
    failed = 0 if perhaps is None else 1
    rolled_back = "failed and rolled back" in told
    ids, more = told.get("applied") or told.get("undone") or ([], 0)
    counted = len(ids) + more
    if counted != done and (not perhaps or counted + 1 != done):
        raise Failed(f"{done} steps were done, and it says {counted}:\n{said}")
    if counted > 0:
        expect(said, (ids, more), walk[:counted])
    if rolled_back:
        failed = 1
        expect(said, told["failed and rolled back"], walk[counted:counted + 1])
    elif perhaps:
        expect(said, perhaps, walk[counted:counted + 1])
    expect(said, told.get("not run", ([], 0)), walk[counted + failed:])
    return perhaps is not None


def expect(said: str, told: tuple[list[str], int], steps: list[str]) -> None:
    ids, more = told
    if ids != steps[:10] or more != len(steps) - len(ids):
        raise Failed(f"it should name {', '.join(steps)} instead of {', '.join(ids)} "
                     f"and {more} more:\n{said}")
