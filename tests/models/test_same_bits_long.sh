#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The same over 100,000 rows.
FR_MODEL_ROWS=100000 exec sh tests/models/test_same_bits.sh
