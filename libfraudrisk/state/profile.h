/* SPDX-License-Identifier: Apache-2.0
 *
 * A profile: one party's recent past in one block of bytes, without a pointer inside.
 *
 *   header │ payees │ contacts │ events │ past │ days │ sent │ received │ payee index
 *
 * A list of transfers is kept as columns, so that a fold reads only what it needs, in order: 20 bytes an entry, 24 once
 * an amount of the list needs more than 32 bits, 12 more once outcomes or labels are reported. Times are microseconds
 * since the profile's base, in 48 bits. Counterparties are places in the payees table, which keeps 64-bit fingerprints
 * of party keys (two of a party's 1,000 counterparties share one by chance once in 3.7e13 parties) and, for payees,
 * since when they are known. Entries stand in the order of (time, order of observation), oldest first.
 *
 * Every function here works on a profile that the caller has acquired from the store. */
#ifndef FR_STATE_PROFILE_H
#define FR_STATE_PROFILE_H

#include "base/base.h"
#include "base/siphash.h"
#include "fraudrisk/event.h"

typedef fr__hash128 fr__party_key;
static inline uint64_t fr__fingerprint(fr__party_key key) { return key.high; }
static inline bool fr__key_equal(fr__party_key a, fr__party_key b) { return a.low == b.low && a.high == b.high; }

enum fr__list {
  FR__SENT = 0,
  FR__RECEIVED = 1,
  FR__PAYEES = 2,
  FR__CONTACTS = 3,
  FR__EVENTS = 4,
  FR__PAST = 5, /* what outlives entries that have left: past.c */
  FR__DAYS = 6, /* summaries of days whose entries gave way to the bound: past.c */
  FR__LISTS = 7
};

#define FR__NO_OTHER 0xFFFFu /* an entry without a counterparty: cash */
#define FR__NO_TIME INT64_MIN

/* The version of the layout (docs/internals/state.md). It grows when the same bytes would mean something else; whoever
 * keeps profiles outside this process, or takes them from there, looks at it first. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define FR__PROFILE_LAYOUT 129 /* the same with bytes in the other order: images and snapshots are not exchanged */
#else
#define FR__PROFILE_LAYOUT 1
#endif

typedef struct fr__profile {
  fr__party_key key;
  uint64_t sequence;   /* grows with every change of this profile */
  int64_t base_us;     /* the times of entries count from here */
  int64_t horizon_us;  /* the store's: how far back from the newest time histories reach */
  int64_t newest_us;   /* the newest entry's time, FR__NO_TIME when there is none; the horizon counts back from it */
  int64_t complete_us; /* from here on all is known that happened: an older window is approximate */
  uint32_t bytes;      /* of this block */
  uint16_t count[FR__LISTS];
  uint16_t room[FR__LISTS];
  uint8_t wide[2];     /* sent, received: amounts take 64 bits */
  uint8_t outcomes[2]; /* sent, received: the outcome columns exist */
  uint16_t head[2];    /* sent, received: places before the first entry that are free again */
  uint16_t unmoved[2]; /* sent, received: entries that `sent` and `received` leave out (held, cancelled, …) */
  uint8_t left;        /* entries that have left since the counterparties were last sifted, at most 255 */
  uint8_t layout;      /* FR__PROFILE_LAYOUT */
  uint16_t books;      /* blocks beside this one that hold more of its known payees; FR__IS_BOOK: this is one */
} fr__profile;
#define FR__IS_BOOK 0xFFFFu

/* The oldest time that is inside the horizon: an entry before it has left the history, whether its bytes are still
 * there or not. INT64_MIN while the profile is empty. */
static inline int64_t fr__profile_edge(const fr__profile *profile) {
  return profile->newest_us == FR__NO_TIME ? INT64_MIN : profile->newest_us - profile->horizon_us;
}

/* Packed flags of an entry. */
static inline uint32_t fr__entry_status(uint16_t flags) { return flags & 7u; }
static inline uint32_t fr__entry_channel(uint16_t flags) { return flags >> 3 & 7u; }
static inline uint32_t fr__entry_kind(uint16_t flags) { return flags >> 6 & 7u; }
static inline uint32_t fr__entry_speed(uint16_t flags) { return flags >> 9 & 3u; }
static inline uint32_t fr__entry_label(uint16_t flags) { return flags >> 11 & 3u; } /* FR__LABEL_… */
enum { FR__LABEL_NONE = 0, FR__LABEL_FRAUD = 1, FR__LABEL_CLEARED = 2 };
static inline uint16_t fr__entry_flags(uint32_t status, uint32_t channel, uint32_t kind, uint32_t speed,
                                       uint32_t label) {
  return (uint16_t)(status | channel << 3 | kind << 6 | speed << 9 | label << 11);
}
/* `sent` and `received` leave out what was delayed, held, cancelled, refused or returned; `attempts` holds all sent. */
static inline bool fr__entry_moved(uint16_t flags) {
  return ((1u << FR_TRANSFER_ATTEMPTED | 1u << FR_TRANSFER_RELEASED | 1u << FR_TRANSFER_SETTLED) >>
              fr__entry_status(flags) &
          1u) != 0;
}

/* Columns of a list of transfers, as they stand in the block. Valid until the profile changes. */
typedef struct fr__transfers {
  uint32_t count;
  uint32_t unmoved; /* entries that did not move; 0: nobody needs to look at the flags */
  int64_t base_us;
  const uint32_t *amount;      /* null where the list is wide */
  const uint64_t *amount_wide; /* null where it is not */
  const uint32_t *time_low, *id_low;
  const uint16_t *time_high, *id_high, *flags, *other;
  /* null unless outcomes were reported: the time of the last status change and of the label, 48 bits each */
  const uint32_t *status_low, *label_low;
  const uint16_t *status_high, *label_high;
} fr__transfers;

/* Where a list of transfers begins, and where its columns stand. Inline: this is asked many times for every transfer,
 * mostly for one or two columns. */
static inline unsigned char *fr__profile_bytes(const fr__profile *profile) {
  return (unsigned char *)(uintptr_t)profile;
}
static inline unsigned char *fr__profile_list(const fr__profile *profile, enum fr__list list) {
  uint32_t offset = (uint32_t)sizeof(fr__profile) + 16u * profile->room[FR__PAYEES] +
                    16u * profile->room[FR__CONTACTS] + 24u * profile->room[FR__EVENTS] + 8u * profile->room[FR__PAST] +
                    24u * profile->room[FR__DAYS];
  if (list == FR__RECEIVED) {
    offset += profile->room[FR__SENT] * (20u + 4u * profile->wide[FR__SENT] + 12u * profile->outcomes[FR__SENT]);
  }
  return fr__profile_bytes(profile) + offset;
}
static inline fr__transfers fr__profile_transfers(const fr__profile *profile, enum fr__list list) {
  const size_t room = profile->room[list], head = profile->head[list];
  const bool wide = profile->wide[list] != 0, outcomes = profile->outcomes[list] != 0;
  const void *at = fr__profile_list(profile, list);
  const uint32_t *amount = (const uint32_t *)at, *low = amount + (wide ? 2 * room : room) + head;
  const uint16_t *high = (const uint16_t *)(const void *)(low - head + (outcomes ? 4 : 2) * room) + head;
  return (fr__transfers){
      .count = profile->count[list],
      .unmoved = profile->unmoved[list],
      .base_us = profile->base_us,
      .amount = wide ? NULL : amount + head,
      .amount_wide = wide ? (const uint64_t *)at + head : NULL,
      .time_low = low,
      .id_low = low + room,
      .time_high = high,
      .id_high = high + room,
      .flags = high + 2 * room,
      .other = high + 3 * room,
      .status_low = outcomes ? low + 2 * room : NULL,
      .label_low = outcomes ? low + 3 * room : NULL,
      .status_high = outcomes ? high + 4 * room : NULL,
      .label_high = outcomes ? high + 5 * room : NULL,
  };
}
/* Lines of memory that will be read soon. Memory takes about twenty requests at a time and drops what comes on top, so
 * they wait here and are made a few at a time, between other work. */
enum { FR__WISHES = 256, FR__WISHES_AT_ONCE = 20 };
typedef struct fr__wishes {
  uint32_t made, granted; /* counts; a place is the count modulo FR__WISHES */
  const void *lines[FR__WISHES];
} fr__wishes;
static inline void fr__wish(fr__wishes *wishes, const void *line) {
  if (wishes->made - wishes->granted < FR__WISHES) wishes->lines[wishes->made++ % FR__WISHES] = line;
}
static inline void fr__wishes_grant(fr__wishes *wishes) {
  for (uint32_t i = 0; i < FR__WISHES_AT_ONCE && wishes->granted != wishes->made; i++) {
    __builtin_prefetch(wishes->lines[wishes->granted++ % FR__WISHES]);
  }
}
/* Wishes for what a visit to this list, with this counterparty's fingerprint, reads first: all ids, and where the
 * counterparty is found. */
void fr__profile_wish_ids(const fr__profile *profile, enum fr__list list, uint64_t other, fr__wishes *wishes);
/* And for what it reads after that: the newest of the other columns, what the past has left, and where the next entry
 * goes. */
void fr__profile_wish(const fr__profile *profile, enum fr__list list, fr__wishes *wishes);

static inline int64_t fr__transfers_time(const fr__transfers *list, uint32_t i) {
  return list->base_us + (int64_t)((uint64_t)list->time_high[i] << 32 | list->time_low[i]);
}
static inline int64_t fr__transfers_amount(const fr__transfers *list, uint32_t i) {
  return list->amount != NULL ? (int64_t)list->amount[i] : (int64_t)list->amount_wide[i];
}
/* When the status was last changed: the entry's own time where nothing was reported. */
int64_t fr__transfers_status_time(const fr__transfers *list, uint32_t i);
/* When the label was given; meaningless without a label. */
int64_t fr__transfers_label_time(const fr__transfers *list, uint32_t i);
/* The first entry whose time is at least `time_us`, and the first whose time is more. */
uint32_t fr__transfers_from(const fr__transfers *list, int64_t time_us);
/* The same among the first `end` entries: cheap when the answer lies near `end`. */
uint32_t fr__transfers_from_before(const fr__transfers *list, int64_t time_us, uint32_t end);

typedef struct fr__contact {
  uint64_t time;       /* since base */
  uint32_t duration_s; /* UINT32_MAX: unknown */
  uint16_t caller, direction;
} fr__contact;

typedef struct fr__personal {
  uint64_t time;  /* since base: 48 bits used */
  int64_t amount; /* minor units; -1: unknown */
  uint8_t kind;   /* FR_EVENT_… */
  uint8_t level;  /* of an alert; of a response: FR_RESPONSE_… */
  uint8_t reserved[6];
} fr__personal;

const fr__contact *fr__profile_contacts(const fr__profile *profile, uint32_t *count);
const fr__personal *fr__profile_events(const fr__profile *profile, uint32_t *count);

/* The fingerprint behind an entry's `other`. */
uint64_t fr__profile_other(const fr__profile *profile, uint16_t other);
/* The place of a counterparty in the table, FR__NO_OTHER when it is not there. */
uint16_t fr__profile_find_other(const fr__profile *profile, uint64_t fingerprint);
/* ---- what entries that have left leave behind ---- */

/* One day's entries that gave way to the bound of their list: of sent or received, and of what moved and what did not,
 * each apart. */
typedef struct fr__day {
  uint64_t sum, max; /* minor units */
  uint32_t count;
  uint16_t day; /* since the base: days begin where the store's options say */
  uint8_t list; /* FR__SENT or FR__RECEIVED */
  uint8_t unmoved;
} fr__day;
const fr__day *fr__profile_days(const fr__profile *profile, uint32_t *count);
static inline int64_t fr__day_begins(const fr__profile *profile, const fr__day *day) {
  return profile->base_us + day->day * FR__DAY_US;
}

/* Single times that outlive the entries that they come from. */
enum fr__past {
  FR__PAST_NOTHING = 0,
  FR__DROPPED_SENT, /* of the newest entry that gave way to the bound of its list: an older window is approximate */
  FR__DROPPED_RECEIVED,
  FR__DROPPED_CONTACTS,
  FR__DROPPED_EVENTS,
  FR__FIRST_SEEN, /* of the first transfer that has left */
  FR__LAST_SENT,  /* of the newest that has left */
  FR__LAST_RECEIVED,
  FR__LAST_REPORT, /* of the newest report of fraud about a transfer that has left */
  FR__MONTH = 15   /* no time: the largest amount that was sent in a month */
};
/* FR__NO_TIME where there is none. */
int64_t fr__profile_past(const fr__profile *profile, enum fr__past what);
/* The newest entry of a list (not of payees) that gave way to its bound. */
int64_t fr__profile_dropped(const fr__profile *profile, enum fr__list list);
/* Whether an entry of that time is in the list no more, if it ever was. */
bool fr__profile_left(const fr__profile *profile, enum fr__list list, int64_t time_us);

/* The largest amount that was sent in a month, of transfers that have left and did move. */
enum { FR__MONTHS = 14 /* the newest and 13 before it: 400 days */ };
typedef struct fr__month {
  int32_t month; /* since the year 0 */
  int64_t largest_minor;
} fr__month;
/* Those of the FR__MONTHS up to `newest`, in no order. */
uint32_t fr__profile_months(const fr__profile *profile, int32_t newest, fr__month months[FR__MONTHS]);

struct fr__store;
/* Since when the payee is known: FR__NO_TIME when it is not. Known at T means known_from <= T. A payee is known from
 * its first settled transfer after which none was returned or reported (docs/design.md 12.1). */
int64_t fr__profile_known_from(struct fr__store *store, const fr__profile *profile, uint64_t fingerprint);
/* As a transfer of this time finds it before it is recorded: whom nothing was sent to for 400 days by then is no longer
 * known, though the history has nothing so new yet. */
int64_t fr__profile_known_at(struct fr__store *store, const fr__profile *profile, uint64_t fingerprint, int64_t now_us);

/* ---- changes; all may move the block, so they take the profile by reference ---- */

/* The month of a time, by the engine's days. */
int32_t fr__month_of(const struct fr__store *store, int64_t time_us);

typedef struct fr__entry {
  int64_t time_us;
  int64_t amount_minor;
  uint64_t id;    /* 48 bits of the transfer id's hash under the payer */
  uint64_t other; /* fingerprint of the counterparty */
  bool has_other; /* false for cash */
  uint16_t flags;
} fr__entry;

/* Makes sure that one more entry, with this counterparty (null: with none), fits, whatever has to give way: entries
 * past the horizon first, then the oldest (counted in store statistics, and summed up by day), counterparties that
 * nothing names any more. After it the next add cannot fail. FR_STATE_FULL when memory is out; the profile is then
 * unchanged. Also moves the base where the times need it. */
fr_status fr__profile_reserve(struct fr__store *store, fr__profile **profile, enum fr__list list, int64_t time_us,
                              int64_t amount_minor, const uint64_t *other);
/* Puts the entry where its time says (after entries of the same time). Returns its index, or UINT32_MAX when it was
 * older than the horizon and was left out (counted). */
uint32_t fr__profile_add(struct fr__store *store, fr__profile *profile, enum fr__list list, const fr__entry *entry);

fr_status fr__profile_add_contact(struct fr__store *store, fr__profile **profile, int64_t time_us,
                                  const fr__contact *contact);
fr_status fr__profile_add_event(struct fr__store *store, fr__profile **profile, int64_t time_us,
                                const fr__personal *event);

/* The newest entry with this id (and counterparty, where `other` is given); UINT32_MAX when there is none. */
uint32_t fr__profile_find(const fr__profile *profile, enum fr__list list, uint64_t id, const uint64_t *other);

/* Moves an entry's status as docs/design.md 12.2 says: later event time wins (at equal times the later status), forward
 * only: attempted → held → released → settled → returned (steps may be left out), attempted or held → cancelled or
 * refused. *changed tells. Keeps payees' knowledge right. FR_STATE_FULL when the outcome columns need memory that is
 * not there. */
fr_status fr__profile_set_status(struct fr__store *store, fr__profile **profile, enum fr__list list, uint32_t index,
                                 uint32_t status, int64_t time_us, bool *changed);
/* Makes room for what mending a day may take. FR_STATE_FULL. */
fr_status fr__profile_reserve_mend(struct fr__store *store, fr__profile **profile, enum fr__list list);
/* An entry that gave way to the bound was told to have moved after all, or not: its day's count and sum follow. Room
 * was made. */
void fr__profile_mend_day(fr__profile *profile, enum fr__list list, int64_t time_us, int64_t amount_minor, bool moved);
/* What an entry that has left, made at made_us, was told: its payee is known since then, or was bad. */
fr_status fr__profile_note_late(struct fr__store *store, fr__profile **profile, uint64_t other, int64_t made_us,
                                int64_t time_us, bool good);
/* Fraud was reported of a transfer that has left. */
fr_status fr__profile_note_report(struct fr__store *store, fr__profile **profile, int64_t time_us);
/* The party has another identifier now: `into` takes over what `from` remembers, as far as it does not have it. When it
 * is FR_STATE_FULL, part has moved, `from` still has the rest, and it may be done again. */
fr_status fr__profile_take_over(struct fr__store *store, fr__profile **into, fr__profile **from);
/* Nothing of the party is left but that all is known of it from `time_us` on, or from complete_us, where that is later
 * and not INT64_MAX: what is said of whoever has no profile. */
void fr__profile_forget(struct fr__store *store, fr__profile **profile, int64_t time_us, int64_t complete_us);
/* Labels an entry; of two labels the one with the later time wins, at equal times FRAUD. */
fr_status fr__profile_set_label(struct fr__store *store, fr__profile **profile, enum fr__list list, uint32_t index,
                                uint32_t label, int64_t time_us, bool *changed);

#endif
