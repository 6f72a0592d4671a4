#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Functions and the types that they take are those of tests/abi/baseline.xml, and so is the SONAME. Then the check of the
# check, on a small library with the same headers: each change that breaks a program is seen, and what callers cannot
# see may change.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: an instrumented library is not what is kept"
  exit 77
fi
case $CC in
  *clang*)
    echo "skipped: what is kept was written by gcc, and clang describes types otherwise"
    exit 77
    ;;
esac
[ "$(uname -m)" = x86_64 ] || {
  echo "skipped: what is kept is of x86_64"
  exit 77
}
scripts/check-abi "$FR_LIBRARY"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
begin() {
  rm -rf "$work/tree"
  mkdir -p "$work/tree/libfraudrisk"
  cp -r include "$work/tree/include"
  # A handle as the library has it: a struct whose fields stand in a file that bears the name of a public header.
  printf '#include "fraudrisk/fraudrisk.h"\nstruct fr_context { int inner; };\n' >"$work/tree/libfraudrisk/engine.h"
  cat >"$work/tree/small.c" <<'C'
#include "libfraudrisk/engine.h"
uint32_t fr_version(void) { return 0; }
fr_status fr_engine_create(const fr_engine_options *options, fr_engine **engine, fr_error *error) {
  return options != 0 && engine != 0 && error != 0;
}
fr_status fr_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision) {
  return context->inner + (transfer != 0 && decision != 0);
}
C
  soname=libsmall.so.0
}
build() {
  "$CC" -std=c11 -g -shared -fPIC -I"$work/tree/include" -I"$work/tree" -Wl,-soname,$soname -o "$work/small.so" \
    "$work/tree/small.c"
}
# change FILE EXPRESSION: by sed, and something has to change.
change() {
  cp "$work/tree/$1" "$work/before"
  sed -i "$2" "$work/tree/$1"
  if cmp -s "$work/before" "$work/tree/$1"; then
    echo "nothing in $1 was changed by $2"
    exit 1
  fi
}
# says STATUS WORDS: what the check says to the library as it is now.
says() {
  build
  status=0
  scripts/check-abi --baseline "$work/kept.xml" "$work/small.so" >"$work/said" 2>&1 || status=$?
  [ "$status" = "$1" ] && grep -q -e "$2" "$work/said" || {
    cat "$work/said"
    echo "expected status $1 and \"$2\", got status $status"
    exit 1
  }
}

begin
build
scripts/check-abi --update --baseline "$work/kept.xml" "$work/small.so" >/dev/null
says 0 '3 functions and their types, as they were'

# Another type, another order, a field in between, one more at the end, one that is gone, a wider array.
engine=include/fraudrisk/engine.h
change $engine 's/^  int32_t utc_offset_s;/  int64_t utc_offset_s;/' && says 1 'utc_offset_s'
begin
change $engine '/^  uint32_t keep_idle_parties;/{h;d};/^  uint32_t ignore_limits;/{G}' && says 1 'keep_idle_parties'
begin
change $engine 's/^  uint64_t memory_bytes;/  uint64_t surprise;\n&/' && says 1 'surprise'
begin
change $engine 's/^} fr_engine_options;/  uint64_t surprise;\n&/' && says 1 'surprise'
begin
change $engine '/^  uint64_t list_entries_max;/d' && says 1 'list_entries_max'
begin
change $engine 's/secret_key\[16\]/secret_key[32]/' && says 1 'secret_key'
# In a struct that another one points to.
begin
change include/fraudrisk/transfer.h 's/^  uint32_t on_call;/  uint64_t on_call;/' && says 1 'on_call'
# Functions: a parameter, one that is gone, one that is new.
begin
change include/fraudrisk/version.h 's/fr_version(void)/fr_version(int which)/' &&
  change small.c 's/fr_version(void)/fr_version(int which)/;s/return 0;/return (uint32_t)which;/' && says 1 'fr_version'
grep -q 'scripts/check-abi --update' "$work/said"
begin
change small.c '/fr_version/d' && says 1 '1 Removed'
grep -q 'may break' "$work/said"
begin
echo 'int fr_surprise(void); int fr_surprise(void) { return 0; }' >>"$work/tree/small.c"
says 1 'programs that were built before still run'
# The name that programs look for.
begin
soname=libsmall.so.1
says 1 'SONAME changed'
# What callers cannot see.
begin
change libfraudrisk/engine.h 's/int inner;/int more; int inner;/' && says 0 'as they were'

[ "$(objdump -p "$FR_LIBRARY" | awk '$1 == "SONAME" { print $2 }')" = libfraudrisk.so.0 ]
echo "abi: 11 changes seen, 1 that nobody sees passed"
