#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# "A first rule" in docs/policy.md shows the files of examples/first-policy, and the command says what the page says.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
example=examples/first-policy

# The fenced block behind a comment that begins with these words.
block() {
  awk -v begin="<!-- $1" 'index($0, begin) == 1 { found = 1; next } found && /^```/ { if (inside) exit; inside = 1; next }
    inside { print }' docs/policy.md
}
block "the middle of $example/policy.yaml" >"$work/middle"
[ -s "$work/middle" ]
python3 - "$work/middle" "$example/policy.yaml" <<'PY'
import sys
middle, whole = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
sys.exit(0 if middle in whole else "the policy on the page is not that of examples/first-policy")
PY
block "the text of $example/scenarios/rising.yaml" | diff - "$example/scenarios/rising.yaml"

"$FRAUDRISK" policy check "$example" >"$work/check" 2>&1
if grep -q 'warning\|error' "$work/check"; then cat "$work/check"; exit 1; fi
"$FRAUDRISK" policy test "$example" >"$work/test"
echo "3 passed, 0 failed" | diff - "$work/test"

# A first transfer, before which there is nothing to compare, is no fault of the rule.
printf '%s\n' id,time,payer,payee,amount t1,2026-01-10T09:00:00+08:00,A,B,200 >"$work/first.csv"
"$FRAUDRISK" score --policy "$example/policy.yaml" --complete-from always --in "$work/first.csv" >"$work/scored"
if ! grep -qF '"flags":[]' "$work/scored"; then cat "$work/scored"; exit 1; fi

cp -r "$example" "$work/copy"
sed -i 's/paid_ever == paid_today/paid_evr == paid_today/' "$work/copy/policy.yaml"
if "$FRAUDRISK" policy check "$work/copy" >"$work/said" 2>&1; then echo "the mistake was not told"; exit 1; fi
block "what the command says" | tail -n +2 >"$work/page"
sed "s|$work/copy|$example|" "$work/said" | head -3 | diff "$work/page" -

# Without the rule the scenario fails: it tests what it says.
sed -i 's/points: 50/points: 1/; s/paid_evr/paid_ever/' "$work/copy/policy.yaml"
if "$FRAUDRISK" policy test "$work/copy" >/dev/null 2>&1; then echo "the scenarios pass without the rule"; exit 1; fi

# The rules about what outlives a history are right, and fire where their scenarios say.
{
  printf 'fraudrisk: 1\nname: outlives\nversion: 1\ncurrency: CNY\nutc_offset: "+08:00"\n'
  block "rules about what outlives a history"
  printf 'decision: [{ warn: 40, hold: 80 }]\nhold: { default: 24h }\non_error: { default: warn }\n'
} >"$work/outlives.yaml"
block "scenarios of these rules" >"$work/scenarios.yaml"
"$FRAUDRISK" policy check "$work/outlives.yaml" >"$work/check" 2>&1 || { cat "$work/check"; exit 1; }
if grep -q 'warning\|error' "$work/check"; then cat "$work/check"; exit 1; fi
"$FRAUDRISK" policy test "$work/outlives.yaml" "$work/scenarios.yaml" >"$work/test" || { cat "$work/test"; exit 1; }
echo "5 passed, 0 failed" | diff - "$work/test"
