#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# examples/core_banking: a day's orders, a restart, an engine that fails, and a ledger that is damaged.
. tests/examples/lib.sh
program=$FR_BUILD_DIR/bin/example_core_banking
orders=$root/examples/core_banking

build_policy "$retail_cn" retail-cn.frb
"$program" ledger.csv "$orders/orders.csv" --policy retail-cn.frb >orders.txt
golden core_banking_orders orders.txt
page_shows "$orders/README.md" "what it prints" orders.txt
page_shows "$orders/README.md" "who is not there" orders.txt
page_shows "$orders/README.md" "the ledger" ledger.csv

# order ID: what is said of the payment P… from its order to the next line that begins with a time.
order() { awk -v id=" pay $1 " '/^[0-9]/ { on = index($0, id) > 0 } on' orders.txt >order.txt; }

# Where the customer is not at the keyboard, whoever is there reads nothing of the scam, is not asked, and the customer is called.
for id in P11 P12; do
  order "$id"
  says "$id: the neutral words" "Call the number on your card so that we can check" order.txt
  says_not "$id: no word of the scam" "scam" order.txt
  says_not "$id: nobody at the keyboard is asked" "waits for the customer's answer" order.txt
  says "$id: over another way" "call the customer on the number on file from before any change" order.txt
  says "$id: what goes along" "block passwords, tokens and devices" order.txt
  says "$id: it waits" "the money is set aside" order.txt
done
says "an answer from the keyboard" "refused: there is no such payment, or it is held" orders.txt
# What the police stop is written down with the hold, and nobody releases it: not now, and not after a restart.
says "a police stop" "it must not go" orders.txt
says "a release of what the police stop" "refused: the law or an order says that it must not go" orders.txt
printf '%s\n' '2026-03-10 07:55:00,release,P13,6222-1001,,,,the customer insists' >insists.csv
cp ledger.csv restarted.csv
"$program" restarted.csv insists.csv --policy retail-cn.frb >insists.txt
says "a release after a restart" "refused: the law or an order says that it must not go" insists.txt
says "the money after a restart" "500.00" insists.txt
# Two accounts of one customer: it is her own money, which the rule of the 24 hours leaves alone.
order P10
says "to the own account" "posted" order.txt
order P5
says "to another customer's, for the 24 hours and without doubt" "delayed until" order.txt

# The next run knows what the last one promised; the policy is missing at first, and then the engine is full. What is said
# without the library is settled by channel in on_error.
cp -r "$retail_cn" policy
sed -i 's/^on_error: .*/on_error: { default: warn, atm: hold, quick_pay: allow }/' policy/policy.yaml
build_policy policy retail-cn.frb
"$program" ledger.csv "$orders/failing.csv" --parties 20 >failing.txt
golden core_banking_failing failing.txt
page_shows "$orders/README.md" "a full engine" failing.txt
says "no policy" "could not decide: FR_NO_POLICY" failing.txt
says "a full engine, by channel" "hold, degraded" failing.txt
says "a full engine, by channel" "allow, degraded" failing.txt

# An engine with room is told all of it again from the ledger.
printf '%s\n' '2026-03-11 10:00:00,expire,,,,,,' >evening.csv
"$program" ledger.csv evening.csv --policy retail-cn.frb >evening.txt
says_not "an engine with room" "did not take in" evening.txt
says "what waits for the customer is cancelled" "Q4: its time is over" evening.txt

# The same ledger gives the same books: nothing is counted twice over a restart.
: >none.csv
"$program" ledger.csv none.csv --policy retail-cn.frb >once.txt
"$program" ledger.csv none.csv --policy retail-cn.frb >twice.txt
cmp -s once.txt twice.txt || fail "two restarts differ"

# Money neither appears nor goes but by what left the bank or came back: 461,000.00 opened, P1, P6, P8, P12 gone.
awk -F'  +' '/^6222-/ { gsub(",", ""); split($0, f, " +"); sum += f[3] } END { printf "%.2f\n", sum }' orders.txt >sum.txt
echo 258800.00 | diff - sum.txt || fail "the books do not add up"

fails 0 "$program" chinese.csv "$orders/orders.csv" --policy retail-cn.frb --language zh
says "words in Chinese" "公检法没有" said.txt

# A full disk: what could not be written was not done, no half record is left, and the next run goes on from there.
(
  trap '' XFSZ
  ulimit -f 1
  "$program" full.csv "$orders/orders.csv" --policy retail-cn.frb
) 2>&1 | cat >full.txt
says "a full disk" "the ledger could not be written" full.txt
fails 0 "$program" full.csv none.csv --policy retail-cn.frb
says_not "after a full disk" "half a record" said.txt
# The machine stopped in the middle of a record.
printf '2026-03-12 09:00:00,order' >>ledger.csv
fails 0 "$program" ledger.csv none.csv --policy retail-cn.frb
says "half a record" "half a record, which is dropped" said.txt
"$program" ledger.csv none.csv --policy retail-cn.frb >again.txt 2>&1
cmp -s twice.txt again.txt || fail "half a record changed the books"

echo "no record" >damaged.csv
fails 1 "$program" damaged.csv none.csv
says "a damaged ledger" "damaged.csv:1: this line is no record" said.txt
printf '%s\n' 'time,order' '2026-03-11 10:00:00,pay' >short.csv
fails 1 "$program" new.csv short.csv
says "a line that is too short" "short.csv:2: eight fields are expected" said.txt
fails 1 "$program" "$work/nowhere/ledger.csv" none.csv
fails 2 "$program" ledger.csv
finish
