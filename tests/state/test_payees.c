/* SPDX-License-Identifier: Apache-2.0
 *
 * More payees than a table holds, where there is no memory for books: those to whom nothing was sent for longest are
 * forgotten, and nobody else. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "state/layout.h"

enum { PAYEES = FR__TABLE_MAX + 6000 };

#define DAYS(n) (FR__DAY_US * (n))

typedef struct world {
  fr__store *store;
  fr__store_operations operations;
  fr__acquired acquired;
  int64_t first_us[PAYEES], last_us[PAYEES]; /* sent to; a payee is known a day after the first */
  bool bad[PAYEES];                          /* came back: not known */
} world;

static uint64_t fingerprint(uint32_t payee) { return (payee + 1) * UINT64_C(0x9E3779B97F4A7C15); }

static fr__profile *no_book(fr__store *store, fr__party_key key, bool create) {
  (void)store, (void)key, (void)create;
  return NULL;
}

static world *world_make(int64_t horizon_us, bool books) {
  const fr__store_options options = {
      .memory_bytes = 64 << 20, .parties_max = 4, .horizon_us = horizon_us, .outcomes_not_reported = true};
  world *made = calloc(1, sizeof *made);
  cr_assert_not_null(made);
  made->acquired = (fr__acquired){.count = 1, .keys = {{1, 2}}};
  cr_assert_eq(fr__memory_store_create(&options, &made->store), FR_OK);
  made->operations = *made->store->operations;
  if (!books) made->operations.open_beside = no_book;
  made->store->operations = &made->operations;
  cr_assert_eq(made->store->operations->acquire(made->store, &made->acquired, 1), FR_OK);
  return made;
}

static void world_end(world *self) {
  self->store->operations->release(self->store, &self->acquired, 1);
  self->store->operations->destroy(self->store);
  free(self);
}

static uint32_t send(world *self, uint32_t payee, int64_t time_us) {
  const fr__entry entry = {
      .time_us = time_us, .amount_minor = 1, .id = payee, .other = fingerprint(payee), .has_other = true};
  fr__profile **profile = &self->acquired.profiles[0];
  cr_assert_eq(fr__profile_reserve(self->store, profile, FR__SENT, time_us, 1, &entry.other), FR_OK);
  const uint32_t index = fr__profile_add(self->store, *profile, FR__SENT, &entry);
  cr_assert_neq(index, UINT32_MAX);
  if (self->first_us[payee] == 0) self->first_us[payee] = time_us;
  self->last_us[payee] = time_us;
  return index;
}

/* Known since a day after the first transfer, or forgotten; nothing else. Returns whether it is known. */
static bool is_known(const world *self, uint32_t payee) {
  const int64_t found = fr__profile_known_from(self->store, self->acquired.profiles[0], fingerprint(payee));
  if (found == FR__NO_TIME) return false;
  cr_assert_eq(found, self->first_us[payee] + FR__DAY_US, "payee %u", payee);
  return true;
}

/* The last day of those that are forgotten lies before that of all that are known; entries still name whom they named.
 */
static uint32_t check_forgotten(const world *self, uint32_t payees) {
  int64_t newest_forgotten = -1, oldest_known = INT64_MAX;
  uint32_t forgotten = 0;
  for (uint32_t i = 0; i < payees; i++) {
    if (self->bad[i]) continue;
    const int64_t day = self->last_us[i] / FR__DAY_US;
    if (is_known(self, i)) {
      if (day < oldest_known) oldest_known = day;
    } else {
      if (day > newest_forgotten) newest_forgotten = day;
      forgotten++;
    }
  }
  cr_assert_lt(newest_forgotten, oldest_known, "day %lld is forgotten, day %lld is known", (long long)newest_forgotten,
               (long long)oldest_known);
  const fr__profile *profile = self->acquired.profiles[0];
  const fr__transfers sent = fr__profile_transfers(profile, FR__SENT);
  for (uint32_t i = fr__transfers_from(&sent, fr__profile_edge(profile)); i < sent.count; i++) {
    cr_assert_eq(fr__profile_other(profile, sent.other[i]), fingerprint(sent.id_low[i]), "entry %u", i);
  }
  return forgotten;
}

Test(payees, the_idlest_are_forgotten) {
  world *self = world_make(DAYS(2), false);
  const int64_t begin_us = DAYS(19000), step_us = DAYS(380) / PAYEES; /* all inside the 400 days of memory */
  const uint32_t regular = 3;                                         /* sent to again and again, since the first day */
  uint32_t most_forgotten = 0, checks = 0;
  for (uint32_t i = 0; i < PAYEES; i++) {
    const int64_t now_us = begin_us + i * step_us;
    send(self, i, now_us);
    if (i % 500 == 499) send(self, regular, now_us);
    if (i % 50 == 7) { /* one that comes back while it is in the history */
      bool changed;
      self->bad[i] = true;
      cr_assert_eq(fr__profile_set_status(self->store, &self->acquired.profiles[0], FR__SENT,
                                          fr__profile_find(self->acquired.profiles[0], FR__SENT, i, NULL),
                                          FR_TRANSFER_RETURNED, now_us + 1, &changed),
                   FR_OK);
      cr_assert(changed);
    }
    cr_assert_leq(self->acquired.profiles[0]->count[FR__PAYEES], FR__TABLE_MAX);
    if (i == FR__TABLE_MAX - 10) cr_expect_eq(check_forgotten(self, i + 1), 0, "until the bound nobody is forgotten");
    if (i < FR__TABLE_MAX || i % 700 != 0) continue;
    const uint32_t forgotten = check_forgotten(self, i + 1);
    cr_assert_geq(forgotten, most_forgotten);
    most_forgotten = forgotten;
    checks++;
  }
  const uint32_t a_day = PAYEES / 380 + 1;
  const uint32_t forgotten = check_forgotten(self, PAYEES);
  printf("payees: %d were sent to, %u are forgotten, looked %u times\n", PAYEES, forgotten, checks);
  cr_expect_gt(forgotten, 5000, "there is no room for them");
  cr_expect_lt(forgotten, 6000 + 2 * a_day, "and no more than that, by whole days");
  cr_expect(is_known(self, regular), "one who was sent to again stays");
  fr__store_stats stats;
  self->store->operations->release(self->store, &self->acquired, 1);
  self->store->operations->measure(self->store, &stats);
  cr_expect_leq(stats.counterparties, FR__TABLE_MAX);
  cr_expect_gt(stats.counterparties, FR__TABLE_MAX - 2 * a_day);
  cr_assert_eq(self->store->operations->acquire(self->store, &self->acquired, 0), FR_OK);
  world_end(self);
}

/* All in one day: then all that no entry names go at once, and those that one names stay. */
Test(payees, all_of_one_day) {
  world *self = world_make(DAYS(30), false);
  const int64_t begin_us = DAYS(19000);
  for (uint32_t i = 0; i < FR__TABLE_MAX + 10; i++) send(self, i, begin_us + i);
  const fr__profile *profile = self->acquired.profiles[0];
  const fr__transfers sent = fr__profile_transfers(profile, FR__SENT);
  cr_expect_eq(sent.count, FR_MAX_HISTORY_ENTRIES);
  for (uint32_t i = 0; i < sent.count; i++) {
    const uint32_t payee = sent.id_low[i];
    cr_assert_eq(payee, FR__TABLE_MAX + 10 - FR_MAX_HISTORY_ENTRIES + i);
    cr_assert_eq(fr__profile_other(profile, sent.other[i]), fingerprint(payee));
    cr_assert(is_known(self, payee));
  }
  cr_expect_not(is_known(self, 0));
  world_end(self);
}

/* Counterparties that nothing is remembered of make room by themselves: nobody who is known is forgotten for them. */
Test(payees, strangers_push_nobody_out) {
  world *self = world_make(DAYS(2), true);
  const int64_t begin_us = DAYS(19000);
  for (uint32_t i = 0; i < 1000; i++) send(self, i, begin_us + i);
  fr__profile **profile = &self->acquired.profiles[0];
  for (uint32_t i = 0; i < 70000; i++) {
    const int64_t now_us = begin_us + DAYS(3) + (int64_t)i * 1000000;
    const fr__entry entry = {
        .time_us = now_us, .amount_minor = 1, .id = i, .other = ~fingerprint(i), .has_other = true};
    cr_assert_eq(fr__profile_reserve(self->store, profile, FR__RECEIVED, now_us, 1, &entry.other), FR_OK);
    cr_assert_neq(fr__profile_add(self->store, *profile, FR__RECEIVED, &entry), UINT32_MAX);
  }
  for (uint32_t i = 0; i < 1000; i++) cr_assert(is_known(self, i), "payee %u", i);
  cr_expect_lt((*profile)->room[FR__PAYEES], 5000, "and the table stays small");
  world_end(self);
}
