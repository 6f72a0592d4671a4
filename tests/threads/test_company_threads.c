/* SPDX-License-Identifier: Apache-2.0
 *
 * Two threads pay thousands of payees each from the same two companies, whose known payees lie in books by then, while
 * a third measures the engine. Afterwards each payee is known to its company, and nobody else is. Then the same where
 * memory is too small for both, so that companies give way with all that lies beside them: at the end nothing is left
 * that no party has.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "../auditor/bundle.h"
#include "fraudrisk/fraudrisk.h"

#define COMPANIES 2u
#define PAYEES 6000u /* of each company */
#define AT_ONCE 3000u
#define THREADS 2u
#define BEGIN_US INT64_C(1767225600000000)
#define STEP_US INT64_C(60000000)

static const bundle_rule rules[] = {{.id = "first", .when = "pair.first_time", .points = 7}};

typedef struct shared {
  fr_engine *engine;
  atomic_uint done;
} shared;

typedef struct worker {
  shared *all;
  pthread_t thread;
  uint32_t number, failed;
} worker;

typedef struct payment {
  char id[24], company[24], payee[24];
  fr_transfer transfer;
} payment;

static void fill(payment *p, uint32_t company, uint32_t payee) {
  snprintf(p->id, sizeof p->id, "t%u", payee);
  snprintf(p->company, sizeof p->company, "company-%u", company);
  snprintf(p->payee, sizeof p->payee, "payee-%u-%u", company, payee);
  p->transfer = (fr_transfer)FR_TRANSFER_INIT;
  p->transfer.id = fr_text_of(p->id);
  p->transfer.payer = fr_text_of(p->company);
  p->transfer.payee = fr_text_of(p->payee);
  p->transfer.amount_minor = 100;
  p->transfer.time_us = BEGIN_US + (int64_t)payee * STEP_US;
}

static fr_status record(fr_context *context, payment *p) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_TRANSFERRED;
  event.time_us = p->transfer.time_us;
  event.status = FR_TRANSFER_SETTLED;
  event.transfer = &p->transfer;
  event.sides = FR_SIDE_PAYER;
  return fr_observe(context, &event);
}

/* Each thread has every second payee of each company, some thousands of one and then of the other; one in eight is paid
 * again later, when it is in a book. */
static void *pay(void *given) {
  worker *self = given;
  fr_context *context;
  if (fr_context_create(self->all->engine, &context) != FR_OK) abort();
  for (uint32_t step = 0; step < COMPANIES * PAYEES / AT_ONCE; step++) {
    const uint32_t company = step % COMPANIES, first = step / COMPANIES * AT_ONCE;
    for (uint32_t i = first + self->number; i < first + AT_ONCE; i += THREADS) {
      payment p;
      fill(&p, company, i);
      self->failed += record(context, &p) != FR_OK;
      if (i < 2000 || i % 8 >= THREADS) continue;
      const int64_t now_us = p.transfer.time_us;
      fill(&p, company, i - 2000);
      p.id[0] = 'r';
      p.transfer.time_us = now_us;
      self->failed += record(context, &p) != FR_OK;
    }
  }
  fr_context_destroy(context);
  atomic_fetch_add(&self->all->done, 1);
  return NULL;
}

static uint32_t run_threads(shared *all) {
  worker workers[THREADS];
  uint32_t failed = 0;
  atomic_store(&all->done, 0);
  for (uint32_t i = 0; i < THREADS; i++) {
    workers[i] = (worker){.all = all, .number = i};
    if (pthread_create(&workers[i].thread, NULL, pay, &workers[i]) != 0) abort();
  }
  while (atomic_load(&all->done) < THREADS) {
    fr_engine_stats stats = FR_ENGINE_STATS_INIT;
    if (fr_engine_measure(all->engine, &stats) != FR_OK || stats.parties > COMPANIES) failed++;
  }
  for (uint32_t i = 0; i < THREADS; i++) {
    pthread_join(workers[i].thread, NULL);
    failed += workers[i].failed;
  }
  return failed;
}

static fr_policy *load(void) {
  static const bundle_channel holds[] = {{"default", 3600}}, on_error[] = {{"default", FR_OUTCOME_WARN}};
  static const bundle_threshold thresholds[] = {{NULL, 30, 60}};
  bundle_policy source = {.name = "company", .version = 1, .rules = rules, .rule_count = 1};
  source.thresholds = thresholds;
  source.threshold_count = 1;
  source.holds = holds;
  source.hold_count = 1;
  source.on_error = on_error;
  source.on_error_count = 1;
  uint8_t digest[32];
  bundle_bytes bytes = bundle_build(&source, digest);
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  if (fr_policy_load(bytes.data, bytes.size, &policy, &error) != FR_OK) {
    fprintf(stderr, "the policy does not load: line %u: %s\n", error.line, error.message);
    abort();
  }
  free(bytes.data);
  return policy;
}

static fr_engine *engine_of(fr_policy *policy, uint64_t parties_max) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.memory_bytes = UINT64_C(16) << 20;
  options.parties_max = parties_max;
  options.time_ahead_max_us = -1;
  memcpy(options.secret_key, "a key for tests!", 16);
  fr_engine *engine = NULL;
  fr_error error = FR_ERROR_INIT;
  if (fr_engine_create(&options, &engine, &error) != FR_OK) abort();
  if (fr_engine_set_policy(engine, policy, &error) != FR_OK) abort();
  return engine;
}

static uint32_t count_wrong(fr_engine *engine) {
  fr_context *context;
  uint32_t wrong = 0;
  if (fr_context_create(engine, &context) != FR_OK) abort();
  for (uint32_t company = 0; company < COMPANIES; company++) {
    for (uint32_t i = 0; i < PAYEES + 500; i++) {
      payment p;
      fr_decision decision = FR_DECISION_INIT;
      fill(&p, company, i);
      p.id[0] = 'a';
      p.transfer.time_us = BEGIN_US + PAYEES * STEP_US;
      if (fr_preview(context, &p.transfer, &decision) != FR_OK) wrong++;
      wrong += decision.score != (i < PAYEES ? 0 : 7);
    }
  }
  fr_context_destroy(context);
  return wrong;
}

static fr_engine_stats stats_of(fr_engine *engine) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  if (fr_engine_measure(engine, &stats) != FR_OK) abort();
  return stats;
}

static void forget_all(fr_engine *engine) {
  fr_context *context;
  if (fr_context_create(engine, &context) != FR_OK) abort();
  for (uint32_t company = 0; company < COMPANIES; company++) {
    payment p;
    fill(&p, company, 0);
    fr_event event = FR_EVENT_INIT;
    event.kind = FR_EVENT_FORGOTTEN;
    event.time_us = BEGIN_US;
    event.party = p.transfer.payer;
    if (fr_observe(context, &event) != FR_OK) abort();
  }
  fr_context_destroy(context);
}

int main(void) {
  fr_policy *policy = load();
  uint32_t faults = 0;
  for (uint64_t parties_max = COMPANIES; parties_max > 0; parties_max--) {
    shared all = {.engine = engine_of(policy, parties_max)};
    const uint32_t failed = run_threads(&all);
    const fr_engine_stats full = stats_of(all.engine);
    const uint32_t wrong = parties_max == COMPANIES ? count_wrong(all.engine) : 0;
    forget_all(all.engine);
    const fr_engine_stats empty = stats_of(all.engine);
    printf("%u parties: %u failed, %u wrong, %llu counterparties, %llu bytes, %llu evicted; then %llu bytes\n",
           (unsigned)parties_max, failed, wrong, (unsigned long long)full.counterparties,
           (unsigned long long)full.profile_bytes, (unsigned long long)full.evicted,
           (unsigned long long)empty.profile_bytes);
    const bool enough = parties_max == COMPANIES;
    faults += wrong + (enough ? failed : 0);
    faults += enough && full.counterparties != COMPANIES * PAYEES;
    faults += !enough && full.evicted == 0;
    faults += empty.profile_bytes > 300 || empty.counterparties != 0;
    fr_engine_destroy(all.engine);
  }
  fr_policy_release(policy);
  if (faults != 0) printf("%u faults\n", faults);
  return faults != 0;
}
