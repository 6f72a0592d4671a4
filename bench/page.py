# SPDX-License-Identifier: Apache-2.0
"""The measured part of docs/performance.md, out of what bench/all found."""

import re

BEGIN = "<!-- begin: measured and written by bench/all -->"
END = "<!-- end: measured and written by bench/all -->"

KINDS = (("cold", "random parties, 1 thread"), ("cold_two", "random parties, 2 threads"),
         ("hot", "256 parties again and again"), ("contended", "one payee in half, 1 thread"),
         ("contended_two", "one payee in half, 2 threads"), ("settle", "fr_observe, settled, 1 thread"),
         ("batch", "fr_score_batch of 64, a transfer's share"))


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


def asked_of_files(results):
    rows = []
    backtest, peers = results.get("backtest"), results.get("peers") or {}
    if backtest:
        wall, cpu = min(backtest["wall_s"]), min(backtest["cpu_s"])
        rate = ratio(backtest["rows"], wall)
        what = "generated rows" if backtest["generated"] else "the handbook file"
        rows.append((f"backtest of {what}, F12 and 10 rules, one core, file included", "1,000,000 transfers a second",
                     f"{rate:,.0f} (by processor time {ratio(backtest['rows'], cpu):,.0f})", rate >= 1e6))
        if "duckdb" in peers:
            duckdb = peers["duckdb"]
            times = ratio(duckdb["windows_s"], wall)
            rows.append(("the same beside DuckDB's windows alone, same core", "5 times",
                         f"{times:.1f} times (by processor time {ratio(duckdb['windows_cpu_s'], cpu):.1f})",
                         times >= 5))
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


def asked(results):
    rows = []
    state = by_size(results.get("state", {}))
    if state:
        rows += asked_of_state(int(state[-1][0]), state[-1][1])
    rows += asked_of_files(results)
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


def bank(parties, run):
    """What it means for a bank."""
    rate = run["measures"]["single_rate"]["per_second"]
    memory = run["memory"]["reserved_a_party"] * 50e6 / 1e9
    batch = run["measures"]["batch_rate"]["per_second"]
    return [f"For a bank, out of the run with {parties:,} parties: {ns(rate)} transfers a second and core one at a "
            f"time, {ns(batch)} in batches; {memory:.0f} GB of memory for 50 million customers with this activity, one "
            "account each.", ""]


def section(results):
    """Markdown, with the two marks around it."""
    made = results.get("machine", {})
    lines = [BEGIN, "", f"Measured on {made.get('day')} at {made.get('commit')}: {made.get('processor')}, "
             f"{made.get('processors')} processors, {made.get('system')}.", "", "### Asked and measured", ""]
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
    if results.get("peers") and results.get("backtest"):
        lines += peers(results)
    if results.get("backtest"):
        lines += as_said("`bench/backtest`: F24 beside SQLite", results["backtest"]["f24_said"],
                         "transfers|whole command|SQLite|ratio")
    if results.get("decide"):
        lines += as_said("`bench/decide`: 40 rules", results["decide"]["said"], " ns")
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
