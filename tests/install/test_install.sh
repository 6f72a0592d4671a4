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
export PKG_CONFIG_PATH="$library/pkgconfig" LD_LIBRARY_PATH="$library"
"$work/usr/bin/fraudrisk" policy build -o "$work/retail-cn.frb" policies/retail-cn >"$work/log" 2>&1

# The name in the library is that of its file, which a program looks for: it has one number, which rises with a break.
soname=$(objdump -p "$library/libfraudrisk.so" | awk '$1 == "SONAME" { print $2 }')
[ "$soname" = libfraudrisk.so.0 ]
[ "$(readlink "$library/libfraudrisk.so")" = "$soname" ]
[ "$(readlink "$library/$soname")" = "libfraudrisk.so.$(pkg-config --modversion fraudrisk)" ]

# Whoever links the shared library needs nothing more; with --static what it links is told.
[ "$(pkg-config --libs-only-l fraudrisk | tr -d ' ')" = -lfraudrisk ]
pkg-config --static --libs fraudrisk | grep -q -- '-lfraudrisk.*-lcrypto'
pkg-config --static --libs fraudrisk | grep -q -- '-lcbor'

# A tree that is moved is found where it lies then, and nothing in it tells where it was built.
mv "$work/usr" "$work/moved"
[ "$(PKG_CONFIG_PATH="$work/moved${library#"$work/usr"}/pkgconfig" pkg-config --variable=includedir fraudrisk |
  xargs realpath)" = "$work/moved/include" ]
mv "$work/moved" "$work/usr"
if grep -rl -e "$PWD" -e "$work" "$library/pkgconfig" "$library/cmake"; then
  echo "what is installed names the folder of its build"
  exit 1
fi

# The outside project, by CMake and by pkg-config, shared and static, in C and C++: eight programs, the same answer.
CXX=${CXX:-$(echo "$CC" | sed 's/gcc$/g++/; s/clang$/clang++/')}
cp -r tests/install/project "$work/project"
(cmake -G Ninja -S "$work/project" -B "$work/project/cmake" -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_C_COMPILER="$CC" \
  -DCMAKE_CXX_COMPILER="$CXX" && cmake --build "$work/project/cmake" &&
  make -C "$work/project" OUT="$work/project/make" CC="$CC" CXX="$CXX") >"$work/log" 2>&1 || {
  cat "$work/log"
  exit 1
}
"$work/project/make/held_c_shared" "$work/retail-cn.frb" >"$work/answer"
grep -q '^outcome 3$' "$work/answer"
[ "$(wc -l <"$work/answer")" -gt 2 ]
programs=0
for build in cmake make; do
  for language in c cpp; do
    for kind in shared static; do
      program=$work/project/$build/held_${language}_$kind
      "$program" "$work/retail-cn.frb" | cmp - "$work/answer"
      linked=$(objdump -p "$program" | grep -c 'NEEDED.*libfraudrisk' || true)
      case $kind in
        shared) [ "$linked" = 1 ] ;;
        static)
          [ "$linked" = 0 ]
          LD_LIBRARY_PATH='' "$program" "$work/retail-cn.frb" >/dev/null
          ;;
      esac
      programs=$((programs + 1))
    done
  done
done
echo "install: $programs programs of the outside project, one answer"

# A component that is not there is told, and so is a version.
for wrong in '0.1 REQUIRED COMPONENTS cobol' '9.0 REQUIRED'; do
  sed "s/0.1 REQUIRED COMPONENTS static/$wrong/" tests/install/project/CMakeLists.txt >"$work/project/CMakeLists.txt"
  cmake -G Ninja -S "$work/project" -B "$work/wrong" -DCMAKE_PREFIX_PATH="$work/usr" >"$work/log" 2>&1 && exit 1
  grep -qi 'fraudrisk' "$work/log"
  case $wrong in
    *cobol) tr -s ' \n' ' ' <"$work/log" | grep -q 'no component "cobol"; it has shared, .* and static' ;;
  esac
  rm -rf "$work/wrong"
done

# Component by component the whole is there, and each holds what it is for.
for component in lib dev tools; do
  cmake --install "$FR_BUILD_DIR" --prefix "$work/parts/$component" --component $component >"$work/log"
  (cd "$work/parts/$component" && find . ! -type d) >>"$work/of-components"
done
(cd "$work/usr" && find . ! -type d) | LC_ALL=C sort >"$work/of-all"
LC_ALL=C sort "$work/of-components" | diff "$work/of-all" -
find "$work/parts/lib" -name '*.so' | grep . && exit 1
[ "$(find "$work/parts/lib" -name 'libfraudrisk.so.0*' | wc -l)" = 2 ]
[ -d "$work/parts/dev/include/fraudrisk" ]
[ ! -e "$work/parts/dev/bin" ]
[ -x "$work/parts/tools/bin/fraudrisk" ]
[ ! -e "$work/parts/tools/include" ]

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
