#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The benchmark of rules runs, and its 40 rules give what they gave.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
FR_WORK=$work bench/decide --tiny >"$work/out"
grep -q '^fired: 26$' "$work/out"
for figure in 'decide, 40 rules' 'rule of two comparisons' 'compile 1,000 rules' 'eight windows over 100'; do
  grep -q "^$figure" "$work/out" || { echo "no figure: $figure"; cat "$work/out"; exit 1; }
done
