#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# policy check on whole policies: every error at once, warnings and notes, and the same as JSON lines.
. "$(dirname "$0")/lib.sh"

head() { printf '%s\n' 'fraudrisk: 1' 'name: test' 'version: 1' 'currency: CNY' 'utc_offset: "+08:00"'; }

# ---- errors of every kind, in the order of the lines, through folded and quoted texts and an included file
{
  head
  cat <<'P'
include: [more.yaml]
features:
  first: pair.first_time
  worse: nevre || first
  odd: worse > 3
  quoted: 'transfer.channel == "mobile" && transfer.kind == ''interbnk'''
  escaped: "transfer.channel == \"mobile\" && transfer.kind == \"interbnk\""
  other_side: payer.sent.filter(t, t.amount > payee.received.map(r, r.amount).max()).size()
  itself: payer.sent.filter(t, first).size()
rules:
  - { id: a, when: first, points: 3, reason: { en: "sent {transfer.amuont}", zh: "又 {nothing}" } }
  - id: b
    when: >-
      first &&
      teller.coachd && transfer.channel in ["atm", "mobile"]
    points: 10 +
    pionts: 2
    reason:
      en: >-
        some words
        and {transfer.remark}
  - { id: c, when: odd, points: transfer.amount, if_unknown: { points: x }, reason: { en: c } }
  - { id: d, when: 'transfer.remark.mentions("safe")', reason: { en: d } }
decision: [{ when: transfer.chanel == "atm", warn: 3 }, { warn: 40, hold: 8 }]
P
} >all.yaml
printf 'phrases: { save: [x] }\nfeatures:\n  more: payee.sent.within(duration("2h")).map(t, t.amount)\nadvise: {}\n' >more.yaml
run check_all 1 policy check all.yaml
run check_all_json 1 policy check --json all.yaml

# Once the expressions are right, every text with a value in it is looked at.
{
  head
  cat <<'P'
rules:
  - { id: a, when: "true", points: 3, reason: { en: "sent {transfer.amuont}", zh: "又 {nothing}, {transfer.amount" } }
  - id: b
    when: pair.first_time
    points: 2
    scam: romance
    reason:
      en: >-
        some words
        and {transfer.remark}
decision: [{ warn: 40, hold: 80 }]
advice: { romance: { customer: { en: "{transfer.time}, {payer.age}" }, teller: { en: [one }, "{transfer.amount:yuan}"] } } }
P
} >texts.yaml
sed -i 's/\[one }/["one }"/; s/, "{transfer.amount:yuan}"\]/, "{transfer.amount:yuan}"]/' texts.yaml
run check_texts 1 policy check texts.yaml

# ---- warnings and notes
{
  head
  cat <<'P'
lists: { used: [a, b], unused: [1] }
phrases: { used: [x], unused: [y] }
features:
  first: pair.first_time
  at_counter: teller.coached && transfer.channel == "teller"
  never_true: teller.coached && transfer.channel == "atm"
  never_known: 1 / 0
  unused: first
  said: payer.sent.within(duration("24h")).map(t, t.amount).sum()
rules:
  - { id: constant, when: "1 > 2 || 'a' == 'b'", points: 3, reason: { en: "{said}" } }
  - { id: no_teller, when: 'first && teller.coached && transfer.channel in ["atm", "mobile"]', points: 1, reason: { en: x } }
  - { id: no_teller_inside, when: at_counter && transfer.channel != "teller", points: 1, reason: { en: x } }
  - { id: no_session, when: session.on_call, channels: [teller], points: 1, reason: { en: x } }
  - { id: cash, when: transfer.kind == "cash_deposit" && payee.age > 60, points: 1, reason: { en: x } }
  - { id: numbers, when: transfer.amount > 100.0 && first && 50.0 > transfer.amount, points: 1, reason: { en: x } }
  - { id: words, when: payer.occupation == "student" && payer.occupation == "retired", points: 1, reason: { en: x } }
  - { id: not, when: first && !first, points: 1, reason: { en: x } }
  - { id: always, when: 'transfer.remark.mentions("used") || "a" in lists.used || true', points: 1, reason: { en: x } }
  - { id: same_a, when: first && transfer.amount > 5.0, points: 1, reason: { en: x } }
  - { id: same_b, when: 5.0 < transfer.amount && (pair.first_time), points: 1, reason: { en: x } }
  - { id: nothing_new, when: first && transfer.amount > 9.0, at_least: allow, reason: { en: x } }
  - { id: narrower, when: first && transfer.amount > 9.0 && payer.age > 70, points: 5, reason: { en: x } }
  - { id: member, when: 'transfer.channel in ["atm", "online"]', points: 5, reason: { en: x } }
  - { id: member_of, when: transfer.channel == "atm" && never_true, points: 5, reason: { en: x } }
  - { id: off, when: "true", points: 500, enabled: false, reason: { en: x } }
  # These are well.
  - { id: fine_a, when: 'session.on_call && (teller.coached || transfer.channel == "mobile")', points: 5, reason: { en: x } }
  - { id: fine_b, when: '!has(teller.coached) && transfer.channel == "atm"', points: 5, reason: { en: x } }
  - { id: fine_c, when: payee.age > 60 && transfer.amount > 1.0 && transfer.amount < 2.0, points: 5, reason: { en: x } }
  - { id: fine_d, when: transfer.amount > 5.0 && payer.age >= 18 && payer.age < 18.5, points: 5, reason: { en: x } }
  - { id: fine_e, when: 'payee.age > 1 || transfer.kind == "cash_deposit"', points: 5, reason: { en: x } }
decision:
  - { when: 'transfer.channel == "atm"', warn: 10, hold: 30 }
  - { when: 'transfer.channel == "atm" && first', hold: 30 }
  - { when: 'transfer.speed == "real_time" && 2 < 1', hold: 30 }
  - { warn: 0, hold: 80 }
advice: { romance: { customer: { en: x } } }
P
} >warnings.yaml
run check_warnings 0 policy check warnings.yaml
run check_notes 0 policy check --notes warnings.yaml
run check_warnings_json 0 policy check --json warnings.yaml

# Points that are an expression have no bound: then no threshold is called out of reach. Without rules nothing is.
{
  head
  printf '%s\n' 'rules: [{ id: a, when: pair.first_time, points: int(transfer.amount), reason: { en: x } }]' \
    'decision: [{ warn: 40, hold: 800000 }]'
} >bound.yaml
run check_no_bound 0 policy check bound.yaml
{
  head
  printf '%s\n' 'lists: { unused: [1] }' 'features: { f: transfer.amount }' 'decision: [{ warn: 0 }]'
} >features.yaml
run check_no_rules 0 policy check features.yaml

# Scams that are nearly spelt as one with advice, and the currency that is no code.
{
  head | sed 's/CNY/RMB/'
  cat <<'P'
rules:
  - { id: a, scam: fake_investmnt, when: pair.first_time, points: 50, reason: { en: x } }
  - { id: b, scam: fake_investment, when: transfer.amount > 5, points: 50, reason: { en: x } }
  - { id: c, scam: romance, when: transfer.amount > 7, points: 50, reason: { en: x } }
  - { id: d, scam: fake_investmint, when: transfer.amount > 9, points: 50, enabled: false, reason: { en: x } }
decision: [{ warn: 40, hold: 80 }]
advice: { fake_investment: { customer: { en: x } } }
P
} >scams.yaml
run check_scams 0 policy check scams.yaml

# Questions, the advice that asks them, and the advice that a rule names.
questions() {
  head
  cat <<'P'
rules:
  - { id: a, scam: romance, advice: ADVICE, when: transfer.amount > 5, points: 50, reason: { en: x } }
decision: [{ warn: 40, hold: 80 }]
P
}
{
  questions | sed 's/ADVICE/police_alrt/'
  cat <<'P'
attributes: { mood: string }
questions:
  1st: { ask: { en: one }, yes: coached }
  none: { yes: coached }
  both: { ask: { en: both }, yes: coached, no: hurried }
  typed: { ask: { en: typed }, yes: coched }
  far: { ask: { en: far }, no: something_else }
  mood: { ask: { en: mood }, yes: attributes.mood }
  empty: { ask: {} }
  values: { ask: { en: "{payer.age}?" } }
advice:
  romance: { ask: [tped, far, both], voice: { en: x } }
  police_alert: { ask: both, at_expiry: hold, overrides: yes }
P
} >questions_bad.yaml
run questions_bad 1 policy check questions_bad.yaml
{
  questions | sed 's/ADVICE/police_alert/'
  cat <<'P'
attributes: { ours: bool }
questions:
  met: { ask: { en: Have you met?, zh: 见过面吗？ }, no: payee_unknown }
  ours: { ask: { en: "Is {transfer.amount} ours?" }, yes: attributes.ours }
  purpose: { ask: { en: What is it for? } }
  unasked: { ask: { en: Well? } }
advice:
  romance:
    ask: [purpose, met, ours]
    voice: { en: Do not pay. }
    audit: { en: Romance }
  police_alert:
    overrides: true
    customer: { en: The police will call you. }
    documents: { en: [ID card, A letter] }
    expiry: { en: It goes. }
    at_expiry: release
tests:
  - transfer: { amount: 6, payer.age: 30 }
    expect:
      words:
        customer: [police will call, "!Romance"]
        voice: Do not pay
        teller: [What is it for, Have you met, 见过面吗, Is 6.00 yuan ours]
        documents: A letter
        audit: [Romance, x]
        reason: "!x"
        remedy: "!x"
  - transfer: { amount: 6 }
    expect: { words: { voice: shout } }
P
} >questions.yaml
run questions_check 1 policy check questions.yaml
sed '/^  - transfer: { amount: 6 }/,$d' questions.yaml >questions_good.yaml
run questions_docs 0 policy docs questions_good.yaml
sed -e 's/no: payee_unknown/yes: payee_unknown/' -e 's/ask: \[purpose, met/ask: [met, purpose/' questions_good.yaml >questions_changed.yaml
run questions_diff 0 policy diff questions_good.yaml questions_changed.yaml

# Ranks, gaps, rises and hours: what each takes, said where it stands; and constants are known where the policy is at home.
{
  head
  cat <<'P'
features:
  no_values: payer.sent.percentile(95)
  no_times: payer.sent.hours().size()
  no_number: payer.sent.map(t, t.amount).percentile()
  too_high: payer.sent.map(t, t.amount).percentile(950)
  too_low: payer.sent.map(t, t.amount).rises(0.5)
  not_times: payer.sent.map(t, t.amount).hours().size()
  no_gaps: payer.sent.map(t, t.channel).gaps().size()
  no_order: payer.sent.map(t, t.payee).percentile(50) == transfer.payee
  a_list: '[1, 2].percentile(101) > 1'
  misspelt: payer.sent.map(t, t.amount).percentil(95)
  a_time: payer.sent.map(t, t.time).percentile(50)
rules: [{ id: a, when: pair.first_time, points: 50, reason: { en: x } }]
decision: [{ warn: 40, hold: 80 }]
P
} >series.yaml
run check_series 1 policy check series.yaml
{
  head
  cat <<'P'
rules:
  - { id: a, when: '[timestamp("2026-01-01T20:00:00Z")].hours().first() == 4', points: 50, reason: { en: x } }
  - { id: b, when: '[timestamp("2026-01-01T20:00:00Z")].hours().first() == 20', points: 50, reason: { en: x } }
decision: [{ warn: 40, hold: 80 }]
P
} >home.yaml
run check_hours 0 policy check home.yaml

# A good policy says nothing as JSON.
cp "$here/analyst.yaml" .
sed -i 's/, big: \[20000\]//' analyst.yaml
"$FRAUDRISK" policy check --json analyst.yaml >out.txt 2>err.txt
cat err.txt >>out.txt
cases=$((cases + 1))
[ ! -s out.txt ] || fail "check --json of a good policy says: $(cat out.txt)"
if command -v python3 >/dev/null; then
  "$FRAUDRISK" policy check --json all.yaml >out.txt || true
  python3 -c 'import json; [json.loads(line)["severity"] for line in open("out.txt", encoding="utf-8")]' ||
    fail "check --json: a line is not JSON"
fi

# A thousand rules are looked at in pairs, and that does not take long.
{
  head
  echo 'features: { first: pair.first_time }'
  echo 'rules:'
  i=0
  while [ $i -lt 1000 ]; do
    printf '  - { id: r%d, when: first && transfer.amount > %d.0 && payer.age < %d, points: 1, reason: { en: x } }\n' $i $i $i
    i=$((i + 1))
  done
  echo 'decision: [{ warn: 40, hold: 80 }]'
} >thousand.yaml
"$FRAUDRISK" policy check thousand.yaml >out.txt 2>err.txt
says "a thousand rules" "1000 rules" out.txt
# The table of broken policies is whole.
for file in $(grep -l -- '--- status 1' "$here"/golden/policy_*.txt "$here"/golden/check_*.txt "$here"/golden/document_[!g]*.txt); do
  says "golden/README.md" "($(basename "$file"))" "$here/golden/README.md"
done
finish
