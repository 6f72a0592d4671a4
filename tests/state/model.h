/* SPDX-License-Identifier: Apache-2.0
 *
 * A slow and obvious profile to compare with: every entry that ever came stands in one array, and every question is
 * answered by looking at all of them. */
#ifndef TEST_STATE_MODEL_H
#define TEST_STATE_MODEL_H

#include "state/store.h"

enum { MODEL_ENTRIES = 40000, MODEL_PAYEES = 2048 };

typedef struct model_entry {
  fr__entry in;
  uint32_t list, status, label;
  int64_t status_us, label_us;
  uint64_t order; /* of observation */
  bool gone;      /* left: past the horizon, or gave way */
  bool forgotten; /* its payee was stale when it came again */
} model_entry;

typedef struct model {
  int64_t horizon_us, newest_us;
  int64_t dropped_us[2];
  uint64_t dropped, late;
  bool settle_after_a_day;
  uint32_t count;
  model_entry entries[MODEL_ENTRIES];
  uint64_t payees[MODEL_PAYEES]; /* fingerprints that were sent to */
  int64_t last_day[MODEL_PAYEES];
  bool exotic[MODEL_PAYEES]; /* what entries left behind is more than a profile can keep */
  uint32_t payee_count;
} model;

void model_init(model *self, int64_t horizon_us, bool settle_after_a_day);
/* False: left out. */
bool model_add(model *self, uint32_t list, const fr__entry *entry);
/* The live entries of a list in order; returns how many. */
uint32_t model_list(const model *self, uint32_t list, const model_entry **entries, uint32_t room);
/* The newest live entry with the id, or null. */
model_entry *model_find(model *self, uint32_t list, uint64_t id, const uint64_t *other);
bool model_set_status(model *self, model_entry *entry, uint32_t status, int64_t time_us);
bool model_set_label(model *self, model_entry *entry, uint32_t label, int64_t time_us);
void model_pass(model *self, int64_t time_us);
int64_t model_known_from(const model *self, uint64_t payee, bool *exotic);

#endif
