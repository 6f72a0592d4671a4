#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the copybooks, the tables of the glue and the list of subprograms from bindings/layout.json."""

import re
from pathlib import Path

from generated import run

from subprograms import BINDING_STATUSES, SUBPROGRAMS, USES

HERE = Path(__file__).resolve().parent
NAME_LENGTH = 30  # the longest name that Enterprise COBOL and the standard of 1985 take
HEADER_BYTES = 12
LONG_TEXTS = {"remark": "FR_MAX_REMARK_BYTES", "purpose": "FR_MAX_REMARK_BYTES", "notes": "FR_MAX_NOTES_BYTES"}
DURATIONS = {"horizon_us", "time_ahead_max_us", "window_us", "policy_age_us"}
LEFT_OUT = {"struct_size", "reserved", "ruled_out", "attribute_count"}
FILE_NAMES = {"directory", "signing_key", "sealing_key", "trusted_keys"}
INTEGERS = {
    "uint32_t": ("FR_U32", "9(9) COMP-5", 4),
    "int32_t": ("FR_I32", "S9(9) COMP-5", 4),
    "fr_status": ("FR_I32", "S9(9) COMP-5", 4),
    "uint64_t": ("FR_U64", "9(18) COMP-5", 8),
    "int64_t": ("FR_I64", "S9(18) COMP-5", 8),
}
# Each record: its file, its name, the four letters that it begins with, and its parts: the prefix of paths, the struct,
# the prefix of COBOL names. Long notes come last.
RECORDS = [
    ("frtrn", "transfer", "FRTR", [("", "fr_transfer", "FRT"), ("session.", "fr_session", "FRS"),
                                   ("payer_party.", "fr_party", "FRP"), ("payee_party.", "fr_party", "FRQ"),
                                   ("teller.", "fr_teller", "FRL")]),
    ("frevt", "event", "FREV", [("", "fr_event", "FRE")]),
    ("frdec", "decision", "FRDE", [("", "fr_decision", "FRD")]),
    ("frerr", "error", "FRER", [("", "fr_error", "FRZ")]),
    ("fropt", "engine_options", "FROP", [("", "fr_engine_options", "FRO")]),
    ("frput", "put_options", "FRPU", [("", "fr_put_options", "FRH")]),
    ("frpol", "policy_info", "FRPI", [("", "fr_policy_info", "FRI")]),
    ("frsig", "signature", "FRSI", [("", "fr_signature", "FRG")]),
    ("frque", "question", "FRQU", [("", "fr_question", "FRU")]),
    ("frmat", "text_match", "FRMA", [("", "fr_text_match", "FRX")]),
    ("frpty", "party_state", "FRPY", [("", "fr_party_state", "FRY")]),
    ("frsta", "engine_stats", "FRST", [("", "fr_engine_stats", "FRN")]),
    ("frcnt", "stats", "FRSR", [("", "fr_stats", "FRA")]),
    ("frlim", "limit_state", "FRLI", [("", "fr_limit_state", "FRM")]),
    ("frval", "value", "FRVA", [("", "fr_value", "FRV")]),
    ("frcon", "contribution", "FRCO", [("", "fr_contribution", "FRB")]),
    ("frcfa", "counterfactual", "FRCF", [("", "fr_counterfactual", "FRF")]),
    ("frjop", "journal_options", "FRJO", [("", "fr_journal_options", "FRJ")]),
    ("frjre", "journal_recovery", "FRJR", [("", "fr_journal_recovery", "FRR")]),
    ("frjst", "journal_stats", "FRJS", [("", "fr_journal_stats", "FRK")]),
    ("frwli", "watch_lists_info", "FRWL", [("", "fr_watch_lists_info", "FRW")]),
]
# What a header says of a field of C and would be wrong of the record's: said anew.
NOTES = {
    "fr_transfer.time_us": "when: YYYYMMDD, HHMMSS, microseconds; UTC, or local where FRO-TIMES-ARE-LOCAL is Y",
    "fr_transfer.amount_minor":
        "in yuan, dollars and the like of FRT-CURRENCY, not in fen: 100.00. 0 is an amount, too",
    "fr_transfer.base_amount_minor": "the same in the policy's currency; needed when FRT-CURRENCY is another",
    "fr_transfer.currency": "ISO 4217, such as CNY; spaces: the policy's",
    "fr_transfer.remark":
        "what the customer wrote; damaged bytes are never fatal. A space of -ENCODING is UTF-8: say G where it is "
        "GB 18030, U where you do not know",
    "fr_engine_stats.complete_from_us":
        "from when on all is known of a party without a profile: the option, or the newest activity of whoever was "
        "evicted; date 00000001: since ever, 99999999: nothing was told yet",
    "fr_party_state.complete_from_us":
        "from when on all is known of it; date 00000001: since ever, 99999999: nothing yet",
    "fr_event.time_us": "when it happened, as FRT-TIME",
    "fr_event.amount_minor": "in the policy's currency, as FRT-AMOUNT: what was recorded with the transfer",
    "fr_decision.hold_until_us": "until when, as FRT-TIME; zeros where nothing is held",
    "fr_engine_options.accept_unsigned_policies":
        "Y: take bundles that nobody signed; for trials and tests. docs/signing.md",
    "fr_engine_options.secret_key":
        "32 hexadecimal digits: identifiers become keys under it; keep it for the life of the state. Spaces: zeros",
    "fr_engine_options.complete_from_us":
        "from when on the engine is told all that happens, as FRT-TIME; date 00000001: since ever. Zeros: from the "
        "first transfer, contact, personal event or move",
    "fr_journal_options.directory": "path of a folder, which is there, and belongs to this journal alone",
    "fr_journal_options.signing_key":
        "path of a file with a private key in PEM, for checkpoints; spaces: they are not signed",
    "fr_journal_options.sealing_key":
        "path of a file of 32 bytes, the key for texts and attributes; spaces: those are left out. Keep it: without "
        "it nothing that was sealed is ever read again",
    "fr_journal_options.now_us": "the host's clock, as FRT-TIME",
    "fr_journal_options.trusted_keys":
        "path of a file with public keys in PEM, one after the other: recovery looks at the checkpoints that it "
        "comes by, and refuses one that none of them has signed; spaces: it does not",
    "fr_counterfactual.name": 'as expressions say it: "transfer.amount", "attributes.x", a feature',
}
WITH_AMOUNTS = {"frtrn", "frevt"}
ABOUT = "*> Written by bindings/cobol/generate.py; not changed by hand."


def fitting(name):
    """A COBOL name of at most 30 characters: the longest word loses its last vowel that is not its first letter."""
    words = name.replace("_", "-").strip("-").upper().split("-")
    while len("-".join(words)) > NAME_LENGTH:
        with_vowel = [w for w in words if re.search(r".[AEIOU]", w)]
        if not with_vowel:
            raise SystemExit(f"{name}: no name of {NAME_LENGTH} characters can be made of it")
        longest = max(with_vowel, key=len)
        shorter = re.sub(r"(.+)[AEIOU](.*?)$", r"\1\2", longest, count=1)
        words[words.index(longest)] = shorter
    return "-".join(words)


def told(struct, field, kind):
    """What the copybook says of a field: COBOL's letters, subprograms and names in place of C's."""
    doc = NOTES.get(f"{struct['name']}.{field['name']}", field.get("doc", ""))
    if kind == "FR_TRISTATE":
        doc = doc.replace("FR_YES", "Y").replace("FR_NO", "N").replace("FR_UNKNOWN", "space")
    doc = re.sub(r"(fr_[a-z_]+)\(", lambda found: USES.get(found[1], [found[1]])[0] + "(", doc).replace("()", "")
    return re.sub(r"FR_[A-Z0-9_]+", lambda found: fitting(found[0]) + ("-" if found[0][-1] == "_" else ""), doc)


class Row:
    """A field of a record: where it stands there, where in the struct."""

    def __init__(self, kind, path, name, size, **more):
        self.kind, self.path, self.name, self.size = kind, path, name, size
        self.at, self.c_at, self.c_size, self.count, self.known_bit = 0, 0, 0, 1, 0
        self.part, self.inner, self.counter_at, self.bits, self.picture = 0, "0", "0", "0", ""
        self.doc, self.values, self.lines = "", [], None
        for key, value in more.items():
            setattr(self, key, value)


class Maker:
    """Makes tables and copybooks of one layout."""

    def __init__(self, layout):
        self.layout, self.tables, self.bits, self.local_at = layout, [], {}, 0

    def bit_table(self, group):
        if group not in self.bits:
            named = [c for c in self.layout.group(group) if isinstance(c["value"], int) and c["value"] > 0
                     and c["value"] & (c["value"] - 1) == 0]
            self.bits[group] = named
        return self.bits[group]

    def values_of(self, prefix, field):
        """88-levels of an enumeration: the name of the field, and of the constant what stands behind its group."""
        group = field.get("values")
        if not group or group == "tristate" or self.layout.data["groups"].get(group) != "enum":
            return []
        return [(fitting(f"{prefix}-{field['name']}-{c['name'][len(group):]}"), c["value"])
                for c in self.layout.group(group) if not c["name"].endswith("_")]

    def text_rows(self, prefix, path, field):
        name = field["name"]
        size = self.layout.values[LONG_TEXTS.get(name, "FR_MAX_IDENTIFIER_BYTES")] + 1
        rows = [Row("FR_TEXT", path, fitting(f"{prefix}-{name}"), size, picture=f"X({size})")]
        if name in LONG_TEXTS:
            encoding = fitting(f"{prefix}-{name}-encoding")
            rows[0].kind = "FR_LONG_TEXT"
            rows.insert(0, Row("FR_LENGTH_OF", "", fitting(f"{prefix}-{name}-len"), 4, picture="S9(9) COMP-5"))
            rows.insert(0, Row("FR_ENCODING_OF", path + ".encoding", encoding, 1, picture="X", values=[
                (fitting(f"{prefix}-{name}-utf8"), '" "'), (fitting(f"{prefix}-{name}-gb18030"), '"G"'),
                (fitting(f"{prefix}-{name}-undeclared"), '"U"')]))
        return rows

    def number_rows(self, prefix, path, field, out):
        name, base = field["name"], field["base"]
        cobol = fitting(f"{prefix}-{name}")
        if field.get("values") == "tristate":
            return [Row("FR_TRISTATE", path, cobol, 1, picture="X", values=[
                (fitting(cobol + "-y"), '"Y"'), (fitting(cobol + "-n"), '"N"'), (fitting(cobol + "-u"), '" "')])]
        if name == "seen":
            return [Row("FR_SEEN", path, cobol, len(self.bit_table("FR_TELLER_")), bits="FR_TELLER_",
                        lines=self.flag_lines(prefix + "-", "FR_TELLER_"))]
        if name.endswith("_minor"):
            return [Row("FR_AMOUNT", path, fitting(f"{prefix}-{name[:-6]}"), 18)]
        if name.endswith("_us") and name not in DURATIONS:
            return [Row("FR_TIME", path, fitting(f"{prefix}-{name[:-3]}"), 20)]
        kind, picture, size = INTEGERS[base]
        rows = [Row(kind, path, cobol, size, picture=picture, values=self.values_of(prefix, field))]
        group = field.get("values")
        if out and self.layout.data["groups"].get(group) == "bits" and name not in ("teller_bit",):
            count = len(self.bit_table(group))
            rows.append(Row("FR_FLAGS", path, cobol + "-F", count, bits=group,
                            lines=self.flag_lines(f"{prefix}-{group[3:].strip('_')}-", group)))
        return rows

    def flag_lines(self, prefix, group):
        return [(fitting(prefix + c["name"][len(group):]), c["doc"]) for c in self.bit_table(group)]

    def list_row(self, prefix, path, owner, field, counter):
        """An array of structs or numbers, or one struct inside another; `owner` is the struct that it stands in."""
        base, count = field["base"], field.get("count", 1)
        if base in self.layout.structs:
            struct = self.layout.structs[base]
            letters = "".join(word[0] for word in field["name"].split("_")).upper()
            rows, size = self.rows(f"{prefix}-{letters}", struct, "", 0, False)
            stride = struct["size"]
        else:
            kind, picture, size = INTEGERS[base]
            rows = [Row(kind, "", fitting(f"{prefix}-{field['name']}"), size, picture=picture, c_size=size)]
            stride = size
        table = f"{owner}_{field['name']}"
        self.tables.append((table, base, "", size, rows, 0))
        return Row("FR_LIST" if count > 1 else "FR_STRUCT", path, fitting(f"{prefix}-{field['name']}-S"),
                   size, count=count, c_size=stride, inner=f"&fr_cobol_{table}", counter_at=counter, lines=rows)

    def field_rows(self, prefix, struct, field, path, out):
        base, pointers, name = field["base"], field.get("pointers", 0), field["name"]
        count, counter = field.get("count", 1), "0"
        if struct["name"] == "fr_transfer" and name == "attributes":
            field = dict(field, count=self.layout.values["FR_MAX_ATTRIBUTES"], pointers=0)
            row = self.list_row(prefix, path, struct["name"], field,
                                "offsetof(fr_transfer, attribute_count)")
            row.kind = "FR_ATTRIBUTES"
            return [Row("FR_COUNT", "", "FRT-ATTRIBUTE-COUNT", 4, picture="9(9) COMP-5"), row]
        if pointers and name in FILE_NAMES:
            return [Row("FR_FILE_NAME", path, fitting(f"{prefix}-{name}"), 256, picture="X(256)")]
        if base == "char" and pointers:
            return [Row("FR_STRING", path, fitting(f"{prefix}-{name}"), 64, picture="X(64)")]
        if pointers or re.fullmatch(r"(signing_key|trusted_keys)_size", name):
            return []
        if base == "fr_text":
            return self.text_rows(prefix, path, field)
        if base == "char":
            return [Row("FR_CHARS", path, fitting(f"{prefix}-{name}"), count, picture=f"X({count})")]
        if base == "uint8_t" and name == "values":
            return [Row("FR_RAW", path, fitting(f"{prefix}-{name}"), count, picture=f"X({count})")]
        if base == "uint8_t":
            return [Row("FR_HEX", path, fitting(f"{prefix}-{name}"), 2 * count, picture=f"X({2 * count})")]
        if base == "double":
            return [Row("FR_DOUBLE", path, fitting(f"{prefix}-{name}"), 8, picture="", lines="COMP-2")]
        if count > 1 or base in self.layout.structs:
            if "counted_by" in field:
                counter = f"offsetof({struct['name']}, {field['counted_by']})"
            return [self.list_row(prefix, path, struct["name"], field, counter)]
        return self.number_rows(prefix, path, field, out)

    def rows(self, prefix, struct, path, part, out):
        """Rows of a struct in the order of the header, notes and attributes last."""
        rows, at = [], 0
        fields = sorted(struct["fields"], key=lambda f: f["name"] in ("attributes",))
        for field in fields:
            if field["name"] in LEFT_OUT or re.fullmatch(r"reserved\d*", field["name"]):
                continue
            if field["name"] == "known" and field.get("values") != "tristate":
                continue  # the bits that -GIVEN of each number stands for
            made = self.field_rows(prefix, struct, field, path + field["name"], out)
            for row in made:
                row.part, row.c_at, row.doc = part, field["offset"], told(struct, field, row.kind)
                row.c_size = row.c_size or field["size"]
                if "known_bit" in field:
                    row.known_bit = self.layout.values[field["known_bit"]]
                    at += 1
                row.at = at
                at += row.size * (row.count if row.kind in ("FR_LIST", "FR_ATTRIBUTES") else 1)
                rows.append(row)
        return rows, at

    def record(self, file, name, eye, parts):
        """The rows of a record with all its parts, one behind the other."""
        out = name not in ("transfer", "event", "engine_options")
        rows, at, starts = [], HEADER_BYTES, []
        for number, (path, struct, prefix) in enumerate(parts):
            more, size = self.rows(prefix, self.layout.structs[struct], path, number, out)
            for row in more:
                row.at += at
            starts.append((at, size, struct, number, len(rows), len(rows) + len(more)))
            rows += more
            at += size
        if name == "engine_options":
            rows.append(Row("FR_OWN_LOCAL", "times_are_local", "FRO-TIMES-ARE-LOCAL", 1, at=at, picture="X", values=[
                ("FRO-TIMES-ARE-LOCAL-Y", '"Y"'), ("FRO-TIMES-ARE-LOCAL-N", '"N"')],
                doc="Y: times of all records are at FRO-UTC-OFFSET-S; else UTC"))
            self.local_at = at
            at += 1
        self.tables.append((name, parts[0][1], eye, at, rows, starts))
        return rows, at, starts

    # ---- copybooks ----

    def lines_of(self, row, level, form):
        """The lines of one field. An amount takes 18 bytes in either form, so that all else stays where it is."""
        space = " " * (7 if level <= 5 else 11)
        number = f"{level:02}"
        lines = []
        if row.known_bit:
            given = fitting(row.name + "-given")
            lines += [f"{space}{number}  {given:<31} PIC X.", f'{space}    88  {fitting(row.name + "-is-given")}',
                      f'{space}            VALUE "Y".']
        if row.kind == "FR_AMOUNT" and form == "P":
            lines += [f"{space}{number}  {row.name:<31} PIC S9(15)V9(3)", f"{space}                       COMP-3.",
                      f"{space}{number}  {'FILLER':<31} PIC X(8)."]
        elif row.kind == "FR_AMOUNT":
            lines += [f"{space}{number}  {row.name:<31} PIC S9(15)V9(3)."]
        elif row.kind == "FR_TIME":
            lines += [f"{space}{number}  {row.name}."]
            for part, digits in (("date", 8), ("clock", 6), ("micro", 6)):
                lines += [f"{space}    10  {fitting(row.name + '-' + part):<31} PIC 9({digits})."]
        elif row.kind == "FR_DOUBLE":
            lines += [f"{space}{number}  {row.name:<31} COMP-2."]
        elif row.kind in ("FR_SEEN", "FR_FLAGS"):
            lines += [f"{space}{number}  {row.name}."]
            for flag, doc in row.lines:
                lines += ["      *> " + piece for piece in wrapped(doc)]
                lines += [f"{space}    10  {flag:<31} PIC X."]
        elif row.kind in ("FR_LIST", "FR_STRUCT", "FR_ATTRIBUTES"):
            times = f" OCCURS {row.count} TIMES" if row.count > 1 else ""
            lines += [f"{space}{number}  {row.name}{times}."]
            for inner in row.lines:
                lines += self.lines_of(inner, level + 5, form)
        else:
            lines += [f"{space}{number}  {row.name:<31} PIC {row.picture}."]
        for name, value in row.values:
            lines += [f"{space}    88  {name}", f"{space}            VALUE {value}."]
        return lines

    def copybook(self, file, name, eye, made, form):
        rows, size, starts = made
        words = "amounts COMP-3" if form == "P" else "amounts DISPLAY"
        about = f", {words}" if file in WITH_AMOUNTS else ""
        lines = ["      *> SPDX-License-Identifier: Apache-2.0", "      " + ABOUT,
                 f"      *> {name}{about}: {size} bytes, below an 01 or 03.",
                 "      *> Unknown is spaces; a number counts where its -GIVEN is Y, of",
                 "      *> a text with a -LEN so many bytes (-1: but spaces behind).",
                 f'       05  FILLER                          PIC X({HEADER_BYTES})',
                 f'               VALUE "{eye}{form} {size:06}".']
        for start, _, struct, _, first, last in starts:
            lines += [f"      *> {struct}, from byte {start + 1}"]
            for row in rows[first:last]:
                if row.doc and row.kind not in ("FR_FLAGS", "FR_LONG_TEXT", "FR_LENGTH_OF"):
                    lines += ["      *> " + piece for piece in wrapped(row.doc)]
                lines += self.lines_of(row, 5, form)
        for row in rows[starts[-1][5]:]:
            lines += ["      *> " + piece for piece in wrapped(row.doc)] + self.lines_of(row, 5, form)
        return "\n".join(lines) + "\n"

    # ---- tables of the glue ----

    def c_rows(self, table, rows):
        lines = [f"static const fr_cobol_field {table}_fields[] = {{"]
        for row in rows:
            bits = self.bit_table(row.bits) if row.bits != "0" else []
            name = f"fr_cobol_{row.bits}" if bits else "0"
            in_a_row = all(one["value"] == 1 << place for place, one in enumerate(bits)) and bits != []
            lines += [f'    {{"{row.path}", "{row.name}", {row.kind}, {row.part}, {row.at}, {row.size}, {row.c_at},',
                      f"     {row.c_size}, {row.count}, {row.known_bit}u, {row.inner}, {row.counter_at}, "
                      f"{name}, {len(bits)}, {str(in_a_row).lower()}}},"]
        return lines + ["};"]

    def c_tables(self):
        lines = ["/* SPDX-License-Identifier: Apache-2.0", " *",
                 " * Written by bindings/cobol/generate.py from bindings/layout.json: where each field of a",
                 " * record stands, in the record and in the struct. The glue does not compile where a header says",
                 " * anything else. */",
                 '#include "glue.h"', ""]
        for group, named in self.bits.items():
            lines += [f"static const uint64_t fr_cobol_{group}[] = {{"] + [f"    {c['name']}," for c in named] + ["};"]
        for table, base, eye, size, rows, starts in self.tables:
            lines += [""] + self.c_rows(table, rows)
            if starts:
                lines += [f"static const fr_cobol_part {table}_parts[] = {{"]
                lines += [f"    {{{at}, {length}, {self.c_size(struct)}, {first}, {last}, {self.known_at(struct)}}},"
                          for at, length, struct, _, first, last in starts] + ["};"]
            parts = (f"{table}_parts", len(starts)) if starts else ("0", 0)
            shown = "" if eye else "static "
            is_value = "true" if base == "fr_value" else "false"
            lines += [f"{shown}const fr_cobol_table fr_cobol_{table} = {{",
                      f"    \"{table}\", \"{eye}\", \"{eye}P {size:06}\", {size}, {self.c_size(base)}, {len(rows)},",
                      f"    {table}_fields, {parts[1]}, {parts[0]}, {self.known_at(base)}, {is_value}}};"]
        lines += [""] + self.unrolled()
        lines += ["", "const fr_cobol_table *const fr_cobol_records[] = {"]
        lines += [f"    &fr_cobol_{name}," for _, name, _, _ in RECORDS] + ["    0};"]
        for path in ("reason_count", "values_size"):
            at = next(row.at for row in self.tables_of("decision") if row.path == path)
            lines += ["const uint32_t fr_cobol_%s_at = %d;" % (path, at)]
        for path in ("channel", "currency"):
            at = next(i for i, row in enumerate(self.tables_of("transfer")) if row.path == path)
            lines += ["const uint32_t fr_cobol_%s_row = %d;" % (path, at)]
        lines += ["const uint32_t fr_cobol_local_at = %d;" % self.local_at, ""]
        lines += ["const fr_cobol_status fr_cobol_statuses[] = {"]
        lines += [f'    {{{number}, "{name}", "{text}"}},' for name, number, text in BINDING_STATUSES]
        lines += ['    {0, 0, 0}};', ""] + self.checks()
        return "\n".join(lines) + "\n"

    def tables_of(self, name):
        return next(rows for table, _, _, _, rows, _ in self.tables if table == name)

    def c_size(self, base):
        return f"sizeof({base})"

    def known_at(self, base):
        struct = self.layout.structs.get(base)
        return next((f["offset"] for f in struct["fields"] if f["name"] == "known"), 0) if struct else 0

    def unrolled(self):
        """Fields by themselves, so that the compiler knows what each is: of a transfer those that each one has."""
        lines = ["/* For records.c: what every transfer has, and a decision, one by one. */"]
        always = range(next(i for i, row in enumerate(self.tables_of("transfer")) if row.path == "amount_minor") + 1)
        for name, rows in (("transfer", always), ("decision", range(len(self.tables_of("decision"))))):
            lines += [f"#define EACH_{name.upper()}_0(ROW) \\"]
            lines += [f"  ROW({name}_fields[{row}]) \\" for row in rows[:-1]]
            lines += [f"  ROW({name}_fields[{rows[-1]}])"]
        return lines + [f"const uint32_t fr_cobol_first_optional = {len(always)};"]

    def c_header(self):
        lines = ["/* SPDX-License-Identifier: Apache-2.0", " *",
                 " * Written by bindings/cobol/generate.py from bindings/layout.json. */", "#ifndef FR_COBOL_TABLES_H",
                 "#define FR_COBOL_TABLES_H", ""]
        lines += [f"#define {name} ({number})" for name, number, _ in BINDING_STATUSES] + [""]
        lines += [f"extern const fr_cobol_table fr_cobol_{name};" for _, name, _, _ in RECORDS] + [""]
        sizes = {name: size for name, _, _, size, _, _ in self.tables}
        lines += [f"#define FR_COBOL_{name.upper()}_BYTES {sizes[name]}" for _, name, _, _ in RECORDS]
        lines += ["", "/* In how many blocks a transfer is compared, at most: each stretch has one that is short. */",
                  f"#define FR_COBOL_BLOCKS {self.blocks()}"]
        return "\n".join(lines + ["", "#endif"]) + "\n"

    def blocks(self):
        rows = self.tables_of("transfer")
        short = [row for row in rows if row.kind not in ("FR_LONG_TEXT", "FR_ATTRIBUTES")]
        stretches = len(rows) - len(short) + rows[-1].part + 1
        return (sum(row.size + (row.known_bit != 0) for row in short) + stretches) // 64 + stretches

    def checks(self):
        """All of the layout said once more to the compiler."""
        lines = ["/* What the tables rest on. */"]
        for struct in self.layout.structs.values():
            lines += [f"_Static_assert(sizeof({struct['name']}) == {struct['size']}, \"{struct['name']}\");"]
            for field in struct["fields"]:
                place = f"{struct['name']}, {field['name']}"
                lines += [f"_Static_assert(offsetof({place}) == {field['offset']}, \"{place}\");"]
        for constant in self.layout.constants:
            value = constant["value"]
            if isinstance(value, int) and value != -(1 << 63):
                suffix = "u" if value > 0x7fffffffffffffff else ""
                lines += [f"_Static_assert({constant['name']} == {value}{suffix}, \"{constant['name']}\");"]
        for status in self.layout.statuses:
            lines += [f"_Static_assert({status['name']} == {status['value']}, \"{status['name']}\");"]
        return lines


def wrapped(text):
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 61:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return [line for line in lines if line]


def constants(layout):
    lines = ["      *> SPDX-License-Identifier: Apache-2.0", "      " + ABOUT,
             "      *> All constants of the public headers. Level 78 is an extension",
             "      *> of GnuCOBOL and Micro Focus; records have 88-levels as well.",
             f"       78  FR-VERSION                      VALUE \"{layout.version}\"."]
    seen = {}
    for constant in layout.constants:
        name = fitting(constant["name"])
        if name in seen:
            raise SystemExit(f"{constant['name']} and {seen[name]} are both {name}")
        seen[name] = constant["name"]
        lines += [f"       78  {name}", f"               VALUE {constant['value']}."]
    return "\n".join(lines) + "\n"


def statuses(layout):
    lines = ["      *> SPDX-License-Identifier: Apache-2.0", "      " + ABOUT,
             "      *> What every subprogram returns, below an 01 level:",
             "      *>     CALL \"FRSCORE\" USING ... RETURNING FR-STATUS",
             "       05  FR-STATUS                       PIC S9(9) COMP-5."]
    for status in layout.statuses:
        lines += [f"           88  {fitting(status['name'])}", f"               VALUE {status['value']}."]
    for name, number, _ in BINDING_STATUSES:
        lines += [f"           88  {fitting(name)}", f"               VALUE {number}."]
    for constant in layout.group("FR_BAND_"):
        low = constant["value"]
        if low > 0:
            lines += [f"           88  {fitting(constant['name'])}",
                      f"               VALUE {-low * 100 - 99} THRU {-low * 100}."]
    lines += ["           88  FR-BAND-BINDING", "               VALUE -1099 THRU -1000.", "           88  FR-FAILED",
              "               VALUE -9999 THRU -1."]
    return "\n".join(lines) + "\n"


def work():
    """What nearly every program wants, in one copybook."""
    lines = ["      *> SPDX-License-Identifier: Apache-2.0", "      " + ABOUT,
             "      *> A handle, a status and the records of most programs.",
             "       01  FR-ENGINE                       PIC 9(9) COMP-5 VALUE 0."]
    for name, file in (("FR-RESULT", "frstat"), ("FR-OPTIONS", "fropt"), ("FR-ERROR", "frerr"),
                       ("FR-TRANSFER", "frtrn"),
                       ("FR-DECISION", "frdec"), ("FR-EVENT", "frevt")):
        lines += [f"       01  {name}.", f"           COPY {file}."]
    lines += ["       01  FR-POLICY-FILE                  PIC X(256).",
              "       01  FR-WORDS                        PIC X(4096).",
              "       01  FR-WORDS-ROOM                   PIC S9(9) COMP-5 VALUE 4096.",
              "       01  FR-WORDS-SIZE                   PIC S9(9) COMP-5.",
              "       01  FR-LANGUAGE                     PIC X(8) VALUE \"zh\".",
              "       01  FR-AUDIENCE                     PIC S9(9) COMP-5 VALUE 1.",
              "       01  FR-ENCODING                     PIC S9(9) COMP-5 VALUE 0."]
    return "\n".join(line if len(line) <= 72 else line.replace("COMP-5 VALUE", "COMP-5\n               VALUE")
                     for line in lines) + "\n"


def subprograms(layout):
    lines = ["<!-- Written by bindings/cobol/generate.py; not to be changed by hand. -->", "# Subprograms", "",
             "Arguments are given BY REFERENCE; `h` is a handle, PIC 9(9) COMP-5, and `n` any number, PIC S9(9)",
             "COMP-5; `v` is a number PIC S9(18) COMP-5, `t` a time of 20 digits, `x` a field PIC X(k), `x64` one of",
             "64, and `k` its length, PIC S9(9) COMP-5; other names are records (copybooks). What is filled",
             "stands behind the arrow.", "",
             "| subprogram | USING | what it does |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {using} | {text} |" for name, (using, text) in SUBPROGRAMS.items()]
    lines += ["", "## Functions of the library", "", "| function | subprograms |", "| --- | --- |"]
    for name, function in layout.functions.items():
        arguments = ", ".join(p["name"] for p in function["parameters"])
        used = USES.get(name, [])
        told = ", ".join(f"`{one}`" for one in used) if used else "(none)"
        lines += [f"| `{name}({arguments})` | {told} |"]
    return "\n".join(lines) + "\n"


def make(layout):
    maker = Maker(layout)
    files = {}
    for file, name, eye, parts in RECORDS:
        made = maker.record(file, name, eye, parts)
        files[f"copybooks/{file}.cpy"] = maker.copybook(file, name, eye, made, "P")
        if file in WITH_AMOUNTS:
            files[f"copybooks/{file}d.cpy"] = maker.copybook(file, name, eye, made, "D")
    files["copybooks/frwork.cpy"] = work()
    files["copybooks/frcons.cpy"] = constants(layout)
    files["copybooks/frstat.cpy"] = statuses(layout)
    files["tables.inc"] = maker.c_tables()
    files["tables.h"] = maker.c_header()
    files["SUBPROGRAMS.md"] = subprograms(layout)
    return files


if __name__ == "__main__":
    run(make, HERE)
