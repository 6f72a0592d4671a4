/* SPDX-License-Identifier: Apache-2.0 */
#include "state/layout.h"

_Static_assert(sizeof(fr__profile) == 104, "a profile's header");
_Static_assert(sizeof(fr__contact) == 16 && sizeof(fr__personal) == 24 && sizeof(fr__day) == 24,
               "items without padding");

enum {
  AMOUNT,
  TIME_LOW,
  ID_LOW,
  STATUS_LOW,
  LABEL_LOW,
  TIME_HIGH,
  ID_HIGH,
  FLAGS,
  OTHER,
  STATUS_HIGH,
  LABEL_HIGH,
  COLUMNS /* of a list of transfers, which has the most */
};

/* The lists as they stand behind each other. */
static const uint8_t order[FR__LISTS] = {FR__PAYEES, FR__CONTACTS, FR__EVENTS,  FR__PAST,
                                         FR__DAYS,   FR__SENT,     FR__RECEIVED};
static uint32_t index_slots(const fr__shape *shape) {
  const uint32_t room = shape->room[FR__PAYEES];
  return room <= FR__INDEXED_PAYEES ? 0 : (room + room / 2 + 3) / 4 * 4;
}

fr__shape fr__shape_of(const fr__profile *profile) {
  fr__shape shape;
  memcpy(shape.room, profile->room, sizeof shape.room);
  memcpy(shape.wide, profile->wide, sizeof shape.wide);
  memcpy(shape.outcomes, profile->outcomes, sizeof shape.outcomes);
  return shape;
}

/* Bytes of one place of a list, all its columns together. */
static uint32_t item_bytes(const fr__shape *shape, uint32_t list) {
  static const uint8_t items[FR__LISTS] = {[FR__SENT] = 20,
                                           [FR__RECEIVED] = 20,
                                           [FR__PAYEES] = 16,
                                           [FR__CONTACTS] = sizeof(fr__contact),
                                           [FR__EVENTS] = sizeof(fr__personal),
                                           [FR__PAST] = 8,
                                           [FR__DAYS] = sizeof(fr__day)};
  uint32_t item = items[list];
  if (list <= FR__RECEIVED) item += (shape->wide[list] != 0 ? 4u : 0u) + (shape->outcomes[list] != 0 ? 12u : 0u);
  return item;
}

static uint32_t list_bytes(const fr__shape *shape, uint32_t list) {
  return item_bytes(shape, list) * shape->room[list];
}

/* Where each list begins. Returns where the index does, behind them all. */
static uint32_t lay_out(const fr__shape *shape, uint32_t offsets[FR__LISTS]) {
  uint32_t at = sizeof(fr__profile);
  for (uint32_t i = 0; i < FR__LISTS; i++) {
    offsets[order[i]] = at;
    at += list_bytes(shape, order[i]);
  }
  return at;
}

static uint32_t index_offset(const fr__shape *shape) {
  uint32_t offsets[FR__LISTS];
  return lay_out(shape, offsets);
}

uint32_t fr__shape_bytes(const fr__shape *shape) {
  return (index_offset(shape) + 2u * index_slots(shape) + 7u) / 8u * 8u;
}

uint16_t fr__room_above(uint32_t room, uint32_t most) {
  uint32_t more = room / 16;
  if (more < 4) more = 4;
  const uint32_t above = (room + more + 1) / 2 * 2;
  return (uint16_t)(above > most ? most : above);
}

/* The first place of the entries inside a column, and how many there are. */
static uint32_t head_of(const fr__profile *profile, uint32_t list) {
  return list <= FR__RECEIVED ? profile->head[list] : 0;
}

/* Amounts of 4 bytes become amounts of 8 where they stand, from the last on, so that none is overwritten unread. */
static void widen(fr__profile *profile, uint32_t list, uint32_t offset) {
  unsigned char *amounts = (unsigned char *)profile + offset;
  for (uint32_t i = profile->head[list] + profile->count[list]; i-- > profile->head[list];) {
    uint32_t narrow;
    memcpy(&narrow, amounts + (size_t)i * 4, 4);
    const uint64_t amount = narrow;
    memcpy(amounts + (size_t)i * 8, &amount, 8);
  }
}

/* Bytes of one item of each column of a list, 0 for a column that is not there. Returns the number of columns. */
static uint32_t column_items(const fr__shape *shape, uint32_t list, uint8_t items[COLUMNS]) {
  if (list == FR__PAYEES) {
    items[0] = items[1] = 8;
    return 2;
  }
  if (list > FR__RECEIVED) {
    items[0] = (uint8_t)item_bytes(shape, list);
    return 1;
  }
  const bool outcomes = shape->outcomes[list] != 0;
  for (uint32_t i = 0; i < COLUMNS; i++) {
    items[i] = i < TIME_HIGH ? 4 : 2;
    if (!outcomes && (i == STATUS_LOW || i == LABEL_LOW || i == STATUS_HIGH || i == LABEL_HIGH)) items[i] = 0;
  }
  if (shape->wide[list] != 0) items[AMOUNT] = 8;
  return COLUMNS;
}

/* The columns of a list that has another room or other columns then. */
static void move_columns(fr__profile *profile, uint32_t list, const fr__shape *from, const fr__shape *to,
                         uint32_t from_at, uint32_t to_at, bool up) {
  uint8_t before[COLUMNS], after[COLUMNS];
  uint32_t from_offsets[COLUMNS], to_offsets[COLUMNS];
  const uint32_t columns = column_items(from, list, before);
  column_items(to, list, after);
  for (uint32_t i = 0; i < columns; i++) {
    from_offsets[i] = from_at;
    to_offsets[i] = to_at;
    from_at += before[i] * from->room[list];
    to_at += after[i] * to->room[list];
  }
  unsigned char *bytes = (unsigned char *)profile;
  for (uint32_t step = 0; step < columns; step++) {
    const uint32_t i = up ? columns - 1 - step : step;
    const size_t skipped = (size_t)head_of(profile, list) * before[i];
    memmove(bytes + to_offsets[i] + skipped, bytes + from_offsets[i] + skipped,
            (size_t)profile->count[list] * before[i]);
    if (after[i] == 8 && before[i] == 4) widen(profile, list, to_offsets[i]);
  }
}

/* Moves every list from where it stands to where the other shape has it. All move the same way: up from the last to
 * the first, or down from the first to the last, so that none is overwritten before it has moved. */
static void move_lists(fr__profile *profile, const fr__shape *from, const fr__shape *to, bool up) {
  uint32_t before[FR__LISTS], after[FR__LISTS];
  lay_out(from, before);
  lay_out(to, after);
  unsigned char *bytes = (unsigned char *)profile;
  for (uint32_t step = 0; step < FR__LISTS; step++) {
    const uint32_t list = order[up ? FR__LISTS - 1 - step : step];
    if (profile->count[list] == 0) continue;
    const bool transfers = list <= FR__RECEIVED;
    if (from->room[list] != to->room[list] ||
        (transfers && (from->wide[list] != to->wide[list] || from->outcomes[list] != to->outcomes[list]))) {
      move_columns(profile, list, from, to, before[list], after[list], up);
    } else if (before[list] != after[list]) {
      memmove(bytes + after[list], bytes + before[list], list_bytes(from, list));
    }
  }
  memcpy(profile->room, to->room, sizeof profile->room);
  memcpy(profile->wide, to->wide, sizeof profile->wide);
  memcpy(profile->outcomes, to->outcomes, sizeof profile->outcomes);
}

/* Until something is reported, a status is as old as its entry. */
static void begin_outcomes(fr__profile *profile, uint32_t list) {
  const fr__columns columns = fr__profile_columns(profile, (enum fr__list)list);
  const uint32_t end = (uint32_t)profile->head[list] + profile->count[list];
  for (uint32_t i = profile->head[list]; i < end; i++) {
    columns.status_low[i] = columns.time_low[i];
    columns.status_high[i] = columns.time_high[i];
    columns.label_low[i] = 0;
    columns.label_high[i] = 0;
  }
}

fr_status fr__reshape(struct fr__store *store, fr__profile **profile, const fr__shape *shape) {
  const fr__shape from = fr__shape_of(*profile);
  if (memcmp(&from, shape, sizeof from) == 0) return FR_OK;
  /* Through a shape that has the most of both: one pass up, one pass down. */
  fr__shape most = *shape;
  for (uint32_t i = 0; i < FR__LISTS; i++) {
    if (most.room[i] < from.room[i]) most.room[i] = from.room[i];
  }
  const uint32_t bytes = fr__shape_bytes(&most);
  if (bytes > (*profile)->bytes) {
    fr__profile *larger = store->operations->resize(store, *profile, bytes);
    if (larger == NULL) return FR_STATE_FULL;
    *profile = larger;
  }
  move_lists(*profile, &from, &most, true);
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    if (shape->outcomes[list] != from.outcomes[list]) begin_outcomes(*profile, list);
  }
  if (memcmp(&most, shape, sizeof most) != 0) move_lists(*profile, &most, shape, false);
  if (fr__shape_bytes(shape) < (*profile)->bytes) {
    fr__profile *smaller = store->operations->resize(store, *profile, fr__shape_bytes(shape));
    if (smaller != NULL) *profile = smaller;
  }
  fr__payees_reindex(*profile);
  return FR_OK;
}

static unsigned char *bytes_at(const fr__profile *profile, uint32_t offset) {
  return fr__profile_bytes(profile) + offset;
}

uint64_t *fr__payee_keys(const fr__profile *profile) {
  return (uint64_t *)(void *)bytes_at(profile, sizeof(fr__profile));
}

uint64_t *fr__payee_values(const fr__profile *profile) { return fr__payee_keys(profile) + profile->room[FR__PAYEES]; }

fr__contact *fr__contact_items(const fr__profile *profile) {
  return (fr__contact *)(void *)(fr__payee_keys(profile) + 2 * (size_t)profile->room[FR__PAYEES]);
}

fr__personal *fr__event_items(const fr__profile *profile) {
  return (fr__personal *)(void *)(fr__contact_items(profile) + profile->room[FR__CONTACTS]);
}

uint64_t *fr__past_items(const fr__profile *profile) {
  return (uint64_t *)(void *)(fr__event_items(profile) + profile->room[FR__EVENTS]);
}

fr__day *fr__day_items(const fr__profile *profile) {
  return (fr__day *)(void *)(fr__past_items(profile) + profile->room[FR__PAST]);
}

uint16_t *fr__payee_index(const fr__profile *profile, uint32_t *slots) {
  if (profile->room[FR__PAYEES] <= FR__INDEXED_PAYEES) {
    *slots = 0;
    return NULL;
  }
  const fr__shape shape = fr__shape_of(profile);
  *slots = index_slots(&shape);
  return (uint16_t *)(void *)bytes_at(profile, index_offset(&shape));
}

static void move_items(void *items, size_t item, uint32_t to, uint32_t from, uint32_t count) {
  unsigned char *bytes = items;
  if (bytes != NULL) memmove(bytes + to * item, bytes + from * item, count * item);
}

/* Moves `count` entries of every column of a list from one place to another. */
static void move_entries(fr__profile *profile, enum fr__list list, uint32_t to, uint32_t from, uint32_t count) {
  const fr__columns columns = fr__profile_columns(profile, list);
  move_items(columns.amount, sizeof *columns.amount, to, from, count);
  move_items(columns.amount_wide, sizeof *columns.amount_wide, to, from, count);
  uint32_t *const lows[] = {columns.time_low, columns.id_low, columns.status_low, columns.label_low};
  for (size_t i = 0; i < FR_COUNT(lows); i++) move_items(lows[i], sizeof *lows[i], to, from, count);
  uint16_t *const highs[] = {columns.time_high, columns.id_high,     columns.flags,
                             columns.other,     columns.status_high, columns.label_high};
  for (size_t i = 0; i < FR_COUNT(highs); i++) move_items(highs[i], sizeof *highs[i], to, from, count);
}

void fr__columns_slide(fr__profile *profile, enum fr__list list) {
  if (profile->head[list] == 0) return;
  move_entries(profile, list, 0, profile->head[list], profile->count[list]);
  profile->head[list] = 0;
}

void fr__columns_drop_oldest(fr__profile *profile, enum fr__list list) {
  const fr__columns columns = fr__profile_columns(profile, list);
  if (!fr__entry_moved(columns.flags[profile->head[list]])) profile->unmoved[list]--;
  profile->head[list]++;
  profile->count[list]--;
  if (profile->count[list] == 0) profile->head[list] = 0;
}

void fr__columns_open(fr__profile *profile, enum fr__list list, uint32_t index) {
  FR_INVARIANT(profile->head[list] + profile->count[list] < profile->room[list]);
  const uint32_t from = profile->head[list] + index;
  if (index < profile->count[list]) move_entries(profile, list, from + 1, from, profile->count[list] - index);
}
