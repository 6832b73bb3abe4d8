"""A root folder with only what one program needs to start, as on a server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path


def libraries_of(program: Path) -> list[Path]:
    """The libraries that the loader loads for the program, including the loader itself."""
    said = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return [Path(found) for found in re.findall(r"(/\S+) \(0x", said)]


def as_root_in(root: Path) -> list[str]:
    """The first words of a command that is to see `root` as `/`."""
    chroot = shutil.which("chroot", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if os.geteuid() == 0:
        return [chroot, str(root)]
    return ["/usr/bin/unshare", "--map-root-user", chroot, str(root)]


class BareRoot:
    """The folder, and how to run commands in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("etc", "tmp", "srv", "usr/local/bin"):
            (root / folder).mkdir(parents=True)
        (root / "etc/passwd").write_text("root:x:0:0:root:/:/bin/sh\n", encoding="utf-8")

    def add(self, program: Path, place: str) -> None:
        """Copies `program` to `place`, and its libraries to the paths that they have on this
        machine."""
        shutil.copy2(program, self.root / place.lstrip("/"))
        for library in libraries_of(program):
            target = self.root / str(library).lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(library, target)

    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*")
                      if path.is_file())

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*as_root_in(self.root), *words], capture_output=True, text=True,
                              check=False, cwd="/", env={"LC_ALL": "C.UTF-8", **environment})
