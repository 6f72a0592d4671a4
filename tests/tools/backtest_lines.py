#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes every figure of a large backtest.json from decision lines in one pass, and compares.

  backtest_lines.py COMMAND DIR/backtest.json TRANSFERS POLICY [CHALLENGER…] [-- OPTIONS of score]

TRANSFERS is CSV, also .zst; policies are YAML or JSON, a file or a folder, with what they include. The lines come from
`fraudrisk score --grounds`, a process a policy: of each transfer they name all rules that counted, with their points,
the entry of `decision` that matched and whether a trust covers the amount. What another threshold would have done, what
a rule adds alone and what is lost without it is worked out from these and from what the policy's YAML says of its rules
and thresholds; and each line has to follow from its own grounds. Beside DIR/backtest.json lies DIR/report.html: what
its page holds has to be what backtest.json holds. Transfers that are neither frauds nor alerted are added up by their
grounds, which repeat, so that a year of a bank takes minutes. backtest_figures.py asks more of a small file: it changes
the policy and scores again. Exit status 1 where a figure differs.
"""

import collections
import csv
import hashlib
import io
import json
import math
import os
import subprocess
import sys

import yaml

import backtest_figures as small

LEVELS, RANK, LEAST = small.LEVELS, small.RANK, small.LEAST
NAMES = {rank: name for name, rank in RANK.items()}
RULE_DRAWN_MAX = 5000  # a rule that fired more often has no interval
EXAMPLES = (("caught", 4), ("missed", 3), ("false_alarm", 3), ("alerted", 10))


# ---- what a policy says of its rules ----


def merged(path):
    """A policy with what it includes: lists of rules one behind the other, in the order of the includes."""
    path = os.path.join(path, "policy.yaml") if os.path.isdir(path) else path
    with open(path, encoding="utf-8") as file:
        policy = yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    rules = []
    for each in policy.get("include") or []:
        rules += merged(os.path.join(os.path.dirname(path), each)).get("rules") or []
    policy["rules"] = rules + (policy.get("rules") or [])
    return policy


class Rule:
    def __init__(self, of):
        self.id = of["id"]
        self.at_least, self.at_most = RANK.get(of.get("at_least"), 0), RANK.get(of.get("at_most"), 0)
        self.binding = str(of.get("binding", "false")).lower() == "true"
        instead = of.get("if_unknown")
        instead = instead.get("outcome") if isinstance(instead, dict) else instead
        self.instead = RANK.get(instead, 0) if isinstance(instead, str) else 0


class Policy:
    def __init__(self, path):
        policy = merged(path)
        self.rules = [Rule(each) for each in policy["rules"]]
        self.by_id = {rule.id: rule for rule in self.rules}
        self.entries = [{k: int(each[k]) for k in ("warn", "hold") if k in each} for each in policy["decision"]]


# ---- from grounds to an outcome ----


def by_score(entry, score):
    if entry is not None and "hold" in entry and score >= entry["hold"]:
        return 3
    return 2 if entry is not None and "warn" in entry and score >= entry["warn"] else 1


def settled(outcome, floors, trusted):
    """The outcome by points; raised by rules; lowered by those that protect, and by a trust; raised by binding ones."""
    at_least, binding, at_most = floors
    outcome = max(outcome, at_least)
    if at_most:
        outcome = min(outcome, at_most)
    return max(1 if trusted else outcome, binding)


def floors_of(grounds):
    at_least, binding, at_most = 1, 0, 0
    for rule, _, fired in grounds:
        if not fired:
            at_least = max(at_least, rule.instead)
            continue
        if rule.binding:
            binding = max(binding, rule.at_least)
        else:
            at_least = max(at_least, rule.at_least)
        if rule.at_most:
            at_most = min(at_most or 3, rule.at_most)
    return at_least, binding, at_most


class Decision:
    """A line, and what follows from its grounds."""

    __slots__ = ("id", "outcome", "score", "scam", "rules", "grounds", "entry", "trusted", "pure", "places")

    def __init__(self, line, policy):
        told = json.loads(line)
        of = told["grounds"]
        self.id, self.score, self.scam = told["id"], told["score"], told["scam"] or ""
        self.outcome = self.pure = RANK[told.get("pure_outcome", told["outcome"])]
        self.rules = [reason["rule"] for reason in told["reasons"]]
        self.entry = None if of["entry"] is None else policy.entries[of["entry"]]
        self.trusted = of["trusted"]
        self.grounds = [(policy.by_id[each["rule"]], each["points"], "instead" not in each) for each in of["rules"]]
        self.places = {level: self.place(LEAST[level]) for level in LEVELS}
        score = max(0, sum(points for _, points, _ in self.grounds))
        if score != self.score or self.of(self.grounds) != self.outcome:
            raise ValueError(f"{self.id}: score {self.score} and {NAMES[self.outcome]} do not follow from its grounds")

    def of(self, grounds):
        score = max(0, sum(points for _, points, _ in grounds))
        return settled(by_score(self.entry, score), floors_of(grounds), self.trusted)

    def place(self, least):
        """From which score on it would be alerted: always, never, or its own."""
        floors = floors_of(self.grounds)
        if settled(1, floors, self.trusted) >= least:
            return math.inf
        has = self.entry is not None and ("hold" in self.entry or ("warn" in self.entry and least == 2))
        return small.bin_of(self.score) if has and settled(least, floors, self.trusted) >= least else -math.inf


# ---- counting ----


class Tally:
    __slots__ = ("transfers", "amount", "frauds", "fraud_amount", "honest", "honest_amount")

    def __init__(self):
        self.transfers = self.amount = self.frauds = self.fraud_amount = self.honest = self.honest_amount = 0

    def add(self, row):
        self.add_many(row.fraud, 1, row.amount)

    def add_many(self, fraud, count, amount):
        self.transfers += count
        self.amount += amount
        if fraud:
            self.frauds += count
            self.fraud_amount += amount
        elif fraud is False:
            self.honest += count
            self.honest_amount += amount

    def plus(self, other):
        made = Tally()
        for name in Tally.__slots__:
            setattr(made, name, getattr(self, name) + getattr(other, name))
        return made

    def tally(self):
        return {"transfers": self.transfers, "amount_minor": self.amount, "frauds": self.frauds,
                "fraud_amount_minor": self.fraud_amount, "honest": self.honest,
                "honest_amount_minor": self.honest_amount}

    def alerts(self):
        return {"alerts": self.transfers, "alert_amount_minor": self.amount, "true_alerts": self.frauds,
                "true_amount_minor": self.fraud_amount, "false_alerts": self.honest,
                "false_amount_minor": self.honest_amount}

    def rates(self, of):
        def share(part, whole):
            return part / whole if whole else None
        return {"alert_rate": share(of.transfers, self.transfers), "precision": share(of.frauds, of.frauds + of.honest),
                "recall": share(of.frauds, self.frauds), "value_recall": share(of.fraud_amount, self.fraud_amount)}


class Quality:
    """Alerts of a level among some transfers, by customer, so that customers can be drawn at the end."""

    def __init__(self):
        self.alerted = Tally()
        self.by_customer = collections.defaultdict(collections.Counter)

    def add(self, row, alert):
        if alert:
            self.alerted.add(row)
        mine = self.by_customer[row.customer]
        if alert:
            mine["alerts"] += 1
            mine["false"] += row.fraud is False
        if row.fraud:
            mine["frauds"] += 1
            mine["stolen"] += row.amount
            if alert:
                mine["true"] += 1
                mine["caught"] += row.amount

    def told(self, all_of, draws, seed, days=None):
        of = small.Draws(draws, seed)
        for customer, numbers in self.by_customer.items():
            of.add(customer, labelled=numbers["true"] + numbers["false"], **numbers)
        more = {} if days is None else small.headline(of, days, all_of.frauds + all_of.honest > 0)
        return {**self.alerted.alerts(),
                "alert_rate": of.ratio("alerts", "alerts", rest=all_of.transfers - self.alerted.transfers),
                "precision": of.ratio("true", "labelled"), "recall": of.ratio("true", "frauds"),
                "value_recall": of.ratio("caught", "stolen"),
                "honest_to_fraud": of.ratio("false", "true", share=False), **more}


class Group:
    def __init__(self):
        self.all = Tally()
        self.levels = {level: Quality() for level in LEVELS}

    def told(self, interval, **more):
        return {level: quality.told(self.all, **interval, **more) for level, quality in self.levels.items()}


class Sweep:
    def __init__(self):
        self.bins = collections.defaultdict(Tally)
        self.days = collections.defaultdict(collections.Counter)

    def add(self, row, place):
        self.bins[place].add(row)
        self.note(row.day, place)

    def note(self, day, place):
        if place != -math.inf:
            self.days[day][place] += 1

    def steps(self):
        """(bin, what is alerted from it on), the highest first; math.inf is what is alerted whatever the score."""
        sums = self.bins.get(math.inf, Tally())
        found = [(math.inf, sums)]
        for place in sorted((b for b in self.bins if abs(b) != math.inf), reverse=True):
            sums = sums.plus(self.bins[place])
            found.append((place, sums))
        return found

    def point(self, place, sums, total):
        return {"threshold": None if place == math.inf else small.bin_begins(place), **sums.alerts(),
                **total.rates(sums)}

    def curve(self, total):
        steps = self.steps()
        width = -(-(len(steps) - 1) // 200) or 1
        chosen = [s for i, s in enumerate(steps) if i % width == 0 or i == len(steps) - 1]
        return [self.point(*step, total) for step in chosen]

    def areas(self, total):
        true = false = 0
        precision = roc = 0.0
        for place in sorted(self.bins, reverse=True):
            here = self.bins[place]
            roc += here.honest * (true + here.frauds / 2)
            true, false = true + here.frauds, false + here.honest
            if here.frauds:
                precision += here.frauds * true / (true + false)
        known = total.frauds and total.honest
        return {"average_precision": precision / total.frauds if known else None,
                "roc_auc": roc / (total.frauds * total.honest) if known else None}

    def fit(self, capacity, days, total):
        steps = self.steps()
        best, sums = steps[0]
        for place, more in steps[1:]:
            if more.transfers > capacity * days:
                break
            best, sums = place, more
        by_day = [sum(n for place, n in day.items() if place >= best) for day in self.days.values()]
        return {**self.point(best, sums, total), "fits": sums.transfers <= capacity * days,
                "busiest_day": max(by_day, default=0), "days_over": sum(n > capacity for n in by_day)}


class RuleFigures:
    def __init__(self):
        self.fired, self.labelled = Tally(), 0
        self.labels = collections.defaultdict(collections.Counter)
        self.weighed = {what: {level: Tally() for level in LEVELS}
                        for what in ("alone", "lost_without", "gained_without")}

    def told(self, name, draws, seed):
        known = self.fired.frauds + self.fired.honest
        if known == 0:
            precision = None
        elif known > RULE_DRAWN_MAX:
            precision = {"value": self.fired.frauds / known, "low": None, "high": None}
        else:
            of = small.Draws(draws, seed)
            for customer, numbers in self.labels.items():
                of.add(customer, true=numbers[True], labelled=numbers[True] + numbers[False])
            precision = of.ratio("true", "labelled")
        return {"name": name, **self.fired.tally(), "precision": precision,
                **{what: {level: at.alerts() for level, at in levels.items()}
                   for what, levels in self.weighed.items()}}


class Figures:
    """Of one policy, transfer by transfer."""

    def __init__(self, policy):
        self.policy = policy
        self.outcomes = {rank: Tally() for rank in NAMES}
        self.groups = collections.defaultdict(Group)
        self.sweeps = {level: Sweep() for level in LEVELS}
        self.scores = collections.defaultdict(collections.Counter)
        self.scams = collections.defaultdict(Tally)
        self.rules = {rule.id: RuleFigures() for rule in policy.rules}
        self.frauds, self.examples = [], collections.defaultdict(list)

    def add(self, place, row, decision, keys):
        self.outcomes[decision.outcome].add(row)
        self.scores[small.bin_of(decision.score)][row.fraud] += 1
        touched = row.fraud or decision.outcome > 1
        for level in LEVELS:
            self.sweeps[level].add(row, decision.places[level])
        for key in keys:
            group = self.groups[key]
            group.all.add(row)
            for level in LEVELS if touched else ():
                group.levels[level].add(row, decision.outcome >= LEAST[level])
        if decision.outcome > 1:
            self.scams[decision.scam].add(row)
        if row.fraud:
            self.frauds.append((row, {"outcome": NAMES[decision.outcome], "score": decision.score}))
        self.count_labels(row, decision)
        self.weigh(row.fraud, 1, row.amount, decision)
        if touched:
            self.keep_example(place, row, decision)

    def add_usual(self, fraud, count, amount, decision):
        """Transfers that are no frauds and were allowed on the same grounds."""
        self.outcomes[1].add_many(fraud, count, amount)
        self.scores[small.bin_of(decision.score)][fraud] += count
        for level in LEVELS:
            self.sweeps[level].bins[decision.places[level]].add_many(fraud, count, amount)
        self.weigh(fraud, count, amount, decision)

    def count_labels(self, row, decision):
        if row.fraud is None:
            return
        for rule, points, fired in decision.grounds:
            figures = self.rules[rule.id]
            if (fired or points) and figures.labelled <= RULE_DRAWN_MAX:
                figures.labelled += 1
                figures.labels[row.customer][row.fraud] += 1

    def weigh(self, fraud, count, amount, decision):
        for i, (rule, points, fired) in enumerate(decision.grounds):
            figures = self.rules[rule.id]
            if fired or points:
                figures.fired.add_many(fraud, count, amount)
            alone = decision.of([decision.grounds[i]])
            left = decision.of(decision.grounds[:i] + decision.grounds[i + 1:])
            for level in LEVELS:
                least = LEAST[level]
                if alone >= least:
                    figures.weighed["alone"][level].add_many(fraud, count, amount)
                if decision.pure >= least > left:
                    figures.weighed["lost_without"][level].add_many(fraud, count, amount)
                if decision.pure < least <= left:
                    figures.weighed["gained_without"][level].add_many(fraud, count, amount)

    def keep_example(self, place, row, decision):
        alert = decision.outcome > 1
        kind = "caught" if row.fraud and alert else "missed" if row.fraud else "false_alarm" if row.fraud is False \
            else "alerted"
        kept = self.examples[kind]
        kept.append((-row.amount, place, row, decision))
        if len(kept) > 1000:
            kept.sort(key=lambda one: one[:2])
            del kept[10:]

    def told_examples(self, labelled):
        chosen = []
        for kind, count in EXAMPLES:
            if kind == "alerted" and labelled:
                continue
            for _, _, row, decision in sorted(self.examples[kind], key=lambda one: one[:2])[:count]:
                chosen.append({"kind": kind, "id": row.id, "amount_minor": row.amount,
                               "outcome": NAMES[decision.outcome], "score": decision.score, "rules": decision.rules})
        return chosen

    def told_by(self, interval):
        names = {"scam_type": sorted(k[1] for k in self.groups if k[0] == "scam_type"), "channel": small.CHANNELS,
                 "age": small.AGES, "amount": small.BANDS,
                 "month": sorted(k[1] for k in self.groups if k[0] == "month")}
        return {by: [{"name": name, **self.groups[by, name].all.tally(), **self.groups[by, name].told(interval)}
                     for name in each if (by, name) in self.groups] for by, each in names.items()}

    def told_scores(self):
        most = max(self.scores, default=0)
        width = -(-(most + 1) // 50)
        bars = []
        for first in range(0, most + 1, width):
            sums = sum((self.scores[b] for b in range(first, first + width) if b in self.scores),
                       collections.Counter())
            bars.append({"from": small.bin_begins(first), "to": small.bin_begins(first + width) - 1,
                         "frauds": sums[True], "honest": sums[False], "unlabelled": sums[None]})
        return bars

    def told(self, told, days, interval):
        everything = self.groups["all", ""]
        total = everything.all
        rows = [row for row, _ in self.frauds]
        decisions = [decision for _, decision in self.frauds]
        names = [each["name"] for each in told["likely_scams"]]
        return {
            "outcomes": [{"name": NAMES[rank], **tally.tally()} for rank, tally in self.outcomes.items()],
            "quality": everything.told(interval, days=days),
            "rules": [self.rules[rule.id].told(rule.id, **interval) for rule in self.policy.rules],
            "likely_scams": [{"name": name, **self.scams[name].tally()}
                             for name in names + sorted(set(self.scams) - set(names))],
            "by": self.told_by(interval),
            "curves": {level: {"points": at.curve(total), **at.areas(total)} for level, at in self.sweeps.items()},
            "scores": self.told_scores(),
            "capacity": [{"alerts_a_day": n, **{level: self.sweeps[level].fit(n, days, total) for level in LEVELS}}
                         for n in [each["alerts_a_day"] for each in told["capacity"]]],
            "cases": {level: small.cases(rows, decisions, level) for level in LEVELS},
            "examples": self.told_examples(total.frauds + total.honest > 0)}


class Change:
    """From the champion to a challenger."""

    def __init__(self):
        self.matrix = {(a, b): Tally() for a in NAMES for b in NAMES}
        self.raised, self.lowered, self.moved, self.differing = set(), set(), [], 0
        self.touched = []

    def add(self, place, row, before, after):
        self.matrix[before.outcome, after.outcome].add(row)
        if row.fraud or before.outcome > 1 or after.outcome > 1:
            self.touched.append((row, {"outcome": NAMES[before.outcome]}, {"outcome": NAMES[after.outcome]}))
        if before.outcome == after.outcome:
            return
        (self.raised if after.outcome > before.outcome else self.lowered).add(row.customer)
        self.differing += 1
        self.moved.append((-row.amount, place, row, before, after))

    def told(self, transfers, interval):
        listed = [{"id": row.id, "amount_minor": row.amount, "fraud": row.fraud, "from": NAMES[a.outcome],
                   "to": NAMES[b.outcome], "from_score": a.score, "to_score": b.score, "from_rules": a.rules,
                   "to_rules": b.rules}
                  for _, _, row, a, b in sorted(self.moved, key=lambda one: one[:2])[:50]]
        rows, before, after = zip(*self.touched) if self.touched else ((), (), ())
        matrix = [{"from": NAMES[a], "to": NAMES[b], **tally.tally()} for (a, b), tally in self.matrix.items()]
        return {"matrix": matrix,
                "differing": self.differing, "customers_touched": len(self.raised | self.lowered),
                "customers_raised": len(self.raised), "customers_lowered": len(self.lowered), "transfers": listed,
                "difference": {level: small.difference(rows, before, after, level, interval, transfers)
                               for level in LEVELS}}


# ---- rows beside lines ----


def opened(path):
    if not path.endswith(".zst"):
        return open(path, encoding="utf-8", newline="")
    return io.TextIOWrapper(subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE).stdout, encoding="utf-8",
                            newline="")


COLUMNS = ("id", "time", "currency", "base_amount", "amount", "fraud", "scam", "channel", "payer.age", "payer.customer",
           "payer")


def rows_of(path, offset, unlabelled):
    kept = {}
    with opened(path) as file:
        reader = csv.reader(file)
        header = next(reader)
        places = [(name, header.index(name)) for name in COLUMNS if name in header]
        for number, cells in enumerate(reader):
            row = small.Row({name: cells[at] for name, at in places}, number + 1, offset, kept)
            if row.scam and row.scam in unlabelled:
                row.fraud = None
            yield row


def lines_of(command, path, transfers, options):
    """Decision lines of one policy, from a process of its own."""
    with subprocess.Popen([command, "score", "--grounds", "--policy", path, "--in", transfers, *options],
                          stdout=subprocess.PIPE) as process:
        yield from process.stdout
        if process.wait() != 0:
            raise RuntimeError(f"score of {path} ended with {process.returncode}")


def keys_of(channel, age, band, month):
    return [("all", ""), ("channel", channel), ("age", age), ("amount", band), ("month", month)]


class Reader:
    """Decisions out of the lines of one policy. Those of one score on the same grounds are read once."""

    def __init__(self, policy):
        self.policy, self.known = policy, {}

    def usual(self, line, row):
        """The decision where it is an allow and nothing besides; else None. Its id and reasons are another's."""
        head = b'{"id":"' + row.id.encode() + b'","outcome":"allow","score":'
        if not line.startswith(head):
            return None
        key = line[len(head):line.index(b",", len(head))] + line[line.rindex(b',"grounds":'):]
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = Decision(line, self.policy)
        return found


class Usual:
    """What is no fraud, and allowed by all: added up by what is grouped by, and by the grounds."""

    def __init__(self, policies):
        self.rows = collections.defaultdict(lambda: [0, 0])
        self.grounds = [collections.defaultdict(lambda: [0, 0]) for _ in range(policies)]

    def add(self, row, decisions, all_of):
        for sums in [self.rows[row.fraud, row.channel, row.age, row.band, row.month]] + [
                by[decision, row.fraud] for by, decision in zip(self.grounds, decisions)]:
            sums[0] += 1
            sums[1] += row.amount
        for of, decision in zip(all_of, decisions):
            for level in LEVELS:
                of.sweeps[level].note(row.day, decision.places[level])
            if decision.grounds:
                of.count_labels(row, decision)

    def give(self, all_of, changes):
        for (fraud, *keys), (count, amount) in self.rows.items():
            for of in all_of:
                for key in keys_of(*keys):
                    of.groups[key].all.add_many(fraud, count, amount)
            for change in changes:
                change.matrix[1, 1].add_many(fraud, count, amount)
        for of, by in zip(all_of, self.grounds):
            for (decision, fraud), (count, amount) in by.items():
                of.add_usual(fraud, count, amount, decision)


def figures(told, command, transfers, paths, options):
    interval = {"draws": told["interval"]["draws"], "seed": told["interval"]["seed"]}
    policies = [Policy(path) for path in paths]
    all_of = [Figures(policy) for policy in policies]
    changes = [Change() for _ in policies[1:]]
    unlabelled = (told["data"]["unlabelled_scams"] or "").split(",")
    rows = rows_of(transfers, told["data"]["utc_offset_s"], unlabelled)
    readers, usual = [Reader(policy) for policy in policies], Usual(len(policies))
    days, left_out = [None, None], 0
    for place, (row, *lines) in enumerate(zip(rows, *(lines_of(command, p, transfers, options) for p in paths),
                                              strict=True)):
        days = [row.day if days[0] is None else days[0], row.day]
        left_out += row.fraud is None and row.scam in unlabelled
        if not row.fraud:
            decisions = [reader.usual(line, row) for reader, line in zip(readers, lines)]
            if all(decisions):
                usual.add(row, decisions, all_of)
                continue
        decisions = [Decision(line, policy) for line, policy in zip(lines, policies)]
        if any(decision.id != row.id for decision in decisions):
            raise ValueError(f"{row.id}: the line is of another transfer; the file has to be in the order of time")
        keys = keys_of(row.channel, row.age, row.band, row.month)
        keys += [("scam_type", row.scam)] if row.fraud else []
        for of, decision in zip(all_of, decisions):
            of.add(place, row, decision, keys)
        for change, decision in zip(changes, decisions[1:]):
            change.add(place, row, decisions[0], decision)
    usual.give(all_of, changes)
    length = days[1] - days[0] + 1
    total = all_of[0].groups["all", ""].all
    return {"policies": [of.told(told["policies"][i], length, interval) for i, of in enumerate(all_of)],
            "comparisons": [change.told(total.transfers, interval) for change in changes],
            "data": {**total.tally(), "days": length, "unlabelled": total.transfers - total.frauds - total.honest,
                     "unlabelled_by_scam": left_out}}


# ---- the page ----


def page_of(path):
    with open(path, encoding="utf-8") as file:
        page = file.read()
    begin = page.index(">", page.index('id="backtest"')) + 1
    return json.loads(page[begin:page.index("</script>", begin)])


def compare_page(by, place, page, told):
    """The page has less than backtest.json, and nothing else: entries of a list are found by what names them."""
    if isinstance(page, dict):
        for key, value in page.items():
            if key in ("left_out", "synthetic", "transfers_withheld"):
                continue
            if key in ("rules_total", "rules_silent"):
                silent = [rule["transfers"] == 0 for rule in told["rules"]]
                by.check(f"page {place}.{key}", sum(silent) if key == "rules_silent" else len(silent), value)
            elif not isinstance(told, dict) or key not in told:
                by.faults.append(f"page {place}.{key}: is not in backtest.json")
            else:
                compare_page(by, f"{place}.{key}", value, told[key])
    elif isinstance(page, list) and page and isinstance(page[0], dict):
        def name(each):
            return json.dumps([each.get(key) for key in ("name", "digest", "id", "kind", "threshold", "alerts_a_day",
                                                         "from", "to", "policy", "rule", "role", "alerts")])
        there = {name(each): each for each in told}
        for each in page:
            if name(each) in there:
                compare_page(by, f"{place}[{each.get('name', '')}]", each, there[name(each)])
            else:
                by.faults.append(f"page {place}: {name(each)} is not in backtest.json")
    elif isinstance(page, str) and page.endswith("…") and isinstance(told, str):
        by.compared += 1
        if not told.startswith(page[:-1]):
            by.faults.append(f"page {place}: another text")
    elif place.endswith((".rules", ".command")) or not isinstance(page, list):
        by.compared += 1
        # The page has nine digits of what is no whole number.
        if page != told and not (isinstance(page, float) and math.isclose(page, told, rel_tol=1e-8)):
            by.faults.append(f"page {place}: {page!r} instead of {told!r}")


def main(arguments):
    options = arguments[arguments.index("--") + 1:] if "--" in arguments else []
    command, path, transfers, *policies = arguments[:len(arguments) - len(options) - ("--" in arguments)]
    with open(path, encoding="utf-8") as file:
        told = json.load(file)
    wanted = figures(told, command, transfers, policies, options)
    by = small.Comparison()
    for what in ("policies", "comparisons", "data"):
        by.check(what, wanted[what], told[what])
    with open(transfers, "rb") as file:
        by.check("sha256", hashlib.file_digest(file, "sha256").hexdigest(), told["data"]["files"][0]["sha256"])
    report = os.path.join(os.path.dirname(path), "report.html")
    of_lines = by.compared
    if os.path.exists(report):
        compare_page(by, "", page_of(report), told)
    for fault in by.faults[:40]:
        print(fault)
    print(f"{of_lines} figures compared, and {by.compared - of_lines} of the page; {len(by.faults)} differ")
    return 1 if by.faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
