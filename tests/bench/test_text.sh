#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench_text --tiny runs to its end over the phrases of retail-cn, finds what it did, and prints what bench/README.md quotes.
# No time is checked.
set -eu
bench=$FR_BUILD_DIR/bin/bench_text
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x "$FRAUDRISK" ] || {
  echo "skipped: the command is not built"
  exit 77
}
"$FRAUDRISK" policy build -o "$work/phrases.frb" policies/retail-cn/phrases/check.yaml >"$work/build.txt"
"$bench" --tiny "$work/phrases.frb" >"$work/said.txt"
for line in '^a remark of 20 characters: 60 bytes, [0-9]* ns' '^1 KiB of ordinary Chinese: 1023 bytes, [0-9]* ns' \
  '^1 KiB of disguised phrases: 102[0-9] bytes, ' '^8 KiB of notes: 81[0-9]* bytes, ' '^loading the policy: [0-9.]* ms$'; do
  grep -q "$line" "$work/said.txt" || {
    echo "FAILED no line matches: $line"
    cat "$work/said.txt"
    exit 1
  }
done
status=0
"$bench" "$work/nowhere" 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ]
