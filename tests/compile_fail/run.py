#!/usr/bin/python3
"""Compiles code that must not compile, and checks that it fails for the expected reason.

    run.py HEADERS        HEADERS is runtime/include of the checkout

The comments of each file in cases/ give the errors of g++ and clang++ as regular expressions: `//
g++: REGEX` and `// clang++: REGEX`. compiles.cpp is the control: it must compile without a warning.
"""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CASES = Path(__file__).parent / "cases"
COMPILERS = ("g++", "clang++")
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
CONTROL = "compiles.cpp"
EXPECTED = re.compile(r"^// (g\+\+|clang\+\+): (.+)$", re.MULTILINE)


def problem_of(headers: Path, case: Path, compiler: str) -> str | None:
    expected = dict(EXPECTED.findall(case.read_text(encoding="utf-8")))
    done = subprocess.run([compiler, *FLAGS, "-I", str(headers), str(case)],
                          env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"},
                          capture_output=True, text=True, check=False)
    if case.name == CONTROL:
        return done.stderr if done.returncode != 0 or done.stderr else None
    if done.returncode == 0:
        return "it compiles"
    if compiler not in expected:
        return f"the file does not say which error of {compiler} it expects"
    errors = [line for line in done.stderr.splitlines() if ": error: " in line]
    if any(re.search(expected[compiler], line) for line in errors):
        return None
    return f"no error matches '{expected[compiler]}':\n{done.stderr}"


def main(words: list[str]) -> int:
    headers = Path(words[0]).absolute()
    cases = sorted(CASES.glob("*.cpp"))
    runs = [(case, compiler) for case in cases for compiler in COMPILERS]
    with ThreadPoolExecutor() as pool:
        problems = list(pool.map(lambda run: problem_of(headers, *run), runs))
    if CASES / CONTROL not in cases:
        problems.append("there is no control")
        runs.append((CASES, ""))
    for (case, compiler), problem in zip(runs, problems):
        if problem:
            print(f"{case.name} with {compiler}: {problem}", file=sys.stderr)
    print(f"{len(cases) - 1} files that must not compile, 1 that must")
    return 1 if any(problems) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
