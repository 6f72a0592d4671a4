/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists and trusts: what is set is found until its time, in as many entries as were asked for, and against a plain
 * array for any order of calls. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "state/store.h"
#include "wire/failing_memory.h"

static const fr__party_key zhang = {1, 2}, li = {3, 4};
static const fr__hash128 police = {11, 12}, trusted = {13, 14};

static fr__facts *facts_of(uint64_t entries_max) {
  fr__facts *facts;
  cr_assert_eq(fr__facts_create(entries_max, &facts), FR_OK);
  return facts;
}

static fr_status set(fr__facts *facts, fr__party_key party, fr__hash128 name, int64_t until_us, int64_t amount) {
  const fr__fact fact = {until_us, amount};
  return fr__facts_set(facts, party, name, &fact, 0);
}

Test(facts, are_set_read_and_removed) {
  fr__facts *facts = facts_of(10);
  fr__fact found = {77, 77};
  cr_expect_not(fr__facts_get(facts, zhang, police, 0, &found), "nothing at all yet");
  cr_expect_eq(set(facts, zhang, police, INT64_MAX, 5), FR_OK);
  cr_expect_not(fr__facts_get(facts, li, police, 0, &found), "another party");
  cr_expect_not(fr__facts_get(facts, zhang, trusted, 0, &found), "another name");
  cr_expect_eq(found.until_us, 77, "where there is none, nothing is written");
  cr_expect(fr__facts_get(facts, zhang, police, 0, &found));
  cr_expect_eq(found.until_us, INT64_MAX);
  cr_expect_eq(found.amount, 5);
  cr_expect_eq(set(facts, zhang, police, 100, 6), FR_OK, "set again: replaced");
  cr_expect_eq(fr__facts_count(facts), 1);
  cr_expect(fr__facts_get(facts, zhang, police, 0, &found));
  cr_expect_eq(found.until_us, 100);
  cr_expect_eq(found.amount, 6);
  fr__facts_remove(facts, zhang, trusted); /* not there */
  cr_expect_eq(fr__facts_count(facts), 1);
  fr__facts_remove(facts, zhang, police);
  cr_expect_eq(fr__facts_count(facts), 0);
  cr_expect_not(fr__facts_get(facts, zhang, police, 0, &found));
  fr__facts_remove(facts, zhang, police);
  cr_expect_eq(fr__facts_count(facts), 0, "removed once");
  fr__facts_destroy(facts);
  fr__facts_destroy(NULL);
}

Test(facts, may_deny) {
  fr__facts *facts = facts_of(10);
  fr__fact found = {77, 77};
  cr_expect_eq(fr__facts_get(facts, zhang, police, 0, &found), FR__FACT_NONE);
  cr_assert_eq(set(facts, zhang, police, 1000, FR__NOT_LISTED), FR_OK);
  cr_expect_eq(fr__facts_get(facts, zhang, police, 999, &found), FR__FACT_DENIED);
  cr_expect_eq(fr__facts_get(facts, zhang, police, 1000, &found), FR__FACT_NONE);
  cr_expect_eq(fr__facts_get(facts, li, police, 0, &found), FR__FACT_NONE);
  cr_assert_eq(set(facts, zhang, police, 1000, 0), FR_OK);
  cr_expect_eq(fr__facts_get(facts, zhang, police, 999, &found), FR__FACT_HOLDS);
  cr_expect_eq(fr__facts_count(facts), 1);
  fr__facts_destroy(facts);
}

Test(facts, end_at_their_time) {
  fr__facts *facts = facts_of(10);
  fr__fact found;
  cr_assert_eq(set(facts, zhang, police, 1000, 1), FR_OK);
  cr_expect(fr__facts_get(facts, zhang, police, INT64_MIN, &found));
  cr_expect(fr__facts_get(facts, zhang, police, 999, &found));
  cr_expect_not(fr__facts_get(facts, zhang, police, 1000, &found), "until is the first time at which it is over");
  cr_expect_not(fr__facts_get(facts, zhang, police, INT64_MAX, &found));
  cr_expect(fr__facts_get(facts, zhang, police, 999, &found), "asking does not remove it");
  fr__facts_destroy(facts);
}

/* Parties and names that differ in one half only are different. */
Test(facts, keys_are_whole) {
  static const fr__hash128 keys[] = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {UINT64_MAX, 1}, {1, UINT64_MAX}};
  fr__facts *facts = facts_of(100);
  for (uint32_t p = 0; p < FR_COUNT(keys); p++) {
    for (uint32_t n = 0; n < FR_COUNT(keys); n++) cr_assert_eq(set(facts, keys[p], keys[n], 1000, p * 10 + n), FR_OK);
  }
  cr_expect_eq(fr__facts_count(facts), FR_COUNT(keys) * FR_COUNT(keys));
  for (uint32_t p = 0; p < FR_COUNT(keys); p++) {
    for (uint32_t n = 0; n < FR_COUNT(keys); n++) {
      fr__fact found = {0, 0};
      cr_expect(fr__facts_get(facts, keys[p], keys[n], 0, &found));
      cr_expect_eq(found.amount, p * 10 + n);
    }
  }
  fr__facts_destroy(facts);
}

Test(facts, are_full_at_their_bound) {
  static const uint32_t bounds[] = {1, 2, 63, 64, 65, 1000};
  for (size_t b = 0; b < FR_COUNT(bounds); b++) {
    fr__facts *facts = facts_of(bounds[b]);
    fr__fact found;
    for (uint32_t i = 0; i < bounds[b]; i++) cr_assert_eq(set(facts, (fr__party_key){i, 7}, police, 10, i), FR_OK);
    cr_expect_eq(set(facts, li, police, 10, 1), FR_STATE_FULL);
    cr_expect_eq(fr__facts_count(facts), bounds[b]);
    cr_expect_not(fr__facts_get(facts, li, police, 0, &found));
    cr_expect_eq(set(facts, (fr__party_key){0, 7}, police, 20, 99), FR_OK, "what is there can still be changed");
    fr__facts_remove(facts, (fr__party_key){bounds[b] / 2, 7}, police);
    cr_expect_eq(set(facts, li, police, 10, 1), FR_OK, "room that was given back");
    cr_expect_eq(set(facts, zhang, trusted, 10, 1), FR_STATE_FULL);
    for (uint32_t i = 0; i < bounds[b]; i++) {
      const bool there = i != bounds[b] / 2;
      cr_expect_eq(fr__facts_get(facts, (fr__party_key){i, 7}, police, 0, &found), there, "%u of %u", i, bounds[b]);
      if (there) cr_expect_eq(found.amount, i == 0 ? 99 : i);
    }
    fr__facts_destroy(facts);
  }
}

/* All in one chain: the same party and names whose lower halves are equal. Each may be the first, the last, between. */
Test(facts, one_chain) {
  enum { COUNT = 20 };
  for (uint32_t removed = 0; removed < COUNT; removed++) {
    fr__facts *facts = facts_of(COUNT);
    fr__fact found;
    for (uint32_t i = 0; i < COUNT; i++) cr_assert_eq(set(facts, zhang, (fr__hash128){5, i}, 10, i), FR_OK);
    fr__facts_remove(facts, zhang, (fr__hash128){5, removed});
    for (uint32_t i = 0; i < COUNT; i++) {
      cr_expect_eq(fr__facts_get(facts, zhang, (fr__hash128){5, i}, 0, &found), i != removed);
      if (i != removed) cr_expect_eq(found.amount, i);
    }
    fr__facts_destroy(facts);
  }
}

Test(facts, creation_is_checked) {
  fr__facts *facts = (fr__facts *)(void *)&facts;
  cr_expect_eq(fr__facts_create(10, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr__facts_create(0, &facts), FR_BAD_ARGUMENT);
  cr_expect_null(facts);
  cr_expect_eq(fr__facts_create(UINT64_C(1) << 31, &facts), FR_BAD_ARGUMENT);
  cr_expect_eq(fr__facts_create(UINT64_MAX, &facts), FR_BAD_ARGUMENT);
}

#if MEMORY_CAN_FAIL
Test(facts, every_allocation_fails) {
  for (uint64_t fail_at = 1; fail_at <= 4; fail_at++) {
    fr__facts *facts;
    memory_begin(fail_at, false);
    const fr_status status = fr__facts_create(100, &facts);
    if (status == FR_OK) fr__facts_destroy(facts);
    const memory_watch seen = memory_end();
    cr_expect_eq(status, fail_at <= 3 ? FR_NO_MEMORY : FR_OK, "allocation %llu", (unsigned long long)fail_at);
    if (status != FR_OK) cr_expect_null(facts);
    cr_expect_eq(seen.kept, 0, "allocation %llu: %lld blocks are lost", (unsigned long long)fail_at,
                 (long long)seen.kept);
  }
}
#endif

/* ---- against a plain array ---- */

typedef struct known_fact {
  fr__party_key party;
  fr__hash128 name;
  fr__fact fact;
  bool there;
} known_fact;

static uint64_t next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static void play(uint64_t seed) {
  enum { KINDS = 300, ROOM = 150, STEPS = 20000 };
  static known_fact known[KINDS];
  uint64_t random = seed;
  uint32_t count = 0, full = 0;
  memset(known, 0, sizeof known);
  for (uint32_t i = 0; i < KINDS; i++) {
    known[i].party = (fr__party_key){next(&random) % 8, i % 3};
    known[i].name = (fr__hash128){next(&random) % 4, i};
  }
  fr__facts *facts = facts_of(ROOM);
  for (uint32_t step = 0; step < STEPS; step++) {
    known_fact *one = &known[next(&random) % KINDS];
    fr__fact fact = {(int64_t)(next(&random) % 100), (int64_t)step}, found;
    switch (next(&random) % 4) {
      case 0:
      case 1: {
        const bool fits = one->there || count < ROOM;
        cr_assert_eq(fr__facts_set(facts, one->party, one->name, &fact, INT64_MIN), fits ? FR_OK : FR_STATE_FULL,
                     "seed %llu, step %u", (unsigned long long)seed, step);
        full += !fits;
        if (!fits) break;
        count += !one->there;
        one->fact = fact;
        one->there = true;
        break;
      }
      case 2:
        fr__facts_remove(facts, one->party, one->name);
        count -= one->there;
        one->there = false;
        break;
      default: {
        const int64_t now_us = (int64_t)(next(&random) % 100);
        const bool expected = one->there && one->fact.until_us > now_us;
        cr_assert_eq(fr__facts_get(facts, one->party, one->name, now_us, &found), expected, "seed %llu, step %u",
                     (unsigned long long)seed, step);
        if (expected) cr_assert_eq(found.amount, one->fact.amount);
      }
    }
    cr_assert_eq(fr__facts_count(facts), count, "seed %llu, step %u", (unsigned long long)seed, step);
  }
  cr_expect_gt(full, 100, "the bound was met");
  fr__facts_destroy(facts);
}

Test(facts, any_order_of_calls) {
  for (uint64_t seed = 1; seed <= 10; seed++) play(seed);
  printf("facts: seeds 1 to 10\n");
}
