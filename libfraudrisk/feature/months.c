/* SPDX-License-Identifier: Apache-2.0
 *
 * The largest amount that a party sent in each month: from the entries that are still there, and from what is
 * remembered of those that have left. */
#include "cel/time.h"
#include "feature/plan.h"

/* Where the newest months begin, by the engine's days, and where the first of them ends; the number of the first. */
static int32_t month_begins(const fr__fold_view *view, int64_t begins[FR__MONTHS], int64_t *end_us) {
  const fr__cel_date date = fr__cel_date_of(view->now_us + view->store->options.day_offset_us);
  const int64_t second = ((int64_t)date.hour * 60 + date.minute) * 60 + date.second;
  int64_t year = date.year;
  uint32_t month = date.month;
  begins[0] = view->now_us - ((int64_t)date.day - 1) * FR__DAY_US - second * FR__SECOND_US - date.microsecond;
  *end_us = begins[0] + fr__cel_month_days(year, month) * FR__DAY_US;
  for (uint32_t back = 1; back < FR__MONTHS; back++) {
    year -= month == 1;
    month = month == 1 ? 12 : month - 1;
    begins[back] = begins[back - 1] - fr__cel_month_days(year, month) * FR__DAY_US;
  }
  return (int32_t)(date.year * 12 + date.month - 1);
}

/* Entries stand in order, so months come one after the other, the newest first. Of those that have left, a month knows
 * no more than the largest, so here too they count whole; only what is still there is seen as of now. */
static void take_entries(const fr__fold_view *view, int64_t largest[FR__MONTHS], const int64_t begins[FR__MONTHS],
                         int64_t end_us) {
  const fr__transfers sent = fr__view_transfers(view, FR__SENT);
  const int64_t edge_us = fr__profile_edge(view->profile);
  uint32_t back = 0;
  for (uint32_t i = fr__transfers_from(&sent, end_us); i-- > 0;) {
    const int64_t time_us = fr__transfers_time(&sent, i), amount = fr__transfers_amount(&sent, i);
    while (back < FR__MONTHS && time_us < begins[back]) back++;
    if (back == FR__MONTHS) return;
    if (time_us >= edge_us && time_us > view->now_us) continue;
    if (i == view->skip[FR__SENT] || !fr__entry_moved(sent.flags[i])) continue;
    if (amount > largest[back]) largest[back] = amount;
  }
}

uint32_t fr__view_months(const fr__fold_view *view, fr__month_row rows[FR__MONTHS]) {
  int64_t largest[FR__MONTHS], begins[FR__MONTHS];
  if (view->profile == NULL) return 0;
  int64_t end_us;
  const int32_t newest = month_begins(view, begins, &end_us);
  for (uint32_t back = 0; back < FR__MONTHS; back++) largest[back] = -1;
  fr__month left[FR__MONTHS];
  /* What came before the months up to the party's newest entry is given up when its place is wanted, for a transfer
   * that comes late as for any other: so it is not asked, whether it has gone already or not. */
  const bool late = view->profile->newest_us > view->now_us;
  const int32_t oldest = (late ? fr__month_of(view->store, view->profile->newest_us) : newest) - FR__MONTHS + 1;
  /* Of a party that was idle for longer, what is remembered is too long ago, and may look like months of today. */
  const bool idle = view->profile->newest_us < view->now_us - FR_MAX_RETENTION_US;
  const uint32_t left_count = idle ? 0 : fr__profile_months(view->profile, newest, left);
  for (uint32_t i = 0; i < left_count; i++) {
    if (left[i].month >= oldest) largest[newest - left[i].month] = left[i].largest_minor;
  }
  take_entries(view, largest, begins, end_us);
  uint32_t count = 0;
  for (uint32_t back = FR__MONTHS; back-- > 0;) {
    if (largest[back] >= 0) rows[count++] = (fr__month_row){begins[back], largest[back]};
  }
  return count;
}
