#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Models in a policy's YAML: built, checked, shown, compared, explained, and refused with a place.
. "$(dirname "$0")/lib.sh"

model() { python3 "$here/model.py" "$1" "$2"; }
model trees gbm.model
model card card.model

# A policy with one model; the rest of its entry comes from the caller.
policy() {
  cat <<P
fraudrisk: 1
name: modelled
version: 1
currency: CNY
utc_offset: "+08:00"
attributes: { extra: string }
features: { amount: transfer.amount, age: payer.age, remarked: attributes.extra }
models:
  gbm:
$1
rules:
  - { id: model, when: $2, points: $3, reason: { en: "the model gives {model.gbm.points} points" } }
decision: [{ warn: 20, hold: 60 }]
tests:
  - { name: by the model, transfer: { amount: 1500, payer.age: 70 }, expect: { outcome: hold, score: 90 } }
P
}
inputs="    file: gbm.model
    inputs: { AMOUNT: amount, AGE: age }"
points="    points: [[0, 10], [2, 90]]"
reasons="    reasons: { amount: { zh: 金额较大, en: a large amount } }"
policy "$inputs
$points
    monotone: { amount: up }
$reasons" "model.gbm.points > 0" model.gbm.points >good.yaml

run models_check 0 policy check good.yaml
run models_show 0 policy show good.yaml
run models_docs 0 policy docs good.yaml
run models_build 0 policy build -o good.frb good.yaml
printf '%s\n' "id,time,payer,payee,amount,payer.age" "t1,2026-01-10 09:00:00,A,B,1500,70" "t2,2026-01-10 10:00:00,C,B,900,70" \
  "t3,2026-01-10 11:00:00,D,B,1500," >transfers.csv
run models_explain 0 policy explain good.frb --transfer transfers.csv --id t1 --language zh
run models_explain_json 0 policy explain good.yaml --transfer transfers.csv --id t3 --json
run models_explain_allow 0 policy explain good.yaml --transfer transfers.csv --id t2
run models_score 0 score --policy good.frb --in transfers.csv

# A calibration in a file of its own says the same, and gives the same digest.
printf 'margin,points\n0,10\n2,90\n' >steps.csv
policy "$inputs
    points: steps.csv
    monotone: { amount: up }
$reasons" "model.gbm.points > 0" model.gbm.points >good2.yaml
"$FRAUDRISK" policy diff good.yaml good2.yaml >diff.txt 2>err.txt || true
says "a calibration in a file" "say the same" diff.txt
policy "$inputs
    points: [[0, 10], [2, 91]]" "model.gbm.points > 0" model.gbm.points | sed 's/score: 90/score: 91/' >other.yaml
run models_diff 0 policy diff good.yaml other.yaml

# ---- nobody reads it
policy "$inputs
$points" "amount > 1200.0" 90 | sed 's/the model gives {model.gbm.points} points/much/' >unread.yaml
run models_unread 0 policy check unread.yaml

# ---- what is wrong, each with its place
wrong() {
  policy "$2" "${3:-model.gbm.points > 0}" model.gbm.points >"$1.yaml"
  run "models_$1" 1 policy check "$1.yaml"
}
for kind in cycle nan falls cut many; do
  model $kind $kind.model
done
printf 'tree\n' >text.model
wrong no_file "    inputs: { AMOUNT: amount, AGE: age }"
wrong not_there "    file: nowhere.model"
wrong outside "    file: ../gbm.model"
wrong no_model "    file: text.model"
wrong cut "    file: cut.model"
wrong cycle "    file: cycle.model
    inputs: { AMOUNT: amount, AGE: age }"
wrong nan "    file: nan.model
    inputs: { AMOUNT: amount, AGE: age }"
wrong many "    file: many.model"
wrong falls "    file: falls.model
    inputs: { AMOUNT: amount, AGE: age }
    monotone: { amount: up }
$points"
wrong unknown_input "    file: gbm.model
    inputs: { AMOUNT: amount, AGEE: age }"
wrong unknown_feature "    file: gbm.model
    inputs: { AMOUNT: amuont, AGE: age }"
wrong text_feature "    file: gbm.model
    inputs: { AMOUNT: remarked, AGE: age }
$points"
wrong no_points "$inputs"
wrong steps "$inputs
    points: [[0, 10], [0, 20]]"
wrong step_shape "$inputs
    points: [[0, 10], [1]]"
wrong step_text "$inputs
    points: [[0, ten]]"
wrong no_csv "$inputs
    points: nowhere.csv"
wrong monotone "$inputs
$points
    monotone: { amount: upwards, agee: up }"
wrong reasons "$inputs
$points
    reasons: { amuont: { en: much } }"
wrong key "$inputs
    calibration: x"
wrong name "$inputs
$points" "model.gmb.points > 0"
finish
