/* SPDX-License-Identifier: Apache-2.0
 *
 * Since when a payee is known: the earliest good time that is later than the last bad time (docs/design.md 12.1).
 *
 * The answer is kept with the payee and brought up to date when an entry comes or changes. Entries that have left the
 * history can no longer be asked; what they gave together is kept as one knowledge, `left`, to which each is added as
 * it leaves. It is nearly always the same as the answer, and then takes no memory of its own. */
#include "state/layout.h"

static fr__knowledge good(uint64_t time) { return (fr__knowledge){time, FR__KNOWN}; }
static fr__knowledge bad(uint64_t time) { return (fr__knowledge){time, FR__BAD}; }
static const fr__knowledge nothing = {0, FR__NEVER};
static bool same(fr__knowledge a, fr__knowledge b) { return a.kind == b.kind && a.time == b.time; }

fr__knowledge fr__known_by_entry(const struct fr__store *store, const fr__transfers *sent, uint32_t index) {
  const uint16_t flags = sent->flags[index];
  const uint32_t status = fr__entry_status(flags);
  const uint64_t status_time = (uint64_t)(fr__transfers_status_time(sent, index) - sent->base_us);
  if (fr__entry_label(flags) == FR__LABEL_FRAUD) {
    const uint64_t label_time = (uint64_t)(fr__transfers_label_time(sent, index) - sent->base_us);
    return bad(status == FR_TRANSFER_RETURNED && status_time > label_time ? status_time : label_time);
  }
  if (status == FR_TRANSFER_RETURNED) return bad(status_time);
  if (status == FR_TRANSFER_SETTLED) return good(status_time);
  if (store->options.outcomes_not_reported && (status == FR_TRANSFER_ATTEMPTED || status == FR_TRANSFER_RELEASED)) {
    const uint64_t time = fr__join48(sent->time_low[index], sent->time_high[index]) + (uint64_t)FR__DAY_US;
    return good(time > FR__TIME48 ? FR__TIME48 : time);
  }
  return nothing;
}

/* The last bad time among the entries from `first` on; nothing where there is none. */
static fr__knowledge last_bad(const struct fr__store *store, const fr__transfers *sent, uint32_t first,
                              uint16_t place) {
  fr__knowledge last = nothing;
  /* Returned transfers did not move, and labels stand in the outcome columns: without either nothing is bad. */
  if (sent->unmoved == 0 && sent->status_low == NULL) return last;
  for (uint32_t i = first; i < sent->count; i++) {
    if (sent->other[i] != place) continue;
    const fr__knowledge said = fr__known_by_entry(store, sent, i);
    if (said.kind == FR__BAD && (last.kind == FR__NEVER || said.time > last.time)) last = said;
  }
  return last;
}

/* One more entry that will not be asked again. Of two good times the earlier stays, unless what is known to be bad
 * among the entries that are still there comes after it: a transfer may settle later than another one, made after it,
 * was reported. */
static fr__knowledge together(fr__knowledge left, fr__knowledge more, fr__knowledge worst) {
  if (more.kind == FR__NEVER) return left;
  if (left.kind == FR__NEVER) return more;
  if (left.kind == FR__BAD && more.kind == FR__BAD) return left.time > more.time ? left : more;
  if (left.kind == FR__BAD) return more.time > left.time ? more : left;
  if (more.kind == FR__BAD) return more.time >= left.time ? more : left;
  const fr__knowledge early = more.time < left.time ? more : left, late = more.time < left.time ? left : more;
  return worst.kind == FR__BAD && early.time <= worst.time ? late : early;
}

static fr__knowledge knowledge_at(const fr__profile *profile, uint16_t place) {
  const uint64_t value = fr__payee_values(profile)[place];
  return (fr__knowledge){fr__value_time(value), fr__value_kind(value)};
}

static uint16_t note_of(const fr__profile *profile, uint16_t place) {
  return fr__profile_find_other(profile, fr__payee_keys(profile)[place] ^ FR__NOTE);
}

/* What the entries gave that have left. */
static fr__knowledge left_at(const fr__profile *profile, uint16_t place) {
  const uint32_t left = fr__value_left(fr__payee_values(profile)[place]);
  if (left == FR__LEFT_SAME) return knowledge_at(profile, place);
  if (left != FR__LEFT_NOTED) return nothing;
  const uint16_t note = note_of(profile, place);
  FR_INVARIANT(note != FR__NO_OTHER);
  return note == FR__NO_OTHER ? nothing : knowledge_at(profile, note);
}

/* Writes what is known of a payee and what the entries gave that have left. False when that needs a note and there is
 * no place for it: then nothing has changed. */
static bool keep(fr__profile *profile, uint16_t place, fr__knowledge now, fr__knowledge left) {
  const uint64_t before = fr__payee_values(profile)[place];
  const uint32_t day = fr__value_day(before);
  uint32_t how = FR__LEFT_NOTED;
  if (left.kind == FR__NEVER) {
    how = FR__LEFT_NOTHING;
  } else if (same(left, now)) {
    how = FR__LEFT_SAME;
  }
  if (how == FR__LEFT_NOTED) {
    if (note_of(profile, place) == FR__NO_OTHER && fr__payees_spare(profile) == 0) return false;
    const uint16_t note = fr__payees_place(profile, fr__payee_keys(profile)[place] ^ FR__NOTE);
    fr__payee_values(profile)[note] = fr__value_of(left, 0, FR__LEFT_NOTE);
  } else if (fr__value_left(before) == FR__LEFT_NOTED) {
    const uint16_t note = note_of(profile, place);
    FR_INVARIANT(note != FR__NO_OTHER);
    if (note != FR__NO_OTHER) fr__payee_values(profile)[note] = fr__value_of(nothing, 0, FR__LEFT_NOTE);
  }
  fr__payee_values(profile)[place] = fr__value_of(now, day, how);
  return true;
}

/* Asks all entries. Those past the horizon that are still there are taken as what they are: left. */
static fr__knowledge ask_all(const struct fr__store *store, const fr__profile *profile, uint16_t place) {
  const fr__transfers sent = fr__profile_transfers(profile, FR__SENT);
  const uint32_t first = fr__transfers_from(&sent, fr__profile_edge(profile));
  fr__knowledge left = left_at(profile, place);
  for (uint32_t i = 0; i < first; i++) {
    if (sent.other[i] != place) continue;
    left = together(left, fr__known_by_entry(store, &sent, i), last_bad(store, &sent, i + 1, place));
  }
  fr__knowledge worst = last_bad(store, &sent, first, place);
  if (left.kind == FR__BAD && (worst.kind == FR__NEVER || left.time > worst.time)) worst = left;
  const bool any_bad = worst.kind == FR__BAD;
  fr__knowledge now = worst;
  if (left.kind == FR__KNOWN && (!any_bad || left.time > worst.time)) now = left;
  for (uint32_t i = first; i < sent.count; i++) {
    if (sent.other[i] != place) continue;
    const fr__knowledge said = fr__known_by_entry(store, &sent, i);
    if (said.kind != FR__KNOWN || (any_bad && said.time <= worst.time)) continue;
    if (now.kind != FR__KNOWN || said.time < now.time) now = said;
  }
  return now;
}

/* With one entry more, where that can be told without asking the others. */
static bool with_one_more(fr__knowledge before, fr__knowledge said, fr__knowledge *now) {
  *now = before;
  if (said.kind == FR__NEVER) return true;
  if (before.kind == FR__NEVER) {
    *now = said;
    return true;
  }
  if (before.kind == FR__BAD) {
    if (said.time > before.time) *now = said;
    return true;
  }
  /* Known since a time. A good time before it counts only if it is later than the last bad time, which is not kept
   * here; a bad time after it may have another good time behind it. */
  return said.kind == FR__KNOWN ? said.time >= before.time : said.time < before.time;
}

void fr__known_note_entry(struct fr__store *store, fr__profile *profile, uint32_t index, fr__knowledge before) {
  const fr__transfers sent = fr__profile_transfers(profile, FR__SENT);
  const uint16_t place = sent.other[index];
  if (place == FR__NO_OTHER) return;
  uint64_t *value = &fr__payee_values(profile)[place];
  const uint64_t time = fr__join48(sent.time_low[index], sent.time_high[index]);
  const uint32_t day = (uint32_t)(time / (uint64_t)FR__DAY_US);
  if (day > fr__value_day(*value)) {
    const fr__knowledge as_before = {fr__value_time(*value), fr__value_kind(*value)};
    *value = fr__value_of(as_before, day, fr__value_left(*value));
  }
  const fr__knowledge known = knowledge_at(profile, place);
  const fr__knowledge said = fr__known_by_entry(store, &sent, index);
  fr__knowledge now;
  if (before.kind != FR__NEVER || !with_one_more(known, said, &now)) now = ask_all(store, profile, place);
  if (same(now, known)) return;
  const bool kept = keep(profile, place, now, left_at(profile, place));
  FR_INVARIANT(kept);
  (void)kept;
}

bool fr__known_note_leaving(struct fr__store *store, fr__profile *profile) {
  const fr__transfers sent = fr__profile_transfers(profile, FR__SENT);
  const uint16_t place = sent.other[0];
  if (place == FR__NO_OTHER) return true;
  const fr__knowledge before = left_at(profile, place);
  const fr__knowledge said = fr__known_by_entry(store, &sent, 0);
  const bool both_good = before.kind == FR__KNOWN && said.kind == FR__KNOWN;
  const fr__knowledge worst = both_good ? last_bad(store, &sent, 1, place) : nothing;
  const fr__knowledge left = together(before, said, worst);
  if (same(before, left)) return true;
  return keep(profile, place, knowledge_at(profile, place), left);
}

void fr__known_forget_stale(fr__profile *profile, uint16_t place) {
  const uint64_t value = fr__payee_values(profile)[place];
  if (fr__value_kind(value) == FR__NEVER || !fr__payee_stale(profile, value)) return;
  keep(profile, place, nothing, nothing);
  /* Entries of that time that are still there have left long ago, and must not bring it back as they go. */
  const fr__columns columns = fr__profile_columns(profile, FR__SENT);
  const uint32_t end = (uint32_t)profile->head[FR__SENT] + profile->count[FR__SENT];
  for (uint32_t i = profile->head[FR__SENT]; i < end; i++) {
    if (columns.other[i] == place) columns.other[i] = FR__NO_OTHER;
  }
}

/* Knowledge from elsewhere is added to what entries gave that have left. A place for a note is spare. */
static bool add_left(const struct fr__store *store, fr__profile *profile, uint16_t place, fr__knowledge more) {
  const fr__transfers sent = fr__profile_transfers(profile, FR__SENT);
  const fr__knowledge before = left_at(profile, place);
  const fr__knowledge left = together(before, more, last_bad(store, &sent, 0, place));
  if (same(before, left)) return false;
  /* Twice: the answer rests on what is written first. */
  bool kept = keep(profile, place, knowledge_at(profile, place), left);
  kept = kept && keep(profile, place, ask_all(store, profile, place), left);
  FR_INVARIANT(kept);
  return kept;
}

static void note_day(fr__profile *profile, uint16_t place, uint32_t day) {
  uint64_t *value = &fr__payee_values(profile)[place];
  if (day > fr__value_day(*value)) *value = fr__value_of(knowledge_at(profile, place), day, fr__value_left(*value));
}

fr_status fr__profile_note_late(struct fr__store *store, fr__profile **profile, uint64_t other, int64_t made_us,
                                int64_t time_us, bool is_good) {
  FR_TRY(fr__payees_expect(store, profile, 2, &other));
  const uint32_t day = (uint32_t)(fr__since_base(*profile, made_us) / (uint64_t)FR__DAY_US);
  uint16_t place = fr__profile_find_other(*profile, other);
  uint32_t last_day = place == FR__NO_OTHER ? 0 : fr__value_day(fr__payee_values(*profile)[place]);
  if (day > last_day) last_day = day;
  /* Nothing was sent to it for 400 days. */
  if (fr__payee_stale(*profile, fr__value_of(nothing, last_day, FR__LEFT_NOTHING))) return FR_OK;
  if (place == FR__NO_OTHER) place = fr__payees_place(*profile, other);
  note_day(*profile, place, day);
  const uint64_t time = fr__since_base(*profile, time_us);
  if (add_left(store, *profile, place, is_good ? good(time) : bad(time))) (*profile)->sequence++;
  return FR_OK;
}

/* Where nothing is known of a payee and no transfer to it is there, its item may have been sifted or not: so what it
 * says of the last day does not count. */
static void forget_day(fr__profile *profile, uint16_t place) {
  uint64_t *value = &fr__payee_values(profile)[place];
  if (fr__value_kind(*value) != FR__NEVER || fr__value_left(*value) != FR__LEFT_NOTHING) return;
  const fr__transfers sent = fr__profile_transfers(profile, FR__SENT);
  for (uint32_t i = 0; i < sent.count; i++) {
    if (sent.other[i] == place) return;
  }
  *value = 0;
}

static fr_status take_table(struct fr__store *store, fr__profile **profile, const fr__profile *from,
                            int64_t newest_us) {
  const uint64_t *keys = fr__payee_keys(from), *values = fr__payee_values(from);
  for (uint16_t i = 0; i < from->count[FR__PAYEES]; i++) {
    const fr__knowledge theirs = left_at(from, i);
    if (fr__value_left(values[i]) == FR__LEFT_NOTE || theirs.kind == FR__NEVER ||
        fr__payee_stale_at(from, values[i], newest_us)) {
      continue;
    }
    FR_TRY(fr__payees_expect(store, profile, 2, &keys[i]));
    const uint16_t place = fr__payees_place(*profile, keys[i]);
    fr__known_forget_stale(*profile, place);
    forget_day(*profile, place);
    const int64_t day_us = from->base_us + (int64_t)fr__value_day(values[i]) * FR__DAY_US;
    note_day(*profile, place, (uint32_t)(fr__since_base(*profile, day_us) / (uint64_t)FR__DAY_US));
    const uint64_t time = fr__since_base(*profile, from->base_us + (int64_t)theirs.time);
    (void)add_left(store, *profile, place, (fr__knowledge){time, theirs.kind});
  }
  return FR_OK;
}

fr_status fr__known_take_over(struct fr__store *store, fr__profile **profile, const fr__profile *from) {
  FR_TRY(take_table(store, profile, from, from->newest_us));
  for (uint32_t i = 0; i < from->books; i++) {
    fr__profile *book = store->operations->open_beside(store, fr__book_key(from->key, i), false);
    if (book == NULL) continue;
    const fr_status status = take_table(store, profile, book, from->newest_us);
    store->operations->close_beside(store, book, false);
    FR_TRY(status);
  }
  return FR_OK;
}

int64_t fr__profile_known_from(struct fr__store *store, const fr__profile *profile, uint64_t fingerprint) {
  return fr__profile_known_at(store, profile, fingerprint, profile->newest_us);
}

int64_t fr__profile_known_at(struct fr__store *store, const fr__profile *profile, uint64_t fingerprint,
                             int64_t now_us) {
  const int64_t newest_us = now_us > profile->newest_us ? now_us : profile->newest_us;
  const uint16_t place = fr__profile_find_other(profile, fingerprint);
  if (place == FR__NO_OTHER) {
    return profile->books == 0 ? FR__NO_TIME : fr__book_known_from(store, profile, fingerprint, newest_us);
  }
  const uint64_t value = fr__payee_values(profile)[place];
  if (fr__value_kind(value) != FR__KNOWN || fr__payee_stale_at(profile, value, newest_us)) return FR__NO_TIME;
  return profile->base_us + (int64_t)fr__value_time(value);
}
