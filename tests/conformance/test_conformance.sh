#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The public conformance suite of CEL: none of its tests may be wrong, and the table in docs/cel.md is its result.
set -eu
if ! command -v npm >/dev/null 2>&1; then
  echo "skipped: npm fetches the suite and is not installed"
  exit 77
fi
work=build/conformance
mkdir -p "$work"
cp tests/conformance/package.json tests/conformance/package-lock.json "$work"
if [ ! -e "$work/node_modules/@bufbuild/cel-spec/package.json" ]; then
  (cd "$work" && npm ci --silent --no-audit --no-fund) || {
    echo "the suite could not be fetched; see tests/conformance/package.json"
    exit 1
  }
fi
node tests/conformance/run.mjs "$FRAUDRISK" "$work/node_modules/@bufbuild/cel-spec" --table docs/cel.md
