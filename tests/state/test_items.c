/* SPDX-License-Identifier: Apache-2.0
 *
 * Contacts and personal events against a plain array; and finding a transfer by its id. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "state/store.h"

typedef struct world {
  fr__store *store;
  fr__acquired acquired;
  uint64_t random;
} world;

static world world_of(int64_t horizon_us, uint64_t seed) {
  const fr__store_options options = {.memory_bytes = 16 << 20, .parties_max = 10, .horizon_us = horizon_us};
  world made = {.acquired = {.count = 1, .keys = {{1, 2}}}, .random = seed};
  cr_assert_eq(fr__memory_store_create(&options, &made.store), FR_OK);
  cr_assert_eq(made.store->operations->acquire(made.store, &made.acquired, 1), FR_OK);
  return made;
}

static void world_end(world *self) {
  self->store->operations->release(self->store, &self->acquired, 1);
  self->store->operations->destroy(self->store);
}

static uint64_t next(world *self) { /* splitmix64 */
  uint64_t z = self->random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static uint64_t below(world *self, uint64_t limit) { return next(self) % limit; }

/* ---- the plain array: all that ever came, in the order of observation ---- */

enum { ITEMS = 8000 };

typedef struct item {
  int64_t time_us, amount;
  uint32_t first, second, third; /* caller, direction, duration; or kind, level */
  bool gave_way;
} item;

typedef struct items {
  item all[ITEMS];
  uint32_t count;
  int64_t dropped_us;
} items;

/* Those inside the horizon that did not give way, by (time, order of observation). Returns how many. */
static uint32_t live_items(const items *self, int64_t edge_us, uint32_t *order) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < self->count; i++) {
    if (self->all[i].gave_way || self->all[i].time_us < edge_us) continue;
    uint32_t at = count++;
    for (; at > 0 && self->all[order[at - 1]].time_us > self->all[i].time_us; at--) order[at] = order[at - 1];
    order[at] = i;
  }
  return count;
}

/* True where the new one stays. */
static void remember(items *self, const item *one, int64_t edge_us) {
  static uint32_t order[ITEMS];
  self->all[self->count++] = *one;
  if (live_items(self, edge_us, order) <= FR_MAX_HISTORY_ENTRIES) return;
  item *oldest = &self->all[order[0]];
  oldest->gave_way = true;
  if (oldest->time_us > self->dropped_us) self->dropped_us = oldest->time_us;
}

static bool same_contact(const fr__contact *found, const item *expected) {
  return found->caller == expected->first && found->direction == expected->second &&
         found->duration_s == expected->third;
}

static bool same_event(const fr__personal *found, const item *expected) {
  return found->kind == expected->first && found->level == expected->second && found->amount == expected->amount;
}

/* What is inside the horizon is what the array says; older ones may still be there, before it. */
static void compare(const world *self, const items *expected, enum fr__list list) {
  static uint32_t order[ITEMS];
  const fr__profile *profile = self->acquired.profiles[0];
  const int64_t edge_us = fr__profile_edge(profile);
  uint32_t count, first = 0;
  const fr__contact *contacts = fr__profile_contacts(profile, &count);
  const fr__personal *events = NULL;
  if (list == FR__EVENTS) events = fr__profile_events(profile, &count);
  for (; first < count; first++) {
    const uint64_t time = events != NULL ? events[first].time : contacts[first].time;
    if (profile->base_us + (int64_t)time >= edge_us) break;
  }
  const uint32_t live = live_items(expected, edge_us, order);
  cr_assert_eq(count - first, live, "seed %llu: %u of list %d, not %u", (unsigned long long)self->random, count - first,
               list, live);
  for (uint32_t i = 0; i < live; i++) {
    const item *one = &expected->all[order[i]];
    const uint64_t time = events != NULL ? events[first + i].time : contacts[first + i].time;
    cr_assert_eq(profile->base_us + (int64_t)time, one->time_us, "list %d, item %u", list, i);
    cr_assert(events != NULL ? same_event(&events[first + i], one) : same_contact(&contacts[first + i], one),
              "list %d, item %u", list, i);
  }
  cr_assert_eq(fr__profile_dropped(profile, (enum fr__list)list), expected->dropped_us, "list %d", list);
}

/* The newest time is the profile's, whatever list moved it. */
static bool in_time(const world *self, int64_t time_us) {
  return time_us >= fr__profile_edge(self->acquired.profiles[0]);
}

static void add_contact(world *self, items *expected, int64_t time_us) {
  const item one = {time_us, 0, (uint32_t)below(self, 4), (uint32_t)below(self, 3), (uint32_t)next(self), false};
  const fr__contact contact = {
      .time = 77, .duration_s = one.third, .caller = (uint16_t)one.first, .direction = (uint16_t)one.second};
  const uint64_t sequence = self->acquired.profiles[0]->sequence;
  const bool taken = in_time(self, time_us);
  cr_assert_eq(fr__profile_add_contact(self->store, &self->acquired.profiles[0], time_us, &contact), FR_OK);
  cr_assert_eq(self->acquired.profiles[0]->sequence > sequence, taken);
  if (taken) remember(expected, &one, fr__profile_edge(self->acquired.profiles[0]));
}

static void add_event(world *self, items *expected, int64_t time_us) {
  const item one = {time_us, (int64_t)next(self), (uint32_t)below(self, 9), (uint32_t)below(self, 5), 0, false};
  const fr__personal event = {
      .time = 77, .amount = one.amount, .kind = (uint8_t)one.first, .level = (uint8_t)one.second};
  const uint64_t sequence = self->acquired.profiles[0]->sequence;
  const bool taken = in_time(self, time_us);
  cr_assert_eq(fr__profile_add_event(self->store, &self->acquired.profiles[0], time_us, &event), FR_OK);
  cr_assert_eq(self->acquired.profiles[0]->sequence > sequence, taken);
  if (taken) remember(expected, &one, fr__profile_edge(self->acquired.profiles[0]));
}

static void play(uint64_t seed, int64_t horizon_us, int64_t step_us, uint32_t steps) {
  world self = world_of(horizon_us, seed);
  items *contacts = calloc(1, sizeof *contacts), *events = calloc(1, sizeof *events);
  cr_assert_not_null(contacts);
  cr_assert_not_null(events);
  contacts->dropped_us = events->dropped_us = FR__NO_TIME;
  int64_t now_us = INT64_C(1700000000000000);
  uint64_t late = 0;
  for (uint32_t step = 0; step < steps; step++) {
    if (below(&self, 4) != 0) now_us += (int64_t)below(&self, (uint64_t)step_us);
    int64_t time_us = now_us;
    if (below(&self, 10) == 0) time_us -= (int64_t)below(&self, (uint64_t)horizon_us * 5 / 4);
    late += !in_time(&self, time_us);
    if (below(&self, 3) == 0) {
      add_event(&self, events, time_us);
    } else {
      add_contact(&self, contacts, time_us);
    }
    if (step % 100 != 0 && step + 1 != steps) continue;
    compare(&self, contacts, FR__CONTACTS);
    compare(&self, events, FR__EVENTS);
    cr_assert_eq(self.store->late_dropped, late);
  }
  uint64_t gave_way = 0;
  for (uint32_t i = 0; i < contacts->count; i++) gave_way += contacts->all[i].gave_way;
  for (uint32_t i = 0; i < events->count; i++) gave_way += events->all[i].gave_way;
  cr_expect_eq(self.store->entries_dropped, gave_way);
  printf("items: seed %llu, %u contacts, %u events, %llu gave way, %llu late\n", (unsigned long long)seed,
         contacts->count, events->count, (unsigned long long)gave_way, (unsigned long long)late);
  free(contacts);
  free(events);
  world_end(&self);
}

#define HOURS(n) (FR__HOUR_US * (n))
#define DAYS(n) (FR__DAY_US * (n))

Test(items, as_a_plain_array_has_them) {
  play(1, DAYS(90), HOURS(10), 3000);    /* they leave by the horizon */
  play(2, DAYS(90), HOURS(1) / 4, 6000); /* past the bound of 1024 */
  play(3, DAYS(2), HOURS(1), 4000);
  play(4, DAYS(180), HOURS(2000), 2000); /* hardly any is left when the next comes */
}

/* Times count from a base that has to move every nine years: what is inside the horizon stays what it is. */
Test(items, the_base_moves) {
  world self = world_of(DAYS(180), 5);
  items *contacts = calloc(1, sizeof *contacts), *events = calloc(1, sizeof *events);
  cr_assert_not_null(contacts);
  cr_assert_not_null(events);
  contacts->dropped_us = events->dropped_us = FR__NO_TIME;
  int64_t base_us = 0;
  uint32_t moved = 0;
  for (int64_t day = 0; day < 30 * 365; day += 20) {
    const int64_t time_us = INT64_C(1000000000000000) + DAYS(day) + day;
    add_contact(&self, contacts, time_us);
    add_event(&self, events, time_us + 1);
    compare(&self, contacts, FR__CONTACTS);
    compare(&self, events, FR__EVENTS);
    moved += self.acquired.profiles[0]->base_us != base_us;
    base_us = self.acquired.profiles[0]->base_us;
  }
  cr_expect_geq(moved, 1 + 3, "once at the first, and at least three times in thirty years");
  free(contacts);
  free(events);
  world_end(&self);
}

/* Where there is no memory for one more, a status, and the profile is byte by byte what it was. */
Test(items, memory_is_out) {
  const fr__store_options options = {
      .memory_bytes = 65536, .parties_max = UINT64_MAX, .horizon_us = DAYS(10), .keep_idle = true};
  fr__store *store;
  cr_assert_eq(fr__memory_store_create(&options, &store), FR_OK);
  fr__acquired acquired = {.count = 1};
  uint64_t parties = 0, refused = 0;
  for (;; parties++) {
    acquired.keys[0] = (fr__party_key){parties * UINT64_C(0x9E3779B97F4A7C15), parties};
    if (store->operations->acquire(store, &acquired, 1) != FR_OK) break;
    store->operations->release(store, &acquired, 1);
  }
  for (uint64_t i = 0; i < 2 * parties; i++) {
    const fr__contact contact = {.caller = 1};
    const fr__personal event = {.kind = 1};
    unsigned char before[4096];
    acquired.keys[0] = (fr__party_key){i / 2 * UINT64_C(0x9E3779B97F4A7C15), i / 2};
    cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
    fr__profile **profile = &acquired.profiles[0];
    const uint32_t bytes = (*profile)->bytes;
    cr_assert_leq(bytes, sizeof before);
    memcpy(before, *profile, bytes);
    const fr_status status = i % 2 == 0 ? fr__profile_add_contact(store, profile, 1000000, &contact)
                                        : fr__profile_add_event(store, profile, 1000000, &event);
    if (status != FR_OK) {
      cr_expect_eq(status, FR_STATE_FULL);
      cr_assert_eq((*profile)->bytes, bytes);
      cr_assert_eq(memcmp(before, *profile, bytes), 0);
      refused++;
    }
    store->operations->release(store, &acquired, 1);
  }
  cr_expect_gt(refused, parties, "%llu of %llu", (unsigned long long)refused, (unsigned long long)(2 * parties));
  store->operations->destroy(store);
}

/* ---- finding a transfer ---- */

static void add_transfer(world *self, int64_t time_us, uint64_t id, uint64_t other) {
  const fr__entry entry = {.time_us = time_us, .amount_minor = 1, .id = id, .other = other, .has_other = other != 0};
  fr__profile **profile = &self->acquired.profiles[0];
  const uint64_t *named = entry.has_other ? &entry.other : NULL;
  cr_assert_eq(fr__profile_reserve(self->store, profile, FR__SENT, time_us, 1, named), FR_OK);
  cr_assert_neq(fr__profile_add(self->store, *profile, FR__SENT, &entry), UINT32_MAX);
}

/* Every place of lists of many lengths, ids that are alike in one half, and payees. */
Test(find, in_every_place) {
  for (uint32_t count = 1; count < 70; count++) {
    world self = world_of(DAYS(10), 1);
    for (uint32_t i = 0; i < count; i++) {
      add_transfer(&self, i, (uint64_t)(i % 2) << 32 | (1000 + i / 2), 500 + i % 3);
    }
    const fr__profile *profile = self.acquired.profiles[0];
    for (uint32_t i = 0; i < count; i++) {
      const uint64_t id = (uint64_t)(i % 2) << 32 | (1000 + i / 2);
      const uint64_t own = 500 + i % 3, stranger = 500 + (i + 1) % 3, unknown = 1;
      cr_assert_eq(fr__profile_find(profile, FR__SENT, id, NULL), i, "%u of %u", i, count);
      cr_assert_eq(fr__profile_find(profile, FR__SENT, id, &own), i, "%u of %u", i, count);
      cr_assert_eq(fr__profile_find(profile, FR__SENT, id, &stranger), UINT32_MAX);
      cr_assert_eq(fr__profile_find(profile, FR__SENT, id, &unknown), UINT32_MAX);
      cr_assert_eq(fr__profile_find(profile, FR__SENT, id | UINT64_C(1) << 40, NULL), UINT32_MAX);
      cr_assert_eq(fr__profile_find(profile, FR__RECEIVED, id, NULL), UINT32_MAX);
    }
    cr_assert_eq(fr__profile_find(profile, FR__SENT, 999, NULL), UINT32_MAX);
    world_end(&self);
  }
}

Test(find, the_newest_of_several) {
  world self = world_of(DAYS(10), 1);
  const uint64_t zhang = 11, li = 12;
  for (uint32_t i = 0; i < 40; i++)
    add_transfer(&self, i, i == 7 || i == 20 || i == 33 ? 5 : 100 + i, i == 33 ? li : zhang);
  const fr__profile *profile = self.acquired.profiles[0];
  cr_expect_eq(fr__profile_find(profile, FR__SENT, 5, NULL), 33);
  cr_expect_eq(fr__profile_find(profile, FR__SENT, 5, &zhang), 20);
  cr_expect_eq(fr__profile_find(profile, FR__SENT, 5, &li), 33);
  add_transfer(&self, DAYS(10) + 25, 200, zhang); /* those before 25 are past the horizon now */
  profile = self.acquired.profiles[0];
  cr_expect_eq(fr__profile_find(profile, FR__SENT, 5, &zhang), UINT32_MAX);
  cr_expect_neq(fr__profile_find(profile, FR__SENT, 5, &li), UINT32_MAX);
  world_end(&self);
}

/* Where a time would stand, from every end and at every edge. */
Test(find, by_time) {
  world self = world_of(DAYS(10), 1);
  enum { COUNT = 40 };
  for (uint32_t i = 0; i < COUNT; i++) add_transfer(&self, 1000 + 10 * (int64_t)(i / 3), i, 0); /* three at a time */
  const fr__transfers sent = fr__profile_transfers(self.acquired.profiles[0], FR__SENT);
  for (int64_t time = 990; time < 1150; time++) {
    for (uint32_t end = 0; end <= COUNT; end++) {
      uint32_t expected = 0;
      while (expected < end && 1000 + 10 * (int64_t)(expected / 3) < time) expected++;
      cr_assert_eq(fr__transfers_from_before(&sent, time, end), expected, "time %lld, end %u", (long long)time, end);
      if (end == COUNT) cr_assert_eq(fr__transfers_from(&sent, time), expected);
    }
  }
  cr_expect_eq(fr__transfers_from(&sent, INT64_MIN), 0);
  cr_expect_eq(fr__transfers_from(&sent, INT64_MAX), COUNT);
  world_end(&self);
}

/* What is asked of memory ahead lies inside the profile (a prefetch elsewhere would do no harm, and no good), covers
 * the newest entry, and changes nothing; with and without wide amounts. */
static void expect_wishes_inside(const fr__profile *profile, enum fr__list list, uint64_t other) {
  fr__wishes wishes = {0};
  fr__profile_wish_ids(profile, list, other, &wishes);
  fr__profile_wish(profile, list, &wishes);
  const uintptr_t begin = (uintptr_t)profile & ~(uintptr_t)63, end = (uintptr_t)profile + profile->bytes + 64;
  const fr__transfers view = fr__profile_transfers(profile, list);
  const uintptr_t newest = (uintptr_t)(view.time_low + (view.count == 0 ? 0 : view.count - 1));
  bool covered = false;
  cr_assert(wishes.made > 5 && wishes.made <= FR__WISHES, "%u", wishes.made);
  for (uint32_t i = 0; i < wishes.made; i++) {
    const uintptr_t line = (uintptr_t)wishes.lines[i] & ~(uintptr_t)63;
    cr_expect(line >= begin && line < end, "wish %u", i);
    covered |= line == (newest & ~(uintptr_t)63);
  }
  cr_expect(covered);
  uint32_t grants = 0;
  for (; wishes.granted != wishes.made; grants++) fr__wishes_grant(&wishes);
  cr_expect_eq(grants, (wishes.made + FR__WISHES_AT_ONCE - 1) / FR__WISHES_AT_ONCE);
}

Test(find, asking_ahead_changes_nothing) {
  world self = world_of(DAYS(10), 1);
  fr__profile **profile = &self.acquired.profiles[0];
  expect_wishes_inside(*profile, FR__SENT, 1);
  for (uint32_t i = 0; i < 200; i++) add_transfer(&self, i, i, 1 + i);
  for (int wide = 0; wide <= 1; wide++) {
    const uint32_t bytes = (*profile)->bytes;
    unsigned char *before = malloc(bytes);
    cr_assert_not_null(before);
    memcpy(before, *profile, bytes);
    expect_wishes_inside(*profile, FR__SENT, 1);
    expect_wishes_inside(*profile, FR__RECEIVED, 5);
    cr_expect_eq(memcmp(before, *profile, bytes), 0);
    free(before);
    const fr__entry entry = {.time_us = 300, .amount_minor = INT64_C(1) << 40, .id = 1, .has_other = false};
    cr_assert_eq(fr__profile_reserve(self.store, profile, FR__SENT, 300, entry.amount_minor, NULL), FR_OK);
    cr_assert_neq(fr__profile_add(self.store, *profile, FR__SENT, &entry), UINT32_MAX);
  }
  world_end(&self);
}

/* A ring that is full takes no more, and one that was emptied begins again. */
Test(find, wishes_are_bounded) {
  static const unsigned char lines[2 * FR__WISHES];
  fr__wishes wishes = {0};
  for (uint32_t i = 0; i < 2 * FR__WISHES; i++) fr__wish(&wishes, &lines[i]);
  cr_expect_eq(wishes.made, FR__WISHES);
  while (wishes.granted != wishes.made) fr__wishes_grant(&wishes);
  fr__wish(&wishes, &lines[7]);
  cr_expect_eq(wishes.made - wishes.granted, 1);
  cr_expect_eq(wishes.lines[wishes.granted % FR__WISHES], (const void *)&lines[7]);
}
