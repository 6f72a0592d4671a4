#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Each page of docs/guides is followed to the letter against the installed library, and what its commands print is what the
# page shows. UPDATE=1 writes what was printed into the pages; read the difference.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: an instrumented library is not installed"
  exit 77
fi
if ! command -v bash >/dev/null || ! command -v openssl >/dev/null; then
  echo "skipped: bash or openssl is not there"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$FR_BUILD_DIR" --prefix "$work/usr" >"$work/log"
library=$(dirname "$(find "$work/usr" -name libfraudrisk.so)")
export SOURCE="$PWD" PATH="$work/usr/bin:$PATH" PKG_CONFIG_PATH="$library/pkgconfig" LD_LIBRARY_PATH="$library"
export CMAKE_PREFIX_PATH="$work/usr" CMAKE_GENERATOR=Ninja

failed=0
for guide in docs/guides/*.md; do
  name=$(basename "$guide" .md)
  [ "$name" = README ] && continue
  mkdir "$work/$name"
  echo "$guide"
  python3 tests/docs/operations.py "$guide" "$work/$name" ${UPDATE:+--update} || failed=1
done
exit $failed
