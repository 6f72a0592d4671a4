# SPDX-License-Identifier: Apache-2.0
"""Tables: every producer, every consumer, what is refused, and equality with single calls."""

from __future__ import annotations

import ctypes
import decimal
import gc
import warnings

import duckdb
import pandas
import polars
import pyarrow as pa
import pytest
from conftest import NOW, new_engine, transfer_of
from fraudrisk import FraudriskError, Session, Status, Table

COUNT = 1000


def make(count: int = COUNT) -> pa.Table:
    return pa.table(
        {
            "id": [f"t{i}" for i in range(count)],
            "time": pa.array([NOW + i * 1_000_000 for i in range(count)], pa.timestamp("us", "UTC")),
            "payer": [f"p{i % 40}" for i in range(count)],
            "payee": [f"q{i % 60}" for i in range(count)],
            "amount": [i % 90 + 0.5 for i in range(count)],
            "channel": ["mobile" if i % 2 else None for i in range(count)],
            "session.screen_shared": [None if i % 7 == 0 else i % 50 == 1 for i in range(count)],
        }
    )


def score(policy, data, **more):
    with new_engine(policy) as engine, engine.context() as context:
        return context.score_table(policy, data, **more)


def test_equals_single_calls(policy):
    table = make()
    decisions = pa.table(score(policy, table)).to_pylist()
    with new_engine(policy) as engine, engine.context() as context:
        for row, got in zip(table.to_pylist(), decisions):
            transfer = transfer_of(
                id=row["id"], payer=row["payer"], payee=row["payee"], channel=row["channel"], time_us=row["time"]
            )
            transfer.amount_minor = int(row["amount"] * 100)
            if row["session.screen_shared"] is not None:
                transfer.session = Session(screen_shared=row["session.screen_shared"])
            expected = context.score(transfer)
            assert got["status"] == 0 and got["id"] == row["id"]
            assert got["outcome"] == expected.outcome.name.lower() and got["score"] == expected.score
            assert got["scam"] == expected.scam and got["decision_id"] == expected.decision_id
            assert got["rules"] == [reason.rule for reason in expected.reasons]
            assert got["points"] == [reason.points for reason in expected.reasons]
            assert got["flags"] == int(expected.flags) and got["victim_present"] == expected.victim_present


#: A relation does not keep its connection in every version of DuckDB.
database = duckdb.connect()


def producers():
    table = make()
    database.register("given", table)
    yield "pyarrow table", table
    yield "pyarrow batch", table.to_batches()[0]
    yield "pyarrow reader", pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=77))
    yield "polars", polars.from_arrow(table)
    categories = polars.col("payer", "channel").cast(polars.Categorical)
    yield "polars categories", polars.from_arrow(table).with_columns(categories)
    yield "pandas", table.to_pandas()
    yield "duckdb", database.sql("select * from given order by time")
    yield "dictionary", table.set_column(2, "payer", table["payer"].dictionary_encode())
    yield "decimals", table.set_column(4, "amount", table["amount"].cast(pa.decimal128(12, 2)))
    yield "local times", table.set_column(
        1, "time", pa.array([NOW // 1000 + i * 1000 + 8 * 3600000 for i in range(COUNT)], pa.timestamp("ms"))
    )


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in producers()])
def test_producers(policy, data):
    expected = pa.table(score(policy, make()))
    assert pa.table(score(policy, data)).combine_chunks().equals(expected.combine_chunks())


class Gathered:
    """As pyspark.sql.DataFrame: it is asked for the whole, not for the stream, which cannot give times with a zone."""

    def toArrow(self):
        return make()

    def __arrow_c_stream__(self, requested_schema=None):
        raise AssertionError


def test_spark_is_gathered(policy):
    assert pa.table(score(policy, Gathered())).equals(pa.table(score(policy, make())))


@pytest.fixture
def spark(monkeypatch):
    """Spark needs Java and half a gigabyte, so scripts/setup leaves it out."""
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_spark(policy, spark):
    frame = spark.createDataFrame(make()).repartition(4)
    assert dict(frame.dtypes)["time"] == "timestamp"
    decisions = score(policy, frame.orderBy("time"))
    assert pa.table(decisions).equals(pa.table(score(policy, make())))
    back = spark.createDataFrame(pa.table(decisions).select(["id", "outcome", "score", "scam"]))
    held = pa.table(decisions)["outcome"].to_pylist().count("hold")
    assert held > 0 and back.filter("outcome = 'hold'").count() == held


def test_consumers(policy):
    decisions = score(policy, make())
    assert isinstance(decisions, Table) and len(decisions) == decisions.num_rows == COUNT
    assert decisions.num_batches == 1 and "1000 rows" in repr(decisions)
    held = sum(value == "hold" for value in pa.table(decisions)["outcome"].to_pylist())
    assert held > 0
    frame = polars.DataFrame(decisions)
    assert frame.filter(polars.col("outcome").cast(polars.String) == "hold").height == held
    assert duckdb.sql("select count(*) from decisions where outcome = 'hold'").fetchall()[0][0] == held
    assert (pa.table(decisions).to_pandas()["outcome"] == "hold").sum() == held
    assert pa.schema(decisions).names[0] == "id"
    column = pa.table(decisions)["rules"]
    del decisions, frame
    gc.collect()
    assert len(column.to_pylist()) == COUNT  # what was taken outlives where it came from


@pytest.mark.filterwarnings("ignore:.*rows were refused:UserWarning")
def test_bad_rows_stop_nothing(policy):
    table = make(5).set_column(
        4, "amount", pa.array([decimal.Decimal("1.001"), None, decimal.Decimal("-1"), *[decimal.Decimal(5)] * 2])
    )
    rows = pa.table(score(policy, table)).to_pylist()
    assert [row["status"] for row in rows] == [
        Status.BAD_AMOUNT, Status.MISSING_FIELD, Status.BAD_AMOUNT, Status.OK, Status.OK,
    ]
    assert rows[0]["message"] == "amount has more decimals than its currency" and rows[0]["outcome"] == "none"
    assert rows[4]["message"] is None


@pytest.mark.parametrize(
    ("name", "column", "sentence"),
    [
        ("amount", pa.array([1.0], pa.float32()), "is of type float32"),
        ("amount", pa.array(["1.0"]), "cast it to decimal"),
        ("payer", pa.array([[1]]), "is of type large list|is of type list"),
        ("payer", pa.array([b"x"]), "is of type binary"),
        ("channel", pa.array([4]), "cast it to utf8"),
        ("time", pa.array(["2026-01-01"]), "cast it to timestamp"),
        ("attributes.x", pa.array([1]), "declares no attribute"),
        ("chanel", pa.array(["x"]), 'did you mean "channel"'),
    ],
)
def test_bad_columns(policy, name, column, sentence):
    table = make(1)
    if name in table.column_names:
        table = table.set_column(table.column_names.index(name), name, column)
    else:
        table = table.append_column(name, column)
    with pytest.raises(FraudriskError, match=sentence) as caught:
        score(policy, table)
    assert caught.value.status == Status.BAD_ARGUMENT and caught.value.field == name


def test_names(policy):
    table = make(3).rename_columns(["key", "when", "debtor", "creditor", "amount", "channel", "who knows"])
    columns = {"key": "id", "when": "time", "debtor": "payer", "creditor": "payee"}
    with pytest.raises(FraudriskError, match="who knows"):
        score(policy, table, columns=columns)
    decisions = pa.table(score(policy, table, columns=columns, ignore_columns=True))
    assert decisions["id"].to_pylist() == ["t0", "t1", "t2"] and set(decisions["status"].to_pylist()) == {0}
    for needed in ("id", "time", "payer", "payee", "amount"):
        with pytest.raises(FraudriskError, match=f"the table has no column {needed}; ") as caught:
            score(policy, make(3).drop_columns([needed]))
        assert caught.value.status == Status.BAD_ARGUMENT and caught.value.field == needed


def test_wrong_data(policy, context, engine):
    for wrong in (None, 5, "table", [1, 2], {"id": []}):
        with pytest.raises(TypeError, match="__arrow_c_stream__"):
            context.score_table(policy, wrong)
    for wrong in (None, engine, 5):
        with pytest.raises(TypeError):
            context.score_table(wrong, make())
    with pytest.raises(FraudriskError, match="not a struct"):
        context.score_table(policy, pa.array([1, 2]))
    reader = pa.RecordBatchReader.from_batches(make().schema, make().to_batches())
    context.score_table(policy, reader)
    context.close()
    with pytest.raises(ValueError, match="closed"):
        context.score_table(policy, make())


class Liar:
    """Says that it is a table."""

    def __init__(self, answer):
        self.answer = answer

    def __arrow_c_stream__(self, requested_schema=None):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


#: The places of the functions in struct ArrowArrayStream.
GET_SCHEMA, GET_NEXT = 0, 1


def stream_of(capsule) -> int:
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    return pointer(capsule, b"arrow_array_stream")


def test_liars(policy, context):
    for answer, kind in ((None, ValueError), (5, ValueError), (KeyError("x"), KeyError),
                         (make().schema.__arrow_c_schema__(), ValueError)):
        with pytest.raises(kind):
            context.score_table(policy, Liar(answer))
    used = make().__arrow_c_stream__()
    pa.RecordBatchReader._import_from_c_capsule(used)
    with pytest.raises(FraudriskError, match="used up"):
        context.score_table(policy, Liar(used))
    for place in (GET_SCHEMA, GET_NEXT):
        lame = make().__arrow_c_stream__()
        function = ctypes.c_void_p.from_address(stream_of(lame) + place * ctypes.sizeof(ctypes.c_void_p))
        before, function.value = function.value, None
        with pytest.raises(FraudriskError, match="lacks get_schema or get_next") as caught:
            context.score_table(policy, Liar(lame))
        assert caught.value.status == Status.BAD_ARGUMENT
        function.value = before


def test_a_stream_that_fails(policy, engine, context):
    def batches(good):
        yield from make(10).to_batches(max_chunksize=5)[:good]
        raise OSError("the disk is gone")

    def failed(call, good):
        reader = pa.RecordBatchReader.from_batches(make().schema, batches(good))
        with pytest.raises(FraudriskError, match="the disk is gone") as caught:
            call(policy, reader)
        return caught.value.decisions

    before = engine.stats().scored
    decided = failed(context.score_table, 2)
    assert isinstance(decided, Table) and decided.num_batches == 2
    # They are recorded, and what was decided of them is not lost.
    assert engine.stats().scored == before + 10
    assert pa.table(decided).equals(pa.table(score(policy, make(10).to_reader(max_chunksize=5))))
    features = failed(context.feature_table, 1)
    assert pa.table(features).column_names[3:] == policy.features and len(features) == 5
    assert len(failed(context.score_table, 0)) == 0
    with pytest.raises(FraudriskError) as caught:
        context.score_table(policy, make(3).drop_columns(["payee"]))
    assert caught.value.decisions == []


@pytest.mark.filterwarnings("ignore:.*rows were refused:UserWarning")
def test_features(policy, context):
    table = pa.table(context.feature_table(policy, make(20)))
    assert table.column_names[:3] == ["id", "status", "message"] and table.column_names[3:] == policy.features
    assert set(table["status"].to_pylist()) == {0} and table["message"].null_count == 20
    bad = make(2).set_column(4, "amount", pa.array([-1.0, 5.0]))
    bad = bad.set_column(0, "id", pa.array(["bad", "good"]))
    rows = pa.table(context.feature_table(policy, bad)).to_pylist()
    assert rows[0]["status"] == Status.BAD_AMOUNT and rows[0]["message"] == "amount is negative"
    assert rows[1]["status"] == 0 and rows[1]["message"] is None


def test_empty(policy):
    assert score(policy, make(0)).num_rows == 0
    assert pa.table(score(policy, make().schema.empty_table())).num_rows == 0


def test_what_was_refused_is_said(policy):
    day = 86_400_000_000
    times = pa.array([NOW, NOW + 3 * day, NOW + 4 * day, NOW + 5], pa.timestamp("us", "UTC"))
    table = make(4).set_column(1, "time", times)
    with new_engine(policy) as engine, engine.context() as context:
        with pytest.warns(UserWarning) as warned:
            answers = context.score_table(policy, table)
    said = [str(one.message) for one in warned]
    statuses = pa.table(answers)["status"].to_pylist()
    assert answers.num_refused == 2 and statuses[1] == statuses[2] == Status.TIME_AHEAD
    assert answers.first_refusal == pa.table(answers)["message"].to_pylist()[1]
    assert len(said) == 2 and said[0].startswith("2 of 4 rows were refused") and answers.first_refusal in said[0]
    assert said[1].startswith("times go backwards: 1 of 4") and warned[0].filename == __file__
    with new_engine(policy, time_ahead_max_us=-1) as engine, engine.context() as context:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            in_order = context.score_table(policy, table.sort_by("time"))
            assert in_order.num_refused == in_order.num_backwards == 0 and in_order.first_refusal is None
            # Where warnings are errors, what was recorded is not lost.
            again = make(2).set_column(0, "id", pa.array(["", "u2"]))
            with pytest.raises(UserWarning, match="1 of 2 rows were refused") as caught:
                context.score_table(policy, again)
    assert caught.value.decisions.num_refused == 1 and len(caught.value.decisions) == 2


@pytest.mark.filterwarnings("ignore:.*rows were refused:UserWarning")
@pytest.mark.parametrize("unit", ["integers", "s", "ms", "us", "ns"])
def test_times_that_go_backwards(policy, unit):
    begin = NOW // 1_000_000
    column = pa.array([begin + 5, begin, begin + 6, None, begin], pa.int64())
    if unit != "integers":
        column = column.cast(pa.timestamp("s", "UTC")).cast(pa.timestamp(unit, "UTC"))
    table = make(5).set_column(1, "time", column)
    with pytest.warns(UserWarning, match="times go backwards: 2 of 5"):
        assert score(policy, table).num_backwards == 2
    # Over batches too, also those that begin within what they are a part of.
    with pytest.warns(UserWarning, match="times go backwards: 1 of 4"):
        assert score(policy, table.slice(1).to_reader(max_chunksize=2)).num_backwards == 1
    named = table.rename_columns(["id", "when", *table.column_names[2:]])
    with pytest.warns(UserWarning, match="times go backwards: 2 of 5"):
        assert score(policy, named, columns={"when": "time"}).num_backwards == 2


def test_a_part_of_a_dataframe(policy):
    """pandas puts an index without a name among the columns."""
    frame = make().to_pandas()
    part = frame[frame["amount"] > 45]
    assert pa.table(part).column_names[-1] == "__index_level_0__"
    expected = pa.table(score(policy, part.reset_index(drop=True)))
    assert expected.num_rows not in (0, len(frame))
    assert pa.table(score(policy, part)).equals(expected)
    first = pa.table(part).select(["__index_level_0__", *frame.columns])
    assert pa.table(score(policy, first)).equals(expected)
    assert pa.table(score(policy, first.to_batches()[0])).equals(expected)
    with new_engine(policy) as engine, engine.context() as context:
        assert pa.table(context.feature_table(policy, part)).num_rows == len(part)
    # One that was given a name is the caller's.
    with pytest.raises(FraudriskError, match="row_of_mine"):
        score(policy, part.rename_axis("row_of_mine"))
    ids = part.drop(columns="id")
    assert pa.table(score(policy, ids, columns={"__index_level_0__": "id"})).num_rows == len(part)


def test_back_into_pandas(policy):
    decisions = score(policy, make())
    assert decisions.to_pandas().equals(pa.table(decisions).to_pandas())
    assert "pyarrow.table" in Table.__doc__
