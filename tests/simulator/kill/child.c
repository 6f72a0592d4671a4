/* SPDX-License-Identifier: Apache-2.0
 *
 * The process that is killed: three threads score and tell what became of it, one pumps, one takes snapshots. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "kill.h"

typedef struct worker {
  fr_engine *engine;
  fr_journal *journal;
  fr_context *context;
  shared *outside;
  uint32_t scorer;
  bool waits; /* itself, for each answer */
} worker;

void make_transfer(payment *into, uint32_t scorer, uint64_t number) {
  uint64_t dice = (number * SCORERS + scorer + 1) * UINT64_C(0x9E3779B97F4A7C15);
  dice = (dice ^ dice >> 31) * UINT64_C(0xBF58476D1CE4E5B9);
  const uint32_t from = (uint32_t)(dice >> 40) % PARTIES, to = (from + 1 + (uint32_t)(dice >> 20) % 7) % PARTIES;
  memset(into, 0, sizeof *into);
  snprintf(into->id, sizeof into->id, "%u-%llu", scorer, (unsigned long long)number);
  snprintf(into->from, sizeof into->from, "account %u", from);
  snprintf(into->to, sizeof into->to, "account %u", to);
  snprintf(into->customer, sizeof into->customer, "customer %u", from / 2);
  snprintf(into->remark, sizeof into->remark, "no. %llu", (unsigned long long)number);
  into->payer = (fr_party)FR_PARTY_INIT;
  into->payer.customer = fr_text_of(into->customer);
  into->transfer = (fr_transfer)FR_TRANSFER_INIT;
  fr_transfer *transfer = &into->transfer;
  transfer->id = fr_text_of(into->id);
  transfer->payer = fr_text_of(into->from);
  transfer->payee = fr_text_of(into->to);
  transfer->payer_party = &into->payer;
  transfer->remark = fr_text_of(into->remark);
  transfer->amount_minor = (int64_t)(dice % 100000);
  transfer->channel = 1 + (uint32_t)(dice % 6);
  transfer->time_us = KILL_NOON + (int64_t)number * 1000000;
}

static bool is_told(const char *what, fr_status status, const fr_error *error) {
  if (status == FR_OK) return true;
  fprintf(stderr, "%s: %s: %s\n", what, fr_status_name(status), error == NULL ? "" : error->message);
  return false;
}

fr_engine *open_place(const place *at, fr_journal **journal, fr_journal_recovery *recovery) {
  fr_engine *engine = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  *journal = NULL;
  fr_status status = fr_engine_create(&at->engine, &engine, &error);
  if (status == FR_OK) status = fr_journal_open(engine, &at->journal, journal, &error);
  if (status == FR_OK) status = fr_journal_recover(*journal, recovery, &error);
  if (status == FR_OK && (policy = fr_engine_policy(engine)) == NULL) { /* else it was put in force again */
    status = fr_policy_load(at->bundle, at->bundle_size, &policy, &error);
    if (status == FR_OK) status = fr_engine_set_policy(engine, policy, &error);
  }
  fr_policy_release(policy);
  if (is_told("opening", status, &error)) return engine;
  (void)fr_journal_close(*journal);
  fr_engine_destroy(engine);
  *journal = NULL;
  return NULL;
}

static void *pump(void *argument) {
  const worker *self = argument;
  for (;;) {
    if (!is_told("fr_journal_pump", fr_journal_pump(self->journal, KILL_NOON), NULL)) _exit(3);
    usleep(300);
  }
}

static void *take_snapshots(void *argument) {
  const worker *self = argument;
  fr_error error = FR_ERROR_INIT;
  for (;;) {
    if (!is_told("fr_journal_snapshot", fr_journal_snapshot(self->journal, NULL, &error), &error)) _exit(4);
    __atomic_add_fetch(&self->outside->snapshots, 1, __ATOMIC_RELAXED);
    usleep(1000);
  }
}

/* An answer counts from here on: it cannot be taken back by whoever kills this process. */
static void note_answer(answers *to, uint64_t sequence) {
  to->sequences[to->count] = sequence;
  __atomic_store_n(&to->count, to->count + 1, __ATOMIC_RELEASE);
}

/* Where few parties fit and the others are in calls, nobody is idle for a moment: then the call is refused, nothing is
 * recorded, and it is made again. */
static fr_status score_at_last(const worker *self, const fr_transfer *transfer, fr_decision *decision) {
  fr_status status = FR_STATE_FULL;
  for (uint32_t tries = 0; status == FR_STATE_FULL && tries < 1000; tries++) {
    if (tries != 0) usleep(100);
    status = fr_score(self->context, transfer, decision);
  }
  return status;
}

static fr_status observe_at_last(const worker *self, const fr_event *event) {
  fr_status status = FR_STATE_FULL;
  for (uint32_t tries = 0; status == FR_STATE_FULL && tries < 1000; tries++) {
    if (tries != 0) usleep(100);
    status = fr_observe(self->context, event);
  }
  return status;
}

static bool score_next(const worker *self) {
  answers *to = &self->outside->scorers[self->scorer];
  const uint64_t number = to->first + to->count;
  payment one;
  fr_decision decision = FR_DECISION_INIT;
  make_transfer(&one, self->scorer, number);
  const fr_status scored = score_at_last(self, &one.transfer, &decision);
  if (!is_told("fr_score", scored, fr_context_error(self->context))) return false;
  if (self->waits && fr_journal_wait(self->journal, decision.sequence) != FR_OK) return false;
  note_answer(to, decision.sequence);
  if (number % 3 != 0) return true;
  fr_event event = FR_EVENT_INIT;
  event.kind = number % 2 == 0 ? FR_EVENT_SETTLED : FR_EVENT_HELD;
  event.time_us = one.transfer.time_us + 1;
  event.transfer_id = one.transfer.id;
  event.payer = one.transfer.payer;
  event.payee = one.transfer.payee;
  event.payer_customer = one.payer.customer;
  event.amount_minor = one.transfer.amount_minor;
  event.known = FR_EVENT_HAS_AMOUNT;
  const fr_status status = observe_at_last(self, &event);
  return status == FR_NOT_FOUND || is_told("fr_observe", status, fr_context_error(self->context));
}

static void *score(void *argument) {
  const worker *self = argument;
  while (self->outside->scorers[self->scorer].count < ANSWERS) {
    if (!score_next(self)) _exit(5);
  }
  for (;;) pause(); /* the one who kills is late */
}

static void start(pthread_t *thread, void *(*does)(void *argument), worker *self) {
  if (pthread_create(thread, NULL, does, self) != 0) _exit(6);
}

void score_until_killed(const place *at, shared *outside) {
  static worker workers[SCORERS];
  pthread_t threads[SCORERS + 2];
  fr_journal *journal;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  fr_error error = FR_ERROR_INIT;
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody is left behind where the other one is ended */
  fr_engine *engine = open_place(at, &journal, &recovery);
  if (engine == NULL) _exit(1);
  if (!is_told("fr_engine_set_journal", fr_engine_set_journal(engine, journal, &error), &error)) _exit(2);
  for (uint32_t i = 0; i < SCORERS; i++) {
    workers[i] = (worker){engine, journal, NULL, outside, i, at->journal.calls_do_not_wait == FR_YES};
    if (fr_context_create(engine, &workers[i].context) != FR_OK) _exit(2);
  }
  for (uint32_t i = 0; i < SCORERS; i++) start(&threads[i], score, &workers[i]);
  start(&threads[SCORERS], pump, &workers[0]);
  start(&threads[SCORERS + 1], take_snapshots, &workers[0]);
  __atomic_store_n(&outside->ready, 1, __ATOMIC_RELEASE);
  for (;;) pause();
}
