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

/* ---- shared by the room's files ---- */

/* Fills slots of the transfer's own values, and those of all attributes. FR_BAD_ATTRIBUTE. */
fr_status fr__decide_inputs(const fr__evidence *on, const uint32_t *slots, uint32_t count, fr_error *error);
/* Fills the slot of one feature; what it needs is filled. `memory` has FR__DECIDE_SCRATCH bytes; a string that the
 * expression made moves into `kept`. */
void fr__feature_evaluate(const fr__evidence *on, const fr__feature *feature, unsigned char *memory,
                          fr__cel_scratch *kept, uint32_t *errors);
/* Puts what the words name into a decision that is complete otherwise. */
void fr__decide_values(const fr__evidence *on, unsigned char *memory, fr__cel_scratch *kept, fr_decision *decision);

#endif
