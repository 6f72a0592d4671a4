#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes challengers of a policy that ask other things of the histories than it does.

  challengers.py POLICY OUT     OUT/thresholds_1, thresholds_2, rules_1, rules_2, windows_1, windows_2

POLICY is the folder of retail-cn. Of each pair both stand beside POLICY in one backtest: other thresholds; rules left
out, windows of single folds changed, and features and rules that POLICY has not; every window longer, or shorter. The
tests of POLICY are left out: they are true of it and not of others.
"""

import os
import re
import shutil
import sys

KINDS = {"thresholds": "with other thresholds", "rules": "with other rules, features and windows of four folds",
         "windows": "with every window a quarter longer, a fifth shorter"}
SECONDS = {"h": 3600, "m": 60, "s": 1}
REACH_S = 90 * 86400  # of the histories: no window is longer
MORE = """features:
  bench_sent_36h: payer.sent.within(duration("36h")).size()
  bench_received_36h: payer.received.within(duration("36h")).size()
  bench_pair_60h: pair.sent.within(duration("60h")).size()
rules:
  - id: bench_busy
    when: bench_sent_36h > 6
    points: 5
    reason: { zh: 一天半内多次转出, en: Many transfers in a day and a half }
  - id: bench_to_and_fro
    when: bench_received_36h > 3 && bench_pair_60h > 2
    points: 5
    reason: { zh: 反复往来, en: Money to and fro }
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def changed(path, changes):
    """Each text has to be there: else the challenger would be the policy itself, and nobody would see it."""
    text = read(path)
    for before, after in changes:
        if before not in text:
            raise RuntimeError(f"{path} has no {before!r}")
        text = text.replace(before, after)
    write(path, text)


def copied(source, out):
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(source, out, ignore=shutil.ignore_patterns("scenarios", "cases", "tests.yaml", "snapshot.txt"))
    changed(os.path.join(out, "policy.yaml"), [("  - tests.yaml\n", "")])
    return out


def thresholds(source, out, warn, hold):
    changed(os.path.join(copied(source, out), "policy.yaml"),
            [("{ warn: 40, hold: 80 }", f"{{ warn: {warn}, hold: {hold} }}")])


def without_last_rules(folder, count):
    """The last rule of each of the first files that have more than one."""
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        rules = list(re.finditer(r"^  - id: .*\n(?:    .*\n|\n)*", read(path), re.M))
        if count == 0:
            return
        if len(rules) > 1:
            text = read(path)
            write(path, text[:rules[-1].start()] + text[rules[-1].end():])
            count -= 1
    if count:
        raise RuntimeError(f"{folder}: {count} rules too few")


def fewer_rules(source, out):
    folder = copied(source, out)
    without_last_rules(os.path.join(folder, "rules"), 8)
    line = 'sent_{}: pair.sent.within(duration("{}h"))'
    changed(os.path.join(folder, "features.yaml"),
            [(line.format(name, hours), line.format(name, other))
             for name, hours, other in (("1h", 1, 2), ("6h", 6, 8), ("3d", 72, 84), ("7d", 168, 192))])


def more_rules(source, out):
    folder = copied(source, out)
    without_last_rules(os.path.join(folder, "rules"), 3)
    write(os.path.join(folder, "bench.yaml"), MORE)
    changed(os.path.join(folder, "policy.yaml"), [("  - features.yaml\n", "  - features.yaml\n  - bench.yaml\n")])


def windows(source, out, factor):
    folder, found = copied(source, out), 0

    def other(at):
        return f'within(duration("{min(REACH_S, int(at[1]) * SECONDS[at[2]] * factor):.0f}s"))'

    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            text, count = re.subn(r'within\(duration\("(\d+)([hms])"\)\)', other, read(path))
            write(path, text)
            found += count
    if found < 50:
        raise RuntimeError(f"{source}: {found} windows only")


def make(source, out):
    """The folders of each kind's two challengers."""
    made = {kind: [os.path.join(out, f"{kind}_{i}") for i in (1, 2)] for kind in KINDS}
    thresholds(source, made["thresholds"][0], 30, 70)
    thresholds(source, made["thresholds"][1], 50, 90)
    fewer_rules(source, made["rules"][0])
    more_rules(source, made["rules"][1])
    windows(source, made["windows"][0], 1.25)
    windows(source, made["windows"][1], 0.8)
    return made


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    make(*sys.argv[1:])
