#!/usr/bin/env python3
"""Runs command line tests. Each test is a text file with one scenario.

    run.py --bin FOLDER FILE...      FOLDER holds the `revise` that is tested

A scenario:

    # A sentence that says what the scenario shows. Lines that begin with '#' are comments.
    needs: postgresql
    timeout: 120

    -- file migrations/versions/a.cpp --
    #include <revise/migration.h>

    $ revise -c my.ini current
    > 1975ea83b712 (head)

    $ cat >> alembic.ini <<'END'
      # more
      END

    $ revise upgrade nowhere
    2> revise: error: no revision '[..]'
    2> ...
    ? 1

`needs: postgresql` creates a database for this scenario on that test server; so do `pgvector` and
`pgbouncer`, which is the server of `postgresql` through a pooler. A scenario may need several. The
variables below contain the URLs. `needs: root` skips the scenario if files cannot be given to other
users; `needs: terminal` skips it if no pseudo-terminal can be opened. `timeout: SECONDS` (default
60) applies to all commands that follow; in the line after a command, only to that command.

`-- file PATH --` writes the lines up to the next `$ `, `-- file … --`, `-- append … --` or
`-- end --` to that file, at that point of the scenario. Blank lines before a `$ `, `-- file … --`
or `-- append … --` are not written. `-- append PATH --` adds the lines to the file.

`$ COMMAND` runs in bash, in a new process each time. Lines with two leading spaces, and empty lines
between them, continue the command; the two spaces are removed. Directly after the command follow
`< LINE` for each line of its standard input (default: empty), `> LINE` for each line that it must
print on stdout, `2> LINE` for each line on stderr, and `? N` if the exit code is not 0. Both
streams are compared as a whole. In an expected line `[..]` matches any text; a line `> ...` or
`2> ...` matches any number of lines. A last line without a newline is followed by
`\\ no newline at the end`; control characters are shown as `\\x1b`. To give a command a terminal,
use script(1).

The commands run in a new folder, with only these environment variables:
    WORK HOME TMPDIR           the folder that the commands run in, and two folders beside it
    REPOSITORY                 the checkout, from which a scenario may copy, but must not change it
    PATH                       the tested `revise` first, then the system's folders
    LC_ALL=C.UTF-8 TZ=UTC TERM=dumb
    CCACHE_DIR                 the user's own, so that known migrations compile at once
    POSTGRESQL_URL             the URL of the new database, and its parts: POSTGRESQL_HOST, _PORT,
                               _USER, _PASSWORD, _DATABASE
    PGVECTOR_URL …             such variables for `needs: pgvector`
    PGBOUNCER_URL …            such variables for `needs: pgbouncer`
In the output, the values of WORK, HOME, TMPDIR, REPOSITORY, _URL, _DATABASE and _PORT are replaced
by their names, as in `$WORK/alembic.ini`. The expected text contains the names. A password in the
output fails the scenario.

The first command with an unexpected result fails the scenario; the difference is printed and the
folder is kept. With REVISE_UPDATE_EXPECTED=1 in the environment all commands run, and the expected
texts in the file are replaced by the actual output; lines that match through `[..]` or `...` are
kept. Read the difference before you commit it. With REVISE_KEEP_TEST_FOLDERS=1 the folder is always
kept.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import dataclasses
import difflib
import glob
import hashlib
import os
import re
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from alignment import merged
from scenario import (NO_NEWLINE, Command, FileBlock, Malformed, Outcome, Scenario, read_scenario,
                      write_expected)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import abilities  # noqa: E402
import servers  # noqa: E402

# PostgreSQL's own programs come first: psql in /usr/bin is a Perl script that looks for them, and
# takes as long to start as they do.
SYSTEM_PATH = ":".join([*sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True),
                        "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"])


class Skipped(Exception):
    """The scenario needs something that this machine does not have; the text says what."""


class Failed(Exception):
    """A command had an unexpected result; the text explains it to the reader."""


@dataclasses.dataclass
class Place:
    """Where a scenario runs."""

    base: Path  # the folder that contains all others
    variables: dict[str, str]
    names: list[tuple[re.Pattern[str], str]]  # what to replace in outputs, in this order
    passwords: list[str]

    @property
    def work(self) -> Path:
        return self.base / "work"

    def shown(self, text: str) -> str:
        for pattern, name in self.names:
            text = pattern.sub(lambda match, name=name: name, text)
        return text


# --- folders and databases ---


def new_folder(bin_folder: Path, scenario: Path) -> Path:
    """An empty folder. Its name does not change, so ccache knows what was compiled in it before."""
    key = hashlib.sha256(f"{bin_folder}\0{scenario.parent}".encode()).hexdigest()[:8]
    above = Path(tempfile.gettempdir(), f"revise-cli-{os.geteuid()}-{key}")
    above.mkdir(mode=0o755, exist_ok=True)
    state = above.lstat()
    if state.st_uid != os.geteuid() or not stat.S_ISDIR(state.st_mode):
        raise Failed(f"{above} belongs to somebody else")
    base = above / scenario.stem
    remove_folder(base)
    for name in ("work", "home", "tmp"):
        (base / name).mkdir(parents=True)
    return base


def remove_folder(folder: Path) -> None:
    if not folder.exists():
        return
    folder.chmod(0o755)
    for above, names, _ in os.walk(folder):  # a scenario may have made a folder read-only
        for name in names:
            if not (path := Path(above, name)).is_symlink():
                path.chmod(0o755)
    shutil.rmtree(folder)


def server_url(server: str) -> urllib.parse.SplitResult:
    """The maintenance database of a test server, from the file that servers.py wrote."""
    try:
        return urllib.parse.urlsplit(servers.url_of_test_server(server.upper()))
    except servers.Missing as missing:
        raise Failed(str(missing)) from missing


def run_sql(server: urllib.parse.SplitResult, sql: str) -> None:
    without = server._replace(netloc=server.netloc.replace(f":{server.password}@", "@"))
    done = subprocess.run(
        ["psql", "-X", "-q", "-d", without.geturl(), "-c", sql], capture_output=True, text=True,
        check=False, env={"PATH": SYSTEM_PATH,
                          "PGPASSWORD": urllib.parse.unquote(server.password or "")})
    if done.returncode != 0:
        raise Failed(f"{sql}: {done.stderr.strip()}")


@contextlib.contextmanager
def new_database(server: str, scenario: str) -> Iterator[urllib.parse.SplitResult]:
    maintenance = server_url(server)
    stem = re.sub(r"\W", "_", scenario.lower())[:30]
    name = f"cli_{stem}_{secrets.token_hex(4)}"
    run_sql(maintenance, f"create database {name} strategy file_copy")
    try:
        yield maintenance._replace(path=f"/{name}")
    finally:
        run_sql(maintenance, f"drop database {name} with (force)")


def database_variables(server: str, url: urllib.parse.SplitResult) -> dict[str, str]:
    prefix = server.upper()
    return {
        f"{prefix}_URL": url.geturl(),
        f"{prefix}_HOST": url.hostname or "",
        f"{prefix}_PORT": str(url.port),
        f"{prefix}_USER": url.username or "",
        f"{prefix}_PASSWORD": urllib.parse.unquote(url.password or ""),
        f"{prefix}_DATABASE": url.path.lstrip("/"),
    }


def new_place(base: Path, bin_folder: Path,
              databases: dict[str, urllib.parse.SplitResult]) -> Place:
    folders = {"WORK": base / "work", "HOME": base / "home", "TMPDIR": base / "tmp"}
    folders["REPOSITORY"] = Path(__file__).parents[2]
    variables = {name: str(folder) for name, folder in folders.items()}
    names = [(re.compile(re.escape(str(folder))), f"${name}") for name, folder in folders.items()]
    passwords = []
    for server, url in databases.items():
        own = database_variables(server, url)
        prefix = server.upper()
        names.append((re.compile(re.escape(own[f"{prefix}_URL"])), f"${prefix}_URL"))
        names.append((re.compile(re.escape(own[f"{prefix}_DATABASE"])), f"${prefix}_DATABASE"))
        # Only after ":", "=" or "port ", since five digits may also be a time or a part of an id.
        names.append((re.compile(rf"((?<=[:=])|(?<=port )){own[f'{prefix}_PORT']}\b"),
                      f"${prefix}_PORT"))
        passwords.append(own[f"{prefix}_PASSWORD"])
        variables |= own
    variables |= {
        "PATH": f"{bin_folder}:{SYSTEM_PATH}",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "CCACHE_DIR": os.environ.get("CCACHE_DIR") or str(Path.home() / ".cache/ccache"),
    }
    return Place(base, variables, names, passwords)


# --- commands ---


def output_lines(place: Place, output: bytes) -> list[str]:
    text = place.shown(output.decode("utf-8", "backslashreplace"))
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", lambda match: f"\\x{ord(match[0]):02x}", text)
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else [*lines, NO_NEWLINE]


def run_command(place: Place, command: Command) -> Outcome:
    with subprocess.Popen(
            ["bash", "--noprofile", "--norc", "-c", command.script], cwd=place.work,
            env=place.variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True) as process:
        try:
            stdout, stderr = process.communicate(command.stdin.encode(), command.timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            stdout, stderr = process.communicate()
            raise Failed(f"no end after {command.timeout:g} s; until then it printed\n"
                         + (stdout + stderr).decode("utf-8", "replace")) from None
    code = process.returncode if process.returncode >= 0 else 128 - process.returncode
    outcome = Outcome(output_lines(place, stdout), output_lines(place, stderr), code)
    for password in place.passwords:
        if password.encode() in stdout + stderr:
            raise Failed("it printed the password of the test server:\n"
                         + "\n".join(outcome.lines()).replace(password, "$PASSWORD"))
    return outcome


def write_file(place: Place, block: FileBlock) -> None:
    path = place.work / block.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if block.appends else "w", encoding="utf-8", newline="") as file:
        file.write(block.text)


def kept(expected: Outcome, actual: Outcome) -> Outcome:
    """`actual`, with the expected lines wherever they match."""
    return Outcome(merged(expected.stdout, actual.stdout), merged(expected.stderr, actual.stderr),
                   actual.exit_code)


def difference(expected: Outcome, found: Outcome) -> str:
    return "\n".join(difflib.unified_diff(expected.lines(), found.lines(), "expected", "actual",
                                          lineterm="", n=5))


def run_steps(scenario: Scenario, place: Place, updates: bool) -> None:
    outcomes: list[tuple[Command, Outcome]] = []
    for step in scenario.steps:
        if isinstance(step, FileBlock):
            write_file(place, step)
            continue
        try:
            found = kept(step.expected, run_command(place, step))
            if found != step.expected and not updates:
                raise Failed(difference(step.expected, found))
        except Failed as failed:
            raise Failed(f"{scenario.path}:{step.line}: $ {step.script}\n{failed}") from None
        outcomes.append((step, found))
    changed = sum(found != step.expected for step, found in outcomes)
    if changed:
        write_expected(scenario, outcomes)
        print(f"{scenario.path}: rewrote what {changed} of {len(outcomes)} commands print")
    else:
        print(f"{scenario.path}: {len(outcomes)} commands as expected")


# --- processes that a scenario left behind ---


def adopt_orphans() -> None:
    """Makes this process the parent of orphaned processes (PR_SET_CHILD_SUBREAPER)."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def end_orphans() -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while pids := [int(pid) for pid in children.read_text(encoding="ascii").split()]:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def run_file(path: Path, bin_folder: Path, updates: bool) -> None:
    scenario = read_scenario(path)
    if reason := abilities.missing(*scenario.abilities):
        raise Skipped(f"{path} {reason}")
    with contextlib.ExitStack() as stack:
        databases = {server: stack.enter_context(new_database(server, path.stem))
                     for server in scenario.needs}
        base = new_folder(bin_folder, path)
        stack.callback(end_orphans)
        try:
            run_steps(scenario, new_place(base, bin_folder, databases), updates)
        except Failed as failed:
            raise Failed(f"{failed}\nthe folder is kept: {base}/work") from None
        if "REVISE_KEEP_TEST_FOLDERS" not in os.environ:
            remove_folder(base)
            with contextlib.suppress(OSError):  # another scenario is in it
                base.parent.rmdir()


def main() -> int:
    options = argparse.ArgumentParser(description="Runs scenarios of tests/cli.")
    options.add_argument("--bin", type=Path, required=True, help="the folder with `revise` in it")
    options.add_argument("files", type=Path, nargs="+", metavar="FILE")
    given = options.parse_args()
    adopt_orphans()
    codes: list[int] = []
    for path in given.files:
        try:
            run_file(path.absolute(), given.bin.absolute(),
                     "REVISE_UPDATE_EXPECTED" in os.environ)
            codes.append(0)
        except Skipped as skipped:
            codes.append(abilities.refusal(str(skipped)))
        except (Failed, Malformed) as failed:
            print(failed, file=sys.stderr)
            codes.append(1)
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
