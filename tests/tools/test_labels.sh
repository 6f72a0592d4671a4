#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Labels come late: what is reported after a moment is invisible at it, whether events, a delay or a column tell of it;
# labels that cannot be right are told with their line and counted; and nothing after a moment changes anything before.
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
. "$(dirname "$0")/lib.sh"
"$FRAUDRISK" policy build -o p.frb "$here/labels.yaml" >/dev/null
features() {
  into=$1
  shift
  "$FRAUDRISK" features --policy p.frb --outcomes-reported no --complete-from always "$@" >"$into" 2>"$into.err" ||
    fail "$into: $(cat "$into.err")"
}

# ---- the same labels in three forms: events, a delay behind the column fraud, a column with the time of the report

python3 - <<'PY'
import csv, datetime, random
chance = random.Random(7)
at = datetime.datetime(2026, 1, 1)
rows, events = [], []
for i in range(600):
    at += datetime.timedelta(minutes=chance.randrange(20, 240))
    payee = chance.randrange(12)
    fraud = payee < 3 and chance.random() < 0.6
    reported = at + datetime.timedelta(days=7)
    row = dict(id=f"T{i}", time=at, payer=f"A{chance.randrange(20)}", payee=f"B{payee}", amount=100 + i,
               fraud=int(fraud), told=reported if fraud else "")
    rows.append(row)
    if fraud:
        events.append(dict(event="fraud_reported", time=reported, transfer_id=row["id"], payer=row["payer"],
                           payee=row["payee"], amount=row["amount"], transfer_time=at))
def write(name, rows):
    with open(name, "w", newline="") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
write("column.csv", [{k: r[k] for k in r if k != "told"} for r in rows])
write("told.csv", [{k: r[k] for k in r if k != "fraud"} for r in rows])
write("events.csv", events)
PY
features by_events --in column.csv --events events.csv
features by_delay --in column.csv --label-delay 7d
features by_column --in told.csv --reported told
features by_map --in told.csv --map reported_at=told
features blind --in column.csv
same "a delay is as events" by_events by_delay
same "a column is as events" by_events by_column
same "--reported is a column's other name" by_events by_map
cmp -s by_events blind && fail "labels change nothing here: this test is wrong"
# The share is what its words say, counted anew from the file.
python3 - <<'PY' || fail "reported_share is not the share of what was reported by then"
import csv, datetime
def when(text):
    return datetime.datetime.fromisoformat(text)
rows = list(csv.DictReader(open("told.csv")))
told = {r["id"]: r for r in csv.DictReader(open("by_delay"))}
day, checked = datetime.timedelta(days=1), 0
for i, row in enumerate(rows):
    at = when(row["time"])
    seen = [r for r in rows[:i] if r["payee"] == row["payee"] and 7 * day <= at - when(r["time"]) <= 30 * day]
    reported = [r for r in seen if r["told"] and when(r["told"]) <= at]
    text = told[row["id"]]["reported_share"]
    assert (text == "") == (not seen), (row, text)
    if seen:
        assert abs(float(text) - len(reported) / len(seen)) < 1e-12, (row, text)
        checked += len(reported) > 0
assert checked > 50, checked
PY
cases=$((cases + 1))
# The manual shows the same expression.
sed -n '/^  reported_share: >-$/,/size())$/p' "$here/labels.yaml" >share.test
sed -n '/a test compares it with tests\/tools\/labels.yaml/,/^```$/p' "$here/../../docs/policy.md" | sed -n '/^  reported_share/,/size())$/p' >share.page
same "the share in docs/policy.md" share.test share.page
[ "$(wc -l <share.page)" -eq 3 ] || fail "the share in docs/policy.md: $(cat share.page)"
# Both halves of the share are looked up in one list of the window's entries: two folds of one expression.
"$FRAUDRISK" policy check "$here/labels.yaml" | grep -q ' 5 features, 2 rules, 7 folds' || fail "folds of labels.yaml"

# ---- the backtest takes its labels from the column, or from the events

"$FRAUDRISK" backtest --policy p.frb --in column.csv --events events.csv --out a >a.txt || fail "labels of the column"
cut -d, -f1-5 column.csv >plain.csv
"$FRAUDRISK" backtest --policy p.frb --in plain.csv --events events.csv --labels events --out b >b.txt || fail "labels of events"
"$FRAUDRISK" backtest --policy p.frb --in told.csv --reported told --outcomes-reported yes --out c >c.txt || fail "labels of reported_at"
python3 - <<'PY' || fail "the same labels give other figures"
import json
a, b, c = (json.load(open(f"{name}/backtest.json")) for name in "abc")
assert [one["data"]["labels"] for one in (a, b, c)] == ["column", "events", "column"]
assert a["data"]["frauds"] > 50 and a["policies"] == b["policies"] == c["policies"]
PY
cases=$((cases + 1))

# ---- labels that cannot be right

cat >some.csv <<'CSV'
id,time,payer,payee,amount,fraud
T1,2026-01-01 10:00:00,A,B,100,1
T2,2026-01-02 10:00:00,A,B,200,0
T3,2026-01-05 10:00:00,A,C,300,0
CSV
cat >bad.csv <<'CSV'
event,time,transfer_id,payer,payee,amount
fraud_reported,2026-01-01 12:00:00,T1,A,B,100
fraud_reported,2026-01-01 13:00:00,T9,A,B,100
fraud_reported,2026-01-02 12:00:00,T1,A,B,100
cleared,2026-01-02 13:00:00,T2,A,B,200
fraud_reported,2026-01-02 13:00:00,T2,A,B,200
fraud_reported,2026-01-03 12:00:00,T3,A,C,300
cleared,2026-01-06 12:00:00,T1,A,B,100
CSV
status=0
"$FRAUDRISK" backtest --policy p.frb --in some.csv --events bad.csv --out faults >faults.txt 2>faults.said || status=$?
[ $status -eq 1 ] || fail "bad labels: status $status"
run_said label_faults faults.said
python3 - <<'PY' || fail "bad labels are counted wrongly"
import json
told = json.load(open("faults/backtest.json"))["data"]
assert told["bad_labels"] == dict(unknown_transfer=1, repeated=1, contradicting=1, before_transfer=1), told["bad_labels"]
assert told["events_not_taken"] == 2, told
PY
# A label by the column, and an event about the same transfer: the later of the two is a repeat, whichever it is.
head -2 some.csv >one.csv
for at in "2026-01-02 10:00:00" "2026-01-09 10:00:00"; do
  printf 'event,time,transfer_id,payer,payee,amount\nfraud_reported,%s,T1,A,B,100\n' "$at" >one_event.csv
  "$FRAUDRISK" backtest --policy p.frb --in one.csv --label-delay 3d --events one_event.csv --out one >one.txt 2>one.said ||
    fail "a label told twice: $(cat one.said)"
  says "a label by the column and by an event" '"repeated": 1' one/backtest.json
done
says "the event behind the column" 'one_event.csv:2: transfer_id: fraud_reported about "T1" was told before, line 2 of the transfers' one.said
# Two events about one transfer, both before it: each has its sentence, once.
cat >twice.csv <<'CSV'
event,time,transfer_id,payer,payee,amount
fraud_reported,2026-01-02 12:00:00,T3,A,C,300
fraud_reported,2026-01-03 12:00:00,T3,A,C,300
cleared,2026-01-04 12:00:00,T8,A,C,300
CSV
status=0
"$FRAUDRISK" backtest --policy p.frb --in some.csv --events twice.csv --out twice >twice.txt 2>twice.said || status=$?
[ $status -eq 1 ] || fail "events before their transfer: status $status"
run_said label_early twice.said
says "two events before their transfer" '"before_transfer": 2' twice/backtest.json
# Rows with one id: what contradicts is told and counted, and so is a fraud told twice; an honest row sent again is no bad label.
cat >again.csv <<'CSV'
id,time,payer,payee,amount,fraud
T1,2026-01-01 10:00:00,A,B,100,1
T1,2026-01-01 10:00:00,A,B,100,0
T2,2026-01-02 10:00:00,A,B,200,0
T2,2026-01-02 10:00:00,A,B,200,1
T3,2026-01-05 10:00:00,A,C,300,0
T3,2026-01-05 10:00:00,A,C,300,0
T4,2026-01-06 10:00:00,A,C,400,1
T4,2026-01-06 10:00:00,A,C,400,1
T5,2026-01-07 10:00:00,A,C,500,1
T5,2026-01-07 10:00:00,D,C,500,0
CSV
for threads in 1 2; do
  "$FRAUDRISK" backtest --policy p.frb --in again.csv --threads $threads --out again >again.txt 2>again.said || fail "rows with one id: $(cat again.said)"
  run_said label_rows again.said
  python3 - <<'PY' || fail "rows with one id are counted wrongly"
import json
told = json.load(open("again/backtest.json"))["data"]
assert told["bad_labels"] == dict(unknown_transfer=0, repeated=1, contradicting=2, before_transfer=0), told["bad_labels"]
PY
done
cat >early.csv <<'CSV'
id,time,payer,payee,amount,fraud,reported_at
T1,2026-01-02 10:00:00,A,B,100,1,2026-01-01 10:00:00
T2,2026-01-02 11:00:00,A,B,200,0,2026-01-03 10:00:00
T3,2026-01-05 10:00:00,A,C,300,1,2026-01-05 10:00:00
CSV
run label_columns 0 features --policy p.frb --in early.csv --complete-from always
"$FRAUDRISK" backtest --policy p.frb --in early.csv --out early >early.txt 2>&1 || fail "$(cat early.txt)"
says "labels before their transfer" '"before_transfer": 1' early/backtest.json
says "labels that contradict" '"contradicting": 1' early/backtest.json

# ---- no future leaks: everything after a moment changes, labels of transfers before it that come later too

cat >leak.py <<'PY'
import csv, datetime, random
MOMENT = datetime.datetime(2026, 2, 1)
chance = random.Random(11)
rows = list(csv.DictReader(open("told.csv")))
def write(name, rows):
    with open(name, "w", newline="") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
before = [r for r in rows if datetime.datetime.fromisoformat(r["time"]) < MOMENT]
after = [dict(r) for r in rows[len(before):]]
assert len(before) > 100 and len(after) > 100
later = [dict(r) for r in before]
changed = 0
for row in later: # what is not told yet at the moment is told otherwise, or never, or of others
    if row["told"] and datetime.datetime.fromisoformat(row["told"]) >= MOMENT:
        row["told"] = "" if chance.random() < 0.5 else MOMENT + datetime.timedelta(days=chance.randrange(20))
        changed += 1
    elif not row["told"] and chance.random() < 0.3:
        row["told"] = MOMENT + datetime.timedelta(hours=chance.randrange(900))
        changed += 1
assert changed > 20, changed
for column in ("payer", "payee", "amount", "told"):
    values = [r[column] for r in after]
    chance.shuffle(values)
    for row, value in zip(after, values):
        row[column] = value
for row in after:
    row["told"] = row["time"] if chance.random() < 0.3 else ""
write("other.csv", later + after)
past = [dict(r) for r in before] # one label that was known in time, gone: this has to show
known = next(r for r in past if r["told"] and datetime.datetime.fromisoformat(r["told"]) < MOMENT - datetime.timedelta(days=7))
known["told"] = ""
write("past.csv", past + [dict(r) for r in rows[len(before):]])
print(len(before))
PY
count=$(python3 leak.py)
for file in told other past; do
  features $file.features --in $file.csv --reported told
  "$FRAUDRISK" score --policy p.frb --in $file.csv --reported told --outcomes-reported no --complete-from always >$file.score || fail "score"
  head -$((count + 1)) $file.features >$file.features.before
  head -"$count" $file.score >$file.score.before
done
same "features before the moment" told.features.before other.features.before
same "decisions before the moment" told.score.before other.score.before
cmp -s told.features other.features && fail "nothing changed after the moment: this test is wrong"
cmp -s told.features.before past.features.before && fail "a label that was known in time changes nothing: this test is wrong"
finish
