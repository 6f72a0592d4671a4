#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Journals that are not what they should be, through the command: what verify, show and score say of each, and with which
# status they end. 0 has to mean that all was proven.
. "$(dirname "$0")/lib.sh"
tree=$(cd "$here/../.." && pwd)
signed=$tree/tests/signed

# ends STATUS SENTENCE ARGUMENTS…: the command ends so, and says so.
ends() {
  wanted=$1 sentence=$2
  shift 2
  cases=$((cases + 1))
  status=0
  "$FRAUDRISK" "$@" >said 2>&1 </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || fail "$*: status $status instead of $wanted: $(head -c 600 said)"
  grep -qF -- "$sentence" said || fail "$*: \"$sentence\" is not in: $(head -c 600 said)"
}

"$FRAUDRISK" policy build -o p.frb "$here/small.yaml" >/dev/null 2>&1
echo 000102030405060708090a0b0c0d0e0f >secret.key
echo 000102030405060708090a0b0c0d0e1f >other.key
echo 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f >sealing.key
key=$(cat secret.key)
sealing=$(cat sealing.key)
awk 'BEGIN {
  print "id,time,payer,payee,amount,remark"
  for (i = 0; i < 2400; i++)
    printf "T%d,2026-01-%02d %02d:%02d:00,A%d,B%d,%d.50,a remark of some length, number %d\n", i, 6 + int(i / 1440),
      int(i / 60) % 24, i % 60, i % 50, i % 70, i * 13 % 900, i
}' | sed 's/length, number/length no./' >all.csv
{ head -1 all.csv; sed -n 2,1501p all.csv; } >first.csv
{ head -1 all.csv; sed -n 1502,2101p all.csv; } >second.csv
{ head -1 all.csv; sed -n 2102,2401p all.csv; } >third.csv

score() {
  "$FRAUDRISK" score --policy p.frb --key "$key" --sealing-key "$sealing" --segment 128K --journal "$@" >/dev/null
}
mkdir whole
score whole --in first.csv --checkpoint-key "$signed/author-ed25519.pem" --snapshot
cp -a whole shorter
score whole --in second.csv --checkpoint-key "$signed/author-ed25519.pem" --snapshot
[ "$(ls whole/*.journal | wc -l)" -ge 4 ] || fail "this test needs four segments: $(ls whole)"
trust=$signed/author-ed25519.pub.pem

# ---- what is proven, and what is not ----

ends 0 "its signature is good" journal verify --trust "$trust" whole
ends 0 "unchanged, and of this history" journal verify --trust "$trust" --key secret.key whole
ends 0 "2100 the same byte for byte, 0 others" \
  journal verify --trust "$trust" --replay --key secret.key --sealing-key sealing.key whole
ends 0 "unchanged" journal verify --trust "$trust" --key "$key" whole
ends 3 "no signature was looked at: name the bank's public key with --trust" journal verify whole
ends 0 "was not looked at" journal verify --allow-unsigned whole
ends 2 "--replay needs the engine's secret key" journal verify --replay whole
ends 2 "holds something else than 32 hexadecimal digits" journal verify --key sealing.key whole
ends 2 "or name a file that holds them" journal verify --key nowhere whole
ends 1 "nowhere" journal verify --trust nowhere whole

cp -a whole tail
score tail --in third.csv
ends 4 "stand behind the last signature (--unsigned-tail accepts that)" journal verify --trust "$trust" tail
ends 0 "its signature is good" journal verify --trust "$trust" --unsigned-tail tail
mkdir unsigned
score unsigned --in third.csv
ends 3 "it has no checkpoint with a signature" journal verify --trust "$trust" unsigned
ends 3 "it has no checkpoint with a signature" journal verify --unsigned-tail unsigned
ends 0 "no checkpoint" journal verify --allow-unsigned unsigned

rm unsigned/key-*.frk
ends 6 "decisions could not be made again" \
  journal verify --allow-unsigned --replay --key secret.key --sealing-key sealing.key unsigned
ends 0 "not made again" \
  journal verify --allow-unsigned --allow-not-made --replay --key secret.key --sealing-key sealing.key unsigned

cp -a whole pruned
rm "$(ls pruned/*.journal | head -1)"
ends 5 "are not here (--allow-missing accepts that)" journal verify --trust "$trust" pruned
ends 0 "its signature is good" journal verify --trust "$trust" --allow-missing pruned
ends 6 "decisions are made again from record 1 on" \
  journal verify --trust "$trust" --allow-missing --replay --key secret.key pruned

# ---- several keys ----

cp -a shorter rolled
score rolled --in second.csv --checkpoint-key "$signed/approver-p256.pem"
ends 1 "is not signed by this key" journal verify --trust "$trust" rolled
ends 1 "is not signed by this key" journal verify --trust "$signed/approver-p256.pub.pem" rolled
ends 0 "its signature is good" journal verify --trust "$trust" --trust "$signed/approver-p256.pub.pem" rolled
cat "$trust" "$signed/approver-p256.pub.pem" >both.pem
ends 0 "its signature is good" journal verify --trust both.pem rolled

# ---- of another, or nowhere ----

ends 1 "was written under another engine's key" journal verify --trust "$trust" --key other.key whole
ends 1 "was written under another engine's key" \
  score --policy p.frb --key "$(cat other.key)" --in third.csv --journal whole
for what in verify show export; do
  ends 1 "nowhere" journal $what nowhere
done
ends 1 "the journal's directory does not exist: make it first" score --policy p.frb --in third.csv --journal nowhere
mkdir empty
ends 1 "there is no journal in" journal verify empty
ends 1 "there is no journal in" journal show empty

# ---- the files ----

damaged() { # NAME SENTENCE: of a copy in the folder bad, which is gone afterwards
  ends 1 "$1" journal verify --trust "$trust" bad
  ends 1 "$1" journal show bad
  rm -r bad
}
nth() { ls bad/*.journal | sed -n "$1p"; }

cp -a whole bad
rm "$(nth 2)"
damaged "some are missing: they have the numbers 1 and 3"

cp -a whole bad
one=$(nth 1) two=$(nth 2)
mv "$one" aside && mv "$two" "$one" && mv aside "$two"
damaged "is swapped or renamed: inside it begins with"

for how in inserted deleted reordered; do
  cp -a whole bad
  python3 "$here/edit_journal.py" $how "$(nth 2)"
  damaged "stands where record"
done

# A record of which the CRC was mended. Whoever reads it shows it; the hashes find it, and so does recovery.
cp -a shorter bad
rm bad/snapshot-*
python3 "$here/edit_journal.py" forged "$(nth 1)"
ends 1 "one of them was changed" journal verify --allow-unsigned bad
ends 1 "one of them was changed" score --policy p.frb --key "$key" --in third.csv --journal bad
rm -r bad

# Cut at a checkpoint, where every hash and signature that is left is right: who remembers how long it was finds it.
last=$("$FRAUDRISK" journal verify --trust "$trust" whole | sed -n 's/^records 1 to \([0-9]*\) .*/\1/p')
ends 0 "its signature is good" journal verify --trust "$trust" shorter
ends 1 "it has to reach to $last" journal verify --trust "$trust" --least "$last" shorter
ends 0 "its signature is good" journal verify --trust "$trust" --least "$last" whole

# ---- snapshots ----

cp -a whole bad
snapshot=$(ls bad/snapshot-* | tail -1)
printf 'X' | dd of="$snapshot" bs=1 seek=700 conv=notrunc 2>/dev/null
ends 1 "it was damaged, or changed by somebody without the engine's secret" \
  journal verify --trust "$trust" --key secret.key bad
ends 0 "snapshots: 2, not looked at: say --key" journal verify --trust "$trust" bad
rm -r bad

mkdir foreign
score foreign --in second.csv --snapshot
cp -a whole bad
cp foreign/snapshot-* bad
ends 1 "it is of another history than this journal" journal verify --trust "$trust" --key secret.key bad
rm -r bad foreign

# ---- a second process, and a folder that may be read only ----

mkfifo rows
"$FRAUDRISK" score --policy p.frb --key "$key" --in rows --journal shorter >/dev/null 2>first.txt &
process=$!
exec 9>rows
for _ in $(seq 100); do
  flock -n shorter/lock true || break
  sleep 0.1
done
ends 1 "the journal is open already, in this process or another: end that one first" \
  score --policy p.frb --key "$key" --in third.csv --journal shorter
ends 0 "its signature" journal verify --unsigned-tail --trust "$trust" shorter
head -1 all.csv >&9
exec 9>&-
wait $process || fail "the first process: $(cat first.txt)"

if [ "$(id -u)" -ne 0 ]; then
  nobody=
elif setpriv --reuid 65534 --clear-groups test -x "$FRAUDRISK" 2>/dev/null; then
  nobody="setpriv --reuid 65534 --clear-groups"
else
  nobody=none
fi
if [ "$nobody" != none ]; then
  chmod 755 "$work"
  chmod -R a+rX,a-w whole p.frb third.csv
  cases=$((cases + 2))
  status=0
  $nobody "$FRAUDRISK" score --policy p.frb --key "$key" --in third.csv --journal whole >said 2>&1 || status=$?
  [ $status -eq 1 ] || fail "a read-only folder: status $status"
  says "a read-only folder" "this process may not write into the journal" said
  $nobody "$FRAUDRISK" journal verify --trust "$trust" whole >said 2>&1 || fail "a read-only folder is read: $(cat said)"
  chmod -R u+w whole
fi
finish
