#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# fraudrisk backtest while it runs and where it fails: Ctrl-C, a terminal, a full disk, policies that do not go together.
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
. "$(dirname "$0")/lib.sh"
transfers=$here/../../examples/backtest/year/transfers.csv
for name in first second third; do "$FRAUDRISK" policy build -o $name.frb "$here/backtest/$name.yaml" >/dev/null; done

python3 "$here/backtest_interrupt.py" "$FRAUDRISK" first.frb "$transfers" || fail "Ctrl-C and progress"
cases=$((cases + 1))

# A result is whole or not there: what was there before stays where the disk is full.
mkdir full
echo before >full/backtest.json
status=0
(ulimit -f 8 && trap '' XFSZ && "$FRAUDRISK" backtest --policy first.frb --in "$transfers" --out full >/dev/null 2>full.err) ||
  status=$?
[ $status -eq 1 ] || fail "a full disk: status $status"
says "a full disk" "full/backtest.json: cannot be written: File too large" full.err
[ "$(cat full/backtest.json)" = before ] || fail "a full disk tore what was there"
[ "$(ls full)" = backtest.json ] || fail "a full disk leaves: $(ls full)"

# A link leads to the new result.
mkdir linked
ln -s far.json linked/backtest.json
echo before >linked/far.json
"$FRAUDRISK" backtest --policy first.frb --in "$transfers" --out linked >linked.txt 2>&1 || fail "$(cat linked.txt)"
[ -L linked/backtest.json ] || fail "a link became a file"
says "the result behind a link" '"format": "fraudrisk-backtest"' linked/far.json
status=0
"$FRAUDRISK" backtest --policy first.frb --in "$transfers" --out first.frb/in >/dev/null 2>folder.err || status=$?
[ $status -eq 1 ] || fail "no folder: status $status"
says "no folder" "first.frb/in: cannot be made: Not a directory" folder.err

# Policies that do not go together, and more of them than there are places.
sed 's/CNY/USD/' "$here/backtest/second.yaml" >dollar.yaml
status=0
"$FRAUDRISK" backtest --policy first.frb --challenger dollar.yaml --in "$transfers" >/dev/null 2>dollar.err || status=$?
[ $status -eq 1 ] || fail "another currency: status $status"
says "another currency" "dollar.yaml: its currency is USD, that of first.frb is CNY; they cannot be compared" dollar.err
printf 'id,time,payer,payee,amount,attributes.branch_risk\nT1,2026-01-01 10:00:00,A,B,5,0.5\n' >attribute.csv
status=0
"$FRAUDRISK" backtest --policy "$here/small.yaml" --challenger first.frb --in attribute.csv >/dev/null 2>attribute.err || status=$?
[ $status -eq 1 ] || fail "an attribute that a challenger does not know: status $status"
says "an unknown attribute" "first.frb: could not decide 1 transfers, which are left out: " attribute.err
for wrong in "--challenger a --challenger b --challenger c --challenger d --challenger e" "--capacity 0" "--capacity 1,x" \
  "--draws 2001" "--labels elsewhere" "--labels events" "--unsorted maybe" "--sort --unsorted refuse" "--sort-memory 0"; do
  status=0
  # shellcheck disable=SC2086
  "$FRAUDRISK" backtest --policy first.frb --in "$transfers" $wrong >/dev/null 2>usage.err || status=$?
  [ $status -eq 2 ] || fail "$wrong is no usage error: $status, $(cat usage.err)"
  cases=$((cases + 1))
done
status=0
"$FRAUDRISK" score --policy first.frb --in "$transfers" --challenger second.frb >/dev/null 2>&1 || status=$?
[ $status -eq 2 ] || fail "score took a challenger"

# Two drafts of one policy, with one name and version, are told apart.
sed 's/"warn": 40/"warn": 30/' "$here/backtest/first.yaml" >draft.yaml
"$FRAUDRISK" backtest --policy first.frb --challenger draft.yaml --challenger second.frb --in "$transfers" --draws 0 >twins.txt 2>&1 || fail "$(cat twins.txt)"
wanted=3 # at the top, at the headline and at the tables; of a challenger at the comparison too
for digest in $(sed -n '1,2s/.*(\([0-9a-f]\{16\}\))$/\1/p' twins.txt); do
  [ "$(grep -c "$digest" twins.txt)" -eq $wanted ] || fail "$digest is not at the head of its figures: $(grep "$digest" twins.txt)"
  wanted=4 cases=$((cases + 1))
done
[ "$(sed -n '1,2s/.*(\([0-9a-f]*\))$/\1/p' twins.txt | sort -u | wc -l)" -eq 2 ] || fail "two drafts have one digest"

# A file that is not in the order of time: sorted in memory, in pieces on the disk, or refused with its first such line.
{
  head -1 "$transfers"
  tail -n +2 "$transfers" | awk '{ print (NR * 7919) % 1871 "\t" $0 }' | sort -n | cut -f2-
} >mixed.csv
"$FRAUDRISK" score --policy first.frb --in mixed.csv >in_memory.jsonl 2>mixed.err || fail "sorting"
says "a notice" "mixed.csv: not sorted by time; sorting it" mixed.err
for bytes in 3k 40k; do
  "$FRAUDRISK" score --policy first.frb --in mixed.csv --sort-memory $bytes >on_disk.jsonl 2>/dev/null || fail "sorting on the disk"
  same "sorted in pieces of $bytes" in_memory.jsonl on_disk.jsonl
done
"$FRAUDRISK" score --policy first.frb --in - --sort --sort-memory 40k <mixed.csv >on_disk.jsonl || fail "sorting standard input"
same "standard input, sorted in pieces" in_memory.jsonl on_disk.jsonl
status=0
"$FRAUDRISK" backtest --policy first.frb --in mixed.csv --unsorted refuse >/dev/null 2>refused.err || status=$?
[ $status -eq 1 ] || fail "an unsorted file was not refused: $status"
line=$(awk -F, 'NR > 2 && $2 < last { print NR; exit } { last = $2 }' mixed.csv)
says "its first such line" "mixed.csv:$line: time: lies before the row above it" refused.err
status=0
TMPDIR=$PWD/nowhere "$FRAUDRISK" score --policy first.frb --in mixed.csv --sort-memory 3k >/dev/null 2>nowhere.err || status=$?
[ $status -eq 1 ] || fail "no folder for pieces: $status"
says "no folder for pieces" "mixed.csv: cannot be sorted: $PWD/nowhere: No such file or directory" nowhere.err
finish
