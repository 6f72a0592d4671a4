#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Watch lists from files: in every dress, beside events, and each kind of bad file or row with its sentence.
. "$(dirname "$0")/lib.sh"

"$FRAUDRISK" policy build -o p.frb "$here/small.yaml" >/dev/null
head="id,time,payer,payee,amount,balance_before"
{
  echo "$head"
  for payee in B C D E; do echo "t$payee,2026-01-10 09:00:00,A,$payee,10,5000"; done
} >in.csv

# Listed without end, until later, until before; another list; a customer of the name of an account.
printf '%s\n' "party,customer,list,until" "B,,case_account," "C,,case_account,2026-01-10 09:00:01" \
  "D,,case_account,2026-01-10T08:59:59+08:00" "E,,suspicious," ",E,case_account," >lists.csv
run lists 0 score --policy p.frb --in in.csv --lists lists.csv
run lists_features 0 features --policy p.frb --in in.csv --lists lists.csv

# The same in other dresses decides the same; so do two threads, and steps of time, which are none of a list's.
"$FRAUDRISK" score --policy p.frb --in in.csv --lists lists.csv >good.out
printf '%s\r\n' "until,list,party" ",case_account,B" '1768006801,"case_account", C ' ",suspicious,E" >crlf.csv
printf '%s\n' '{"party":"B","list":"case_account"}' '{"customer":"E","list":"case_account","party":null}' \
  '{"list":"case_account","party":"C","until":"2026-01-10T09:00:01+08:00"}' >lists.json
printf '%s\n' "account,name,end,note" "B,case_account,,x" "C,case_account,2026-02-01,y" >mapped.csv
for file in crlf.csv lists.json; do
  "$FRAUDRISK" score --policy p.frb --in in.csv --lists $file >$file.out
  same "decisions with $file" good.out $file.out
done
"$FRAUDRISK" score --policy p.frb --in in.csv --lists mapped.csv --map-lists party=account,list=name,until=end \
  --ignore-columns >mapped.out 2>err.txt
same "--map-lists" good.out mapped.out
says "a column that is left out" "mapped.csv: columns that are not used: note" err.txt
"$FRAUDRISK" score --policy p.frb --in in.csv --lists lists.csv --threads 2 >threads.out
same "two threads" good.out threads.out
"$FRAUDRISK" score --policy p.frb --in in.csv --lists lists.csv --key 00112233445566778899aabbccddeeff >key.out
same "another key" good.out key.out
if command -v zstd >/dev/null; then
  zstd -q lists.csv
  "$FRAUDRISK" score --policy p.frb --in in.csv --lists lists.csv.zst >zst.out
  same "a compressed file" good.out zst.out
fi
sed 's/2026-01-10 09:00:00/9/' in.csv >steps.csv
"$FRAUDRISK" score --policy p.frb --in steps.csv --time-unit 1h --time-start 2026-01-10 --lists lists.csv >steps.out
same "steps" good.out steps.out

# Events stand beside them and win.
printf '%s\n' "event,time,party,list" "unlisted,2026-01-10 08:00:00,B,case_account" \
  "listed,2026-01-10 08:00:00,D,case_account" >events.csv
run lists_and_events 0 score --policy p.frb --in in.csv --lists lists.csv --events events.csv

# The other commands that take them.
"$FRAUDRISK" backtest --policy p.frb --in in.csv --lists lists.csv --out report >out.txt 2>err.txt
says "backtest" "lists.csv: warning: lists are in force from the first transfer on, so parties count that were listed later" err.txt
says "backtest" '"watch_entries": 5' report/backtest.json
says "backtest" "watch lists: 5 entries, " out.txt
"$FRAUDRISK" backtest --policy p.frb --in in.csv >out.txt 2>err.txt
[ ! -s err.txt ] || fail "a backtest without lists warns: $(cat err.txt)"
"$FRAUDRISK" policy explain p.frb --transfer in.csv --id tB --lists lists.csv >out.txt
says "policy explain" "hold" out.txt
"$FRAUDRISK" policy diff "$here/small.yaml" "$here/small.yaml" --in in.csv --lists lists.csv >out.txt 2>err.txt
says "policy diff" "hold" out.txt

# Headers.
bad_header() {
  name=$1
  shift
  printf '%s\n' "$@" >"$name.csv"
  run "$name" 1 score --policy p.frb --in in.csv --lists "$name.csv"
}
bad_header lists_no_list "party" "B"
bad_header lists_no_party "list" "case_account"
bad_header lists_like "partie,list" "B,case_account"
bad_header lists_unknown "party,list,colour" "B,case_account,red"
bad_header lists_attribute "party,list,attributes.branch_risk" "B,case_account,1"
: >lists_empty.csv
run lists_empty 1 score --policy p.frb --in in.csv --lists lists_empty.csv
run lists_missing 1 score --policy p.frb --in in.csv --lists nowhere.csv
run lists_map_missing 1 score --policy p.frb --in in.csv --lists lists.csv --map-lists party=account

# Rows: each is told, counted and left out; the rest counts.
printf 'party,customer,list,until\n,,case_account,\nB,C,case_account,\nB,,,\nB,,case_account,soon\nB,,case_account\n' >rows.csv
printf 'B,,case_account,20260101\n\377,,case_account,\n,\377,case_account,\nB,,\377,\n%065d,,case_account,\n' 1 >>rows.csv
printf 'C,,case_account,\nE,,case_account,2150-01-01' >>rows.csv
run lists_rows 1 score --policy p.frb --in in.csv --lists rows.csv
status=0
"$FRAUDRISK" backtest --policy p.frb --in in.csv --lists rows.csv --out report >out.txt 2>err.txt || status=$?
[ "$status" -eq 1 ] || fail "backtest with bad rows of lists: status $status"
says "backtest" '"list_rows_not_taken": 11' report/backtest.json
says "backtest" "11 rows of the watch lists were not taken" err.txt
run lists_rows_strict 1 score --policy p.frb --in in.csv --lists rows.csv --strict
printf '%s\n' '{"party":"B","list":"case_account","level":1}' '{"party":"C","list":"case_account"}' >rows.json
run lists_rows_json 1 score --policy p.frb --in in.csv --lists rows.json
i=0
echo "party,list" >many.csv
while [ $i -lt 1025 ]; do
  echo "B,l$i"
  i=$((i + 1))
done >>many.csv
run lists_too_many 1 score --policy p.frb --in in.csv --lists many.csv

finish
