#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The report in a real browser: drawn, quiet, in two languages, on paper, by keyboard, and by axe's rules.
set -eu
if [ "${FR_PLAIN:-yes}" != yes ]; then
  echo "skipped: a page does not change with how the command was built"
  exit 77
fi
if ! command -v npm >/dev/null 2>&1; then
  echo "skipped: npm fetches what drives the browser and is not installed"
  exit 77
fi
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$browser" ] || ! "$browser" --version >/dev/null 2>&1; then
  echo "skipped: there is no Chromium (Debian: apt install chromium); CHROMIUM names another"
  exit 77
fi
work=build/report-test
mkdir -p "$work"
cp tests/report/package.json tests/report/package-lock.json "$work"
if ! cmp -s tests/report/package-lock.json "$work/fetched" || [ ! -d "$work/node_modules/axe-core" ]; then
  (cd "$work" && npm ci --silent --no-audit --no-fund --ignore-scripts) || {
    echo "skipped: what drives the browser could not be fetched; see tests/report/package.json"
    exit 77
  }
  cp tests/report/package-lock.json "$work/fetched"
fi
cp tests/report/*.mjs "$work"
CHROMIUM=$browser FRAUDRISK=$FRAUDRISK node "$work/look.mjs" tests/tools/backtest/sample.json "$work/pages"
