#!/usr/bin/python3
"""Tests the public headers: what they include, and how a migration compiles with them.

    test_headers.py HEADERS LOADER     HEADERS: runtime/include; LOADER: the program load_plugins

<revise/migration.h> decides how fast the tool feels, because every migration includes it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

COMPILERS = ("g++", "clang++")
STRICT = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]
# The options in tool/build/recipe.cpp.
PLUGIN = ["-std=c++20", "-O0", "-g1", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra",
          "-Wno-unused-parameter", "-Werror"]
LINES = 1500

EXAMPLE = """
#include <revise/migration.h>
#include <revise/rows.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
  op.create_table("users", {
      column("id", bigint).identity().primary_key(),
      column("email", varchar(255)).not_null().unique(),
      column("org_id", bigint).references("orgs", "id").on_delete(cascade),
      column("created_at", timestamptz).not_null().server_default("now()"),
      check("users_email_has_at", "position('@' in email) > 1"),
  });
  op.create_index("ix_users_org_id", "users", {"org_id"});
  op.add_column("users", column("name", text));
  op.drop_column("users", "name");
  op.drop_index("ix_users_org_id");
  op.execute(op.argument("sql", "select 1"));
  op.execute("update users set name = $1 where id = $2", {nullptr, 7});
  for (const row found : op.query("select id, name from users where id > $1", {0.5})) {
    if (found["name"].is_null()) op.execute("select $1", {found["id"].as<long long>()});
  }
  op.bulk_insert("users", {"id", "name"}, {{1, "a"}, {2, nullptr}});
  op.bulk_insert("users", {"id"}, [&](bulk_rows& to) { to.add(op.scalar<int>("select 1")); });
  op.expect_rows("users", {.at_least = 1, .where = "id > 0"});
  op.preserve_rows("users", "others", {.columns = {"id", {"name", "lower(name)"}}});
  op.copy_rows("users", "others", {.columns = {"id", {"name", "lower(name)"}}});
}

void downgrade(operations& op) {
  op.drop_table("users");
}

const registered migration{
    .revision = "REVISION",
    .down_revision = {"1975ea83b712"},
    .message = "add users",
    .budget = seconds(5),
    .not_before = days(7).after("1975ea83b712"),
    .verify = [](operations& op) { op.execute("select 1"); },
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
"""

ENTRY = """
#include <revise/plugin.h>

extern "C" [[gnu::used, gnu::section("revise_stamp")]] const char revise_abi_stamp[] = "stamp";

const revise::plugin_description* revise_plugin() {
  static const revise::plugin_description description{revise::detail::first_registered, nullptr, 0, nullptr, 0};
  return &description;
}
"""

# Headers that a migration may include beside revise's, so their names must not conflict.
NEIGHBOURS = ("ctime", "csignal", "strings.h", "unistd.h", "cmath", "cstdio", "cstdlib", "cstring",
              "string", "algorithm", "vector", "chrono", "fcntl.h", "sys/stat.h", "sys/types.h")


def headers() -> Path:
    return Path(sys.argv[1]).absolute()


def run(*words: str | Path) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


class Case(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="revise-headers-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


class Budget(Case):
    def test_the_migration_header_has_few_lines(self) -> None:
        source = self.file("a.cpp", "#include <revise/migration.h>\n")
        lines = run("g++", "-std=c++20", "-E", "-P", "-I", headers(), source).count("\n")
        self.assertGreater(lines, 100)
        self.assertLess(lines, LINES)

    def test_the_migration_header_includes_initializer_list_and_nothing_else(self) -> None:
        # -H prints one line for each header, with a dot for each level.
        for compiler in COMPILERS:
            source = self.file("a.cpp", "#include <revise/migration.h>\n")
            said = run(compiler, "-std=c++20", "-H", "-fsyntax-only", "-I", headers(), source)
            included = re.findall(r"^(\.+) (.+)$", said, re.MULTILINE)
            own = [path for _, path in included if Path(path).is_relative_to(headers())]
            self.assertIn(str(headers() / "revise/migration.h"), own)
            outside = set()
            below = None  # the level of the current <initializer_list>
            for dots, path in included:
                if below is not None and len(dots) > below:
                    continue
                below = None
                if Path(path).name == "initializer_list":
                    below = len(dots)
                elif path not in own:
                    outside.add(path)
            self.assertEqual(outside, set(), compiler)

    def test_every_public_header_compiles_by_itself_and_without_a_warning(self) -> None:
        for header in sorted(headers().glob("revise/*.h")):
            source = self.file("a.cpp", f"#include <revise/{header.name}>\n")
            for compiler in COMPILERS:
                run(compiler, *STRICT, "-fsyntax-only", "-I", headers(), source)


class Names(Case):
    def test_using_namespace_revise_survives_the_headers_around_it(self) -> None:
        includes = "".join(f"#include <{name}>\n" for name in NEIGHBOURS)
        for name, text in (("before.cpp", includes + EXAMPLE), ("after.cpp", EXAMPLE + includes)):
            source = self.file(name, text)
            for compiler in COMPILERS:
                run(compiler, *PLUGIN, "-fsyntax-only", "-I", headers(), source)

    def test_their_names_still_mean_what_they_meant(self) -> None:
        source = self.file("a.cpp", EXAMPLE + """
#include <cmath>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <strings.h>
#include <unistd.h>
using namespace revise;
double all_of_them() {
  struct timespec spec {};
  std::printf("%p", static_cast<void*>(index(const_cast<char*>("a"), 'a')));
  signal(SIGINT, SIG_DFL);
  return static_cast<double>(time(nullptr)) + y1(1) + static_cast<double>(spec.tv_sec) +
         static_cast<double>(getpid()) + static_cast<double>(clock());
}
""")
        for compiler in COMPILERS:
            run(compiler, *PLUGIN, "-fsyntax-only", "-I", headers(), source)


class Plugin(Case):
    def plugin(self, compiler: str, revision: str) -> Path:
        migration = self.file(f"{revision}.cpp", EXAMPLE.replace("REVISION", revision))
        entry = self.file("entry.cpp", ENTRY)
        plugin = self.folder / f"{revision}.so"
        run(compiler, *PLUGIN, "-shared", "-Wl,-z,defs", "-I", headers(), migration, entry,
            "-o", plugin)
        return plugin

    def test_it_needs_no_symbol_of_revise(self) -> None:
        for compiler in COMPILERS:
            undefined = run("nm", "-DC", "--undefined-only", self.plugin(compiler, "a"))
            self.assertNotIn("revise", undefined)

    def test_it_exports_one_function(self) -> None:
        for compiler in COMPILERS:
            defined = run("nm", "-D", "--defined-only", self.plugin(compiler, "a"))
            symbols = [line.split()[1:] for line in defined.splitlines()]
            functions = [name for kind, name in symbols if kind == "T"]
            self.assertEqual(functions, ["revise_plugin"])
            others = [name for kind, name in symbols if kind != "T"]
            self.assertEqual([name for name in others if name != "revise_abi_stamp"], [], symbols)

    def test_two_in_one_process_do_not_see_each_others_migrations(self) -> None:
        for compiler in COMPILERS:
            first, second = self.plugin(compiler, "aaaa"), self.plugin(compiler, "bbbb")
            self.assertEqual(run(sys.argv[2], first, second), "aaaa \nbbbb \n")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=0)
