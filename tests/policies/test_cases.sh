#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every shipped policy decides its cases as cases/expected.csv says; what it warns of or holds has a reason in Chinese and
# in English. Honest twins of retail-cn are exact: they differ from the scam in its signs and in nothing else.
set -eu
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for folder in policies/*/; do
  policy=$(basename "$folder")
  [ -d "$folder/cases" ] || continue
  "$FRAUDRISK" policy build -o "$work/$policy.frb" "$folder" >"$work/build.txt"
  for language in zh en; do
    "$FRAUDRISK" score --policy "$work/$policy.frb" --language "$language" --in "$folder/cases/transfers.csv" \
      --events "$folder/cases/events.csv" --out "$work/$policy.$language.jsonl"
  done
  python3 tests/policies/compare_cases.py "$folder/cases" "$work/$policy.zh.jsonl" "$work/$policy.en.jsonl"
done
