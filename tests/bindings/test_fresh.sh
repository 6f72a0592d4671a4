#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The layout is of these headers, the generated files of all bindings are of this layout, and the vectors are what this
# library answers. A field, a function or a constant that is added to a header makes every binding stale.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: what is written does not hang on how the library was built"
  exit 77
fi
scripts/make-layout --check "$FR_BUILD_DIR"
scripts/make-bindings --check
scripts/make-vectors --check "$FR_BUILD_DIR"
tests/bindings/covered.py

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
library=$(find "$FR_BUILD_DIR" -maxdepth 2 -name libfraudrisk.so | head -n 1)

# changed NAME: what scripts/make-layout would write of the headers below $work/include.
changed() {
  python3 bindings/layout/describe.py "$work/include" "$work/annotations.json" >"$work/$1.c"
  "$CC" -std=c11 -I"$work/include" -o "$work/$1" "$work/$1.c" "$library" -Wl,-rpath,"$(dirname "$library")"
  "$work/$1" >"$work/$1.json"
}
# stale NAME: every binding says so.
stale() {
  changed "$1"
  for generator in bindings/*/generate.py; do
    [ -e "$generator" ] || continue
    if PYTHONPATH=bindings/layout PYTHONDONTWRITEBYTECODE=1 python3 "$generator" --check --layout "$work/$1.json" >"$work/said"; then
      echo "$generator --check does not see $1"
      exit 1
    fi
    grep -q 'is not of this layout' "$work/said"
  done
}
begin() {
  rm -rf "$work/include"
  cp -r include "$work/include"
  cp bindings/layout/annotations.json "$work/annotations.json"
}

begin
changed same
cmp "$work/same.json" bindings/layout.json

begin
sed -i 's|^} fr_party;$|  uint32_t left_handed; /* FR_YES, FR_NO, FR_UNKNOWN */\n  uint32_t reserved2;\n&|' "$work/include/fraudrisk/transfer.h"
grep -q left_handed "$work/include/fraudrisk/transfer.h"
stale a_field

begin
sed -i 's|^#define FR_CHANNEL_OTHER 6u$|&\n#define FR_CHANNEL_PIGEON 7u|' "$work/include/fraudrisk/transfer.h"
grep -q PIGEON "$work/include/fraudrisk/transfer.h"
stale a_constant

begin
sed -i 's|^FR_API uint32_t fr_version(void);$|&\n\n/* Any thread. @since 0.1 */\nFR_API uint32_t fr_version_of(const char *name);|' \
  "$work/include/fraudrisk/version.h"
sed -i 's|^    "fr_score": {},$|&\n    "fr_version_of": {},|' "$work/annotations.json"
stale a_function
# It has to have a step of the vectors, too; and so have those that have one now.
uncovered() {
  if tests/bindings/covered.py "$@" >"$work/said"; then
    echo "covered.py does not see that no step calls $name()"
    exit 1
  fi
  grep -q "^no step calls $name()" "$work/said"
}
name=fr_version_of
uncovered "$work/a_function.json"
name=fr_engine_tick
sed '/"tick", run_tick/d' tests/bindings/vectors_rest.c >"$work/vectors_rest.c"
uncovered bindings/layout.json tests/bindings/vectors.c "$work/vectors_rest.c"

# A function of which nobody said what it does with what it is given is refused.
cp bindings/layout/annotations.json "$work/annotations.json"
python3 bindings/layout/describe.py "$work/include" "$work/annotations.json" >"$work/program.c" 2>"$work/said" && exit 1
grep -q 'does not say what fr_version_of() does' "$work/said"
