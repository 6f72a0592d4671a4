#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The golden journal is what docs/journal.md says, to a reader that was written after that page alone.
set -eu
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
said=$(python3 tests/journal/check_format.py tests/journal/golden/format-1.journal)
[ "$said" = "60 records, 3 seals, 1 signed, 1 marks" ] || {
  echo "FAILED it found: $said"
  exit 1
}
