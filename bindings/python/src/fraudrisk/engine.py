# SPDX-License-Identifier: Apache-2.0
"""Engines, contexts, policies, watch lists, trust stores and journals: handles that are closed once.

Each is a context manager. What is forgotten is given back when nobody refers to it any more, in the right order."""

from __future__ import annotations

import ctypes
import os
import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from . import _fraudrisk, low
from ._fraudrisk import Decision, EngineOptions, Error, Handle, Table, Transfer
from ._load import check, held, library, micros, text
from .constants import (
    MAX_CHALLENGERS,
    Audience,
    Encoding,
    Expiry,
    JournalMode,
    Notice,
    PartyType,
    Side,
    Status,
    ValueType,
)
from .errors import FraudriskError

_H = TypeVar("_H", bound="_Owner")


class _Owner:
    """Something with a handle."""

    _handle: Handle

    def close(self) -> None:
        """Gives it back; twice is no fault."""
        check(self._handle.close())

    @property
    def closed(self) -> bool:
        return self._handle.closed

    def __enter__(self: _H) -> _H:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _create(kind: str, call: Callable[[Any], int], parent: Handle | None = None, error: Error | None = None) -> Handle:
    """A handle of what the call writes into the pointer that it is given."""
    made = ctypes.c_void_p()
    check(call(ctypes.byref(made)), error)
    assert made.value is not None
    return Handle(kind, made.value, parent)


def _words(call: Callable[[Any, int, Any], int], encoding: int) -> str | bytes:
    """What a function writes that says how much room it needs."""
    needed = ctypes.c_uint64()
    status = call(None, 0, ctypes.byref(needed))
    if status == Status.BUFFER_TOO_SMALL:
        buffer = ctypes.create_string_buffer(needed.value)
        status = call(buffer, needed.value, ctypes.byref(needed))
        check(status)
        data = buffer.raw[: needed.value]
        return data.decode() if encoding == Encoding.UTF8 else data
    check(status)
    return "" if encoding == Encoding.UTF8 else b""


def _is(value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"a {kind.__name__} is needed, not a {type(value).__name__}")


def _name(value: bytes | None) -> str:
    return (value or b"").decode()


def _gathered(data: Any) -> Any:
    """A DataFrame of Spark as one table. The stream that it has in 4.3 does not take columns of type timestamp, and
    wants Python with pyarrow on each worker; what Spark itself gathers has neither fault."""
    gather = getattr(data, "toArrow", None)
    return gather() if callable(gather) else data


def _said(answers: Table) -> Table:
    """A row that is refused stops nothing, so that nobody would see it who does not look at each status."""
    told = []
    if answers.num_refused:
        told.append(
            f"{answers.num_refused} of {len(answers)} rows were refused, the first because: {answers.first_refusal}; "
            "only rows with status 0 were scored"
        )
    if answers.num_backwards:
        told.append(
            f"times go backwards: {answers.num_backwards} of {len(answers)} rows are older than one before them, and "
            "histories depend on the order; sort by time first"
        )
    for sentence in told:
        try:
            warnings.warn(sentence, UserWarning, stacklevel=4)
        except UserWarning as fault:  # where warnings are errors, what was recorded is not lost
            fault.decisions = answers  # type: ignore[attr-defined]
            raise
    return answers


# ---- policies ----


class Question(NamedTuple):
    """What a teller asks; `struct` goes into answer()."""

    text: str
    struct: _fraudrisk.Question


class Feature(NamedTuple):
    name: str
    value: bool | int | float | str | None
    flags: int


class Explanation(NamedTuple):
    contributions: tuple[_fraudrisk.Contribution, ...]
    counterfactual: _fraudrisk.Counterfactual | None


def _array(kind: type, count: int, size: int) -> Any:
    return (ctypes.c_char * (size * max(count, 1)))()


def _structs(kind: Callable[[], Any], data: Any, count: int, size: int) -> tuple[Any, ...]:
    made = []
    for i in range(count):
        one = kind()
        ctypes.memmove(one.address, ctypes.addressof(data) + i * size, size)
        made.append(one)
    return tuple(made)


def _value(value: _fraudrisk.Value) -> bool | int | float | str | None:
    kind = value.type
    if kind == ValueType.BOOL:
        return bool(value.integer)
    if kind == ValueType.INT:
        return value.integer
    if kind == ValueType.DOUBLE:
        return value.number
    return (value.text or "") if kind == ValueType.STRING else None


class Policy(_Owner):
    """Features, rules, thresholds and words, out of a bundle. Any thread."""

    def __init__(self, bundle: bytes | str | os.PathLike[str]) -> None:
        """From a bundle's bytes, or the path of its file."""
        if not isinstance(bundle, bytes):
            with open(bundle, "rb") as file:
                bundle = file.read()
        data: bytes = bundle
        error = Error()
        self._handle = _create(
            "policy", lambda into: library.fr_policy_load(data, len(data), into, error.address), error=error
        )

    @classmethod
    def _of(cls, address: int) -> Policy:
        made = cls.__new__(cls)
        made._handle = Handle("policy", address)
        return made

    def describe(self) -> _fraudrisk.PolicyInfo:
        info = _fraudrisk.PolicyInfo()
        with self._handle as address:
            check(held.fr_policy_describe(address, info.address))
            for name in ("name",):  # strings that live as long as the policy become the object's own
                setattr(info, name, getattr(info, name))
        return info

    @property
    def name(self) -> str:
        return self.describe().name or ""

    @property
    def version(self) -> int:
        return self.describe().version

    def _names(self, call: Callable[[int, int], bytes | None]) -> list[str]:
        made: list[str] = []
        with self._handle as address:
            while (name := call(address, len(made))) is not None:
                made.append(name.decode())
        return made

    @property
    def features(self) -> list[str]:
        return self._names(library.fr_policy_feature)

    @property
    def rules(self) -> list[str]:
        return self._names(library.fr_policy_rule)

    @property
    def scams(self) -> list[str]:
        return self._names(library.fr_policy_scam)

    @property
    def models(self) -> list[str]:
        return self._names(library.fr_policy_model)

    def feature_type(self, index: int) -> ValueType:
        """The type of a feature by its place; UNKNOWN past the end."""
        with self._handle as address:
            return ValueType(library.fr_policy_feature_type(address, index))

    def rule_scam(self, index: int) -> int | None:
        """The scam of a rule, as its place among the scams; None where it has none."""
        with self._handle as address:
            found = int(library.fr_policy_rule_scam(address, index))
        return None if found < 0 else found

    @property
    def signatures(self) -> tuple[_fraudrisk.Signature, ...]:
        """Who signed, as the bundle has it: not verified."""
        made = []
        for index in range(self.describe().signature_count):
            one = _fraudrisk.Signature()
            with self._handle as address:
                check(held.fr_policy_signature(address, index, one.address))
            made.append(one)
        return tuple(made)

    def attribute_type(self, name: str) -> ValueType:
        with self._handle as address:
            return ValueType(library.fr_policy_attribute_type(address, text(name)))

    def words(
        self,
        decision: Decision,
        audience: Audience | Notice = Audience.CUSTOMER,
        language: str | None = "zh",
        encoding: int = Encoding.UTF8,
    ) -> str | bytes:
        """The words for a decision of this policy; bytes in GB 18030."""
        _is(decision, Decision)
        with self._handle as address:
            return _words(
                lambda *buffer: held.fr_words(address, decision.address, audience, text(language), encoding, *buffer),
                encoding,
            )

    def reason_words(
        self, decision: Decision, place: int, language: str | None = "zh", encoding: int = Encoding.UTF8
    ) -> str | bytes:
        """The line of one of the decision's reasons."""
        _is(decision, Decision)
        with self._handle as address:
            return _words(
                lambda *buffer: held.fr_reason_words(
                    address, decision.address, place, text(language), encoding, *buffer
                ),
                encoding,
            )

    def reason_text(self, rule_index: int, language: str | None = "zh", encoding: int = Encoding.UTF8) -> str | bytes:
        """A rule's reason as the policy has it."""
        with self._handle as address:
            return _words(
                lambda *buffer: held.fr_reason_text(address, rule_index, text(language), encoding, *buffer), encoding
            )

    def expiry(self, decision: Decision) -> Expiry:
        _is(decision, Decision)
        with self._handle as address:
            return Expiry(held.fr_expiry(address, decision.address))

    def question(
        self, decision: Decision, place: int, language: str | None = "zh", encoding: int = Encoding.UTF8
    ) -> tuple[str | bytes, _fraudrisk.Question]:
        """A question for the teller, by its place."""
        _is(decision, Decision)
        asked = _fraudrisk.Question()
        with self._handle as address:
            check(held.fr_question_get(address, decision.address, place, asked.address))
            asked.name, asked.observation = asked.name, asked.observation
            words = _words(
                lambda *buffer: held.fr_question_words(
                    address, decision.address, place, text(language), encoding, *buffer
                ),
                encoding,
            )
        return words, asked

    def questions(self, decision: Decision, language: str | None = "zh") -> list[Question]:
        """All questions that go with a decision."""
        made: list[Question] = []
        while True:
            try:
                words, asked = self.question(decision, len(made), language)
            except FraudriskError as fault:
                if fault.status == Status.NO_WORDS:
                    return made
                raise
            made.append(Question(str(words), asked))

    def text_matches(self, what: str | bytes, encoding: int = Encoding.UTF8) -> tuple[_fraudrisk.TextMatch, ...]:
        """Where a text mentions phrases of the policy."""
        size = _fraudrisk.STRUCT_SIZES["fr_text_match"]
        count = ctypes.c_uint32()
        given = text(what, encoding)
        with self._handle as address:
            room = 64
            while True:
                data = _array(_fraudrisk.TextMatch, room, size)
                status = held.fr_text_matches(address, given, data, room, ctypes.byref(count))
                if status != Status.BUFFER_TOO_SMALL:
                    break
                room = count.value
            check(status)
        return _structs(_fraudrisk.TextMatch, data, count.value, size)

    def decide(self, transfer: Transfer, folds: bytes) -> Decision:
        """The pure half of scoring, of the fold blocks of all sides."""
        _is(transfer, Transfer)
        decision, error, lent = Decision(), Error(), _folds(folds)
        with self._handle as address:
            check(
                held.fr_decide(address, transfer.address, lent.address, decision.address, error.address), error
            )
        return decision

    def feature_values(self, transfer: Transfer, folds: bytes) -> list[Feature]:
        """The policy's features of a transfer, by name."""
        values = self.feature_structs(transfer, folds)
        return [Feature(name, _value(value), value.flags) for name, value in zip(self.features, values)]

    def feature_structs(self, transfer: Transfer, folds: bytes) -> tuple[_fraudrisk.Value, ...]:
        """The same in their order, as the library has them."""
        _is(transfer, Transfer)
        count, error, lent = self.describe().feature_count, Error(), _folds(folds)
        size = _fraudrisk.STRUCT_SIZES["fr_value"]
        data = _array(_fraudrisk.Value, count, size)
        with self._handle as address:
            check(held.fr_features(address, transfer.address, lent.address, data, count, error.address), error)
        return _structs(_fraudrisk.Value, data, count, size)

    def why(self, transfer: Transfer, folds: bytes, *, counterfactual: bool = True) -> Explanation:
        """Why decide() decides so; for who explains it, not for the customer."""
        _is(transfer, Transfer)
        size = _fraudrisk.STRUCT_SIZES["fr_contribution"]
        count, error, lent = ctypes.c_uint32(), Error(), _folds(folds)
        other = _fraudrisk.Counterfactual() if counterfactual else None
        room = 1024
        with self._handle as address:
            while True:
                data = _array(_fraudrisk.Contribution, room, size)
                status = held.fr_why_folds(
                    address,
                    transfer.address,
                    lent.address,
                    data,
                    room,
                    ctypes.byref(count),
                    None if other is None else other.address,
                    error.address,
                )
                check(status, error)
                if count.value <= room:
                    break
                room = count.value
        return Explanation(_structs(_fraudrisk.Contribution, data, count.value, size), other)

    def contribution_words(
        self, contribution: _fraudrisk.Contribution, language: str | None = "zh", encoding: int = Encoding.UTF8
    ) -> str | bytes:
        _is(contribution, _fraudrisk.Contribution)
        with self._handle as address:
            return _words(
                lambda *buffer: held.fr_contribution_words(
                    address, contribution.address, text(language), encoding, *buffer
                ),
                encoding,
            )


def _folds(data: bytes) -> _fraudrisk.Folds:
    _is(data, bytes)
    return _fraudrisk.Folds(data=data)


def answer(teller: _fraudrisk.Teller, question: Question, yes: bool | None) -> None:
    """Enters a teller's answer among what he saw; None says nothing."""
    asked = question.struct
    bit = int(asked.teller_bit)
    if bit == 0 or yes is None:
        return
    seen, ruled_out = int(teller.seen), int(teller.ruled_out)
    if yes == asked.sign:
        teller.seen, teller.ruled_out = seen | bit, ruled_out & ~bit
    elif not seen & bit:
        teller.ruled_out = ruled_out | bit


# ---- watch lists and trust ----


class WatchLists(_Owner):
    """A set of lists, made of (party type, identifier, list, until_us) each; until_us 0 is without end."""

    def __init__(
        self,
        entries: Iterable[tuple[PartyType, str, str, int]],
        *,
        secret_key: bytes,
        version: int = 0,
    ) -> None:
        if len(secret_key) != 16:
            raise ValueError("the secret key has 16 bytes")
        error = Error()
        builder = _create(
            "watch_builder",
            lambda into: library.fr_watch_builder_create(secret_key, 0, into, error.address),
            error=error,
        )
        with builder as address:
            for party_type, identifier, name, until_us in entries:
                until = until_us if isinstance(until_us, int) else micros(until_us)
                status = library.fr_watch_builder_add(
                    address, party_type, text(identifier), text(name), until, error.address
                )
                check(status, error)
            self._handle = _create(
                "watch_lists",
                lambda into: library.fr_watch_builder_finish(address, version, into, error.address),
                error=error,
            )
        builder.close()

    @classmethod
    def _of(cls, address: int) -> WatchLists:
        made = cls.__new__(cls)
        made._handle = Handle("watch_lists", address)
        return made

    def describe(self) -> _fraudrisk.WatchListsInfo:
        info = _fraudrisk.WatchListsInfo()
        with self._handle as address:
            check(held.fr_watch_lists_describe(address, info.address))
        return info

    @property
    def lists(self) -> dict[str, int]:
        """How many parties are on each list."""
        made: dict[str, int] = {}
        with self._handle as address:
            for i in range(self.describe().list_count):
                made[_name(library.fr_watch_lists_name(address, i))] = library.fr_watch_lists_entries(address, i)
        return made

    def ask(self, party_type: PartyType, identifier: str, name: str, time_us: int) -> bool:
        listed = ctypes.c_uint32()
        with self._handle as address:
            check(
                library.fr_watch_lists_ask(
                    address, party_type, text(identifier), text(name), time_us, ctypes.byref(listed)
                )
            )
        return listed.value == 2


class Trust(_Owner):
    """Whose signatures count: (role, public key as PEM) each, and the roles that must have signed.

    key_ids   what signatures call the keys by, in their order"""

    def __init__(self, keys: Iterable[tuple[str, bytes]], *, require: Iterable[str] = ()) -> None:
        error, key_id = Error(), ctypes.create_string_buffer(16)
        self.key_ids: list[bytes] = []
        builder = _create("trust_builder", library.fr_trust_builder_create)
        with builder as address:
            for role, pem in keys:
                check(library.fr_trust_builder_add(address, text(role), pem, len(pem), key_id, error.address), error)
                self.key_ids.append(key_id.raw)
            for role in require:
                check(library.fr_trust_builder_require(address, text(role), error.address), error)
            self._handle = _create(
                "trust", lambda into: library.fr_trust_builder_finish(address, into, error.address), error=error
            )
        builder.close()

    def verify(self, policy: Policy) -> None:
        """Raises where an engine with this store would not take the policy."""
        error = Error()
        with self._handle as address, policy._handle as other:
            check(library.fr_trust_verify(address, other, error.address), error)


# ---- the engine ----


def _time(given: int | datetime) -> int:
    return given if isinstance(given, int) else micros(given)


@contextmanager
def _of_journal(journal: Journal | None) -> Iterator[int | None]:
    """The address of a journal, or of none."""
    if journal is None:
        yield None
        return
    _is(journal, Journal)
    with journal._handle as address:
        yield address


class Engine(_Owner):
    """The state. Any thread; each thread scores through a Context of its own.

    secret_key   16 bytes: identifiers become keys under it; keep it for the life of the state
    The other options are the fields of EngineOptions."""

    def __init__(self, policy: Policy | None = None, *, secret_key: bytes, **options: Any) -> None:
        given = EngineOptions(secret_key=secret_key, **options)
        error = Error()
        self._handle = _create(
            "engine", lambda into: library.fr_engine_create(given.address, into, error.address), error=error
        )
        self._journal: Journal | None = None
        self._contexts: weakref.WeakSet[Context] = weakref.WeakSet()
        if policy is not None:
            self.set_policy(policy)

    def close(self) -> None:
        """Frees the state. Contexts are closed before; a journal is closed along."""
        if self._journal is not None and not self._journal.closed:
            self._journal.close()
        super().close()

    def __exit__(self, *error: object) -> None:
        """Closes the contexts that were forgotten along. What is in a call of another thread stays open; an exception
        of the body is not covered by saying so."""
        try:
            for context in list(self._contexts):
                context.close()
            self.close()
        except Exception:
            if error[0] is None:
                raise

    def context(self) -> Context:
        """A way into the engine, for one thread at a time."""
        made = Context(self)
        self._contexts.add(made)
        return made

    @property
    def policy(self) -> Policy | None:
        """The policy in force."""
        with self._handle as address:
            policy = library.fr_engine_policy(address)
        return None if policy is None else Policy._of(policy)

    def set_policy(
        self, policy: Policy, *, accept_older: bool = False, now: int | datetime | None = None
    ) -> None:
        """Puts a policy in force, while others score."""
        _is(policy, Policy)
        error = Error()
        options = _fraudrisk.PutOptions(accept_older=accept_older, now_us=now)
        with self._handle as address, policy._handle as other:
            check(library.fr_engine_put_policy(address, other, options.address, error.address), error)

    def set_challenger(self, index: int, policy: Policy | None) -> None:
        """Puts a policy beside the one in force; None takes it away."""
        error = Error()
        if not 0 <= index < MAX_CHALLENGERS:
            raise IndexError(f"challengers stand at 0 to {MAX_CHALLENGERS - 1}")
        if policy is None:
            with self._handle as address:
                check(library.fr_engine_set_challenger(address, index, None, error.address), error)
            return
        _is(policy, Policy)
        with self._handle as address, policy._handle as other:
            check(library.fr_engine_set_challenger(address, index, other, error.address), error)

    def set_watch_lists(self, lists: WatchLists | None) -> None:
        error = Error()
        if lists is None:
            with self._handle as address:
                check(library.fr_engine_set_watch_lists(address, None, error.address), error)
            return
        _is(lists, WatchLists)
        with self._handle as address, lists._handle as other:
            check(library.fr_engine_set_watch_lists(address, other, error.address), error)

    @property
    def watch_lists(self) -> WatchLists | None:
        """The lists in force."""
        with self._handle as address:
            lists = library.fr_engine_watch_lists(address)
        return None if lists is None else WatchLists._of(lists)

    def set_trust(self, trust: Trust | None) -> None:
        error = Error()
        if trust is None:
            with self._handle as address:
                check(library.fr_engine_set_trust(address, None, error.address), error)
            return
        _is(trust, Trust)
        with self._handle as address, trust._handle as other:
            check(library.fr_engine_set_trust(address, other, error.address), error)

    def set_switches(self, document: bytes, now_us: int = 0) -> None:
        """Switches rules off by a signed document."""
        error = Error()
        with self._handle as address:
            check(
                library.fr_engine_set_switches(address, document, len(document), now_us, error.address), error
            )

    def tick(self, now: int | datetime) -> None:
        """Says what time it is."""
        with self._handle as address:
            check(library.fr_engine_tick(address, now if isinstance(now, int) else micros(now)))

    def stats(self) -> _fraudrisk.EngineStats:
        made = _fraudrisk.EngineStats()
        with self._handle as address:
            check(library.fr_engine_measure(address, made.address))
        return made

    def counters(self, journal: Journal | None = None, now_us: int | datetime = 0) -> _fraudrisk.Stats:
        """What was answered since the engine was made, how long it took by Context.took(), and what is in force.

        journal   the engine's, whose figures stand there then
        now_us    the caller's clock, for the policy's age; 0: not said"""
        made = _fraudrisk.Stats()
        with self._handle as address, _of_journal(journal) as other:
            check(library.fr_stats_read(address, other, _time(now_us), made.address))
        return made

    def metrics_text(self, journal: Journal | None = None, now_us: int | datetime = 0) -> str:
        """The same as text that Prometheus reads."""
        now = _time(now_us)
        with self._handle as address, _of_journal(journal) as other:
            while True:  # counters may grow between the question for the room and the text
                try:
                    return str(
                        _words(lambda *room: library.fr_stats_text(address, other, now, *room), Encoding.UTF8)
                    )
                except FraudriskError as fault:
                    if fault.status != Status.BUFFER_TOO_SMALL:
                        raise

    def limits(self) -> tuple[_fraudrisk.LimitState, ...]:
        """How full the bounds of the policy in force are."""
        count = ctypes.c_uint32()
        size = _fraudrisk.STRUCT_SIZES["fr_limit_state"]
        with self._handle as address:
            check(library.fr_engine_limits(address, None, 0, ctypes.byref(count)))
            room = count.value
            data = _array(_fraudrisk.LimitState, room, size)
            fresh = _fraudrisk.LimitState()
            for i in range(room):
                ctypes.memmove(ctypes.addressof(data) + i * size, fresh.address, size)
            check(library.fr_engine_limits(address, data, room, ctypes.byref(count)))
        return _structs(_fraudrisk.LimitState, data, min(room, count.value), size)

    def party_key(self, party_type: PartyType, identifier: str | bytes) -> bytes:
        """The 128-bit key of a party, for routing."""
        key = ctypes.create_string_buffer(16)
        with self._handle as address:
            check(library.fr_party_key(address, party_type, text(identifier), key))
        return key.raw

    def party(self, party_type: PartyType, identifier: str | bytes) -> _fraudrisk.PartyState:
        """What is kept of one party."""
        made = _fraudrisk.PartyState()
        with self._handle as address:
            check(library.fr_engine_party(address, party_type, text(identifier), made.address))
        return made

    def apply(self, records: bytes) -> int:
        """Of a standby: applies what Journal.ship() gave; answers with the last record that the engine has.

        Nobody else calls the engine meanwhile: refused while it has contexts or is in a call."""
        applied, error = ctypes.c_uint64(), Error()
        _is(records, bytes)
        if self._handle.in_use:
            raise RuntimeError("the engine still has contexts or a journal, or is in a call; close those first")
        with self._handle as address:
            check(  # with the interpreter's lock, so that nobody begins
                held.fr_journal_apply(address, records, len(records), ctypes.byref(applied), error.address), error
            )
        return applied.value

    def open_journal(self, directory: str | os.PathLike[str], **options: Any) -> Journal:
        """Opens or begins the journal in a directory; see Journal."""
        return Journal(self, directory, **options)


class Context(_fraudrisk.Context):
    """A way into an engine, for one thread at a time: score(), preview(), observe(), score_batch(), score_table()."""

    def __enter__(self) -> Context:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def _call(self) -> Iterator[int]:
        address = self._enter()
        try:
            yield address
        finally:
            self._leave()

    def _check(self, status: int, address: int) -> None:
        if status == 0:
            return
        error = Error()
        ctypes.memmove(error.address, held.fr_context_error(address), _fraudrisk.STRUCT_SIZES["fr_error"])
        check(status, error)

    def score_table(
        self, policy: Policy, data: Any, *, columns: Mapping[str, str] | None = None, ignore_columns: bool = False
    ) -> Table:
        """Scores a table of transfers, and answers with a table of decisions: a row for each row.

        policy    the policy in force: types of attributes, currency and offset of times are read by it
        data      whatever has __arrow_c_stream__ or __arrow_c_array__: pyarrow, polars, pandas, DuckDB; or a DataFrame
                  of Spark, in the order that orderBy() gave it
        columns   {column of the data: name of the field}, where they differ
        ignore_columns   columns that nobody knows are left out instead of refused

        Warns (UserWarning) where rows were refused, whose status is not 0, and where times go backwards. An Engine
        for files of the past is made with time_ahead_max_us=-1: else a gap of more than 24 hours refuses what
        follows."""
        return self._table(policy, data, columns, ignore_columns, False)

    def feature_table(
        self, policy: Policy, data: Any, *, columns: Mapping[str, str] | None = None, ignore_columns: bool = False
    ) -> Table:
        """The features of each transfer of a table, which are recorded as score_table() does."""
        return self._table(policy, data, columns, ignore_columns, True)

    def _table(
        self, policy: Policy, data: Any, columns: Mapping[str, str] | None, ignore: bool, features: bool
    ) -> Table:
        _is(policy, Policy)
        options = _fraudrisk.ArrowOptions(names=dict(columns or {}), ignore_columns=ignore)
        return _said(self._score_table(policy._handle, _gathered(data), options, features))

    def fold(self, transfer: Transfer, sides: int = Side.ALL) -> bytes:
        """The stateful half of scoring: fold blocks of the sides, which the attempt is recorded in."""
        _is(transfer, Transfer)
        room = 65536
        with self._call() as address:
            while True:
                buffer = ctypes.create_string_buffer(room)
                folds = _fraudrisk.Folds()
                ctypes.c_void_p.from_address(folds.address + low.OFFSETS["Folds"]["data"]).value = ctypes.addressof(
                    buffer
                )
                ctypes.c_uint64.from_address(folds.address + low.OFFSETS["Folds"]["capacity"]).value = room
                status = held.fr_fold(address, transfer.address, sides, folds.address)
                if status != Status.BUFFER_TOO_SMALL or room > 1 << 26:
                    break
                room *= 8
            self._check(status, address)
            return buffer.raw[: folds.size]

    def why(self, transfer: Transfer, *, counterfactual: bool = True) -> Explanation:
        """Why the transfer that this context scored last was decided so; for who explains it, not for the customer."""
        _is(transfer, Transfer)
        size = _fraudrisk.STRUCT_SIZES["fr_contribution"]
        count = ctypes.c_uint32()
        other = _fraudrisk.Counterfactual() if counterfactual else None
        room = 1024
        with self._call() as address:
            while True:
                data = _array(_fraudrisk.Contribution, room, size)
                status = held.fr_why(
                    address,
                    transfer.address,
                    data,
                    room,
                    ctypes.byref(count),
                    None if other is None else other.address,
                )
                self._check(status, address)
                if count.value <= room:
                    break
                room = count.value
        return Explanation(_structs(_fraudrisk.Contribution, data, count.value, size), other)


class Journal(_Owner):
    """What came in and what was decided, in a directory. Recover before the first context, then attach.

        journal = engine.open_journal("/var/lib/bank/journal", mode=JournalMode.SYNC)
        journal.recover()
        journal.attach()

    The options are the fields of JournalOptions. A thread of the host's calls pump() every few milliseconds."""

    def __init__(self, engine: Engine, directory: str | os.PathLike[str], **options: Any) -> None:
        _is(engine, Engine)
        if "mode" in options:
            options["mode"] = JournalMode(options["mode"])
        given = _fraudrisk.JournalOptions(directory=os.fspath(directory), **options)
        error = Error()
        with engine._handle as address:
            self._handle = _create(
                "journal",
                lambda into: library.fr_journal_open(address, given.address, into, error.address),
                engine._handle,
                error,
            )
        self._engine = engine._handle
        engine._journal = self

    def recover(self) -> _fraudrisk.JournalRecovery:
        """Makes the engine what it was when the last record was written."""
        made, error = _fraudrisk.JournalRecovery(), Error()
        with self._handle as address:
            check(library.fr_journal_recover(address, made.address, error.address), error)
        return made

    def attach(self) -> None:
        """From here on what happens is journaled. Before the first context."""
        error = Error()
        with self._engine as engine, self._handle as address:
            check(library.fr_engine_set_journal(engine, address, error.address), error)

    def pump(self, now: int | datetime) -> None:
        with self._handle as address:
            check(library.fr_journal_pump(address, now if isinstance(now, int) else micros(now)))

    def wait(self, sequence: int) -> None:
        with self._handle as address:
            check(library.fr_journal_wait(address, sequence))

    def checkpoint(self) -> None:
        with self._handle as address:
            check(library.fr_journal_checkpoint(address))

    def snapshot(self) -> int:
        """Writes a snapshot; answers with the record up to which all of it is known."""
        sequence, error = ctypes.c_uint64(), Error()
        with self._handle as address:
            check(library.fr_journal_snapshot(address, ctypes.byref(sequence), error.address), error)
        return sequence.value

    def prune(self) -> int:
        """Removes old segments; answers with how many."""
        removed, error = ctypes.c_uint64(), Error()
        with self._handle as address:
            check(library.fr_journal_prune(address, ctypes.byref(removed), error.address), error)
        return removed.value

    def ship(self, from_sequence: int) -> tuple[bytes, int]:
        """Records that are on the disk, for Engine.apply() of a standby, and the number to go on from."""
        room = 68 << 10  # which always does: fraudrisk/journal.h
        buffer, error = ctypes.create_string_buffer(room), Error()
        size, following = ctypes.c_uint64(), ctypes.c_uint64()
        with self._handle as address:
            status = library.fr_journal_ship(
                address, from_sequence, buffer, room, ctypes.byref(size), ctypes.byref(following), error.address
            )
            check(status, error)
        return buffer.raw[: size.value], following.value

    def stats(self) -> _fraudrisk.JournalStats:
        made = _fraudrisk.JournalStats()
        with self._handle as address:
            check(library.fr_journal_measure(address, made.address))
        return made


def limit(name: str) -> int:
    """A limit of the library that runs by its name, such as "FR_MAX_REASONS"; -1 for a name that is none."""
    return int(library.fr_limit(name.encode()))


def currency_digits(currency: str) -> int:
    """How many decimals the minor unit of a currency has (ISO 4217): 2 for "CNY", so 12.34 yuan are 1234."""
    return int(library.fr_currency_digits(currency.encode()))


def status_name(status: int) -> str:
    """The name of a status, such as "FR_TOO_LONG"."""
    return _name(library.fr_status_name(status))


def status_text(status: int) -> str:
    """What a status means, in one sentence."""
    return _name(library.fr_status_text(status))


def status_band(status: int) -> int:
    """What kind of trouble it is: one of the constants BAND_…."""
    return int(library.fr_status_band(status))
