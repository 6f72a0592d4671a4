/* SPDX-License-Identifier: Apache-2.0
 *
 * How fast an engine comes back: scores transfers of a made-up bank with a journal, then recovers from all records, and
 * from a snapshot and the rest. Prints one JSON object; bench/README.md says what it means.
 *
 *   bench_recover --policy BUNDLE --journal DIR [--parties N] [--calls N] */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/journaled.h"
#include "bench/world.h"

typedef struct request {
  bench_world world;
  const char *policy, *journal;
  uint64_t calls;
} request;

static request request_of(int argc, char **argv) {
  static const struct option options[] = {{"policy", 1, NULL, 'f'},
                                          {"journal", 1, NULL, 'j'},
                                          {"parties", 1, NULL, 'p'},
                                          {"calls", 1, NULL, 'c'},
                                          {NULL, 0, NULL, 0}};
  request made = {.world = {.parties = 10000, .sent = 15, .payees = 20}, .calls = 100000};
  for (int letter; (letter = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    switch (letter) {
      case 'f': made.policy = optarg; break;
      case 'j': made.journal = optarg; break;
      case 'p': made.world.parties = strtoull(optarg, NULL, 10); break;
      case 'c': made.calls = strtoull(optarg, NULL, 10); break;
      default: exit(2);
    }
  }
  if (made.policy == NULL || made.journal == NULL || made.calls == 0 || !bench_world_make(&made.world)) {
    fprintf(stderr, "bench: give --policy and --journal, and more parties than twice the payees\n");
    exit(2);
  }
  return made;
}

static void score_all(const request *settings, fr_engine *engine, uint64_t from) {
  fr_context *context;
  bench_slip slip;
  bench_ticket ticket;
  fr_decision decision = FR_DECISION_INIT;
  const uint64_t parties = settings->world.parties;
  if (fr_context_create(engine, &context) != FR_OK) bench_fail("no context", NULL);
  bench_slip_make(&slip, &settings->world);
  for (uint64_t i = from; i < from + settings->calls; i++) {
    const uint64_t payer = bench_mix(2 * i) % parties;
    const uint64_t payee = (payer + 1 + bench_mix(2 * i + 1) % (parties - 1)) % parties;
    bench_ticket_make(&ticket, i, payer, payee, BENCH_END_US + (int64_t)i * 1000);
    bench_slip_set(&slip, &ticket);
    if (fr_score(context, &slip.transfer, &decision) != FR_OK) bench_fail("a score", fr_context_error(context));
  }
  fr_context_destroy(context);
}

/* Of this process, so that a busy machine changes it little. */
static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void recover(const request *settings, const char *name) {
  fr_error error = FR_ERROR_INIT;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  fr_journal *journal;
  fr_engine *engine = bench_engine(&settings->world, settings->policy, 0);
  const fr_journal_options options = bench_journal_options(settings->journal);
  const uint64_t begin_ns = bench_now_ns();
  if (fr_journal_open(engine, &options, &journal, &error) != FR_OK) bench_fail("no journal", &error);
  const uint64_t opened_ns = bench_now_ns();
  const double cpu_before = cpu_seconds();
  if (fr_journal_recover(journal, &recovery, &error) != FR_OK) bench_fail("no recovery", &error);
  const double seconds = (double)(bench_now_ns() - opened_ns) / 1e9;
  const double cpu = cpu_seconds() - cpu_before;
  printf(
      ",\"%s\":{\"open_seconds\":%.3f,\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"records\":%llu,"
      "\"records_per_cpu_second\":%.0f}",
      name, (double)(opened_ns - begin_ns) / 1e9, seconds, cpu, (unsigned long long)recovery.replayed,
      (double)recovery.replayed / cpu);
  fr_journal_close(journal);
  fr_engine_destroy(engine);
}

int main(int argc, char **argv) {
  const request settings = request_of(argc, argv);
  bench_journal journal;
  fr_error error = FR_ERROR_INIT;
  fr_engine *engine = bench_engine(&settings.world, settings.policy, 0);
  bench_pin(0);
  bench_journal_begin(&journal, engine, settings.journal);
  score_all(&settings, engine, 0);
  bench_journal_stop(&journal);
  printf("{\"parties\":%llu,\"calls\":%llu", (unsigned long long)settings.world.parties,
         (unsigned long long)settings.calls);
  recover(&settings, "from_records");
  fr_engine_destroy(engine);

  engine = bench_engine(&settings.world, settings.policy, 0);
  bench_journal_begin(&journal, engine, settings.journal);
  score_all(&settings, engine, 0);
  const uint64_t begin_ns = bench_now_ns();
  if (fr_journal_snapshot(journal.journal, NULL, &error) != FR_OK) bench_fail("no snapshot", &error);
  printf(",\"snapshot_seconds\":%.3f", (double)(bench_now_ns() - begin_ns) / 1e9);
  bench_journal_stop(&journal);
  recover(&settings, "from_snapshot");
  fr_engine_destroy(engine);
  bench_journal_empty(settings.journal);
  printf("}\n");
  return 0;
}
