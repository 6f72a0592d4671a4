# SPDX-License-Identifier: Apache-2.0
"""The tables of one run: shares of cases, of payments and of money, with an interval where it matters."""

import collections
import random

ROUNDS = 2000
SEED = 20260101


class Table:
    """A table with a sentence above it; as Markdown for the page, and as text for a terminal."""

    def __init__(self, title, says, head, rows):
        self.title, self.says, self.head = title, says, head
        self.rows = [[str(cell) for cell in row] for row in rows]

    def markdown(self):
        right = ["---"] + ["---:"] * (len(self.head) - 1)
        lines = [self.says, "", "| " + " | ".join(self.head) + " |", "| " + " | ".join(right) + " |"]
        return lines + ["| " + " | ".join(row) + " |" for row in self.rows] + [""]

    def text(self):
        rows = [self.head, *self.rows]
        wide = [max(len(row[i]) for row in rows) for i in range(len(self.head))]
        lines = ["== " + self.title, self.says]
        for row in rows:
            lines.append("  ".join(cell.ljust(wide[0]) if i == 0 else cell.rjust(wide[i])
                                   for i, cell in enumerate(row)).rstrip())
        return lines + [""]


# --- a case, counted -------------------------------------------------------------------------------------------------

def saved(case, stops):
    """What is stopped of a case: whether, and how much money lies from the first payment on that is stopped."""
    for at, payment in enumerate(case["payments"]):
        if payment[1] in stops:
            return 1, sum(one[0] for one in case["payments"][at:])
    return 0, 0


def stops_of(case, how):
    """Which outcomes stop: a warning is read by whoever acts; with "own" it stops nothing if that is a criminal."""
    if how == "held" or (how == "own" and case["actor"] == "criminal"):
        return ("hold",)
    return ("warn", "hold")


def counted(case):
    """The numbers of a case that are added up: as many as NUMBERS has names."""
    amount = sum(payment[0] for payment in case["payments"])
    numbers = [1, len(case["payments"]), amount]
    for how in ("any", "held", "own"):
        numbers += saved(case, stops_of(case, how))
    for stops in (("warn", "hold"), ("hold",)):
        hit = [payment[0] for payment in case["payments"] if payment[1] in stops]
        numbers += [len(hit), sum(hit)]
    return numbers


NUMBERS = ("cases", "payments", "amount", "any", "any_amount", "held", "held_amount", "own", "own_amount", "hit",
           "hit_amount", "hit_held", "hit_held_amount")
# A share: its sum above and its sum below.
SHARES = {"count": ("any", "cases"), "value": ("any_amount", "amount"), "count_held": ("held", "cases"),
          "value_held": ("held_amount", "amount"), "count_own": ("own", "cases"), "value_own": ("own_amount", "amount"),
          "payments": ("hit", "payments"), "amounts": ("hit_amount", "amount"),
          "payments_held": ("hit_held", "payments"), "amounts_held": ("hit_held_amount", "amount")}


def added(rows):
    return dict(zip(NUMBERS, (sum(column) for column in zip(*rows)) if rows else [0] * len(NUMBERS)))


def share(sums, name):
    above, below = SHARES[name]
    return sums[above] / sums[below] if sums[below] else None


def intervals(rows):
    """Of each share the 2.5th and the 97.5th percentile over draws of as many cases, with the same seed always."""
    chance, drawn = random.Random(SEED), collections.defaultdict(list)
    for _ in range(ROUNDS if rows else 0):
        sums = added(chance.choices(rows, k=len(rows)))
        for name in SHARES:
            drawn[name].append(share(sums, name))
    return {name: (sorted(values)[ROUNDS // 40], sorted(values)[-ROUNDS // 40 - 1]) for name, values in drawn.items()}


# --- numbers as words ------------------------------------------------------------------------------------------------

def percent(value):
    return "–" if value is None else f"{100 * value:.1f} %"


def between(pair):
    return "–" if pair is None else f"{100 * pair[0]:.1f} to {100 * pair[1]:.1f} %"


def yuan(minor):
    return f"{minor / 100:,.0f}"


def rate(part, whole, of):
    """How many in `of`: 0.85 in 1,000."""
    return f"{of * part / whole:.2f}" if whole else "–"


def of_them(part, whole):
    return f"{part:,} ({percent(part / whole if whole else None)})"


# --- the tables ------------------------------------------------------------------------------------------------------

def alerts(run):
    warn, hold = run["all"][1], run["all"][2]
    rows = [("all transfers", run["all"]), ("honest transfers", run["honest"]),
            ("of these ordinary life", run["ordinary"])]
    rows += [(f"{channel}, honest", both[1]) for channel, both in run["channels"].items()]
    told = (f"Of {sum(run['all']):,} transfers {warn:,} were warned and {hold:,} held; of the held "
            f"{run['ordered'][0]:,} because a binding list or the police said so, among them {run['ordered'][1]:,} "
            "honest ones.")
    return Table("alerts", told, ["", "transfers", "warned", "in 1,000", "held", "in 10,000"],
                 [(name, f"{sum(n):,}", f"{n[1]:,}", rate(n[1], sum(n), 1000), f"{n[2]:,}", rate(n[2], sum(n), 10000))
                  for name, n in rows])


HEAD = (("scams stopped, by count", "count", "at least 60 %"), ("scams stopped, by value", "value", "at least 75 %"),
        ("held alone, by count", "count_held", ""), ("held alone, by value", "value_held", ""),
        ("stopped, where a criminal acts only by a hold, by count", "count_own", ""),
        ("the same, by value", "value_own", ""),
        ("payments that were themselves warned or held", "payments", ""),
        ("the same, of their amounts", "amounts", ""), ("payments that were themselves held", "payments_held", ""),
        ("the same, of their amounts", "amounts_held", ""))


def head_lines(run):
    rows = [counted(case) for case in run["cases"]]
    sums, spread, count = added(rows), intervals(rows), sum(run["all"])
    lines = [("warned, in 1,000 transfers", "at most 1", rate(run["all"][1], count, 1000), ""),
             ("held, in 10,000 transfers", "at most 1", rate(run["all"][2], count, 10000), ""),
             ("of these not by order of a list or the police", "",
              rate(run["all"][2] - run["ordered"][0], count, 10000), "")]
    return lines + [(name, asked, percent(share(sums, key)), between(spread.get(key))) for name, key, asked in HEAD]


def size_of(run):
    sums = added([counted(case) for case in run["cases"]])
    return (f"{sum(run['all']):,} transfers, among them {sums['payments']:,} payments of victims in {sums['cases']:,} "
            f"scams, {yuan(sums['amount'])} yuan")


def head(run):
    """The figures that were asked for, beside what was asked."""
    return Table("head", size_of(run) + ".", ["", "asked", "found", "95 % of draws"], head_lines(run))


def heads(runs):
    """The same for several worlds beside each other."""
    columns, lines = ["", "asked"], []
    for name, run in runs:
        columns += [f"set `{name}`", "95 % of draws"]
        found = head_lines(run)
        lines = [old + new[2:] for old, new in zip(lines, found)] if lines else found
    return Table("heads", "What was asked and what was found:", columns, lines)


COLUMNS = ["", "cases", "payments", "yuan", "stopped", "by value", "held", "by value", "payments hit", "amounts hit"]


def shares_row(name, cases):
    sums = added([counted(case) for case in cases])
    cells = [percent(share(sums, key)) for key in ("count", "value", "count_held", "value_held", "payments", "amounts")]
    return [name, f"{sums['cases']:,}", f"{sums['payments']:,}", yuan(sums["amount"]), *cells]


def grouped(cases, key):
    found = collections.defaultdict(list)
    for case in cases:
        found[key(case)].append(case)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def types(run):
    rows = [shares_row(name, cases) for name, cases in grouped(run["cases"], lambda case: case["name"])]
    return Table("scams by type", "By type:", COLUMNS, [*rows, shares_row("all", run["cases"])])


def actors(run):
    def who(case):
        if case["actor"] == "criminal":
            return "the criminal acts"
        return "the customer acts, coached" if case["coached"] else "the customer acts, not coached"
    return Table("scams by who acts", "By who is at the keyboard:", COLUMNS,
                 [shares_row(name, cases) for name, cases in grouped(run["cases"], who)])


def named(case):
    """What the first payment that was stopped was called."""
    return next((payment[2] or "none" for payment in case["payments"] if payment[1] != "allow"), None)


def names(run):
    rows = []
    for name, cases in grouped(run["cases"], lambda case: case["name"]):
        said = collections.Counter(filter(None, map(named, cases)))
        stopped, right, none = sum(said.values()), said.pop(name, 0), said.pop("none", 0)
        others = ", ".join(f"{other} {times}" for other, times in sorted(said.items(), key=lambda i: (-i[1], i[0]))[:4])
        rows.append([name, f"{stopped:,}", of_them(right, stopped), f"{none:,}", f"{sum(said.values()):,}", others])
    return Table("the name of the scam", "What the first warned or held payment of a stopped scam was called:",
                 ["", "stopped", "named right", "not named", "named otherwise", "as"], rows)


def hits(cases):
    outcomes = collections.Counter(payment[1] for case in cases for payment in case["payments"])
    touched = sum(1 for case in cases if named(case))
    return outcomes, touched


def stories(run):
    rows = []
    for name, cases in grouped(run["stories"], lambda case: case["name"]):
        outcomes, touched = hits(cases)
        count = sum(outcomes.values())
        rows.append((touched / len(cases), [name, f"{len(cases):,}", f"{count:,}", of_them(touched, len(cases)),
                                            f"{outcomes['warn']:,}", f"{outcomes['hold']:,}"]))
    rows.sort(key=lambda row: (-row[0], row[1][0]))
    ordinary = run["ordinary"]
    rows.append((0, ["ordinary life", "", f"{sum(ordinary):,}", "", f"{ordinary[1]:,}", f"{ordinary[2]:,}"]))
    return Table("honest stories", "Honest people who do odd things, those first who were bothered most:",
                 ["", "cases", "payments", "cases bothered", "warned", "held"], [row for _, row in rows])


def mules(run):
    outcomes, touched = hits(run["mules"])
    amount = sum(payment[0] for case in run["mules"] for payment in case["payments"])
    hit = sum(payment[0] for case in run["mules"] for payment in case["payments"] if payment[1] != "allow")
    count = sum(outcomes.values())
    row = ["mules", f"{len(run['mules']):,}", of_them(touched, len(run["mules"])), f"{count:,}",
           of_them(outcomes["warn"], count), of_them(outcomes["hold"], count), yuan(amount), of_them_value(hit, amount)]
    return Table("mules", "Customers of this bank who passed on what a victim had paid:",
                 ["", "accounts", "warned or held once", "payments", "warned", "held", "yuan", "of it warned or held"],
                 [row])


def of_them_value(part, whole):
    return f"{yuan(part)} ({percent(part / whole if whole else None)})"


def rules(run, most=25):
    """The rules that spoke in decisions about honest transfers, those first that spoke most often."""
    rows = sorted(run["rules"].items(), key=lambda item: (-item[1][0] - item[1][1], item[0]))[:most]
    return Table("rules that bothered honest people",
                 "Rules that spoke in a warning or a hold (several may speak in one):",
                 ["", "honest warned", "honest held", "others warned", "others held"],
                 [[name, *(f"{number:,}" for number in numbers)] for name, numbers in rows])


def cost(run):
    count = run["transfers"]
    rows = [(name, f"{times:,}") for name, times in run["flags"].items()]
    rows += [("decisions a second, by the clock", f"{count / run['seconds']:,.0f}"),
             ("processor time", f"{run['cpu_s']:.1f} s"),
             ("processor time a transfer", f"{1e6 * run['cpu_s'] / count:.1f} µs"),
             ("most memory", f"{run['peak_kib'] / 1024:,.0f} MiB")]
    return Table("flags and cost", "Flags of decisions, and what the run took:", ["", ""], rows)


# --- a group switched off, beside the world as it is ---------------------------------------------------------------

def same_cases(left, right):
    """Whether two runs are over the same scams, so that they can be compared case by case."""
    return [(case["case"], [payment[0] for payment in case["payments"]]) for case in left["cases"]] == \
        [(case["case"], [payment[0] for payment in case["payments"]]) for case in right["cases"]]


def difference(run, base, name):
    """How much less or more a share is than in the base, with what 95 % of draws of the same cases give."""
    pairs = list(zip(map(counted, run["cases"]), map(counted, base["cases"])))

    def points(drawn):
        there, here = zip(*drawn)
        return 100 * (share(added(there), name) - share(added(here), name))
    chance = random.Random(SEED)
    values = sorted(points(chance.choices(pairs, k=len(pairs))) for _ in range(ROUNDS // 2))
    least, most = values[len(values) // 40], values[-len(values) // 40 - 1]
    return f"{points(pairs):+.1f} ({least:+.1f} to {most:+.1f})"


def compared(runs):
    """Each row a run; the first is the base, with which the others are compared where they are over the same scams."""
    base, lines = runs[0][1], []
    for name, run in runs:
        sums, honest = added([counted(case) for case in run["cases"]]), sum(run["honest"])
        pair = run is not base and same_cases(run, base) and run["cases"]
        lines.append([name, rate(run["honest"][1], honest, 1000), rate(run["honest"][2], honest, 10000),
                      *(percent(share(sums, key)) for key in ("count", "value", "count_held", "value_held")),
                      *(difference(run, base, key) if pair else "" for key in ("count", "value"))])
    return Table("groups of signals",
                 "Each row is a run over the same transfers and scams, unless the last columns are empty:",
                 ["", "honest warned in 1,000", "honest held in 10,000", "stopped", "by value", "held", "by value",
                  "points by count", "points by value"], lines)


ALL = (head, alerts, actors, types, names, mules, stories, rules, cost)
