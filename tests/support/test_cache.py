"""The folder for what the test servers need and the machine's packages do not provide."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path


class Missing(Exception):
    """The test servers need something that is missing here; the text says what, and what to do."""


def as_root() -> list[str]:
    """The words before a command that needs root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(
            ["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    raise Missing("a PostgreSQL with pgvector needs root here (chroot): run as root, allow sudo "
                  "without a password, or set REVISE_TEST_PGVECTOR_URL")


def cache_folder() -> Path:
    """`$REVISE_TEST_CACHE`, else `$XDG_CACHE_HOME/revise-test`, else `~/.cache/revise-test`."""
    if given := os.environ.get("REVISE_TEST_CACHE"):
        return Path(given).absolute()
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given).absolute() / "revise-test"
    return Path.home() / ".cache" / "revise-test"


@contextlib.contextmanager
def locked_cache() -> Iterator[int]:
    """Locks the cache, so that two test runs on one machine do not fill it at once. The lock lasts
    as long as a process holds the yielded file descriptor."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    with (cache_folder() / "lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()
