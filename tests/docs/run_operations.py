#!/usr/bin/env python3
"""Runs the calls in a document, and compares their SQL with the SQL in the document.

    run_operations.py --bin FOLDER DOCUMENT      FOLDER holds the `revise` that is tested

A ```cpp block that is followed by a ```sql block contains calls of an upgrade; each block becomes a
migration, in their order. The SQL block is what `revise upgrade --sql` writes for PostgreSQL. A
```sql block after it that begins with `-- on SQLite` is what it writes for SQLite. All migrations
are then run: by revise in one database, and as a script by psql or sqlite3 in another. `<!--
before: CODE -->` before a block is code that runs first and is not compared; `<!-- not
transactional -->` makes the migration not transactional. Other C++ blocks are ignored. With
REVISE_UPDATE_EXPECTED=1, the SQL is written into the document; read the difference before you
commit it. The server is REVISE_TEST_PGVECTOR_URL in the file that REVISE_TEST_SERVERS names.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import servers  # noqa: E402

BEGINS = "select 'the snippet begins'"
ENDS = "select 'the snippet ends'"
ON_SQLITE = "-- on SQLite\n"

MIGRATION = """#include <revise/migration.h>

using namespace revise;

static void upgrade(operations& op) {{
{before}
  op.execute("{begins}");
  // line {line} of the document
{code}
  op.execute("{ends}");
}}

const registered migration{{.revision = "{id}", .down_revision = {{{parent}}}, .message = "{id}",
                           .transactional = {transactional}, .upgrade = upgrade,
                           .downgrade = irreversible}};
"""

SNIPPET = re.compile(
    r"(?:<!-- before:(?P<before>.*?)-->\n)?(?P<apart><!-- not transactional -->\n)?"
    r"```cpp\n(?P<code>(?:(?!```).)*)```\n+"
    r"```sql\n(?P<sql>.*?)```\n(?:\n```sql\n-- on SQLite\n(?P<sqlite>.*?)```\n)?", re.S)


@dataclass
class Snippet:
    id: str
    line: int
    before: str
    code: str
    transactional: bool
    expected: dict[str, str | None]  # by database


def parse(text: str) -> list[Snippet]:
    return [Snippet(id=f"s{number:03}", line=text[:match.start("code")].count("\n") + 1,
                    before=match["before"] or "", code=match["code"],
                    transactional=match["apart"] is None,
                    expected={"postgresql": match["sql"], "sqlite": match["sqlite"]})
            for number, match in enumerate(SNIPPET.finditer(text), start=1)]


def with_sql(text: str, actual: list[dict[str, str]]) -> str:
    """The document with the SQL that the snippets have produced."""
    for match, sql in reversed(list(zip(SNIPPET.finditer(text), actual))):
        if match["sqlite"] is not None:
            text = text[:match.start("sqlite")] + sql["sqlite"] + text[match.end("sqlite"):]
        text = text[:match.start("sql")] + sql["postgresql"] + text[match.end("sql"):]
    return text


def run(*command: str, cwd: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=cwd, env=environment, text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{shlex.join(command[:4])}: exit code {done.returncode}\n"
                         f"{done.stdout[-2000:]}{done.stderr}")
    return done.stdout


def write_project(folder: Path, snippets: list[Snippet]) -> None:
    versions = folder / "db/versions"
    versions.mkdir(parents=True)
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = db\n")
    parent = ""
    for one in snippets:
        (versions / f"{one.id}.cpp").write_text(MIGRATION.format(
            before=one.before, begins=BEGINS, ends=ENDS, line=one.line, code=one.code, id=one.id, parent=parent,
            transactional="true" if one.transactional else "false"))
        parent = f'"{one.id}"'


def become(kind: str, folder: Path, snippets: list[Snippet], environment: dict[str, str],
           urls: list[str]) -> dict[str, str]:
    """The SQL of each snippet by its id, after all of them have run in both databases."""
    write_project(folder, snippets)
    environment = {**environment, "DATABASE_URL": urls[0]}
    script = run("revise", "-q", "upgrade", "base:head", "--sql", cwd=folder,
                 environment=environment)
    run("revise", "-q", "upgrade", "head", cwd=folder, environment=environment)
    file = folder / "script.sql"
    file.write_text(script)
    if kind == "postgresql":
        run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-f", str(file), urls[1], cwd=folder,
            environment=environment)
    else:
        run("sqlite3", "-bail", "script.db", f".read {file}", cwd=folder, environment=environment)
    found = re.findall(rf"^{BEGINS};\n(.*?)^{ENDS};\n", script, re.S | re.M)
    assert len(found) == len(snippets), f"{len(found)} of {len(snippets)} snippets in the script"
    return {one.id: sql for one, sql in zip(snippets, found)}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("document", type=Path)
    options = parser.parse_args()
    document = options.document.resolve()
    text = document.read_text()
    snippets = parse(text)
    environment = {**os.environ, "PATH": f"{options.bin.resolve()}:{os.environ['PATH']}"}

    maintenance = servers.url_of_test_server("PGVECTOR")
    names = [f"revise_document_{os.getpid()}_{n}" for n in (1, 2)]
    urls = [re.sub(r"/[^/]*$", f"/{name}", maintenance) for name in names]

    def psql(sql: str) -> None:
        run("psql", "-Xqc", sql, maintenance, cwd=Path("/"), environment=environment)

    with tempfile.TemporaryDirectory(prefix="revise-document-") as folder:
        try:
            for name in names:
                psql(f"create database {name}")
            of = {"postgresql": become("postgresql", Path(folder) / "postgresql", snippets,
                                       environment, urls),
                  "sqlite": become("sqlite", Path(folder) / "sqlite",
                                   [s for s in snippets if s.expected["sqlite"] is not None],
                                   environment, ["sqlite:///run.db"])}
        finally:
            for name in names:
                psql(f"drop database if exists {name} with (force)")

    if os.environ.get("REVISE_UPDATE_EXPECTED"):
        document.write_text(with_sql(text, [{kind: sql.get(s.id, "") for kind, sql in of.items()}
                                            for s in snippets]))
        return 0
    differs = False
    for one in snippets:
        for kind, expected in one.expected.items():
            if expected is None or expected == of[kind][one.id]:
                continue
            differs = True
            print(f"{document.name}:{one.line}: on {kind}", *difflib.unified_diff(
                expected.splitlines(), of[kind][one.id].splitlines(), "document", "what it is",
                lineterm=""), sep="\n", file=sys.stderr)
    print(f"{document.name}: {len(snippets)} snippets run on postgresql, {len(of['sqlite'])} on "
          "sqlite")
    return 1 if differs or not snippets else 0


if __name__ == "__main__":
    sys.exit(main())
