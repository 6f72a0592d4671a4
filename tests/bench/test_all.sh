#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench/all --tiny runs to its end, finds every figure that the page is made of, and writes nothing into docs/. No figure
# is checked against what is asked for: machines are busy.
set -eu
for tool in python3 sqlite3; do
  command -v "$tool" >/dev/null || {
    echo "skipped: $tool is not there"
    exit 77
  }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
docs() { find docs -type f -exec cksum {} + | sort; }

docs >"$work/before"
FR_WORK=$work bench/all --tiny >"$work/said.txt" 2>"$work/errors.txt" || {
  echo "FAILED bench/all --tiny"
  cat "$work/said.txt" "$work/errors.txt"
  exit 1
}
docs >"$work/after"
cmp -s "$work/before" "$work/after" || {
  echo "FAILED the tiny mode wrote into docs/"
  exit 1
}
for line in '^| fr_score, 2,000 parties, median | at most 4 ' '^| the same, p99.9 |' '^| two threads beside one |' \
  '^| heap allocations while scoring | 0 |' '^| backtest of generated rows, ' \
  '^| the same with three policies at once ' '^| `retail-cn` and two challengers with other thresholds, ' \
  '^| `retail-cn` and two challengers with every window ' '^| a history of 1,024 entries ' \
  '^| 2,000 | fr_score_batch of 64' '^    loaded: 20000 entries' \
  '^| a journal in async mode, ' '^| sync group commit, ' '^| recovery, ' '^| verifying a journal | 1 million' \
  '^| 100 trees of depth 6 over 40 features, one row | at most 1,500 ns |' \
  '^    1 KiB of ordinary Chinese: 1023 bytes, [0-9]* ns' '^Measured on .*, load [0-9.]* to ' \
  '^| the first decision after a change ' '^| a policy loaded anew and let go | another engine | 80 |' \
  '^| a soak with churn |' '^| 2,000 | one payee in half, 2 threads |' '^| 1,000 | random parties, 1 thread |'; do
  grep -q "$line" "$work/said.txt" || {
    echo "FAILED no line begins with: $line"
    cat "$work/said.txt"
    exit 1
  }
done
if [ -x build/arrow/bin/python3 ] && ! grep -q '^| JSON lines | [0-9.]* | [0-9,]* (.*) | [0-9.]* |$' "$work/said.txt"; then
  echo "FAILED no file was read by format"
  cat "$work/said.txt"
  exit 1
fi
python3 - "$work/results.json" <<'END'
import json
import sys

found = json.load(open(sys.argv[1], encoding="utf-8"))
run = found["state"]["2000"]
for name, got in run["measures"].items():
    if "histogram" in got:
        assert sum(count for _, count in got["histogram"]) == got["calls"], name
        assert got["p50_ns"] <= got["p99_ns"] <= got["p999_ns"] <= got["max_ns"], name
    else:
        assert got["per_second"] > 0, name
swap, commit, seen = found["journal"]["swap"], found["journal"]["commit"], 0
for name, sides in swap.items():
    if name == "parties":
        continue
    for got in sides.values():
        first = sum(count for _, count in got["first"]["histogram"])
        assert first <= got["swaps"], (name, first, got["swaps"])
        seen += first
        assert first == sum(count for _, count in got["first_cpu"]["histogram"]), name
        assert first + sum(count for _, count in got["other"]["histogram"]) == got["calls"], name
assert seen > 0, "no call was the first after a change"
for name in ("batch_64", "apart_64", "batch_32", "apart_32"):
    assert all(rate > 0 for rate in commit[name]["rates"] + commit[name]["syncs"]), commit
assert 30 <= run["memory"]["entries_a_party"] < 32 and run["memory"]["counterparties_a_party"] == 20, run["memory"]
assert run["heap_calls"] in (0, -1), run["heap_calls"]
assert all(run["limit"][kind] > 0 for kind in ("huge_pages_ns", "small_pages_ns")), run["limit"]
large = found["history"]["1024"]["memory"]
assert 1000 < large["entries_a_party"] < 1048, large
customers = found["customers"]["memory"]
assert customers["profiles"] == 2000, customers
assert len(found["soak"]) > 0 and sum(line["not_found"] for line in found["soak"]) == 0, found["soak"]
END

# A part that does not exist is said, and so is a build that is not there.
status=0
FR_WORK=$work bench/all --only nothing 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ] && grep -q "there is no part 'nothing'" "$work/said.txt" || {
  echo "FAILED an unknown part: status $status"
  exit 1
}
status=0
FR_BUILD_DIR=$work/nowhere FR_WORK=$work bench/all --tiny 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ] && grep -q 'does not exist; build it' "$work/said.txt" || {
  echo "FAILED without a build: status $status"
  exit 1
}
