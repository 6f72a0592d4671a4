#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What is installed can be used: through pkg-config, and through a CMake package.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: an instrumented library is not installed"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$FR_BUILD_DIR" --prefix "$work/usr" >"$work/log"

# Headers of the package are those of the tree, and nothing internal is among them.
diff -r -x '*.hpp' include/fraudrisk "$work/usr/include/fraudrisk"
mkdir "$work/hpp"
cp "$work"/usr/include/fraudrisk/*.hpp "$work/hpp"
diff -r bindings/cpp/fraudrisk "$work/hpp"

# The command finds its sets of parameters where they are installed.
"$work/usr/bin/fraudrisk" simulate --seed 1 --customers 100 --days 2 --parameters second --out "$work/world" >"$work/log"
test -s "$work/world/transfers.csv"

# And its module for Parquet, where the build has one: what is said of a broken file is said by Apache Arrow.
if [ -n "$(find "$FR_BUILD_DIR" -name fraudrisk_arrow.so)" ]; then
  "$work/usr/bin/fraudrisk" policy build -o "$work/p.frb" tests/tools/small.yaml >"$work/log" 2>&1
  printf 'PAR1 and no more of it' >"$work/broken.parquet"
  "$work/usr/bin/fraudrisk" score --policy "$work/p.frb" --in "$work/broken.parquet" 2>"$work/err" && exit 1
  grep -q 'Parquet magic bytes not found' "$work/err"
fi

library=$(dirname "$(find "$work/usr" -name 'libfraudrisk.so')")
# The prefix of a trial differs from the configured one.
flags=$(PKG_CONFIG_PATH=$library/pkgconfig pkg-config --define-variable=prefix="$work/usr" --cflags --libs fraudrisk)
# shellcheck disable=SC2086
"$CC" -std=c11 -o "$work/first" examples/first/first.c $flags
LD_LIBRARY_PATH=$library "$work/first" 2>"$work/err" && exit 1
grep -q '^first: ' "$work/err"

mkdir "$work/app"
cp examples/first/first.c "$work/app"
cat >"$work/app/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.23)
project(app C)
find_package(fraudrisk 0.1 REQUIRED)
add_executable(first first.c)
target_link_libraries(first PRIVATE fraudrisk::fraudrisk)
END
cmake -G Ninja -S "$work/app" -B "$work/app/build" -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_C_COMPILER="$CC" >"$work/log"
cmake --build "$work/app/build" >>"$work/log" || {
  cat "$work/log"
  exit 1
}
"$work/app/build/first" 2>/dev/null && exit 1

# So are the examples, each by its own CMakeLists.txt.
for example in core_banking teller atm; do
  cmake -G Ninja -S "examples/$example" -B "$work/$example" -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_C_COMPILER="$CC" \
    >"$work/log" && cmake --build "$work/$example" >>"$work/log" || {
    cat "$work/log"
    exit 1
  }
  status=0
  "$work/$example/$example" 2>"$work/err" || status=$?
  [ "$status" -eq 2 ] && grep -q "^usage: $example " "$work/err"
done

# The runtime library links libcrypto and libcbor, and nothing else of its own.
needed=$(objdump -p "$library/libfraudrisk.so" | awk '$1 == "NEEDED" { print $2 }' |
  grep -Ev '^(libc|libm|libpthread|ld-linux.*)\.so' | sed 's/\.so.*//' | sort | tr '\n' ' ')
if [ "$needed" != "libcbor libcrypto " ]; then
  echo "the runtime library links: $needed"
  exit 1
fi
