#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Imported models give the very bits of the libraries that trained them. In an environment of the build, where the
# libraries can be had. The long run has 100,000 rows; an instrumented build takes fewer.
set -eu
case ${FR_PLAIN:-yes} in yes) rows=${FR_MODEL_ROWS:-5000} ;; *) rows=${FR_MODEL_ROWS:-2000} ;; esac
python=build/models/venv/bin/python
modules="import lightgbm, numpy, scipy, xgboost"
if [ ! -x "$python" ] && ! python3 -m venv build/models/venv >/dev/null 2>&1; then
  echo "skipped: python3 has no venv, which the training libraries are installed into"
  exit 77
fi
if ! "$python" -c "$modules" 2>/dev/null; then
  "$python" -m pip install -q --disable-pip-version-check -r tests/models/requirements.txt >/dev/null 2>&1 || true
fi
if ! "$python" -c "$modules" 2>/dev/null; then
  echo "skipped: xgboost and lightgbm cannot be had here (tests/models/requirements.txt)"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" tests/models/same_bits.py "$FRAUDRISK" "$work" --rows "$rows"
