#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench_watch --tiny runs to its end, finds whom it should, and prints what bench/README.md quotes. No time is checked.
set -eu
bench=$FR_BUILD_DIR/bin/bench_watch
[ -x "$bench" ] || {
  echo "skipped: the command is not built, and with it no bench_watch"
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bench" --tiny "$work/lists.csv" >"$work/said.txt"
for line in '^loaded: 20000 entries from a file in [0-9.]* s [(][0-9.]* s of the processor[)], 1[67]\.[0-9]* bytes each$' \
  '^listed: [0-9.]* ns an ask, 2000000 of 2000000 found$' '^strangers: [0-9.]* ns an ask, 0 of 2000000 found$' \
  '^built without a file: [0-9.]* s to add, [0-9.]* s to finish$'; do
  grep -Eq "$line" "$work/said.txt" || {
    echo "FAILED no line matches: $line"
    cat "$work/said.txt"
    exit 1
  }
done

status=0
"$bench" "$work/no/where" 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ] && grep -q 'a file that can be written' "$work/said.txt" || {
  echo "FAILED a file that cannot be written: status $status"
  exit 1
}
