"""The databases of the kill tests, read from outside: with psql and with Python's own SQLite."""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import sqlite3
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import servers  # noqa: E402

VERSION_TABLE = "alembic_version"
LOG = VERSION_TABLE + "_log"
LOGGED = f"select direction, revision from {LOG} where result = 'done' order by id"
PSQL = "/usr/lib/postgresql/15/bin/psql"


class Failed(Exception):
    """A test failed; the text explains it to the reader."""


@dataclasses.dataclass(frozen=True)
class State:
    rows: tuple[str, ...]  # the version table's rows, sorted; none if the table is missing
    catalog: tuple[str, ...]  # one line for each object, with its content
    logged: tuple[str, ...]  # the revisions that the log's `done` entries leave applied, sorted


def applied_by(entries: list[tuple[str, str]]) -> tuple[str, ...]:
    """The revisions that are applied after these steps, each a direction and a revision."""
    applied: set[str] = set()
    for direction, revision in entries:
        if (revision in applied) == (direction == "upgrade"):
            raise Failed(f"the log has a second {direction} of '{revision}'")
        applied ^= {revision}
    return tuple(sorted(applied))


# Everything that the migrations created, one line each, with the content of each table; without
# revise's own tables.
CATALOG = """
with ours as (
  select c.* from pg_class c where c.relnamespace = 'public'::regnamespace
    and c.relname not like 'alembic\\_version%'
    and not exists (select 1 from pg_index i join pg_class t on t.oid = i.indrelid
                    where i.indexrelid = c.oid and t.relname like 'alembic\\_version%')
)
select 'relation ' || relkind::text || ' ' || relname || coalesce(' ' || pg_get_viewdef(oid), '')
  from ours where relkind in ('v', 'm', 'S')
union all select 'table ' || relname || ' ' ||
    query_to_xml(format('select count(*) as n, sum(hashtext(t::text)::bigint) as s from %I t', relname),
                 false, true, '')::text
  from ours where relkind = 'r'
union all select 'column ' || relname || '.' || attname || ' '
    || row_number() over (partition by ours.oid order by attnum) || ' '
    || format_type(atttypid, atttypmod) || ' ' || attnotnull
    || coalesce(' ' || pg_get_expr(adbin, adrelid), '')
  from ours join pg_attribute a on attrelid = ours.oid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attnum > 0 and not attisdropped and relkind in ('r', 'v')
union all select 'index ' || pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid
  from ours join pg_index i on i.indrelid = ours.oid
union all select 'constraint ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
    || ' ' || convalidated
  from ours join pg_constraint on conrelid = ours.oid
union all select 'function ' || pg_get_functiondef(p.oid)
  from pg_proc p where pronamespace = 'public'::regnamespace
union all select 'enum ' || typname || ' ' || string_agg(enumlabel, ',' order by enumsortorder)
  from pg_type t join pg_enum on enumtypid = t.oid group by typname
order by 1
"""

# Loops in the server, because otherwise a hundred calls of psql would be needed.
WAIT_UNTIL_ALONE = """
do $$ begin
  for i in 1..3000 loop
    perform pg_stat_clear_snapshot();
    if not exists (select 1 from pg_stat_activity
                   where datname = current_database() and pid <> pg_backend_pid()
                     and backend_type = 'client backend') then return; end if;
    perform pg_sleep(0.01);
  end loop;
  raise exception 'the backend of the killed client does not end';
end $$
"""


class PostgreSQL:
    """A new database on a server."""

    kind = "PostgreSQL"

    def __init__(self, maintenance_url: str, name: str) -> None:
        parts = urllib.parse.urlsplit(maintenance_url)
        self.host = parts.hostname or ""
        self.port = parts.port or 5432
        self.name = name
        self.url = parts._replace(path=f"/{name}").geturl()
        self._without_password = parts._replace(
            netloc=parts.netloc.replace(f":{parts.password}@", "@"), path=f"/{name}").geturl()
        self._environment = {"PGPASSWORD": urllib.parse.unquote(parts.password or ""),
                             "PGCONNECT_TIMEOUT": "20", "PGOPTIONS": "-c client_min_messages=error"}

    def ask(self, *statements: str) -> list[str]:
        """The lines that psql prints: one for each row, its columns separated by '|'."""
        words = [PSQL, "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self._without_password]
        for statement in statements:
            words += ["-c", statement]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60,
                              env=self._environment)
        if done.returncode != 0:
            raise Failed(f"psql: {done.stderr.strip()}")
        return done.stdout.splitlines()

    def settle(self) -> None:
        """Waits, for at most 30 s, until no other client's backend is left in the database."""
        self.ask(WAIT_UNTIL_ALONE)

    def state(self) -> State:
        """The state of the database, once it no longer changes."""
        tables = set(self.ask(WAIT_UNTIL_ALONE, "select relname from pg_class where relname like "
                                                "'alembic\\_version%' and relkind = 'r'"))
        none = "select 'x' where false"
        rows = f"select version_num from {VERSION_TABLE} order by 1"
        lines = self.ask(CATALOG, "select '--'", rows if VERSION_TABLE in tables else none,
                         "select '--'", LOGGED if LOG in tables else none)
        first = lines.index("--")
        second = lines.index("--", first + 1)
        entries = [tuple(line.split("|")) for line in lines[second + 1:]]
        return State(tuple(lines[first + 1:second]), tuple(lines[:first]),
                     applied_by([(direction, revision) for direction, revision in entries]))


@contextlib.contextmanager
def new_postgresql(maintenance_url: str) -> Iterator[PostgreSQL]:
    maintenance = PostgreSQL(maintenance_url, "postgres")
    name = f"kill_{secrets.token_hex(4)}"
    maintenance.ask(f"create database {name} strategy file_copy")
    try:
        yield PostgreSQL(maintenance_url, name)
    finally:
        maintenance.ask(f"drop database {name} with (force)")


def test_server(name: str = "POSTGRESQL") -> str:
    """The URL of a server that ctest started."""
    try:
        return servers.url_of_test_server(name)
    except servers.Missing as missing:
        raise Failed(str(missing)) from missing


class SQLite:
    """An SQLite file."""

    kind = "SQLite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"

    def settle(self) -> None:
        pass

    def state(self) -> State:
        if not self.path.exists():
            return State((), (), ())
        with contextlib.closing(sqlite3.connect(self.path, timeout=20)) as database:
            if (found := database.execute("pragma integrity_check").fetchall()) != [("ok",)]:
                raise Failed(f"the file is damaged: {found}")
            if (found := database.execute("pragma foreign_key_check").fetchall()):
                raise Failed(f"references are broken: {found}")
            rows = self._read(database, VERSION_TABLE,
                              f"select version_num from {VERSION_TABLE} order by 1")
            return State(tuple(row[0] for row in rows), tuple(sorted(self._catalog(database))),
                         applied_by(self._read(database, LOG, LOGGED)))

    @staticmethod
    def _read(database: sqlite3.Connection, table: str, sql: str) -> list[Any]:
        """The rows of `sql`; none if the table is missing."""
        if not database.execute("select 1 from sqlite_schema where name = ?", (table,)).fetchone():
            return []
        return database.execute(sql).fetchall()

    @staticmethod
    def _catalog(database: sqlite3.Connection) -> Iterator[str]:
        # The text of a table is left out, because it differs after a table was rebuilt.
        for kind, name, sql in database.execute(
                "select type, name, sql from sqlite_schema where tbl_name not like "
                "'alembic\\_version%' escape '\\'").fetchall():
            if kind in ("view", "trigger", "index"):
                yield f"{kind} {name} {sql}"
            if kind not in ("table", "view"):
                continue
            for column in database.execute(f'pragma table_info("{name}")'):
                yield f"column {name} {column}"
            if kind == "view":
                continue
            for key in database.execute(f'pragma foreign_key_list("{name}")'):
                yield f"foreign key {name} {key}"
            rows = sorted(database.execute(f'select * from "{name}"').fetchall())
            yield f"rows {name} {rows}"
