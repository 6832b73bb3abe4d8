"""Asks revise_planner all cases of exact.jsonl.gz and any-order.jsonl.gz, and compares the answers.

usage: run_conformance.py PLANNER
"""

import gzip
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
GRAPHS = 700
CASES = 12118
SHOWN_FAILURES = 20


def read_graphs():
    for name in ("exact.jsonl.gz", "any-order.jsonl.gz"):
        with gzip.open(HERE / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def ask(planner, graphs):
    """The planner's answers. It never sees the expected ones."""
    questions = []
    for graph in graphs:
        cases = [{k: v for k, v in case.items() if k != "expect"} for case in graph["cases"]]
        questions.append(json.dumps({**graph, "cases": cases}))
    done = subprocess.run(
        [planner], input="\n".join(questions) + "\n", capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{planner} ended with {done.returncode}: {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def needs_of(graph):
    """For each revision, all its direct needs. depends_on may name a label."""
    ids = {revision["id"]: revision["id"] for revision in graph["revisions"]}
    for revision in graph["revisions"]:
        ids.update({label: revision["id"] for label in revision["branch_labels"]})
    return {
        revision["id"]: {ids[name] for name in revision["down_revision"] + revision["depends_on"]}
        for revision in graph["revisions"]
    }


def is_order_right(graph, command, steps):
    """Whether each of `steps` comes after all the steps that it needs, directly or not."""
    needs = needs_of(graph)
    place = {revision: i for i, revision in enumerate(steps)}
    sign = -1 if command == "downgrade" else 1
    for revision in steps:
        todo, seen = list(needs[revision]), set()
        while todo:
            below = todo.pop()
            if below in seen:
                continue
            seen.add(below)
            todo.extend(needs[below])
            if below in place and sign * (place[revision] - place[below]) < 0:
                return False
    return True


def is_right(graph, case, got):
    expect = case["expect"]
    if expect.get("error"):
        return isinstance(got.get("error"), str) and got["error"] != ""
    if graph["order"] == "exact" or "error" in got:
        return got == expect
    if case["command"] in ("upgrade", "downgrade"):
        return (
            sorted(got["steps"]) == expect["steps"]
            and got["rows"][-1:] == expect["rows"]
            and is_order_right(graph, case["command"], got["steps"])
        )
    if case["command"] == "history":
        return sorted(got["ids"]) == expect["ids"] and is_order_right(
            graph, "downgrade", got["ids"]
        )
    return got == expect


def main():
    planner = sys.argv[1]
    graphs = list(read_graphs())
    answers = ask(planner, graphs)
    passed = total = 0
    failures = []
    for graph, answer in zip(graphs, answers):
        results = answer.get("results", [])
        total += len(graph["cases"])
        if answer.get("name") != graph["name"] or len(results) != len(graph["cases"]):
            failures.append(f"{graph['name']}: {answer}")
            continue
        for case, got in zip(graph["cases"], results):
            if is_right(graph, case, got):
                passed += 1
            else:
                failures.append(f"{graph['name']}: {json.dumps(case)}\n  got {json.dumps(got)}")
    is_steady = ask(planner, graphs) == answers

    for failure in failures[:SHOWN_FAILURES]:
        print(failure)
    print(f"{len(answers)} graphs answered, {passed} of {total} cases passed")
    if not is_steady:
        print("a second run answered differently")
    is_complete = len(answers) == len(graphs) == GRAPHS and total == CASES
    if not is_complete:
        print(f"expected {GRAPHS} graphs and {CASES} cases")
    return 0 if is_complete and is_steady and passed == total else 1


if __name__ == "__main__":
    sys.exit(main())
