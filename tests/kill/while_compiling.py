"""while_compiling.py --bin FOLDER: Ctrl-C, SIGTERM and SIGKILL at random moments of a build.

After an aborted build, the same command compiles, and its result can be loaded. An
interrupt ends with 130. Sometimes only revise gets the signal, sometimes its compilers get it as
well, as from a terminal.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import os
import signal
import subprocess
from pathlib import Path

from databases import Failed
from journey import main, seeded, wanted
from migrations import MIGRATIONS
from project import Project, new_project

FEW = MIGRATIONS[:4]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)


def start(project: Project) -> subprocess.Popen[str]:
    """Starts a build of everything, which calls the compiler directly."""
    for source in (project.folder / "db/versions").glob("*.cpp"):
        source.touch()
    return subprocess.Popen([project.revise, "heads"], cwd=project.folder,
                            env={**project.variables, "CCACHE_DISABLE": "1"}, text=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, start_new_session=True)


def finish(project: Project) -> None:
    with start(project) as process:
        stdout, stderr = process.communicate(timeout=120)
    if process.returncode != 0 or stdout != f"{FEW[-1].revision} (head)\n":
        raise Failed(f"the same command again exits {process.returncode}:\n{stdout}{stderr}")


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    given = options.parse_args()
    with new_project(given.bin.absolute(), FEW) as project:
        chance = seeded()
        number = wanted(12)
        hits: collections.Counter[str] = collections.Counter()
        while sum(hits.values()) < number:
            with start(project) as process:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(chance.uniform(0.01, 1.5))
                    continue
                which = chance.choice(SIGNALS)
                to_all = chance.random() < 0.5
                if to_all:
                    os.killpg(process.pid, which)
                else:
                    process.send_signal(which)
                code = process.wait(60)
                # Builds at once, while compilers that were left running may still be at work.
                finish(project)
            if code not in (130, -which):
                raise Failed(f"it exits {code} after {which.name}")
            hits[f"{which.name}{' to all' if to_all else ''}"] += 1
        told = ", ".join(f"{name} {count}" for name, count in sorted(hits.items()))
        print(f"{number} builds of {len(FEW)} migrations ended half way: {told}; each time the "
              "same command then compiled and loaded them", flush=True)


if __name__ == "__main__":
    main(test)
