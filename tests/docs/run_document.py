#!/usr/bin/env python3
"""Follows a document as a reader would, and fails if the document is wrong.

    run_document.py --bin FOLDER [--systems] DOCUMENT      FOLDER holds the `revise` that is tested

The content of a block that begins with ```console is typed in bash, in a new folder. Lines with `$
` are commands (`  ` continues one); the other lines are everything that the commands print, both
streams in order. A line `...` stands for any lines. A command `$ vi FILE` is not run. `echo $?`
prints the exit code of the previous command. A block after a line `<!-- file: PATH -->` is written
to that file. If the file does not exist, but a file exists whose name differs only in its date,
that file is written. Other blocks are only read. With `--include FOLDER`, each C++ file of the
document must compile against revise's headers there. With `--systems`, the reader has a PostgreSQL
with pgvector and types in the root of the repository: the folder has its alembic.ini and versions,
and each `export DATABASE_URL=postgresql://…/NAME` is a database of that name. Dates in file names,
times and durations differ between readers, and are not compared. With REVISE_UPDATE_EXPECTED=1 in
the environment, the actual output of the commands is written into the document. Read the difference
before you commit it.
"""

import argparse
import contextlib
import difflib
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import servers  # noqa: E402

REPOSITORY = Path(__file__).resolve().parents[2]
DATE_IN_NAME = re.compile(r"\b\d{8}_(?=[0-9a-z]+_)")
DURATION = re.compile(r"\b\d+(\.\d+)? (ms|s)\b")
CREATED = re.compile(r"Created:   .*")
MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?( UTC)?")


@dataclass
class Command:
    line: int
    text: str
    expected: list[str] = field(default_factory=list)


@dataclass
class FileBlock:
    line: int
    path: str
    lines: list[str]


def parse(text: str) -> list[Command | FileBlock]:
    steps: list[Command | FileBlock] = []
    path = None
    block = None  # the language of the current block
    for number, line in enumerate(text.splitlines(), start=1):
        if block is None:
            if match := re.match(r"<!-- file: (.*) -->$", line):
                path = match.group(1)
            elif line.startswith("```"):
                block = line[3:].strip()
                if path is not None:
                    steps.append(FileBlock(number, path, []))
        elif line.startswith("```"):
            block = path = None
        elif path is not None:
            steps[-1].lines.append(line)
        elif block == "console":
            take_console_line(steps, number, line)
    return steps


def take_console_line(steps: list[Command | FileBlock], number: int, line: str) -> None:
    if line.startswith("$ "):
        steps.append(Command(number, line[2:]))
    elif steps and isinstance(steps[-1], Command):
        last = steps[-1]
        if line.startswith("  ") and not last.expected and last.text.endswith("\\"):
            last.text += "\n" + line[2:]
        else:
            last.expected.append(line)
    elif line:
        raise SystemExit(f"line {number}: output before the first command: {line}")


def comparable(line: str, folder: Path) -> str:
    line = line.replace(str(folder), "/home/you/shop")
    line = MOMENT.sub("MOMENT", DATE_IN_NAME.sub("DATE_", line))
    return CREATED.sub("Created:", DURATION.sub("TIME", line)).rstrip()


def matches(expected: list[str], actual: list[str]) -> bool:
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(matches(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and matches(expected[1:], actual[1:])


def real_path(path: str, folder: Path) -> Path:
    """`path`, or the existing file whose name differs only in its date."""
    there = folder / path
    if there.exists():
        return there
    others = list(there.parent.glob(re.sub(r"^\d{8}_", "*_", there.name)))
    return others[0] if len(others) == 1 else there


class Databases:
    """The databases that a document names, on the server with pgvector; dropped at the end."""

    def __init__(self) -> None:
        self._server = servers.url_of_test_server("PGVECTOR")
        self._names: dict[str, str] = {}

    def url(self, name: str) -> str:
        if name not in self._names:
            self._names[name] = f"document_{secrets.token_hex(4)}"
            servers.query(self._server, f"create database {self._names[name]}")
        return self._server.removesuffix("/postgres") + "/" + self._names[name]

    def close(self) -> None:
        for name in self._names.values():
            servers.query(self._server, f"drop database {name} with (force)")


def run(document: Path, binaries: Path, folder: Path, databases: Databases | None) -> list[str]:
    """Returns the differences, one message each; stops at the first."""
    environment = {
        "HOME": str(folder),
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "CCACHE_DIR": os.environ.get("CCACHE_DIR", str(Path.home() / ".cache/ccache")),
    }
    exit_code = 0
    count = 0
    rewritten: dict[int, list[str]] = {}
    for step in parse(document.read_text()):
        if isinstance(step, FileBlock):
            path = real_path(step.path, folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(step.lines) + "\n")
            continue
        if step.text.startswith("vi "):
            continue
        count += 1
        dated = re.sub(r"\S*/\d{8}_\S+", lambda m: str(
            real_path(m.group(0), folder).relative_to(folder)), step.text)
        if export := re.match(r"export (\w+)=(\S+)$", step.text):
            value = export.group(2)
            if databases and value.startswith("postgresql:"):
                value = databases.url(value.rpartition("/")[2])
            environment[export.group(1)] = value
            dated = f"export {export.group(1)}='{value}'"
        ran = subprocess.run(
            ["bash", "-c", f"(exit {exit_code}); {dated}"], cwd=folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=120, check=False)
        exit_code = ran.returncode
        expected = [comparable(line, folder) for line in step.expected]
        actual = [comparable(line, folder) for line in ran.stdout.splitlines()]
        while expected and not expected[-1]:
            expected.pop()
        while actual and not actual[-1]:
            actual.pop()
        if not matches(expected, actual):
            if "REVISE_UPDATE_EXPECTED" in os.environ:
                rewritten[step.line] = ran.stdout.replace(str(folder), "/home/you/shop").splitlines()
                continue
            difference = difflib.unified_diff(expected, actual, "document", "what happened",
                                              lineterm="")
            return [f"{document}:{step.line}: $ {step.text}", *difference]
    if rewritten:
        print(f"{document.name}: rewrote what {len(rewritten)} of {count} commands print")
        document.write_text(rewrite(document.read_text(), rewritten))
        return []
    print(f"{document.name}: {count} commands, all as the document says")
    return []


def rewrite(text: str, printed: dict[int, list[str]]) -> str:
    """The document with new output for the commands on these lines."""
    result: list[str] = []
    skips = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(("$ ", "```")):
            skips = False
        if not skips or (result and result[-1].endswith("\\") and line.startswith("  ")):
            result.append(line)
        if number in printed:
            skips = True
        is_continued = line.endswith("\\") and line.startswith(("$ ", "  "))
        if skips and not is_continued and result[-1] == line:
            result += printed.pop(max((n for n in printed if n <= number), default=0), [])
    return "\n".join(result) + "\n"


def compile_problems(folder: Path, headers: Path) -> list[str]:
    sources = sorted(folder.rglob("*.cpp"))
    if not sources:
        return ["no C++ file in the document"]
    flags = ["-std=c++20", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-fsyntax-only"]
    ran = subprocess.run(["g++", *flags, f"-I{headers}", *map(str, sources)], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    print(f"{len(sources)} C++ files compiled")
    return ran.stdout.splitlines() if ran.returncode else []


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--include", type=Path)
    parser.add_argument("--systems", action="store_true")
    parser.add_argument("document", type=Path)
    options = parser.parse_args()
    with contextlib.ExitStack() as at_the_end:
        folder = at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="revise-document-"))
        databases = None
        if options.systems:
            databases = at_the_end.enter_context(contextlib.closing(Databases()))
            shutil.copy(REPOSITORY / "alembic.ini", folder)
            shutil.copytree(REPOSITORY / "versions", Path(folder) / "versions",
                            ignore=shutil.ignore_patterns(".revise"))
        problems = run(options.document.resolve(), options.bin.resolve(), Path(folder).resolve(),
                       databases)
        if options.include:
            problems += compile_problems(Path(folder), options.include.resolve())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
