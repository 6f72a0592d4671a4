/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/world.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

uint64_t bench_mix(uint64_t word) {
  word += UINT64_C(0x9E3779B97F4A7C15);
  word = (word ^ (word >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  word = (word ^ (word >> 27)) * UINT64_C(0x94D049BB133111EB);
  return word ^ (word >> 31);
}

uint64_t bench_now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

double bench_seconds(void) { return (double)bench_now_ns() / 1e9; }

void bench_fail(const char *what, const fr_error *error) {
  fprintf(stderr, "bench: %s%s%s\n", what, error == NULL ? "" : ": ", error == NULL ? "" : error->message);
  exit(1);
}

uint64_t bench_resident_bytes(void) {
  unsigned long long total = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file == NULL) return 0;
  if (fscanf(file, "%llu %llu", &total, &resident) != 2) resident = 0;
  fclose(file);
  return resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

uint64_t bench_huge_bytes(void) {
  char line[256];
  unsigned long long kib = 0;
  FILE *file = fopen("/proc/self/smaps_rollup", "r");
  if (file == NULL) return 0;
  while (fgets(line, sizeof line, file) != NULL) {
    if (sscanf(line, "AnonHugePages: %llu", &kib) == 1) break;
  }
  fclose(file);
  return kib * 1024;
}

void bench_pin(uint32_t thread) {
  cpu_set_t allowed, one;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  for (uint32_t i = 0, seen = 0; i < CPU_SETSIZE; i++) {
    if (!CPU_ISSET(i, &allowed) || seen++ != thread) continue;
    CPU_ZERO(&one);
    CPU_SET(i, &one);
    (void)pthread_setaffinity_np(pthread_self(), sizeof one, &one);
    return;
  }
}

/* ---- who pays whom ---- */

bool bench_world_make(bench_world *self) {
  const uint32_t count = self->strangers ? self->payees : (self->payees + 1) / 2;
  const uint64_t room = self->strangers ? self->parties : self->parties / 2; /* a distance lies below it */
  const uint64_t part = room / (count + 1);
  if (self->payees == 0 || self->payees > BENCH_MOST_PAYEES || part < 2) return false;
  for (uint32_t i = 0; i < self->payees; i++) {
    const uint32_t which = self->strangers ? i : i / 2;
    const uint64_t away = 1 + which * part + bench_mix(which) % (part - 1);
    /* In pairs, the same way back: who pays me is whom I pay. */
    self->distance[i] = !self->strangers && i % 2 == 1 ? self->parties - away : away;
  }
  return true;
}

uint64_t bench_world_payee(const bench_world *self, uint64_t party, uint32_t round) {
  return (party + self->distance[round % self->payees]) % self->parties;
}

int64_t bench_world_step_us(const bench_world *self) {
  return BENCH_HORIZON_US / (int64_t)(self->parties * self->sent);
}

/* ---- tickets ---- */

static void write_digits(char *into, uint32_t width, uint64_t number) {
  while (width-- > 0) {
    into[width] = (char)('0' + number % 10);
    number /= 10;
  }
}

void bench_ticket_make(bench_ticket *self, uint64_t number, uint64_t payer, uint64_t payee, int64_t time_us) {
  self->id[0] = 'T';
  write_digits(self->id + 1, sizeof self->id - 1, number);
  memcpy(self->payer, "6222", 4);
  memcpy(self->payee, "6222", 4);
  write_digits(self->payer + 4, sizeof self->payer - 4, payer);
  write_digits(self->payee + 4, sizeof self->payee - 4, payee);
  /* From 1.00 up, each doubling up to 32,768.00 as likely as the others. */
  const uint64_t chance = bench_mix(number);
  self->amount_minor = (uint32_t)((100 + chance % 100) << (chance >> 32) % 15);
  self->time_us = time_us;
}

void bench_slip_make(bench_slip *self, const bench_world *world) {
  *self = (bench_slip){.transfer = FR_TRANSFER_INIT, .payer = FR_PARTY_INIT, .payee = FR_PARTY_INIT};
  const bench_ticket *none = NULL;
  self->transfer.id = (fr_text){.size = sizeof none->id, .encoding = FR_ENCODING_UTF8};
  self->transfer.payer = (fr_text){.size = sizeof none->payer, .encoding = FR_ENCODING_UTF8};
  self->transfer.payee = (fr_text){.size = sizeof none->payee, .encoding = FR_ENCODING_UTF8};
  self->transfer.channel = FR_CHANNEL_MOBILE;
  self->transfer.kind = FR_KIND_INTERBANK;
  self->transfer.speed = FR_SPEED_REAL_TIME;
  self->transfer.known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  if (world->remarks) self->transfer.remark = fr_text_of("七月房租和水电费，请查收");
  if (!world->customers) return;
  self->payer.customer = (fr_text){.size = sizeof none->payer - 4, .encoding = FR_ENCODING_UTF8};
  self->payee.customer = self->payer.customer;
  self->transfer.payer_party = &self->payer;
  self->transfer.payee_party = &self->payee;
}

/* ---- the past ---- */

typedef struct filler {
  const bench_world *world;
  fr_engine *engine;
  uint32_t thread, threads;
} filler;

static uint64_t divisor(uint64_t a, uint64_t b) { return b == 0 ? a : divisor(b, a % b); }

/* Rounds before `older` lie in the 60 days before the horizon, the others in the horizon. */
static void fill_round(const filler *self, fr_context *context, bench_slip *slip, uint32_t round, uint32_t older) {
  const bench_world *world = self->world;
  const int64_t span_us = round < older ? 60 * BENCH_DAY_US / older : BENCH_HORIZON_US / world->sent;
  const int64_t begin_us = round < older ? BENCH_END_US - BENCH_HORIZON_US - 60 * BENCH_DAY_US + round * span_us
                                         : BENCH_END_US - BENCH_HORIZON_US + (round - older) * span_us;
  const int64_t step_us = span_us / (int64_t)world->parties;
  const uint64_t shift = bench_mix(round) % world->parties;
  uint64_t stride = 1 + bench_mix(round + 1000) % (world->parties - 1);
  while (divisor(stride, world->parties) != 1) stride++;
  const uint32_t payee = round < older ? world->payees - older + round : round - older;
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_TRANSFERRED;
  event.status = FR_TRANSFER_SETTLED;
  event.transfer = &slip->transfer;
  bench_ticket ticket;
  for (uint64_t i = self->thread; i < world->parties; i += self->threads) {
    const uint64_t payer = (stride * i + shift) % world->parties, number = round * world->parties + i;
    const int64_t time_us = begin_us + (int64_t)i * step_us + (int64_t)(bench_mix(number) % (uint64_t)step_us);
    bench_ticket_make(&ticket, number, payer, bench_world_payee(world, payer, payee), time_us);
    bench_slip_set(slip, &ticket);
    event.time_us = time_us;
    if (fr_observe(context, &event) != FR_OK) bench_fail("the past is refused", fr_context_error(context));
  }
}

static void *fill_part(void *argument) {
  const filler *self = argument;
  const bench_world *world = self->world;
  const uint32_t older = world->payees > world->sent ? world->payees - world->sent : 0;
  fr_context *context = NULL;
  bench_slip slip;
  bench_pin(self->thread);
  bench_slip_make(&slip, world);
  if (fr_context_create(self->engine, &context) != FR_OK) bench_fail("no context", NULL);
  const double begin = bench_seconds();
  for (uint32_t round = 0; round < older + world->sent; round++) {
    fill_round(self, context, &slip, round, older);
    const uint32_t rounds = older + world->sent;
    if (self->thread == 0 && world->parties * rounds >= 10000000 && (rounds <= 20 || round % (rounds / 10) == 0)) {
      fprintf(stderr, "bench: %llu parties, %u of %u rounds recorded after %.0f s, %.0f MiB\n",
              (unsigned long long)world->parties, round + 1, rounds, bench_seconds() - begin,
              (double)bench_resident_bytes() / 1048576.0);
    }
  }
  fr_context_destroy(context);
  return NULL;
}

double bench_world_fill(const bench_world *self, fr_engine *engine) {
  const uint32_t threads = sysconf(_SC_NPROCESSORS_ONLN) > 1 && self->parties >= 10000 ? 2 : 1;
  filler parts[BENCH_MOST_THREADS];
  pthread_t handles[BENCH_MOST_THREADS];
  const double begin = bench_seconds();
  for (uint32_t i = 0; i < threads; i++) {
    parts[i] = (filler){self, engine, i, threads};
    if (pthread_create(&handles[i], NULL, fill_part, &parts[i]) != 0) bench_fail("no thread", NULL);
  }
  for (uint32_t i = 0; i < threads; i++) pthread_join(handles[i], NULL);
  return bench_seconds() - begin;
}

static fr_policy *load(const char *path) {
  enum { MOST = 1 << 20 };
  uint8_t *bytes = malloc(MOST);
  FILE *file = fopen(path, "rb");
  if (bytes == NULL || file == NULL) bench_fail("the bundle cannot be read; name one with --policy", NULL);
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  if (fr_policy_load(bytes, fread(bytes, 1, MOST, file), &policy, &error) != FR_OK) bench_fail("the policy", &error);
  fclose(file);
  free(bytes);
  return policy;
}

fr_engine *bench_engine(const bench_world *self, const char *bundle, uint64_t memory_bytes) {
  fr_policy *policy = load(bundle);
  fr_error error = FR_ERROR_INIT;
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_engine *engine = NULL;
  const uint64_t profiles = (self->parties + 16) * (self->customers ? 2 : 1);
  options.accept_unsigned_policies = FR_YES;
  options.time_ahead_max_us = -1;
  options.parties_max = memory_bytes == 0 ? profiles : memory_bytes / 256;
  /* Address space, not memory: it is used as it fills. */
  options.memory_bytes = memory_bytes != 0
                             ? memory_bytes
                             : (UINT64_C(256) << 20) + profiles * (1024 + 96 * self->sent + 48 * self->payees);
  if (fr_engine_create(&options, &engine, &error) != FR_OK || fr_engine_set_policy(engine, policy, &error) != FR_OK) {
    bench_fail("no engine", &error);
  }
  fr_policy_release(policy);
  return engine;
}
