# SPDX-License-Identifier: Apache-2.0
"""The pictures of docs/results.md: bars by name. The SVG is written here: same results, same bytes."""

import html
import re

import results_tables as tables

LEFT, WIDE, STEP, TOP = 280, 420, 30, 46
COLOURS = ("#2a6f97", "#e09f3e")


def text(x, y, words, anchor="start", size=12):
    return (f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="#222">'
            f"{html.escape(words)}</text>")


def bars(title, names, rows):
    """Rows of a name and two shares, or None. The scale goes from nothing to all."""
    high = TOP + STEP * len(rows) + 26
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDE + 60}" height="{high}" '
           'font-family="sans-serif" role="img">', f"<title>{html.escape(title)}</title>",
           f'<rect width="{LEFT + WIDE + 60}" height="{high}" fill="#fff"/>', text(8, 18, title, size=14)]
    for at, (name, colour) in enumerate(zip(names, COLOURS)):
        out.append(f'<rect x="{LEFT + 150 * at}" y="27" width="11" height="11" fill="{colour}"/>')
        out.append(text(LEFT + 150 * at + 16, 37, name, size=11))
    for tenth in range(0, 11, 2):
        x = LEFT + WIDE * tenth // 10
        out.append(f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{high - 24}" stroke="#ddd"/>')
        out.append(text(x, high - 9, f"{10 * tenth} %", "middle", 11))
    for at, (name, *shares) in enumerate(rows):
        y = TOP + STEP * at
        out.append(text(LEFT - 8, y + 18, name, "end", 11))
        for which, value in enumerate(shares):
            if value is not None:
                out.append(f'<rect x="{LEFT}" y="{y + 4 + 11 * which}" width="{WIDE * value:.1f}" height="10" '
                           f'fill="{COLOURS[which]}"/>')
    return "\n".join([*out, "</svg>", ""])


def shares_of(name, cases):
    sums = tables.added([tables.counted(case) for case in cases])
    return name, tables.share(sums, "count"), tables.share(sums, "value")


def by_type(run):
    rows = [shares_of(f"{name} ({len(cases):,})", cases)
            for name, cases in tables.grouped(run["cases"], lambda case: case["name"])]
    return bars("Scams warned of or held in time, by type (cases)", ("by count", "by value"), rows)


def by_group(runs):
    rows = [shares_of(re.split(r":| \(| instead", name)[0], run["cases"]) for name, run in runs]
    return bars("Scams warned of or held in time, without a group of signals", ("by count", "by value"), rows)
