#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# fraudrisk score --journal, and fraudrisk journal: what was scored is in the journal, is decided again the same, goes on
# from where it stopped, and is noticed when it is changed.
. "$(dirname "$0")/lib.sh"

fail() {
  echo "journal: $1"
  exit 1
}

"$FRAUDRISK" policy build -o p.frb "$here/small.yaml" >/dev/null
key=000102030405060708090a0b0c0d0e0f
sealing=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
{
  echo id,time,payer,payee,amount,remark
  for i in $(seq 1 60); do
    echo "T$i,2026-01-06 10:$(printf %02d $((i % 60))):00,ACCOUNT$((i % 5)),B$((i % 7)),$((i * 13)).50,safe account $i"
  done
} | sort -t, -k2,2 -s | grep -v ^id >rows
{ echo id,time,payer,payee,amount,remark; head -40 rows; } >first.csv
{ echo id,time,payer,payee,amount,remark; tail -20 rows; } >second.csv
{ echo id,time,payer,payee,amount,remark; cat rows; } >all.csv

score() { "$FRAUDRISK" score --policy p.frb --key $key "$@"; }
score --in all.csv >whole.out
mkdir j plain
score --in first.csv --journal j --sealing-key $sealing >one.out
score --in second.csv --journal j --sealing-key $sealing >two.out
cat one.out two.out >parts.out
cmp -s whole.out parts.out || fail "a run in two parts decides otherwise than one in one"

"$FRAUDRISK" journal show --jsonl j >shown || fail "show"
[ "$(grep -c '"kind":"scored"' shown)" = 60 ] || fail "not every transfer was journaled"
[ "$(grep -c '"kind":"decided"' shown)" = 60 ] || fail "not every decision was journaled"
[ "$(grep -c '"kind":"opened"' shown)" = 2 ] || fail "it was opened twice"
grep -q '"sealed_bytes":' shown || fail "nothing was sealed"
python3 -c 'import json,sys; [json.loads(line) for line in open("shown")]' || fail "show --jsonl writes no JSON"
cat j/* | grep -aq -e 'safe account' -e ACCOUNT1 && fail "the journal holds a remark or an account number"
"$FRAUDRISK" journal show j | grep -q ' decided attempt=' || fail "show writes no lines"

"$FRAUDRISK" journal export --csv j >export.csv || fail "export"
[ "$(wc -l <export.csv)" = 61 ] || fail "export has not every decision"
"$FRAUDRISK" journal export j >export.jsonl
# From a decision's own number on, though its attempt stands before it.
number=$(sed -n 30p export.jsonl | sed 's/^{"sequence":\([0-9]*\),.*/\1/')
"$FRAUDRISK" journal export --from "$number" j | cmp -s - "$(tail -n +30 export.jsonl >rest.jsonl && echo rest.jsonl)" ||
  fail "export --from leaves out the decision that it begins with"
if "$FRAUDRISK" journal export --from 100000 j >/dev/null 2>said; then fail "export from a record that is not there"; fi
[ "$(cut -d'"' -f6 whole.out | sort)" = "" ] && fail "this test is wrong"
python3 - <<'PY' || fail "export tells other outcomes than score did"
import json
scored = [json.loads(line)["outcome"] for line in open("whole.out")]
exported = [json.loads(line)["outcome"] for line in open("export.jsonl")]
assert scored == exported and len(scored) == 60
PY

"$FRAUDRISK" journal verify --allow-unsigned --replay --key $key --sealing-key $sealing j >verified || fail "verify: $(cat verified)"
grep -q 'decisions made again: 60 the same byte for byte, 0 others' verified || fail "$(cat verified)"
sequence=$(sed -n 's/^{"sequence":\([0-9]*\),"kind":"decided".*/\1/p' shown | head -1)
"$FRAUDRISK" journal prove --sequence "$sequence" j >proof || fail "prove"
python3 -c 'import json; json.load(open("proof"))' || fail "a proof is no JSON"
"$FRAUDRISK" journal prove --sequence 100000 j >/dev/null 2>&1 && fail "a record that there is not was proven"

# Whoever destroys the keys has erased the texts, and the journal verifies as before.
rm j/key-*.frk
"$FRAUDRISK" journal verify --allow-unsigned --allow-not-made --replay --key $key --sealing-key $sealing j >verified || fail "without keys: $(cat verified)"
grep -q '0 others' verified || fail "$(cat verified)"
grep -q 'not made again: 60' verified || fail "$(cat verified)"

# Another key's journal, and a changed byte.
"$FRAUDRISK" score --policy p.frb --in first.csv --journal j >/dev/null 2>said && fail "another key's journal was taken"
grep -q "another engine's key" said || fail "$(cat said)"
segment=$(ls j/*.journal | head -1)
printf 'X' | dd of="$segment" bs=1 seek=3000 conv=notrunc 2>/dev/null
"$FRAUDRISK" journal verify j >/dev/null 2>said && fail "a changed byte was not noticed"

status=0
"$FRAUDRISK" journal >/dev/null 2>&1 || status=$?
[ $status = 2 ] || fail "journal alone is no usage error"
"$FRAUDRISK" journal prove j >/dev/null 2>&1 && fail "prove needs --sequence"
"$FRAUDRISK" features --policy p.frb --in first.csv --journal j >/dev/null 2>&1 && fail "features took --journal"
echo "journal: 60 decisions, made again, exported and proven"
