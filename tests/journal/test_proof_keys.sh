#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Proofs under checkpoints of each kind of key: the script of docs/journal.md takes the record up to what was signed, and
# openssl, called as the page says, the signature with the right key and no other.
set -eu
for tool in python3 openssl; do
  command -v "$tool" >/dev/null || {
    echo "skipped: $tool is not there"
    exit 77
  }
done
: "${FRAUDRISK:?name the command to test}"
case $FRAUDRISK in /*) ;; *) FRAUDRISK=$PWD/$FRAUDRISK ;; esac
tree=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -n '/^```python$/,/^```$/p' docs/journal.md | sed '1d;$d' >"$work/check.py"
cd "$work"
"$FRAUDRISK" policy build -o p.frb "$tree/tests/tools/small.yaml" >/dev/null 2>&1
printf 'id,time,payer,payee,amount\n1,2026-01-06 10:00:00,A,B,13\n2,2026-01-06 11:00:00,A,B,15\n' >in.csv

# The commands of the page, one a kind of key, with another name for the key.
openssl_says() { # KIND KEY
  command=$(sed -n "s/^    \(openssl pkeyutl -verify .*\)  *$1\$/\1/p" "$tree/docs/journal.md")
  [ -n "$command" ] || {
    echo "FAILED docs/journal.md has no command for $1"
    exit 1
  }
  sh -c "$(echo "$command" | sed "s|public.pem|$2|")" >said.txt 2>&1
}
fail() {
  echo "FAILED $*: $(cat said.txt)"
  exit 1
}

for kind in ed25519 p256 sm2; do
  mkdir $kind
  "$FRAUDRISK" score --policy p.frb --in in.csv --journal $kind --out answers --checkpoint-key "$tree/tests/signed/author-$kind.pem"
  "$FRAUDRISK" journal verify --trust "$tree/tests/signed/author-$kind.pub.pem" $kind >said.txt 2>&1 || fail "$kind: verify"
  tried=0
  for sequence in 1 2 3 4 5 6 7; do
    "$FRAUDRISK" journal prove --signed --sequence $sequence -o proof.json $kind 2>said.txt || continue
    tried=$((tried + 1))
    python3 check.py proof.json >said.txt 2>&1 || fail "$kind: the script"
    openssl_says $kind "$tree/tests/signed/author-$kind.pub.pem" || fail "$kind: the signature"
    openssl_says $kind "$tree/tests/signed/approver-$kind.pub.pem" && fail "$kind: another key verifies"
    python3 - <<'END'
import json
proof = json.load(open("proof.json"))
text = proof["signature"]
proof["signature"] = text[:9] + ("0" if text[9] != "0" else "1") + text[10:]
json.dump(proof, open("changed.json", "w"))
END
    python3 check.py changed.json >said.txt 2>&1 || continue
    openssl_says $kind "$tree/tests/signed/author-$kind.pub.pem" && fail "$kind: a changed signature verifies"
  done
  [ $tried -ge 6 ] || fail "$kind: $tried records only"
done
echo "proofs under Ed25519, ECDSA P-256 and SM2, checked by the script and openssl"
