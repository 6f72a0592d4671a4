#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The tables of folding are what scripts/make-text-tables writes, where Unicode's and OpenCC's data are installed.
set -eu
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
exec python3 scripts/make-text-tables --check
