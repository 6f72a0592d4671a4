/* SPDX-License-Identifier: Apache-2.0
 *
 * Hours of a bank at full speed: two threads score, say what settled, and move on through time, while new parties
 * appear and old ones fall idle, until the memory is at its bound and beyond. Writes a line of CSV every few seconds,
 * so that one can see whether memory and latency stay flat.
 *
 *   bench_soak --policy BUNDLE [--seconds N] [--parties N] [--memory-mib N] [--churn N] [--every N] > soak.csv
 *
 * --parties are active at a time; each --churn transfers one of them is replaced by one that nobody has seen. The state
 * begins with the past of all that are active. An engine that has no room left answers FR_STATE_FULL, which is counted.
 */
#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/histogram.h"
#include "bench/world.h"

enum { CHUNK = 64, SOAK_THREADS = 2 };

typedef struct soak {
  bench_world world;
  const char *policy;
  uint64_t seconds, memory_mib, churn, every;
  uint64_t pace; /* chunks that one thread may be ahead of the other */
  fr_engine *engine;
  uint64_t first_number;
  uint64_t taken; /* chunks that threads have begun */
  uint64_t at[SOAK_THREADS];
  uint32_t ending;
} soak;

/* What a thread counted since it was last asked. The lock is held for the time of a copy. */
typedef struct tally {
  soak *soak;
  uint32_t index;
  pthread_mutex_t lock;
  histogram times;
  uint64_t full, not_found;
} tally;

typedef struct soaker {
  tally *part;
  fr_context *context;
  bench_slip slip;
  bench_ticket tickets[CHUNK];
  bool scored[CHUNK];
  fr_decision decision;
} soaker;

/* Both parties of a transfer are among those that are active now: a window that moves on over all parties. */
static void make_chunk(const soak *self, soaker *player, uint64_t chunk) {
  const int64_t step_us = bench_world_step_us(&self->world);
  for (uint32_t i = 0; i < CHUNK; i++) {
    const uint64_t call = chunk * CHUNK + i, first = call / self->churn;
    const uint64_t payer = first + bench_mix(2 * call) % self->world.parties;
    /* Two of three go to somebody whom the payer pays again and again; the others to anybody. */
    uint64_t payee = payer + 1 + bench_mix(payer + call % 8) % 4000;
    if (payee >= first + self->world.parties) payee = payer - 1;
    if (call % 3 == 0) payee = first + bench_mix(2 * call + 1) % self->world.parties;
    if (payee == payer) payee = payer + 1;
    bench_ticket_make(&player->tickets[i], self->first_number + call, payer, payee,
                      BENCH_END_US + (int64_t)call * step_us);
  }
}

static void count_refused(soaker *player, fr_status status, const char *what) {
  if (status == FR_STATE_FULL) {
    player->part->full++;
  } else if (status == FR_NOT_FOUND) {
    player->part->not_found++;
  } else if (status != FR_OK) {
    bench_fail(what, fr_context_error(player->context));
  }
}

static void score_chunk(soaker *player) {
  tally *part = player->part;
  for (uint32_t i = 0; i < CHUNK; i++) {
    bench_slip_set(&player->slip, &player->tickets[i]);
    const uint64_t begin = bench_now_ns();
    const fr_status status = fr_score(player->context, &player->slip.transfer, &player->decision);
    if (status == FR_OK) histogram_add(&part->times, bench_now_ns() - begin);
    player->scored[i] = status == FR_OK;
    count_refused(player, status, "a transfer is refused");
  }
}

/* Of what was scored the money arrives. */
static void settle_chunk(soaker *player) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_SETTLED;
  event.known = FR_EVENT_HAS_AMOUNT;
  for (uint32_t i = 0; i < CHUNK; i++) {
    if (!player->scored[i]) continue;
    bench_slip_set(&player->slip, &player->tickets[i]);
    event.transfer_id = player->slip.transfer.id;
    event.payer = player->slip.transfer.payer;
    event.payee = player->slip.transfer.payee;
    event.amount_minor = player->slip.transfer.amount_minor;
    event.time_us = player->slip.transfer.time_us;
    count_refused(player, fr_observe(player->context, &event), "an outcome is refused");
  }
}

/* While one thread sleeps at the system's will, the other would go on by months; what the first has just scored would
 * have left the histories before it is said to have settled. So nobody goes ahead by more than a few days. */
static void keep_pace(soak *self, uint32_t index, uint64_t chunk) {
  __atomic_store_n(&self->at[index], chunk, __ATOMIC_RELAXED);
  while (!__atomic_load_n(&self->ending, __ATOMIC_RELAXED) &&
         chunk > __atomic_load_n(&self->at[1 - index], __ATOMIC_RELAXED) + self->pace) {
    usleep(50);
  }
}

static void *play(void *argument) {
  tally *part = argument;
  soak *self = part->soak;
  soaker *player = calloc(1, sizeof *player);
  if (player == NULL || fr_context_create(self->engine, &player->context) != FR_OK) bench_fail("no context", NULL);
  player->part = part;
  player->decision.struct_size = (uint32_t)sizeof player->decision;
  bench_slip_make(&player->slip, &self->world);
  bench_pin(part->index);
  while (!__atomic_load_n(&self->ending, __ATOMIC_RELAXED)) {
    const uint64_t chunk = __atomic_fetch_add(&self->taken, 1, __ATOMIC_RELAXED);
    keep_pace(self, part->index, chunk);
    make_chunk(self, player, chunk);
    pthread_mutex_lock(&part->lock);
    score_chunk(player);
    settle_chunk(player);
    pthread_mutex_unlock(&part->lock);
  }
  fr_context_destroy(player->context);
  free(player);
  return NULL;
}

/* ---- a line every few seconds ---- */

static void print_line(const soak *self, tally *parts, double begin, double lasted, bool measured) {
  static histogram times;
  uint64_t full = 0, not_found = 0;
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  memset(&times, 0, sizeof times);
  for (uint32_t i = 0; i < SOAK_THREADS; i++) {
    pthread_mutex_lock(&parts[i].lock);
    histogram_merge(&times, &parts[i].times);
    full += parts[i].full;
    not_found += parts[i].not_found;
    memset(&parts[i].times, 0, sizeof parts[i].times);
    parts[i].full = parts[i].not_found = 0;
    pthread_mutex_unlock(&parts[i].lock);
  }
  const uint64_t calls = __atomic_load_n(&self->taken, __ATOMIC_RELAXED) * CHUNK;
  const double days = (double)calls * (double)bench_world_step_us(&self->world) / (double)BENCH_DAY_US;
  printf("%.1f,%.1f,%.1f,%llu,%.0f,%llu,%llu,%llu,%llu,%llu,%llu,", bench_seconds() - begin, days,
         (double)bench_resident_bytes() / 1048576.0, (unsigned long long)(calls / self->churn),
         (double)times.total / lasted, (unsigned long long)histogram_quantile(&times, 0.5),
         (unsigned long long)histogram_quantile(&times, 0.99), (unsigned long long)histogram_quantile(&times, 0.999),
         (unsigned long long)times.max, (unsigned long long)full, (unsigned long long)not_found);
  if (measured && fr_engine_measure(self->engine, &stats) == FR_OK) {
    printf("%llu,%llu,%llu,%llu", (unsigned long long)stats.parties, (unsigned long long)stats.transfer_entries,
           (unsigned long long)(stats.profile_bytes + stats.index_bytes), (unsigned long long)stats.evicted);
  } else {
    printf(",,,");
  }
  printf("\n");
  fflush(stdout);
}

/* Measuring walks over the whole state while others wait, so it is done in every twelfth line only. */
static void watch(soak *self, tally *parts) {
  printf(
      "second,day,resident_mib,new_parties,scored_per_second,p50_ns,p99_ns,p999_ns,max_ns,state_full,not_found,"
      "parties,entries,state_bytes,evicted\n");
  const double begin = bench_seconds();
  double last = begin;
  for (uint64_t line = 1; last - begin < (double)self->seconds; line++) {
    double now;
    do {
      usleep(20000);
      now = bench_seconds();
    } while (now - last < (double)self->every && now - begin < (double)self->seconds);
    print_line(self, parts, begin, now - last, line % 12 == 0);
    last = now;
  }
}

/* ---- the command line ---- */

static uint64_t number_of(const char *text) {
  char *end;
  errno = 0;
  const unsigned long long number = strtoull(text, &end, 10);
  if (errno != 0 || *end != '\0' || end == text || number == 0 || number > 100000000) {
    fprintf(stderr, "bench: '%s' is no number from 1 to 100000000\n", text);
    exit(2);
  }
  return number;
}

static soak soak_of(int argc, char **argv) {
  static const struct option options[] = {
      {"policy", 1, NULL, 'f'},     {"seconds", 1, NULL, 's'}, {"parties", 1, NULL, 'p'}, {"churn", 1, NULL, 'c'},
      {"memory-mib", 1, NULL, 'm'}, {"every", 1, NULL, 'e'},   {NULL, 0, NULL, 0}};
  soak made = {.world = {.parties = 1000000, .sent = 15, .payees = 20},
               .seconds = 1200,
               .memory_mib = 4096,
               .churn = 50,
               .every = 5};
  for (int letter; (letter = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    switch (letter) {
      case 'f': made.policy = optarg; break;
      case 's': made.seconds = number_of(optarg); break;
      case 'p': made.world.parties = number_of(optarg); break;
      case 'c': made.churn = number_of(optarg); break;
      case 'm': made.memory_mib = number_of(optarg); break;
      case 'e': made.every = number_of(optarg); break;
      default: exit(2);
    }
  }
  if (made.policy == NULL || optind != argc || made.world.parties < 5000 || !bench_world_make(&made.world)) {
    fprintf(stderr, "bench: give --policy, and at least 5000 parties; see bench/README.md\n");
    exit(2);
  }
  return made;
}

int main(int argc, char **argv) {
  soak self = soak_of(argc, argv);
  tally parts[SOAK_THREADS] = {{.soak = &self, .index = 0}, {.soak = &self, .index = 1}};
  pthread_t handles[SOAK_THREADS];
  self.engine = bench_engine(&self.world, self.policy, self.memory_mib << 20);
  bench_world_fill(&self.world, self.engine);
  self.first_number = self.world.parties * self.world.payees;
  self.pace = 1 + 5 * (uint64_t)BENCH_DAY_US / (uint64_t)(bench_world_step_us(&self.world) * CHUNK);
  for (uint32_t i = 0; i < SOAK_THREADS; i++) {
    pthread_mutex_init(&parts[i].lock, NULL);
    if (pthread_create(&handles[i], NULL, play, &parts[i]) != 0) bench_fail("no thread", NULL);
  }
  watch(&self, parts);
  __atomic_store_n(&self.ending, 1, __ATOMIC_RELAXED);
  for (uint32_t i = 0; i < SOAK_THREADS; i++) {
    pthread_join(handles[i], NULL);
    pthread_mutex_destroy(&parts[i].lock);
  }
  fr_engine_destroy(self.engine);
  return 0;
}
