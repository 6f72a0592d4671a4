#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The Debian packages: built twice in different places they are the same bytes, lintian finds nothing, and unpacked
# anywhere the command runs and the outside project builds. scripts/test has this as a step of its own.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
one=$work/one two=$work/elsewhere/at/another/depth
status=0
scripts/make-packages "$one" || status=$?
[ "$status" -eq 0 ] || exit "$status"
version=$(dpkg-parsechangelog -l packaging/debian/changelog -S Version)
machine=$(dpkg --print-architecture)

# Another folder, umask, time zone, language and home, and nothing in common but the source.
(
  umask 077
  TZ=Asia/Shanghai LANG=C HOME=$work CFLAGS=-O0 scripts/make-packages "$two"
) >"$work/log"
for package in libfraudrisk0 libfraudrisk-dev fraudrisk-tools python3-fraudrisk; do
  cmp "$one/${package}_${version}_$machine.deb" "$two/${package}_${version}_$machine.deb"
done
echo "packages: the same bytes from two folders: $(cat "$one"/*.deb | sha256sum | cut -c1-16)"

# Each has what it is for.
holds() {
  dpkg-deb -c "$one/$1_${version}_$machine.deb" | awk '{ print $6 }' >"$work/list"
  shift
  for pattern in "$@"; do
    grep -q "^\./$pattern\$" "$work/list" || {
      echo "missing in a package: $pattern"
      cat "$work/list"
      exit 1
    }
  done
}
holds libfraudrisk0 'usr/lib/.*/libfraudrisk\.so\.0' 'usr/lib/.*/libfraudrisk\.so\.0\.1\.0'
holds libfraudrisk-dev 'usr/include/fraudrisk/fraudrisk\.h' 'usr/lib/.*/libfraudrisk\.so' 'usr/lib/.*/libfraudrisk\.a' \
  'usr/lib/.*/pkgconfig/fraudrisk\.pc' 'usr/lib/.*/cmake/fraudrisk/fraudrisk-config\.cmake' \
  'usr/share/man/man3/libfraudrisk\.3\.gz' 'usr/share/doc/libfraudrisk-dev/libfraudrisk\.spdx\.json\(\.gz\)\{0,1\}'
holds fraudrisk-tools usr/bin/fraudrisk 'usr/share/fraudrisk/simulate/second\.yaml' \
  'usr/share/fraudrisk/report/.*\.html' 'usr/share/man/man1/fraudrisk\.1\.gz' 'usr/share/man/man5/fraudrisk-files\.5\.gz'
holds python3-fraudrisk 'usr/lib/python3/dist-packages/fraudrisk/_fraudrisk\.abi3\.so' \
  'usr/lib/python3/dist-packages/fraudrisk/py\.typed' 'usr/share/doc/python3-fraudrisk/examples/score\.py'
! grep -q _native "$work/list" || { echo "python3-fraudrisk brings a library of its own" && exit 1; }
field() { dpkg-deb -f "$one/$1_${version}_$machine.deb" "$2"; }
field libfraudrisk0 Depends | grep -q 'libcbor.*libssl'
field python3-fraudrisk Depends | grep -q "libfraudrisk0 (= $version).*python3.*(>= 3\.9"
field python3-fraudrisk Recommends | grep -qx fraudrisk-tools

# Unpacked where nobody expects it, the command finds what belongs to it.
root=$work/root
for package in "$one"/lib*.deb "$one"/fraudrisk-tools_*.deb "$one"/python3-fraudrisk_*.deb; do
  dpkg-deb -x "$package" "$root"
done
if grep -rlF -e "$work" -e "$PWD" "$root"; then
  echo "a package names the folder in which it was built"
  exit 1
fi
fraudrisk=$root/usr/bin/fraudrisk
"$fraudrisk" policy build -o "$work/retail-cn.frb" policies/retail-cn >"$work/log" 2>&1
"$fraudrisk" simulate --seed 1 --customers 100 --days 2 --parameters second --out "$work/world" >"$work/log"
"$fraudrisk" backtest --policy "$work/retail-cn.frb" --in "$work/world/transfers.csv" \
  --events "$work/world/events.csv" --out "$work/report" >"$work/log" 2>&1
grep -q '<html' "$work/report/report.html"

# And the outside project finds the library.
library=$(dirname "$(find "$root" -name 'libfraudrisk.so.0')")
grep -qx 'prefix=/usr' "$library/pkgconfig/fraudrisk.pc"
export PKG_CONFIG_PATH="$library/pkgconfig"
make -C tests/install/project OUT="$work/project" PKG_CONFIG="pkg-config --define-variable=prefix=$root/usr" \
  >"$work/log" 2>&1 || {
  cat "$work/log"
  exit 1
}
for program in held_c_shared held_cpp_shared held_c_static held_cpp_static; do
  LD_LIBRARY_PATH=$library "$work/project/$program" "$work/retail-cn.frb" | grep -q '^outcome 3$'
done
cmake -G Ninja -S tests/install/project -B "$work/cmake" -DCMAKE_PREFIX_PATH="$root/usr" >"$work/log"
cmake --build "$work/cmake" >>"$work/log"
LD_LIBRARY_PATH=$library "$work/cmake/held_cpp_shared" "$work/retail-cn.frb" | grep -q '^outcome 3$'

# From Python the samples and golden vectors run on the library of libfraudrisk0 and the command of fraudrisk-tools.
export LD_LIBRARY_PATH="$library" PYTHONPATH="$root/usr/lib/python3/dist-packages" PYTHONDONTWRITEBYTECODE=1
unset FRAUDRISK FRAUDRISK_LIBRARY
ldd "$PYTHONPATH/fraudrisk/_fraudrisk.abi3.so" | grep -qF "libfraudrisk.so.0 => $library/"
# The sample of a batch wants pyarrow, which Debian 12 has not; it is among the binding's own tests.
for name in score hold_and_release hot_reload; do
  set -- bindings/vectors/retail-cn.frb
  [ "$name" != hot_reload ] || set -- bindings/vectors/first.frb "$@"
  /usr/bin/python3 "$root/usr/share/doc/python3-fraudrisk/examples/$name.py" "$@" |
    cmp - "bindings/python/samples/$name.expected"
done
for steps in bindings/vectors/*.steps; do
  # Tables want pyarrow, which Debian's Python may not have.
  case $steps in */tables.steps) /usr/bin/python3 -c 'import pyarrow' 2>/dev/null || continue ;; esac
  rm -rf "$work/journals"
  mkdir -p "$work/journals/leader" "$work/journals/standby"
  /usr/bin/python3 bindings/python/tests/vectors.py "$steps" "$work/journals" | cmp - "${steps%.steps}.expected"
done
cat >"$work/backtest.py" <<'END'
import importlib.metadata
import sys

import fraudrisk

assert importlib.metadata.version("fraudrisk") == fraudrisk.__version__
result = fraudrisk.backtest(sys.argv[1], sys.argv[2] + "/transfers.csv", events=sys.argv[2] + "/events.csv")
assert result.data["data"]["transfers"] > 0
END
PATH=$root/usr/bin:$PATH /usr/bin/python3 "$work/backtest.py" "$work/retail-cn.frb" "$work/world"
# And the binding's own tests, where scripts/setup has put what they take.
tests="samples and golden vectors"
python=build/python/venv/bin/python3
if [ -x "$python" ] && "$python" -c 'import duckdb, pandas, polars, pyarrow, pytest' 2>/dev/null; then
  PATH=$root/usr/bin:$PATH PYTHONPATH=$PYTHONPATH:bindings/python/tests timeout 300 "$python" -m pytest -q \
    -p no:cacheprovider bindings/python/tests >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
  }
  tests="$tests, and the binding's own tests"
fi
echo "packages: unpacked and used, from Python for $tests"
