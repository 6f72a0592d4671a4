# SPDX-License-Identifier: Apache-2.0
"""Single calls and whole tables through the Python package beside C, in turns in one run: see python.sh.

  python.py LIBRARY_OF_PYTHON.C POLICY.frb TRANSFERS.csv [--tiny]

Both sides score the same transfers in engines of their own, slice by slice, C and Python in turns; their sums of scores
have to be equal. Prints one JSON object; times are nanoseconds of the thread's processor time a transfer, medians over
the slices."""

import ctypes
import json
import statistics
import sys
import time

import fraudrisk
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv


class Texts(ctypes.Structure):
    _fields_ = [("offsets", ctypes.c_void_p), ("data", ctypes.c_void_p)]


class Columns(ctypes.Structure):
    _fields_ = [("id", Texts), ("payer", Texts), ("payee", Texts), ("time_us", ctypes.c_void_p),
                ("amount_minor", ctypes.c_void_p)]


class Measured(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_double), ("scoring_seconds", ctypes.c_double), ("score_sum", ctypes.c_int64),
                ("failed", ctypes.c_int32)]


def read(path):
    types = {"id": pa.string(), "payer": pa.string(), "payee": pa.string(), "amount": pa.float64(),
             "time": pa.timestamp("us")}
    options = pyarrow.csv.ConvertOptions(column_types=types, include_columns=list(types))
    table = pyarrow.csv.read_csv(path, convert_options=options).combine_chunks()
    return table.set_column(
        table.column_names.index("time"), "time", table["time"].cast(pa.timestamp("us", "UTC"))
    ).combine_chunks()


def columns_of(table):
    """The columns for C, and what keeps them alive."""
    kept, made = [], Columns()
    for name in ("id", "payer", "payee"):
        array = table[name].chunk(0)
        buffers = array.buffers()
        kept.append(array)
        setattr(made, name, Texts(buffers[1].address, buffers[2].address))
    minor = pc.cast(pc.round(pc.multiply(table["amount"], 100.0)), pa.int64()).chunk(0)
    times = table["time"].chunk(0).cast(pa.int64())
    kept += [minor, times]
    made.amount_minor, made.time_us = minor.buffers()[1].address, times.buffers()[1].address
    return made, kept, minor, times


class Side:
    """An engine with a context."""

    def __init__(self, policy):
        self.engine = fraudrisk.Engine(policy, secret_key=bytes(16), accept_unsigned_policies=True,
                                       time_ahead_max_us=-1, complete_from_us=-(2**63))
        self.context = self.engine.context()

    def address(self):
        address = self.context._enter()
        self.context._leave()
        return address


def c_call(function, side, columns, first, count):
    result = Measured()
    function(ctypes.c_void_p(side.address()), ctypes.byref(columns), ctypes.c_int64(first), ctypes.c_int64(count),
             ctypes.byref(result))
    assert result.failed == 0
    return result


def python_single(side, rows):
    score, transfer_of, total = side.context.score, fraudrisk.Transfer, 0
    begin = time.thread_time()
    for number, payer, payee, time_us, amount in rows:
        decision = score(
            transfer_of(id=number, payer=payer, payee=payee, time_us=time_us, amount_minor=amount)
        )
        total += decision.score
    return time.thread_time() - begin, total


def singles(native, policy, table, columns, minor, times, slices, size):
    ours, theirs = Side(policy), Side(policy)
    c_ns, python_ns = [], []
    for k in range(slices):
        part = slice(k * size, (k + 1) * size)
        rows = list(zip(*(table[name][part].to_pylist() for name in ("id", "payer", "payee")),
                        times[part].to_pylist(), minor[part].to_pylist()))
        result = c_call(native.bench_single, theirs, columns, k * size, size)
        seconds, total = python_single(ours, rows)
        assert total == result.score_sum
        c_ns.append(result.seconds / size * 1e9)
        python_ns.append(seconds / size * 1e9)
    return c_ns, python_ns


def batches(native, policy, table, columns, size):
    ours, theirs = Side(policy), Side(policy)
    c_ns, ready_ns, python_ns = [], [], []
    for first in range(0, table.num_rows - size + 1, size):
        part = table.slice(first, size)
        result = c_call(native.bench_batch, theirs, columns, first, size)
        begin = time.thread_time()
        decisions = ours.context.score_table(policy, part)
        seconds = time.thread_time() - begin
        assert pc.sum(pa.table(decisions)["score"]).as_py() == result.score_sum
        c_ns.append(result.seconds / size * 1e9)
        ready_ns.append(result.scoring_seconds / size * 1e9)
        python_ns.append(seconds / size * 1e9)
    return c_ns, ready_ns, python_ns


def main():
    tiny = "--tiny" in sys.argv
    native = ctypes.CDLL(sys.argv[1])
    policy = fraudrisk.Policy(sys.argv[2])
    table = read(sys.argv[3])
    columns, kept, minor, times = columns_of(table)
    slices, size = (4, 1000) if tiny else (40, 5000)
    single_c, single_python = singles(native, policy, table, columns, minor, times, slices, size)
    batch_c, batch_ready, batch_python = batches(native, policy, table, columns, 2000 if tiny else 50000)
    median = statistics.median
    above = [b - a for a, b in zip(single_c, single_python)]
    print(json.dumps({
        "binding": "python",
        "transfers": table.num_rows,
        "c_ns": round(median(single_c)),
        "binding_ns": round(median(single_python)),
        "above_c_ns": round(median(above)),
        "batch_c_ns": round(median(batch_c)),
        "batch_c_ready_ns": round(median(batch_ready)),
        "batch_binding_ns": round(median(batch_python)),
        "batch_rate_of_c": round(median(a / b for a, b in zip(batch_c, batch_python)), 3),
        "batch_rate_of_c_ready": round(median(a / b for a, b in zip(batch_ready, batch_python)), 3),
    }))
    del kept


main()
