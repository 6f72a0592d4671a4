/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include <stdlib.h>

void model_init(model *self, int64_t horizon_us, bool settle_after_a_day) {
  memset(self, 0, sizeof *self);
  self->horizon_us = horizon_us;
  self->settle_after_a_day = settle_after_a_day;
  self->newest_us = FR__NO_TIME;
  self->dropped_us[0] = self->dropped_us[1] = FR__NO_TIME;
}

static int64_t day_of(int64_t time_us) { return time_us / FR__DAY_US; }

static uint32_t payee_place(const model *self, uint64_t payee) {
  for (uint32_t i = 0; i < self->payee_count; i++) {
    if (self->payees[i] == payee) return i;
  }
  return UINT32_MAX;
}

static bool bad_of(const model_entry *entry, int64_t *time_us) {
  *time_us = INT64_MIN;
  if (entry->status == FR_TRANSFER_RETURNED) *time_us = entry->status_us;
  if (entry->label == FR__LABEL_FRAUD && entry->label_us > *time_us) *time_us = entry->label_us;
  return *time_us != INT64_MIN;
}

static bool good_of(const model *self, const model_entry *entry, int64_t *time_us) {
  if (entry->label == FR__LABEL_FRAUD) return false;
  *time_us = entry->status_us;
  if (entry->status == FR_TRANSFER_SETTLED) return true;
  *time_us = entry->in.time_us + FR__DAY_US;
  return self->settle_after_a_day && (entry->status == FR_TRANSFER_ATTEMPTED || entry->status == FR_TRANSFER_RELEASED);
}

static bool names(const model_entry *entry, uint64_t payee) {
  return entry->list == FR__SENT && entry->in.has_other && entry->in.other == payee && !entry->forgotten;
}

/* Of all entries to a payee that have left, a profile keeps one time. Something is lost where a bad time lies between
 * two good ones that have left, or a good time comes late, before a bad one that has left and was followed by a good
 * one. */
static void look_for_exotic(model *self, uint64_t payee) {
  const uint32_t place = payee_place(self, payee);
  int64_t gone_bad = INT64_MIN, first_gone = INT64_MAX, last_gone = INT64_MIN, time_us;
  for (uint32_t i = 0; i < self->count; i++) {
    const model_entry *entry = &self->entries[i];
    if (!entry->gone || !names(entry, payee)) continue;
    if (bad_of(entry, &time_us) && time_us > gone_bad) gone_bad = time_us;
    if (!good_of(self, entry, &time_us)) continue;
    if (time_us < first_gone) first_gone = time_us;
    if (time_us > last_gone) last_gone = time_us;
  }
  for (uint32_t i = 0; i < self->count; i++) {
    const model_entry *entry = &self->entries[i];
    if (entry->gone || !names(entry, payee)) continue;
    if (bad_of(entry, &time_us) && first_gone <= time_us && time_us < last_gone) self->exotic[place] = true;
    if (good_of(self, entry, &time_us) && time_us <= gone_bad && gone_bad < last_gone) self->exotic[place] = true;
  }
}

static void leave(model *self, model_entry *entry) {
  const bool sent = entry->list == FR__SENT && entry->in.has_other && !entry->forgotten;
  if (sent) look_for_exotic(self, entry->in.other);
  entry->gone = true;
  if (sent) look_for_exotic(self, entry->in.other);
}

void model_pass(model *self, int64_t time_us) {
  if (self->newest_us != FR__NO_TIME && time_us <= self->newest_us) return;
  self->newest_us = time_us;
  for (;;) { /* the oldest first */
    model_entry *oldest = NULL;
    for (uint32_t i = 0; i < self->count; i++) {
      model_entry *entry = &self->entries[i];
      if (entry->gone || entry->in.time_us >= time_us - self->horizon_us) continue;
      if (oldest == NULL || entry->in.time_us < oldest->in.time_us) oldest = entry;
    }
    if (oldest == NULL) return;
    leave(self, oldest);
  }
}

static void sent_to(model *self, uint64_t payee, int64_t time_us) {
  uint32_t place = payee_place(self, payee);
  if (place == UINT32_MAX) {
    place = self->payee_count++;
    self->payees[place] = payee;
    self->last_day[place] = day_of(time_us);
  }
  if (day_of(self->newest_us) - self->last_day[place] > 400) {
    for (uint32_t i = 0; i < self->count; i++) {
      if (names(&self->entries[i], payee)) self->entries[i].forgotten = true;
    }
    self->exotic[place] = false;
  }
  if (day_of(time_us) > self->last_day[place]) self->last_day[place] = day_of(time_us);
}

bool model_add(model *self, uint32_t list, const fr__entry *entry) {
  if (self->newest_us != FR__NO_TIME && entry->time_us < self->newest_us - self->horizon_us) {
    self->late++;
    return false;
  }
  model_pass(self, entry->time_us);
  if (list == FR__SENT && entry->has_other) sent_to(self, entry->other, entry->time_us);
  self->entries[self->count] = (model_entry){.in = *entry,
                                             .list = list,
                                             .status = fr__entry_status(entry->flags),
                                             .status_us = entry->time_us,
                                             .order = self->count};
  self->count++;
  if (list == FR__SENT && entry->has_other) look_for_exotic(self, entry->other);
  uint32_t live = 0;
  model_entry *oldest = NULL;
  for (uint32_t i = 0; i < self->count; i++) {
    model_entry *here = &self->entries[i];
    if (here->gone || here->list != list) continue;
    live++;
    if (oldest == NULL || here->in.time_us < oldest->in.time_us) oldest = here;
  }
  if (live > FR_MAX_HISTORY_ENTRIES) {
    leave(self, oldest);
    self->dropped++;
    if (oldest->in.time_us > self->dropped_us[list]) self->dropped_us[list] = oldest->in.time_us;
    return oldest != &self->entries[self->count - 1];
  }
  return true;
}

static int in_order(const void *left, const void *right) {
  const model_entry *a = *(const model_entry *const *)left, *b = *(const model_entry *const *)right;
  if (a->in.time_us != b->in.time_us) return a->in.time_us < b->in.time_us ? -1 : 1;
  return a->order < b->order ? -1 : 1;
}

uint32_t model_list(const model *self, uint32_t list, const model_entry **entries, uint32_t room) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < self->count && count < room; i++) {
    if (!self->entries[i].gone && self->entries[i].list == list) entries[count++] = &self->entries[i];
  }
  qsort(entries, count, sizeof *entries, in_order);
  return count;
}

model_entry *model_find(model *self, uint32_t list, uint64_t id, const uint64_t *other) {
  model_entry *best = NULL;
  for (uint32_t i = 0; i < self->count; i++) {
    model_entry *entry = &self->entries[i];
    if (entry->gone || entry->list != list || entry->in.id != id) continue;
    if (other != NULL && (!entry->in.has_other || entry->in.other != *other)) continue;
    if (best == NULL || entry->in.time_us >= best->in.time_us) best = entry;
  }
  return best;
}

bool model_set_status(model *self, model_entry *entry, uint32_t status, int64_t time_us) {
  /* from, a row each, and to: attempted, delayed, held, released, settled, returned, cancelled, refused */
  static const uint8_t allowed[8][8] = {{0, 1, 1, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 1, 1, 1, 1}, {0, 0, 0, 1, 1, 1, 1, 1},
                                        {0, 0, 0, 0, 1, 1, 0, 0}, {0, 0, 0, 0, 0, 1, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0},
                                        {0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0}};
  if (!allowed[entry->status][status] || time_us < entry->status_us) return false;
  entry->status = status;
  entry->status_us = time_us;
  if (entry->list == FR__SENT && entry->in.has_other) look_for_exotic(self, entry->in.other);
  return true;
}

bool model_set_label(model *self, model_entry *entry, uint32_t label, int64_t time_us) {
  if (entry->label != FR__LABEL_NONE) {
    if (time_us < entry->label_us) return false;
    if (time_us == entry->label_us && !(label == FR__LABEL_FRAUD && entry->label == FR__LABEL_CLEARED)) return false;
  }
  entry->label = label;
  entry->label_us = time_us;
  if (entry->list == FR__SENT && entry->in.has_other) look_for_exotic(self, entry->in.other);
  return true;
}

int64_t model_known_from(const model *self, uint64_t payee, bool *exotic) {
  *exotic = false;
  const uint32_t place = payee_place(self, payee);
  if (place == UINT32_MAX || day_of(self->newest_us) - self->last_day[place] > 400) return FR__NO_TIME;
  *exotic = self->exotic[place];
  int64_t last_bad = INT64_MIN, since = INT64_MAX, time_us;
  for (uint32_t i = 0; i < self->count; i++) {
    if (names(&self->entries[i], payee) && bad_of(&self->entries[i], &time_us) && time_us > last_bad)
      last_bad = time_us;
  }
  for (uint32_t i = 0; i < self->count; i++) {
    const model_entry *entry = &self->entries[i];
    if (!names(entry, payee) || !good_of(self, entry, &time_us)) continue;
    if (time_us > last_bad && time_us < since) since = time_us;
  }
  return since == INT64_MAX ? FR__NO_TIME : since;
}
