#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# scripts/results --tiny runs to its end, writes nothing into docs/, and counts right: SQL counts one run again, from the
# decisions, the transfers and the truth, and what is switched off is gone from the files. No share is checked against what
# is asked for: tiny worlds say nothing about it.
set -eu
for tool in python3 sqlite3; do
  command -v "$tool" >/dev/null || {
    echo "skipped: $tool is not there"
    exit 77
  }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
docs() { find docs -type f -exec cksum {} + | sort; }
failed() {
  echo "FAILED $*"
  exit 1
}

docs >"$work/before"
FR_WORK=$work scripts/results --tiny --keep >"$work/said.txt" 2>&1 || {
  cat "$work/said.txt"
  failed "scripts/results --tiny"
}
docs >"$work/after"
cmp -s "$work/before" "$work/after" || failed "the tiny mode wrote into docs/"
for line in '<!-- begin: measured' '| scams stopped, by count | at least 60 % |' '| scams stopped, by value | at least 75 % |' \
  '| held, in 10,000 transfers | at most 1 |' '| task_rebate |' '| the criminal acts |' '| mules |' '| ordinary life |' \
  '| expression_error | 0 |' '| as it is |' '| session signals for 100 % of customers' '| text: remark and purpose |' \
  '| all of these at once |' '## The set `second`'; do
  grep -qF -- "$line" "$work/page.md" || failed "no line of the page begins with: $line"
done

# ---- the same counts by other means ----

"$FRAUDRISK" score --policy "$work/policy.frb" --in "$work/default/transfers.csv" --events "$work/default/events.csv" |
  sed 's/^{"id":"\([^"]*\)","outcome":"\([a-z]*\)".*$/\1,\2/' >"$work/decided.csv"
sqlite3 "$work/recount.db" >"$work/sql.txt" <<END
.mode csv
.import $work/default/transfers.csv t
.import $work/default/truth.csv truth
CREATE TABLE d(id TEXT PRIMARY KEY, outcome TEXT);
.import $work/decided.csv d
.mode list
.separator " "
CREATE VIEW scam AS SELECT "case" AS number, t.rowid AS place, CAST(round(t.amount * 100) AS INTEGER) AS amount, outcome, actor
  FROM truth JOIN t ON t.id = transfer_id JOIN d USING (id) WHERE truth.kind = 'scam';
CREATE TABLE first AS SELECT number,
  min(CASE WHEN outcome <> 'allow' THEN place END) AS hit, min(CASE WHEN outcome = 'hold' THEN place END) AS held,
  min(CASE WHEN outcome = 'hold' OR (outcome = 'warn' AND actor <> 'criminal') THEN place END) AS own FROM scam GROUP BY number;
SELECT 'all', sum(outcome = 'allow'), sum(outcome = 'warn'), sum(outcome = 'hold') FROM d;
SELECT 'honest', sum(outcome = 'allow'), sum(outcome = 'warn'), sum(outcome = 'hold') FROM d JOIN t USING (id) WHERE t.fraud = '0';
SELECT 'ordinary', sum(outcome = 'allow'), sum(outcome = 'warn'), sum(outcome = 'hold') FROM d
  WHERE id NOT IN (SELECT transfer_id FROM truth);
SELECT 'cases', count(*), count(hit), count(held), count(own) FROM first;
SELECT 'money', sum(amount), sum(amount * (hit IS NOT NULL AND place >= hit)), sum(amount * (held IS NOT NULL AND place >= held)),
  sum(amount * (own IS NOT NULL AND place >= own)) FROM scam JOIN first USING (number);
SELECT 'payments', count(*), sum(outcome <> 'allow'), sum(outcome = 'hold'), sum(amount * (outcome <> 'allow')),
  sum(amount * (outcome = 'hold')) FROM scam;
SELECT 'mules', count(*), sum(outcome = 'warn'), sum(outcome = 'hold') FROM truth JOIN d ON id = transfer_id WHERE kind = 'mule';
SELECT 'stories', count(*), sum(outcome = 'warn'), sum(outcome = 'hold') FROM truth JOIN d ON id = transfer_id WHERE kind = 'story';
SELECT 'teller', sum(outcome = 'allow'), sum(outcome = 'warn'), sum(outcome = 'hold') FROM d JOIN t USING (id)
  WHERE channel = 'teller' AND fraud = '0';
SELECT 'sessions', count(*) FROM t WHERE on_call <> '';
END
python3 - "$work/results.json" >"$work/python.txt" <<'END'
import collections
import json
import sys

sys.path.insert(0, "scripts")
sys.dont_write_bytecode = True
import results_tables as tables

run = json.load(open(sys.argv[1], encoding="utf-8"))["default"]
sums = tables.added([tables.counted(case) for case in run["cases"]])


def outcomes(kind):
    paid = [payment for case in run[kind] for payment in case["payments"]]
    of = collections.Counter(payment[1] for payment in paid)
    return len(paid), of["warn"], of["hold"]


print("all", *run["all"])
print("honest", *run["honest"])
print("ordinary", *run["ordinary"])
print("cases", *(sums[name] for name in ("cases", "any", "held", "own")))
print("money", *(sums[name] for name in ("amount", "any_amount", "held_amount", "own_amount")))
print("payments", *(sums[name] for name in ("payments", "hit", "hit_held", "hit_amount", "hit_held_amount")))
print("mules", *outcomes("mules"))
print("stories", *outcomes("stories"))
print("teller", *run["channels"]["teller"][1])
print("sessions", run["sessions"])
END
diff -u "$work/sql.txt" "$work/python.txt" || failed "scripts/results counts otherwise than SQL"
awk '$1 == "cases" && $3 > 0 && $3 < $2 && $4 > 0 && $4 < $3 { found = 1 } END { exit !found }' "$work/sql.txt" ||
  failed "the world is of no use for this test: $(grep cases "$work/sql.txt")"

# ---- what is switched off ----

python3 - "$work" <<'END'
import csv
import os
import sys

sys.path.insert(0, "scripts")
sys.dont_write_bytecode = True
import results_off
import results_run
import results_tables

work = sys.argv[1]
world = results_run.world_of(os.path.join(work, "off-world"))


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Rows with quotes, commas and lines in a cell come through as they are, and so do the others.
odd = os.path.join(work, "odd.csv")
with open(odd, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerows([["id", "remark", "purpose"], ["a", 'say "yes", now', "x"], ["b", "two\r\nlines", "y"], ["c", "", "z"]])
group = results_off.Group("t", "t", ("purpose",))
results_off.copy_transfers(group, odd, odd + ".copy")
assert read(odd + ".copy") == [{**row, "purpose": ""} for row in read(odd)], read(odd + ".copy")
# What is about money that came in goes with it.
told = os.path.join(work, "told.csv")
with open(told, "w", encoding="utf-8") as file:
    file.write("event,transfer_id\ntransferred,c1\nsettled,t1\nreturned,c1\nsettled,t2\n")
results_off.copy_events(results_off.GROUPS["incoming"], told, told + ".copy", {})
assert [row["transfer_id"] for row in read(told + ".copy")] == ["t1", "t2"], read(told + ".copy")
assert list(map(results_run.minor_of, ("1", "1.5", "0.07", "12.30"))) == [100, 150, 7, 1230]

before, events = read(world["transfers"]), read(world["events"])
for key, group in results_off.GROUPS.items():
    made = results_off.without(group, world, os.path.join(work, "without-" + key))
    after, left = read(made["transfers"]), read(made["events"])
    customers = {"payer.customer", "payee.customer"} if group.customers else set()
    gone = {name for name in before[0] if group.drops(name)} | customers
    assert gone or group.events, key
    assert after == [{name: "" if name in gone else value for name, value in row.items()} for row in before], key
    if not group.customers:
        assert left == [row for row in events if row["event"] not in group.events], key
    else:
        assert left or key == "all", key
        assert not any(row["customer"] or row["payer_customer"] or row["payee_customer"] for row in left), key
    assert not any(row["event"] in group.events for row in left), key

# A payment before the first that was stopped is lost, and a criminal is not stopped by a warning.
case = {"actor": "customer", "payments": [(100, "allow", None), (300, "warn", "romance"), (600, "hold", None), (50, "allow", None)]}
found = dict(zip(results_tables.NUMBERS, results_tables.counted(case)))
assert (found["any_amount"], found["held_amount"], found["own_amount"]) == (950, 650, 950), found
found = dict(zip(results_tables.NUMBERS, results_tables.counted({**case, "actor": "criminal"})))
assert (found["any_amount"], found["own_amount"], found["hit_amount"], found["hit_held_amount"]) == (950, 650, 900, 600), found
END

# ---- what is wrong is said ----

status=0
FR_WORK=$work scripts/results --only nothing 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ] && grep -q "there is no part 'nothing'" "$work/said.txt" || failed "an unknown part: status $status"
status=0
FRAUDRISK=$work/nowhere FR_WORK=$work scripts/results --tiny 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ] && grep -q 'does not exist; build it' "$work/said.txt" || failed "without a build: status $status"
status=0
FR_WORK=$work scripts/results --evaluate "$work/nowhere" --policy "$work/policy.frb" >"$work/said.txt" 2>&1 || status=$?
[ "$status" -eq 1 ] || failed "a folder that is not there: status $status"
mkdir "$work/short"
cp "$work/default/events.csv" "$work/short/"
sed '2s/^[^,]*/t0/' "$work/default/truth.csv" >"$work/short/truth.csv"
cp "$work/default/transfers.csv" "$work/short/"
status=0
FR_WORK=$work scripts/results --evaluate "$work/short" --policy "$work/policy.frb" >"$work/said.txt" 2>&1 || status=$?
[ "$status" -eq 1 ] && grep -q 'names transfers that' "$work/said.txt" || failed "a truth of other transfers: status $status"
echo "the page, the recount and the groups are right"
