/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk backtest: what a policy would have decided, measured. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "backtest.h"
#include "base/base.h"
#include "commands.h"

static void add(tally *to, int64_t amount_minor, uint32_t fraud) {
  to->transfers++;
  to->amount_minor = fr__add_saturating(to->amount_minor, amount_minor);
  to->honest += fraud == FR_NO;
  if (fraud != FR_YES) return;
  to->frauds++;
  to->fraud_minor = fr__add_saturating(to->fraud_minor, amount_minor);
}

static int64_t amount_of(const backtest *of, const fr_transfer *transfer) {
  const bool other = transfer->currency[0] != '\0' && memcmp(transfer->currency, of->in->info.currency, 3) != 0;
  return other ? transfer->base_amount_minor : transfer->amount_minor;
}

bool backtest_count(void *self, const result *one) {
  backtest *of = self;
  const fr_decision *decision = &one->decision;
  const int64_t amount = amount_of(of, &one->row->transfer);
  const uint32_t fraud = one->row->fraud;
  if (of->all.transfers == 0) of->first_us = one->row->time_us;
  of->last_us = one->row->time_us;
  add(&of->all, amount, fraud);
  if (decision->outcome <= FR_OUTCOME_HOLD) add(&of->outcomes[decision->outcome], amount, fraud);
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    if (decision->reasons[i].rule_index < of->in->info.rule_count) {
      add(&of->rules[decision->reasons[i].rule_index], amount, fraud);
    }
  }
  if (decision->outcome > FR_OUTCOME_ALLOW) {
    const bool named = decision->scam_index >= 0 && (uint32_t)decision->scam_index < of->in->info.scam_count;
    add(&of->scams[named ? (uint32_t)decision->scam_index : of->in->info.scam_count], amount, fraud);
  }
  for (unsigned bit = 0; bit < BACKTEST_FLAGS; bit++) of->flagged[bit] += decision->flags >> bit & 1;
  return true;
}

quality backtest_quality(const backtest *of, uint32_t least) {
  quality q = {
      .frauds = of->all.frauds, .labelled = of->all.frauds + of->all.honest, .fraud_minor = of->all.fraud_minor};
  for (uint32_t outcome = least; outcome <= FR_OUTCOME_HOLD; outcome++) {
    const tally *at = &of->outcomes[outcome];
    q.alerts += at->transfers;
    q.true_alerts += at->frauds;
    q.false_alerts += at->honest;
    q.caught_minor = fr__add_saturating(q.caught_minor, at->fraud_minor);
  }
  return q;
}

static double seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void clear(backtest *of) {
  const uint32_t rules = of->in->info.rule_count, scams = of->in->info.scam_count;
  tally *rule_tallies = of->rules, *scam_tallies = of->scams;
  memset(rule_tallies, 0, rules * sizeof *rule_tallies);
  memset(scam_tallies, 0, (scams + 1) * sizeof *scam_tallies);
  *of = (backtest){.in = of->in, .rules = rule_tallies, .scams = scam_tallies};
}

/* Nothing is written before the end, so a file is taken as sorted until it turns out not to be: then all begins again.
 */
static bool run(backtest *of, const run_options *options) {
  const bool can_restart = input_is_file(options->in) && (options->events == NULL || input_is_file(options->events));
  for (bool sort = options->sort;; sort = true) {
    const pipeline_options how = {.run = options,
                                  .product = PIPELINE_DECISIONS,
                                  .sort_transfers = sort,
                                  .sort_events = sort,
                                  .may_restart = can_restart && !sort};
    clear(of);
    if (!session_start(of->in, options)) return false;
    const double wall = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    pipeline_run(of->in, &how, backtest_count, of, &of->counts);
    of->seconds = seconds_of(CLOCK_MONOTONIC) - wall;
    of->cpu_seconds = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    of->stats = (fr_engine_stats)FR_ENGINE_STATS_INIT;
    fr_engine_measure(of->in->engine, &of->stats);
    session_stop(of->in);
    if (!of->counts.unsorted || !how.may_restart) return true;
    fprintf(stderr, "%s: not sorted by time; beginning again, sorted in memory\n", options->in);
  }
}

static bool write_folder(const backtest *of, const char *folder) {
  char *path = NULL;
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
    fprintf(stderr, "%s: cannot be made: %s\n", folder, strerror(errno));
    return false;
  }
  if (asprintf(&path, "%s/backtest.json", folder) < 0) return false;
  const bool good = backtest_write_json(of, path);
  free(path);
  return good;
}

int command_backtest(const run_options *options) {
  session in;
  backtest of = {.in = &in};
  output out;
  int status = 1;
  if (session_load(&in, options)) {
    of.rules = calloc((size_t)in.info.rule_count + 1, sizeof *of.rules);
    of.scams = calloc((size_t)in.info.scam_count + 1, sizeof *of.scams);
    if (of.rules == NULL || of.scams == NULL) {
      fprintf(stderr, "out of memory\n");
    } else if ((options->journal ? backtest_run_journal(&of, options) : run(&of, options)) && output_open(&out, NULL)) {
      backtest_print(&of, &out);
      status = output_close(&out) ? 0 : 1;
      if (options->out && !write_folder(&of, options->out)) status = 1;
      if (pipeline_report(&of.counts, options) != 0) status = 1;
    }
  }
  free(of.rules);
  free(of.scams);
  session_close(&in);
  return status;
}
