/* SPDX-License-Identifier: Apache-2.0
 *
 * The model, and the search for an order.
 *
 * A call that decides has two moments: it takes the policy that is in force, and later it visits the parties. All else
 * happens at one. The search takes any moment that may be next (its thread has nothing before it, and no call that
 * ended before this one began is still to come), asks the model, and goes on where the model answers what was answered.
 */
#include <string.h>

#include "serial.h"

/* Bytes only, so that two models are alike when their bytes are. */
typedef struct model {
  uint8_t policy;              /* the version in force */
  uint8_t count;               /* recorded transfers */
  uint8_t recorded[TRANSFERS]; /* 0: not; else its place among the recorded, from 1 */
  uint8_t status[TRANSFERS], status_minutes[TRANSFERS];
  uint8_t label[TRANSFERS], label_minutes[TRANSFERS];
  uint8_t contacts[ACCOUNTS]; /* of a customer; without customers accounts stand for them */
  uint8_t listed[ACCOUNTS];
} model;

enum { NO_LABEL = 0, MOMENTS = 2 * CALLS * BATCH, NODES_MAX = 200000, KNOWN = 1 << 14 };

/* ---- the model ---- */

static bool moved(const model *now, uint32_t i) {
  return now->status[i] == FR_TRANSFER_ATTEMPTED || now->status[i] == FR_TRANSFER_RELEASED ||
         now->status[i] == FR_TRANSFER_SETTLED;
}

static void note_newest(const model *now, uint32_t i, uint8_t *place, int64_t *amount) {
  if (now->recorded[i] <= *place) return;
  *place = now->recorded[i];
  *amount = amount_of(i);
}

/* Customers keep what they send and receive, but not what goes from one account of theirs to the other. */
static void look_at_customer(const history *in, const model *now, uint32_t own, int64_t seen[SEEN]) {
  const uint32_t customer = customer_of(in, in->transfers[own].payer);
  for (uint32_t i = 0; i < TRANSFERS; i++) {
    const uint32_t from = customer_of(in, in->transfers[i].payer), to = customer_of(in, in->transfers[i].payee);
    if (now->recorded[i] == 0 || i == own || from == to) continue;
    if (from == customer) seen[CUSTOMER_ATTEMPTS] += amount_of(i);
    if (to == customer && moved(now, i)) seen[CUSTOMER_RECEIVED] += amount_of(i);
  }
  seen[CONTACTS] = now->contacts[customer];
}

/* What a decision about `own` sees: everything but itself. */
static void look(const history *in, const model *now, uint32_t own, int64_t seen[SEEN]) {
  const uint8_t payer = in->transfers[own].payer, payee = in->transfers[own].payee;
  uint8_t payer_newest = 0, payee_newest = 0;
  memset(seen, 0, SEEN * sizeof seen[0]);
  for (uint32_t i = 0; i < TRANSFERS; i++) {
    if (now->recorded[i] == 0 || i == own) continue;
    const transfer *one = &in->transfers[i];
    const int64_t amount = amount_of(i);
    if (one->payer == payer) {
      seen[PAYER_ATTEMPTS] += amount;
      if (now->status[i] == FR_TRANSFER_HELD) seen[PAYER_HELD] += amount;
      if (now->status[i] == FR_TRANSFER_SETTLED) seen[PAYER_SETTLED] += amount;
      note_newest(now, i, &payer_newest, &seen[PAYER_NEWEST]);
    }
    if (!moved(now, i)) continue;
    if (one->payer == payer) seen[PAYER_SENT] += amount;
    if (one->payee == payer) seen[PAYER_RECEIVED] += amount;
    if (one->payer == payee) seen[PAYEE_SENT] += amount;
    if (one->payee != payee) continue;
    seen[PAYEE_RECEIVED] += amount;
    if (now->label[i] == FR_EVENT_FRAUD_REPORTED) seen[PAYEE_FRAUD] += amount;
    note_newest(now, i, &payee_newest, &seen[PAYEE_NEWEST]);
  }
  seen[PAYEE_LISTED] = now->listed[payee];
  look_at_customer(in, now, own, seen);
}

/* Another transfer has this one's id already. */
static bool conflicts(const history *in, const model *now, uint32_t own) {
  for (uint32_t i = 0; i < TRANSFERS; i++) {
    if (i != own && now->recorded[i] != 0 && in->transfers[i].payer == in->transfers[own].payer &&
        in->transfers[i].id == in->transfers[own].id) {
      return true;
    }
  }
  return false;
}

static void remember(model *now, uint32_t own, uint8_t status) {
  if (now->recorded[own] != 0) return;
  now->recorded[own] = ++now->count;
  now->status[own] = status;
}

/* docs/design.md 12.2. */
static bool follows(uint8_t before, uint8_t after) {
  if (after == FR_TRANSFER_CANCELLED) return before <= FR_TRANSFER_HELD;
  return before < after;
}

static void note_outcome(model *now, const call *told) {
  const uint32_t own = told->about[0];
  if (told->value == FR_EVENT_FRAUD_REPORTED || told->value == FR_EVENT_CLEARED) {
    const bool later = told->minutes > now->label_minutes[own];
    const bool worse = told->minutes == now->label_minutes[own] && told->value == FR_EVENT_FRAUD_REPORTED;
    if (now->label[own] != NO_LABEL && !later && !worse) return;
    now->label[own] = told->value;
    now->label_minutes[own] = told->minutes;
    return;
  }
  const uint8_t status = told->value == FR_EVENT_HELD        ? FR_TRANSFER_HELD
                         : told->value == FR_EVENT_RELEASED  ? FR_TRANSFER_RELEASED
                         : told->value == FR_EVENT_SETTLED   ? FR_TRANSFER_SETTLED
                         : told->value == FR_EVENT_CANCELLED ? FR_TRANSFER_CANCELLED
                                                             : FR_TRANSFER_RETURNED;
  if (!follows(now->status[own], status) || told->minutes < now->status_minutes[own]) return;
  now->status[own] = status;
  now->status_minutes[own] = told->minutes;
}

/* The visit of a call that is about a transfer; false where the model answers something else. */
static bool visit(const history *in, const call *told, uint32_t item, model *now) {
  const uint32_t own = told->about[item];
  const answer *given = &told->answers[item];
  if (conflicts(in, now, own)) return given->status == FR_CONFLICT;
  if (told->kind == OUTCOME) {
    if (now->recorded[own] == 0) return given->status == FR_NOT_FOUND;
    note_outcome(now, told);
    return given->status == FR_OK;
  }
  if (given->status != FR_OK) return false;
  if (told->kind != TRANSFERRED) {
    int64_t seen[SEEN];
    look(in, now, own, seen);
    if (given->repeated != (now->recorded[own] != 0) || memcmp(seen, given->seen, sizeof seen) != 0) return false;
  }
  if (told->kind != PREVIEW) remember(now, own, told->kind == TRANSFERRED ? told->value : FR_TRANSFER_ATTEMPTED);
  return true;
}

/* A moment of a call: it takes the policy, or does all the rest. */
typedef struct moment {
  const call *of;
  uint32_t item; /* of a batch */
  bool takes_policy;
} moment;

static bool happens(const history *in, const moment *tried, model *now) {
  const call *told = tried->of;
  const answer *given = &told->answers[tried->item];
  if (tried->takes_policy) return given->status != FR_OK || given->version == now->policy;
  if (told->kind <= OUTCOME) return visit(in, told, tried->item, now);
  if (told->kind == CONTACT) now->contacts[customer_of(in, told->about[0])]++;
  if (told->kind == LISTED) now->listed[told->about[0]] = told->value == FR_EVENT_LISTED;
  if (told->kind == POLICY) now->policy = told->value;
  return given->status == FR_OK;
}

/* ---- the search ---- */

/* How far each thread has come, and what is so then. */
typedef struct node {
  uint8_t at[THREADS];
  model now;
} node;

typedef struct search {
  const history *in;
  moment moments[THREADS][MOMENTS];
  uint8_t count[THREADS];
  uint32_t nodes;
  uint64_t known[KNOWN]; /* hashes of nodes that lead nowhere, modulo their number; 0: none */
} search;

static uint64_t hash_of(const node *here) {
  uint64_t hash = UINT64_C(0xCBF29CE484222325);
  const unsigned char *bytes = (const unsigned char *)here;
  for (size_t i = 0; i < sizeof *here; i++) hash = (hash ^ bytes[i]) * UINT64_C(0x100000001B3);
  return hash == 0 ? 1 : hash;
}

/* A call that ended before this one began has to come first. */
static bool may_be_next(const search *self, const node *here, uint32_t thread) {
  const call *wanted = self->moments[thread][here->at[thread]].of;
  for (uint32_t i = 0; i < self->in->threads; i++) {
    if (here->at[i] < self->count[i] && self->moments[i][here->at[i]].of->ended < wanted->began) return false;
  }
  return true;
}

static bool is_done(const search *self, const node *here) {
  for (uint32_t i = 0; i < self->in->threads; i++) {
    if (here->at[i] < self->count[i]) return false;
  }
  return true;
}

/* Depth first, with a stack as deep as a history has moments. */
static enum verdict walk(search *self) {
  static const node start = {.now = {.policy = 1}};
  node path[THREADS * MOMENTS + 1];
  uint8_t next[THREADS * MOMENTS + 1]; /* the thread to try next from there */
  uint32_t depth = 0;
  path[0] = start;
  next[0] = 0;
  for (;;) {
    node *here = &path[depth];
    if (is_done(self, here)) return EXPLAINED;
    if (next[depth] == self->in->threads) {
      const uint64_t hash = hash_of(here);
      self->known[hash % KNOWN] = hash;
      if (depth-- == 0) return UNEXPLAINED;
      continue;
    }
    const uint32_t thread = next[depth]++;
    if (here->at[thread] == self->count[thread] || !may_be_next(self, here, thread)) continue;
    const moment *tried = &self->moments[thread][here->at[thread]];
    path[depth + 1] = *here;
    if (!happens(self->in, tried, &path[depth + 1].now)) continue;
    path[depth + 1].at[thread]++;
    const uint64_t hash = hash_of(&path[depth + 1]);
    if (self->known[hash % KNOWN] == hash) continue;
    if (++self->nodes == NODES_MAX) return GAVE_UP;
    next[++depth] = 0;
  }
}

static bool list_moments(search *self, uint32_t thread, const call *one) {
  for (uint32_t item = 0; item < one->answered; item++) {
    if (one->answers[item].oddity != NULL) return false;
    if (one->kind <= FOLD) self->moments[thread][self->count[thread]++] = (moment){one, item, true};
    self->moments[thread][self->count[thread]++] = (moment){one, item, false};
  }
  return true;
}

enum verdict explain(const history *happened) {
  search self = {.in = happened};
  for (uint32_t t = 0; t < happened->threads; t++) {
    for (uint32_t i = 0; i < happened->calls[t]; i++) {
      if (!list_moments(&self, t, &happened->of[t][i])) return UNEXPLAINED;
    }
  }
  return walk(&self);
}
