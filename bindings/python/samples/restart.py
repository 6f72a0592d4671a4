# SPDX-License-Identifier: Apache-2.0
"""What was scored outlives the process: python3 restart.py retail-cn.frb [FOLDER]"""

import sys
import tempfile

from fraudrisk import Engine, JournalMode, Policy, Transfer

policy = Policy(sys.argv[1])
folder = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()
now = 1_767_225_600_000_000


def run(number: int) -> None:
    # The same secret key each time, and no policy yet: recovery needs an engine that has seen nothing.
    with Engine(secret_key=b"sixteen bytes, 1", accept_unsigned_policies=True) as engine:
        journal = engine.open_journal(folder, mode=JournalMode.SYNC, now_us=now)
        print("records applied:", journal.recover().replayed)
        engine.set_policy(policy)
        journal.attach()  # before the first context and the first score
        with engine.context() as context:
            transfer = Transfer(id=f"t{number}", payer="p1", payee=f"q{number}", amount_minor=5000)
            transfer.time_us = now + number
            print(transfer.id, context.score(transfer).outcome.name, "parties:", engine.stats().parties)
            journal.pump(now + number)  # every few milliseconds, from a thread of the program
        journal.checkpoint()
        journal.close()


run(1)
run(2)
