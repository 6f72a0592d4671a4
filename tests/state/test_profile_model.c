/* SPDX-License-Identifier: Apache-2.0
 *
 * Profiles against the slow model: random operations from a seed that is printed, compared all along. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "model.h"
#include "state/layout.h"

enum { MANY = 1000 }; /* more payees than stay in the table: some are in books */

typedef struct run {
  const char *name;
  uint64_t seed;
  int64_t horizon_us, step_us; /* step: the most that time moves on in one operation */
  uint32_t payees, operations;
  bool settle_after_a_day;
  uint32_t leaps; /* one operation in so many leaps by up to two years; 0: never */
} run;

typedef struct world {
  const run *how;
  fr__store *store;
  fr__acquired acquired;
  model *expected;
  uint64_t random;
  int64_t now_us;
  uint64_t known_compared, known_exotic, known_found, statuses, labels;
  uint64_t in_books, taken, most_books; /* known ones found in a book, those that came back, and books at the most */
} world;

static uint64_t next(world *self) { /* splitmix64 */
  uint64_t z = self->random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}
static uint64_t below(world *self, uint64_t limit) { return next(self) % limit; }

static uint64_t payee_name(uint32_t i) { return (i + 1) * UINT64_C(0x9E3779B97F4A7C15); }

/* One payee in four is one whose transfers come back or are reported. */
static bool is_trouble(const world *self, uint64_t payee) {
  for (uint32_t i = 0; i < self->how->payees; i += 4) {
    if (payee == payee_name(i)) return true;
  }
  return false;
}

static void compare_list(world *self, enum fr__list list, uint32_t step) {
  static const model_entry *entries[MODEL_ENTRIES];
  const uint32_t count = model_list(self->expected, list, entries, MODEL_ENTRIES);
  const fr__profile *profile = self->acquired.profiles[0];
  const fr__transfers view = fr__profile_transfers(profile, list);
  const uint32_t first = fr__transfers_from(&view, fr__profile_edge(profile));
  cr_assert_eq(view.count - first, count, "seed %llu step %u list %d: %u entries, not %u",
               (unsigned long long)self->how->seed, step, list, view.count - first, count);
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t at = first + i;
    const model_entry *entry = entries[i];
    const uint64_t id = fr__join48(view.id_low[at], view.id_high[at]);
    const bool same = fr__transfers_time(&view, at) == entry->in.time_us && id == entry->in.id &&
                      fr__transfers_amount(&view, at) == entry->in.amount_minor &&
                      fr__entry_status(view.flags[at]) == entry->status &&
                      fr__entry_label(view.flags[at]) == entry->label &&
                      fr__entry_channel(view.flags[at]) == fr__entry_channel(entry->in.flags) &&
                      fr__entry_kind(view.flags[at]) == fr__entry_kind(entry->in.flags) &&
                      fr__entry_speed(view.flags[at]) == fr__entry_speed(entry->in.flags) &&
                      fr__transfers_status_time(&view, at) == entry->status_us &&
                      (entry->label == FR__LABEL_NONE || fr__transfers_label_time(&view, at) == entry->label_us);
    cr_assert(same, "seed %llu step %u list %d: entry %u differs", (unsigned long long)self->how->seed, step, list, i);
    const bool has_other = view.other[at] != FR__NO_OTHER;
    cr_assert_eq(has_other, entry->in.has_other);
    if (has_other) cr_assert_eq(fr__profile_other(profile, view.other[at]), entry->in.other);
  }
  cr_assert_eq(fr__profile_dropped(profile, list), self->expected->dropped_us[list]);
}

static void compare(world *self, uint32_t step) {
  if (self->acquired.profiles[0]->newest_us == FR__NO_TIME) return;
  compare_list(self, FR__SENT, step);
  compare_list(self, FR__RECEIVED, step);
  for (uint32_t i = 0; i < self->how->payees; i++) {
    bool exotic;
    int64_t expected = model_known_from(self->expected, payee_name(i), &exotic);
    const int64_t found = fr__profile_known_from(self->store, self->acquired.profiles[0], payee_name(i));
    self->known_compared++;
    const int64_t base_us = self->acquired.profiles[0]->base_us;
    if (expected != FR__NO_TIME && expected < base_us) expected = base_us; /* 48 bits reach back some nine years */
    if (exotic) {
      self->known_exotic++;
      continue;
    }
    if (expected != FR__NO_TIME) self->known_found++;
    const bool in_table = fr__profile_find_other(self->acquired.profiles[0], payee_name(i)) != FR__NO_OTHER;
    self->in_books += expected != FR__NO_TIME && !in_table;
    cr_assert_eq(found, expected, "seed %llu step %u payee %u: known from %lld, not %lld",
                 (unsigned long long)self->how->seed, step, i, (long long)found, (long long)expected);
  }
  cr_assert_eq(self->store->entries_dropped, self->expected->dropped);
  cr_assert_eq(self->store->late_dropped, self->expected->late);
}

static int64_t some_time(world *self) {
  switch (below(self, 10)) {
    case 0: /* late, often by more than the horizon */
      return self->now_us - (int64_t)below(self, (uint64_t)self->how->horizon_us * 5 / 4);
    case 1: /* a little late, often at the same time as another */
      return self->now_us - (int64_t)below(self, 4) * 1000000;
    default: return self->now_us;
  }
}

static void add(world *self) {
  const enum fr__list list = below(self, 3) == 0 ? FR__RECEIVED : FR__SENT;
  static const uint32_t statuses[] = {FR_TRANSFER_ATTEMPTED, FR_TRANSFER_ATTEMPTED, FR_TRANSFER_ATTEMPTED,
                                      FR_TRANSFER_SETTLED,   FR_TRANSFER_DELAYED,   FR_TRANSFER_HELD,
                                      FR_TRANSFER_RETURNED};
  const uint64_t other = payee_name((uint32_t)below(self, self->how->payees));
  const uint32_t status = statuses[below(self, 15) == 0 && is_trouble(self, other) ? 6 : below(self, 6)];
  const bool wide = self->expected->count > 2000 && below(self, 100) == 0;
  const fr__entry entry = {
      .time_us = some_time(self),
      .amount_minor = (int64_t)(wide ? below(self, FR_MAX_AMOUNT_MINOR) : below(self, 100000)),
      .id = self->expected->count > 0 && below(self, 50) == 0
                ? self->expected->entries[below(self, self->expected->count)].in.id
                : next(self) & FR__TIME48,
      .other = other,
      .has_other = below(self, 20) != 0,
      .flags = fr__entry_flags(status, (uint32_t)below(self, 7), (uint32_t)below(self, 6), (uint32_t)below(self, 4), 0),
  };
  const bool in_table = fr__profile_find_other(self->acquired.profiles[0], other) != FR__NO_OTHER;
  const fr_status reserved = fr__profile_reserve(self->store, &self->acquired.profiles[0], list, entry.time_us,
                                                 entry.amount_minor, entry.has_other ? &entry.other : NULL);
  cr_assert_eq(reserved, FR_OK);
  self->taken += !in_table && fr__profile_find_other(self->acquired.profiles[0], other) != FR__NO_OTHER;
  if (self->acquired.profiles[0]->books > self->most_books) self->most_books = self->acquired.profiles[0]->books;
  const uint64_t sequence = self->acquired.profiles[0]->sequence;
  const uint32_t index = fr__profile_add(self->store, self->acquired.profiles[0], list, &entry);
  cr_assert_eq(index != UINT32_MAX, model_add(self->expected, list, &entry));
  if (index != UINT32_MAX) cr_assert_gt(self->acquired.profiles[0]->sequence, sequence);
}

static void change(world *self) {
  if (self->expected->count == 0) return;
  const uint32_t back = (uint32_t)below(self, self->expected->count < 400 ? self->expected->count : 400);
  const model_entry *picked = &self->expected->entries[self->expected->count - 1 - back];
  const enum fr__list list = (enum fr__list)picked->list;
  const uint64_t *other = picked->in.has_other && below(self, 2) == 0 ? &picked->in.other : NULL;
  model_entry *entry = model_find(self->expected, list, picked->in.id, other);
  const uint32_t index = fr__profile_find(self->acquired.profiles[0], list, picked->in.id, other);
  cr_assert_eq(index != UINT32_MAX, entry != NULL);
  if (entry == NULL) return;
  bool changed;
  const bool trouble = list == FR__RECEIVED || is_trouble(self, entry->in.other);
  const uint64_t ago_us = below(self, 3) == 0 ? below(self, (uint64_t)self->how->step_us * 20) : 0;
  const int64_t time_us = self->now_us - (int64_t)ago_us;
  if (below(self, 4) != 0) {
    static const uint32_t statuses[] = {0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 5, 6, 7};
    uint32_t status = statuses[below(self, FR_COUNT(statuses))];
    if (status == FR_TRANSFER_RETURNED && !trouble) status = FR_TRANSFER_SETTLED;
    cr_assert_eq(
        fr__profile_set_status(self->store, &self->acquired.profiles[0], list, index, status, time_us, &changed),
        FR_OK);
    cr_assert_eq(changed, model_set_status(self->expected, entry, status, time_us));
    self->statuses += changed;
  } else {
    const uint32_t label = trouble && below(self, 2) == 0 ? FR__LABEL_FRAUD : FR__LABEL_CLEARED;
    cr_assert_eq(fr__profile_set_label(self->store, &self->acquired.profiles[0], list, index, label, time_us, &changed),
                 FR_OK);
    cr_assert_eq(changed, model_set_label(self->expected, entry, label, time_us));
    self->labels += changed;
  }
}

static void operate(world *self, uint32_t step) {
  if (below(self, 8) != 0) self->now_us += (int64_t)below(self, (uint64_t)self->how->step_us);
  if (self->how->leaps != 0 && below(self, self->how->leaps) == 0) {
    self->now_us += (int64_t)below(self, (uint64_t)FR__DAY_US * 730);
  }
  const uint64_t what = below(self, 20);
  if (what < 12) {
    add(self);
  } else if (what < 19) {
    change(self);
  } else {
    const fr__contact contact = {.caller = 1};
    cr_assert_eq(fr__profile_add_contact(self->store, &self->acquired.profiles[0], self->now_us, &contact), FR_OK);
    model_pass(self->expected, self->now_us);
  }
  if (step % (self->how->payees > MANY ? 250 : 50) == 0) compare(self, step);
}

static void play(const run *how) {
  world self = {.how = how, .random = how->seed, .now_us = INT64_C(1700000000000000)};
  const fr__store_options options = {.memory_bytes = 64 << 20,
                                     .parties_max = 10,
                                     .horizon_us = how->horizon_us,
                                     .outcomes_not_reported = how->settle_after_a_day};
  self.expected = malloc(sizeof *self.expected);
  model_init(self.expected, how->horizon_us, how->settle_after_a_day);
  cr_assert_eq(fr__memory_store_create(&options, &self.store), FR_OK);
  self.acquired = (fr__acquired){.count = 1, .keys = {{1, 2}}};
  cr_assert_eq(self.store->operations->acquire(self.store, &self.acquired, 1), FR_OK);
  for (uint32_t step = 1; step <= how->operations; step++) operate(&self, step);
  compare(&self, how->operations + 1);
  self.store->operations->release(self.store, &self.acquired, 1);
  self.store->operations->destroy(self.store);
  printf(
      "%s: seed %llu, %u entries, %llu dropped, %llu late, %llu statuses, %llu labels; known payees compared %llu "
      "times, "
      "known %llu, exotic %llu\n",
      how->name, (unsigned long long)how->seed, self.expected->count, (unsigned long long)self.expected->dropped,
      (unsigned long long)self.expected->late, (unsigned long long)self.statuses, (unsigned long long)self.labels,
      (unsigned long long)self.known_compared, (unsigned long long)self.known_found,
      (unsigned long long)self.known_exotic);
  if (how->payees > MANY) {
    printf("%s: %llu books, known in one %llu times, back from one %llu times\n", how->name,
           (unsigned long long)self.most_books, (unsigned long long)self.in_books, (unsigned long long)self.taken);
    cr_expect_gt(self.most_books, 2);
    cr_expect_gt(self.in_books, 1000);
    cr_expect_gt(self.taken, 200);
  }
  cr_expect_gt(self.known_found, 0);
  cr_expect_lt(self.known_exotic, self.known_compared / 4);
  free(self.expected);
}

#define MINUTES(n) (INT64_C(60000000) * (n))
#define DAYS(n) (FR__DAY_US * (n))

Test(profile_model, a_party_with_a_few_transfers_a_day) {
  play(&(run){"quiet", 1, DAYS(90), MINUTES(600), 20, 6000, false, 0});
  play(&(run){"quiet, settled after a day", 2, DAYS(90), MINUTES(600), 20, 6000, true, 0});
}

Test(profile_model, a_party_past_the_bound_of_1024) {
  play(&(run){"busy", 3, DAYS(90), MINUTES(20), 60, 8000, false, 0});
  play(&(run){"busy, settled after a day", 4, DAYS(90), MINUTES(20), 60, 8000, true, 0});
}

Test(profile_model, a_short_horizon_that_entries_leave_quickly) {
  play(&(run){"short", 5, DAYS(2), MINUTES(120), 12, 10000, false, 0});
  play(&(run){"short, settled after a day", 6, DAYS(2), MINUTES(120), 12, 10000, true, 0});
}

Test(profile_model, leaps_of_years) {
  play(&(run){"leaps", 7, DAYS(30), MINUTES(600), 8, 12000, false, 100});
  play(&(run){"leaps, settled after a day", 8, DAYS(30), MINUTES(600), 8, 12000, true, 100});
}

Test(profile_model, a_crowd_of_counterparties_that_come_and_go) {
  play(&(run){"crowd", 9, DAYS(60), MINUTES(300), 700, 4000, false, 0});
  play(&(run){"crowd, settled after a day", 10, DAYS(60), MINUTES(900), 900, 6000, true, 200});
}

Test(profile_model, more_payees_than_stay_in_the_table) {
  play(&(run){"books", 11, DAYS(2), MINUTES(20), 1200, 12000, false, 0});
  play(&(run){"books, settled after a day", 12, DAYS(2), MINUTES(30), 1500, 10000, true, 0});
  play(&(run){"books and leaps", 13, DAYS(5), MINUTES(20), 1200, 12000, true, 1500});
}

Test(profile_model, other_seeds) {
  for (uint64_t seed = 100; seed < 112; seed++) {
    play(&(run){"seeds", seed, DAYS(1 + (int64_t)(seed % 5) * 20), MINUTES(60), 2 + (uint32_t)(seed % 7) * 9, 2500,
                seed % 2 == 0, seed % 3 == 0 ? 50 : 0});
  }
}
