/* SPDX-License-Identifier: Apache-2.0
 *
 * Two threads score, preview and observe on one engine over eight parties (five accounts and their three customers),
 * and a third swaps policies. One scores one by one, the other in batches, so that what it fetches ahead is read while
 * the first changes it. Both use the same transfer ids on purpose: whoever comes first is recorded, the other must be
 * told that it is a repeat. Afterwards every transfer stands exactly once in the histories of its payer, its payee and
 * its customer.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../auditor/bundle.h"
#include "fraudrisk/fraudrisk.h"

#define ACCOUNTS 5u
#define PARTIES 8u /* with the customers */
#define IDS 400u   /* transfers of one payer; a customer has two accounts, so a list stays below 1,024 entries */
#define BATCH_MAX 24u
#define THREADS 2u
#define SWITCHES_NEEDED 50u

static const bundle_feature features[] = {
    {"attempts", "payer.attempts.size()"},
    {"attempts_sum", "payer.attempts.map(t, t.amount).sum()"},
    {"customer_attempts", "customer.attempts.size()"},
    {"customer_sum", "customer.attempts.map(t, t.amount).sum()"},
    {"sent", "payer.sent.size()"},
    {"stopped", "payer.attempts.filter(t, t.status in [\"held\", \"cancelled\", \"refused\", \"returned\"]).size()"},
    {"received", "payee.received.size()"},
    {"payers_24h", "payee.received.within(duration(\"24h\")).map(t, t.payer).distinct().size()"},
    {"first_time", "pair.first_time"},
    {"contacts", "customer.contacts.size()"},
};
static const bundle_rule rules[] = {
    {.id = "first", .when = "first_time && transfer.amount > 10.0", .points = 20, .scam = "police"},
    {.id = "many", .when = "attempts > 20", .points = 25},
    {.id = "payers",
     .when = "payers_24h >= 2",
     .points = 30,
     .scam = "mule",
     .at_least = FR_OUTCOME_HOLD,
     .hold_s = 60},
};
static const bundle_threshold thresholds[] = {{NULL, 30, 60}};
static const bundle_channel holds[] = {{"default", 3600}};
static const bundle_channel on_error[] = {{"default", FR_OUTCOME_WARN}};

typedef struct shared {
  fr_engine *engine;
  fr_policy *policies[2];
  atomic_uint last;     /* the thread that decided last */
  atomic_uint switches; /* how often the other one did before it */
  atomic_uint done;
  atomic_uint versions[3];
  uint32_t rounds;
} shared;

typedef struct worker {
  shared *all;
  pthread_t thread;
  uint32_t number;
  uint64_t random;
  uint64_t decided;
  uint64_t recorded; /* accepted and not a repeat */
  uint64_t repeated;
  uint64_t batches;
  uint64_t stopped; /* by a transfer that was refused */
  uint64_t observed;
  uint64_t not_found;
  uint64_t contacts;
  uint8_t *used; /* ACCOUNTS * IDS: this thread has scored it */
  const char *failure;
  fr_status status;
} worker;

/* Everything about a transfer follows from its payer and number, so that both threads agree on it. */
typedef struct parts {
  char id[16], payer[16], payee[16], payer_customer[16], payee_customer[16];
  fr_party payer_party, payee_party;
  fr_transfer transfer;
} parts;

static uint32_t below(uint64_t *state, uint32_t bound) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((*state >> 33) * bound >> 31);
}

static int64_t amount_of(uint32_t payer, uint32_t number) {
  return 100 + (int64_t)(payer * 7919u + number * 31u) % 5000;
}

static uint32_t payee_of(uint32_t payer, uint32_t number) {
  return (payer + 1u + (number * 5u + payer) % (ACCOUNTS - 1u)) % ACCOUNTS;
}

/* Customers 0 and 1 have two accounts each, the last has one. */
static void fill(parts *p, uint32_t payer, uint32_t number) {
  uint32_t payee = payee_of(payer, number);
  memset(p, 0, sizeof *p);
  snprintf(p->id, sizeof p->id, "t%u", number);
  snprintf(p->payer, sizeof p->payer, "A%u", payer);
  snprintf(p->payee, sizeof p->payee, "A%u", payee);
  snprintf(p->payer_customer, sizeof p->payer_customer, "C%u", payer / 2u);
  p->transfer = (fr_transfer)FR_TRANSFER_INIT;
  p->payer_party = (fr_party)FR_PARTY_INIT;
  p->payer_party.customer = fr_text_of(p->payer_customer);
  p->transfer.id = fr_text_of(p->id);
  p->transfer.payer = fr_text_of(p->payer);
  p->transfer.payee = fr_text_of(p->payee);
  p->transfer.payer_party = &p->payer_party;
  p->transfer.amount_minor = amount_of(payer, number);
  p->transfer.time_us = INT64_C(1767225600000000) + (int64_t)((number * 7919u) % IDS) * INT64_C(600000000);
  p->transfer.channel = 1u + number % 6u;
}

static int fail(worker *w, const char *what, fr_status status) {
  w->failure = what;
  w->status = status;
  return 0;
}

static void note_decision(worker *w, const fr_decision *decision) {
  uint32_t before = atomic_exchange(&w->all->last, w->number);
  if (before != w->number && before != 0) atomic_fetch_add(&w->all->switches, 1u);
  atomic_fetch_add(&w->all->versions[decision->policy_version % 3u], 1u);
  w->decided++;
}

static int note_scored(worker *w, uint32_t place, const fr_decision *decision) {
  if (decision->outcome == FR_OUTCOME_NONE) return fail(w, "no outcome", FR_OK);
  note_decision(w, decision);
  int repeated = (decision->flags & FR_FLAG_REPEATED) != 0;
  if (w->used[place] && !repeated) return fail(w, "a repeat was taken for a first", FR_OK);
  w->used[place] = 1;
  if (repeated)
    w->repeated++;
  else
    w->recorded++;
  return 1;
}

/* Now and then one of a batch is refused; it goes on behind it. */
static int score_batch(worker *w, fr_context *context) {
  parts p[BATCH_MAX];
  fr_decision decisions[BATCH_MAX];
  const fr_transfer *transfers[BATCH_MAX];
  fr_decision *into[BATCH_MAX];
  uint32_t places[BATCH_MAX];
  uint32_t count = 1u + below(&w->random, BATCH_MAX);
  uint32_t wrong = below(&w->random, 8) ? UINT32_MAX : below(&w->random, count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t payer = below(&w->random, ACCOUNTS);
    uint32_t number = below(&w->random, IDS);
    fill(&p[i], payer, number);
    if (i == wrong) p[i].transfer.amount_minor = -1;
    places[i] = payer * IDS + number;
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    transfers[i] = &p[i].transfer;
    into[i] = &decisions[i];
  }
  w->batches++;
  for (uint32_t at = 0; at < count;) {
    uint32_t done = 0;
    fr_status status = fr_score_batch(context, transfers + at, count - at, into + at, &done);
    for (uint32_t end = at + done; at < end; at++) {
      if (!note_scored(w, places[at], &decisions[at])) return 0;
    }
    if (status == FR_OK && at == count) return 1;
    if (status != FR_BAD_AMOUNT || at != wrong) return fail(w, "fr_score_batch", status);
    w->stopped++;
    at++;
  }
  return 1;
}

static int score_one(worker *w, fr_context *context, int preview) {
  parts p;
  fr_decision decision = FR_DECISION_INIT;
  uint32_t payer = below(&w->random, ACCOUNTS);
  uint32_t number = below(&w->random, IDS);
  fill(&p, payer, number);
  fr_status status = preview ? fr_preview(context, &p.transfer, &decision) : fr_score(context, &p.transfer, &decision);
  if (status != FR_OK) return fail(w, preview ? "fr_preview" : "fr_score", status);
  if (!preview) return note_scored(w, payer * IDS + number, &decision);
  if (decision.outcome == FR_OUTCOME_NONE) return fail(w, "no outcome", status);
  note_decision(w, &decision);
  return 1;
}

static int observe_one(worker *w, fr_context *context) {
  static const uint32_t kinds[] = {FR_EVENT_SETTLED, FR_EVENT_HELD, FR_EVENT_RETURNED, FR_EVENT_FRAUD_REPORTED};
  parts p;
  fr_event event = FR_EVENT_INIT;
  uint32_t payer = below(&w->random, ACCOUNTS);
  uint32_t number = below(&w->random, IDS);
  fill(&p, payer, number);
  event.kind = kinds[below(&w->random, 4)];
  event.time_us = p.transfer.time_us + (int64_t)below(&w->random, 1000) * 1000000;
  event.transfer_id = p.transfer.id;
  event.payer = p.transfer.payer;
  event.payee = p.transfer.payee;
  event.payer_customer = p.payer_party.customer;
  event.amount_minor = p.transfer.amount_minor;
  event.known = FR_EVENT_HAS_AMOUNT;
  fr_status status = fr_observe(context, &event);
  if (status == FR_NOT_FOUND && !w->used[payer * IDS + number])
    w->not_found++;
  else if (status != FR_OK)
    return fail(w, "fr_observe", status);
  w->observed++;
  return 1;
}

static int contact_one(worker *w, fr_context *context) {
  fr_event event = FR_EVENT_INIT;
  if (w->contacts == 100) return 1;
  event.kind = FR_EVENT_CONTACT;
  event.time_us = INT64_C(1767225600000000);
  event.customer = fr_text_of("C1");
  event.caller = FR_CALLER_UNKNOWN;
  fr_status status = fr_observe(context, &event);
  w->contacts++;
  return status == FR_OK ? 1 : fail(w, "a contact", status);
}

static void *work(void *argument) {
  worker *w = argument;
  fr_context *context = NULL;
  fr_status status = fr_context_create(w->all->engine, &context);
  if (status != FR_OK) fail(w, "fr_context_create", status);
  /* Goes on past its rounds, within reason, until both threads were seen to take turns. */
  for (uint32_t i = 0; !w->failure && i < w->all->rounds * 50u; i++) {
    uint32_t dice = below(&w->random, 20);
    if (i >= w->all->rounds && atomic_load(&w->all->switches) >= SWITCHES_NEEDED) break;
    if (dice < 11 && w->number == 1u)
      score_one(w, context, 0);
    else if (dice < 3)
      score_batch(w, context);
    else if (dice < 11)
      sched_yield();
    else if (dice < 14)
      score_one(w, context, 1);
    else if (dice < 19)
      observe_one(w, context);
    else
      contact_one(w, context);
    if (i % 64u == 0) sched_yield();
  }
  fr_context_destroy(context);
  atomic_fetch_add(&w->all->done, 1u);
  return NULL;
}

static void *swap_policies(void *argument) {
  shared *all = argument;
  const fr_put_options put = {.struct_size = sizeof put, .accept_older = FR_YES};
  fr_error error = FR_ERROR_INIT;
  uint64_t swaps = 0;
  while (atomic_load(&all->done) < THREADS) {
    fr_status status = fr_engine_put_policy(all->engine, all->policies[swaps % 2u], &put, &error);
    fr_policy *now = fr_engine_policy(all->engine);
    if (status != FR_OK || (now != all->policies[0] && now != all->policies[1])) {
      fprintf(stderr, "the policy could not be swapped: %s\n", error.message);
      exit(1);
    }
    fr_policy_release(now);
    swaps++;
    sched_yield();
  }
  return NULL;
}

static fr_policy *load(uint64_t version) {
  bundle_policy source = {.name = "threads", .version = version, .features = features, .rules = rules};
  uint8_t digest[32];
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  source.feature_count = sizeof features / sizeof features[0];
  source.rule_count = sizeof rules / sizeof rules[0];
  source.thresholds = thresholds;
  source.threshold_count = 1;
  source.holds = holds;
  source.hold_count = 1;
  source.on_error = on_error;
  source.on_error_count = 1;
  bundle_bytes bytes = bundle_build(&source, digest);
  if (fr_policy_load(bytes.data, bytes.size, &policy, &error) != FR_OK) {
    fprintf(stderr, "the policy does not load: line %u: %s\n", error.line, error.message);
    exit(1);
  }
  free(bytes.data);
  return policy;
}

static int expect(const char *what, uint32_t account, double wanted, double given) {
  if (wanted >= given && wanted <= given) return 0;
  printf("account %u: %s: %.2f expected, %.2f found\n", account, what, wanted, given);
  return 1;
}

static double read_number(const fr_value *values, uint32_t index) {
  return values[index].type == FR_TYPE_INT ? (double)values[index].integer : values[index].number;
}

/* Folds the histories as they stand, through a transfer that comes after all others. */
static int check_account(shared *all, const worker *workers, uint32_t account) {
  parts p;
  fr_value values[sizeof features / sizeof features[0]];
  fr_folds folds = FR_FOLDS_INIT;
  fr_error error = FR_ERROR_INIT;
  fr_context *context = NULL;
  double wanted[4] = {0}; /* attempts, their sum, the customer's, their sum */
  double received = 0;
  int64_t minor[2] = {0};
  for (uint32_t payer = 0; payer < ACCOUNTS; payer++) {
    for (uint32_t number = 0; number < IDS; number++) {
      if (!workers[0].used[payer * IDS + number] && !workers[1].used[payer * IDS + number]) continue;
      received += payee_of(payer, number) == payee_of(account, IDS);
      if (payer / 2u == account / 2u) {
        wanted[2]++;
        minor[1] += amount_of(payer, number);
      }
      if (payer != account) continue;
      wanted[0]++;
      minor[0] += amount_of(payer, number);
    }
  }
  /* The accounts before this one were checked with one transfer each, which stands there too. */
  for (uint32_t before = 0; before < account; before++) {
    received += payee_of(before, IDS) == payee_of(account, IDS);
    if (before / 2u != account / 2u) continue;
    wanted[2]++;
    minor[1] += amount_of(before, IDS);
  }
  wanted[1] = (double)minor[0] / 100.0;
  wanted[3] = (double)minor[1] / 100.0;
  fill(&p, account, IDS);
  p.transfer.time_us = INT64_C(1767225600000000) + IDS * INT64_C(600000000);
  fr_policy *policy = fr_engine_policy(all->engine);
  folds.capacity = fr_folds_capacity(policy);
  folds.data = malloc(folds.capacity);
  fr_status status = fr_context_create(all->engine, &context);
  if (status == FR_OK) status = fr_fold(context, &p.transfer, FR_SIDE_ALL, &folds);
  if (status == FR_OK)
    status = fr_features(policy, &p.transfer, &folds, values, sizeof values / sizeof values[0], &error);
  int wrong = status != FR_OK;
  if (wrong) printf("account %u: %s\n", account, fr_status_name(status));
  for (uint32_t i = 0; !wrong && i < 4; i++)
    wrong |= expect(features[i].source, account, wanted[i], read_number(values, i));
  if (!wrong && account / 2u == 1u) {
    wrong |= expect("contacts", account, (double)(workers[0].contacts + workers[1].contacts), read_number(values, 9));
  }
  fr_context_destroy(context);
  fr_policy_release(policy);
  free(folds.data);
  /* What is held, returned and so on is left out of `received`; the payer's side knows how many of its own are. */
  return wrong || (read_number(values, 0) - read_number(values, 5) - read_number(values, 4) > 0) ||
         read_number(values, 6) > received;
}

static int check_parties(shared *all) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  fr_status status = fr_engine_measure(all->engine, &stats);
  if (status == FR_OK && stats.parties == PARTIES) return 0;
  printf("%s: %llu parties, %u expected\n", fr_status_name(status), (unsigned long long)stats.parties, PARTIES);
  return 1;
}

int main(int argc, char **argv) {
  static uint8_t used[THREADS][ACCOUNTS * IDS];
  shared all = {.rounds = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 20000u};
  worker workers[THREADS] = {{.all = &all, .number = 1, .random = 11, .used = used[0]},
                             {.all = &all, .number = 2, .random = 22, .used = used[1]}};
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  pthread_t swapper;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.memory_bytes = UINT64_C(64) << 20;
  options.parties_max = 1000;
  options.time_ahead_max_us = -1;
  all.policies[0] = load(1);
  all.policies[1] = load(2);
  if (fr_engine_create(&options, &all.engine, &error) != FR_OK ||
      fr_engine_set_policy(all.engine, all.policies[0], &error) != FR_OK) {
    printf("no engine: %s\n", error.message);
    return 1;
  }
  for (uint32_t i = 0; i < THREADS; i++) pthread_create(&workers[i].thread, NULL, work, &workers[i]);
  pthread_create(&swapper, NULL, swap_policies, &all);
  for (uint32_t i = 0; i < THREADS; i++) pthread_join(workers[i].thread, NULL);
  pthread_join(swapper, NULL);

  int wrong = 0;
  uint64_t distinct = 0;
  for (uint32_t i = 0; i < ACCOUNTS * IDS; i++) distinct += used[0][i] | used[1][i];
  for (uint32_t i = 0; i < THREADS; i++) {
    if (workers[i].failure)
      printf("thread %u: %s: %s\n", i + 1u, workers[i].failure, fr_status_name(workers[i].status));
    wrong |= workers[i].failure != NULL || workers[i].decided == 0 || workers[i].recorded == 0;
  }
  uint64_t recorded = workers[0].recorded + workers[1].recorded;
  if (recorded != distinct) {
    printf("%llu transfers were recorded as first, %llu are distinct\n", (unsigned long long)recorded,
           (unsigned long long)distinct);
    wrong = 1;
  }
  for (uint32_t account = 0; account < ACCOUNTS && !wrong; account++) wrong |= check_account(&all, workers, account);
  wrong |= check_parties(&all);
  if (!workers[1].batches || !workers[1].stopped) wrong = 1;
  uint32_t switches = atomic_load(&all.switches);
  if (switches < SWITCHES_NEEDED || !all.versions[1] || !all.versions[2]) wrong = 1;
  printf(
      "%s: %llu and %llu decisions, %u turns between the threads, %u under one policy and %u under the other, "
      "%u parties, %llu batches, %llu recorded, %llu repeats, %llu events, %llu not found\n",
      wrong ? "WRONG" : "ok", (unsigned long long)workers[0].decided, (unsigned long long)workers[1].decided, switches,
      (unsigned)all.versions[1], (unsigned)all.versions[2], PARTIES, (unsigned long long)workers[1].batches,
      (unsigned long long)recorded, (unsigned long long)(workers[0].repeated + workers[1].repeated),
      (unsigned long long)(workers[0].observed + workers[1].observed),
      (unsigned long long)(workers[0].not_found + workers[1].not_found));
  fr_engine_destroy(all.engine);
  fr_policy_release(all.policies[0]);
  fr_policy_release(all.policies[1]);
  return wrong;
}
