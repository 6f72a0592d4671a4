#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A single call from COBOL beside the same in C, in turns, in one process: the medians of all rounds, as JSON.
#
#   bench/bindings/cobol.sh [--zoned] [--tiny]
#
# --zoned: the record has DISPLAY amounts; those of the rows are COMP-3 all the same. FR_BUILD_DIR names the build
# (build/release), FR_WORK a folder to build in.
set -eu
cd "$(dirname "$0")/../.."
build=${FR_BUILD_DIR:-build/release}
work=${FR_WORK:-build/bench}/cobol
policy=${FR_POLICY:-bindings/vectors/first.frb}
count=100 rounds=999 form=frtrn
[ "${1:-}" = --zoned ] && form=frtrnd && shift
[ "${1:-}" = --tiny ] && count=50 rounds=9
if ! command -v cobc >/dev/null 2>&1; then
  echo "bench: there is no cobc; scripts/setup installs GnuCOBOL" >&2
  exit 2
fi
if [ ! -e "$build/libfraudrisk.so" ]; then
  echo "bench: $build has no library; build it: cmake --preset release && cmake --build build/release" >&2
  exit 2
fi
library=$(cd "$build" && pwd)
mkdir -p "$work"
bindings/cobol/build "$library/libfraudrisk.so" "$work"
${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -O3 -Iinclude -c -o "$work/cobol_c.o" bench/bindings/cobol.c
mkdir -p "$work/form"
cp bindings/cobol/copybooks/$form.cpy "$work/form/frtrn.cpy"
cobc -x -O2 -fstatic-call -I "$work/form" -I bindings/cobol/copybooks -o "$work/cobol_bench" bench/bindings/cobol.cob \
  "$work/cobol_c.o" -L "$work" -lfraudrisk_cobol -L "$library" -lfraudrisk \
  -Q "-Wl,-rpath,$(cd "$work" && pwd),-rpath,$library"
pin=
if command -v taskset >/dev/null 2>&1; then pin="taskset -c ${FR_CORE:-0}"; fi
$pin "$work/cobol_bench" "$policy" $count $rounds
