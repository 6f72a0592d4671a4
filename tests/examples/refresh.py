#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Brings a block of a page up to what a program prints now: from its first line to its last, wherever these stand.

  refresh.py PAGE WHAT OUTPUT     exit 1 when its first or last line is printed no more: then choose a part by hand
"""

import sys


def main(page, what, output):
    with open(page, encoding="utf-8") as file:
        lines = file.read().split("\n")
    with open(output, encoding="utf-8") as file:
        printed = file.read().split("\n")
    begin = next(i for i, line in enumerate(lines) if line.startswith(f"<!-- {what}")) + 2
    end = next(i for i in range(begin, len(lines)) if lines[i].startswith("```"))
    first, last = lines[begin], lines[end - 1]
    # Of all places where the two stand in this order, the one that has about as many lines as the block.
    places = [(i, j + 1) for i, a in enumerate(printed) if a == first
              for j, b in enumerate(printed) if b == last and j >= i]
    if not places:
        sys.exit(f"{page}: the block behind <!-- {what} --> has to be chosen anew; it begins with: {first}")
    i, j = min(places, key=lambda place: (abs(place[1] - place[0] - (end - begin)), place))
    lines[begin:end] = printed[i:j]
    with open(page, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


main(*sys.argv[1:])
