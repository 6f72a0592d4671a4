#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what scripts/demo decided.

  demo-table.py cases.csv cases.jsonl fortnight.csv fortnight.jsonl
"""

import collections
import csv
import json
import sys
import unicodedata

OUTCOMES = ("allow", "warn", "hold")


def width(text):
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def cell(text, columns, right=False):
    if width(text) > columns:
        while width(text) > columns - 1:
            text = text[:-1]
        text += "…"
    pad = " " * (columns - width(text))
    return pad + text if right else text + pad


def money(amount):
    return f"{amount:,.2f}"


def read(rows, decisions):
    with open(rows, newline="", encoding="utf-8") as file:
        transfers = list(csv.DictReader(file))
    with open(decisions, encoding="utf-8") as file:
        answers = {one["id"]: one for one in map(json.loads, file)}
    return [(transfer, answers[transfer["id"]]) for transfer in transfers if transfer["id"] in answers]


def who(transfer):
    parts = [transfer.get("channel") or "?"]
    if transfer.get("payer.age"):
        parts.append(f"aged {transfer['payer.age']}")
    if transfer.get("payer.foreign") == "true":
        parts.append("foreigner")
    seen = [one for one in transfer.get("observations", "").split(";") if one and one[0] != "!"]
    if seen:
        parts.append(seen[0])
    elif transfer.get("remark"):
        parts.append(f"“{transfer['remark']}”")
    elif transfer.get("ui_language"):
        parts.append(f"screen: {transfer['ui_language']}")
    elif transfer.get("on_call") == "true":
        parts.append("on a call")
    return ", ".join(parts)


def show_cases(pairs):
    print("\nScams, and honest transfers that look alike\n")
    columns = (16, 36, 12, 7, 7, 22)
    heads = ("case", "transfer", "amount", "answer", "points", "likely scam")
    print("  " + "  ".join(cell(head, size, head in ("amount", "points")) for head, size in zip(heads, columns)))
    print("  " + "  ".join("-" * size for size in columns))
    for transfer, answer in pairs:
        cells = (transfer["id"], who(transfer), money(float(transfer["amount"])), answer["outcome"].upper(),
                 str(answer["score"]), answer["scam"] or "")
        print("  " + "  ".join(cell(text, size, at in (2, 4)) for at, (text, size) in enumerate(zip(cells, columns))))
        for reason in answer["reasons"] if answer["outcome"] != "allow" else []:
            print(f"      {reason['points']:+4d}  {reason['text']}")


def show_fortnight(pairs):
    count, amount, scams = collections.Counter(), collections.Counter(), collections.Counter()
    for transfer, answer in pairs:
        count[answer["outcome"]] += 1
        amount[answer["outcome"]] += float(transfer["amount"])
        scams[answer["outcome"]] += int(transfer["fraud"])
    total = sum(count.values())
    print(f"\nA simulated fortnight: {total:,} transfers, {sum(scams.values())} of them scams (scripts/make-demo)\n")
    print(f"  {'answer':8} {'transfers':>10} {'share':>9} {'amount':>16} {'scams':>7}")
    print(f"  {'-' * 8} {'-' * 10} {'-' * 9} {'-' * 16} {'-' * 7}")
    for outcome in OUTCOMES:
        share, sum_of = count[outcome] / total if total else 0, money(amount[outcome])
        print(f"  {outcome.upper():8} {count[outcome]:10,} {share:9.2%} {sum_of:>16} {scams[outcome]:7}")


def show_alerts(pairs):
    columns = (6, 7, 12, 36, 22)
    heads = ("id", "answer", "amount", "transfer", "in truth")
    print("\n  " + "  ".join(cell(head, size, head == "amount") for head, size in zip(heads, columns)))
    print("  " + "  ".join("-" * size for size in columns))
    for transfer, answer in pairs:
        if answer["outcome"] == "allow":
            continue
        truth = transfer["scam"] if transfer["fraud"] == "1" else "honest"
        amount = money(float(transfer["amount"]))
        cells = (transfer["id"], answer["outcome"].upper(), amount, who(transfer), truth)
        print("  " + "  ".join(cell(text, size, at == 2) for at, (text, size) in enumerate(zip(cells, columns))))
        print(f"          {answer['reasons'][0]['text'] if answer['reasons'] else ''}")


def main():
    show_cases(read(sys.argv[1], sys.argv[2]))
    fortnight = read(sys.argv[3], sys.argv[4])
    show_fortnight(fortnight)
    show_alerts(fortnight)
    print("\nALLOW: the money moves. WARN: the customer confirms. HOLD: it waits until a person releases it.")
    print("The data are made up, so the shares say nothing about a real bank.")
    print(f"The policy: policies/retail-cn/policy.yaml.  The answers as JSON: {sys.argv[2]}, {sys.argv[4]}.")


if __name__ == "__main__":
    main()
