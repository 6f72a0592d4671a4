#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The Python package: its wheel is built of this tree, installed into an environment of its own, typed, and does what it says.
set -eu
skip() {
  echo "skipped: $1"
  exit 77
}
[ "$FR_PLAIN" = yes ] || skip "Python would have to be instrumented as the library is"
python=build/python/venv/bin/python3
[ -x "$python" ] || skip "there is no build/python/venv; scripts/setup makes it"
"$python" -c 'import abi3audit, duckdb, mypy, pandas, polars, pyarrow, pytest, setuptools' 2>/dev/null ||
  skip "build/python/venv lacks what bindings/python/requirements.txt names; run scripts/setup"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The library and the command of this build, so that they are not compiled again.
cmake --install "$FR_BUILD_DIR" --prefix "$work/prefix" >/dev/null
lib=$(dirname "$(find "$work/prefix" -name libfraudrisk.so.0 | head -n 1)")
[ "$lib" = "$work/prefix/lib" ] || { mkdir -p "$work/prefix/lib" && cp -P "$lib"/libfraudrisk.so* "$work/prefix/lib/"; }
FRAUDRISK_PREFIX="$work/prefix" bindings/python/install --no-setup "$work/fresh environment" >"$work/installed"
wheel=$(ls "$work/fresh environment"/wheel/*.whl)
case $wheel in
  *-cp39-abi3-linux_*.whl) ;;
  *) echo "$wheel is not for CPython 3.9 and later" && exit 1 ;;
esac
# Again, in another folder and under another umask: the same bytes.
(umask 077 && FRAUDRISK_PREFIX="$work/prefix" bindings/python/build-wheel "$work/again" >/dev/null)
cmp "$wheel" "$work/again/$(basename "$wheel")"
"$FRAUDRISK" --version >"$work/version"
# As the last lines of the command say, and the example that README.md begins with: with nothing else installed.
(
  unset FRAUDRISK FRAUDRISK_LIBRARY
  sed 1d "$work/installed" >"$work/lines"
  sh -eu "$work/lines" | cmp - bindings/python/samples/score.expected
  sed -n '/^```python$/,/^```$/p' bindings/python/README.md | sed -e 1d -e '/^```$/,$d' >"$work/example.py"
  sed -n '/^```text$/,/^```$/p' bindings/python/README.md | sed -e 1d -e '/^```$/,$d' >"$work/example.expected"
  [ -s "$work/example.expected" ]
  "$work/fresh environment/bin/python3" "$work/example.py" | cmp - "$work/example.expected"
)
# The command is there where the package is.
(unset FRAUDRISK FRAUDRISK_LIBRARY && "$work/fresh environment/bin/fraudrisk" --version) | cmp - "$work/version"
! bindings/python/install --no-such 2>"$work/usage" || exit 1
grep -q '^usage: ' "$work/usage"

"$python" -m pip install -q --no-deps --no-index --target "$work/site" "$wheel"

# The extension asks CPython for nothing but its stable ABI of 3.9.
extension=$work/site/fraudrisk/_fraudrisk.abi3.so
"$python" -m abi3audit --strict --assume-minimum-abi3 3.9 --report "$extension" >"$work/abi3" 2>&1 || {
  cat "$work/abi3"
  exit 1
}
grep -q '"is_abi3_baseline_compatible": true, "baseline": "3.9"' "$work/abi3"
# Of the system, library and command take what it has anyway, and OpenSSL: the rest lies beside them, with its licence.
native=$work/site/fraudrisk/_native
for file in "$native/lib"/*.so.* "$native/bin/fraudrisk"; do
  readelf -d "$file" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >"$work/needed"
  while read -r name; do
    case $name in
      libc.so.6 | libm.so.6 | libz.so.1 | libcrypto.so.3 | ld-linux*) ;;
      *) [ -s "$native/lib/$name" ] || { echo "$file needs $name, which the wheel has not" && exit 1; } ;;
    esac
  done <"$work/needed"
done
if command -v dpkg-query >/dev/null && dpkg-query -S '*/libcsv.so.3' >/dev/null 2>&1; then
  grep -q 'GNU LESSER GENERAL PUBLIC LICENSE' "$native/lib/libcsv.licence.txt"
fi
PYTHONPATH=$work/site "$python" -m mypy --strict --no-incremental --cache-dir "$work/mypy" bindings/python/src/fraudrisk
# The types of who uses the package, too: nothing that it exports is hidden from a strict check.
cp "$work/example.py" "$work/of_a_user.py"
cat >>"$work/of_a_user.py" <<'END'


def words(policy: fraudrisk.Policy, decision: fraudrisk.Decision) -> str:
    held = decision.outcome == fraudrisk.Outcome.HOLD and fraudrisk.constants.MAX_REASONS > 0
    return str(policy.words(decision, fraudrisk.Audience.TELLER)) if held else fraudrisk.__version__
END
sed -i '1i import fraudrisk' "$work/of_a_user.py"
MYPYPATH=$work/site "$python" -m mypy --strict --no-incremental --cache-dir "$work/mypy" "$work/of_a_user.py"
# The library of this build is what was tried.
cmp "$work/site/fraudrisk/_native/lib/libfraudrisk.so.0" "$(realpath "$work/prefix/lib/libfraudrisk.so.0")"
unset FRAUDRISK
PYTHONPATH=$work/site:bindings/python/tests PYTHONDONTWRITEBYTECODE=1 \
  "$python" -m pytest -q -p no:cacheprovider bindings/python/tests
FR_PYTHON=$work/python FR_WORK=$work sh -c 'printf "#!/bin/sh\nPYTHONPATH=%s exec %s \"\$@\"\n" "$1" "$2" >"$FR_PYTHON"; chmod +x "$FR_PYTHON"
  bench/bindings/python.sh --tiny' - "$work/site" "$PWD/$python"
