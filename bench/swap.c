/* SPDX-License-Identifier: Apache-2.0
 *
 * What a decision waits for while policies change: one thread scores, another one puts policies, challengers, switches
 * or watch lists in force as often as it is told to. Beside each: the same changes made to another engine, so that the
 * machine is as busy and nothing of it concerns who scores. Prints one JSON object; bench/README.md says what it means.
 *
 *   bench_swap --policy BUNDLE --other BUNDLE [--parties N] [--swaps N] [--pause-us N] [--listed N] */
#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench/histogram.h"
#include "bench/world.h"
#include "crypto/sha256.h"
#include "policy/policy.h"
#include "policy/switches.h"

enum { MOST_BUNDLE = 1 << 20, LIMIT_NS = 50000 };

typedef enum kind { POLICY, RELOAD, CHALLENGER, SWITCHES, LISTS, KINDS } kind;
static const char *const names[KINDS] = {"policy", "reload", "challenger", "switches", "lists"};

typedef struct file {
  uint8_t *bytes;
  uint64_t size;
} file;

typedef struct request {
  bench_world world;
  const char *paths[2];
  uint32_t swaps, pause_us, listed;
  file files[2];
  fr_policy *policies[2];
} request;

/* What one measure found. */
typedef struct outcome {
  histogram first;     /* calls that were the first after a change, by the clock */
  histogram first_cpu; /* the same calls in the thread's own computing time */
  histogram other;
  uint64_t calls, swaps, first_above; /* first calls of which more than LIMIT_NS were computed */
} outcome;

typedef struct run {
  const request *settings;
  fr_engine *scored, *beside;
  fr_engine *changed; /* one of the two */
  kind what;
  uint64_t switches; /* numbers have to grow */
  _Atomic uint64_t swaps;
  atomic_bool done;
} run;

static void must(fr_status status, const char *what, const fr_error *error) {
  if (status != FR_OK) bench_fail(what, error);
}

/* ---- changes ---- */

/* Unsigned, of one rule or of none. */
static void put_switches(run *self, uint64_t turn) {
  fr_error error = FR_ERROR_INIT;
  const fr_policy *policy = self->settings->policies[0];
  fr__cbor_writer writer;
  uint8_t bytes[1024];
  fr__switches *made = calloc(1, sizeof *made + sizeof made->rules[0]);
  if (made == NULL) bench_fail("no memory", NULL);
  memcpy(made->policy, policy->name, sizeof made->policy);
  made->number = ++self->switches;
  made->count = turn % 2 == 0 ? 1 : 0;
  memcpy(made->rules[0], policy->rules[0].id, strlen(policy->rules[0].id) + 1);
  fr__cbor_writer_grow(&writer);
  fr__switches_write(&writer, made);
  if (writer.status != FR_OK || writer.size > sizeof bytes - FR__SHA256_BYTES) bench_fail("switches", NULL);
  memcpy(bytes, writer.data, writer.size);
  must(fr__sha256(bytes, writer.size, bytes + writer.size), "SHA-256", NULL);
  must(fr_engine_set_switches(self->changed, bytes, writer.size + FR__SHA256_BYTES, BENCH_END_US, &error), "switches",
       &error);
  fr__cbor_writer_free(&writer);
  free(made);
}

static void put_lists(run *self, uint64_t turn) {
  static const uint8_t secret_key[16]; /* as the engine's, which has none set */
  fr_error error = FR_ERROR_INIT;
  fr_watch_builder *builder;
  fr_watch_lists *lists;
  bench_ticket ticket;
  must(fr_watch_builder_create(secret_key, self->settings->listed, &builder, &error), "lists", &error);
  for (uint32_t i = 0; i < self->settings->listed; i++) {
    bench_ticket_make(&ticket, i, 1000000 + i, i, 0);
    const fr_text who = {.data = ticket.payer, .size = sizeof ticket.payer, .encoding = FR_ENCODING_UTF8};
    must(fr_watch_builder_add(builder, FR_PARTY_ACCOUNT, who, fr_text_of("listed"), 0, &error), "lists", &error);
  }
  must(fr_watch_builder_finish(builder, turn, &lists, &error), "lists", &error);
  fr_watch_builder_destroy(builder);
  must(fr_engine_set_watch_lists(self->changed, lists, &error), "lists", &error);
  fr_watch_lists_release(lists);
}

static void put_policy(fr_engine *engine, fr_policy *policy) {
  fr_error error = FR_ERROR_INIT;
  fr_put_options options = FR_PUT_OPTIONS_INIT;
  options.accept_older = FR_YES;
  options.now_us = BENCH_END_US;
  must(fr_engine_put_policy(engine, policy, &options, &error), "a policy", &error);
}

static void change(run *self, uint64_t turn) {
  const request *settings = self->settings;
  const uint64_t which = turn % 2;
  fr_error error = FR_ERROR_INIT;
  fr_policy *fresh = NULL;
  switch (self->what) {
    case POLICY: put_policy(self->changed, settings->policies[which]); break;
    case RELOAD: /* as a host does: loads it, puts it, and keeps nothing */
      must(fr_policy_load(settings->files[which].bytes, settings->files[which].size, &fresh, &error), "load", &error);
      put_policy(self->changed, fresh);
      fr_policy_release(fresh);
      break;
    case CHALLENGER:
      must(fr_engine_set_challenger(self->changed, 0, which == 0 ? settings->policies[1] : NULL, &error), "challenger",
           &error);
      break;
    case SWITCHES: put_switches(self, turn); break;
    case LISTS: put_lists(self, turn); break;
    case KINDS: break;
  }
}

static void *changing(void *argument) {
  run *self = argument;
  bench_pin(1);
  /* Lists take long to make, so there are fewer. */
  const uint64_t turns = self->what == LISTS ? self->settings->swaps / 20 + 1 : self->settings->swaps;
  for (uint64_t turn = 0; turn < turns; turn++) {
    change(self, turn);
    atomic_fetch_add(&self->swaps, 1);
    if (self->settings->pause_us != 0) usleep(self->settings->pause_us);
  }
  atomic_store(&self->done, true);
  return NULL;
}

/* ---- scoring ---- */

static uint64_t cpu_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

static void scoring(run *self, uint64_t *number, outcome *into) {
  fr_context *context;
  bench_slip slip;
  bench_ticket ticket;
  fr_decision decision = FR_DECISION_INIT;
  const uint64_t parties = self->settings->world.parties;
  must(fr_context_create(self->scored, &context), "no context", NULL);
  bench_slip_make(&slip, &self->settings->world);
  uint64_t seen = atomic_load(&self->swaps);
  while (!atomic_load_explicit(&self->done, memory_order_relaxed)) {
    const uint64_t n = (*number)++, payer = bench_mix(2 * n) % parties;
    const uint64_t payee = (payer + 1 + bench_mix(2 * n + 1) % (parties - 1)) % parties;
    bench_ticket_make(&ticket, n, payer, payee, BENCH_END_US + (int64_t)n * 1000);
    bench_slip_set(&slip, &ticket);
    const uint64_t swaps = atomic_load(&self->swaps);
    const bool first = swaps != seen;
    seen = swaps;
    const uint64_t computed = first ? cpu_ns() : 0, begin = bench_now_ns();
    const fr_status status = fr_score(context, &slip.transfer, &decision);
    const uint64_t took = bench_now_ns() - begin;
    if (first) {
      const uint64_t own = cpu_ns() - computed;
      histogram_add(&into->first, took);
      histogram_add(&into->first_cpu, own);
      into->first_above += own > LIMIT_NS;
    } else {
      histogram_add(&into->other, took);
    }
    into->calls++;
    must(status, "a score", fr_context_error(context));
  }
  fr_context_destroy(context);
}

static void measure(run *self, kind what, bool control, uint64_t *number, outcome *into) {
  pthread_t thread;
  self->what = what;
  self->changed = control ? self->beside : self->scored;
  atomic_store(&self->swaps, 0);
  atomic_store(&self->done, false);
  if (pthread_create(&thread, NULL, changing, self) != 0) bench_fail("no thread", NULL);
  scoring(self, number, into);
  pthread_join(thread, NULL);
  into->swaps += atomic_load(&self->swaps);
  fr_error error = FR_ERROR_INIT; /* the next kind begins without what this one left */
  must(fr_engine_set_challenger(self->changed, 0, NULL, &error), "challenger", &error);
  must(fr_engine_set_watch_lists(self->changed, NULL, &error), "lists", &error);
  put_policy(self->changed, self->settings->policies[0]);
}

static void print_outcome(const char *name, const outcome *got) {
  printf("\"%s\":{\"calls\":%llu,\"swaps\":%llu,\"first_above_50_us\":%llu,\"first\":{", name,
         (unsigned long long)got->calls, (unsigned long long)got->swaps, (unsigned long long)got->first_above);
  histogram_print(&got->first, stdout);
  printf("},\"first_cpu\":{");
  histogram_print(&got->first_cpu, stdout);
  printf("},\"other\":{");
  histogram_print(&got->other, stdout);
  printf("}}");
}

/* ---- the command line ---- */

static file file_of(const char *path) {
  file made = {.bytes = malloc(MOST_BUNDLE)};
  FILE *open = fopen(path, "rb");
  if (open == NULL || made.bytes == NULL) bench_fail("a bundle cannot be read", NULL);
  made.size = fread(made.bytes, 1, MOST_BUNDLE, open);
  fclose(open);
  return made;
}

static request request_of(int argc, char **argv) {
  static const struct option options[] = {
      {"policy", 1, NULL, 'f'},   {"other", 1, NULL, 'o'},  {"parties", 1, NULL, 'p'}, {"swaps", 1, NULL, 's'},
      {"pause-us", 1, NULL, 'u'}, {"listed", 1, NULL, 'l'}, {NULL, 0, NULL, 0}};
  request made = {
      .world = {.parties = 10000, .sent = 15, .payees = 20}, .swaps = 1000, .pause_us = 200, .listed = 100000};
  for (int letter; (letter = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    switch (letter) {
      case 'f': made.paths[0] = optarg; break;
      case 'o': made.paths[1] = optarg; break;
      case 'p': made.world.parties = strtoull(optarg, NULL, 10); break;
      case 's': made.swaps = (uint32_t)strtoul(optarg, NULL, 10); break;
      case 'u': made.pause_us = (uint32_t)strtoul(optarg, NULL, 10); break;
      case 'l': made.listed = (uint32_t)strtoul(optarg, NULL, 10); break;
      default: exit(2);
    }
  }
  if (made.paths[0] == NULL || made.paths[1] == NULL || made.swaps == 0 || !bench_world_make(&made.world)) {
    fprintf(stderr, "bench: give --policy and --other, and more parties than twice the payees\n");
    exit(2);
  }
  for (int i = 0; i < 2; i++) {
    fr_error error = FR_ERROR_INIT;
    made.files[i] = file_of(made.paths[i]);
    must(fr_policy_load(made.files[i].bytes, made.files[i].size, &made.policies[i], &error), made.paths[i], &error);
  }
  return made;
}

int main(int argc, char **argv) {
  static outcome got[KINDS][2];
  request settings = request_of(argc, argv);
  run self = {.settings = &settings,
              .scored = bench_engine(&settings.world, settings.paths[0], 0),
              .beside = bench_engine(&settings.world, settings.paths[0], 0)};
  uint64_t number = 64 * settings.world.parties; /* past all that filling recorded */
  bench_pin(0);
  (void)bench_world_fill(&settings.world, self.scored);
  for (int round = 0; round < 2; round++) {
    for (kind what = 0; what < KINDS; what++) {
      for (int control = 0; control < 2; control++) measure(&self, what, control == 1, &number, &got[what][control]);
    }
  }
  printf("{\"parties\":%llu", (unsigned long long)settings.world.parties);
  for (kind what = 0; what < KINDS; what++) {
    printf(",\"%s\":{", names[what]);
    print_outcome("changed", &got[what][0]);
    printf(",");
    print_outcome("control", &got[what][1]);
    printf("}");
  }
  printf("}\n");
  fr_engine_destroy(self.scored);
  fr_engine_destroy(self.beside);
  for (int i = 0; i < 2; i++) {
    fr_policy_release(settings.policies[i]);
    free(settings.files[i].bytes);
  }
  return 0;
}
