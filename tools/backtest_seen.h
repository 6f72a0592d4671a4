/* SPDX-License-Identifier: Apache-2.0
 *
 * What a backtest knows of one transfer, wherever it comes from, and how transfers are added up. Amounts are in minor
 * units of the champion's currency, and stop at the largest number instead of turning over. */
#ifndef TOOLS_BACKTEST_SEEN_H
#define TOOLS_BACKTEST_SEEN_H

#include "base/base.h"
#include "fraudrisk/transfer.h"

typedef struct seen {
  fr_text id, scam; /* the label's scam */
  int64_t time_us, amount_minor;
  uint64_t customer; /* the key of the payer's customer, or of the account */
  uint32_t fraud;    /* the label: FR_YES, FR_NO, FR_UNKNOWN */
  uint32_t channel;
  int32_t age; /* of the payer; -1: unknown */
} seen;

typedef struct tally {
  uint64_t transfers;
  int64_t amount_minor;
  uint64_t frauds, honest; /* by label */
  int64_t fraud_minor, honest_minor;
} tally;

static inline void tally_add(tally *to, const seen *one) {
  to->transfers++;
  to->amount_minor = fr__add_saturating(to->amount_minor, one->amount_minor);
  if (one->fraud == FR_YES) {
    to->frauds++;
    to->fraud_minor = fr__add_saturating(to->fraud_minor, one->amount_minor);
  } else if (one->fraud == FR_NO) {
    to->honest++;
    to->honest_minor = fr__add_saturating(to->honest_minor, one->amount_minor);
  }
}

static inline void tally_add_all(tally *to, const tally *more) {
  to->transfers += more->transfers;
  to->amount_minor = fr__add_saturating(to->amount_minor, more->amount_minor);
  to->frauds += more->frauds;
  to->honest += more->honest;
  to->fraud_minor = fr__add_saturating(to->fraud_minor, more->fraud_minor);
  to->honest_minor = fr__add_saturating(to->honest_minor, more->honest_minor);
}

/* What is taken as an alert. */
enum level { LEVEL_WARN, LEVEL_HOLD, LEVELS };
static inline uint32_t level_least(enum level of) { return of == LEVEL_WARN ? 2u : 3u; /* FR_OUTCOME_… */ }

#endif
