"""The programs that are compared: how each is set up for a chain of migrations, and the command
that applies it."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

from databases import PSQL, Databases
from measure import say, timed
from migrations import (Migration, plain_script, write_alembic, write_dbmate, write_revise)

DBMATE = "2.36.0"


@dataclasses.dataclass(frozen=True)
class Tool:
    """A tool that is set up for its migrations, which are in `folder`."""

    name: str
    folder: Path
    databases: Databases

    def prepare(self) -> None:
        """Does the work that is not part of applying."""

    def apply(self, url: str, limit: float | None = None) -> float | None:
        """The seconds of the whole process, as returned by measure.timed."""
        raise NotImplementedError

    def applied(self, url: str) -> str:
        """The newest revision in the tool's version table."""
        return self.databases.value(url, "select max(version_num) from alembic_version")


@dataclasses.dataclass(frozen=True)
class Revise(Tool):
    program: Path = Path()

    def on(self, databases: Databases) -> Revise:
        return dataclasses.replace(self, databases=databases)

    def command(self, url: str, *words: str) -> list[str]:
        return [str(self.program), "-c", str(self.folder / "alembic.ini"), "--url", url, *words]

    def prepare(self) -> None:
        subprocess.run(self.command("sqlite:///unused", "build"), check=True,
                       stdout=subprocess.DEVNULL)

    def apply(self, url: str, limit: float | None = None) -> float | None:
        return timed(self.command(url, "upgrade", "head"), limit=limit)

    def script(self, url: str) -> str:
        return subprocess.run(self.command(url, "upgrade", "head", "--sql"), check=True, text=True,
                              stdout=subprocess.PIPE).stdout


@dataclasses.dataclass(frozen=True)
class Shell(Tool):
    """psql or the sqlite3 shell, reading a file."""

    file: Path = Path()

    def apply(self, url: str, limit: float | None = None) -> float | None:
        if self.databases.kind == "sqlite":
            return timed(["sqlite3", "-bail", url.removeprefix("sqlite:///")], limit=limit,
                         stdin=self.file)
        return timed([PSQL, "-Xq", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", self.file],
                     limit=limit)


@dataclasses.dataclass(frozen=True)
class Alembic(Tool):
    def command(self, url: str, *words: str) -> list[str]:
        ini = self.folder / "alembic.ini"
        ini.write_text(f"[alembic]\nscript_location = {self.folder}/db\nsqlalchemy.url = {url}\n",
                       encoding="utf-8")
        return [sys.executable, "-m", "alembic", "-c", str(ini), *words]

    def prepare(self) -> None:
        """Python compiles the migrations here."""
        subprocess.run(self.command("sqlite://", "heads"), check=True, stdout=subprocess.DEVNULL)

    def apply(self, url: str, limit: float | None = None) -> float | None:
        return timed(self.command(url, "upgrade", "head"), limit=limit)


@dataclasses.dataclass(frozen=True)
class Dbmate(Tool):
    program: Path = Path()

    def apply(self, url: str, limit: float | None = None) -> float | None:
        url = (url.replace("sqlite:///", "sqlite:") if self.databases.kind == "sqlite"
               else f"{url}?sslmode=disable")
        return timed([self.program, "--migrations-dir", self.folder, "--no-dump-schema", "migrate"],
                     limit=limit, env={"DATABASE_URL": url})

    def applied(self, url: str) -> str:
        return self.databases.value(url, "select max(version) from schema_migrations")


def installed_dbmate() -> Path:
    """The binary, not npm's script that starts it. It is installed into the user's cache, once."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / f"revise-bench/dbmate-{DBMATE}"
    found = sorted(folder.glob("node_modules/@dbmate/*/bin/dbmate"))
    if not found:
        say(f"installing dbmate {DBMATE} by npm")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--silent",
                        f"dbmate@{DBMATE}"], check=True, stdout=sys.stderr)
        found = sorted(folder.glob("node_modules/@dbmate/*/bin/dbmate"))
    return found[0]


def new_revise(program: Path, folder: Path, migrations: list[Migration]) -> Revise:
    """A built project, which is not yet used with a database."""
    tool = Revise("revise", write_revise(folder / "revise", migrations), Databases(), program)
    tool.prepare()
    return tool


def new_script(revise: Revise, name: str) -> Shell:
    """A shell with the output of `revise upgrade head --sql` for an empty database."""
    file = revise.folder / f"script.{revise.databases.kind}.sql"
    with revise.databases.new() as url:
        file.write_text(revise.script(url), encoding="utf-8")
    return Shell(name, revise.folder, revise.databases, file)


def new_plain(databases: Databases, name: str, folder: Path, migrations: list[Migration]) -> Shell:
    file = folder / f"plain.{databases.kind}.sql"
    file.write_text(plain_script(migrations, databases.kind), encoding="utf-8")
    return Shell(name, folder, databases, file)


def new_alembic(databases: Databases, folder: Path, migrations: list[Migration]) -> Alembic:
    project = folder / "alembic"
    tool = Alembic("Alembic", project, databases)
    if not project.exists():
        write_alembic(project, migrations)
        tool.prepare()
    return tool


def new_dbmate(databases: Databases, folder: Path, migrations: list[Migration]) -> Dbmate:
    written = write_dbmate(folder / f"dbmate.{databases.kind}", migrations, databases.kind)
    return Dbmate("dbmate", written, databases, installed_dbmate())


def versions(without: list[str]) -> str:
    """The versions of the programs that revise is compared with."""
    import alembic
    import sqlalchemy

    known = [f"psql {first_line(PSQL, '--version').split()[2]}",
             f"sqlite3 {first_line('sqlite3', '--version').split()[0]}",
             f"Alembic {alembic.__version__} with SQLAlchemy {sqlalchemy.__version__} on Python "
             f"{sys.version.split()[0]}"]
    if "dbmate" not in without:
        known.append(f"dbmate {DBMATE}")
    return ", ".join(known)


def first_line(*command: str) -> str:
    return subprocess.run(command, check=True, text=True,
                          stdout=subprocess.PIPE).stdout.splitlines()[0]
