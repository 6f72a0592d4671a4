#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# A policy that bounds itself: from the YAML to the answer, and each mistake with its sentence, place, line and caret.
. "$(dirname "$0")/lib.sh"

policy() {
  {
    printf '%s\n' 'fraudrisk: 1' 'name: test' 'version: 1' 'currency: CNY' 'utc_offset: "+08:00"' \
      'decision: [{ warn: 40, hold: 80 }]' 'rules:' \
      '  - { id: mad, when: transfer.amount >= 10.0, points: 80, reason: { en: Ten and more } }' \
      '  - { id: police, when: transfer.amount == 9.0, at_least: hold, binding: true, reason: { en: Nine } }'
    cat
  } >"$1.yaml"
}

policy good <<'P'
limits:
  - { channel: mobile, window: 1h, hold: 10%, warn: 20%, at_least: 2 }
  - { window: 24h, each_rule: true, hold: 12.5% }
P
policy other <<'P'
limits:
  - { channel: mobile, window: 60m, hold: 5%, warn: 20%, at_least: 2 }
P
run limits_check 0 policy check good.yaml
run limits_show 0 policy show good.yaml
run limits_docs 0 policy docs good.yaml
run limits_diff 0 policy diff good.yaml other.yaml

# Four that the rule holds, one of the police's, and again four: two holds, two warnings, and then nothing, but the police's.
{
  echo id,time,payer,payee,amount,channel
  for i in 1 2 3 4 5 6 7 8 9; do
    echo "t$i,2026-01-10T12:00:0$i+08:00,A,B,$((i == 5 ? 9 : 10)),mobile"
  done
} >in.csv
run limits_score 0 score --policy good.yaml --in in.csv
# In the journal each stands as the rules decided it and as it was answered; what they decided comes out again.
mkdir journal
"$FRAUDRISK" score --policy good.yaml --in in.csv --journal journal >answers
"$FRAUDRISK" journal show --jsonl journal >shown
"$FRAUDRISK" journal export journal >exported
"$FRAUDRISK" journal verify --allow-unsigned --replay --key 00000000000000000000000000000000 journal >verified ||
  fail "verify --replay: $(cat verified)"
grep -q 'decisions made again: 9 the same byte for byte, 0 others' verified || fail "$(cat verified)"
python3 - <<'PY' || fail "the journal does not tell limited decisions"
import json
answers = [json.loads(line) for line in open("answers")]
shown = [one for one in map(json.loads, open("shown")) if one["kind"] == "decided"]
exported = [json.loads(line) for line in open("exported")]
LIMITED = 512
lowered = [one for one in shown if one["flags"] & LIMITED]
assert len(lowered) == 6, len(lowered)
assert all(one["pure_outcome"] == "hold" and one["outcome"] in ("warn", "allow") for one in lowered)
assert all("pure_outcome" not in one for one in shown if not one["flags"] & LIMITED)
assert [one["outcome"] for one in answers] == [one["outcome"] for one in shown] == [one["outcome"] for one in exported]
PY

# A backtest measures the rules, unless it is told to have the limits lower what they say.
outcomes() { grep -E '^ +(allow|warn|hold) |limited' | sed 's/  */ /g'; }
"$FRAUDRISK" backtest --policy good.yaml --in in.csv | outcomes >backtest.txt
"$FRAUDRISK" backtest --policy good.yaml --in in.csv --limits | outcomes >>backtest.txt
run_said limits_backtest backtest.txt

policy bad <<'P'
limits:
  - { channel: mobil, window: 1h, hold: 10% }
  - { window: 90s, hold: 0.5 }
  - { window: 2d, warn: 101%, at_least: 0 }
  - { hold: 0%, each_rule: perhaps }
  - { window: 1h }
  - { window: soon, hold: 1.23456%, rule: x }
  - nothing
P
run limits_bad 1 policy check bad.yaml
policy no_list <<'P'
limits: { window: 1h, hold: 1% }
P
run limits_no_list 1 policy check no_list.yaml
{
  echo limits:
  for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do echo "  - { window: ${i}m, hold: 1% }"; done
} | policy many
run limits_many 1 policy check many.yaml
finish
