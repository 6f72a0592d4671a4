#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Transfers whose remarks are the phrases of retail-cn, plain and in every form, and what has to come of them.

  phrases.py write FOLDER WORK      writes WORK/transfers.csv
  phrases.py compare FOLDER WORK    compares WORK/scored.jsonl with it
"""

import csv
import json
import pathlib
import re
import sys

FORMS = "tests/policies/forms.txt"  # simplified, then its other forms; docs/sources.md
DAMAGED = [b"\xff\xfe\xb0", b"\xed\xa0\x80\xed\xb0\x80", "𠮷".encode(), b" " * 1000, b""]


def read_sets(folder):
    """{set: {strength: [phrase]}}; of YAML only what these files use."""
    sets, name, strength = {}, None, None
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "check.yaml":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.fullmatch(r"( {2}| {4})(\w+):", line)
            if found and len(found[1]) == 2:
                name = found[2]
            elif found:
                strength = found[2]
            elif line.startswith("      "):
                words = [w.strip() for w in line.strip().strip("[]").split(",")]
                sets.setdefault(name, {}).setdefault(strength, []).extend(w for w in words if w)
    return sets


def other_forms():
    forms = {}
    for row in pathlib.Path(FORMS).read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        forms[row[0]] = row[1:]
    return forms


def cases(folder):
    """(remark as bytes, set or None, strength)"""
    sets, forms = read_sets(folder), other_forms()
    strong = [(p, s, w) for s, by in sets.items() for w, ps in by.items() for p in ps]
    allowed = {p for p, _, w in strong if w == "allow"}
    for phrase, name, strength in strong:
        if strength == "allow" or any(phrase in a for a in allowed):
            continue
        yield phrase.encode(), name, strength
        if strength == "disguised":
            continue
        for at, character in enumerate(phrase):
            for form in forms.get(character, ""):
                yield (phrase[:at] + form + phrase[at + 1:]).encode(), name, strength
        if not phrase.isascii():
            yield " * ".join(phrase).encode(), name, strength
            yield "\u200b".join(phrase).encode(), name, strength
    for phrase in allowed:
        yield phrase.encode(), None, "allow"
    for remark in DAMAGED:
        yield remark, None, "none"


def wanted(folder):
    return list(cases(folder))


def write(folder, work):
    with open(work / "transfers.csv", "wb") as file:
        file.write(b"id,time,payer,payee,amount,remark\n")
        for number, (remark, _, _) in enumerate(wanted(folder)):
            cell = remark.replace(b'"', b'""')
            file.write(b'%d,2026-01-06T10:00:00+08:00,a%d,b,1,"%s"\n' % (number, number, cell))


def compare(folder, work):
    failures, count = [], 0
    rows = [json.loads(line) for line in open(work / "scored.jsonl", encoding="utf-8")]
    cases_of = wanted(folder)
    assert len(rows) == len(cases_of), f"{len(rows)} rows of {len(cases_of)}"
    for row, (remark, name, strength) in zip(rows, cases_of):
        fired = {reason["rule"]: reason["points"] for reason in row["reasons"]}
        if name is None:
            good = row["outcome"] == "allow"
        elif strength == "weak":
            good = True  # says nothing alone
        else:
            good = fired.get(name, 0) >= (100 if strength == "strong" else 50)
        count += 1
        if not good:
            failures.append(f"{remark.decode(errors='replace')}: {name} {strength}, but {fired}")
    for failure in failures[:20]:
        print("FAILED", failure)
    print(f"phrases: {count} remarks, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    FOLDER, WORK = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    sys.exit(write(FOLDER, WORK) if sys.argv[1] == "write" else compare(FOLDER, WORK))
