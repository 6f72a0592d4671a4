#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# scripts/demo without installing and building: its tables show answers of every kind, in both languages, and the data
# that it makes up are the same every time.
set -eu
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export FR_WORK="$work" FR_LOGS="$work/logs"

for language in en zh; do
  scripts/demo "$language" >"$work/$language.txt"
  for line in '  ALLOW  *4,[0-9]' '  WARN  *[1-9]' '  HOLD  *[1-9]' 'police-310000 .* HOLD ' 'house-310000 .* ALLOW ' \
    '^  D[0-9]* *WARN .* honest' '^  D[0-9]* *HOLD .* impersonating_police'; do
    grep -Eq "$line" "$work/$language.txt" || {
      echo "FAILED scripts/demo $language: no line matches: $line"
      cat "$work/$language.txt"
      exit 1
    }
  done
done
grep -q 'A first-time payee, and the remark' "$work/en.txt"
grep -q '首次收款人，且附言或用途提到' "$work/zh.txt"

scripts/make-demo "$work/again" >/dev/null
cmp "$work/transfers.csv" "$work/again/transfers.csv"
cmp "$work/events.csv" "$work/again/events.csv"
