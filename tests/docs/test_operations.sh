#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# docs/operations.md is followed to the letter, as an operator would: its commands run in their order, and what they
# print is what the page shows. UPDATE=1 writes what was printed into the page; read the difference.
set -eu
if ! command -v bash >/dev/null || ! command -v prlimit >/dev/null || ! command -v openssl >/dev/null; then
  echo "skipped: bash, prlimit or openssl is not there"
  exit 77
fi
work=$(mktemp -d)
finish() {
  # What was started and not stopped, because a command failed before.
  if [ -s "$work/bank/service.pid" ]; then kill -9 "$(cat "$work/bank/service.pid")" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
mkdir "$work/bin"
ln -s "$FRAUDRISK" "$work/bin/fraudrisk"
ln -s "$FR_BUILD_DIR/bin/example_service" "$work/bin/fraudrisk-service"
SOURCE=$PWD PATH=$work/bin:$PATH python3 tests/docs/operations.py docs/operations.md "$work" ${UPDATE:+--update}

# What it wrote for Prometheus on the way is in the form that Prometheus reads; the page names all of it, and the rules
# for alerts ask for nothing else.
python3 tests/docs/metrics.py "$work/bank/fraudrisk.prom" docs/operations.md examples/service/alerts.yaml
for wrong in "s/^# TYPE fraudrisk_parties gauge/# TYPE fraudrisk_parties counter/" "s/^fraudrisk_shadow 1/fraudrisk_shadow  1/" \
  "s/le=\"+Inf\"} [0-9]*/le=\"+Inf\"} 1/" "/^fraudrisk_degraded_total/d" "s/fraudrisk_folds_total/fraudrisk_folding_total/"; do
  sed "$wrong" "$work/bank/fraudrisk.prom" >"$work/wrong.prom"
  if python3 tests/docs/metrics.py "$work/wrong.prom" docs/operations.md examples/service/alerts.yaml >"$work/said" 2>&1; then
    echo "metrics.py does not see $wrong"
    exit 1
  fi
done

# "The first day" of docs/retail-cn.md, with the keys and the policy of that bank and an empty journal.
mkdir "$work/first"
cp -r "$work/bank/etc" "$work/first/etc"
rm -r "$work/first/etc/journal"
mkdir "$work/first/etc/journal"
SOURCE=$PWD PATH=$work/bin:$PATH python3 tests/docs/operations.py docs/retail-cn.md "$work/first" ${UPDATE:+--update}
