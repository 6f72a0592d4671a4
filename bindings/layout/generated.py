# SPDX-License-Identifier: Apache-2.0
"""What the generators of all bindings share: reading the layout, writing files, saying which are stale.

A generator is bindings/NAME/generate.py: it calls run() with a function that makes of the layout a dict of files (paths
below bindings/NAME) and their texts. As a command it takes

  generate.py [--check] [--layout FILE]     --check writes nothing, names what is stale, and ends with 1"""

import argparse
import json
import sys
from pathlib import Path

BINDINGS = Path(__file__).resolve().parent.parent


class Layout:
    """The layout with what every generator asks of it."""

    def __init__(self, data):
        self.data = data
        self.version = data["version"]
        self.constants = data["constants"]
        self.statuses = data["statuses"]
        self.handles = data["handles"]
        self.structs = {s["name"]: s for s in data["structs"]}
        self.functions = {f["name"]: f for f in data["functions"]}
        self.values = {c["name"]: c["value"] for c in self.constants + self.statuses}

    def group(self, prefix):
        """The constants of one group, such as FR_CHANNEL_, in the order of the header."""
        return [c for c in self.constants if c["group"] == prefix]


def run(make, folder):
    """make(layout) gives {path below folder: text}."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a file is stale")
    parser.add_argument("--layout", type=Path, default=BINDINGS / "layout.json")
    options = parser.parse_args()
    folder = Path(folder).resolve()
    files = make(Layout(json.loads(options.layout.read_text(encoding="utf-8"))))
    stale = [name for name, text in files.items() if current(folder / name) != text]
    if options.check:
        for name in stale:
            path = (folder / name).relative_to(BINDINGS.parent)
            print(f"{path} is not of this layout: scripts/make-bindings writes it")
        sys.exit(1 if stale else 0)
    for name in stale:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[name], encoding="utf-8")


def current(path):
    return path.read_text(encoding="utf-8") if path.exists() else None
