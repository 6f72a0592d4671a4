/* SPDX-License-Identifier: Apache-2.0 */
#include "simulate_fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fraudrisk/transfer.h"
#include "numbers.h"

enum { NAME_BYTES = 40, MIDDLE_MOST = 1 << 30 };

static int64_t integer(field_reader *r, const node *value, const char *what, int64_t least, int64_t most) {
  int64_t number = least;
  if (value->kind != NODE_TEXT) {
    field_fault(r, value, "%s: write a number", what);
    return least;
  }
  const char *fault = integer_parse(value->text, value->size, least, most, &number);
  if (fault != NULL)
    field_fault(r, value, "%s: \"%.40s\" %s (%" PRId64 " to %" PRId64 ")", what, value->text, fault, least, most);
  return number;
}

static int64_t money(field_reader *r, const node *value, const char *what, int64_t most) {
  int64_t minor = 0;
  const char *fault = value->kind == NODE_TEXT ? amount_parse(value->text, value->size, 2, &minor) : "is no amount";
  if (fault == NULL && minor > most * 100) fault = "is more than may be";
  if (fault != NULL) field_fault(r, value, "%s: %s; write yuan, such as 35 or 0.01", what, fault);
  return minor;
}

static bool listed(field_reader *r, const node *value, const char *what, uint32_t count) {
  if (value->kind == NODE_LIST && value->count == count) return true;
  field_fault(r, value, "%s: write a list of %u numbers", what, count);
  return false;
}

static void read_spread(field_reader *r, const field *one, const node *value, spread *into) {
  if (!listed(r, value, one->name, 3)) return;
  int64_t numbers[3];
  const bool before = r->good;
  r->good = true;
  for (int i = 0; i < 3; i++)
    numbers[i] = one->shape == SHAPE_MONEY ? money(r, value->items[i], one->name, one->most)
                                           : integer(r, value->items[i], one->name, one->least, one->most);
  if (r->good && (numbers[0] > numbers[1] || numbers[1] > numbers[2]))
    field_fault(r, value, "%s: write the lowest, the middle and the highest, in this order", one->name);
  if (r->good) *into = spread_make(numbers[0], numbers[1], numbers[2]);
  r->good = r->good && before;
}

static void read_pair(field_reader *r, const field *one, const node *value, int64_t *into) {
  if (!listed(r, value, one->name, 2)) return;
  for (int i = 0; i < 2; i++) into[i] = integer(r, value->items[i], one->name, one->least, one->most);
  if (into[0] > into[1]) field_fault(r, value, "%s: write the least before the most", one->name);
}

static uint32_t choice(field_reader *r, const node *value, const char *what, const char *const *names) {
  const int place = value->kind == NODE_TEXT ? name_find(names, value->text, value->size) : -1;
  if (place >= 0) return (uint32_t)place;
  const char *like = value->kind == NODE_TEXT ? name_suggestion(names, value->text, value->size) : NULL;
  field_fault(r, value, "%s: there is no \"%.40s\"%s%s%s", what, value->kind == NODE_TEXT ? value->text : "",
              like ? "; did you mean \"" : "", like ? like : "", like ? "\"?" : "");
  return 0;
}

static void read_weights(field_reader *r, const field *one, const node *value, uint32_t *into) {
  for (uint32_t i = 0; one->names[i] != NULL; i++) into[i] = 0;
  if (value->kind != NODE_MAP) {
    field_fault(r, value, "%s: write a map of names to numbers", one->name);
    return;
  }
  int64_t sum = 0;
  for (uint32_t i = 0; i < value->count; i++) {
    const int64_t weight = integer(r, value->items[i], one->name, 0, one->most);
    into[choice(r, value->keys[i], one->name, one->names)] = (uint32_t)weight;
    sum += weight;
  }
  if (one->least > 0 && sum < one->least) field_fault(r, value, "%s: the numbers must not all be 0", one->name);
}

static void read_numbers(field_reader *r, const field *one, const node *value, uint32_t *into) {
  if (!listed(r, value, one->name, one->count)) return;
  int64_t sum = 0;
  for (uint32_t i = 0; i < one->count; i++) {
    into[i] = (uint32_t)integer(r, value->items[i], one->name, 0, one->most);
    sum += into[i];
  }
  if (one->least > 0 && sum < one->least) field_fault(r, value, "%s: the numbers must not all be 0", one->name);
}

/* The place of a name among structs that begin with it. */
static uint32_t place_of(field_reader *r, const node *value, const char *what, const void *list, size_t step,
                         uint32_t count) {
  for (uint32_t i = 0; i < count && value->kind == NODE_TEXT; i++)
    if (node_is(value, (const char *)list + i * step)) return i;
  field_fault(r, value, "%s: there is no \"%.40s\" above", what, value->kind == NODE_TEXT ? value->text : "");
  return 0;
}

/* Everybody who is a person and lives a life. */
static uint32_t persons(const parameters *in) {
  uint32_t bits = 0;
  for (uint32_t i = 0; i < in->group_count; i++) {
    const uint32_t kind = in->groups[i].party_kind;
    const bool person = kind == FR_PARTY_KIND_PERSON || kind == FR_PARTY_KIND_SELF_EMPLOYED;
    if (person && !in->groups[i].is_dormant) bits |= 1u << i;
  }
  return bits;
}

static uint32_t groups(field_reader *r, const field *one, const node *value) {
  uint32_t bits = 0;
  if (node_is(value, "persons")) return persons(r->into);
  if (value->kind != NODE_LIST || value->count == 0) {
    field_fault(r, value, "%s: write a list of groups, or persons", one->name);
    return 0;
  }
  for (uint32_t i = 0; i < value->count; i++)
    bits |= 1u << place_of(r, value->items[i], one->name, r->into->groups, sizeof(group), r->into->group_count);
  return bits;
}

void field_name(field_reader *r, const node *value, const char *what, char *into, size_t size) {
  if (value->kind != NODE_TEXT || value->size == 0 || value->size >= size) {
    field_fault(r, value, "%s: write a name of 1 to %zu bytes", what, size - 1);
    return;
  }
  memcpy(into, value->text, value->size + 1);
}

char *field_text(field_reader *r, const node *value) {
  char *copy = value->kind == NODE_TEXT ? strndup(value->text, value->size) : NULL;
  if (value->kind != NODE_TEXT) field_fault(r, value, "write a text");
  return copy;
}

static void read_field(field_reader *r, const field *one, const node *value, void *into) {
  const parameters *known = r->into;
  void *at = (char *)into + one->offset;
  switch (one->shape) {
    case SHAPE_INTEGER: *(int64_t *)at = integer(r, value, one->name, one->least, one->most); break;
    case SHAPE_PAIR: read_pair(r, one, value, at); break;
    case SHAPE_SPREAD:
    case SHAPE_MONEY: read_spread(r, one, value, at); break;
    case SHAPE_CHOICE: *(uint32_t *)at = choice(r, value, one->name, one->names); break;
    case SHAPE_WEIGHTS: read_weights(r, one, value, at); break;
    case SHAPE_NUMBERS: read_numbers(r, one, value, at); break;
    case SHAPE_GROUPS: *(uint32_t *)at = groups(r, one, value); break;
    case SHAPE_NAME: field_name(r, value, one->name, at, NAME_BYTES); break;
    case SHAPE_CLOCK:
      *(uint32_t *)at = place_of(r, value, one->name, known->clocks, sizeof(clock_hours), known->clock_count);
      break;
    case SHAPE_TEXTS:
      *(uint32_t *)at = place_of(r, value, one->name, known->texts, sizeof(text_set), known->text_count);
      break;
    case SHAPE_ACTIVITY:
      *(uint32_t *)at = place_of(r, value, one->name, known->activities, sizeof(activity), known->activity_count);
      break;
  }
}

static void refuse_key(field_reader *r, const node *key, const char *what, const field *table) {
  const char *names[64];
  uint32_t count = 0;
  for (; table[count].name != NULL && count < 63; count++) names[count] = table[count].name;
  names[count] = NULL;
  const char *like = name_suggestion(names, key->text, key->size);
  field_fault(r, key, "%s has no key \"%.40s\"%s%s%s", what, key->text, like ? "; did you mean \"" : "",
              like ? like : "", like ? "\"?" : "");
}

void fields_read(field_reader *r, const node *map, const char *what, const field *table, const char *const *others,
                 void *into) {
  if (map->kind != NODE_MAP) {
    field_fault(r, map, "%s: write a map", what);
    return;
  }
  for (const field *one = table; one->name != NULL; one++) {
    const node *value = node_get(map, one->name);
    if (value != NULL)
      read_field(r, one, value, into);
    else if (one->needed)
      field_fault(r, map, "%s: \"%s\" is missing", what, one->name);
  }
  for (uint32_t i = 0; i < map->count; i++) {
    const node *key = map->keys[i];
    bool known = others != NULL && name_find(others, key->text, key->size) >= 0;
    for (const field *one = table; one->name != NULL && !known; one++) known = node_is(key, one->name);
    if (!known) refuse_key(r, key, what, table);
  }
}

const node *field_part(field_reader *r, const node *map, const char *key, node_kind kind) {
  const node *value = map->kind == NODE_MAP ? node_get(map, key) : NULL;
  if (value != NULL && value->kind == kind) return value;
  field_fault(r, value ? value : map, value ? "%s: write a %s" : "\"%s\" is missing", key,
              kind == NODE_MAP ? "map" : "list");
  return NULL;
}
