/* SPDX-License-Identifier: Apache-2.0
 *
 * Group commit: two threads score with a journal that waits for the disk, many decisions at a time; beside it, in
 * turns, how often the same disk can be waited for at all. Prints one JSON object; bench/README.md says what it means.
 *
 *   bench_commit --policy BUNDLE --journal DIR [--parties N] [--groups N] [--rounds N]
 *
 * Only the public API is used. */
#include <fcntl.h>
#include <getopt.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/journaled.h"
#include "bench/world.h"

enum { GROUP = 64, THREADS = 2, MOST_ROUNDS = 15, FILE_BYTES = 64 << 20 };
enum { BLOCK = 4096 }; /* the least that a disk writes */

/* How the decisions are waited for. Each thread has as many in flight as `group` says. */
typedef struct way {
  const char *name;
  bool batch; /* fr_score_batch; else fr_score in a journal that calls do not wait for, and fr_journal_wait */
  uint32_t group;
} way;
static const way ways[] = {
    {"batch_64", true, 64}, {"apart_64", false, 64}, {"batch_32", true, 32}, {"apart_32", false, 32}};
enum { WAYS = sizeof ways / sizeof ways[0] };

typedef struct request {
  bench_world world;
  const char *policy, *journal;
  uint32_t groups, rounds;
} request;

typedef struct worker {
  const request *settings;
  const way *how;
  fr_engine *engine;
  fr_journal *journal;
  uint64_t from; /* of its transfers' numbers */
  uint32_t index;
  double end_s;
  pthread_barrier_t *begin;
} worker;

/* Each measure has its own look at the disk, before and after: what a disk gives changes from second to second. */
static double rates[WAYS][MOST_ROUNDS], syncs[WAYS][MOST_ROUNDS];

/* ---- the disk alone ---- */

/* Each write goes to the next place of a file that has its blocks, as a journal's segment has. */
static double seconds_a_sync(const char *directory, uint32_t count) {
  const uint32_t size = BLOCK;
  char path[4600];
  uint8_t *bytes = calloc(1, size);
  snprintf(path, sizeof path, "%s/disk.new", directory);
  const int open_file = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
  if (open_file < 0 || bytes == NULL || posix_fallocate(open_file, 0, FILE_BYTES) != 0 || fsync(open_file) != 0) {
    bench_fail("the disk cannot be measured", NULL);
  }
  const double begin = bench_seconds();
  for (uint32_t i = 0; i < count; i++) {
    bytes[0] = (uint8_t)i;
    const off_t at = (off_t)((uint64_t)i * size % (FILE_BYTES - size));
    if (pwrite(open_file, bytes, size, at) != (ssize_t)size || fdatasync(open_file) != 0) bench_fail("a write", NULL);
  }
  const double took = bench_seconds() - begin;
  close(open_file);
  unlink(path);
  free(bytes);
  return took / count;
}

/* ---- scoring ---- */

static void *work(void *argument) {
  worker *self = argument;
  const fr_transfer *transfers[GROUP];
  fr_decision given[GROUP], *decisions[GROUP];
  bench_ticket tickets[GROUP];
  bench_slip slips[GROUP];
  fr_context *context;
  const uint64_t parties = self->settings->world.parties;
  bench_pin(self->index);
  if (fr_context_create(self->engine, &context) != FR_OK) bench_fail("no context", NULL);
  for (uint32_t i = 0; i < GROUP; i++) {
    bench_slip_make(&slips[i], &self->settings->world);
    given[i] = (fr_decision)FR_DECISION_INIT;
    transfers[i] = &slips[i].transfer;
    decisions[i] = &given[i];
  }
  pthread_barrier_wait(self->begin);
  for (uint32_t turn = 0; turn < self->settings->groups; turn++) {
    fr_status status = FR_OK;
    uint32_t done;
    for (uint32_t i = 0; i < self->how->group; i++) {
      const uint64_t n = self->from + (uint64_t)turn * GROUP + i, payer = bench_mix(2 * n) % parties;
      const uint64_t payee = (payer + 1 + bench_mix(2 * n + 1) % (parties - 1)) % parties;
      bench_ticket_make(&tickets[i], n, payer, payee, BENCH_END_US + (int64_t)n * 1000);
      bench_slip_set(&slips[i], &tickets[i]);
      if (!self->how->batch) status = fr_score(context, transfers[i], decisions[i]);
      if (status != FR_OK) bench_fail("a score", fr_context_error(context));
    }
    if (self->how->batch) {
      status = fr_score_batch(context, transfers, self->how->group, decisions, &done);
    } else {
      status = fr_journal_wait(self->journal, given[self->how->group - 1].sequence);
    }
    if (status != FR_OK) bench_fail("a group", fr_context_error(context));
  }
  self->end_s = bench_seconds();
  fr_context_destroy(context);
  return NULL;
}

static void measure(const request *settings, const way *how, fr_engine *engine, uint64_t *number, double *rate) {
  bench_journal journal;
  worker workers[THREADS];
  pthread_t threads[THREADS];
  pthread_barrier_t begin;
  fr_journal_options options = bench_journal_options(settings->journal);
  options.mode = FR_JOURNAL_SYNC;
  options.calls_do_not_wait = how->batch ? FR_NO : FR_YES;
  bench_journal_begin_with(&journal, engine, &options);
  pthread_barrier_init(&begin, NULL, THREADS + 1);
  for (uint32_t i = 0; i < THREADS; i++) {
    workers[i] = (worker){settings, how, engine, journal.journal, *number, i, 0, &begin};
    *number += (uint64_t)settings->groups * GROUP;
    if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0) bench_fail("no thread", NULL);
  }
  pthread_barrier_wait(&begin);
  const double began = bench_seconds();
  double end = began;
  for (uint32_t i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    if (workers[i].end_s > end) end = workers[i].end_s;
  }
  pthread_barrier_destroy(&begin);
  *rate = (double)settings->groups * how->group * THREADS / (end - began);
  bench_journal_end(&journal);
}

/* ---- the command line ---- */

static request request_of(int argc, char **argv) {
  static const struct option options[] = {{"policy", 1, NULL, 'f'},  {"journal", 1, NULL, 'j'},
                                          {"parties", 1, NULL, 'p'}, {"groups", 1, NULL, 'g'},
                                          {"rounds", 1, NULL, 'r'},  {NULL, 0, NULL, 0}};
  request made = {.world = {.parties = 10000, .sent = 15, .payees = 20}, .groups = 30, .rounds = 9};
  for (int letter; (letter = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    switch (letter) {
      case 'f': made.policy = optarg; break;
      case 'j': made.journal = optarg; break;
      case 'p': made.world.parties = strtoull(optarg, NULL, 10); break;
      case 'g': made.groups = (uint32_t)strtoul(optarg, NULL, 10); break;
      case 'r': made.rounds = (uint32_t)strtoul(optarg, NULL, 10); break;
      default: exit(2);
    }
  }
  const bool fits = made.groups > 0 && made.rounds > 0 && made.rounds <= MOST_ROUNDS;
  if (made.policy == NULL || made.journal == NULL || !fits || !bench_world_make(&made.world)) {
    fprintf(stderr, "bench: give --policy and --journal, at most %d rounds, and more parties than twice the payees\n",
            MOST_ROUNDS);
    exit(2);
  }
  return made;
}

static void print_rates(const char *name, const double *values, uint32_t rounds) {
  printf("\"%s\":[", name);
  for (uint32_t i = 0; i < rounds; i++) printf("%s%.1f", i == 0 ? "" : ",", values[i]);
  printf("]");
}

int main(int argc, char **argv) {
  const request settings = request_of(argc, argv);
  fr_engine *engine = bench_engine(&settings.world, settings.policy, 0);
  (void)bench_world_fill(&settings.world, engine);
  uint64_t number = 64 * settings.world.parties; /* past all that filling recorded */
  bench_journal_empty(settings.journal);
  for (uint32_t round = 0; round < settings.rounds; round++) {
    for (uint32_t i = 0; i < WAYS; i++) {
      const double before = seconds_a_sync(settings.journal, settings.groups);
      measure(&settings, &ways[i], engine, &number, &rates[i][round]);
      syncs[i][round] = 2 / (before + seconds_a_sync(settings.journal, settings.groups));
    }
  }
  printf("{\"parties\":%llu,\"groups\":%u", (unsigned long long)settings.world.parties, settings.groups);
  for (uint32_t i = 0; i < WAYS; i++) {
    printf(",\"%s\":{", ways[i].name);
    print_rates("rates", rates[i], settings.rounds);
    printf(",");
    print_rates("syncs", syncs[i], settings.rounds);
    printf("}");
  }
  printf("}\n");
  fr_engine_destroy(engine);
  return 0;
}
