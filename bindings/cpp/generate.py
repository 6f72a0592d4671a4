#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the low layer of the C++ binding, and the fields by name that its golden vectors need, from the layout.

  fraudrisk/constants.hpp   statuses, enum classes, bit masks, limits
  fraudrisk/structs.hpp     one class a struct; and what the headers of C must be, as static assertions
  tests/fields.hpp          set_field(object, name, value) and put(object, path) over those classes' public members"""

from pathlib import Path

from generated import run

PREFIX = "fr_"
KEYWORDS = {"bool", "int", "double", "unsigned", "register", "explicit"}
# What a group of constants is called where its own name is taken by something else, or says too little.
ENUMS = {
    "FR_TYPE_": "value_type", "FR_EVENT_": "event_kind", "FR_TRANSFER_": "transfer_status", "FR_PARTY_": "party_type",
    "FR_SIGN_": "signature_algorithm", "FR_JOURNAL_": "journal_setting", "FR_PHRASE_": "phrase_strength",
    "FR_TELLER_": "observation",
}
# Fields whose group no annotation tells, since two of its constants have the same value.
TYPED = {("fr_journal_options", "mode"): "journal_setting", ("fr_journal_options", "when_full"): "journal_setting"}
BY_HAND = {"fr_text", "fr_folds"}
HIDDEN = {"struct_size", "reserved"}
NUMBERS = {"uint32_t", "int32_t", "uint64_t", "int64_t", "double", "fr_status"}
END = ["    return *this;", "  }"]
HEAD = "// SPDX-License-Identifier: Apache-2.0\n//\n// Written by bindings/cpp/generate.py from bindings/layout.json; "


def enum_name(group):
    return ENUMS.get(group, group[3:-1].lower())


def member(constant, group):
    name = constant["name"][len(group):].lower().rstrip("_")
    return name + "_" if name in KEYWORDS else name


def literal(constant):
    value, suffix = constant["value"], "u" if constant["type"].startswith("u") else ""
    if value == -(1 << 63):
        return "INT64_MIN"
    if constant["type"].endswith("64_t"):
        return f"{'UINT64_C' if suffix else 'INT64_C'}({value})"
    return f"{value}{suffix}"


def comment(text, indent=""):
    text = " ".join(text.replace("@since 0.1", "").split())
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > 108 - len(indent):
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [f"{indent}/// {line}" for line in [*lines, line] if line]


def names(kind, constants, group):
    """A function that gives a constant's name; none where two of them have one value."""
    named = [c for c in constants if not c["name"].endswith("_")]
    if len({c["value"] for c in named}) < len(named):
        return []
    cases = [line for c in named for line in (f"    case {kind}::{member(c, group)}:",
                                              f"      return \"{c['name'][len(group):].lower()}\";")]
    return [f"constexpr std::string_view name({kind} of) noexcept {{", "  switch (of) {", *cases, "    default:",
            "      return \"?\";", "  }", "}"]


def enums(layout):
    out = []
    statuses = [f"  {s['name'][3:].lower()} = {s['value']},  ///< {s['text']}" for s in layout.statuses]
    out += ["/// What every call returns; verdicts are never statuses.", "enum class status : std::int32_t {",
            *statuses, "};", ""]
    out += ["/// Yes, no, or not known.", "enum class tristate : std::uint32_t { unknown = 0, no = 1, yes = 2 };", ""]
    for group, sort in layout.data["groups"].items():
        constants = layout.group(group)
        if sort in ("enum", "bits"):
            out.append(f"enum class {enum_name(group)} : std::{constants[0]['type']} {{")
            for constant in constants:
                doc = " ".join(constant["doc"].replace("@since 0.1", "").split())
                text = f"  {member(constant, group)} = {literal(constant)},"
                out.append(f"{text}  ///< {doc}" if doc and len(text) + len(doc) < 106 else text)
            out.append("};")
            out += names(enum_name(group), constants, group) if sort == "enum" else []
            if sort == "bits":
                out.append(f"template <>\nstruct is_bit_mask<{enum_name(group)}> : std::true_type {{}};")
        else:
            out.append(f"namespace {'limits' if sort == 'limit' else 'header_version'} {{")
            for constant in constants:
                out += comment(constant["doc"])
                name = constant["name"][3:].lower() if sort == "limit" else member(constant, group)
                out.append(f"inline constexpr std::{constant['type']} {name} = {literal(constant)};")
            out.append("}")
        out.append("")
    for constant in layout.constants:
        if constant["group"] is None and constant["name"] not in ("FR_YES", "FR_NO", "FR_UNKNOWN"):
            name = constant["name"][3:].lower()
            out.append(f"inline constexpr std::{constant['type']} {name} = {literal(constant)};")
    return out


def is_input(layout):
    """Structs that the caller fills: handed in and never filled by the library, and what those point to."""
    given, filled = set(), set()
    for function in layout.functions.values():
        for parameter in function["parameters"]:
            if parameter["base"] in layout.structs and parameter.get("pointers"):
                (given if parameter.get("const") else filled).add(parameter["base"])
    found = given - filled
    for name in list(found):
        found |= {f["base"] for f in layout.structs[name]["fields"] if f["base"] in layout.structs}
    for name in list(found):
        found |= {f["base"] for f in layout.structs[name]["fields"] if f["base"] in layout.structs}
    return found - {"fr_text"}


def type_of(layout, struct, field):
    if (struct["name"], field["name"]) in TYPED:
        return "fraudrisk::" + TYPED[struct["name"], field["name"]]
    values = field.get("values")
    if values == "tristate":
        return "fraudrisk::tristate"
    if values:
        name = "fraudrisk::" + enum_name(values)
        return f"bits<{name}>" if layout.data["groups"][values] == "bits" else name
    return "fraudrisk::status" if field["base"] == "fr_status" else field["base"] if field["base"] == "double" else \
        "std::" + field["base"]


def no_fraction(own, name, kind):
    """A whole number that is given as one with a fraction is a mistake, such as yuan for fen."""
    if not kind.startswith("std::"):
        return []
    return ["  template <class T, detail::only_fraction<T> = 0>", f"  {own} &{name}(T to) & = delete;"]


def number(layout, struct, field, writes):
    name, kind = field["name"], type_of(layout, struct, field)
    own, is_bits = struct["name"][3:], kind.startswith("bits<")
    read = f"{kind}::of(raw_.{name})" if is_bits else f"static_cast<{kind}>(raw_.{name})" if "fraudrisk" in kind else \
        f"raw_.{name}"
    store = "to.raw()" if is_bits else f"static_cast<{field['base']}>(to)" if "fraudrisk" in kind else "to"
    bit = field.get("known_bit")
    if bit:
        out = [f"  std::optional<{kind}> {name}() const noexcept {{",
               f"    if ((raw_.known & {bit}) == 0) return std::nullopt;", f"    return {read};", "  }"]
        if writes:
            out += [f"  {own} &{name}(std::optional<{kind}> to) noexcept {{", f"    raw_.{name} = to.value_or(0);",
                    f"    raw_.known = to ? raw_.known | {bit} : raw_.known & ~{bit};", *END,
                    *no_fraction(own, name, kind)]
        return out
    out = [f"  {kind} {method(struct, field)}() const noexcept {{ return {read}; }}"]
    if writes:
        out += [f"  {own} &{name}({kind} to) noexcept {{", f"    raw_.{name} = {store};", *END,
                *no_fraction(own, name, kind)]
        if kind == "fraudrisk::tristate":
            out.append(f"  {own} &{name}(std::optional<bool> to) noexcept {{ return {name}(tristate_of(to)); }}")
    return out


def array(struct, field, writes):
    name, own, base, count = field["name"], struct["name"][3:], field["base"], field["count"]
    names = {f["name"] for f in struct["fields"]}
    size = f"raw_.{name}_size" if f"{name}_size" in names else None
    if base == "char":
        size = size or f"detail::length(raw_.{name}, sizeof raw_.{name})"
        out = [f"  std::string_view {name}() const noexcept {{ return {{raw_.{name}, {size}}}; }}"]
        if writes:
            out += [f"  {own} &{name}(std::string_view to) noexcept {{",
                    f"    detail::copy(raw_.{name}, sizeof raw_.{name}, to.data(), to.size());", *END]
        return out
    if base.startswith("fr_"):
        filled = f"raw_.{field['counted_by']}" if "counted_by" in field else None
        filled = f"{filled} < {count}u ? {filled} : {count}u" if filled else f"{count}u"
        return ["  /// As many as there are; each is a copy.",
                f"  copies<{base[3:]}, {base}> {name}() const noexcept {{",
                f"    return {{raw_.{name}, {filled}}};", "  }"]
    out = [f"  view<std::{base}> {name}() const noexcept {{ return {{raw_.{name}, {size or count}}}; }}"]
    if writes:
        out += [f"  {own} &{name}(const std::array<std::{base}, {count}> &to) noexcept {{",
                f"    detail::copy(raw_.{name}, sizeof raw_.{name}, to.data(), sizeof to);", *END]
    return out


def pointer(layout, struct, field, writes):
    name, own, base = field["name"], struct["name"][3:], field["base"]
    names = {f["name"] for f in struct["fields"]}
    if base == "char":
        out = [f"  std::string_view {name}() const noexcept {{ return detail::view_of(raw_.{name}); }}"]
        if writes:
            out += ["  /// Ends in a zero byte, and lives as long as this.",
                    f"  {own} &{name}(const char *to) noexcept {{", f"    raw_.{name} = to;", *END]
        return out
    if not writes:
        return []
    if base in layout.structs:
        kind, count = "fraudrisk::" + base[3:], field.get("counted_by")
        if count:
            return ["  /// Borrowed: they live as long as this.",
                    f"  {own} &{name}(const {kind} *first, std::uint32_t count) noexcept {{",
                    f"    static_assert(sizeof({kind}) == sizeof({base}), \"arrays of one are arrays of the other\");",
                    f"    raw_.{name} = reinterpret_cast<const {base} *>(first);", f"    raw_.{count} = count;",
                    *END]
        return ["  /// Borrowed: it lives as long as this.",
                f"  {own} &{name}(const {kind} &to) noexcept {{", f"    raw_.{name} = to.raw();", *END,
                f"  {own} &{name}({kind} &&) = delete;",
                f"  {own} &{name}(std::nullopt_t) noexcept {{", f"    raw_.{name} = nullptr;", *END]
    if f"{name}_size" in names:
        return ["  /// Borrowed: the bytes live as long as this.",
                f"  {own} &{name}(const void *bytes, std::uint64_t size) noexcept {{", f"    raw_.{name} = bytes;",
                f"    raw_.{name}_size = size;", *END]
    return [f"  {own} &{name}(const std::{base} *to) noexcept {{", f"    raw_.{name} = to;", *END]


def method(struct, field):
    """A member cannot be called as its class is."""
    return field["name"] + "_value" if field["name"] == struct["name"][3:] else field["name"]


def wrapped(lines):
    """Functions that are too long for one line stand on three."""
    out = []
    for line in lines:
        head, body, tail = line.partition(" { return ")
        if len(line) > 118 and body:
            out += [head + " {", "    return " + tail[:-2], "  }"]
        else:
            out.append(line)
    return out


def is_hidden(field):
    return field["name"] in HIDDEN or field["name"] == "known" and "_HAS_" in field.get("values", "")


def skipped(struct, field):
    """What the binding itself sets: sizes and counts beside what they count, bits of what is known."""
    name, names = field["name"], {f["name"] for f in struct["fields"]}
    if is_hidden(field) or name.endswith("_size") and name[:-5] in names:
        return True
    return any(f.get("counted_by") == name for f in struct["fields"])


def members(layout, struct, writes):
    out = []
    for field in struct["fields"]:
        if skipped(struct, field):
            continue
        if field.get("pointers"):
            made = pointer(layout, struct, field, writes)
        elif field.get("count"):
            made = array(struct, field, writes)
        elif field["base"] == "fr_text":
            name, own = field["name"], struct["name"][3:]
            made = [f"  fraudrisk::text {name}() const noexcept {{ return fraudrisk::text::of(raw_.{name}); }}",
                    f"  {own} &{name}(const fraudrisk::text &to) noexcept {{", f"    raw_.{name} = to.raw();", *END]
        elif field["base"] in layout.structs:
            kind = "fraudrisk::" + field["base"][3:]
            made = [f"  {kind} {field['name']}() const noexcept {{ return {kind}(raw_.{field['name']}); }}"]
        else:
            made = number(layout, struct, field, writes)
        # A temporary cannot be set, so that nobody lends one that ends with the line.
        setter = f"  {struct['name'][3:]} &"
        made = [line.replace(") noexcept {", ") & noexcept {") if line.startswith(setter) else line for line in made]
        out += (comment(field.get("doc", ""), "  ") if made else []) + made
    return out


def classes(layout):
    inputs, out, done = is_input(layout), [], set()

    def one(struct):
        if struct["name"] in done or struct["name"] in BY_HAND:
            return
        done.add(struct["name"])
        for field in struct["fields"]:
            if field["base"] in layout.structs:
                one(layout.structs[field["base"]])
        name, c = struct["name"][3:], struct["name"]
        writes = c in inputs
        out.extend(comment(struct["doc"]))
        out.append(f"class {name} {{")
        out.append(" public:")
        size = "raw_.struct_size = static_cast<std::uint32_t>(sizeof raw_);" if struct["versioned"] else ""
        out.append(f"  {name}() noexcept : raw_{{}} {{ {size} }}" if size else f"  {name}() noexcept : raw_{{}} {{}}")
        out.append(f"  explicit {name}(const {c} &from) noexcept : raw_(from) {{}}")
        out.extend(wrapped(members(layout, struct, writes)))
        out.append(f"  /// The struct of C.\n  {c} *raw() noexcept {{ return &raw_; }}")
        out.append(f"  const {c} *raw() const noexcept {{ return &raw_; }}\n\n private:\n  {c} raw_;\n}};\n")

    for struct in layout.data["structs"]:
        one(struct)
    return out


def checks(layout):
    out = ["// The headers of C beside this file are those that it was written from.", "namespace detail {",
           "inline constexpr bool is_64_bit = sizeof(void *) == 8;"]
    for name, struct in layout.structs.items():
        out.append(f"static_assert(!is_64_bit || sizeof({name}) == {struct['size']}, \"{name} is of another header\");")
        for field in struct["fields"]:
            out.append(f"static_assert(!is_64_bit || offsetof({name}, {field['name']}) == {field['offset']},\n"
                       f"              \"{name}.{field['name']} is of another header\");")
    for constant in [*layout.constants, *layout.statuses]:
        value = literal({"type": "int32_t", **constant})
        out.append(f"static_assert({constant['name']} == {value},\n"
                   f"              \"{constant['name']} is of another header\");")
    for name, function in layout.functions.items():
        parameters = ", ".join(p["c"].replace(" *", "*") for p in function["parameters"])
        line = f"using {name}_type = {function['returns']['c']} (*)({parameters});"
        at = line.rfind(", ", 0, 116) + 1 if len(line) > 118 else len(line)
        out += [line[:at], *(["   " + line[at:]] if line[at:] else []),
                f"static_assert(std::is_same_v<decltype(&::{name}), {name}_type>,\n"
                f"              \"{name} is of another header\");"]
    return [*out, "}  // namespace detail"]


def guarded(name, includes, lines):
    """A header with its guard, its includes and what stands in the namespace."""
    guard = f"FRAUDRISK_{name}_HPP"
    return HEAD + "\n".join(["do not edit it.", f"#ifndef {guard}", f"#define {guard}", "", *includes, "",
                             "namespace fraudrisk {", "", *lines, "", "}  // namespace fraudrisk", "", "#endif", ""])


def constants(layout):
    includes = ["#include <cstdint>", "#include <optional>", "#include <string_view>", "",
                "#include \"fraudrisk/basic.hpp\""]
    return guarded("CONSTANTS", includes, [
        *enums(layout), "", "inline constexpr tristate tristate_of(std::optional<bool> of) noexcept {",
        "  return !of ? tristate::unknown : *of ? tristate::yes : tristate::no;", "}"])


def structs(layout):
    includes = ["#include <fraudrisk/fraudrisk.h>", "", "#include <array>", "#include <cstddef>", "#include <cstdint>",
                "#include <optional>", "#include <string_view>", "#include <type_traits>", "",
                "#include \"fraudrisk/text.hpp\""]
    return guarded("STRUCTS", includes, [
        *classes(layout), *checks(layout), "", f"inline constexpr const char *generated_from = \"{layout.version}\";"])


def put_field(layout, struct, field):
    name = field["name"]
    call = f"from.{method(struct, field)}()"
    if is_hidden(field):
        return []
    if skipped(struct, field):
        return [f"  put_number(path, \"{name}\", from.raw()->{name});"]
    if field.get("pointers"):
        return [f"  put_text(path, \"{name}\", {call});"] if field["base"] == "char" else []
    if field.get("count"):
        if field["base"] == "char":
            return [f"  put_text(path, \"{name}\", {call});"]
        if field["base"] == "uint8_t":
            return [f"  put_bytes(path, \"{name}\", {call});"]
        out = [f"  for (std::uint32_t i = 0; i < {call}.size(); i++)"]
        if field["base"] in layout.structs:
            return [*out, f"    put({call}[i], inside(path, \"{name}\", i));"]
        return [*out, f"    put_number(inside(path, \"{name}\", i), \"\", {call}[i]);"]
    if field["base"] == "fr_text":
        return [f"  put_text(path, \"{name}\", {call}.view());"]
    if field["base"] in layout.structs:
        return [f"  put({call}, inside(path, \"{name}\"));"]
    if field["base"] == "double":
        return [f"  put_double(path, \"{name}\", {call});"]
    kind = type_of(layout, struct, field)
    if field.get("known_bit"):
        return [f"  put_number(path, \"{name}\", {call}.value_or(0));"]
    if kind.startswith("bits<"):
        return [f"  put_number(path, \"{name}\", {call}.raw());"]
    base = field["base"].replace("fr_status", "std::int32_t")
    return [f"  put_number(path, \"{name}\", static_cast<{base}>({call}));"]


def set_field(layout, struct, field):
    name, base = field["name"], field["base"]
    if skipped(struct, field):
        return []
    if field.get("pointers"):
        return []
    test = f"  if (name == \"{name}\") "
    if field.get("count"):
        if base == "char":
            return [test + f"return to.{name}(value), true;"]
        return [test + f"return to.{name}(bytes_of<{field['count']}>(value)), true;"] if base == "uint8_t" else []
    if base == "fr_text":
        return [test + f"return to.{name}(text(value, to.{name}().encoding())), true;",
                f"  if (name == \"{name}.encoding\") return to.{name}(encoded(to.{name}(), value)), true;"]
    if base not in NUMBERS:
        return []
    kind = type_of(layout, struct, field)
    plain = f"number<{'std::' if base != 'double' else ''}{base.replace('fr_status', 'int32_t')}>(value)"
    given = f"{kind}::of({plain})" if kind.startswith("bits<") else f"static_cast<{kind}>({plain})" if \
        "fraudrisk" in kind else plain
    return [test + f"return to.{name}({given}), true;"]


def fields(layout):
    out = ["do not edit it.", "//", "// Included by vectors.cpp, which has put_number() and the like.", ""]
    for name in layout.structs:
        if name not in BY_HAND:
            out.append(f"void put(const fraudrisk::{name[3:]} &from, const std::string &path);")
    for name, struct in layout.structs.items():
        if name in BY_HAND or name == "fr_value":
            continue
        lines = [line for field in struct["fields"] for line in put_field(layout, struct, field)]
        out += [f"void put(const fraudrisk::{name[3:]} &from, const std::string &path) {{", *lines, "}", ""]
    for name in sorted(is_input(layout)):
        struct = layout.structs[name]
        lines = [line for field in struct["fields"] for line in set_field(layout, struct, field)]
        lines = [line.replace(") return ", ")\n    return ", 1) if len(line) > 118 else line for line in lines]
        out += [f"bool set_field(fraudrisk::{name[3:]} &to, const std::string &name, std::string_view value) {{",
                *lines,
                "  return false;", "}", ""]
    return HEAD + "\n".join(out)


def make(layout):
    return {"fraudrisk/constants.hpp": constants(layout), "fraudrisk/structs.hpp": structs(layout),
            "tests/fields.hpp": fields(layout)}


run(make, Path(__file__).parent)
