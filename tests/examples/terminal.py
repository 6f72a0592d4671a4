#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A terminal that knows as much as examples/atm draws with: what is on it before each clearing, row by row.

  terminal.py <OUTPUT     exit 1 when something is drawn that it does not know, or outside of the screen's borders
"""

import re
import sys
import unicodedata

SCREEN_ROWS, COLUMNS = 14, 42


def width(character):
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def show(grid):
    for row in sorted(grid):
        cells = grid[row]
        last = max(cells)
        line = "".join(cells.get(column, " ") for column in range(1, last + 1)).rstrip()
        if row <= SCREEN_ROWS and (last > COLUMNS or cells.get(COLUMNS) not in "+|"):
            sys.exit(f"row {row} is not within its borders: {line}")
        print(line)
    print()


def main():
    text, grid, row, column = sys.stdin.read(), {}, 1, 1
    for part in re.findall(r"\033\[[0-9;]*[A-Za-z]|.|\n", text):
        if part.startswith("\033"):
            if part == "\033[2J":
                show(grid) if grid else None
                grid = {}
            elif part.endswith("H"):
                row, column = (int(number) for number in part[2:-1].split(";"))
            elif part not in ("\033[7m", "\033[0m"):
                sys.exit(f"{part!r} is drawn, which is not known here")
        elif part == "\n":
            row, column = row + 1, 1
        else:
            grid.setdefault(row, {})[column] = part
            if width(part) == 2:
                grid[row][column + 1] = ""
            column += width(part)
    show(grid)


main()
