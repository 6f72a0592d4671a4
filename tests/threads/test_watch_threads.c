/* SPDX-License-Identifier: Apache-2.0
 *
 * Two threads score, one by one and in batches, while a third builds watch lists and puts them in force, each set
 * anew, so that what gave way is freed while others may be in it. Of each transfer the first set lists the payer, the
 * second the payee, and between them there is none: an answer of both would have seen two sets in one transfer, and
 * every answer has to be seen often. At the end the last set is the one that answers.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "../auditor/bundle.h"
#include "fraudrisk/fraudrisk.h"

#define THREADS 2u
#define ACCOUNTS 300u
#define BATCH 12u
#define SEEN_NEEDED 3000u
#define ROUNDS_MAX 2000000u
#define NOON INT64_C(1747310400000000)

enum { NONE, FIRST, SECOND, ANSWERS };

static const bundle_rule rules[] = {
    {.id = "payer", .when = "\"case\" in payer.lists", .points = FIRST},
    {.id = "payee", .when = "\"case\" in payee.lists", .points = SECOND},
};
static const bundle_threshold thresholds[] = {{NULL, 30, 60}};
static const bundle_channel holds[] = {{"default", 3600}};
static const bundle_channel on_error[] = {{"default", FR_OUTCOME_WARN}};
static const uint8_t key[16] = "threads' secret";

typedef struct shared {
  fr_engine *engine;
  fr_policy *policy;
  atomic_uint seen[ANSWERS];
  atomic_uint wrong, done;
} shared;

typedef struct worker {
  shared *all;
  uint32_t number;
  pthread_t thread;
} worker;

static int stop(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  exit(1);
}

static fr_policy *load(void) {
  bundle_policy source = {.name = "watch", .version = 1, .rules = rules, .rule_count = 2};
  uint8_t digest[32];
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  source.thresholds = thresholds;
  source.threshold_count = 1;
  source.holds = holds;
  source.hold_count = 1;
  source.on_error = on_error;
  source.on_error_count = 1;
  bundle_bytes bytes = bundle_build(&source, digest);
  if (fr_policy_load(bytes.data, bytes.size, &policy, &error) != FR_OK) stop("the policy does not load", error.message);
  free(bytes.data);
  return policy;
}

/* Payers are even, payees odd. */
static fr_watch_lists *lists_of(uint32_t which) {
  fr_watch_builder *builder = NULL;
  fr_watch_lists *lists = NULL;
  fr_status status = fr_watch_builder_create(key, 0, &builder, NULL);
  for (uint32_t i = which == FIRST ? 0 : 1; i < ACCOUNTS && status == FR_OK; i += 2) {
    char name[16];
    snprintf(name, sizeof name, "A%u", i);
    status = fr_watch_builder_add(builder, FR_PARTY_ACCOUNT, fr_text_of(name), fr_text_of("case"), 0, NULL);
  }
  if (status == FR_OK) status = fr_watch_builder_finish(builder, which, &lists, NULL);
  if (status != FR_OK) stop("lists", fr_status_name(status));
  fr_watch_builder_destroy(builder);
  return lists;
}

static void put(shared *all, uint32_t which) {
  fr_error error = FR_ERROR_INIT;
  fr_watch_lists *lists = which == NONE ? NULL : lists_of(which);
  if (fr_engine_set_watch_lists(all->engine, lists, &error) != FR_OK) stop("set", error.message);
  fr_watch_lists_release(lists);
}

static void note(shared *all, const fr_decision *decision) {
  if (decision->score < NONE || decision->score >= ANSWERS) {
    atomic_fetch_add(&all->wrong, 1u);
  } else {
    atomic_fetch_add(&all->seen[decision->score], 1u);
  }
}

static int enough(shared *all) {
  for (uint32_t i = 0; i < ANSWERS; i++) {
    if (atomic_load(&all->seen[i]) < SEEN_NEEDED) return 0;
  }
  return 1;
}

/* A transfer scored again is a repeat, so that the run may be as long as it needs. */
static void score_some(worker *w, fr_context *context, uint32_t round) {
  char names[BATCH][2][16], id[16] = "t";
  fr_transfer transfers[BATCH];
  fr_decision decisions[BATCH];
  const fr_transfer *one[BATCH];
  fr_decision *into[BATCH];
  for (uint32_t i = 0; i < BATCH; i++) {
    const uint32_t at = (round * BATCH + i) * 2u % (ACCOUNTS - 2u);
    snprintf(names[i][0], sizeof names[i][0], "A%u", at);
    snprintf(names[i][1], sizeof names[i][1], "A%u", at + 1u);
    transfers[i] = (fr_transfer)FR_TRANSFER_INIT;
    transfers[i].id = fr_text_of(id);
    transfers[i].payer = fr_text_of(names[i][0]);
    transfers[i].payee = fr_text_of(names[i][1]);
    transfers[i].amount_minor = 1;
    transfers[i].time_us = NOON;
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    one[i] = &transfers[i];
    into[i] = &decisions[i];
  }
  fr_status status = FR_OK;
  if (w->number == 0) {
    uint32_t done;
    status = fr_score_batch(context, one, BATCH, into, &done);
  }
  for (uint32_t i = 0; w->number != 0 && i < BATCH && status == FR_OK; i++) {
    status = fr_preview(context, &transfers[i], &decisions[i]);
  }
  if (status != FR_OK) stop(fr_status_name(status), fr_context_error(context)->message);
  for (uint32_t i = 0; i < BATCH; i++) note(w->all, &decisions[i]);
}

static void *work(void *argument) {
  worker *w = argument;
  fr_context *context = NULL;
  if (fr_context_create(w->all->engine, &context) != FR_OK) stop("context", "cannot be made");
  for (uint32_t round = 0; round < ROUNDS_MAX && !enough(w->all); round++) {
    score_some(w, context, round);
    if (round % 8u == 0) sched_yield();
  }
  fr_context_destroy(context);
  atomic_fetch_add(&w->all->done, 1u);
  return NULL;
}

static void *replace(void *argument) {
  shared *all = argument;
  for (uint32_t i = 0; atomic_load(&all->done) < THREADS; i++) {
    put(all, i % ANSWERS);
    fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
    fr_watch_lists *now = fr_engine_watch_lists(all->engine);
    const bool told = fr_watch_lists_describe(now, &info) == FR_OK;
    if (told != (i % ANSWERS != NONE) || info.version != i % ANSWERS) atomic_fetch_add(&all->wrong, 1u);
    fr_watch_lists_release(now);
    sched_yield();
  }
  put(all, SECOND);
  return NULL;
}

int main(void) {
  static shared all;
  worker workers[THREADS] = {{.all = &all, .number = 0}, {.all = &all, .number = 1}};
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  pthread_t replacer;
  options.accept_unsigned_policies = FR_YES;
  options.memory_bytes = UINT64_C(64) << 20;
  options.parties_max = 10000;
  memcpy(options.secret_key, key, sizeof key);
  all.policy = load();
  if (fr_engine_create(&options, &all.engine, &error) != FR_OK ||
      fr_engine_set_policy(all.engine, all.policy, &error) != FR_OK)
    return stop("no engine", error.message);
  for (uint32_t i = 0; i < THREADS; i++) pthread_create(&workers[i].thread, NULL, work, &workers[i]);
  pthread_create(&replacer, NULL, replace, &all);
  for (uint32_t i = 0; i < THREADS; i++) pthread_join(workers[i].thread, NULL);
  pthread_join(replacer, NULL);

  const uint32_t before = atomic_load(&all.seen[SECOND]);
  fr_context *context = NULL;
  if (fr_context_create(all.engine, &context) != FR_OK) stop("context", "cannot be made");
  score_some(&workers[1], context, 0);
  fr_context_destroy(context);
  const uint32_t last = atomic_load(&all.seen[SECOND]) - before, mixed = atomic_load(&all.wrong);
  const int wrong = mixed != 0 || last != BATCH || !enough(&all);
  printf(
      "%s: %u answers without lists, %u of the first set, %u of the second, %u of none or of both; %u of %u at last\n",
      wrong ? "WRONG" : "ok", atomic_load(&all.seen[NONE]), atomic_load(&all.seen[FIRST]),
      atomic_load(&all.seen[SECOND]), mixed, last, BATCH);
  fr_engine_destroy(all.engine);
  fr_policy_release(all.policy);
  return wrong;
}
