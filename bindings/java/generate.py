#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the low layer of the Java binding from bindings/layout.json: see bindings/layout/generated.py for the command.

  Fr.java, Status.java   all constants and statuses
  Channel.java, …        an enum for each enumeration
  Transfer.java, …       a class for each struct, over memory outside the heap
  Native.java            a native method for each function
  fraudrisk_jni.c        the same in C; it refuses to compile against headers of another layout
  Tables.java            (tests) the fields of all structs in the order of the header"""

import re
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "layout"))
from generated import run  # pylint: disable=wrong-import-position

MAIN = "fraudrisk/src/main/java/org/fraudrisk"
WRITTEN = "Written by bindings/java/generate.py from bindings/layout.json."
HEAD = f"// SPDX-License-Identifier: Apache-2.0\n// {WRITTEN}\npackage org.fraudrisk;\n\n"

# Names that Java code reads better with than with the struct's or the group's own.
STRUCT_NAMES = {"fr_error": "ErrorDetail"}
ENUM_NAMES = {"FR_KIND_": "TransferKind", "FR_TYPE_": "ValueType", "FR_EVENT_": "EventKind", "FR_PHRASE_": "Strength",
              "FR_TRANSFER_": "TransferStatus", "FR_SIGN_": "SignatureAlgorithm", "FR_PARTY_": "PartyType"}
# Groups that hold two enumerations at once stay constants; a highest value is none.
NO_ENUM = {"FR_JOURNAL_"}
NOT_A_VALUE = {"FR_EVENT_LAST_"}
# Structs that the caller fills have setters.
GIVEN = {"fr_session", "fr_teller", "fr_party", "fr_attribute", "fr_transfer", "fr_event", "fr_engine_options",
         "fr_put_options", "fr_journal_options"}
# What stands above a class in hand-written code, where the fields alone are not enough.
SUPERCLASS = {"fr_transfer": "WithAttributes<Transfer>", "fr_attribute": "Struct", "fr_value": "ReadableValue"}
# Structs that only this binding's own classes make: they hold pointers, which no user sets.
HIDDEN = {"fr_text", "fr_folds", "fr_attribute"}
# What hand-written code fills with another face: ArrowColumns.
WRAPPED = {"fr_arrow_options", "fr_arrow_name"}
FIXED_BYTES = {"sealing_key": 32}
SCALARS = {"uint32_t": ("int", "Int"), "int32_t": ("int", "Int"), "uint64_t": ("long", "Long"),
           "int64_t": ("long", "Long"), "double": ("double", "Double"), "fr_status": ("int", "Int")}


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def class_name(struct):
    return STRUCT_NAMES.get(struct, "".join(part.capitalize() for part in struct[3:].split("_")))


def enum_name(group):
    return ENUM_NAMES.get(group, "".join(part.capitalize() for part in group[3:].strip("_").split("_")))


def is_enum(layout, group):
    return layout.data["groups"].get(group) == "enum" and group not in NO_ENUM

TO_STRING = {
    "fr_decision": '"Decision[" + outcome() + ", score " + score() + (scam().isEmpty() ? "" : ", " + scam())\n'
                   '        + ", id " + hex(decisionId()) + "]"',
    "fr_transfer": '"Transfer[" + id() + ", " + channel() + ", time_us " + timeUs() + "]"',
}


def javadoc(text, indent=""):
    """A comment that holds what the header says."""
    text = re.sub(r"\s*@since [0-9.]+", "", text).strip()
    if not text:
        return ""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
    text = text.replace("*/", "*&#47;").replace("\\u", "&#92;u")
    lines = textwrap.wrap(" ".join(text.split()), 110 - len(indent))
    if len(lines) == 1 and len(lines[0]) < 104 - len(indent):
        return f"{indent}/** {lines[0]} */\n"
    return f"{indent}/**\n" + "".join(f"{indent} * {line}\n" for line in lines) + f"{indent} */\n"


def literal(constant):
    value, kind = constant["value"], constant["type"]
    if kind in ("int64_t", "uint64_t"):
        if value == -(1 << 63):
            return "long", "Long.MIN_VALUE"
        return "long", f"{value - (1 << 64) if value >= 1 << 63 else value}L"
    return "int", str(value - (1 << 32) if value >= 1 << 31 else value)


# ---- constants, statuses, enumerations ----


def constants(layout):
    out = [HEAD, javadoc("The constants of the library without FR_: bits, limits, and what belongs to no enumeration."),
           "public final class Fr {\n  private Fr() {}\n"]
    for constant in layout.constants:
        kind, value = literal(constant)
        out.append("\n" + javadoc(constant["doc"], "  "))
        out.append(f"  public static final {kind} {constant['name'][3:]} = {value};\n")
    return "".join(out) + "}\n"


def statuses(layout):
    out = [HEAD, javadoc("What calls return: 0 for done, a negative status otherwise; their hundreds are the Band."),
           "public final class Status {\n  private Status() {}\n"]
    for status in layout.statuses:
        out.append("\n" + javadoc(status["text"], "  "))
        out.append(f"  public static final int {status['name'][3:]} = {status['value']};\n")
    return "".join(out) + "}\n"


def enumeration(layout, group):
    name = enum_name(group)
    values = [c for c in layout.group(group) if c["name"] not in NOT_A_VALUE]
    names = ",\n".join(javadoc(c["doc"], "  ") + f"  {c['name'][len(group):]}({literal(c)[1]})" for c in values)
    return (HEAD + javadoc(f"The values of {group}… in the headers.") + f"""public enum {name} {{
{names};

  private static final {name}[] ALL = values();
  private final int code;

  {name}(int code) {{
    this.code = code;
  }}

  /** The number that the library has for it. */
  public int code() {{
    return code;
  }}

  /** The value of a number, or null for one that this binding does not know. */
  public static {name} of(int code) {{
    for (final {name} one : ALL) if (one.code == code) return one;
    return null;
  }}
}}
""")


# ---- structs ----


def size_of(layout, name):
    return layout.structs[name]["size"]


def inner_places(layout, struct):
    """Where the structs lie that a struct points to: behind it, in the same memory. {field: offset}, and their end."""
    at, places = struct["size"], {}
    for field in struct["fields"]:
        inner = field["base"]
        if field.get("pointers") == 1 and inner in layout.structs and inner not in ("fr_attribute", "fr_transfer"):
            places[field["name"]] = at
            at += (size_of(layout, inner) + 7) // 8 * 8
    return places, at


def has_texts(struct):
    given = struct["name"] in GIVEN
    return given and any(f["base"] == "fr_text" or f.get("pointers") for f in struct["fields"])


def offset_name(field):
    """SIZE is that of the struct itself."""
    return "SIZE_OFFSET" if field == "size" else field.upper()


class Writer:
    """The methods of one struct."""

    def __init__(self, layout, struct):
        self.layout = layout
        self.struct = struct
        self.name = class_name(struct["name"])
        self.given = struct["name"] in GIVEN
        self.places, self.size = inner_places(layout, struct)
        self.known = next((f["offset"] for f in struct["fields"] if f["name"] == "known"), 0)
        self.prelude, self.methods, self.kept = [], [], []

    def method(self, field, signature, body, more=""):
        said = re.sub(r"\s*@since [0-9.]+", "", field["doc"]).strip()
        said = said[:1].upper() + said[1:] + ("." if said and said[-1] not in ".!?…" else "")
        text = javadoc(said + more, "  ")
        lines = "".join(f"    {line}\n" for line in body.split("\n"))
        self.methods.append(f"\n{text}  public {signature} {{\n{lines}  }}\n")

    def setter(self, field, argument, body, suffix="", more=""):
        if self.given:
            self.method(field, f"{self.name} {camel(field['name'])}{suffix}({argument})", f"{body}\nreturn this;", more)

    def known_bit(self, field):
        return self.layout.values[field["known_bit"]] if "known_bit" in field else 0

    def scalar(self, field):
        kind, access = SCALARS[field["base"]]
        offset, name, bit = field["offset"], camel(field["name"]), self.known_bit(field)
        count = field.get("count", 1)
        if count > 1:
            step = field["size"] // count
            body = f"return get{access}({offset} + {step} * java.util.Objects.checkIndex(index, {count}));"
            self.method(field, f"{kind} {name}(int index)", body)
            return
        group = field.get("values")
        if group == "tristate" or group and is_enum(self.layout, group):
            self.choice(field, group)
        elif bit:
            box = {"int": "Integer", "long": "Long", "double": "Double"}[kind]
            self.method(field, f"{box} {name}()",
                        f"return (getInt({self.known}) & {bit}) == 0 ? null : ({box}) get{access}({offset});",
                        " Null where it is unknown.")
            self.setter(field, f"{kind} value",
                        f"put{access}({offset}, value);\nputInt({self.known}, getInt({self.known}) | {bit});")
            self.setter(field, f"{box} value",
                        f"if (value != null) return {name}(({kind}) value);\nput{access}({offset}, 0);\n"
                        f"putInt({self.known}, getInt({self.known}) & ~{bit});", more=" Null makes it unknown.")
        else:
            self.method(field, f"{kind} {name}()", f"return get{access}({offset});")
            self.setter(field, f"{kind} value", f"put{access}({offset}, value);")

    def choice(self, field, group):
        """A number that names something: as an enum or a Boolean, and as the number."""
        offset, name = field["offset"], camel(field["name"])
        self.method(field, f"int {name}Code()", f"return getInt({offset});", " As the library's number.")
        self.setter(field, "int code", f"putInt({offset}, code);", "Code", " As the library's number.")
        if group == "tristate":
            self.method(field, f"Boolean {name}()", f"return truth(getInt({offset}));", " Null where it is unknown.")
            self.setter(field, "Boolean value", f"putInt({offset}, truth(value));", more=" Null is unknown.")
        else:
            enum = enum_name(group)
            self.method(field, f"{enum} {name}()", f"return {enum}.of(getInt({offset}));",
                        " Null for a value that this binding does not know.")
            self.setter(field, f"{enum} value", f"putInt({offset}, value == null ? 0 : value.code());",
                        more=" Null is the value 0.")

    def text(self, field):
        offset, name = field["offset"], camel(field["name"])
        self.method(field, f"String {name}()", f"return getText({offset});", " Null where it is unknown.")
        self.setter(field, "String value", f"putText({offset}, value);", more=" Null is unknown.")
        self.setter(field, "byte[] value", f"putText({offset}, value, 0);", more=" As bytes of UTF-8; null is unknown.")
        if field["name"] in ("remark", "purpose", "notes"):
            self.setter(field, "byte[] value, Encoding encoding", f"putText({offset}, value, encoding.code());",
                        more=" As bytes of that encoding; null is unknown.")

    def bytes_or_chars(self, field):
        offset, name, count = field["offset"], camel(field["name"]), field["count"]
        if field["base"] == "char":
            self.method(field, f"String {name}()", f"return getChars({offset}, {count});")
            put = f"putChars({offset}, {count}, value);"
            if field["name"] == "currency":
                put = f"putCurrency({offset}, value);"
            self.setter(field, "String value", put, more=" Null is unknown.")
        else:
            size = "getInt(%d)" % next(f["offset"] for f in self.struct["fields"] if f["name"] == "values_size") \
                if field["name"] == "values" else count
            self.method(field, f"byte[] {name}()", f"return getBytes({offset}, {size});")
            self.setter(field, "byte[] value", f"putBytes({offset}, {count}, value);")

    def pointer(self, field):
        offset, name, base = field["offset"], camel(field["name"]), field["base"]
        if field["name"] in self.places:
            inner, place = class_name(base), self.places[field["name"]]
            size = size_of(self.layout, base)
            self.prelude.append(f"  private final {inner} {name} = new {inner}(this, {place});\n")
            self.method(field, f"{inner} {name}()",
                        f"if (getLong({offset}) == 0) begin({offset}, {place}, {size});\nreturn {name};",
                        " From this call on it is given; what is not set in it is unknown.")
            self.method(field, f"boolean has{name[0].upper()}{name[1:]}()", f"return getLong({offset}) != 0;")
        elif base == "fr_transfer":
            self.prelude.append(f"  private {class_name(base)} {name}; // so that its memory stays\n")
            self.method(field, f"{class_name(base)} {name}()", f"return {name};")
            self.setter(field, f"{class_name(base)} value",
                        f"{name} = value;\nputLong({offset}, value == null ? 0 : value.address());")
            self.kept.append(f"{name} = null;")
        elif base == "char" and self.given:
            self.setter(field, "String value", f"putString({offset}, value);")
        elif base == "char":
            self.prelude.append(f"  private String {name};\n")
            self.method(field, f"String {name}()", f"return {name};")
            self.kept.append(f"{name} = Native.string(getLong({offset}));")
        elif base in ("void", "uint8_t") and self.given:
            size = FIXED_BYTES.get(field["name"], 0)
            partner = next((f["offset"] for f in self.struct["fields"] if f["name"] == field["name"] + "_size"), -1)
            self.setter(field, "byte[] value", f"putMemory({offset}, {partner}, {size}, value);")

    def inside(self, field):
        inner, name, count = class_name(field["base"]), camel(field["name"]), field.get("count", 1)
        offset, step = field["offset"], field["size"] // count
        if count == 1:
            self.prelude.append(f"  private final {inner} {name} = new {inner}(this, {offset});\n")
            self.method(field, f"{inner} {name}()", f"return {name};")
            return
        self.prelude.append(f"  private final {inner}[] {name} = new {inner}[{count}];\n")
        self.method(field, f"{inner} {name}(int index)",
                    f"if ({name}[index] == null) {name}[index] = new {inner}(this, {offset} + {step} * index);\n"
                    f"return {name}[index];", " The same object at each call: it shows what stands there now.")

    def field(self, field):
        set_with_the_values = field["name"] == "known" and field.get("values", "").endswith("_HAS_")
        if set_with_the_values or field["name"] in ("struct_size", "attributes", "attribute_count") or \
                field["name"].startswith("reserved") or field["name"].endswith("_key_size") or \
                field["name"] == "trusted_keys_size":
            return
        if field.get("pointers"):
            self.pointer(field)
        elif field["base"] == "fr_text":
            self.text(field)
        elif field["base"] in self.layout.structs:
            self.inside(field)
        elif field["base"] in ("char", "uint8_t"):
            self.bytes_or_chars(field)
        else:
            self.scalar(field)

    def clear(self):
        """Forgets all that was set, or what the library's strings said."""
        if self.given and self.struct["versioned"]:
            lines = "".join(f"    {line}\n" for line in self.kept)
            self.methods.append(f"\n  /** Makes all of it unknown again; the memory is used on. */\n"
                                f"  public {self.name} clear() {{\n    clear(SIZE);\n{lines}    return this;\n  }}\n")
        elif self.kept:
            lines = "".join(f"    {line}\n" for line in self.kept)
            self.methods.append("\n  /** Reads the library's strings while their owner lives. */\n"
                                f"  void keepStrings() {{\n{lines}  }}\n")

    def said(self):
        """For logs: what was asked and answered, and nothing that names a person."""
        text = TO_STRING.get(self.struct["name"])
        if text:
            self.methods.append("\n  /** For logs: no account number, no name and no remark. */\n  @Override\n"
                                f"  public String toString() {{\n    return {text};\n  }}\n")

    def all(self):
        struct = self.struct
        if struct["name"] not in HIDDEN:
            for field in struct["fields"]:
                self.field(field)
            self.clear()
            self.said()
        public = "" if struct["name"] in HIDDEN | WRAPPED else "public "
        final = "" if struct["name"] in HIDDEN else "final "
        above = SUPERCLASS.get(struct["name"], "Struct")
        text = "true" if has_texts(struct) else "false"
        size = "SIZE" if struct["versioned"] else "0"
        offsets = "".join(f"  static final int {offset_name(f['name'])} = {f['offset']};\n" for f in struct["fields"])
        more = ("  /** Of the memory: the struct and those that it points to. */\n"
                f"  static final int WHOLE = {self.size};\n")
        return (HEAD + javadoc(struct["doc"]) + f"{public}{final}class {self.name} extends {above} {{\n"
                f"  static final int SIZE = {struct['size']};\n{more}{offsets}{''.join(self.prelude)}\n"
                f"  {public}{self.name}() {{\n    super(WHOLE, {size}, {text});\n  }}\n\n"
                f"  {self.name}(Struct owner, int offset) {{\n    super(owner, offset, {size});\n  }}\n"
                f"{''.join(self.methods)}}}\n")


# ---- functions ----


def java_arguments(function):
    out = []
    for one in function["parameters"]:
        name = camel(one["name"])
        if one.get("pointers"):
            out.append(("long", name))
        elif one["base"] == "fr_text":
            out += [("long", name), ("int", name + "Size"), ("int", name + "Encoding")]
        else:
            out.append((SCALARS[one["base"]][0], name))
    return out


def java_returns(function):
    returns = function["returns"]
    if returns.get("pointers"):
        return "long"
    return "void" if returns["base"] == "void" else SCALARS[returns["base"]][0]


def natives(layout):
    out = [HEAD, javadoc("The functions of the library as they are: a pointer is an address, a text three arguments."),
           "final class Native extends NativeMemory {\n  private Native() {}\n"]
    for function in layout.functions.values():
        arguments = ", ".join(f"{kind} {name}" for kind, name in java_arguments(function))
        line = f"  static native {java_returns(function)} {function['name']}({arguments});"
        out.append("\n" + "\n      ".join(textwrap.wrap(line, 112, initial_indent="  ")) + "\n")
    return "".join(out) + "}\n"


JNI_TYPE = {"int": "jint", "long": "jlong", "double": "jdouble", "void": "void"}


def c_call(function):
    """The call in C, of the arguments as JNI gives them."""
    passed = []
    for one in function["parameters"]:
        name = camel(one["name"])
        if one.get("pointers"):
            passed.append(f"at({name})")
        elif one["base"] == "fr_text":
            passed.append(f"text_at({name}, {name}Size, {name}Encoding)")
        else:
            passed.append(f"({one['base']}){name}")
    return f"{function['name']}({', '.join(passed)})"


def c_function(function):
    mangled = "Java_org_fraudrisk_Native_" + function["name"].replace("_", "_1")
    given = "".join(f", {JNI_TYPE[kind]} {name}" for kind, name in java_arguments(function))
    returns = java_returns(function)
    call = c_call(function)
    if function["returns"].get("pointers"):
        body = f"return from({call});"
    else:
        body = f"{call};" if returns == "void" else f"return ({JNI_TYPE[returns]}){call};"
    head = f"JNIEXPORT {JNI_TYPE[returns]} JNICALL {mangled}(JNIEnv *env, jclass of{given})"
    return (f"\n{head};\n{head} {{\n"
            f"  (void)env;\n  (void)of;\n  {body}\n}}\n")


def jni(layout):
    out = [f"/* SPDX-License-Identifier: Apache-2.0\n *\n * {WRITTEN} */\n/* clang-format off */\n",
           '#include "memory.h"\n\n#include <fraudrisk/fraudrisk.h>\n#include <stddef.h>\n\n',
           "/* The Java side knows these places by number. */\n"]
    for struct in layout.structs.values():
        out.append(f"_Static_assert(sizeof({struct['name']}) == {struct['size']}, \"another layout\");\n")
        for field in struct["fields"]:
            out.append(f"_Static_assert(offsetof({struct['name']}, {field['name']}) == {field['offset']}, "
                       "\"another layout\");\n")
    out.append("\nstatic fr_text text_at(jlong data, jint size, jint encoding) {\n"
               "  return (fr_text){at(data), (uint32_t)size, (uint32_t)encoding};\n}\n")
    out += [wrapped(c_function(function)) for function in layout.functions.values()]
    return "".join(out)


def wrapped(code):
    """Lines that are too long go on in the next, four columns in."""
    lines = []
    for line in code.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        lines += textwrap.wrap(line, 118, subsequent_indent=indent, drop_whitespace=True) or [""]
    return "\n".join(lines)


# ---- for the tests ----


def kind_of(layout, field):
    base, pointers, count = field["base"], field.get("pointers", 0), field.get("count")
    if base == "char":
        return "STRING" if pointers else "CHARS"
    if base == "uint8_t" and count:
        return "BYTES"
    scalars = {"uint32_t": "U32", "int32_t": "I32", "fr_status": "I32", "uint64_t": "U64", "int64_t": "I64",
               "double": "DOUBLE", "fr_text": "TEXT"}
    if base in scalars and not pointers:
        return scalars[base]
    if base in layout.structs:
        return "POINTER" if pointers else "STRUCT"
    return "OTHER"


def tables(layout):
    out = [HEAD, "import java.util.Map;\n\n/** The fields of all structs, in the order of the header. */\n",
           "final class Tables {\n  private Tables() {}\n\n",
           "  enum Kind { U32, I32, U64, I64, DOUBLE, TEXT, STRING, CHARS, BYTES, STRUCT, POINTER, OTHER }\n\n",
           "  static final class Field {\n    final String name;\n    final Kind kind;\n    final int offset;\n",
           "    final int count;\n    final int size;\n\n",
           "    Field(String name, Kind kind, int offset, int size, int count) {\n      this.name = name;\n",
           "      this.kind = kind;\n      this.offset = offset;\n      this.size = size;\n      this.count = count;\n",
           "    }\n  }\n\n  static final Map<Class<?>, Field[]> ALL =\n      Map.ofEntries(\n"]
    entries = []
    for struct in layout.structs.values():
        fields = []
        for field in struct["fields"]:
            kind = kind_of(layout, field)
            count = field.get("count", 1) if kind not in ("CHARS", "BYTES") else 1
            numbers = f"{field['offset']}, {field['size']}, {count}"
            fields.append(f'                new Field("{field["name"]}", Kind.{kind}, {numbers})')
        name = class_name(struct["name"])
        entries.append(f"          Map.entry(\n              {name}.class,\n              new Field[] {{\n"
                       + ",\n".join(fields) + "\n              })")
    return "".join(out) + ",\n".join(entries) + ");\n}\n"


def make(layout):
    files = {f"{MAIN}/Fr.java": constants(layout), f"{MAIN}/Status.java": statuses(layout),
             f"{MAIN}/Native.java": natives(layout), "fraudrisk/src/main/native/fraudrisk_jni.c": jni(layout),
             "fraudrisk/src/test/java/org/fraudrisk/Tables.java": tables(layout)}
    for group in layout.data["groups"]:
        if is_enum(layout, group):
            files[f"{MAIN}/{enum_name(group)}.java"] = enumeration(layout, group)
    for struct in layout.structs.values():
        files[f"{MAIN}/{class_name(struct['name'])}.java"] = Writer(layout, struct).all()
    return files


if __name__ == "__main__":
    run(make, Path(__file__).parent)
