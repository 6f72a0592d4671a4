# SPDX-License-Identifier: Apache-2.0
"""A policy is replaced while another thread scores: python3 hot_reload.py first.frb retail-cn.frb"""

import sys
import threading

from fraudrisk import Engine, Policy, Transfer

first, second = (Policy(path) for path in sys.argv[1:3])
engine = Engine(first, secret_key=b"sixteen bytes, 1", accept_unsigned_policies=True)
seen: list = []
begun, replaced = threading.Event(), threading.Event()


def score() -> None:
    with engine.context() as context:  # a context of its own for each thread
        for number in range(2000):
            transfer = Transfer(id=f"t{number}", payer="p1", payee="q1", amount_minor=100)
            transfer.time_us = 1_767_225_600_000_000 + number * 1_000_000
            name = context.score(transfer).policy_name
            if name not in seen:
                seen.append(name)
            if number == 1000:
                begun.set()
                replaced.wait()


thread = threading.Thread(target=score)
thread.start()
begun.wait()
engine.set_policy(second)
replaced.set()
thread.join()
print("decided by", " then ".join(seen))
print("scored", engine.stats().scored)
engine.close()
