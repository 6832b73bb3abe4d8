"""abilities.py: a test that cannot run is skipped with the reason, or fails if all tests must
run."""

from __future__ import annotations

import contextlib
import io
import os
import unittest
from unittest import mock

import abilities


class Abilities(unittest.TestCase):
    def require(self, **environment: str) -> tuple[int, str]:
        kept = {name: value for name, value in os.environ.items() if name != "REVISE_TEST_ALL"}
        output = io.StringIO()
        with (mock.patch.dict(abilities.REASONS, {"root": lambda: None, "mount": lambda: "no right"}),
              mock.patch.dict(os.environ, kept | environment, clear=True),
              mock.patch("sys.argv", ["/tests/disk_full.py"]),
              contextlib.redirect_stdout(output), contextlib.redirect_stderr(output)):
            abilities.require("root")
            with self.assertRaises(SystemExit) as ended:
                abilities.require("root", "mount")
        return ended.exception.code, output.getvalue()

    def test_what_is_missing_is_told_and_skipped(self) -> None:
        self.assertEqual(self.require(),
                         (abilities.SKIPPED, "skipped: disk_full.py needs 'mount': no right\n"))

    def test_where_all_must_run_it_fails(self) -> None:
        self.assertEqual(self.require(REVISE_TEST_ALL="1"),
                         (1, "disk_full.py needs 'mount': no right, and every test must run here "
                             "(REVISE_TEST_ALL)\n"))

    def test_each_looks_at_the_machine(self) -> None:
        for reason in abilities.REASONS.values():
            self.assertIn(type(reason()), (str, type(None)))


if __name__ == "__main__":
    unittest.main()
