#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Keys on a token: SoftHSM is one in software, reached as any other by PKCS#11 through a provider of OpenSSL. What
# docs/operations.md shows of it is done as it stands there; then what else can be on a token, and what can be wrong.
unset OPENSSL_CONF
. "$(dirname "$0")/../tools/lib.sh"
root=$(cd "$here/../.." && pwd)

missing=""
for command in softhsm2-util pkcs11-tool openssl bash; do
  command -v $command >/dev/null || missing="$missing $command"
done
modules=$(openssl version -m 2>/dev/null | sed 's/.*"\(.*\)".*/\1/')
[ -e "$modules/pkcs11.so" ] || missing="$missing pkcs11-provider"
module=/usr/lib/softhsm/libsofthsm2.so # as on the page
[ -e $module ] || missing="$missing $module"
if [ -n "$missing" ]; then
  echo "skipped: no token can be had, since there is no$missing; scripts/setup installs softhsm2, opensc and" \
    "pkcs11-provider where the system has them"
  exit 77
fi
if grep -q __asan_init "$FRAUDRISK"; then
  echo "skipped: the provider opens the token's library in a way that address sanitizers refuse (RTLD_DEEPBIND)"
  exit 77
fi

# ---- the page ----

mkdir page bin
ln -s "$FRAUDRISK" bin/fraudrisk
cases=$((cases + 1))
SOURCE=$root PATH=$work/bin:$PATH python3 "$root/tests/docs/operations.py" "$root/docs/operations.md" "$work/page" \
  --kind "sh token" ${UPDATE:+--update} >out.txt || fail "docs/operations.md: $(head -c 2000 out.txt)"

# ---- by hand ----

mkdir tokens
echo "directories.tokendir = $work/tokens" >softhsm2.conf
export SOFTHSM2_CONF="$work/softhsm2.conf"
cp page/hsm/openssl.cnf openssl.cnf
softhsm2-util --init-token --free --label bank --so-pin 87654321 --pin 2468 >made.txt
printf '2468\n' >pin
printf '1111\n' >wrong_pin
on_token() { pkcs11-tool --module $module --token-label bank --login --pin 2468 "$@" >made.txt 2>&1; }
id=10
for key in author:EC:prime256v1 approver:EC:prime256v1 twice:EC:prime256v1 twice:EC:prime256v1 larger:EC:secp384r1 \
  other:rsa:2048; do
  on_token --keypairgen --key-type "${key#*:}" --label "${key%%:*}" --id $id || fail "$key: $(tail -n 1 made.txt)"
  id=$((id + 1))
done

# uri OBJECT [TOKEN [FILE OF THE PIN]]
uri() { echo "pkcs11:token=${2:-bank};object=$1;type=private?pin-source=file:$work/${3:-pin}"; }
public() {
  OPENSSL_CONF=$work/openssl.cnf openssl pkey -in "$(uri "$1")" -pubout -out "$1.pub.pem" 2>made.txt
}

# sign WHAT STATUS TEXT ROLE URI FILE: and never is a PIN in what is said.
sign() {
  status=0
  OPENSSL_CONF=$work/openssl.cnf "$FRAUDRISK" policy sign --role "$4" --key "$5" "$6" >out.txt 2>&1 </dev/null ||
    status=$?
  cases=$((cases + 2))
  [ $status -eq "$2" ] || fail "$1: status $status instead of $2: $(head -c 300 out.txt)"
  says "$1" "$3" out.txt
  if grep -qE '2468|1111|pin-' out.txt; then fail "$1: the PIN is said: $(head -c 300 out.txt)"; fi
}

# verify WHAT STATUS TEXT TRUST FILE: without the token, as an engine's machine is.
verify() {
  status=0
  "$FRAUDRISK" policy verify --at 2026-06-01 --trust "$4" "$5" >out.txt 2>&1 || status=$?
  cases=$((cases + 1))
  [ $status -eq "$2" ] || fail "$1: status $status instead of $2: $(head -c 300 out.txt)"
  says "$1" "$3" out.txt
}

public author || fail "author: $(tail -n 1 made.txt)"
public approver || fail "approver: $(tail -n 1 made.txt)"
cat >trust.yaml <<'END'
keys:
  - {role: author, file: author.pub.pem}
  - {role: approver, file: approver.pub.pem}
END
"$FRAUDRISK" policy build -o one.frb "$root/tests/signed/policy.yaml" >out.txt
sign "the author" 0 'one.frb: signed as author with ECDSA P-256' author "$(uri author)" one.frb
verify "one of two" 1 "not signed as 'approver'" trust.yaml one.frb
cp one.frb half.frb
sign "the same key in another role" 1 'has signed already, as author; each role signs with a key of its own' approver \
  "$(uri author)" one.frb
sign "the approver" 0 '2 signatures' approver "$(uri approver)" one.frb
verify "both" 0 'right: an engine with this trust store takes it' trust.yaml one.frb
"$FRAUDRISK" policy switch --policy one.frb --number 1 --off risky_branch -o off.frs >out.txt
sign "switches" 0 'off.frs: signed as author' author "$(uri author)" off.frs
sign "switches" 0 'off.frs: signed as approver' approver "$(uri approver)" off.frs
verify "switches" 0 'right: an engine with this trust store takes them' trust.yaml off.frs
sed "s|file: approver.*|file: $root/tests/signed/approver-p256.pub.pem}|" trust.yaml >other.yaml
verify "a key that is not the token's" 1 'which the trust store does not have; enter the key or sign with' other.yaml \
  one.frb

# Ed25519, where token and provider have it.
cp half.frb edwards.frb
if on_token --keypairgen --key-type EC:edwards25519 --label edwards --id 30 && public edwards; then
  sed 's/approver.pub/edwards.pub/' trust.yaml >edwards.yaml
  sign "Ed25519" 0 'edwards.frb: signed as approver with Ed25519' approver "$(uri edwards)" edwards.frb
  verify "Ed25519" 0 'right: an engine with this trust store takes it' edwards.yaml edwards.frb
else
  echo "Ed25519 on a token was not tried: $(tail -n 1 made.txt)"
fi

# ---- what can be wrong ----

cp half.frb kept.frb
nothing='the token or the object has another name, or the PIN is wrong; many tokens lock after a few wrong ones'
sign "another object" 1 "$nothing" approver "$(uri nobody)" half.frb
sign "another token" 1 "$nothing" approver "$(uri approver elsewhere)" half.frb
sign "a wrong PIN" 1 "$nothing" approver "$(uri approver bank wrong_pin)" half.frb
sign "a PIN's file that is not there" 1 'no such file' approver "$(uri approver bank none)" half.frb
sign "two keys of one name" 1 'pkcs11:token=bank;object=twice;type=private: 2 private keys are found there; name one' \
  approver "$(uri twice)" half.frb
sign "another curve" 1 'the key is none of Ed25519, ECDSA P-256 and SM2' approver "$(uri larger)" half.frb
sign "RSA" 1 'the key is none of Ed25519, ECDSA P-256 and SM2' approver "$(uri other)" half.frb
mv openssl.cnf kept.cnf
: >openssl.cnf
sign "no provider" 1 'OpenSSL has no store for such a URI; openssl.cnf, or the file that OPENSSL_CONF names, has to' \
  approver "$(uri approver)" half.frb
mv kept.cnf openssl.cnf

# A private key beside the public key of another pair: what it signs does not verify, and is not written.
for pair in own foreign; do
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $pair.pem 2>made.txt
done
openssl pkey -in own.pem -outform DER -out own.der
openssl pkey -in foreign.pem -pubout -outform DER -out foreign.der
on_token --write-object own.der --type privkey --label mixed --id 40 --usage-sign || fail "mixed: $(tail -n 1 made.txt)"
sign "no public key" 1 'or on the token, with its public key beside it under the same id' approver "$(uri mixed)" \
  half.frb
on_token --write-object foreign.der --type pubkey --label mixed --id 40 || fail "mixed: $(tail -n 1 made.txt)"
sign "another pair's public key" 1 'its own public key does not verify what it signed; on a token see that it may' \
  approver "$(uri mixed)" half.frb
same "what was refused changed nothing" half.frb kept.frb

# The PIN is asked for on the terminal where the URI has none.
cat >ask.py <<'END'
import os, pty, sys, termios, time
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
said, answered = b"", False
while True:
    try:
        more = os.read(terminal, 1000)
    except OSError:
        break
    if not more:
        break
    said += more
    if not answered and b"pass phrase" in said and said.endswith(b":"):
        while termios.tcgetattr(terminal)[3] & termios.ECHO:  # it is turned off behind the question
            time.sleep(0.01)
        answered = os.write(terminal, b"2468\n") > 0
sys.stdout.write(said.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
END
cases=$((cases + 2))
OPENSSL_CONF=$work/openssl.cnf timeout 60 python3 ask.py "$FRAUDRISK" policy sign --role approver \
  --key 'pkcs11:token=bank;object=approver;type=private' half.frb >out.txt 2>&1 || fail "a PIN: $(head -c 300 out.txt)"
says "a PIN from the terminal" 'half.frb: signed as approver' out.txt
if grep -q 2468 out.txt; then fail "the PIN was shown: $(head -c 300 out.txt)"; fi
verify "a PIN from the terminal" 0 'right: an engine' trust.yaml half.frb
finish
