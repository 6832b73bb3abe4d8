"""journal.py --bin FOLDER postgresql|sqlite|terminate: SIGKILL at random moments of a revision that
is not transactional; with `terminate`, pg_terminate_backend while an index is built concurrently.

Afterwards the same command resumes with the interrupted statement. Every statement is done exactly
once, even if an index was left invalid, and the database ends as after an undisturbed run.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import re
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from databases import Failed, PostgreSQL, SQLite, State, new_postgresql, test_server
from journey import main, seeded, wanted
from migrations import Migration
from project import Project, new_project

ROWS = 40_000

# `counted` records how often each statement was done.
BASE = Migration("j1", (), """
  op.create_table("t", {column("id", bigint).primary_key(), column("a", integer),
                        column("b", text)});
  op.create_table("counted", {column("statement", integer).primary_key(),
                              column("times", integer)});
  op.on(postgresql).execute("insert into t select i, i %% 1000, md5(i::text) "
                            "from generate_series(1, %d) i");
  op.on(sqlite).execute("with recursive n(i) as (select 1 union all select i + 1 from n "
                        "where i < %d) insert into t select i, i %% 1000, hex(i) from n");
  for (int i = 1; i <= 30; ++i) op.execute("insert into counted values ($1, 0)", {i});
""" % (ROWS, ROWS), "")

COUNT = '"update counted set times = times + 1 where statement = {}; "'


def counts(first: int, last: int) -> str:
    return "\n  ".join(COUNT.format(n) for n in range(first, last + 1))


POSTGRESQL = Migration("j2", ("j1",), f"""
  op.execute({counts(1, 8)});
  op.create_index("ix_1", "t", {{"a"}}, {{.concurrently = true}});
  op.create_enum("mood", {{"good"}});
  op.add_enum_value("mood", "bad");
  op.execute("create table moods (m mood); insert into moods values ('bad')");
  op.execute("create unique index concurrently if not exists ix_2 on t (b, a)");
  op.execute({counts(9, 16)});
  op.execute("alter table t add constraint ck_a check (a >= 0) not valid");
  op.validate_constraint("t", "ck_a");
  op.execute("reindex index concurrently ix_1");
  op.create_index("ix_3", "t", {{"b"}}, {{.concurrently = true}});
  op.drop_index("ix_1", {{.concurrently = true}});
  op.bulk_insert("moods", {{"m"}}, {{{{"good"}}, {{"bad"}}}});
  for (int i = 17; i <= 30; ++i) {{
    op.execute("update counted set times = times + 1 where statement = $1", {{i}});
  }}
  op.execute("vacuum t");""", "", False)

SQLITE = Migration("j2", ("j1",), f"""
  op.execute({counts(1, 8)});
  op.create_index("ix_1", "t", {{"a"}});
  op.execute("vacuum");
  op.add_column("t", column("c", integer));
  op.alter_column_type("t", "a", bigint);
  op.execute({counts(9, 16)});
  op.drop_index("ix_1");
  op.bulk_insert("t", {{"id"}}, {{{{-1}}, {{-2}}}});
  for (int i = 17; i <= 30; ++i) {{
    op.execute("update counted set times = times + 1 where statement = $1", {{i}});
  }}
  op.execute("vacuum");""", "", False)

BUILDING = """
select count(pg_terminate_backend(pid)) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and query ilike '%index concurrently%'
  and state = 'active'
"""

OTHERS = """
select count(*) from pg_stat_activity where datname = current_database()
  and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


class Walk:
    def __init__(self, project: Project, database: PostgreSQL | SQLite) -> None:
        self.project = project
        self.database = database
        self.said: collections.Counter[str] = collections.Counter()
        project.run(database.url, "upgrade", "j1")
        self.before = database.state()
        self.duration = project.duration(database, "upgrade", "j2")
        self.after = database.state()

    def again(self) -> None:
        """Returns to the state before the revision."""
        if isinstance(self.database, SQLite):
            self.database.path.unlink()
        else:
            self.database.ask("drop schema public cascade", "create schema public")
        self.project.run(self.database.url, "upgrade", "j1")
        check("again", self.database.state(), self.before)

    def note(self, said: str) -> None:
        for pattern in (r"ran before$", r"was left invalid: dropped",
                        r"no longer exists: building it again", r"waiting for process \d+"):
            self.said[pattern] += len(re.findall(pattern, said, re.MULTILINE))


def check(when: str, found: State, wanted_state: State) -> None:
    if found != wanted_state:
        lines = sorted(set(found.catalog) ^ set(wanted_state.catalog))
        raise Failed(f"{when}, at {found.rows}: differs in\n" + "\n".join(
            ("there:   " if line in found.catalog else "missing: ") + line for line in lines))


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    options.add_argument("how", choices=("postgresql", "sqlite", "terminate"))
    given = options.parse_args()
    chance = seeded()
    with contextlib.ExitStack() as stack:
        project = stack.enter_context(new_project(
            given.bin.absolute(), [BASE, SQLITE if given.how == "sqlite" else POSTGRESQL]))
        database: PostgreSQL | SQLite = (
            SQLite(project.folder / "my.db") if given.how == "sqlite"
            else stack.enter_context(new_postgresql(test_server())))
        walk = Walk(project, database)
        kills, walks, runs, invalid, most = 0, 0, 0, 0, 0
        number = wanted(20 if given.how == "terminate" else 100)
        while kills < number:
            walk.again()
            walks += 1
            tries = 0
            while True:
                tries += 1
                with project.start(database.url, "upgrade", "head") as process:
                    hit = kills < number and disturb(process, database, given.how,
                                                     chance.uniform(0, walk.duration * 0.7))
                    _, said = process.communicate(timeout=60)
                walk.note(said)
                kills += hit
                if process.returncode == 0:
                    break
                if not hit:
                    raise Failed(f"upgrade exits {process.returncode}:\n{said}")
                if isinstance(database, PostgreSQL) and chance.random() < 0.7:
                    # Otherwise the next run would begin while the backend of the killed run is
                    # still at work.
                    invalid += is_invalid_left(database)
            runs += tries
            most = max(most, tries)
            check(f"after {tries} runs", database.state(), walk.after)
            left = rows_of_journal(database)
            if left != 0:
                raise Failed(f"{left} entries are left in the journal")
        said = ", ".join(f"{count} times '{what}'" for what, count in sorted(walk.said.items()))
        print(f"{database.kind}: {kills} kills ({given.how}), an invalid index found after "
              f"{invalid}; {walks} walks in {runs} runs, at most {most} until done; {said}")


def disturb(process: subprocess.Popen[str], database: PostgreSQL | SQLite, how: str,
            after: float) -> bool:
    """Disturbs the process. Returns whether it was still running."""
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        if how == "terminate":
            assert isinstance(database, PostgreSQL)
            return database.ask(BUILDING) != ["0"] and process.wait(60) != 0
        process.kill()
        return process.wait() == -signal.SIGKILL


def is_invalid_left(database: PostgreSQL) -> bool:
    """Whether an invalid index is left, once the backend of the killed client has ended. It does
    not use WAIT_UNTIL_ALONE, because a concurrent build would wait for that."""
    for _ in range(3000):
        if database.ask(OTHERS) == ["0"]:
            return database.ask("select count(*) > 0 from pg_index where not indisvalid") == ["t"]
        time.sleep(0.01)
    raise Failed("the backend of the killed client does not end")


def rows_of_journal(database: PostgreSQL | SQLite) -> int:
    sql = "select count(*) from alembic_version_journal"
    if isinstance(database, PostgreSQL):
        return int(database.ask(sql)[0])
    with contextlib.closing(sqlite3.connect(database.path)) as connection:
        return int(connection.execute(sql).fetchone()[0])


if __name__ == "__main__":
    main(test)
