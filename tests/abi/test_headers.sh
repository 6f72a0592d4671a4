#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each public header compiles alone, and twice, in C11, C17 and C++17, by gcc and by clang, without a warning. Then the
# check of the check: a header that leans on another one is found.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# compile COMPILER LANGUAGE STANDARD INCLUDE_DIR HEADER
compile() {
  printf '#include "fraudrisk/%s"\n#include "fraudrisk/%s"\ntypedef int not_empty;\n' "$5" "$5" |
    "$1" -x "$2" "-std=$3" -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wundef -Werror -fsyntax-only -I"$4" -
}
count=0
for header in include/fraudrisk/*.h; do
  for compilers in 'gcc g++' 'clang clang++'; do
    c=${compilers% *} cpp=${compilers#* }
    command -v "$c" >/dev/null && command -v "$cpp" >/dev/null || {
      echo "$c or $cpp is not here; scripts/setup installs it"
      exit 1
    }
    compile "$c" c c11 include "${header##*/}"
    compile "$c" c c17 include "${header##*/}"
    compile "$cpp" c++ c++17 include "${header##*/}"
    count=$((count + 3))
  done
done

cp -r include "$work/include"
sed -i '/#include "fraudrisk\/export.h"/d' "$work/include/fraudrisk/version.h"
for compiler in gcc clang; do
  compile $compiler c c11 "$work/include" version.h 2>"$work/said" && exit 1
  grep -q 'FR_API' "$work/said"
done
cp include/fraudrisk/version.h "$work/include/fraudrisk/version.h"
sed -i 's/^FR_API uint32_t fr_version(void);/&\nFR_API uint32_t fr_class(int class);/' "$work/include/fraudrisk/version.h"
compile gcc c c11 "$work/include" version.h
compile g++ c++ c++17 "$work/include" version.h 2>"$work/said" && exit 1
grep -q class "$work/said"
echo "headers: $count compilations without a warning"
