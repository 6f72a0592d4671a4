# SPDX-License-Identifier: Apache-2.0
"""The measured part of docs/performance.md, out of what bench/all found."""

import re

import challengers

BEGIN = "<!-- begin: measured and written by bench/all -->"
END = "<!-- end: measured and written by bench/all -->"

KINDS = (("cold", "random parties, 1 thread"), ("cold_two", "random parties, 2 threads"),
         ("hot", "256 parties again and again"), ("contended", "one payee in half, 1 thread"),
         ("contended_two", "one payee in half, 2 threads"), ("settle", "fr_observe, settled, 1 thread"),
         ("batch", "fr_score_batch of 64, a transfer's share"))


SWAPS = {"policy": "a policy that the host keeps", "reload": "a policy loaded anew and let go",
         "challenger": "a challenger, set and taken away", "switches": "switches", "lists": "watch lists, made anew"}


def ns(value):
    return f"{value:,.0f}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def ratio(a, b):
    return a / b if b else 0.0


def between_rounds(measures, name, base):
    """How many times as much as in `base`: the median of the rounds, each beside its own."""
    ratios = sorted(ratio(a, b) for a, b in zip(measures[name]["rates"], measures[base]["rates"]))
    return ratios[len(ratios) // 2]


def by_size(state):
    return sorted(state.items(), key=lambda item: int(item[0]))


# --- asked and measured ----------------------------------------------------------------------------------------------

def asked_of_state(parties, run):
    measures, limit = run["measures"], run["limit"]
    cold, empty, compute = measures["cold"], measures["empty"], measures.get("compute")
    huge, small = limit["huge_pages_ns"], limit["small_pages_ns"]
    reads, tail = ratio(cold["p50_ns"], huge), ratio(cold["p999_ns"], cold["p50_ns"])
    batch = between_rounds(measures, "batch_rate", "single_rate")
    two = between_rounds(measures, "single_rate_two", "single_rate")
    hub = between_rounds(measures, "contended_rate_two", "contended_rate")
    heap = run["heap_calls"]
    who = f"{parties:,} parties"
    return [
        (f"fr_score, {who}, median", "at most 4 dependent reads of memory",
         f"{ns(cold['p50_ns'])} ns: {reads:.1f} reads of {huge:.0f} ns in large pages "
         f"({ratio(cold['p50_ns'], small):.1f} of {small:.0f} ns in small ones)", reads <= 4),
        ("the same, p99.9", "at most 5 times its median",
         f"{ns(cold['p999_ns'])} ns: {tail:.1f} times (p99.9 of an empty loop: {ns(empty['p999_ns'])} ns"
         f"{', of arithmetic as long: ' + ns(compute['p999_ns']) + ' ns' if compute else ''})", tail <= 5),
        ("fr_score_batch beside single calls", "3 times",
         f"{batch:.2f} times: {ns(measures['batch_rate']['per_second'])} a second", batch >= 3),
        ("two threads beside one", "1.8 times", f"{two:.2f} times", two >= 1.8),
        ("the same, one payee in half of all transfers", "1.5 times", f"{hub:.2f} times", hub >= 1.5),
        (f"bytes a party, {run['memory']['entries_a_party']:.0f} entries, "
         f"{run['memory']['counterparties_a_party']:.0f} payees", "at most 900, everything included",
         f"{ns(run['memory']['reserved_a_party'])} taken from the system, {ns(run['memory']['bytes_a_party'])} in use",
         run["memory"]["reserved_a_party"] <= 900),
        ("heap allocations while scoring", "0", "not counted here" if heap < 0 else str(heap),
         None if heap < 0 else heap == 0),
    ]


def asked_of_retail(retail):
    """Three policies beside one, by what the challengers change."""
    rows = []
    for kind, got in (retail or {"kinds": {}})["kinds"].items():
        times = ratio(min(got["cpu_s"]), min(retail["cpu_s"]))
        rows.append((f"`retail-cn` and two challengers {challengers.KINDS[kind]}, beside it alone, by processor time",
                     "at most 1.6 times",
                     f"{times:.2f} times ({min(retail['cpu_s']):.2f} s; {min(got['cpu_s']):.2f} s)", times <= 1.6))
    return rows


def asked_of_files(results):
    rows = []
    backtest, peers = results.get("backtest"), results.get("peers") or {}
    if backtest:
        wall, cpu = min(backtest["wall_s"]), min(backtest["cpu_s"])
        rate = ratio(backtest["rows"], wall)
        what = "generated rows" if backtest["generated"] else "the handbook file"
        rows.append((f"backtest of {what}, F12 and 10 rules, one core, file included", "1,000,000 transfers a second",
                     f"{rate:,.0f} (by processor time {ratio(backtest['rows'], cpu):,.0f})", rate >= 1e6))
        if "three_cpu_s" in backtest:  # what an earlier bench/all kept may not have it
            three = ratio(min(backtest["three_cpu_s"]), cpu)
            rows.append(("the same with three policies at once beside one, by processor time", "at most 1.6 times",
                         f"{three:.2f} times ({ratio(min(backtest['three_wall_s']), wall):.2f} by the clock)",
                         three <= 1.6))
        if "duckdb" in peers:
            duckdb = peers["duckdb"]
            times = ratio(duckdb["windows_s"], wall)
            rows.append(("the same beside DuckDB's windows alone, same core", "5 times",
                         f"{times:.1f} times (by processor time {ratio(duckdb['windows_cpu_s'], cpu):.1f})",
                         times >= 5))
    rows += asked_of_retail(results.get("retail"))
    history = results.get("history")
    if history:
        small, large = (history[key]["measures"]["cold"]["p50_ns"] for key in sorted(history, key=int))
        rows.append(("a history of 1,024 entries instead of 30", "at most 6 times the time",
                     f"{ratio(large, small):.1f} times: {ns(large)} beside {ns(small)} ns", ratio(large, small) <= 6))
    soak = results.get("soak")
    if soak:
        rows.append(asked_of_soak(soak))
    return rows


def asked_of_soak(lines):
    """The last quarter beside the third: after the state has filled, nothing may grow."""
    quarter = max(1, len(lines) // 4)
    before, after = lines[2 * quarter:3 * quarter] or lines, lines[-quarter:]

    def median(part, name):
        return sorted(line[name] for line in part)[len(part) // 2]
    memory = ratio(median(after, "resident_mib"), median(before, "resident_mib"))
    latency = ratio(median(after, "p50_ns"), median(before, "p50_ns"))
    full = sum(line["state_full"] for line in lines)
    said = (f"{lines[-1]['second'] / 60:.0f} minutes: memory {memory:.2f} times, median {latency:.2f} times "
            f"(last quarter beside the third); refused for want of room {full:,.0f}")
    flat = lines[-1]["second"] >= 1200 and memory < 1.05 and latency < 1.2 and full == 0
    return ("a soak with churn", "20 minutes, flat memory, flat latency", said, flat)


def median(values):
    return sorted(values)[len(values) // 2]


def added(run, kind, journal):
    """How much longer the median is with a journal, as a part of one."""
    return ratio(run["measures"][f"{kind}_journal_{journal}"]["p50_ns"], run["measures"][f"{kind}_alone"]["p50_ns"]) - 1


def asked_of_journal(found):
    plain, remarks, commit, swap = found["plain"], found["remarks"], found["commit"], found["swap"]
    cold, sealed = added(plain, "cold", 2), added(remarks, "cold", 2)
    groups = {name: median([ratio(rate, 64 * syncs) for rate, syncs in zip(one["rates"], one["syncs"])])
              for name, one in commit.items() if isinstance(one, dict)}
    replayed = found["recover"]["from_records"]["records_per_cpu_second"]
    said = re.search(r"verify: ([\d.]+) million records a second, (\d+) MB/s; .*: (\d+) MB/s", found["log_said"])
    verified, hashed = float(said.group(1)), ratio(float(said.group(2)), float(said.group(3)))
    delays = [swap[name]["changed"]["first_cpu"]["p99_ns"] for name in SWAPS]
    above = sum(swap[name]["changed"]["first_above_50_us"] for name in SWAPS)
    beside = sum(swap[name]["control"]["first_above_50_us"] for name in SWAPS)
    calls = sum(count for name in SWAPS for _, count in swap[name]["changed"]["first_cpu"]["histogram"])
    return [
        ("a journal in async mode, median fr_score, random parties", "at most 35 % more",
         f"{100 * cold:.0f} % on disk, {100 * added(plain, 'cold', 1):.0f} % in memory", cold <= 0.35),
        ("the same, each transfer with a remark of 36 bytes, which is sealed", "at most 35 % more",
         f"{100 * sealed:.0f} % on disk, {100 * added(remarks, 'cold', 1):.0f} % in memory", sealed <= 0.35),
        ("sync group commit, two threads with 64 decisions in flight each", "half of 64 times the disk's own syncs",
         f"{groups['batch_64']:.2f} times that in batches, {groups['apart_64']:.2f} apart "
         f"({median(commit['batch_64']['syncs']):.0f} syncs a second)",
         min(groups["batch_64"], groups["apart_64"]) >= 0.5),
        ("the same with 32 each, 64 together", "half of 64 times the disk's own syncs",
         f"{groups['batch_32']:.2f} times that in batches, {groups['apart_32']:.2f} apart",
         min(groups["batch_32"], groups["apart_32"]) >= 0.5),
        ("recovery, records a second and core", "500,000", f"{ns(replayed)} by processor time", replayed >= 5e5),
        ("verifying a journal", "1 million records a second, or 60 % of the hash alone",
         f"{verified:.2f} million; {100 * hashed:.0f} % of the hash", verified >= 1 or hashed >= 0.6),
        ("the first decision after a change of policy, challenger, switches or lists",
         "never delayed by more than 50 µs",
         f"p99 {max(delays) / 1e3:.0f} µs of computing; more than 50 µs in {above} of {calls}, beside {beside} where "
         "the changes concerned another engine", max(delays) <= 50000 and above <= 2 * beside + 3),
    ]


def asked_of_model(found):
    """One row of values, and many, beside XGBoost's C API on the same."""
    one, batch = found["one_ns"], found["batch_ns"]
    what = f"{found['trees']} trees of depth {found['depth']} over {found['inputs']} features, "
    rows = [(what + "one row", "at most 1,500 ns", f"{ns(one)} ns", one <= 1500)]
    if "xgboost_one_ns" in found:
        theirs, many = found["xgboost_one_ns"], found["xgboost_batch_ns"]
        rows += [("the same beside XGBoost's C API", "20 times as fast",
                  f"{ratio(theirs, one):.0f} times: {ns(theirs)} ns", ratio(theirs, one) >= 20),
                 ("1,024 rows at once beside XGBoost's, a row", "3 times as fast",
                  f"{ratio(many, batch):.1f} times: {ns(batch)} ns beside {ns(many)} ns", ratio(many, batch) >= 3)]
    return rows


def asked(results):
    rows = []
    state = by_size(results.get("state", {}))
    if state:
        rows += asked_of_state(int(state[-1][0]), state[-1][1])
    rows += asked_of_files(results)
    if results.get("journal"):
        rows += asked_of_journal(results["journal"])
    if results.get("model"):
        rows += asked_of_model(results["model"])
    told = {True: "yes", False: "**no**", None: ""}
    return table(("", "asked", "measured", "reached"), [(a, b, c, told[d]) for a, b, c, d in rows])


# --- the other tables ------------------------------------------------------------------------------------------------

def latencies(state, titled):
    rows = []
    for name, run in state:
        empty, compute = run["measures"]["empty"], run["measures"].get("compute")
        for kind, label in KINDS:
            got = run["measures"].get(kind)
            if not got:
                continue
            rows.append((name, label, *(ns(got[key]) for key in ("p50_ns", "p99_ns", "p999_ns")),
                         ns(empty["p999_ns"]), ns(compute["p999_ns"]) if compute else "", ns(got["max_ns"])))
    return table((titled, "fr_score", "p50, ns", "p99", "p99.9", "p99.9 of an empty loop",
                  "p99.9 of arithmetic as long", "max"), rows)


def throughput(state):
    rows = []
    for name, run in state:
        rates = [ns(run["measures"][key]["per_second"]) for key in
                 ("single_rate", "batch_rate", "single_rate_two", "batch_rate_two", "contended_rate",
                  "contended_rate_two")]
        rows.append((name, *rates, ns(run["limit"]["huge_pages_ns"]), ns(run["limit"]["small_pages_ns"])))
    return table(("parties", "single, a second", "batch", "single, 2 threads", "batch, 2 threads",
                  "one payee in half", "the same, 2 threads", "a dependent read, large pages, ns", "small pages"), rows)


def activity(rows):
    lines = table(("a party with", "entries", "payees and payers", "bytes in use", "taken from the system"),
                  [(row["name"], f"{row['memory']['entries_a_party']:.1f}",
                    f"{row['memory']['counterparties_a_party']:.1f}", ns(row["memory"]["bytes_a_party"]),
                    ns(row["memory"]["reserved_a_party"])) for row in rows])
    return ["### Bytes a party, by what it does", "", *lines]


def peers(results):
    lines, backtest, found = ["### Peers: the same twelve windows over the same file, one core", ""], \
        results["backtest"], results["peers"]
    rows = [("`fraudrisk backtest`: the file, F12, 10 rules, metrics", f"{min(backtest['wall_s']):.1f}",
             f"{min(backtest['cpu_s']):.1f}", "1")]
    for name, label in (("duckdb", "DuckDB"), ("pandas", "pandas")):
        one = found[name]
        wall, cpu = one["windows_s"], one["windows_cpu_s"]
        rows.append((f"{label} {one['version']}, the windows alone (the file: {one['file_s']:.1f} s)", f"{wall:.1f}",
                     f"{cpu:.1f}", f"{ratio(wall, min(backtest['wall_s'])):.1f}"))
    lines += table((f"{backtest['rows']:,} transfers", "seconds", "of the processor", "times as long"), rows)
    if found["duckdb"].get("compared"):
        lines += [f"Of {found['duckdb']['compared']:,} rows {found['duckdb']['equal']:,} are equal in DuckDB and here; "
                  "the others share their second with another one.", ""]
    return lines


def as_said(title, text, pattern):
    """The lines that another benchmark printed, as they are; without the columns that say nothing to a reader."""
    kept = [line for line in text.splitlines() if re.search(pattern, line)]
    return [f"### {title}", "", *("    " + re.sub(r"  +results [0-9a-f]+$", "", line) for line in kept), ""]


def journal(found):
    """What a journal adds, and what the first call after a change takes."""
    lines = ["### The journal, and policies that change", ""]
    rows = []
    for key, label in (("plain", "no remark"), ("remarks", "a remark of 36 bytes, sealed")):
        for kind, parties in (("cold", "random parties"), ("hot", "256 parties again and again")):
            got = [found[key]["measures"][f"{kind}_{name}"]["p50_ns"] for name in ("alone", "journal_1", "journal_2")]
            rows.append((f"{parties}, {label}", *(ns(value) for value in got),
                         *(f"{100 * (ratio(value, got[0]) - 1):.0f} %" for value in got[1:])))
    lines += table((f"{ns(found['plain']['parties'])} parties, median fr_score, ns", "alone", "journal in memory",
                    "on disk", "more, in memory", "on disk"), rows)
    if found["instructions"]:
        lines += table(("fr_score, F12 and 10 rules", "instructions"),
                       [(name, ns(got)) for name, got in found["instructions"].items() if got])
    rows = []
    for name, label in SWAPS.items():
        for side, where in (("changed", "this engine"), ("control", "another engine")):
            got = found["swap"][name][side]
            rows.append((label, where, ns(got["swaps"]), *(ns(got["first"][key]) for key in ("p50_ns", "p99_ns")),
                         *(ns(got["first_cpu"][key]) for key in ("p50_ns", "p99_ns", "max_ns")),
                         ns(got["first_above_50_us"]), ns(got["other"]["p50_ns"])))
    lines += table(("what changes", "of", "times", "first call, ns: p50", "p99", "computed, ns: p50", "p99", "max",
                    "above 50 µs", "other calls, p50"), rows)
    lines += ["![The first call after a change](pictures/latency-swaps.svg)", ""]
    return lines + as_said("`bench_journal`: the log alone", found["log_said"], "^(append|pump|verify|read|sync)")


def bank(parties, run):
    """What it means for a bank."""
    rate = run["measures"]["single_rate"]["per_second"]
    memory = run["memory"]["reserved_a_party"] * 50e6 / 1e9
    batch = run["measures"]["batch_rate"]["per_second"]
    return [f"For a bank, out of the run with {parties:,} parties: {ns(rate)} transfers a second and core one at a "
            f"time, {ns(batch)} in batches; {memory:.0f} GB of memory for 50 million customers with this activity, one "
            "account each.", ""]


def reading(found):
    """The same rows in every format."""
    first = found["formats"][0]
    rows = [(one["name"], f"{one['bytes'] / 1e6:.1f}", f"{ns(one['per_second'])} ({ns(one['least'])} to "
             f"{ns(one['most'])})", f"{ratio(one['per_second'], first['per_second']):.2f}")
            for one in found["formats"]]
    return ["### `bench_read`: the same transfers in every format", "",
            *table((f"{ns(first['rows'])} transfers, bytes to the library's structs", "megabytes",
                    "rows a second of the processor", f"beside {first['name']}"), rows)]


def when(results):
    """Where and when: a sentence for all parts of one commit and day."""
    measured = {part: made for part, made in results.get("measured", {}).items() if results.get(part)}
    groups = {}
    for part, made in measured.items():
        groups.setdefault(tuple(made.get(key) for key in ("day", "commit", "processor", "processors", "system")),
                          []).append(part)
    lines = []
    for (day, commit, processor, processors, system), parts in sorted(groups.items(), key=str):
        loads = [measured[part]["load"] for part in parts if "load" in measured[part]]
        load = f", load {min(loads):.1f} to {max(loads):.1f} when the parts began" if loads else ""
        which = "" if len(groups) == 1 else ": " + ", ".join(f"`{part}`" for part in parts)
        lines += [f"Measured on {day} at {commit} ({processor}, {processors} processors, {system}{load}){which}.", ""]
    return lines


def section(results):
    """Markdown, with the two marks around it."""
    lines = [BEGIN, "", *when(results), "### Asked and measured", ""]
    lines += asked(results)
    state = [(f"{int(name):,}", run) for name, run in by_size(results.get("state", {}))]
    if state:
        largest = by_size(results["state"])[-1]
        lines += bank(int(largest[0]), largest[1])
        lines += ["### Latency of one call, nanoseconds", "", *latencies(state, "parties")]
        lines += ["![The tail](pictures/latency-tail.svg)", "![By parties](pictures/latency-by-parties.svg)",
                  "![By kind](pictures/latency-by-kind.svg)", "", "### Throughput, and the machine's own limit", ""]
        lines += throughput(state)
    if results.get("customers"):
        lines += ["### With customers: four profiles a transfer", ""]
        lines += latencies([(f"{results['customers']['parties']:,}", results["customers"])], "accounts")
    if results.get("activity"):
        lines += activity(results["activity"]) + ["![Bytes](pictures/bytes-by-activity.svg)", ""]
    if results.get("instructions"):
        lines += ["### Instructions a decision (callgrind)", ""]
        lines += table(("", "instructions"), [(name, ns(got)) for name, got in results["instructions"].items()])
    if results.get("journal"):
        lines += journal(results["journal"])
    if results.get("peers") and results.get("backtest"):
        lines += peers(results)
    if results.get("backtest"):
        lines += as_said("`bench/backtest`: F24 beside SQLite", results["backtest"]["f24_said"],
                         "transfers|whole command|SQLite|ratio")
    if results.get("decide"):
        lines += as_said("`bench/decide`: 40 rules", results["decide"]["said"], " ns")
    if results.get("model"):
        lines += ["### A model's contributions", "",
                  f"What each feature did to the margin of those trees: {ns(results['model']['contributions_ns'])} ns, "
                  "when somebody asks why.", ""]
    if results.get("read"):
        lines += reading(results["read"])
    if results.get("text"):
        lines += as_said("`bench_text`: texts against the phrases of retail-cn", results["text"]["said"], " (ns|ms)")
    if results.get("watch"):
        lines += as_said("`bench_watch`: ten million listed parties", results["watch"]["said"], "[0-9]")
    if results.get("soak"):
        lines += ["### The soak", "", "![The soak](pictures/soak.svg)", ""]
    return "\n".join(lines + [END])


def replaced(text, made):
    """The page with its measured part made anew; at its end where there is none yet."""
    if BEGIN not in text or END not in text:
        return text.rstrip("\n") + "\n\n" + made + "\n"
    return text[:text.index(BEGIN)] + made + text[text.index(END) + len(END):]
