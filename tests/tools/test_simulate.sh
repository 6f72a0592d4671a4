#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The generator: the same bytes from the same seed, whatever the machine is set to; what the other commands read without
# a complaint; counts near to what was asked for; and a sentence for each thing that is wrong with the parameters.
. "$(dirname "$0")/lib.sh"
sets=$here/../../tools/simulate

make_world() { # FOLDER ARGUMENTS…
  folder=$1
  shift
  "$FRAUDRISK" simulate --out "$folder" "$@" >said.txt 2>err.txt || fail "simulate $*: $(cat err.txt)"
}

# within WHAT VALUE LEAST MOST: whole numbers.
within() {
  cases=$((cases + 1))
  { [ "$2" -ge "$3" ] && [ "$2" -le "$4" ]; } || fail "$1: $2 is not within $3 and $4"
}

# ---- bytes ----

# Golden: what a small world adds up to, and one case in it as people would read it.
make_world small --seed 1 --customers 400 --days 40 --base-rate 20000
TZ=America/New_York LC_ALL=C make_world again --seed 1 --customers 400 --days 40 --base-rate 20000
LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 make_world more --seed 1 --customers 400 --days 40 --base-rate 20000
for file in transfers.csv events.csv truth.csv README.md; do
  same "the same seed: $file" small/$file again/$file
  same "another locale: $file" small/$file more/$file
done
make_world other --seed 2 --customers 400 --days 40 --base-rate 20000
cases=$((cases + 1))
cmp -s small/transfers.csv other/transfers.csv && fail "another seed made the same transfers"

excerpt() { # a scam type: its first case, in what was paid and in what happened
  awk -F, -v type="$1" '
    FILENAME ~ /truth/ && $3 == type && number == "" { number = $5; customer = $6 }
    FILENAME ~ /truth/ && $5 == number && $3 == type { stage[$1] = $7 "/" $8 }
    FILENAME ~ /transfers/ && $1 in stage {
      print $2, "stage " stage[$1] ": pays " $4, $5 " of " $6, "by " $7, "\"" $10 "\"", "call=" $13, "device_age=" $17
    }
    FILENAME ~ /events/ && ($9 == customer || ($1 == "fraud_reported" && $7 == customer) || ($1 == "transferred" && $8 == customer)) { print $2, $1, $6 $3, $12, $14 }
  ' small/truth.csv small/transfers.csv small/events.csv | sort | head -24
}
{
  for file in transfers.csv events.csv truth.csv; do sha256sum small/$file; done
  head -3 small/transfers.csv
  head -3 small/events.csv
  head -4 small/truth.csv
  for type in task_rebate fake_credit_repair; do
    echo "-- $type"
    excerpt $type
  done
} >excerpt.txt
run_said simulate excerpt.txt
cp small/README.md notes.txt
run_said simulate_notes notes.txt

# ---- what the others read ----

"$FRAUDRISK" policy build -o p.frb "$here/small.yaml" >/dev/null
for set in default second; do
  make_world $set --seed 5 --customers 3000 --days 60 --base-rate 2000 --parameters $set
  status=0
  "$FRAUDRISK" backtest --policy p.frb --in $set/transfers.csv --events $set/events.csv --strict --out report \
    >out.txt 2>err.txt || status=$?
  cases=$((cases + 1))
  { [ $status -eq 0 ] && [ ! -s err.txt ]; } || fail "backtest of $set: $(head -3 err.txt)"
done
make_world unsettled --seed 5 --customers 400 --days 20 --no-settled
"$FRAUDRISK" score --policy p.frb --in unsettled/transfers.csv --events unsettled/events.csv --outcomes-reported no \
  --strict >out.txt 2>err.txt || fail "score: $(head -3 err.txt)"
cases=$((cases + 1))
grep -q '^settled' unsettled/events.csv && fail "--no-settled: there are events settled"
says "the notes" "--outcomes-reported no" unsettled/README.md

# ---- counts ----

count() { awk -F, "$2" "$1"; }

for set in default second; do
  transfers=$set/transfers.csv events=$set/events.csv truth=$set/truth.csv
  rows=$(count $transfers 'END { print NR - 1 }')
  victims=$(count $transfers '$34 == 1 && $35 != "mule" { n++ } END { print n + 0 }')
  within "$set: payments of victims in a million" $((victims * 1000000 / rows)) 1700 2300
  within "$set: transfers a customer in 100 days" $((rows * 100 / 3000 / 60)) 60 140
  within "$set: rows out of order" "$(tail -n +2 $transfers | cut -d, -f2 | LC_ALL=C sort -c 2>&1 | wc -l)" 0 0
  within "$set: events out of order" "$(tail -n +2 $events | cut -d, -f2 | LC_ALL=C sort -c 2>&1 | wc -l)" 0 0
  within "$set: ids twice" "$(tail -n +2 $transfers | cut -d, -f1 | sort | uniq -d | wc -l)" 0 0
  within "$set: paid more than there was" "$(count $transfers 'NR > 1 && $5 + 0 > $6 + 0 { n++ } END { print n + 0 }')" 0 0
  within "$set: counters open at night" \
    "$(count $transfers '$7 == "teller" { h = (substr($2, 12, 2) + 8) % 24; n += h < 9 || h > 16 } END { print n + 0 }')" 0 0
  within "$set: labelled, and not in the truth" "$(awk -F, 'FNR == 1 { next } FILENAME ~ /truth/ { t[$1] = $3; k[$1] = $2; next }
      $34 == 1 && t[$1] != $35 || $34 == 0 && k[$1] ~ /scam|mule/ { n++ } END { print n + 0 }' $truth $transfers)" 0 0
  within "$set: percent of the first 30 days' transfers settled" "$(awk -F, 'FILENAME ~ /events/ { if ($1 == "settled") s[$3]; next }
      FNR > 1 && FNR < 40000 { n++; k += $1 in s } END { print int(100 * k / n) }' $events $transfers)" 100 100
  within "$set: reports before their payment" "$(count $events '$1 == "fraud_reported" && $16 >= $2 { n++ } END { print n + 0 }')" 0 0
  # A victim's report arrives hours or days later, and some never do.
  within "$set: percent of victims' cases reported" "$(count $truth '$2 == "scam" { c[$5] = $13 } END { for (i in c) { n++; r += c[i] == "true" }
      print int(100 * r / n) }')" 40 90
done
digital='$7 == "mobile" || $7 == "online"'
known=$(count default/transfers.csv "($digital) { n++; k += \$13 != \"\" } END { print int(1000 * k / n) }")
within "known sessions in a thousand digital transfers" "$known" 75 125
make_world blind --seed 5 --customers 400 --days 20 --session-known 0
within "--session-known 0" "$(count blind/transfers.csv '$13 != "" && NR > 1 { n++ } END { print n + 0 }')" 0 0
within "--session-known 0: calls" "$(grep -c '^contact' blind/events.csv || true)" 0 0
make_world seeing --seed 5 --customers 400 --days 20 --session-known 100
within "--session-known 100" "$(count seeing/transfers.csv "($digital) && \$13 == \"\" { n++ } END { print n + 0 }")" 0 0
make_world honest --seed 5 --customers 400 --days 20 --base-rate 0
within "--base-rate 0" "$(count honest/transfers.csv '$34 == 1 { n++ } END { print n + 0 }')" 0 0

# Shares by type come near to the weights, in which the first has 34.5 %; every type occurs. Many cases are needed.
make_world many --seed 9 --customers 5000 --days 90 --base-rate 12000 --no-settled
count many/truth.csv '$2 == "scam" && !($5 in c) { c[$5]; n[$3]++ } END { for (t in n) print n[t], t }' | sort -rn >types.txt
all=$(awk '{ n += $1 } END { print n }' types.txt)
share() { awk -v all="$all" -v type="$1" '$2 == type { print int(1000 * $1 / all) }' types.txt; }
within "cases" "$all" 1200 4000
within "types" "$(wc -l <types.txt)" 27 27
within "task_rebate in a thousand cases" "$(share task_rebate)" 300 390
within "fake_refund in a thousand cases" "$(share fake_refund)" 100 150
within "loan_advance_fee in a thousand cases" "$(share loan_advance_fee)" 80 135
within "fake_credit_repair in a thousand cases" "$(share fake_credit_repair)" 50 95
within "impersonating_police in a thousand cases" "$(share impersonating_police)" 28 62
# Police, 2023: the mean age of victims is 37, and 62 % are 18 to 40.
within "mean age of victims" "$(count many/transfers.csv '$34 == 1 && $35 != "mule" && !($21 in c) && $23 != "" { c[$21]; n++; s += $23 }
  END { print int(s / n) }')" 34 41
# Sequences: money lent goes out at once; a test of one yuan goes before everything; a criminal's device is new.
within "loans of fake_credit_repair" "$(awk -F, 'FILENAME ~ /truth/ { if ($3 == "fake_credit_repair") c[$6]; next }
  $1 == "loan_paid_out" && $9 in c { n++ } END { print (n > 100) }' many/truth.csv many/events.csv)" 1 1
within "young devices of token_phishing in a hundred" "$(count many/transfers.csv '$35 == "token_phishing" && $17 != "" { n++; k += $17 < 86400 }
  END { print int(100 * k / n) }')" 30 100
within "mules' payments to a hundred of victims" "$(count many/transfers.csv '$34 == 1 { n[$35 == "mule"]++ } END { print int(100 * n[1] / n[0]) }')" 20 300
within "accounts that serve several cases" "$(awk -F, 'FILENAME ~ /truth/ { if ($2 == "scam") c[$1] = $5; next }
  $1 in c && $4 != "" && !(($4, c[$1]) in seen) { seen[$4, c[$1]]; n[$4]++ } END { for (a in n) k += n[a] > 1; print (k > 20) }' \
  many/truth.csv many/transfers.csv)" 1 1

# ---- parameters ----

# Each value has a source, or says that it is an assumption, on its line or on the line that closes its braces.
for set in default second; do
  awk '/^#/ || /^$/ || /^[a-z]+:$/ || /^    stages:$/ { next }
    { text = $0; sub(/ # .*/, "", text); gsub(/"[^"]*"/, "", text); open += gsub(/[{[]/, "", text) - gsub(/[}\]]/, "", text)
      if (open == 0 && $0 !~ /#/ && $0 !~ /^simulate: 1$/ && $0 !~ /^name: / && $0 !~ /^  - name: [a-z_]+$/) print FILENAME ": " FNR ": " $0 }' \
    "$sets/$set.yaml" >unsourced.txt
  within "$set: values without a source" "$(wc -l <unsourced.txt)" 0 0
  says "the set $set, which lies beside the command" "name: $set" "$(dirname "$FRAUDRISK")/../share/fraudrisk/simulate/$set.yaml"
done

bad() { # NAME SED-SCRIPT
  sed "$2" "$sets/default.yaml" >"./$1.yaml"
  run "simulate_$1" 1 simulate --seed 1 --customers 100 --days 1 --out bad --parameters "./$1.yaml"
}
bad version 's/^simulate: 1/simulate: 2/'
bad section 's/^habits:/habitz:/'
bad key 's/^  own_bank_percent:/  own_bank_procent:/'
bad missing '/^  own_bank_percent:/d'
bad number 's/^  own_bank_percent: 12/  own_bank_percent: 112/'
bad order 's/^  days: \[1, 6, 40\]/  days: [6, 1, 40]/'
bad pair 's/^  uses: \[1, 9\]/  uses: [9, 1]/'
bad spread 's/^  days: \[1, 6, 40\]/  days: 6/'
bad name 's/real_time: 92/realtime: 92/'
bad zero 's/^  speeds: {[^}]*}/  speeds: { real_time: 0 }/'
bad clock 's/^    clock: counter /    clock: contour /'
bad group 's/who: \[retired\], to: family/who: [retried], to: family/'
bad text 's/^    telling: task /    telling: tasks /'
bad money 's/amount: \[3000, 10000, 60000\]/amount: [3000, -1, 60000]/'
bad day 's/^  start: 2026-01-01/  start: someday/'
bad weight '/^    weight: 3450/d'
bad rate 's/per_year: 45, regulars: 12, new_permille: 600/regulars: 12, new_permille: 600/'
bad like 's/like: rent }/like: rant }/'
run simulate_no_set 1 simulate --seed 1 --customers 100 --days 1 --out bad --parameters third
run simulate_no_file 1 simulate --seed 1 --customers 100 --days 1 --out bad --parameters ./nowhere.yaml
run simulate_no_folder 1 simulate --seed 1 --customers 100 --days 1 --out nowhere/bad
: >afile
run simulate_file_for_folder 1 simulate --seed 1 --customers 100 --days 1 --out afile
finish
