#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The house rules hold, and the script that checks them finds what it should.
set -eu
scripts/tidy --self-test
scripts/tidy
