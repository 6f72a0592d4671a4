/* SPDX-License-Identifier: Apache-2.0
 *
 * Known payees past those that stay in a party's table: over the border and back, where memory is out, and with their
 * party when it goes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "state/layout.h"

#define DAYS(n) (FR__DAY_US * (n))

static const int64_t begin_us = DAYS(19000);
static const fr__party_key company = {UINT64_C(0x1122334455667788), UINT64_C(0x99AABBCCDDEEFF00)};

static uint64_t fingerprint(uint32_t payee) { return (payee + 1) * UINT64_C(0x9E3779B97F4A7C15); }

/* ---- a store that can be told to have no more memory ---- */

typedef struct world {
  fr__store *store;
  const fr__store_operations *behind;
  fr__store_operations limited;
  fr__acquired acquired;
} world;

static const fr__store_operations *behind;
static uint32_t grants_left; /* blocks made or made larger, until there is no more memory */

static fr__profile *open_limited(fr__store *store, fr__party_key key, bool create) {
  fr__profile *found = behind->open_beside(store, key, false);
  if (found != NULL || !create || grants_left == 0) return found;
  grants_left--;
  return behind->open_beside(store, key, true);
}

static fr__profile *resize_limited(fr__store *store, fr__profile *profile, uint32_t bytes) {
  if (bytes > profile->bytes && grants_left == 0) return NULL;
  grants_left -= bytes > profile->bytes;
  return behind->resize(store, profile, bytes);
}

static fr__profile **profile_of(world *self) { return &self->acquired.profiles[0]; }

static void acquire(world *self) {
  cr_assert_eq(self->store->operations->acquire(self->store, &self->acquired, 1), FR_OK);
}
static void release(world *self) { self->store->operations->release(self->store, &self->acquired, 1); }

static world world_of(uint64_t parties_max) {
  const fr__store_options options = {.memory_bytes = 64 << 20,
                                     .parties_max = parties_max,
                                     .horizon_us = DAYS(2),
                                     .outcomes_not_reported = true,
                                     .complete_us = INT64_MAX};
  world made = {.acquired = {.count = 1, .keys = {company}}};
  cr_assert_eq(fr__memory_store_create(&options, &made.store), FR_OK);
  made.behind = made.store->operations;
  acquire(&made);
  return made;
}

static void limit_memory(world *self) {
  behind = self->behind;
  self->limited = *self->behind;
  self->limited.open_beside = open_limited;
  self->limited.resize = resize_limited;
  self->store->operations = &self->limited;
  grants_left = UINT32_MAX;
}

static void world_end(world *self) {
  release(self);
  self->behind->destroy(self->store);
}

static fr_status enter(world *self, enum fr__list list, uint64_t other, int64_t time_us) {
  const fr__entry entry = {.time_us = time_us, .amount_minor = 1, .id = other, .other = other, .has_other = true};
  FR_TRY(fr__profile_reserve(self->store, profile_of(self), list, time_us, 1, &other));
  cr_assert_neq(fr__profile_add(self->store, *profile_of(self), list, &entry), UINT32_MAX);
  return FR_OK;
}

/* A thousand transfers a day, so that two thirds of the first 3,000 are past the horizon at the end. */
static int64_t time_of(uint32_t number) { return begin_us + (int64_t)number * (FR__DAY_US / 1000); }
static void send_to(world *self, uint32_t first, uint32_t payees) {
  for (uint32_t i = first; i < first + payees; i++) {
    cr_assert_eq(enter(self, FR__SENT, fingerprint(i), time_of(i)), FR_OK, "payee %u", i);
  }
}

static int64_t known_at(world *self, uint32_t payee, int64_t now_us) {
  return fr__profile_known_at(self->store, *profile_of(self), fingerprint(payee), now_us);
}

static int64_t known_from(world *self, uint32_t payee) {
  return fr__profile_known_from(self->store, *profile_of(self), fingerprint(payee));
}
static void expect_known(world *self, uint32_t payees) {
  for (uint32_t i = 0; i < payees; i++) cr_assert_eq(known_from(self, i), time_of(i) + FR__DAY_US, "payee %u", i);
  for (uint32_t i = payees; i < payees + 1000; i++) cr_assert_eq(known_from(self, i), FR__NO_TIME, "stranger %u", i);
}
static bool in_table(world *self, uint32_t payee) {
  return fr__profile_find_other(*profile_of(self), fingerprint(payee)) != FR__NO_OTHER;
}

static uint32_t books_there(fr__store *store, fr__party_key key) {
  uint32_t there = 0;
  for (uint32_t i = 0; i < 64; i++) {
    fr__profile *book = store->operations->open_beside(store, fr__book_key(key, i), false);
    if (book == NULL) continue;
    cr_assert_eq(book->books, FR__IS_BOOK);
    store->operations->close_beside(store, book, false);
    there++;
  }
  return there;
}

static fr__store_stats stats_of(fr__store *store) {
  fr__store_stats stats;
  store->operations->measure(store, &stats);
  return stats;
}

/* ---- over the border and back ---- */

Test(books, a_table_that_is_not_full_has_none) {
  world self = world_of(1);
  for (uint32_t i = 0; i < 250; i++) cr_assert_eq(enter(&self, FR__SENT, fingerprint(i), time_of(i)), FR_OK);
  cr_assert_eq(enter(&self, FR__SENT, fingerprint(0), time_of(0) + DAYS(30)), FR_OK);
  for (uint32_t i = 0; i < 250; i++) cr_expect(in_table(&self, i) && known_from(&self, i) != FR__NO_TIME);
  cr_expect_eq((*profile_of(&self))->books, 0);
  cr_expect_eq(books_there(self.store, company), 0);
  world_end(&self);
}

Test(books, an_item_comes_back_with_the_next_entry) {
  enum { PAYEES = 6000 };
  world self = world_of(1);
  send_to(&self, 0, PAYEES);
  const uint32_t books = (*profile_of(&self))->books;
  cr_expect(books >= 16 && books <= 64, "%u books", books);
  cr_expect_eq(books_there(self.store, company), books);
  cr_expect_leq((*profile_of(&self))->room[FR__PAYEES], 2048, "the table holds who is named, and some to spare");
  expect_known(&self, PAYEES);
  uint32_t came_back = 0;
  for (uint32_t i = 0; i < 600; i++) { /* by either list, and nothing of what is known changes */
    const uint32_t payee = i * 7;
    came_back += !in_table(&self, payee);
    cr_assert_eq(enter(&self, i % 2 == 0 ? FR__SENT : FR__RECEIVED, fingerprint(payee), time_of(PAYEES + i)), FR_OK);
    cr_assert(in_table(&self, payee));
    cr_assert_eq(known_from(&self, payee), time_of(payee) + FR__DAY_US);
  }
  cr_expect_gt(came_back, 500);
  expect_known(&self, PAYEES);
  release(&self);
  const fr__store_stats stats = stats_of(self.store);
  cr_expect_eq(stats.counterparties, PAYEES, "%llu: each once", (unsigned long long)stats.counterparties);
  cr_expect_eq(stats.parties, 1);
  cr_expect_eq(stats.evicted, 0);
  acquire(&self);
  world_end(&self);
}

/* A return that is told late is about an entry that has left, and a payee in a book. */
Test(books, told_too_late) {
  world self = world_of(1);
  send_to(&self, 0, 4000);
  cr_assert_not(in_table(&self, 5) || in_table(&self, 6));
  const int64_t returned_us = time_of(4000);
  cr_assert_eq(fr__profile_note_late(self.store, profile_of(&self), fingerprint(5), time_of(5), returned_us, false),
               FR_OK);
  cr_expect_eq(known_from(&self, 5), FR__NO_TIME);
  cr_assert_eq(fr__profile_note_late(self.store, profile_of(&self), fingerprint(6), time_of(6), returned_us, true),
               FR_OK);
  cr_expect_eq(known_from(&self, 6), time_of(6) + FR__DAY_US, "the earlier of two good times");
  send_to(&self, 4000, 2000); /* both go back into books, the bad one as what it is */
  cr_expect_not(in_table(&self, 5) || in_table(&self, 6));
  cr_expect_eq(known_from(&self, 5), FR__NO_TIME);
  cr_expect_eq(known_from(&self, 6), time_of(6) + FR__DAY_US);
  cr_assert_eq(fr__profile_note_late(self.store, profile_of(&self), fingerprint(5), time_of(5), returned_us - 1, true),
               FR_OK);
  cr_expect_eq(known_from(&self, 5), FR__NO_TIME, "what was bad later is remembered");
  world_end(&self);
}

/* Before a transfer is recorded the history has nothing so new: it is told by the transfer's time who is forgotten, so
 * that its first try and a repeat of it find the same. */
Test(books, the_transfer_at_hand_says_what_day_it_is) {
  world self = world_of(1);
  send_to(&self, 0, 4000);
  cr_assert_gt((*profile_of(&self))->books, 0);
  uint32_t in_tables = 0;
  for (uint32_t i = 0; i < 4000; i++) {
    const int64_t last_day_us = (time_of(i) / FR__DAY_US + 400) * FR__DAY_US;
    const int64_t known_us = time_of(i) + FR__DAY_US;
    in_tables += in_table(&self, i);
    cr_assert_eq(known_at(&self, i, last_day_us), known_us, "payee %u", i);
    cr_assert_eq(known_at(&self, i, last_day_us + FR__DAY_US), FR__NO_TIME, "payee %u", i);
    cr_assert_eq(known_at(&self, i, 0), known_us, "payee %u: an older transfer does not turn time back", i);
  }
  cr_expect(in_tables > 0 && in_tables < 4000);
  world_end(&self);
}

/* After 400 days nobody is known, in books as in the table; a base that has moved is the books' base too. */
Test(books, time_passes) {
  world self = world_of(1);
  send_to(&self, 0, 4000);
  const int64_t base_us = (*profile_of(&self))->base_us;
  cr_assert_eq(enter(&self, FR__SENT, fingerprint(4000), begin_us + DAYS(400)), FR_OK);
  for (uint32_t i = 0; i < 4000; i++) cr_assert_neq(known_from(&self, i), FR__NO_TIME, "payee %u", i);
  cr_assert_eq(enter(&self, FR__SENT, fingerprint(4000), begin_us + DAYS(401)), FR_OK);
  for (uint32_t i = 0; i < 4000; i++) {
    cr_assert_eq(known_from(&self, i) == FR__NO_TIME, i < 1000, "payee %u: the first day is forgotten", i);
  }
  /* 1,000 are sent to again and again, over ten years, and go into books in between. */
  uint32_t strangers = 5000;
  for (int64_t day = 401; day < 3800; day += 200) {
    for (uint32_t i = 1000; i < 2000; i++) {
      cr_assert_eq(enter(&self, FR__SENT, fingerprint(i), begin_us + DAYS(day) + i), FR_OK);
    }
    for (uint32_t i = 0; i < 1500; i++) {
      cr_assert_eq(enter(&self, FR__SENT, fingerprint(strangers++), begin_us + DAYS(day + 3) + i), FR_OK);
    }
    const int64_t now_base_us = (*profile_of(&self))->base_us;
    uint32_t in_books = 0;
    for (uint32_t i = 1000; i < 2000; i++) {
      const int64_t first_us = time_of(i) + FR__DAY_US;
      in_books += !in_table(&self, i);
      cr_assert_eq(known_from(&self, i), first_us < now_base_us ? now_base_us : first_us, "payee %u", i);
    }
    cr_assert_gt(in_books, 500, "%u", in_books);
  }
  cr_expect_gt((*profile_of(&self))->base_us, base_us, "the base has moved");
  for (uint32_t i = 2000; i < 4000; i++) cr_assert_eq(known_from(&self, i), FR__NO_TIME);
  world_end(&self);
}

/* ---- memory is out ---- */

/* However many blocks are granted: a change is made or refused, and what was known stays known. */
Test(books, each_block_is_refused_in_turn) {
  uint32_t refused = 0, tried = 0, last = 0;
  for (uint32_t grants = 0; last < 4000; grants += 1 + grants / 30) {
    world self = world_of(1);
    limit_memory(&self);
    send_to(&self, 0, 1500); /* until the table is at its border */
    grants_left = grants;
    uint32_t sent = 1500;
    while (sent < 4000 && enter(&self, FR__SENT, fingerprint(sent), time_of(sent)) == FR_OK) sent++;
    refused += sent < 4000;
    tried++;
    last = sent;
    expect_known(&self, sent);
    for (uint32_t i = 0; i < 50; i++) { /* those who come back need no more memory than others */
      const fr_status status = enter(&self, FR__RECEIVED, fingerprint(i * 11), time_of(sent));
      cr_assert(status == FR_OK || status == FR_STATE_FULL);
      cr_assert_eq(known_from(&self, i * 11), time_of(i * 11) + FR__DAY_US);
    }
    grants_left = UINT32_MAX;
    send_to(&self, sent, 4500 - sent); /* memory is there again */
    expect_known(&self, 4500);
    cr_assert_eq(books_there(self.store, company), (*profile_of(&self))->books);
    world_end(&self);
  }
  printf("books: refused with %u of %u numbers of blocks\n", refused, tried);
  cr_expect_gt(refused, 50);
}

/* ---- they go with their party ---- */

Test(books, a_party_that_is_forgotten_leaves_none) {
  world self = world_of(1);
  release(&self);
  const fr__store_stats before = stats_of(self.store);
  acquire(&self);
  send_to(&self, 0, 6000);
  cr_assert_gt(books_there(self.store, company), 10);
  fr__profile_forget(self.store, profile_of(&self), time_of(6000), INT64_MAX);
  cr_expect_eq((*profile_of(&self))->books, 0);
  cr_expect_eq(books_there(self.store, company), 0);
  release(&self);
  const fr__store_stats after = stats_of(self.store);
  cr_expect_eq(after.profile_bytes, before.profile_bytes);
  cr_expect_eq(after.counterparties, 0);
  cr_expect_eq(after.parties, 1);
  acquire(&self);
  for (uint32_t i = 0; i < 6000; i++) cr_assert_eq(known_from(&self, i), FR__NO_TIME);
  world_end(&self);
}

Test(books, a_party_that_is_evicted_leaves_none) {
  world self = world_of(1);
  send_to(&self, 0, 6000);
  release(&self);
  fr__acquired other = {.count = 1, .keys = {{7, 7}}};
  cr_assert_eq(self.store->operations->acquire(self.store, &other, 1), FR_OK, "the company gives way");
  cr_expect_eq(books_there(self.store, company), 0);
  self.store->operations->release(self.store, &other, 1);
  const fr__store_stats after = stats_of(self.store);
  cr_expect_eq(after.parties, 1);
  cr_expect_eq(after.evicted, 1, "books are nobody");
  cr_expect_eq(after.counterparties, 0);
  cr_expect_leq(after.profile_bytes, sizeof(fr__profile) + 16);
  acquire(&self); /* and the other for it */
  cr_expect_eq((*profile_of(&self))->newest_us, FR__NO_TIME);
  world_end(&self);
}

/* Memory that is taken by a company's books is asked for by others: it goes as a whole, and no book alone. */
Test(books, books_are_not_evicted_alone) {
  const fr__store_options options = {
      .memory_bytes = 512 << 10, .parties_max = 100000, .horizon_us = DAYS(2), .outcomes_not_reported = true};
  world self = {.acquired = {.count = 1, .keys = {company}}};
  cr_assert_eq(fr__memory_store_create(&options, &self.store), FR_OK);
  self.behind = self.store->operations;
  acquire(&self);
  send_to(&self, 0, 6000);
  release(&self);
  uint64_t parties = 1;
  while (stats_of(self.store).evicted == 0) {
    for (uint32_t i = 0; i < 50; i++) {
      fr__acquired other = {.count = 1, .keys = {{(parties + 1) * UINT64_C(0x9E3779B97F4A7C15), parties}}};
      cr_assert_eq(self.store->operations->acquire(self.store, &other, 1), FR_OK);
      other.profiles[0]->newest_us = DAYS(20000) + (int64_t)parties++;
      self.store->operations->release(self.store, &other, 1);
      cr_assert_lt(parties, 20000);
    }
  }
  fr__acquired looked = {.count = 1, .keys = {company}};
  cr_assert_eq(self.store->operations->acquire(self.store, &looked, 0), FR_OK);
  const uint32_t books = looked.profiles[0] == NULL ? 0 : looked.profiles[0]->books;
  cr_expect_eq(books_there(self.store, company), books);
  self.store->operations->release(self.store, &looked, 0);
  self.store->operations->destroy(self.store);
}

/* To another identifier, which has books of its own: everybody is known there, and nothing is left here. */
Test(books, a_party_that_moves_takes_them_along) {
  enum { OLD = 5000, NEW = 4000, BOTH = 2000 };
  static const fr__party_key to = {UINT64_C(0x0102030405060708), 77};
  world self = world_of(2);
  send_to(&self, 0, OLD);
  release(&self);
  self.acquired.keys[0] = to;
  acquire(&self);
  send_to(&self, OLD - BOTH, NEW);
  release(&self);
  self.acquired = (fr__acquired){.count = 2, .keys = {to, company}};
  cr_assert_eq(self.store->operations->acquire(self.store, &self.acquired, 0), FR_OK);
  cr_assert_eq(fr__profile_take_over(self.store, &self.acquired.profiles[0], &self.acquired.profiles[1]), FR_OK);
  expect_known(&self, OLD - BOTH + NEW);
  cr_expect_eq(books_there(self.store, to), self.acquired.profiles[0]->books);
  fr__profile_forget(self.store, &self.acquired.profiles[1], time_of(NEW + OLD), INT64_MAX);
  cr_expect_eq(books_there(self.store, company), 0);
  expect_known(&self, OLD - BOTH + NEW);
  self.store->operations->release(self.store, &self.acquired, 3);
  const fr__store_stats stats = stats_of(self.store);
  cr_expect_eq(stats.counterparties, OLD - BOTH + NEW, "%llu", (unsigned long long)stats.counterparties);
  cr_expect_eq(stats.parties, 2);
  self.store->operations->destroy(self.store);
}

/* Where memory is out on the way, part has moved, nothing is lost, and it may be done again. */
Test(books, a_move_that_finds_no_memory) {
  enum { OLD = 5000 };
  static const fr__party_key to = {UINT64_C(0x0102030405060708), 77};
  uint32_t refused = 0;
  fr_status status = FR_STATE_FULL;
  for (uint32_t grants = 0; status != FR_OK; grants += 1 + grants / 4) {
    world self = world_of(2);
    limit_memory(&self);
    send_to(&self, 0, OLD);
    release(&self);
    self.acquired = (fr__acquired){.count = 2, .keys = {to, company}};
    cr_assert_eq(self.store->operations->acquire(self.store, &self.acquired, 3), FR_OK);
    fr__profile **into = &self.acquired.profiles[0], **from = &self.acquired.profiles[1];
    grants_left = grants;
    status = fr__profile_take_over(self.store, into, from);
    if (status != FR_OK) {
      cr_assert_eq(status, FR_STATE_FULL);
      refused++;
      for (uint32_t i = 0; i < OLD; i++) {
        cr_assert_eq(fr__profile_known_from(self.store, *from, fingerprint(i)), time_of(i) + FR__DAY_US);
      }
      grants_left = UINT32_MAX;
      cr_assert_eq(fr__profile_take_over(self.store, into, from), FR_OK);
    }
    expect_known(&self, OLD);
    self.store->operations->release(self.store, &self.acquired, 3);
    self.behind->destroy(self.store);
  }
  cr_expect_gt(refused, 10, "%u", refused);
}

/* ---- the bound ---- */

/* FR_MAX_PAYEES are remembered. Of many more, in each book those go to whom nothing was sent for longest. No store
 * decides it, so the second one, which looks for a book among all, is spared the minutes. */
Test(books, the_idlest_are_forgotten) {
  enum { PAYEES = 1600000, GROUPS = 4096 };
  world self = world_of(1);
  if (self.store->operations->fetch == NULL) {
    world_end(&self);
    return;
  }
  static uint32_t newest_forgotten[GROUPS], oldest_known[GROUPS]; /* by the bits that choose a book */
  memset(oldest_known, 0xFF, sizeof oldest_known);
  const int64_t step_us = DAYS(380) / PAYEES; /* all inside the 400 days of memory */
  uint32_t forgotten = 0;
  for (uint32_t i = 0; i < PAYEES; i++) {
    cr_assert_eq(enter(&self, FR__SENT, fingerprint(i), begin_us + i * step_us), FR_OK);
    if (i != FR_MAX_PAYEES) continue;
    for (uint32_t k = 0; k <= i; k++) cr_assert_neq(known_from(&self, k), FR__NO_TIME, "payee %u", k);
  }
  for (uint32_t i = 0; i < PAYEES; i++) {
    const uint32_t group = (uint32_t)fingerprint(i) % GROUPS;
    const uint32_t day = (uint32_t)((begin_us + i * step_us) / FR__DAY_US);
    const bool known = known_from(&self, i) != FR__NO_TIME;
    if (known && day < oldest_known[group]) oldest_known[group] = day;
    if (!known) newest_forgotten[group] = day;
    forgotten += !known;
  }
  for (uint32_t i = 0; i < GROUPS; i++) cr_assert_lt(newest_forgotten[i], oldest_known[i], "group %u", i);
  printf("books: %d were sent to, %u are forgotten, with %u books\n", PAYEES, forgotten, (*profile_of(&self))->books);
  cr_expect_gt(forgotten, 50000);
  cr_expect_lt(forgotten, PAYEES - FR_MAX_PAYEES);
  world_end(&self);
}
