# SPDX-License-Identifier: Apache-2.0
"""Runs golden vectors through the package: bindings/vectors/README.md says what steps and answers are.

  python3 vectors.py STEPS [FOLDER] > ANSWERS     journals go into the folder"""

from __future__ import annotations

import re
import struct
import sys
from pathlib import Path
from typing import Any

import fraudrisk
from fraudrisk import _fraudrisk

LEFT_OUT = {"struct_size", "reserved", "profile_bytes", "index_bytes", "reserved_bytes", "watch_bytes", "bytes",
            "name_bytes"}
POINTERS = {"session": "Session", "teller": "Teller", "payer_party": "Party", "payee_party": "Party",
            "transfer": "Transfer"}


def decode(text: bytes) -> bytes:
    return re.sub(rb"\\x([0-9a-fA-F]{2})", lambda found: bytes([int(found[1], 16)]), text)


def escape(text: bytes, every_high: bool = False) -> bytes:
    return b"".join(
        b"\\x%02x" % byte if byte < 0x20 or byte in (0x7F, 0x5C) or (every_high and byte >= 0x80) else bytes([byte])
        for byte in text
    )


class Step:
    def __init__(self, line: bytes) -> None:
        self.arguments = line.split(b"\t")
        self.fields: list[tuple[str, bytes]] = []

    @property
    def name(self) -> str:
        return self.arguments[0].decode()

    def number(self, place: int) -> int:
        return int(self.arguments[place])

    def text(self, place: int) -> bytes:
        return decode(self.arguments[place])


def read_steps(path: Path) -> list[Step]:
    steps: list[Step] = []
    for line in path.read_bytes().split(b"\n"):
        if line.startswith(b"#") or not line:
            continue
        if line.startswith(b"\t"):
            name, value = line[1:].split(b"\t", 1)
            steps[-1].fields.append((name.decode(), decode(value)))
        else:
            steps.append(Step(line))
    return steps


# ---- fields into structs ----


def attribute_of(value: bytes) -> Any:
    kind, text = value.split(b":", 1)
    return {"bool": lambda: text == b"1", "int": lambda: int(text), "double": lambda: float(text)}.get(
        kind.decode(), lambda: text
    )()


def give(made: Any, path: str, value: bytes, texts: dict[tuple[int, str], list[Any]]) -> None:
    name, _, rest = path.partition(".")
    if name == "attributes":
        made.attributes = {**(made.attributes or {}), rest: attribute_of(value)}
        return
    if name in POINTERS:
        if getattr(made, name) is None:
            setattr(made, name, getattr(_fraudrisk, POINTERS[name])())
        if rest:
            give(getattr(made, name), rest, value, texts)
        return
    before = made.raw(name)
    if isinstance(before, int):
        set_raw(made, name, int(value))
    elif isinstance(before, bytes) and (id(made), name) not in texts:
        setattr(made, name, bytes.fromhex(value.decode()))
    elif name == "currency":
        made.currency = value
    else:  # a text; its encoding may come before or behind it
        parts = texts.setdefault((id(made), name), [None, 0])
        parts[1 if rest == "encoding" else 0] = int(value) if rest == "encoding" else value
        setattr(made, name, (parts[0], parts[1]))


def set_raw(made: Any, name: str, value: int) -> None:
    """Numbers as the header has them, whatever the enumeration says; yes and no are 2 and 1."""
    try:
        setattr(made, name, value)
    except TypeError:
        if value in (0, 1, 2):
            setattr(made, name, {0: None, 1: False, 2: True}[value])
        else:  # no value of a tristate: as a host in C could give it
            poke(made, name, value)


def poke(made: Any, name: str, value: int) -> None:
    import ctypes

    layout = fraudrisk.low.OFFSETS[type(made).__name__]
    ctypes.c_uint32.from_address(made.address + layout[name]).value = value


def struct_of(kind: Any, step: Step) -> Any:
    made = kind()
    texts: dict[tuple[int, str], list[Any]] = {}
    for path, value in step.fields:
        give(made, path, value, texts)
    return made


def column_of(value: bytes) -> Any:
    """A column of Arrow's: its format, and a cell for each row, of which an empty one is null."""
    import pyarrow

    kind, *cells = value.decode().split("\t")
    types = {"u": pyarrow.string(), "l": pyarrow.int64(), "g": pyarrow.float64(), "b": pyarrow.bool_(),
             "tsu:UTC": pyarrow.timestamp("us", "UTC"), "tDs": pyarrow.duration("s")}
    of_text = {"u": str, "g": float, "b": lambda cell: cell == "1"}.get(kind, int)
    return pyarrow.array([of_text(cell) if cell else None for cell in cells], types[kind])


def cells_of(column: Any) -> list[Any]:
    """What a column of the answer holds; times as numbers."""
    import pyarrow

    return list((column.cast(pyarrow.int64()) if pyarrow.types.is_timestamp(column.type) else column).to_pylist())


# ---- answers ----


class Answers:
    def __init__(self) -> None:
        self.out: list[bytes] = []

    def line(self, path: str, value: bytes | str | int) -> None:
        text = value if isinstance(value, bytes) else str(value).encode()
        self.out.append(b"\t" + path.encode() + b"\t" + text + b"\n")

    def status(self, step: Step, status: int) -> None:
        name = "OK" if status == 0 else fraudrisk.Status(status).name
        self.out.append(f"{step.name}\tFR_{name}\n".encode())

    def error(self, fault: fraudrisk.FraudriskError | None) -> None:
        if fault is None:
            return
        self.line("error.field", fault.field or "")
        self.line("error.message", escape(fault.message.encode()))
        if fault.line:
            self.line("error.line", fault.line)
            self.line("error.column", fault.column or 0)

    def value(self, value: Any, prefix: str) -> None:
        kind = value.raw("type")
        self.line(f"{prefix}.type", kind)
        self.line(f"{prefix}.flags", int(value.flags))
        if kind in (1, 2):
            self.line(f"{prefix}.integer", value.integer)
        if kind == 3:
            self.line(f"{prefix}.number", struct.pack(">d", value.number).hex())
        if kind == 4:
            self.line(f"{prefix}.text", escape((value.text or "").encode()))

    def struct(self, made: Any, prefix: str = "") -> None:
        if isinstance(made, _fraudrisk.Value):
            return self.value(made, prefix)
        dot = prefix + "." if prefix else ""
        for name in made.fields():
            plain = name.rstrip("_")
            if plain in LEFT_OUT:
                continue
            raw = made.raw(name)
            if isinstance(made, _fraudrisk.Decision) and name == "values":
                raw = raw[: made.values_size]
            several = raw if isinstance(raw, tuple) else None
            for place, one in enumerate(several if several is not None else (raw,)):
                self.one(one, f"{dot}{plain}" + (f".{place}" if several is not None else ""))
        return None

    def one(self, value: Any, path: str) -> None:
        if isinstance(value, float):
            self.line(path, struct.pack(">d", value).hex())
        elif isinstance(value, bytes):
            self.line(path, value.hex())
        elif isinstance(value, (str, type(None))):
            self.line(path, escape((value or "").encode()))
        elif isinstance(value, int):
            self.line(path, value)
        else:
            self.struct(value, path)


class Runner:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers = Answers()
        self.room: Path | None = None
        self.trust: Any = None
        self.journal: Any = None
        self.shipped = b""
        self.contributions: Any = ()
        self.engine: Any = None
        self.context: Any = None
        self.decision = fraudrisk.Decision()
        self.scored: Any = None

    def leave(self) -> None:
        for handle in (self.context, self.journal, self.engine):
            if handle is not None:
                handle.close()
        self.journal = None

    @property
    def policy(self) -> Any:
        return self.engine.policy

    def call(self, step: Step, run: Any) -> Any:
        """Its result, or the fault; the status is answered."""
        try:
            result = run()
        except fraudrisk.FraudriskError as fault:
            self.answers.status(step, fault.status)
            return None, fault
        self.answers.status(step, 0)
        return result, None

    # -- steps --

    def engine_(self, step: Step) -> None:
        self.leave()
        given = struct_of(fraudrisk.EngineOptions, step)
        options = {name: getattr(given, name) for name in given.fields() if name not in ("struct_size", "reserved")}
        made, fault = self.call(step, lambda: fraudrisk.Engine(**options))
        self.answers.error(fault)
        self.engine = made
        self.context = None if made is None else made.context()

    def policy_(self, step: Step) -> None:
        challenger = step.name == "challenger"
        name = (step.arguments[2] if challenger else step.arguments[1]).decode()

        def run() -> None:
            policy = fraudrisk.Policy(self.folder / name) if name else None
            if challenger:
                self.engine.set_challenger(step.number(1), policy)
            else:
                self.engine.set_policy(policy)

        _, fault = self.call(step, run)
        self.answers.error(fault)

    def watch(self, step: Step) -> None:
        kinds = {"account": fraudrisk.PartyType.ACCOUNT, "customer": fraudrisk.PartyType.CUSTOMER}
        entries = []
        for path, value in step.fields:
            identifier, name, until = value.decode().split()
            entries.append((kinds[path], identifier, name, int(until)))

        def run() -> None:
            lists = fraudrisk.WatchLists(entries, secret_key=bytes(16), version=step.number(1))
            self.engine.set_watch_lists(lists)

        _, fault = self.call(step, run)
        self.answers.error(fault)

    def score(self, step: Step) -> None:
        transfer = struct_of(fraudrisk.Transfer, step)
        self.scored = transfer
        self.decided(step, lambda: getattr(self.context, step.name)(transfer))

    def decided(self, step: Step, run: Any, keep: bool = True) -> None:
        made, fault = self.call(step, run)
        decision = made if fault is None else fault.decision
        self.answers.struct(decision)
        self.answers.error(fault)
        if keep:
            self.decision = decision

    def batch(self, step: Step, items: list[Step]) -> None:
        transfers = [struct_of(fraudrisk.Transfer, item) for item in items]
        made, fault = self.call(step, lambda: self.context.score_batch(transfers))
        decisions = made if fault is None else [*fault.decisions, fault.decision]
        self.answers.line("done", len(decisions) - (fault is not None))
        for place, decision in enumerate(decisions):
            self.answers.struct(decision, str(place))
            self.decision = decision
        self.answers.error(fault)

    def challenge(self, step: Step) -> None:
        self.decided(step, lambda: self.context.challenge(step.number(1)), keep=False)

    def observe(self, step: Step) -> None:
        event = struct_of(fraudrisk.Event, step)
        _, fault = self.call(step, lambda: self.context.observe(event))
        self.answers.error(fault)

    def words(self, step: Step) -> None:
        encoding = step.number(3)
        call = self.policy.words if step.name == "words" else self.policy.reason_words
        made, fault = self.call(step, lambda: call(self.decision, step.number(1), step.text(2).decode(), encoding))
        if fault is None:
            self.put_words(made, encoding)

    def put_words(self, words: str | bytes, encoding: int) -> None:
        data = words.encode() if isinstance(words, str) else words
        self.answers.line("words", escape(data, encoding == fraudrisk.Encoding.GB18030))

    def question(self, step: Step) -> None:
        encoding = step.number(3)
        made, fault = self.call(
            step,
            lambda: self.policy.question(self.decision, step.number(1), step.text(2).decode(), encoding),
        )
        if fault is None:
            self.answers.struct(made[1])
            self.put_words(made[0], encoding)

    def expiry(self, step: Step) -> None:
        made, _ = self.call(step, lambda: self.policy.expiry(self.decision))
        self.answers.line("expiry", int(made))

    def features(self, step: Step) -> None:
        transfer = struct_of(fraudrisk.Transfer, step)
        self.decision = fraudrisk.Decision()
        policy = self.policy

        def run() -> Any:
            folds = self.context.fold(transfer)
            self.decision = policy.decide(transfer, folds)
            return policy.feature_structs(transfer, folds)

        made, fault = self.call(step, run)
        self.answers.struct(self.decision)
        for place, value in enumerate(made or ()):
            self.answers.struct(value, str(place))
        self.answers.error(fault)

    def why(self, step: Step) -> None:
        self.told_why(*self.call(step, lambda: self.context.why(self.scored)))

    def told_why(self, made: Any, fault: Any) -> None:
        if fault is None:
            self.contributions = made.contributions
            for place, one in enumerate(made.contributions):
                self.answers.struct(one, f"contribution.{place}")
            self.answers.struct(made.counterfactual, "counterfactual")
        self.answers.error(fault)

    def party(self, step: Step) -> None:
        call = getattr(self.engine, step.name)
        made, fault = self.call(step, lambda: call(step.number(1), step.text(2)))
        if fault is None and step.name == "party":
            self.answers.struct(made)
        elif fault is None:
            self.answers.line("key", made.hex())

    def matches(self, step: Step) -> None:
        made, _ = self.call(step, lambda: self.policy.text_matches(step.text(2), step.number(1)))
        for place, one in enumerate(made or ()):
            self.answers.struct(one, str(place))

    def stats(self, step: Step) -> None:
        made, _ = self.call(step, lambda: self.engine.stats())
        self.answers.struct(made)

    def describe(self, step: Step) -> None:
        made, _ = self.call(step, lambda: self.policy.describe())
        self.answers.struct(made)

    def limit(self, step: Step) -> None:
        made, _ = self.call(step, lambda: fraudrisk.limit(step.arguments[1].decode()))
        self.answers.line("limit", made)

    # -- tables --

    def table(self, step: Step) -> None:
        self.tabled(step, self.context.score_table)

    def feature_table(self, step: Step) -> None:
        self.tabled(step, self.context.feature_table)

    def tabled(self, step: Step, call: Any) -> None:
        """Columns in; out what was answered, row by row, without what is null."""
        import pyarrow

        names: dict[str, str] = {}
        columns = {}
        for path, value in step.fields:
            if path == "rename":
                column, field = value.decode().split(" ")
                names[column] = field
            else:
                columns[path] = column_of(value)
        data = pyarrow.table(columns)
        if step.number(1):
            data = pyarrow.RecordBatchReader.from_batches(data.schema, data.to_batches(max_chunksize=step.number(1)))
        made, fault = self.call(
            step, lambda: call(self.policy, data, columns=names, ignore_columns=step.number(2) == 2)
        )
        if fault is None:
            answered = pyarrow.table(made)
            cells = [cells_of(answered[name]) for name in answered.column_names]
            for row in range(answered.num_rows):
                for name, column in zip(answered.column_names, cells):
                    self.cell(f"{row}.{name}", column[row])
        self.answers.error(fault)

    def cell(self, path: str, value: Any) -> None:
        if isinstance(value, list):
            for place, one in enumerate(value):
                self.cell(f"{path}.{place}", one)
        elif value is not None:
            self.answers.one(int(value) if isinstance(value, bool) else value, path)

    # -- counters --

    def took(self, step: Step) -> None:
        self.call(step, lambda: self.context.took(step.number(1)))

    def counters(self, step: Step) -> None:
        made, fault = self.call(step, lambda: self.engine.counters(self.journal, step.number(1)))
        if fault is None:
            self.answers.struct(made)

    def prometheus(self, step: Step) -> None:
        """Line by line, but for the two that say how much memory is taken."""
        made, fault = self.call(step, lambda: self.engine.metrics_text(self.journal, step.number(1)))
        for place, line in enumerate(made.split("\n") if fault is None else ()):
            if not line.startswith(("fraudrisk_memory_bytes ", "fraudrisk_watch_lists_bytes ")):
                self.answers.line(f"line.{place}", escape(line.encode()))

    def limits(self, step: Step) -> None:
        made, _ = self.call(step, lambda: self.engine.limits())
        for place, one in enumerate(made or ()):
            self.answers.struct(one, str(place))

    def tick(self, step: Step) -> None:
        self.call(step, lambda: self.engine.tick(step.number(1)))

    # -- what a policy is made of --

    def names(self, step: Step) -> None:
        policy = self.policy
        self.call(step, lambda: None)
        for place, name in enumerate(policy.features):
            self.answers.line(f"feature.{place}", name)
            self.answers.line(f"feature_type.{place}", int(policy.feature_type(place)))
        for place, name in enumerate(policy.rules):
            scam = policy.rule_scam(place)
            self.answers.line(f"rule.{place}", name)
            self.answers.line(f"rule_scam.{place}", -1 if scam is None else scam)
        for what, names in (("scam", policy.scams), ("model", policy.models)):
            for place, name in enumerate(names):
                self.answers.line(f"{what}.{place}", name)

    def attribute(self, step: Step) -> None:
        made, _ = self.call(step, lambda: self.policy.attribute_type(step.text(1).decode()))
        self.answers.line("type", int(made))

    def reason_text(self, step: Step) -> None:
        encoding = step.number(3)
        made, fault = self.call(
            step, lambda: self.policy.reason_text(step.number(1), step.text(2).decode(), encoding)
        )
        if fault is None:
            self.put_words(made, encoding)

    def contribution_words(self, step: Step) -> None:
        encoding, about = step.number(3), self.contributions[step.number(1)]
        made, fault = self.call(
            step, lambda: self.policy.contribution_words(about, step.text(2).decode(), encoding)
        )
        if fault is None:
            self.put_words(made, encoding)

    def why_folds(self, step: Step) -> None:
        transfer = struct_of(fraudrisk.Transfer, step)
        self.told_why(*self.call(step, lambda: self.policy.why(transfer, self.context.fold(transfer))))

    def signatures(self, step: Step) -> None:
        made, _ = self.call(step, lambda: self.policy.signatures)
        for place, one in enumerate(made or ()):
            self.answers.struct(one, str(place))

    # -- trust --

    def trust_(self, step: Step) -> None:
        keys, require = [], []
        for path, value in step.fields:
            if path == "require":
                require.append(value.decode())
            else:
                role, file = value.decode().split()
                keys.append((role, (self.folder / file).read_bytes()))

        def run() -> Any:
            made = fraudrisk.Trust(keys, require=require) if step.fields else None
            self.engine.set_trust(made)
            return made

        made, fault = self.call(step, run)
        for place, key_id in enumerate(made.key_ids if made is not None else ()):
            self.answers.line(f"key_id.{place}", key_id.hex())
        self.answers.error(fault)
        if fault is None:
            self.trust = made

    def verify(self, step: Step) -> None:
        path = self.folder / step.arguments[1].decode()
        _, fault = self.call(step, lambda: self.trust.verify(fraudrisk.Policy(path)))
        self.answers.error(fault)

    def put(self, step: Step) -> None:
        path = self.folder / step.arguments[1].decode()
        options = struct_of(fraudrisk.PutOptions, step)
        how = {"accept_older": bool(options.accept_older), "now": options.raw("now_us")}
        _, fault = self.call(step, lambda: self.engine.set_policy(fraudrisk.Policy(path), **how))
        self.answers.error(fault)

    def switches(self, step: Step) -> None:
        document = (self.folder / step.arguments[1].decode()).read_bytes()
        _, fault = self.call(step, lambda: self.engine.set_switches(document, step.number(2)))
        self.answers.error(fault)

    # -- watch lists in force --

    def lists(self, step: Step) -> None:
        lists = self.engine.watch_lists
        made, _ = self.call(step, lambda: lists.describe())
        self.answers.struct(made)
        for place, (name, entries) in enumerate(lists.lists.items()):
            self.answers.line(f"list.{place}", name)
            self.answers.line(f"entries.{place}", entries)

    def listed(self, step: Step) -> None:
        kind, identifier, name = step.number(1), step.text(2).decode(), step.text(3).decode()
        made, fault = self.call(
            step, lambda: self.engine.watch_lists.ask(kind, identifier, name, step.number(4))
        )
        if fault is None:
            self.answers.line("listed", 2 if made else 1)

    # -- the journal --

    def journal_(self, step: Step) -> None:
        options: dict[str, Any] = {}
        for path, value in step.fields:
            is_key = path in ("signing_key", "sealing_key", "trusted_keys")
            options[path] = (self.folder / value.decode()).read_bytes() if is_key else int(value)
        if "calls_do_not_wait" in options:
            options["calls_do_not_wait"] = options["calls_do_not_wait"] == 2
        self.context.close()
        recovery = []

        def run() -> None:
            assert self.room is not None
            self.journal = self.engine.open_journal(self.room / step.arguments[1].decode(), **options)
            recovery.append(self.journal.recover())
            self.journal.attach()

        _, fault = self.call(step, run)
        for one in recovery:
            self.answers.struct(one)
        self.answers.error(fault)
        self.context = self.engine.context()

    def journal_close(self, step: Step) -> None:
        self.context.close()
        self.call(step, lambda: self.journal.close())
        self.journal = None
        self.context = self.engine.context()

    def journal_stats(self, step: Step) -> None:
        made, fault = self.call(step, lambda: self.journal.stats())
        if fault is None:
            self.answers.struct(made)

    def pump(self, step: Step) -> None:
        self.call(step, lambda: self.journal.pump(step.number(1)))

    def wait(self, step: Step) -> None:
        self.call(step, lambda: self.journal.wait(step.number(1)))

    def checkpoint(self, step: Step) -> None:
        self.call(step, lambda: self.journal.checkpoint())

    def count(self, step: Step, path: str, run: Any) -> None:
        made, fault = self.call(step, run)
        if fault is None:
            self.answers.line(path, made)
        self.answers.error(fault)

    def snapshot(self, step: Step) -> None:
        self.count(step, "sequence", lambda: self.journal.snapshot())

    def prune(self, step: Step) -> None:
        self.count(step, "removed", lambda: self.journal.prune())

    def ship(self, step: Step) -> None:
        def run() -> int:
            self.shipped, following = self.journal.ship(step.number(1))
            return int(following)

        self.count(step, "next", run)

    def apply(self, step: Step) -> None:
        self.context.close()
        self.count(step, "applied", lambda: self.engine.apply(self.shipped))
        self.context = self.engine.context()

    # -- the library --

    def status(self, step: Step) -> None:
        of = step.number(1)
        self.call(step, lambda: None)
        self.answers.line("name", fraudrisk.status_name(of))
        self.answers.line("text", fraudrisk.status_text(of))
        self.answers.line("band", fraudrisk.status_band(of))

    def version(self, step: Step) -> None:
        made, _ = self.call(step, fraudrisk.version)
        self.answers.line("version", made)


ALIASES = {"engine": "engine_", "policy": "policy_", "challenger": "policy_", "preview": "score",
           "reason_words": "words", "party_key": "party", "trust": "trust_", "journal": "journal_"}


def run(path: Path, room: Path | None = None) -> bytes:
    """The answers; `room` is an empty folder for journals."""
    runner = Runner(path.parent)
    runner.room = room
    steps = read_steps(path)
    while steps:
        step = steps.pop(0)
        if step.name == "batch":
            items = [steps.pop(0) for _ in range(step.number(1))]
            runner.batch(step, items)
        else:
            getattr(runner, ALIASES.get(step.name, step.name))(step)
    runner.leave()
    return b"".join(runner.answers.out)


if __name__ == "__main__":
    sys.stdout.buffer.write(run(*map(Path, sys.argv[1:3])))
