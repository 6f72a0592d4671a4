#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Follows docs/operations.md: runs its blocks of commands (```sh) in their order in one shell, and compares what each
prints with the block behind it (```text), where there is one. "…" on the page stands for anything within a line, a
number of two digits or more for any such number, and eight hexadecimal digits or more for any such: what depends on
how fast the machine is or on the shipped policy's text. Single digits, words and the order of lines are compared.

  operations.py PAGE FOLDER            FOLDER is empty; the commands run in it
  operations.py PAGE FOLDER --update   writes what was printed into the page
  operations.py PAGE FOLDER --kind "sh token"   runs the blocks of that kind instead
"""
import re
import subprocess
import sys


def blocks(lines):
    """(kind, first line, line behind the last) of each fenced block."""
    found, start, kind = [], None, None
    for number, line in enumerate(lines):
        if start is None and line.startswith("```"):
            kind, start = line[3:].strip(), number + 1
        elif start is not None and line == "```":
            found.append((kind, start, number))
            start = None
    return found


def matches(want, have):
    """Whether a line of the page stands for one that was printed."""
    pattern = ""
    for part in re.split(r"(…|\b[0-9a-f]{8,}\b|[0-9]{2,})", want):
        if part == "…":
            pattern += ".*"
        elif re.fullmatch(r"[0-9]{2,}", part) and len(part) < 8:
            pattern += "[0-9]{2,}"
        elif re.fullmatch(r"[0-9a-f]{8,}", part):
            pattern += "[0-9a-f]{7,}"
        else:
            pattern += re.escape(part)
    return re.fullmatch(pattern, have) is not None


def run(lines, found, folder):
    """The output of each block of commands; the shell ends at the first that fails."""
    script = ["set -u"]
    for number, (_, first, last) in enumerate(found):
        script += ["{", *lines[first:last], f"}} >'{folder}/said.{number}' 2>&1 ||"]
        script += [f"  {{ echo 'the commands from line {first + 1} on failed'; exit 1; }}"]
    with open(f"{folder}/follow.sh", "w", encoding="utf-8") as file:
        file.write("\n".join(script) + "\n")
    ended = subprocess.run(["bash", f"{folder}/follow.sh"], cwd=folder, timeout=240, stdin=subprocess.DEVNULL,
                           capture_output=True, text=True, check=False)
    said = []
    for number in range(len(found)):
        try:
            with open(f"{folder}/said.{number}", encoding="utf-8") as file:
                said.append(file.read().splitlines())
        except FileNotFoundError:
            said.append(None)
    return ended, said


def main():
    page, folder = sys.argv[1:3]
    with open(page, encoding="utf-8") as file:
        lines = file.read().split("\n")
    all_blocks = blocks(lines)
    kind = sys.argv[sys.argv.index("--kind") + 1] if "--kind" in sys.argv else "sh"
    commands = [at for at, block in enumerate(all_blocks) if block[0] == kind]
    ended, said = run(lines, [all_blocks[at] for at in commands], folder)
    failures, compared, edits = 0, 0, []
    for at, have in zip(commands, said):
        first = all_blocks[at][1]
        behind = all_blocks[at + 1] if at + 1 < len(all_blocks) and all_blocks[at + 1][0] == "text" else None
        if have is None:
            failures += 1
            print(f"{page}:{first}: was not run")
        elif behind is not None:
            want = lines[behind[1]:behind[2]]
            compared += 1
            if want and len(want) == len(have) and all(map(matches, want, have)):
                continue
            failures += 1
            edits.append((behind[1], behind[2], have))
            print(f"{page}:{first}: printed something else than the page shows:")
            print("\n".join("    " + line for line in have))
        elif have:
            failures += 1
            print(f"{page}:{first}: printed what the page does not show:")
            print("\n".join("    " + line for line in have))
    if ended.returncode != 0:
        failures += 1
        print(f"the shell ended with {ended.returncode}: {ended.stdout}{ended.stderr}")
    if "--update" in sys.argv:
        for first, last, have in reversed(edits):
            lines[first:last] = have
        with open(page, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
    print(f"{len(commands)} blocks of commands, {compared} compared with the page, {failures} failures")
    sys.exit(1 if failures or compared == 0 else 0)


main()
