/* SPDX-License-Identifier: Apache-2.0
 *
 * The bytes of a profile, as docs/internals/state.md gives them. Where one of these tests fails, the same bytes mean
 * something else: then FR__PROFILE_LAYOUT grows, and the page follows. */
#include <criterion/criterion.h>
#include <stddef.h>

#include "state/layout.h"

#define STANDS(field, offset, size)                                                   \
  do {                                                                                \
    cr_expect_eq(offsetof(fr__profile, field), (offset), #field " stands elsewhere"); \
    cr_expect_eq(sizeof((fr__profile){0}.field), (size), #field " has another size"); \
  } while (0)

static uint64_t place_of(const fr__profile *profile, const void *at) {
  return (uint64_t)((const unsigned char *)at - (const unsigned char *)profile);
}

Test(layout, header) {
  cr_expect_eq(FR__PROFILE_LAYOUT, 1);
  cr_expect_eq(sizeof(fr__profile), 104);
  STANDS(key, 0, 16);
  STANDS(sequence, 16, 8);
  STANDS(base_us, 24, 8);
  STANDS(horizon_us, 32, 8);
  STANDS(newest_us, 40, 8);
  STANDS(complete_us, 48, 8);
  STANDS(bytes, 56, 4);
  STANDS(count, 60, 14);
  STANDS(room, 74, 14);
  STANDS(wide, 88, 2);
  STANDS(outcomes, 90, 2);
  STANDS(head, 92, 4);
  STANDS(unmoved, 96, 4);
  STANDS(left, 100, 1);
  STANDS(layout, 101, 1);
  STANDS(books, 102, 2);
}

/* The example of the page: 15 sent, 15 received, 20 counterparties, and nothing else. */
Test(layout, lists_of_a_usual_party) {
  fr__profile profile = {.room = {[FR__SENT] = 16, [FR__RECEIVED] = 16, [FR__PAYEES] = 24}};
  const fr__shape shape = fr__shape_of(&profile);
  cr_expect_eq(place_of(&profile, fr__payee_keys(&profile)), 104);
  cr_expect_eq(place_of(&profile, fr__payee_values(&profile)), 296);
  cr_expect_eq(place_of(&profile, fr__profile_list(&profile, FR__SENT)), 488);
  cr_expect_eq(place_of(&profile, fr__profile_list(&profile, FR__RECEIVED)), 808);
  cr_expect_eq(fr__shape_bytes(&shape), 1128);
  const fr__columns sent = fr__profile_columns(&profile, FR__SENT);
  cr_expect_eq(place_of(&profile, sent.amount), 488);
  cr_expect_eq(place_of(&profile, sent.time_low), 552);
  cr_expect_eq(place_of(&profile, sent.id_low), 616);
  cr_expect_eq(place_of(&profile, sent.time_high), 680);
  cr_expect_eq(place_of(&profile, sent.id_high), 712);
  cr_expect_eq(place_of(&profile, sent.flags), 744);
  cr_expect_eq(place_of(&profile, sent.other), 776);
  cr_expect_null(sent.amount_wide);
  cr_expect_null(sent.status_low);
}

/* All that there may be: wide amounts, outcomes, contacts, events, what has left, and an index of counterparties. */
Test(layout, lists_of_a_profile_that_has_everything) {
  fr__profile profile = {.room = {[FR__SENT] = 8,
                                  [FR__RECEIVED] = 4,
                                  [FR__PAYEES] = 132,
                                  [FR__CONTACTS] = 2,
                                  [FR__EVENTS] = 3,
                                  [FR__PAST] = 5,
                                  [FR__DAYS] = 1},
                         .wide = {[FR__SENT] = 1},
                         .outcomes = {[FR__SENT] = 1}};
  const fr__shape shape = fr__shape_of(&profile);
  const uint32_t contacts = 104 + 132 * 16, events = contacts + 2 * 16, past = events + 3 * 24, days = past + 5 * 8;
  cr_expect_eq(place_of(&profile, fr__contact_items(&profile)), contacts);
  cr_expect_eq(place_of(&profile, fr__event_items(&profile)), events);
  cr_expect_eq(place_of(&profile, fr__past_items(&profile)), past);
  cr_expect_eq(place_of(&profile, fr__day_items(&profile)), days);
  const uint32_t at = days + 24;
  const fr__columns sent = fr__profile_columns(&profile, FR__SENT);
  cr_expect_null(sent.amount);
  cr_expect_eq(place_of(&profile, sent.amount_wide), at);
  cr_expect_eq(place_of(&profile, sent.time_low), at + 8 * 8);
  cr_expect_eq(place_of(&profile, sent.status_low), at + 8 * 16);
  cr_expect_eq(place_of(&profile, sent.label_low), at + 8 * 20);
  cr_expect_eq(place_of(&profile, sent.time_high), at + 8 * 24);
  cr_expect_eq(place_of(&profile, sent.status_high), at + 8 * 32);
  cr_expect_eq(place_of(&profile, sent.label_high), at + 8 * 34);
  cr_expect_eq(place_of(&profile, fr__profile_list(&profile, FR__RECEIVED)), at + 8 * 36);
  uint32_t slots;
  cr_expect_eq(place_of(&profile, fr__payee_index(&profile, &slots)), at + 8 * 36 + 4 * 20);
  cr_expect_eq(slots, 200);
  cr_expect_eq(fr__shape_bytes(&shape), at + 8 * 36 + 4 * 20 + 2 * 200);
}

Test(layout, items) {
  cr_expect_eq(sizeof(fr__contact), 16);
  cr_expect_eq(offsetof(fr__contact, duration_s), 8);
  cr_expect_eq(offsetof(fr__contact, caller), 12);
  cr_expect_eq(offsetof(fr__contact, direction), 14);
  cr_expect_eq(sizeof(fr__personal), 24);
  cr_expect_eq(offsetof(fr__personal, amount), 8);
  cr_expect_eq(offsetof(fr__personal, kind), 16);
  cr_expect_eq(offsetof(fr__personal, level), 17);
  cr_expect_eq(sizeof(fr__day), 24);
  cr_expect_eq(offsetof(fr__day, max), 8);
  cr_expect_eq(offsetof(fr__day, count), 16);
  cr_expect_eq(offsetof(fr__day, day), 20);
  cr_expect_eq(offsetof(fr__day, list), 22);
  cr_expect_eq(offsetof(fr__day, unmoved), 23);
  cr_expect_eq(fr__entry_flags(7, 7, 7, 3, 3), 0x1FFF);
  cr_expect_eq(fr__value_of((fr__knowledge){1, 2}, 3, 1), UINT64_C(0x6003000000000001));
}

/* A store hands out profiles of this version, new ones and those that were there. */
Test(layout, a_store_makes_profiles_of_this_version) {
  const fr__store_options options = {.memory_bytes = 1 << 20, .parties_max = 10, .horizon_us = 30 * FR__DAY_US};
  fr__store *store;
  cr_assert_eq(fr__memory_store_create(&options, &store), FR_OK);
  for (uint32_t round = 0; round < 2; round++) {
    fr__acquired acquired = {.count = 1, .keys = {{1, 2}}};
    cr_assert_eq(store->operations->acquire(store, &acquired, 1), FR_OK);
    cr_expect_eq(acquired.profiles[0]->layout, FR__PROFILE_LAYOUT);
    store->operations->release(store, &acquired, 0);
  }
  store->operations->destroy(store);
}
