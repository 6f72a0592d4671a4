#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Files as they come: good ones in every dress, and each kind of bad one with its sentence.
. "$(dirname "$0")/lib.sh"

"$FRAUDRISK" policy build -o p.frb "$here/small.yaml" >/dev/null
head="id,time,payer,payee,amount,balance_before"
row1="t1,2026-01-10 09:00:00,A,B,950.00,1000"
row2="t2,2026-01-10 10:00:00,A,C,100.5,5000"

printf '%s\n%s\n%s\n' "$head" "$row1" "$row2" >good.csv
run score_good 0 score --policy p.frb --in good.csv
run features_good 0 features --policy p.frb --in good.csv

# The same file in other dresses decides the same.
"$FRAUDRISK" score --policy p.frb --in good.csv >good.out
printf '%s\r\n%s\r\n%s\r\n' "$head" "$row1" "$row2" >crlf.csv
printf '\357\273\277%s\n%s\n\n%s' "$head" "$row1" "$row2" >bom.csv
printf '%s\n%s\n%s\n' '"id","time",payer,payee,"amount",balance_before' \
  '"t1","2026-01-10 09:00:00","A",B,"950.00",1000' 't2, 2026-01-10T02:00:00Z ,A,"C",100.50,5000.00' >quoted.csv
printf '%s\n' \
  '{"id":"t1","time":"2026-01-10 09:00:00","payer":"A","payee":"B","amount":"950.00","balance_before":1000}' \
  '{"amount":100.5,"balance_before":5000,"id":"t2","payee":"C","payer":"A","time":1768010400,"remark":null}' >good.json
printf '%s\n%s\n%s\n' "nr,when,from,to,sum,balance_before" "$row1" "$row2" >mapped.csv
for file in crlf.csv bom.csv quoted.csv good.json; do
  "$FRAUDRISK" score --policy p.frb --in $file >$file.out
  same "decisions of $file" good.out $file.out
done
"$FRAUDRISK" score --policy p.frb --map id=nr,time=when,payer=from,payee=to,amount=sum --in mapped.csv --out mapped.out
same "--map" good.out mapped.out
"$FRAUDRISK" score --policy p.frb <good.csv >stdin.out
same "standard input" good.out stdin.out
"$FRAUDRISK" score --policy "$here/small.yaml" --in good.csv >yaml.out
same "a policy in YAML" good.out yaml.out
if command -v zstd >/dev/null; then
  zstd -q good.csv
  "$FRAUDRISK" score --policy p.frb --in good.csv.zst >zst.out
  same "a compressed file" good.out zst.out
  head -c 40 good.csv.zst >cut.csv.zst
  run zst_cut 1 score --policy p.frb --in cut.csv.zst
fi

# Order.
printf '%s\n%s\n%s\n' "$head" "$row2" "$row1" >unsorted.csv
run unsorted 0 score --policy p.frb --in unsorted.csv
run_stdin unsorted_stdin 1 unsorted.csv score --policy p.frb
run_stdin unsorted_stdin_sort 0 unsorted.csv score --policy p.frb --sort
printf '%s\n' "$head" "a,2026-01-10 09:00:00,A,B,1,9" "b,2026-01-10 09:00:00,A,B,2,9" >ties.csv
printf '%s\n' "event,time,party,list" "listed,2026-01-10 09:00:00,B,case_account" >listed.csv
run events_first 0 score --policy p.frb --in ties.csv --events listed.csv

# Steps, and ids that are row numbers.
printf '%s\n' "time,payer,payee,amount" "0,A,B,1" "2,A,B,2" >steps.csv
run steps 0 score --policy p.frb --time-unit 1h --time-start 2026-01-01 --in steps.csv

# Headers.
: >empty.csv
run empty 1 score --policy p.frb --in empty.csv
printf '\n\n' >blank.csv
run blank 1 score --policy p.frb --in blank.csv
printf '%s\n' "$head" >header_only.csv
run header_only 0 score --policy p.frb --in header_only.csv
printf '%s\n%s\n' "id,time,payer,payee,amuont" "t1,1,A,B,1" >unknown_column.csv
run unknown_column 1 score --policy p.frb --in unknown_column.csv
run ignore_columns 1 score --policy p.frb --ignore-columns --in unknown_column.csv
printf '%s\n%s\n' "id,time,payer,payee,amount,colour" "t1,1,A,B,1,red" >colour.csv
run colour 1 score --policy p.frb --in colour.csv
run colour_ignored 0 score --policy p.frb --ignore-columns --in colour.csv
printf '%s\n' "id,time,payer,payee,amount,amount" >twice.csv
run column_twice 1 score --policy p.frb --in twice.csv
printf '%s\n' "id,time,payer,payee,amount,on_call,session.on_call" >alias.csv
run column_alias 1 score --policy p.frb --in alias.csv
run map_missing 1 score --policy p.frb --map remark=note --in good.csv
printf '%s\n' "id,time,payer,payee,amount,attributes.branch_rsik" >attribute.csv
run attribute_unknown 1 score --policy p.frb --in attribute.csv
printf '\377\376i\0d\0' >utf16.csv
run utf16 1 score --policy p.frb --in utf16.csv
run no_file 1 score --policy p.frb --in nowhere.csv

# Rows: each bad one is told, the good ones between them are scored.
cat >rows.csv <<'ROWS'
id,time,payer,payee,amount,channel,on_call,payer.age,device_age,observations,attributes.branch_risk,currency,payer.occupation
ok1,2026-01-10 09:00:00,A,B,1,,,,,,,,
neg,2026-01-10 09:00:00,A,B,-1,,,,,,,,
big,2026-01-10 09:00:00,A,B,90071992547409.92,,,,,,,,
huge,2026-01-10 09:00:00,A,B,99999999999999999999999999,,,,,,,,
word,2026-01-10 09:00:00,A,B,12x,,,,,,,,
comma,2026-01-10 09:00:00,A,B,"1,234.50",,,,,,,,
decimals,2026-01-10 09:00:00,A,B,1.005,,,,,,,,
dust,2026-01-10 09:00:00,A,B,85.64999999999999,,,,,,,,
noamount,2026-01-10 09:00:00,A,B,,,,,,,,,
badtime,yesterday,A,B,1,,,,,,,,
noday,2026-02-30,A,B,1,,,,,,,,
early,1969-12-31 23:59:59Z,A,B,1,,,,,,,,
late,2100-01-02,A,B,1,,,,,,,,
notime,,A,B,1,,,,,,,,
channel,2026-01-10 09:00:00,A,B,1,mobil,,,,,,,
channel2,2026-01-10 09:00:00,A,B,1,pigeon,,,,,,,
flag,2026-01-10 09:00:00,A,B,1,,maybe,,,,,,
age,2026-01-10 09:00:00,A,B,1,,,300,,,,,
duration,2026-01-10 09:00:00,A,B,1,,,,3 weeks,,,,
seen,2026-01-10 09:00:00,A,B,1,,,,,on_phone;!on_phone,,,
seen2,2026-01-10 09:00:00,A,B,1,,,,,on_fone,,,
risk,2026-01-10 09:00:00,A,B,1,,,,,,high,,
money,2026-01-10 09:00:00,A,B,1,,,,,,,cny,
foreign,2026-01-10 09:00:00,A,B,1,,,,,,,USD,
job,2026-01-10 09:00:00,A,B,1,,,,,,,,astronaut
self,2026-01-10 09:00:00,A,A,1,,,,,,,,
nopayer,2026-01-10 09:00:00,,B,1,,,,,,,,
nopayee,2026-01-10 09:00:00,A,,1,,,,,,,,
,2026-01-10 09:00:00,A,B,1,,,,,,,,
short,2026-01-10 09:00:00,A,B,1
ok2,2026-01-10 09:00:01,A,B,2,,,,,,,,
ROWS
printf 'latin,2026-01-10 09:00:02,caf\351,B,1,,,,,,,,\n' >>rows.csv
printf 'long,2026-01-10 09:00:02,%s,B,1,,,,,,,,\n' "$(printf 'x%.0s' $(seq 80))" >>rows.csv
printf 'ok3,2026-01-10 09:00:03,A,C,3,,,,,,,,' >>rows.csv
run bad_rows 1 score --policy p.frb --in rows.csv
run bad_rows_strict 1 score --policy p.frb --strict --in rows.csv
cp out.txt strict1.out
"$FRAUDRISK" score --policy p.frb --threads 2 --in rows.csv >two.out 2>two.err || true
"$FRAUDRISK" score --policy p.frb --in rows.csv >one.out 2>one.err || true
same "two threads" one.out two.out
same "two threads tell the same" one.err two.err

# Quotes.
cat >quotes.csv <<'ROWS'
id,time,payer,payee,amount,remark
q1,2026-01-10 09:00:00,A,B,1,"said ""hi"", and left"
q2,2026-01-10 09:00:01,A,B,2,"two
lines"
q3,2026-01-10 09:00:02,A,B,3,said "hi"
q4,2026-01-10 09:00:03,A,B,4,"closed" late
q5,2026-01-10 09:00:04,A,B,5,fine
q6,2026-01-10 09:00:05,A,B,x,line 9
q7,2026-01-10 09:00:06,A,B,7,"never closed
q8,2026-01-10 09:00:07,A,B,8,lost
ROWS
run quotes 1 score --policy p.frb --in quotes.csv

# The same id again with another amount, and a transfer that the engine refuses for its time.
printf '%s\n' "id,time,payer,payee,amount" "x,2026-01-10,A,B,1" "x,2026-01-10,A,B,1" "x,2026-01-10,A,B,2" >again.csv
run again 1 score --policy p.frb --in again.csv
printf '%s\n' "id,time,payer,payee,amount" "x,2026-01-10,A,B,1" "y,2026-01-12,A,B,1" >gap.csv
run gap 1 score --policy p.frb --max-gap 1h --in gap.csv

# A row without an end: 100 MB are read through, not kept.
{
  printf '%s\n%s\n' "$head" "$row1"
  head -c 100000000 /dev/zero | tr '\0' x
  printf '\n%s\n' "$row2"
} >endless.csv
# A sanitizer reserves more addresses than any limit allows.
([ "${FR_PLAIN:-yes}" != yes ] || ulimit -v 4000000 2>/dev/null || true
  "$FRAUDRISK" score --policy p.frb --memory 64M --parties 1000 --in endless.csv >out.txt 2>err.txt) &&
  status=0 || status=$?
name=endless wanted=1
compare
rm endless.csv

# JSON lines.
cat >rows.json <<'ROWS'
{"id":"j1","time":"2026-01-10 09:00:00","payer":"A","payee":"B","amount":1,"session":{"on_call":true},"observations":["on_phone","!coached"]}
{"id":"j2","time":"2026-01-10 09:00:01","payer":"A","payee":"B","amount":2
{"id":"j3","time":"2026-01-10 09:00:01","payer":"A","payee":"B","amount":2,"amount":3}
[1,2]
{"id":"j5","time":"2026-01-10 09:00:01","payer":"A","payee":"B","amuont":2}
{"id":"j6","time":"2026-01-10 09:00:01","payer":"A","payee":"B","amount":[2]}
{"id":"j7","time":"2026-01-10 09:00:01","payer":"A","payee":"B","amount":90000000000000.01}
{"id":"j8","time":"2026-01-10 09:00:01","payer":"A","payee":"B","amount":-2.5}

{"time":"2026-01-10 09:00:01","payer":"A","payee":"B","amount":2.5,"attributes":{"branch_risk":0.5}}
ROWS
printf '{"id":"j\377","time":1}\n' >>rows.json
run json_rows 1 score --policy p.frb --in rows.json

# Events.
cat >events.csv <<'ROWS'
event,time,transfer_id,payer,payee,amount,customer,party,list,until,duration,caller,level,response,status
contct,2026-01-09,,,,,C,,,,,,,,
contact,2026-01-09,,,,,,,,,,,,,
settled,2026-01-09,nobody,A,B,1,,,,,,,,,
settled,2026-01-09,t1,A,B,,,,,,,,,,
alerted,2026-01-09,,,,,C,,,,,,7,,
listed,2026-01-09,,,,,,B,,,,,,,
trusted,2026-01-09,,A,A,5,,,,,,,,,
transferred,2026-01-09,h1,A,A,5,,,,,,,,,gone
,2026-01-09,,,,,,,,,,,,,
listed,2026-01-09,,,,,,B,case_account,2026-01-20,,,,,
ROWS
run events_bad 1 score --policy p.frb --in good.csv --events events.csv

finish
