/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/fold.h"

#include "event/transfer.h"
#include "feature/inputs.h"
#include "feature/plan.h"
#include "fraudrisk/engine.h"

enum { NONE = 0xFFFFFFFFu };

/* ---- the party, as windows see it ---- */

fr__transfers fr__view_transfers(const fr__fold_view *view, enum fr__list list) {
  if (view->profile == NULL) return (fr__transfers){0};
  return fr__profile_transfers(view->profile, list);
}

uint16_t fr__view_other(const fr__fold_view *view) {
  if (view->profile == NULL || !view->has_other) return FR__NO_OTHER;
  return fr__profile_find_other(view->profile, fr__fingerprint(view->other));
}

int64_t fr__view_from(const fr__fold_view *view, uint32_t source, int64_t window_us) {
  const int64_t most_us = fr__source_is_months(source) ? FR_MAX_RETENTION_US : view->horizon_us;
  return view->now_us - (window_us < 0 || window_us > most_us ? most_us : window_us);
}

int64_t fr__view_complete(const fr__fold_view *view) {
  return view->profile != NULL ? view->profile->complete_us : view->complete_us;
}

int64_t fr__view_shown(const fr__fold_view *view, int64_t from_us) {
  if (view->profile == NULL) return from_us;
  const int64_t edge_us = fr__profile_edge(view->profile);
  return from_us > edge_us ? from_us : edge_us;
}

int64_t fr__view_exact_from(const fr__fold_view *view, enum fr__list list) {
  int64_t from_us = fr__view_complete(view);
  const fr__profile *profile = view->profile;
  if (profile == NULL) return from_us;
  const bool late = profile->newest_us > view->now_us;
  if (list == FR__PAST) return late ? INT64_MAX : from_us;
  if (profile->count[FR__PAST] != 0) {
    const int64_t dropped_us = fr__profile_dropped(profile, list);
    if (dropped_us >= from_us) from_us = dropped_us + 1;
  }
  /* A late transfer looks back further than the horizon still reaches. */
  if (late && profile->newest_us - view->horizon_us > from_us) from_us = profile->newest_us - view->horizon_us;
  return from_us;
}

/* ---- nested windows in one pass ---- */

typedef struct fold_totals {
  int64_t count, sum, min, max;
} fold_totals;

/* Adds the summaries of days that lie whole inside the window. They say nothing of a least amount. */
static fold_totals with_days(const fold_totals *exact, const fr__fold_view *view, enum fr__list where,
                             uint32_t statuses, int64_t from_us) {
  fold_totals totals = *exact;
  uint32_t count;
  const fr__day *days = fr__profile_days(view->profile, &count);
  for (uint32_t i = 0; i < count; i++) {
    const int64_t begins_us = fr__day_begins(view->profile, &days[i]);
    if (days[i].list != where || begins_us < from_us || begins_us > view->now_us - FR__DAY_US + 1) continue;
    if (days[i].count == 0 || (days[i].unmoved != 0 && statuses != 0xFF)) continue;
    totals.count += days[i].count;
    totals.sum = fr__add_saturating(totals.sum, (int64_t)days[i].sum);
    if ((int64_t)days[i].max > totals.max) totals.max = (int64_t)days[i].max;
  }
  return totals;
}

typedef struct entry_filter {
  uint32_t statuses; /* a bit each */
  bool pair;
  bool all; /* every entry of the list counts */
  uint16_t other;
} entry_filter;

/* Entry by entry without a branch: what does not count is masked out. 1,024 amounts below 2^53 add up below 2^63. */
#define TAKE_RANGE(amounts)                                                             \
  for (uint32_t i = from; i < end; i++) {                                               \
    const bool in = (filter->statuses >> fr__entry_status(list->flags[i]) & 1u) != 0 && \
                    (!filter->pair || list->other[i] == filter->other);                 \
    const int64_t amount = (int64_t)(amounts)[i], counts = in ? -1 : 0;                 \
    const int64_t low = in ? amount : INT64_MAX, high = in ? amount : -1;               \
    sum.count -= counts;                                                                \
    sum.sum += amount & counts;                                                         \
    sum.min = low < sum.min ? low : sum.min;                                            \
    sum.max = high > sum.max ? high : sum.max;                                          \
  }

/* Where all entries count, the amounts alone are read. */
static void take_all(fold_totals *totals, const fr__transfers *list, uint32_t from, uint32_t end) {
  uint64_t sum = 0;
  uint32_t min = UINT32_MAX, max = 0;
  if (from >= end) return;
  for (uint32_t i = from; i < end; i++) {
    const uint32_t amount = list->amount[i];
    sum += amount;
    min = amount < min ? amount : min;
    max = amount > max ? amount : max;
  }
  totals->count += end - from;
  totals->sum += (int64_t)sum;
  if ((int64_t)min < totals->min) totals->min = min;
  if ((int64_t)max > totals->max) totals->max = max;
}

static void take_range(fold_totals *totals, const entry_filter *filter, const fr__transfers *list, uint32_t from,
                       uint32_t end) {
  fold_totals sum = *totals;
  if (list->amount != NULL && filter->all) {
    take_all(&sum, list, from, end);
  } else if (list->amount != NULL) {
    TAKE_RANGE(list->amount)
  } else {
    TAKE_RANGE(list->amount_wide)
  }
  *totals = sum;
}

static void put(fr__cel_value *slots, uint32_t slot, fr__cel_value value) {
  if (slot != NONE) slots[slot] = value;
}

static void put_totals(const fr__window *window, const fold_totals *totals, double minor_per_major,
                       fr__cel_value *slots) {
  const fr__cel_value nothing = fr__cel_failed(FR__CEL_FAULT_EMPTY);
  put(slots, window->size_slot, fr__cel_int(totals->count));
  put(slots, window->sum_slot, fr__cel_double(fr__major(totals->sum, minor_per_major)));
  const bool least = totals->min != INT64_MAX, most = totals->max >= 0;
  put(slots, window->min_slot, least ? fr__cel_double(fr__major(totals->min, minor_per_major)) : nothing);
  put(slots, window->max_slot, most ? fr__cel_double(fr__major(totals->max, minor_per_major)) : nothing);
}

static void fold_group(const fr__window_group *group, const fr__fold_view *view, double minor_per_major,
                       fr__cel_value *slots, uint8_t *approximate) {
  const enum fr__list where = fr__source_history(group->source);
  const fr__transfers list = fr__view_transfers(view, where);
  const uint32_t statuses = fr__source_statuses(group->source);
  const bool pair = fr__source_is_pair(group->source);
  const entry_filter filter = {statuses, pair, !pair && (list.unmoved == 0 || statuses == 0xFF),
                               pair ? fr__view_other(view) : FR__NO_OTHER};
  /* A pair that never met has no place in the table: nothing of the list is its. */
  const bool nobody = filter.pair && filter.other == FR__NO_OTHER;
  const bool summed = !pair && view->profile != NULL && view->profile->count[FR__DAYS] != 0;
  const uint32_t skip = view->skip[where];
  const int64_t exact_from_us = fr__view_exact_from(view, where);
  fold_totals totals = {0, 0, INT64_MAX, -1};
  uint32_t end = nobody ? 0 : fr__transfers_from_before(&list, view->now_us + 1, list.count);
  for (uint32_t i = 0; i < group->window_count; i++) {
    const fr__window *window = &group->windows[i];
    const int64_t from_us = fr__view_from(view, group->source, window->window_us);
    const uint32_t from = fr__transfers_from_before(&list, fr__view_shown(view, from_us), end);
    if (skip >= from && skip < end) {
      take_range(&totals, &filter, &list, skip + 1, end);
      take_range(&totals, &filter, &list, from, skip);
    } else {
      take_range(&totals, &filter, &list, from, end);
    }
    end = from;
    if (summed) {
      const fold_totals all = with_days(&totals, view, where, statuses, fr__view_shown(view, from_us));
      put_totals(window, &all, minor_per_major, slots);
    } else {
      put_totals(window, &totals, minor_per_major, slots);
    }
    const uint8_t misses = from_us < exact_from_us;
    for (uint32_t j = 0; j < 4; j++) {
      if (window->chains[j] != NONE) approximate[window->chains[j]] = misses;
    }
  }
}

/* A pair's folds are unknown where there is no second party. */
static void forget_group(const fr__window_group *group, fr__cel_value *slots) {
  for (uint32_t i = 0; i < group->window_count; i++) {
    const fr__window *window = &group->windows[i];
    put(slots, window->size_slot, fr__cel_unknown());
    put(slots, window->sum_slot, fr__cel_unknown());
    put(slots, window->min_slot, fr__cel_unknown());
    put(slots, window->max_slot, fr__cel_unknown());
  }
}

void fr__plan_fold(const fr__plan *plan, uint32_t side, const fr__fold_view *view, fr__cel_value *slots,
                   uint8_t *approximate, fr__fold_scratch *scratch) {
  const fr__plan_side *folds = &plan->sides[fr__side_index(side)];
  fr__plan_facts(plan, side, view, slots, approximate);
  for (uint32_t i = 0; i < folds->group_count; i++) {
    const fr__window_group *group = &folds->groups[i];
    if (fr__source_is_pair(group->source) && !view->has_other) {
      forget_group(group, slots);
    } else {
      fold_group(group, view, plan->minor_per_major, slots, approximate);
    }
  }
  if (folds->general_count != 0) fr__chains_fold(plan, folds, view, slots, approximate, scratch);
}
