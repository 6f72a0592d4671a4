#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the public headers and writes a C program that describes them as JSON.

clang says what the headers declare; the program, compiled against them by any compiler for any machine, says how large
it is, where it stands and what it is worth. scripts/make-layout runs both. What no compiler knows (who owns what, which
values a number takes) stands in annotations.json; an entry for something that the headers do not have is refused, and
so is a function without an entry.

  describe.py INCLUDE_DIR ANNOTATIONS > program.c"""

import json
import re
import subprocess
import sys
from pathlib import Path

ONLY_FOR_C = {"FR_API", "FR_STATUS_NONE_"}
OWNERSHIP = {"creates", "destroys", "shares", "borrows", "returns", "fills"}


def fail(sentence):
    sys.exit(f"describe.py: {sentence}")


def clang(arguments, include):
    program = '#include "fraudrisk/fraudrisk.h"\n'
    command = ["clang", "-std=c11", "-x", "c", f"-I{include}", *arguments, "-"]
    return subprocess.run(command, input=program, capture_output=True, text=True, check=True).stdout


# ---- what stands in the headers as text: order, comments, sizes of array parameters ----


def comment_before(text, position):
    """The comment that ends right before a declaration, as one paragraph a line; "" where there is none."""
    before = text[:position].rstrip()
    if not before.endswith("*/"):
        return ""
    body = before[before.rindex("/*") + 2 : -2]
    return clean(body)


def clean(body):
    lines = [re.sub(r"^\s*\* ?", "", line).rstrip() for line in body.strip().splitlines()]
    return "\n".join(lines).strip()


def comment_behind(text, position):
    """The comment behind a field or constant on its line, and what goes on below it; "" where there is none."""
    rest = text[position:]
    found = re.match(r"[^\n]*?/\*(.*?)\*/", rest, re.S)
    if not found or "\n" in rest[: found.start(1)]:
        return ""
    return " ".join(clean(found[1]).split())


def comment_above(text, position):
    """The comment on lines of its own above a field; one behind the field before is not it."""
    above = text[: text.rfind("\n", 0, position)].rstrip()
    begin = above.rfind("/*")
    on_its_own = begin >= 0 and above[above.rfind("\n", 0, begin) + 1 : begin].strip() == ""
    return " ".join(comment_before(above, len(above)).split()) if on_its_own else ""


def without_comments(text):
    """The same length, blanks where comments are: so that a place in it is one in the text."""
    return re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.S)


class Headers:
    def __init__(self, include):
        order = re.findall(r'#include "fraudrisk/(\w+\.h)"', (include / "fraudrisk/fraudrisk.h").read_text())
        self.texts = {name: (include / "fraudrisk" / name).read_text() for name in order}

    def find(self, pattern):
        """Header, text and place of the only match."""
        for name, text in self.texts.items():
            found = re.search(pattern, text, re.M)
            if found:
                return name, text, found
        fail(f"nothing in the headers is {pattern}")

    def function(self, name):
        header, text, found = self.find(rf"^FR_API [^;{{}}]*?\b{name}\((.*?)\);".replace(".*?", "[^;]*?"))
        arrays = dict(re.findall(r"(\w+)\[(\d+)\]", found[1]))
        # One comment stands before several functions, or before the constants that one takes.
        start = found.start()
        while True:
            before = text[:start].rstrip("\n")
            line = before[before.rfind("\n") + 1 :]
            if line.startswith("#define "):
                start = before.rindex("#define ")
            elif line.endswith(");") and not text[:start].endswith("\n\n"):
                start = before.rindex("FR_API")
            else:
                break
        return header, comment_before(text, start), arrays

    def struct(self, name):
        header, text, found = self.find(rf"^typedef struct {name} {{$")
        end = text.index(f"}} {name};", found.end())
        return header, comment_before(text, found.start()), text[found.end() : end]

    def constant(self, name):
        for header, text in self.texts.items():
            found = re.search(rf"^#define {name}\b(?=[ \\])", text, re.M)
            if found:
                end = re.compile(r"(?<!\\)\n").search(text, found.end()).start()
                value = text[found.end() : end].replace("\\\n", " ")
                return header, found.start(), comment_behind(value + "\n", 0)
        return None


# ---- what clang knows ----


def spelled(node):
    return node["type"]["qualType"]


def type_of(c, arrays=None, name=None):
    """{"c", "base", "const", "pointers", "count"}: `const fr_transfer *const *` is a base behind two pointers."""
    array = re.search(r"\[(\d+)\]$", c)
    rest = c[: array.start()] if array else c
    base = re.sub(r"\b(const|struct)\b|\*|\s", "", rest)
    shape = {"c": c, "base": base, "const": rest.startswith("const "), "pointers": rest.count("*")}
    if array:
        shape["count"] = int(array[1])
    elif arrays and name in arrays:
        shape["count"] = int(arrays[name])
    return shape


def declarations(include):
    tree = json.loads(clang(["-fsyntax-only", "-Xclang", "-ast-dump=json"], include))
    structs, functions, opaque, statuses = {}, {}, [], []
    for node in tree["inner"]:
        name = node.get("name", "")
        if node["kind"] == "RecordDecl" and name.startswith("fr_"):
            if node.get("completeDefinition"):
                fields = [f for f in node["inner"] if f["kind"] == "FieldDecl"]
                structs[name] = [(f["name"], type_of(spelled(f))) for f in fields]
            elif name not in opaque:
                opaque.append(name)
        elif node["kind"] == "FunctionDecl" and name.startswith("fr_"):
            parameters = [(p["name"], spelled(p)) for p in node.get("inner", []) if p["kind"] == "ParmVarDecl"]
            returns = spelled(node).split("(")[0].strip()
            functions[name] = (returns, parameters, node.get("storageClass") == "static")
        elif node["kind"] == "EnumDecl":
            statuses += [c["name"] for c in node["inner"] if c["name"].startswith("FR_")]
    return structs, functions, [o for o in opaque if o not in structs], statuses


def constants(include, headers):
    names = []
    for line in clang(["-dM", "-E"], include).splitlines():
        found = re.match(r"#define (FR_\w+)(?= \S)", line)
        if found and not found[1].endswith("_INIT") and found[1] not in ONLY_FOR_C:
            names.append(found[1])
    places = {name: headers.constant(name) for name in names}
    names = [name for name in names if places[name]]
    order = list(headers.texts)
    return sorted(((n, *places[n]) for n in names), key=lambda c: (order.index(c[1]), c[2]))


# ---- the program ----


def quote(value):
    """A JSON value as the text of a C string literal that printf() would not touch: it goes through fputs()."""
    text = json.dumps(value, ensure_ascii=False)
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return re.sub(r"\?\?", '?""?', text)


class Program:
    def __init__(self):
        self.lines = []
        self.depth = 0

    def raw(self, text):
        self.lines.append(f'  fputs("{text}", stdout);')

    def number(self, kind, expression):
        self.lines.append(f"  {kind}({expression});")

    def text(self):
        return HEAD + "\n".join(self.lines) + TAIL


HEAD = r"""/* Written by bindings/layout/describe.py. */
#include <fraudrisk/fraudrisk.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#define ALIGNMENT(type) offsetof(struct { char first; type second; }, second)
#define SIZE(value) printf("%zu", (size_t)(value))
#define TYPE(value) \
  fputs(_Generic((value), int32_t: "\"int32_t\"", uint32_t: "\"uint32_t\"", int64_t: "\"int64_t\"", \
                 uint64_t: "\"uint64_t\"", long long: "\"int64_t\"", unsigned long long: "\"uint64_t\""), stdout)
#define VALUE(value) \
  ((value) < 0 ? printf("%" PRId64, (int64_t)(value)) : printf("%" PRIu64, (uint64_t)(value)))

int main(void) {
"""
TAIL = "\n  return 0;\n}\n"


def shape_text(shape):
    kept = {k: v for k, v in shape.items() if k == "c" or k == "base" or v}
    return quote(kept)[:-1]


def write_struct(out, name, fields, headers, notes):
    header, doc, body = headers.struct(name)
    versioned = fields[0][0] == "struct_size"
    init = name.upper() + "_INIT"
    has_init = any(re.search(rf"^#define {init}\b", text, re.M) for text in headers.texts.values())
    about = {"name": name, "header": header, "doc": doc, "versioned": versioned, "init": init if has_init else None}
    out.raw(quote(about)[:-1] + ', \\"size\\": ')
    out.number("SIZE", f"sizeof({name})")
    out.raw(', \\"alignment\\": ')
    out.number("SIZE", f"ALIGNMENT({name})")
    out.raw(', \\"fields\\": [')
    for place, (field, shape) in enumerate(fields):
        out.raw(("," if place else "") + "\\n      " + quote({"name": field})[:-1] + ", ")
        out.raw(shape_text(shape)[1:] + ', \\"offset\\": ')
        out.number("SIZE", f"offsetof({name}, {field})")
        out.raw(', \\"size\\": ')
        out.number("SIZE", f"sizeof((({name} *)0)->{field})")
        note = dict(notes.pop(f"{name}.{field}", {}))
        found = re.search(rf"\b{field}(\[[^\]]*\])?[;,]", without_comments(body))
        note["doc"] = comment_behind(body, found.end() - 1) or comment_above(body, found.start())
        out.raw(", " + quote(note)[1:-1] + "}")
    out.raw("\\n    ]}")


def write_function(out, name, function, headers, notes):
    returns, parameters, inline = function
    header, doc, arrays = headers.function(name)
    note = notes.pop(name, None)
    if note is None:
        fail(f"annotations.json does not say what {name}() does with what it is given")
    note = dict(note)
    if set(note) - OWNERSHIP:
        fail(f"{name}: {', '.join(set(note) - OWNERSHIP)} in annotations.json says nothing; take {OWNERSHIP}")
    names = {p for p, _ in parameters}
    for key in ("creates", "destroys", "shares", "borrows"):
        wanted = note.get(key, [])
        for parameter in wanted if isinstance(wanted, list) else [wanted]:
            if parameter not in names:
                fail(f"{name}() has no parameter {parameter}; see annotations.json")
    about = {
        "name": name,
        "header": header,
        "returns": {k: v for k, v in type_of(returns).items() if k == "c" or k == "base" or v},
        "parameters": [
            {"name": p, **{k: v for k, v in type_of(c, arrays, p).items() if k in ("c", "base") or v}}
            for p, c in parameters
        ],
        "ownership": note,
        "doc": doc,
    }
    out.raw(quote(about))
    if inline:
        fail(f"{name}() is static and has FR_API")


def write_list(out, title, items, write):
    out.raw(f'  \\"{title}\\": [')
    for place, item in enumerate(items):
        out.raw(("," if place else "") + "\\n    ")
        write(item)
    out.raw("\\n  ]")


def write_constant(out, constant, notes):
    name, header, _, doc = constant
    group = max((g for g in notes if name.startswith(g)), key=len, default=None)
    out.raw(quote({"name": name, "header": header, "group": group})[:-1] + ', \\"type\\": ')
    out.number("TYPE", name)
    out.raw(', \\"value\\": ')
    out.number("VALUE", name)
    out.raw(", " + quote({"doc": doc})[1:-1] + "}")


def write_status(out, name):
    out.raw(quote({"name": name})[:-1] + ', \\"value\\": ')
    out.number("VALUE", f"(int64_t){name}")
    out.raw(', \\"text\\": ')
    out.lines.append(f'  printf("\\"%s\\"", fr_status_text({name}));')
    out.raw("}")


def check_notes(fields, structs, constant_names, groups):
    """Every bit FR_…_HAS_… belongs to one field, and every group that a field names is there."""
    used = [note["known_bit"] for note in fields.values() if "known_bit" in note]
    bits = [name for name in constant_names if "_HAS_" in name]
    for bit in bits:
        if used.count(bit) != 1:
            fail(f"annotations.json gives {bit} to {used.count(bit)} fields; it belongs to one")
    for place, note in fields.items():
        name, field = place.split(".")
        if name not in structs or field not in dict(structs[name]):
            fail(f"the headers have no field {place}, which annotations.json has")
        if note.get("counted_by", field) not in dict(structs[name]):
            fail(f"{name} has no field {note['counted_by']}, which annotations.json has count {place}")
        group = note.get("values")
        if group and group != "tristate" and group not in groups:
            fail(f"{place} takes values of {group}, which annotations.json does not list as a group")
    for group in groups:
        if not any(name.startswith(group) for name in constant_names):
            fail(f"no constant begins with {group}, which annotations.json has")


def main():
    include, annotations = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())
    headers = Headers(include)
    structs, functions, opaque, statuses = declarations(include)
    known = constants(include, headers)
    fields, calls = dict(annotations["fields"]), dict(annotations["functions"])
    check_notes(fields, structs, [c[0] for c in known], annotations["groups"])
    public = {n: f for n, f in functions.items() if not f[2]}
    out = Program()
    out.raw('{\\n  \\"format\\": 1,\\n  \\"version\\": \\"')
    for place, part in enumerate(("MAJOR", "MINOR", "PATCH")):
        if place:
            out.raw(".")
        out.number("SIZE", f"FR_VERSION_{part}")
    out.raw('\\",\\n')
    out.raw('  \\"groups\\": ' + quote(annotations["groups"]) + ",\\n")
    write_list(out, "constants", known, lambda c: write_constant(out, c, annotations["groups"]))
    out.raw(",\\n")
    write_list(out, "statuses", [s for s in statuses if s not in ONLY_FOR_C], lambda s: write_status(out, s))
    out.raw(",\\n")
    write_list(out, "handles", opaque, lambda o: out.raw(quote(o)))
    out.raw(",\\n")
    write_list(out, "structs", structs.items(), lambda s: write_struct(out, s[0], s[1], headers, fields))
    out.raw(",\\n")
    write_list(out, "functions", public.items(), lambda f: write_function(out, f[0], f[1], headers, calls))
    out.raw("\\n}\\n")
    for name in calls:
        fail(f"the headers have no function {name}(), which annotations.json has")
    sys.stdout.write(out.text())


main()
