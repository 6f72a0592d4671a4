/* SPDX-License-Identifier: Apache-2.0
 *
 * The life of an account: it gets another identifier and its history follows, or it is forgotten. */
#include "state/layout.h"

/* The oldest entry goes from one to the other. */
static fr_status take_oldest(struct fr__store *store, fr__profile **into, fr__profile *from, enum fr__list list) {
  const fr__transfers theirs = fr__profile_transfers(from, list);
  const uint16_t other = theirs.other[0];
  const fr__entry entry = {
      .time_us = fr__transfers_time(&theirs, 0),
      .amount_minor = fr__transfers_amount(&theirs, 0),
      .id = fr__join48(theirs.id_low[0], theirs.id_high[0]),
      .other = other == FR__NO_OTHER ? 0 : fr__profile_other(from, other),
      .has_other = other != FR__NO_OTHER,
      .flags = theirs.flags[0],
  };
  const fr__outcome outcome = {fr__transfers_status_time(&theirs, 0), fr__transfers_label_time(&theirs, 0)};
  if (fr__profile_find(*into, list, entry.id, entry.has_other ? &entry.other : NULL) == UINT32_MAX) {
    if (theirs.status_low != NULL) FR_TRY(fr__outcome_reserve(store, into, list));
    FR_TRY(fr__profile_reserve(store, into, list, entry.time_us, entry.amount_minor,
                               entry.has_other ? &entry.other : NULL));
    (void)fr__profile_add_known(store, *into, list, &entry, theirs.status_low == NULL ? NULL : &outcome);
  }
  fr__columns_drop_oldest(from, list);
  return FR_OK;
}

static fr_status take_items(struct fr__store *store, fr__profile **into, const fr__profile *from) {
  uint32_t count;
  const int64_t edge_us = fr__profile_edge(*into); /* what lies before it has left, and does not come late */
  const fr__contact *contacts = fr__profile_contacts(from, &count);
  for (uint32_t i = 0; i < count; i++) {
    const int64_t time_us = from->base_us + (int64_t)contacts[i].time;
    if (time_us >= edge_us) FR_TRY(fr__profile_add_contact(store, into, time_us, &contacts[i]));
  }
  const fr__personal *events = fr__profile_events(from, &count);
  for (uint32_t i = 0; i < count; i++) {
    const int64_t time_us = from->base_us + (int64_t)events[i].time;
    if (time_us >= edge_us) FR_TRY(fr__profile_add_event(store, into, time_us, &events[i]));
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

static bool has_expired(const fr__profile *profile, enum fr__list list) {
  const fr__transfers view = fr__profile_transfers(profile, list);
  return view.count > 0 && fr__transfers_time(&view, 0) < fr__profile_edge(profile);
}

/* What lies past the horizon leaves first, so that what it leaves behind goes along. */
static fr_status settle_past(struct fr__store *store, fr__profile **profile, int64_t newest_us) {
  fr__profile_note_time(store, *profile, newest_us);
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    uint32_t before;
    do { /* as many as there was room for, then room is made for more */
      before = (*profile)->count[list];
      FR_TRY(fr__payees_reserve(store, profile, 2)); /* where what an entry gave may have to stand */
      FR_TRY(fr__profile_reserve(store, profile, (enum fr__list)list, newest_us, 0, NULL));
    } while (has_expired(*profile, (enum fr__list)list) && (*profile)->count[list] < before);
    if (has_expired(*profile, (enum fr__list)list)) return FR_STATE_FULL;
  }
  return FR_OK;
}

/* What has moved is there and here no more, entry by entry: so whoever begins again goes on where it stopped. */
fr_status fr__profile_take_over(struct fr__store *store, fr__profile **into, fr__profile **from) {
  if ((*from)->complete_us > (*into)->complete_us) (*into)->complete_us = (*from)->complete_us;
  if ((*from)->newest_us == FR__NO_TIME) return FR_OK;
  const int64_t newest_us = (*from)->newest_us > (*into)->newest_us ? (*from)->newest_us : (*into)->newest_us;
  FR_TRY(settle_past(store, from, newest_us));
  if ((*into)->newest_us == FR__NO_TIME) { /* as far back, so that no time of long ago is cut */
    (*into)->base_us = (*from)->base_us;
    (*into)->newest_us = newest_us;
  }
  FR_TRY(settle_past(store, into, newest_us));
  (*into)->sequence++;
  (*from)->sequence++;
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    while ((*from)->count[list] > 0) FR_TRY(take_oldest(store, into, *from, (enum fr__list)list));
  }
  FR_TRY(fr__known_take_over(store, into, *from));
  FR_TRY(reserve_items(store, into, *from));
  FR_TRY(fr__past_take_over(store, into, *from));
  return take_items(store, into, *from);
}

void fr__profile_forget(struct fr__store *store, fr__profile **profile, int64_t time_us, int64_t complete_us) {
  fr__profile *was = *profile;
  fr__books_remove(store, was);
  const fr__party_key key = was->key;
  const uint64_t sequence = was->sequence;
  const uint32_t bytes = was->bytes;
  memset((unsigned char *)was + sizeof *was, 0, bytes - sizeof *was);
  fr__profile fresh;
  fr__profile_init(store, &fresh, key, bytes);
  /* All but the key: others may look whose block this is. */
  memcpy((unsigned char *)was + sizeof key, (unsigned char *)&fresh + sizeof key, sizeof fresh - sizeof key);
  was->sequence = sequence + 1;
  was->complete_us = time_us > complete_us || complete_us == INT64_MAX ? time_us : complete_us;
  fr__profile *smaller = store->operations->resize(store, was, sizeof *was);
  if (smaller != NULL) *profile = smaller;
}
