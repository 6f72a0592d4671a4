/* SPDX-License-Identifier: Apache-2.0
 *
 * Scoring over a state of the size of a bank: fills an engine with parties and their past, measures how long calls
 * take, and the machine's own limit beside them. Prints one JSON object; bench/README.md says what it means.
 *
 *   bench_state --policy BUNDLE [--parties N] [--sent N] [--payees N] [--strangers] [--customers]
 *               [--calls N] [--rounds N] [--fill-only] [--score-only] [--journal DIR] [--journal DIR]
 *               [--remarks]
 *
 * Only the public API is used: what is inside the library may change without a change here. */
#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "bench/chase.h"
#include "bench/heap.h"
#include "bench/histogram.h"
#include "bench/journaled.h"
#include "bench/world.h"

enum { BATCH = 64, HOT_PARTIES = 256, HOT_CALLS = 512, MOST_ROUNDS = 9, HUB_WARM_UP = 2600 };

/* What one thread does between the two barriers. */
typedef enum action { NOTHING, COMPUTE, SCORE, SCORE_BATCH, SETTLE } action;

/* Which parties the transfers have. */
typedef enum parties_kind { COLD, HOT, CONTENDED } parties_kind;

typedef struct plan {
  const char *name;
  action action;
  parties_kind choice;
  uint32_t threads;
  bool each;        /* the clock is read around each call; otherwise around all of them */
  uint32_t journal; /* 0: none; else the number of a --journal */
} plan;

/* Those with one thread and two stand side by side, so that a busy moment of the machine meets both. */
static const plan measures[] = {
    {"empty", NOTHING, COLD, 1, true, 0},
    {"compute", COMPUTE, COLD, 1, true, 0},
    {"cold", SCORE, COLD, 1, true, 0},
    {"cold_two", SCORE, COLD, 2, true, 0},
    {"hot", SCORE, HOT, 1, true, 0},
    {"contended", SCORE, CONTENDED, 1, true, 0},
    {"contended_two", SCORE, CONTENDED, 2, true, 0},
    {"settle", SETTLE, COLD, 1, true, 0},
    {"batch", SCORE_BATCH, COLD, 1, true, 0}, /* of a batch, divided by the transfers in it */
    {"single_rate", SCORE, COLD, 1, false, 0},
    {"single_rate_two", SCORE, COLD, 2, false, 0},
    {"batch_rate", SCORE_BATCH, COLD, 1, false, 0},
    {"batch_rate_two", SCORE_BATCH, COLD, 2, false, 0},
    {"contended_rate", SCORE, CONTENDED, 1, false, 0},
    {"contended_rate_two", SCORE, CONTENDED, 2, false, 0},
};
/* Where there are journals: again with each of them, beside the same without. */
static const plan journaled[] = {
    {"cold_alone", SCORE, COLD, 1, true, 0},          {"cold_journal_1", SCORE, COLD, 1, true, 1},
    {"cold_journal_2", SCORE, COLD, 1, true, 2},      {"hot_alone", SCORE, HOT, 1, true, 0},
    {"hot_journal_1", SCORE, HOT, 1, true, 1},        {"hot_journal_2", SCORE, HOT, 1, true, 2},
    {"rate_two_alone", SCORE, COLD, 2, false, 0},     {"rate_two_journal_1", SCORE, COLD, 2, false, 1},
    {"rate_two_journal_2", SCORE, COLD, 2, false, 2},
};
enum { JOURNALED = sizeof journaled / sizeof journaled[0] };
enum { MEASURES = sizeof measures / sizeof measures[0] };

typedef struct outcome {
  histogram times;
  double rates[MOST_ROUNDS];
  uint64_t calls, faults; /* of memory that was touched for the first time, by all threads */
} outcome;

typedef struct request {
  bench_world world;
  const char *policy;
  uint32_t calls, rounds;
  bool fill_only, score_only;
  const char *journals[2]; /* directories, emptied before each measure */
  uint32_t journal_count;
} request;

/* The run as a whole: numbers that go up from measure to measure. */
typedef struct run {
  const request *settings;
  fr_engine *engine;
  uint64_t next_number;
  int64_t now_us;
  uint64_t results; /* of what one thread scored: the same in each run with the same settings */
  int64_t heap_calls;
  pthread_barrier_t barrier;
} run;

typedef struct worker {
  run *run;
  const plan *measure;
  uint32_t index, calls;
  fr_context *context;
  bench_ticket *tickets;
  bench_slip slips[BATCH];
  fr_decision *decisions; /* BATCH */
  histogram times;
  uint64_t begin_ns, end_ns, results;
} worker;

/* ---- tickets ---- */

static uint64_t party_of(const run *self, parties_kind choice, uint32_t call, uint64_t chance) {
  const uint64_t parties = self->settings->world.parties;
  if (choice != HOT) return chance % parties;
  const uint64_t set = bench_mix(call / HOT_CALLS + self->next_number);
  return bench_mix(set + chance % HOT_PARTIES) % parties;
}

static void make_tickets(run *self, worker *one) {
  const uint32_t threads = one->measure->threads;
  const uint64_t parties = self->settings->world.parties;
  const int64_t step_us = bench_world_step_us(&self->settings->world);
  for (uint32_t i = 0; i < one->calls; i++) {
    const uint64_t number = self->next_number + (uint64_t)i * threads + one->index;
    const uint64_t payer = party_of(self, one->measure->choice, i, bench_mix(2 * number));
    uint64_t payee = party_of(self, one->measure->choice, i, bench_mix(2 * number + 1));
    if (one->measure->choice == CONTENDED && i % 2 == 0) payee = parties; /* one more than the others */
    if (payee == payer) payee = (payer + 1) % parties;
    const int64_t time_us = self->now_us + ((int64_t)i * threads + one->index) * step_us;
    bench_ticket_make(&one->tickets[i], number, payer, payee, time_us);
  }
}

/* ---- loops: short, and alike ---- */

static void check(const worker *self, fr_status status) {
  if (status != FR_OK) bench_fail(self->measure->name, fr_context_error(self->context));
}

static void note(worker *self, const fr_decision *decision) {
  self->results = bench_mix(self->results ^ (uint64_t)decision->score ^ (uint64_t)decision->outcome << 32);
}

static void each_score(worker *self) {
  fr_decision *decision = &self->decisions[0];
  bench_slip *slip = &self->slips[0];
  for (uint32_t i = 0; i < self->calls; i++) {
    if (self->measure->choice == HOT && i % HOT_CALLS == 0) {
      for (uint32_t k = i; k < i + HOT_CALLS && k < self->calls; k++) { /* brings all of the set near */
        bench_slip_set(slip, &self->tickets[k]);
        check(self, fr_preview(self->context, &slip->transfer, decision));
      }
    }
    bench_slip_set(slip, &self->tickets[i]);
    const uint64_t begin = bench_now_ns();
    const fr_status status = fr_score(self->context, &slip->transfer, decision);
    histogram_add(&self->times, bench_now_ns() - begin);
    check(self, status);
    note(self, decision);
  }
}

static void each_nothing(worker *self) {
  bench_slip *slip = &self->slips[0];
  for (uint32_t i = 0; i < self->calls; i++) {
    bench_slip_set(slip, &self->tickets[i]);
    const uint64_t begin = bench_now_ns();
    __asm__ volatile("" ::"r"(slip) : "memory"); /* the slip is filled before, as for a call */
    histogram_add(&self->times, bench_now_ns() - begin);
  }
}

/* Arithmetic that touches no memory and takes about as long as a call: what interrupts a call interrupts it as often,
 * while an empty loop is over before anything can happen. */
static void each_computed(worker *self) {
  enum { STEPS = 500 };
  for (uint32_t i = 0; i < self->calls; i++) {
    const uint64_t begin = bench_now_ns();
    for (uint32_t k = 0; k < STEPS; k++) self->results = bench_mix(self->results);
    histogram_add(&self->times, bench_now_ns() - begin);
  }
}

/* Scores, and says a moment later that the money arrived; the second is measured. */
static void each_settle(worker *self) {
  bench_slip *slip = &self->slips[0];
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_SETTLED;
  event.known = FR_EVENT_HAS_AMOUNT;
  for (uint32_t i = 0; i < self->calls; i++) {
    const uint32_t ahead = 32; /* scored so long before it settles that its parties are no longer near */
    for (uint32_t k = i == 0 ? 0 : i + ahead; k <= i + ahead && k < self->calls; k++) {
      bench_slip_set(slip, &self->tickets[k]);
      check(self, fr_score(self->context, &slip->transfer, &self->decisions[0]));
    }
    bench_slip_set(slip, &self->tickets[i]);
    event.transfer_id = slip->transfer.id;
    event.payer = slip->transfer.payer;
    event.payee = slip->transfer.payee;
    event.payer_customer = slip->payer.customer;
    event.payee_customer = slip->payee.customer;
    if (slip->transfer.payer_party == NULL) event.payer_customer = event.payee_customer = (fr_text){0};
    event.amount_minor = slip->transfer.amount_minor;
    event.time_us = slip->transfer.time_us + 1000000;
    const uint64_t begin = bench_now_ns();
    const fr_status status = fr_observe(self->context, &event);
    histogram_add(&self->times, bench_now_ns() - begin);
    check(self, status);
  }
}

static void all_scored(worker *self) {
  for (uint32_t i = 0; i < self->calls; i++) {
    bench_slip_set(&self->slips[0], &self->tickets[i]);
    check(self, fr_score(self->context, &self->slips[0].transfer, &self->decisions[0]));
    note(self, &self->decisions[0]);
  }
}

static void all_in_batches(worker *self) {
  const fr_transfer *transfers[BATCH];
  fr_decision *decisions[BATCH];
  for (uint32_t i = 0; i < BATCH; i++) {
    transfers[i] = &self->slips[i].transfer;
    decisions[i] = &self->decisions[i];
  }
  for (uint32_t begin = 0; begin < self->calls; begin += BATCH) {
    const uint32_t count = self->calls - begin < BATCH ? self->calls - begin : BATCH;
    uint32_t done = 0;
    for (uint32_t i = 0; i < count; i++) bench_slip_set(&self->slips[i], &self->tickets[begin + i]);
    const uint64_t from = bench_now_ns();
    const fr_status status = fr_score_batch(self->context, transfers, count, decisions, &done);
    const uint64_t share_ns = (bench_now_ns() - from) / count;
    for (uint32_t i = 0; self->measure->each && i < count; i++) histogram_add(&self->times, share_ns);
    check(self, status);
    for (uint32_t i = 0; i < count; i++) note(self, &self->decisions[i]);
  }
}

static void *work(void *argument) {
  worker *self = argument;
  bench_pin(self->index);
  pthread_barrier_wait(&self->run->barrier);
  self->begin_ns = bench_now_ns();
  switch (self->measure->action) {
    case NOTHING: each_nothing(self); break;
    case COMPUTE: each_computed(self); break;
    case SETTLE: each_settle(self); break;
    case SCORE_BATCH: all_in_batches(self); break;
    case SCORE: self->measure->each ? each_score(self) : all_scored(self); break;
  }
  self->end_ns = bench_now_ns();
  pthread_barrier_wait(&self->run->barrier);
  return NULL;
}

/* ---- one measure, one round ---- */

static worker *worker_make(run *self, const plan *measure, uint32_t index, uint32_t calls) {
  worker *made = calloc(1, sizeof *made);
  if (made == NULL) bench_fail("no memory", NULL);
  made->run = self;
  made->measure = measure;
  made->index = index;
  made->calls = calls;
  made->tickets = aligned_alloc(64, calls * sizeof made->tickets[0]);
  made->decisions = calloc(BATCH, sizeof made->decisions[0]);
  if (made->tickets == NULL || made->decisions == NULL) bench_fail("no memory", NULL);
  if (fr_context_create(self->engine, &made->context) != FR_OK) bench_fail("no context", NULL);
  for (uint32_t i = 0; i < BATCH; i++) {
    bench_slip_make(&made->slips[i], &self->settings->world);
    made->decisions[i].struct_size = (uint32_t)sizeof made->decisions[i];
  }
  make_tickets(self, made);
  return made;
}

static void worker_free(worker *self) {
  fr_context_destroy(self->context);
  free(self->decisions);
  free(self->tickets);
  free(self);
}

static uint64_t faults(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (uint64_t)usage.ru_minflt + (uint64_t)usage.ru_majflt;
}

static void measure_once(run *self, const plan *measure, uint32_t calls, uint32_t round, outcome *into) {
  worker *workers[BENCH_MOST_THREADS];
  bench_journal journal;
  pthread_t handles[BENCH_MOST_THREADS];
  uint64_t begin_ns = UINT64_MAX, end_ns = 0;
  if (measure->journal != 0)
    bench_journal_begin(&journal, self->engine, self->settings->journals[measure->journal - 1]);
  pthread_barrier_init(&self->barrier, NULL, measure->threads + 1);
  for (uint32_t i = 0; i < measure->threads; i++) {
    workers[i] = worker_make(self, measure, i, calls);
    if (pthread_create(&handles[i], NULL, work, workers[i]) != 0) bench_fail("no thread", NULL);
  }
  const int64_t heap_before = bench_heap_calls(); /* all that was asked for is there before the first barrier */
  const uint64_t faults_before = faults();
  pthread_barrier_wait(&self->barrier);
  pthread_barrier_wait(&self->barrier);
  into->faults += faults() - faults_before;
  self->heap_calls += bench_heap_calls() - heap_before;
  for (uint32_t i = 0; i < measure->threads; i++) {
    pthread_join(handles[i], NULL);
    if (workers[i]->begin_ns < begin_ns) begin_ns = workers[i]->begin_ns;
    if (workers[i]->end_ns > end_ns) end_ns = workers[i]->end_ns;
    histogram_merge(&into->times, &workers[i]->times);
    if (measure->threads == 1 && measure->action != COMPUTE)
      self->results = bench_mix(self->results ^ workers[i]->results);
    worker_free(workers[i]);
  }
  pthread_barrier_destroy(&self->barrier);
  if (measure->journal != 0) bench_journal_end(&journal);
  into->calls += (uint64_t)calls * measure->threads;
  into->rates[round] = (double)calls * measure->threads / ((double)(end_ns - begin_ns) / 1e9);
  self->next_number += (uint64_t)calls * measure->threads;
  self->now_us += (int64_t)calls * measure->threads * bench_world_step_us(&self->settings->world);
}

static int by_size(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void print_outcome(const plan *measure, outcome *got, uint32_t rounds) {
  printf("\"%s\":{\"threads\":%u,\"calls\":%llu,\"faults\":%llu,", measure->name, measure->threads,
         (unsigned long long)got->calls, (unsigned long long)got->faults);
  if (measure->each) {
    histogram_print(&got->times, stdout);
  } else {
    printf("\"rates\":[");
    for (uint32_t i = 0; i < rounds; i++) printf("%s%.0f", i == 0 ? "" : ",", got->rates[i]);
    qsort(got->rates, rounds, sizeof got->rates[0], by_size);
    printf("],\"per_second\":%.0f", got->rates[rounds / 2]);
  }
  printf("}");
}

static void measure_all(run *self) {
  static outcome got[MEASURES];
  static outcome ignored;
  const uint32_t rounds = self->settings->rounds, calls = self->settings->calls;
  const plan warm_up = {"warm up", SCORE, CONTENDED, 1, false, 0};
  measure_once(self, &warm_up, HUB_WARM_UP, 0, &ignored); /* the payee of half of all has a full history */
  self->heap_calls = 0;
  for (uint32_t round = 0; round < rounds; round++) {
    for (uint32_t i = 0; i < MEASURES; i++) measure_once(self, &measures[i], calls, round, &got[i]);
    fprintf(stderr, "bench: %llu parties, round %u of %u measured\n", (unsigned long long)self->settings->world.parties,
            round + 1, rounds);
  }
  static outcome with[JOURNALED];
  const uint32_t journals = self->settings->journal_count;
  for (uint32_t round = 0; journals != 0 && round < rounds; round++) {
    for (uint32_t i = 0; i < JOURNALED; i++) {
      if (journaled[i].journal <= journals) measure_once(self, &journaled[i], calls, round, &with[i]);
    }
  }
  printf(",\"measures\":{");
  for (uint32_t i = 0; i < MEASURES; i++) {
    printf("%s", i == 0 ? "" : ",");
    print_outcome(&measures[i], &got[i], rounds);
  }
  for (uint32_t i = 0; journals != 0 && i < JOURNALED; i++) {
    if (journaled[i].journal > journals) continue;
    printf(",");
    print_outcome(&journaled[i], &with[i], rounds);
  }
  printf("},\"heap_calls\":%lld,\"results\":\"%016llx\"", bench_heap_calls() < 0 ? -1LL : (long long)self->heap_calls,
         (unsigned long long)self->results);
}

/* ---- what the state takes ---- */

static uint64_t print_memory(const run *self, uint64_t resident_before) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  fr_error error = FR_ERROR_INIT;
  if (fr_engine_measure(self->engine, &stats) != FR_OK) bench_fail("the state cannot be measured", &error);
  const double parties = (double)stats.parties;
  const uint64_t resident = bench_resident_bytes() - resident_before;
  printf(
      ",\"memory\":{\"profiles\":%llu,\"entries_a_party\":%.2f,\"counterparties_a_party\":%.2f,"
      "\"profile_bytes\":%llu,\"index_bytes\":%llu,\"reserved_bytes\":%llu,\"resident_bytes\":%llu,"
      "\"huge_bytes\":%llu,\"bytes_a_party\":%.1f,\"reserved_a_party\":%.1f,\"resident_a_party\":%.1f}",
      (unsigned long long)stats.parties, (double)stats.transfer_entries / parties,
      (double)stats.counterparties / parties, (unsigned long long)stats.profile_bytes,
      (unsigned long long)stats.index_bytes, (unsigned long long)stats.reserved_bytes, (unsigned long long)resident,
      (unsigned long long)bench_huge_bytes(), (double)(stats.profile_bytes + stats.index_bytes) / parties,
      (double)stats.reserved_bytes / parties, (double)resident / parties);
  return stats.reserved_bytes;
}

static void print_limit(uint64_t bytes) {
  uint64_t given = 0;
  const double huge = bench_chase_ns(bytes, true, 20000, &given);
  printf(",\"limit\":{\"footprint_bytes\":%llu,\"huge_pages_ns\":%.1f,\"huge_pages_bytes\":%llu",
         (unsigned long long)bytes, huge, (unsigned long long)given);
  const double small = bench_chase_ns(bytes, false, 20000, &given);
  printf(",\"small_pages_ns\":%.1f}", small);
}

/* ---- the command line ---- */

static uint64_t number_of(const char *text, uint64_t least, uint64_t most) {
  char *end;
  errno = 0;
  const unsigned long long number = strtoull(text, &end, 10);
  if (errno != 0 || *end != '\0' || end == text || number < least || number > most) {
    fprintf(stderr, "bench: '%s' is no number from %llu to %llu\n", text, (unsigned long long)least,
            (unsigned long long)most);
    exit(2);
  }
  return number;
}

static request request_of(int argc, char **argv) {
  static const struct option options[] = {{"policy", 1, NULL, 'f'},    {"parties", 1, NULL, 'p'},
                                          {"sent", 1, NULL, 's'},      {"payees", 1, NULL, 'k'},
                                          {"calls", 1, NULL, 'c'},     {"rounds", 1, NULL, 'r'},
                                          {"strangers", 0, NULL, 'x'}, {"customers", 0, NULL, 'u'},
                                          {"fill-only", 0, NULL, 'o'}, {"score-only", 0, NULL, 'y'},
                                          {"journal", 1, NULL, 'j'},   {"remarks", 0, NULL, 'm'},
                                          {NULL, 0, NULL, 0}};
  request made = {.world = {.parties = 10000, .sent = 15, .payees = 20}, .rounds = 3};
  for (int letter; (letter = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    switch (letter) {
      case 'f': made.policy = optarg; break;
      case 'p': made.world.parties = number_of(optarg, 300, 100000000); break;
      case 's': made.world.sent = (uint32_t)number_of(optarg, 1, 1000); break;
      case 'k': made.world.payees = (uint32_t)number_of(optarg, 1, BENCH_MOST_PAYEES); break;
      case 'c': made.calls = (uint32_t)number_of(optarg, 1, 10000000); break;
      case 'r': made.rounds = (uint32_t)number_of(optarg, 1, MOST_ROUNDS); break;
      case 'x': made.world.strangers = true; break;
      case 'u': made.world.customers = true; break;
      case 'j':
        if (made.journal_count == 2) exit(2);
        made.journals[made.journal_count++] = optarg;
        break;
      case 'm': made.world.remarks = true; break;
      case 'o': made.fill_only = true; break;
      case 'y': made.score_only = true; break;
      default: exit(2);
    }
  }
  if (made.policy == NULL || optind != argc || !bench_world_make(&made.world)) {
    fprintf(stderr, "bench: give --policy, and more parties than twice the payees; see bench/README.md\n");
    exit(2);
  }
  /* As many calls as can be had without a party's past ending: each measure takes a part of the horizon. */
  const uint64_t parties = made.world.parties;
  if (made.calls == 0) made.calls = (uint32_t)(parties < 10000 ? 10000 : parties > 300000 ? 300000 : parties);
  return made;
}

int main(int argc, char **argv) {
  const request settings = request_of(argc, argv);
  const bench_world *world = &settings.world;
  const uint64_t resident_before = bench_resident_bytes();
  run self = {.settings = &settings, .now_us = BENCH_END_US, .engine = bench_engine(world, settings.policy, 0)};
  const double took = bench_world_fill(world, self.engine);
  const uint64_t recorded = world->parties * (world->sent > world->payees ? world->sent : world->payees);
  self.next_number = recorded;
  printf(
      "{\"parties\":%llu,\"sent\":%u,\"received\":%u,\"payees\":%u,\"strangers\":%s,\"customers\":%s,"
      "\"fill\":{\"recorded\":%llu,\"seconds\":%.2f}",
      (unsigned long long)world->parties, world->sent, world->sent, world->payees, world->strangers ? "true" : "false",
      world->customers ? "true" : "false", (unsigned long long)recorded, took);
  if (settings.score_only) {
    static outcome ignored;
    const plan scoring = {"scoring", SCORE, COLD, 1, false, settings.journal_count != 0 ? 1 : 0};
    measure_once(&self, &scoring, settings.calls, 0, &ignored);
    printf(",\"calls\":%u}\n", settings.calls);
    fr_engine_destroy(self.engine);
    return 0;
  }
  uint64_t footprint = print_memory(&self, resident_before);
  if (!settings.fill_only) measure_all(&self);
  fr_engine_destroy(self.engine);
  if (!settings.fill_only) print_limit(footprint);
  printf("}\n");
  return 0;
}
