/* SPDX-License-Identifier: Apache-2.0
 *
 * Where things stand inside a profile's block. For the files of this room only.
 *
 *   header │ payee keys │ payee values │ contacts │ events │ past │ days │ sent │ received │ payee index
 *
 * A list of transfers has its amounts first (4 or 8 bytes), then its columns of 4 bytes, then those of 2. Rooms of
 * transfer lists are even, so that everything is aligned. */
#ifndef FR_STATE_LAYOUT_H
#define FR_STATE_LAYOUT_H

#include "state/store.h"

enum {
  FR__ROOM_MAX = FR_MAX_HISTORY_ENTRIES + 128, /* of a transfer list: the bound, and what makes sliding rare */
  FR__RETENTION_DAYS = 400,                    /* that a payee is remembered after something was last sent to it */
  FR__INDEXED_PAYEES = 128, /* a table with more room is found by an index, a smaller one by looking */
  FR__TABLE_MAX = 60000,    /* of a table of counterparties: entries name them by 16 bits */
  FR__TABLE_USUAL = 256     /* past it, only counterparties that entries name stay in the table: books.c */
};

/* What decides where everything stands. */
typedef struct fr__shape {
  uint16_t room[FR__LISTS];
  uint8_t wide[2], outcomes[2];
} fr__shape;

fr__shape fr__shape_of(const fr__profile *profile);
uint32_t fr__shape_bytes(const fr__shape *shape);
/* Gives the profile another shape, of which each room holds what is there. FR_STATE_FULL: nothing has changed. */
fr_status fr__reshape(struct fr__store *store, fr__profile **profile, const fr__shape *shape);
/* The next larger room for a list that is full. */
uint16_t fr__room_above(uint32_t room, uint32_t most);

/* Columns of one transfer list, to be written; they begin at the list's first place, before `head`. */
typedef struct fr__columns {
  uint32_t *amount;
  uint64_t *amount_wide;
  uint32_t *time_low, *id_low, *status_low, *label_low;
  uint16_t *time_high, *id_high, *flags, *other, *status_high, *label_high;
} fr__columns;
static inline fr__columns fr__profile_columns(const fr__profile *profile, enum fr__list list) {
  const size_t room = profile->room[list];
  const bool wide = profile->wide[list] != 0, outcomes = profile->outcomes[list] != 0;
  void *at = fr__profile_list(profile, list);
  uint32_t *low = (uint32_t *)at + (wide ? 2 * room : room);
  uint16_t *high = (uint16_t *)(void *)(low + (outcomes ? 4 : 2) * room);
  return (fr__columns){
      .amount = wide ? NULL : (uint32_t *)at,
      .amount_wide = wide ? (uint64_t *)at : NULL,
      .time_low = low,
      .id_low = low + room,
      .status_low = outcomes ? low + 2 * room : NULL,
      .label_low = outcomes ? low + 3 * room : NULL,
      .time_high = high,
      .id_high = high + room,
      .flags = high + 2 * room,
      .other = high + 3 * room,
      .status_high = outcomes ? high + 4 * room : NULL,
      .label_high = outcomes ? high + 5 * room : NULL,
  };
}

uint64_t *fr__payee_keys(const fr__profile *profile);
uint64_t *fr__payee_values(const fr__profile *profile);
fr__contact *fr__contact_items(const fr__profile *profile);
fr__personal *fr__event_items(const fr__profile *profile);
uint16_t *fr__payee_index(const fr__profile *profile, uint32_t *slots);

/* ---- past.c: what entries leave behind ---- */

uint64_t *fr__past_items(const fr__profile *profile);
fr__day *fr__day_items(const fr__profile *profile);
/* Room for all that one entry of the list can leave behind as it leaves; with `dropped`, because it gives way to the
 * bound. FR_STATE_FULL: nothing has changed. */
fr_status fr__past_reserve(struct fr__store *store, fr__profile **profile, enum fr__list list, bool dropped);
/* Whether there is that room. */
bool fr__past_ready(const fr__profile *profile, enum fr__list list, bool dropped);
/* The entry at `index` of a transfer list leaves. */
void fr__past_note_leaving(const struct fr__store *store, fr__profile *profile, enum fr__list list, uint32_t index,
                           bool dropped);
/* An item of contacts or events gives way. */
void fr__past_note_dropped(fr__profile *profile, enum fr__list list, int64_t time_us);
/* What `from` remembers is remembered here too. FR_STATE_FULL: nothing has changed. */
fr_status fr__past_take_over(struct fr__store *store, fr__profile **profile, const fr__profile *from);
/* As the base moves up, because of a time that is the newest now. */
void fr__past_rebase(const struct fr__store *store, fr__profile *profile, uint64_t by_us, int64_t newest_us);

/* What became of an entry that another profile has had. */
typedef struct fr__outcome {
  int64_t status_us, label_us;
} fr__outcome;
/* outcome.c: the columns for outcomes, and a place for what an entry that changes leaves behind. */
fr_status fr__outcome_reserve(struct fr__store *store, fr__profile **profile, enum fr__list list);
/* fr__profile_add(), with an outcome where one is given; then there are the columns for it. */
uint32_t fr__profile_add_known(struct fr__store *store, fr__profile *profile, enum fr__list list,
                               const fr__entry *entry, const fr__outcome *outcome);

/* Moves the entries of a transfer list to its first place. */
void fr__columns_slide(fr__profile *profile, enum fr__list list);
/* The oldest entry is no more. */
void fr__columns_drop_oldest(fr__profile *profile, enum fr__list list);
/* Opens a gap at `index` (counted from head) by moving what follows up one place; there has to be one behind the last.
 */
void fr__columns_open(fr__profile *profile, enum fr__list list, uint32_t index);

/* ---- times since the base ---- */

#define FR__TIME48 UINT64_C(0xFFFFFFFFFFFF)

/* A time since the base, brought into 48 bits at its ends. */
uint64_t fr__since_base(const fr__profile *profile, int64_t time_us);
static inline uint64_t fr__join48(uint32_t low, uint16_t high) { return (uint64_t)high << 32 | low; }
/* Takes note of an entry's time: the base at the first, the newest, and a base that lies too far back. */
void fr__profile_note_time(const struct fr__store *store, fr__profile *profile, int64_t time_us);

/* ---- payees.c: the table of counterparties ---- */

enum { FR__NEVER = 0, FR__BAD = 1, FR__KNOWN = 2 };

/* What is known of a payee: since when, or when it was last bad. Times since the base. */
typedef struct fr__knowledge {
  uint64_t time;
  uint32_t kind;
} fr__knowledge;

/* An item's value: 48 bits of time, 12 of the day on which something was last sent (since the base), what the time
 * means (FR__NEVER …), and where to find what the entries gave that have left the history. */
enum {
  FR__LEFT_NOTHING = 0, /* they gave nothing */
  FR__LEFT_SAME = 1,    /* the same as what is known now: mostly so */
  FR__LEFT_NOTED = 2,   /* something else: it stands in an item of its own, under fingerprint ^ FR__NOTE */
  FR__LEFT_NOTE = 3     /* this is such an item */
};
#define FR__NOTE UINT64_C(0x9D39247E33776D41)
static inline uint64_t fr__value_time(uint64_t value) { return value & FR__TIME48; }
static inline uint32_t fr__value_day(uint64_t value) { return (uint32_t)(value >> 48) & 0xFFFu; }
static inline uint32_t fr__value_kind(uint64_t value) { return (uint32_t)(value >> 60) & 3u; }
static inline uint32_t fr__value_left(uint64_t value) { return (uint32_t)(value >> 62); }
static inline uint64_t fr__value_of(fr__knowledge what, uint32_t day, uint32_t left) {
  return what.time | (uint64_t)day << 48 | (uint64_t)what.kind << 60 | (uint64_t)left << 62;
}
/* True when nothing was sent to it for 400 days: then nothing is remembered either. */
bool fr__payee_stale(const fr__profile *profile, uint64_t value);
/* The same with the newest time from elsewhere. */
bool fr__payee_stale_at(const fr__profile *profile, uint64_t value, int64_t newest_us);

/* The place of a fingerprint, made where missing. The table must have room for it. */
uint16_t fr__payees_place(fr__profile *profile, uint64_t fingerprint);
/* Wishes for what finding a fingerprint will read. */
void fr__payees_wish(const fr__profile *profile, uint64_t fingerprint, fr__wishes *wishes);
/* Places that are not taken. */
uint32_t fr__payees_spare(const fr__profile *profile);
/* The room that a table with `spare` free places shall have, after what can be done without growing: reclaiming what
 * nothing names any more, putting into books what no entry names. */
uint16_t fr__payees_room(struct fr__store *store, fr__profile *profile, uint32_t spare);
/* Makes `spare` places: by reclaiming what nothing names any more, by putting into books what no entry names, else by
 * growing, and at FR__TABLE_MAX by forgetting those idle longest. */
fr_status fr__payees_reserve(struct fr__store *store, fr__profile **profile, uint32_t spare);
/* The same, and has the counterparty (null: there is none) back in the table if it is in a book. Until the next change
 * it stays there. */
fr_status fr__payees_expect(struct fr__store *store, fr__profile **profile, uint32_t spare, const uint64_t *other);
/* Drops what no entry names and nothing is remembered of. */
void fr__payees_sift(fr__profile *profile);
/* Of those that no entry names, all go to whom something was last sent on the oldest day. */
void fr__payees_forget_idlest(fr__profile *profile);
void fr__payees_reindex(fr__profile *profile);
/* Items that count as counterparties: named by a live entry, or remembered. */
uint32_t fr__payees_count(const fr__profile *profile);
/* After the base has moved up. */
void fr__payees_rebase(fr__profile *profile, uint64_t by_us);

/* ---- books.c: known payees past those of the table ---- */

/* The key of a book: under its party's lock in every store, which is what the lower half and the upper bits of the
 * other choose. */
static inline fr__party_key fr__book_key(fr__party_key party, uint32_t number) {
  return (fr__party_key){party.low, party.high ^ (number + UINT64_C(1))};
}
/* Puts an item of the party's table, FR__LEFT_SAME, into a book, where it stands then. False: there is no memory for
 * it.
 */
bool fr__book_put(struct fr__store *store, fr__profile *party, uint64_t fingerprint, uint64_t value);
/* Brings it back if it is there; the party has books, and its table a spare place. */
void fr__book_take(struct fr__store *store, fr__profile *party, uint64_t fingerprint);
/* For a party that has books: since when the payee is known, where the newest is of that time. */
int64_t fr__book_known_from(struct fr__store *store, const fr__profile *party, uint64_t fingerprint, int64_t newest_us);
/* All books of a party go. */
void fr__books_remove(struct fr__store *store, fr__profile *party);

/* ---- known.c: since when payees are known ---- */

/* What an entry of `sent` says of its payee: good since a time, bad at a time, or nothing. */
fr__knowledge fr__known_by_entry(const struct fr__store *store, const fr__transfers *sent, uint32_t index);
/* The entry of `sent` at `index` is new or has changed; `before` is what it said until then. Needs one spare place. */
void fr__known_note_entry(struct fr__store *store, fr__profile *profile, uint32_t index, fr__knowledge before);
/* The oldest entry of `sent` is about to leave: its payee keeps what the entry gave. False when that needs a place in
 * the table and there is none. */
bool fr__known_note_leaving(struct fr__store *store, fr__profile *profile);
/* What `from` knows of payees by entries that have left is known to the profile too. FR_STATE_FULL. */
fr_status fr__known_take_over(struct fr__store *store, fr__profile **profile, const fr__profile *from);
/* Before a new entry to a payee that nothing was sent to for 400 days: it begins anew. */
void fr__known_forget_stale(fr__profile *profile, uint16_t place);

#endif
