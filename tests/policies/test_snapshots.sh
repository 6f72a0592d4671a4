#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every shipped policy is what its snapshot.txt says, so that a change of what it means shows as a change of lines; its
# scenarios come out as they say; policy check has nothing to warn of; and the explanation of each case is what the
# library decided.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for folder in policies/*/; do
  policy=$(basename "$folder")
  [ -f "$folder/policy.yaml" ] || continue
  "$FRAUDRISK" policy show -o "$work/$policy.txt" "$folder"
  if ! diff -u "$folder/snapshot.txt" "$work/$policy.txt"; then
    echo "$policy says something else than its snapshot. If that is meant:"
    echo "  fraudrisk policy show -o ${folder}snapshot.txt $folder"
    exit 1
  fi
  "$FRAUDRISK" policy test "$folder"
  "$FRAUDRISK" policy check --json "$folder" >"$work/said.txt"
  if [ -s "$work/said.txt" ]; then
    cat "$work/said.txt"
    exit 1
  fi
  [ -f "$folder/cases/transfers.csv" ] || continue
  for id in $(tail -n +2 "$folder/cases/transfers.csv" | cut -d, -f1); do
    "$FRAUDRISK" policy explain "$folder" --transfer "$folder/cases/transfers.csv" --events "$folder/cases/events.csv" \
      --id "$id" >"$work/explained.txt"
    if grep -q "the library decided otherwise" "$work/explained.txt"; then
      cat "$work/explained.txt"
      exit 1
    fi
  done
done
