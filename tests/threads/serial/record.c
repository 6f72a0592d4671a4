/* SPDX-License-Identifier: Apache-2.0
 *
 * Random scripts over very few parties, and the threads that play them, all at once, on an engine of their own. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serial.h"
#include "support/bundle.h"

#define T_US INT64_C(1767225600000000)
#define MINUTE_US INT64_C(60000000)

/* The tickets order calls as a clock on the wall would. A ticket must not make two threads' accesses look ordered that
 * are not, so under ThreadSanitizer it is a mere number. */
#if defined(__SANITIZE_THREAD__)
#define TICKET memory_order_relaxed
#else
#define TICKET memory_order_seq_cst
#endif

#define SUM(chain) "int(" chain ".map(t, t.amount).sum())"
#define LAST(chain) chain ".size() == 0 ? 0 : int(" chain ".map(t, t.amount).last())"
static const bundle_feature features[SEEN] = {
    [PAYER_ATTEMPTS] = {"payer_attempts", SUM("payer.attempts")},
    [PAYER_SENT] = {"payer_sent", SUM("payer.sent")},
    [PAYER_RECEIVED] = {"payer_received", SUM("payer.received")},
    [PAYER_HELD] = {"payer_held", SUM("payer.attempts.filter(t, t.status == 'held')")},
    [PAYER_SETTLED] = {"payer_settled", SUM("payer.attempts.filter(t, t.status == 'settled')")},
    [PAYER_NEWEST] = {"payer_newest", LAST("payer.attempts")},
    [PAYEE_SENT] = {"payee_sent", SUM("payee.sent")},
    [PAYEE_RECEIVED] = {"payee_received", SUM("payee.received")},
    [PAYEE_FRAUD] = {"payee_fraud", SUM("payee.received.filter(t, t.label == 'fraud')")},
    [PAYEE_NEWEST] = {"payee_newest", LAST("payee.received")},
    [PAYEE_LISTED] = {"payee_listed", "'cases' in payee.lists ? 1 : 0"},
    [CUSTOMER_ATTEMPTS] = {"customer_attempts", SUM("customer.attempts")},
    [CUSTOMER_RECEIVED] = {"customer_received", SUM("customer.received")},
    [CONTACTS] = {"contacts", "customer.contacts.size()"},
};

struct recorder {
  fr_policy *policies[POLICIES]; /* versions 1 and 2: the same rules */
  fr_engine *engine;
  history *happening;
  pthread_barrier_t begin, end; /* of a history */
  atomic_uint standing;         /* threads that stand at the line */
  atomic_ullong ticket;
  bool over;
  struct player {
    pthread_t thread;
    recorder *all;
    uint32_t number;
    uint64_t random;
    void *folds;
  } players[THREADS];
};

static uint32_t below(uint64_t *state, uint32_t bound) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((*state >> 33) * bound >> 31);
}

static void need(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "serial: %s\n", what);
  exit(1);
}

/* ---- scripts ---- */

static void plan_call(uint64_t *random, const history *plan, call *one) {
  static const uint8_t outcomes[] = {FR_EVENT_HELD,     FR_EVENT_RELEASED,       FR_EVENT_SETTLED, FR_EVENT_CANCELLED,
                                     FR_EVENT_RETURNED, FR_EVENT_FRAUD_REPORTED, FR_EVENT_CLEARED};
  static const uint8_t kinds[] = {SCORE,   SCORE,   SCORE,   SCORE,   SCORE,   PREVIEW, FOLD,        FOLD,  FOLD,
                                  OUTCOME, OUTCOME, OUTCOME, OUTCOME, CONTACT, LISTED,  TRANSFERRED, POLICY};
  *one = (call){.kind = kinds[below(random, sizeof kinds)], .count = 1};
  if (one->kind == SCORE && below(random, 3) == 0) one->count = (uint8_t)(2 + below(random, BATCH - 1));
  for (uint32_t i = 0; i < one->count; i++) one->about[i] = (uint8_t)below(random, TRANSFERS);
  if (one->kind == CONTACT || one->kind == LISTED) one->about[0] = (uint8_t)below(random, plan->accounts);
  if (one->kind == OUTCOME) one->value = outcomes[below(random, sizeof outcomes)];
  if (one->kind == OUTCOME) one->minutes = (uint8_t)below(random, 4);
  if (one->kind == TRANSFERRED) one->value = below(random, 2) ? FR_TRANSFER_SETTLED : FR_TRANSFER_HELD;
  if (one->kind == LISTED) one->value = below(random, 3) ? FR_EVENT_LISTED : FR_EVENT_UNLISTED;
  if (one->kind == POLICY) one->value = (uint8_t)(1 + below(random, POLICIES));
}

/* Half of all transfers go to account 0, whom everybody pays. */
static void plan_history(uint64_t seed, history *plan) {
  uint64_t random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
  memset(plan, 0, sizeof *plan);
  plan->seed = seed;
  plan->accounts = 2 + below(&random, ACCOUNTS - 1);
  plan->customers = below(&random, 2) == 0;
  plan->threads = 2 + below(&random, THREADS - 1);
  for (uint32_t i = 0; i < TRANSFERS; i++) {
    const uint32_t payee = below(&random, 2) ? 0 : below(&random, plan->accounts);
    const uint32_t payer = (payee + 1 + below(&random, plan->accounts - 1)) % plan->accounts;
    plan->transfers[i] = (transfer){(uint8_t)payer, (uint8_t)payee, (uint8_t)i};
  }
  if (below(&random, 2)) {
    plan->transfers[1].id = 0; /* the same id, and another amount, perhaps another payee */
    plan->transfers[1].payer = plan->transfers[0].payer;
    plan->transfers[1].payee = plan->transfers[0].payee;
  }
  for (uint32_t t = 0; t < plan->threads; t++) {
    plan->calls[t] = 3 + below(&random, CALLS - 2);
    for (uint32_t i = 0; i < plan->calls[t]; i++) plan_call(&random, plan, &plan->of[t][i]);
  }
}

/* ---- calls ---- */

static fr_text name_of(const char *names, uint32_t i) { return (fr_text){names + 2 * i, 2, FR_ENCODING_UTF8}; }
static fr_text account_name(uint32_t i) { return name_of("A0A1A2A3", i); }

static fr_text customer_name(const history *plan, uint32_t account) {
  return plan->customers ? name_of("C0C1", customer_of(plan, account)) : (fr_text){NULL, 0, 0};
}

/* A transfer with what it points to. */
typedef struct made {
  fr_party payer, payee;
  fr_transfer transfer;
} made;

static void make(const history *plan, uint32_t i, made *into) {
  const transfer *from = &plan->transfers[i];
  *into = (made){FR_PARTY_INIT, FR_PARTY_INIT, FR_TRANSFER_INIT};
  into->payer.customer = customer_name(plan, from->payer);
  into->payee.customer = customer_name(plan, from->payee);
  into->transfer.id = name_of("t0t1t2t3t4t5t6t7", from->id);
  into->transfer.payer = account_name(from->payer);
  into->transfer.payee = account_name(from->payee);
  into->transfer.payer_party = &into->payer;
  into->transfer.payee_party = &into->payee;
  into->transfer.time_us = T_US;
  into->transfer.amount_minor = 100 * amount_of(i);
}

/* A rule fires always, and its points are a feature's value. */
static void read_decision(const fr_decision *decision, answer *into) {
  int64_t sum = 0;
  into->repeated = (decision->flags & FR_FLAG_REPEATED) != 0;
  into->version = (uint8_t)decision->policy_version;
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    into->seen[decision->reasons[i].rule_index] = decision->reasons[i].points;
    sum += decision->reasons[i].points;
  }
  if (decision->reason_count != SEEN) into->oddity = "a rule did not fire";
  if (decision->score != sum) into->oddity = "the score is not the sum of the points";
}

/* Which policy made the folds is not said; the other one refuses them. */
static void decide_folds(const struct player *self, const fr_transfer *about, const fr_folds *folds, answer *into) {
  fr_value values[SEEN];
  fr_error error = FR_ERROR_INIT;
  uint32_t takers = 0;
  for (uint32_t i = 0; i < POLICIES; i++) {
    fr_decision decision = FR_DECISION_INIT;
    const fr_policy *policy = self->all->policies[i];
    if (fr_decide(policy, about, folds, &decision, &error) != FR_OK) continue;
    takers++;
    read_decision(&decision, into);
    if (fr_features(policy, about, folds, values, SEEN, &error) != FR_OK) into->oddity = "no features, but a decision";
    for (uint32_t f = 0; f < SEEN && into->oddity == NULL; f++) {
      if (values[f].integer != into->seen[f]) into->oddity = "features and decision differ";
    }
  }
  if (takers != 1) into->oddity = "the folds do not belong to one of the policies";
}

static void end_call(const struct player *self, call *one) {
  one->ended = atomic_fetch_add_explicit(&self->all->ticket, 1, TICKET);
}

static void score(const struct player *self, fr_context *context, call *one) {
  made transfers[BATCH];
  fr_decision decisions[BATCH];
  const fr_transfer *about[BATCH];
  fr_decision *into[BATCH];
  uint32_t done = 0;
  for (uint32_t i = 0; i < one->count; i++) {
    make(self->all->happening, one->about[i], &transfers[i]);
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    about[i] = &transfers[i].transfer;
    into[i] = &decisions[i];
  }
  fr_status status;
  if (one->count > 1) {
    status = fr_score_batch(context, about, one->count, into, &done);
  } else {
    status = one->kind == SCORE ? fr_score(context, about[0], into[0]) : fr_preview(context, about[0], into[0]);
    done = status == FR_OK;
  }
  end_call(self, one);
  for (uint32_t i = 0; i < done; i++) read_decision(&decisions[i], &one->answers[i]);
  one->answered = (uint8_t)(done + (status != FR_OK));
  if (status != FR_OK) one->answers[done].status = status;
  if (one->answered < one->count && status == FR_OK) one->answers[0].oddity = "a batch stopped without a reason";
}

static void fold(const struct player *self, fr_context *context, call *one) {
  made about;
  fr_folds folds = FR_FOLDS_INIT;
  make(self->all->happening, one->about[0], &about);
  folds.data = self->folds;
  folds.capacity = fr_folds_capacity(self->all->policies[0]);
  one->answers[0].status = fr_fold(context, &about.transfer, FR_SIDE_ALL, &folds);
  end_call(self, one);
  if (one->answers[0].status == FR_OK) decide_folds(self, &about.transfer, &folds, &one->answers[0]);
}

static void tell(const struct player *self, fr_context *context, call *one) {
  const history *plan = self->all->happening;
  made about;
  fr_event event = FR_EVENT_INIT;
  make(plan, one->about[0], &about);
  event.time_us = T_US + one->minutes * MINUTE_US;
  event.kind = one->kind == CONTACT ? FR_EVENT_CONTACT : one->kind == TRANSFERRED ? FR_EVENT_TRANSFERRED : one->value;
  if (one->kind == TRANSFERRED) {
    event.transfer = &about.transfer;
    event.status = one->value;
  } else if (one->kind == OUTCOME) {
    event.transfer_id = about.transfer.id;
    event.payer = about.transfer.payer;
    event.payee = about.transfer.payee;
    event.payer_customer = about.payer.customer;
    event.payee_customer = about.payee.customer;
    event.amount_minor = about.transfer.amount_minor;
    event.known = FR_EVENT_HAS_AMOUNT;
  } else if (one->kind == CONTACT) {
    event.customer = customer_name(plan, one->about[0]);
    event.caller = FR_CALLER_UNKNOWN;
  } else {
    event.list = fr_text_of("cases");
  }
  if (one->kind == LISTED || (one->kind == CONTACT && !plan->customers)) event.party = account_name(one->about[0]);
  one->answers[0].status = fr_observe(context, &event);
  end_call(self, one);
}

static void make_call(const struct player *self, fr_context *context, call *one) {
  one->answered = 1;
  one->began = atomic_fetch_add_explicit(&self->all->ticket, 1, TICKET);
  if (one->kind == POLICY) {
    const fr_put_options put = {.struct_size = sizeof put, .accept_older = FR_YES};
    one->answers[0].status = fr_engine_put_policy(self->all->engine, self->all->policies[one->value - 1], &put, NULL);
    end_call(self, one);
  } else if (one->kind == FOLD) {
    fold(self, context, one);
  } else if (one->kind <= PREVIEW) {
    score(self, context, one);
  } else {
    tell(self, context, one);
  }
}

/* ---- threads ---- */

/* Nobody begins before all are there: what is to meet has to be under way at once. */
static void line_up(struct player *self) {
  atomic_fetch_add(&self->all->standing, 1);
  for (uint32_t turns = 0; atomic_load(&self->all->standing) < self->all->happening->threads; turns++) {
    if (turns > 2000) sched_yield();
  }
}

static void dawdle(struct player *self) {
  if (below(&self->random, 8) == 0) sched_yield();
  for (volatile uint32_t turns = below(&self->random, 200); turns > 0; turns--) continue;
}

static void *play(void *argument) {
  struct player *self = argument;
  recorder *all = self->all;
  for (;;) {
    pthread_barrier_wait(&all->begin);
    if (all->over) return NULL;
    if (self->number < all->happening->threads) {
      fr_context *context;
      need(fr_context_create(all->engine, &context) == FR_OK, "no context");
      line_up(self);
      for (uint32_t i = 0; i < all->happening->calls[self->number]; i++) {
        dawdle(self);
        make_call(self, context, &all->happening->of[self->number][i]);
      }
      fr_context_destroy(context);
    }
    pthread_barrier_wait(&all->end);
  }
}

static fr_policy *load(uint64_t version) {
  bundle_policy source = {.name = "serial", .version = version};
  memcpy(source.features, features, sizeof features);
  for (uint32_t i = 0; i < SEEN; i++) {
    source.rules[i] = (bundle_rule){.id = features[i].name, .when = "true", .points_source = features[i].name};
  }
  fr_policy *policy = bundle_load(&source);
  need(policy != NULL, "the policy does not load");
  return policy;
}

recorder *recorder_start(void) {
  recorder *self = calloc(1, sizeof *self);
  need(self != NULL, "out of memory");
  for (uint32_t i = 0; i < POLICIES; i++) self->policies[i] = load(1 + i);
  pthread_barrier_init(&self->begin, NULL, THREADS + 1);
  pthread_barrier_init(&self->end, NULL, THREADS + 1);
  for (uint32_t i = 0; i < THREADS; i++) {
    struct player *player = &self->players[i];
    *player = (struct player){.all = self, .number = i, .random = 1 + i};
    player->folds = malloc(fr_folds_capacity(self->policies[0]));
    need(player->folds != NULL && pthread_create(&player->thread, NULL, play, player) == 0, "no thread");
  }
  return self;
}

void recorder_stop(recorder *self) {
  self->over = true;
  pthread_barrier_wait(&self->begin);
  for (uint32_t i = 0; i < THREADS; i++) {
    pthread_join(self->players[i].thread, NULL);
    free(self->players[i].folds);
  }
  for (uint32_t i = 0; i < POLICIES; i++) fr_policy_release(self->policies[i]);
  pthread_barrier_destroy(&self->begin);
  pthread_barrier_destroy(&self->end);
  free(self);
}

void record(recorder *self, uint64_t seed, history *happened) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.memory_bytes = 1 << 20;
  options.parties_max = options.list_entries_max = 2 * ACCOUNTS;
  plan_history(seed, happened);
  self->happening = happened;
  need(fr_engine_create(&options, &self->engine, NULL) == FR_OK &&
           fr_engine_set_policy(self->engine, self->policies[0], NULL) == FR_OK,
       "no engine");
  atomic_store(&self->standing, 0);
  atomic_store(&self->ticket, 1);
  pthread_barrier_wait(&self->begin);
  pthread_barrier_wait(&self->end);
  fr_engine_destroy(self->engine);
}

/* ---- what is told of a history ---- */

uint32_t count_overlaps(const history *happened) {
  uint32_t overlaps = 0;
  for (uint32_t t = 0; t < happened->threads; t++) {
    for (uint32_t u = 0; u < t; u++) {
      for (uint32_t i = 0; i < happened->calls[t]; i++) {
        for (uint32_t k = 0; k < happened->calls[u]; k++) {
          const call *a = &happened->of[t][i], *b = &happened->of[u][k];
          overlaps += a->began < b->ended && b->began < a->ended;
        }
      }
    }
  }
  return overlaps;
}

static void print_answer(const history *happened, const call *one, uint32_t item) {
  const answer *given = &one->answers[item];
  if (one->kind <= OUTCOME) {
    const transfer *about = &happened->transfers[one->about[item]];
    printf(" t%u A%u to A%u, %lld yuan", about->id, about->payer, about->payee, (long long)amount_of(one->about[item]));
  }
  if (one->kind == CONTACT || one->kind == LISTED) printf(" A%u", one->about[0]);
  if (one->value != 0) printf(", value %u", one->value);
  if (one->kind == OUTCOME) printf(", after %u min", one->minutes);
  printf(": %s", fr_status_name(given->status));
  if (one->kind <= FOLD && given->status == FR_OK) {
    printf(", policy %u%s,", given->version, given->repeated ? ", repeated" : "");
    for (uint32_t i = 0; i < SEEN; i++) {
      if (given->seen[i] != 0) printf(" %s=%lld", features[i].name, (long long)given->seen[i]);
    }
  }
  printf("%s%s\n", given->oddity == NULL ? "" : "; ", given->oddity == NULL ? "" : given->oddity);
}

static void print_call(const history *happened, const call *one) {
  static const char *const kinds[] = {"score",   "preview", "fold",   "transferred",
                                      "outcome", "contact", "listed", "policy"};
  for (uint32_t item = 0; item < one->answered; item++) {
    printf("  %4llu-%-4llu %-11s", (unsigned long long)one->began, (unsigned long long)one->ended,
           item == 0 ? kinds[one->kind] : "  and");
    print_answer(happened, one, item);
  }
}

void print_history(const history *happened) {
  printf("seed %llu, %u accounts%s; tickets, call, answer\n", (unsigned long long)happened->seed, happened->accounts,
         happened->customers ? ", two a customer" : "");
  for (uint32_t t = 0; t < happened->threads; t++) {
    printf("thread %u\n", t + 1);
    for (uint32_t i = 0; i < happened->calls[t]; i++) print_call(happened, &happened->of[t][i]);
  }
}
