#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the cells of `fraudrisk features` with what SQL computed.

  compare.py features.csv expected.csv

SQL gives counts and cents, so nothing is rounded there. A double of the features must be the very double that cents
divided by 100 gives, and a mean that double divided by the count; unknown is an empty cell. Exit 1 for a difference.
"""

import csv
import sys

SIDES, WINDOWS, KINDS = ("payer", "payee"), ("1d", "7d", "30d"), ("count", "sum", "mean", "max")


def wanted(expected, side, kind, window):
    """The text that a cell must equal as a number; "" for unknown."""
    count = int(expected[f"{side}_count_{window}"])
    cents = expected[f"{side}_sum_{window}"]
    if kind == "count":
        return count
    if kind == "sum":
        return int(cents) / 100 if count else 0.0
    if kind == "mean":
        return int(cents) / 100 / count if count else None
    return int(expected[f"{side}_max_{window}"]) / 100 if count else None


def main():
    names = [f"{side}_{kind}_{window}" for side in SIDES for window in WINDOWS for kind in KINDS]
    parts = [name.split("_") for name in names]
    rows = cells = differences = unknown = nonzero = 0
    with open(sys.argv[1], newline="", encoding="utf-8") as ours, \
            open(sys.argv[2], newline="", encoding="utf-8") as sql:
        have, want = csv.DictReader(ours), csv.DictReader(sql)
        missing = [name for name in names if name not in (have.fieldnames or [])]
        if missing:
            sys.exit(f"compare: {sys.argv[1]} lacks the columns {', '.join(missing)}")
        for row in want:
            mine = next(have, None)
            if mine is None:
                sys.exit(f"compare: {sys.argv[1]} ends after {rows} rows; SQL has more")
            rows += 1
            for name, (side, kind, window) in zip(names, parts):
                expected, cell = wanted(row, side, kind, window), mine[name]
                cells += 1
                same = cell == "" if expected is None else cell != "" and float(cell) == expected
                unknown += expected is None
                nonzero += bool(expected)
                if not same:
                    differences += 1
                    if differences <= 10:
                        print(f"row {rows} (id {mine['id']}), {name}: features {cell!r}, SQL {expected!r}")
        if next(have, None) is not None:
            sys.exit(f"compare: {sys.argv[1]} has more rows than SQL")
    print(f"{rows:,} rows, {cells:,} cells ({nonzero:,} above zero, {unknown:,} unknown), {differences:,} differences")
    sys.exit(0 if differences == 0 and rows > 0 else 1)


if __name__ == "__main__":
    main()
