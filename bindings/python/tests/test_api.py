# SPDX-License-Identifier: Apache-2.0
"""Objects: what is known and what is not, wrong types, closed handles, other engines, threads."""

from __future__ import annotations

import gc
import pickle
import threading
import time
from datetime import datetime, timedelta, timezone

import fraudrisk
import pytest
from conftest import KEY, NOW, VECTORS, new_engine, transfer_of
from fraudrisk import (
    Channel,
    Encoding,
    Engine,
    Event,
    Flag,
    FraudriskError,
    Outcome,
    Party,
    PartyType,
    Policy,
    Session,
    Side,
    Status,
    Teller,
    TellerSign,
    Transfer,
    Trust,
    WatchLists,
    _fraudrisk,
    low,
)

# ---- values ----


def test_help_says_what_fields_mean():
    for kind, name, sentence in (
        (fraudrisk.Decision, "reasons_total", "how many rules fired"),
        (fraudrisk.EngineOptions, "time_ahead_max_us", "0: 24 h; -1: any"),
        (fraudrisk.JournalOptions, "segment_bytes", "of new segments; 0: 64 MiB"),
        (Flag, "DEGRADED", "the engine could not decide"),
    ):
        about = " ".join(kind.__doc__.split())
        assert name in about and sentence in about


def test_unknown_is_none():
    transfer = Transfer()
    for name in transfer.fields():
        if name not in ("struct_size", "reserved", "known", "amount_minor", "time_us", "attribute_count"):
            assert getattr(transfer, name) is None, name
    session = Session(on_call=False, device_age_s=0)
    assert session.on_call is False and session.screen_shared is None
    assert session.device_age_s == 0 and session.sim_age_s is None
    session.on_call = session.device_age_s = None
    assert session.on_call is None and session.device_age_s is None and session.raw("known") == 0
    del session.screen_shared
    assert session.screen_shared is None


def test_words_numbers_and_members_say_the_same():
    assert Transfer(channel="mobile").channel is Channel.MOBILE
    assert Transfer(channel=4).channel is Channel.MOBILE
    assert Transfer(channel=Channel.MOBILE).raw("channel") == 4
    assert Transfer(channel=99).channel == 99  # of a newer library; the library refuses it
    teller = Teller(seen=TellerSign.COACHED | TellerSign.HURRIED)
    assert TellerSign.HURRIED in teller.seen and teller.ruled_out == 0
    with pytest.raises(ValueError, match="channel: 'moblie' is none of"):
        Transfer(channel="moblie")


def test_times():
    when = datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    assert Transfer(time_us=when).time_us == NOW
    assert fraudrisk.moment(NOW) == when
    with pytest.raises(ValueError, match="without a time zone"):
        Transfer(time_us=datetime(2026, 1, 1))


def test_texts(context):
    assert Transfer(remark="还款").remark == "还款"
    assert Transfer(remark="还款".encode("gb18030")).remark == "还款".encode("gb18030")
    transfer = transfer_of(remark=("屏幕共享".encode("gb18030"), Encoding.GB18030))
    assert Flag.TEXT_DAMAGED not in context.score(transfer).flags
    assert Flag.TEXT_DAMAGED in context.score(transfer_of(2, remark=b"\xff\xfe")).flags
    with pytest.raises(UnicodeEncodeError):
        Transfer(remark="\udcff")
    with pytest.raises(FraudriskError) as caught:
        context.score(transfer_of(payer=b"\xff"))
    assert caught.value.status == Status.BAD_TEXT and caught.value.field == "transfer.payer"


def test_attributes(context):
    transfer = transfer_of(attributes={"x": 1, "y": None})
    assert transfer.attributes == {"x": 1, "y": None} and transfer.attribute_count == 1
    with pytest.raises(FraudriskError) as caught:
        context.score(transfer)
    assert caught.value.status == Status.BAD_ATTRIBUTE
    transfer.attributes = {}
    context.score(transfer)
    for wrong, kind in (([1], TypeError), ({1: 2}, TypeError), ({"x": []}, TypeError), ({"x": 2**70}, OverflowError)):
        with pytest.raises(kind):
            Transfer(attributes=wrong)


def test_scalars_of_numpy(context):
    numpy = pytest.importorskip("numpy")
    transfer = Transfer(amount_minor=numpy.int64(12300), time_us=numpy.int32(7), channel=numpy.uint8(4))
    assert (transfer.amount_minor, transfer.time_us, transfer.channel) == (12300, 7, Channel.MOBILE)
    session = Session(on_call=numpy.bool_(True), screen_shared=numpy.bool_(False), device_age_s=numpy.uint32(3))
    assert session.on_call is True and session.screen_shared is False and session.device_age_s == 3
    attributes = Transfer(attributes={"x": numpy.int16(-4), "y": numpy.bool_(True), "z": numpy.float64(0.5)})
    assert attributes.attribute_count == 3 and attributes.attributes["x"] == -4
    with pytest.raises(OverflowError):
        Transfer(channel=numpy.int64(-1))
    with pytest.raises(OverflowError):
        Transfer(attributes={"x": numpy.uint64(2**63)})
    for wrong in (numpy.float64(1.0), numpy.bool_(True), numpy.array([1, 2]), True, "1"):
        with pytest.raises(TypeError):
            Transfer(amount_minor=wrong)
    for wrong in (numpy.int64(1), 1, "true"):
        with pytest.raises(TypeError, match="True, False or None"):
            Session(on_call=wrong)


def test_what_makes_a_number_may_fail():
    class Index:
        def __init__(self, answer):
            self.answer = answer

        def __index__(self):
            if self.answer is None:
                raise KeyError("no number")
            return self.answer

    assert Transfer(amount_minor=Index(5)).amount_minor == 5
    for answer, kind in ((None, KeyError), ("x", TypeError), (2**64, OverflowError)):
        with pytest.raises(kind):
            Transfer(amount_minor=Index(answer))
        with pytest.raises(kind):
            Transfer(attributes={"x": Index(answer)})


def test_an_engine_closes_its_contexts_at_the_end(policy):
    with new_engine(policy) as engine:
        context = engine.context()
        context.score(transfer_of(1))
    assert engine.closed and context.closed
    with pytest.raises(KeyError, match="the body's"), new_engine(policy) as engine:
        other = engine.context()
        address = other._enter()  # as in a call of another thread
        assert address != 0
        raise KeyError("the body's")
    assert not engine.closed and not other.closed
    with pytest.raises(RuntimeError, match="in a call of another thread"), engine:
        pass
    other._leave()
    with engine:
        pass
    assert engine.closed and other.closed


def test_counts_and_sizes_follow_what_they_count(context):
    """The library reads as much as they say: nobody can say more than there is."""
    transfer = transfer_of(attributes={"x": 1})
    options = _fraudrisk.JournalOptions(signing_key=b"key", trusted_keys="keys", sealing_key=bytes(32))
    names = _fraudrisk.ArrowOptions(names={"TX": "payer", "RX": "payee"})
    folds, text = _fraudrisk.Folds(data=b"12345"), _fraudrisk.Text(data="ab")
    followers = [
        (transfer, "attributes", {"attribute_count": 1}),
        (names, "names", {"name_count": 2}),
        (folds, "data", {"capacity": 5, "size": 5}),
        (text, "data", {"size": 2}),
        (options, "signing_key", {"signing_key_size": 3}),
        (options, "trusted_keys", {"trusted_keys_size": 4}),
        (fraudrisk.Decision(values=b"123"), "values", {"values_size": 3}),
    ]
    for made, name, sizes in followers:
        for size, value in sizes.items():
            assert getattr(made, size) == value
            for wrong in (64, 0, None):
                with pytest.raises(AttributeError, match=f"{size} cannot be set: it follows {name}"):
                    setattr(made, size, wrong)
            with pytest.raises(AttributeError, match="cannot be set"):
                delattr(made, size)
            with pytest.raises(AttributeError, match="cannot be set"):
                type(made)(**{size: 64})
            assert getattr(made, size) == value
        setattr(made, name, None)
        assert all(getattr(made, size) == 0 for size in sizes)
    for made, name in ((fraudrisk.Decision(), "reason_count"), (_fraudrisk.Stats(), "scam_count")):
        with pytest.raises(AttributeError, match="cannot be set"):
            setattr(made, name, 1000)
    context.score(transfer)


def test_sizes_that_the_library_knows():
    for size in (0, 1, 31, 33):
        with pytest.raises(ValueError, match=f"sealing_key takes 32 bytes, not {size}"):
            _fraudrisk.JournalOptions(sealing_key=bytes(size))
    assert _fraudrisk.JournalOptions(sealing_key=None).sealing_key == 0
    for size in (0, 15, 17):
        with pytest.raises(ValueError, match=f"secret_key takes 16 bytes, not {size}"):
            fraudrisk.EngineOptions(secret_key=bytes(size))
        with pytest.raises(ValueError, match="16 bytes"):
            WatchLists([], secret_key=bytes(size))
    with pytest.raises(ValueError, match="values takes 1024 bytes, not 1025"):
        fraudrisk.Decision(values=bytes(1025))


def test_names_of_columns_are_texts():
    made = _fraudrisk.ArrowOptions(names={"TX": "payer"})
    assert made.names == {"TX": "payer"} and made.name_count == 1
    for wrong in (bytes(64), "names", {"TX": 5}, {5: "payer"}, [("TX", "payer")]):
        with pytest.raises(TypeError):
            made.names = wrong
    assert made.names == {"TX": "payer"} and made.name_count == 1
    made.names = {}
    assert made.names is None and made.name_count == 0


def test_accounts_stay_out_of_logs():
    said = repr(Transfer(payer="6222020200112233", amount_minor=5, session=Session(on_call=True)))
    assert "6222" not in said and "amount_minor=5" in said and "on_call=True" in said


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("amount_minor", "5", TypeError),
        ("amount_minor", 5.0, TypeError),
        ("amount_minor", True, TypeError),
        ("amount_minor", 2**63, OverflowError),
        ("approved", 1, TypeError),
        ("payer", 5, TypeError),
        ("payer", ("a",), TypeError),
        ("session", Party(), TypeError),
        ("session", {}, TypeError),
        ("currency", "EURO", ValueError),
        ("known", -1, OverflowError),
        ("channel", 2.5, TypeError),
        ("time_us", "now", TypeError),
    ],
)
def test_wrong_types(name, value, kind):
    with pytest.raises(kind):
        Transfer(**{name: value})


def test_no_such_field():
    with pytest.raises(TypeError, match="no field 'amount'"):
        Transfer(amount=5)
    with pytest.raises(AttributeError):
        Transfer().amount = 5
    with pytest.raises(TypeError, match="by name"):
        Transfer("t1")


# ---- scoring ----


def test_a_refused_transfer_has_a_decision(context):
    with pytest.raises(FraudriskError) as caught:
        context.score(Transfer(id="t1"))
    fault = caught.value
    assert fault.status == Status.MISSING_FIELD and fault.decision.outcome == Outcome.WARN
    assert Flag.DEGRADED in fault.decision.flags and "transfer.payer is missing" in str(fault)
    again = pickle.loads(pickle.dumps(fault))
    assert again.status == fault.status and again.message == fault.message


def test_wrong_arguments(context):
    for call in (context.score, context.preview, context.observe):
        for wrong in (None, 1, "t", Party(), {}):
            with pytest.raises(TypeError):
                call(wrong)
    with pytest.raises(TypeError):
        context.score_batch([transfer_of(), None])
    with pytest.raises(TypeError):
        context.score_batch(5)
    with pytest.raises(TypeError):
        context.challenge("0")
    with pytest.raises(OverflowError):
        context.challenge(-1)
    with pytest.raises(FraudriskError, match="BAD_ARGUMENT"):
        context.challenge(77)


def test_batch_equals_singles(policy):
    transfers = [transfer_of(i, payer=f"p{i % 3}") for i in range(50)]
    with new_engine(policy) as one, new_engine(policy) as other:
        with one.context() as singles, other.context() as batches:
            expected = [singles.score(transfer) for transfer in transfers]
            got = batches.score_batch(transfers)
            for a, b in zip(expected, got):
                assert [a.raw(name) for name in a.fields() if name != "reasons"] == [
                    b.raw(name) for name in b.fields() if name != "reasons"
                ]
            assert batches.score_batch([]) == []


def test_batch_stops_and_says_where(context):
    bad = transfer_of(3)
    bad.amount_minor = -1
    with pytest.raises(FraudriskError) as caught:
        context.score_batch([transfer_of(1), transfer_of(2), bad, transfer_of(4)])
    assert caught.value.status == Status.BAD_AMOUNT
    assert len(caught.value.decisions) == 2 and Flag.DEGRADED in caught.value.decision.flags


def test_life_of_a_transfer(context, engine, policy):
    decision = context.score(transfer_of(session=Session(screen_shared=True)))
    assert decision.outcome == Outcome.HOLD and decision.reasons[0].rule == "screen_shared"
    event = Event(kind="held", time_us=NOW + 2_000_000, transfer_id="t1", payer="p1", payee="q1", amount_minor=12300)
    context.observe(event)
    event.transfer_id = "another"
    with pytest.raises(FraudriskError) as caught:
        context.observe(event)
    assert caught.value.status == Status.NOT_FOUND
    assert engine.stats().scored == 1
    assert engine.party(PartyType.ACCOUNT, "p1").transfer_entries == 1
    assert len(engine.party_key(PartyType.ACCOUNT, "p1")) == 16
    assert context.preview(transfer_of(9)).outcome == Outcome.ALLOW
    assert engine.limits() == () or engine.limits()[0].window_us > 0
    assert isinstance(policy.words(decision, encoding=Encoding.GB18030), bytes)
    assert policy.reason_words(decision, 0, "en")
    with pytest.raises(FraudriskError):
        policy.reason_words(decision, 20)


def test_halves(policy, context):
    transfer = transfer_of(session=Session(screen_shared=True))
    blocks = context.fold(transfer, Side.PAYER) + context.fold(transfer, Side.CUSTOMER) + context.fold(
        transfer, Side.PAYEE
    )
    assert policy.decide(transfer, blocks).outcome == Outcome.HOLD
    values = policy.feature_values(transfer, blocks)
    assert [value.name for value in values] == policy.features
    with pytest.raises(FraudriskError) as caught:
        policy.decide(transfer, blocks[:-1])
    assert caught.value.status == Status.BAD_FOLDS
    with pytest.raises(TypeError):
        policy.decide(transfer, "x")


def test_why(policy, context):
    transfer = transfer_of(session=Session(screen_shared=True))
    context.score(transfer)
    explained = context.why(transfer)
    assert explained.contributions == () and explained.counterfactual.name is not None
    with pytest.raises(FraudriskError, match="BAD_ARGUMENT"):
        context.why(transfer_of(5))
    assert policy.text_matches("我要屏幕共享给客服")


# ---- handles ----


def test_use_after_close(policy):
    engine = new_engine(policy)
    context = engine.context()
    with pytest.raises(RuntimeError, match="still has contexts"):
        engine.close()
    context.close()
    context.close()
    assert context.closed
    transfer = transfer_of()
    for call in (lambda: context.score(transfer), lambda: context.score_batch([]), lambda: context.fold(transfer)):
        with pytest.raises(ValueError, match="context is closed"):
            call()
    engine.close()
    engine.close()
    assert engine.closed
    for call in (engine.stats, engine.context, lambda: engine.set_policy(policy), lambda: engine.policy):
        with pytest.raises(ValueError, match="engine is closed"):
            call()
    policy.close()
    with pytest.raises(ValueError, match="policy is closed"):
        policy.describe()


def test_policy_in_force_outlives_its_handle(policy):
    with new_engine(policy) as engine, engine.context() as context:
        policy.close()
        assert context.score(transfer_of()).policy_name == "retail-cn"
        assert engine.policy.name == "retail-cn"


def test_what_is_forgotten_is_given_back(policy):
    context = new_engine(policy).context()  # keeps its engine
    assert context.score(transfer_of()).outcome == Outcome.ALLOW
    del context
    gc.collect()


def test_things_of_another_engine(policy, first, context):
    decision = context.score(transfer_of(session=Session(screen_shared=True)))
    with pytest.raises(FraudriskError) as caught:
        first.words(decision)
    assert caught.value.status == Status.OTHER_POLICY
    with WatchLists([(PartyType.ACCOUNT, "q1", "case", 0)], secret_key=bytes(16)) as lists, new_engine(first) as other:
        with pytest.raises(FraudriskError) as caught:
            other.set_watch_lists(lists)
        assert caught.value.status == Status.BAD_ARGUMENT
        transfer = transfer_of()
        with other.context() as mine:
            blocks = mine.fold(transfer)
        with pytest.raises(FraudriskError) as caught:
            policy.decide(transfer, blocks)
        assert caught.value.status == Status.OTHER_POLICY


def test_wrong_handles(policy, engine):
    for wrong in (None, 5, "policy.frb", engine):
        with pytest.raises(TypeError):
            engine.set_policy(wrong)
    for wrong in (None, 5, policy):
        with pytest.raises(TypeError):
            fraudrisk.Context(wrong)
    with pytest.raises(FraudriskError, match="BAD_BUNDLE"):
        Policy(b"not a bundle")
    with pytest.raises(FileNotFoundError):
        Policy("no/such/file")
    with pytest.raises(ValueError):
        Engine(secret_key=b"short")
    with pytest.raises(TypeError, match="no field"):
        new_engine(None, memory=5)
    with pytest.raises(FraudriskError) as caught:
        Engine(policy, secret_key=KEY)
    assert caught.value.status == Status.UNSIGNED_POLICY


def test_watch_lists(engine, context):
    entries = [(PartyType.ACCOUNT, "q1", "case_account", 0), (PartyType.CUSTOMER, "c1", "other", NOW)]
    with WatchLists(entries, secret_key=KEY, version=7) as lists:
        assert lists.lists == {"case_account": 1, "other": 1} and lists.describe().version == 7
        assert lists.ask(PartyType.ACCOUNT, "q1", "case_account", NOW)
        assert not lists.ask(PartyType.CUSTOMER, "c1", "other", NOW)
        engine.set_watch_lists(lists)
    assert engine.stats().watch_version == 7
    engine.set_watch_lists(None)
    assert engine.stats().watch_version == 0


def test_trust_refuses_what_is_no_key():
    with pytest.raises(FraudriskError, match="BAD_KEY"):
        Trust([("author", b"no key")])


def test_a_struct_of_another_header(context):
    for size, status in ((8, Status.STRUCT_SIZE), (0, Status.STRUCT_SIZE)):
        transfer = transfer_of()
        transfer.struct_size = size
        with pytest.raises(FraudriskError) as caught:
            context.score(transfer)
        assert caught.value.status == status
    transfer = transfer_of()
    whole = transfer.struct_size
    transfer.struct_size = whole + 64  # of a newer header, whose fields say nothing
    assert context.score(transfer).outcome == Outcome.ALLOW
    import ctypes

    ctypes.memset(transfer.address + whole, 1, 1)
    with pytest.raises(FraudriskError) as caught:
        context.score(transfer)
    assert caught.value.status == Status.STRUCT_TAIL
    with pytest.raises(ValueError, match="at most"):
        transfer.struct_size = whole + 65


def test_hot_reload(policy, first, engine, context):
    assert context.score(transfer_of(1)).policy_name == "retail-cn"
    engine.set_policy(first)
    assert context.score(transfer_of(2)).policy_name == "first-policy"
    engine.set_challenger(0, policy)
    context.score(transfer_of(3, session=Session(screen_shared=True)))
    assert context.challenge(0).outcome == Outcome.HOLD
    engine.set_challenger(0, None)
    with pytest.raises(IndexError):
        engine.set_challenger(4, policy)


def test_journal(tmp_path, policy):
    with new_engine(policy) as engine:
        journal = engine.open_journal(tmp_path, now_us=NOW)
        journal.attach()
        with engine.context() as context:
            assert context.score(transfer_of()).sequence > 0
            journal.pump(NOW)
            journal.checkpoint()
            assert journal.snapshot() > 0
            with pytest.raises(RuntimeError, match="still has contexts"):
                journal.close()
        assert journal.stats().last_sequence > 0
    assert journal.closed
    with new_engine(policy) as engine:
        journal = engine.open_journal(tmp_path, now_us=NOW)
        assert journal.recover().last_sequence > 0
        assert engine.stats().transfer_entries > 0
        records, following = journal.ship(1)
    with new_engine(policy) as engine:
        with engine.context(), pytest.raises(RuntimeError, match="still has contexts"):
            engine.apply(records)
        with pytest.raises(TypeError):
            engine.apply("records")
        assert engine.apply(records) == following - 1
        assert engine.stats().transfer_entries > 0
    with new_engine(policy) as engine, pytest.raises(FraudriskError, match="NOT_FOUND"):
        engine.open_journal(tmp_path / "none")


def test_metrics(tmp_path, policy):
    with new_engine(None) as engine:
        engine.set_policy(policy, now=NOW)
        journal = engine.open_journal(tmp_path, now_us=NOW)
        journal.attach()
        with engine.context() as context:
            for i in range(3):
                context.score(transfer_of(i))
            context.score(transfer_of(4, channel="mobile", session=Session(screen_shared=True)))
            context.preview(transfer_of(5))
            with pytest.raises(FraudriskError):
                context.score(Transfer(id="t6"))
            for nanoseconds in (256, 257, 2**64 - 1):
                context.took(nanoseconds)
            for wrong, kind in ((-1, OverflowError), (2**64, OverflowError), ("1", TypeError), (1.5, TypeError)):
                with pytest.raises(kind):
                    context.took(wrong)
            counted = engine.counters()
            assert counted.context_count == 1
        with pytest.raises(ValueError, match="closed"):
            context.took(1)
        assert sum(one.allow for one in counted.decided) == 3 and counted.decided[Channel.MOBILE].hold == 1
        scams = {one.name: one.decided.hold + one.decided.allow for one in counted.by_scam}
        assert {name: count for name, count in scams.items() if count} == {None: 3, "fake_refund": 1}
        assert len(counted.by_scam) == counted.scam_count == len(scams) < fraudrisk.constants.STATS_SCAMS
        assert set(scams) <= {None, *policy.scams}
        assert counted.previewed == 1 and counted.degraded == 1 and sum(counted.refused) == 1
        assert counted.took[:2] == (1, 1) and counted.took[-1] == 1 and counted.took_ns == 2**64 - 1
        assert counted.policy_name == "retail-cn" and counted.policy_age_us == -1
        assert not counted.has_journal and engine.counters(journal).has_journal
        assert engine.counters(journal).last_sequence == journal.stats().last_sequence > 0
        later = datetime(2026, 1, 1, 1, tzinfo=timezone.utc)
        for now in (later, fraudrisk.micros(later)):
            assert engine.counters(now_us=now).policy_age_us == 3_600_000_000
        text = engine.metrics_text(journal, NOW)
        assert text.endswith("\n") and "# TYPE" in text and '"retail-cn"' in text and "\0" not in text
        assert "journal" in text and len(engine.metrics_text()) < len(text)
        with new_engine(policy) as other:
            for call in (other.counters, other.metrics_text):
                with pytest.raises(FraudriskError) as caught:
                    call(journal)
                assert caught.value.status == Status.BAD_ARGUMENT
                with pytest.raises(TypeError, match="a Journal is needed"):
                    call(engine)
    for call in (engine.counters, engine.metrics_text):
        with pytest.raises(ValueError, match="closed"):
            call()


# ---- threads ----


def test_threads_score_at_once(engine):
    faults = []

    def work(which: int) -> None:
        try:
            with engine.context() as mine:
                for i in range(500):
                    mine.score(transfer_of(i, id=f"{which}-{i}", payer=f"p{which}"))
        except Exception as fault:  # noqa: BLE001  told below
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and engine.stats().scored == 2000


def test_a_context_and_what_it_reads_are_one_threads(engine):
    """While one thread is in a call, another one's use is refused, and nothing breaks."""
    transfers = [transfer_of(i, payer=f"p{i}") for i in range(4000)]
    refused = {"context": 0, "transfer": 0}
    done = threading.Event()
    with engine.context() as shared:

        def disturb() -> None:
            while not done.is_set():
                try:
                    transfers[3999].payer = "p3999"
                    continue
                except RuntimeError as fault:
                    refused["transfer"] += "another thread" in str(fault)
                try:  # the other thread is in its call, or was a moment ago
                    shared.preview(transfers[0])
                except RuntimeError as fault:
                    refused["context"] += "another thread" in str(fault)

        thread = threading.Thread(target=disturb)
        thread.start()
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                shared.score_batch(transfers)
            except RuntimeError as fault:
                assert "another thread" in str(fault)
            if refused["context"] and refused["transfer"]:
                break
        done.set()
        thread.join()
    assert refused["context"] > 0 and refused["transfer"] > 0


def test_low_layer_has_every_function():
    for name in low.FUNCTIONS:
        assert getattr(fraudrisk._load.library, name).argtypes is not None
    assert fraudrisk.limit("FR_MAX_REASONS") == fraudrisk.constants.MAX_REASONS
    assert fraudrisk.limit("nothing") == -1
    assert [fraudrisk.currency_digits(code) for code in ("CNY", "JPY", "KWD", "CLF", "?")] == [2, 0, 3, 4, 2]
    assert (VECTORS / "first.frb").exists()
