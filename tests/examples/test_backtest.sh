#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# examples/backtest: the year in the tree is what its script makes, and the replay tells what it told; a threshold that is
# changed shows; a simulated bank's year can be replayed the same way.
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
. tests/examples/lib.sh
example=$root/examples/backtest

"$example/make-year" year
for file in transfers.csv events.csv; do
  checks=$((checks + 1))
  cmp -s "$example/year/$file" "year/$file" || fail "make-year makes another $file than the tree has"
done

"$example/run" out "$retail_cn" >said.txt
golden backtest_by_month said.txt
# What the table counts is what the lines of the decisions add up to.
alerts=$(awk '/^20/ { sum += $3 + $4 } END { print sum }' out/by-month.txt)
says "the table" "$(printf 'warn or hold         %12s' "$alerts")" out/table.txt

# What another threshold would have done, before it does it.
cp -r "$retail_cn" stricter
sed -i 's/{ warn: 40, hold: 80 }/{ warn: 30, hold: 80 }/' stricter/policy.yaml
"$FRAUDRISK" policy diff "$retail_cn" stricter --in "$example/year/transfers.csv" --events "$example/year/events.csv" \
  --outcomes-reported no --complete-from always >difference.out
golden backtest_stricter difference.out
# Both in one pass: what it comes to, and whom it touches.
"$FRAUDRISK" backtest --policy "$retail_cn" --challenger stricter --in "$example/year/transfers.csv" \
  --events "$example/year/events.csv" --outcomes-reported no --complete-from always --out both >both.txt
sed -n '/^from /,/more of 100/p' both.txt >compared.txt
golden backtest_compared compared.txt
page_shows "$example/README.md" "what it prints" said.txt
page_shows "$example/README.md" "what another threshold does" difference.out
page_shows "$example/README.md" "what two policies come to" compared.txt

# A bank's own files go the same way; here of a simulated one, where the command makes such.
if "$FRAUDRISK" 2>&1 | grep -q '^ *fraudrisk simulate'; then
  "$FRAUDRISK" simulate --seed 5 --customers 100 --days 60 --base-rate 5000 --out world >simulated.txt
  "$example/run" own "$retail_cn" world/transfers.csv world/events.csv >own.txt
  says "a simulated bank" "honest transfers: " own.txt
fi

fails 1 "$example/run" bad "$work/nowhere"
fails 1 "$example/by-month"
finish
