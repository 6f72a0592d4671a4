/* SPDX-License-Identifier: Apache-2.0
 *
 *   simulator [--seed N] [--operations N] [--rounds N] [--minutes N] [--broken NAME] [--trace yes]
 *
 * A round is one bank with one journal; the next round's seed is one more. With --broken one thing of the journal is
 * broken, and the exit status is 0 where that was found. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/journal.h"
#include "journal/support.h"
#include "simulator.h"

extern const char signing_key[];

sim the;

uint32_t sim_below(uint32_t bound) { return lend_below(&the.random, bound); }

/* ---- failing ---- */

static bool finished, traced;

void sim_trace(const char *what, uint64_t number, uint64_t other) {
  if (!traced) return;
  printf("  operation %llu, call %llu, record %llu: %s %llu %llu\n", (unsigned long long)the.p->counts.operations,
         (unsigned long long)the.counts.calls, (unsigned long long)the.said.count, what, (unsigned long long)number,
         (unsigned long long)other);
}

static void tell_how_to_see_it_again(void) {
  if (finished) return;
  printf("  again   simulator --seed %llu --operations %u%s%s\n", (unsigned long long)the.seed, the.setup.operations,
         broken == NULL ? "" : " --broken ", broken == NULL ? "" : broken);
  fflush(stdout);
}

void sim_fail(const char *what, const char *expected, const char *came) {
  printf(
      "FAILED: seed %llu, operation %llu (%s), call %llu, record %llu\n  what     %s\n  expected %s\n  came     %s\n",
      (unsigned long long)the.seed, (unsigned long long)the.p->counts.operations, the.p->doing,
      (unsigned long long)the.counts.calls, (unsigned long long)the.said.count, what, expected, came);
  exit(1);
}

void sim_expect(const char *what, bool holds, const char *came) {
  if (!holds) sim_fail(what, "so it is", came);
}

void sim_expect_status(const char *what, fr_status expected, fr_status came, const fr_error *error) {
  char words[400];
  if (expected == came) return;
  snprintf(words, sizeof words, "%s: %s", fr_status_name(came), error == NULL ? "" : error->message);
  sim_fail(what, fr_status_name(expected), words);
}

void sim_expect_number(const char *what, uint64_t expected, uint64_t came) {
  char words[2][32];
  if (expected == came) return;
  snprintf(words[0], sizeof words[0], "%llu", (unsigned long long)expected);
  snprintf(words[1], sizeof words[1], "%llu", (unsigned long long)came);
  sim_fail(what, words[0], words[1]);
}

/* ---- a round ---- */

static void choose_bank(uint32_t operations) {
  play_setup *setup = &the.setup;
  *setup = (play_setup){.name = "simulator",
                        .seed = the.seed,
                        .operations = operations,
                        .accounts = 12 + sim_below(100),
                        .customers = 6 + sim_below(20),
                        .horizon_us = (7 + (int64_t)sim_below(84)) * DAY_US,
                        .step_us = (1 + (int64_t)sim_below(16)) * INT64_C(60000000),
                        .outcomes_not_reported = sim_below(4) == 0,
                        .swap_every = 100 + sim_below(400),
                        .offset_s = (int32_t)sim_below(3) * 14400 - 14400,
                        .complete_us = sim_below(2) ? FR_COMPLETE_ALWAYS : 0};
  if (sim_below(3) == 0) { /* the auditor knows of these that somebody has to give way */
    const bool memory = sim_below(3) == 0;
    setup->accounts = memory ? 200 : 120;
    setup->customers = memory ? 60 : 40;
    setup->horizon_us = 7 * DAY_US;
    setup->step_us = (memory ? 16 : 8) * INT64_C(60000000);
    setup->complete_us = FR_COMPLETE_ALWAYS;
    setup->memory_bytes = memory ? 150000 : 0;
    setup->parties_max = memory ? 0 : 100;
    the.doubted = true;
  }
}

static void choose_journal(void) {
  static const uint8_t sealing_key[32] = "what is sealed in the simulator";
  fr_journal_options *options = &the.journal_options;
  *options = (fr_journal_options)FR_JOURNAL_OPTIONS_INIT;
  options->mode = sim_below(3) == 0 ? FR_JOURNAL_ASYNC : FR_JOURNAL_SYNC;
  options->when_full = sim_below(2) ? FR_JOURNAL_REFUSE : FR_JOURNAL_WAIT;
  options->calls_do_not_wait = sim_below(3) == 0 ? FR_NO : FR_YES;
  options->directory = "journal";
  options->segment_bytes = FR__LOG_MIN_SEGMENT_BYTES * (1 + sim_below(3));
  options->checkpoint_blocks = sim_below(4);
  if (sim_below(2)) options->signing_key = signing_key;
  if (sim_below(2)) options->signing_key_size = options->signing_key == NULL ? 0 : strlen(signing_key);
  if (options->signing_key != NULL) options->signing_key_size = strlen(signing_key);
  if (sim_below(2)) options->sealing_key = sealing_key;
}

static void print_round(void) {
  const fr_journal_options *journal = &the.journal_options;
  printf("simulator: seed %llu: %u accounts, horizon of %d days, %s, %s%s%s%s, segments of %u KiB%s\n",
         (unsigned long long)the.seed, the.setup.accounts, (int)(the.setup.horizon_us / DAY_US),
         the.doubted ? "too little memory" : "enough memory", journal->mode == FR_JOURNAL_SYNC ? "sync" : "async",
         journal->calls_do_not_wait == FR_YES ? "" : ", calls wait", journal->signing_key == NULL ? "" : ", signed",
         journal->sealing_key == NULL ? "" : ", sealed", (unsigned)(journal->segment_bytes / 1024),
         journal->when_full == FR_JOURNAL_REFUSE ? ", refuses" : "");
  fflush(stdout);
}

/* From here on nothing of before has to be made once more. */
static void keep(void) {
  engine_settle();
  shadow_follow(the.said.count);
  copy_into(the.base, the.p);
  calls_clear();
}

static void operate(void) {
  the.inside = true;
  if (the.p->loaded == NULL) {
    play_start(the.p);
  } else {
    play_operate(the.p);
  }
  the.inside = false;
}

static void begin_round(uint64_t seed, uint32_t operations) {
  the = (sim){.seed = seed, .random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1, .total = the.total};
  choose_bank(operations);
  choose_journal();
  print_round();
  the.engine_options = play_engine_options(&the.setup);
  the.engine_options.list_entries_max = 8192;
  if (the.setup.memory_bytes == 0) the.engine_options.memory_bytes = UINT64_C(24) << 20;
  if (the.setup.parties_max == 0) the.engine_options.parties_max = 1000;
  the.p = play_begin(&the.setup);
  the.world = fake_create(lend_random(&the.random));
  snapshot_world(the.world);
  broken_world(the.world);
  engine_open();
  the.base = copy_make(the.p);
}

static void end_round(void) {
  uint64_t *into = (uint64_t *)&the.total;
  const uint64_t *from = (const uint64_t *)&the.counts;
  the.counts.records = the.said.count;
  the.counts.evicted = the.said.evicted;
  the.counts.operations = the.p->counts.operations;
  for (size_t i = 0; i < sizeof the.counts / sizeof *into; i++) into[i] += from[i];
  engine_free();
  copy_free(the.base);
  play_end(the.p);
}

static void round_of(uint64_t seed, uint32_t operations) {
  begin_round(seed, operations);
  static bool closed;
  closed = false;
  (void)setjmp(the.again); /* an engine that came back is here, and the model where all was safe */
  const uint32_t often = 10 + (uint32_t)(the.seed % 7) * 40;
  while (the.p->counts.operations < operations) {
    operate();
    if (the.script_count >= often && the.at == the.script_count) keep();
  }
  if (!closed) {
    keep();
    closed = true;
    engine_ends(END_CLOSED);
  }
  judge_history();
  end_round();
}

/* ---- the program ---- */

static void report(uint64_t rounds, double seconds) {
  const sim_counts *c = &the.total;
  printf(
      "simulator: %llu calls made and %llu records written; %llu closed, %llu killed, %llu without power, %llu "
      "recoveries that a fault stopped, %llu torn tails cut, %llu begun from snapshots; %llu calls sent again, %llu of "
      "them after a try that was in the journal, %llu lost that were not yet safe; %llu snapshots, %llu prunes, %llu "
      "policies, %llu evicted, %llu challenged; %llu states compared, %llu decisions made again\n",
      (unsigned long long)c->calls, (unsigned long long)c->records, (unsigned long long)c->crashes[END_CLOSED],
      (unsigned long long)c->crashes[END_KILLED], (unsigned long long)c->crashes[END_POWER],
      (unsigned long long)c->recoveries_failed, (unsigned long long)c->cut, (unsigned long long)c->snapshots_used,
      (unsigned long long)c->retries, (unsigned long long)c->torn, (unsigned long long)c->lost_unsaid,
      (unsigned long long)c->snapshots, (unsigned long long)c->prunes, (unsigned long long)c->swaps,
      (unsigned long long)c->evicted, (unsigned long long)c->challenged, (unsigned long long)c->compared,
      (unsigned long long)c->judged);
  printf("simulator: %llu seeds, %llu operations, %llu crashes, %llu faults in %.1f s, nothing lost\n",
         (unsigned long long)rounds, (unsigned long long)c->operations,
         (unsigned long long)(c->crashes[END_CLOSED] + c->crashes[END_KILLED] + c->crashes[END_POWER]),
         (unsigned long long)c->faults, seconds);
}

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

typedef struct wish {
  uint64_t seed, rounds;
  uint32_t operations;
  double minutes;
  const char *broken;
} wish;

static int run_all(const wish *wanted) {
  const double begun = now_s();
  uint64_t rounds = 0;
  while (rounds < wanted->rounds || now_s() - begun < wanted->minutes * 60) {
    round_of(wanted->seed + rounds++, wanted->operations);
  }
  report(rounds, now_s() - begun);
  finished = true;
  return 0;
}

/* Something is broken: the child has to find it. */
static int run_broken(const wish *wanted) {
  const double begun = now_s();
  const pid_t child = fork();
  if (child == 0) exit(run_all(wanted));
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return 2;
  const bool found = !WIFEXITED(status) || WEXITSTATUS(status) == 1;
  printf("simulator: %s: %s after %.1f s\n", wanted->broken, found ? "found" : "NOT FOUND", now_s() - begun);
  return found ? 0 : 1;
}

int main(int argc, char **argv) {
  wish wanted = {.seed = 1, .rounds = 1, .operations = 2000};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--seed") == 0) wanted.seed = strtoull(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--rounds") == 0) wanted.rounds = strtoull(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--operations") == 0) wanted.operations = (uint32_t)strtoul(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--minutes") == 0) wanted.minutes = strtod(argv[i + 1], NULL);
    if (strcmp(argv[i], "--trace") == 0) traced = true;
    if (strcmp(argv[i], "--broken") == 0) wanted.broken = argv[i + 1];
  }
  broken = wanted.broken;
  bool known = broken == NULL;
  for (uint32_t i = 0; breakages[i].name != NULL && !known; i++) known = strcmp(breakages[i].name, broken) == 0;
  if (!known || argc % 2 == 0) {
    fprintf(stderr,
            "usage: simulator [--seed N] [--operations N] [--rounds N] [--minutes N] [--broken NAME] "
            "[--trace yes]\n");
    return 2;
  }
  if (broken != NULL) return run_broken(&wanted);
  atexit(tell_how_to_see_it_again);
  return run_all(&wanted);
}
