#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The manual pages are of the texts that they are made from, name every command and every function, and neither mandoc nor
# groff has anything to say of them.
set -eu
scripts/make-man --check
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$FRAUDRISK" --help 2>&1 | sed -n 's/^ *\(usage: \)\{0,1\}fraudrisk \([a-z][a-z]*\) .*/\2/p' | sort -u >"$work/commands"
[ "$(wc -l <"$work/commands")" -gt 7 ]
while read -r command; do
  [ -e "docs/man/fraudrisk-$command.1" ] || {
    echo "there is no page fraudrisk-$command(1)"
    exit 1
  }
done <"$work/commands"
while read -r name; do
  grep -q "[ *]$name(" docs/man/libfraudrisk.3 || {
    echo "libfraudrisk(3) does not have $name"
    exit 1
  }
done <tests/abi/symbols.txt

for page in docs/man/*; do
  if command -v mandoc >/dev/null 2>&1; then mandoc -Tlint -W warning "$page"; fi
  if command -v groff >/dev/null 2>&1; then
    groff -man -Kutf8 -Tutf8 -ww -rLL=200n "$page" 2>"$work/said" >/dev/null
    [ ! -s "$work/said" ] || {
      cat "$work/said"
      exit 1
    }
  fi
done
command -v mandoc >/dev/null 2>&1 || command -v groff >/dev/null 2>&1 || {
  echo "skipped: neither mandoc nor groff is here to look at the pages; they are fresh"
  exit 77
}
# The check of the check.
if command -v mandoc >/dev/null 2>&1; then
  printf '.TH X 1\n.SH NAME\n.XX\n' >"$work/bad.1"
  mandoc -Tlint -W warning "$work/bad.1" >"$work/said" && exit 1
fi
echo "man: $(find docs/man -type f | wc -l) pages"
