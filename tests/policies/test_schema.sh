#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# policies/policy.schema.json takes what is right, refuses what is broken, and has the keys that the command takes.
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
exec python3 tests/policies/schema.py "$FRAUDRISK"
