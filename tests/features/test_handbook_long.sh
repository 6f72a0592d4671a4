#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The same over the handbook's 1,754,155 transfers, where they are there.
exec scripts/check-handbook
