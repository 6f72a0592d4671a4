# SPDX-License-Identifier: Apache-2.0
"""A table in, decisions and features out, with whatever speaks Arrow: python3 batch.py retail-cn.frb"""

import sys
from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.compute as pc
from fraudrisk import Engine, Policy

policy = Policy(sys.argv[1])
begin = datetime(2026, 1, 1, tzinfo=timezone.utc)
count = 1000
transfers = pa.table(
    {
        "id": [f"t{i}" for i in range(count)],
        "time": [begin + timedelta(minutes=i) for i in range(count)],
        "payer": [f"p{i % 50}" for i in range(count)],
        "payee": [f"q{i % 70}" for i in range(count)],
        "amount": [float(i % 90) + 0.5 if i != 500 else 0.005 for i in range(count)],
        "session.screen_shared": [i % 100 == 0 for i in range(count)],
    }
)
with Engine(policy, secret_key=b"sixteen bytes, 1", accept_unsigned_policies=True) as engine:
    with engine.context() as context:
        decisions = pa.table(context.score_table(policy, transfers))
        for outcome in ("allow", "warn", "hold", "none"):
            print(outcome, sum(1 for value in decisions["outcome"].to_pylist() if value == outcome))
        refused = decisions.filter(pc.not_equal(decisions["status"], 0))
        print(refused["id"][0], refused["message"][0])
        features = pa.table(context.feature_table(policy, transfers.slice(0, 10)))
        print(features.num_rows, "rows,", features.num_columns, "columns")
