#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Everything that can be wrong with what comes signed, by the command: `verify`, an engine (`score`) and `sign` refuse
# it whole, each with a sentence that says what is wrong and what can be done. tests/engine/test_trust.c has the same by
# the API.
. "$(dirname "$0")/../tools/lib.sh"
root=$(cd "$here/../.." && pwd)
signed=$root/tests/signed
good=$signed/ed25519.frb
printf 'id,time,payer,payee,amount\n1,2026-06-01 12:00,a,b,2000.00\n' >in.csv

# refused WHAT TEXT COMMAND…: status 1 and the text; nothing on standard output of score; no control characters.
refused() {
  what=$1 text=$2
  shift 2
  status=0
  "$FRAUDRISK" "$@" >out.txt 2>err.txt </dev/null || status=$?
  cases=$((cases + 2))
  [ $status -eq 1 ] || fail "$what: status $status instead of 1: $(head -c 300 err.txt)"
  says "$what" "$text" err.txt
  if [ "$1" = score ] && [ -s out.txt ]; then fail "$what: it was scored all the same"; fi
  if LC_ALL=C tr -d '\n' <err.txt | LC_ALL=C grep -q '[[:cntrl:]]'; then fail "$what: a control character is said"; fi
}

# trust ROLE=KEY…: a trust store of keys of tests/signed.
trust() {
  echo 'keys:'
  for pair in "$@"; do echo "  - {role: ${pair%%=*}, file: $signed/${pair#*=}.pub.pem}"; done
}
trust author=author-ed25519 approver=approver-ed25519 >trust.yaml
verify() { refused "$1" "$2" policy verify --at 2026-06-01 --trust "$4" "$3"; }
engine() { refused "$1, an engine" "$2" score --policy "$3" --trust "$4" --in in.csv; }
both() { verify "$@" && engine "$@"; }

# What is not spoilt is taken.
cases=$((cases + 1))
"$FRAUDRISK" score --policy "$good" --trust trust.yaml --in in.csv >out.txt 2>err.txt || fail "$(head -c 300 err.txt)"
[ -s out.txt ] || fail "a good bundle was not scored"

# ---- whose signature, when, which version ----

trust author=author-ed25519 approver=approver-p256 >other.yaml
both "a wrong key" "signed as 'approver' with key dff00de450bbac36b774c25e8b1e5dbb, which the trust store does not have; enter" \
  "$good" other.yaml
trust author=author-ed25519 approver=approver-ed25519 auditor=approver-sm2 >three.yaml
echo 'roles: [author, approver, auditor]' >>three.yaml
both "a role missing" "not signed as 'auditor'; have it signed with 'fraudrisk policy sign --role auditor'" "$good" \
  three.yaml
trust author=author-ed25519 approver=author-ed25519 >twice.yaml
both "one key in two roles of the store" "stands in the store already, as 'author'; each role has keys of its own" \
  "$good" twice.yaml
trust approver=author-ed25519 author=approver-ed25519 >swapped.yaml
both "roles swapped" "which the trust store has as 'approver'; have it signed with a key of that role" "$good" \
  swapped.yaml
refused "expired" 'the policy expired: its valid_until passed 0 minutes ago; have a newer one signed' \
  policy verify --at 2027-01-01 --trust trust.yaml "$good"
refused "not yet valid" 'the policy is valid in 1 minutes; put it in force then' \
  policy verify --at 2025-12-31T23:59:30+08:00 --trust trust.yaml "$good"
"$FRAUDRISK" policy build -o unsigned.frb "$signed/policy.yaml" >out.txt
both "unsigned" "the policy is not signed; have it signed with 'fraudrisk policy sign' in each role" unsigned.frb trust.yaml

# An older version: the journal remembers, whoever starts the next process.
sed 's/^version: .*/version: 6/' "$signed/policy.yaml" >older.yaml
"$FRAUDRISK" policy build -o older.frb older.yaml >out.txt
for role in author approver; do
  "$FRAUDRISK" policy sign --role $role --key "$signed/$role-ed25519.pem" older.frb >out.txt
done
mkdir journal
cases=$((cases + 1))
"$FRAUDRISK" score --policy "$good" --trust trust.yaml --journal journal --in in.csv >out.txt 2>err.txt ||
  fail "a journal: $(head -c 300 err.txt)"
sed 's/^1,/2,/' in.csv >next.csv
refused "an older version" 'version 7 of signed-example was in force, and 6 is older; give it a higher one and sign' \
  score --policy older.frb --trust trust.yaml --journal journal --in next.csv

# ---- bytes ----

# spoilt HOW TEXT: of the kept bundle; what cannot be loaded nobody signs either.
spoilt() {
  python3 "$signed/spoil.py" "$1" "$good" bad.frb
  both "$1" "$2" bad.frb "${3:-trust.yaml}"
  case $1 in
    downgrade | other-role | forged) ;; # the bundle itself can be loaded
    *) refused "$1, sign" "$2" policy sign --role auditor --key "$signed/author-sm2.pem" bad.frb ;;
  esac
}
spoilt unknown-algorithm "names algorithm -35, which this library does not have; sign with a key of one that it has: -8"
spoilt downgrade "says ECDSA P-256 with SHA-256, but key c4d61b178c8814d9c6dd5d1c0b0d0182 signs with Ed25519: it was changed"
spoilt empty-key-id 'the key id of a signature is empty, so it names nobody; build and sign it again'
spoilt no-key-id '2 protected headers stand here instead of 3: algorithm, key id and role; build and sign it again'
spoilt one-key-twice "one key has signed twice, as 'author' and as 'approver'; each role signs with a key of its own"
spoilt other-role "signed as 'auditor' with key c4d61b178c8814d9c6dd5d1c0b0d0182, which the trust store has as 'author'"
spoilt role-of-controls "a role has 1 to 47 letters, digits, '_' and '-', and begins with a letter; build and sign it"
spoilt forged 'was changed after it was signed, or its signature as '
spoilt unprotected-header 'an unprotected header stands here; nobody signs those, so none are taken; build and sign it'
spoilt other-content "what was signed is 'text/plain', not 'application/vnd.fraudrisk.policy+cbor'"
spoilt trailing 'bytes follow behind the end; build and sign it again'
spoilt trailing-inside 'bytes follow behind the end; build and sign it again'
spoilt header-twice 'a key of a map comes twice; build and sign it again'
spoilt key-twice 'a key of a map comes twice; build and sign it again'
spoilt order 'the keys of a map are not in ascending order; build and sign it again'
spoilt long-form 'a number or length is not in its shortest form; build and sign it again'
spoilt long-form-inside 'a number or length is not in its shortest form; build and sign it again'
spoilt indefinite 'a length is indefinite; it has to be given; build and sign it again'
spoilt indefinite-inside 'a length is indefinite; it has to be given; build and sign it again'

# The same of a bundle without signatures, whose digest is right.
for how in trailing-inside key-twice order long-form-inside indefinite-inside; do
  python3 "$signed/spoil.py" unsigned-$how "$good" bad.frb
  verify "$how, unsigned" 'build and sign it again' bad.frb trust.yaml
done

# ---- switches ----

"$FRAUDRISK" policy switch --policy "$good" --number 1 --off risky_branch -o off.frs >out.txt
for role in author approver; do
  "$FRAUDRISK" policy sign --role $role --key "$signed/$role-ed25519.pem" off.frs >out.txt
done
cases=$((cases + 1))
"$FRAUDRISK" policy verify --trust trust.yaml off.frs >out.txt 2>&1 || fail "switches: $(head -c 300 out.txt)"
switches() {
  python3 "$signed/spoil.py" "$1" off.frs bad.frs
  verify "switches, $1" "$2" bad.frs trust.yaml
}
verify "switches, a wrong key" 'which the trust store does not have' off.frs other.yaml
verify "switches, a role missing" "the document of switches is not signed as 'auditor'" off.frs three.yaml
switches unknown-algorithm 'names algorithm -35, which this library does not have'
switches downgrade "the signature of the document of switches as 'author' says ECDSA P-256 with SHA-256, but key"
switches empty-key-id "is empty, so it names nobody; make it with 'fraudrisk policy switch' and sign it again"
switches one-key-twice "one key has signed twice, as 'author' and as 'approver'"
switches forged 'the document of switches was changed after it was signed'
switches trailing "bytes follow behind the end; make it with 'fraudrisk policy switch' and sign it again"
switches trailing-inside 'bytes follow behind the end; make it with'
switches long-form-inside 'not in its shortest form; make it with'
switches indefinite-inside 'a length is indefinite; it has to be given; make it with'
finish
