#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tables of all public structs from bindings/layout.json, for vectors.c: tables.py LAYOUT > tables.h"""

import json
import sys

SCALARS = {
    "uint32_t": "U32",
    "int32_t": "I32",
    "uint64_t": "U64",
    "int64_t": "I64",
    "double": "DOUBLE",
    "fr_text": "TEXT",
}


def kind_of(field, structs):
    base, pointers, count = field["base"], field.get("pointers", 0), field.get("count")
    if base == "char":
        return "STRING" if pointers else "CHARS"
    if base == "uint8_t" and count:
        return "BYTES"
    if base in SCALARS and not pointers:
        return SCALARS[base]
    if base in structs:
        return "POINTER" if pointers else "STRUCT"
    return "OTHER"


def main():
    layout = json.load(open(sys.argv[1], encoding="utf-8"))
    values = {c["name"]: c["value"] for c in layout["constants"]}
    structs = {s["name"]: s for s in layout["structs"]}
    print("/* Written by tests/bindings/tables.py. */")
    for name in structs:
        print(f"extern const struct_table {name}_table;")
    for name, struct in structs.items():
        known = next((f["offset"] for f in struct["fields"] if f["name"] == "known"), 0)
        offsets = {f["name"]: f["offset"] for f in struct["fields"]}
        print(f"static const field_table {name}_fields[] = {{")
        for field in struct["fields"]:
            kind = kind_of(field, structs)
            inner = f"&{field['base']}_table" if kind in ("STRUCT", "POINTER") else "0"
            count = field.get("count", 1) if kind not in ("CHARS", "BYTES") else 1
            bit = values[field["known_bit"]] if "known_bit" in field else 0
            counter = offsets.get(field.get("counted_by"), 0)
            print(
                f'  {{"{field["name"]}", {kind}, {field["offset"]}, {field["size"]}, {count}, {bit}, '
                f"{counter}, {inner}}},"
            )
        print("};")
        versioned = "true" if struct["versioned"] else "false"
        print(
            f'const struct_table {name}_table = {{"{name}", {struct["size"]}, {versioned}, {known}, '
            f"{len(struct['fields'])}, {name}_fields}};"
        )


main()
