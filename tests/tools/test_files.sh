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
  "$FRAUDRISK" score --policy p.frb --in $file >$file.out 2>err.txt
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
printf '%s\n%s\n' "id,time,payer,payee,amuont" "t1,2026-01-10,A,B,1" >unknown_column.csv
run unknown_column 1 score --policy p.frb --in unknown_column.csv
run ignore_columns 1 score --policy p.frb --ignore-columns --in unknown_column.csv
printf '%s\n%s\n' "id,time,payer,payee,amount,colour" "t1,2026-01-10,A,B,1,red" >colour.csv
run colour 1 score --policy p.frb --in colour.csv
run colour_ignored 0 score --policy p.frb --ignore-columns --in colour.csv
printf '%s\n' "id,time,payer,payee,amount,amount" >twice.csv
run column_twice 1 score --policy p.frb --in twice.csv
printf '%s\n' "id,time,payer,payee,amount,on_call,session.on_call" >alias.csv
run column_alias 1 score --policy p.frb --in alias.csv
run map_missing 1 score --policy p.frb --map remark=note --in good.csv
printf '%s\n' "id,time,payer,payee,amount,attributes.branch_rsik" >attribute.csv
run attribute_unknown 1 score --policy p.frb --in attribute.csv
printf '%s\n%s\n' "id;time;payer;payee;amount" "t1;2026-01-10;A;B;1,5" >semicolons.csv
run header_semicolons 1 score --policy p.frb --in semicolons.csv
printf 'id\ttime\tpayer\tpayee\tamount\n' >tabs.csv
run header_tabs 1 score --policy p.frb --in tabs.csv
for names in "id,TIME,payer,payee,amount" "id,tiem,payer,payee,amount" "id,time,Payer,payee,amount" \
  "id,time,payer,paye,amount" "id,time,payer,payee,ammountt"; do
  printf '%s\n' "$names"
  printf '%s\n%s\n' "$names" "t1,2026-01-10,A,B,1" >names.csv
  "$FRAUDRISK" score --policy p.frb --in names.csv 2>&1 || true
  "$FRAUDRISK" score --policy p.frb --ignore-columns --in names.csv 2>&1 || true
done >names.txt
run_said header_like names.txt
printf '\377\376i\0d\0' >utf16.csv
run utf16 1 score --policy p.frb --in utf16.csv
run no_file 1 score --policy p.frb --in nowhere.csv

# GB18030: "转安全账户" in a remark, "手机" as a name and as a value. Nothing of it is printed as raw bytes.
remark=$(printf '\327\252\260\262\310\253\325\313\273\247') phone=$(printf '\312\326\273\372')
printf '%s\n' "id,time,payer,payee,amount,channel,remark,purpose" \
  "g1,2026-01-10 09:00:00,A,B,1,mobile,$remark," "g2,2026-01-10 09:00:01,A,C,1,mobile,rent,$remark" \
  "g3,2026-01-10 09:00:02,A,D,1,mobile,rent," "g4,2026-01-10 09:00:03,A,E,1,$phone,," \
  "g5,2026-01-10 09:00:04,$phone,E,1,,," "g6,2026-01-10 09:00:05,A,$phone,1,,," >gb18030.csv
run gb18030 1 score --policy p.frb --in gb18030.csv
run gb18030 1 score --policy p.frb --threads 2 --in gb18030.csv
sed -n 1,2p gb18030.csv >gb18030_one.csv
run gb18030_one 0 score --policy p.frb --in gb18030_one.csv
"$FRAUDRISK" backtest --policy p.frb --in gb18030.csv >out.txt 2>err.txt || true
says "backtest of GB18030" "2 transfers have a remark or purpose that is not UTF-8" err.txt
if command -v iconv >/dev/null; then
  iconv -f GB18030 -t UTF-8 gb18030_one.csv >utf8.csv
  run gb18030_converted 0 score --policy p.frb --in utf8.csv
fi
printf '%s\n%s\n' "id,time,payer,payee,amount,$phone" "t1,2026-01-10,A,B,1,x" >gb18030_header.csv
run gb18030_header 1 score --policy p.frb --in gb18030_header.csv
run gb18030_header_ignored 1 score --policy p.frb --ignore-columns --in gb18030_header.csv

# What a bank can tell besides: every later column comes to its name, and each that is wrong is told.
cat >more.yaml <<'P'
fraudrisk: 1
name: more
version: 1
currency: CNY
utc_offset: "+08:00"
features:
  limit: transfer.limit
  approved: transfer.approved
  approval_gap_s: int(transfer.approval_gap.getSeconds())
  payroll: transfer.payroll
  meeting_app: session.meeting_app
  confirmed: session.confirmed_in_chinese
  entry: session.payee_entry
  call_s: int(session.call_age.getSeconds())
  dwell_s: int(session.warning_dwell.getSeconds())
  score: payee.mule_score
  hops: payee.hops_to_listed
  changed: payee.account_changed
  added_s: int(payee.added_age.getSeconds())
  name: payee.name_match
  contact: payer.trusted_contact
  secret: teller.pays_to_receive
  family: teller.family_confirmed
  called_back: customer.events.exists(e, e.kind == "callback_confirmed" && e.amount >= transfer.amount)
  gold: customer.events.filter(e, e.kind == "gold_bought").size()
decision: [{ warn: 40, hold: 80 }]
P
"$FRAUDRISK" policy build -o more.frb more.yaml >/dev/null 2>&1
cat >more_events.csv <<'E'
event,time,party,amount
gold_bought,2026-01-09 09:00:00,A,90000
callback_confirmed,2026-01-10 08:00:00,A,500
phone_changed,2026-01-10 08:30:00,A,
E
cat >more.csv <<'ROWS'
id,time,payer,payee,amount,limit,approved,approval_gap,payroll,session.meeting_app,session.confirmed_in_chinese,session.payee_entry,session.call_age,session.warning_dwell,payee.mule_score,payee.hops_to_listed,payee.account_changed,payee.added_age,payee.name_match,payer.trusted_contact,observations
all,2026-01-10 09:00:00,A,B,500,50000,yes,30s,no,true,false,dictated,25m,2,700,1,yes,1h,other_kind,yes,pays_to_receive;!family_confirmed
none,2026-01-10 09:00:01,A,B,501,,,,,,,,,,,,,,,,
score,2026-01-10 09:00:02,A,B,1,,,,,,,,,,1001,,,,,,
hops,2026-01-10 09:00:03,A,B,1,,,,,,,,,,,-1,,,,,
entry,2026-01-10 09:00:04,A,B,1,,,,,,,dictatd,,,,,,,,,
gap,2026-01-10 09:00:05,A,B,1,,,soon,,,,,,,,,,,,,
ROWS
run columns_more 1 features --policy more.frb --in more.csv --events more_events.csv
printf '%s\n%s\n' event,time,party phone_chnged,2026-01-10,A >more_events_bad.csv
run columns_more_event 1 features --policy more.frb --in more.csv --events more_events_bad.csv

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

# Numbers that are no seconds since 1970.
printf '%s\n' "time,payer,payee,amount" 20260110,A,B,1 202601100930,A,B,1 20260110093000,A,B,1 46032.5,A,B,1 46032,A,B,1 \
  7,A,B,1 999999999,A,B,1 1768010400000,A,B,1 1768010400000000,A,B,1 1768010400,A,B,1 >numbers.csv
run time_numbers 1 score --policy p.frb --in numbers.csv
printf '%s\n' "time,payer,payee,amount" 1768010400000,A,B,1 >milliseconds.csv
run time_milliseconds 0 score --policy p.frb --time-unit 1ms --time-start 1970-01-01T00:00:00Z --in milliseconds.csv

# Files that were cut: in the last row, in its last cell (nobody can tell), right after it, and in the header.
printf '%s\n%s\n%s' "$head" "$row1" "t2,2026-01-10 10:00:00,A" >cut_row.csv
run cut_row 1 score --policy p.frb --in cut_row.csv
printf '%s\n%s\n%s' "$head" "$row1" "t2,2026-01-10 10:00:00,A,C,100.5,50" >cut_cell.csv
run cut_cell 0 score --policy p.frb --in cut_cell.csv
run_stdin cut_cell_stdin 0 cut_cell.csv score --policy p.frb --threads 2
printf '%s\n%s\n%s' "$head" "$row2" "$row1" >cut_unsorted.csv
run cut_unsorted 0 score --policy p.frb --in cut_unsorted.csv
"$FRAUDRISK" backtest --policy p.frb --in cut_unsorted.csv >out.txt 2>err.txt
cases=$((cases + 1))
[ "$(grep -c 'the last line has no end' err.txt)" -eq 1 ] || fail "backtest tells a cut line once: $(cat err.txt)"
printf '%s' "id,time,payer,payee,amo" >cut_header.csv
run cut_header 1 score --policy p.frb --in cut_header.csv
printf '%s\n' "$head" "t1,2026-01-10 09:00:00,A,B,1,2,3" >wide_row.csv
run wide_row 1 score --policy p.frb --in wide_row.csv

# A state that is full: the first few rows are told, the rest is counted.
{
  echo "time,payer,payee,amount"
  i=0
  while [ $i -lt 300 ]; do
    echo "2026-01-10 09:00:00,A$i,B$i,1"
    i=$((i + 1))
  done
} >many.csv
run state_full 1 features --policy p.frb --parties 500 --keep-idle --in many.csv
run state_full 1 features --policy p.frb --parties 500 --keep-idle --threads 2 --in many.csv
run state_evicts 0 score --policy p.frb --parties 500 --in many.csv

# The same id again with another amount, and a transfer that the engine refuses for its time.
printf '%s\n' "id,time,payer,payee,amount" "x,2026-01-10,A,B,1" "x,2026-01-10,A,B,1" "x,2026-01-10,A,B,2" >again.csv
run again 1 score --policy p.frb --in again.csv
printf '%s\n' "id,time,payer,payee,amount" "x,2026-01-10,A,B,1" "y,2026-01-12,A,B,1" >gap.csv
run gap 1 score --policy p.frb --max-gap 1h --in gap.csv

# Rows without an end: 100 MB are read through, not kept. In a row, to the end of the file, in a header, in JSON, in events.
# A sanitizer reserves more addresses than any limit allows.
endless() {
  name=$1 files=$2 wanted=1 status=0
  shift 2
  # shellcheck disable=SC2086
  cat $files | (
    [ "${FR_PLAIN:-yes}" != yes ] || ulimit -v 4000000 2>/dev/null || true
    "$FRAUDRISK" score --policy p.frb --memory 64M --parties 1000 "$@" >out.txt 2>err.txt
  ) || status=$?
  compare
}
head -c 100000000 /dev/zero | tr '\0' x >long.txt
printf '%s\n%s\n' "$head" "$row1" >before.txt
printf '\n%s\n' "$row2" >after.txt
endless endless "before.txt long.txt after.txt"
endless endless_to_the_end "before.txt long.txt"
endless endless_header "long.txt"
printf '{"id":"j1","time":"2026-01-10 09:00:00","payer":"A","payee":"B","amount":1}\n{"id":"' >before.json
printf '\n{"id":"j2","time":"2026-01-10 10:00:00","payer":"A","payee":"B","amount":2}\n' >after.json
endless endless_json "before.json long.txt after.json"
endless endless_json_to_the_end "before.json long.txt"
printf '%s\n%s\n' "event,time,party,list" "listed,2026-01-10 08:00:00,B,case_account" >before_events.csv
printf '\nlisted,2026-01-10 08:30:00,C,case_account\n' >after_events.csv
endless endless_events "before_events.csv long.txt after_events.csv" --in good.csv --events /dev/stdin
endless endless_events_to_the_end "before_events.csv long.txt" --in good.csv --events /dev/stdin
rm long.txt

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

# From when on the files tell all: nothing before it, what is asked about earlier is marked, and a text that is no time.
run complete_always 0 score --policy p.frb --complete-from always --in good.csv
run complete_time 0 score --policy p.frb --complete-from 2024-12-06 --in good.csv
run complete_later 0 score --policy p.frb --complete-from "2024-12-06 10:00:00" --in good.csv
for time in "" never 2026-13-01 2026-01-10T 1969-12-31 2101-01-01 Always; do
  "$FRAUDRISK" score --policy p.frb --complete-from "$time" --in good.csv 2>&1 || echo "status $?"
done >complete.txt
run_said complete_wrong complete.txt

# A party's life: A pays B, becomes D, who pays B for a second time, and is forgotten; whoever has A's number next is new.
cat >life.csv <<'ROWS'
id,time,payer,payee,amount,balance_before
l1,2026-01-10 09:00:00,A,B,600,610
l2,2026-01-10 11:00:00,D,B,600,610
l3,2026-01-10 12:00:00,A,B,600,610
l4,2026-01-10 14:00:00,D,B,600,610
ROWS
cat >life_events.csv <<'ROWS'
event,time,transfer_id,payer,payee,amount,party,to,transfer_time
settled,2026-01-10 09:30:00,l1,A,B,600,,,
moved,2026-01-10 10:00:00,,,,,A,D,
moved,2026-01-10 10:00:00,,,,,A,D,
forgotten,2026-01-10 13:00:00,,,,,D,,
ROWS
run life 0 score --policy p.frb --complete-from always --in life.csv --events life_events.csv

# Events that say when their transfer was made: one that has left the history, one that has not.
printf '%s\n' "$head" "o1,2026-01-10 09:00:00,A,B,1,1000" "o2,2026-06-10 09:00:00,A,C,1,1000" \
  "e1,2026-06-10 09:00:00,E,B,1,1000" "o3,2026-06-10 10:00:00,A,B,950,1000" >left.csv
printf '%s\n' "event,time,transfer_id,payer,payee,amount,transfer_time" \
  "settled,2026-06-10 09:30:00,o1,A,B,1,2026-01-10 09:00:00" "settled,2026-06-10 09:30:00,o2,A,C,1,2026-06-10 09:00:00" \
  "settled,2026-06-10 09:30:00,o1,A,B,1," >left_events.csv
run left 1 score --policy p.frb --complete-from always --in left.csv --events left_events.csv

# What such events must have.
printf '%s\n' "event,time,party,customer,to,transfer_time" "moved,2026-01-09,A,,," "moved,2026-01-09,,,D," \
  "moved,2026-01-09,A,,A," "forgotten,2026-01-09,,,," "moved,2026-01-09,A,,D,2026-01-09" \
  "forgotten,2026-01-09,A,,,yesterday" >life_bad.csv
run life_bad 1 score --policy p.frb --in good.csv --events life_bad.csv

finish
