#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Keys, signatures and trust through the command; and signed bundles before tools that are not ours.
. "$(dirname "$0")/../tools/lib.sh"
root=$(cd "$here/../.." && pwd)
signed=$root/tests/signed

# does WHAT STATUS TEXT COMMAND…: the status, and a text that is said.
does() {
  what=$1 wanted=$2 text=$3
  shift 3
  status=0
  "$FRAUDRISK" "$@" >out.txt 2>&1 </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || fail "$what: status $status instead of $wanted: $(head -c 300 out.txt)"
  says "$what" "$text" out.txt
}

# Two builds of the same YAML are the same bytes, wherever they are made.
"$FRAUDRISK" policy build -o one.frb "$signed/policy.yaml" >out.txt
cp "$signed/policy.yaml" policy.yaml
"$FRAUDRISK" policy build -o two.frb policy.yaml >out.txt
same "two builds" one.frb two.frb

# Keys: private ones for their owner alone, never overwritten.
does "a key" 0 'for the trust file: - {role: author, file: author.pub.pem}' policy keygen --role author -o author.pem
does "a key" 0 'ECDSA P-256 with SHA-256' policy keygen --type p256 --role approver -o approver.pem
does "a key" 0 'SM2 with SM3' policy keygen --type sm2 --role auditor -o auditor
cases=$((cases + 1))
[ "$(stat -c %a author.pem auditor)" = "600
600" ] || fail "a private key can be read by others"
cp author.pem kept.pem
does "an old key" 1 'author.pem: is there already, and a key is never overwritten' policy keygen --role x -o author.pem
same "an old key" author.pem kept.pem
mv author.pem elsewhere.pem
does "an old public key" 1 'author.pub.pem: is there already' policy keygen --role x -o author.pem
cases=$((cases + 1))
[ ! -e author.pem ] || fail "a private key was left without its public one"
mv elsewhere.pem author.pem

cat >trust.yaml <<'END'
keys:
  - {role: author, file: author.pub.pem}
  - {role: approver, file: approver.pub.pem}
END
cat >three.yaml <<'END'
roles: [author, approver, auditor]
keys:
  - {role: author, file: author.pub.pem}
  - {role: approver, file: approver.pub.pem}
  - {role: auditor, file: auditor.pub.pem}
END
verify() {
  policy_at=$1
  shift
  does "$@" policy verify --at "$policy_at" --trust trust.yaml one.frb
}

verify 2026-06-01 "nobody signed" 1 'the bundle is not signed'
does "the author signs" 0 'one.frb: signed as author with Ed25519' policy sign --role author --key author.pem one.frb
verify 2026-06-01 "the author alone" 1 "the policy is not signed as 'approver'; have it signed with 'fraudrisk policy"
does "the author again" 1 'has signed already, as author; each role signs' \
  policy sign --role approver --key author.pem one.frb
does "by URI" 0 'copy.frb: signed as approver with ECDSA P-256 with SHA-256' \
  policy sign --role approver --key "file:$PWD/approver.pem" -o copy.frb one.frb
verify 2026-06-01 "the old file stays as it was" 1 "not signed as 'approver'"
mv copy.frb one.frb
verify 2026-06-01 "both" 0 'right: an engine with this trust store takes it'
says "both" '2 tests come out as they say' out.txt
says "both" 'valid until 2027-01-01T00:00:00+08:00' out.txt
verify 2025-12-31 "too early" 1 'the policy is valid in 1440 minutes; put it in force then'
verify 2027-01-01 "too late" 1 "the policy's valid_until passed 0 minutes ago; have a newer one signed"
does "three roles" 1 "not signed as 'auditor'" policy verify --at 2026-06-01 --trust three.yaml one.frb
does "the auditor signs" 0 '3 signatures' policy sign --role auditor --key auditor one.frb
does "three roles" 0 'right: an engine' policy verify --at 2026-06-01 --trust three.yaml one.frb
verify 2026-06-01 "a signature more" 0 'which the trust file does not have'
does "no key" 1 'no private key is found there' policy sign --role author --key nowhere.pem one.frb
does "a public key" 1 'no private key is found there' policy sign --role author --key author.pub.pem one.frb
does "no bundle" 1 'is no bundle' policy sign --role author --key author.pem "$signed/policy.yaml"
does "a bad time" 1 '--at: "soon"' policy verify --at soon --trust trust.yaml one.frb

# What the trust file itself can have wrong.
wrong_trust() {
  printf '%s\n' "$2" >wrong.yaml
  does "$1" 1 "$3" policy verify --trust wrong.yaml one.frb
}
wrong_trust "no keys" 'roles: [author]' 'a trust file needs keys'
wrong_trust "an unknown key" '{keys: [{role: author, file: author.pub.pem}], kys: 1}' '"kys" is not known here'
wrong_trust "half a key" 'keys: [{role: author}]' 'a key is {role: NAME, file: FILE}'
wrong_trust "no file" 'keys: [{role: author, file: none.pem}]' 'none.pem'
wrong_trust "a private key" 'keys: [{role: author, file: author.pem}]' 'holds PRIVATE KEY; BEGIN PUBLIC KEY is wanted'
wrong_trust "one key twice" 'keys: [{role: author, file: author.pub.pem}, {role: approver, file: author.pub.pem}]' \
  "stands in the store already, as 'author'"
wrong_trust "a role without key" 'keys: [{role: author, file: author.pub.pem}]' "no key has that role"
wrong_trust "a bad role" 'keys: [{role: 1st, file: author.pub.pem}]' 'a role has 1 to 47 letters'
wrong_trust "a list" '[1]' 'a trust file is a map'

# Scoring under a trust store.
printf 'id,time,payer,payee,amount,remark\n1,2026-06-01 12:00,a,b,2000.00,请转到安全账户\n' >in.csv
does "score" 0 '"outcome":"warn"' score --policy one.frb --trust trust.yaml --in in.csv
does "score unsigned" 1 'the bundle is not signed' score --policy two.frb --trust trust.yaml --in in.csv
sed 's/2026-06-01/2027-06-01/' in.csv >late.csv
does "an expired policy decides on" 0 '"policy_expired"' score --policy one.frb --trust trust.yaml --in late.csv

# What docs/signing.md shows is done as it stands there.
mkdir page
cp "$root/examples/first-policy/policy.yaml" page/
cp trust.yaml page/
awk '/^<!-- a test runs these lines/ { found = 1; next } found && /^```/ { if (inside) exit; inside = 1; next } inside' \
  "$root/docs/signing.md" | sed "s|^fraudrisk |\"$FRAUDRISK\" |" >page/run.sh
cases=$((cases + 1))
(cd page && sh -e run.sh) >out.txt 2>&1 || fail "docs/signing.md: $(tail -c 300 out.txt)"
says "docs/signing.md" 'right: an engine with this trust store takes it' out.txt

# Bundles that were signed once, before a COSE implementation and a CDDL tool.
if ! python3 -c 'import ensurepip' 2>/dev/null; then
  echo "skipped: python3-venv is missing, so the independent tools cannot be fetched"
  [ "$failures" -eq 0 ] || finish
  exit 77
fi
tools=$root/build/cose
if [ ! -e "$tools/ready" ]; then
  python3 -m venv "$tools" && "$tools/bin/pip" install -q -r "$signed/requirements.txt" || {
    echo "the independent tools could not be fetched; see tests/signed/requirements.txt"
    exit 1
  }
  touch "$tools/ready"
fi
check() {
  cases=$((cases + 1))
  "$tools/bin/python" "$signed/check.py" "$@" >out.txt 2>&1 || fail "check.py $1: $(tail -c 600 out.txt)"
}
for kind in ed25519 p256 sm2; do
  check cose "$signed/$kind.frb" author="$signed/author-$kind.pub.pem" approver="$signed/approver-$kind.pub.pem"
done
check cose one.frb author=author.pub.pem approver=approver.pub.pem auditor=auditor.pub.pem
"$FRAUDRISK" policy build -o retail.frb "$root/policies/retail-cn" >out.txt
"$FRAUDRISK" policy sign --role author --key author.pem retail.frb >out.txt
check cddl "$root/docs/schema/bundle.cddl" "$signed/ed25519.frb" "$signed/sm2.frb" one.frb retail.frb
check example "$root/docs/schema/bundle.cddl" "$root/docs/bundle.md"
# The check itself: a wrong key is noticed.
cases=$((cases + 1))
if "$tools/bin/python" "$signed/check.py" cose "$signed/p256.frb" author="$signed/approver-p256.pub.pem" \
  approver="$signed/author-p256.pub.pem" >out.txt 2>&1; then
  fail "a wrong key was not noticed"
fi
finish
