/* SPDX-License-Identifier: Apache-2.0
 *
 * From values to a decision: pure, and the only place that knows the order in which points, floors, ceilings and trust
 * take effect (docs/design.md 12.7). */
#ifndef FR_DECISION_DECIDE_H
#define FR_DECISION_DECIDE_H

#include "event/transfer.h"
#include "fraudrisk/fold.h"
#include "policy/policy.h"

typedef struct fr__evidence {
  const fr_policy *policy;
  const fr__transfer *transfer;
  fr__cel_value *slots;       /* folds are filled; inputs, attributes and features are filled here */
  const uint8_t *approximate; /* a mark for each chain */
  bool repeated;
} fr__evidence;

/* Fills the transfer's own slots and the features that rules need, then decides. FR_BAD_ATTRIBUTE. */
fr_status fr__decide(const fr__evidence *evidence, fr_decision *decision, fr_error *error);

/* All features' values. */
fr_status fr__feature_values(const fr__evidence *evidence, fr_value *values, fr_error *error);

/* What a decision holds when there is none to be had: on_error's outcome, and the flag. */
void fr__decide_degraded(const fr_policy *policy, const fr_transfer *transfer, fr_decision *decision);

#endif
