#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench_journal --tiny runs to its end, leaves nothing behind, and its records have the root that they always have. No time
# is checked.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/journal"
"$FR_BUILD_DIR/bin/bench_journal" --tiny "$work/journal" >"$work/said.txt"
for line in '^append: [0-9]* ns a record of 300 bytes' '^pump:   [0-9]* ns a record$' '^verify: [0-9.]* million records a second' \
  '^read:   [0-9.]* million records a second' '^root:   [0-9a-f]* over 20000 records$' '^sync:   8 threads, '; do
  grep -q "$line" "$work/said.txt" || {
    echo "FAILED no line matches: $line"
    cat "$work/said.txt"
    exit 1
  }
done
rmdir "$work/journal"
status=0
"$FR_BUILD_DIR/bin/bench_journal" 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ]
