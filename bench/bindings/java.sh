#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The same transfers through C and through the Java binding, in turns, in one process: medians as one line of JSON.
#
#   bench/bindings/java.sh [--tiny]      FR_BUILD_DIR names the build of the library (build/release)
set -eu
cd "$(dirname "$0")/../.."
build=$(cd "${FR_BUILD_DIR:-build/release}" && pwd)
work=${FR_WORK:-build/java/bench}
rounds=41
calls=4000
if [ "${1:-}" = --tiny ]; then
  rounds=5
  calls=500
fi
java_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
java=bindings/java
rm -rf "$work"
mkdir -p "$work/classes"
sh $java/fraudrisk/src/main/native/build.sh "$build" "$work/classes/org/fraudrisk/native" "$java_home"
javac -encoding UTF-8 --release 11 -d "$work/classes" $java/fraudrisk/src/main/java/org/fraudrisk/*.java \
  $java/benchmark/src/main/java/org/fraudrisk/benchmark/AgainstC.java
library=$(find "$work/classes" -name libfraudrisk.so.0)
"${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -O3 -Wall -Wextra -Werror -fPIC -shared -Iinclude \
  -I"$java_home/include" -I"$java_home/include/linux" \
  -o "$work/libagainst_c.so" $java/benchmark/src/main/native/against_c.c "$library"
java -cp "$work/classes" org.fraudrisk.benchmark.AgainstC "$work/libagainst_c.so" bindings/vectors/first.frb \
  $rounds $calls
