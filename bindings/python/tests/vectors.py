# SPDX-License-Identifier: Apache-2.0
"""Runs golden vectors through the package: bindings/vectors/README.md says what steps and answers are.

  python3 vectors.py STEPS > ANSWERS"""

from __future__ import annotations

import re
import struct
import sys
from pathlib import Path
from typing import Any

import fraudrisk
from fraudrisk import _fraudrisk

LEFT_OUT = {"struct_size", "reserved", "profile_bytes", "index_bytes", "reserved_bytes", "watch_bytes", "bytes"}
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
        self.engine: Any = None
        self.context: Any = None
        self.decision = fraudrisk.Decision()
        self.scored: Any = None

    def leave(self) -> None:
        if self.context is not None:
            self.context.close()
        if self.engine is not None:
            self.engine.close()

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
        made, fault = self.call(step, lambda: self.context.why(self.scored))
        if fault is None:
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


ALIASES = {"engine": "engine_", "policy": "policy_", "challenger": "policy_", "preview": "score",
           "reason_words": "words", "party_key": "party"}


def run(path: Path) -> bytes:
    runner = Runner(path.parent)
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
    sys.stdout.buffer.write(run(Path(sys.argv[1])))
