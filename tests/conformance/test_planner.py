"""How revise_planner handles malformed input and large graphs.

usage: test_planner.py PLANNER
"""

import json
import subprocess
import sys
import unittest

PLANNER = sys.argv.pop(1)


def ask(*lines):
    text = "".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    done = subprocess.run([PLANNER], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def revision(name, *parents):
    return {"id": name, "down_revision": list(parents), "depends_on": [], "branch_labels": []}


def graph(revisions, cases, name="g"):
    return {"name": name, "order": "exact", "revisions": revisions, "cases": cases}


class Planner(unittest.TestCase):
    maxDiff = None

    def test_a_line_that_is_no_document_is_answered_and_the_rest_goes_on(self):
        good = json.dumps(graph([revision("a")], [{"command": "heads"}]))
        answers = ask("not json\n", "\n", "[]\n", '{"name": 1}\n', '{"name": "x"}\n', good + "\n")
        self.assertEqual(
            answers,
            [
                {"error": "the line is not JSON"},
                {"error": "the line is not JSON"},
                {"error": "the line is not a JSON object"},
                {"error": "name is not a string"},
                {"error": "'revisions' is missing"},
                {"name": "g", "results": [{"ids": ["a"]}]},
            ],
        )

    def test_a_case_that_is_wrong_leaves_the_others_alone(self):
        cases = [
            {"command": "fly"},
            {"command": "upgrade", "current": []},
            {"command": "upgrade", "current": "a", "target": "head"},
            {"command": "upgrade", "current": ["zz"], "target": "head"},
            {"command": "upgrade", "current": [], "target": "head"},
            7,
        ]
        (answer,) = ask(graph([revision("a")], cases))
        self.assertEqual(
            answer["results"],
            [
                {"error": "no command 'fly'"},
                {"error": "'target' is not one target"},
                {"error": "'current' is not a list"},
                {"error": "the database is at 'zz', which no file has"},
                {"steps": ["a"], "rows": [["a"]]},
                {"error": "a case is not an object"},
            ],
        )

    def test_a_graph_that_does_not_load_says_all_that_is_wrong(self):
        (answer,) = ask(graph([revision("a", "b"), revision("b", "a"), revision("c", "zz")], []))
        self.assertEqual(
            answer,
            {
                "name": "g",
                "error": "2 problems in the migrations; "
                "revision 'c' has the down_revision 'zz', which no file has; "
                "cycle through down_revision: a -> b -> a",
            },
        )

    def test_stamp_takes_several_targets_and_purge(self):
        revisions = [revision("a1"), revision("a2", "a1"), revision("b1")]
        cases = [
            {"command": "stamp", "current": ["a1"], "target": ["a2", "b1"]},
            {"command": "stamp", "current": ["gone"], "target": ["a1", "a2"], "purge": True},
        ]
        (answer,) = ask(graph(revisions, cases))
        self.assertEqual(answer["results"], [{"rows": ["a2", "b1"]}, {"rows": ["a2"]}])

    def test_history_takes_a_range(self):
        revisions = [revision("a1"), revision("a2", "a1"), revision("a3", "a2")]
        cases = [{"command": "history", "current": ["a2"], "target": "-1:current"}]
        (answer,) = ask(graph(revisions, cases))
        self.assertEqual(answer["results"], [{"ids": ["a2", "a1"]}])

    def test_a_chain_of_fifty_thousand(self):
        ids = [f"r{i:06}" for i in range(50_000)]
        revisions = [revision(ids[0])] + [revision(n, p) for p, n in zip(ids, ids[1:])]
        cases = [
            {"command": "upgrade", "current": [], "target": "head"},
            {"command": "downgrade", "current": [ids[-1]], "target": "base"},
            {"command": "history"},
        ]
        (answer,) = ask(graph(revisions, cases))
        up, down, history = answer["results"]
        self.assertEqual(up, {"steps": ids, "rows": [[i] for i in ids]})
        self.assertEqual(down["steps"], ids[::-1])
        self.assertEqual(history["ids"], ids[::-1])


if __name__ == "__main__":
    unittest.main()
