#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what a policy decided with what its cases expect.

  compare_cases.py policies/NAME/cases decisions.zh.jsonl decisions.en.jsonl
"""

import csv
import json
import os
import sys

# Scam, honest twin, and the columns in which the scam's signs stand. Each has accounts and a time of its own, so that
# one's history is not the other's.
TWINS = {
    "retail-cn": [
        ("police-310000", "house-310000", {"payer.customer", "remark"}),  # the call is in events.csv
        ("seizure", "renovation", {"remark"}),
        ("english-atm", "chinese-atm", {"ui_language"}),
        ("english-atm", "mainland-atm", {"ui_language"}),
        ("english-atm", "foreigner-atm", {"payer.foreign"}),
        ("english-atm", "unrecorded-atm", {"payer.foreign"}),
        ("secret", "explained", {"observations"}),
        ("overseas-call", "known-call", {"payer.customer", "on_call"}),
        ("listed", "unlisted", set()),  # the list is in events.csv
    ]
}
OWN = {"id", "time", "payer", "payee"}


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def answers(path):
    with open(path, encoding="utf-8") as file:
        return {one["id"]: one for one in map(json.loads, file)}


def is_chinese(text):
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def compare(expected, zh, en):
    for name, wanted in expected.items():
        got = zh.get(name)
        if got is None:
            yield f"{name}: was not scored"
            continue
        if got["outcome"] != wanted["outcome"] or (got["scam"] or "") != wanted["scam"]:
            yield f"{name}: {got['outcome']}, {got['scam']} instead of {wanted['outcome']}, {wanted['scam'] or None}"
        if got["outcome"] == "allow":
            continue
        for language, one, right in (("zh", got, True), ("en", en[name], False)):
            texts = [reason["text"] for reason in one["reasons"]]
            if not texts or not all(text and is_chinese(text) == right for text in texts):
                yield f"{name}: a reason has no text in {language}: {texts}"


def untrue_twins(policy, cases):
    for scam, honest, signs in TWINS.get(policy, []):
        differ = {column for column in cases[scam] if cases[scam][column] != cases[honest][column]}
        if not differ <= signs | OWN:
            yield f"{scam}, {honest}: differ in {', '.join(sorted(differ - signs - OWN))} as well"
        if not signs <= differ:
            yield f"{scam}, {honest}: do not differ in {', '.join(sorted(signs - differ))}"


def main():
    folder, zh, en = sys.argv[1].rstrip("/"), answers(sys.argv[2]), answers(sys.argv[3])
    policy = os.path.basename(os.path.dirname(folder))
    cases, expected = table(f"{folder}/transfers.csv"), table(f"{folder}/expected.csv")
    faults = [f"{name}: is not in expected.csv" for name in cases if name not in expected]
    faults += [*compare(expected, zh, en), *untrue_twins(policy, cases)]
    for fault in faults:
        print(f"{policy}: {fault}")
    print(f"{policy}: {len(expected)} cases, {len(faults)} wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
