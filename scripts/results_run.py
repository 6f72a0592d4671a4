# SPDX-License-Identifier: Apache-2.0
"""One run of a policy over one simulated world: what it decided, joined with what was true.

A file of twenty million rows passes through line by line. What is kept are the decisions that are not "allow", the
rows of truth.csv (one payment in some hundred), and counts.
"""

import collections
import csv
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import time

FLAGS = ("expression_error", "degraded", "text_damaged", "inputs_unknown", "approximate", "trusted", "repeated",
         "delayed")
OUTCOMES = ("allow", "warn", "hold")
ALLOWED = b'"outcome":"allow"'
FILES = ("transfers", "events", "truth")
RULES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "policies", "retail-cn", "rules")


def orders():
    """The rules that hold and that nothing lowers: lists that the law makes binding, and the police's alerts."""
    found = set()
    for path in glob.glob(os.path.join(RULES, "*.yaml")):
        with open(path, encoding="utf-8") as file:
            for rule in re.split(r"^  - id: ", file.read(), flags=re.M)[1:]:
                if re.search(r"^    binding: true$", rule, re.M) and re.search(r"^    at_least: hold$", rule, re.M):
                    found.add(rule.split("\n", 1)[0])
    return found


def rows_of(path):
    """The header, and then the cells of every row. Only rows with a quote in them need the slower reader, and a row may
    go on in the next line."""
    with open(path, encoding="utf-8", newline="") as file:
        yield next(csv.reader([file.readline()]))
        for line in file:
            if '"' not in line:
                yield line.rstrip("\r\n").split(",")
                continue
            while line.count('"') % 2 == 1:
                more = file.readline()
                if more == "":
                    raise ValueError(f"{path}: a quote is not closed")
                line += more
            yield next(csv.reader([line]))


def minor_of(amount):
    """1234.5 yuan as 123450 fen, without passing through floating point."""
    whole, _, part = amount.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def world_of(folder):
    """The files of a folder that `fraudrisk simulate` wrote, and what its notes say of how it was made."""
    world = {name: os.path.join(folder, name + ".csv") for name in FILES}
    world["facts"] = {}
    try:
        with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
            world["facts"] = dict(re.findall(r"^\| `?(?:--)?([a-z-]+)`? \| ([^|]*) \|$", file.read(), re.M))
    except FileNotFoundError:
        pass
    return world


def truth_of(path):
    """What truth.csv says of each payment in it."""
    rows = rows_of(path)
    head = next(rows)
    found = {}
    for row in rows:
        one = dict(zip(head, row))
        found[one["transfer_id"]] = one
    return found


def flags_of(line):
    """The bytes between the brackets behind "flags". A quote inside of a text is escaped: none looks like it."""
    begin = line.index(b'"flags":[') + 9
    return line[begin:line.index(b"]", begin)]


def decisions_of(command):
    """Runs `fraudrisk score` and reads what it says: the decisions that are not "allow", and counts of all of them."""
    flags, count, other, line = collections.Counter(), 0, {}, b"{}"
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said, \
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, bufsize=1 << 20) as process:
        for line in process.stdout:
            count += 1
            flags[flags_of(line)] += 1
            if ALLOWED in line:
                continue
            one = json.loads(line)
            other[one["id"]] = (one["outcome"], one["scam"], [reason["rule"] for reason in one["reasons"]])
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read().decode("utf-8", "replace").splitlines()
    seconds = time.perf_counter() - begin
    for text in told[:10]:
        print(text, file=sys.stderr)
    if process.returncode != 0:
        raise ValueError(f"{' '.join(command)} ended with {process.returncode}")
    single = collections.Counter()
    for names, times in flags.items():
        for name in json.loads(b"[" + names + b"]"):
            single[name] += times
    return other, {"transfers": count, "seconds": seconds, "cpu_s": used.ru_utime + used.ru_stime,
                   "peak_kib": used.ru_maxrss, "flags": {name: single[name] for name in FLAGS},
                   "said": told[:10], "policy": json.loads(line).get("policy")}


class Join:
    """What the two sides say together, gathered row by row of transfers.csv."""

    def __init__(self, truth, decisions):
        self.truth, self.decisions = truth, decisions
        self.all = [0, 0, 0]
        self.honest = [0, 0, 0]
        self.sessions = 0
        self.channels = collections.defaultdict(lambda: [[0, 0, 0], [0, 0, 0]])
        self.cases = {}
        self.stories = {}
        self.mules = {}
        self.ordinary = [0, 0, 0]
        self.rules = collections.defaultdict(lambda: [0, 0, 0, 0])
        self.orders, self.ordered = orders(), [0, 0]

    def add(self, transfer, amount, channel, on_call):
        outcome, scam, rules = self.decisions.get(transfer, ("allow", None, ()))
        at = OUTCOMES.index(outcome)
        fact = self.truth.get(transfer)
        self.all[at] += 1
        self.sessions += on_call != ""
        self.channels[channel][0][at] += 1
        honest = fact is None or fact["kind"] == "story"
        if honest:
            self.honest[at] += 1
            self.channels[channel][1][at] += 1
        for rule in rules:
            self.rules[rule][at - 1 + (0 if honest else 2)] += 1
        if outcome == "hold" and not self.orders.isdisjoint(rules):
            self.ordered[0] += 1
            self.ordered[1] += honest
        if fact is None:
            self.ordinary[at] += 1
        else:
            self.add_true(fact, minor_of(amount), outcome, scam)

    def add_true(self, fact, amount, outcome, scam):
        """A payment of a scam, of a mule or of an odd story goes to its case. A mule's case is his account's life."""
        kinds = {"scam": self.cases, "story": self.stories, "mule": self.mules}
        number = fact["customer"] if fact["kind"] == "mule" else fact["case"]
        case = kinds[fact["kind"]].setdefault(number, {"case": number, "name": fact["name"], "actor": "customer",
                                                       "coached": False, "payments": []})
        if case["name"] != fact["name"]:
            raise ValueError(f"truth.csv: case {number} is of two names: {case['name']} and {fact['name']}")
        if fact["actor"] == "criminal":
            case["actor"] = "criminal"
        case["coached"] = case["coached"] or fact["coached"] == "true"
        case["payments"].append((amount, outcome, scam))


def joined(world, decisions):
    """Reads the transfers once more, beside the truth and what was decided."""
    join = Join(truth_of(world["truth"]), decisions)
    rows = rows_of(world["transfers"])
    head = next(rows)
    at_id, at_amount, at_channel, at_call = map(head.index, ("id", "amount", "channel", "on_call"))
    for row in rows:
        join.add(row[at_id], row[at_amount], row[at_channel], row[at_call])
    if sum(len(case["payments"]) for kind in (join.cases, join.stories, join.mules) for case in kind.values()) \
            != len(join.truth):
        raise ValueError(f"{world['truth']} names transfers that {world['transfers']} has not, or has twice")
    return join


def evaluate(tool, policy, world, options=()):
    """The whole of it, as one object that can be kept as JSON."""
    begin = time.perf_counter()
    decisions, found = decisions_of([tool, "score", "--policy", policy, "--in", world["transfers"], "--events",
                                     world["events"], *options])
    join = joined(world, decisions)
    if sum(join.all) != found["transfers"]:
        raise ValueError(f"{world['transfers']}: of {sum(join.all)} rows {found['transfers']} were decided")
    return {**found, "facts": world["facts"], "all": join.all, "honest": join.honest, "ordinary": join.ordinary,
            "ordered": join.ordered, "sessions": join.sessions, "channels": dict(sorted(join.channels.items())),
            "rules": dict(sorted(join.rules.items())), "cases": list(join.cases.values()),
            "stories": list(join.stories.values()), "mules": list(join.mules.values()),
            "whole_s": time.perf_counter() - begin}
