#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# How many decimals a currency has is said once in each part that reads amounts: policies, tables, the command, and the
# records of COBOL, which share no file. An amount is the same in all of them, so the lists are.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# list FILE NAME: the currencies of `static const char NAME[] = "…"`, one a line, whatever stands between them.
list() {
  sed -n "s/.*[ ,]$2\[\] = \"\([A-Z0 \\\\]*\)\".*/\1/p" "$1" | sed 's/\\0/ /g' | tr -s ' ' '\n' | sed '/^$/d'
}

grep -rl 'UYI' libfraudrisk tools bindings --include='*.c' --include='*.h' --include='*.def' | sort >"$work/files"
for file in libfraudrisk/arrow/fill.c libfraudrisk/policy/read.c tools/numbers.c bindings/cobol/records.c; do
  grep -qx "$file" "$work/files"
done
for name in none three four; do
  list libfraudrisk/policy/read.c "$name" >"$work/$name"
  grep -q '^[A-Z][A-Z][A-Z]$' "$work/$name"
  while read -r file; do
    list "$file" "$name" >"$work/own"
    cmp -s "$work/$name" "$work/own" || {
      echo "$file: the currencies of \`$name\` are others than in libfraudrisk/policy/read.c"
      diff "$work/$name" "$work/own" || true
      exit 1
    }
  done <"$work/files"
done
grep -qx JPY "$work/none"
grep -qx KWD "$work/three"
grep -qx CLF "$work/four"
