# SPDX-License-Identifier: Apache-2.0
"""The pictures of docs/performance.md, out of what bench/all found.

  charts.py RESULTS.json FOLDER

SVG with a fixed salt and no date, so that the same results give the same bytes.
"""

import json
import math
import os
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "fraudrisk", "font.size": 9, "axes.grid": True, "grid.alpha": 0.3,
                            "axes.spines.top": False, "axes.spines.right": False, "figure.figsize": (8, 4)})
from matplotlib import pyplot  # pylint: disable=wrong-import-position


def save(figure, folder, name):
    figure.tight_layout()
    figure.savefig(os.path.join(folder, name), metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def curve(axes, measured, label):
    """A histogram on a logarithmic axis: the share of calls in each part of the axis, 12 parts to a doubling."""
    parts = {}
    for least, count in measured["histogram"]:
        part = round(12 * math.log2(max(least, 1)))
        parts[part] = parts.get(part, 0) + count
    total = sum(parts.values())
    first, last = min(parts), max(parts)
    places = [2 ** (part / 12) for part in range(first, last + 1)]
    axes.step(places, [100 * parts.get(part, 0) / total for part in range(first, last + 1)], where="mid", label=label)


def histograms(folder, name, title, curves):
    figure, axes = pyplot.subplots()
    for label, measured in curves:
        curve(axes, measured, label)
    axes.set_xscale("log")
    axes.set_xlim(right=2 * max(measured["p99_ns"] for _, measured in curves))  # the tail has a picture of its own
    axes.set_xlabel("nanoseconds")
    axes.set_ylabel("% of calls")
    axes.set_title(title)
    axes.legend()
    save(figure, folder, name)


def tails(folder, name, title, curves):
    """What share of calls takes longer than so long, so that a tail is seen. Each: label, measured, line."""
    figure, axes = pyplot.subplots()
    for label, measured, line in curves:
        buckets = measured["histogram"]
        left, total = sum(count for _, count in buckets), sum(count for _, count in buckets)
        places, shares = [], []
        for least, count in buckets:
            places.append(max(least, 1))
            shares.append(left / total)
            left -= count
        axes.step(places, shares, where="post", label=label, linestyle=line)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("nanoseconds")
    axes.set_ylabel("share of calls that take as long or longer")
    axes.set_title(title)
    axes.legend()
    save(figure, folder, name)


def swaps(folder, found):
    """Solid: the engine that is scored on changes. Dashed: another one does."""
    names = {"policy": "two policies", "reload": "policies loaded anew", "switches": "switches"}
    curves = [(f"{label}, {where}", found[name][side]["first_cpu"], line) for name, label in names.items()
              for side, where, line in (("changed", "here", "-"), ("control", "elsewhere", "--"))]
    tails(folder, "latency-swaps.svg", "The first fr_score after a change, computing time", curves)


def bytes_by_activity(folder, activity):
    figure, axes = pyplot.subplots(figsize=(8, 3))
    names = [row["name"] for row in activity][::-1]
    values = [row["memory"]["reserved_a_party"] for row in activity][::-1]
    bars = axes.barh(names, values)
    axes.bar_label(bars, fmt="{:,.0f}", padding=3)
    axes.set_xscale("log")
    axes.set_xlabel("bytes a party, everything included")
    axes.grid(axis="y", visible=False)
    save(figure, folder, "bytes-by-activity.svg")


def soak(folder, lines):
    figure, (memory, latency) = pyplot.subplots(2, 1, sharex=True, figsize=(8, 5))
    minutes = [line["second"] / 60 for line in lines]
    memory.plot(minutes, [line["resident_mib"] for line in lines], label="resident memory, MiB")
    memory.plot(minutes, [line["new_parties"] / 1000 for line in lines], label="parties that came new, thousands")
    evicted = [(minute, line["evicted"] / 1000) for minute, line in zip(minutes, lines)
               if line.get("evicted") is not None]
    if evicted:
        memory.plot(*zip(*evicted), label="idle parties that gave way, thousands")
    memory.set_ylim(bottom=0)
    memory.legend()
    for name, label in (("p50_ns", "median"), ("p99_ns", "99 %"), ("p999_ns", "99.9 %")):
        latency.plot(minutes, [line[name] for line in lines], label=label)
    latency.set_yscale("log")
    latency.set_ylabel("nanoseconds a call")
    latency.set_xlabel("minutes at full speed")
    latency.legend()
    save(figure, folder, "soak.svg")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        results = json.load(file)
    folder = sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    state = dict(sorted(results.get("state", {}).items(), key=lambda item: int(item[0])))
    if state:
        largest = list(state)[-1]
        measures = state[largest]["measures"]
        histograms(folder, "latency-by-parties.svg", "fr_score, random payer and payee, one thread",
                   [("an empty loop", measures["empty"])] +
                   [(f"{int(parties):,} parties", run["measures"]["cold"]) for parties, run in state.items()])
        kinds = (("hot", "few parties, one thread"), ("cold", "all parties, one thread"),
                 ("cold_two", "all parties, two threads"), ("contended", "one payee in half, one thread"),
                 ("contended_two", "one payee in half, two threads"))
        histograms(folder, "latency-by-kind.svg", f"fr_score, {int(largest):,} parties",
                   [(label, measures[name]) for name, label in kinds])
        tails(folder, "latency-tail.svg", "fr_score, random payer and payee: the tail",
              [(f"{int(parties):,} parties", run["measures"]["cold"], "-") for parties, run in state.items()] +
              [("an empty loop", measures["empty"], "--")])
    if results.get("activity"):
        bytes_by_activity(folder, results["activity"])
    if results.get("journal"):
        swaps(folder, results["journal"]["swap"])
    if results.get("soak"):
        soak(folder, results["soak"])


main()
