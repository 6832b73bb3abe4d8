#!/usr/bin/python3
"""Starts and stops the PostgreSQL servers that the tests use.

    servers.py start DIR    starts them and writes DIR/urls.env (shell lines, mode 0600):
                              REVISE_TEST_POSTGRESQL_URL  PostgreSQL 15
                              REVISE_TEST_PGVECTOR_URL    a PostgreSQL with pgvector
                              REVISE_TEST_PGBOUNCER_URL   the first one, behind a pgbouncer where each
                                                          transaction may get another session
                              REVISE_TEST_DUMPABLE_URL    PostgreSQL 15, which the pg_dump of 15 accepts
                            and DIR/urls-18.env, where the first is a PostgreSQL 18 and the third a
                            pgbouncer in front of it: a test that runs with this file runs on 18
    servers.py stop DIR     ends them and removes their data

The URLs are those of a superuser and the database `postgres`; a test creates its own databases
there. The server with pgvector is the first that exists of: the server in REVISE_TEST_PGVECTOR_URL,
an installed postgresql-N-pgvector, the chroot of pgvector_chroot.py. PostgreSQL 18 is the server in
REVISE_TEST_POSTGRESQL_18_URL, or the package of postgresql_18.py. A missing server is an error,
never a silent skip.

A server listens only on a free port of 127.0.0.1, runs as an unprivileged user and keeps its data
below /tmp: the build folder may be where that user has no access (/root), and the path of a socket
is limited to 107 bytes. DIR/pids lists what was started, one line each: process id, folder, root of
its file system (`/`, or the chroot).
"""

from __future__ import annotations

import dataclasses
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pgvector_chroot
import postgresql_18
from test_cache import Missing, as_root

USER = "revise"
FOLDER = "/tmp/revise-servers-"
# Without jit: it would spend seconds compiling the queries of the catalog and of scripts, which
# read only a few rows.
SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
max_connections = 100
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
"""


# Few sessions for many clients: a client that relies on keeping its session fails.
POOLER_SETTINGS = """
[databases]
* = host={server_host} port={server_port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 5
max_client_conn = 200
logfile = {folder}/log
pidfile = {folder}/pid
"""


@dataclasses.dataclass(frozen=True)
class Installation:
    """A PostgreSQL that can be started."""

    bin: str  # the folder of its programs, as seen from `root`
    root: Path  # "/", or the chroot it lives in
    source: Path | None = None  # copied to `programs` beside the data, where the server's user can read it

    def command(self, *words: str) -> list[str]:
        """The command that runs `words` as an unprivileged user, because the server refuses
        root."""
        if self.root != Path("/"):
            return [*as_root(), "chroot", str(self.root), "runuser", "-u", "postgres", "--", *words]
        if os.geteuid() == 0:
            return ["runuser", "-u", "postgres", "--", *words]
        return list(words)

    def run(self, *words: str, stdin: str = "") -> str:
        done = subprocess.run(self.command(*words), input=stdin, capture_output=True, text=True,
                              cwd="/", check=False)
        if done.returncode != 0:
            raise Missing(f"{words[0]} failed:\n{done.stdout}{done.stderr}".rstrip())
        return done.stdout.strip()


@dataclasses.dataclass(frozen=True)
class Server:
    """A line of DIR/pids. `pid` is 0 between the creation of the folder and the end of the
    start."""

    pid: int
    folder: str
    root: Path

    @property
    def host_folder(self) -> Path:
        return self.root / self.folder.lstrip("/")

    def is_running(self) -> bool:
        """Whether the process is still the server of that folder, and not a later process."""
        try:
            words = Path(f"/proc/{self.pid}/cmdline").read_bytes().decode().split("\0")
        except OSError:
            return False
        program = Path(words[0]).name
        return ((program == "postgres" and f"{self.folder}/data" in words[1:])
                or (program == "pgbouncer" and f"{self.folder}/ini" in words[1:]))


def read_servers(directory: Path) -> list[Server]:
    try:
        lines = (directory / "pids").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    fields = [line.split("\t") for line in lines]
    return [Server(int(pid), folder, Path(root)) for pid, folder, root in fields]


def write_servers(directory: Path, servers: list[Server]) -> None:
    lines = [f"{server.pid}\t{server.folder}\t{server.root}\n" for server in servers]
    (directory / "pids").write_text("".join(lines), encoding="utf-8")


def postgresql_15() -> Installation:
    if not Path("/usr/lib/postgresql/15/bin/initdb").exists():
        raise Missing("PostgreSQL 15 is not installed: run scripts/install-dependencies test")
    return Installation("/usr/lib/postgresql/15/bin", Path("/"))


def pgvector_installation() -> Installation:
    installed = sorted((int(control.parts[4]) for control in
                        Path("/usr/share/postgresql").glob("*/extension/vector.control")
                        if Path(f"/usr/lib/postgresql/{control.parts[4]}/bin/initdb").exists()))
    if installed:
        return Installation(f"/usr/lib/postgresql/{installed[-1]}/bin", Path("/"))
    return Installation(f"/usr/lib/postgresql/{pgvector_chroot.VERSION}/bin",
                        pgvector_chroot.finished_chroot())


def postgresql_18_installation() -> Installation:
    programs = postgresql_18.finished_folder()
    # The server's user is not the owner of the cache.
    source = programs if os.geteuid() == 0 else None
    return Installation(str(programs / "bin"), Path("/"), source)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(installation: Installation, directory: Path, password: str) -> int:
    """Creates a data folder and starts a server on it; returns the port. The line in DIR/pids is
    written as soon as there is something to clean up."""
    before = read_servers(directory)
    folder = installation.run("mktemp", "-d", FOLDER + "XXXXXX")
    write_servers(directory, [*before, Server(0, folder, installation.root)])
    installation.run("tee", f"{folder}/of", stdin=str(directory))
    if installation.source:
        shutil.copytree(installation.source, f"{folder}/programs", symlinks=True)
        installation = dataclasses.replace(installation, bin=f"{folder}/programs/bin")
    password_file = f"{folder}/password"
    installation.run("tee", password_file, stdin=password)
    installation.run(f"{installation.bin}/initdb", "-D", f"{folder}/data", "-U", USER,
                     "--auth=scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8",
                     "--locale=C.UTF-8", "--no-sync", "--no-instructions")
    installation.run("rm", password_file)
    for attempt in range(5):  # another program may take the port between the choice and the start
        port = free_port()
        settings = SETTINGS.format(port=port, folder=folder)
        installation.run("tee", "-a", f"{folder}/data/postgresql.conf", stdin=settings)
        try:
            installation.run(f"{installation.bin}/pg_ctl", "-D", f"{folder}/data",
                             "-l", f"{folder}/log", "-w", "-t", "60", "-s", "start")
            break
        except Missing as failed:
            if attempt == 4:
                log = installation.run("tail", "-n", "20", f"{folder}/log")
                raise Missing(f"{failed}\n{log}") from failed
    pid_file = installation.run("cat", f"{folder}/data/postmaster.pid")
    pid = int(pid_file.splitlines()[0])
    write_servers(directory, [*before, Server(pid, folder, installation.root)])
    return port


def start_pooler(server: str, directory: Path) -> str:
    """Starts a pgbouncer in front of the server with the URL `server`; returns the pooler's URL."""
    parts = urllib.parse.urlsplit(server)
    password = urllib.parse.unquote(parts.password or "")
    installation = Installation("/usr/sbin", Path("/"))
    if not Path("/usr/sbin/pgbouncer").exists():
        raise Missing("pgbouncer is not installed: run scripts/install-dependencies test")
    before = read_servers(directory)
    folder = installation.run("mktemp", "-d", FOLDER + "XXXXXX")
    write_servers(directory, [*before, Server(0, folder, installation.root)])
    installation.run("tee", f"{folder}/of", stdin=str(directory))
    installation.run("tee", f"{folder}/users", stdin=f'"{parts.username}" "{password}"\n')
    for attempt in range(5):  # another program may take the port between the choice and the start
        port = free_port()
        installation.run("tee", f"{folder}/ini", stdin=POOLER_SETTINGS.format(
            server_host=parts.hostname, server_port=parts.port, port=port, folder=folder))
        try:
            installation.run("/usr/sbin/pgbouncer", "-q", "-d", f"{folder}/ini")
            break
        except Missing:
            if attempt == 4:
                raise
    end = time.monotonic() + 10
    while not (pid := installation.run("sh", "-c", f"cat {folder}/pid 2>&1 || true")).isdecimal():
        if time.monotonic() > end:
            raise Missing(f"pgbouncer does not start: see {folder}/log")
        time.sleep(0.02)
    write_servers(directory, [*before, Server(int(pid), folder, installation.root)])
    login = f"{parts.username}:{parts.password}"
    return parts._replace(netloc=f"{login}@127.0.0.1:{port}").geturl()


def query(url: str, sql: str) -> str:
    """The first value that `sql` returns."""
    parts = urllib.parse.urlsplit(url)
    # The password is passed in the environment: every user of the machine can read command lines.
    environment = {"PGCONNECT_TIMEOUT": "10",
                   "PGPASSWORD": urllib.parse.unquote(parts.password or "")}
    without = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")).geturl()
    asked = subprocess.run(["/usr/lib/postgresql/15/bin/psql", "-XAt", "-d", without, "-c", sql],
                           capture_output=True, text=True, check=False, env=environment)
    if asked.returncode != 0:
        raise Missing(f"the server at {parts.hostname}:{parts.port} does not answer: "
                      f"{asked.stderr.strip()}")
    return asked.stdout.strip()


def url_of(port: int, password: str) -> str:
    return f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"


def url_of_test_server(name: str) -> str:
    """The URL of a server that ctest started: POSTGRESQL, DUMPABLE, PGVECTOR or PGBOUNCER."""
    path = os.environ.get("REVISE_TEST_SERVERS", "")
    if not Path(path).is_file():
        raise Missing("no test server: run scripts/test, or ctest, which starts them; or "
                      "servers.py start DIR, and REVISE_TEST_SERVERS=DIR/urls.env")
    key = f"REVISE_TEST_{name}_URL="
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith(key):
            return shlex.split(line.removeprefix(key))[0]
    raise Missing(f"no {key} in {path}")


def start(directory: Path) -> None:
    stop(directory)
    stop_orphans()
    directory.mkdir(parents=True, exist_ok=True)
    password = secrets.token_hex(16)

    def with_pooler(url: str, installation: Callable[[], Installation]) -> tuple[str, str]:
        """The URL of the server, `url` or that of a new one, and the URL of a pgbouncer in front of
        it."""
        if not url:
            url = url_of(start_server(installation(), directory, password), password)
        print("PostgreSQL", query(url, "show server_version"), flush=True)
        pooler = start_pooler(url, directory)
        print("the same behind pgbouncer", query(pooler, "show server_version"), flush=True)
        return url, pooler

    postgresql, pgbouncer = with_pooler("", postgresql_15)
    pgvector = os.environ.get("REVISE_TEST_PGVECTOR_URL", "")
    if not pgvector:
        pgvector = url_of(start_server(pgvector_installation(), directory, password), password)
    vector = query(pgvector, "select default_version from pg_available_extensions "
                             "where name = 'vector'")
    if not vector:
        raise Missing("the server of REVISE_TEST_PGVECTOR_URL has no pgvector")
    print("PostgreSQL", query(pgvector, "show server_version"), "with pgvector", vector, flush=True)
    given = os.environ.get("REVISE_TEST_POSTGRESQL_18_URL", "")
    newer, newer_pgbouncer = with_pooler(given, postgresql_18_installation)
    shared = {"PGVECTOR": pgvector, "DUMPABLE": postgresql}
    write_urls(directory / "urls-18.env",
               {"POSTGRESQL": newer, "PGBOUNCER": newer_pgbouncer} | shared)
    write_urls(directory / "urls.env", {"POSTGRESQL": postgresql, "PGBOUNCER": pgbouncer} | shared)


def write_urls(path: Path, urls: dict[str, str]) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w",
              encoding="utf-8") as file:
        for name, url in urls.items():
            file.write(f"REVISE_TEST_{name}_URL={shlex.quote(url.replace(chr(39), '%27'))}\n")
    unfinished.rename(path)


def stop(directory: Path) -> None:
    for name in ("urls.env", "urls-18.env"):
        (directory / name).unlink(missing_ok=True)
    for server in read_servers(directory):
        stop_server(server)
    (directory / "pids").unlink(missing_ok=True)


def stop_server(server: Server) -> None:
    if not server.folder.startswith(FOLDER):
        raise Missing(f"'{server.folder}' in the pids file is no folder of a test server")
    rooted = [] if server.root == Path("/") and os.geteuid() != 0 else as_root()
    if server.pid == 0:
        # The start was interrupted, so the process id is in the folder. Only its owner can read it.
        found = subprocess.run([*rooted, "head", "-q", "-n", "1",
                                str(server.host_folder / "data/postmaster.pid"),
                                str(server.host_folder / "pid")],
                               capture_output=True, text=True, check=False).stdout.strip()
        server = dataclasses.replace(server, pid=int(found or "0"))
    for wanted, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
        if not server.is_running():
            break
        subprocess.run([*rooted, "kill", f"-{wanted.value}", str(server.pid)], check=False)
        wait_until_gone(server, seconds)
    if server.is_running():
        raise Missing(f"the server {server.pid} of {server.folder} does not end")
    if server.host_folder.exists():
        subprocess.run([*rooted, "rm", "-rf", "--one-file-system", "--", str(server.host_folder)],
                       check=True)


def stop_orphans() -> None:
    """Ends servers whose DIR no longer exists: removing a build folder does not stop its
    servers."""
    for root in (Path("/"), pgvector_chroot.chroot_folder()):
        for of in (root / FOLDER.lstrip("/")).parent.glob(Path(FOLDER).name + "*/of"):
            try:
                is_orphan = not Path(of.read_text(encoding="utf-8")).exists()
            except PermissionError:
                continue  # owned by another user
            if is_orphan:
                stop_server(Server(0, f"/{of.parent.relative_to(root)}", root))


def wait_until_gone(server: Server, seconds: float) -> None:
    end = time.monotonic() + seconds
    while server.is_running() and time.monotonic() < end:
        time.sleep(0.02)


def main(words: list[str]) -> int:
    if len(words) != 2 or words[0] not in ("start", "stop"):
        print("usage: servers.py start|stop DIR", file=sys.stderr)
        return 2
    directory = Path(words[1]).absolute()
    if shutil.which("runuser") is None:
        os.environ["PATH"] += ":/usr/sbin:/sbin"
    try:
        if words[0] == "stop":
            stop(directory)
            return 0
        try:
            start(directory)
        except BaseException:
            stop(directory)
            raise
    except Missing as missing:
        print(f"servers.py: {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
