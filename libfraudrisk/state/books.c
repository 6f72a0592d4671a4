/* SPDX-License-Identifier: Apache-2.0
 *
 * Books: known payees that no entry names any more, past those that stay in the profile's own table. A book is a
 * profile beside its party's, under the same lock, of which only the table of counterparties is used; so a company with
 * 100,000 payees grows by one small block at a time, and none of its transfers moves them all.
 *
 * A fingerprint's low bits choose its book. Books are split one at a time, in turn: with 2^k + s books, the first s of
 * the 2^k have been split, and for them one more bit counts. Which one is split is decided by whose turn it is, not by
 * who is full, so the number of books says all that there is to know; a book that waits for its turn grows meanwhile.
 *
 * An item stands in the table or in a book, never in both. It goes into a book where what is known is what the entries
 * gave that have left, as it mostly is once the last has, and so needs no note. One that went back to the table leaves
 * its fingerprint behind, with nothing known, until the book is sifted. */
#include "state/layout.h"

enum {
  SPLIT_AT = 256, /* items of a book that has no place left: then the next in turn is split */
  MOST = 352,     /* items of a book when there are as many books as there may be */
  BOOKS = 4096    /* of one party: 1,000,000 payees are 244 a book, and 352 is seven deviations more */
};
_Static_assert((BOOKS & (BOOKS - 1)) == 0 && BOOKS < FR__IS_BOOK, "at the most, each is split as often as the others");
_Static_assert(FR_MAX_PAYEES <= BOOKS * (MOST - 107), "and with that many, none is full yet, whatever chance does");

static uint32_t whole_of(uint32_t books) { return 1u << (31 - (uint32_t)__builtin_clz(books)); }

static fr__party_key key_for(const fr__profile *party, uint64_t fingerprint) {
  const uint32_t whole = whole_of(party->books);
  uint32_t number = (uint32_t)fingerprint & (whole - 1);
  if (number < party->books - whole) number = (uint32_t)fingerprint & (2 * whole - 1);
  return fr__book_key(party->key, number);
}

/* Times in a book count from its party's base, as that was when it was last changed. */
static void follow(const fr__profile *party, fr__profile *book) {
  if (book->newest_us != FR__NO_TIME && party->base_us > book->base_us) {
    fr__payees_rebase(book, (uint64_t)party->base_us - (uint64_t)book->base_us);
  }
  book->base_us = party->base_us;
  book->newest_us = party->newest_us;
}

static fr__profile *open_to_change(struct fr__store *store, const fr__profile *party, fr__party_key key, bool create) {
  fr__profile *book = store->operations->open_beside(store, key, create);
  if (book != NULL) follow(party, book);
  return book;
}

static fr_status give_room(struct fr__store *store, fr__profile **book, uint32_t room) {
  fr__shape shape = fr__shape_of(*book);
  shape.room[FR__PAYEES] = (uint16_t)room;
  return fr__reshape(store, book, &shape);
}

/* Half of the book whose turn it is goes into a new one. Where there is no memory for it, all stays as it is. */
static void split(struct fr__store *store, fr__profile *party) {
  const uint32_t whole = whole_of(party->books);
  const fr__party_key key = fr__book_key(party->key, party->books);
  fr__profile *from = open_to_change(store, party, fr__book_key(party->key, party->books - whole), true);
  if (from == NULL) return;
  fr__profile *into = open_to_change(store, party, key, true);
  fr__payees_sift(from);
  const uint64_t *keys = fr__payee_keys(from);
  uint32_t movers = 0;
  for (uint32_t i = 0; i < from->count[FR__PAYEES]; i++) movers += (keys[i] & whole) != 0;
  if (into == NULL || give_room(store, &into, movers + movers / 16 + 2) != FR_OK) {
    if (into != NULL) store->operations->close_beside(store, into, true);
    store->operations->remove_beside(store, key);
    store->operations->close_beside(store, from, true);
    return;
  }
  uint64_t *values = fr__payee_values(from);
  for (uint32_t i = 0; i < from->count[FR__PAYEES]; i++) {
    if ((keys[i] & whole) == 0) continue;
    const uint16_t place = fr__payees_place(into, keys[i]);
    fr__payee_values(into)[place] = values[i];
    values[i] = 0;
  }
  fr__payees_sift(from);
  const uint32_t count = from->count[FR__PAYEES];
  (void)give_room(store, &from, count + count / 16 + 2); /* where there is no room for a smaller block it stays large */
  store->operations->close_beside(store, into, true);
  store->operations->close_beside(store, from, true);
  party->books++;
}

/* A place in a book that has none. */
static bool make_place(struct fr__store *store, const fr__profile *party, fr__profile **book) {
  if (fr__payees_spare(*book) > 0) return true;
  const uint32_t room = (*book)->room[FR__PAYEES], most = party->books == BOOKS ? MOST : FR__TABLE_MAX;
  if (room < most) return give_room(store, book, fr__room_above(room, most)) == FR_OK;
  fr__payees_forget_idlest(*book);
  return true;
}

bool fr__book_put(struct fr__store *store, fr__profile *party, uint64_t fingerprint, uint64_t value) {
  if (party->books == 0) party->books = 1;
  fr__party_key key = key_for(party, fingerprint);
  fr__profile *book = open_to_change(store, party, key, true);
  if (book == NULL) return false;
  const bool there = fr__profile_find_other(book, fingerprint) != FR__NO_OTHER;
  if (!there && fr__payees_spare(book) == 0) fr__payees_sift(book);
  if (!there && fr__payees_spare(book) == 0 && book->count[FR__PAYEES] >= SPLIT_AT && party->books < BOOKS) {
    store->operations->close_beside(store, book, true);
    split(store, party);
    key = key_for(party, fingerprint);
    book = open_to_change(store, party, key, true);
    if (book == NULL) return false;
  }
  const bool placed = there || make_place(store, party, &book);
  if (placed) {
    const uint16_t place = fr__payees_place(book, fingerprint);
    fr__payee_values(book)[place] = value;
  }
  const bool empty = book->count[FR__PAYEES] == 0;
  store->operations->close_beside(store, book, true);
  if (empty) store->operations->remove_beside(store, key);
  return placed;
}

void fr__book_take(struct fr__store *store, fr__profile *party, uint64_t fingerprint) {
  fr__profile *book = store->operations->open_beside(store, key_for(party, fingerprint), false);
  if (book == NULL) return;
  const uint16_t from = fr__profile_find_other(book, fingerprint);
  const bool there = from != FR__NO_OTHER && fr__value_kind(fr__payee_values(book)[from]) != FR__NEVER;
  if (there) {
    follow(party, book);
    const uint16_t place = fr__payees_place(party, fingerprint);
    fr__payee_values(party)[place] = fr__payee_values(book)[from];
    fr__payee_values(book)[from] = 0;
  }
  store->operations->close_beside(store, book, there);
}

int64_t fr__book_known_from(struct fr__store *store, const fr__profile *party, uint64_t fingerprint,
                            int64_t newest_us) {
  int64_t known_us = FR__NO_TIME;
  fr__profile *book = store->operations->open_beside(store, key_for(party, fingerprint), false);
  if (book == NULL) return known_us;
  const uint16_t place = fr__profile_find_other(book, fingerprint);
  if (place != FR__NO_OTHER) {
    const uint64_t value = fr__payee_values(book)[place];
    const bool known = fr__value_kind(value) == FR__KNOWN && !fr__payee_stale_at(book, value, newest_us);
    if (known) known_us = book->base_us + (int64_t)fr__value_time(value);
    if (known && known_us < party->base_us) known_us = party->base_us; /* as the table has it */
  }
  store->operations->close_beside(store, book, false);
  return known_us;
}

void fr__books_remove(struct fr__store *store, fr__profile *party) {
  for (uint32_t i = 0; i < party->books; i++) {
    store->operations->remove_beside(store, fr__book_key(party->key, i));
  }
  party->books = 0;
}
