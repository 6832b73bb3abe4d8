"""Creates new databases to measure on: in a PostgreSQL server of the bench, or as SQLite files.

Both can be in memory (a file system there). Then a commit does not wait for the disk, whose time
varies between runs and is no property of the tools. The measured time is that of the programs.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import say  # adds tests/support to the module path
import servers
from migrations import Kind

PSQL = "/usr/lib/postgresql/15/bin/psql"  # /usr/bin/psql is a wrapper script, which takes longer
MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3  # bytes free in memory, for ten thousand tables and their journal
# Only settings that a second server on the machine needs. All others are PostgreSQL's defaults.
SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
"""


class Databases:
    """Creates databases, one at a time."""

    kind: Kind
    name: str
    version: str
    where: str  # "in memory", "on disk"

    @contextlib.contextmanager
    def new(self) -> Iterator[str]:
        """Yields the URL of an empty database, which is dropped at the end of the block."""
        raise NotImplementedError

    def value(self, url: str, sql: str) -> str:
        """The first value of the result of `sql`."""
        raise NotImplementedError

    def schema(self, url: str) -> str:
        """A text of the tables that the migrations made; equal for equal tables."""
        raise NotImplementedError

    def count_tables(self, url: str) -> int:
        """Counts the tables of the migrations, without those of the tools."""
        raise NotImplementedError


class PostgreSQL(Databases):
    kind: Kind = "postgresql"
    name = "PostgreSQL"

    def __init__(self, port: int, password: str, pid: int, where: str) -> None:
        self.where = where
        self.port = port
        self.pid = pid  # of the server
        self.url = servers.url_of(port, password)
        self.version = servers.query(self.url, "show server_version").split()[0]

    def execute(self, sql: str) -> None:
        subprocess.run([PSQL, "-Xq", "-v", "ON_ERROR_STOP=1", "-d", self.url, "-c", sql],
                       check=True, stdout=subprocess.DEVNULL)

    @contextlib.contextmanager
    def new(self) -> Iterator[str]:
        self.execute("create database bench")
        self.execute("checkpoint")  # earlier writes must not count for the next run
        try:
            yield self.url.rsplit("/", 1)[0] + "/bench"
        finally:
            self.execute("drop database bench with (force)")

    def value(self, url: str, sql: str) -> str:
        return servers.query(url, sql)

    def count_tables(self, url: str) -> int:
        return int(self.value(url, r"select count(*) from pg_class where relkind = 'r' and "
                                   r"relname ~ '^t\d{5}$'"))

    def schema(self, url: str) -> str:
        return self.value(url, r"""
            select string_agg(line, E'\n' order by line) from (
              select c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || ' ' || a.attnotnull || a.attidentity::text || ' '
                || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
              left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
              where c.relkind = 'r' and c.relname ~ '^t\d{5}$'
              union all
              select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
              where conname ~ '^t\d{5}_'
              union all
              select indexdef from pg_indexes where tablename ~ '^t\d{5}$') as lines""")


class SQLite(Databases):
    kind: Kind = "sqlite"
    name = "SQLite"

    def __init__(self, folder: Path, where: str) -> None:
        self.where = where
        self.path = folder / "bench.sqlite"
        self.version = sqlite3.sqlite_version

    @contextlib.contextmanager
    def new(self) -> Iterator[str]:
        os.sync()  # earlier writes must not count for the next run
        try:
            yield f"sqlite:///{self.path}"
        finally:
            for path in self.path.parent.glob(f"{self.path.name}*"):
                path.unlink()

    def value(self, url: str, sql: str) -> str:
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return str(database.execute(sql).fetchone()[0])

    def count_tables(self, url: str) -> int:
        return int(self.value(url, "select count(*) from sqlite_master where type = 'table' and "
                                   "name glob 't[0-9][0-9][0-9][0-9][0-9]'"))

    def schema(self, url: str) -> str:
        # Not the SQL of the tables, since each tool writes it in its own way.
        return self.value(url, """
            select group_concat(line, char(10)) from (
              select line from (
                select m.name || ' ' || c.name || ' ' || max(c."notnull", c.pk) || ' '
                  || coalesce(trim(lower(c.dflt_value), '()'), '') as line
                from sqlite_master m join pragma_table_info(m.name) c
                where m.type = 'table' and m.name glob 't[0-9][0-9][0-9][0-9][0-9]'
                union all
                select m.name || ' references ' || f."table" || '.' || f."to"
                from sqlite_master m join pragma_foreign_key_list(m.name) f
                where m.type = 'table'
                union all
                select name || ' on ' || tbl_name from sqlite_master
                where type = 'index' and name not glob 'sqlite_*') order by line)""")


def _place(in_memory: bool) -> tuple[str, str]:
    """Returns the folder for the data, and where it is. A container may have too little memory."""
    if in_memory and (not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH):
        say(f"{MEMORY} has less than {ENOUGH // 1024**3} GB free: the data is on disk")
        in_memory = False
    return (str(MEMORY), "in memory") if in_memory else ("/tmp", "on disk")


@contextlib.contextmanager
def new_postgresql(in_memory: bool) -> Iterator[PostgreSQL]:
    """Starts a PostgreSQL 15 with its default settings."""
    servers.SETTINGS = SETTINGS
    place, where = _place(in_memory)
    data = f"{place}/revise-servers-"
    servers.FOLDER = data
    servers.stop_orphans()
    with tempfile.TemporaryDirectory(prefix="revise-bench-") as name:
        folder, password = Path(name), secrets.token_hex(16)
        try:
            port = servers.start_server(servers.postgresql_15(), folder, password)
            yield PostgreSQL(port, password, servers.read_servers(folder)[0].pid, where)
        finally:
            servers.FOLDER = data
            servers.stop(folder)


@contextlib.contextmanager
def new_sqlite(in_memory: bool) -> Iterator[SQLite]:
    place, where = _place(in_memory)
    with tempfile.TemporaryDirectory(prefix="revise-bench-", dir=place) as name:
        yield SQLite(Path(name), where)
