"""A Debian 13 folder with PostgreSQL 17 and pgvector, for machines whose Debian has no pgvector.

debootstrap creates it once, in the cache of test_cache.py. It is built under another name and
renamed when it is complete, so that an interrupted debootstrap is never mistaken for a finished
one.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from test_cache import Missing, as_root, cache_folder, locked_cache

SUITE = "trixie"
VERSION = 17
PACKAGES = f"postgresql-{VERSION},postgresql-{VERSION}-pgvector"


def chroot_folder() -> Path:
    """The path of the finished folder, which may not exist yet."""
    return cache_folder() / f"{SUITE}-pgvector"


def finished_chroot() -> Path:
    """The finished folder; builds it if it does not exist."""
    finished = chroot_folder()
    with locked_cache() as lock:
        if not is_whole(finished):
            _build(finished, finished.parent, lock)
    return finished


def is_whole(root: Path) -> bool:
    return ((root / f"usr/lib/postgresql/{VERSION}/bin/initdb").exists()
            and (root / f"usr/share/postgresql/{VERSION}/extension/vector.control").exists())


def _build(finished: Path, cache: Path, lock: int) -> None:
    debootstrap = shutil.which("debootstrap", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if debootstrap is None:
        raise Missing("no debootstrap: run scripts/install-dependencies test")
    root = as_root()
    for leftover in [finished, *cache.glob(f"{SUITE}-pgvector.part-*")]:
        _remove(leftover)
    mirror = _mirror()
    unfinished = cache / f"{finished.name}.part-{os.getpid()}"
    log = cache / "debootstrap.log"
    print(f"making {finished} by debootstrap from {mirror} (once, some minutes)", flush=True)
    with log.open("wb") as output:
        made = subprocess.run(
            [*root, "env", *_proxy(), debootstrap, "--variant=minbase",
             f"--include={PACKAGES}", SUITE, str(unfinished), mirror],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False,
            pass_fds=[lock])  # debootstrap may outlive this process, and then keeps the lock
    if made.returncode != 0:
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise Missing(f"debootstrap of {SUITE} from {mirror} failed, see {log}:\n{tail}")
    # The package has created a cluster that is not used.
    _remove(unfinished / "var/lib/postgresql" / str(VERSION))
    subprocess.run([*as_root(), "mv", "-T", str(unfinished), str(finished)], check=True)
    if not is_whole(finished):
        raise Missing(f"{finished} has no PostgreSQL {VERSION} with pgvector in it, see {log}")


def _mirror() -> str:
    """The archive from which apt on this machine installs its release."""
    release = dict(line.split("=", 1) for line in
                   Path("/etc/os-release").read_text(encoding="utf-8").splitlines() if "=" in line)
    codename = release.get("VERSION_CODENAME", "").strip('"')
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)"],
        capture_output=True, text=True, check=False).stdout
    for line in listed.splitlines():
        uri, _, of = line.partition(" ")
        if of == codename:
            return uri.rstrip("/")
    raise Missing(f"apt knows no archive of '{codename}' to take {SUITE} from: run apt-get update, "
                  "or set REVISE_TEST_PGVECTOR_URL")


def _proxy() -> list[str]:
    """Passes apt's proxy to debootstrap, which does not read apt's configuration."""
    shell = subprocess.run(["apt-config", "shell", "proxy", "Acquire::http::Proxy"],
                           capture_output=True, text=True, check=False).stdout
    words = shlex.split(shell)
    if not words or "http_proxy" in os.environ:
        return []
    return ["http_proxy=" + words[0].removeprefix("proxy=")]


def _remove(folder: Path) -> None:
    """Removes a folder in which an interrupted debootstrap may have left mounts."""
    if not folder.exists():
        return
    mounts = [line.split()[1].replace("\\040", " ")
              for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    for mount in reversed(mounts):
        if mount.startswith(f"{folder}/"):
            subprocess.run([*as_root(), "umount", mount], check=True)
    subprocess.run([*as_root(), "rm", "-rf", "--one-file-system", "--", str(folder)], check=True)
