#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The COBOL binding: the README's example as it stands there, the golden vectors, the samples, all that can be done wrong, a
# library that is not there, and the benchmark in small.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: COBOL programs are not instrumented"
  exit 77
fi
if ! command -v cobc >/dev/null 2>&1; then
  echo "skipped: there is no cobc; scripts/setup installs GnuCOBOL"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
binding=bindings/cobol
FR_BUILD_DIR=$(dirname "$FR_LIBRARY") $binding/install "$work/installed" >"$work/said"
copybooks=$work/installed/share/fraudrisk/cobol
libraries=$work/installed/lib

# compile NAME SOURCE…: as the README has it. Warnings are read, but for one about the same argument twice.
compile() {
  name=$1
  shift
  cobc -x -Wall -fstatic-call -I "$copybooks" -o "$work/$name" "$@" -L "$libraries" -lfraudrisk_cobol \
    -Q "-Wl,-rpath,$libraries" 2>"$work/warnings" || { cat "$work/warnings"; exit 1; }
  if grep -v -e 'duplicate USING' -e 'in paragraph' "$work/warnings"; then exit 1; fi
}

# What is called stands in the library, what stands there is listed, and nothing of libfraudrisk is left out.
if grep '(none)' $binding/SUBPROGRAMS.md; then exit 1; fi
sed -n 's/^| `\(FR[A-Z]*\)`.*/\1/p' $binding/SUBPROGRAMS.md | sort >"$work/listed"
nm -D --defined-only "$libraries/libfraudrisk_cobol.so" | sed -n 's/.* T //p' | sort >"$work/exported"
diff "$work/listed" "$work/exported"
needed=$(readelf -d "$libraries/libfraudrisk_cobol.so" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | sort | tr '\n' ' ')
[ "$needed" = "libc.so.6 libfraudrisk.so.0 " ] || { echo "the glue needs $needed"; exit 1; }
# Copybooks fit the fixed form, and names the compilers that are strict about them.
awk 'length > 72 { print FILENAME ": " $0; bad = 1 } END { exit bad }' $binding/copybooks/*.cpy
if sed 's/^ *\*>.*//' $binding/copybooks/*.cpy | grep -oE '[A-Z0-9-]{31,}'; then exit 1; fi

# The first of the README, as it stands there: the fixed form has 72 columns.
sed -n '/^```cobol$/,/^```$/p' $binding/README.md | sed '/^```/d' >"$work/first.cob"
awk 'length > 72 { exit 1 }' "$work/first.cob"
compile first "$work/first.cob"
[ "$("$work/first")" = hold ]

compile frvect $binding/vectors/frvect.cob
for steps in bindings/vectors/*.steps; do
  [ "$(basename "$steps")" != tables.steps ] || continue # COBOL has no Arrow; its tables are records, in a batch
  mkdir -p "$work/journals/leader" "$work/journals/standby"
  "$work/frvect" "$steps" "$work/journals" >"$work/answers"
  rm -r "$work/journals"
  diff -u "${steps%.steps}.expected" "$work/answers"
done

# Many bytes together and one after the other are the same, with the vectors of x86-64 and without.
for vectors in "" -U__SSE2__; do
  # shellcheck disable=SC2086
  ${CC:-cc} -std=c11 $vectors -Wall -Wextra -Werror -I$binding -o "$work/bytes" tests/bindings/cobol/bytes.c
  "$work/bytes" | grep -q '^bytes as they are$'
done
CFLAGS=-U__SSE2__ $binding/build "$libraries/libfraudrisk.so" "$work/plain"
for steps in refused retail; do
  LD_LIBRARY_PATH=$work/plain "$work/frvect" "bindings/vectors/$steps.steps" >"$work/answers"
  diff -u "bindings/vectors/$steps.expected" "$work/answers"
done

# sample NAME ARGUMENT…
sample() {
  name=$1
  shift
  compile "$name" "$binding/samples/$name.cob"
  "$work/$name" "$@" >"$work/$name.out"
  [ "$name" = posting ] || diff -u "$binding/samples/expected/$name.txt" "$work/$name.out"
}
sample score bindings/vectors/first.frb
sample hold bindings/vectors/retail-cn.frb
sample reload bindings/vectors
sample batch bindings/vectors/first.frb
mkdir "$work/kept"
sample journal bindings/vectors/retail-cn.frb "$work/kept"
"$work/journal" bindings/vectors/retail-cn.frb "$work/kept" >"$work/said"
grep -q '^known of the payer: 0001 transfers$' "$work/said"
if grep 'a policy is loaded' "$work/said"; then exit 1; fi
sample posting bindings/vectors/retail-cn.frb $binding/samples/transfers.txt $binding/samples/verdicts.txt "$work/report"
diff -u $binding/samples/expected/posting.txt "$work/report"
if "$work/posting" nowhere a b c 2>"$work/said"; then exit 1; fi
grep -q 'nowhere: No such file' "$work/said"

# What a bound lowered is listed apart, and more held ones than the table takes wait, too.
posted() {
  awk -v count="$1" 'BEGIN {
    for (i = 1; i <= count; i++)
      printf "B-%04d      2026010610%02d%02d%-19s%-19s%015d%015d%-10s034M\n", i, i / 60, i % 60, "6222-" i, "6228-9999", 200000,
        900000, "C-" i
  }' >"$work/transfers"
  "$FRAUDRISK" policy build -o "$work/cobol.frb" "$2" >"$work/said"
  "$work/posting" "$work/cobol.frb" "$work/transfers" /dev/null "$work/report"
}
posted 4 tests/bindings/cobol/policy.yaml
diff -u tests/bindings/cobol/lowered.txt "$work/report"
sed '/^limits/d' tests/bindings/cobol/policy.yaml >"$work/unbounded.yaml"
posted 502 "$work/unbounded.yaml"
[ "$(grep -c 'the table is full, decide by hand$' "$work/report")" -eq 2 ]
grep -q '^waiting  *1004000.00  *502$' "$work/report"

mkdir "$work/empty"
compile bad tests/bindings/cobol/bad.cob
"$work/bad" bindings/vectors "$work/empty" | tee "$work/said"
grep -q '^checked 0116, wrong 0000$' "$work/said"

"$FRAUDRISK" policy build -o "$work/cobol.frb" tests/bindings/cobol/policy.yaml >"$work/said"
compile unread tests/bindings/cobol/unread.cob
"$work/unread" "$work/cobol.frb" | tee "$work/said"
grep -q '^checked 0060, wrong 0000$' "$work/said"

# Several threads, with one handle and with one each.
${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -Iinclude -I$binding -o "$work/threads" tests/bindings/cobol/threads.c \
  -L"$libraries" -lfraudrisk_cobol -lfraudrisk "-Wl,-rpath,$libraries" -pthread
"$work/threads" bindings/vectors/first.frb

# Loaded when the run begins; not there; there, without the library that it needs. The run goes on, and says where it looked.
cobc -x -Wall -I "$copybooks" -o "$work/there" tests/bindings/cobol/there.cob "$copybooks/frcheck.cob"
COB_PRE_LOAD=libfraudrisk_cobol COB_LIBRARY_PATH=$libraries "$work/there" | grep -q '^found Y'
COB_PRE_LOAD=libfraudrisk_cobol COB_LIBRARY_PATH=/nowhere/lib "$work/there" 2>/dev/null >"$work/said"
grep -q '^found N .*COB_PRE_LOAD=libfraudrisk_cobol; looked in COB_LIBRARY_PATH=/nowhere/lib,' "$work/said"
mkdir "$work/alone"
bindings/cobol/build "$libraries/libfraudrisk.so" "$work/alone"
if PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -q 'libfraudrisk\.so\.0'; then
  echo "left out: the library that the glue needs and misses, since this machine has it installed"
else
  mv "$libraries" "$work/moved"
  COB_PRE_LOAD=libfraudrisk_cobol COB_LIBRARY_PATH=$work/alone "$work/there" 2>/dev/null >"$work/said"
  grep -q '^found N .*libfraudrisk.so, which it needs' "$work/said"
  mv "$work/moved" "$libraries"
fi

FR_BUILD_DIR=$(dirname "$FR_LIBRARY") FR_WORK=$work/bench bench/bindings/cobol.sh --tiny >"$work/said"
FR_BUILD_DIR=$(dirname "$FR_LIBRARY") FR_WORK=$work/bench bench/bindings/cobol.sh --zoned --tiny >>"$work/said"
[ "$(grep -cE '^\{"binding":"cobol","c_ns":[0-9]+,"binding_ns":[0-9]+,"moves_ns":[0-9]+\}$' "$work/said")" -eq 2 ]
