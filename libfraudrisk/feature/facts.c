/* SPDX-License-Identifier: Apache-2.0
 *
 * What is found beside histories: whether a payee is known, what is trusted, since when all is known of a party, and
 * what it did first and last, which outlives the entries. */
#include "event/transfer.h"
#include "feature/plan.h"
#include "fraudrisk/engine.h"

static fr__cel_value time_or_unknown(int64_t time_us) {
  return time_us == FR__NO_TIME ? fr__cel_unknown() : fr__cel_timestamp(time_us);
}

/* The payee, for the payer's side. */
static void find_pair(const fr__fold_view *view, fr__cel_value *slots, uint8_t *first_time_mark) {
  slots[FR__SLOT_FIRST_TIME] = fr__cel_unknown();
  slots[FR__SLOT_TRUST_CAP] = fr__cel_unknown();
  *first_time_mark = 0;
  if (!view->has_other) return;
  int64_t known_from = FR__NO_TIME;
  if (view->profile != NULL) {
    known_from = fr__profile_known_at(view->store, view->profile, fr__fingerprint(view->other), view->now_us);
  }
  const bool first_time = known_from == FR__NO_TIME || known_from > view->now_us;
  slots[FR__SLOT_FIRST_TIME] = fr__cel_bool(first_time);
  *first_time_mark = first_time && fr__view_incomplete(view);
  fr__fact trust;
  if (fr__facts_count(view->facts) == 0) return;
  if (fr__facts_get(view->facts, view->key, fr__trust_name(view->other), view->now_us, &trust) == FR__FACT_HOLDS) {
    slots[FR__SLOT_TRUST_CAP] = fr__cel_int(trust.amount);
  }
}

static int64_t complete_days(const fr__fold_view *view) {
  const int64_t from_us = fr__view_complete(view), most_us = FR_MAX_RETENTION_US;
  if (from_us >= view->now_us) return 0;
  return (from_us < view->now_us - most_us ? most_us : view->now_us - from_us) / FR__DAY_US;
}

/* Of two times the later (or, with `earliest`, the earlier); FR__NO_TIME is none. */
static int64_t better(int64_t a, int64_t b, bool earliest) {
  if (a == FR__NO_TIME || b == FR__NO_TIME) return a == FR__NO_TIME ? b : a;
  return (a < b) == earliest ? a : b;
}

/* What the entries of a list say: those past the horizon have left, whether their bytes are still there or not. */
typedef struct list_times {
  int64_t there_us, left_us; /* FR__NO_TIME: none */
} list_times;

static list_times of_ends(const fr__fold_view *view, enum fr__list list, bool oldest) {
  list_times found = {FR__NO_TIME, FR__NO_TIME};
  const fr__transfers transfers = fr__view_transfers(view, list);
  if (transfers.count == 0) return found;
  uint32_t begin = fr__transfers_from(&transfers, fr__profile_edge(view->profile));
  uint32_t end = fr__transfers_from(&transfers, view->now_us + 1);
  if (begin > 0) found.left_us = fr__transfers_time(&transfers, oldest ? 0 : begin - 1);
  if (oldest && begin < end && begin == view->skip[list]) begin++;
  if (!oldest && begin < end && end - 1 == view->skip[list]) end--;
  if (begin < end) found.there_us = fr__transfers_time(&transfers, oldest ? begin : end - 1);
  return found;
}

/* Reports of fraud, of those about entries that are there only what was known by now. */
static list_times of_reports(const fr__fold_view *view, enum fr__list list) {
  list_times found = {FR__NO_TIME, FR__NO_TIME};
  const fr__transfers transfers = fr__view_transfers(view, list);
  if (transfers.label_low == NULL) return found;
  const uint32_t begin = fr__transfers_from(&transfers, fr__profile_edge(view->profile));
  for (uint32_t i = 0; i < transfers.count; i++) {
    if (fr__entry_label(transfers.flags[i]) != FR__LABEL_FRAUD || i == view->skip[list]) continue;
    const int64_t time_us = fr__transfers_label_time(&transfers, i);
    if (i < begin) found.left_us = better(found.left_us, time_us, false);
    if (i >= begin && time_us <= view->now_us) found.there_us = better(found.there_us, time_us, false);
  }
  return found;
}

static list_times either(list_times a, list_times b, bool earliest) {
  return (list_times){better(a.there_us, b.there_us, earliest), better(a.left_us, b.left_us, earliest)};
}

typedef struct found_time {
  int64_t time_us; /* FR__NO_TIME: none */
  bool approximate;
} found_time;

/* Of entries that have left only one time is remembered, so a late transfer, made before it, cannot tell. */
static found_time remembered(const fr__fold_view *view, list_times said, enum fr__past what) {
  const bool first = what == FR__FIRST_SEEN;
  int64_t left_us = said.left_us;
  if (view->profile != NULL) left_us = better(left_us, fr__profile_past(view->profile, what), first);
  const bool ahead = left_us != FR__NO_TIME && left_us > view->now_us;
  if (ahead) left_us = FR__NO_TIME;
  found_time found = {better(said.there_us, left_us, first), false};
  if (!first && found.time_us != FR__NO_TIME && found.time_us < view->now_us - FR_MAX_RETENTION_US) {
    found.time_us = FR__NO_TIME;
  }
  const bool none = found.time_us == FR__NO_TIME;
  if (first || none) {
    found.approximate = fr__view_incomplete(view) || (ahead && none);
  } else {
    found.approximate = fr__view_complete(view) > found.time_us; /* a later one may be missing */
  }
  return found;
}

static found_time find_time(const fr__fold_view *view, uint32_t fact) {
  switch (fact) {
    case FR__FACT_FIRST_SEEN:
      return remembered(view, either(of_ends(view, FR__SENT, true), of_ends(view, FR__RECEIVED, true), true),
                        FR__FIRST_SEEN);
    case FR__FACT_LAST_SENT: return remembered(view, of_ends(view, FR__SENT, false), FR__LAST_SENT);
    case FR__FACT_LAST_RECEIVED: return remembered(view, of_ends(view, FR__RECEIVED, false), FR__LAST_RECEIVED);
    default:
      return remembered(view, either(of_reports(view, FR__SENT), of_reports(view, FR__RECEIVED), false),
                        FR__LAST_REPORT);
  }
}

void fr__plan_facts(const fr__plan *plan, uint32_t side, const fr__fold_view *view, fr__cel_value *slots,
                    uint8_t *approximate) {
  static const uint32_t firsts[FR__SIDES] = {FR__SLOT_PAYER_FACTS, FR__SLOT_CUSTOMER_FACTS, FR__SLOT_PAYEE_FACTS};
  uint8_t *marks = approximate + plan->chain_count;
  const bool pair = (plan->facts & fr__fact_bit(FR__SLOT_FIRST_TIME)) != 0; /* and what is trusted */
  if (side == FR_SIDE_PAYER && pair) find_pair(view, slots, &marks[FR__SLOT_FIRST_TIME - FR__SLOT_FACTS]);
  const uint32_t first = firsts[fr__side_index(side)];
  const uint32_t asked = plan->facts >> (first - FR__SLOT_FACTS) & ((1u << FR__SIDE_FACTS) - 1);
  for (uint32_t fact = 0; asked != 0 && fact < FR__SIDE_FACTS; fact++) {
    if ((asked >> fact & 1) == 0) continue;
    if (fact == FR__FACT_COMPLETE_DAYS) {
      slots[first + fact] = fr__cel_int(complete_days(view));
      continue;
    }
    const found_time found = find_time(view, fact);
    slots[first + fact] = time_or_unknown(found.time_us);
    marks[first + fact - FR__SLOT_FACTS] = found.approximate;
  }
}
