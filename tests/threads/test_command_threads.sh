#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The command with two threads writes the bytes that it writes with one; under ThreadSanitizer it shows its races.
set -eu
if [ ! -x "$FRAUDRISK" ]; then
  echo "skipped: the command is not there"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$FRAUDRISK" policy build -o "$work/f24.frb" tests/features/f24.yaml
for threads in 1 2; do
  "$FRAUDRISK" score --policy "$work/f24.frb" --in tests/data/amlsim-sample.csv \
    --time-unit 24h --time-start 2026-01-01 --threads "$threads" >"$work/$threads"
done
cmp "$work/1" "$work/2"
[ "$(wc -l <"$work/1")" = "$(($(wc -l <tests/data/amlsim-sample.csv) - 1))" ]
