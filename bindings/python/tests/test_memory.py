# SPDX-License-Identifier: Apache-2.0
"""Memory that runs out: whatever call for it is refused, answers of all that was recorded are given.

The tests run this file again with memory.c before the system's malloc:

  LD_PRELOAD=memory.so python3 test_memory.py score_table|feature_table|score_batch"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, VECTORS, new_engine, transfer_of
from fraudrisk import Context, Policy, Status

SOURCE = Path(__file__).with_name("memory.c")
ROWS, BATCH_ROWS = 10, 1
#: Transfers of a batch, of which this one is refused. As many pointers are more than Python takes from its own pools.
TRANSFERS, REFUSED = 100, 90
#: More calls for memory than any attempt makes.
MOST = 2000


def of_tables(call: str) -> Any:
    import pyarrow

    table = pyarrow.table(
        {
            "id": [f"t{i}" for i in range(ROWS)],
            "time": pyarrow.array([NOW + i * 1_000_000 for i in range(ROWS)], pyarrow.timestamp("us", "UTC")),
            "payer": ["p"] * ROWS,
            "payee": ["q"] * ROWS,
            "amount": [1.0] * ROWS,
        }
    )

    def begin(context: Context, policy: Policy) -> Any:
        reader = table.to_reader(max_chunksize=BATCH_ROWS)
        return lambda: getattr(context, call)(policy, reader)

    def answered(given: Any) -> int:
        if given is None or given == []:
            return 0
        statuses = pyarrow.table(given)["status"].to_pylist()
        assert set(statuses) <= {Status.OK, Status.NO_MEMORY}
        return statuses.count(Status.OK)

    return begin, answered


def of_batches() -> Any:
    def begin(context: Context, policy: Policy) -> Any:
        transfers = [transfer_of(i, amount_minor=-1 if i == REFUSED else 100) for i in range(TRANSFERS)]
        return lambda: context.score_batch(transfers)

    return begin, lambda given: 0 if given is None else len(given)


def attempt(memory: ctypes.CDLL, parts: Any, policy: Policy, caller: bytes, number: int, lasts: int) -> int:
    begin, answered = parts
    with new_engine(policy) as engine, engine.context() as context:
        call = begin(context, policy)
        memory.memory_refuse(ctypes.c_long(number), lasts, caller)
        try:
            given = call()
        except Exception as fault:  # a FraudriskError, or Python's own MemoryError
            refused = memory.memory_end()
            given = getattr(fault, "decisions", None)
        else:
            refused = memory.memory_end()
        recorded, has = engine.stats().scored, answered(given)
        assert recorded == has, f"call {number} for memory was refused: {recorded} recorded, but {has} answered"
        return refused


def sweep(call: str) -> None:
    """Refuses each call for memory in turn, and of every seventh all behind it, too."""
    memory = ctypes.CDLL(os.environ["LD_PRELOAD"])
    policy = Policy(VECTORS / "first.frb")
    # pyarrow is no part of this: of tables the calls of the library and the extension are refused.
    parts, caller = (of_batches(), b"") if call == "score_batch" else (of_tables(call), b"fraudrisk")
    assert attempt(memory, parts, policy, caller, MOST, 0) == 0
    for lasts, step in ((0, 1), (1, 7)):
        number = 0
        while attempt(memory, parts, policy, caller, number, lasts) > 0:
            number += step
            assert number < MOST
        print(number)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("memory") / "memory.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


@pytest.mark.parametrize("call", ["score_table", "feature_table", "score_batch"])
def test_answers_are_not_lost(call, library):
    done = subprocess.run(
        [sys.executable, __file__, call], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "LD_PRELOAD": str(library)},
    )
    assert done.returncode == 0, done.stderr
    once, lasting = map(int, done.stdout.split())
    assert once > 10 and lasting >= once, "too few calls for memory were refused"


if __name__ == "__main__":
    sweep(sys.argv[1])
