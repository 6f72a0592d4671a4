#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# bench/backtest --tiny runs to its end and prints what bench/README.md quotes. No figure is checked: machines are busy.
set -eu
for tool in python3 sqlite3; do
  command -v "$tool" >/dev/null || {
    echo "skipped: $tool is not there"
    exit 77
  }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

FR_WORK=$work bench/backtest --tiny >"$work/said.txt"
for line in '^transfers: 20000 ' '^backtest, whole command: [0-9.]* s, [0-9]* transfers/s$' \
  '^SQLite, the same 24 features from the same file: [0-9.]* s$' '^ratio: [0-9.]* times as fast'; do
  grep -Eq "$line" "$work/said.txt" || {
    echo "FAILED no line matches: $line"
    cat "$work/said.txt"
    exit 1
  }
done

# Without the command it says what to build.
status=0
FRAUDRISK=$work/nowhere FR_WORK=$work bench/backtest --tiny 2>"$work/said.txt" || status=$?
[ "$status" -eq 2 ] && grep -q 'does not exist; build it' "$work/said.txt" || {
  echo "FAILED without the command: status $status"
  exit 1
}
