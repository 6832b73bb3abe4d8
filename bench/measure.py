"""The shared part of the scripts of bench/: their options, the release build, timing, tables,
the sections of docs/performance.md, and its summary."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/support"))

# --- options and the build ---


def options(description: str, runs: int | None = None) -> argparse.ArgumentParser:
    """The options that every bench takes. `runs` is the default number of runs for each figure."""
    parser = argparse.ArgumentParser(description=description)
    usual = "" if runs is None else f" (default: {runs})"
    parser.add_argument("--runs", type=int, metavar="N", help=f"for each number{usual}")
    parser.add_argument("--quick", action="store_true",
                        help="small sizes, to see that it works: the figures mean nothing")
    parser.add_argument("--update", action="store_true", help="write docs/performance.md")
    parser.add_argument("--document", type=Path, default=ROOT / "docs/performance.md",
                        help="what --update writes instead")
    parser.add_argument("--built", type=Path, metavar="FOLDER",
                        help="measure what is in this build folder, and build nothing "
                             "(default: the release preset, built)")
    parser.add_argument("--without", action="append", default=[], choices=["dbmate"],
                        help="leave out this peer")
    parser.set_defaults(usual_runs=runs)
    return parser


def read(parser: argparse.ArgumentParser, *targets: str) -> argparse.Namespace:
    """Returns the options. `runs` is filled in, and the targets are built in the folder `built`."""
    given = parser.parse_args()
    if given.runs is None:
        given.runs = 1 if given.quick else given.usual_runs
    if given.built is None:
        given.built = ROOT / "build/release"
        for command in (["cmake", "--preset", "release"],
                        ["cmake", "--build", "--preset", "release", "--target", *targets]):
            subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
    given.built = given.built.absolute()
    return given


def run(main: Callable[[], None]) -> None:
    """Runs the script. Its processes and files are removed at the end, even if a signal ends it."""
    def end(_number: int, _frame: object) -> None:
        raise SystemExit(1)

    signal.signal(signal.SIGTERM, end)
    try:
        main()
    except Failed as failed:
        sys.exit(f"{Path(sys.argv[0]).name}: {failed}")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# --- timing ---


class Failed(Exception):
    """A measured program did not do its work. The text is shown to the user."""


def timed(command: Sequence[str | Path], *, limit: float | None = None, stdin: Path | None = None,
          **more: object) -> float | None:
    """The wall time of the process in seconds. None if it did not end within `limit` seconds and
    was killed. Its stdout is discarded."""
    with (open(os.devnull, "rb") if stdin is None else stdin.open("rb")) as given:
        begin = time.monotonic()
        with subprocess.Popen([str(word) for word in command], stdin=given,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              start_new_session=True,
                              **more) as process:  # type: ignore[call-overload]
            try:
                _, said = process.communicate(timeout=limit)
            except BaseException as stopped:
                # This also kills the compilers that the process started.
                os.killpg(process.pid, signal.SIGKILL)
                if not isinstance(stopped, subprocess.TimeoutExpired):
                    raise
                process.communicate()
                return None
        seconds = time.monotonic() - begin
    if process.returncode != 0:
        raise Failed(f"{' '.join(map(str, command[:4]))} … ended with {process.returncode}:\n"
                     f"{said[-2000:]}")
    return seconds


def in_turns(runs: int, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yields each name once per run. Each run begins with another name."""
    for run in range(runs):
        for i in range(len(names)):
            yield run, names[(run + i) % len(names)]


# --- tables ---


def row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [row(*head), row(*["---"] * len(head)), *(row(*cells) for cells in rows)]


def milliseconds(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def seconds(value: float) -> str:
    return f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def ratio(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def spread(values: Sequence[float], form: Callable[[float], str] = milliseconds) -> str:
    """Least / median / most; one value alone; – if there are no values."""
    if not values:
        return "–"
    middle = f"**{form(statistics.median(values))}**"
    return middle if len(values) == 1 else f"{form(min(values))} / {middle} / {form(max(values))}"


def ratios(these: Sequence[float], those: Sequence[float]) -> list[float]:
    """The ratio of each run of `these` to the run of `those` with the same index."""
    return [this / that for this, that in zip(these, those)]


def processor() -> str:
    text = subprocess.run(["lscpu"], check=True, text=True, stdout=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C"}).stdout
    found = re.search(r"^Model name:\s*(.*)$", text, re.MULTILINE)
    return found.group(1) if found else platform.machine()


def measured_on(given: argparse.Namespace) -> str:
    """The first words of a section: the date, the machine, the build and the number of runs."""
    what = "release build" if given.built == ROOT / "build/release" else given.built.name
    return (f"Measured on {date.today()}: {processor()}, {os.cpu_count()} cores (load average "
            f"{os.getloadavg()[1]:.1f}), {what}, {given.runs} run{'s' if given.runs > 1 else ''}")


# --- goals, and the document ---


@dataclasses.dataclass(frozen=True)
class Goal:
    """A required limit, and the figure that was measured."""

    what: str
    limit: str  # "1.15 times psql", the maximum
    measured: str
    over: float | None  # figure divided by limit; None if nothing was measured

    def verdict(self) -> str:
        if self.over is None:
            return "not known"
        if self.over <= 1:
            return "met"
        if self.over < 2:
            return f"missed by {(self.over - 1) * 100:.1f} %"
        return f"missed, {self.over:,.1f} times as much"


def at_most(what: str, measured: Sequence[float], limit: float, form: Callable[[float], str],
            unit: str) -> Goal:
    """The goal that the median of the measured values is at most `limit`."""
    if not measured:
        return Goal(what, f"{limit:g} {unit}", "nothing ended in time", None)
    figure = statistics.median(measured)
    return Goal(what, f"{limit:g} {unit}", f"{form(figure)} {unit}", round(figure / limit, 4))


GOALS = re.compile(r"^<!-- goals: (.*) -->$", re.MULTILINE)
SUMMARY = "goals"


def _section(document: str, name: str) -> tuple[str, str, str]:
    """The text before a section, in it, and after it. The marks of the section are not in the
    middle part."""
    begin, end = f"<!-- bench/{name}: begin -->\n", f"<!-- bench/{name}: end -->"
    before, rest = document.split(begin)
    inside, after = rest.split(end)
    return before + begin, inside, end + after


def _with_section(document: str, name: str, text: str) -> str:
    before, _, after = _section(document, name)
    return f"{before}{text}\n{after}"


def _summary(document: str) -> str:
    goals = [Goal(**goal) for found in GOALS.finditer(document) for goal in json.loads(found[1])]
    return "\n".join(table(["", "at most", "measured", "the goal is"],
                           [[goal.what, goal.limit, f"**{goal.measured}**", goal.verdict()]
                            for goal in goals]))


def finish(name: str, lines: Sequence[str], goals: Sequence[Goal],
           given: argparse.Namespace) -> None:
    """Prints the results. With --update, writes them and the goals into the section of this
    bench instead, and rewrites the summary of all sections."""
    told = [f"* {goal.what}: at most {goal.limit}. The goal is {goal.verdict()}: **{goal.measured}**."
            for goal in goals]
    text = "\n".join([*lines, *([""] if told else []), *told])
    if not given.update:
        print(text)
        return
    facts = json.dumps([dataclasses.asdict(goal) for goal in goals])
    document = given.document.read_text(encoding="utf-8")
    document = _with_section(document, name, f"<!-- goals: {facts} -->\n{text}" if goals else text)
    document = _with_section(document, SUMMARY, _summary(document))
    given.document.write_text(document, encoding="utf-8")
