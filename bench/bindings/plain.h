/* SPDX-License-Identifier: Apache-2.0
 *
 * The C side of the benchmarks of bindings: made-up transfers, and a loop in C that fills a transfer and scores it. A
 * binding scores the same ones on an engine of its own, in turns with this one. */
#ifndef PLAIN_H
#define PLAIN_H

#include <fraudrisk/fraudrisk.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PLAIN_ACCOUNTS = 2000, PLAIN_BYTES = 16 };

typedef struct plain {
  fr_engine *engine;
  fr_context *context;
  char payers[PLAIN_ACCOUNTS][PLAIN_BYTES], payees[PLAIN_ACCOUNTS][PLAIN_BYTES];
  char (*ids)[PLAIN_BYTES];
  uint64_t points; /* of all decisions: both sides have to come to the same */
} plain;

static inline void plain_stop(const char *why) {
  fprintf(stderr, "bench: %s\n", why);
  exit(2);
}

static inline plain *plain_create(const void *bundle, uint64_t size, uint32_t transfers) {
  plain *made = (plain *)calloc(1, sizeof *made);
  fr_engine_options options;
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  memset(&options, 0, sizeof options);
  options.struct_size = (uint32_t)sizeof options;
  options.accept_unsigned_policies = FR_YES;
  if (made == NULL || (made->ids = (char(*)[PLAIN_BYTES])calloc(transfers, PLAIN_BYTES)) == NULL)
    plain_stop("no memory");
  if (fr_policy_load(bundle, size, &policy, &error) < 0 || fr_engine_create(&options, &made->engine, &error) < 0 ||
      fr_engine_set_policy(made->engine, policy, &error) < 0 || fr_context_create(made->engine, &made->context) < 0)
    plain_stop(error.message);
  fr_policy_release(policy);
  for (uint32_t i = 0; i < PLAIN_ACCOUNTS; i++) {
    snprintf(made->payers[i], PLAIN_BYTES, "6222-%06u", i);
    snprintf(made->payees[i], PLAIN_BYTES, "6228-%06u", i);
  }
  for (uint32_t i = 0; i < transfers; i++) snprintf(made->ids[i], PLAIN_BYTES, "T-%09u", i);
  return made;
}

/* What transfer i says: who pays whom, and how much. */
static inline uint32_t plain_payer(uint32_t i) { return i * 7919u % PLAIN_ACCOUNTS; }
static inline uint32_t plain_payee(uint32_t i) { return (i * 104729u + 3) % PLAIN_ACCOUNTS; }
static inline int64_t plain_amount(uint32_t i) { return 100 + (int64_t)(i * 31337u % 500000u); }
static inline int64_t plain_time(uint32_t i) { return INT64_C(1767664800000000) + (int64_t)i * 1000000; }

/* Nanoseconds of the processor that this thread has had: what others do meanwhile on a busy machine is not in them. */
static inline uint64_t plain_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

/* Nanoseconds for the transfers from `begin` on. */
static inline uint64_t plain_score(plain *with, uint32_t begin, uint32_t count) {
  fr_decision decision;
  memset(&decision, 0, sizeof decision);
  decision.struct_size = (uint32_t)sizeof decision;
  const uint64_t from = plain_clock();
  for (uint32_t i = begin; i < begin + count; i++) {
    fr_session session = FR_SESSION_INIT;
    session.on_call = FR_NO;
    session.device_age_s = 86400;
    session.known = FR_SESSION_HAS_DEVICE_AGE;
    fr_party party = FR_PARTY_INIT;
    party.age = 40;
    party.known = FR_PARTY_HAS_AGE;
    fr_transfer transfer = FR_TRANSFER_INIT;
    transfer.id = fr_text_of(with->ids[i]);
    transfer.time_us = plain_time(i);
    transfer.payer = fr_text_of(with->payers[plain_payer(i)]);
    transfer.payee = fr_text_of(with->payees[plain_payee(i)]);
    transfer.amount_minor = plain_amount(i);
    transfer.channel = FR_CHANNEL_MOBILE;
    transfer.session = &session;
    transfer.payer_party = &party;
    if (fr_score(with->context, &transfer, &decision) < 0) plain_stop(fr_context_error(with->context)->message);
    with->points += (uint64_t)decision.score;
  }
  return plain_clock() - from;
}

#endif
