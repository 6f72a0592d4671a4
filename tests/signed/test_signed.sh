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

# Scenarios that are named travel along as well; one that fails stops the build. They change no digest.
mkdir more
cat >more/two.yaml <<'END'
- {name: a round sum, transfer: {amount: 100}, expect: {outcome: allow}}
- {name: much, transfer: {amount: 60000}, expect: {score: 30}}
END
does "scenarios" 0 '4 tests passed' policy build -o four.frb policy.yaml more
digest() { sed -n 's/^digest //p' out.txt; }
with=$(digest)
does "no scenarios" 0 '2 tests passed' policy build -o three.frb policy.yaml
cases=$((cases + 1))
[ -n "$with" ] && [ "$with" = "$(digest)" ] || fail "the digest depends on the tests"
printf '%s\n' '{name: wrong, transfer: {amount: 100}, expect: {outcome: hold}}' >more/wrong.yaml
does "a scenario that fails" 1 'test "wrong": outcome: expected hold, got allow' policy build -o none.frb policy.yaml more
says "a scenario that fails" '1 of 5 tests failed' out.txt
cases=$((cases + 1))
[ ! -e none.frb ] || fail "a policy whose scenarios fail was built"

# The policy's own validity, in YAML.
sed 's/^valid_until: .*/valid_until: 2025-12-30/' policy.yaml >backwards.yaml
does "a validity that ends before it begins" 1 'valid_until: "2025-12-30" does not lie after valid_from' \
  policy check backwards.yaml
sed 's/^valid_until: .*/valid_until: soon/' policy.yaml >soon.yaml
does "a validity that is no date" 1 'valid_until: "soon" is no date' policy check soon.yaml
does "show" 0 'valid_until: 2026-12-31' policy show policy.yaml
does "docs" 0 'valid from 2026-01-01, valid until 2026-12-31' policy docs policy.yaml

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

verify 2026-06-01 "nobody signed" 1 'the policy is not signed'
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
verify 2027-01-01 "too late" 1 'the policy expired: its valid_until passed 0 minutes ago; have a newer one signed'
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
does "score unsigned" 1 'the policy is not signed' score --policy two.frb --trust trust.yaml --in in.csv
sed 's/2026-06-01/2027-06-01/' in.csv >late.csv
does "an expired policy decides on" 0 '"policy_expired"' score --policy one.frb --trust trust.yaml --in late.csv

# Rules switched off.
switch() {
  what=$1 wanted=$2 text=$3
  shift 3
  does "$what" "$wanted" "$text" policy switch --policy one.frb -o switches.frs "$@"
}
switch "no such rule" 1 "policy signed-example has no rule 'safe_acount'" --number 1 --off safe_acount
switch "a time that ends before it begins" 1 '--until does not lie after --from' \
  --number 1 --from 2026-06-02 --until 2026-06-01
switch "a time that is none" 1 '--from: "soon"' --number 1 --from soon
switch "a long name" 1 'is too long' --number 1 --off a_name_of_a_rule_that_is_much_too_long_for_any_rule
switch "two rules" 0 'switches number 3 of policy signed-example, 2 rules off; have it signed' \
  --number 3 --until 2026-07-01 --off safe_account --off risky_branch
for role in author approver; do
  does "$role signs switches" 0 "signed as $role" policy sign --role $role --key $role.pem switches.frs
done
does "switches" 0 'right: an engine with this trust store takes them' \
  policy verify --trust trust.yaml --at 2026-06-01 switches.frs
says "switches" 'off risky_branch' out.txt
says "switches" 'until 2026-06-30T16:00:00+00:00' out.txt
does "switches that are over" 1 'the document of switches expired' \
  policy verify --trust trust.yaml --at 2026-07-02 switches.frs
does "switches without the auditor" 1 "the document of switches is not signed as 'auditor'" \
  policy verify --trust three.yaml --at 2026-06-01 switches.frs

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
check switches "$root/docs/schema/bundle.cddl" switches.frs
check cose switches.frs author=author.pub.pem approver=approver.pub.pem
check example "$root/docs/schema/bundle.cddl" "$root/docs/bundle.md"
# The check itself: a wrong key is noticed.
cases=$((cases + 1))
if "$tools/bin/python" "$signed/check.py" cose "$signed/p256.frb" author="$signed/approver-p256.pub.pem" \
  approver="$signed/author-p256.pub.pem" >out.txt 2>&1; then
  fail "a wrong key was not noticed"
fi
finish
