/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions on strings that count places: in characters, from 0. Texts are UTF-8 that was checked; a byte that is none
 * counts as a character of its own. */
#include "cel/base64.h"
#include "cel/program.h"

typedef fr__cel_value value;

static uint32_t step(const char *text, uint32_t size) {
  uint32_t code;
  const uint32_t length = fr__utf8_next(text, size, &code);
  return length == 0 ? 1 : length;
}

static int64_t characters(const char *text, uint32_t size) {
  int64_t count = 0;
  for (uint32_t at = 0; at < size; count++) at += step(text + at, size - at);
  return count;
}

/* The byte at which a character begins; false where there are fewer. One past the last is a place too. */
static bool byte_of(const value *text, int64_t character, uint32_t *byte) {
  *byte = 0;
  if (character < 0) return false;
  while (character > 0 && *byte < text->size) {
    *byte += step(text->as.text + *byte, text->size - *byte);
    character--;
  }
  return character == 0;
}

static bool same_at(const value *text, uint32_t at, const value *part) {
  return text->size - at >= part->size &&
         (part->size == 0 || memcmp(text->as.text + at, part->as.text, part->size) == 0);
}

/* Looking for a part at each place is worth its steps. */
static bool afford(fr__cel_machine *m, uint64_t steps) {
  if (m->budget < steps) return false;
  m->budget -= (uint32_t)steps;
  return true;
}

FR__CEL_BUILTIN_CALL(fr__cel_call_char_at) {
  (void)machine, (void)count;
  uint32_t at;
  if (!byte_of(&arguments[0], arguments[1].as.integer, &at)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  const uint32_t left = arguments[0].size - at;
  return fr__cel_string(arguments[0].as.text + at, left == 0 ? 0 : step(arguments[0].as.text + at, left));
}

FR__CEL_BUILTIN_CALL(fr__cel_call_index_of) {
  const value *text = &arguments[0], *part = &arguments[1];
  uint32_t at = 0;
  int64_t place = count > 2 ? arguments[2].as.integer : 0;
  if (!byte_of(text, place, &at)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  if (!afford(machine, text->size)) return fr__cel_failed(FR__CEL_FAULT_COST);
  for (;; place++) {
    if (same_at(text, at, part)) return fr__cel_int(place);
    if (at >= text->size) return fr__cel_int(-1);
    at += step(text->as.text + at, text->size - at);
  }
}

FR__CEL_BUILTIN_CALL(fr__cel_call_last_index_of) {
  const value *text = &arguments[0], *part = &arguments[1];
  const int64_t length = characters(text->as.text, text->size);
  const int64_t last = count > 2 ? arguments[2].as.integer : length;
  int64_t found = -1;
  if (last < 0 || last > length) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  if (!afford(machine, text->size)) return fr__cel_failed(FR__CEL_FAULT_COST);
  uint32_t at = 0;
  for (int64_t place = 0; place <= last; place++) {
    if (same_at(text, at, part)) found = place;
    if (at < text->size) at += step(text->as.text + at, text->size - at);
  }
  return fr__cel_int(found);
}

FR__CEL_BUILTIN_CALL(fr__cel_call_substring) {
  (void)machine;
  const value *text = &arguments[0];
  uint32_t from, to = text->size;
  if (!byte_of(text, arguments[1].as.integer, &from)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  if (count > 2 && !byte_of(text, arguments[2].as.integer, &to)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  if (from > to) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  return fr__cel_string(text->as.text + from, to - from);
}

FR__CEL_BUILTIN_CALL(fr__cel_call_reverse) {
  (void)count;
  const value *text = &arguments[0];
  char *copy = fr__cel_take(machine, text->size);
  if (copy == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  for (uint32_t at = 0; at < text->size;) {
    const uint32_t length = step(text->as.text + at, text->size - at);
    memcpy(copy + (text->size - at - length), text->as.text + at, length);
    at += length;
  }
  return fr__cel_string(copy, text->size);
}

/* ---- parts ---- */

/* The next place at or after `at` where the part stands; an empty part stands behind every character. */
static bool next_part(const value *text, uint32_t at, const value *part, uint32_t *found) {
  if (part->size == 0) {
    if (at >= text->size) return false;
    *found = at + step(text->as.text + at, text->size - at);
    return *found < text->size;
  }
  if (text->size - at < part->size) return false;
  const char *place = memmem(text->as.text + at, text->size - at, part->as.text, part->size);
  if (place == NULL) return false;
  *found = (uint32_t)(place - text->as.text);
  return true;
}

static value piece(const value *text, uint32_t from, uint32_t to) {
  return fr__cel_string(text->as.text + from, to - from);
}

FR__CEL_BUILTIN_CALL(fr__cel_call_split) {
  const value *text = &arguments[0], *part = &arguments[1];
  const int64_t most = count > 2 ? arguments[2].as.integer : -1;
  value list = {.kind = FR__CEL_LIST};
  if (most == 0) return list;
  uint64_t pieces = 1;
  uint32_t at = 0, found;
  while ((most < 0 || (int64_t)pieces < most) && next_part(text, at, part, &found)) {
    at = found + part->size;
    pieces++;
  }
  if (part->size == 0 && text->size == 0) return list;
  value *items = fr__cel_take(machine, pieces * sizeof *items);
  if (items == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  at = 0;
  while (list.size + 1 < pieces && next_part(text, at, part, &found)) {
    items[list.size++] = piece(text, at, found);
    at = found + part->size;
  }
  items[list.size++] = piece(text, at, text->size);
  list.as.items = items;
  return list;
}

FR__CEL_BUILTIN_CALL(fr__cel_call_join) {
  const value *list = &arguments[0];
  const value nothing = fr__cel_string("", 0), *between = count > 1 ? &arguments[1] : &nothing;
  uint64_t size = 0;
  for (uint32_t i = 0; i < list->size; i++) {
    if (list->as.items[i].kind != FR__CEL_STRING) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
    size += list->as.items[i].size + (i == 0 ? 0 : (uint64_t)between->size);
  }
  char *into = size > UINT32_MAX ? NULL : fr__cel_take(machine, size);
  if (into == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  uint32_t at = 0;
  for (uint32_t i = 0; i < list->size; i++) {
    const value *one = &list->as.items[i];
    if (i != 0 && between->size != 0) memcpy(into + at, between->as.text, between->size);
    if (i != 0) at += between->size;
    if (one->size != 0) memcpy(into + at, one->as.text, one->size);
    at += one->size;
  }
  return fr__cel_string(into, at);
}

/* With an empty part, the other text stands before, between and behind the characters. */
static uint32_t next_replaced(const value *text, uint32_t at, const value *part, bool first, uint32_t *found) {
  if (part->size != 0) return next_part(text, at, part, found);
  *found = first || at >= text->size ? at : at + step(text->as.text + at, text->size - at);
  return first || at < text->size;
}

FR__CEL_BUILTIN_CALL(fr__cel_call_replace) {
  const value *text = &arguments[0], *part = &arguments[1], *by = &arguments[2];
  if (by->kind != FR__CEL_STRING || (count > 3 && arguments[3].kind != FR__CEL_INT)) {
    return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  }
  const int64_t most = count > 3 ? arguments[3].as.integer : -1;
  char *into = NULL;
  uint64_t size = 0;
  for (int writing = 0; writing < 2; writing++) {
    uint32_t at = 0, found;
    size = 0;
    for (int64_t done = 0; (most < 0 || done < most) && next_replaced(text, at, part, done == 0, &found); done++) {
      if (writing && found != at) memcpy(into + size, text->as.text + at, found - at);
      size += found - at;
      if (writing && by->size != 0) memcpy(into + size, by->as.text, by->size);
      size += by->size;
      at = found + part->size;
    }
    if (writing && at < text->size) memcpy(into + size, text->as.text + at, text->size - at);
    size += text->size - at;
    if (writing) break;
    into = size > UINT32_MAX ? NULL : fr__cel_take(machine, size);
    if (into == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  }
  return fr__cel_string(into, (uint32_t)size);
}

/* ---- base64 ---- */

FR__CEL_BUILTIN_CALL(fr__cel_call_base64_encode) {
  (void)count;
  const uint64_t room = fr__cel_base64_size(arguments[0].size);
  char *into = room > UINT32_MAX ? NULL : fr__cel_take(machine, room);
  if (into == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  return fr__cel_string(into, fr__cel_base64_encode(arguments[0].as.text, arguments[0].size, into));
}

FR__CEL_BUILTIN_CALL(fr__cel_call_base64_decode) {
  (void)count;
  value made = {.kind = FR__CEL_BYTES};
  char *into = fr__cel_take(machine, arguments[0].size);
  if (into == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  if (!fr__cel_base64_decode(arguments[0].as.text, arguments[0].size, into, &made.size)) {
    return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
  }
  made.as.text = into;
  return made;
}
