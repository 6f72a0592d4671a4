#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What C answers to the golden vectors, byte for byte, however the library was built.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for steps in bindings/vectors/*.steps; do
  "$FR_BUILD_DIR/tests/vectors" "$steps" >"$work/answers"
  diff -u "${steps%.steps}.expected" "$work/answers"
done
