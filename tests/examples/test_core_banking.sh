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
page_shows "$orders/README.md" "the ledger" ledger.csv

# The next run knows what the last one promised; the policy is missing at first, and then the engine is full. What is said
# without the library is settled by channel in on_error.
cp -r "$retail_cn" policy
sed -i 's/^on_error: .*/on_error: { default: warn, atm: hold, quick_pay: allow }/' policy/policy.yaml
build_policy policy retail-cn.frb
"$program" ledger.csv "$orders/failing.csv" --parties 17 >failing.txt
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

# Money neither appears nor goes but by what left the bank or came back: 461,000.00 opened, P1, P6, P8 gone.
awk -F'  +' '/^6222-/ { gsub(",", ""); split($0, f, " +"); sum += f[3] } END { printf "%.2f\n", sum }' orders.txt >sum.txt
echo 408800.00 | diff - sum.txt || fail "the books do not add up"

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
