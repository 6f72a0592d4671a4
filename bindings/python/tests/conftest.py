# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fraudrisk import Context, Engine, Policy, Transfer

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "bindings" / "vectors"
NOW = 1_767_225_600_000_000
KEY = b"a key for tests!"


def new_engine(policy: Policy | None, **options: object) -> Engine:
    return Engine(policy, secret_key=KEY, accept_unsigned_policies=True, **options)


def transfer_of(number: int = 1, **more: object) -> Transfer:
    fields = {"id": f"t{number}", "payer": "p1", "payee": "q1", "amount_minor": 12300}
    fields["time_us"] = NOW + number * 1_000_000
    return Transfer(**{**fields, **more})


@pytest.fixture
def policy() -> Policy:
    return Policy(VECTORS / "retail-cn.frb")


@pytest.fixture
def first() -> Policy:
    return Policy(VECTORS / "first.frb")


@pytest.fixture
def engine(policy: Policy) -> Iterator[Engine]:
    made = new_engine(policy)
    yield made
    made.close()


@pytest.fixture
def context(engine: Engine) -> Iterator[Context]:
    with engine.context() as made:
        yield made
