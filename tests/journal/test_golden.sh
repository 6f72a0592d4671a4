#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The command reads every golden journal of an engine: it verifies it under the keys that signed it, makes its decisions
# again, shows all its records and exports its decisions, as many as expected.txt says.
set -eu
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
FRAUDRISK=${FRAUDRISK:-$PWD/build/debug/bin/fraudrisk}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "golden: $1"
  exit 1
}

hex() { printf '%s' "$1" | od -An -tx1 -v | tr -d ' \n'; }
key=$(hex 'a key for tests!')
sealing=$(hex 'a key for what is sealed, 32 b.')00
cat tests/signed/author-ed25519.pub.pem tests/signed/approver-ed25519.pub.pem >"$work/keys.pem"

found=0
for golden in tests/journal/golden/engine-*; do
  found=$((found + 1))
  journal=$work/$(basename "$golden")
  mkdir "$journal"
  while read -r name; do cp "$golden/$name" "$journal/"; done <"$golden/files"
  truncate -s 131072 "$journal"/*.journal # the zeros behind the last item are not kept
  expected=$golden/expected.txt
  count() { sed -n "s/^\([0-9]*\) $1\$/\1/p" "$expected"; }

  "$FRAUDRISK" journal verify --trust "$work/keys.pem" --replay --allow-not-made --key "$key" --sealing-key "$sealing" "$journal" \
    >"$work/verified" 2>&1 || fail "$golden does not verify: $(cat "$work/verified")"
  same=$(sed -n 's/^\([0-9]*\) decisions made again the same.*/\1/p' "$expected")
  grep -q "decisions made again: $same the same byte for byte, 0 others" "$work/verified" ||
    fail "$golden: $(cat "$work/verified")"

  "$FRAUDRISK" journal show --jsonl "$journal" >"$work/shown" || fail "$golden is not shown"
  python3 - "$work/shown" "$expected" <<'PY' || fail "$golden is shown otherwise than expected.txt says"
import collections, json, sys
shown = collections.Counter(json.loads(line)["kind"] for line in open(sys.argv[1]))
expected = {}
for line in open(sys.argv[2]):
    number, _, kind = line.rstrip("\n").partition(" ")
    if kind.startswith("events") or kind.startswith("attempts"):
        break
    if number != "0":  # what limits have counted stands in snapshots alone
        expected[kind] = int(number)
assert shown == expected, (shown, expected)
PY
  [ "$("$FRAUDRISK" journal export "$journal" | wc -l)" = "$(count decided)" ] || fail "$golden: not every decision"
done
[ "$found" -gt 0 ] || fail "there is none"
