/* SPDX-License-Identifier: Apache-2.0
 *
 * The embedded store: parties are found again, whatever else is there, and where memory or parties are out nothing has
 * changed. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "state/store.h"

static const fr__store_options usual = {
    .memory_bytes = 16 << 20, .parties_max = 1000, .horizon_us = 30 * FR__DAY_US, .keep_idle = true};

static fr__store *store_of(uint64_t memory_bytes, uint64_t parties_max) {
  fr__store_options options = usual;
  options.memory_bytes = memory_bytes;
  options.parties_max = parties_max;
  fr__store *store;
  cr_assert_eq(fr__memory_store_create(&options, &store), FR_OK);
  return store;
}

/* One party; null where it is not there. Released at once: these tests have one thread, and the profile stays. */
static fr__profile *party(fr__store *store, fr__party_key key, bool create) {
  fr__acquired acquired = {.count = 1, .keys = {key}};
  const fr_status status = store->operations->acquire(store, &acquired, create ? 1 : 0);
  if (status != FR_OK) {
    cr_assert_eq(status, FR_STATE_FULL);
    return NULL;
  }
  store->operations->release(store, &acquired, 0);
  return acquired.profiles[0];
}

static fr__store_stats stats_of(fr__store *store) {
  fr__store_stats stats;
  memset(&stats, 0xFF, sizeof stats);
  store->operations->measure(store, &stats);
  return stats;
}

/* A key whose shard, tag and place in the shard's table can be chosen: place runs from 0 to 2^32. */
static fr__party_key key_at(uint32_t shard, uint32_t tag, uint32_t place, uint64_t high) {
  place ^= (uint32_t)(high * UINT64_C(0x9E3779B97F4A7C15) >> 32);
  const uint64_t low = (uint64_t)place << 32 | (uint64_t)(tag & 0xFFFFFF) << 8 | shard;
  return (fr__party_key){low ^ (high & 0xFFFFFF) << 8, high};
}

static fr__party_key key_of(uint64_t number) {
  return (fr__party_key){(number + 1) * UINT64_C(0x9E3779B97F4A7C15), number};
}

/* ---- creation ---- */

Test(store, creation_is_checked) {
  static const struct {
    uint64_t memory_bytes, parties_max;
    int64_t horizon_us;
    fr_status status;
  } cases[] = {
      {65536, 1, 1, FR_OK},
      {65535, 1, 1, FR_BAD_ARGUMENT},
      {0, 1, 1, FR_BAD_ARGUMENT},
      {(UINT64_C(1) << 42) + 1, 1, 1, FR_BAD_ARGUMENT},
      {UINT64_MAX, 1, 1, FR_BAD_ARGUMENT},
      {65536, 0, 1, FR_BAD_ARGUMENT},
      {65536, UINT64_MAX, 1, FR_OK},
      {65536, 1, 0, FR_BAD_ARGUMENT},
      {65536, 1, -1, FR_BAD_ARGUMENT},
      {65536, 1, FR_MAX_HORIZON_US, FR_OK},
      {65536, 1, FR_MAX_HORIZON_US + 1, FR_BAD_ARGUMENT},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const fr__store_options options = {
        .memory_bytes = cases[i].memory_bytes, .parties_max = cases[i].parties_max, .horizon_us = cases[i].horizon_us};
    fr__store *store = (fr__store *)(void *)&store;
    cr_expect_eq(fr__memory_store_create(&options, &store), cases[i].status, "case %zu", i);
    cr_expect_eq(store != NULL, cases[i].status == FR_OK, "case %zu", i);
    if (cases[i].status == FR_OK) store->operations->destroy(store);
  }
  fr__store *store;
  cr_expect_eq(fr__memory_store_create(NULL, &store), FR_NULL_POINTER);
  cr_expect_eq(fr__memory_store_create(&usual, NULL), FR_NULL_POINTER);
}

/* An address sanitizer reserves more than any limit by itself. */
#ifndef __SANITIZE_ADDRESS__
Test(store, memory_that_the_system_does_not_have) {
  fr__store_options options = usual;
  options.memory_bytes = UINT64_C(1) << 40;
  const struct rlimit limit = {UINT64_C(1) << 32, UINT64_C(1) << 32};
  cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
  fr__store *store;
  cr_expect_eq(fr__memory_store_create(&options, &store), FR_NO_MEMORY);
  cr_expect_null(store);
}
#endif

/* ---- parties ---- */

Test(store, a_party_is_made_once) {
  fr__store *store = store_of(usual.memory_bytes, 10);
  const fr__party_key key = {1, 2};
  cr_expect_null(party(store, key, false), "it is not made where it is not to be");
  cr_expect_eq(stats_of(store).parties, 0);
  fr__profile *made = party(store, key, true);
  cr_assert_not_null(made);
  cr_expect(fr__key_equal(made->key, key));
  cr_expect_eq(made->newest_us, FR__NO_TIME);
  cr_expect_eq(made->horizon_us, usual.horizon_us);
  cr_expect_eq(made->sequence, 0);
  for (uint32_t i = FR__DROPPED_SENT; i <= FR__LAST_REPORT; i++) {
    cr_expect_eq(fr__profile_past(made, (enum fr__past)i), FR__NO_TIME);
  }
  for (uint32_t list = 0; list < FR__LISTS; list++) cr_expect_eq(made->count[list], 0);
  cr_expect_eq(fr__profile_edge(made), INT64_MIN, "while it is empty nothing is too old");
  cr_expect_eq(party(store, key, true), made);
  cr_expect_eq(party(store, key, false), made);
  cr_expect_eq(stats_of(store).parties, 1);
  const fr__store_operations *operations = store->operations;
  operations->destroy(store);
  operations->destroy(NULL);
}

/* Keys that are alike in all that a table looks at first, or in everything but one half. */
Test(store, keys_that_are_alike) {
  const fr__party_key keys[] = {key_at(5, 77, 1000, 1),       key_at(5, 77, 1000, 2), /* the other half differs */
                                key_at(5, 77, 1001, 1),                               /* the place */
                                key_at(5, 78, 1000, 1),                               /* the tag */
                                key_at(6, 77, 1000, 1),                               /* the shard */
                                key_at(5, 77, UINT32_MAX, 1), /* the last slot of any table: it goes round */
                                key_at(5, 77, UINT32_MAX, 2), key_at(5, 77, UINT32_MAX, 3), {0, 0},
                                {UINT64_MAX, UINT64_MAX}};
  fr__store *store = store_of(usual.memory_bytes, 100);
  fr__profile *made[FR_COUNT(keys)];
  for (size_t i = 0; i < FR_COUNT(keys); i++) {
    cr_expect_null(party(store, keys[i], false), "key %zu", i);
    cr_assert_not_null(made[i] = party(store, keys[i], true));
    for (size_t k = 0; k < i; k++) cr_expect_neq(made[k], made[i], "keys %zu and %zu", k, i);
  }
  for (size_t i = 0; i < FR_COUNT(keys); i++) cr_expect_eq(party(store, keys[i], false), made[i], "key %zu", i);
  store->operations->destroy(store);
}

Test(store, many_parties_are_found_again) {
  enum { PARTIES = 30000 };
  fr__store *store = store_of(64 << 20, PARTIES);
  for (uint64_t i = 0; i < PARTIES; i++) {
    fr__profile *made = party(store, key_of(i), true);
    cr_assert_not_null(made);
    made->sequence = i + 1;
  }
  cr_expect_null(party(store, key_of(PARTIES), true), "there are as many as there may be");
  cr_expect_null(party(store, key_of(PARTIES), false));
  for (uint64_t i = 0; i < PARTIES; i++) {
    const fr__profile *found = party(store, key_of(i), true);
    cr_assert_not_null(found, "party %llu", (unsigned long long)i);
    cr_assert_eq(found->sequence, i + 1, "party %llu", (unsigned long long)i);
  }
  const fr__store_stats stats = stats_of(store);
  cr_expect_eq(stats.parties, PARTIES);
  cr_expect_gt(stats.index_bytes, PARTIES * 8, "a slot of 8 bytes a party");
  cr_expect_lt(stats.index_bytes, PARTIES * 8 * 2, "and not many that are empty");
  cr_expect_geq(stats.profile_bytes, PARTIES * sizeof(fr__profile));
  cr_expect_lt(stats.profile_bytes, PARTIES * (sizeof(fr__profile) + 16));
  store->operations->destroy(store);
}

/* As many as memory holds, then a status; and all that were made are still there. */
Test(store, memory_is_out) {
  fr__store *store = store_of(1 << 20, UINT64_MAX);
  uint64_t made = 0;
  while (party(store, key_of(made), true) != NULL) {
    party(store, key_of(made), false)->sequence = made + 1;
    made++;
    cr_assert_lt(made, 20000);
  }
  cr_expect_gt(made, 5000, "a header is 112 bytes, so some thousands fit");
  for (uint64_t i = made; i < made + 500; i++) cr_assert_null(party(store, key_of(i), true));
  for (uint64_t i = 0; i < made; i++) {
    const fr__profile *found = party(store, key_of(i), false);
    cr_assert_not_null(found, "party %llu of %llu", (unsigned long long)i, (unsigned long long)made);
    cr_assert_eq(found->sequence, i + 1);
  }
  cr_expect_eq(stats_of(store).parties, made);
  store->operations->destroy(store);
}

/* ---- several at once ---- */

Test(store, several_are_acquired_in_any_order) {
  static const uint32_t shards[][FR__MAX_ACQUIRED] = {{1, 2, 3, 4},       {4, 3, 2, 1},     {2, 2, 2, 2}, {9, 1, 9, 1},
                                                      {255, 0, 255, 128}, {0, 255, 1, 254}, {7, 7, 3, 3}};
  fr__store *store = store_of(usual.memory_bytes, 100);
  for (size_t i = 0; i < FR_COUNT(shards); i++) {
    for (uint32_t create = 0; create < 16; create++) {
      fr__acquired acquired = {.count = FR__MAX_ACQUIRED};
      bool there[FR__MAX_ACQUIRED];
      for (uint32_t k = 0; k < FR__MAX_ACQUIRED; k++) {
        acquired.keys[k] = key_at(shards[i][k], k, k, i);
        there[k] = party(store, acquired.keys[k], false) != NULL;
      }
      cr_assert_eq(store->operations->acquire(store, &acquired, create), FR_OK);
      for (uint32_t k = 0; k < FR__MAX_ACQUIRED; k++) {
        cr_assert_eq(acquired.profiles[k] != NULL, there[k] || (create >> k & 1) != 0, "case %zu, party %u", i, k);
        if (acquired.profiles[k] != NULL) cr_assert(fr__key_equal(acquired.profiles[k]->key, acquired.keys[k]));
      }
      store->operations->release(store, &acquired, 0); /* what is not released here stops the next call for ever */
    }
  }
  store->operations->destroy(store);
}

/* Of four, the last cannot be made: then none is, and nothing is locked. */
Test(store, all_or_none) {
  for (uint32_t room = 0; room < FR__MAX_ACQUIRED; room++) {
    fr__store *store = store_of(usual.memory_bytes, 1 + room);
    const fr__party_key before = key_at(3, 0, 0, 0);
    fr__profile *old = party(store, before, true);
    fr__acquired acquired = {.count = FR__MAX_ACQUIRED};
    for (uint32_t k = 0; k < FR__MAX_ACQUIRED; k++) acquired.keys[k] = key_at(k % 2 == 0 ? 3 : k, 1 + k, k, k);
    memset(acquired.profiles, 0xFF, sizeof acquired.profiles);
    cr_expect_eq(store->operations->acquire(store, &acquired, 15), FR_STATE_FULL, "room for %u", room);
    for (uint32_t k = 0; k < FR__MAX_ACQUIRED; k++) {
      cr_expect_null(acquired.profiles[k]);
      cr_expect_null(party(store, acquired.keys[k], false), "room for %u, party %u", room, k);
    }
    cr_expect_eq(party(store, before, false), old);
    cr_expect_eq(stats_of(store).parties, 1);
    for (uint32_t k = 0; k < room; k++) cr_expect_not_null(party(store, acquired.keys[k], true), "what was taken back");
    cr_expect_null(party(store, acquired.keys[room], true));
    store->operations->destroy(store);
  }
}

/* What is taken back may have pushed others along, when their table grew meanwhile: they have to be found all the same.
 * Of a table of 8 slots and one of 12, `ahead` stands in the first slot, then in the second, which is where `behind`
 * wants to be in both. */
Test(store, what_is_taken_back_leaves_the_others_where_they_are_found) {
  const uint32_t twelfth = UINT32_MAX / 12;
  const fr__party_key behind = key_at(9, 1, twelfth / 2 * 3 + twelfth / 4, 1); /* of 8: slot 1; of 12: slot 1 */
  const fr__party_key ahead = key_at(9, 2, twelfth + twelfth / 4, 2);          /* of 8: slot 0; of 12: slot 1 */
  fr__store *store = store_of(usual.memory_bytes, 7);
  cr_assert_not_null(party(store, behind, true));
  for (uint32_t i = 0; i < 4; i++)
    cr_assert_not_null(party(store, key_at(9, 10 + i, UINT32_MAX / 8 * (3 + i), i), true));
  /* The sixth fits, the seventh makes the table grow, and for the eighth there is no room: all three are taken back. */
  fr__acquired acquired = {.count = 3, .keys = {ahead, key_at(9, 3, UINT32_MAX / 8 * 7, 3), key_at(1, 4, 0, 4)}};
  cr_expect_eq(store->operations->acquire(store, &acquired, 7), FR_STATE_FULL);
  cr_expect_not_null(party(store, behind, false), "a party that was there is lost");
  for (uint32_t i = 0; i < 4; i++) {
    cr_expect_not_null(party(store, key_at(9, 10 + i, UINT32_MAX / 8 * (3 + i), i), false), "party %u", i);
  }
  for (uint32_t i = 0; i < 3; i++) cr_expect_null(party(store, acquired.keys[i], false));
  store->operations->destroy(store);
}

/* The same with keys as they come: all in one shard, random places, and a bound that is met in the middle. */
Test(store, taken_back_in_tables_of_every_size) {
  uint64_t random = 1;
  for (uint32_t round = 0; round < 400; round++) {
    const uint32_t before = round % 100;
    fr__store *store = store_of(1 << 20, before + 3);
    fr__party_key keys[110];
    for (uint32_t i = 0; i < before + 4; i++) {
      random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
      keys[i] = key_at(9, i, (uint32_t)(random >> 32), i);
    }
    for (uint32_t i = 0; i < before; i++) cr_assert_not_null(party(store, keys[i], true));
    fr__acquired acquired = {.count = 4};
    memcpy(acquired.keys, keys + before, sizeof acquired.keys);
    cr_assert_eq(store->operations->acquire(store, &acquired, 15), FR_STATE_FULL);
    for (uint32_t i = 0; i < before + 4; i++) {
      cr_assert_eq(party(store, keys[i], false) != NULL, i < before, "round %u: party %u of %u", round, i, before);
    }
    store->operations->destroy(store);
  }
}

Test(store, fetching_changes_nothing) {
  fr__store *store = store_of(usual.memory_bytes, 100);
  if (store->operations->fetch != NULL) {
    for (uint32_t i = 0; i < 50; i++) cr_assert_not_null(party(store, key_at(i % 3, 5, i % 7, i), true));
    const fr__store_stats before = stats_of(store);
    fr__acquired acquired = {.count = 4, .keys = {key_at(0, 5, 0, 0), key_at(1, 5, 1, 1), key_at(1, 5, 1, 9), {8, 8}}};
    for (uint32_t step = 0; step < FR__FETCH_STEPS; step++) store->operations->fetch(store, &acquired, step);
    cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK, "nothing is locked");
    /* Also while another, or the same caller, holds them. */
    for (uint32_t step = 0; step < FR__FETCH_STEPS; step++) store->operations->fetch(store, &acquired, step);
    store->operations->release(store, &acquired, 0);
    const fr__store_stats after = stats_of(store);
    cr_expect_eq(memcmp(&before, &after, sizeof before), 0);
  }
  store->operations->destroy(store);
}

/* ---- profiles that grow ---- */

static fr_status add(fr__store *store, fr__party_key key, enum fr__list list, int64_t time_us, uint64_t other) {
  fr__acquired acquired = {.count = 1, .keys = {key}};
  const fr__entry entry = {.time_us = time_us, .amount_minor = 100, .id = other, .other = other, .has_other = true};
  fr_status status = store->operations->acquire(store, &acquired, 1);
  if (status != FR_OK) return status;
  status = fr__profile_reserve(store, &acquired.profiles[0], list, time_us, entry.amount_minor, &entry.other);
  if (status == FR_OK) {
    cr_expect_neq(fr__profile_add(store, acquired.profiles[0], list, &entry), UINT32_MAX);
  }
  store->operations->release(store, &acquired, 1);
  return status;
}

/* Profiles that grow in turn cannot stay where they are: what is in them moves with them. */
Test(store, profiles_move_as_they_grow) {
  enum { PARTIES = 20, ENTRIES = 300 };
  fr__store *store = store_of(usual.memory_bytes, PARTIES);
  for (uint64_t entry = 0; entry < ENTRIES; entry++) {
    for (uint64_t i = 0; i < PARTIES; i++) {
      cr_assert_eq(add(store, key_of(i), FR__SENT, (int64_t)(entry + 1) * 1000000, i * 1000 + entry % 40), FR_OK);
    }
  }
  for (uint64_t i = 0; i < PARTIES; i++) {
    const fr__profile *found = party(store, key_of(i), false);
    cr_assert_not_null(found);
    cr_expect(fr__key_equal(found->key, key_of(i)));
    const fr__transfers sent = fr__profile_transfers(found, FR__SENT);
    cr_assert_eq(sent.count, ENTRIES);
    for (uint32_t entry = 0; entry < ENTRIES; entry++) {
      cr_assert_eq(fr__transfers_time(&sent, entry), (int64_t)(entry + 1) * 1000000);
      cr_assert_eq(fr__profile_other(found, sent.other[entry]), i * 1000 + entry % 40);
    }
  }
  const fr__store_stats stats = stats_of(store);
  cr_expect_eq(stats.transfer_entries, PARTIES * ENTRIES);
  cr_expect_eq(stats.counterparties, PARTIES * 40);
  cr_expect_eq(stats.entries_dropped, 0);
  store->operations->destroy(store);
}

/* Memory is out while a profile grows: a status, and the profile is byte by byte what it was. */
Test(store, a_profile_that_cannot_grow_is_unchanged) {
  fr__store *store = store_of(256 << 10, UINT64_MAX);
  uint64_t parties = 0;
  while (party(store, key_of(parties), true) != NULL) parties++;
  unsigned char before[4096];
  uint32_t refused = 0;
  for (uint64_t i = 0; i < parties; i++) {
    const fr__profile *here = party(store, key_of(i), false);
    const uint32_t bytes = here->bytes;
    cr_assert_leq(bytes, sizeof before);
    memcpy(before, here, bytes);
    const fr_status status = add(store, key_of(i), FR__SENT, 1000000, i);
    if (status == FR_OK) continue; /* the last gap between others */
    cr_expect_eq(status, FR_STATE_FULL);
    refused++;
    const fr__profile *after = party(store, key_of(i), false);
    cr_assert_eq(after->bytes, bytes);
    cr_assert_eq(memcmp(before, after, bytes), 0, "party %llu", (unsigned long long)i);
  }
  cr_expect_gt(refused, parties / 2);
  store->operations->destroy(store);
}

Test(store, measures_what_is_inside_the_horizon) {
  fr__store *store = store_of(usual.memory_bytes, 10);
  const int64_t now = INT64_C(1700000000000000);
  for (int64_t day = 0; day < 60; day++) {
    cr_assert_eq(add(store, key_of(1), FR__SENT, now + day * FR__DAY_US, (uint64_t)day + 1), FR_OK);
    cr_assert_eq(add(store, key_of(1), FR__RECEIVED, now + day * FR__DAY_US, (uint64_t)day % 5 + 1000), FR_OK);
  }
  fr__acquired acquired = {.count = 1, .keys = {key_of(1)}};
  cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
  const fr__contact contact = {.caller = 1};
  const fr__personal event = {.kind = 1};
  for (int64_t day = 0; day < 60; day++) {
    const int64_t time = now + day * FR__DAY_US;
    cr_assert_eq(fr__profile_add_contact(store, &acquired.profiles[0], time, &contact), FR_OK);
    cr_assert_eq(fr__profile_add_event(store, &acquired.profiles[0], time, &event), FR_OK);
  }
  store->operations->release(store, &acquired, 1);
  const fr__store_stats stats = stats_of(store);
  /* Thirty days back from the newest, both ends included. */
  cr_expect_eq(stats.transfer_entries, 31 + 31);
  cr_expect_eq(stats.counterparties, 31 + 5);
  cr_expect_eq(stats.late_dropped, 58, "%llu contacts and events were older than the horizon",
               (unsigned long long)stats.late_dropped);
  cr_expect_eq(stats.other_entries, 31 + 31);
  cr_expect_eq(stats.entries_dropped, 0);
  cr_expect_gt(stats.reserved_bytes, stats.profile_bytes + stats.index_bytes);
  store->operations->destroy(store);
}
