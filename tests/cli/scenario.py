"""A scenario file of tests/cli: reading it, and writing the expected texts back.

The format is described in run.py.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

ABILITIES = ("root", "terminal")
SERVERS = ("postgresql", "pgvector", "pgbouncer")
FILE_BLOCK = re.compile(r"-- (?:(?P<verb>file|append) (?P<path>.+)|end) --")
NO_NEWLINE = "\\ no newline at the end"


class Malformed(Exception):
    """A line that is not valid here; the text is `file:line: why`."""


@dataclasses.dataclass
class FileBlock:
    path: str
    text: str
    appends: bool


@dataclasses.dataclass
class Outcome:
    """The result of a command, or the expected result. The lines have no newline at the end."""

    stdout: list[str]
    stderr: list[str]
    exit_code: int

    def lines(self) -> list[str]:
        """The outcome as lines of a scenario file."""
        shown = [f"> {line}" if line else ">" for line in self.stdout]
        shown += [f"2> {line}" if line else "2>" for line in self.stderr]
        return shown + ([f"? {self.exit_code}"] if self.exit_code != 0 else [])


@dataclasses.dataclass
class Command:
    line: int  # of its `$`, counted from 1
    script: str
    timeout: float
    stdin: str
    expected: Outcome
    first: int  # its expected lines are lines[first:last] of the file
    last: int


@dataclasses.dataclass
class Scenario:
    path: Path
    lines: list[str]
    needs: list[str]
    abilities: list[str]
    steps: list[FileBlock | Command]


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        if self.lines[-1] == "":
            self.lines.pop()
        self.at = 0
        self.timeout = 60.0

    def line(self) -> str | None:
        return self.lines[self.at] if self.at < len(self.lines) else None

    def take(self, *starts: str) -> list[str]:
        """Consumes the next lines that begin with one of `starts`, and returns them."""
        begin = self.at
        while (line := self.line()) is not None and line.startswith(starts):
            self.at += 1
        return self.lines[begin:self.at]

    def fail(self, why: str) -> Malformed:
        return Malformed(f"{self.path}:{self.at + 1}: {why}")

    def setting(self, name: str) -> str | None:
        """Consumes a line `name: value` and returns the value; None if it is another line."""
        line = self.line()
        if line is None or not line.startswith(f"{name}:"):
            return None
        self.at += 1
        return line.removeprefix(f"{name}:").strip()

    def seconds(self, text: str) -> float:
        try:
            return float(text)
        except ValueError:
            self.at -= 1
            raise self.fail(f"a timeout is a number of seconds, not '{text}'") from None

    def needed(self, text: str) -> list[str]:
        for word in text.split():
            if word not in SERVERS + ABILITIES:
                self.at -= 1
                raise self.fail(f"'{word}' cannot be needed, only: {', '.join(SERVERS + ABILITIES)}")
        return text.split()

    def scenario(self) -> Scenario:
        needs: list[str] = []
        steps: list[FileBlock | Command] = []
        while (line := self.line()) is not None:
            if line == "" or line.startswith("#"):
                self.at += 1
            elif block := FILE_BLOCK.fullmatch(line):
                steps.append(self.file_block(block))
            elif line.startswith("$ "):
                steps.append(self.command())
            elif (text := self.setting("needs")) is not None:
                needs += self.needed(text)
            elif (text := self.setting("timeout")) is not None:
                self.timeout = self.seconds(text)
            elif line.startswith((">", "2>", "?", "<", "  ")):
                raise self.fail("belongs to no command: those lines follow its '$ ' at once")
            else:
                raise self.fail(f"cannot be read: '{line}'")
        if not any(isinstance(step, Command) for step in steps):
            raise self.fail("a scenario without a command shows nothing")
        return Scenario(self.path, self.lines, [word for word in needs if word in SERVERS],
                        [word for word in needs if word in ABILITIES], steps)

    def file_block(self, block: re.Match[str]) -> FileBlock:
        if block["verb"] is None:
            raise self.fail("'-- end --' without a '-- file PATH --'")
        self.at += 1
        text: list[str] = []
        while (line := self.line()) is not None:
            if line.startswith("$ "):
                break
            if closing := FILE_BLOCK.fullmatch(line):
                if closing["verb"] is None:
                    self.at += 1
                    return FileBlock(block["path"], _joined(text), block["verb"] == "append")
                break
            text.append(line)
            self.at += 1
        while text and text[-1] == "":
            text.pop()
        return FileBlock(block["path"], _joined(text), block["verb"] == "append")

    def command(self) -> Command:
        line = self.at + 1
        script = [self.lines[self.at].removeprefix("$ ")]
        self.at += 1
        while self.is_continued():
            script.append(self.lines[self.at].removeprefix("  "))
            self.at += 1
        text = self.setting("timeout")
        timeout = self.timeout if text is None else self.seconds(text)
        stdin = _joined([_content(part, "<") for part in self.take("<")])
        first = self.at
        expected = self.expected()
        return Command(line, "\n".join(script), timeout, stdin, expected, first, self.at)

    def is_continued(self) -> bool:
        """Whether the next line that is not empty begins with two spaces."""
        following = (line for line in self.lines[self.at:] if line != "")
        return next(following, "").startswith("  ")

    def expected(self) -> Outcome:
        outcome = Outcome([], [], 0)
        for line in self.take(">", "2>"):
            if line.startswith(">"):
                outcome.stdout.append(_content(line, ">"))
            else:
                outcome.stderr.append(_content(line, "2>"))
        if lines := self.take("?"):
            if len(lines) > 1 or not lines[0][1:].strip().isdigit():
                raise self.fail("one '? N' with the exit code ends what is expected")
            outcome.exit_code = int(lines[0][1:])
        return outcome


def _content(line: str, mark: str) -> str:
    return line.removeprefix(mark).removeprefix(" ")


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def read_scenario(path: Path) -> Scenario:
    return _Reader(path).scenario()


def write_expected(scenario: Scenario, outcomes: list[tuple[Command, Outcome]]) -> None:
    """Replaces the expected texts in the file by `outcomes`; nothing else in it changes."""
    lines = list(scenario.lines)
    for command, outcome in reversed(outcomes):
        lines[command.first:command.last] = outcome.lines()
    scenario.path.write_text(_joined(lines), encoding="utf-8")
