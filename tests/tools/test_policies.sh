#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Policies that are wrong, each with its sentence, place, line and caret. None of them is built.
. "$(dirname "$0")/lib.sh"

# What every policy has; the rest comes from standard input.
policy() {
  {
    printf '%s\n' 'fraudrisk: 1' 'name: test' 'version: 1' 'currency: CNY' 'utc_offset: "+08:00"'
    cat
  } >"$1.yaml"
}
decision='decision: [{ warn: 40, hold: 80 }]'
reason='reason: { en: why }'
bad() {
  policy "$1"
  run "policy_$1" 1 policy check "$1.yaml"
}

# YAML itself.
bad syntax <<P
rules: [
$decision
P
bad tab <<P
features:
	f: 1
$decision
P
bad duplicate_key <<P
$decision
features: { a: "1", b: "2", a: "3" }
P
bad anchor <<P
features: &all { a: "1" }
$decision
P
bad alias <<P
features: { a: *all }
$decision
P
bad tag <<P
features: { a: !!binary "1" }
$decision
P
bad second_document <<P
$decision
---
name: other
P
bad deep <<P
lists: [[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]
P
printf 'a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n' >laughs.yaml
run policy_laughs 1 policy check laughs.yaml
printf 'name: caf\351\n' >latin.yaml
run policy_latin 1 policy check latin.yaml
printf 'name: a\nversion: 1 # \344\270\200\000\n' >zero.yaml
run policy_zero 1 policy check zero.yaml
printf 'name: a\b\n' >control.yaml
run policy_control 1 policy check control.yaml
# U+009B begins a command to a terminal.
printf 'name: a\302\2331m\n' >command.yaml
run policy_command 1 policy check command.yaml
# A mark before UTF-8 is skipped, here and in what is included; lines and columns are those without it.
policy unmarked <<P
include: [marked_too.yaml]
rules: [{ id: a, when: nobody, points: 1, $reason }]
$decision
P
printf '\357\273\277' | cat - unmarked.yaml >marked.yaml
printf '\357\273\277features: { f: nothing }\n' >marked_too.yaml
run policy_marked 1 policy check marked.yaml
: >nothing.yaml
run policy_nothing 1 policy check nothing.yaml
{ printf 'name: "'; head -c 17000000 /dev/zero | tr '\0' x; printf '"\n'; } >large.yaml
run policy_large 1 policy check large.yaml
rm large.yaml
run policy_no_file 1 policy check nowhere.yaml
mkdir folder
run policy_no_policy_in_folder 1 policy check folder
printf -- '- a\n' >list.yaml
run policy_list 1 policy check list.yaml

# Shapes: all of them are told at once.
printf 'fraudrisk: 2\nnmae: x\n' >head.yaml
run policy_head 1 policy check head.yaml
printf 'fraudrisk: 2\nname: 7up!\nversion: "1"\ncurrency: yuan\nutc_offset: Peking\nfeatures: [a]\n' >head2.yaml
run policy_head2 1 policy check head2.yaml
bad rule_keys <<P
rules:
  - { id: a, when: "true", pionts: 40, $reason }
  - { id: b, when: "true", colour: red, $reason }
$decision
P
bad rules <<P
rules:
  - { id: a, when: "true", points: many, $reason }
  - { id: a b, when: "true", points: 1, $reason }
  - { id: c, points: 1, $reason }
  - { id: d, when: "true" }
  - { id: e, when: "true", at_least: stop, $reason }
  - { id: f, when: "true", hold: 400d, $reason }
  - { id: g, when: "true", binding: perhaps, $reason }
  - { id: h, when: "true", if_unknown: { outcome: warm }, $reason }
  - { id: i, when: , $reason }
  - { id: c, when: "true", reason: {} }
$decision
P
bad same_id <<P
rules:
  - { id: a, when: "true", $reason }
  - { id: b, when: "true", $reason }
  - { id: a, when: "true", $reason, enabled: false }
$decision
P
bad lists <<P
lists: { mixed: [1, a], word: x }
phrases: { p: [a, [b]] }
attributes: { a: float }
features: { not-a-name: "1" }
advice: { scam: { clerk: { en: hello }, teller: { en: [] }, atm: { en: } } }
$decision
P
bad phrases <<P
phrases:
  loud: { strong: [a], stronk: [b] }
  none: {}
  word: { weak: x }
  nested: { allow: [[a]] }
  deep: { medium: { strong: [a] } }
$decision
P
bad decision <<P
decision:
  - { warn: 80, hold: 40 }
  - { when: "true", warn: 1 }
hold: { default: soon, mobil: 2h }
on_error: { default: shrug }
P
bad no_decision <<P
rules: []
P

# In { } commas, braces and brackets end what is not in quotes.
bad flow_comma <<P
rules:
  - { id: a, when: payer.attempts.exists(t, t.status == "held"), points: 3, $reason }
$decision
P
bad flow_comma_feature <<P
features: { a: payer.sent.exists(t, t.amount > 2.0) }
$decision
P
bad flow_bracket <<P
rules:
  - { id: a, when: transfer.channel in ["atm", "mobile"], points: 3, $reason }
$decision
P
bad flow_brace <<P
rules:
  - { id: a, when: {1: 2}.size() > 1, points: 3, $reason }
$decision
P

# Expressions: told by the library, with the place in this file.
bad expression_syntax <<P
features:
  ok: 1 + 1
  broken: "payer.age >"
$decision
P
bad expression_type <<P
rules:
  - id: typed
    when: transfer.amount > "many"
    $reason
$decision
P
bad expression_name <<P
features:
  f: transfer.amuont + 1.0
$decision
P
bad expression_cycle <<P
features:
  a: b + 1
  b: a + 1
$decision
P
bad expression_enumeration <<P
rules:
  - id: channel
    when: >
      transfer.amount > 1.0
      && transfer.channel == "mobil"
    $reason
$decision
P
bad expression_not_bool <<P
rules:
  - { id: a, when: "1 + 1", $reason }
$decision
P
bad within_beyond <<P
features:
  f: payer.sent.within(duration("10000h")).size()
$decision
P

bad within_horizon <<P
features:
  f: payer.sent.within(duration("3000h")).size()
$decision
P

# Includes.
policy included <<P
include: [more.yaml]
features: { a: "1" }
$decision
P
printf 'features: { a: "2" }\n' >more.yaml
run policy_include_twice 1 policy check included.yaml
printf '\nfeatures:\n  b: payer.nothing\n' >more.yaml
run policy_include_place 1 policy check included.yaml
printf 'decision: []\n' >more.yaml
run policy_include_keys 1 policy check included.yaml
printf 'features: { b: a + 1 }\n' >more.yaml
run policy_include_good 0 policy check included.yaml

# By theme, in folders: mistakes are told where they stand, and the bundle is the one of a single file.
mkdir -p whole split/rules
policy whole/policy <<P
lists: { strangers: [unknown, overseas] }
features:
  new_payee: pair.first_time
  called: session.caller in lists.strangers
rules:
  - { id: b, scam: romance, when: new_payee, points: 20, $reason }
  # a comment that only one of the two has
  - { id: a, scam: mule, when: called && new_payee, points: 20, reason: { en: 'sends {transfer.amount}' } }
$decision
advice: { mule: { customer: { en: 'Stop {transfer.amount}.' } }, romance: { teller: { en: Ask. } } }
P
policy split/policy <<P
include: [features.yaml, rules/first.yaml, rules/second.yaml, words.yaml]
$decision
P
printf 'lists: { strangers: [unknown, overseas] }\nfeatures:\n  new_payee: pair.first_time\n' >split/features.yaml
printf '\n  called: session.caller in lists.strangers\n' >>split/features.yaml
printf 'rules:\n  - { id: b, scam: romance, when: new_payee, points: 20, %s }\n' "$reason" >split/rules/first.yaml
cat >split/rules/second.yaml <<'P'
rules:
  - id: a
    scam: mule
    when: called && new_payee
    points: 20
    reason:
      en: sends {transfer.amount}
P
printf 'advice:\n  romance: { teller: { en: Ask. } }\n' >split/words.yaml
printf "  mule: { customer: { en: 'Stop {transfer.amount}.' } }\n" >>split/words.yaml
"$FRAUDRISK" policy build -o whole.frb whole >/dev/null
"$FRAUDRISK" policy build -o split.frb split >/dev/null
same "a policy in one file and in several" whole.frb split.frb
sed 's/called/caled/' split/rules/second.yaml >second.yaml
mv second.yaml split/rules/second.yaml
run policy_include_folder 1 policy check split
bad include_outside <<P
include: [../x.yaml]
$decision
P

# Tests of a policy.
policy tests <<P
features: { first: pair.first_time }
rules:
  - { id: first, scam: romance, when: first, points: 50, $reason }
  - { id: called, when: 'customer.contacts.within(duration("2h")).exists(c, c.caller == "overseas")', points: 40, $reason }
$decision
tests:
  - name: right
    transfer: { amount: 1 }
    expect: { outcome: warn, scam: romance, score: 50, rules: [first, "!called"] }
  - name: history is seen
    history:
      - { ago: 2d, amount: 5 }
      - { ago: 1h, event: contact, caller: overseas }
    transfer: { amount: 1 }
    expect: { outcome: warn, scam: none, score: 40, rules: [called] }
  - name: wrong in everything
    transfer: { amount: 1 }
    expect: { outcome: hold, scam: none, score: 51, rules: [called, "!first", nobody] }
  - { name: no transfer, expect: { outcome: allow } }
  - { name: no expectation, transfer: { amount: 1 } }
  - { name: column, transfer: { amuont: 1 }, expect: { outcome: allow } }
  - { name: cell, transfer: { amount: 1x }, expect: { outcome: allow } }
  - { name: later, transfer: { amount: 1 }, history: [{ time: 2027-01-01, amount: 1 }], expect: { outcome: allow } }
  - { name: no time, transfer: { amount: 1 }, history: [{ amount: 1 }], expect: { outcome: allow } }
  - { name: refused, transfer: { amount: 1, payee: payer }, expect: { outcome: allow } }
P
run policy_tests 1 policy check tests.yaml
policy test_columns <<P
$decision
tests:
  - { name: column, transfer: { amount: 1, colour: red }, expect: { outcome: allow } }
  - { name: attribute, transfer: { amount: 1, attributes: { mood: good } }, expect: { outcome: allow } }
  - { name: history, transfer: { amount: 1 }, history: [{ ago: 1h, amount: 1, colour: red }], expect: { outcome: allow } }
  - { name: number, transfer: { amount: 1, time: 20260110 }, expect: { outcome: allow } }
  - { name: early, transfer: { amount: 1, time: 1971-01-04 }, history: [{ ago: 2d, amount: 1 }], expect: { outcome: allow } }
P
run policy_test_columns 1 policy check test_columns.yaml
run policy_tests_build 1 policy build -o tests.frb tests.yaml
[ ! -e tests.frb ] || fail "a policy whose tests fail was built"

# The same source gives the same bytes; the bundle is what score takes.
cp "$here/small.yaml" .
"$FRAUDRISK" policy build -o a.frb small.yaml >/dev/null
"$FRAUDRISK" policy build -o b.frb small.yaml >/dev/null
same "a bundle built twice" a.frb b.frb
run policy_build_default_name 0 policy build small.yaml
same "the default name" a.frb small-3.frb

run policy_check_bundle 1 policy check a.frb
run policy_build_bundle 1 policy build a.frb

# Bundles that are none, or damaged.
printf '%s\n' "id,time,payer,payee,amount" "t1,1,A,B,1" >one.csv
: >empty.frb
run bundle_empty 1 score --policy empty.frb --in one.csv
head -c 100 a.frb >cut.frb
run bundle_cut 1 score --policy cut.frb --in one.csv
{ head -c 50 a.frb; printf 'X'; tail -c +52 a.frb; } >flipped.frb
run bundle_flipped 1 score --policy flipped.frb --in one.csv
run bundle_none 1 score --policy one.csv --in one.csv
run bundle_missing 1 score --policy nowhere.frb --in one.csv
finish
