/* SPDX-License-Identifier: Apache-2.0
 *
 * Three threads score a rule gone wrong, one by one and in batches, while a fourth swaps policies and asks how full the
 * bounds are. Whatever the order, no more holds are given than the bound allows, what the binding rule demands stands,
 * and what was lowered was counted. The same with a journal, of which snapshots are taken meanwhile: recovered, from
 * the last of them and from all records, the bounds are as full as they were.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "journal/io.h"
#include "support/bundle.h"

#define THREADS 3u
#define ROUNDS 400u
#define BATCH 12u
#define AT_LEAST 40u
#define NOON INT64_C(1747310400000000)
#define STATES 4u

/* An hour in which the share counts for nothing: so many holds, and not one more, whoever gives them. */
static const bundle_policy source = {
    .rules = {{.id = "mad", .when = "transfer.amount == 10.0", .at_least = FR_OUTCOME_HOLD},
              {.id = "police", .when = "transfer.amount == 30.0", .at_least = FR_OUTCOME_HOLD, .binding = true}},
    .sections = {{"limits",
                  "[{'window': 3600, 'at_least': 40, 'hold': 1},"
                  "{'each_rule': true, 'window': 3600, 'at_least': 60, 'hold': 1}]"}},
};

typedef struct shared {
  fr_engine *engine;
  fr_policy *policy;
  fr_journal *journal; /* null: there is none */
  atomic_uint held, lowered, police, done;
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

static void note(shared *all, const fr_transfer *transfer, const fr_decision *decision) {
  if (transfer->amount_minor == 3000) {
    atomic_fetch_add(&all->police, decision->outcome == FR_OUTCOME_HOLD);
  } else if (transfer->amount_minor == 1000) {
    atomic_fetch_add(&all->held, decision->outcome == FR_OUTCOME_HOLD);
    atomic_fetch_add(&all->lowered, (decision->flags & FR_FLAG_LIMITED) != 0);
  }
}

/* Of a batch a third is the rule's and one is the police's. */
static void score_some(worker *w, fr_context *context, uint32_t round) {
  static const int64_t yuan[] = {10, 1, 1, 10, 30, 1, 10, 1, 1, 10, 1, 1};
  char names[BATCH][2][24];
  fr_transfer transfers[BATCH];
  fr_decision decisions[BATCH];
  const fr_transfer *one[BATCH];
  fr_decision *into[BATCH];
  uint32_t done = 0;
  fr_status status = FR_OK;
  for (uint32_t i = 0; i < BATCH; i++) {
    snprintf(names[i][0], sizeof names[i][0], "t%u-%u-%u", w->number, round, i);
    snprintf(names[i][1], sizeof names[i][1], "A%u", (round * BATCH + i) % 100u);
    transfers[i] = (fr_transfer)FR_TRANSFER_INIT;
    transfers[i].id = fr_text_of(names[i][0]);
    transfers[i].payer = fr_text_of(names[i][1]);
    transfers[i].payee = fr_text_of("B");
    transfers[i].amount_minor = yuan[i] * 100;
    transfers[i].time_us = NOON + round * INT64_C(1000000);
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    one[i] = &transfers[i];
    into[i] = &decisions[i];
  }
  if (w->number == 0) status = fr_score_batch(context, one, BATCH, into, &done);
  for (uint32_t i = 0; w->number != 0 && i < BATCH && status == FR_OK; i++) {
    status = fr_score(context, &transfers[i], &decisions[i]);
  }
  if (status != FR_OK) stop(fr_status_name(status), fr_context_error(context)->message);
  for (uint32_t i = 0; i < BATCH; i++) note(w->all, &transfers[i], &decisions[i]);
}

static void *work(void *argument) {
  worker *w = argument;
  fr_context *context = NULL;
  if (fr_context_create(w->all->engine, &context) != FR_OK) stop("context", "cannot be made");
  for (uint32_t round = 0; round < ROUNDS; round++) {
    score_some(w, context, round);
    if (round % 8u == 0) sched_yield();
  }
  fr_context_destroy(context);
  atomic_fetch_add(&w->all->done, 1u);
  return NULL;
}

static uint32_t ask(shared *all, fr_limit_state *states, uint32_t capacity) {
  uint32_t count;
  for (uint32_t i = 0; i < capacity; i++) states[i] = (fr_limit_state)FR_LIMIT_STATE_INIT;
  if (fr_engine_limits(all->engine, states, capacity, &count) != FR_OK) stop("limits", "cannot be had");
  return count;
}

/* An operator's thread: asks, and swaps where there is a policy to put. */
static void *operate(void *argument) {
  shared *all = argument;
  fr_error error = FR_ERROR_INIT;
  fr_limit_state states[STATES];
  while (atomic_load(&all->done) < THREADS) {
    if (all->policy != NULL && fr_engine_set_policy(all->engine, all->policy, &error) != FR_OK)
      stop("set", error.message);
    if (ask(all, states, STATES) == 0) stop("limits", "there are none");
    if (all->journal != NULL &&
        (fr_journal_pump(all->journal, NOON) != FR_OK || fr_journal_snapshot(all->journal, NULL, &error) != FR_OK))
      stop("snapshot", error.message);
    sched_yield();
  }
  return NULL;
}

static fr_engine *make_engine(void) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_engine *engine = NULL;
  fr_error error = FR_ERROR_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.memory_bytes = UINT64_C(64) << 20;
  options.parties_max = 10000;
  if (fr_engine_create(&options, &engine, &error) != FR_OK) stop("no engine", error.message);
  return engine;
}

static fr_journal *open_journal(fr_engine *engine, const char *directory) {
  fr_journal_options options = FR_JOURNAL_OPTIONS_INIT;
  fr_journal *journal = NULL;
  fr_error error = FR_ERROR_INIT;
  options.directory = directory;
  options.segment_bytes = UINT64_C(16) << 20;
  options.now_us = NOON;
  if (fr_journal_open(engine, &options, &journal, &error) != FR_OK) stop("no journal", error.message);
  return journal;
}

static void remove_file(void *directory, const char *name) {
  if (name[0] != '.') (void)fr__io_posix()->remove(NULL, directory, name);
}

static void remove_snapshot(void *directory, const char *name) {
  if (strncmp(name, "snapshot-", 9) == 0) remove_file(directory, name);
}

/* Whether an engine that recovers from it has other counts than the one that wrote it. */
static int differs(char *directory, const fr_limit_state *were, uint32_t count, bool from_snapshot) {
  shared again = {.engine = make_engine()};
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  fr_limit_state are[STATES];
  fr_error error = FR_ERROR_INIT;
  if (!from_snapshot) (void)fr__io_posix()->list(NULL, directory, remove_snapshot, directory);
  again.journal = open_journal(again.engine, directory);
  if (fr_journal_recover(again.journal, &recovery, &error) != FR_OK) stop("recover", error.message);
  int wrong = (recovery.snapshot_sequence != 0) != from_snapshot || ask(&again, are, STATES) != count;
  for (uint32_t i = 0; i < count && wrong == 0; i++) {
    wrong = are[i].entry != were[i].entry || are[i].transfers != were[i].transfers || are[i].given != were[i].given ||
            are[i].lowered != were[i].lowered;
  }
  if (fr_journal_close(again.journal) != FR_OK) stop("close", "failed");
  fr_engine_destroy(again.engine);
  if (wrong != 0) fprintf(stderr, "recovered %s: other counts\n", from_snapshot ? "from a snapshot" : "from records");
  return wrong;
}

static void run(shared *all) {
  worker workers[THREADS];
  pthread_t operator_thread;
  for (uint32_t i = 0; i < THREADS; i++) {
    workers[i] = (worker){.all = all, .number = i};
    pthread_create(&workers[i].thread, NULL, work, &workers[i]);
  }
  pthread_create(&operator_thread, NULL, operate, all);
  for (uint32_t i = 0; i < THREADS; i++) pthread_join(workers[i].thread, NULL);
  pthread_join(operator_thread, NULL);
}

/* Returns whether it went wrong. `directory`: of the journal, or null. */
static int play(fr_policy *policy, bool swaps, char *directory) {
  static shared all;
  fr_error error = FR_ERROR_INIT;
  fr_limit_state states[STATES];
  all = (shared){.policy = swaps ? policy : NULL, .engine = make_engine()};
  if (fr_engine_set_policy(all.engine, policy, &error) != FR_OK) return stop("no policy", error.message);
  if (directory != NULL) {
    all.journal = open_journal(all.engine, directory);
    if (fr_engine_set_journal(all.engine, all.journal, &error) != FR_OK) return stop("set journal", error.message);
  }
  run(&all);

  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  if (fr_engine_measure(all.engine, &stats) != FR_OK) stop("stats", "cannot be had");
  const uint32_t held = atomic_load(&all.held), lowered = atomic_load(&all.lowered), police = atomic_load(&all.police);
  const uint32_t mad = THREADS * ROUNDS * 4u, count = ask(&all, states, STATES);
  int wrong = held + lowered != mad || police != THREADS * ROUNDS || stats.limited_holds[0] != lowered;
  wrong |= count > STATES;
  if (!swaps) { /* the contexts are gone, so that nothing is untold */
    wrong |= held != AT_LEAST || states[0].given != held || states[0].lowered != lowered ||
             states[0].transfers != THREADS * ROUNDS * BATCH;
  } else { /* what was under way at a swap is not carried over */
    wrong |= held < AT_LEAST || held > mad / 2u;
  }
  if (fr_journal_close(all.journal) != FR_OK) stop("close", "failed");
  fr_engine_destroy(all.engine);
  if (directory != NULL && wrong == 0) wrong = differs(directory, states, count, true);
  if (directory != NULL && wrong == 0) wrong = differs(directory, states, count, false);
  printf("%s: %u held and %u lowered of %u, %u of the police's\n", wrong ? "WRONG" : "ok", held, lowered, mad, police);
  return wrong;
}

int main(void) {
  char directory[] = "/tmp/fraudrisk-limits-XXXXXX";
  fr_policy *policy = bundle_load(&source);
  if (policy == NULL || mkdtemp(directory) == NULL) return 1;
  const int wrong = play(policy, false, NULL) | play(policy, true, NULL) | play(policy, false, directory);
  (void)fr__io_posix()->list(NULL, directory, remove_file, directory);
  (void)rmdir(directory);
  fr_policy_release(policy);
  return wrong;
}
