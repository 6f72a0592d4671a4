#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The library answers on 64-bit ARM and on big-endian s390x what it answers here. Then the check of the check: an answer
# that is one byte otherwise is found. scripts/test has this as a step of its own.
set -eu
status=0
scripts/check-machines || status=$?
[ "$status" -eq 0 ] || exit "$status"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r bindings/vectors "$work/vectors"
sed -i 's/^\(\toutcome\t\)[0-9]/\19/' "$work/vectors/first.expected"
if cmp -s bindings/vectors/first.expected "$work/vectors/first.expected"; then exit 1; fi
if FR_VECTORS=$work/vectors scripts/check-machines s390x >"$work/said" 2>&1; then
  echo "another answer was accepted"
  exit 1
fi
grep -q 's390x answers otherwise to .*first.steps' "$work/said"
