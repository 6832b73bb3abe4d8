"""run_quick.py --built FOLDER [--without PEER]: bench/all at tiny sizes writes all of its document.

The document is a copy of docs/performance.md. Each section must be measured again, no cell of its
tables may be missing, each goal must be in the summary, and nothing else may change.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs/performance.md"
SECTION = re.compile(r"<!-- bench/(\w+): begin -->\n(.*?)<!-- bench/\1: end -->", re.DOTALL)
NAMES = ["goals", "edit", "apply", "network", "graph", "bulk", "catalog", "modes"]


def check(is_so: bool, what: str) -> None:
    if not is_so:
        sys.exit(what)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="revise-bench-test-") as folder:
        copy = Path(folder, "performance.md")
        before = DOCUMENT.read_text(encoding="utf-8")
        # Everything that is found later was written by bench/all.
        copy.write_text(SECTION.sub(r"<!-- bench/\1: begin -->\nold\n<!-- bench/\1: end -->", before),
                        encoding="utf-8")
        subprocess.run([sys.executable, ROOT / "bench/all", "--quick", "--update", "--document",
                        copy, *sys.argv[1:]], check=True)
        after = copy.read_text(encoding="utf-8")
    check(SECTION.sub("", before) == SECTION.sub("", after), "what is around the sections changed")
    sections = dict(SECTION.findall(after))
    check(list(sections) == NAMES, f"sections: {list(sections)}")
    rows = 0
    for name, text in sections.items():
        check("old\n" not in text, f"{name}: was not written")
        check(name == "goals" or text.count("Measured on ") == 1, f"{name}: does not say when")
        cells = [cell.strip() for line in text.splitlines() if line.startswith("| ")
                 for cell in line.strip("| ").split(" | ")]
        check(bool(cells), f"{name}: has no table")
        check("–" not in cells, f"{name}: something did not end")
        rows += text.count("\n| ")
    goals = re.findall(r"^\* (.*): at most .* The goal is ", after, re.MULTILINE)
    summary = [line.split(" | ")[0].removeprefix("| ")
               for line in sections["goals"].splitlines()[2:]]
    check(len(goals) >= 10 and goals == summary, f"goals: {goals}, in the summary: {summary}")
    print(f"{len(sections)} sections, {rows} rows of tables, {len(goals)} goals")


if __name__ == "__main__":
    main()
