# SPDX-License-Identifier: Apache-2.0
"""Scores one transfer, and says what the customer and the teller are told: python3 score.py retail-cn.frb"""

import sys

from fraudrisk import Audience, Engine, Policy, Session, Transfer

policy = Policy(sys.argv[1])
with Engine(policy, secret_key=b"sixteen bytes, 1", accept_unsigned_policies=True) as engine:
    with engine.context() as context:
        transfer = Transfer(
            id="t1",
            payer="6222020200112233",
            payee="6217000010012345",
            amount_minor=5_000_000,
            time_us=1_767_225_600_000_000,
            channel="mobile",
            session=Session(on_call=True, caller="unknown", screen_shared=True),
        )
        decision = context.score(transfer)
        print(decision.outcome.name, decision.score, decision.scam)
        print(", ".join(f"{reason.rule} +{reason.points}" for reason in decision.reasons))
        print(policy.words(decision, language="en"))
        print(policy.words(decision, Audience.TELLER, "en"))
