/* SPDX-License-Identifier: Apache-2.0
 *
 * Plain arrays and linear searches. Slow on purpose: it must be obvious that it is right. */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *const list_names[LIST_NAMES] = {"case_account", "watch"};

void world_init(world *w, int64_t horizon_us, uint32_t outcomes_not_reported, int64_t complete_us, int32_t offset_s) {
  memset(w, 0, sizeof *w);
  w->offset_us = offset_s * INT64_C(1000000);
  w->complete_us = complete_us;
  w->horizon_us = horizon_us;
  w->outcomes_not_reported = outcomes_not_reported;
  for (uint32_t i = 0; i < PARTIES_MAX; i++) {
    for (uint32_t l = 0; l < LIST_NAMES; l++) w->profiles[i].listed_until_us[l] = -1;
    for (uint32_t l = 0; l < HISTORIES; l++) w->profiles[i].gave_way_us[l] = -1;
  }
}

void world_free(world *w) {
  for (uint32_t i = 0; i < PARTIES_MAX; i++) {
    for (uint32_t l = 0; l < HISTORIES; l++) free(w->profiles[i].list[l].records);
  }
}

uint32_t world_customer(const deal *d) { return d->payer_customer == NOBODY ? d->payer : d->payer_customer; }

int world_keeps(const world *w, const profile *p, const record *r) {
  return !r->gave_way && r->time_us >= p->newest_us - w->horizon_us;
}

void world_meet(world *w, uint32_t party, int64_t time_us) {
  if (w->complete_us == INT64_MAX) w->complete_us = time_us;
  if (party == NOBODY || w->profiles[party].exists) return;
  w->profiles[party].exists = 1;
  w->profiles[party].complete_us = w->complete_us;
}

void world_visit(world *w, const deal *d) {
  int within_one = d->payer_customer != NOBODY && d->payer_customer == d->payee_customer;
  world_meet(w, d->payer, d->time_us);
  if (!within_one) world_meet(w, d->payer_customer, d->time_us);
  if (d->payee == NOBODY) return;
  world_meet(w, d->payee, d->time_us);
  if (!within_one) world_meet(w, d->payee_customer, d->time_us);
}

int64_t world_day(const world *w, int64_t time_us) { return (time_us + w->offset_us) / DAY_US; }

int64_t world_day_begins(const world *w, int64_t time_us) { return world_day(w, time_us) * DAY_US - w->offset_us; }

static void clear(profile *p) {
  for (uint32_t l = 0; l < HISTORIES; l++) {
    p->list[l].begin = p->list[l].count = 0;
    p->gave_way_us[l] = -1;
  }
  p->used = 0;
  p->newest_us = 0;
}

void world_begin_again(world *w, profile *p, int64_t from_us) {
  clear(p);
  p->complete_us = from_us > w->complete_us || w->complete_us == INT64_MAX ? from_us : w->complete_us;
}

void world_forget(world *w, uint32_t party, int64_t time_us) {
  profile *p = &w->profiles[party];
  for (uint32_t l = 0; l < LIST_NAMES; l++) p->listed_until_us[l] = -1;
  for (uint32_t i = w->trust_count; i-- > 0;) {
    if (w->trusts[i].payer == party) w->trusts[i] = w->trusts[--w->trust_count];
  }
  if (!p->exists) return;
  world_begin_again(w, p, p->used && p->newest_us + 1 > time_us ? p->newest_us + 1 : time_us);
}

void world_evict(world *w, uint32_t party) {
  profile *p = &w->profiles[party];
  if (p->used && p->newest_us + 1 > w->complete_us) w->complete_us = p->newest_us + 1;
  if (p->complete_us != INT64_MAX && p->complete_us > w->complete_us) w->complete_us = p->complete_us;
  clear(p);
  p->exists = 0;
}

int64_t world_complete(const world *w, uint32_t party) {
  return w->profiles[party].exists ? w->profiles[party].complete_us : w->complete_us;
}

int world_reaches(const world *w, const profile *p, uint32_t list, int64_t from_us) {
  return p->gave_way_us[list] < from_us && (!p->used || p->newest_us - w->horizon_us <= from_us);
}

record *world_find(const world *w, uint32_t party, uint32_t list, uint32_t payer, uint32_t number) {
  if (party == NOBODY) return NULL;
  const profile *p = &w->profiles[party];
  const history *h = &p->list[list];
  record *newest = NULL;
  for (uint32_t i = h->count; i-- > h->begin;) {
    record *r = &h->records[i];
    if (r->payer != payer || r->number != number || !world_keeps(w, p, r)) continue;
    if (!newest || r->time_us > newest->time_us) newest = r;
  }
  return newest;
}

record *world_own(const world *w, uint32_t payer, uint32_t number) {
  record *r = world_find(w, payer, SENT, payer, number);
  return r ? r : world_find(w, payer, RECEIVED, payer, number);
}

/* The histories that a transfer goes into, and whom each knows as the other party. */
typedef struct place {
  uint32_t party;
  uint32_t list;
  uint32_t other;
} place;

static uint32_t places_of(const deal *d, place places[4]) {
  const int within_one = d->payer_customer != NOBODY && d->payer_customer == d->payee_customer;
  const uint32_t own_list = d->kind == FR_KIND_CASH_DEPOSIT ? RECEIVED : SENT;
  uint32_t count = 0;
  places[count++] = (place){d->payer, own_list, d->payee};
  if (d->payer_customer != NOBODY && !within_one) places[count++] = (place){d->payer_customer, own_list, d->payee};
  if (d->payee == NOBODY) return count;
  places[count++] = (place){d->payee, RECEIVED, d->payer};
  if (d->payee_customer != NOBODY && !within_one) places[count++] = (place){d->payee_customer, RECEIVED, d->payer};
  return count;
}

uint32_t world_seen(const world *w, const deal *d) {
  place places[4];
  uint32_t seen = UNSEEN;
  const uint32_t count = places_of(d, places);
  for (uint32_t i = 0; i < count; i++) {
    const record *r = world_find(w, places[i].party, places[i].list, d->payer, d->number);
    if (!r) continue;
    if (r->amount_minor != d->amount_minor || r->other != places[i].other) return CONFLICTING;
    seen = SEEN;
  }
  return seen;
}

/* At most 1,024 in the horizon: past that the oldest gives way, and that may be the one that has just come. */
static void keep_bound(world *w, profile *p, uint32_t list) {
  history *h = &p->list[list];
  record *oldest = NULL;
  uint32_t live = 0;
  while (h->begin < h->count && !world_keeps(w, p, &h->records[h->begin])) h->begin++;
  for (uint32_t i = h->begin; i < h->count; i++) {
    if (!world_keeps(w, p, &h->records[i])) continue;
    live++;
    if (!oldest || h->records[i].time_us < oldest->time_us) oldest = &h->records[i];
  }
  if (live <= FR_MAX_HISTORY_ENTRIES || !oldest) return;
  oldest->gave_way = 1;
  w->gave_way++;
  if (oldest->time_us > p->gave_way_us[list]) p->gave_way_us[list] = oldest->time_us;
}

int world_is_stale(const world *w, const profile *p, uint32_t payee, int64_t now_us) {
  const int64_t newest_us = now_us > p->newest_us ? now_us : p->newest_us;
  const history *h = &p->list[SENT];
  int64_t last_us = -1;
  for (uint32_t i = 0; i < h->count; i++) {
    const record *r = &h->records[i];
    if (r->other == payee && !r->forgotten && r->time_us > last_us) last_us = r->time_us;
  }
  return last_us >= 0 && world_day(w, newest_us) - world_day(w, last_us) > 400;
}

static void forget_stale(const world *w, profile *p, uint32_t payee) {
  history *h = &p->list[SENT];
  if (!world_is_stale(w, p, payee, p->newest_us)) return;
  for (uint32_t i = 0; i < h->count; i++) h->records[i].forgotten |= h->records[i].other == payee;
}

void world_push(profile *p, uint32_t list, const record *r) {
  history *h = &p->list[list];
  if (h->count == h->capacity) {
    h->capacity = h->capacity * 2u + 16u;
    h->records = realloc(h->records, h->capacity * sizeof *h->records);
    if (!h->records) {
      fprintf(stderr, "out of memory\n");
      exit(1);
    }
  }
  h->records[h->count] = *r;
  h->records[h->count].order = h->count;
  h->count++;
}

void world_append(world *w, uint32_t party, uint32_t list, const record *r) {
  profile *p = &w->profiles[party];
  if (p->used && r->time_us < p->newest_us - w->horizon_us) {
    w->late_dropped++;
    return;
  }
  if (!p->used || r->time_us > p->newest_us) p->newest_us = r->time_us;
  if (list == SENT && r->other != NOBODY) forget_stale(w, p, r->other);
  world_push(p, list, r);
  p->used = 1;
  keep_bound(w, p, list);
}

static void record_with(world *w, uint32_t party, uint32_t list, const deal *d, uint32_t other, uint32_t status) {
  if (world_find(w, party, list, d->payer, d->number)) return;
  record r = {0};
  r.number = d->number;
  r.payer = d->payer;
  r.payee = d->payee;
  r.other = other;
  r.time_us = d->time_us;
  r.amount_minor = d->amount_minor;
  r.has_amount = 1;
  r.channel = d->channel;
  r.kind = d->kind;
  r.speed = d->speed;
  r.status = status;
  r.status_time_us = d->time_us;
  world_append(w, party, list, &r);
}

void world_record(world *w, const deal *d, uint32_t status) {
  place places[4];
  const uint32_t count = places_of(d, places);
  for (uint32_t i = 0; i < count; i++) record_with(w, places[i].party, places[i].list, d, places[i].other, status);
}

/* Later in this order wins at equal times. */
static uint32_t rank(uint32_t status) {
  static const uint32_t ranks[] = {
      [FR_TRANSFER_ATTEMPTED] = 0, [FR_TRANSFER_DELAYED] = 1,  [FR_TRANSFER_HELD] = 2,      [FR_TRANSFER_RELEASED] = 3,
      [FR_TRANSFER_SETTLED] = 4,   [FR_TRANSFER_RETURNED] = 5, [FR_TRANSFER_CANCELLED] = 6, [FR_TRANSFER_REFUSED] = 7};
  return ranks[status];
}

static int moves_forward(uint32_t from, uint32_t to) {
  if (to == FR_TRANSFER_CANCELLED || to == FR_TRANSFER_REFUSED) {
    return from == FR_TRANSFER_ATTEMPTED || from == FR_TRANSFER_DELAYED || from == FR_TRANSFER_HELD;
  }
  if (from == FR_TRANSFER_CANCELLED || from == FR_TRANSFER_REFUSED) return 0;
  return rank(to) > rank(from);
}

static void apply_outcome(record *r, uint32_t kind, int64_t time_us) {
  static const uint32_t becomes[FR_EVENT_LAST_ + 1] = {
      [FR_EVENT_SETTLED] = FR_TRANSFER_SETTLED,   [FR_EVENT_HELD] = FR_TRANSFER_HELD,
      [FR_EVENT_RELEASED] = FR_TRANSFER_RELEASED, [FR_EVENT_CANCELLED] = FR_TRANSFER_CANCELLED,
      [FR_EVENT_REFUSED] = FR_TRANSFER_REFUSED,   [FR_EVENT_RETURNED] = FR_TRANSFER_RETURNED,
      [FR_EVENT_DELAYED] = FR_TRANSFER_DELAYED};
  if (kind == FR_EVENT_FRAUD_REPORTED || kind == FR_EVENT_CLEARED) {
    int later = !r->label || time_us > r->label_time_us;
    int tie = r->label && time_us == r->label_time_us && kind == FR_EVENT_FRAUD_REPORTED;
    if (!later && !tie) return;
    r->label = kind;
    r->label_time_us = time_us;
    return;
  }
  uint32_t to = becomes[kind];
  int later = time_us > r->status_time_us || (time_us == r->status_time_us && rank(to) > rank(r->status));
  if (!later || !moves_forward(r->status, to)) return;
  r->status = to;
  r->status_time_us = time_us;
}

/* The record of one side, whether it is still there or not; null also where there are two, of one id. */
static record *only_record(const world *w, const place *at, const deal *d) {
  const history *h = &w->profiles[at->party].list[at->list];
  record *found = NULL;
  for (uint32_t i = h->count; i-- > 0;) {
    if (h->records[i].payer != d->payer || h->records[i].number != d->number) continue;
    if (found) return NULL;
    found = &h->records[i];
  }
  return found;
}

static int went(const record *r) {
  return !r->mended &&
         (r->status == FR_TRANSFER_ATTEMPTED || r->status == FR_TRANSFER_RELEASED || r->status == FR_TRANSFER_SETTLED);
}

/* Another of the day's went too, and was no less: so the day's largest stays. */
static int is_below_another(const world *w, const history *h, const record *r) {
  for (uint32_t i = 0; i < h->count; i++) {
    const record *o = &h->records[i];
    if (o != r && o->gave_way && went(o) && world_day(w, o->time_us) == world_day(w, r->time_us) &&
        o->amount_minor >= r->amount_minor) {
      return 1;
    }
  }
  return 0;
}

/* Of those that have left, one time is kept: so nothing else of this payee may be known. */
static int is_all_of_payee(const world *w, const history *h, uint32_t payee) {
  for (uint32_t i = 0; i < h->count; i++) {
    const record *o = &h->records[i];
    if (o->other == payee && (world_good_us(w, o) >= 0 || world_bad_us(o) >= 0 || o->label)) return 0;
  }
  return 1;
}

/* Of the good times of this payee that have left, how many lie up to `time_us`, and how many after it. */
static void count_good_left(const world *w, const deal *d, int64_t time_us, uint32_t *until, uint32_t *after) {
  const profile *p = &w->profiles[d->payer];
  const history *h = &p->list[SENT];
  *until = *after = 0;
  for (uint32_t i = 0; i < h->count; i++) {
    const record *r = &h->records[i];
    const int64_t good_us = r->other == d->payee && !world_keeps(w, p, r) ? world_good_us(w, r) : -1;
    *until += good_us >= 0 && good_us <= time_us;
    *after += good_us > time_us;
  }
}

int world_can_turn_bad(const world *w, const deal *d, int64_t time_us) {
  uint32_t until, after;
  count_good_left(w, d, time_us, &until, &after);
  return !until || !after;
}

int world_can_clear(const world *w, const deal *d) {
  uint32_t until, after;
  const record *reported = world_find(w, d->payer, SENT, d->payer, d->number);
  if (!reported || reported->label != FR_EVENT_FRAUD_REPORTED) return 1;
  count_good_left(w, d, world_bad_us(reported), &until, &after);
  return !until || until + after < 2;
}

int world_can_mend(const world *w, const deal *d, uint32_t kind, int64_t time_us) {
  place places[4];
  const uint32_t count = places_of(d, places);
  int waits = kind == FR_EVENT_DELAYED || kind == FR_EVENT_HELD;
  int stops = waits || kind == FR_EVENT_REFUSED || kind == FR_EVENT_RETURNED;
  int left = 0;
  if (d->payee == NOBODY) return 0;
  if ((kind == FR_EVENT_RETURNED || kind == FR_EVENT_FRAUD_REPORTED) && !world_can_turn_bad(w, d, time_us)) return 0;
  for (uint32_t i = 0; i < count; i++) {
    const profile *p = &w->profiles[places[i].party];
    const record *r = only_record(w, &places[i], d);
    if (!r || r->amount_minor != d->amount_minor || r->other != places[i].other || r->forgotten) return 0;
    if (r->time_us != d->time_us) return 0; /* a retry came after the first had left */
    if (world_keeps(w, p, r)) continue;
    left = 1;
    if (r->status != FR_TRANSFER_ATTEMPTED || r->mended || r->label) return 0;
    if (stops && r->gave_way && !is_below_another(w, &p->list[places[i].list], r)) return 0;
    if (waits || kind == FR_EVENT_REFUSED || places[i].list != SENT) continue;
    if (!is_all_of_payee(w, &p->list[SENT], r->other)) return 0;
  }
  return left && time_us >= d->time_us;
}

fr_status world_late_outcome(world *w, const deal *d, uint32_t kind, int64_t time_us) {
  place places[4];
  const uint32_t count = places_of(d, places);
  fr_status status = world_outcome(w, d, kind, time_us);
  for (uint32_t i = 0; i < count && status != FR_CONFLICT; i++) {
    record *r = only_record(w, &places[i], d);
    if (!r || world_keeps(w, &w->profiles[places[i].party], r)) continue;
    status = FR_OK;
    if (kind == FR_EVENT_FRAUD_REPORTED) {
      r->label = kind;
      r->label_time_us = time_us;
    } else if (kind == FR_EVENT_SETTLED || kind == FR_EVENT_RETURNED) {
      r->status = kind == FR_EVENT_SETTLED ? FR_TRANSFER_SETTLED : FR_TRANSFER_RETURNED;
      r->status_time_us = time_us;
    }
    r->mended =
        kind == FR_EVENT_DELAYED || kind == FR_EVENT_HELD || kind == FR_EVENT_REFUSED || kind == FR_EVENT_RETURNED;
  }
  return status;
}

fr_status world_outcome(world *w, const deal *d, uint32_t kind, int64_t time_us) {
  place places[4];
  const uint32_t count = places_of(d, places);
  const uint32_t seen = world_seen(w, d);
  for (uint32_t i = 0; i < count && seen == SEEN; i++) {
    record *r = world_find(w, places[i].party, places[i].list, d->payer, d->number);
    if (r) apply_outcome(r, kind, time_us);
  }
  return seen == SEEN ? FR_OK : seen == CONFLICTING ? FR_CONFLICT : FR_NOT_FOUND;
}

void world_trust(world *w, uint32_t payer, uint32_t payee, int64_t cap_minor, int64_t until_us) {
  for (uint32_t i = 0; i < w->trust_count; i++) {
    if (w->trusts[i].payer != payer || w->trusts[i].payee != payee) continue;
    w->trusts[i].cap_minor = cap_minor;
    w->trusts[i].until_us = until_us;
    return;
  }
  if (w->trust_count == sizeof w->trusts / sizeof w->trusts[0]) exit(1);
  w->trusts[w->trust_count++] = (trust){payer, payee, cap_minor, until_us};
}

const trust *world_trusted(const world *w, uint32_t payer, uint32_t payee) {
  for (uint32_t i = 0; i < w->trust_count; i++) {
    if (w->trusts[i].payer == payer && w->trusts[i].payee == payee) return &w->trusts[i];
  }
  return NULL;
}

int64_t world_good_us(const world *w, const record *r) {
  if (r->label == FR_EVENT_FRAUD_REPORTED) return -1;
  if (r->status == FR_TRANSFER_SETTLED) return r->status_time_us;
  int silent = r->status == FR_TRANSFER_ATTEMPTED || r->status == FR_TRANSFER_RELEASED;
  return w->outcomes_not_reported && silent ? r->time_us + DAY_US : -1;
}

int64_t world_bad_us(const record *r) {
  int64_t bad = r->status == FR_TRANSFER_RETURNED ? r->status_time_us : -1;
  if (r->label == FR_EVENT_FRAUD_REPORTED && r->label_time_us > bad) bad = r->label_time_us;
  return bad;
}

int world_first_time(const world *w, const deal *d) {
  const history *h = &w->profiles[d->payer].list[SENT];
  int64_t last_bad = -1;
  if (world_is_stale(w, &w->profiles[d->payer], d->payee, d->time_us)) return 1;
  for (uint32_t i = 0; i < h->count; i++) {
    if (h->records[i].forgotten || h->records[i].hushed) continue;
    if (h->records[i].other == d->payee && world_bad_us(&h->records[i]) > last_bad)
      last_bad = world_bad_us(&h->records[i]);
  }
  for (uint32_t i = 0; i < h->count; i++) {
    if (h->records[i].forgotten || h->records[i].hushed) continue;
    int64_t good = h->records[i].other == d->payee ? world_good_us(w, &h->records[i]) : -1;
    if (good > last_bad && good <= d->time_us) return 0;
  }
  return 1;
}

/* ---- what outlives the history ---- */

int world_month_of(const world *w, int64_t time_us) {
  const time_t seconds = (time_t)((time_us + w->offset_us) / 1000000);
  struct tm date;
  gmtime_r(&seconds, &date);
  return (date.tm_year - 70) * 12 + date.tm_mon;
}

int world_crosses(const world *w, const deal *d) {
  const uint32_t across = d->kind == FR_KIND_CASH_DEPOSIT ? SENT : RECEIVED;
  return world_find(w, d->payer, across, d->payer, d->number) || world_find(w, d->payee, SENT, d->payer, d->number);
}

int world_hides(const world *w, const deal *d, uint32_t party, const record *r) {
  if (r->payer != d->payer || r->number != d->number) return 0;
  return (party == d->payer_customer && party != NOBODY) || world_seen(w, d) == SEEN;
}

/* Of those that have left the extreme one is known, of those that are there all before the transfer. */
static void weigh(int64_t *best, int64_t time_us, int first) {
  if (*best < 0 || (first ? time_us < *best : time_us > *best)) *best = time_us;
}

int64_t world_past(const world *w, const deal *d, uint32_t party, int what, int *ahead) {
  const profile *p = &w->profiles[party];
  int64_t there_us = -1;
  int64_t left_us = -1;
  *ahead = 0;
  for (uint32_t l = SENT; l <= RECEIVED; l++) {
    if ((what == LAST_SENT && l == RECEIVED) || (what == LAST_RECEIVED && l == SENT)) continue;
    for (uint32_t i = 0; i < p->list[l].count; i++) {
      const record *r = &p->list[l].records[i];
      int kept = world_keeps(w, p, r);
      int64_t time_us = what == LAST_REPORT ? r->label_time_us : r->time_us;
      if (what == LAST_REPORT && r->label != FR_EVENT_FRAUD_REPORTED) continue;
      if (kept && (world_hides(w, d, party, r) || time_us > d->time_us)) continue;
      weigh(kept ? &there_us : &left_us, time_us, what == FIRST_SEEN);
    }
  }
  *ahead = left_us > d->time_us;
  if (*ahead) left_us = -1;
  if (left_us >= 0) weigh(&there_us, left_us, what == FIRST_SEEN);
  return what != FIRST_SEEN && there_us < d->time_us - 400 * DAY_US ? -1 : there_us;
}

int64_t world_month(const world *w, const deal *d, uint32_t party, int month) {
  const profile *p = &w->profiles[party];
  const int forgotten = p->used && world_month_of(w, p->newest_us) - month >= 14;
  int64_t largest = -1;
  for (uint32_t i = 0; i < p->list[SENT].count; i++) {
    const record *r = &p->list[SENT].records[i];
    int kept = world_keeps(w, p, r);
    int moved = r->status == FR_TRANSFER_ATTEMPTED || r->status == FR_TRANSFER_RELEASED ||
                r->status == FR_TRANSFER_SETTLED || (!kept && r->mended);
    if (!moved || (kept ? world_hides(w, d, party, r) || r->time_us > d->time_us : forgotten)) continue;
    if (r->amount_minor > largest && world_month_of(w, r->time_us) == month) largest = r->amount_minor;
  }
  return largest;
}

int world_shows_good(const world *w, const deal *d) {
  const profile *p = &w->profiles[d->payer];
  const history *h = &p->list[SENT];
  for (uint32_t i = h->begin; i < h->count; i++) {
    const record *r = &h->records[i];
    if (r->other == d->payee && world_good_us(w, r) >= 0 && world_keeps(w, p, r)) return 1;
  }
  return 0;
}

int world_names(const world *w, uint32_t party, uint32_t payee) {
  const profile *p = &w->profiles[party];
  const history *h = &p->list[SENT];
  for (uint32_t i = h->begin; i < h->count; i++) {
    if (h->records[i].other == payee && world_keeps(w, p, &h->records[i])) return 1;
  }
  return 0;
}

uint32_t world_count_past(const world *w, uint32_t party) {
  enum { SAYS = 1, NAMED = 2 };
  const profile *p = &w->profiles[party];
  const history *h = &p->list[SENT];
  uint8_t is[PARTIES_MAX] = {0};
  int64_t last_us[PARTIES_MAX] = {0};
  uint32_t count = 0;
  for (uint32_t i = 0; i < h->count; i++) {
    const record *r = &h->records[i];
    if (r->other == NOBODY || r->forgotten) continue;
    if (world_keeps(w, p, r)) is[r->other] |= NAMED;
    if (!r->hushed && (world_good_us(w, r) >= 0 || world_bad_us(r) >= 0)) is[r->other] |= SAYS;
    if (r->time_us > last_us[r->other]) last_us[r->other] = r->time_us;
  }
  for (uint32_t i = 0; i < PARTIES_MAX; i++) {
    count += is[i] == SAYS && world_day(w, p->newest_us) - world_day(w, last_us[i]) <= 400;
  }
  return count;
}
