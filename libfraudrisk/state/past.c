/* SPDX-License-Identifier: Apache-2.0
 *
 * What entries leave behind as they leave: single times and the largest amount of each month, for 400 days, and
 * summaries of days whose entries gave way to the bound of their list.
 *
 * Both take no memory until the first entry leaves. A past item is one word: four bits say what it is, the rest is a
 * time since 1970 (the base moves, and the first time must not move with it) or, of a month, seven bits of its number
 * (months are told apart within 400 days) and the amount.
 */
#include "cel/time.h"
#include "state/layout.h"

enum { KIND_SHIFT = 60, MONTH_SHIFT = 53, MONTHS_APART = 128, MOST_LEFT = 5 /* items that one entry can leave */ };
_Static_assert(FR_MAX_AMOUNT_MINOR < (INT64_C(1) << MONTH_SHIFT), "an amount fits beside its month");

static uint32_t kind_of(uint64_t item) { return (uint32_t)(item >> KIND_SHIFT); }
static uint64_t payload_of(uint64_t item) { return item & ((UINT64_C(1) << KIND_SHIFT) - 1); }
static uint64_t item_of(uint32_t kind, uint64_t payload) { return (uint64_t)kind << KIND_SHIFT | payload; }

/* Of an item that is a month. */
static int32_t month_number(uint64_t item) { return (int32_t)(payload_of(item) >> MONTH_SHIFT); }
static int64_t month_amount(uint64_t item) { return (int64_t)(item & ((UINT64_C(1) << MONTH_SHIFT) - 1)); }

static uint64_t *find_past(const fr__profile *profile, enum fr__past what) {
  uint64_t *items = fr__past_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAST]; i++) {
    if (kind_of(items[i]) == (uint32_t)what) return &items[i];
  }
  return NULL;
}

int64_t fr__profile_past(const fr__profile *profile, enum fr__past what) {
  if (profile->count[FR__PAST] == 0) return FR__NO_TIME;
  const uint64_t *item = find_past(profile, what);
  return item == NULL ? FR__NO_TIME : (int64_t)payload_of(*item);
}

static enum fr__past dropped_of(enum fr__list list) {
  static const uint8_t kinds[FR__LISTS] = {FR__DROPPED_SENT, FR__DROPPED_RECEIVED, FR__PAST_NOTHING,
                                           FR__DROPPED_CONTACTS, FR__DROPPED_EVENTS};
  return (enum fr__past)kinds[list];
}

int64_t fr__profile_dropped(const fr__profile *profile, enum fr__list list) {
  return fr__profile_past(profile, dropped_of(list));
}

const fr__day *fr__profile_days(const fr__profile *profile, uint32_t *count) {
  *count = profile->count[FR__DAYS];
  return fr__day_items(profile);
}

/* ---- months ---- */

int32_t fr__month_of(const struct fr__store *store, int64_t time_us) {
  const fr__cel_date date = fr__cel_date_of(time_us + store->options.day_offset_us);
  return (int32_t)(date.year * 12 + date.month - 1);
}

uint32_t fr__profile_months(const fr__profile *profile, int32_t newest, fr__month months[FR__MONTHS]) {
  uint32_t count = 0;
  const uint64_t *items = fr__past_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAST]; i++) {
    if (kind_of(items[i]) != FR__MONTH) continue;
    const int32_t number = month_number(items[i]);
    const int32_t back = (newest - number) & (MONTHS_APART - 1);
    if (back >= FR__MONTHS || count == FR__MONTHS) continue;
    months[count++] = (fr__month){newest - back, month_amount(items[i])};
  }
  return count;
}

static uint64_t *find_month(const fr__profile *profile, int32_t month) {
  uint64_t *items = fr__past_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAST]; i++) {
    if (kind_of(items[i]) != FR__MONTH) continue;
    if (month_number(items[i]) == (month & (MONTHS_APART - 1))) return &items[i];
  }
  return NULL;
}

/* ---- room ---- */

/* Items that are still missing of those that one entry can leave. Which month it is of is not asked. */
static uint32_t missing(const fr__profile *profile, enum fr__list list, bool dropped) {
  if (list > FR__RECEIVED) return find_past(profile, dropped_of(list)) == NULL;
  uint32_t count = find_past(profile, FR__FIRST_SEEN) == NULL;
  count += find_past(profile, list == FR__SENT ? FR__LAST_SENT : FR__LAST_RECEIVED) == NULL;
  count += profile->outcomes[list] != 0 && find_past(profile, FR__LAST_REPORT) == NULL;
  count += dropped && find_past(profile, dropped_of(list)) == NULL;
  return count + (list == FR__SENT);
}

bool fr__past_ready(const fr__profile *profile, enum fr__list list, bool dropped) {
  const uint32_t spare = (uint32_t)profile->room[FR__PAST] - profile->count[FR__PAST];
  if (spare < MOST_LEFT && spare < missing(profile, list, dropped)) return false;
  return !dropped || list > FR__RECEIVED || profile->count[FR__DAYS] < profile->room[FR__DAYS];
}

/* Months that are too long ago by then. None may stay until its seven bits mean another month. */
static void forget_months(const struct fr__store *store, fr__profile *profile, int64_t newest_us) {
  const bool all = profile->newest_us < newest_us - FR_MAX_RETENTION_US;
  const int32_t newest = fr__month_of(store, newest_us);
  uint64_t *items = fr__past_items(profile);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < profile->count[FR__PAST]; i++) {
    const int32_t number = month_number(items[i]);
    const bool old = all || ((newest - number) & (MONTHS_APART - 1)) >= FR__MONTHS;
    if (kind_of(items[i]) != FR__MONTH || !old) items[kept++] = items[i];
  }
  profile->count[FR__PAST] = (uint16_t)kept;
}

/* Days that no window can hold whole any more. */
static void forget_days(fr__profile *profile) {
  fr__day *days = fr__day_items(profile);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < profile->count[FR__DAYS]; i++) {
    if (fr__day_begins(profile, &days[i]) >= fr__profile_edge(profile)) days[kept++] = days[i];
  }
  profile->count[FR__DAYS] = (uint16_t)kept;
}

fr_status fr__past_reserve(struct fr__store *store, fr__profile **profile, enum fr__list list, bool dropped) {
  if (fr__past_ready(*profile, list, dropped)) return FR_OK;
  forget_months(store, *profile, (*profile)->newest_us);
  forget_days(*profile);
  fr__shape shape = fr__shape_of(*profile);
  const uint32_t spare = (uint32_t)shape.room[FR__PAST] - (*profile)->count[FR__PAST];
  const uint32_t needed = missing(*profile, list, dropped);
  if (spare < needed) shape.room[FR__PAST] = (uint16_t)((*profile)->count[FR__PAST] + needed + 1);
  if (dropped && list <= FR__RECEIVED && (*profile)->count[FR__DAYS] == shape.room[FR__DAYS]) {
    shape.room[FR__DAYS] = (uint16_t)(shape.room[FR__DAYS] + shape.room[FR__DAYS] / 4 + 4);
  }
  return fr__reshape(store, profile, &shape);
}

/* ---- leaving ---- */

/* Keeps the earlier of what is first, and else the later. */
static void put_past(fr__profile *profile, enum fr__past what, int64_t time_us) {
  const uint64_t time = time_us < 0 ? 0 : (uint64_t)time_us;
  uint64_t *item = find_past(profile, what);
  if (item == NULL) {
    FR_INVARIANT(profile->count[FR__PAST] < profile->room[FR__PAST]);
    fr__past_items(profile)[profile->count[FR__PAST]++] = item_of(what, time);
  } else if (what == FR__FIRST_SEEN ? time < payload_of(*item) : time > payload_of(*item)) {
    *item = item_of(what, time);
  }
}

static void put_month(fr__profile *profile, int32_t month, int64_t amount) {
  const uint64_t number = (uint64_t)(month & (MONTHS_APART - 1));
  uint64_t *item = find_month(profile, month);
  if (item == NULL) {
    FR_INVARIANT(profile->count[FR__PAST] < profile->room[FR__PAST]);
    item = &fr__past_items(profile)[profile->count[FR__PAST]++];
    *item = item_of(FR__MONTH, number << MONTH_SHIFT);
  }
  if (month_amount(*item) < amount) {
    *item = item_of(FR__MONTH, number << MONTH_SHIFT | (uint64_t)amount);
  }
}

static fr__day *find_day(const fr__profile *profile, enum fr__list list, bool unmoved, uint32_t day) {
  fr__day *days = fr__day_items(profile);
  for (uint32_t i = profile->count[FR__DAYS]; i-- > 0;) {
    if (days[i].day == day && days[i].list == list && days[i].unmoved == unmoved) return &days[i];
  }
  return NULL;
}

static fr__day *day_for(fr__profile *profile, enum fr__list list, bool unmoved, uint32_t number) {
  fr__day *day = find_day(profile, list, unmoved, number);
  if (day != NULL) return day;
  FR_INVARIANT(profile->count[FR__DAYS] < profile->room[FR__DAYS]);
  day = &fr__day_items(profile)[profile->count[FR__DAYS]++];
  *day = (fr__day){.day = (uint16_t)number, .list = (uint8_t)list, .unmoved = unmoved};
  return day;
}

/* The sum stays at what its readers can hold. */
static void add_to_day(fr__day *day, uint32_t count, uint64_t sum, uint64_t max) {
  day->count += count;
  day->sum = sum > (uint64_t)INT64_MAX - day->sum ? (uint64_t)INT64_MAX : day->sum + sum;
  if (max > day->max) day->max = max;
}

void fr__past_note_leaving(const struct fr__store *store, fr__profile *profile, enum fr__list list, uint32_t index,
                           bool dropped) {
  const fr__transfers view = fr__profile_transfers(profile, list);
  const int64_t time_us = fr__transfers_time(&view, index), amount = fr__transfers_amount(&view, index);
  const uint16_t flags = view.flags[index];
  put_past(profile, FR__FIRST_SEEN, time_us);
  put_past(profile, list == FR__SENT ? FR__LAST_SENT : FR__LAST_RECEIVED, time_us);
  if (fr__entry_label(flags) == FR__LABEL_FRAUD) {
    put_past(profile, FR__LAST_REPORT, fr__transfers_label_time(&view, index));
  }
  if (list == FR__SENT && fr__entry_moved(flags)) put_month(profile, fr__month_of(store, time_us), amount);
  if (!dropped) return;
  put_past(profile, dropped_of(list), time_us);
  const uint32_t number = (uint32_t)(fr__since_base(profile, time_us) / (uint64_t)FR__DAY_US);
  add_to_day(day_for(profile, list, !fr__entry_moved(flags), number), 1, (uint64_t)amount, (uint64_t)amount);
}

void fr__past_note_dropped(fr__profile *profile, enum fr__list list, int64_t time_us) {
  put_past(profile, dropped_of(list), time_us);
}

/* ---- told too late ---- */

bool fr__profile_left(const fr__profile *profile, enum fr__list list, int64_t time_us) {
  return time_us < fr__profile_edge(profile) || time_us <= fr__profile_dropped(profile, list);
}

static void take_from_day(fr__day *day, uint64_t amount) {
  day->count--;
  day->sum = day->sum > amount ? day->sum - amount : 0;
  if (day->count == 0) day->max = 0;
  if (day->count == 0) day->sum = 0;
}

fr_status fr__profile_reserve_mend(struct fr__store *store, fr__profile **profile, enum fr__list list) {
  return (*profile)->count[FR__DAYS] == 0 ? FR_OK : fr__past_reserve(store, profile, list, true);
}

void fr__profile_mend_day(fr__profile *profile, enum fr__list list, int64_t time_us, int64_t amount_minor, bool moved) {
  const uint64_t amount = (uint64_t)amount_minor;
  const uint32_t number = (uint32_t)(fr__since_base(profile, time_us) / (uint64_t)FR__DAY_US);
  fr__day *from = find_day(profile, list, moved, number);
  if (from == NULL || from->count == 0 || from->max < amount) return;
  add_to_day(day_for(profile, list, !moved, number), 1, amount, amount);
  take_from_day(from, amount);
  profile->sequence++;
}

fr_status fr__profile_note_report(struct fr__store *store, fr__profile **profile, int64_t time_us) {
  FR_TRY(fr__past_reserve(store, profile, FR__SENT, false));
  put_past(*profile, FR__LAST_REPORT, time_us);
  (*profile)->sequence++;
  return FR_OK;
}

fr_status fr__past_take_over(struct fr__store *store, fr__profile **profile, const fr__profile *from) {
  const uint32_t past = from->count[FR__PAST], days = from->count[FR__DAYS];
  if (past == 0 && days == 0) return FR_OK;
  fr__shape shape = fr__shape_of(*profile);
  shape.room[FR__PAST] = (uint16_t)((*profile)->count[FR__PAST] + past + MOST_LEFT);
  shape.room[FR__DAYS] = (uint16_t)((*profile)->count[FR__DAYS] + days);
  FR_TRY(fr__reshape(store, profile, &shape));
  const uint64_t *items = fr__past_items(from);
  for (uint32_t i = 0; i < past; i++) {
    const uint64_t payload = payload_of(items[i]);
    if (kind_of(items[i]) == FR__MONTH) {
      put_month(*profile, month_number(items[i]), month_amount(items[i]));
      continue;
    }
    put_past(*profile, (enum fr__past)kind_of(items[i]), (int64_t)payload);
  }
  const fr__day *theirs = fr__day_items(from);
  for (uint32_t i = 0; i < days; i++) {
    const uint64_t begins = fr__since_base(*profile, fr__day_begins(from, &theirs[i]));
    fr__day *day = day_for(*profile, (enum fr__list)theirs[i].list, theirs[i].unmoved != 0,
                           (uint32_t)(begins / (uint64_t)FR__DAY_US));
    add_to_day(day, theirs[i].count, theirs[i].sum, theirs[i].max);
  }
  return FR_OK;
}

void fr__past_rebase(const struct fr__store *store, fr__profile *profile, uint64_t by_us, int64_t newest_us) {
  forget_months(store, profile, newest_us);
  const uint32_t by_days = (uint32_t)(by_us / (uint64_t)FR__DAY_US);
  fr__day *days = fr__day_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__DAYS]; i++) {
    days[i].day = (uint16_t)(days[i].day > by_days ? days[i].day - by_days : 0);
  }
}
