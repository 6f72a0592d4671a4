/* SPDX-License-Identifier: Apache-2.0
 *
 * Fold blocks of any bytes: a check of 64 bits stands behind each, which is mended here where the length allows, so
 * that what stands before it is read as well. */
#include <stdlib.h>

#include "base/siphash.h"
#include "support/bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const bundle_policy description = {
    .features = {{"first", "pair.first_time"},
                 {"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"speed", "payer.sent.map(t, t.speed).last()"},
                 {"payers", "payee.received.map(t, t.payer).distinct().size()"}},
    .rules = {{.id = "first", .when = "first", .points = 10},
              {.id = "sent", .when = "sent > 100.0", .points = 20},
              {.id = "fast", .when = "speed == 'real_time' && payers > 1", .points = 40}},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static fr_policy *policy;
  if (policy == NULL) policy = bundle_load(&description);
  if (policy == NULL) abort();
  if (size > 4096) return 0;
  fr_policy_info info = FR_POLICY_INFO_INIT;
  if (fr_policy_describe(policy, &info) != FR_OK) abort();
  unsigned char bytes[4096 + 8];
  if (size != 0) memcpy(bytes, data, size);
  if (size >= 8) fr__put_word(bytes + size - 8, fr__siphash(info.digest, bytes, size - 8).low);
  fr_transfer transfer = FR_TRANSFER_INIT;
  transfer.id = fr_text_of("t");
  transfer.payer = fr_text_of("p");
  transfer.payee = fr_text_of("q");
  transfer.time_us = INT64_C(1767664800000000);
  transfer.amount_minor = 100;
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = bytes;
  folds.size = size;
  folds.capacity = sizeof bytes;
  fr_decision decision = FR_DECISION_INIT;
  const fr_status status = fr_decide(policy, &transfer, &folds, &decision, NULL);
  if (decision.outcome < FR_OUTCOME_ALLOW || decision.outcome > FR_OUTCOME_HOLD) abort();
  if ((status != FR_OK) != ((decision.flags & FR_FLAG_DEGRADED) != 0)) abort();
  return 0;
}
