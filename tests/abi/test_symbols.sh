#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the shared library exports is what tests/abi/symbols.txt lists, and it holds no data that can change.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: sanitizers and coverage add symbols of their own"
  exit 77
fi
scripts/check-symbols "$FR_LIBRARY"

# The check itself: a library with a variable and a surprise is refused for both.
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
echo 'int fr_surprise(void); int fr_surprise(void) { static int count; return ++count; }' >"$place/bad.c"
"$CC" -shared -fPIC -o "$place/bad.so" "$place/bad.c"
if scripts/check-symbols "$place/bad.so" >"$place/out" 2>&1; then
  echo "a library with another list of symbols was accepted"
  exit 1
fi
grep -q '^+fr_surprise$' "$place/out"
