#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every public function is called by a step of the golden vectors, or stands in covered.json with the reason why not.

  covered.py [LAYOUT] [RUNNER…]

A function counts when the C runner calls it in a function that belongs to a step, or that such a one calls, and a file
of steps has that step. An exception that is no longer one, or that is no function, is refused as well."""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNNER = ("vectors.c", "vectors_rest.c", "vectors_tables.c")


def functions_of(sources):
    """{function: what it names in its body}, of C as clang-format leaves it: a body ends with a brace in column one."""
    found = {}
    for text in sources:
        for head in re.finditer(r"^[A-Za-z_][^;{}=#/]*?\b(\w+)\(([^;{}]*)\) \{", text, re.MULTILINE):
            line_end = text.index("\n", head.end())
            one_line = text[head.end() : line_end].rstrip().endswith("}")
            end = line_end if one_line else text.index("\n}", head.end())
            found[head[1]] = set(re.findall(r"\b[A-Za-z_]\w*\b", text[head.end() : end]))
    return found


def steps_of(sources):
    """{step: the function that runs it}, of the tables of the runner."""
    return {name: run for text in sources for name, run in re.findall(r'\{"(\w+)",\s*(run_\w+)\}', text)}


def reached(start, functions):
    seen, todo = set(), [start]
    while todo:
        for name in functions.get(todo.pop(), ()):
            if name not in seen:
                seen.add(name)
                todo.append(name)
    return seen


def used_steps():
    names = set()
    for path in (ROOT / "bindings" / "vectors").glob("*.steps"):
        lines = path.read_text(encoding="utf-8").split("\n")
        names |= {line.split("\t")[0] for line in lines if line and line[0] not in "#\t"}
    return names


def main():
    layout = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "bindings" / "layout.json"
    paths = [Path(p) for p in sys.argv[2:]] or [ROOT / "tests" / "bindings" / name for name in RUNNER]
    sources = [path.read_text(encoding="utf-8") for path in paths if path.exists()]
    public = {one["name"] for one in json.loads(layout.read_text(encoding="utf-8"))["functions"]}
    exceptions = json.loads((ROOT / "tests" / "bindings" / "covered.json").read_text(encoding="utf-8"))
    functions, steps, used = functions_of(sources), steps_of(sources), used_steps()
    covered = set()
    for step, run in steps.items():
        if step in used:
            covered |= reached(run, functions)
    faults = [f"no file of steps has the step {step}" for step in sorted(set(steps) - used)]
    faults += [f"the runner has no step {step}" for step in sorted(used - set(steps) - {"item"})]
    faults += [
        f"no step calls {name}(): give it one in tests/bindings/vectors*.c and the runners of all bindings, or say in "
        "tests/bindings/covered.json why not"
        for name in sorted(public - covered - set(exceptions))
    ]
    faults += [f"covered.json excuses {name}(), which a step calls" for name in sorted(covered & set(exceptions))]
    faults += [f"covered.json excuses {name}(), which is no function" for name in sorted(set(exceptions) - public)]
    for fault in faults:
        print(fault)
    if not faults:
        called = len(public & covered)
        print(f"{len(public)} functions: {called} called by {len(steps)} steps, {len(exceptions)} excused")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
