"""What the tests of the reference systems share: the tool, run on the repository's own versions,
and new databases on the test servers."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import os
import secrets
import shlex
import subprocess
import sys
import unittest
import urllib.parse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import servers  # noqa: E402

REPOSITORY = Path(__file__).resolve().parents[2]
CATALOG = (Path(__file__).parent / "catalog.sql").read_text(encoding="utf-8")
BIN = Path()  # the folder of the `revise` that is tested; main() sets it


class Database:
    """A database for a single test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._asking = self.connect()
        self._asking.autocommit = True

    def connect(self) -> psycopg2.extensions.connection:
        """A new session, in a transaction. The caller must close it."""
        return psycopg2.connect(self.url, connect_timeout=20)

    def close(self) -> None:
        self._asking.close()

    def ask(self, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Runs a statement in its own transaction, and returns its rows; empty if it returns none.
        If there are parameters, a `%` in the statement must be doubled."""
        with self._asking.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []

    def value(self, sql: str, parameters: Sequence[Any] | None = None) -> Any:
        """The first value of the first row."""
        return self.ask(sql, parameters)[0][0]

    def catalog(self) -> list[str]:
        """The result of catalog.sql."""
        return [row[0] for row in self.ask(CATALOG)]

    @contextlib.contextmanager
    def acting_as(self, user: str | None, role: str = "authenticated"
                  ) -> Iterator[psycopg2.extensions.cursor]:
        """A transaction as the API layer opens it for a user (a uuid; None: not logged in). It is
        rolled back at the end."""
        session = self.connect()
        try:
            with session.cursor() as cursor:
                cursor.execute("select set_config('request.jwt.claim.sub', %s, true)", [user or ""])
                cursor.execute(f"set local role {role}")
                yield cursor
        finally:
            session.rollback()
            session.close()


@contextlib.contextmanager
def new_database(server: str, template: str = "template1") -> Iterator[Database]:
    """A new database on a server that ctest started, POSTGRESQL (15, no vectors) or PGVECTOR;
    dropped at the end. It is a copy of the template, to which no session may be connected."""
    maintenance_url = servers.url_of_test_server(server)
    name = f"system_{secrets.token_hex(4)}"
    maintenance = psycopg2.connect(maintenance_url, connect_timeout=20)
    maintenance.autocommit = True
    try:
        with maintenance.cursor() as cursor:
            cursor.execute(f"create database {name} template {template}")
            database = Database(
                urllib.parse.urlsplit(maintenance_url)._replace(path=f"/{name}").geturl())
            try:
                yield database
            finally:
                database.close()
                cursor.execute(f"drop database {name} with (force)")
    finally:
        maintenance.close()


class Failed(AssertionError):
    """The tool ended with an unexpected exit code; the text is its whole output."""


def differences(before: list[str], after: list[str]) -> str:
    return "\n".join(difflib.unified_diff(before, after, "before", "after", lineterm="", n=0))


class SystemTest(unittest.TestCase):
    """Each test has its own database, `self.database`, on the server that the class names."""

    server = "PGVECTOR"
    ini = REPOSITORY / "alembic.ini"
    maxDiff = None

    def setUp(self) -> None:
        self.database = self.enterContext(new_database(self.server))

    def start_revise(self, *words: str, ini: Path | None = None, **environment: str
                     ) -> subprocess.Popen[str]:
        """Starts the tool on the test's database; its output can be read from pipes."""
        return subprocess.Popen(
            [BIN / "revise", "-c", ini or self.ini, *words], text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "DATABASE_URL": self.database.url, **environment})

    def revise(self, *words: str, ini: Path | None = None, exit_code: int = 0, **environment: str
               ) -> str:
        """Runs the tool, and returns its stdout followed by its stderr."""
        with self.start_revise(*words, ini=ini, **environment) as run:
            out, err = run.communicate(timeout=300)
        if run.returncode != exit_code:
            raise Failed(f"revise {shlex.join(words)}: exit code {run.returncode}\n{out}{err}")
        return out + err

    def psql(self, script: str) -> None:
        """Runs a script in the test's database as a deployment does, and stops at the first
        error."""
        done = subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", self.database.url],
                              input=script, text=True, capture_output=True, check=False, timeout=300)
        if done.returncode != 0:
            raise Failed(f"psql: exit code {done.returncode}\n{done.stdout}{done.stderr}")

    def assert_catalog(self, before: list[str]) -> None:
        """Checks that the database contains what it contained before."""
        if difference := differences(before, self.database.catalog()):
            self.fail(f"the catalog is another one than before:\n{difference}")


def main() -> None:
    """Runs the tests of the calling program; its options are `--bin FOLDER` and those of
    unittest."""
    global BIN
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--bin", type=Path, required=True,
                        help="the folder of the `revise` that is tested")
    options, rest = parser.parse_known_args()
    BIN = options.bin.resolve()
    unittest.main(module="__main__", argv=[sys.argv[0], *rest], verbosity=2)
