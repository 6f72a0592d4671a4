#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gathers the pages of the site: every page of the tree that a reader can reach from README.md and from the menu,
where it lies in the tree, with the files that they link to. A link to a folder leads to its README or to a list of
what is in it.

  gather.py MKDOCS_YML INTO        at the root of the tree
"""

import os
import posixpath
import re
import shutil
import sys

LINK = re.compile(r"(!?\[(?:[^\]\\]|\\.)*\])\(([^()\s]+(?:\([^()\s]*\))?)\)")
FENCE = re.compile(r"(?m)^(```|~~~).*?^\1\s*$", re.S)
SKIPPED = ("http://", "https://", "mailto:", "#")


def in_menu(path):
    with open(path, encoding="utf-8") as file:
        return re.findall(r"[\w./-]+\.md", file.read().split("\nnav:\n")[1])


def listing(folder, into):
    """A page for a folder without one."""
    names = sorted(name for name in os.listdir(folder) if not name.startswith((".", "__")))
    lines = [f"# {folder}", ""]
    for name in names:
        inner = posixpath.join(folder, name)
        if os.path.isdir(inner):
            continue
        copy(inner, into)
        lines.append(f"- [{name}]({name})")
    target = os.path.join(into, folder, "README.md")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def copy(path, into):
    target = os.path.join(into, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(path, target)


class Gathering:
    def __init__(self, into):
        self.into, self.ahead, self.seen, self.broken = into, [], set(), []

    def resolved(self, page, link):
        """The link as the site has it; what it leads to is gathered."""
        if link.startswith(SKIPPED):
            return link
        path, _, anchor = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if target.startswith("..") or not os.path.exists(target):
            self.broken.append(f"{page}: {link} leads nowhere")
            return link
        if os.path.isdir(target):
            target = posixpath.join(target, "README.md")
        self.want(target)
        relative = posixpath.relpath(target, posixpath.dirname(page) or ".")
        return relative + ("#" + anchor if anchor else "")

    def want(self, path):
        if path not in self.seen:
            self.seen.add(path)
            self.ahead.append(path)

    def take(self, path):
        if path.endswith("/README.md") and not os.path.exists(path):
            listing(posixpath.dirname(path), self.into)
            return
        if not path.endswith(".md"):
            copy(path, self.into)
            return
        with open(path, encoding="utf-8") as file:
            text = file.read()
        made, at = [], 0
        for fence in FENCE.finditer(text):
            made += [self.prose(path, text[at:fence.start()]), fence.group(0)]
            at = fence.end()
        made.append(self.prose(path, text[at:]))
        target = os.path.join(self.into, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write("".join(made))

    def prose(self, page, text):
        """GitHub begins a list without an empty line before it; the site's Markdown wants one."""
        text = LINK.sub(lambda match: f"{match.group(1)}({self.resolved(page, match.group(2))})", text)
        return re.sub(r"(?m)^((?!- |\d+\. |\s|\|)\S.*)\n(?=- |1\. )", r"\1\n\n", text)


def main():
    gathering = Gathering(sys.argv[2])
    for page in ["README.md", *in_menu(sys.argv[1])]:
        if page != "docs/reference.md":
            gathering.want(page)
    while gathering.ahead:
        gathering.take(gathering.ahead.pop())
    if gathering.broken:
        sys.exit("\n".join(sorted(gathering.broken)))
    print(f"gather: {sum(path.endswith('.md') for path in gathering.seen)} pages, {len(gathering.seen)} files")


if __name__ == "__main__":
    main()
