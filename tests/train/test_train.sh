#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# examples/train on a small simulated bank: it trains, exports and writes a policy; labels that came later change nothing;
# its protocol is what was worked out by hand; the handbook's features are those of Python.
set -eu
root=$PWD
tool=${FRAUDRISK:-$root/build/release/bin/fraudrisk}
keep=${FR_BUILD_DIR:-$root/build}/train
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "$1" >&2
  exit 1
}

if ! python3 -c 'import ensurepip' 2>/dev/null; then
  echo "skipped: python3-venv is missing, so the packages of examples/train cannot be fetched"
  exit 77
fi
for policy in features book; do
  "$tool" policy check "examples/train/$policy.yaml" >"$work/out" 2>&1 || fail "$policy.yaml: $(cat "$work/out")"
done

# The environment stays with the build; all else is made anew.
mkdir -p "$keep"
"$tool" simulate --seed 7 --customers 300 --days 40 --base-rate 20000 --no-settled --out "$work/world" >"$work/out"
train() {
  python3 examples/train/train.py fit --tool "$tool" --work "$keep" --in "$work/world/transfers.csv" --events "$1" \
    --as-of "$date" --features tests/train/small.yaml --option=--outcomes-reported --option=no >"$work/said" 2>&1 || {
    [ $? -ne 77 ] || { cat "$work/said"; exit 77; }
    fail "train.py: $(cat "$work/said")"
  }
}
date=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "time") at = i; next } { print substr($at, 1, 10) }' \
  "$work/world/transfers.csv" | sort -u | sed -n 30p)
rm -rf "$keep/model"
train "$work/world/events.csv"
grep -q 'AUC ROC / average precision / card precision@100 0\.' "$work/said" || fail "no measures: $(cat "$work/said")"
for file in model.json policy.yaml points.csv; do
  [ -s "$keep/model/$file" ] || fail "$file was not written"
done
grep -q '^    file: model.json$' "$keep/model/policy.yaml" || fail "the policy does not name the model"
mv "$keep/model" "$work/before"

# What was reported from that day on is not there yet: without it comes the same model, byte by byte.
awk -F, -v date="$date" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "time") at = i; print; next }
  $at < date' "$work/world/events.csv" >"$work/events.csv"
[ "$(wc -l <"$work/events.csv")" -lt "$(wc -l <"$work/world/events.csv")" ] || fail "nothing came later"
train "$work/events.csv"
cmp -s "$work/before/model.json" "$keep/model/model.json" || fail "what came later changed the model"

# Without what was reported in the last days before it comes another: so the comparison can fail.
awk -F, 'NR == 1 || $1 != "fraud_reported" || NR % 2' "$work/events.csv" >"$work/fewer.csv"
train "$work/fewer.csv"
if cmp -s "$work/before/model.json" "$keep/model/model.json"; then fail "fewer reports made the same model"; fi

# Where there is nothing to learn from it says so.
code=0
python3 examples/train/train.py fit --tool "$tool" --work "$keep" --in "$work/world/transfers.csv" \
  --events "$work/fewer.csv" --as-of 2020-01-01 --features tests/train/small.yaml --option=--outcomes-reported \
  --option=no >"$work/said" 2>&1 || code=$?
if [ "$code" -ne 1 ] || ! grep -q 'of the 0 transfers of the week from 2019-12-18, 0 were reported' "$work/said"; then
  fail "as of 2020: $code, $(cat "$work/said")"
fi

python3 tests/features/generate.py >"$work/rows.csv"
python3 tests/train/make_reports.py <"$work/rows.csv" >"$work/reports.csv"
"$tool" features --policy examples/train/book.yaml --in "$work/rows.csv" --events "$work/reports.csv" \
  --outcomes-reported no --complete-from always --ignore-columns --out "$work/features.csv" 2>"$work/out" ||
  fail "features: $(cat "$work/out")"
PYTHONPATH=examples/train "$keep/python/bin/python" tests/train/check_protocol.py "$work/rows.csv" "$work/reports.csv" \
  "$work/features.csv" "$work"
