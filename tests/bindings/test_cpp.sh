#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The C++ binding: it compiles everywhere without a warning, answers what C answers, refuses bad input with a status,
# allocates nothing while it scores, and is found by CMake and pkg-config where it is installed.
set -eu
if [ "$FR_PLAIN" != yes ]; then
  echo "skipped: an instrumented library is not linked into plain programs"
  exit 77
fi
case $CC in
*clang*) cxx=clang++ other=g++ ;;
*) cxx=g++ other=clang++ ;;
esac
if ! command -v $cxx >/dev/null; then
  echo "skipped: there is no $cxx"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
library=$(dirname "$FR_LIBRARY")
warnings="-Wall -Wextra -Wpedantic -Wshadow -Werror"

# build NAME SOURCE FLAG…
build() {
  name=$1 source=$2
  shift 2
  # shellcheck disable=SC2086
  $cxx -std=c++17 $warnings -Iinclude -Ibindings/cpp "$@" -o "$work/$name" "$source" -L"$library" -lfraudrisk
}
LD_LIBRARY_PATH=$library
export LD_LIBRARY_PATH

# Each header by itself, and all of it with both compilers, both standards, one of them without exceptions.
for header in bindings/cpp/fraudrisk/*.hpp; do
  echo "#include <fraudrisk/$(basename "$header")>" >"$work/alone.cpp"
  # shellcheck disable=SC2086
  $cxx -std=c++17 $warnings -Iinclude -Ibindings/cpp -fsyntax-only "$work/alone.cpp"
done
for compiler in $cxx $other; do
  command -v "$compiler" >/dev/null || continue
  for how in "c++17 -fno-exceptions -fno-rtti" c++20; do
    # shellcheck disable=SC2086
    $compiler -std=$how $warnings -Iinclude -Ibindings/cpp -fsyntax-only bindings/cpp/tests/bad_input.cpp
  done
done

build vectors bindings/cpp/tests/vectors.cpp -Itests/bindings
for steps in bindings/vectors/*.steps; do
  mkdir -p "$work/journals/leader" "$work/journals/standby"
  "$work/vectors" "$steps" "$work/journals" >"$work/answers"
  rm -r "$work/journals"
  diff -u "${steps%.steps}.expected" "$work/answers"
done

build bad_input bindings/cpp/tests/bad_input.cpp -pthread
build plain bindings/cpp/tests/bad_input.cpp -pthread -fno-exceptions -fno-rtti
for program in bad_input plain; do
  "$work/$program" bindings/vectors "$work"
done
build tables bindings/cpp/tests/tables.cpp -Itests/bindings -fno-exceptions -fno-rtti
build tables_thrown bindings/cpp/tests/tables.cpp -Itests/bindings
for program in tables tables_thrown; do
  "$work/$program" bindings/vectors
done
build no_allocation bindings/cpp/tests/no_allocation.cpp
"$work/no_allocation" bindings/vectors/retail-cn.frb

# sample NAME ARGUMENT…: it prints what is written down. UPDATE=1 writes it down.
sample() {
  name=$1
  shift
  build "$name" "bindings/cpp/samples/$name.cpp" -pthread
  "$work/$name" "$@" >"$work/said"
  # The sample of a restart is started twice, and knows the second time what happened the first time.
  [ "$name" != restart ] || "$work/$name" "$@" >>"$work/said"
  [ -z "${UPDATE:-}" ] || cp "$work/said" "bindings/cpp/samples/$name.expected"
  diff -u "bindings/cpp/samples/$name.expected" "$work/said"
}
sample score bindings/vectors/retail-cn.frb
sample hold_and_release bindings/vectors/retail-cn.frb
sample hot_reload bindings/vectors/first.frb bindings/vectors/retail-cn.frb
sample batch bindings/vectors/retail-cn.frb
mkdir "$work/journal"
sample restart bindings/vectors/retail-cn.frb "$work/journal"

# Without the library the loader says which one it looked for. The program asks for one of a name that no machine has,
# so that it is missing where ours is installed, too.
LC_ALL=C sed 's|libfraudrisk\.so\.0|libfraudrisk.so.x|g' "$work/score" >"$work/lost"
chmod +x "$work/lost"
if "$work/lost" bindings/vectors/retail-cn.frb 2>"$work/said"; then
  echo "the sample runs without the library"
  exit 1
fi
grep -q 'error while loading shared libraries: libfraudrisk.so.x: cannot open shared object file' "$work/said"

# The page's example, as it stands there, against what is installed: by pkg-config, and by the CMake target.
cmake --install "$FR_BUILD_DIR" --prefix "$work/usr" >"$work/log"
mkdir "$work/app"
awk '/^```cpp$/ { inside = 1; next } /^```$/ { inside = 0 } inside' bindings/cpp/README.md >"$work/app/app.cpp"
installed=$(dirname "$(find "$work/usr" -name libfraudrisk.so)")
flags=$(PKG_CONFIG_PATH=$installed/pkgconfig pkg-config --define-variable=prefix="$work/usr" --cflags --libs fraudrisk)
# shellcheck disable=SC2086
$cxx -std=c++17 $warnings -o "$work/page" "$work/app/app.cpp" $flags
expected=$(sed -n 's/^It prints `\([^`]*\)`.*/\1/p' bindings/cpp/README.md)
[ -n "$expected" ]
# says PROGRAM: what the page says that it prints.
says() {
  said=$("$1" bindings/vectors/retail-cn.frb)
  [ "$said" = "$expected" ] || {
    echo "bindings/cpp/README.md says that its example prints '$expected'; it prints '$said'"
    exit 1
  }
}
says "$work/page"
# A file that is not there is named.
if "$work/page" /nowhere/policy.frb 2>"$work/said"; then
  echo "the page's example takes a policy that is not there"
  exit 1
fi
grep -q '^/nowhere/policy.frb: ' "$work/said"
cat >"$work/app/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.23)
project(app CXX)
find_package(fraudrisk 0.1 REQUIRED)
add_executable(app app.cpp)
target_link_libraries(app PRIVATE fraudrisk::cpp)
END
if ! { cmake -G Ninja -S "$work/app" -B "$work/app/build" -DCMAKE_PREFIX_PATH="$work/usr" \
  -DCMAKE_CXX_COMPILER=$cxx && cmake --build "$work/app/build"; } >"$work/log" 2>&1; then
  cat "$work/log"
  exit 1
fi
says "$work/app/build/app"

# The headers go with those of C, in one component.
cmake --install "$FR_BUILD_DIR" --prefix "$work/dev" --component dev >"$work/log"
diff -r -x '*.h' -x '*.def' bindings/cpp/fraudrisk "$work/dev/include/fraudrisk"
cmp include/fraudrisk/engine.h "$work/dev/include/fraudrisk/engine.h"

# The benchmark still runs, and both sides decide alike.
CXX=$cxx bench/bindings/cpp.sh --tiny | grep -q '"binding":"cpp".*"above_ns":'
