/* SPDX-License-Identifier: Apache-2.0
 *
 * Windows that share one pass give what the same windows give entry by entry, on random histories. */
#include <criterion/criterion.h>

#include "base/siphash.h"
#include "support/world.h"

enum {
  SOURCES = 8,
  WINDOWS = 6,
  TERMINALS = 4,
  PATHS = 3,
  STEPS = 4000,
  FEATURES = SOURCES * WINDOWS * TERMINALS * PATHS
};

static const char *const sources[SOURCES] = {"payer.sent",    "payer.attempts", "payer.received", "pair.sent",
                                             "pair.attempts", "pair.received",  "payee.received", "customer.sent"};
static const char *const windows[WINDOWS] = {"",
                                             ".within(duration('0s'))",
                                             ".within(duration('90s'))",
                                             ".within(duration('1h'))",
                                             ".within(duration('24h'))",
                                             ".within(duration('240h'))"};
static const char *const terminals[TERMINALS] = {".size()", ".map(t, t.amount).sum()", ".map(t, t.amount).min()",
                                                 ".map(t, t.amount).max()"};
/* The first goes with its group; the others cannot. */
static const char *const paths[PATHS] = {"", ".filter(t, t.amount >= 0.0)", ".filter(t, true)"};

static uint64_t seed = 20250515, drawn;
static uint64_t draw(uint64_t below) {
  static const uint8_t key[16];
  const uint64_t input[2] = {seed, drawn++};
  return fr__siphash(key, input, sizeof input).low % below;
}

typedef struct history {
  char ids[STEPS][16];
  fr_transfer made[STEPS];
  uint32_t count;
  int64_t now_us;
} history;

static const char *const parties[] = {"a", "b", "c", "d"};

static fr_transfer *make(history *past) {
  if (past->count > 10 && draw(20) == 0) return &past->made[past->count - 1 - draw(10)]; /* a repeat */
  fr_transfer *one = &past->made[past->count];
  snprintf(past->ids[past->count], sizeof past->ids[0], "t%u", past->count);
  const uint64_t payer = draw(4), payee = (payer + 1 + draw(3)) % 4;
  static const int64_t steps[] = {0, 1, SECOND, 90 * SECOND, HOUR, 5 * HOUR};
  past->now_us += steps[draw(6)];
  const int64_t late = draw(8) == 0 ? (int64_t)draw(30) * HOUR : 0;
  const int64_t amount = draw(50) == 0 ? FR_MAX_AMOUNT_MINOR - (int64_t)draw(1000) : (int64_t)draw(100000);
  *one = transfer_of(past->ids[past->count], parties[payer], parties[payee], amount, past->now_us - late);
  if (draw(10) == 0) {
    one->payee.data = NULL;
    one->kind = draw(2) == 0 ? FR_KIND_CASH_WITHDRAWAL : FR_KIND_CASH_DEPOSIT;
  }
  past->count++;
  return one;
}

static void expect_equal_paths(const fr_value *values, const bundle_feature *features, uint32_t step) {
  for (uint32_t i = 0; i < FEATURES; i += PATHS) {
    for (uint32_t path = 1; path < PATHS; path++) {
      const fr_value *grouped = &values[i], *other = &values[i + path];
      char one[96], two[96];
      cr_assert(grouped->type == other->type && grouped->integer == other->integer &&
                    grouped->number == other->number && grouped->flags == other->flags,
                "step %u: %s is %s (flags %u), %s is %s (flags %u); seed %llu", step, features[i].source,
                value_text(grouped, one), grouped->flags, features[i + path].source, value_text(other, two),
                other->flags, (unsigned long long)seed);
    }
  }
}

static void tell_what_became(world *in, history *past) {
  static const uint32_t kinds[] = {FR_EVENT_SETTLED, FR_EVENT_HELD, FR_EVENT_RELEASED, FR_EVENT_CANCELLED,
                                   FR_EVENT_RETURNED};
  if (past->count == 0) return;
  const fr_transfer *about = &past->made[past->count - 1 - draw(past->count < 50 ? past->count : 50)];
  const fr_status status = world_tell(in, kinds[draw(5)], about, past->now_us);
  cr_assert(status == FR_OK || status == FR_NOT_FOUND, "%s", fr_context_error(in->context)->message);
}

static void compare(int64_t horizon_us, bool outcomes_not_reported) {
  static bundle_feature features[FEATURES];
  static char names[FEATURES][16], texts[FEATURES][128];
  static fr_value values[WORLD_VALUES];
  static history past;
  past = (history){.now_us = NOON};
  for (uint32_t i = 0; i < FEATURES; i++) {
    snprintf(names[i], sizeof names[i], "f%u", i);
    snprintf(texts[i], sizeof texts[i], "%s%s%s%s", sources[i / (WINDOWS * TERMINALS * PATHS)],
             windows[i / (TERMINALS * PATHS) % WINDOWS], paths[i % PATHS], terminals[i / PATHS % TERMINALS]);
    features[i] = (bundle_feature){names[i], texts[i]};
  }
  const bundle_policy policy = {.more_features = features, .more_feature_count = FEATURES};
  fr_engine_options options = world_options();
  options.horizon_us = horizon_us;
  options.outcomes_not_reported = outcomes_not_reported ? FR_YES : FR_NO;
  world in = world_open_with(&options, &policy);
  cr_assert_not_null(in.context);
  for (uint32_t step = 0; step < STEPS; step++) {
    const fr_transfer *one = make(&past);
    if (step % 4 == 0) {
      cr_assert_eq(world_features(&in, one, values), FR_OK, "%s", fr_context_error(in.context)->message);
      expect_equal_paths(values, features, step);
    } else {
      cr_assert_eq(world_record(&in, one, FR_TRANSFER_ATTEMPTED), FR_OK, "%s", fr_context_error(in.context)->message);
    }
    if (draw(3) == 0) tell_what_became(&in, &past);
  }
  world_close(&in);
}

Test(group, equals_the_general_path, .timeout = 300) { compare(90 * DAY, false); }
Test(group, equals_the_general_path_at_a_short_horizon, .timeout = 300) { compare(10 * DAY, true); }
