/* SPDX-License-Identifier: Apache-2.0
 *
 * The life of an account: it gets another identifier and its history follows, or it is forgotten. */
#include "state/layout.h"

static fr_status take_entry(struct fr__store *store, fr__profile **into, const fr__profile *from, enum fr__list list,
                            uint32_t index) {
  const fr__transfers theirs = fr__profile_transfers(from, list);
  const uint16_t other = theirs.other[index];
  const fr__entry entry = {
      .time_us = fr__transfers_time(&theirs, index),
      .amount_minor = fr__transfers_amount(&theirs, index),
      .id = fr__join48(theirs.id_low[index], theirs.id_high[index]),
      .other = other == FR__NO_OTHER ? 0 : fr__profile_other(from, other),
      .has_other = other != FR__NO_OTHER,
      .flags = theirs.flags[index],
  };
  if (fr__profile_find(*into, list, entry.id, entry.has_other ? &entry.other : NULL) != UINT32_MAX) return FR_OK;
  FR_TRY(fr__profile_reserve(store, into, list, entry.time_us, entry.amount_minor));
  const uint32_t at = fr__profile_add(store, *into, list, &entry);
  if (at == UINT32_MAX || theirs.status_low == NULL) return FR_OK;
  const int64_t label_us =
      fr__entry_label(entry.flags) == FR__LABEL_NONE ? (*into)->base_us : fr__transfers_label_time(&theirs, index);
  return fr__outcome_put(store, into, list, at, fr__transfers_status_time(&theirs, index), label_us);
}

static fr_status take_items(struct fr__store *store, fr__profile **into, const fr__profile *from) {
  uint32_t count;
  const fr__contact *contacts = fr__profile_contacts(from, &count);
  for (uint32_t i = 0; i < count; i++) {
    FR_TRY(fr__profile_add_contact(store, into, from->base_us + (int64_t)contacts[i].time, &contacts[i]));
  }
  const fr__personal *events = fr__profile_events(from, &count);
  for (uint32_t i = 0; i < count; i++) {
    FR_TRY(fr__profile_add_event(store, into, from->base_us + (int64_t)events[i].time, &events[i]));
  }
  return FR_OK;
}

/* Contacts and events have no id to be told by, so they come last: whoever begins again has none of them yet. */
static fr_status reserve_items(struct fr__store *store, fr__profile **into, const fr__profile *from) {
  fr__shape shape = fr__shape_of(*into);
  for (uint32_t list = FR__CONTACTS; list <= FR__EVENTS; list++) {
    const uint32_t room = (uint32_t)(*into)->count[list] + from->count[list] + 1;
    const uint32_t most = FR_MAX_HISTORY_ENTRIES + 1;
    if (shape.room[list] < room) shape.room[list] = (uint16_t)(room < most ? room : most);
  }
  /* And for the time of what gives way, of each. */
  const uint32_t past = (uint32_t)(*into)->count[FR__PAST] + 2;
  if (shape.room[FR__PAST] < past) shape.room[FR__PAST] = (uint16_t)past;
  return fr__reshape(store, into, &shape);
}

/* What lies past the horizon leaves first, so that what it leaves behind goes along. */
static fr_status settle_past(struct fr__store *store, fr__profile **profile, int64_t newest_us) {
  fr__profile_note_time(store, *profile, newest_us);
  FR_TRY(fr__profile_reserve(store, profile, FR__SENT, newest_us, 0));
  return fr__profile_reserve(store, profile, FR__RECEIVED, newest_us, 0);
}

fr_status fr__profile_take_over(struct fr__store *store, fr__profile **into, fr__profile **from) {
  if ((*from)->complete_us > (*into)->complete_us) (*into)->complete_us = (*from)->complete_us;
  if ((*from)->newest_us == FR__NO_TIME) return FR_OK;
  const int64_t newest_us = (*from)->newest_us > (*into)->newest_us ? (*from)->newest_us : (*into)->newest_us;
  FR_TRY(settle_past(store, into, newest_us));
  FR_TRY(settle_past(store, from, newest_us));
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    for (uint32_t i = 0; i < (*from)->count[list]; i++) FR_TRY(take_entry(store, into, *from, (enum fr__list)list, i));
  }
  FR_TRY(fr__known_take_over(store, into, *from));
  FR_TRY(reserve_items(store, into, *from));
  FR_TRY(fr__past_take_over(store, into, *from));
  (*into)->sequence++;
  return take_items(store, into, *from);
}

void fr__profile_forget(struct fr__store *store, fr__profile **profile, int64_t time_us) {
  fr__profile *was = *profile;
  const fr__party_key key = was->key;
  const uint64_t sequence = was->sequence;
  const uint32_t bytes = was->bytes;
  memset((unsigned char *)was + sizeof *was, 0, bytes - sizeof *was);
  fr__profile_init(store, was, key, bytes);
  was->sequence = sequence + 1;
  if (time_us > was->complete_us || was->complete_us == INT64_MAX) was->complete_us = time_us;
  fr__profile *smaller = store->operations->resize(store, was, sizeof *was);
  if (smaller != NULL) *profile = smaller;
}
