#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What a policy's rules may say beside a condition: points that are expressions, channels, times, values in words; each
# from the YAML to the answer, and each mistake with its sentence, place, line and caret.
. "$(dirname "$0")/lib.sh"

policy() {
  {
    printf '%s\n' 'fraudrisk: 1' 'name: test' 'version: 1' 'currency: CNY' 'utc_offset: "+08:00"' \
      'decision: [{ warn: 40, hold: 80 }]'
    cat
  } >"$1.yaml"
}
bad() {
  policy "$1"
  run "document_$1" 1 policy check "$1.yaml"
}

# All of it at work.
policy good <<'P'
hold: { default: 24h, mobile: 2h }
on_error: { default: warn, atm: hold }
attributes: { branch_risk: double }
features:
  sent_24h: payer.sent.within(duration("24h")).map(t, t.amount).sum()
  drained: transfer.amount / transfer.balance_before
rules:
  - id: by_amount
    scam: romance
    when: transfer.amount >= 1000.0
    points: "int(transfer.amount / 1000.0)"
    reason: { zh: '转出{transfer.amount}，占余额{drained:percent}；此前24小时{sent_24h}', en: '{transfer.amount} leave' }
  - id: at_machines
    when: transfer.amount > 1.0
    channels: [atm, mobile]
    points: 5
    if_unknown: { points: "1 + 1" }
    reason:
      en: At {transfer.time} by {transfer.channel}, age {payer.age} {{as told}}
  - id: while_it_lasts
    when: transfer.amount > 2.0
    valid_from: 2026-01-10
    valid_until: 2026-01-12
    points: 7
    reason: { en: In those three days }
  - id: until_noon
    when: transfer.amount > 3.0
    valid_until: 2026-01-11T12:00:00+08:00
    points: 100
    reason: { en: Before noon of the eleventh }
  - id: switched_off
    enabled: false
    when: transfer.amount > 4.0
    points: 1000
    reason: { en: Never }
advice:
  romance:
    customer:
      en: [ "{transfer.amount} would go.", Talk to somebody first. ]
    teller: { en: 'Sent in a day: {sent_24h:amount}' }
tests:
  - { name: held, transfer: { amount: 90000, channel: mobile, time: 2026-01-15 }, expect: { score: 95, outcome: hold } }
  - { name: elsewhere, transfer: { amount: 10000, channel: teller, time: 2026-01-15 }, expect: { rules: ["!at_machines"] } }
P
cat >good.csv <<'C'
id,time,payer,payee,amount,balance_before,channel,payer.age
t1,2026-01-09T23:59:59+08:00,A,B,2000,4000,teller,
t2,2026-01-10T00:00:00+08:00,A,B,2000,4000,atm,71
t3,2026-01-11T11:59:59+08:00,A,B,500.5,,,
t4,2026-01-11T12:00:00+08:00,A,B,500.5,,mobile,
t5,2026-01-12T23:59:59+08:00,A,C,95000,100000,mobile,30
t6,2026-01-13T00:00:00+08:00,A,C,95000,100000,mobile,30
t7,2026-01-13T00:00:00+08:00,A,A,1,,atm,30
C
run document_good 0 policy check good.yaml
run document_good_en 1 score --policy good.yaml --in good.csv
run document_good_zh 1 score --policy good.yaml --in good.csv --language zh
"$FRAUDRISK" policy build -o good.frb good.yaml >/dev/null
"$FRAUDRISK" score --policy good.frb --in good.csv --threads 2 >two.txt 2>/dev/null || true
"$FRAUDRISK" score --policy good.frb --in good.csv --threads 1 >one.txt 2>/dev/null || true
same "one thread and two" one.txt two.txt

# Values in words.
bad words_name <<'P'
features: { sent_24h: payer.sent.size() }
rules:
  - id: a
    when: sent_24h > 1
    reason:
      zh: 一天内已转出{sent_24}
      en: Sent within a day
P
bad words_brace <<'P'
rules:
  - id: a
    when: "true"
    reason: { en: 'more than {transfer.amount' }
P
bad words_expression <<'P'
rules:
  - id: a
    when: "true"
    reason: { en: 'more than {transfer.amount / 2.0}' }
P
bad words_style <<'P'
rules:
  - id: a
    when: "true"
    reason: { en: '{transfer.amount:money}' }
P
bad words_customer <<'P'
features: { mules: payee.received.size() }
rules: [{ id: a, when: mules > 3, scam: mule, reason: { en: why } }]
advice:
  mule:
    teller: { en: '{mules} transfers came in' }
    customer:
      en:
        - Stop.
        - You sent {transfer.amount} to one of {mules}.
P
bad words_remark <<'P'
rules: [{ id: a, when: "true", reason: { en: 'It says {transfer.remark}' } }]
P
printf 'rules:\n  - id: b\n    when: "true"\n    reason: { en: "{transfer.amout}" }\n' >more.yaml
policy words_included <<'P'
include: [more.yaml]
P
run document_words_included 1 policy check words_included.yaml

# Points.
bad points_type <<'P'
rules: [{ id: a, when: "true", points: "transfer.amount / 1000.0", reason: { en: why } }]
P
bad points_unknown_name <<'P'
rules: [{ id: a, when: "true", points: 1, if_unknown: { points: "int(transfer.amuont)" }, reason: { en: why } }]
P
bad points_range <<'P'
rules: [{ id: a, when: "true", points: 1000001, reason: { en: why } }]
P

# Who is there, and what goes along.
bad actions <<'P'
rules:
  - { id: a, when: "true", actions: refer, reason: { en: why } }
  - { id: b, when: "true", actions: [refer, step_upp, pray, refer], reason: { en: why } }
  - { id: c, when: "true", victim_present: perhaps, reason: { en: why } }
P
policy presence <<'P'
rules:
  - { id: moved, when: session.remote_control, points: 90, victim_present: false, actions: [step_up, notice], reason: { en: Somebody else acts } }
tests:
  - { name: both, transfer: { amount: 1, session.remote_control: true }, expect: { victim_present: false, actions: [step_up, "!refer"] } }
  - { name: neither, transfer: { amount: 1 }, expect: { victim_present: unknown, actions: ["!step_up"] } }
P
printf '%s\n' id,time,payer,payee,amount,remote_control t1,2026-01-10T00:00:00Z,A,B,1,yes t2,2026-01-10T00:00:00Z,A,B,1, >presence.csv
run document_presence 0 policy check presence.yaml
run document_presence_score 0 score --policy presence.yaml --in presence.csv
run document_presence_explain 0 policy explain presence.yaml --transfer presence.csv --id t1
run document_presence_docs 0 policy docs presence.yaml
policy presence_wrong <<'P'
rules:
  - { id: moved, when: session.remote_control, points: 90, victim_present: false, actions: [step_up, notice], reason: { en: Somebody else acts } }
tests:
  - { name: both, transfer: { amount: 1, session.remote_control: true }, expect: { victim_present: true, actions: [refer, "!step_up", pray] } }
P
run document_presence_wrong 1 policy check presence_wrong.yaml

# A hold that is a waiting period, and one in doubt. The second transfer comes after the first was told as delayed.
policy delay <<'P'
features: { delayed_before: 'customer.attempts.exists(t, t.status == "delayed")' }
rules:
  - { id: law, when: transfer.channel == "atm", at_least: hold, delay: true, hold: 24h, reason: { en: The law has it wait } }
  - { id: doubt, when: session.on_call, points: 90, reason: { en: Somebody is on the phone } }
  - { id: again, when: delayed_before, points: 5, delay: false, reason: { en: One waits } }
tests:
  - { name: waits, transfer: { amount: 1, channel: atm }, expect: { outcome: hold, delayed: true } }
  - { name: doubted, transfer: { amount: 1, channel: atm, session.on_call: true }, expect: { outcome: hold, delayed: false } }
  - { name: no hold, transfer: { amount: 1, channel: teller }, expect: { outcome: allow, delayed: false } }
  - name: after one that waits
    history: [{ ago: 2h, id: w, payee: C, amount: 9, status: attempted }, { ago: 1h, event: delayed, transfer_id: w, payee: C, amount: 9 }]
    transfer: { amount: 1 }
    expect: { score: 5, rules: [again] }
  - { name: after one recorded as such, history: [{ ago: 2h, payee: C, amount: 9, status: delayed }], transfer: { amount: 1 }, expect: { score: 5 } }
P
printf '%s\n' id,time,payer,payee,amount,channel,on_call t1,2026-01-10T00:00:00Z,A,B,1,atm,no t2,2026-01-10T01:00:00Z,A,C,1,atm,yes >delay.csv
printf '%s\n' time,event,transfer_id,payer,payee,amount 2026-01-10T00:00:01Z,delayed,t1,A,B,1 >delay_events.csv
run document_delay 0 policy check delay.yaml
run document_delay_score 0 score --policy delay.yaml --events delay_events.csv --in delay.csv
run document_delay_explain 0 policy explain delay.yaml --transfer delay.csv --id t1
run document_delay_doubt 0 policy explain delay.yaml --transfer delay.csv --id t2 --json
run document_delay_docs 0 policy docs delay.yaml
"$FRAUDRISK" backtest --policy delay.yaml --in delay.csv --out delay_out >delay_out.txt 2>err.txt
cases=$((cases + 1))
grep -q '^flag delayed  *1 transfers$' delay_out.txt || fail "backtest does not count what waits: $(cat delay_out.txt err.txt)"
policy delay_wrong <<'P'
rules:
  - { id: law, when: transfer.channel == "atm", at_least: hold, delay: true, reason: { en: why } }
tests:
  - { name: waits, transfer: { amount: 1, channel: atm }, expect: { delayed: false } }
  - { name: goes, transfer: { amount: 1, channel: teller }, expect: { delayed: true } }
P
run document_delay_wrong 1 policy check delay_wrong.yaml
bad delay_alone <<'P'
rules:
  - { id: a, when: "true", delay: true, reason: { en: why } }
  - { id: b, when: "true", delay: true, at_least: warn, reason: { en: why } }
  - { id: c, when: "true", delay: perhaps, at_least: hold, reason: { en: why } }
P
# A hold in doubt beside a waiting period does not add nothing; the waiting period beside it does.
policy delay_beside <<'P'
rules:
  - { id: law, when: transfer.amount > 5.0, at_least: hold, delay: true, reason: { en: why } }
  - { id: doubt, when: transfer.amount > 9.0, at_least: hold, reason: { en: why } }
  - { id: law_too, when: transfer.amount > 12.0, at_least: hold, delay: true, reason: { en: why } }
P
run document_delay_beside 0 policy check delay_beside.yaml

# Channels and times.
bad channels <<'P'
rules:
  - { id: a, when: "true", channels: atm, reason: { en: why } }
  - { id: b, when: "true", channels: [], reason: { en: why } }
  - { id: c, when: "true", channels: [atm, mobil, fax, atm], reason: { en: why } }
P
bad times <<'P'
rules:
  - { id: a, when: "true", valid_from: soon, reason: { en: why } }
  - { id: b, when: "true", valid_until: 2026-02-30, reason: { en: why } }
  - { id: c, when: "true", valid_until: 1767225600, reason: { en: why } }
  - { id: d, when: "true", valid_from: 2026-01-02, valid_until: 2026-01-01, reason: { en: why } }
  - { id: e, when: "true", valid_from: 2026-01-01, valid_until: 2026-01-01, reason: { en: one day } }
P
finish
