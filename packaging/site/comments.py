#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A public header as Doxygen wants it, on standard output: its comments stay as they are in the tree, and become
Doxygen's here. What stands before a declaration tells of it, what stands behind one on its line tells of that;
indented lines keep their form.

  comments.py HEADER
"""

import re
import sys

INDENTED = 3  # blanks behind the asterisk, from which on a line keeps its form


def escape(text):
    """Signs by which Doxygen would begin something of its own; @since is one that is meant."""
    text = re.sub(r"@(?!since\b)", r"\\@", text.replace("\\", "\\\\"))
    return text.replace("<", "\\<").replace(">", "\\>").replace("#", "\\#").replace("%", "\\%").replace("&", "\\&")


def lines_of(comment):
    """The comment's lines, without the asterisks in front."""
    inner = comment[2:-2]
    return [re.sub(r"^\s*\* ?", "", line).rstrip() if number else line.strip()
            for number, line in enumerate(inner.split("\n"))]


def told(lines):
    made, kept = [], []
    for line in lines + [""]:
        if line.startswith(" " * INDENTED) or (kept and not line and kept[-1] != ""):
            kept.append(line)
            continue
        if kept:
            made += ["@verbatim", *kept, "@endverbatim"]
            kept = []
        made.append(escape(line))
    return "\n".join(made).strip()


def behind(text, at):
    """Whether a declaration stands on the comment's line before it."""
    return text[text.rfind("\n", 0, at) + 1:at].strip() != ""


def converted(text):
    made, at, first = [], 0, True
    for match in re.finditer(r"/\*.*?\*/", text, re.S):
        made.append(text[at:match.start()])
        at, lines = match.end(), lines_of(match.group(0))
        if first:
            made.append("/** @file\n" + told(lines[1:]) + "\n*/")
        elif behind(text, match.start()):
            made.append("/**< " + escape(" ".join(line.strip() for line in lines)) + " */")
        else:
            made.append("/** " + told(lines) + " */")
        first = False
    return "".join(made) + text[at:]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as header:
        sys.stdout.write(converted(header.read()))
