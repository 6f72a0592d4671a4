#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# fraudrisk backtest --journal: the same figures as from the file that was scored, under the policy of then and under
# another; labels are what was reported.
. "$(dirname "$0")/lib.sh"

fail() {
  echo "backtest of a journal: $1"
  exit 1
}

"$FRAUDRISK" policy build -o p.frb "$here/small.yaml" >/dev/null
sed 's/much_a_day/more_a_day/; s/> 1000.0/> 700.0 || transfer.remark.contains("account 2")/; s/version: 3/version: 4/' \
  "$here/small.yaml" >other.yaml
key=000102030405060708090a0b0c0d0e0f
sealing=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
{
  echo id,time,payer,payee,amount,remark,fraud
  for i in $(seq 1 59); do
    echo "T$i,2026-01-06 10:$(printf %02d "$i"):00,A$((i % 5)),B$((i % 7)),$((i * 13)).50,safe account $((i % 3)),$([ $((i % 9)) = 0 ] && echo yes || echo no)"
  done
} >all.csv
{
  echo event,time,transfer_id,payer,payee,amount
  for i in $(seq 9 9 54); do
    echo "fraud_reported,2026-01-07 10:$(printf %02d "$i"):00,T$i,A$((i % 5)),B$((i % 7)),$((i * 13)).50"
  done
  echo "fraud_reported,2026-01-07 11:00:00,T10,A0,B3,130.50"
  echo "cleared,2026-01-07 12:00:00,T10,A0,B3,130.50"
} >events.csv

mkdir j
"$FRAUDRISK" score --policy p.frb --key $key --in all.csv --events events.csv --journal j --sealing-key $sealing \
  >/dev/null || fail "score"
again() { "$FRAUDRISK" backtest --key $key --journal j "$@"; }
for policy in p.frb other.yaml "other.yaml --challenger p.frb" "p.frb --challenger other.yaml --challenger p.frb"; do
  # shellcheck disable=SC2086
  "$FRAUDRISK" backtest --policy $policy --key $key --in all.csv --events events.csv --out file >from_file || fail "of the file"
  # shellcheck disable=SC2086
  again --policy $policy --sealing-key $sealing --out journal >from_journal 2>said || fail "$policy: $(cat said)"
  python3 - <<'PY' || fail "$policy: the journal gives other figures than the file"
import json
def load(name):
    told = json.load(open(f"{name}/backtest.json"))
    for policy in told["policies"]: # a journal has no transfer's id, only a key; and it knows what was recorded
        del policy["recorded"]
        for example in policy["examples"]:
            del example["id"]
    for comparison in told["comparisons"]:
        for transfer in comparison["transfers"]:
            del transfer["id"]
    return told
file, journal = load("file"), load("journal")
for key in ("policies", "comparisons", "interval"):
    assert file[key] == journal[key], (key, file[key], journal[key])
for key in ("transfers", "amount_minor", "frauds", "honest", "first_time", "last_time", "days"):
    assert file["data"][key] == journal["data"][key], (key, file["data"], journal["data"])
assert journal["data"]["labels"] == "journal" and journal["data"]["files"] == []
assert file["policies"][0]["quality"]["warn_or_hold"]["recall"]["low"] is not None
PY
  grep -A3 '^against the labels' from_file >labels.file
  grep -A3 '^against the labels' from_journal >labels.journal
  cmp -s labels.file labels.journal || fail "other labels: $(cat labels.journal)"
done
again --policy p.frb --sealing-key $sealing | grep -q '^recorded of this policy: 59 decisions as they are now, 0 others' ||
  fail "what was recorded is not what is decided now"
again --policy other.yaml --sealing-key $sealing | grep -q '^recorded of this policy' &&
  fail "the other policy was never asked"
cmp -s from_file from_journal && fail "this test is wrong"
# A challenger that decided then, in whatever role, is asked what it says now; the policy that was never asked is not.
again --policy other.yaml --challenger p.frb --sealing-key $sealing --out asked >/dev/null 2>&1 || fail "a challenger's records"
python3 - <<'PY' || fail "what was recorded of the challenger"
import json
told = [policy["recorded"] for policy in json.load(open("asked/backtest.json"))["policies"]]
assert told == [{"same": 0, "others": 0}, {"same": 59, "others": 0}], told
PY

# Texts need their key, and are not guessed.
again --policy other.yaml >/dev/null 2>said && fail "a policy that reads remarks was content without the key"
grep -q '59 transfers could not be decided again' said || fail "$(cat said)"

# What the journal has is not given twice.
for wrong in "--in all.csv" "--events events.csv" --limits "--threads 2"; do
  status=0
  # shellcheck disable=SC2086
  again --policy p.frb $wrong >/dev/null 2>&1 || status=$?
  [ $status = 2 ] || fail "$wrong is no usage error"
done
"$FRAUDRISK" backtest --policy p.frb --journal j >/dev/null 2>said && fail "another key's journal was taken"
"$FRAUDRISK" backtest --policy p.frb --key $key --journal nowhere >/dev/null 2>said && fail "there is no such journal"
echo "backtest of a journal: 59 transfers under two policies, as from the file"
