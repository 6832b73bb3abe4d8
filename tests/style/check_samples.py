#!/usr/bin/env python3
"""Fails if a call of a migration has no sample, or an option of a call occurs in no sample:
compares tests/support/operation_samples_*.cpp with the public headers. Fails also if
docs/operations.md does not show a call.

Checked are: each function of the operation classes; each field of its options; each function for
the parts of a table; each type; each kind of object, in a rename, a move, a comment, a drop, and a
grant if PostgreSQL has one; each enumerator.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEADERS = ROOT / "runtime/include/revise"

# Functions that return something cannot be in a script; their results are tested elsewhere.
READING = {"query", "query_one", "scalar", "argument", "database"}
# Needs a file beside the migration, which a sample does not have: tests/cli/sql_files.txt.
FILES = {"execute_file"}
# Commits, so it cannot be in a sample's transaction: tests/cli/backfill.txt.
COMMITTING = {"backfill"}
# drop_role refuses `.cascade`, because PostgreSQL's DROP ROLE has none.
IMPOSSIBLE = {("drop_role", "cascade"),
              # These drops refuse `.if_comment`, because revise does not read such comments.
              *((f"drop_{kind}", "if_comment") for kind in
                ("role", "extension", "policy", "trigger", "column", "constraint"))}


def without_comments(text: str) -> str:
    return re.sub(r"//[^\n]*", "", text)


def functions(header: str) -> dict[str, str]:
    """The public functions of the operation classes, each with the type of its options or ''."""
    found: dict[str, str] = {}
    for body in re.findall(r"^class \w*operations\b[^{;]*\{(.*?)^ (?:protected|private):",
                           header, re.S | re.M):
        for name, arguments in re.findall(r"^  [\w:]+[&*]? (\w+)\((.*?)\)(?: const)? \{",
                                          body, re.S | re.M):
            if name == "requires":
                continue
            options = re.search(r"const (\w+_options)& options", arguments)
            found[name] = options.group(1) if options else found.get(name, "")
    return found


def options(header: str) -> dict[str, list[str]]:
    """The fields of each struct of options."""
    return {name: re.findall(r"^  [^()\n]*?(\w+)(?: = \w[\w:]*|\{\});", body, re.M)
            for name, body in re.findall(r"^struct (\w+_options) \{(.*?)^\};", header, re.S | re.M)}


def calls(samples: str, name: str) -> list[str]:
    """The text between the parentheses of each call of `op.name(…)`, or of `name` after
    `.on(…)`."""
    result = []
    for match in re.finditer(rf"(?:\bop|\))\s*\.{name}\(", samples):
        depth, i, quoted = 1, match.end(), False
        while depth > 0:
            c = samples[i]
            if quoted:
                if c == "\\":
                    i += 1
                elif c == '"':
                    quoted = False
            elif c == '"':
                quoted = True
            else:
                depth += (c == "(") - (c == ")")
            i += 1
        result.append(samples[match.end():i - 1])
    return result


def problems(headers: dict[str, str], samples: str) -> list[str]:
    """The missing samples. `headers` maps file names to texts."""
    missing = []
    everything = "\n".join(without_comments(text) for text in headers.values())
    fields = options(everything)
    for name, struct in functions(everything).items():
        if name in READING | FILES | COMMITTING:
            continue
        found = calls(samples, name)
        if not found:
            missing.append(f"no sample calls '{name}'")
        for field in fields.get(struct, []):
            if (name, field) in IMPOSSIBLE:
                continue
            if found and not any(re.search(rf"\.{field} = ", call) for call in found):
                missing.append(f"no sample calls '{name}' with '.{field}'")

    parts = without_comments(headers.get("table.h", "")) + without_comments(
        headers.get("table_operations.h", ""))
    for name in sorted(set(re.findall(r"constexpr \w+& (\w+)\(", parts))):
        if not re.search(rf"\.{name}\(", samples):
            missing.append(f"no sample has '.{name}(…)'")
    for name in sorted(set(re.findall(r"constexpr (?:explicit )?(\w+)\(", parts))):
        if name.endswith("_item"):
            continue
        if not re.search(rf"\b{name}\(|\{{\{{\"", samples):
            missing.append(f"no sample has a '{name}'")

    for name in re.findall(r"inline constexpr \w*type (\w+)\{", headers.get("types.h", "")):
        if not re.search(rf"[ (]{name}[()]", samples):
            missing.append(f"no sample has a column of type '{name}'")
    for name in re.findall(r"parametric_type (\w+)\{|scaled_type (\w+)\{",
                           headers.get("types.h", "")):
        if not re.search(rf"\b{name[0] or name[1]}\(\d", samples):
            missing.append(f"no sample has a column of type '{name[0] or name[1]}(…)'")
    for name in re.findall(r"^constexpr type (\w+)\(", headers.get("types.h", ""), re.M):
        if not re.search(rf"\b{name}\(", samples):
            missing.append(f"no sample has a column of type '{name}(…)'")

    kinds = re.findall(r"static constexpr object (\w+)\(", headers.get("object.h", ""))
    for verb, without in {
            "rename": {"extension", "database"} | {k for k in kinds if k.startswith("all_")},
            "move": {"schema", "column", "constraint", "index", "trigger", "policy", "role",
                     "database"} | {k for k in kinds if k.startswith("all_")},
            "comment": {k for k in kinds if k.startswith("all_")},
            "drop": {"database"} | {k for k in kinds if k.startswith("all_")},
            "grant": {"extension", "column", "constraint", "index", "trigger", "policy", "role"},
            "revoke": {"extension", "column", "constraint", "index", "trigger", "policy", "role"},
    }.items():
        texts = calls(samples, verb)
        for kind in kinds:
            if kind not in without and not any(f"object::{kind}(" in text for text in texts):
                missing.append(f"no sample calls '{verb}' for 'object::{kind}'")

    vocabulary = without_comments(headers.get("vocabulary.h", ""))
    for enum, body in re.findall(r"enum class (\w+) : unsigned char \{(.*?)\}", vocabulary, re.S):
        if enum not in ("policy_command", "referential_action"):
            continue  # the other enums are covered by the check of functions
        for word in re.findall(r"\w+", body):
            if not re.search(rf"(?:{enum}::|on_(?:delete|update)\(){word}\b", samples):
                missing.append(f"no sample has '{enum}::{word}'")
    return missing


def undocumented(headers: dict[str, str], document: str) -> list[str]:
    """The calls that the document does not show."""
    everything = "\n".join(without_comments(text) for text in headers.values())
    return [f"docs/operations.md has no '{name}'" for name in functions(everything)
            if not re.search(rf"\.{name}\b", document)]


def main() -> int:
    headers = {path.name: path.read_text() for path in sorted(HEADERS.glob("*.h"))}
    samples = "\n".join(without_comments(path.read_text()) for path in
                        sorted((ROOT / "tests/support").glob("operation_samples_*.cpp")))
    missing = problems(headers, samples)
    missing += undocumented(headers, (ROOT / "docs/operations.md").read_text())
    for line in missing:
        print(line, file=sys.stderr)
    known = functions("\n".join(without_comments(text) for text in headers.values()))
    print(f"{len(known)} calls: {len(missing)} samples or examples are missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
