/* SPDX-License-Identifier: Apache-2.0
 *
 * UBJSON (draft 12), as XGBoost writes it: numbers are big-endian, and a list of numbers of one type has its type and
 * count in front. */
#include <string.h>

#include "model_value.h"

static uint64_t big_endian(const char *from, size_t size) {
  uint64_t number = 0;
  for (size_t i = 0; i < size; i++) number = number << 8 | (uint8_t)from[i];
  return number;
}

/* Bytes of a number; 0 for what is none. */
static size_t size_of(char type) {
  switch (type) {
    case 'i':
    case 'U': return 1;
    case 'I': return 2;
    case 'l':
    case 'd': return 4;
    case 'L':
    case 'D': return 8;
    default: return 0;
  }
}

static bool take(value_reader *in, char byte) {
  if (in->at == in->end || *in->at != byte) return false;
  in->at++;
  return true;
}

static bool read_number(value_reader *in, char type, value *into) {
  const size_t size = size_of(type);
  if ((size_t)(in->end - in->at) < size) return value_fail(in, "is cut");
  const uint64_t bits = big_endian(in->at, size);
  in->at += size;
  into->kind = VALUE_WHOLE;
  switch (type) {
    case 'i': into->whole = (int8_t)bits; return true;
    case 'U': into->whole = (int64_t)bits; return true;
    case 'I': into->whole = (int16_t)bits; return true;
    case 'l': into->whole = (int32_t)bits; return true;
    case 'L': into->whole = (int64_t)bits; return true;
    default: break;
  }
  into->kind = VALUE_REAL;
  if (type == 'd') {
    const uint32_t half = (uint32_t)bits;
    float number;
    memcpy(&number, &half, sizeof number);
    into->real = (double)number;
  } else {
    memcpy(&into->real, &bits, sizeof into->real);
  }
  return true;
}

/* A count or a length: a whole number that is not negative, and no more than there are bytes left. */
static bool read_length(value_reader *in, size_t *length) {
  value number = {.kind = VALUE_NOTHING};
  const char type = in->at < in->end ? *in->at++ : '\0';
  if (size_of(type) == 0 || type == 'd' || type == 'D') return value_fail(in, "is no UBJSON, or cut: a length is none");
  if (!read_number(in, type, &number)) return false;
  if (number.whole < 0 || (uint64_t)number.whole > (uint64_t)(in->end - in->at))
    return value_fail(in, "is cut: something is longer than what is left");
  *length = (size_t)number.whole;
  return true;
}

static const char *read_string(value_reader *in) {
  size_t size = 0;
  if (!read_length(in, &size)) return NULL;
  if (memchr(in->at, 0, size) != NULL || !fr__utf8_valid(in->at, (uint32_t)size)) {
    (void)value_fail(in, "has a string with a zero byte, or that is not UTF-8");
    return NULL;
  }
  const char *made = fr__arena_copy(in->arena, in->at, size);
  if (made == NULL) (void)value_fail(in, "is too large: memory is out");
  in->at += size;
  return made;
}

static bool read_value(value_reader *in, char type, value *into, unsigned depth);

/* What stands in front of the members: "$TYPE#COUNT", "#COUNT", or nothing, and then a bracket ends them. */
static bool read_front(value_reader *in, char *type, bool *is_counted, size_t *count) {
  *type = '\0';
  *count = 0;
  if (take(in, '$')) {
    if (in->at == in->end) return value_fail(in, "is cut");
    *type = *in->at++;
    if (size_of(*type) == 0) return value_fail(in, "has a list of a type that is no number");
    if (in->at == in->end || *in->at != '#') return value_fail(in, "is no UBJSON: a list has a type and no count");
  }
  *is_counted = take(in, '#');
  return !*is_counted || read_length(in, count);
}

static bool read_members(value_reader *in, value *into, unsigned depth) {
  const bool is_map = into->kind == VALUE_MAP;
  bool is_counted = false;
  char type = 0;
  size_t count = 0;
  value *last = NULL;
  if (!read_front(in, &type, &is_counted, &count)) return false;
  for (size_t i = 0; is_counted ? i < count : !take(in, is_map ? '}' : ']'); i++) {
    const char *key = is_map ? read_string(in) : NULL;
    if (is_map && key == NULL) return false;
    char own = type;
    if (own == '\0') {
      if (in->at == in->end) return value_fail(in, "is cut");
      own = *in->at++;
    }
    value *member = value_add(in, into, &last, key);
    if (member == NULL || !read_value(in, own, member, depth + 1)) return false;
  }
  return true;
}

static bool read_value(value_reader *in, char type, value *into, unsigned depth) {
  if (depth > VALUE_DEPTH) return value_fail(in, "has lists too deep within each other");
  if (size_of(type) != 0) return read_number(in, type, into);
  switch (type) {
    case 'Z': into->kind = VALUE_NOTHING; return true;
    case 'T':
    case 'F':
      into->kind = VALUE_FLAG;
      into->whole = type == 'T';
      return true;
    case 'S':
      into->kind = VALUE_TEXT;
      into->text = read_string(in);
      return into->text != NULL;
    case '{':
    case '[': into->kind = type == '{' ? VALUE_MAP : VALUE_LIST; return read_members(in, into, depth);
    default: return value_fail(in, "is no UBJSON: a value has an unknown type");
  }
}

const value *value_read_ubjson(const char *bytes, size_t size, fr__arena *arena, char *why) {
  value_reader in = {bytes, bytes, bytes + size, arena, why};
  value *root = fr__arena_alloc(arena, sizeof *root);
  why[0] = '\0';
  if (root == NULL) return (void)value_fail(&in, "is too large: memory is out"), NULL;
  if (size == 0) return (void)value_fail(&in, "is empty"), NULL;
  if (!read_value(&in, *in.at++, root, 0)) return NULL;
  if (in.at != in.end) return (void)value_fail(&in, "has something behind its end"), NULL;
  return root;
}
