/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading a profile, and the entries that come and go. */
#include "state/layout.h"

_Static_assert(FR_MAX_HORIZON_US < FR__RETENTION_DAYS * FR__DAY_US, "a payee outlives the history");

static void wish_range(fr__wishes *wishes, const void *begin, size_t size) {
  const unsigned char *at = begin;
  const size_t first = (uintptr_t)at % 64;
  for (size_t i = 0; i < size + first; i += 64) fr__wish(wishes, at + i - (i == 0 ? 0 : first));
}

/* The newest items of a column, the place of the next, and the oldest, which may leave. */
static void wish_column(fr__wishes *wishes, const void *column, uint32_t count, uint32_t newest, size_t item) {
  const unsigned char *at = column;
  if (newest < count) fr__wish(wishes, at);
  wish_range(wishes, at + (count - newest) * item, (newest + 1) * item);
}

void fr__profile_wish_ids(const fr__profile *profile, enum fr__list list, uint64_t other, fr__wishes *wishes) {
  const fr__transfers view = fr__profile_transfers(profile, list);
  wish_range(wishes, view.id_high, (view.count + 1) * sizeof *view.id_high);
  fr__payees_wish(profile, other, wishes);
}

void fr__profile_wish(const fr__profile *profile, enum fr__list list, fr__wishes *wishes) {
  enum { NEWEST = 128 };
  const fr__transfers view = fr__profile_transfers(profile, list);
  const uint32_t newest = view.count < NEWEST ? view.count : NEWEST;
  wish_column(wishes, view.time_low, view.count, newest, sizeof *view.time_low);
  wish_column(wishes, view.time_high, view.count, newest, sizeof *view.time_high);
  if (view.amount != NULL) wish_column(wishes, view.amount, view.count, newest, sizeof *view.amount);
  if (view.amount_wide != NULL) wish_column(wishes, view.amount_wide, view.count, newest, sizeof *view.amount_wide);
  if (profile->count[FR__PAST] != 0) {
    wish_range(wishes, fr__past_items(profile), profile->count[FR__PAST] * sizeof(uint64_t));
  }
  wish_column(wishes, view.flags, view.count, view.unmoved == 0 ? 0 : newest, sizeof *view.flags);
  wish_column(wishes, view.other, view.count, 0, sizeof *view.other);
  fr__wish(wishes, view.id_low + view.count);
  /* Whoever grows looks whether the memory behind it is free. */
  fr__wish(wishes, fr__profile_bytes(profile) + profile->bytes);
}

int64_t fr__transfers_status_time(const fr__transfers *list, uint32_t i) {
  if (list->status_low == NULL) return fr__transfers_time(list, i);
  return list->base_us + (int64_t)fr__join48(list->status_low[i], list->status_high[i]);
}

int64_t fr__transfers_label_time(const fr__transfers *list, uint32_t i) {
  if (list->label_low == NULL) return list->base_us;
  return list->base_us + (int64_t)fr__join48(list->label_low[i], list->label_high[i]);
}

/* Windows are asked from the newest end, and mostly reach a few entries back: so steps double from the end, and only
 * the last stretch is halved. */
uint32_t fr__transfers_from_before(const fr__transfers *list, int64_t time_us, uint32_t end) {
  if (end == 0 || time_us <= list->base_us) return 0;
  const uint64_t least = (uint64_t)time_us - (uint64_t)list->base_us;
  uint32_t high = end, step = 1;
  while (high >= step && fr__join48(list->time_low[high - step], list->time_high[high - step]) >= least) {
    high -= step;
    step *= 2;
  }
  /* The halving has no branch that depends on the times: a processor could only guess it. */
  uint32_t low = high >= step ? high - step + 1 : 0, left = high - low;
  while (left > 0) {
    const uint32_t half = (left + 1) / 2, middle = low + half - 1;
    low = fr__join48(list->time_low[middle], list->time_high[middle]) < least ? low + half : low;
    left -= half;
  }
  return low;
}

uint32_t fr__transfers_from(const fr__transfers *list, int64_t time_us) {
  return fr__transfers_from_before(list, time_us, list->count);
}

const fr__contact *fr__profile_contacts(const fr__profile *profile, uint32_t *count) {
  *count = profile->count[FR__CONTACTS];
  return fr__contact_items(profile);
}

const fr__personal *fr__profile_events(const fr__profile *profile, uint32_t *count) {
  *count = profile->count[FR__EVENTS];
  return fr__event_items(profile);
}

uint64_t fr__since_base(const fr__profile *profile, int64_t time_us) {
  if (time_us <= profile->base_us) return 0;
  const uint64_t since = (uint64_t)time_us - (uint64_t)profile->base_us;
  return since > FR__TIME48 ? FR__TIME48 : since;
}

/* The base lies on the beginning of a day, so that whole days since the base are whole days. It is so far before the
 * first entry that no entry inside the horizon can come before it, nor anything that is still remembered of a payee. */
static int64_t base_for(const struct fr__store *store, int64_t time_us) {
  const int64_t offset_us = store->options.day_offset_us;
  const int64_t before = time_us + offset_us - (FR__RETENTION_DAYS + 2) * FR__DAY_US;
  const int64_t day = before >= 0 ? before / FR__DAY_US : -((-before + FR__DAY_US - 1) / FR__DAY_US);
  return day * FR__DAY_US - offset_us;
}

static uint64_t lower(uint64_t time, uint64_t by) { return time > by ? time - by : 0; }

static void lower48(uint32_t *low, uint16_t *high, uint64_t by) {
  const uint64_t time = lower(fr__join48(*low, *high), by);
  *low = (uint32_t)time;
  *high = (uint16_t)(time >> 32);
}

/* Once in 7.8 years at most. What would lie before the new base is past the horizon, and is brought to the base. */
static void rebase(const struct fr__store *store, fr__profile *profile, int64_t newest_us) {
  const int64_t base_us = base_for(store, newest_us);
  const uint64_t by = (uint64_t)base_us - (uint64_t)profile->base_us;
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    const fr__columns columns = fr__profile_columns(profile, (enum fr__list)list);
    const uint32_t end = (uint32_t)profile->head[list] + profile->count[list];
    for (uint32_t i = profile->head[list]; i < end; i++) {
      lower48(&columns.time_low[i], &columns.time_high[i], by);
      if (profile->outcomes[list] == 0) continue;
      lower48(&columns.status_low[i], &columns.status_high[i], by);
      lower48(&columns.label_low[i], &columns.label_high[i], by);
    }
  }
  fr__contact *contacts = fr__contact_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__CONTACTS]; i++) contacts[i].time = lower(contacts[i].time, by);
  fr__personal *events = fr__event_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__EVENTS]; i++) events[i].time = lower(events[i].time, by);
  fr__payees_rebase(profile, by);
  fr__past_rebase(store, profile, by, newest_us);
  profile->base_us = base_us;
}

void fr__profile_note_time(const struct fr__store *store, fr__profile *profile, int64_t time_us) {
  if (profile->newest_us == FR__NO_TIME) {
    profile->base_us = base_for(store, time_us);
    profile->newest_us = time_us;
    return;
  }
  if (time_us > profile->newest_us) {
    /* A day to spare: a transfer counts as settled a day after its time, where nothing is reported. */
    if ((uint64_t)time_us - (uint64_t)profile->base_us > FR__TIME48 - (uint64_t)FR__DAY_US) {
      rebase(store, profile, time_us);
    }
    profile->newest_us = time_us;
  }
}

/* True when the entry is older than the horizon, and so is left out. */
static bool too_late(struct fr__store *store, const fr__profile *profile, int64_t time_us) {
  if (time_us >= fr__profile_edge(profile)) return false;
  __atomic_fetch_add(&store->late_dropped, 1, __ATOMIC_RELAXED);
  return true;
}

static void count_dropped(struct fr__store *store) { __atomic_fetch_add(&store->entries_dropped, 1, __ATOMIC_RELAXED); }

/* ---- transfers ---- */

/* The oldest entry leaves the list; its payee keeps what it gave, and so does the past. False when there is no place to
 * keep it. */
static bool remove_oldest(struct fr__store *store, fr__profile *profile, enum fr__list list, bool dropped) {
  if (!fr__past_ready(profile, list, dropped)) return false;
  if (list == FR__SENT && !fr__known_note_leaving(store, profile)) return false;
  fr__past_note_leaving(store, profile, list, 0, dropped);
  if (profile->left < UINT8_MAX) profile->left++;
  fr__columns_drop_oldest(profile, list);
  return true;
}

/* Entries past the horizon leave. Nobody sees the difference but the memory. */
static void remove_expired(struct fr__store *store, fr__profile **profile, enum fr__list list) {
  if ((*profile)->count[list] == 0) return;
  const fr__transfers view = fr__profile_transfers(*profile, list);
  const int64_t edge = fr__profile_edge(*profile);
  uint32_t expired = 0;
  while (expired < view.count && fr__transfers_time(&view, expired) < edge) expired++;
  while (expired > 0 && fr__past_reserve(store, profile, list, false) == FR_OK &&
         remove_oldest(store, *profile, list, false)) {
    expired--;
  }
}

/* A list that has shrunk to a fraction gives its room back. */
static bool much_too_large(const fr__profile *profile, enum fr__list list) {
  return profile->room[list] >= 32 && profile->count[list] < profile->room[list] / 2;
}

fr_status fr__profile_reserve(struct fr__store *store, fr__profile **profile, enum fr__list list, int64_t time_us,
                              int64_t amount_minor, const uint64_t *other) {
  FR_ENSURE(list <= FR__RECEIVED);
  if (time_us < fr__profile_edge(*profile)) return FR_OK; /* it will be left out */
  remove_expired(store, profile, list);
  if ((*profile)->count[list] >= FR_MAX_HISTORY_ENTRIES) FR_TRY(fr__past_reserve(store, profile, list, true));
  const fr__profile *before = *profile;
  fr__shape shape = fr__shape_of(before);
  if (amount_minor > (int64_t)UINT32_MAX) shape.wide[list] = 1;
  const uint32_t count = before->count[list], head = before->head[list];
  if (much_too_large(before, list)) {
    fr__columns_slide(*profile, list);
    shape.room[list] = (uint16_t)((count + count / 8 + 4) / 2 * 2);
  } else if (head + count == shape.room[list] && head < (shape.room[list] < 64 ? 2 : shape.room[list] / 32)) {
    /* A gap at the front that is worth a slide is used before more is taken. */
    shape.room[list] = fr__room_above(shape.room[list], FR__ROOM_MAX);
  }
  /* One place for the counterparty, and in `sent` one for what an entry that leaves gave. Both at once, since all that
   * stands behind what grows has to move. */
  const uint32_t spare = list == FR__SENT ? 2 : 1;
  shape.room[FR__PAYEES] = fr__payees_room(store, *profile, spare);
  FR_TRY(fr__reshape(store, profile, &shape));
  return fr__payees_expect(store, profile, spare, other);
}

static void write_entry(fr__profile *profile, enum fr__list list, uint32_t index, const fr__entry *entry,
                        uint16_t other, const fr__outcome *outcome) {
  const fr__columns columns = fr__profile_columns(profile, list);
  const uint32_t at = profile->head[list] + index;
  const uint64_t time = fr__since_base(profile, entry->time_us);
  if (columns.amount != NULL) {
    columns.amount[at] = (uint32_t)entry->amount_minor;
  } else {
    columns.amount_wide[at] = (uint64_t)entry->amount_minor;
  }
  columns.time_low[at] = (uint32_t)time;
  columns.time_high[at] = (uint16_t)(time >> 32);
  columns.id_low[at] = (uint32_t)entry->id;
  columns.id_high[at] = (uint16_t)(entry->id >> 32);
  columns.flags[at] = entry->flags;
  if (!fr__entry_moved(entry->flags)) profile->unmoved[list]++;
  columns.other[at] = other;
  if (columns.status_low == NULL) return;
  const uint64_t status = outcome == NULL ? time : fr__since_base(profile, outcome->status_us);
  const uint64_t label = outcome == NULL ? 0 : fr__since_base(profile, outcome->label_us);
  columns.status_low[at] = (uint32_t)status;
  columns.status_high[at] = (uint16_t)(status >> 32);
  columns.label_low[at] = (uint32_t)label;
  columns.label_high[at] = (uint16_t)(label >> 32);
}

/* The list holds all that it may: its oldest entry gives way. */
static void give_way(struct fr__store *store, fr__profile *profile, enum fr__list list) {
  const fr__transfers view = fr__profile_transfers(profile, list);
  const int64_t oldest_us = fr__transfers_time(&view, 0);
  const bool expired = oldest_us < fr__profile_edge(profile);
  const bool removed = remove_oldest(store, profile, list, !expired);
  FR_INVARIANT(removed);
  if (removed && !expired) count_dropped(store);
}

uint32_t fr__profile_add_known(struct fr__store *store, fr__profile *profile, enum fr__list list,
                               const fr__entry *entry, const fr__outcome *outcome) {
  if (too_late(store, profile, entry->time_us)) return UINT32_MAX;
  const bool room = profile->count[list] < profile->room[list] &&
                    (entry->amount_minor <= (int64_t)UINT32_MAX || profile->wide[list] != 0) &&
                    fr__payees_spare(profile) > 0;
  FR_INVARIANT(room);
  if (!room) return UINT32_MAX;
  fr__profile_note_time(store, profile, entry->time_us);
  profile->sequence++;
  uint16_t other = FR__NO_OTHER;
  if (entry->has_other) {
    other = fr__payees_place(profile, entry->other);
    if (list == FR__SENT) fr__known_forget_stale(profile, other);
  }
  /* The new entry may itself be the one that gives way, so it is put in place first: there is room past the bound. */
  if (profile->head[list] + profile->count[list] == profile->room[list]) fr__columns_slide(profile, list);
  const fr__transfers view = fr__profile_transfers(profile, list);
  uint32_t index = fr__transfers_from(&view, entry->time_us + 1);
  fr__columns_open(profile, list, index);
  write_entry(profile, list, index, entry, other, outcome);
  profile->count[list]++;
  if (list == FR__SENT && entry->has_other) fr__known_note_entry(store, profile, index, (fr__knowledge){0, FR__NEVER});
  if (profile->count[list] > FR_MAX_HISTORY_ENTRIES) {
    give_way(store, profile, list);
    return index == 0 ? UINT32_MAX : index - 1;
  }
  return index;
}

uint32_t fr__profile_add(struct fr__store *store, fr__profile *profile, enum fr__list list, const fr__entry *entry) {
  return fr__profile_add_known(store, profile, list, entry, NULL);
}

/* True where one of FIND_STRIDE ids has these high bits. A fixed number of comparisons, so that compilers do them side
 * by side; and the column of 16 bits, because what a scan costs is the memory that it brings. */
enum { FIND_STRIDE = 64, FIND_LANES = 8 };
static bool any_high(const uint16_t *ids, uint16_t high) {
  uint16_t hits[FIND_LANES] = {0};
  for (uint32_t i = 0; i < FIND_STRIDE; i += FIND_LANES) {
    for (uint32_t lane = 0; lane < FIND_LANES; lane++) hits[lane] |= ids[i + lane] == high ? 0xFFFF : 0;
  }
  uint64_t words[2];
  memcpy(words, hits, sizeof words);
  return (words[0] | words[1]) != 0;
}

uint32_t fr__profile_find(const fr__profile *profile, enum fr__list list, uint64_t id, const uint64_t *other) {
  const fr__transfers view = fr__profile_transfers(profile, list);
  uint16_t place = FR__NO_OTHER;
  if (other != NULL) {
    place = fr__profile_find_other(profile, *other);
    if (place == FR__NO_OTHER) return UINT32_MAX;
  }
  const uint32_t low = (uint32_t)id;
  const uint16_t high = (uint16_t)(id >> 32);
  for (uint32_t end = view.count, begin; end > 0; end = begin) {
    begin = end >= FIND_STRIDE ? end - FIND_STRIDE : 0;
    /* Mostly there is nothing to find. */
    if (end - begin == FIND_STRIDE && !any_high(view.id_high + begin, high)) continue;
    for (uint32_t i = end; i-- > begin;) {
      if (view.id_high[i] != high || view.id_low[i] != low) continue;
      /* What lies past the horizon is no longer there, whether or not it was removed yet. */
      if (fr__transfers_time(&view, i) < fr__profile_edge(profile)) return UINT32_MAX;
      if (other == NULL || view.other[i] == place) return i;
    }
  }
  return UINT32_MAX;
}

/* ---- contacts and events ---- */

/* Makes room for one more item of `list`, which is not a list of transfers. */
static fr_status reserve_item(struct fr__store *store, fr__profile **profile, enum fr__list list) {
  if ((*profile)->count[list] >= FR_MAX_HISTORY_ENTRIES) FR_TRY(fr__past_reserve(store, profile, list, true));
  if ((*profile)->count[list] < (*profile)->room[list]) return FR_OK;
  fr__shape shape = fr__shape_of(*profile);
  shape.room[list] = fr__room_above(shape.room[list], FR_MAX_HISTORY_ENTRIES + 1);
  return fr__reshape(store, profile, &shape);
}

/* Both kinds of items begin with their time. */
static uint64_t item_time(const unsigned char *item) {
  uint64_t time;
  memcpy(&time, item, sizeof time);
  return time;
}

/* Items past the horizon leave, once they are many enough to be worth the move. */
static void remove_expired_items(fr__profile *profile, enum fr__list list, unsigned char *items, size_t size) {
  const uint32_t count = profile->count[list];
  const uint64_t edge = fr__since_base(profile, fr__profile_edge(profile));
  uint32_t expired = 0;
  while (expired < count && item_time(items + expired * size) < edge) expired++;
  if (expired == 0 || expired * 8 < count) return;
  memmove(items, items + expired * size, (count - expired) * size);
  profile->count[list] = (uint16_t)(count - expired);
}

/* Puts an item where its time says; where the list is full, the oldest gives way. Room was made. */
static void put_item(struct fr__store *store, fr__profile *profile, enum fr__list list, unsigned char *items,
                     size_t size, const void *item) {
  uint32_t at = profile->count[list];
  while (at > 0 && item_time(items + (at - 1) * size) > item_time(item)) at--;
  memmove(items + (at + 1) * size, items + at * size, (profile->count[list] - at) * size);
  memcpy(items + at * size, item, size);
  profile->count[list]++;
  if (profile->count[list] <= FR_MAX_HISTORY_ENTRIES) return;
  const uint64_t oldest = item_time(items);
  const bool expired = oldest < fr__since_base(profile, fr__profile_edge(profile));
  memmove(items, items + size, (size_t)(profile->count[list] - 1) * size);
  profile->count[list]--;
  if (expired) return;
  count_dropped(store);
  fr__past_note_dropped(profile, list, profile->base_us + (int64_t)oldest);
}

fr_status fr__profile_add_contact(struct fr__store *store, fr__profile **profile, int64_t time_us,
                                  const fr__contact *contact) {
  if (too_late(store, *profile, time_us)) return FR_OK;
  unsigned char *items = (unsigned char *)fr__contact_items(*profile);
  remove_expired_items(*profile, FR__CONTACTS, items, sizeof *contact);
  FR_TRY(reserve_item(store, profile, FR__CONTACTS));
  fr__profile_note_time(store, *profile, time_us);
  (*profile)->sequence++;
  fr__contact item = *contact;
  item.time = fr__since_base(*profile, time_us);
  put_item(store, *profile, FR__CONTACTS, (unsigned char *)fr__contact_items(*profile), sizeof item, &item);
  return FR_OK;
}

fr_status fr__profile_add_event(struct fr__store *store, fr__profile **profile, int64_t time_us,
                                const fr__personal *event) {
  if (too_late(store, *profile, time_us)) return FR_OK;
  unsigned char *items = (unsigned char *)fr__event_items(*profile);
  remove_expired_items(*profile, FR__EVENTS, items, sizeof *event);
  FR_TRY(reserve_item(store, profile, FR__EVENTS));
  fr__profile_note_time(store, *profile, time_us);
  (*profile)->sequence++;
  fr__personal item = *event;
  item.time = fr__since_base(*profile, time_us);
  put_item(store, *profile, FR__EVENTS, (unsigned char *)fr__event_items(*profile), sizeof item, &item);
  return FR_OK;
}
