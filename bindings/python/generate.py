#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the low layer of the Python binding from bindings/layout.json.

  ext/layout.h                  tables of all structs for the extension, checked by the compiler against the headers
  src/fraudrisk/constants.py    enumerations, flags, limits and statuses
  src/fraudrisk/low.py          every function of the library for ctypes
  src/fraudrisk/_fraudrisk.pyi  the types of the extension, for type checkers"""

import keyword
import re
import textwrap
from pathlib import Path

from generated import run

NAMES = {
    "FR_EVENT_": "EventKind",
    "FR_TELLER_": "TellerSign",
    "FR_PARTY_": "PartyType",
    "FR_TRANSFER_": "TransferStatus",
    "FR_JOURNAL_": "JournalMode",
    "FR_TYPE_": "ValueType",
    "FR_SIGN_": "SignatureAlgorithm",
    "FR_PHRASE_": "PhraseStrength",
}
LICENCE = "SPDX-License-Identifier: Apache-2.0"
INTEGERS = {"uint32_t": "U32", "int32_t": "I32", "uint64_t": "U64", "int64_t": "I64", "fr_status": "I32"}


def camel(name):
    return "".join(part.capitalize() for part in name.strip("_").split("_"))


def type_name(struct):
    return camel(struct.removeprefix("fr_"))


def group_names(layout):
    """{prefix: name of the Python class}; limits and versions are plain constants."""
    taken = {type_name(s) for s in layout.structs}
    names = {}
    for prefix, kind in layout.data["groups"].items():
        if kind in ("enum", "bits"):
            name = NAMES.get(prefix) or camel(prefix.removeprefix("FR_"))
            names[prefix] = name + "Kind" if name in taken else name
    return names


def attribute(field):
    return field + "_" if keyword.iskeyword(field) else field


def plain(doc):
    """A comment of the headers in one line; nothing where it only says which constants there are."""
    text = " ".join(doc.split("@since")[0].split())
    return "" if re.fullmatch(r"(bits )?FR_[A-Z0-9_]+…", text) else text.replace("\\", "\\\\")


def meanings(pairs, indent):
    """Lines that say what each name means, of those that the headers say something of."""
    said = [(name, plain(doc)) for name, doc in pairs if plain(doc)]
    width = max((len(name) for name, _ in said), default=0) + 2
    lines = []
    for name, doc in said:
        first, rest = f"{indent}{name:<{width}}", indent + " " * width
        lines += textwrap.wrap(doc, 110, initial_indent=first, subsequent_indent=rest, break_long_words=False)
    if lines and lines[-1].endswith('"'):
        lines[-1] += " "
    return lines


# ---- constants.py ----


def member(prefix, name):
    short = name.removeprefix(prefix)
    return "N" + short if short[:1].isdigit() else short


def constants(layout):
    out = [
        f"# {LICENCE}",
        '"""Written by generate.py: what the headers of libfraudrisk name."""',
        "",
        "from enum import IntEnum, IntFlag",
        "from typing import Final",
        "",
    ]
    names = group_names(layout)
    plain = [c for c in layout.constants if c["group"] not in names]
    for c in plain:
        out.append(f"{c['name'].removeprefix('FR_')}: Final = {c['value']}")
    for prefix, name in names.items():
        kind = "IntFlag" if layout.data["groups"][prefix] == "bits" else "IntEnum"
        told = meanings([(member(prefix, c["name"]), c.get("doc", "")) for c in layout.group(prefix)], "    ")
        out += ["", "", f"class {name}({kind}):"]
        out += [f'    """{prefix}…', "", *told[:-1], told[-1] + '"""', ""] if told else [f'    """{prefix}…"""', ""]
        for c in layout.group(prefix):
            out.append(f"    {member(prefix, c['name'])} = {c['value']}")
    out += ["", "", "class Status(IntEnum):", '    """What the library answers: 0, or what was wrong."""', ""]
    out += [f"    {s['name'].removeprefix('FR_')} = {s['value']}" for s in layout.statuses]
    out += ["", "", "#: By the prefix that the headers give them.", "GROUPS: Final = {"]
    out += [f'    "{prefix}": {name},' for prefix, name in names.items()]
    out += ["}", ""]
    return "\n".join(out)


# ---- low.py ----

CTYPES = {
    "uint32_t": "c_uint32",
    "int32_t": "c_int32",
    "uint64_t": "c_uint64",
    "int64_t": "c_int64",
    "fr_status": "c_int32",
    "double": "c_double",
    "fr_text": "Text",
    "void": "None",
}


def ctype(shape, returned=False):
    if shape.get("pointers", 0) or shape.get("count"):
        return "c_char_p" if returned and shape["base"] == "char" else "c_void_p"
    return CTYPES[shape["base"]]


def offsets(layout):
    for name, struct in layout.structs.items():
        yield f'    "{type_name(name)}": {{'
        for f in struct["fields"]:
            yield f'        "{attribute(f["name"])}": {f["offset"]},'
        yield "    },"


def low(layout):
    fields = layout.structs["fr_text"]["fields"]
    text = ", ".join(f'("{f["name"]}", {"c_char_p" if f.get("pointers") else CTYPES[f["base"]]})' for f in fields)
    out = [
        f"# {LICENCE}",
        '"""Written by generate.py: every function of libfraudrisk, for ctypes. Pointers are addresses."""',
        "",
        "from ctypes import CDLL, Structure, c_char_p, c_int32, c_int64, c_uint32, c_uint64, c_void_p",
        "from typing import Any",
        "",
        "",
        "class Text(Structure):",
        '    """fr_text: bytes, how many, and their encoding; no bytes at all are an unknown text."""',
        "",
        f"    _fields_ = [{text}]",
        "",
        "",
        "#: Where the fields of each struct stand, by the name of its type.",
        "OFFSETS: dict[str, dict[str, int]] = {",
        *offsets(layout),
        "}",
        "",
        "#: name: (what it returns, its parameters)",
        "FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {",
    ]
    for name, function in layout.functions.items():
        parameters = ", ".join(ctype(p) for p in function["parameters"])
        line = f'    "{name}": ({ctype(function["returns"], True)}, [{parameters}]),'
        if len(line) > 118:
            line = textwrap.fill(line, 118, initial_indent="", subsequent_indent="        ", drop_whitespace=True)
            line = "    " + line.lstrip()
        out.append(line)
    out += [
        "}",
        "",
        "",
        "def bind(library: CDLL) -> CDLL:",
        '    """Gives every function of a loaded library its types."""',
        "    for name, (returns, parameters) in FUNCTIONS.items():",
        "        function = getattr(library, name)",
        "        function.restype = returns",
        "        function.argtypes = parameters",
        "    return library",
        "",
    ]
    return "\n".join(out)


# ---- layout.h ----


def kind_of(field, structs):
    base, pointers, count = field["base"], field.get("pointers", 0), field.get("count")
    if base == "char":
        return "CHARS" if not pointers else "STRING"
    if base == "uint8_t" and count and not pointers:
        return "BYTES"
    if base == "fr_text" and not pointers:
        return "TEXT"
    if base == "double":
        return "DOUBLE"
    if base == "fr_arrow_name":
        return "NAMES"
    if base in structs:
        return "STRUCT" if not pointers else "ATTRIBUTES" if base == "fr_attribute" else "POINTER"
    if base in INTEGERS and not pointers:
        return INTEGERS[base]
    return "MEMORY"


OWNERS = {"TEXT", "STRING", "POINTER", "ATTRIBUTES", "NAMES", "MEMORY"}

# What says how much there is at a pointer, where the layout does not: the library reads as much as it is told, so that
# such a field follows the memory and nobody sets it.
MEASURES = {
    "fr_text": {"data": ["size"]},
    "fr_arrow_options": {"names": ["name_count"]},
    "fr_folds": {"data": ["capacity", "size"]},
    "fr_journal_options": {"signing_key": ["signing_key_size"], "trusted_keys": ["trusted_keys_size"]},
    "fr_decision": {"values": ["values_size"]},
}
# Memory of which the library reads a fixed number of bytes without being told.
EXACT = {("fr_journal_options", "sealing_key"): 32}


def measures_of(struct, field):
    """The fields that say how much there is of another one."""
    told = [field["counted_by"]] if "counted_by" in field else []
    return told + [name for name in MEASURES.get(struct, {}).get(field["name"], []) if name not in told]


def followed(name, struct):
    """{field that says how much: place of the field that it measures}"""
    made = {}
    for place, field in enumerate(struct["fields"]):
        made |= dict.fromkeys(measures_of(name, field), place)
    unknown = made.keys() - {f["name"] for f in struct["fields"]}
    if unknown:
        raise SystemExit(f"generate.py: {name} has no field {sorted(unknown)}")
    return made


def exact_size(name, field, kind):
    """How many bytes memory must have, 0 for any number; memory of which nothing tells the size is not let through."""
    exact = EXACT.get((name, field["name"]), 0)
    if kind == "MEMORY" and not exact and not measures_of(name, field):
        raise SystemExit(f"generate.py: how much is there at {name}.{field['name']}? MEASURES or EXACT says it")
    return exact


def values_of(field, layout, groups):
    values = field.get("values")
    if values == "tristate":
        return "VALUES_TRISTATE"
    return str(1 + list(groups).index(values)) if values in groups else "0"


def zero_is_unknown(field, layout):
    """True where the group has a constant for 'not known' at 0."""
    values = field.get("values")
    return any(
        c["value"] == 0 and (c["name"].endswith("_UNKNOWN") or c["name"].endswith("_NOT_KNOWN"))
        for c in layout.group(values or "-")
    )


def struct_doc(name, struct):
    """What the headers say of a struct and its fields, as the inside of strings of C."""
    first = plain(struct["doc"])[:90].rstrip("\\") or name
    fields = [(attribute(f["name"]), f.get("doc", "")) for f in struct["fields"]]
    told = meanings([pair for pair in fields if pair[0] not in ("struct_size", "reserved")], "")
    about = [first, "", *told] if told else [first]
    return "\\n\"\n   \"".join(line.replace('"', '\\"') for line in about)


def struct_table(name, struct, place, layout, groups):
    out = [f"/* {name} */"]
    refs = 0
    known = next((f["offset"] for f in struct["fields"] if f["name"] == "known"), 0)
    follows = followed(name, struct)
    rows = []
    for f in struct["fields"]:
        kind = kind_of(f, layout.structs)
        ref = "-1"
        if kind in OWNERS:
            ref = str(refs)
            refs += 1
        inner = str(list(layout.structs).index(f["base"])) if f["base"] in layout.structs else "0"
        bit = f.get("known_bit", "0")
        flags = values_of(f, layout, groups)
        unknown = "1" if zero_is_unknown(f, layout) else "0"
        out.append(f"CHECK({name}, {f['name']}, {f['offset']}, {f['size']});")
        rows.append(
            f'  {{"{attribute(f["name"])}", KIND_{kind}, {f["offset"]}, {f["size"]}, {f.get("count", 1)}, {bit}, '
            f"{flags}, {unknown}, {ref}, {inner}, {known}, {1 + follows.get(f['name'], -1)}, "
            f"{exact_size(name, f, kind)}}},"
        )
    out.append(f"static const field_info {name}_fields[] = {{")
    out += rows
    out += ["};", f'_Static_assert(sizeof({name}) == {struct["size"]}, "{name}");', ""]
    versioned = "1" if struct["versioned"] else "0"
    doc = struct_doc(name, struct)
    entry = (
        f'  {{"{name}", "fraudrisk.{type_name(name)}",\n   "{doc}",\n   {name}_fields, {len(rows)}, {refs}, '
        f"{struct['size']}, {versioned}}},"
    )
    return out, entry


def layout_header(layout):
    groups = group_names(layout)
    out = [f"/* {LICENCE}", " *", " * Written by generate.py. */", "/* clang-format off */"]
    out += ["#define CHECK(type, field, at, bytes) \\"]
    check = "offsetof(type, field) == (at) && sizeof(((type *)0)->field) == (bytes)"
    out += [f'  _Static_assert({check}, #type "." #field)', ""]
    entries = []
    for place, (name, struct) in enumerate(layout.structs.items()):
        lines, entry = struct_table(name, struct, place, layout, groups)
        out += lines
        entries.append(entry)
    out += ["static const struct_info all_structs[] = {", *entries, "};", "enum {"]
    out += [f"  STRUCT_{name.upper()}," for name in layout.structs]
    out += ["  STRUCT_COUNT", "};", "", "/* By the number of a field's values, less 1. */"]
    out += ["static const char *const group_prefixes[] = {"]
    out += [f'  "{prefix}",' for prefix in groups]
    out += ["};", f"enum {{ GROUP_COUNT = {len(groups)} }};", ""]
    out += ["/* One for each type, so that a new object knows its struct. */", "#define EACH_STRUCT(one) \\"]
    out += [f"  one({place}) \\" for place in range(len(layout.structs))]
    out += ["", "", "/* All functions, so that a library that lacks one is not taken. */"]
    out += ["#define EACH_FUNCTION(one) \\"]
    out += [f"  one({name}) \\" for name in layout.functions]
    out += ["", ""]
    return "\n".join(out)


# ---- _fraudrisk.pyi ----


def hint(field, layout, groups):
    kind = kind_of(field, layout.structs)
    values = field.get("values")
    if values == "tristate":
        return "bool | None"
    if values in groups:
        unknown = " | None" if zero_is_unknown(field, layout) else ""
        return f"c.{groups[values]}{unknown}"
    if kind == "STRUCT":
        return f"tuple[{type_name(field['base'])}, ...]" if field.get("count") else type_name(field["base"])
    if kind == "POINTER":
        return f"{type_name(field['base'])} | None"
    plain = {
        "CHARS": "str | None",
        "STRING": "str | None",
        "BYTES": "bytes",
        "TEXT": "TextValue | None",
        "DOUBLE": "float",
        "ATTRIBUTES": "dict[str, bool | int | float | str] | None",
        "NAMES": "dict[str, str] | None",
        "MEMORY": "int | None",
    }
    if kind in plain:
        return plain[kind]
    if field.get("count"):
        return "tuple[int, ...]"
    return "int | None" if "known_bit" in field else "int"


def taken(field, layout, groups):
    """What a field may be set to."""
    kind = kind_of(field, layout.structs)
    values = field.get("values")
    if values == "tristate":
        return "bool | None"
    if values in groups:
        return f"c.{groups[values]} | int | str | None"
    if kind in ("U32", "I32", "U64", "I64"):
        return "int | datetime | None" if field["name"].endswith("_us") else "int | None"
    return {
        "CHARS": "str | bytes | None",
        "STRING": "str | bytes | None",
        "BYTES": "bytes | None",
        "TEXT": "str | bytes | tuple[bytes, int] | None",
        "DOUBLE": "float | None",
        "ATTRIBUTES": "Mapping[str, bool | int | float | str] | None",
        "NAMES": "Mapping[str, str] | None",
        "MEMORY": "bytes | None",
        "POINTER": f"{type_name(field['base'])} | None",
        "STRUCT": f"{type_name(field['base'])} | None",
    }[kind]


def stub(layout):
    groups = group_names(layout)
    head = (Path(__file__).resolve().parent / "ext" / "stub.pyi.in").read_text(encoding="utf-8")
    out = [head.rstrip(), ""]
    for name, struct in layout.structs.items():
        follows = followed(name, struct)
        set_by_hand = [f for f in struct["fields"] if f["name"] not in follows]
        out += ["", f"class {type_name(name)}(Struct):", "    def __init__(", "        self,", "        *,"]
        out += [f"        {attribute(f['name'])}: {taken(f, layout, groups)} = ...," for f in set_by_hand]
        out += ["    ) -> None: ..."]
        for f in struct["fields"]:
            out += ["    @property", f"    def {attribute(f['name'])}(self) -> {hint(f, layout, groups)}: ..."]
            if f["name"] in follows:
                continue
            out += [f"    @{attribute(f['name'])}.setter"]
            out += [f"    def {attribute(f['name'])}(self, value: {taken(f, layout, groups)}) -> None: ..."]
    out.append("")
    return "\n".join(out)


def make(layout):
    return {
        "ext/layout.h": layout_header(layout),
        "src/fraudrisk/constants.py": constants(layout),
        "src/fraudrisk/low.py": low(layout),
        "src/fraudrisk/_fraudrisk.pyi": stub(layout),
    }


run(make, Path(__file__).resolve().parent)
