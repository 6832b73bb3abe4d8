"""Tests of run.py: a scenario fails exactly if its output differs from the expected text."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

from alignment import merged

RUN = Path(__file__).with_name("run.py")


class Alignment(unittest.TestCase):
    def test_equal_lines_are_themselves(self) -> None:
        self.assertEqual(merged(["a", "b"], ["a", "b"]), ["a", "b"])
        self.assertEqual(merged([], []), [])

    def test_a_missing_or_additional_line_shows(self) -> None:
        self.assertEqual(merged(["a", "b", "c"], ["a", "c"]), ["a", "c"])
        self.assertEqual(merged(["a", "c"], ["a", "b", "c"]), ["a", "b", "c"])

    def test_a_pattern_matches_within_its_line_and_stays(self) -> None:
        self.assertEqual(merged(["in [..] ms"], ["in 12 ms"]), ["in [..] ms"])
        self.assertEqual(merged(["in [..] ms"], ["in 12 s"]), ["in 12 s"])
        self.assertEqual(merged(["a.c[..]"], ["abc"]), ["abc"])

    def test_dots_match_any_number_of_lines(self) -> None:
        for between in ([], ["x"], ["x", "...", "y"]):
            self.assertEqual(merged(["a", "...", "b"], ["a", *between, "b"]), ["a", "...", "b"])
        self.assertEqual(merged(["a", "...", "b"], ["a", "x"]), ["a", "..."])
        self.assertEqual(merged(["..."], []), ["..."])


class Runner(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="run it's ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "bin").mkdir()
        (self.folder / "tmp").mkdir()
        revise = self.folder / "bin/revise"
        revise.write_text("#!/bin/sh\necho revise \"$@\"\n", encoding="ascii")
        revise.chmod(0o755)
        self.scenario = self.folder / "scenario.txt"

    def run_text(self, text: str, **environment: str) -> tuple[int, str]:
        self.scenario.write_text(textwrap.dedent(text), encoding="utf-8")
        return self.run_again(**environment)

    def run_again(self, **environment: str) -> tuple[int, str]:
        kept = {name: value for name, value in os.environ.items()
                if name not in ("REVISE_UPDATE_EXPECTED", "REVISE_KEEP_TEST_FOLDERS")}
        done = subprocess.run(
            [sys.executable, str(RUN), "--bin", str(self.folder / "bin"), str(self.scenario)],
            capture_output=True, text=True, check=False,
            env=kept | {"TMPDIR": str(self.folder / "tmp")} | environment)
        return done.returncode, done.stdout + done.stderr

    def passes(self, text: str, **environment: str) -> None:
        code, output = self.run_text(text, **environment)
        self.assertEqual(code, 0, output)

    def fails(self, text: str, *expected: str, **environment: str) -> None:
        code, output = self.run_text(text, **environment)
        self.assertEqual(code, 1, output)
        for part in expected:
            self.assertIn(part, output)


class Run(Runner):
    def test_the_tested_revise_comes_first(self) -> None:
        self.passes("""\
            $ revise current -v
            > revise current -v
            """)

    def test_a_wrong_line_fails_with_the_difference(self) -> None:
        self.fails("""\
            $ echo a; echo b
            > a
            > c
            """, "scenario.txt:1: $ echo a; echo b", "\n > a\n-> c\n+> b\n", "folder is kept: /")

    def test_a_wrong_exit_code_fails(self) -> None:
        self.fails("$ exit 3\n? 1\n", "\n-? 1\n+? 3\n")
        self.fails("$ exit 3\n", "\n+? 3\n")
        self.fails("$ true\n? 3\n", "\n-? 3\n")
        self.passes("$ kill -SEGV $$\n? 139\n")

    def test_output_that_nobody_expects_fails(self) -> None:
        self.fails("$ echo a >&2\n> a\n", "\n-> a\n+2> a\n")
        self.fails("$ echo a\n", "\n+> a\n")
        self.fails("$ printf a\n> a\n", "\n+> \\ no newline at the end\n")

    def test_what_does_not_end_is_ended(self) -> None:
        self.fails("$ echo before; sleep 100\ntimeout: 0.5\n> before\n",
                   "no end after 0.5 s", "before")

    def test_a_later_command_does_not_hide_an_earlier_one(self) -> None:
        self.fails("$ false\n\n$ true\n", ":1: $ false")

    def test_files_input_and_variables(self) -> None:
        self.passes("""\
            # Comments stand anywhere between.
            -- file a folder/a.txt --
            #include <a>

            -- select 1

            -- append a folder/a.txt --
            last

            -- end --
            $ cat "a folder/a.txt"
            > #include <a>
            >
            > -- select 1
            > last
            >

            -- file a folder/a.txt --
            new
            $ cat "a folder/a.txt" - <<'END'; echo end
              from $HOME

              END
            > new
            > from $HOME
            >
            > end

            $ cat; pwd; echo "$HOME"
            < typed
            <
            < twice
            > typed
            >
            > twice
            > $WORK
            > $HOME
            """)

    def test_the_environment_is_clean(self) -> None:
        self.passes("$ echo \"[$DATABASE_URL]\"\n> []\n", DATABASE_URL="postgresql://elsewhere")

    def test_what_is_left_running_is_ended(self) -> None:
        self.passes("$ sleep 1000 >/dev/null 2>&1 & echo $! >../../pid\n")
        (pid_file,) = (self.folder / "tmp").glob("*/pid")
        pid = pid_file.read_text(encoding="ascii").strip()
        self.assertFalse(Path(f"/proc/{pid}").exists())

    def test_an_update_keeps_patterns_and_all_else(self) -> None:
        before = """\
            # a comment
            -- file a.txt --
            text

            $ echo same; echo 12 ms; echo new; echo gone wrong >&2; exit 3
            > same
            > [..] ms
            > old
            ? 1

            $ echo untouched
            > unt[..]
            # the end
            """
        code, output = self.run_text(before, REVISE_UPDATE_EXPECTED="1")
        self.assertEqual(code, 0, output)
        self.assertIn("rewrote what 1 of 2 commands print", output)
        after = before.replace("> old\n            ? 1\n",
                               "> new\n            2> gone wrong\n            ? 3\n")
        self.assertEqual(self.scenario.read_text(encoding="utf-8"), textwrap.dedent(after))
        self.assertEqual(self.run_again()[0], 0)

    def test_an_update_of_what_is_right_changes_nothing(self) -> None:
        text = "$ echo a\n> [..]\n? 0\n"
        self.assertEqual(self.run_text(text, REVISE_UPDATE_EXPECTED="1")[0], 0)
        self.assertEqual(self.scenario.read_text(encoding="utf-8"), text)

    def test_a_scenario_that_cannot_run_here_is_skipped(self) -> None:
        words = ["unshare", "--user", sys.executable, str(RUN), "--bin", str(self.folder / "bin")]
        if subprocess.run(["unshare", "--user", "true"], check=False, capture_output=True).returncode != 0:
            self.skipTest("no user namespaces")
        self.scenario.write_text("needs: root\n$ false\n", encoding="utf-8")
        for environment, code in (({}, 77), ({"REVISE_TEST_ALL": "1"}, 1)):
            kept = {name: value for name, value in os.environ.items()
                    if name != "REVISE_TEST_ALL"}
            done = subprocess.run([*words, str(self.scenario)], capture_output=True, text=True,
                                  check=False, env=kept | environment)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn("scenario.txt needs 'root': this is not root", done.stdout + done.stderr)

    def test_lines_that_mean_nothing_are_named(self) -> None:
        self.fails("$ true\n\n> late\n", "scenario.txt:3: belongs to no command")
        self.fails("revise init\n", "scenario.txt:1: cannot be read: 'revise init'")
        self.fails("needs: oracle\n", "scenario.txt:1: 'oracle' cannot be needed")
        self.fails("timeout: long\n", "scenario.txt:1: a timeout is a number")
        self.fails("# nothing\n", "a scenario without a command shows nothing")
        self.fails("$ true\n? 1\n? 2\n", "one '? N'")

    def test_no_server_is_a_failure(self) -> None:
        self.fails("needs: postgresql\n$ true\n", "no test server: run scripts/test",
                   REVISE_TEST_SERVERS="/nowhere")


class Databases(Runner):
    def test_a_database_of_its_own_on_each_server(self) -> None:
        text = """\
            needs: postgresql pgvector
            $ psql -X -At "$POSTGRESQL_URL" -c 'select current_database(); create table t()'
            > $POSTGRESQL_DATABASE
            > CREATE TABLE
            $ psql -X -At "$PGVECTOR_URL" -c "create extension vector"
            > CREATE EXTENSION
            $ echo "at $PGVECTOR_HOST:$PGVECTOR_PORT port $POSTGRESQL_PORT"
            > at 127.0.0.1:$PGVECTOR_PORT port $POSTGRESQL_PORT
            $ psql -X -w "postgresql://$POSTGRESQL_USER:wrong@$POSTGRESQL_HOST:$POSTGRESQL_PORT/x"
            2> [..]password authentication failed for user "revise"
            ? 2
            """
        self.passes(text)
        self.passes(text)

    def test_a_printed_password_fails_and_is_not_shown(self) -> None:
        code, output = self.run_text("needs: postgresql\n$ echo \"$POSTGRESQL_URL\"\n> [..]\n",
                                     REVISE_UPDATE_EXPECTED="1")
        self.assertEqual(code, 1)
        self.assertIn("it printed the password of the test server", output)
        self.assertNotRegex(output, "[0-9a-f]{32}")


if __name__ == "__main__":
    unittest.main()
