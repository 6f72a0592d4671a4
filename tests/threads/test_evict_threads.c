/* SPDX-License-Identifier: Apache-2.0
 *
 * Three threads tell of transfers, contacts, outcomes, moves and parties that are forgotten, of three times as many
 * parties as there may be, or as there is memory for in all of its zones, while a fourth measures: so parties give way
 * all the time, to each other's threads, also while profiles grow, and with those who stand behind them in memory. At
 * the end everybody is forgotten by name: what cannot be found any more would keep its entries.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fraudrisk/fraudrisk.h"

#define THREADS 3u
#define BUSY 3u
#define NOON INT64_C(1747310400000000)
#define SECOND INT64_C(1000000)

typedef struct setup {
  const char *name;
  uint64_t memory_bytes, parties_max;
  uint32_t parties, calls;
} setup;

typedef struct shared {
  const setup *of;
  fr_engine *engine;
  atomic_uint done, taken, full;
} shared;

typedef struct worker {
  shared *all;
  fr_context *context;
  uint64_t random;
  pthread_t thread;
} worker;

static int stop(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  exit(1);
}

static uint64_t next(worker *w) { /* splitmix64 */
  uint64_t z = w->random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* Some are busy, so that they grow to their bound while others come and go. */
static uint32_t some_party(worker *w) {
  return (uint32_t)(next(w) % 3u == 0 ? next(w) % BUSY : next(w) % w->all->of->parties);
}

static fr_text name_into(char name[16], uint32_t party) {
  snprintf(name, 16, "A%u", party);
  return fr_text_of(name);
}

static fr_status tell(worker *w, uint32_t call) {
  static const uint32_t kinds[] = {FR_EVENT_CONTACT, FR_EVENT_SIM_CHANGED, FR_EVENT_MOVED, FR_EVENT_FORGOTTEN,
                                   FR_EVENT_HELD};
  char payer[16], payee[16], id[32];
  const uint32_t parties = w->all->of->parties;
  const uint32_t from = some_party(w), to = (from + 1u + (uint32_t)(next(w) % (parties - 1u))) % parties;
  fr_transfer transfer = FR_TRANSFER_INIT;
  fr_event event = FR_EVENT_INIT;
  snprintf(id, sizeof id, "%u", (uint32_t)(next(w) % 4000u));
  transfer.id = event.transfer_id = fr_text_of(id);
  transfer.payer = event.payer = event.party = name_into(payer, from);
  transfer.payee = event.payee = event.to = name_into(payee, to);
  transfer.amount_minor = event.amount_minor = 100;
  transfer.time_us = event.time_us = NOON + call * SECOND;
  const uint64_t rare = next(w) % 60u;
  event.kind = rare < 5u ? kinds[rare] : FR_EVENT_TRANSFERRED;
  if (event.kind == FR_EVENT_HELD) {
    event.known = FR_EVENT_HAS_TRANSFER_TIME;
    event.transfer_time_us = NOON + (int64_t)(next(w) % (call + 1u)) * SECOND;
  }
  if ((event.kind == FR_EVENT_MOVED || event.kind == FR_EVENT_FORGOTTEN) && from < BUSY) return FR_OK;
  event.transfer = &transfer;
  return fr_observe(w->context, &event);
}

static void *work(void *argument) {
  worker *w = argument;
  for (uint32_t call = 0; call < w->all->of->calls; call++) {
    const fr_status status = tell(w, call);
    if (status == FR_OK) atomic_fetch_add(&w->all->taken, 1u);
    if (status == FR_STATE_FULL) atomic_fetch_add(&w->all->full, 1u);
    if (status != FR_OK && status != FR_STATE_FULL && status != FR_NOT_FOUND && status != FR_CONFLICT) {
      stop(fr_status_name(status), fr_context_error(w->context)->message);
    }
    if (call % 64u == 0) sched_yield();
  }
  atomic_fetch_add(&w->all->done, 1u);
  return NULL;
}

static fr_engine_stats measure(fr_engine *engine) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  if (fr_engine_measure(engine, &stats) != FR_OK) stop("measure", "refused");
  return stats;
}

static void *watch(void *argument) {
  shared *all = argument;
  while (atomic_load(&all->done) < THREADS) {
    (void)measure(all->engine);
    sched_yield();
  }
  return NULL;
}

static void forget_all(worker *w) {
  for (uint32_t i = 0; i < w->all->of->parties; i++) {
    char name[16];
    fr_event event = FR_EVENT_INIT;
    event.kind = FR_EVENT_FORGOTTEN;
    event.time_us = NOON + w->all->of->calls * SECOND;
    event.party = name_into(name, i);
    if (fr_observe(w->context, &event) != FR_OK) stop("forget", fr_context_error(w->context)->message);
  }
}

static int run(const setup *of) {
  shared all = {.of = of};
  worker workers[THREADS];
  pthread_t watcher;
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  options.memory_bytes = of->memory_bytes;
  options.parties_max = of->parties_max;
  options.time_ahead_max_us = -1;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  memcpy(options.secret_key, "threads' secret", 16);
  if (fr_engine_create(&options, &all.engine, &error) != FR_OK) stop("engine", error.message);
  for (uint32_t i = 0; i < THREADS; i++) {
    workers[i] = (worker){.all = &all, .random = i + 1u};
    if (fr_context_create(all.engine, &workers[i].context) != FR_OK) stop("context", "cannot be made");
    pthread_create(&workers[i].thread, NULL, work, &workers[i]);
  }
  pthread_create(&watcher, NULL, watch, &all);
  for (uint32_t i = 0; i < THREADS; i++) pthread_join(workers[i].thread, NULL);
  pthread_join(watcher, NULL);

  const fr_engine_stats before = measure(all.engine);
  forget_all(&workers[0]);
  const fr_engine_stats after = measure(all.engine);
  const int wrong = before.parties > of->parties_max || before.profile_bytes > of->memory_bytes ||
                    before.evicted < 1000 || before.transfer_entries < 1024 || after.parties != before.parties ||
                    after.transfer_entries != 0 || after.other_entries != 0 || after.counterparties != 0 ||
                    after.profile_bytes > before.parties * 128u ||
                    atomic_load(&all.full) > atomic_load(&all.taken) / 20u;
  printf("%s: %s: %u taken, %u refused, %llu evicted; %llu entries before all were forgotten, %llu after\n",
         wrong ? "WRONG" : "ok", of->name, atomic_load(&all.taken), atomic_load(&all.full),
         (unsigned long long)before.evicted, (unsigned long long)before.transfer_entries,
         (unsigned long long)after.transfer_entries);
  for (uint32_t i = 0; i < THREADS; i++) fr_context_destroy(workers[i].context);
  fr_engine_destroy(all.engine);
  return wrong;
}

int main(void) {
  static const setup setups[] = {
      {"too many parties", UINT64_C(16) << 20, 200, 600, 20000},
#ifndef FR_SECOND_STORE /* it has no zones, and looks at everybody to find the idlest */
      {"too little memory, in eight zones", UINT64_C(32) << 20, UINT64_C(1) << 40, 300000, 60000},
#endif
  };
  int wrong = 0;
  for (size_t i = 0; i < sizeof setups / sizeof setups[0]; i++) wrong |= run(&setups[i]);
  return wrong;
}
