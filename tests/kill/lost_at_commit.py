"""lost_at_commit.py --bin FOLDER: loses the connection at each commit in turn, up and down.

The connection is cut before the COMMIT reaches the server, or after that and before the answer
returns. The message says what is known, and the same command finishes the job.
"""

from __future__ import annotations

import argparse
import urllib.parse
from pathlib import Path

from cutting_proxy import Cut, CuttingProxy, new_cutting_proxy
from databases import Failed, PostgreSQL, new_postgresql, test_server
from journey import DOWN, UP, main
from messages import check_told
from migrations import MIGRATIONS
from project import Project, new_project


CUTS: list[tuple[Cut, bool]] = [("before", False), ("after", False), ("before", True),
                                ("after", True)]


class Traveller:
    """Walks up and down through the proxy."""

    def __init__(self, project: Project, database: PostgreSQL, proxy: CuttingProxy) -> None:
        self.project = project
        self.database = database
        self.proxy = proxy
        parts = urllib.parse.urlsplit(database.url)
        netloc = f"{parts.username}:{parts.password}@127.0.0.1:{proxy.port}"
        self.url = parts._replace(netloc=netloc).geturl() + "?sslmode=disable"

    def at(self, when: str) -> int:
        self.database.settle()
        return self.project.check(self.database.state(), when)

    def count_commits(self, words: tuple[str, ...]) -> int:
        self.proxy.expect(0, "before", False)
        self.project.run(self.url, *words)
        return self.proxy.commits

    def forget(self) -> None:
        """Drops all of revise's own tables, as before the very first run."""
        for table in self.database.ask("select relname from pg_class where relkind = 'r' and "
                                       "relname like 'alembic\\_version%'"):
            self.database.ask(f"drop table {table}")

    def cut(self, words: tuple[str, ...], number: int, cut: Cut, refuses: bool) -> str:
        """Cuts commit `number` of a walk, checks the result, and finishes with the same command.
        Returns what the run printed."""
        before = self.at("before")
        self.proxy.expect(number, cut, refuses)
        _, said = self.project.run(self.url, *words, code=1)
        if not self.proxy.was_cut:
            raise Failed(f"{' '.join(words)} has no commit {number}:\n{said}")
        at = self.at(f"commit {number} of {' '.join(words)} cut {cut}:\n{said}")
        is_unknown = check_told(self.project, said, words == UP, before, at)
        if is_unknown != (refuses and "revision" in said):
            raise Failed(f"commit {number} cut {cut}, server "
                         f"{'gone' if refuses else 'there'}:\n{said}")
        self.proxy.expect(0, "before", False)
        self.project.run(self.url, *words)
        end = self.at("after the same command again")
        if end != (len(self.project.order) if words == UP else 0):
            raise Failed(f"the same command again leaves it at {end}")
        return said


def test() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--bin", type=Path, required=True)
    given = options.parse_args()
    with (new_project(given.bin.absolute(), MIGRATIONS) as project,
          new_postgresql(test_server()) as database,
          new_cutting_proxy((database.host, database.port)) as proxy):
        project.record(database)
        traveller = Traveller(project, database, proxy)
        commits = {words: traveller.count_commits(words) for words in (UP, DOWN)}
        cuts = 0
        # The very first commits create revise's own tables.
        for number in (1, 2, 3):
            for cut, refuses in CUTS:
                traveller.forget()
                traveller.cut(UP, number, cut, refuses)
                project.run(traveller.url, *DOWN)
                cuts += 1
        gone = 0
        for number in range(1, max(commits.values()) + 1):
            # If the server cannot be reached afterwards, revise cannot tell the two cuts apart.
            kinds = CUTS if number % 4 == 1 else CUTS[:2]
            for cut, refuses in kinds:
                for words in (UP, DOWN):
                    if number <= commits[words]:
                        traveller.cut(words, number, cut, refuses)
                        cuts += 1
                        gone += refuses
                    else:
                        project.run(traveller.url, *words)
        print(f"PostgreSQL: the connection was cut at {cuts} commits, before and after it was "
              f"forwarded, of walks that have {commits[UP]} up and {commits[DOWN]} down; {gone} "
              "times the server was gone afterwards; found at one prefix each time", flush=True)


if __name__ == "__main__":
    main(test)
