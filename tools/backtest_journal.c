/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk backtest --journal: what a policy would have decided of the transfers that a journal has, with the
 * histories that there were. Labels are what was reported later, so the journal is read twice. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "backtest.h"
#include "engine/engine.h"
#include "engine/journal.h"
#include "journal.h"

/* ---- labels: what was reported of a payer's transfer, the last word counting ---- */

typedef struct label {
  fr__hash128 payer;
  uint64_t id;
  uint64_t order; /* of the report */
  bool fraud;
} label;

typedef struct labels {
  label *all;
  size_t count, room;
} labels;

static int compare_transfer(const void *a, const void *b) {
  const label *x = a, *y = b;
  const int payer = memcmp(&x->payer, &y->payer, sizeof x->payer);
  if (payer != 0) return payer;
  return (x->id > y->id) - (x->id < y->id);
}

static int compare_label(const void *a, const void *b) {
  const int transfer = compare_transfer(a, b);
  const label *x = a, *y = b;
  return transfer != 0 ? transfer : (x->order > y->order) - (x->order < y->order);
}

static fr_status take_label(labels *into, const fr__log_record *record) {
  fr__observed observed;
  FR_TRY(fr__observed_read(record->body, record->size, &observed));
  const uint32_t kind = observed.event.kind;
  if (kind != FR_EVENT_FRAUD_REPORTED && kind != FR_EVENT_CLEARED) return FR_OK;
  if (into->count == into->room) {
    const size_t room = into->room == 0 ? 1024 : 2 * into->room;
    label *more = realloc(into->all, room * sizeof *more);
    FR_REQUIRE(more != NULL, FR_NO_MEMORY);
    into->all = more;
    into->room = room;
  }
  into->all[into->count++] =
      (label){observed.who.payer, observed.who.id, record->sequence, kind == FR_EVENT_FRAUD_REPORTED};
  return FR_OK;
}

/* Sorted, and the last word of each transfer alone. */
static void settle_labels(labels *all) {
  size_t kept = 0;
  if (all->count != 0) qsort(all->all, all->count, sizeof *all->all, compare_label);
  for (size_t i = 0; i < all->count; i++) {
    const bool last = i + 1 == all->count || compare_transfer(&all->all[i], &all->all[i + 1]) != 0;
    if (last) all->all[kept++] = all->all[i];
  }
  all->count = kept;
}

/* Where anything was ever reported, what was not is taken as honest. */
static uint32_t label_of(const labels *all, const fr__parties *who) {
  const label asked = {.payer = who->payer, .id = who->id};
  if (all->count == 0) return FR_UNKNOWN;
  const label *found = bsearch(&asked, all->all, all->count, sizeof asked, compare_transfer);
  return found != NULL && found->fraud ? FR_YES : FR_NO;
}

/* ---- reading the journal ---- */

typedef fr_status (*record_taker)(void *self, const fr__log_record *record, fr_error *error);

static fr_status each_record(const char *directory, record_taker take, void *self, fr_error *error) {
  const fr__log_reader_options from = {.directory = directory};
  fr__log_reader *from_log;
  fr__log_record record;
  FR_TRY(fr__log_reader_open(&from, &from_log, error));
  fr_status status = fr__log_reader_next(from_log, &record, error);
  while (status == FR_OK && record.sequence != 0) {
    status = take(self, &record, error);
    if (status == FR_OK) status = fr__log_reader_next(from_log, &record, error);
  }
  fr__log_reader_close(from_log);
  return status;
}

static fr_status gather(void *self, const fr__log_record *record, fr_error *error) {
  if (record->kind != FR__RECORD_OBSERVED) return FR_OK;
  const fr_status status = take_label(self, record);
  return status == FR_OK ? FR_OK : fr__fail(error, status, "journal", "%s", fr_status_text(status));
}

/* ---- deciding ---- */

/* What the challengers decided of the newest attempts, until what was recorded of them has passed. */
enum { KEPT = 256 };
typedef struct kept {
  uint64_t attempt; /* 0: the place is free */
  fr_decision decisions[FR_MAX_CHALLENGERS];
} kept;

typedef struct retrial {
  backtest *of;
  const run_options *options;
  labels reported;
  fr__replayer *replayer;
  judged judged[POLICIES_MAX];
  fr_decision decision;
  kept *kept;         /* KEPT of them, by attempt; null: there is no challenger */
  bool lists_unknown; /* watch lists were in force, and none are given */
  fr_status reason;   /* why some were not decided */
} retrial;

/* What the challengers decide while the parties are locked; kept until the attempt itself was taken. */
static void ask_challengers(void *self, fr_context *context, fr__transfer *transfer, const fr__visit *visit) {
  retrial *by = self;
  for (uint32_t i = 1; i < by->of->policies; i++) {
    judged *one = &by->judged[i];
    const fr_policy *policy = session_policy(by->of->in, i);
    one->status = fr__visit_inputs(context, policy, transfer, visit, context->slots, context->approximate);
    if (one->status != FR_OK) continue;
    fr__visit_fold(context, policy->plan, visit, context->slots, context->approximate);
    const fr__evidence evidence = {policy,       transfer, context->slots, context->approximate, visit->repeated,
                                   one->grounds, NULL};
    one->status = fr__decide(&evidence, one->decision, NULL);
  }
}

static bool all_decided(retrial *by, const fr__retried *one) {
  fr_status status = one->decision == NULL ? one->reason : FR_OK;
  for (uint32_t i = 1; status == FR_OK && i < by->of->policies; i++) status = by->judged[i].status;
  if (status == FR_OK) return true;
  by->of->counts.bad_transfers++;
  by->reason = status;
  return false;
}

static void keep_decisions(retrial *by, uint64_t attempt) {
  if (by->kept == NULL) return;
  kept *at = &by->kept[attempt % KEPT];
  at->attempt = attempt;
  for (uint32_t i = 1; i < by->of->policies; i++) at->decisions[i - 1] = *by->judged[i].decision;
}

static void take_retried(void *self, const fr__retried *one) {
  retrial *by = self;
  if (!all_decided(by, one)) return;
  keep_decisions(by, one->sequence);
  const fr__parties *who = &one->attempt->who;
  const fr__transfer *transfer = one->transfer;
  by->decision = *one->decision;
  by->judged[0] = (judged){&by->decision, by->judged[0].grounds, FR_OK};
  memcpy(by->judged[0].grounds, one->grounds,
         offsetof(fr__grounds, items) + one->grounds->count * sizeof one->grounds->items[0]);
  char id[2 * sizeof who->id + 1];
  const int size = snprintf(id, sizeof id, "%012" PRIx64, who->id);
  const bool has_age = (transfer->payer.known & FR_PARTY_HAS_AGE) != 0;
  const seen at = {.id = {id, (uint32_t)size, FR_ENCODING_UTF8},
                   .time_us = one->attempt->time_us,
                   .amount_minor = one->attempt->amount_minor,
                   .customer = (who->has_customer ? who->customer : who->payer).low,
                   .fraud = label_of(&by->reported, who),
                   .channel = one->attempt->channel,
                   .age = has_age ? transfer->payer.age : -1};
  by->of->counts.transfers++;
  backtest_take(by->of, &at, by->judged);
  if (by->of->counts.transfers % 1024 == 0) backtest_progress(by->of, -1);
}

/* What a policy of these was recorded to have decided, against what it decides now. */
static void take_verdict(void *self, const fr__verdict *verdict) {
  retrial *by = self;
  if (verdict->is == NULL) return;
  const bool same = memcmp(verdict->was, verdict->is, sizeof *verdict->was) == 0;
  by->of->of[0].recorded_same += same;
  by->of->of[0].recorded_others += !same;
}

/* The same of a challenger, in whatever role it decided then. */
static void take_recorded(void *self, uint64_t attempt, const fr_decision *was) {
  retrial *by = self;
  const kept *at = by->kept == NULL ? NULL : &by->kept[attempt % KEPT];
  if (at == NULL || at->attempt != attempt) return;
  for (uint32_t i = 1; i < by->of->policies; i++) {
    fr_decision is = at->decisions[i - 1];
    if (memcmp(is.policy_digest, was->policy_digest, sizeof is.policy_digest) != 0) continue;
    /* Ids are made of identifiers, which are gone; and a record has its number from the journal. */
    memcpy(is.decision_id, was->decision_id, sizeof is.decision_id);
    is.sequence = was->sequence;
    const bool same = memcmp(&is, was, sizeof is) == 0;
    by->of->of[i].recorded_same += same;
    by->of->of[i].recorded_others += !same;
  }
}

/* The first record says how the engine was made. */
static fr_status begin(retrial *by, const fr__log_record *first, fr_error *error) {
  session *in = by->of->in;
  const run_options *options = by->options;
  FR_TRY(journal_engine_like(options->key, options->memory_bytes, first, &in->engine, error));
  FR_TRY(session_try_policy(in->engine, in->policy, error));
  if (in->lists != NULL) FR_TRY(fr_engine_set_watch_lists(in->engine, in->lists, error));
  const fr__replayer_options how = {.verdict = take_verdict,
                                    .retried = take_retried,
                                    .visited = by->of->policies > 1 ? ask_challengers : NULL,
                                    .recorded = take_recorded,
                                    .argument = by,
                                    .policy = in->policy,
                                    .io = fr__io_posix(),
                                    .directory = options->journal,
                                    .host_key = options->seals ? options->sealing_key : NULL};
  const fr_status status = fr__replayer_create(in->engine, &how, &by->replayer);
  return status == FR_OK ? FR_OK : fr__fail(error, status, NULL, "%s", fr_status_text(status));
}

static fr_status retry_record(void *self, const fr__log_record *record, fr_error *error) {
  retrial *by = self;
  by->of->interrupted = backtest_stopped();
  if (by->of->interrupted) return FR_NOT_FOUND; /* ends the reading; retry_all() knows why */
  if (by->replayer == NULL) FR_TRY(begin(by, record, error));
  by->lists_unknown = by->lists_unknown || (record->kind == FR__RECORD_WATCH && by->of->in->lists == NULL);
  return fr__replayer_apply(by->replayer, record->sequence, record->kind, record->body, record->size, error);
}

static double seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static fr_status retry_all(retrial *by, fr_error *error) {
  FR_TRY(each_record(by->options->journal, gather, &by->reported, error));
  settle_labels(&by->reported);
  const double wall = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  by->of->started = wall;
  backtest_watch();
  const fr_status status = each_record(by->options->journal, retry_record, by, error);
  backtest_unwatch();
  backtest_clear_progress(by->of);
  if (!by->of->interrupted) FR_TRY(status);
  if (by->replayer == NULL) return fr__fail(error, FR_NOT_FOUND, "journal", "there is no record in it");
  if (!by->of->interrupted) FR_TRY(fr__replayer_finish(by->replayer, error));
  by->of->seconds = seconds_of(CLOCK_MONOTONIC) - wall;
  by->of->cpu_seconds = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  by->of->stats = (fr_engine_stats)FR_ENGINE_STATS_INIT;
  return fr_engine_measure(by->of->in->engine, &by->of->stats);
}

static void tell(const retrial *by) {
  if (by->lists_unknown) {
    fprintf(stderr, "%s: watch lists were in force, which the journal does not keep; give them with --lists\n",
            by->options->journal);
  }
  if (by->of->counts.bad_transfers == 0) return;
  fprintf(stderr,
          "%s: %" PRIu64 " transfers could not be decided again (%s): the policy reads texts or attributes, %s\n",
          by->options->journal, by->of->counts.bad_transfers, fr_status_name(by->reason),
          by->options->seals ? "and their data keys are gone" : "which were left out, or which --sealing-key opens");
}

static bool open_judged(retrial *by) {
  if (by->of->policies > 1 && (by->kept = calloc(KEPT, sizeof *by->kept)) == NULL) return false;
  for (uint32_t i = 0; i < by->of->policies; i++) {
    judged *one = &by->judged[i];
    one->grounds = calloc(1, sizeof *one->grounds);
    one->decision = i == 0 ? &by->decision : calloc(1, sizeof *one->decision);
    if (one->grounds == NULL || one->decision == NULL) return false;
    one->decision->struct_size = (uint32_t)sizeof *one->decision;
  }
  return true;
}

static void close_judged(retrial *by) {
  free(by->kept);
  for (uint32_t i = 0; i < POLICIES_MAX; i++) {
    free(by->judged[i].grounds);
    if (i != 0) free(by->judged[i].decision);
  }
}

bool backtest_run_journal(backtest *of, const run_options *options) {
  retrial by = {.of = of, .options = options};
  fr_error error = FR_ERROR_INIT;
  fr_status status = open_judged(&by) ? retry_all(&by, &error) : FR_NO_MEMORY;
  fr__replayer_destroy(by.replayer);
  if (status == FR_OK) {
    tell(&by);
  } else {
    fprintf(stderr, "%s: %s\n", options->journal, error.message[0] ? error.message : fr_status_text(status));
  }
  close_judged(&by);
  free(by.reported.all);
  return status == FR_OK;
}
