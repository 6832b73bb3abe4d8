"""A PostgreSQL server for a single test, which may stop it, crash it and configure it."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import servers


class OwnServer:
    """A running PostgreSQL 15. The end of new_own_server()'s block removes it. If the test was
    killed, servers.py removes it when it starts the next servers."""

    def __init__(self, directory: Path, settings: str) -> None:
        self.directory = directory
        self.installation = servers.postgresql_15()
        self.password = secrets.token_hex(16)
        self.port = servers.start_server(self.installation, directory, self.password)
        self.data = f"{self._server().folder}/data"
        self.url = servers.url_of(self.port, self.password)
        if settings:
            self.write("postgresql.conf", settings, append=True)
            self.stop("fast")
            self.start()

    def write(self, name: str, text: str, append: bool = False) -> None:
        """Writes a file that belongs to the server's user into the data folder. The server reads
        its settings only when it starts."""
        path = f"{self.data}/{name}"
        self.installation.run("tee", *(["-a"] if append else []), path, stdin=text)
        self.installation.run("chmod", "600", path)

    def query(self, sql: str) -> str:
        """The first value that `sql` returns in the database `postgres`."""
        return servers.query(self.url, sql)

    def stop(self, mode: str) -> None:
        """Stops the server. `immediate` is a crash: no checkpoint is written, and the next start
        recovers."""
        self._pg_ctl("stop", "-m", mode)

    def start(self) -> None:
        self._pg_ctl("start", "-l", f"{self._server().folder}/log")
        text = self.installation.run("cat", f"{self.data}/postmaster.pid")
        server = self._server()
        servers.write_servers(self.directory, [servers.Server(int(text.splitlines()[0]),
                                                              server.folder, server.root)])

    def _server(self) -> servers.Server:
        return servers.read_servers(self.directory)[0]

    def _pg_ctl(self, *words: str) -> None:
        self.installation.run(f"{self.installation.bin}/pg_ctl", "-D", self.data, "-w", "-t", "60",
                              "-s", *words)


@contextlib.contextmanager
def new_own_server(settings: str = "") -> Iterator[OwnServer]:
    """Starts a server. `settings` are lines of postgresql.conf, which override those of
    servers.py."""
    directory = Path(tempfile.mkdtemp(prefix="revise-own-server-"))
    try:
        yield OwnServer(directory, settings)
    finally:
        servers.stop(directory)
        shutil.rmtree(directory)
