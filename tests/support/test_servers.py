"""servers.py: what it starts, what it ends, and what it leaves unchanged."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pgvector_chroot
import servers

SERVERS = Path(__file__).with_name("servers.py")


def running_servers() -> dict[str, str]:
    """The URLs of servers that ctest has already started: each further server would take a
    second."""
    return {"REVISE_TEST_PGVECTOR_URL": servers.url_of_test_server("PGVECTOR"),
            "REVISE_TEST_POSTGRESQL_18_URL": servers.url_of_test_server("POSTGRESQL")}


class Servers(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="servers it's ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "servers"
        self.addCleanup(self.run_servers, "stop")

    def run_servers(self, command: str, **urls: str) -> tuple[int, str]:
        environment = os.environ | running_servers() | urls
        done = subprocess.run([sys.executable, str(SERVERS), command, str(self.folder)],
                              capture_output=True, text=True, check=False, env=environment)
        return done.returncode, done.stdout + done.stderr

    def started(self) -> tuple[servers.Server, str]:
        """The PostgreSQL 15 of a new start, and its URL."""
        code, output = self.run_servers("start")
        self.assertEqual(code, 0, output)
        self.assertNotRegex(output, "[0-9a-f]{32}")
        server, *self.poolers = servers.read_servers(self.folder)
        first = (self.folder / "urls.env").read_text(encoding="utf-8").splitlines()[0]
        return server, shlex.split(first)[0].partition("=")[2]

    def test_start_and_stop(self) -> None:
        server, url = self.started()
        for name in ("urls.env", "urls-18.env"):
            self.assertEqual((self.folder / name).stat().st_mode & 0o777, 0o600)
        self.assertEqual(servers.query(url, "show data_directory"), f"{server.folder}/data")
        for pooler in self.poolers:
            self.assertTrue(pooler.is_running())
        with self.assertRaisesRegex(servers.Missing, "password authentication failed"):
            servers.query(url.replace("@", "x@"), "select 1")
        self.assertEqual(self.run_servers("stop"), (0, ""))
        for ended in (server, *self.poolers):
            self.assertFalse(ended.is_running())
            self.assertFalse(Path(ended.folder).exists())
        self.assertEqual(list(self.folder.iterdir()), [])
        self.assertEqual(self.run_servers("stop"), (0, ""))

    def test_a_second_start_replaces_the_first(self) -> None:
        first, _ = self.started()
        second, url = self.started()
        self.assertFalse(first.is_running())
        self.assertTrue(second.is_running())
        self.assertEqual(servers.query(url, "select 1"), "1")

    def test_an_interrupted_start_is_cleaned_up(self) -> None:
        server, _ = self.started()
        started = (server, *self.poolers)
        servers.write_servers(self.folder,
                              [servers.Server(0, one.folder, one.root) for one in started])
        self.assertEqual(self.run_servers("stop"), (0, ""))
        for ended in started:
            self.assertFalse(ended.is_running())
            self.assertFalse(Path(ended.folder).exists())

    def test_another_process_with_that_id_is_left_alone(self) -> None:
        with subprocess.Popen(["sleep", "100"]) as other:
            self.folder.mkdir()
            servers.write_servers(self.folder, [servers.Server(
                other.pid, servers.FOLDER + "gone", Path("/"))])
            self.assertEqual(self.run_servers("stop"), (0, ""))
            self.assertIsNone(other.poll())
            other.kill()

    def test_another_folder_is_left_alone(self) -> None:
        kept = self.folder.parent / "kept"
        kept.mkdir()
        self.folder.mkdir()
        servers.write_servers(self.folder, [servers.Server(0, str(kept), Path("/"))])
        self.assertEqual(self.run_servers("stop")[0], 1)
        self.assertTrue(kept.exists())
        (self.folder / "pids").unlink()

    def test_a_server_that_does_not_answer_is_an_error(self) -> None:
        code, output = self.run_servers(
            "start", REVISE_TEST_PGVECTOR_URL="postgresql://me:secret@127.0.0.1:1/x")
        self.assertEqual(code, 1)
        self.assertIn("servers.py: the server at 127.0.0.1:1 does not answer", output)
        self.assertNotIn("secret", output)
        self.assertEqual(list(self.folder.iterdir()), [])


class Chroot(unittest.TestCase):
    def test_a_folder_without_all_of_it_is_not_taken_for_whole(self) -> None:
        with tempfile.TemporaryDirectory() as root:
            self.assertFalse(pgvector_chroot.is_whole(Path(root)))
            (Path(root) / f"usr/lib/postgresql/{pgvector_chroot.VERSION}/bin").mkdir(parents=True)
            self.assertFalse(pgvector_chroot.is_whole(Path(root)))


if __name__ == "__main__":
    unittest.main()
