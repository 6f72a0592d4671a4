#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The words of policies/retail-cn are all there and within their bounds, and docs/words.md is made from them.
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
python3 tests/policies/words.py "$FRAUDRISK" || exit
exec scripts/make-words-sheet --check
