#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Models in the forms of other programs: shown, imported, applied, calibrated, and refused with a sentence.
. "$(dirname "$0")/lib.sh"
python3 "$here/model_foreign.py" .

for file in right.json right.ubj right.txt right.csv; do
  printf '%s\n' "id,AMOUNT,AGE" "a,0.05,1" "b,0.1,1" "c,0.10000000149011612,1" "d,,1" "e,100,1" >rows.csv
  echo "== $file"
  "$FRAUDRISK" model show "$file"
  "$FRAUDRISK" model apply "$file" --in rows.csv --keep id --contributions
done >said_right.txt 2>&1
run_said model_right said_right.txt

# Both forms of one model are one model, and so is what import writes, under other names.
"$FRAUDRISK" model import right.ubj --map AMOUNT=AGE,AGE=AMOUNT -o turned.model 2>err.txt
"$FRAUDRISK" model import turned.model --map AGE=AMOUNT,AMOUNT=AGE -o back.model 2>err.txt
"$FRAUDRISK" model import right.json -o right.model 2>err.txt
cmp -s back.model right.model || fail "names that change places twice are not what they were"
cmp -s turned.model right.model && fail "names did not change"
run model_import 0 model import right.txt --map AMOUNT=amount -o lightgbm.model

for file in unknown categorical classes targets objective booster nan cycle million old type lists base dump cut; do
  run_quiet() { "$FRAUDRISK" model import "$1" -o wrong.model 2>&1 && fail "$1 was taken"; }
  run_quiet $file.json
done >said_json.txt || true
run_said model_refused_xgboost said_json.txt
for file in old classes objective categorical linear nan cycle unknown million cut type; do
  "$FRAUDRISK" model import $file.txt -o wrong.model 2>&1 && fail "$file.txt was taken"
done >said_text.txt || true
run_said model_refused_lightgbm said_text.txt
for file in cut.ubj no_missing.csv gap.csv type.csv cells.csv rows.csv nowhere.json; do
  "$FRAUDRISK" model import $file -o wrong.model 2>&1 && fail "$file was taken"
done >said_rest.txt || true
run_said model_refused_rest said_rest.txt
[ ! -e wrong.model ] || fail "a refused model was written"
# A disk that fills up, with a good model under the name, behind a link, and with none: said, and what was there stays.
cp right.model kept.model
ln -s kept.model link.model
for name in kept.model link.model none.model; do
  status=0
  said=$(ulimit -f 0 && trap '' XFSZ && "$FRAUDRISK" model import turned.model -o $name 2>&1) || status=$?
  echo "$said" >full.txt
  [ $status -eq 1 ] || fail "a full disk at $name: status $status"
  says "a full disk at $name" "$name: cannot be written: File too large" full.txt
  same "a full disk at $name leaves the model that was there" right.model kept.model
done
[ ! -e none.model ] && [ ! -e kept.model.tmp ] && [ ! -e none.model.tmp ] || fail "a full disk leaves half a model"
status=0
"$FRAUDRISK" model import turned.model -o nowhere/none.model 2>full.txt || status=$?
[ $status -eq 1 ] || fail "no folder: status $status"
"$FRAUDRISK" model import turned.model -o link.model 2>err.txt || fail "a link: $(cat err.txt)"
same "a link to a model leads to the new one" turned.model kept.model
[ -L link.model ] || fail "a link to a model became a file"
run model_map 1 model import right.json --map AMUONT=amount -o wrong.model
run model_no_column 1 model apply right.json --in right.csv
run model_usage 2 model import right.json

# ---- the whole path: a policy reads what the library wrote, and its margin is that of apply.
for file in right.json right.ubj right.txt right.csv; do
  cat >whole.yaml <<P
fraudrisk: 1
name: whole
version: 1
currency: CNY
utc_offset: "+08:00"
attributes: { reading: double }
features: { AMOUNT: attributes.reading, age: payer.age }
models:
  m: { file: $file$([ $file = right.csv ] || echo ", inputs: { AGE: age }, points: [[2.25, 60]]") }
rules:
  - { id: m, when: model.m.points >= 50, points: model.m.points, reason: { en: "{model.m.margin}" } }
decision: [{ warn: 20, hold: 60 }]
P
  for number in 0.05 0.1 0.11 250; do
    printf '%s\n' "id,time,payer,payee,amount,payer.age,attributes.reading" "t,2026-01-10 09:00:00,A,B,1500,70,$number" >transfer.csv
    printf 'AMOUNT,AGE\n%s,70\n' $number >rows.csv
    "$FRAUDRISK" policy explain whole.yaml --transfer transfer.csv --json >explained.json || fail "$file: explain"
    python3 - <<P || fail "$file: another margin by the whole path"
import json, subprocess
said = subprocess.run(["$FRAUDRISK", "model", "apply", "$file", "--in", "rows.csv"], capture_output=True, text=True)
margin = json.load(open("explained.json"))["models"][0]["margin"]
raise SystemExit(margin != float(said.stdout.split()[1].split(",")[0]))
P
  done
done

# ---- points: two models of one truth, the second with margins three times as large and moved, have the same points.
awk 'BEGIN { print "margin,label"; for (i = 0; i < 2000; i++) print i / 100 "," (i * 7919 % 2000 < i * i / 2000) }' >one.csv
awk -F, 'NR == 1 { print; next } { print $1 * 3 - 20 "," $2 }' one.csv >two.csv
for method in isotonic quantile; do
  for which in one two; do
    "$FRAUDRISK" model calibrate $which.csv --method $method --points 50 -o $which.steps 2>$which.err
    cut -d, -f2 $which.steps >$which.points
  done
  cmp -s one.points two.points || fail "$method: a threshold means another thing under the second model"
  awk -F, 'NR > 2 && $2 <= last { exit 1 } NR > 1 { last = $2 }' one.steps || fail "$method: points do not rise"
  cp one.steps $method.steps
done
cat isotonic.steps >said_steps.txt
run_said model_steps said_steps.txt
printf 'margin,label\n1,0\n2,0\n' >same.csv
run model_same_labels 1 model calibrate same.csv
printf 'margin\n1\n' >unlabelled.csv
run model_no_labels 1 model calibrate unlabelled.csv
finish
