#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Command lines that are wrong: status 2, and a sentence.
. "$(dirname "$0")/lib.sh"

wrong() {
  text=$1
  shift
  status=0
  "$FRAUDRISK" "$@" >out.txt 2>err.txt </dev/null || status=$?
  cases=$((cases + 1))
  [ "$status" -eq 2 ] || fail "$*: status $status instead of 2"
  says "$*" "$text" err.txt
}

wrong 'say what to do'
wrong 'there is no command "scroe"' scroe
wrong 'say check, test, build, explain, diff, show, docs, keygen, sign, verify or switch' policy
wrong 'there is no command policy "bild"' policy bild
wrong 'name the policy' policy check
wrong 'name one policy only' policy check a b
wrong 'name the policy' policy test
wrong 'name the policy' policy show
wrong 'name one policy only' policy docs a b
wrong 'name the policy, and --transfer' policy explain
wrong '--transfer is missing' policy explain a
wrong '"c" is one name too many' policy explain a --transfer b c
wrong 'name two policies' policy diff a
wrong '"c" is one name too many' policy diff a b c
wrong 'name a file' policy diff a b --in -
wrong 'there is no field "amuont"' policy diff a b --map amuont=x
wrong '--output is missing' policy keygen --role author
wrong '--role is missing' policy keygen -o x.pem
wrong '--type: say ed25519, p256 or sm2' policy keygen --type rsa --role author -o x.pem
wrong '"y" is one name too many' policy keygen --role author -o x.pem y
wrong '--role is missing' policy sign --key x.pem b.frb
wrong '--role: a role has 1 to 47 letters' policy sign --role 1st --key x.pem b.frb
wrong '--key is missing' policy sign --role author b.frb
wrong 'name the bundle' policy sign --role author --key x.pem
wrong '--trust is missing' policy verify b.frb
wrong 'name the bundle' policy verify --trust t.yaml
wrong '--policy is missing' policy switch --number 1 -o x
wrong '--number is missing' policy switch --policy p -o x
wrong '--output is missing' policy switch --policy p --number 1
wrong '--number: "0"' policy switch --policy p --number 0 -o x
wrong '"y" is one name too many' policy switch --policy p --number 1 -o x y
wrong '--policy is missing' score
wrong '"x.csv" is not an option' score --policy p x.csv
wrong '--threads: "3"' score --policy p --threads 3
wrong '--key: write 32 hexadecimal digits' score --policy p --key 0g
wrong '--format: say csv or json' score --policy p --format xml
wrong '--time-unit needs --time-start' score --policy p --time-unit 1h
wrong '--time-start needs --time-unit' score --policy p --time-start 2026-01-01
wrong '--time-unit: "soon"' score --policy p --time-unit soon
wrong '--memory: "much"' score --policy p --memory much
wrong '--parties: "0"' score --policy p --parties 0
wrong '--max-gap: "x"' score --policy p --max-gap x
wrong '--outcomes-reported: say yes or no' score --policy p --outcomes-reported maybe
wrong '--map: write FIELD=COLUMN' score --policy p --map amount
wrong 'there is no field "amuont"; did you mean "amount"?' score --policy p --map amuont=x
wrong '--lists: standard input is for the transfers' score --policy p --lists -
wrong '--map-lists: write FIELD=COLUMN' score --policy p --map-lists party
wrong 'there is no field "partie"; did you mean "party"?' score --policy p --map-lists partie=x
wrong 'there is no field "amount"' score --policy p --map-lists amount=x
wrong 'unrecognized option' score --policy p --polcy q
wrong '--seed is missing' simulate
wrong '--customers is missing' simulate --seed 1
wrong '--days is missing' simulate --seed 1 --customers 100
wrong '--out is missing' simulate --seed 1 --customers 100 --days 1
wrong '--seed: "x"' simulate --seed x
wrong '--seed: "-1"' simulate --seed -1
wrong '--customers: "99"' simulate --seed 1 --customers 99
wrong '--days: "0"' simulate --seed 1 --customers 100 --days 0
wrong '--days: "3651"' simulate --seed 1 --customers 100 --days 3651
wrong '--base-rate: "1000001"' simulate --seed 1 --base-rate 1000001
wrong '--session-known: "101"' simulate --seed 1 --session-known 101
wrong '"x" is not an option; the folder is given with --out' simulate --seed 1 x
wrong 'unrecognized option' simulate --sede 1

for command in "simulate" "score" "features" "backtest" "policy build" "policy check" "policy test" "policy show" "policy docs" \
  "policy explain" "policy diff"; do
  # shellcheck disable=SC2086
  "$FRAUDRISK" $command --help >out.txt || fail "$command --help"
  says "$command --help" "Usage: fraudrisk $command" out.txt
done
"$FRAUDRISK" --version >out.txt
says "--version" "fraudrisk 0." out.txt
finish
