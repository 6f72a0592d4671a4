/* SPDX-License-Identifier: Apache-2.0
 *
 * What a backtest counts, and how it is told. */
#ifndef TOOLS_BACKTEST_H
#define TOOLS_BACKTEST_H

#include "output.h"
#include "pipeline.h"

/* Amounts are in minor units of the policy's currency, and stop at the largest number instead of turning over. */
typedef struct tally {
  uint64_t transfers;
  int64_t amount_minor;
  uint64_t frauds; /* by label */
  uint64_t honest; /* by label */
  int64_t fraud_minor;
} tally;

enum { BACKTEST_FLAGS = 10 }; /* bits of a decision's flags that a backtest can have */

typedef struct backtest {
  session *in;
  tally all;
  tally outcomes[FR_OUTCOME_HOLD + 1];
  tally *rules;                     /* by index */
  tally *scams;                     /* by index; one more at the end for none */
  uint64_t flagged[BACKTEST_FLAGS]; /* by bit of the flags */
  int64_t first_us, last_us;
  double seconds, cpu_seconds;
  pipeline_counts counts;
  fr_engine_stats stats;
  /* Of a journal: */
  uint64_t recorded_same, recorded_others; /* what this policy was recorded to have decided, and what it decides now */
} backtest;

/* What is caught when outcomes from `least` on are taken as alerts. */
typedef struct quality {
  uint64_t alerts, true_alerts, false_alerts, frauds, labelled;
  int64_t caught_minor, fraud_minor;
} quality;
quality backtest_quality(const backtest *of, uint32_t least);

/* Takes one decided transfer: a pipeline's consumer, whose self is a backtest. */
bool backtest_count(void *self, const result *one);
/* A journal's transfers in place of a file's. False after printing why. */
bool backtest_run_journal(backtest *of, const run_options *options);

void backtest_print(const backtest *of, output *out);
/* False after printing why it cannot be written. */
bool backtest_write_json(const backtest *of, const char *path);

#endif
