#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles the glue between Java and the library, and puts both where the jar takes them from.
#
#   build.sh BUILD_OF_THE_LIBRARY TARGET JAVA_HOME
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../../../.." && pwd)
library=""
# A build's own folder, an installed one, or the folder of all builds: then that of the release, or of scripts/install.
for folder in "$1" "$1/lib" "$1"/lib/*-linux-gnu "$1/release" "$1/install"; do
  if [ -z "$library" ] && [ -e "$folder/libfraudrisk.so.0" ]; then library=$folder/libfraudrisk.so.0; fi
done
if [ -z "$library" ]; then
  echo "fraudrisk: there is no libfraudrisk.so.0 in $1, nor in release or install below it" >&2
  echo "fraudrisk: build it: cmake --preset release && cmake --build build/release --target fraudrisk" >&2
  echo "fraudrisk: or name another build of it with -Dfraudrisk.build=FOLDER" >&2
  exit 1
fi
target=$2/linux-$(uname -m)
mkdir -p "$target"

# All symbols are bound when it is loaded, so that a library that lacks one is refused there and not in a call.
"${CC:-cc}" -std=c11 -O2 -Wall -Wextra -Werror -fPIC -shared -fvisibility=hidden \
  -I"$root/include" -I"$3/include" -I"$3/include/linux" -o "$target/libfraudrisk_jni.so.$$" \
  "$here/fraudrisk_jni.c" "$here/memory.c" "$here/arrow.c" "$library" -Wl,-z,now -Wl,-z,defs -Wl,-rpath,'$ORIGIN'
mv "$target/libfraudrisk_jni.so.$$" "$target/libfraudrisk_jni.so"
# Few machines have libcbor under the name that ours needs, so it goes along; libcrypto is the machine's.
cbor=$(ldd "$library" | sed -n 's/.*libcbor[^ ]* => \([^ ]*\) .*/\1/p')
if [ -n "$cbor" ]; then
  cp "$cbor" "$target/libcbor.so.$$"
  mv "$target/libcbor.so.$$" "$target/libcbor.so"
  for licence in /usr/share/doc/libcbor*/copyright; do
    [ ! -e "$licence" ] || cp "$licence" "$target/libcbor.licence.txt"
  done
fi
cp "$library" "$target/libfraudrisk.so.0.$$"
mv "$target/libfraudrisk.so.0.$$" "$target/libfraudrisk.so.0"
