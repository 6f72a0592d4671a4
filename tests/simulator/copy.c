/* SPDX-License-Identifier: Apache-2.0
 *
 * The model is plain memory: it can be kept, and put back. Deals are only ever added, so their number is enough. */
#include <stddef.h>
#include <stdlib.h>

#include "simulator.h"

static uint32_t parties(void) { return the.setup.accounts + the.setup.customers; }

static void copy_history(history *to, const history *from) {
  if (from->count > to->capacity) {
    free(to->records);
    to->capacity = from->capacity;
    to->records = malloc(to->capacity * sizeof *to->records);
    if (to->records == NULL) abort();
  }
  if (from->count != 0) memcpy(to->records, from->records, from->count * sizeof *to->records);
  to->begin = from->begin;
  to->count = from->count;
}

static void copy_profile(profile *to, const profile *from) {
  profile made = *from;
  for (uint32_t i = 0; i < HISTORIES; i++) {
    copy_history(&to->list[i], &from->list[i]);
    made.list[i] = to->list[i];
  }
  *to = made;
}

static void copy_world(world *to, const world *from) {
  to->offset_us = from->offset_us;
  to->complete_us = from->complete_us;
  for (uint32_t i = 0; i < parties(); i++) copy_profile(&to->profiles[i], &from->profiles[i]);
  memcpy(to->trusts, from->trusts, from->trust_count * sizeof *to->trusts);
  to->trust_count = from->trust_count;
  to->horizon_us = from->horizon_us;
  to->outcomes_not_reported = from->outcomes_not_reported;
  to->late_dropped = from->late_dropped;
  to->gave_way = from->gave_way;
}

void copy_into(play *to, const play *from) {
  deal *deals = to->deals;
  uint32_t *numbers = to->next_number;
  void *folds = to->folds;
  const uint64_t capacity = to->folds_capacity;
  fr_policy *loaded = to->loaded;
  const size_t head = offsetof(play, w), tail = offsetof(play, policies);
  memcpy(to, from, head);
  memcpy((char *)to + tail, (const char *)from + tail, sizeof *to - tail);
  copy_world(&to->w, &from->w);
  to->deals = deals;
  to->next_number = numbers;
  memcpy(numbers, from->next_number, the.setup.accounts * sizeof *numbers);
  to->folds = folds;
  to->folds_capacity = capacity;
  to->loaded = fr_policy_retain(from->loaded);
  fr_policy_release(loaded);
  to->current = from->current == NULL ? NULL : to->policies + (from->current - from->policies);
}

play *copy_make(const play *from) {
  play *made = calloc(1, sizeof *made);
  if (made == NULL) abort();
  made->next_number = calloc(the.setup.accounts, sizeof *made->next_number);
  if (made->next_number == NULL) abort();
  copy_into(made, from);
  return made;
}

void copy_free(play *copy) {
  if (copy == NULL) return;
  fr_policy_release(copy->loaded);
  world_free(&copy->w);
  free(copy->next_number);
  free(copy);
}
