/* SPDX-License-Identifier: Apache-2.0
 *
 * Three threads score, in contexts that they end and begin anew all the time; a fourth swaps policies with other scams,
 * and a fifth reads statistics. No number that it reads is ever less than the one before, what a context has counted is
 * there when its call has returned, and in the end the sums are exactly what was answered.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../auditor/bundle.h"
#include "fraudrisk/fraudrisk.h"

#define SCORERS 3u
#define ROUNDS 3000u
#define CALLS_A_CONTEXT 40u
#define START_US INT64_C(1767225600000000)

static const bundle_rule rules[2][2] = {
    {{.id = "warns", .when = "transfer.amount > 10.0", .points = 30, .scam = "loan"},
     {.id = "holds", .when = "transfer.amount > 20.0", .points = 60, .scam = "police"}},
    {{.id = "warns", .when = "transfer.amount > 10.0", .points = 30, .scam = "parcel"},
     {.id = "holds", .when = "transfer.amount > 20.0", .points = 60, .scam = "loan"}}};
static const bundle_threshold thresholds[] = {{NULL, 30, 60}};
static const bundle_channel holds[] = {{"default", 3600}};
static const bundle_channel on_error[] = {{"default", FR_OUTCOME_WARN}};

typedef struct shared {
  fr_engine *engine;
  fr_policy *policies[2];
  atomic_uint done;
  atomic_ullong answered; /* raised after each call */
  atomic_ullong reads, swaps;
} shared;

typedef struct scorer {
  shared *all;
  pthread_t thread;
  uint32_t number;
  uint64_t decided[FR_STATS_CHANNELS][4];
  uint64_t refused, took, contexts;
  const char *failure;
} scorer;

static const char *const scams[] = {"", "loan", "police", "parcel"};
static atomic_ullong by_scam[4][4];

static void note(scorer *w, uint32_t channel, const fr_decision *decision) {
  w->decided[channel][decision->outcome]++;
  for (uint32_t i = 0; i < 4; i++) {
    if (strcmp(decision->scam, scams[i]) == 0) atomic_fetch_add(&by_scam[i][decision->outcome], 1);
  }
}

static void score_one(scorer *w, fr_context *context, uint32_t round) {
  char id[24], payer[24];
  fr_transfer transfer = FR_TRANSFER_INIT;
  fr_decision decision = FR_DECISION_INIT;
  snprintf(id, sizeof id, "t%u-%u", w->number, round);
  snprintf(payer, sizeof payer, "p%u", round % 7);
  transfer.id = fr_text_of(id);
  transfer.payer = fr_text_of(payer);
  transfer.payee = fr_text_of("shop");
  transfer.amount_minor = round % 11 == 0 ? -1 : 500 + (int64_t)(round % 4) * 600;
  transfer.time_us = START_US + round;
  transfer.channel = round % 7;
  const fr_status status = fr_score(context, &transfer, &decision);
  if (status == FR_BAD_AMOUNT) {
    w->refused++;
  } else if (status != FR_OK) {
    w->failure = fr_status_name(status);
  } else {
    note(w, transfer.channel, &decision);
  }
  fr_context_took(context, round);
  w->took++;
  atomic_fetch_add(&w->all->answered, 1);
}

static void *score(void *argument) {
  scorer *w = argument;
  fr_context *context = NULL;
  for (uint32_t round = 0; round < ROUNDS && w->failure == NULL; round++) {
    if (round % CALLS_A_CONTEXT == 0) {
      fr_context_destroy(context);
      if (fr_context_create(w->all->engine, &context) != FR_OK) w->failure = "no context";
      w->contexts++;
    }
    if (w->failure == NULL) score_one(w, context, round);
    if (round % 16 == 0) sched_yield();
  }
  fr_context_destroy(context);
  atomic_fetch_add(&w->all->done, 1);
  return NULL;
}

static void *swap(void *argument) {
  shared *all = argument;
  const fr_put_options put = {.struct_size = sizeof put, .accept_older = FR_YES, .now_us = START_US};
  while (atomic_load(&all->done) < SCORERS) {
    const uint64_t turn = atomic_fetch_add(&all->swaps, 1);
    if (fr_engine_put_policy(all->engine, all->policies[turn % 2], &put, NULL) != FR_OK) abort();
    sched_yield();
  }
  return NULL;
}

static uint64_t answered_in(const fr_stats *stats) {
  uint64_t sum = stats->degraded;
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) {
    sum += stats->decided[i].allow + stats->decided[i].warn + stats->decided[i].hold;
  }
  return sum;
}

/* Counters of two readings: none is less. */
static int is_behind(const fr_stats *now, const fr_stats *before) {
  int less = now->degraded < before->degraded || now->took_ns < before->took_ns || now->scam_count < before->scam_count;
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) {
    less |= now->decided[i].allow < before->decided[i].allow || now->decided[i].warn < before->decided[i].warn ||
            now->decided[i].hold < before->decided[i].hold;
  }
  for (uint32_t i = 0; i < FR_STATS_SCAMS; i++) {
    const fr_stats_outcomes *a = &now->by_scam[i].decided, *b = &before->by_scam[i].decided;
    less |= a->allow < b->allow || a->warn < b->warn || a->hold < b->hold;
  }
  for (uint32_t i = 0; i < FR_STATS_FLAGS; i++) less |= now->flags[i] < before->flags[i];
  for (uint32_t i = 0; i < FR_STATS_BANDS; i++) less |= now->refused[i] < before->refused[i];
  for (uint32_t i = 0; i < FR_STATS_LATENCIES; i++) less |= now->took[i] < before->took[i];
  return less;
}

static void *watch(void *argument) {
  shared *all = argument;
  static fr_stats before, now;
  static char text[65536];
  before = (fr_stats)FR_STATS_INIT;
  now = (fr_stats)FR_STATS_INIT;
  while (atomic_load(&all->done) < SCORERS) {
    uint64_t needed = 0;
    const uint64_t answered = atomic_load(&all->answered);
    if (fr_stats_read(all->engine, NULL, START_US + 1, &now) != FR_OK) abort();
    if (fr_stats_text(all->engine, NULL, START_US + 1, text, sizeof text, &needed) != FR_OK) abort();
    if (answered_in(&now) < answered || is_behind(&now, &before)) {
      printf("a reading is behind: %llu of %llu answers\n", (unsigned long long)answered_in(&now),
             (unsigned long long)answered);
      exit(1);
    }
    before = now;
    atomic_fetch_add(&all->reads, 1);
    sched_yield();
  }
  return NULL;
}

static fr_policy *load(uint32_t which) {
  bundle_policy source = {.name = "stats", .version = which + 1, .rules = rules[which], .rule_count = 2};
  uint8_t digest[32];
  fr_policy *policy = NULL;
  source.thresholds = thresholds;
  source.threshold_count = 1;
  source.holds = holds;
  source.hold_count = 1;
  source.on_error = on_error;
  source.on_error_count = 1;
  const bundle_bytes bytes = bundle_build(&source, digest);
  if (fr_policy_load(bytes.data, bytes.size, &policy, NULL) != FR_OK) abort();
  free(bytes.data);
  return policy;
}

static int differs(const char *what, uint64_t have, uint64_t want) {
  if (have == want) return 0;
  printf("%s: %llu instead of %llu\n", what, (unsigned long long)have, (unsigned long long)want);
  return 1;
}

static int outcomes_differ(const char *what, const fr_stats_outcomes *have, const uint64_t want[4]) {
  return differs(what, have->allow, want[FR_OUTCOME_ALLOW]) + differs(what, have->warn, want[FR_OUTCOME_WARN]) +
         differs(what, have->hold, want[FR_OUTCOME_HOLD]);
}

static int check(shared *all, const scorer *scorers) {
  fr_stats stats = FR_STATS_INIT;
  int bad = 0;
  uint64_t refused = 0, took = 0, counted = 0;
  if (fr_stats_read(all->engine, NULL, START_US, &stats) != FR_OK) return 1;
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) {
    uint64_t want[4] = {0};
    for (uint32_t w = 0; w < SCORERS; w++) {
      for (uint32_t outcome = 0; outcome < 4; outcome++) want[outcome] += scorers[w].decided[i][outcome];
    }
    bad += outcomes_differ("a channel", &stats.decided[i], want);
  }
  for (uint32_t i = 0; i < 4; i++) {
    uint64_t want[4];
    const fr_stats_outcomes *have = NULL;
    for (uint32_t outcome = 0; outcome < 4; outcome++) want[outcome] = atomic_load(&by_scam[i][outcome]);
    for (uint32_t place = 0; place < stats.scam_count; place++) {
      if (strcmp(stats.by_scam[place].name, scams[i]) == 0) have = &stats.by_scam[place].decided;
    }
    bad += have == NULL || outcomes_differ(scams[i], have, want) != 0;
  }
  for (uint32_t w = 0; w < SCORERS; w++) refused += scorers[w].refused, took += scorers[w].took;
  for (uint32_t i = 0; i < FR_STATS_LATENCIES; i++) counted += stats.took[i];
  bad += differs("degraded", stats.degraded, refused);
  bad += differs("refused", stats.refused[FR_BAND_INPUT], refused);
  bad += differs("latencies", counted, took);
  bad += differs("contexts", stats.context_count, 0);
  return bad;
}

int main(void) {
  static shared all;
  static scorer scorers[SCORERS];
  pthread_t swapping, watching;
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.memory_bytes = UINT64_C(16) << 20;
  if (fr_engine_create(&options, &all.engine, NULL) != FR_OK) return 1;
  for (uint32_t i = 0; i < 2; i++) all.policies[i] = load(i);
  if (fr_engine_set_policy(all.engine, all.policies[0], NULL) != FR_OK) return 1;
  for (uint32_t i = 0; i < SCORERS; i++) {
    scorers[i].all = &all;
    scorers[i].number = i;
    if (pthread_create(&scorers[i].thread, NULL, score, &scorers[i]) != 0) return 1;
  }
  if (pthread_create(&swapping, NULL, swap, &all) != 0 || pthread_create(&watching, NULL, watch, &all) != 0) return 1;
  int bad = 0;
  for (uint32_t i = 0; i < SCORERS; i++) {
    pthread_join(scorers[i].thread, NULL);
    if (scorers[i].failure != NULL) bad += printf("thread %u: %s\n", i, scorers[i].failure) > 0;
  }
  pthread_join(swapping, NULL);
  pthread_join(watching, NULL);
  bad += check(&all, scorers);
  printf("%llu answers, %llu contexts, %llu readings, %llu changes of policy, %d wrong\n",
         (unsigned long long)atomic_load(&all.answered), (unsigned long long)(scorers[0].contexts * SCORERS),
         (unsigned long long)atomic_load(&all.reads), (unsigned long long)atomic_load(&all.swaps), bad);
  if (atomic_load(&all.reads) < 2 || atomic_load(&all.swaps) < 2) bad = 1;
  for (uint32_t i = 0; i < 2; i++) fr_policy_release(all.policies[i]);
  fr_engine_destroy(all.engine);
  return bad != 0;
}
