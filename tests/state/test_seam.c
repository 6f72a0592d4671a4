/* SPDX-License-Identifier: Apache-2.0
 *
 * What every store behind the seam promises, whichever one this build has. Nothing of a profile is touched after its
 * release: there it need not be any more. */
#include <criterion/criterion.h>

#include "state/store.h"

static fr__store *store_of(uint64_t memory_bytes, uint64_t parties_max) {
  const fr__store_options options = {
      .memory_bytes = memory_bytes, .parties_max = parties_max, .horizon_us = 30 * FR__DAY_US, .keep_idle = true};
  fr__store *store;
  cr_assert_eq(fr__memory_store_create(&options, &store), FR_OK);
  return store;
}

static fr__party_key key_of(uint64_t number) {
  return (fr__party_key){(number + 1) * UINT64_C(0x9E3779B97F4A7C15), number};
}

static bool is_there(fr__store *store, fr__party_key key) {
  fr__acquired acquired = {.count = 1, .keys = {key}};
  cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
  const bool there = acquired.profiles[0] != NULL;
  if (there) cr_assert(fr__key_equal(acquired.profiles[0]->key, key));
  store->operations->release(store, &acquired, 0);
  return there;
}

static fr__store_stats stats_of(fr__store *store) {
  fr__store_stats stats;
  memset(&stats, 0xFF, sizeof stats);
  store->operations->measure(store, &stats);
  return stats;
}

/* One entry sent; the sequence tells how often it was called. */
static fr_status send(fr__store *store, fr__party_key key, int64_t time_us) {
  fr__acquired acquired = {.count = 1, .keys = {key}};
  const fr__entry entry = {
      .time_us = time_us, .amount_minor = 100, .id = (uint64_t)time_us, .other = 7, .has_other = true};
  fr_status status = store->operations->acquire(store, &acquired, 1);
  if (status != FR_OK) return status;
  status = fr__profile_reserve(store, &acquired.profiles[0], FR__SENT, time_us, entry.amount_minor, &entry.other);
  if (status == FR_OK) cr_expect_neq(fr__profile_add(store, acquired.profiles[0], FR__SENT, &entry), UINT32_MAX);
  store->operations->release(store, &acquired, 1);
  return status;
}

Test(seam, a_party_is_made_empty_and_once) {
  fr__store *store = store_of(1 << 20, 10);
  cr_expect_not(is_there(store, key_of(1)), "nobody is made by looking");
  fr__acquired acquired = {.count = 2, .keys = {key_of(1), key_of(2)}};
  cr_assert_eq(store->operations->acquire(store, &acquired, 1), FR_OK);
  const fr__profile *made = acquired.profiles[0];
  cr_assert_not_null(made);
  cr_expect_null(acquired.profiles[1], "it was not to be made");
  cr_expect_eq(made->newest_us, FR__NO_TIME);
  cr_expect_eq(made->horizon_us, 30 * FR__DAY_US);
  cr_expect_eq(made->sequence, 0);
  for (uint32_t i = FR__DROPPED_SENT; i <= FR__LAST_REPORT; i++) {
    cr_expect_eq(fr__profile_past(made, (enum fr__past)i), FR__NO_TIME);
  }
  for (uint32_t list = 0; list < FR__LISTS; list++) cr_expect_eq(made->count[list], 0);
  store->operations->release(store, &acquired, 0);
  cr_expect(is_there(store, key_of(1)), "also where it was released as unchanged");
  cr_expect_eq(stats_of(store).parties, 1);
  const fr__store_operations *operations = store->operations;
  operations->destroy(store);
  operations->destroy(NULL);
}

Test(seam, what_was_changed_is_there_again) {
  enum { PARTIES = 3000, ENTRIES = 7 };
  fr__store *store = store_of(16 << 20, PARTIES);
  for (int64_t entry = 1; entry <= ENTRIES; entry++) {
    for (uint64_t i = 0; i < PARTIES; i++) cr_assert_eq(send(store, key_of(i), entry * 1000), FR_OK);
  }
  for (uint64_t i = 0; i < PARTIES; i++) {
    fr__acquired acquired = {.count = 1, .keys = {key_of(i)}};
    cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
    cr_assert_not_null(acquired.profiles[0]);
    const fr__transfers sent = fr__profile_transfers(acquired.profiles[0], FR__SENT);
    cr_assert_eq(sent.count, ENTRIES);
    for (uint32_t entry = 0; entry < ENTRIES; entry++) {
      cr_assert_eq(fr__transfers_time(&sent, entry), (int64_t)(entry + 1) * 1000);
    }
    store->operations->release(store, &acquired, 0);
  }
  const fr__store_stats stats = stats_of(store);
  cr_expect_eq(stats.parties, PARTIES);
  cr_expect_eq(stats.transfer_entries, PARTIES * ENTRIES);
  cr_expect_eq(stats.counterparties, PARTIES);
  cr_expect_gt(stats.profile_bytes, PARTIES * sizeof(fr__profile));
  cr_expect_gt(stats.reserved_bytes, stats.profile_bytes + stats.index_bytes);
  cr_expect_eq(send(store, key_of(PARTIES), 1), FR_STATE_FULL, "there are as many as there may be");
  store->operations->destroy(store);
}

/* Of four, the last cannot be made: then none is, and nothing is locked. Two of them have one lock, or all their own.
 */
Test(seam, all_or_none) {
  for (uint32_t room = 0; room < FR__MAX_ACQUIRED; room++) {
    fr__store *store = store_of(1 << 20, 1 + room);
    cr_assert_eq(send(store, key_of(0), 1), FR_OK);
    fr__acquired acquired = {.count = FR__MAX_ACQUIRED, .keys = {key_of(1), {8, 1}, {8, 2}, key_of(4)}};
    memset(acquired.profiles, 0xFF, sizeof acquired.profiles);
    cr_expect_eq(store->operations->acquire(store, &acquired, 15), FR_STATE_FULL, "room for %u", room);
    for (uint32_t k = 0; k < FR__MAX_ACQUIRED; k++) {
      cr_expect_null(acquired.profiles[k]);
      cr_expect_not(is_there(store, acquired.keys[k]), "room for %u, party %u", room, k);
    }
    cr_expect(is_there(store, key_of(0)));
    cr_expect_eq(stats_of(store).parties, 1);
    for (uint32_t k = 0; k < room; k++) cr_expect_eq(send(store, acquired.keys[k], 1), FR_OK, "what was taken back");
    cr_expect_eq(send(store, acquired.keys[room], 1), FR_STATE_FULL);
    store->operations->destroy(store);
  }
}

/* Where memory is out, a profile that was to grow is byte for byte what it was, and is released as unchanged. */
Test(seam, memory_is_out) {
  fr__store *store = store_of(65536, UINT64_MAX);
  uint64_t parties = 0, refused = 0;
  while (send(store, key_of(parties), 1) == FR_OK) parties++;
  cr_expect_gt(parties, 100);
  for (uint64_t i = 0; i < parties; i++) {
    unsigned char before[4096];
    fr__acquired acquired = {.count = 1, .keys = {key_of(i)}};
    cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
    const uint32_t bytes = acquired.profiles[0]->bytes;
    cr_assert_leq(bytes, sizeof before);
    memcpy(before, acquired.profiles[0], bytes);
    const fr_status status = fr__profile_reserve(store, &acquired.profiles[0], FR__RECEIVED, 2, 100, NULL);
    if (status == FR_STATE_FULL) {
      refused++;
      cr_assert_eq(acquired.profiles[0]->bytes, bytes);
      cr_assert_eq(memcmp(before, acquired.profiles[0], bytes), 0, "party %llu", (unsigned long long)i);
    }
    store->operations->release(store, &acquired, status == FR_OK ? 1 : 0);
  }
  cr_expect_gt(refused, parties / 2);
  store->operations->destroy(store);
}

/* ---- what stands beside a party ---- */

static fr__party_key beside(fr__party_key party, uint32_t number) {
  return (fr__party_key){party.low, party.high ^ number};
}

/* Blocks beside a party are made, filled and removed under its lock; they are nobody, but they take memory. */
Test(seam, blocks_beside_a_party) {
  enum { BLOCKS = 40 };
  fr__store *store = store_of(1 << 20, 1);
  const fr__store_operations *to = store->operations;
  fr__acquired acquired = {.count = 1, .keys = {key_of(1)}};
  cr_assert_eq(to->acquire(store, &acquired, 1), FR_OK);
  for (uint32_t i = 1; i <= BLOCKS; i++) {
    cr_expect_null(to->open_beside(store, beside(key_of(1), i), false));
    fr__profile *made = to->open_beside(store, beside(key_of(1), i), true);
    cr_assert_not_null(made);
    cr_expect_eq(made->books, FR__IS_BOOK);
    cr_expect_eq(made->newest_us, FR__NO_TIME);
    cr_assert_not_null(made = to->resize(store, made, (uint32_t)sizeof *made + 8 * i));
    memset((unsigned char *)made + sizeof *made, (int)i, 8 * i);
    to->close_beside(store, made, true);
  }
  to->remove_beside(store, beside(key_of(1), 7));
  to->remove_beside(store, beside(key_of(1), BLOCKS + 1));
  for (uint32_t i = 1; i <= BLOCKS; i++) {
    fr__profile *found = to->open_beside(store, beside(key_of(1), i), false);
    cr_assert_eq(found == NULL, i == 7, "block %u", i);
    if (found == NULL) continue;
    cr_assert_eq(found->bytes, sizeof *found + 8 * i);
    for (uint32_t k = 0; k < 8 * i; k++) cr_assert_eq(((unsigned char *)found)[sizeof *found + k], i);
    to->close_beside(store, found, false);
  }
  to->release(store, &acquired, 0);
  const fr__store_stats stats = stats_of(store);
  cr_expect_eq(stats.parties, 1, "blocks are no parties");
  cr_expect_gt(stats.profile_bytes, BLOCKS * sizeof(fr__profile));
  cr_expect_eq(send(store, key_of(2), 1), FR_STATE_FULL, "and do not make room for one");
  cr_expect_eq(send(store, key_of(1), 1), FR_OK);
  to->destroy(store);
}

/* Two open at a time, and made until memory is out. */
Test(seam, blocks_until_memory_is_out) {
  fr__store *store = store_of(65536, 1);
  const fr__store_operations *to = store->operations;
  fr__acquired acquired = {.count = 1, .keys = {key_of(1)}};
  cr_assert_eq(to->acquire(store, &acquired, 1), FR_OK);
  uint32_t made = 0;
  for (; made < 10000; made++) {
    fr__profile *one = to->open_beside(store, beside(key_of(1), 2 * made + 1), true);
    fr__profile *two = to->open_beside(store, beside(key_of(1), 2 * made + 2), true);
    const bool both = one != NULL && two != NULL;
    if (both) cr_expect_neq(one, two);
    if (one != NULL) one->sequence = made + 1;
    if (one != NULL) to->close_beside(store, one, true);
    if (two != NULL) to->close_beside(store, two, false);
    if (!both) break;
  }
  cr_expect(made > 50 && made < 10000, "%u", made);
  for (uint32_t i = 0; i < made; i++) {
    fr__profile *one = to->open_beside(store, beside(key_of(1), 2 * i + 1), false);
    fr__profile *two = to->open_beside(store, beside(key_of(1), 2 * i + 2), false);
    cr_assert(one != NULL && two != NULL);
    cr_assert_eq(one->sequence, i + 1);
    cr_assert_eq(two->sequence, 0);
    to->close_beside(store, two, false);
    to->close_beside(store, one, false);
    to->remove_beside(store, beside(key_of(1), 2 * i + 1));
    to->remove_beside(store, beside(key_of(1), 2 * i + 2));
  }
  cr_expect_not_null(acquired.profiles[0]);
  to->release(store, &acquired, 0);
  to->destroy(store);
}
