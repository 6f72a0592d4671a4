/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of counterparties: fingerprints and what is remembered of them. Entries name a counterparty by its place,
 * so a place stays until the table is packed, and packing puts the entries right. */
#include "state/layout.h"

enum { WORDS = (FR__TABLE_MAX + 63) / 64, EMPTY = 0xFFFF };

_Static_assert(FR__TABLE_MAX < FR__NO_OTHER && EMPTY == FR__NO_OTHER, "places fit 16 bits");

/* A bit for each place. */
typedef struct places {
  uint64_t bits[WORDS];
} places;

/* Empty, as far as the table reaches: mostly it is small. */
static void clear(places *set, const fr__profile *profile) {
  memset(set->bits, 0, (profile->count[FR__PAYEES] + 63u) / 64u * sizeof set->bits[0]);
}

static inline bool has(const places *set, uint32_t place) { return (set->bits[place / 64] >> (place % 64) & 1) != 0; }
static inline void put(places *set, uint32_t place) { set->bits[place / 64] |= UINT64_C(1) << (place % 64); }

bool fr__payee_stale_at(const fr__profile *profile, uint64_t value, int64_t newest_us) {
  if (newest_us <= profile->base_us) return false;
  const uint64_t newest_day = ((uint64_t)newest_us - (uint64_t)profile->base_us) / (uint64_t)FR__DAY_US;
  return newest_day > fr__value_day(value) + (uint64_t)FR__RETENTION_DAYS;
}

bool fr__payee_stale(const fr__profile *profile, uint64_t value) {
  return fr__payee_stale_at(profile, value, profile->newest_us);
}

static uint32_t first_slot(uint64_t fingerprint, uint32_t slots) {
  return (uint32_t)((fingerprint >> 32) * slots >> 32);
}

static void index_place(uint16_t *index, uint32_t slots, uint64_t fingerprint, uint32_t place) {
  uint32_t slot = first_slot(fingerprint, slots);
  while (index[slot] != EMPTY) slot = slot + 1 == slots ? 0 : slot + 1;
  index[slot] = (uint16_t)place;
}

void fr__payees_reindex(fr__profile *profile) {
  uint32_t slots;
  uint16_t *index = fr__payee_index(profile, &slots);
  if (slots == 0) return;
  memset(index, 0xFF, slots * sizeof *index);
  const uint64_t *keys = fr__payee_keys(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAYEES]; i++) index_place(index, slots, keys[i], i);
}

uint16_t fr__profile_find_other(const fr__profile *profile, uint64_t fingerprint) {
  const uint64_t *keys = fr__payee_keys(profile);
  const uint32_t count = profile->count[FR__PAYEES];
  if (profile->room[FR__PAYEES] <= FR__INDEXED_PAYEES) {
    for (uint32_t i = 0; i < count; i++) {
      if (keys[i] == fingerprint) return (uint16_t)i;
    }
    return FR__NO_OTHER;
  }
  uint32_t slots;
  const uint16_t *index = fr__payee_index(profile, &slots);
  for (uint32_t slot = first_slot(fingerprint, slots); index[slot] != EMPTY; slot = slot + 1 == slots ? 0 : slot + 1) {
    if (keys[index[slot]] == fingerprint) return index[slot];
  }
  return FR__NO_OTHER;
}

void fr__payees_wish(const fr__profile *profile, uint64_t fingerprint, fr__wishes *wishes) {
  uint32_t slots;
  const uint16_t *index = fr__payee_index(profile, &slots);
  if (slots != 0) {
    fr__wish(wishes, &index[first_slot(fingerprint, slots)]);
    return;
  }
  const uint64_t *keys = fr__payee_keys(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAYEES]; i += 8) fr__wish(wishes, &keys[i]);
}

uint64_t fr__profile_other(const fr__profile *profile, uint16_t other) {
  FR_INVARIANT(other < profile->count[FR__PAYEES]);
  return fr__payee_keys(profile)[other];
}

uint32_t fr__payees_spare(const fr__profile *profile) {
  return (uint32_t)profile->room[FR__PAYEES] - profile->count[FR__PAYEES];
}

uint16_t fr__payees_place(fr__profile *profile, uint64_t fingerprint) {
  const uint16_t found = fr__profile_find_other(profile, fingerprint);
  if (found != FR__NO_OTHER) return found;
  FR_INVARIANT(fr__payees_spare(profile) > 0);
  const uint16_t place = profile->count[FR__PAYEES]++;
  fr__payee_keys(profile)[place] = fingerprint;
  fr__payee_values(profile)[place] = 0;
  uint32_t slots;
  uint16_t *index = fr__payee_index(profile, &slots);
  if (slots != 0) index_place(index, slots, fingerprint, place);
  return place;
}

/* Places that entries at or after `from_us` name. */
static void mark_named(const fr__profile *profile, int64_t from_us, places *named) {
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    const fr__transfers view = fr__profile_transfers(profile, (enum fr__list)list);
    for (uint32_t i = fr__transfers_from(&view, from_us); i < view.count; i++) {
      if (view.other[i] != FR__NO_OTHER) put(named, view.other[i]);
    }
  }
}

/* Worth keeping for itself, whether an entry names it or not. */
static bool remembered(const fr__profile *profile, uint64_t value) {
  return fr__value_kind(value) != FR__NEVER && fr__value_left(value) != FR__LEFT_NOTE &&
         !fr__payee_stale(profile, value);
}

uint32_t fr__payees_count(const fr__profile *profile) {
  places named;
  clear(&named, profile);
  mark_named(profile, fr__profile_edge(profile), &named);
  const uint64_t *values = fr__payee_values(profile);
  uint32_t count = 0;
  for (uint32_t i = 0; i < profile->count[FR__PAYEES]; i++) count += has(&named, i) || remembered(profile, values[i]);
  return count;
}

/* A note stays as long as the item that it belongs to. */
static void mark_notes(const fr__profile *profile, places *kept) {
  const uint64_t *keys = fr__payee_keys(profile), *values = fr__payee_values(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAYEES]; i++) {
    if (fr__value_left(values[i]) != FR__LEFT_NOTE || fr__value_kind(values[i]) == FR__NEVER) continue;
    const uint16_t owner = fr__profile_find_other(profile, keys[i] ^ FR__NOTE);
    if (owner != FR__NO_OTHER && has(kept, owner) && fr__value_left(values[owner]) == FR__LEFT_NOTED) put(kept, i);
  }
}

/* Drops what is not kept, and gives the entries the new places. */
static void pack(fr__profile *profile, const places *kept) {
  uint16_t before[WORDS]; /* kept places before each word */
  uint32_t total = 0;
  const uint32_t count = profile->count[FR__PAYEES];
  for (uint32_t w = 0; w * 64 < count; w++) {
    before[w] = (uint16_t)total;
    total += (uint32_t)__builtin_popcountll(kept->bits[w]);
  }
  if (total == count) return;
  uint64_t *keys = fr__payee_keys(profile), *values = fr__payee_values(profile);
  for (uint32_t i = 0, to = 0; i < count; i++) {
    if (!has(kept, i)) continue;
    keys[to] = keys[i];
    values[to++] = values[i];
  }
  profile->count[FR__PAYEES] = (uint16_t)total;
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    uint16_t *other = fr__profile_columns(profile, (enum fr__list)list).other + profile->head[list];
    for (uint32_t i = 0; i < profile->count[list]; i++) {
      const uint32_t place = other[i];
      if (place == FR__NO_OTHER) continue;
      const uint64_t below = kept->bits[place / 64] & ((UINT64_C(1) << (place % 64)) - 1);
      other[i] = (uint16_t)(before[place / 64] + (uint32_t)__builtin_popcountll(below));
    }
  }
  fr__payees_reindex(profile);
}

void fr__payees_sift(fr__profile *profile) {
  places kept;
  clear(&kept, profile);
  mark_named(profile, INT64_MIN, &kept);
  const uint64_t *values = fr__payee_values(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAYEES]; i++) {
    if (remembered(profile, values[i])) put(&kept, i);
  }
  mark_notes(profile, &kept);
  pack(profile, &kept);
}

/* The table is at its bound, and everything in it is remembered: those to whom nothing was sent for longest go. */
void fr__payees_forget_idlest(fr__profile *profile) {
  places named, kept;
  clear(&named, profile);
  clear(&kept, profile);
  mark_named(profile, INT64_MIN, &named);
  const uint64_t *values = fr__payee_values(profile);
  const uint32_t count = profile->count[FR__PAYEES];
  uint32_t oldest = UINT32_MAX;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t day = fr__value_day(values[i]);
    if (!has(&named, i) && fr__value_left(values[i]) != FR__LEFT_NOTE && day < oldest) oldest = day;
  }
  for (uint32_t i = 0; i < count; i++) {
    const bool note = fr__value_left(values[i]) == FR__LEFT_NOTE;
    if (has(&named, i) || (!note && fr__value_day(values[i]) > oldest)) put(&kept, i);
  }
  mark_notes(profile, &kept);
  pack(profile, &kept);
}

/* What is remembered of those that no entry names goes into the books. Where there is no memory for it, it stays; and
 * so does what is known otherwise than by entries that have left, which is rare: a book has no notes. */
static void put_away(struct fr__store *store, fr__profile *profile) {
  places kept;
  clear(&kept, profile);
  mark_named(profile, INT64_MIN, &kept);
  const uint64_t *keys = fr__payee_keys(profile), *values = fr__payee_values(profile);
  bool room = true;
  for (uint32_t i = 0; i < profile->count[FR__PAYEES]; i++) {
    if (has(&kept, i) || !remembered(profile, values[i])) continue;
    const bool plain = fr__value_left(values[i]) == FR__LEFT_SAME;
    room = room && (!plain || fr__book_put(store, profile, keys[i], values[i]));
    if (!room || !plain) put(&kept, i);
  }
  mark_notes(profile, &kept);
  pack(profile, &kept);
}

static bool would_grow(const fr__profile *profile, uint32_t spare) {
  return fr__payees_spare(profile) < spare + profile->room[FR__PAYEES] / 16u;
}

uint16_t fr__payees_room(struct fr__store *store, fr__profile *profile, uint32_t spare) {
  const uint32_t room = profile->room[FR__PAYEES];
  if (fr__payees_spare(profile) >= spare) return (uint16_t)room;
  /* Sifting looks at every entry; it can only help where entries have left. */
  const uint32_t worth = profile->count[FR__PAYEES] / 16;
  if (profile->left > (worth < UINT8_MAX ? worth : UINT8_MAX - 1) || room >= FR__TABLE_MAX) {
    fr__payees_sift(profile);
    profile->left = 0;
  }
  if (would_grow(profile, spare) && fr__room_above(room, FR__TABLE_MAX) > FR__TABLE_USUAL) put_away(store, profile);
  const uint32_t count = profile->count[FR__PAYEES];
  if (room >= 32 && count + spare < room / 2) return (uint16_t)(count + count / 16 + spare);
  if (!would_grow(profile, spare) || room >= FR__TABLE_MAX) return (uint16_t)room;
  const uint32_t above = fr__room_above(room, FR__TABLE_MAX);
  return (uint16_t)(above < count + spare ? count + spare : above);
}

fr_status fr__payees_reserve(struct fr__store *store, fr__profile **profile, uint32_t spare) {
  if (fr__payees_spare(*profile) >= spare) return FR_OK;
  fr__shape shape = fr__shape_of(*profile);
  shape.room[FR__PAYEES] = fr__payees_room(store, *profile, spare);
  FR_TRY(fr__reshape(store, profile, &shape));
  while (fr__payees_spare(*profile) < spare) fr__payees_forget_idlest(*profile);
  return FR_OK;
}

fr_status fr__payees_expect(struct fr__store *store, fr__profile **profile, uint32_t spare, const uint64_t *other) {
  FR_TRY(fr__payees_reserve(store, profile, spare));
  if (other == NULL || (*profile)->books == 0) return FR_OK;
  if (fr__profile_find_other(*profile, *other) != FR__NO_OTHER) return FR_OK;
  FR_TRY(fr__payees_reserve(store, profile, spare + 1));
  fr__book_take(store, *profile, *other);
  return FR_OK;
}

void fr__payees_rebase(fr__profile *profile, uint64_t by_us) {
  const uint32_t by_days = (uint32_t)(by_us / (uint64_t)FR__DAY_US);
  uint64_t *values = fr__payee_values(profile);
  for (uint32_t i = 0; i < profile->count[FR__PAYEES]; i++) {
    const uint64_t value = values[i];
    const uint32_t day = fr__value_day(value) > by_days ? fr__value_day(value) - by_days : 0;
    fr__knowledge what = {fr__value_time(value), fr__value_kind(value)};
    what.time = what.time > by_us ? what.time - by_us : 0;
    values[i] = fr__value_of(what, day, fr__value_left(value));
  }
}
