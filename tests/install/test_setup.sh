#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What scripts/setup, scripts/install and scripts/check-installs say of their arguments; what each way in asks Debian for,
# on a machine that has nothing; and that each page's first command is there.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  echo "$*"
  exit 1
}

# refused SENTENCE COMMAND…: it ends with 2, does nothing else, and says so.
refused() {
  sentence=$1 status=0
  shift
  "$@" >"$work/said" 2>"$work/err" || status=$?
  [ "$status" -eq 2 ] || fail "$* ended with $status"
  [ ! -s "$work/said" ] || fail "$* went on: $(cat "$work/said")"
  grep -qFe "$sentence" "$work/err" || fail "$* said: $(cat "$work/err")"
}
refused "'--fro' is no option" scripts/setup --fro c
refused "'c' is no option" scripts/setup c
refused "--for wants to know what for" scripts/setup --for
refused "there is no way in called 'ada'" scripts/setup --for c --for ada
refused "there is no way in called 'base'" scripts/setup --for base --list
refused "'--fast' is no option" scripts/install --fast
refused "--prefix wants a folder" scripts/install --prefix
refused "there is no way in called 'ada'" scripts/install --for ada
refused "--for wants to know what for" scripts/install --for
refused "--only wants one of" scripts/check-installs --only ada
refused "'c' is no option" scripts/check-installs c
for script in setup install check-installs; do
  scripts/$script --help >"$work/said"
  grep -q "^  scripts/$script " "$work/said" || fail "scripts/$script --help does not say how"
done

# Each way in has the base and its own, and nothing of another; several together have what each has.
ways="c cpp java python cobol go"
for way in $ways; do
  scripts/setup --for "$way" --list >"$work/$way"
  grep -qx libcbor-dev "$work/$way" && grep -qx libc6-dev "$work/$way" || fail "$way cannot build the library"
done
own() {
  way=$1
  shift
  comm -13 "$work/c" "$work/$way" | tr '\n' ' ' >"$work/own"
  [ "$(cat "$work/own")" = "$*${*:+ }" ] || fail "$way asks for $(cat "$work/own")"
}
own cpp g++
own java default-jdk-headless maven
own python python3-dev python3-venv
own cobol gnucobol
own go golang-go
[ "$(scripts/setup --for c --for go --list)" = "$(cat "$work/go")" ] || fail "two ways in are not both"
scripts/setup --for c --tests --list | comm -13 "$work/c" - | tr '\n' ' ' | grep -qx 'g++ make ' ||
  fail "the tests of C ask for something else"
scripts/setup --list >"$work/all"
for way in $ways; do
  comm -23 "$work/$way" "$work/all" | grep . && fail "everything is less than $way"
done
grep -qx clang "$work/all" || fail "everything is not all"

# A machine with a shell and hardly more, whose apt-get writes down what it is asked for.
# No compiler that the build names by its whole path is there either.
unset CC
mkdir "$work/bin"
for tool in sh cat sed grep sort tr head tail cut find dirname mktemp rm env echo ln; do
  ln -s "$(command -v "$tool")" "$work/bin/$tool"
done
program() {
  { echo '#!/bin/sh' && cat; } >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}
echo 'echo cmake version 3.25.1' | program cmake-later
printf 'echo "$*" >>"%s/asked"\nln -sf cmake-later "%s/bin/cmake"\n' "$work" "$work" | program apt-get
echo 'echo 0' | program id
PATH=$work/bin scripts/setup --for c >"$work/said"
[ "$(head -1 "$work/asked")" = "update -q" ] || fail "lists are not brought up to date first"
sed -n 's/^install -y -q --no-install-recommends //p' "$work/asked" | tr ' ' '\n' | diff - "$work/c" ||
  fail "C asks Debian for something else than it lists"
[ "$(wc -l <"$work/asked")" -eq 2 ] || fail "apt-get was asked for more: $(cat "$work/asked")"

# Without apt-get, and without a way to become root, it says what is missing, and does nothing.
status=0
echo 'echo 1000' | program id
PATH=$work/bin scripts/setup --for go >"$work/said" 2>"$work/err" || status=$?
[ "$status" -eq 1 ] || fail "setup without root ended with $status"
[ "$(wc -l <"$work/asked")" -eq 2 ] || fail "apt-get was called without root"
cat "$work/said" "$work/err" | grep -q 'golang-go' || fail "what is missing is not said"
rm "$work/bin/apt-get"
PATH=$work/bin scripts/setup --for go >"$work/said" 2>"$work/err" && fail "setup without apt-get succeeded"
grep -q 'missing: .*golang-go' "$work/err" || fail "what is missing is not said: $(cat "$work/err")"
grep -q 'no apt-get' "$work/err" || fail "why is not said"

# Who is not root cannot make a bare system: that is told, and counts as skipped.
status=0
PATH=$work/bin:$PATH scripts/check-installs >"$work/said" 2>"$work/err" || status=$?
[ "$status" -eq 77 ] || fail "check-installs without root ended with $status"
grep -q 'skipped: .*root' "$work/err" || fail "check-installs does not say why"

# The first command of each page is a program of this tree.
for page in README.md README.zh-CN.md bindings/*/README.md; do
  [ "$page" != bindings/vectors/README.md ] || continue
  command=$(awk '/^## (Install|安装)$/ { install = 1 } install && (sub(/^    /, "") || /^bindings/) { print $1; exit }' "$page")
  [ -x "${command:-none}" ] || fail "$page begins to install with '$command', which is not there"
done
