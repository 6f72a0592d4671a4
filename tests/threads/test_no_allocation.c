/* SPDX-License-Identifier: Apache-2.0
 *
 * Scoring allocates and frees nothing. The allocator's functions are replaced by ones that count, and 200,000 transfers
 * are scored, previewed, folded, decided and observed with the counter watched, while policies, challengers and watch
 * lists give way to others.
 *
 * Not under sanitizers: they replace the allocator themselves. Not on the second store of the tests, which allocates
 * whenever it lends a profile. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "../auditor/bundle.h"
#include "fraudrisk/fraudrisk.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#if SANITIZED || !defined(__GLIBC__) || defined(FR_SECOND_STORE)

int main(void) {
#ifdef FR_SECOND_STORE
  printf("skipped: the second store allocates whenever it lends a profile\n");
#else
  printf("skipped: under a sanitizer, or without glibc, the allocator cannot be replaced\n");
#endif
  return 77;
}

#else

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRANSFERS 200000u
#define JOURNALED 100000u /* what one segment of the journal takes: whoever goes on to the next one may allocate */
#define ACCOUNTS 300u

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);
int posix_memalign(void **memory, size_t alignment, size_t size);
void *aligned_alloc(size_t alignment, size_t size);

static uint64_t calls;
static const char *last_call = "none";

static void count(const char *name) {
  calls++;
  last_call = name;
}

void *malloc(size_t size) {
  count("malloc");
  return __libc_malloc(size);
}

void *calloc(size_t members, size_t size) {
  count("calloc");
  return __libc_calloc(members, size);
}

void *realloc(void *memory, size_t size) {
  count("realloc");
  return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count("aligned_alloc");
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  count("posix_memalign");
  *memory = __libc_memalign(alignment, size);
  return *memory ? 0 : 12;
}

void free(void *memory) {
  if (memory) count("free");
  __libc_free(memory);
}

void *mmap(void *address, size_t size, int protection, int flags, int file, off_t offset) {
  count("mmap");
  long result = syscall(SYS_mmap, address, size, protection, flags, file, offset);
  void *memory;
  memcpy(&memory, &result, sizeof memory);
  return result == -1 ? MAP_FAILED : memory;
}

static const bundle_feature features[] = {
    {"sent_24h", "payer.sent.within(duration(\"24h\")).map(t, t.amount).sum()"},
    {"sent_max", "payer.sent.map(t, t.amount).max()"},
    {"held", "payer.attempts.filter(t, t.status == \"held\").size()"},
    {"payers", "payee.received.within(duration(\"24h\")).map(t, t.payer).distinct().size()"},
    {"called", "customer.contacts.within(duration(\"2h\")).exists(c, c.caller in [\"unknown\", \"overseas\"])"},
    {"level", "customer.events.map(e, e.level).max()"},
    {"paused", "payer.sent.within(duration(\"24h\")).map(t, t.time).gaps().rises(2.0)"},
    {"night", "payer.sent.within(duration(\"24h\")).map(t, t.time).hours().filter(h, h < 6).percentile(50)"},
    {"ratio", "payer.sent.map(t, t.amount / transfer.amount).sum()"},
    {"first_time", "pair.first_time"},
    {"listed", "\"case_account\" in payee.lists"},
    {"drained", "transfer.amount / transfer.balance_before"},
};
static const bundle_rule rules[] = {
    {.id = "first", .when = "first_time && (called || drained > 0.5)", .points = 40, .scam = "police"},
    {.id = "mule", .when = "payers >= 3", .points = 30, .scam = "mule", .at_least = FR_OUTCOME_WARN},
    {.id = "rapid", .when = "paused > 2 && night > 1", .points = 5},
    {.id = "listed", .when = "listed", .points = 50, .at_least = FR_OUTCOME_HOLD, .binding = 1},
    {.id = "much", .when = "sent_24h > 100.0 * sent_max || ratio > 3.0", .points = 10, .if_unknown_points = 1},
};
static const bundle_threshold thresholds[] = {{"transfer.channel == \"atm\"", 20, 50}, {NULL, 30, 60}};
static const bundle_channel holds[] = {{"default", 3600}};
static const bundle_channel on_error[] = {{"default", FR_OUTCOME_WARN}};

static fr_policy *load(void) {
  bundle_policy source = {.name = "no-allocation", .version = 1, .features = features, .rules = rules};
  uint8_t digest[32];
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  source.feature_count = sizeof features / sizeof features[0];
  source.rule_count = sizeof rules / sizeof rules[0];
  source.thresholds = thresholds;
  source.threshold_count = 2;
  source.holds = holds;
  source.hold_count = 1;
  source.on_error = on_error;
  source.on_error_count = 1;
  source.share_ppm = 50000;
  bundle_bytes bytes = bundle_build(&source, digest);
  if (fr_policy_load(bytes.data, bytes.size, &policy, &error) != FR_OK) {
    printf("the policy does not load: line %u: %s\n", error.line, error.message);
    return NULL;
  }
  free(bytes.data);
  return policy;
}

/* Two of the accounts that get transfers are on a list; so the lists are asked for those who are and who are not. */
static fr_status put_watch_lists(fr_engine *engine, const fr_engine_options *options) {
  fr_watch_builder *builder = NULL;
  fr_watch_lists *lists = NULL;
  fr_status status = fr_watch_builder_create(options->secret_key, 2, &builder, NULL);
  for (uint32_t i = 0; i < 2 && status == FR_OK; i++) {
    status = fr_watch_builder_add(builder, FR_PARTY_ACCOUNT, fr_text_of(i ? "A1" : "A2"), fr_text_of("case_account"), 0,
                                  NULL);
  }
  if (status == FR_OK) status = fr_watch_builder_finish(builder, 1, &lists, NULL);
  if (status == FR_OK) status = fr_engine_set_watch_lists(engine, lists, NULL);
  fr_watch_lists_release(lists);
  fr_watch_builder_destroy(builder);
  return status;
}

static uint32_t below(uint64_t *state, uint32_t bound) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((*state >> 33) * bound >> 31);
}

typedef struct run {
  fr_context *context;
  fr_policy *policy;
  fr_folds folds;
  uint64_t random;
  uint64_t done[8];
  char id[16], payer[16], payee[16], customer[16];
} run;

/* One transfer in one of the ways, and an event about it. Everything that scoring offers is called. */
static fr_status one(run *r, uint32_t number) {
  fr_decision decision = FR_DECISION_INIT;
  fr_error error = FR_ERROR_INIT;
  fr_value values[sizeof features / sizeof features[0]];
  fr_transfer x = FR_TRANSFER_INIT;
  fr_party payer = FR_PARTY_INIT;
  uint32_t from = below(&r->random, ACCOUNTS);
  uint32_t way = number % 5u;
  fr_status status;
  snprintf(r->id, sizeof r->id, "t%u", number);
  snprintf(r->payer, sizeof r->payer, "A%u", from);
  snprintf(r->payee, sizeof r->payee, "A%u", (from + 1u + below(&r->random, ACCOUNTS - 1u)) % ACCOUNTS);
  snprintf(r->customer, sizeof r->customer, "C%u", from / 3u);
  payer.customer = fr_text_of(r->customer);
  x.id = fr_text_of(r->id);
  x.payer = fr_text_of(r->payer);
  x.payee = fr_text_of(r->payee);
  x.remark = fr_text_of("for the rent");
  x.payer_party = from % 2u ? &payer : NULL;
  x.amount_minor = 1 + below(&r->random, 1000000);
  x.balance_before_minor = 2000000;
  x.known = number % 3u ? FR_TRANSFER_HAS_BALANCE_BEFORE : 0;
  x.time_us =
      INT64_C(1767225600000000) + (int64_t)number * INT64_C(60000000) - (int64_t)below(&r->random, 100) * 1000000;
  x.channel = below(&r->random, 7);
  if (way == 0)
    status = fr_score(r->context, &x, &decision);
  else if (way == 1) { /* and its retry, together */
    const fr_transfer *both[] = {&x, &x};
    fr_decision *answers[] = {&decision, &decision};
    uint32_t done;
    status = fr_score_batch(r->context, both, 2, answers, &done);
  } else if (way == 2)
    status = fr_preview(r->context, &x, &decision);
  else {
    r->folds.size = 0;
    status = fr_fold(r->context, &x, FR_SIDE_ALL, &r->folds);
    if (status == FR_OK) status = fr_decide(r->policy, &x, &r->folds, &decision, &error);
    if (status == FR_OK && way == 4) {
      status = fr_features(r->policy, &x, &r->folds, values, sizeof values / sizeof values[0], &error);
    }
  }
  r->done[way]++;
  if (status == FR_OK && way <= 2) status = fr_challenge(r->context, number % 2u, &decision);
  if (status == FR_OK && number % 97u == 0) status = fr_score(r->context, &x, &decision); /* a retry */
  if (status != FR_OK) return status;
  fr_event event = FR_EVENT_INIT;
  event.time_us = x.time_us;
  if (number % 7u == 0) {
    event.kind = FR_EVENT_CONTACT;
    event.customer = payer.customer;
    event.caller = FR_CALLER_UNKNOWN;
  } else {
    event.kind = number % 50u == 1u ? FR_EVENT_LISTED : number % 11u ? FR_EVENT_SETTLED : FR_EVENT_HELD;
    event.party = x.payee;
    event.list = fr_text_of("case_account");
    event.until_us = event.kind == FR_EVENT_LISTED ? x.time_us + INT64_C(3600000000) : 0;
    event.transfer_id = x.id;
    event.payer = x.payer;
    event.payee = x.payee;
    event.payer_customer = from % 2u ? payer.customer : fr_text_of(NULL);
    event.amount_minor = x.amount_minor;
    event.known = FR_EVENT_HAS_AMOUNT;
  }
  status = fr_observe(r->context, &event);
  r->done[5]++;
  return status == FR_NOT_FOUND && way == 2 ? FR_OK : status; /* a preview is not recorded */
}

/* A journal that seals what is written, in a directory that is made for it. */
static fr_status open_journal(fr_engine *engine, char *directory, fr_journal **journal, fr_error *error) {
  static const uint8_t sealing_key[32] = {1};
  fr_journal_options options = FR_JOURNAL_OPTIONS_INIT;
  if (mkdtemp(directory) == NULL) return FR_JOURNAL_DOWN;
  options.directory = directory;
  options.sealing_key = sealing_key;
  options.now_us = INT64_C(1767225600000000);
  const fr_status status = fr_journal_open(engine, &options, journal, error);
  return status == FR_OK ? fr_engine_set_journal(engine, *journal, error) : status;
}

/* Everything in force gives way, and nobody but the context has it any more. */
static fr_status change(fr_engine *engine, const fr_engine_options *options) {
  fr_policy *fresh = load();
  fr_status status = fresh ? fr_engine_set_policy(engine, fresh, NULL) : FR_NO_MEMORY;
  fr_policy_release(fresh);
  for (uint32_t i = 0; i < 2 && status == FR_OK; i++) {
    fresh = load();
    status = fresh ? fr_engine_set_challenger(engine, i, fresh, NULL) : FR_NO_MEMORY;
    fr_policy_release(fresh);
  }
  return status == FR_OK ? put_watch_lists(engine, options) : status;
}

static void remove_all(const char *directory) {
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", directory);
  if (system(command) != 0) printf("%s could not be removed\n", directory);
}

static int run_all(bool journaled) {
  char directory[] = "/tmp/fr-no-allocation-XXXXXX";
  fr_journal *journal = NULL;
  run r = {.random = 7, .folds = FR_FOLDS_INIT};
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  fr_engine *engine = NULL;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.memory_bytes = UINT64_C(512) << 20;
  options.parties_max = 5000;
  r.policy = load();
  if (!r.policy || fr_engine_create(&options, &engine, &error) != FR_OK ||
      fr_engine_set_policy(engine, r.policy, &error) != FR_OK ||
      fr_engine_set_challenger(engine, 0, r.policy, &error) != FR_OK ||
      fr_engine_set_challenger(engine, 1, r.policy, &error) != FR_OK || put_watch_lists(engine, &options) != FR_OK ||
      (journaled && open_journal(engine, directory, &journal, &error) != FR_OK) ||
      fr_context_create(engine, &r.context) != FR_OK) {
    printf("no engine: %s\n", error.message);
    return 1;
  }
  r.folds.capacity = fr_folds_capacity(r.policy);
  r.folds.data = malloc(r.folds.capacity);
  if (calls == 0) {
    printf("the allocator was not replaced, so nothing would be counted\n");
    return 1;
  }
  uint64_t before = calls;
  const uint32_t count = journaled ? JOURNALED : TRANSFERS;
  for (uint32_t number = 0; number < count; number++) {
    if (journaled && number % 64u == 0) { /* as a thread of the host's does: that one may allocate */
      if (fr_journal_pump(journal, INT64_C(1767225600000000)) != FR_OK) return 1;
      before = calls;
    }
    if (number % 1000u == 999) {
      if (change(engine, &options) != FR_OK) return 1;
      before = calls;
    }
    fr_status status = one(&r, number);
    if (status == FR_OK && calls == before) continue;
    printf("transfer %u, way %u: %s, %llu calls of the allocator, the last %s\n", number, number % 5u,
           fr_status_name(status), (unsigned long long)(calls - before), last_call);
    const fr_error *detail = fr_context_error(r.context);
    if (detail) printf("%s\n", detail->message);
    return 1;
  }
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  uint64_t limited = 0;
  if (fr_engine_measure(engine, &stats) != FR_OK) return 1;
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) limited += stats.limited_holds[i] + stats.limited_warnings[i];
  if (limited == 0) {
    printf("no outcome was limited, so the limiter was not seen at work\n");
    return 1;
  }
  printf(
      "ok: %u transfers, %llu limited, %llu scored, %llu previewed, %llu folded and decided, %llu with features, %llu "
      "events: "
      "0 calls of the allocator after creation, %llu before\n",
      count, (unsigned long long)limited, (unsigned long long)(r.done[0] + r.done[1]), (unsigned long long)r.done[2],
      (unsigned long long)(r.done[3] + r.done[4]), (unsigned long long)r.done[4], (unsigned long long)r.done[5],
      (unsigned long long)before);
  free(r.folds.data);
  fr_context_destroy(r.context);
  if (journaled && fr_journal_close(journal) != FR_OK) return 1;
  if (journaled) remove_all(directory);
  fr_engine_destroy(engine);
  fr_policy_release(r.policy);
  return 0;
}

int main(void) { return run_all(false) != 0 || run_all(true) != 0; }

#endif
