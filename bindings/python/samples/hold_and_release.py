# SPDX-License-Identifier: Apache-2.0
"""A transfer is held, the teller asks, and it is released: python3 hold_and_release.py retail-cn.frb"""

import sys

from fraudrisk import Engine, Event, Outcome, Policy, Session, Teller, Transfer, answer, moment

policy = Policy(sys.argv[1])
now = 1_767_225_600_000_000
transfer = Transfer(id="t1", payer="6222020200112233", payee="6217000010012345", amount_minor=5_000_000, time_us=now)
transfer.session = Session(on_call=True, screen_shared=True)


def tell(kind: str, after_s: int) -> None:
    """What became of it: the next decision rests on that."""
    event = Event(kind=kind, time_us=now + after_s * 1_000_000, transfer_id="t1", amount_minor=5_000_000)
    event.payer, event.payee = "6222020200112233", "6217000010012345"
    context.observe(event)


with Engine(policy, secret_key=b"sixteen bytes, 1", accept_unsigned_policies=True) as engine:
    with engine.context() as context:
        decision = context.score(transfer)
        assert decision.outcome == Outcome.HOLD
        print("held until", moment(decision.hold_until_us).isoformat())
        tell("held", 1)
        teller = Teller()
        for question in policy.questions(decision, "en"):
            print("asked:", question.text)
            answer(teller, question, question.struct.sign is False)  # nothing of what the questions are about
        transfer.teller = teller
        again = context.score(transfer)
        print("asked again:", again.outcome.name, again.score)
        tell("released", 600)
        tell("settled", 601)
        print("scored", engine.stats().scored, "observed", engine.stats().observed)
