# SPDX-License-Identifier: Apache-2.0
"""libfraudrisk for Python: before the money moves, answers allow, warn or hold.

    from fraudrisk import Engine, Policy, Transfer

    policy = Policy("policy.frb")
    engine = Engine(policy, secret_key=key)
    with engine.context() as context:
        decision = context.score(Transfer(id="t1", payer="6222…", payee="6217…", amount_minor=500000, time_us=now))
        print(decision.outcome, decision.scam, policy.words(decision, language="en"))

What is unknown is None, and is neither 0 nor no."""

from ._load import moment, micros  # noqa: I001  first, since it finds the library
from . import constants, low
from ._fraudrisk import (
    ArrowOptions,
    Attribute,
    Contribution,
    Counterfactual,
    Decision,
    EngineOptions,
    EngineStats,
    Event,
    Handle,
    JournalRecovery,
    JournalStats,
    LimitState,
    Party,
    PartyState,
    PolicyInfo,
    PutOptions,
    Reason,
    Session,
    Signature,
    Table,
    Teller,
    TextMatch,
    Transfer,
    WatchListsInfo,
    version,
)
from ._backtest import Backtest, BacktestError, backtest
from .constants import (
    Action,
    Audience,
    Caller,
    Channel,
    Direction,
    Encoding,
    EventKind,
    Expiry,
    Flag,
    JournalMode,
    Kind,
    NameMatch,
    Notice,
    Occupation,
    Outcome,
    PartyKind,
    PartyType,
    PayeeEntry,
    Response,
    Side,
    Speed,
    Status,
    TellerSign,
    TransferStatus,
    ValueType,
)
from .engine import (
    Context,
    Engine,
    Explanation,
    Feature,
    Journal,
    Policy,
    Question,
    Trust,
    WatchLists,
    answer,
    currency_digits,
    limit,
    status_band,
    status_name,
    status_text,
)
from .errors import FraudriskError

__version__ = "0.1.0"
__all__ = [name for name in dir() if not name.startswith("_")]
