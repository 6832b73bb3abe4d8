#!/usr/bin/python3
"""test_bundle.py --bin FOLDER --repository FOLDER: runs a bundle where only its dependencies exist.

The Dockerfile of docs/deploying.md is followed without docker: its own line creates the bundle, its
packages are looked up, and its last stage is a folder in which the bundle runs as `/`, with only
the libraries that the loader needs. From there, a database of the test servers is migrated through
loopback, and an SQLite file inside the folder. The examples of docs/examples are built as bundles
and plugins.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import uuid
from pathlib import Path

import psycopg2

from bare_root import BareRoot

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import abilities  # noqa: E402
import servers  # noqa: E402

BIN = Path()
REPOSITORY = Path()
STARTS = 20

MIGRATIONS = {
    "db/versions/a.cpp": """\
#include <revise/migration.h>
using namespace revise;
const registered migration{
    .revision = "a1", .down_revision = {}, .message = "first",
    .upgrade = [](operations& op) { op.execute_file("a.sql"); },
    .downgrade = [](operations& op) { op.drop_table("a"); }};
""",
    "db/versions/a.sql": "create table a (x integer);\n",
    "db/versions/b.cpp": """\
#include <revise/migration.h>
using namespace revise;
const registered migration{
    .revision = "b1", .down_revision = {"a1"}, .message = "second",
    .upgrade = [](operations& op) { op.execute("insert into a values (2)"); },
    .downgrade = [](operations& op) { op.execute("delete from a"); }};
""",
    "alembic.ini": "[alembic]\nscript_location = db\nversion_table = shipped\n",
}


def run(*words: str | Path, **options) -> str:
    """Returns the command's stdout; prints its output if it fails."""
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False, env=environment, **options)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def dockerfile() -> list[list[tuple[str, str]]]:
    """The stages of the Dockerfile in docs/deploying.md, each a list of instructions."""
    text = (REPOSITORY / "docs/deploying.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- dockerfile -->\n```dockerfile\n(.*?)```", text, re.S)
    stages: list[list[tuple[str, str]]] = []
    for line in filter(None, block[1].splitlines()):
        word, rest = line.split(" ", 1)
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages


def installed_packages(stage: list[tuple[str, str]]) -> list[str]:
    lines = [rest for word, rest in stage if word == "RUN" and "apt-get install" in rest]
    words = shlex.split(lines[0].split("apt-get install", 1)[1])
    return [word for word in words if not word.startswith("-")]


class BareServer(unittest.TestCase):
    """The image of the document, as closely as possible without docker."""

    @classmethod
    def setUpClass(cls) -> None:
        abilities.require("chroot")
        cls.folder = Path(tempfile.mkdtemp(prefix="revise-bundle-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        source = cls.folder / "src"
        for name, text in MIGRATIONS.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(text, encoding="utf-8")
        build, server = dockerfile()
        for word, rest in build:
            if word == "RUN" and rest.startswith("revise "):
                run(*shlex.split(rest), cwd=source)
        cls.root = BareRoot(cls.folder / "root")
        [copied] = [rest.split() for word, rest in server if word == "COPY"]
        assert copied[0] == "--from=build", copied
        made = source / Path(copied[1]).relative_to("/src")
        cls.root.add(made, copied[2])
        cls.bytes = made.stat().st_size
        [cls.entry] = [json.loads(rest) for word, rest in server if word == "ENTRYPOINT"]
        [cls.command] = [json.loads(rest) for word, rest in server if word == "CMD"]
        cls.build, cls.server = build, server
        cls.program = made

    def bundle(self, *words: str, **environment: str) -> str:
        done = self.root.run(*self.entry, *words, **environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_what_is_there(self) -> None:
        files = self.root.files()
        print(f"{len(files)} files, the bundle has {self.bytes / 1e6:.1f} MB")
        self.assertLess(self.bytes, 10_000_000)
        for name in files:
            self.assertNotRegex(name, r"libstdc|libsoci|libsqlite|libfmt|g\+\+|cc1|ninja|\.cpp|\.ini")
        self.assertEqual([name for name in files if "libpq" in name],
                         ["lib/x86_64-linux-gnu/libpq.so.5"])

    def test_the_packages_of_the_image_have_its_libraries(self) -> None:
        [package] = installed_packages(self.server)
        self.assertEqual(package, "libpq5")
        listed = run("dpkg", "-L", package)
        self.assertIn("/libpq.so.5\n", listed)
        self.assertEqual([name for name in installed_packages(self.build) if name[0] != "/"],
                         ["g++", "ninja-build"])

    def test_sqlite(self) -> None:
        url = "sqlite:////srv/app.db"
        self.bundle(*self.command, DATABASE_URL=url)
        self.assertEqual(self.bundle("current", "--url", url), "b1 (head)\n")
        self.assertIn("b1 (head), second\n", self.bundle("history"))
        self.assertEqual(len(json.loads(self.bundle("log", "--json", "--url", url))), 2)
        self.bundle("downgrade", "a1", "--url", url)
        script = self.bundle("upgrade", "a1:head", "--sql", "--url", url)
        self.assertIn("insert into a values (2);\n", script)
        with sqlite3.connect(self.root.root / "srv/app.db") as database:
            self.assertEqual(database.execute("select version_num from shipped").fetchall(),
                             [("a1",)])
            self.assertEqual(database.execute("select count(*) from a").fetchall(), [(0,)])

    def test_postgresql_through_loopback(self) -> None:
        maintenance = servers.url_of_test_server("POSTGRESQL")
        name = f"bundle_{uuid.uuid4().hex}"
        url = urllib.parse.urlsplit(maintenance)._replace(path=f"/{name}").geturl()
        server = psycopg2.connect(maintenance)
        server.autocommit = True
        server.cursor().execute(f"create database {name}")
        try:
            self.bundle(*self.command, DATABASE_URL=url)
            self.assertEqual(self.bundle("current", DATABASE_URL=url), "b1 (head)\n")
            self.bundle("downgrade", "a1", DATABASE_URL=url)
            database = psycopg2.connect(url)
            cursor = database.cursor()
            cursor.execute("select (select version_num from shipped), (select count(*) from a), "
                           "(select count(*) from shipped_log)")
            self.assertEqual(cursor.fetchall(), [("a1", 0, 3)])
            database.close()
        finally:
            server.cursor().execute(f"drop database {name} with (force)")
            server.close()

    def test_start(self) -> None:
        for words in ([self.program, "heads"], [self.program, "--version"],
                      [shutil.which("psql", path="/usr/lib/postgresql/15/bin"), "--version"]):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            for _ in range(STARTS):
                subprocess.run(words, capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            print(f"{Path(words[0]).name} {words[1]}: {seconds / STARTS * 1000:.1f} ms of processor")


class Examples(unittest.TestCase):
    """docs/examples, each as a plugin and as a bundle."""

    def project(self, name: str) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="revise-example-")) / name
        self.addCleanup(shutil.rmtree, folder.parent)
        shutil.copytree(REPOSITORY / "docs/examples" / name, folder)
        return folder

    def check(self, folder: Path, select: str, expected: list[tuple]) -> None:
        run("revise", "bundle", "-o", "migrate", cwd=folder)
        run("revise", "build", "-o", "plugin.so", cwd=folder)
        for number, words in enumerate((["revise"], ["./migrate"],
                                        ["revise", "--plugin", "plugin.so"])):
            file = f"{number}.db"
            run(*words, "upgrade", "head", "--url", f"sqlite:///{file}", cwd=folder)
            with sqlite3.connect(folder / file) as database:
                self.assertEqual(database.execute(select).fetchall(), expected, words)
        needed = run("readelf", "-d", folder / "migrate")
        self.assertEqual(sorted(re.findall(r"NEEDED.*\[(.*)\]", needed)),
                         ["ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6", "libpq.so.5"])

    def test_code_of_the_application(self) -> None:
        folder = self.project("application_code")
        readme = (folder / "README.md").read_text(encoding="utf-8")
        run("sh", "-c", re.search(r"^g\+\+.*$", readme, re.M)[0], cwd=folder)
        self.check(folder, "select slug from posts order by id",
                   [("hello-world",), ("c-20-and-later",)])

    def test_soci(self) -> None:
        self.check(self.project("soci"), "select name from people order by id",
                   [("Ada Lovelace",), ("Grace Hopper",)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--repository", type=Path, required=True)
    given, rest = parser.parse_known_args()
    BIN, REPOSITORY = given.bin.resolve(), given.repository.resolve()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
