"""Walks up and down repeatedly, and disturbs the walks at random moments. After each disturbance,
the database is checked and the same command resumes."""

from __future__ import annotations

import collections
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable

from databases import Failed
from project import Database, Project

UP = ("upgrade", "head")
DOWN = ("downgrade", "base")

# Disturbs the process, or its connection. Returns whether the process was still running.
Disturbance = Callable[["subprocess.Popen[str]"], bool]
# Checks how a disturbed run ended: its exit code, its output, whether it went up, and the places
# where it started and ended.
Reader = Callable[[int, str, bool, int, int], None]


def wanted(default: int) -> int:
    """The number of disturbances: REVISE_KILLS, else the default if REVISE_TEST_ALL is set, else a
    fifth of it."""
    usual = default if "REVISE_TEST_ALL" in os.environ else max(default // 5, 2)
    return int(os.environ.get("REVISE_KILLS", usual))


def seeded() -> random.Random:
    """The source of the random moments. REVISE_KILL_SEED repeats those of another run, as closely
    as the machine's timing allows."""
    seed = int(os.environ.get("REVISE_KILL_SEED", random.SystemRandom().randrange(10**9)))
    print(f"REVISE_KILL_SEED={seed}", flush=True)
    return random.Random(seed)


class Journey:
    def __init__(self, project: Project, database: Database, chance: random.Random) -> None:
        self.project = project
        self.database = database
        self.chance = chance
        self.disturbed = 0
        self.runs = 0
        self.place = 0
        self.found: collections.Counter[int] = collections.Counter()
        self.runs_until_done: list[int] = []
        self.patience = 1.0
        self.durations = {words: project.duration(database, *words) for words in (UP, DOWN)}

    def go(self, number: int, disturb: Disturbance, read: Reader | None = None,
           options: tuple[str, ...] = ()) -> None:
        """Walks until `number` disturbances hit a running process and the last walk has
        finished."""
        words, runs = UP, 0
        while self.disturbed < number or words == DOWN or runs > 0:
            runs += 1
            code, hit, stderr = self.run(words, disturb if self.disturbed < number else None,
                                         options)
            at = self.look(f"after {' '.join(words)}, {'disturbed' if hit else 'undisturbed'}, "
                           f"which said\n{stderr}")
            # What was committed must be kept.
            if (at < self.place) if words == UP else (at > self.place):
                raise Failed(f"{' '.join(words)} went from {self.place} to {at} steps")
            # A busy machine may need longer than when the walk was measured.
            self.patience = self.patience * 1.2 if hit and at == self.place else 1.0
            if hit:
                self.disturbed += 1
                self.found[at] += 1
                if read is not None:
                    read(code, stderr, words == UP, self.place, at)
            elif code != 0:
                raise Failed(f"{' '.join(words)} exits {code}:\n{stderr}")
            if code == 0:
                end = len(self.project.order) if words == UP else 0
                if at != end:
                    raise Failed(f"{' '.join(words)} exits 0 at {at} of {end} steps:\n{stderr}")
                self.runs_until_done.append(runs)
                words, runs = (DOWN if words == UP else UP), 0
            self.place = at

    def run(self, words: tuple[str, ...], disturb: Disturbance | None,
            options: tuple[str, ...]) -> tuple[int, bool, str]:
        self.runs += 1
        with self.project.start(self.database.url, *words, *options) as process:
            hit = False
            if disturb is not None:
                try:
                    process.wait(self.chance.uniform(0, self.expected_duration(words)))
                except subprocess.TimeoutExpired:
                    hit = disturb(process)
            _, stderr = process.communicate(timeout=60)
        return process.returncode, hit, stderr

    def expected_duration(self, words: tuple[str, ...]) -> float:
        """The duration of a walk from the current place, in seconds; starting takes a part of
        it."""
        steps = len(self.project.order)
        left = steps - self.place if words == UP else self.place
        return self.durations[words] * (0.2 + 0.8 * left / steps) * self.patience

    def look(self, when: str) -> int:
        self.database.settle()
        return self.project.check(self.database.state(), when)

    def report(self, what: str) -> None:
        steps = len(self.project.order)
        places = " ".join(f"{place}:{self.found[place]}" for place in range(steps + 1))
        print(f"{self.database.kind}: {self.disturbed} {what}; found at n of {steps} steps done: "
              f"{places}; {len(self.runs_until_done)} walks in {self.runs} runs, "
              f"at most {max(self.runs_until_done)} runs until done", flush=True)


def main(test: Callable[[], None]) -> None:
    started = time.monotonic()
    try:
        test()
    except Failed as failed:
        sys.exit(str(failed))
    print(f"{time.monotonic() - started:.1f} s", flush=True)
