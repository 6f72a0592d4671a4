/* SPDX-License-Identifier: Apache-2.0
 *
 * What became of a transfer: its status and its label. */
#include "state/layout.h"

/* attempted → delayed → held → released → settled → returned, steps may be left out; the first three → cancelled or
 * refused. */
static bool follows(uint32_t before, uint32_t after) {
  if (after <= FR_TRANSFER_RETURNED) return before < after;
  return before <= FR_TRANSFER_HELD && after <= FR_TRANSFER_REFUSED;
}

fr_status fr__outcome_reserve(struct fr__store *store, fr__profile **profile, enum fr__list list) {
  fr__shape shape = fr__shape_of(*profile);
  shape.outcomes[list] = 1;
  FR_TRY(fr__reshape(store, profile, &shape));
  return list == FR__SENT ? fr__payees_reserve(store, profile, 1) : FR_OK;
}

/* An entry past the horizon has left the history: nothing can happen to it any more. */
static bool is_live(const fr__profile *profile, const fr__transfers *view, uint32_t index) {
  return index < view->count && fr__transfers_time(view, index) >= fr__profile_edge(profile);
}

static void changed_entry(struct fr__store *store, fr__profile *profile, enum fr__list list, uint32_t index,
                          fr__knowledge before) {
  profile->sequence++;
  if (list == FR__SENT) fr__known_note_entry(store, profile, index, before);
}

fr_status fr__profile_set_status(struct fr__store *store, fr__profile **profile, enum fr__list list, uint32_t index,
                                 uint32_t status, int64_t time_us, bool *changed) {
  *changed = false;
  FR_ENSURE(list <= FR__RECEIVED && status <= FR_TRANSFER_REFUSED);
  fr__transfers view = fr__profile_transfers(*profile, list);
  FR_ENSURE(index < view.count);
  const uint16_t flags = view.flags[index];
  if (!is_live(*profile, &view, index) || !follows(fr__entry_status(flags), status)) return FR_OK;
  if (time_us < fr__transfers_status_time(&view, index)) return FR_OK;
  FR_TRY(fr__outcome_reserve(store, profile, list));
  view = fr__profile_transfers(*profile, list);
  const fr__knowledge before = fr__known_by_entry(store, &view, index);
  const fr__columns columns = fr__profile_columns(*profile, list);
  const uint32_t at = (*profile)->head[list] + index;
  const uint64_t time = fr__since_base(*profile, time_us);
  columns.flags[at] = (uint16_t)((flags & ~7u) | status);
  if (fr__entry_moved(flags)) (*profile)->unmoved[list]++;
  if (fr__entry_moved(columns.flags[at])) (*profile)->unmoved[list]--;
  columns.status_low[at] = (uint32_t)time;
  columns.status_high[at] = (uint16_t)(time >> 32);
  changed_entry(store, *profile, list, index, before);
  *changed = true;
  return FR_OK;
}

fr_status fr__profile_set_label(struct fr__store *store, fr__profile **profile, enum fr__list list, uint32_t index,
                                uint32_t label, int64_t time_us, bool *changed) {
  *changed = false;
  FR_ENSURE(list <= FR__RECEIVED && (label == FR__LABEL_FRAUD || label == FR__LABEL_CLEARED));
  fr__transfers view = fr__profile_transfers(*profile, list);
  FR_ENSURE(index < view.count);
  if (!is_live(*profile, &view, index)) return FR_OK;
  const uint16_t flags = view.flags[index];
  const uint64_t time = fr__since_base(*profile, time_us);
  if (fr__entry_label(flags) != FR__LABEL_NONE) {
    const uint64_t last = fr__since_base(*profile, fr__transfers_label_time(&view, index));
    if (time < last || (time == last && (label == FR__LABEL_CLEARED || fr__entry_label(flags) == label))) return FR_OK;
  }
  FR_TRY(fr__outcome_reserve(store, profile, list));
  view = fr__profile_transfers(*profile, list);
  const fr__knowledge before = fr__known_by_entry(store, &view, index);
  const fr__columns columns = fr__profile_columns(*profile, list);
  const uint32_t at = (*profile)->head[list] + index;
  columns.flags[at] = (uint16_t)((flags & ~(3u << 11)) | label << 11);
  columns.label_low[at] = (uint32_t)time;
  columns.label_high[at] = (uint16_t)(time >> 32);
  changed_entry(store, *profile, list, index, before);
  *changed = true;
  return FR_OK;
}
