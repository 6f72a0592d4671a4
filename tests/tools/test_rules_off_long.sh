#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every rule of policies/retail-cn earns its place: with the rule switched off some scenario comes to another outcome, scam,
# score, presence or action than it says. Scenarios must not name rules, or switching one off would be missed for its name.
. "$(dirname "$0")/lib.sh"
policy=$here/../../policies/retail-cn
cp -r "$policy" off

cases=$((cases + 1))
if grep -rn 'rules: \[' off/scenarios off/tests.yaml >named.txt; then fail "a scenario names a rule: $(head -3 named.txt)"; fi
cases=$((cases + 1))
"$FRAUDRISK" policy test off >out.txt 2>err.txt || fail "the scenarios fail with every rule on: $(head -c 1000 err.txt)"

for file in "$policy"/rules/*.yaml; do
  name=off/rules/$(basename "$file")
  for id in $(sed -n 's/^  - id: //p' "$file"); do
    awk -v id="$id" '{ print } $0 == "  - id: " id { print "    enabled: false" }' "$file" >"$name"
    status=0
    "$FRAUDRISK" policy test off >out.txt 2>err.txt || status=$?
    cases=$((cases + 1))
    if [ "$status" -eq 0 ]; then
      fail "$id: no scenario misses it"
    elif ! grep -q ' passed, ' out.txt; then
      fail "$id: the policy cannot be read without it: $(head -c 300 err.txt)"
    fi
  done
  cp "$file" "$name"
done
finish
