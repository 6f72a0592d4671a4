#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench_recover and bench_state --journal run to their ends, tiny, and find what they measure.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bin=$FR_BUILD_DIR/bin
"$FRAUDRISK" policy build -o "$work/f12.frb" bench/f12.yaml >/dev/null 2>&1
"$bin/bench_recover" --policy "$work/f12.frb" --journal "$work/journal" --parties 400 --calls 3000 >"$work/recover.json"
"$bin/bench_state" --policy "$work/f12.frb" --parties 400 --calls 500 --rounds 1 --remarks --journal "$work/one" \
  --journal "$work/two" >"$work/state.json" 2>/dev/null
python3 - "$work" <<'END'
import json
import sys

recovered = json.load(open(sys.argv[1] + "/recover.json"))
assert recovered["from_records"]["records"] >= 6000, recovered
assert recovered["from_snapshot"]["records"] < 10, recovered
measures = json.load(open(sys.argv[1] + "/state.json"))["measures"]
for name in ("cold_alone", "cold_journal_1", "cold_journal_2", "hot_alone", "hot_journal_1", "hot_journal_2"):
    assert measures[name]["p50_ns"] > 0, name
END
echo "recover: runs"
