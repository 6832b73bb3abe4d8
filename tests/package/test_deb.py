#!/usr/bin/python3
"""test_deb.py --build FOLDER: installs the .deb where only its declared dependencies exist.

The root folder holds the files of only these packages, copied from this machine: the package's
dependencies, a compiler and ninja, and their dependencies in turn. A separate dpkg knows them all
and installs the package. So a dependency that is not declared is missing there.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import abilities  # noqa: E402

BUILD = Path()
COMPILER = ["g++", "ninja-build"]  # recommended by the package
SHELL = ["base-files", "base-passwd", "bash", "coreutils", "dash", "libc-bin"]


def output_of(*words: str | Path) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Packages:
    """The packages that are installed on this machine."""

    def __init__(self) -> None:
        self.provider: dict[str, str] = {}
        self.needs: dict[str, str] = {}
        fields = "${db:Status-Status}\t${Package}\t${Pre-Depends}, ${Depends}\t${Provides}\n"
        for line in output_of("dpkg-query", "-W", "-f", fields).splitlines():
            status, name, needs, provides = line.split("\t")
            if status != "installed":
                continue
            self.needs[name] = needs
            self.provider[name] = name
            for virtual in self.names(provides):
                self.provider.setdefault(virtual[0], name)

    @staticmethod
    def names(field: str) -> list[list[str]]:
        """For "a (>= 1) | b, c": [["a", "b"], ["c"]]."""
        return [[re.split(r"[\s(:]", alternative.strip())[0] for alternative in part.split("|")]
                for part in field.split(",") if part.strip()]

    def closure(self, wanted: list[list[str]]) -> list[str]:
        found: set[str] = set()
        left = list(wanted)
        while left:
            alternatives = left.pop()
            installed = [self.provider[name] for name in alternatives if name in self.provider]
            if not installed:
                raise AssertionError(f"none of {alternatives} is installed here")
            if installed[0] not in found:
                found.add(installed[0])
                left += self.names(self.needs[installed[0]])
        return sorted(found)


def copy_packages(packages: list[str], root: Path) -> None:
    """Copies the files of the packages, and dpkg's records of them."""
    for folder in ("bin", "sbin", "lib", "lib64"):
        (root / "usr" / folder).mkdir(parents=True)
        (root / folder).symlink_to(f"usr/{folder}")
    files = output_of("dpkg-query", "-L", *packages).splitlines()
    wanted = sorted({f".{name}" for name in files if name.startswith("/") and os.path.lexists(name)
                     and (os.path.islink(name) or not os.path.isdir(name))})
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as listed:
        listed.write("\n".join(wanted))
        listed.flush()
        output_of("sh", "-c", f"tar -C / -c -T {listed.name} | tar -C {root} -x --keep-directory-symlink")
    record = root / "var/lib/dpkg"
    for folder in ("info", "updates", "triggers"):
        (record / folder).mkdir(parents=True, exist_ok=True)
    (record / "status").write_text(output_of("dpkg-query", "-s", *packages), encoding="utf-8")
    for folder in ("dev", "proc", "tmp", "root"):
        (root / folder).mkdir(exist_ok=True)
    output_of("mknod", "-m", "666", root / "dev/null", "c", "1", "3")


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        abilities.require("root", "mount", "chroot")
        cls.folder = Path(tempfile.mkdtemp(prefix="revise-deb-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        output_of("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", cls.folder)
        [cls.deb] = cls.folder.glob("*.deb")
        cls.root = cls.folder / "root"
        cls.root.mkdir()
        installed = Packages()
        cls.depends = output_of("dpkg-deb", "-f", cls.deb, "Depends").strip()
        needed = Packages.names(cls.depends)
        copied = installed.closure(needed + [[name] for name in COMPILER + SHELL])
        copy_packages(copied, cls.root)
        print(f"{cls.deb.name}: {cls.deb.stat().st_size / 1e6:.1f} MB, in a root folder of "
              f"{len(copied)} packages; it depends on {cls.depends}")

    def inside(self, command: str) -> str:
        """Runs the command in the root folder, with /proc mounted while it runs."""
        script = 'mount --bind /proc "$0/proc" && exec chroot "$0" /usr/bin/env -i ' \
                 'PATH=/usr/bin:/bin HOME=/root LC_ALL=C.UTF-8 sh -ec "$1"'
        return output_of("unshare", "--mount", "sh", "-ec", script, self.root, command)

    def test_it_is_installed_and_works(self) -> None:
        for name in ("libpq5", "libsoci-core4.0", "libfmt9", "libstdc++6"):
            self.assertIn(name, self.depends)
        output_of("dpkg", f"--root={self.root}", "--force-not-root", "--install", self.deb)
        self.assertEqual((self.root / "usr/share/doc/revise/copyright").read_bytes(),
                         (Path(__file__).parents[2] / "LICENSE").read_bytes())
        said = self.inside("""
            mkdir /root/project; cd /root/project
            revise -q init
            revise -q new -m first --rev-id f1 >/dev/null
            export DATABASE_URL=sqlite:///a.db
            revise -q upgrade head
            revise current
            revise -q bundle -o migrate
            ./migrate downgrade base --plan
            revise -q build -o plugin.so >/dev/null
            revise --plugin plugin.so heads
        """)
        self.assertEqual(said, "f1 (head)\nmigrate\ndowngrade  f1 -> <base>, first\nf1 (head)\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    given, rest = parser.parse_known_args()
    BUILD = given.build.resolve()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
