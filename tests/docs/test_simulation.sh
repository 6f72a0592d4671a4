#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The freeze: what docs/simulation.md says of the generator and its parameters is what is in the tree. Whoever changes
# one changes the page in the same commit, and measures the policy again.
set -eu
page=docs/simulation.md
failed=0

# frozen NAME SUM: the page's row of that name holds the sum.
frozen() {
  if ! grep -F "$1" "$page" | grep -qF "\`$2\`"; then
    echo "$page: the row of $1 does not say $2, which is its SHA-256 now"
    failed=1
  fi
}

frozen '| `tools/simulate/default.yaml` |' "$(sha256sum <tools/simulate/default.yaml | cut -c1-64)"
frozen '| `tools/simulate/second.yaml` |' "$(sha256sum <tools/simulate/second.yaml | cut -c1-64)"
sources=$(LC_ALL=C ls tools/simulate*.c tools/simulate*.h | LC_ALL=C sort)
# shellcheck disable=SC2086
frozen '| `tools/simulate*.c` and `tools/simulate*.h`' "$(cat $sources | sha256sum | cut -c1-64)"
exit $failed
