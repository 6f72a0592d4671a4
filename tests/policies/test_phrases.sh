#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The phrases of retail-cn: what has to be found is found by its type, ordinary remarks are left alone, every phrase finds
# itself, and a traditional character folds as its simplified one.
set -eu
phrases=policies/retail-cn/phrases
"$FRAUDRISK" policy test "$phrases/check.yaml"
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$FRAUDRISK" policy build -o "$work/phrases.frb" "$phrases/check.yaml" >"$work/build.txt"
python3 tests/policies/phrases.py write "$phrases" "$work"
"$FRAUDRISK" score --policy "$work/phrases.frb" --in "$work/transfers.csv" --out "$work/scored.jsonl"
python3 tests/policies/phrases.py compare "$phrases" "$work"
