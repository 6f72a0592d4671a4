#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes 20,000 transfers in the shape of the handbook's data, the same ones every time.

  generate.py > rows.csv

Seconds are shared on purpose, and gaps of exactly 1, 7 and 30 days are frequent: that is where windows go wrong.
"""

import sys
import time

ROWS, PAYERS, PAYEES = 20000, 150, 400
START, DAYS = 1522540800, 120  # 2018-04-01


def numbers(seed):
    """A linear congruential generator (Knuth's MMIX constants); its high half."""
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        yield seed >> 33


def main():
    draw = numbers(20180401)
    rows, times = [], []
    for _ in range(ROWS):
        kind = next(draw) % 10
        if times and kind < 2:
            at = times[next(draw) % len(times)]  # the same second as another
        elif times and kind < 5:
            at = times[next(draw) % len(times)] + (1, 7, 30)[next(draw) % 3] * 86400 + next(draw) % 3 - 1
        else:
            at = START + next(draw) % (DAYS * 86400)
        at = START + (at - START) % (DAYS * 86400)
        times.append(at)
        # A few parties are busy, most are not.
        payer = next(draw) % PAYERS if next(draw) % 3 else next(draw) % 12
        payee = next(draw) % PAYEES if next(draw) % 3 else next(draw) % 12
        cents = next(draw) % 30000 if next(draw) % 50 else next(draw) % 900000000
        rows.append((at, payer, payee, cents))
    rows.sort(key=lambda row: row[0])
    out = ["id,time,payer,payee,amount,fraud"]
    for number, (at, payer, payee, cents) in enumerate(rows):
        day = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(at))
        out.append(f"{number},{day},C{payer},T{payee},{cents // 100}.{cents % 100:02d},{int(cents > 22000)}")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
