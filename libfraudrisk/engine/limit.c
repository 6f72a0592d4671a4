/* SPDX-License-Identifier: Apache-2.0
 *
 * A bad rule must not stop a bank: past the bounds of the policy an alert is lowered, what a rule gone wrong alone
 * brings about before all else, and what the law demands never.
 *
 * Each bound counts in a ring of slots by the transfers' own time, so that the same transfers in the same order give
 * the same answers. Transfers that are allowed, nearly all, only add to a count of their context; the rings are touched
 * under a mutex when an alert asks how many there were.
 *
 * With a journal each decision is judged, written and counted under that mutex: so the order of the counts is that of
 * the records, and a recovery that counts the records again comes to the same. */
#include "engine/limit.h"

#include <pthread.h>
#include <stdlib.h>

#include "engine/engine.h"

enum { SLOTS = 30, UNTOLD_MAX = 64 };

/* What a slot counts; LOWERED and GIVEN each for FR__OF_WARN and FR__OF_HOLD. */
enum { TRANSFERS, GIVEN, LOWERED = GIVEN + 2, PARTS = LOWERED + 2 };

typedef struct ring {
  int64_t newest; /* the number of its newest slot since 1970 */
  uint64_t sums[PARTS];
  uint32_t slots[SLOTS][PARTS];
} ring;

typedef struct counted {
  const fr__bound *bound;
  int64_t slot_us;
  ring all;    /* the transfers, and what all rules together bring about */
  ring *rules; /* what each rule alone brings about; null where the bound is on all together */
} counted;

struct fr__limiter {
  atomic_uint references;
  pthread_mutex_t mutex;
  fr_policy *policy; /* with a reference of its own */
  uint64_t as_of;    /* records up to this one are in the counts already; 0: none */
  uint32_t count;
  counted bounds[FR_MAX_LIMITS];
};

/* ---- rings ---- */

static void move_on(ring *in, int64_t newest) {
  int64_t steps = newest - in->newest;
  if (steps <= 0) return;
  if (steps >= SLOTS) {
    memset(in, 0, sizeof *in);
    steps = 0;
  }
  for (int64_t i = 0; i < steps; i++) {
    uint32_t *slot = in->slots[(newest - i) % SLOTS];
    for (uint32_t part = 0; part < PARTS; part++) {
      in->sums[part] -= slot[part];
      slot[part] = 0;
    }
  }
  in->newest = newest;
}

/* What comes later than the window is long counts in the oldest slot: one clock that runs ahead must not make the
 * limiter blind. */
static void add(ring *to, int64_t slot, uint32_t part, uint32_t count) {
  if (slot <= to->newest - SLOTS) slot = to->newest - SLOTS + 1;
  to->slots[slot % SLOTS][part] += count;
  to->sums[part] += count;
}

/* What the window that ends with this slot holds; a preview may be later than all that was counted. */
static uint64_t sum_at(const ring *in, int64_t slot, uint32_t part) {
  uint64_t sum = in->sums[part];
  for (int64_t i = in->newest - SLOTS + 1; i <= in->newest && i <= slot - SLOTS; i++) {
    if (i >= 0) sum -= in->slots[i % SLOTS][part];
  }
  return sum;
}

static ring *ring_of_rule(const counted *in, uint32_t rule) {
  ring *found = &in->rules[rule];
  move_on(found, in->all.newest);
  return found;
}

/* ---- life ---- */

fr_status fr__limiter_create(fr_policy *policy, fr__limiter **created) {
  *created = NULL;
  if (policy->limit_count == 0) return FR_OK;
  fr__limiter *limiter = calloc(1, sizeof *limiter);
  FR_REQUIRE(limiter != NULL, FR_NO_MEMORY);
  if (pthread_mutex_init(&limiter->mutex, NULL) != 0) {
    free(limiter);
    return FR_NO_MEMORY;
  }
  atomic_init(&limiter->references, 1);
  limiter->policy = fr_policy_retain(policy);
  for (; limiter->count < policy->limit_count; limiter->count++) {
    counted *one = &limiter->bounds[limiter->count];
    one->bound = &policy->limits[limiter->count];
    one->slot_us = one->bound->window_us / SLOTS;
    if (!one->bound->each_rule) continue;
    one->rules = calloc((size_t)policy->rule_count + 1, sizeof *one->rules);
    if (one->rules != NULL) continue;
    fr__limiter_release(limiter);
    return FR_NO_MEMORY;
  }
  *created = limiter;
  return FR_OK;
}

fr__limiter *fr__limiter_retain(fr__limiter *limiter) {
  if (limiter != NULL) atomic_fetch_add_explicit(&limiter->references, 1, memory_order_relaxed);
  return limiter;
}

void fr__limiter_release(fr__limiter *limiter) {
  if (limiter == NULL || atomic_fetch_sub_explicit(&limiter->references, 1, memory_order_acq_rel) != 1) return;
  for (uint32_t i = 0; i < FR_MAX_LIMITS; i++) free(limiter->bounds[i].rules);
  fr_policy_release(limiter->policy);
  pthread_mutex_destroy(&limiter->mutex);
  free(limiter);
}

bool fr__limiter_is_shared(const fr__limiter *limiter) {
  return atomic_load_explicit(&limiter->references, memory_order_acquire) > 1;
}

/* Rules mostly keep their order, so that the next one is looked for behind the last one found. */
static void take_over_rules(const counted *to, const fr_policy *policy, const counted *from, const fr_policy *before) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    for (uint32_t tried = 0; tried < before->rule_count; tried++) {
      const uint32_t at = (next + tried) % before->rule_count;
      if (strcmp(policy->rules[i].id, before->rules[at].id) != 0) continue;
      to->rules[i] = from->rules[at];
      next = at + 1;
      break;
    }
  }
}

void fr__limiter_take_over(fr__limiter *limiter, fr__limiter *old) {
  if (limiter == NULL || old == NULL) return;
  pthread_mutex_lock(&old->mutex);
  limiter->as_of = old->as_of;
  for (uint32_t i = 0; i < limiter->count; i++) {
    counted *to = &limiter->bounds[i];
    for (uint32_t j = 0; j < old->count; j++) {
      const counted *from = &old->bounds[j];
      if (to->bound->channel != from->bound->channel || to->bound->window_us != from->bound->window_us ||
          to->bound->each_rule != from->bound->each_rule)
        continue;
      to->all = from->all;
      if (to->rules != NULL) take_over_rules(to, limiter->policy, from, old->policy);
      break;
    }
  }
  pthread_mutex_unlock(&old->mutex);
}

/* ---- transfers ---- */

static bool applies(const counted *one, uint32_t channel) {
  return one->bound->channel == FR_CHANNEL_UNKNOWN || one->bound->channel == channel;
}

/* Under the mutex. */
static void tell(fr__limiter *limiter, fr__untold *untold) {
  for (uint32_t i = 0; i < limiter->count && untold->count != 0; i++) {
    counted *one = &limiter->bounds[i];
    const int64_t slot = untold->time_us / one->slot_us;
    const uint32_t channel = one->bound->channel;
    move_on(&one->all, slot);
    add(&one->all, slot, TRANSFERS, channel == FR_CHANNEL_UNKNOWN ? untold->count : untold->by_channel[channel]);
  }
  *untold = (fr__untold){.count = 0};
}

void fr__limiter_tell(fr__limiter *limiter, fr__untold *untold) {
  if (limiter == NULL || untold->count == 0) return;
  pthread_mutex_lock(&limiter->mutex);
  tell(limiter, untold);
  pthread_mutex_unlock(&limiter->mutex);
}

static void begin_untold(const fr__limiter *limiter, fr__untold *untold, int64_t time_us) {
  untold->time_us = time_us;
  untold->begin_us = 0;
  untold->end_us = INT64_MAX;
  for (uint32_t i = 0; i < limiter->count; i++) {
    const int64_t slot_us = limiter->bounds[i].slot_us, begin_us = time_us - time_us % slot_us;
    if (begin_us > untold->begin_us) untold->begin_us = begin_us;
    if (begin_us + slot_us < untold->end_us) untold->end_us = begin_us + slot_us;
  }
}

static void note_transfer(fr__limiter *limiter, fr__untold *untold, uint32_t channel, int64_t time_us) {
  if (time_us < untold->begin_us || time_us >= untold->end_us || untold->count == UNTOLD_MAX) {
    fr__limiter_tell(limiter, untold);
    begin_untold(limiter, untold, time_us);
  }
  untold->count++;
  untold->by_channel[channel]++;
}

/* ---- alerts ---- */

/* An alert on its way past the bounds. */
typedef struct alert {
  fr__limiter *limiter;
  const fr__grounds *grounds;
  fr__weights all;
  uint32_t channel;
  int64_t time_us;
  bool counts;     /* false: a preview or a repeat, which changes no count */
  uint32_t itself; /* 1: the transfer at hand is not among those counted, and belongs to them */
} alert;

/* How many of `more` transfers than those of the window, ending with a slot. */
static uint64_t allowed(const counted *one, uint32_t of, int64_t slot, uint32_t more) {
  const uint64_t share = (sum_at(&one->all, slot, TRANSFERS) + more) * one->bound->share_ppm[of] / 1000000;
  return share > one->bound->at_least ? share : one->bound->at_least;
}

static bool is_full(const alert *at, const counted *one, const ring *of_whom, uint32_t of) {
  const int64_t slot = at->time_us / one->slot_us;
  return sum_at(of_whom, slot, GIVEN + of) >= allowed(one, of, slot, at->itself);
}

static void count(const alert *at, const counted *one, ring *in, uint32_t part) {
  if (at->counts) add(in, at->time_us / one->slot_us, part, 1);
}

static bool bounds_rules(const alert *at, const counted *one, uint32_t of) {
  return one->bound->each_rule && one->bound->bounded[of] && applies(one, at->channel);
}

/* What a rule demands as the law is no alert of its own making. */
static bool is_binding(const alert *at, const fr__ground *ground) {
  return ground->fired && at->limiter->policy->rules[ground->rule].binding;
}

static bool rule_is_full(const alert *at, uint32_t rule, uint32_t of) {
  for (uint32_t i = 0; i < at->limiter->count; i++) {
    const counted *one = &at->limiter->bounds[i];
    if (bounds_rules(at, one, of) && is_full(at, one, ring_of_rule(one, rule), of)) return true;
  }
  return false;
}

/* Counts what a rule gave, or what one of its bounds lowered: those that are full. */
static void count_rule(const alert *at, uint32_t rule, uint32_t of, uint32_t kind) {
  for (uint32_t i = 0; i < at->limiter->count; i++) {
    const counted *one = &at->limiter->bounds[i];
    if (!bounds_rules(at, one, of)) continue;
    ring *own = ring_of_rule(one, rule);
    if (kind == GIVEN || is_full(at, one, own, of)) count(at, one, own, kind + of);
  }
}

/* The outcome as if the rules past their own bound had not fired. Where that changes it, they are counted; where it
 * stands without them, `left` is what it stands on. */
static bool lowered_by_rules(const alert *at, uint32_t of, fr__weights *left) {
  const fr__grounds *grounds = at->grounds;
  const fr_policy *policy = at->limiter->policy;
  *left = at->all;
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    if (!is_binding(at, ground) && rule_is_full(at, ground->rule, of)) fr__weights_move(policy, ground, -1, left);
  }
  if (fr__weights_outcome(grounds, left) >= FR_OUTCOME_WARN + of) return false;
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    if (!is_binding(at, ground) && rule_is_full(at, ground->rule, of)) count_rule(at, ground->rule, of, LOWERED);
  }
  return true;
}

static bool lowered_by_all(const alert *at, uint32_t of) {
  bool lowered = false;
  for (uint32_t i = 0; i < at->limiter->count; i++) {
    counted *one = &at->limiter->bounds[i];
    if (one->bound->each_rule || !one->bound->bounded[of] || !applies(one, at->channel)) continue;
    if (!is_full(at, one, &one->all, of)) continue;
    count(at, one, &one->all, LOWERED + of);
    lowered = true;
  }
  return lowered;
}

/* It is given: counted for all, and for each rule without which it would not be. */
static void count_given(const alert *at, uint32_t of, const fr__weights *left) {
  const fr__grounds *grounds = at->grounds;
  for (uint32_t i = 0; i < at->limiter->count; i++) {
    counted *one = &at->limiter->bounds[i];
    if (!one->bound->each_rule && applies(one, at->channel)) count(at, one, &one->all, GIVEN + of);
  }
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    if (is_binding(at, ground) || rule_is_full(at, ground->rule, of)) continue;
    fr__weights without = *left;
    fr__weights_move(at->limiter->policy, ground, -1, &without);
    if (fr__weights_outcome(grounds, &without) < FR_OUTCOME_WARN + of) count_rule(at, ground->rule, of, GIVEN);
  }
}

/* One step: whether a hold (or a warning) is one too many. What binding rules demand stands, and fills no bound. */
static bool lowered(const alert *at, uint32_t of) {
  fr__weights left;
  if (at->all.binding >= FR_OUTCOME_WARN + of) return false;
  if (lowered_by_rules(at, of, &left) || lowered_by_all(at, of)) return true;
  count_given(at, of, &left);
  return false;
}

/* Under the mutex. */
static uint32_t judge(alert *at, uint32_t outcome) {
  fr__limiter *limiter = at->limiter;
  fr__weights_of(limiter->policy, at->grounds, &at->all);
  FR_INVARIANT(fr__weights_outcome(at->grounds, &at->all) == outcome);
  for (uint32_t i = 0; i < limiter->count; i++) {
    counted *one = &limiter->bounds[i];
    if (at->counts) move_on(&one->all, at->time_us / one->slot_us);
  }
  while (outcome > FR_OUTCOME_ALLOW && lowered(at, outcome - FR_OUTCOME_WARN)) outcome--;
  return outcome;
}

static uint32_t judge_and_count(alert *at, fr__untold *untold, uint32_t outcome) {
  pthread_mutex_lock(&at->limiter->mutex);
  tell(at->limiter, untold);
  outcome = judge(at, outcome);
  pthread_mutex_unlock(&at->limiter->mutex);
  return outcome;
}

/* A transfer, and its alert if it is one, under the mutex. */
static uint32_t count_one(fr__limiter *limiter, const fr__counted *what) {
  fr__untold one = {.time_us = what->time_us, .count = 1};
  one.by_channel[what->channel] = 1;
  tell(limiter, &one);
  if (what->pure == FR_OUTCOME_ALLOW) return what->pure;
  alert at = {
      .limiter = limiter, .grounds = what->grounds, .channel = what->channel, .time_us = what->time_us, .counts = true};
  return judge(&at, what->pure);
}

static void give(fr_decision *decision, uint32_t outcome) {
  decision->outcome = outcome;
  decision->hold_until_us = 0;
  decision->flags &= ~FR_FLAG_DELAYED;
  if (outcome == FR_OUTCOME_ALLOW) decision->actions = 0;
}

/* What is judged now is counted once its record is there, and nothing else is judged between. */
static void begin_counting(fr_context *context, const fr__evidence *on, uint32_t pure) {
  const fr_transfer *given = &on->transfer->given;
  const fr__threshold *threshold = on->grounds->threshold;
  context->counted =
      (fr__counted){.there = true,
                    .channel = given->channel,
                    .time_us = given->time_us,
                    .pure = pure,
                    .given = pure,
                    .grounds = on->grounds,
                    .threshold = threshold == NULL ? 0 : 1 + (uint32_t)(threshold - on->policy->thresholds)};
  pthread_mutex_lock(&context->limiter->mutex);
}

void fr__limit_end(fr_context *context, bool written) {
  if (!context->counted.there) return;
  if (written) {
    const uint32_t counted_as = count_one(context->limiter, &context->counted);
    FR_INVARIANT(counted_as == context->counted.given);
    (void)counted_as; /* where invariants are not looked at */
  }
  pthread_mutex_unlock(&context->limiter->mutex);
  context->counted.there = false;
}

void fr__limit(fr_context *context, const fr__evidence *on, bool record, fr_decision *decision) {
  fr__limiter *limiter = context->limiter;
  if (limiter == NULL) return;
  const fr_transfer *given = &on->transfer->given;
  const bool counts = record && !on->repeated, journaled = counts && context->desk != NULL;
  const uint32_t pure = decision->outcome;
  if (journaled) {
    begin_counting(context, on, pure);
  } else if (counts) {
    note_transfer(limiter, &context->untold, given->channel, given->time_us);
  }
  if (pure == FR_OUTCOME_ALLOW) return;
  alert at = {.limiter = limiter,
              .grounds = on->grounds,
              .channel = given->channel,
              .time_us = given->time_us,
              .counts = counts && !journaled,
              .itself = journaled || (!record && !on->repeated)};
  const uint32_t outcome = journaled ? judge(&at, pure) : judge_and_count(&at, &context->untold, pure);
  context->counted.given = outcome;
  if (outcome == pure) return;
  give(decision, outcome);
  decision->would_be = outcome;
  decision->flags |= FR_FLAG_LIMITED;
  if (!counts) return;
  if (pure == FR_OUTCOME_HOLD) fr__context_count(context, FR__LIMITED_HOLDS + given->channel);
  if (outcome == FR_OUTCOME_ALLOW) fr__context_count(context, FR__LIMITED_WARNINGS + given->channel);
}

void fr__shadow(const fr_engine *engine, fr_decision *decision) {
  if (engine->options.shadow != FR_YES) return;
  decision->would_be = decision->outcome;
  decision->flags |= FR_FLAG_SHADOW;
  give(decision, FR_OUTCOME_ALLOW);
}

/* ---- from records ---- */

fr_status fr__limiter_replay(fr__limiter *limiter, uint64_t sequence, const uint8_t policy_digest[32],
                             fr__counted *what) {
  const fr_policy *policy = limiter->policy;
  if (!what->there || sequence <= limiter->as_of) return FR_OK;
  if (memcmp(policy->digest, policy_digest, sizeof policy->digest) != 0) return FR_OK;
  FR_REQUIRE(what->channel < FR__CHANNELS && what->threshold <= policy->threshold_count, FR_BAD_JOURNAL);
  fr__grounds *grounds = what->grounds;
  for (uint32_t i = 0; i < grounds->count; i++) FR_REQUIRE(grounds->items[i].rule < policy->rule_count, FR_BAD_JOURNAL);
  grounds->threshold = what->threshold == 0 ? NULL : &policy->thresholds[what->threshold - 1];
  if (what->pure != FR_OUTCOME_ALLOW) {
    fr__weights all;
    fr__weights_of(policy, grounds, &all);
    FR_REQUIRE(fr__weights_outcome(grounds, &all) == what->pure, FR_BAD_JOURNAL);
  }
  pthread_mutex_lock(&limiter->mutex);
  (void)count_one(limiter, what);
  pthread_mutex_unlock(&limiter->mutex);
  return FR_OK;
}

/* ---- as bytes: words, little-endian; of rules only those that have counted something ---- */

enum { RING_WORDS = 1 + SLOTS * PARTS / 2, HEAD_WORDS = 2 + 32 / 8 };
_Static_assert(SLOTS *PARTS % 2 == 0, "two counts a word");

void fr__limiter_lock(fr__limiter *limiter, bool begin) {
  (void)(begin ? pthread_mutex_lock(&limiter->mutex) : pthread_mutex_unlock(&limiter->mutex));
}

static bool has_counted(const ring *of_rule) {
  uint64_t any = 0;
  for (uint32_t part = 0; part < PARTS; part++) any |= of_rule->sums[part];
  return any != 0;
}

uint64_t fr__limiter_size(const fr__limiter *limiter) {
  uint64_t words = HEAD_WORDS;
  for (uint32_t i = 0; i < limiter->count; i++) {
    words += RING_WORDS + 1;
    for (uint32_t rule = 0; limiter->bounds[i].rules != NULL && rule < limiter->policy->rule_count; rule++) {
      if (has_counted(ring_of_rule(&limiter->bounds[i], rule))) words += 1 + RING_WORDS;
    }
  }
  return 8 * words;
}

static uint8_t *save_ring(const ring *from, uint8_t *into) {
  uint32_t counts[SLOTS * PARTS];
  memcpy(counts, from->slots, sizeof counts);
  fr__put_word(into, (uint64_t)from->newest);
  for (uint32_t i = 0; i < SLOTS * PARTS; i += 2) {
    into += 8;
    fr__put_word(into, (uint64_t)counts[i + 1] << 32 | counts[i]);
  }
  return into + 8;
}

void fr__limiter_save(fr__limiter *limiter, uint64_t as_of, uint8_t *into) {
  fr__put_word(into, as_of);
  memcpy(into + 8, limiter->policy->digest, 32);
  fr__put_word(into + 40, limiter->count);
  into += (size_t)8 * HEAD_WORDS;
  for (uint32_t i = 0; i < limiter->count; i++) {
    const counted *one = &limiter->bounds[i];
    uint8_t *rules = into = save_ring(&one->all, into);
    uint64_t saved = 0;
    into += 8;
    for (uint32_t rule = 0; one->rules != NULL && rule < limiter->policy->rule_count; rule++) {
      const ring *own = ring_of_rule(one, rule);
      if (!has_counted(own)) continue;
      fr__put_word(into, rule);
      into = save_ring(own, into + 8);
      saved++;
    }
    fr__put_word(rules, saved);
  }
}

typedef struct words {
  const uint8_t *at;
  uint64_t left;
} words;

static bool take_word(words *from, uint64_t *word) {
  if (from->left == 0) return false;
  *word = fr__get_word(from->at);
  from->at += 8;
  from->left--;
  return true;
}

static fr_status load_ring(words *from, ring *into) {
  uint32_t counts[SLOTS * PARTS];
  uint64_t word;
  FR_REQUIRE(from->left >= RING_WORDS && take_word(from, &word) && word <= FR_MAX_TIME_US, FR_BAD_JOURNAL);
  *into = (ring){.newest = (int64_t)word};
  for (uint32_t i = 0; i < SLOTS * PARTS; i += 2) {
    FR_REQUIRE(take_word(from, &word), FR_BAD_JOURNAL);
    counts[i] = (uint32_t)word;
    counts[i + 1] = (uint32_t)(word >> 32);
  }
  memcpy(into->slots, counts, sizeof counts);
  for (uint32_t i = 0; i < SLOTS * PARTS; i++) into->sums[i % PARTS] += counts[i];
  return FR_OK;
}

static fr_status load_bound(words *from, const fr_policy *policy, counted *into) {
  uint64_t saved, rule;
  FR_TRY(load_ring(from, &into->all));
  FR_REQUIRE(take_word(from, &saved) && saved <= policy->rule_count, FR_BAD_JOURNAL);
  for (; saved > 0; saved--) {
    FR_REQUIRE(take_word(from, &rule) && rule < policy->rule_count && into->rules != NULL, FR_BAD_JOURNAL);
    FR_TRY(load_ring(from, &into->rules[rule]));
  }
  return FR_OK;
}

fr_status fr__limiter_load(fr__limiter *limiter, const uint8_t *bytes, uint64_t size) {
  FR_REQUIRE(size % 8 == 0 && size >= 8 * HEAD_WORDS, FR_BAD_JOURNAL);
  if (limiter == NULL || memcmp(bytes + 8, limiter->policy->digest, 32) != 0) return FR_OK;
  words from = {bytes + 8 * HEAD_WORDS, size / 8 - HEAD_WORDS};
  FR_REQUIRE(fr__get_word(bytes + 40) == limiter->count, FR_BAD_JOURNAL);
  pthread_mutex_lock(&limiter->mutex);
  limiter->as_of = fr__get_word(bytes);
  fr_status status = FR_OK;
  for (uint32_t i = 0; i < limiter->count && status == FR_OK; i++) {
    status = load_bound(&from, limiter->policy, &limiter->bounds[i]);
  }
  pthread_mutex_unlock(&limiter->mutex);
  return status == FR_OK && from.left != 0 ? FR_BAD_JOURNAL : status;
}

/* ---- for operators ---- */

typedef struct listing {
  fr_limit_state *states;
  uint32_t capacity, count;
} listing;

static void list(listing *into, const fr__limiter *limiter, uint32_t entry, const ring *of_whom, uint32_t of,
                 const char *rule) {
  const counted *one = &limiter->bounds[entry];
  if (into->count++ >= into->capacity) return;
  fr_limit_state *state = &into->states[into->count - 1];
  const uint64_t most = allowed(one, of, one->all.newest, 0), given = of_whom->sums[GIVEN + of];
  *state = (fr_limit_state){.struct_size = state->struct_size,
                            .entry = entry,
                            .channel = one->bound->channel,
                            .outcome = FR_OUTCOME_WARN + of,
                            .window_us = one->bound->window_us,
                            .transfers = one->all.sums[TRANSFERS],
                            .allowed = most,
                            .given = given,
                            .lowered = of_whom->sums[LOWERED + of],
                            .share_ppm = one->bound->share_ppm[of],
                            .full = given >= most ? FR_YES : FR_NO};
  if (rule != NULL) memcpy(state->rule, rule, sizeof state->rule);
}

static void list_entry(listing *into, const fr__limiter *limiter, uint32_t entry) {
  const counted *one = &limiter->bounds[entry];
  for (uint32_t of = FR__OF_HOLD + 1; of-- > 0;) {
    if (!one->bound->bounded[of]) continue;
    if (!one->bound->each_rule) list(into, limiter, entry, &one->all, of, NULL);
    for (uint32_t i = 0; one->bound->each_rule && i < limiter->policy->rule_count; i++) {
      const ring *own = ring_of_rule(one, i);
      if (own->sums[GIVEN + of] + own->sums[LOWERED + of] == 0) continue;
      list(into, limiter, entry, own, of, limiter->policy->rules[i].id);
    }
  }
}

fr_status fr_engine_limits(fr_engine *engine, fr_limit_state *states, uint32_t capacity, uint32_t *counted_all) {
  FR_REQUIRE(engine != NULL && counted_all != NULL && (states != NULL || capacity == 0), FR_NULL_POINTER);
  for (uint32_t i = 0; i < capacity; i++) {
    FR_TRY(fr__check_struct(&states[i], states[i].struct_size, sizeof states[i], sizeof states[i]));
  }
  listing into = {states, capacity, 0};
  pthread_mutex_lock(&engine->mutex);
  fr__limiter *limiter = fr__limiter_retain(engine->limiter);
  pthread_mutex_unlock(&engine->mutex);
  if (limiter != NULL) {
    pthread_mutex_lock(&limiter->mutex);
    for (uint32_t each = 0; each <= 1; each++) {
      for (uint32_t i = 0; i < limiter->count; i++) {
        if (limiter->bounds[i].bound->each_rule == (each == 1)) list_entry(&into, limiter, i);
      }
    }
    pthread_mutex_unlock(&limiter->mutex);
    fr__limiter_release(limiter);
  }
  *counted_all = into.count;
  return FR_OK;
}
