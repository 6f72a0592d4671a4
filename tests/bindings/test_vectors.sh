#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What C answers to the golden vectors, byte for byte, however the library was built.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for steps in bindings/vectors/*.steps; do
  mkdir -p "$work/journals/leader" "$work/journals/standby"
  "$FR_BUILD_DIR/tests/vectors" "$steps" "$work/journals" >"$work/answers"
  rm -r "$work/journals"
  diff -u "${steps%.steps}.expected" "$work/answers"
done
