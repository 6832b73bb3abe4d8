#!/usr/bin/python3
"""test_install.py --build FOLDER --repository FOLDER: uses the installed files from outside.

The build is installed into a folder, which is then moved. With the installed files and without the
checkout, projects are built: by CMake with find_package and revise_add_versions, and by pkg-config.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD = Path()
REPOSITORY = Path()


def run(*words: str | Path, cwd: Path, **environment: str) -> str:
    """Returns the command's stdout; prints its output if it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False, cwd=cwd, env={**os.environ, **environment})
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="revise-install-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        run("cmake", "--install", BUILD, "--prefix", cls.folder / "first", cwd=cls.folder)
        cls.prefix = cls.folder / "moved"
        (cls.folder / "first").rename(cls.prefix)
        cls.tool = cls.prefix / "bin/revise"

    def project(self, name: str) -> Path:
        folder = self.folder / name
        shutil.copytree(REPOSITORY / "tests/package/consumer", folder)
        return folder

    def rows(self, file: Path, select: str) -> list[tuple]:
        with sqlite3.connect(file) as database:
            return database.execute(select).fetchall()

    def test_cmake(self) -> None:
        folder = self.project("cmake")
        build = folder / "build"
        run("cmake", "-G", "Ninja", "-S", folder, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}",
            cwd=folder)
        run("cmake", "--build", build, cwd=folder)
        said = run(build / "shop", "sqlite:///a.db", cwd=folder)
        self.assertEqual(said, "shop: a1\nshop: b1\nshop is at b1\naudit: audit1\n"
                               "audit is at audit1\n")
        self.assertEqual(self.rows(folder / "a.db", "select price from bread"), [(42,), (1,)])
        self.assertEqual(self.rows(folder / "a.db", "select count(*) from audit"), [(0,)])

        # The plugin was built from two folders that both have an a.cpp, with the version table of
        # their ini.
        plugin = ["--plugin", build / "shop_plugin.so", "--url", "sqlite:///p.db"]
        run(self.tool, *plugin, "upgrade", "heads", cwd=self.folder)
        self.assertEqual(self.rows(self.folder / "p.db",
                                   "select version_num from shop_version order by 1"),
                         [("audit1",), ("b1",)])
        self.assertEqual(self.rows(self.folder / "p.db", "select price from bread"), [(42,), (1,)])
        self.assertIn("Path: audit/a.cpp\n",
                      run(self.tool, *plugin, "show", "audit1", cwd=self.folder))

        # Without a change, nothing is built. A new file, a removed file and an edited SQL file are
        # detected.
        self.assertIn("no work to do", run("cmake", "--build", build, cwd=folder))
        versions = folder / "versions"
        c = (versions / "b.cpp").read_text(encoding="utf-8").replace('"b1"', '"c1"')
        (versions / "c.cpp").write_text(c, encoding="utf-8")
        (versions / "b.cpp").unlink()
        (versions / "a.sql").write_text("create table bread (price integer not null);\n",
                                        encoding="utf-8")
        run("cmake", "--build", build, cwd=folder)
        said = run(build / "shop", "sqlite:///b.db", cwd=folder)
        self.assertEqual(said.splitlines()[:3], ["shop: a1", "shop: c1", "shop is at c1"])
        [(sql,)] = self.rows(folder / "b.db", "select sql from sqlite_master where name = 'bread'")
        self.assertIn("not null", sql)

    def test_the_example_in_versions(self) -> None:
        folder = self.folder / "example"
        for name in ("example", "extensions", "knowledge"):
            shutil.copytree(REPOSITORY / "versions" / name, folder / name,
                            ignore=shutil.ignore_patterns(".revise"))
        build = folder / "build"
        run("cmake", "-G", "Ninja", "-S", folder / "example", "-B", build,
            f"-DCMAKE_PREFIX_PATH={self.prefix}", cwd=folder)
        run("cmake", "--build", build, cwd=folder)
        service = subprocess.run(
            [build / "knowledge_service"], capture_output=True, text=True, check=False,
            env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"})
        self.assertEqual((service.returncode, service.stdout), (1, ""))
        self.assertIn("cannot connect to postgresql://nobody@127.0.0.1:1/nothing", service.stderr)

    def test_two_unnamed_libraries_do_not_link(self) -> None:
        folder = self.project("twice")
        rules = (folder / "CMakeLists.txt").read_text(encoding="utf-8")
        (folder / "CMakeLists.txt").write_text(rules.replace(" NAMED", ""), encoding="utf-8")
        run("cmake", "-G", "Ninja", "-S", folder, "-B", "build",
            f"-DCMAKE_PREFIX_PATH={self.prefix}", cwd=folder)
        with self.assertRaisesRegex(AssertionError, "multiple definition of .revise_plugin"):
            run("cmake", "--build", "build", "--target", "shop", cwd=folder)

    def build_by_pkg_config(self, compiler: str) -> None:
        folder = self.project(compiler)
        for name in ("shop", "audit"):
            migrations = folder / ("versions" if name == "shop" else "audit")
            run(self.tool, "build", "--sources", migrations, "--library", name,
                *(["--named-only"] if name == "audit" else []), "-o", folder / name, cwd=folder)
            for file in [*migrations.glob("*.cpp"), folder / name / "entry.cpp"]:
                run(compiler, "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                    "-fvisibility=hidden", f"-fmacro-prefix-map={migrations}/={name}/",
                    f"-I{self.prefix}/include", f"-I{folder}", "-c", file, "-o",
                    folder / f"{name}_{file.stem}.o", cwd=folder)
        flags = run("pkg-config", "--cflags", "--libs", "revise", cwd=folder,
                    PKG_CONFIG_PATH=str(self.prefix / "lib/pkgconfig")).split()
        run(compiler, "-std=c++20", f"-I{folder}/audit/include", "main.cpp", "prices.cpp",
            *sorted(folder.glob("*.o")), *flags, "-o", "shop_program", cwd=folder)
        said = run(folder / "shop_program", "sqlite:///a.db", cwd=folder)
        self.assertEqual(said, "shop: a1\nshop: b1\nshop is at b1\naudit: audit1\n"
                               "audit is at audit1\n")

    def test_pkg_config(self) -> None:
        self.build_by_pkg_config("g++")

    def test_pkg_config_with_clang(self) -> None:
        self.build_by_pkg_config("clang++")

    def test_the_tool(self) -> None:
        folder = self.folder / "day"
        folder.mkdir()
        url = "sqlite:///a.db"
        run(self.tool, "init", cwd=folder)
        run(self.tool, "new", "-m", "first", "--rev-id", "f1", cwd=folder)
        run(self.tool, "upgrade", "head", "--url", url, cwd=folder)
        self.assertEqual(run(self.tool, "current", "--url", url, cwd=folder), "f1 (head)\n")
        run(self.tool, "bundle", "-o", "migrate", cwd=folder)
        self.assertEqual(run("./migrate", "current", "--url", url, cwd=folder), "f1 (head)\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--repository", type=Path, required=True)
    given, rest = parser.parse_known_args()
    BUILD, REPOSITORY = given.build.resolve(), given.repository.resolve()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
