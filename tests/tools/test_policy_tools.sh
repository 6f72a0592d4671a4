#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What an analyst uses besides check and build: test, explain, diff, show, docs.
. "$(dirname "$0")/lib.sh"

cp "$here/analyst.yaml" "$here/small.yaml" .
cp -r "$here/scenarios" .

# ---- test: the policy's own, and scenarios beside it, in a folder, or in a file
mkdir small && mv small.yaml small/policy.yaml
run tool_test_nothing 0 policy test small
run tool_test_good 0 policy test analyst.yaml
"$FRAUDRISK" policy test analyst.yaml scenarios/one.yaml >out.txt 2>err.txt || true
says "one file" "2 passed, 0 failed" out.txt
cat >kinds.yaml <<'P'
- { kind: honest, transfer: { amount: 1 }, expect: { outcome: allow } }
- { kind: plain, transfer: { amount: 10, balance_before: 90000, channel: teller, observations: [coached] }, expect: { score: 0.. } }
- { kind: honest, transfer: { amount: 2 }, expect: { outcome: allow } }
- { kind: 7 days, transfer: { amount: 2 }, expect: { outcome: allow } }
P
run tool_test_kinds 1 policy test analyst.yaml kinds.yaml
mkdir wrong
cat >wrong/a.yaml <<P
name: wrong in everything
history: [{ ago: 1h, event: contact, caller: overseas }, { ago: 5d, amount: 100 }]
transfer: { amount: 30000, balance_before: 31000, channel: mobile, payee: H, payee.party_kind: public_body }
expect:
  outcome: hold
  scam: romance
  score: 10..20
  rules: [words, "!large", larg]
  words: { customer: [911, "!110"] }
P
cat >wrong/b.yaml <<P
- { transfer: { amount: 1x }, expect: { outcome: allow } }
- { transfer: { amount: 1 }, expect: { outcome: allow, score: ten, colour: red } }
- { transfer: { amount: 1 }, expect: { outcome: allow, score: 20..10 } }
- { transfer: { amount: 1 }, history: [{ ago: 1h, amount: 1 }, { ago: soon, amount: 1 }], expect: { outcome: allow } }
- { transfer: { amount: 1 } }
- { transfer: { amount: 1 }, expect: { outcome: allow }, expects: {} }
- just a text
P
printf 'transfer: { amount: 1\n' >wrong/c.yaml
: >wrong/notes.txt
run tool_test_wrong 1 policy test analyst.yaml wrong
run tool_test_no_file 1 policy test analyst.yaml nowhere.yaml

# ---- explain
head="id,time,payer,payee,amount,balance_before,channel,remark,attributes.branch_risk,teller.coached,kind"
printf '%s\n' "$head" "t1,2026-01-10 09:00:00,A,B,100,31000,mobile,,0.1,," "t2,2026-01-10 09:30:00,A,C,20000,21000,mobile,转安全账户,,," \
  "t3,2026-01-10 10:00:00,A,B,30000,31000,atm,,0.9,," "t4,2026-01-10 11:00:00,A,,500,0,atm,,,,cash_withdrawal" >transfers.csv
printf '%s\n' "event,time,party,caller,direction,list,payer,payee,amount" \
  "contact,2026-01-10 09:10:00,A,overseas,incoming,,,," "listed,2026-01-10 09:40:00,B,,,case_account,,," \
  "trusted,2026-01-10 09:41:00,,,,,A,B,90000" >events.csv
for id in t2 t3 t4; do
  run tool_explain_$id 0 policy explain analyst.yaml --transfer transfers.csv --events events.csv --id $id
done
run tool_explain_json 0 policy explain analyst.yaml --transfer transfers.csv --events events.csv --id t3 --json --language zh
run tool_explain_no_id 1 policy explain analyst.yaml --transfer transfers.csv
run tool_explain_other_id 1 policy explain analyst.yaml --transfer transfers.csv --id t9
printf '{"id":"j1","time":"2026-01-10 09:00:00","payer":"A","payee":"B","amount":"7"}\n' >one.json
run_stdin tool_explain_stdin 0 one.json policy explain analyst.yaml --transfer -
"$FRAUDRISK" policy build -o analyst.frb analyst.yaml >/dev/null
"$FRAUDRISK" policy explain analyst.frb --transfer one.json >bundle.txt
"$FRAUDRISK" policy explain analyst.yaml --transfer one.json >source.txt
same "a bundle is explained as its source" source.txt bundle.txt
for id in t2 t3 t4; do
  "$FRAUDRISK" policy explain analyst.yaml --transfer transfers.csv --events events.csv --id $id >wide.txt
  cases=$((cases + 1))
  awk 'length($0) > 100' wide.txt | grep -q . && fail "explain $id: wider than 100 columns"
  cases=$((cases + 1))
  grep -q WARNING wide.txt && fail "explain $id: not what the library decided"
done

# ---- show, docs
run tool_show 0 policy show analyst.yaml
run tool_docs 0 policy docs analyst.yaml
sed -e 's/  first: pair.first_time/  first:   "pair.first_time" # a comment/' -e 's/\[unknown, overseas\]/[ overseas, unknown ]/' \
  -e 's/transfer.amount >= 20000.0/(transfer.amount  >=  20000.0)/' analyst.yaml >again.yaml
"$FRAUDRISK" policy show -o a.txt analyst.yaml
"$FRAUDRISK" policy show -o b.txt again.yaml
same "the same policy written in another way" a.txt b.txt

# ---- diff
run tool_diff_same 0 policy diff analyst.yaml again.yaml
{
  sed -e 's/version: 7/version: 8/' -e 's/points: 30$/points: 45/' -e 's/overseas\]/flagged]/' -e 's/, safe account\]/]/' \
    -e 's/drained > 0.9/drained > 0.8 \&\& transfer.amount > 500.0/' -e '/^  largest:/d' -e 's/3.0 \* largest/90000.0/' \
    -e 's/warn: 40, hold: 80/warn: 40, hold: 90/' -e 's/atm: 36h/atm: 2d/' -e 's/Hang up and call 110/Hang up. Call 110/' \
    -e 's/ branch_risk: double/ branch_risk: double, vip: bool/' analyst.yaml |
    awk '/- id: hospital/ { skip = 1 } /- id: listed/ { skip = 0 } /^decision:/ { print "  - { id: vip, when: attributes.vip, points: -5, reason: { en: A good customer } }" } !skip'
} >newer.yaml
run tool_diff 0 policy diff analyst.yaml newer.yaml
run tool_diff_outcomes 0 policy diff analyst.yaml newer.yaml --in transfers.csv --events events.csv
run tool_diff_json 0 policy diff --json analyst.yaml newer.yaml --in transfers.csv --events events.csv
awk '/^rules:/ { print; rules = 1; next } /^decision:/ { printf "%s", kept; rules = 0 } rules && /- id: call_and_drain/ { held = 1 } rules && /- id: large/ { held = 0 } held { kept = kept $0 "\n"; next } 1' \
  analyst.yaml >order.yaml
run tool_diff_order 0 policy diff analyst.yaml order.yaml
run tool_diff_wrong 1 policy diff analyst.yaml nowhere.yaml
finish
