"""scripts/check-layers on made-up trees: what is allowed passes, every kind of mistake is named."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).parents[2] / "scripts/check-layers"
GOOD = {
    "runtime/include/revise/migration.h":
        "#include <initializer_list>\n#include <revise/table.h>\n",
    "runtime/include/revise/table.h": "",
    "runtime/include/revise/soci.h": "#include <soci/soci.h>\n",
    "runtime/util/error.h": "#include <string>\n",
    "runtime/graph/plan.h": '#include "util/error.h"\n',
    "runtime/graph/plan.cpp": '#include "plan.h"\n#include <boost/graph/adjacency_list.hpp>\n',
    "runtime/operations/create.h": "#include <revise/table.h>\n",
    "runtime/dialect/sqlite/dialect.h": '#include "operations/create.h"\n#include "util/error.h"\n',
    "runtime/database/connection.h": "#include <soci/soci.h>\n",
    "runtime/database/connection.cpp": "#include <libpq-fe.h>\n#include <sqlite3.h>\n",
    "runtime/plugin/load.h": '#include "graph/plan.h"\n#include <revise/migration.h>\n',
    "runtime/engine/run.h": '#include "dialect/sqlite/dialect.h"\n#include "plugin/load.h"\n',
    "tool/main.cpp": '#include "engine/run.h"\n#include "cli/parse.h"\n',
    "tool/cli/parse.h": "",
    "tool/cli/parse.cpp": "#include <CLI/CLI.hpp>\n",
}


def check(files: dict[str, str]) -> tuple[int, str]:
    with tempfile.TemporaryDirectory(prefix="check layers ") as root:
        for name, text in files.items():
            path = Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, str(CHECK), root], capture_output=True, text=True,
                              check=False)
        return done.returncode, done.stdout + done.stderr


class CheckLayers(unittest.TestCase):
    def refused(self, name: str, text: str, *expected: str) -> None:
        """Checks that adding `text` to the file `name` of the good tree gives exactly the
        `expected` lines."""
        code, output = check({**GOOD, name: GOOD.get(name, "") + text})
        self.assertEqual(output.splitlines(), list(expected))
        self.assertEqual(code, 1)

    def test_what_is_allowed_passes(self) -> None:
        self.assertEqual(check(GOOD), (0, f"{len(GOOD)} files: the dependencies point one way\n"))

    def test_a_tree_without_sources_is_no_success(self) -> None:
        self.assertEqual(check({"README.md": ""})[0], 1)

    def test_graph_takes_no_public_header(self) -> None:
        self.refused("runtime/graph/plan.h", "#include <revise/table.h>\n",
                     "runtime/graph/plan.h:2: graph/ may not include include/ "
                     "('runtime/include/revise/table.h'), only: util")

    def test_util_includes_nothing_else(self) -> None:
        self.refused("runtime/util/error.h", '#  include "graph/plan.h"\n',
                     "runtime/util/error.h:2: util/ may not include graph/ "
                     "('runtime/graph/plan.h'), only: include")

    def test_a_path_upwards_is_seen_through(self) -> None:
        self.refused("runtime/dialect/sqlite/dialect.h", '#include "../../engine/run.h"\n',
                     "runtime/dialect/sqlite/dialect.h:3: dialect/sqlite/ may not include engine/ "
                     "('runtime/engine/run.h'), only: dialect, include, operations, sql, util")

    def test_one_database_knows_nothing_of_another(self) -> None:
        code, output = check({**GOOD, "runtime/dialect/postgresql/dialect.h":
                              '#include "dialect/sqlite/dialect.h"\n'})
        self.assertEqual((code, output),
                         (1, "runtime/dialect/postgresql/dialect.h:1: dialect/postgresql/ may not "
                             "include dialect/sqlite/ ('runtime/dialect/sqlite/dialect.h'), only: "
                             "dialect, include, operations, sql, util\n"))

    def test_the_rooms_of_the_tool_have_an_order(self) -> None:
        self.assertEqual(check({**GOOD, "tool/commands/command.h": '#include "cli/parse.h"\n'})[0], 0)
        self.assertEqual(
            check({**GOOD, "tool/commands/command.h": "",
                   "tool/cli/parse.cpp": '#include "commands/command.h"\n'}),
            (1, "tool/cli/parse.cpp:1: cli/ may not include commands/ ('tool/commands/command.h'), "
                "only: build, config\n"))

    def test_texts_of_the_library_name_no_command_and_no_option(self) -> None:
        tool = {**GOOD, "tool/commands/table.cpp": '{.name = "current",\n',
                "tool/commands/walk.cpp": 'options.flag("--plan", plan_, "show it");\n'}
        said = "runtime/engine/run.cpp"
        for text, word in (('throw error("no", "revise current");\n', "revise current"),
                           ('why = "leave out --plan, or not";\n', "--plan")):
            with self.subTest(text=text):
                self.assertEqual(
                    check({**tool, said: text}),
                    (1, f"{said}:1: a text of the library names '{word}', "
                        "which belongs to the tool\n"))
        for text in ('// "revise current" shows it\n', 'f("another revise works");\n',
                     'f("revise currently");\n', 'f("pg_dump --planned");\n'):
            with self.subTest(text=text):
                self.assertEqual(check({**tool, said: text})[0], 0)

    def test_runtime_includes_nothing_of_the_tool(self) -> None:
        self.refused("runtime/engine/run.h", '#include "cli/parse.h"\n',
                     "runtime/engine/run.h:3: runtime/ may not include tool/: "
                     "'tool/cli/parse.h'")

    def test_libraries_stay_in_their_folders(self) -> None:
        self.refused("runtime/engine/run.cpp", "#include <libpq-fe.h>\n",
                     "runtime/engine/run.cpp:1: libpq does not belong here: <libpq-fe.h>")
        self.refused("runtime/engine/run.cpp", '#include "soci/soci.h"\n',
                     "runtime/engine/run.cpp:1: SOCI does not belong here: <soci/soci.h>")
        self.refused("runtime/graph/plan.h", "#include <boost/graph/graph_traits.hpp>\n",
                     "runtime/graph/plan.h:2: Boost does not belong here: "
                     "<boost/graph/graph_traits.hpp>")
        self.refused("tool/cli/parse.h", "#include <CLI/CLI.hpp>\n",
                     "tool/cli/parse.h:1: CLI11 does not belong here: <CLI/CLI.hpp>")
        self.refused("tool/main.cpp", "#include <sqlite3.h>\n",
                     "tool/main.cpp:3: SQLite does not belong here: <sqlite3.h>")

    def test_a_test_header_is_no_part_of_the_product(self) -> None:
        code, output = check({**GOOD, "tests/support/folder.h": "",
                              "tool/main.cpp": '#include "../tests/support/folder.h"\n'})
        self.assertEqual((code, output),
                         (1, "tool/main.cpp:1: includes 'tests/support/folder.h', "
                             "which is not part of the product\n"))

    def test_a_new_folder_needs_a_place_first(self) -> None:
        self.refused("runtime/helper/x.h", "",
                     "runtime/helper:1: unknown folder, known are: catalog, database, "
                     "database/lock, database/postgresql, database/records, database/sqlite, "
                     "dialect, dialect/postgresql, dialect/sqlite, engine, graph, include, "
                     "model, operations, plugin, review, script, sql, util")
        self.refused("tool/utils/x.h", "",
                     "tool/utils:1: unknown folder, known are: build, cli, commands, config, "
                     "scaffold")
        self.refused("runtime/loose.cpp", "",
                     "runtime/loose.cpp:1: a source file belongs in one of the folders")


if __name__ == "__main__":
    unittest.main()
