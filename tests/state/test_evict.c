/* SPDX-License-Identifier: Apache-2.0
 *
 * The embedded store when it is full: idle parties give way, all others stay where they are found, and no byte is lost.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "state/store.h"

static fr__store *store_of(uint64_t memory_bytes, uint64_t parties_max) {
  const fr__store_options options = {.memory_bytes = memory_bytes,
                                     .parties_max = parties_max,
                                     .horizon_us = 30 * FR__DAY_US,
                                     .complete_us = INT64_MIN};
  fr__store *store;
  cr_assert_eq(fr__memory_store_create(&options, &store), FR_OK);
  return store;
}

static fr__store_stats stats_of(fr__store *store) {
  fr__store_stats stats;
  store->operations->measure(store, &stats);
  return stats;
}

/* A key whose shard and place in the shard's table can be chosen. */
static fr__party_key key_at(uint32_t shard, uint32_t place, uint64_t number) {
  place ^= (uint32_t)(number * UINT64_C(0x9E3779B97F4A7C15) >> 32);
  return (fr__party_key){(uint64_t)place << 32 | shard, number};
}

static bool is_there(fr__store *store, fr__party_key key) {
  fr__acquired acquired = {.count = 1, .keys = {key}};
  cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
  const bool there = acquired.profiles[0] != NULL;
  if (there) cr_assert(fr__key_equal(acquired.profiles[0]->key, key), "a slot leads to somebody else");
  store->operations->release(store, &acquired, 0);
  return there;
}

static fr_status add(fr__store *store, fr__party_key key, int64_t time_us, uint64_t id) {
  fr__acquired acquired = {.count = 1, .keys = {key}};
  const fr__entry entry = {.time_us = time_us, .amount_minor = 100, .id = id, .other = id % 50 + 1, .has_other = true};
  FR_TRY(store->operations->acquire(store, &acquired, 1));
  const fr_status status = fr__profile_reserve(store, &acquired.profiles[0], FR__SENT, time_us, 100, &entry.other);
  if (status == FR_OK) (void)fr__profile_add(store, acquired.profiles[0], FR__SENT, &entry);
  store->operations->release(store, &acquired, 1);
  return status;
}

static uint64_t next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* Two shards, so that making a party in one empties slots of the other; few places, so that runs of slots are long and
 * go round the end of the table. */
Test(evict, whoever_stays_is_found) {
  enum { KEYS = 600, BOUND = 90 };
  for (uint64_t seed = 1; seed <= 8; seed++) {
    fr__store *store = store_of(1 << 20, BOUND);
    uint64_t random = seed, made = 0;
    bool before[KEYS] = {false};
    fr__party_key keys[KEYS];
    for (uint32_t i = 0; i < KEYS; i++) {
      const uint32_t place = (uint32_t)next(&random) | (i % 3 == 0 ? UINT32_C(0xF0000000) : 0);
      keys[i] = key_at(i % 2 == 0 ? 7 : 200, seed % 2 == 0 ? place : UINT32_MAX - place % 3, i);
    }
    for (uint32_t step = 0; step < 3000; step++) {
      const uint32_t picked = (uint32_t)(next(&random) % KEYS);
      const bool was_there = is_there(store, keys[picked]);
      cr_assert(was_there == before[picked] || before[picked], "nobody comes back by itself");
      const uint64_t evicted = stats_of(store).evicted;
      const fr_status status = add(store, keys[picked], (int64_t)(step + 1) * 1000000, step);
      cr_assert(status == FR_OK || status == FR_STATE_FULL);
      made += status == FR_OK && !was_there;
      uint32_t there = 0;
      for (uint32_t i = 0; i < KEYS; i++) {
        const bool now = is_there(store, keys[i]);
        cr_assert(!now || before[i] || i == picked, "step %u: party %u was not made", step, i);
        before[i] = now;
        there += now;
      }
      if (status == FR_OK) cr_assert(before[picked], "whoever is in use stays");
      const fr__store_stats stats = stats_of(store);
      cr_assert_eq(stats.parties, there);
      cr_assert_leq(stats.parties, BOUND);
      cr_assert_eq(stats.evicted, made - there, "step %u: evicted before: %llu", step, (unsigned long long)evicted);
    }
    store->operations->destroy(store);
  }
}

/* All parties of one shard take from the same zone first. When it is full they take from the others, so that as good as
 * all memory is used before one is refused: and that one is, since the shard of all who might give way is in use. */
Test(evict, a_full_zone_is_not_full_memory) {
  enum { MEMORY = 40 << 20 };
  fr__store *store = store_of(MEMORY, UINT64_MAX);
  uint64_t made = 0;
  while (add(store, key_at(3, (uint32_t)made * UINT32_C(0x9E3779B1), made), (int64_t)(made + 1) * 1000, made) ==
         FR_OK) {
    made++;
  }
  const fr__store_stats stats = stats_of(store);
  cr_expect_gt(stats.profile_bytes, MEMORY / 8 * 6, "%llu bytes hold %llu parties",
               (unsigned long long)stats.profile_bytes, (unsigned long long)made);
  cr_expect_eq(stats.evicted, 0);
  uint64_t missing = 0;
  for (uint64_t i = 0; i < made; i += 97) {
    missing += !is_there(store, key_at(3, (uint32_t)i * UINT32_C(0x9E3779B1), i));
  }
  cr_expect_eq(missing, 0);
  store->operations->destroy(store);
}

/* A region of one MiB sees many times its size of parties come, grow and go. */
Test(evict, no_byte_is_lost) {
  fr__store *store = store_of(1 << 20, UINT64_MAX);
  uint64_t random = 5, most = 0, parties_first = 0;
  for (uint64_t i = 0; i < 60000; i++) {
    const uint64_t number = i / 20 + next(&random) % 8;
    const fr__party_key key = {number * UINT64_C(0x9E3779B97F4A7C15), number};
    cr_assert_eq(add(store, key, (int64_t)(i + 1) * 1000000, i), FR_OK, "%llu", (unsigned long long)i);
    if (i % 1000 != 999) continue;
    const fr__store_stats stats = stats_of(store);
    if (i < 30000 && stats.parties > parties_first) parties_first = stats.parties;
    if (stats.profile_bytes > most) most = stats.profile_bytes;
    cr_assert_leq(stats.profile_bytes + stats.index_bytes, 1 << 20);
    if (i > 50000) cr_assert_gt(stats.parties, parties_first * 9 / 10, "as many find room as at the beginning");
  }
  const fr__store_stats stats = stats_of(store);
  cr_expect_gt(most, (1 << 20) * 3 / 4, "what there is is used");
  cr_expect_gt(stats.evicted, 1500);
  cr_expect_leq(stats.reserved_bytes, (1 << 20) + (72 << 10));
  store->operations->destroy(store);
}

/* One that grows needs the room of many in one piece. It may be refused until enough neighbours have gone, but not for
 * ever, and what it has stays. */
Test(evict, a_profile_that_grows_pushes_the_idle_out_in_the_end) {
  fr__store *store = store_of(4 << 20, UINT64_MAX);
  const fr__party_key busy = {1, 1};
  uint64_t tries = 0;
  for (uint32_t i = 0; i < 30000; i++) {
    cr_assert_eq(add(store, key_at(i & 255, i << 16, i + 2), 1000000, i), FR_OK);
  }
  const fr__store_stats before = stats_of(store);
  for (uint64_t i = 0; i < 1100; tries++) {
    const fr_status status = add(store, busy, (int64_t)(i + 2) * 1000000, i);
    cr_assert(status == FR_OK || status == FR_STATE_FULL);
    cr_assert_lt(tries, 5000);
    if (status == FR_OK) i++;
  }
  fr__acquired acquired = {.count = 1, .keys = {busy}};
  cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
  cr_assert_not_null(acquired.profiles[0]);
  cr_expect_eq(fr__profile_transfers(acquired.profiles[0], FR__SENT).count, FR_MAX_HISTORY_ENTRIES);
  store->operations->release(store, &acquired, 0);
  const fr__store_stats after = stats_of(store);
  cr_expect_gt(after.evicted, before.evicted);
  cr_expect_eq(after.complete_us, 1000001);
  store->operations->destroy(store);
}

/* While somebody holds a party, it and those that share its lock stay. */
Test(evict, whoever_is_held_stays) {
  fr__store *store = store_of(1 << 20, 6);
  fr__acquired held = {.count = 4};
  for (uint32_t i = 0; i < 4; i++) held.keys[i] = key_at(i, 0, i);
  cr_assert_eq(store->operations->acquire(store, &held, 15), FR_OK);
  for (uint32_t i = 0; i < 50; i++) cr_assert_eq(add(store, key_at(10 + i, 0, 10 + i), (i + 1) * 1000000, i), FR_OK);
  cr_expect_eq(__atomic_load_n(&store->evicted, __ATOMIC_RELAXED), 48);
  for (uint32_t i = 0; i < 4; i++) cr_expect_eq(held.profiles[i]->key.high, i);
  store->operations->release(store, &held, 0);
  for (uint32_t i = 0; i < 4; i++) cr_expect(is_there(store, held.keys[i]));
  store->operations->destroy(store);
}
