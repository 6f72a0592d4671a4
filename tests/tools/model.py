#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a model in the neutral form of docs/bundle.md, without the library: for the tests of the command.

  model.py trees|card|cycle|nan|falls|cut|many FILE
"""

import struct
import sys


def head(major, value):
    if value < 24:
        return bytes([major << 5 | value])
    for extra, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([major << 5 | extra]) + value.to_bytes(size, "big")
    raise ValueError(value)


def item(value):
    if isinstance(value, bool):
        return bytes([0xF5 if value else 0xF4])
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, dict):
        pairs = sorted((item(key), item(own)) for key, own in value.items())
        return head(5, len(pairs)) + b"".join(key + own for key, own in pairs)
    return head(4, len(value)) + b"".join(map(item, value))


LEAF = 0xFFFFFFFF


def node(left, right, feature, number, cover, missing_left=0, missing=2):
    if left == LEAF:
        missing = 0
    return struct.pack("<IIHBBdd", left, right, feature, missing_left, missing, number, cover)


def leaf(value, cover):
    return node(LEAF, LEAF, 0, value, cover)


def trees(*nodes, kind=1, repeat=1, monotone=()):
    return {"base": 0.0, "kind": kind, "trees": [[1.0, b"".join(nodes)]] * repeat, "inputs": ["AMOUNT", "AGE"],
            "points": [], "average": False, "monotone": list(monotone)}


GOOD = trees(node(1, 2, 0, 1000.0, 100.0), leaf(-1.0, 50.0), node(3, 4, 1, 65.0, 50.0), leaf(0.0, 25.0),
             leaf(3.0, 25.0))
MADE = {
    "trees": GOOD,
    "card": {"base": 10.0, "kind": 3, "inputs": ["AMOUNT"], "points": [], "average": False, "monotone": [],
             "cards": [[[float("-inf"), 1000.0, 1], [1000.0, float("inf"), 50], [2]]]},
    "cycle": trees(node(1, 2, 0, 0.5, 8.0), node(0, 2, 1, 0.5, 4.0), leaf(1.0, 4.0)),
    "nan": trees(node(1, 2, 0, float("nan"), 8.0), leaf(1.0, 4.0), leaf(2.0, 4.0)),
    "falls": trees(node(1, 2, 0, 0.5, 8.0), leaf(2.0, 4.0), leaf(1.0, 4.0)),
    "many": trees(leaf(1.0, 4.0), repeat=1_000_000),
}

what, path = sys.argv[1:]
data = item(MADE["trees" if what == "cut" else what])
with open(path, "wb") as file:
    file.write(data[:-20] if what == "cut" else data)
