/* SPDX-License-Identifier: Apache-2.0
 *
 * The limiter: what a policy's `limits:` bound, counted by the transfers' own time (docs/design.md 12.8). */
#ifndef FR_ENGINE_LIMIT_H
#define FR_ENGINE_LIMIT_H

#include "decision/decide.h"

/* The counts of one policy's bounds. Shared, counted by reference, guarded by a mutex of its own that only alerts and
 * every 64th transfer of a context take. */
typedef struct fr__limiter fr__limiter;

/* What a decision on record adds to the counts: with the counts before it, all that is needed to count it again. */
typedef struct fr__counted {
  bool there; /* false: it counts nothing */
  uint32_t channel;
  int64_t time_us;
  uint32_t pure;      /* the outcome before the limits; where it is allow, the rest is not looked at */
  uint32_t given;     /* as it was judged */
  uint32_t threshold; /* from 1 on in the policy; 0: none matched */
  fr__grounds *grounds;
} fr__counted;

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

/* ---- with a journal: the counts are what its records make of them ---- */

/* Counts a decision that was made before, by its record. Passed over: what another policy decided, and what the counts
 * have already. FR_BAD_JOURNAL where the record cannot be one of this policy's. */
fr_status fr__limiter_replay(fr__limiter *limiter, uint64_t sequence, const uint8_t policy_digest[32],
                             fr__counted *what);
/* The counts as bytes, for a snapshot: between the lock and its end nobody counts. `as_of`: the newest record in them.
 */
void fr__limiter_lock(fr__limiter *limiter, bool begin);
uint64_t fr__limiter_size(const fr__limiter *limiter);
void fr__limiter_save(fr__limiter *limiter, uint64_t as_of, uint8_t *into);
/* Into the limiter (null: nothing) of the very same policy; of another one they are passed over. FR_BAD_JOURNAL. */
fr_status fr__limiter_load(fr__limiter *limiter, const uint8_t *bytes, uint64_t size);

#endif
