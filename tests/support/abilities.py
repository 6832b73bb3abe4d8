"""What some tests need from the machine and an unprivileged container does not have.

If an ability is missing, the test prints the reason and ends with SKIPPED, which ctest shows as
"Skipped". With REVISE_TEST_ALL in the environment, which scripts/test --all sets, it fails instead.
"""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77


def _fails(*words: str) -> str | None:
    """The reason why a command does not work here; None if it works."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        return str(missing)
    return None if done.returncode == 0 else f"{words[0]}: {(done.stderr or done.stdout).strip()}"


def _no_root() -> str | None:
    if os.geteuid() != 0:
        return "this is not root"
    with tempfile.NamedTemporaryFile() as file:
        try:
            os.chown(file.name, pwd.getpwnam("nobody").pw_uid, -1)
        except OSError as failed:
            return f"a file cannot be given to another user: {failed}"
    return None


def _no_terminal() -> str | None:
    try:
        for end in os.openpty():
            os.close(end)
    except OSError as failed:
        return f"no pseudo-terminal can be opened: {failed}"
    return None


def _no_mount() -> str | None:
    own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    with tempfile.TemporaryDirectory() as folder:
        return _fails("unshare", "--mount", *own, "mount", "-t", "tmpfs", "tmpfs", folder)


def _no_chroot() -> str | None:
    own = ["--user", "--map-root-user"] if os.geteuid() != 0 else []
    return _fails("unshare", *own, "/usr/sbin/chroot", "/", "true")


REASONS = {"root": _no_root, "terminal": _no_terminal, "mount": _no_mount, "chroot": _no_chroot}


def missing(*names: str) -> str | None:
    """The reason why one of `names` is missing here; None if all exist."""
    for name in names:
        if reason := REASONS[name]():
            return f"needs '{name}': {reason}"
    return None


def require(*names: str) -> None:
    """Ends a test program that cannot run here."""
    if reason := missing(*names):
        sys.exit(refusal(f"{Path(sys.argv[0]).name} {reason}"))


def refusal(reason: str) -> int:
    """Prints why a test does not run, and returns the exit code for that."""
    if "REVISE_TEST_ALL" in os.environ:
        print(f"{reason}, and every test must run here (REVISE_TEST_ALL)", file=sys.stderr)
        return 1
    print(f"skipped: {reason}")
    return SKIPPED
