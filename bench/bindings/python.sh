#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Single calls and tables through Python beside C, as one JSON object: bench/bindings/python.sh [--tiny]
#
# c_ns, binding_ns      one transfer: from its values to the decision's score
# batch_c_ns            of a table: from columns to decisions, by fr_score_batch() in chunks of 128
# batch_c_ready_ns      the same without filling the structs
# batch_binding_ns      context.score_table(), answer included
#
# The handbook's file where ../shared/data has it, else generated rows; F12 and ten rules (bench/f12.yaml). Takes the
# package of FR_PYTHON (build/python/venv/bin/python3); where it is missing it is made by bindings/python/build-wheel.
set -eu
cd "$(dirname "$0")/../.."
python=${FR_PYTHON:-build/python/venv/bin/python3}
work=${FR_WORK:-build/bench}
data=../shared/data/handbook/transfers.csv.zst
mkdir -p "$work"
[ -x "$python" ] || { echo "bench: there is no $python; run scripts/setup" >&2; exit 2; }
if ! "$python" -c 'import fraudrisk' 2>/dev/null; then
  "$python" -m pip install -q --no-deps --force-reinstall "$(bindings/python/build-wheel)"
fi
native=$("$python" -c 'import fraudrisk._load as at; print(at.NATIVE)')
"${CC:-cc}" -O3 -std=c11 -D_GNU_SOURCE -shared -fPIC -Iinclude -o "$work/python-c.so" bench/bindings/python.c \
  "$native/lib/libfraudrisk.so.0"
"$native/bin/fraudrisk" policy build -o "$work/f12.frb" bench/f12.yaml >/dev/null
rows=$work/rows-python.csv
if [ "${1:-}" = --tiny ] || [ ! -e "$data" ]; then
  [ "${1:-}" = --tiny ] || echo "bench: $data is not there; generated transfers take its place" >&2
  python3 tests/features/generate.py >"$rows"
else
  zstd -dcq "$data" | awk -F, -v OFS=, '
    NR == 1 { print "id,time,payer,payee,amount"; next }
    { print $1, $2, "C" $3, "T" $4, $5 }' >"$rows"
fi
pin=
if command -v taskset >/dev/null 2>&1; then pin="taskset -c 0"; fi
$pin "$python" bench/bindings/python.py "$work/python-c.so" "$work/f12.frb" "$rows" "$@"
