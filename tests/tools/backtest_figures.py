#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes every figure of a backtest.json from decision lines and the input, and compares.

  backtest_figures.py COMMAND DIR/backtest.json TRANSFERS.csv POLICY.json [CHALLENGER.json…] [-- OPTIONS of score]

Nothing is shared with the command but its lines: what a rule adds alone and what is lost without it, and what another
threshold would have done, is found by changing the policy (which is JSON here, and so YAML) and scoring again.
docs/backtest-json.md says what each figure means. Prints how many figures were compared; exit status 1 where one
differs.
"""

import collections
import csv
import datetime
import functools
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile

LEVELS = ("warn_or_hold", "hold")
RANK = {"allow": 1, "warn": 2, "hold": 3}
LEAST = {"warn_or_hold": 2, "hold": 3}
MASK = (1 << 64) - 1
CASE_GAP_US = 30 * 86400 * 10**6
NEVER = 1_000_000


# ---- rows and decisions ----


def minor(text, digits=2):
    """More decimals than the currency has are rounded, halves up."""
    whole, _, rest = text.partition(".")
    rest = (rest + "0" * digits + "0")[:digits + 1]
    return int(whole) * 10**digits + (int(rest) + 5) // 10


EPOCH, MICROSECOND = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc), datetime.timedelta(microseconds=1)


@functools.cache
def zone_of(offset):
    return datetime.timezone(datetime.timedelta(seconds=offset))


class Row:
    """One transfer: what is grouped by, its label and its amount. `kept` has keys of customers that were worked out."""

    __slots__ = ("id", "time_us", "day", "month", "amount", "fraud", "scam", "channel", "age", "band", "customer")

    def __init__(self, cells, number, offset, kept=None):
        get = cells.get
        self.id = get("id") or str(number)
        time = get("time")
        zone = zone_of(offset)
        parsed = datetime.datetime.fromisoformat(time)
        if parsed.tzinfo is None:
            parsed = parsed.replace(tzinfo=zone)
        self.time_us = (parsed - EPOCH) // MICROSECOND
        self.day = (self.time_us + offset * 10**6) // 86_400_000_000
        self.month = parsed.astimezone(zone).isoformat()[:7]
        other = get("currency") not in (None, "", "CNY")
        self.amount = minor(get("base_amount") if other else get("amount"))
        self.fraud = {"": None, None: None, "1": True, "yes": True, "true": True}.get(get("fraud"), False)
        self.scam = get("scam") or ""
        self.channel = get("channel") or "unknown"
        self.age = age_band(get("payer.age"))
        self.band = amount_band(self.amount)
        kept = {} if kept is None else kept
        who = ("c", get("payer.customer")) if get("payer.customer") else ("a", get("payer"))
        self.customer = kept[who] = kept[who] if who in kept else customer_key(*who)


def age_band(text):
    if not text:
        return "unknown"
    for least, name in ((70, "70 and more"), (60, "60 to 69"), (45, "45 to 59"), (30, "30 to 44"), (18, "18 to 29")):
        if int(text) >= least:
            return name
    return "under 18"


def amount_band(amount):
    for least, name in ((1_000_000, "1000000 and more"), (200_000, "200000 to 999999"), (50_000, "50000 to 199999"),
                        (10_000, "10000 to 49999"), (1_000, "1000 to 9999"), (100, "100 to 999")):
        if amount >= least * 100:
            return name
    return "under 100"


AGES = ("under 18", "18 to 29", "30 to 44", "45 to 59", "60 to 69", "70 and more", "unknown")
BANDS = ("under 100", "100 to 999", "1000 to 9999", "10000 to 49999", "50000 to 199999", "200000 to 999999",
         "1000000 and more")
CHANNELS = ("unknown", "teller", "atm", "online", "mobile", "quick_pay", "other")


# ---- chance: Poisson weights out of a customer's key, a seed and a number ----


def siphash128(key, data):
    """SipHash-2-4 with 128 bits, as a party's key is made."""
    k0, k1 = int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little")
    a, b = k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D ^ 0xEE
    c, d = k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573

    def turn(word, bits):
        return (word << bits | word >> (64 - bits)) & MASK

    def rounds(a, b, c, d, count):
        for _ in range(count):
            a, c = (a + b) & MASK, (c + d) & MASK
            b, d = turn(b, 13) ^ a, turn(d, 16) ^ c
            a = turn(a, 32)
            c, a = (c + b) & MASK, (a + d) & MASK
            b, d = turn(b, 17) ^ c, turn(d, 21) ^ a
            c = turn(c, 32)
        return a, b, c, d

    tail = len(data) % 8
    words = [int.from_bytes(data[i:i + 8], "little") for i in range(0, len(data) - tail, 8)]
    words.append(int.from_bytes(data[len(data) - tail:], "little") | (len(data) & 0xFF) << 56)
    for word in words:
        a, b, c, d = rounds(a, b, c, d ^ word, 2)
        a ^= word
    a, b, c, d = rounds(a, b, c ^ 0xEE, d, 4)
    return a ^ b ^ c ^ d


def customer_key(what, name, secret=bytes(16)):
    return siphash128(secret, (what + name).encode())


def mix(word):
    word = (word + 0x9E3779B97F4A7C15) & MASK
    word = ((word ^ word >> 30) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ word >> 27) * 0x94D049BB133111EB) & MASK
    return word ^ word >> 31


# 2^53 times the chance of at most 0, 1, … of a Poisson number of mean 1.
POISSON = [3313563428353947, 6627126856707895, 8283908570884869, 8836169142277194, 8974234285125275,
           9001847313694891, 9006449485123161, 9007106938184342, 9007189119816990, 9007198251109506]


def weights(customer, draws, seed, kept={}):
    if customer not in kept:
        base = mix(customer ^ mix(seed))
        kept[customer] = [sum(u >= at for at in POISSON)
                          for u in (mix((base + draw) & MASK) >> 11 for draw in range(draws))]
    return kept[customer]


class Draws:
    """Sums of a few numbers, and the same of every draw."""

    def __init__(self, draws, seed):
        self.draws, self.seed = draws, seed
        self.sums = collections.defaultdict(lambda: [0] * (draws + 1))

    def add(self, customer, **numbers):
        w = [1] + weights(customer, self.draws, self.seed)
        for name, number in numbers.items():
            if number:
                self.sums[name] = [total + weight * number for total, weight in zip(self.sums[name], w)]

    def wholes(self, whole, fixed, rest):
        if fixed is not None:
            return [fixed] * (self.draws + 1)
        return [one + rest for one in self.sums[whole]]

    def customers(self, whole, wholes):
        """How many customers, each with as much of the whole, would make it vary as it does; None: cannot be told."""
        if whole is None or not self.sums[whole][0]:
            return wholes[0]
        squares = sum((one - wholes[0])**2 for one in wholes[1:])
        return max(1, wholes[0]**2 * self.draws / squares) if squares else None

    def ratio(self, part, whole, fixed=None, rest=0, share=True):
        """`fixed`: a whole that is not drawn; `rest`: a part of it that is not."""
        wholes, parts = self.wholes(whole, fixed, rest), self.sums[part]
        if not wholes[0]:
            return None
        interval = bounds({"value": parts[0] / wholes[0]}, [p / w for p, w in zip(parts[1:], wholes[1:]) if w],
                          self.draws)
        if interval["low"] == interval["high"]:
            interval.update(low=None, high=None)
        if not self.draws or (parts[0] and not (share and parts[0] == wholes[0])):
            return interval
        customers = self.customers(whole, wholes)
        interval.update(low=None, high=None)
        if customers is not None:
            least = 0.05**(1 / customers)
            none_high = 1 - least if share else -math.log(0.05) / customers
            interval.update({"low": least, "high": 1.0} if parts[0] else {"low": 0.0, "high": none_high})
        return interval


def bounds(interval, found, draws):
    """The places of 2.5 % and 97.5 %, where half of the draws have the figure."""
    found = sorted(found)
    interval.update(low=None, high=None)
    if draws and 2 * len(found) >= draws:
        interval["low"] = found[(25 * (len(found) - 1)) // 1000]
        interval["high"] = found[-(-975 * (len(found) - 1) // 1000)]
    return interval


def headline(of, days, labels):
    """What the quality of a whole policy has besides."""
    return {"honest_interrupted": of.ratio("false", None, int(labels), share=False),
            "alerts_a_day": of.ratio("alerts", None, days, share=False)}


# ---- scoring ----


class Command:
    def __init__(self, command, transfers, options):
        self.command, self.transfers, self.options = command, transfers, options
        self.folder = tempfile.mkdtemp()

    def score(self, policy):
        path = os.path.join(self.folder, "policy.yaml")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(policy, file)
        return self.score_file(path)

    def score_file(self, path):
        done = subprocess.run([self.command, "score", "--policy", path, "--in", self.transfers, *self.options],
                              capture_output=True, check=False)
        if done.returncode != 0 and not done.stdout:
            raise RuntimeError(done.stderr.decode())
        return [json.loads(line) for line in done.stdout.splitlines()]


def without(policy, rule):
    return dict(policy, rules=[one for one in policy["rules"] if one["id"] != rule])


def alone(policy, rule):
    return dict(policy, rules=[one for one in policy["rules"] if one["id"] == rule])


def with_threshold(policy, level, at):
    entries = []
    for entry in policy["decision"]:
        if level == "hold" and "hold" in entry:
            entry = {**{k: v for k, v in entry.items() if k != "warn"}, "hold": at}
        elif level == "warn_or_hold" and ("warn" in entry or "hold" in entry):
            entry = {**{k: v for k, v in entry.items() if k != "hold"}, "warn": at}
        entries.append(entry)
    return dict(policy, decision=entries)


# ---- counting ----


def tally(rows):
    frauds, honest = [r for r in rows if r.fraud], [r for r in rows if r.fraud is False]
    return {"transfers": len(rows), "amount_minor": sum(r.amount for r in rows), "frauds": len(frauds),
            "fraud_amount_minor": sum(r.amount for r in frauds), "honest": len(honest),
            "honest_amount_minor": sum(r.amount for r in honest)}


def alerts(rows):
    """Of transfers that were alerted."""
    of = tally(rows)
    return {"alerts": of["transfers"], "alert_amount_minor": of["amount_minor"], "true_alerts": of["frauds"],
            "true_amount_minor": of["fraud_amount_minor"], "false_alerts": of["honest"],
            "false_amount_minor": of["honest_amount_minor"]}


def quality(rows, decisions, level, draws, seed, days=None):
    taken = [(r, RANK[d["outcome"]] >= LEAST[level]) for r, d in zip(rows, decisions)]
    of = Draws(draws, seed)
    for row, alert in taken:
        if row.fraud or alert:
            of.add(row.customer, alerts=int(alert), true=int(alert and bool(row.fraud)),
                   false=int(alert and row.fraud is False), labelled=int(alert and row.fraud is not None),
                   frauds=int(bool(row.fraud)), caught=row.amount if alert and row.fraud else 0,
                   stolen=row.amount if row.fraud else 0)
    count = sum(alert for _, alert in taken)
    more = {} if days is None else headline(of, days, any(r.fraud is not None for r in rows))
    return {**alerts([r for r, alert in taken if alert]),
            "alert_rate": of.ratio("alerts", "alerts", rest=len(rows) - count),
            "precision": of.ratio("true", "labelled"), "recall": of.ratio("true", "frauds"),
            "value_recall": of.ratio("caught", "stolen"),
            "honest_to_fraud": of.ratio("false", "true", share=False), **more}


def group(name, rows, decisions, interval):
    return {"name": name, **tally(rows),
            **{level: quality(rows, decisions, level, **interval) for level in LEVELS}}


def groups(rows, decisions, interval):
    def by(key, names):
        found = collections.defaultdict(list)
        for row, decision in zip(rows, decisions):
            found[key(row)].append((row, decision))
        return [group(name, [r for r, _ in found[name]], [d for _, d in found[name]], interval)
                for name in names if name in found]

    scams = sorted({r.scam for r in rows if r.fraud})
    frauds = [(r, d) for r, d in zip(rows, decisions) if r.fraud]
    of_scams = []
    for name in scams:
        mine = [(r, d) for r, d in frauds if r.scam == name]
        of_scams.append(group(name, [r for r, _ in mine], [d for _, d in mine], interval))
    return {"scam_type": of_scams, "channel": by(lambda r: r.channel, CHANNELS), "age": by(lambda r: r.age, AGES),
            "amount": by(lambda r: r.band, BANDS), "month": by(lambda r: r.month, sorted({r.month for r in rows}))}


def rules(policy, rows, decisions, command, interval):
    lines = []
    for rule in policy["rules"]:
        fired = [any(reason["rule"] == rule["id"] for reason in d["reasons"]) for d in decisions]
        of = Draws(**interval)
        for row, yes in zip(rows, fired):
            if yes and row.fraud is not None:
                of.add(row.customer, true=int(row.fraud), labelled=1)
        less, only = command.score(without(policy, rule["id"])), command.score(alone(policy, rule["id"]))
        line = {"name": rule["id"], **tally([r for r, yes in zip(rows, fired) if yes]),
                "precision": of.ratio("true", "labelled"), "alone": {}, "lost_without": {}, "gained_without": {}}
        for level in LEVELS:
            def over(one):
                return RANK[one["outcome"]] >= LEAST[level]
            line["alone"][level] = alerts([r for r, o in zip(rows, only) if over(o)])
            line["lost_without"][level] = alerts(
                [r for r, d, w in zip(rows, decisions, less) if over(d) and not over(w)])
            line["gained_without"][level] = alerts(
                [r for r, d, w in zip(rows, decisions, less) if not over(d) and over(w)])
        lines.append(line)
    return lines


def bin_of(score):
    """Scores below 1,024 each have a bin; from there each doubling has 64."""
    if score < 1024:
        return score
    octave = score.bit_length() - 11
    return 1024 + octave * 64 + ((score >> (octave + 4)) - 64)


def bin_begins(index):
    if index < 1024:
        return index
    octave, part = divmod(index - 1024, 64)
    return (64 + part) << (octave + 4)


class Sweep:
    """What another threshold would have alerted: always, never, or from a score on."""

    def __init__(self, policy, level, rows, decisions, command):
        self.rows = rows
        always = command.score(with_threshold(policy, level, NEVER))
        most = command.score(with_threshold(policy, level, 0))
        self.at = []
        for decision, a, m in zip(decisions, always, most):
            if RANK[a["outcome"]] >= LEAST[level]:
                self.at.append(math.inf)
            elif RANK[m["outcome"]] < LEAST[level]:
                self.at.append(-math.inf)
            else:
                self.at.append(bin_of(decision["score"]))
        self.bins = sorted({at for at in self.at if abs(at) != math.inf}, reverse=True)

    def alerted(self, least):
        return [r for r, at in zip(self.rows, self.at) if at >= least]

    def curve(self):
        """The threshold that nothing reaches, then at most 200 of those at which something changes."""
        step = -(-len(self.bins) // 200) or 1
        chosen = [math.inf] + [b for i, b in enumerate(self.bins) if i % step == step - 1 or i == len(self.bins) - 1]
        total = tally(self.rows)
        points = []
        for least in chosen:
            of = alerts(self.alerted(least))
            points.append({"threshold": None if least == math.inf else bin_begins(least), **of,
                           **plain_rates(of, total)})
        return points

    def areas(self):
        """Average precision and the area under the ROC curve, of labelled transfers by rank."""
        frauds = sum(bool(r.fraud) for r in self.rows)
        honest = sum(r.fraud is False for r in self.rows)
        true = false = 0
        precision = roc = 0.0
        for least in [math.inf] + self.bins + [-math.inf]:
            here = [r for r, at in zip(self.rows, self.at) if at == least]
            t, f = sum(bool(r.fraud) for r in here), sum(r.fraud is False for r in here)
            roc += f * (true + t / 2)
            true, false = true + t, false + f
            if t:
                precision += t * true / (true + false)
        return {"average_precision": precision / frauds if frauds and honest else None,
                "roc_auc": roc / (frauds * honest) if frauds and honest else None}

    def fit(self, capacity, days):
        """The lowest threshold with at most `capacity` alerts a day on average."""
        best = math.inf
        for least in self.bins:
            if len(self.alerted(least)) > capacity * len(days):
                break
            best = least
        rows = self.alerted(best)
        by_day = collections.Counter(r.day for r in rows)
        of = alerts(rows)
        fits = len(rows) <= capacity * len(days)
        return {"threshold": None if best == math.inf else bin_begins(best), "fits": fits, **of,
                **plain_rates(of, tally(self.rows)), "busiest_day": max(by_day.values(), default=0),
                "days_over": sum(count > capacity for count in by_day.values())}


def plain_rates(of, total):
    def share(part, whole):
        return part / whole if whole else None
    return {"alert_rate": share(of["alerts"], total["transfers"]),
            "precision": share(of["true_alerts"], of["true_alerts"] + of["false_alerts"]),
            "recall": share(of["true_alerts"], total["frauds"]),
            "value_recall": share(of["true_amount_minor"], total["fraud_amount_minor"])}


def distribution(rows, decisions):
    bins = [bin_of(d["score"]) for d in decisions]
    most = max(bins, default=0)
    width = -(-(most + 1) // 50)
    bars = []
    for first in range(0, most + 1, width):
        here = [r for r, b in zip(rows, bins) if first <= b < first + width]
        bars.append({"from": bin_begins(first), "to": bin_begins(first + width) - 1,
                     "frauds": sum(bool(r.fraud) for r in here), "honest": sum(r.fraud is False for r in here),
                     "unlabelled": sum(r.fraud is None for r in here)})
    return bars


# ---- cases: what happened to one victim ----


def cases(rows, decisions, level):
    open_cases, done = {}, []
    for row, decision in zip(rows, decisions):
        if not row.fraud:
            continue
        key = (row.customer, row.scam)
        case = open_cases.get(key)
        if case is None or row.time_us - case["last"] > CASE_GAP_US:
            case = {"first": row.time_us, "sign": None, "warned": None, "before": 0, "at": 0, "later": 0, "passed": 0,
                    "at_first": False, "transfers": 0}
            open_cases[key] = case
            done.append(case)
        case["last"] = row.time_us
        case["transfers"] += 1
        alert = RANK[decision["outcome"]] >= LEAST[level]
        if case["sign"] is None and decision["score"] > 0:
            case["sign"] = row.time_us
        if case["warned"] is not None:
            case["later"] += row.amount
            case["passed"] += 0 if alert else row.amount
        elif alert:
            case["warned"], case["at"], case["at_first"] = row.time_us, row.amount, case["transfers"] == 1
            if case["sign"] is None:
                case["sign"] = row.time_us
        else:
            case["before"] += row.amount
    warned = [c for c in done if c["warned"] is not None]

    def spread(delays):
        delays = sorted(delays)
        if not delays:
            return None
        at = [delays[(len(delays) - 1) * share // 100] for share in (50, 75, 90, 100)]
        return {"median_s": at[0] // 10**6, "p75_s": at[1] // 10**6, "p90_s": at[2] // 10**6, "most_s": at[3] // 10**6}

    return {"cases": len(done), "warned": len(warned), "warned_at_first_transfer": sum(c["at_first"] for c in done),
            "with_sign": sum(c["sign"] is not None for c in done),
            "never_warned_amount_minor": sum(c["before"] for c in done if c["warned"] is None),
            "before_warning_amount_minor": sum(c["before"] for c in warned),
            "at_warning_amount_minor": sum(c["at"] for c in warned),
            "after_warning_amount_minor": sum(c["later"] for c in warned),
            "after_warning_passed_amount_minor": sum(c["passed"] for c in warned),
            "from_first_transfer": spread(c["warned"] - c["first"] for c in warned),
            "from_first_sign": spread(c["warned"] - c["sign"] for c in warned)}


# ---- examples and comparisons ----


def most_valuable(found, count):
    return [r for r, _ in sorted(found, key=lambda one: (-one[0].amount, one[1]))[:count]]


def examples(rows, decisions):
    places = [(r, i, RANK[d["outcome"]] >= 2) for i, (r, d) in enumerate(zip(rows, decisions))]
    chosen = []
    for kind, count, wanted in (("caught", 4, lambda r, a: r.fraud and a),
                                ("missed", 3, lambda r, a: r.fraud and not a),
                                ("false_alarm", 3, lambda r, a: r.fraud is False and a),
                                ("alerted", 10, lambda r, a: r.fraud is None and a)):
        if kind == "alerted" and any(r.fraud is not None for r in rows):
            continue
        for row in most_valuable([(r, i) for r, i, a in places if wanted(r, a)], count):
            decision = decisions[next(i for r, i, _ in places if r is row)]
            chosen.append({"kind": kind, "id": row.id, "amount_minor": row.amount, "outcome": decision["outcome"],
                           "score": decision["score"], "rules": [reason["rule"] for reason in decision["reasons"]]})
    return chosen


def comparison(rows, before, after, interval):
    matrix, raised, lowered, moved = [], set(), set(), []
    for a in RANK:
        for b in RANK:
            matrix.append({"from": a, "to": b, **tally(
                [r for r, x, y in zip(rows, before, after) if x["outcome"] == a and y["outcome"] == b])})
    for place, (row, x, y) in enumerate(zip(rows, before, after)):
        if x["outcome"] == y["outcome"]:
            continue
        (raised if RANK[y["outcome"]] > RANK[x["outcome"]] else lowered).add(row.customer)
        moved.append((row, place))
    pairs = {r.id: (x, y) for r, x, y in zip(rows, before, after)}
    listed = [{"id": r.id, "amount_minor": r.amount, "fraud": r.fraud,
               "from": pairs[r.id][0]["outcome"], "to": pairs[r.id][1]["outcome"]} for r in most_valuable(moved, 50)]
    return {"matrix": matrix, "differing": len(moved), "customers_touched": len(raised | lowered),
            "customers_raised": len(raised), "customers_lowered": len(lowered), "transfers": listed,
            "difference": {level: difference(rows, before, after, level, interval, len(rows)) for level in LEVELS}}


def difference(rows, before, after, level, interval, transfers):
    """B less A, drawn together; of all transfers at least those that are frauds or alerted."""
    of = Draws(**interval)
    for row, x, y in zip(rows, before, after):
        a, b = (RANK[one["outcome"]] >= LEAST[level] for one in (x, y))
        if row.fraud or a or b:
            of.add(row.customer, frauds=int(bool(row.fraud)), stolen=row.amount if row.fraud else 0,
                   alerts_a=int(a), alerts_b=int(b),
                   true_a=int(a and bool(row.fraud)), true_b=int(b and bool(row.fraud)),
                   labelled_a=int(a and row.fraud is not None), labelled_b=int(b and row.fraud is not None),
                   caught_a=row.amount if a and row.fraud else 0, caught_b=row.amount if b and row.fraud else 0)
    sums = of.sums

    def less(part, whole, rest=0):
        def ratios(side):
            more = rest - sums[part + side][0] if rest else 0
            return [p / (w + more) if w + more else None for p, w in zip(sums[part + side], sums[whole + side])]
        pairs = [None if a is None or b is None else b - a for a, b in zip(ratios("_a"), ratios("_b"))]
        if pairs[0] is None:
            return None
        some = sums[part + "_a"][0] or sums[part + "_b"][0]
        return bounds({"value": pairs[0]}, [one for one in pairs[1:] if one is not None] if some else [], of.draws)

    for side in ("_a", "_b"):
        sums["frauds" + side], sums["stolen" + side] = sums["frauds"], sums["stolen"]
    return {"alert_rate": less("alerts", "alerts", transfers), "precision": less("true", "labelled"),
            "recall": less("true", "frauds"), "value_recall": less("caught", "stolen")}


# ---- all of it ----


def likely_scams(told, rows, decisions):
    """In the order of what was told; and whatever a decision names has to be among it."""
    lines = []
    names = [one["name"] for one in told["likely_scams"]]
    for name in names + sorted({d["scam"] or "" for d in decisions} - set(names)):
        mine = [r for r, d in zip(rows, decisions) if RANK[d["outcome"]] > 1 and (d["scam"] or "") == name]
        lines.append({"name": name, **tally(mine)})
    return lines


def figures(told, paths, transfers, command, path_of_transfers):
    interval = {"draws": told["interval"]["draws"], "seed": told["interval"]["seed"]}
    offset = told["data"]["utc_offset_s"]
    with open(transfers, encoding="utf-8") as file:
        by_id = {row.id: row for row in (Row(cells, i + 1, offset) for i, cells in enumerate(csv.DictReader(file)))}
    policies, decided = [], []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            policy = json.load(file)
        decisions = command.score_file(path)
        rows = [by_id[d["id"]] for d in decisions]
        decided.append(decisions)
        days = range(rows[0].day, rows[-1].day + 1)
        sweeps = {level: Sweep(policy, level, rows, decisions, command) for level in LEVELS}
        policies.append({
            "name": decisions[0]["policy"]["name"], "digest": decisions[0]["policy"]["digest"],
            "outcomes": [{"name": name, **tally([r for r, d in zip(rows, decisions) if d["outcome"] == name])}
                         for name in RANK],
            "quality": {level: quality(rows, decisions, level, **interval, days=len(days)) for level in LEVELS},
            "rules": rules(policy, rows, decisions, command, interval),
            "likely_scams": likely_scams(told["policies"][len(policies)], rows, decisions),
            "by": groups(rows, decisions, interval),
            "curves": {level: {"points": sweeps[level].curve(), **sweeps[level].areas()} for level in LEVELS},
            "scores": distribution(rows, decisions),
            "capacity": [{"alerts_a_day": n, **{level: sweeps[level].fit(n, days) for level in LEVELS}}
                         for n in [one["alerts_a_day"] for one in told["policies"][0]["capacity"]]],
            "cases": {level: cases(rows, decisions, level) for level in LEVELS},
            "examples": examples(rows, decisions)})
    with open(path_of_transfers, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    data = {"transfers": len(rows), "amount_minor": sum(r.amount for r in rows), "days": len(days),
            "frauds": sum(bool(r.fraud) for r in rows), "honest": sum(r.fraud is False for r in rows),
            "unlabelled": sum(r.fraud is None for r in rows)}
    return {"policies": policies, "data": data, "sha256": digest,
            "comparisons": [comparison(rows, decided[0], after, interval) for after in decided[1:]]}


class Comparison:
    def __init__(self):
        self.compared = 0
        self.faults = []

    def check(self, place, wanted, told):
        """Everything that was recomputed has to be told; what is told besides is not looked at."""
        if isinstance(wanted, dict):
            if not isinstance(told, dict):
                self.faults.append(f"{place}: {told!r} instead of an object")
                return
            for key, value in wanted.items():
                if key in told:
                    self.check(f"{place}.{key}", value, told[key])
                else:
                    self.faults.append(f"{place}.{key}: is missing")
        elif isinstance(wanted, list):
            if not isinstance(told, list) or len(wanted) != len(told):
                self.faults.append(f"{place}: {len(told or [])} entries instead of {len(wanted)}")
                return
            for i, (x, y) in enumerate(zip(wanted, told)):
                self.check(f"{place}[{x.get('name', i) if isinstance(x, dict) else i}]", x, y)
        else:
            self.compared += 1
            same = wanted == told and type(wanted) is type(told)
            if isinstance(wanted, float) and isinstance(told, (int, float)) and not isinstance(told, bool):
                same = math.isclose(wanted, told, rel_tol=1e-9, abs_tol=1e-12)
            if not same:
                self.faults.append(f"{place}: {told!r} instead of {wanted!r}")


def main(arguments):
    options = arguments[arguments.index("--") + 1:] if "--" in arguments else []
    command, path, transfers, *policies = arguments[:len(arguments) - len(options) - ("--" in arguments)]
    with open(path, encoding="utf-8") as file:
        told = json.load(file)
    wanted = figures(told, policies, transfers, Command(command, transfers, options), transfers)
    by = Comparison()
    by.check("policies", wanted["policies"], told["policies"])
    by.check("comparisons", wanted["comparisons"], told["comparisons"])
    by.check("data", wanted["data"], told["data"])
    by.check("sha256", wanted["sha256"], told["data"]["files"][0]["sha256"])
    for fault in by.faults[:40]:
        print(fault)
    print(f"{by.compared} figures compared, {len(by.faults)} differ")
    return 1 if by.faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
