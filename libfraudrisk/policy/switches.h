/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules that are switched off for the whole bank, by a small signed document: faster than a new policy, and as sure of
 * who said it. A policy under switches is a second handle on the same compiled policy, with a bit for each rule. */
#ifndef FR_POLICY_SWITCHES_H
#define FR_POLICY_SWITCHES_H

#include "policy/policy.h"

#define FR__SWITCHES_CONTENT_TYPE "application/vnd.fraudrisk.switches+cbor"

enum { FR__SWITCHES_MAX_BYTES = 1 << 20 };

typedef struct fr__switches {
  char policy[FR_MAX_NAME_BYTES + 1];    /* whose rules */
  uint64_t number;                       /* grows from one document to the next */
  int64_t valid_from_us, valid_until_us; /* by the transfer's time; 0: no such limit */
  bool even_binding;                     /* also rules that are binding by law */
  uint32_t count;                        /* of rules; none: all are on again */
  fr__cose cose;                         /* of what was read, as long as those bytes stay */
  char rules[][FR_MAX_NAME_BYTES + 1];
} fr__switches;

/* Reads a signed document, or an unsigned one, which ends in its SHA-256. Free it with free(). */
fr_status fr__switches_read(const void *bytes, uint64_t size, fr__switches **switches, fr_error *error);
/* The content of one, for the command; an unsigned one is this and its SHA-256. */
void fr__switches_write(fr__cbor_writer *writer, const fr__switches *switches);

/* The policy under switches: a handle of its own with one reference. `strict`: a rule that is not there, or is binding
 * and may not be switched off, is FR_BAD_POLICY; else it is passed over. */
fr_status fr__policy_switch(fr_policy *policy, const fr__switches *switches, bool strict, fr_policy **switched,
                            fr_error *error);
/* The policy itself, without switches. */
static inline fr_policy *fr__policy_base(fr_policy *policy) { return policy->base == NULL ? policy : policy->base; }
/* Whether anybody but the caller has a reference. */
static inline bool fr__policy_is_shared(const fr_policy *policy) {
  return atomic_load_explicit(&policy->references, memory_order_acquire) > 1;
}
/* Whether the switches speak of transfers of this time. */
static inline bool fr__policy_is_switched(const fr_policy *policy, int64_t time_us) {
  return policy->off != NULL && time_us >= policy->off_from_us && time_us < policy->off_until_us;
}

#endif
