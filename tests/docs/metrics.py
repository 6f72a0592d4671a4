#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads what fr_stats_text() wrote, more strictly than Prometheus (exposition format 0.0.4), and holds it against the
page that documents it and the rules that ask for it.

  metrics.py TEXT PAGE RULES
"""
import re
import sys

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? (\d+(?:\.\d+)?)")
# Not in every text: the policy of the page has no end.
SOMETIMES = {"fraudrisk_policy_valid_until_seconds"}


def fail(sentence):
    sys.exit(f"metrics.py: {sentence}")


def family_of(name, kinds):
    """The family that a sample belongs to; only a histogram's samples have other names than itself."""
    for ending in ("_bucket", "_sum", "_count"):
        if name.endswith(ending) and kinds.get(name[: -len(ending)]) == "histogram":
            return name[: -len(ending)]
    return name


def read(text):
    """{family: (kind, [(name, labels, value)])}"""
    if not text.endswith("\n") or "\r" in text or "\n\n" in text:
        fail("lines end in one line feed each")
    kinds, helps, samples, seen, current = {}, {}, {}, set(), None
    for number, line in enumerate(text.splitlines(), 1):
        about = re.fullmatch(rf"# (HELP|TYPE) ({NAME}) (.+)", line)
        if about and about[1] == "HELP":
            if about[2] in helps:
                fail(f"line {number}: {about[2]} has help twice")
            helps[about[2]], current = about[3], about[2]
        elif about:
            if about[2] != current or about[2] in kinds or about[3] not in ("counter", "gauge", "histogram"):
                fail(f"line {number}: the type of {about[2]} is not behind its help")
            kinds[about[2]], samples[about[2]] = about[3], []
        else:
            found = SAMPLE.fullmatch(line)
            if not found:
                fail(f"line {number} is no sample: {line}")
            family = family_of(found[1], kinds)
            if family != current or family not in kinds:
                fail(f"line {number}: {found[1]} stands among the samples of {current}")
            if (found[1], found[2]) in seen:
                fail(f"line {number}: told twice")
            seen.add((found[1], found[2]))
            samples[family].append((found[1], dict(re.findall(LABEL, found[2] or "")), float(found[7])))
    return {name: (kinds[name], samples[name]) for name in kinds}


def check_family(name, kind, samples):
    if not samples:
        fail(f"{name} has no sample")
    if (kind == "counter") != name.endswith("_total"):
        fail(f"{name} is a {kind}")
    if len({tuple(labels) for _, labels, _ in samples if "le" not in labels}) != 1:
        fail(f"{name}: its samples have different labels")
    if kind != "histogram":
        return
    buckets = [(labels["le"], value) for sample, labels, value in samples if sample == name + "_bucket"]
    ends = [float(end.replace("+Inf", "inf")) for end, _ in buckets]
    counts = [value for _, value in buckets]
    rest = {sample: value for sample, labels, value in samples if "le" not in labels}
    if ends != sorted(set(ends)) or ends[-1] != float("inf") or counts != sorted(counts):
        fail(f"{name}: buckets are not cumulative")
    if set(rest) != {name + "_sum", name + "_count"} or rest[name + "_count"] != counts[-1]:
        fail(f"{name}: sum and count do not fit the buckets")


def check_sums(families):
    """Two ways to cut the same decisions."""
    def total(name, outcome):
        return sum(value for _, labels, value in families[name][1] if labels["outcome"] == outcome)

    for outcome in ("allow", "warn", "hold"):
        if total("fraudrisk_decisions_total", outcome) != total("fraudrisk_scam_decisions_total", outcome):
            fail(f"channels and scams have different sums of {outcome}")
    if sum(value for _, _, value in families["fraudrisk_decisions_total"][1]) == 0:
        fail("nothing was decided")


def documented(page):
    """{name: its labels} of the page's table."""
    found = {}
    for line in page.splitlines():
        if line.startswith("| `fraudrisk_"):
            for name, labels in re.findall(rf"`({NAME})(?:\{{([a-z,]+)\}})?`", line.split("|")[1]):
                found[name] = set(labels.split(",")) - {""}
    return found


def check_rules(rules, families):
    said = [line for line in rules.splitlines() if not line.strip().startswith("#")]
    asked = re.findall(r"\bfraudrisk_[a-z0-9_]+", "\n".join(said))
    for name in asked:
        if family_of(name, {n: kind for n, (kind, _) in families.items()}) not in set(families) | SOMETIMES:
            fail(f"the rules ask for {name}, which nobody tells")
    for name, label, values in re.findall(r'(fraudrisk_\w+)\{(\w+)=~?"([^"]*)"\}', rules):
        there = {labels.get(label) for _, labels, _ in families[name][1]}
        if not set(values.split("|")) <= there:
            fail(f"the rules ask for {label} {values} of {name}, which is not there")
    alerts = re.findall(r"- alert: (\w+)", rules)
    if len(alerts) != len(set(alerts)) or not (len(alerts) == rules.count("expr:") == rules.count("summary:") > 0):
        fail("each rule has a name of its own, an expression and a summary")
    return len(alerts)


def main():
    text, page, rules = (open(name, encoding="utf-8").read() for name in sys.argv[1:4])
    families = read(text)
    for name, (kind, samples) in families.items():
        check_family(name, kind, samples)
    check_sums(families)
    table = documented(page)
    there = {name: set(samples[0][1]) - {"le"} for name, (_, samples) in families.items()}
    for name in sorted(set(there) ^ set(table) - SOMETIMES):
        fail(f"{name} is " + ("told and not on the page" if name in there else "on the page and not told"))
    for name, labels in there.items():
        if labels != table[name]:
            fail(f"{name} has the labels {sorted(labels)}; the page says {sorted(table[name])}")
    print(f"{len(families)} families as the page has them, {check_rules(rules, families)} rules that ask for them")


main()
