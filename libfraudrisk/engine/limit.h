/* SPDX-License-Identifier: Apache-2.0
 *
 * The limiter: what a policy's `limits:` bound, counted by the transfers' own time (docs/design.md 12.8). */
#ifndef FR_ENGINE_LIMIT_H
#define FR_ENGINE_LIMIT_H

#include "decision/decide.h"

/* The counts of one policy's bounds. Shared, counted by reference, guarded by a mutex of its own that only alerts and
 * every 64th transfer of a context take. */
typedef struct fr__limiter fr__limiter;

/* Transfers that a context has seen and not yet told the limiter of. */
typedef struct fr__untold {
  int64_t time_us, begin_us, end_us; /* the first one's time, and the times that share a slot of every bound with it */
  uint32_t count;
  uint32_t by_channel[FR__CHANNELS];
} fr__untold;

/* Null without a failure where the policy bounds nothing. FR_NO_MEMORY. */
fr_status fr__limiter_create(fr_policy *policy, fr__limiter **limiter);
fr__limiter *fr__limiter_retain(fr__limiter *limiter);
void fr__limiter_release(fr__limiter *limiter);
/* Whether anybody else has a reference. */
bool fr__limiter_is_shared(const fr__limiter *limiter);
/* The new one goes on with what the old one (null: none) has counted, where a bound has the same channel and window:
 * for all rules together, and for each rule by its id. */
void fr__limiter_take_over(fr__limiter *limiter, fr__limiter *old);
/* Tells of what is untold. */
void fr__limiter_tell(fr__limiter *limiter, fr__untold *untold);

#endif
