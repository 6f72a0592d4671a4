#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What the scenarios of policies/retail-cn have to come to: every plain scam is warned of or held, at least 85 of 100 of
# those that are half unknown or disguised, no honest look-alike is held and at most 3 of 100 are warned. (That each comes to
# the outcome and scam that it names is what `fraudrisk policy test` itself says.) And what is weak alone never warns.
. "$(dirname "$0")/lib.sh"
policy=$here/../../policies/retail-cn

status=0
"$FRAUDRISK" policy test "$policy" >out.txt 2>err.txt || status=$?
cases=$((cases + 1))
[ "$status" -eq 0 ] || fail "the scenarios of retail-cn: $(head -c 2000 err.txt)"

# count KIND OUTCOME: how many of a kind came to it, as "plain: 49 hold, 3 warn, 0 allow" says.
count() {
  found=$(sed -n "s/^$1: .*\\b\\([0-9][0-9]*\\) $2.*/\\1/p" out.txt)
  echo "${found:-0}"
}
# expect WHAT CONDITION: a condition of test(1).
expect() {
  what=$1
  shift
  cases=$((cases + 1))
  [ "$@" ] || fail "$what: $*; $(tr '\n' ';' <out.txt)"
}

plain=$(($(count plain hold) + $(count plain warn) + $(count plain allow)))
hard_caught=$(($(count partial hold) + $(count partial warn) + $(count disguised hold) + $(count disguised warn)))
hard=$((hard_caught + $(count partial allow) + $(count disguised allow)))
honest=$(($(count honest hold) + $(count honest warn) + $(count honest allow)))

expect "scams" $((plain + hard)) -ge 100
expect "honest look-alikes" "$honest" -ge 100
expect "plain scams that are allowed" "$(count plain allow)" -eq 0
expect "plain scams that are held, most of them" $((2 * $(count plain hold))) -gt "$plain"
expect "85 of 100 of the half-unknown and disguised are caught" $((100 * hard_caught)) -ge $((85 * hard))
expect "honest look-alikes that are held" "$(count honest hold)" -eq 0
expect "at most 3 of 100 honest look-alikes are warned" $((100 * $(count honest warn))) -le $((3 * honest))

# The page says the same.
row() {
  says "docs/retail-cn.md" "| $1 | $(($(count "$2" hold) + $(count "$2" warn) + $(count "$2" allow))) | $(count "$2" hold) | $(
    count "$2" warn) | $(count "$2" allow) |" "$here/../../docs/retail-cn.md"
}
row "plain scams" plain
row "half unknown" partial
row "disguised or coached" disguised
row "honest look-alikes" honest
rules=$(cat "$policy"/rules/*.yaml | grep -c '^  - id: ')
says "docs/retail-cn.md" "Each of the $rules rules" "$here/../../docs/retail-cn.md"

# Each type three times or more: the plain case, one that is half unknown, one that is disguised. A scenario is a few lines
# that begin with "- name:"; its kind and the scam that it expects stand among them.
cat "$policy"/scenarios/lecture/*.yaml "$policy"/scenarios/scams/*.yaml |
  awk '/^- name:/ { kind = "" } / kind: / { kind = $2 } /expect: \{/ {
         scam = "none"; if (match($0, /scam: [a-z_]+/)) scam = substr($0, RSTART + 6, RLENGTH - 6); print scam, kind }' |
  sort | uniq -c >by_type.txt
for type in $(sed -n 's/^ *scam: //p' "$policy"/rules/*.yaml | sort -u); do
  expect "$type: plain" "$(awk -v t="$type" '$2 == t && $3 == "plain" { n += $1 } END { print n + 0 }' by_type.txt)" -ge 1
  expect "$type: three times" "$(awk -v t="$type" '$2 == t { n += $1 } END { print n + 0 }' by_type.txt)" -ge 3
done
expect "types" "$(sed -n 's/^ *scam: //p' "$policy"/rules/*.yaml | sort -u | wc -l)" -eq 27

# What is worth less than 15 points is weak alone, in whatever file: all of it together stays below every threshold.
weak=$(sed -n 's/^    points: \([0-9]*\)$/\1/p' "$policy"/rules/*.yaml | awk '$1 < 15 { n += $1 } END { print n }')
least=$(sed -n 's/.* warn: \([0-9]*\),.*/\1/p' "$policy/policy.yaml" | sort -n | head -1)
expect "weak signals together" "$weak" -lt "$least"
cases=$((cases + 1))
if grep -q 'at_least' "$policy/rules/context.yaml"; then fail "a weak signal has an at_least"; fi

# Every rule says what it rests on, in the line above it.
cases=$((cases + 1))
bare=$(awk '/^  - id: / && previous !~ /^  #/ { print $3 } { previous = $0 }' "$policy"/rules/*.yaml)
[ -z "$bare" ] || fail "rules without a ground: $bare"

# What may not be scored is in no condition, and not even a column.
cases=$((cases + 1))
if grep -rnEi '\b(sex|gender|married|marital|education|ethnic|hometown|native_place|home_province)\b' "$policy/features.yaml" "$policy/rules"; then
  fail "a rule or feature speaks of what may not be scored"
fi
finish
