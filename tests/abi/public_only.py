# SPDX-License-Identifier: Apache-2.0
"""What of a library's ABI its public headers promise: reads what abidw says on standard input, writes it without
all else.

A type that stands in another file is known to callers by its name alone, so it becomes a declaration; what no
exported function leads to is left out, and so is where it stands. (abidw's own --headers-dir compares names of
files without their folders, and engine.h is a name inside of the library as well.)
"""

import sys
import xml.etree.ElementTree as tree

PUBLIC = "/include/fraudrisk/"
REFERENCES = ("type-id", "naming-typedef-id")
PLACE = ("filepath", "line", "column")


def declare(kind):
    """A struct that callers cannot see into."""
    for part in list(kind):
        kind.remove(part)
    for name in ("size-in-bits", "alignment-in-bits", "has-elf-definition", "naming-typedef-id"):
        kind.attrib.pop(name, None)
    # abidiff wants them in the order in which abidw writes them.
    kept = {name: kind.attrib[name] for name in ("name", "is-struct", "visibility") if name in kind.attrib}
    kind.attrib = {**kept, "is-declaration-only": "yes", "id": kind.attrib["id"]}


def references(of):
    for part in of.iter():
        for name in REFERENCES:
            if name in part.attrib:
                yield part.attrib[name]


def reached(types, functions):
    seen, ahead = set(), [one for function in functions for one in references(function)]
    while ahead:
        one = ahead.pop()
        if one not in seen and one in types:
            seen.add(one)
            ahead += [further for kind in types[one] for further in references(kind)]
    return seen


def main():
    corpus = tree.parse(sys.stdin).getroot()
    for kind in corpus.iter():
        if kind.tag in ("class-decl", "union-decl") and PUBLIC not in kind.get("filepath", PUBLIC):
            declare(kind)
    instances = corpus.findall("abi-instr")
    types, functions = {}, []
    for part in (part for instance in instances for part in instance):
        if "id" in part.attrib:
            types.setdefault(part.attrib["id"], []).append(part)
        if part.tag == "function-decl":
            functions.append(part)
    wanted = reached(types, functions)
    for instance in instances:
        for part in list(instance):
            if part.tag != "function-decl" and part.attrib.get("id") not in wanted:
                instance.remove(part)
        instance.set("path", instance.get("path", "").rpartition("/libfraudrisk/")[2])
        if len(instance) == 0:
            corpus.remove(instance)
    for part in corpus.iter():
        for name in PLACE:
            part.attrib.pop(name, None)
    print(tree.tostring(corpus, encoding="unicode"))


if __name__ == "__main__":
    main()
