/* SPDX-License-Identifier: Apache-2.0 */
#include "document.h"

#include <math.h>

uint64_t random_next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

uint64_t random_below(uint64_t *random, uint64_t limit) { return random_next(random) % limit; }

/* ---- random documents ---- */

/* Numbers of every width, with a liking for the edges between the forms of a head. */
static uint64_t some_number(uint64_t *random) {
  static const uint64_t edges[] = {0, 23, 24, 255, 256, 65535, 65536, 4294967295, 4294967296, INT64_MAX, UINT64_MAX};
  const uint64_t edge = edges[random_below(random, FR_COUNT(edges))];
  switch (random_below(random, 4)) {
    case 0: return edge;
    case 1: return edge + 1;
    case 2: return edge - 1;
    default: {
      const uint64_t shift = random_below(random, 64);
      return random_next(random) >> shift;
    }
  }
}

static void some_text(uint64_t *random, fr__arena *arena, tree *into) {
  static const char *const pieces[] = {"a", "b", "z", "\0", "\xC3\xA9", "\xE5\xAE\x89", "\xF0\x9F\x98\x80", "\x7F"};
  static const uint32_t sizes[] = {1, 1, 1, 1, 2, 3, 4, 1};
  const uint64_t count = random_below(random, 12) == 0 ? random_below(random, 300) : random_below(random, 8);
  char *text = fr__arena_alloc(arena, count * 4 + 1);
  for (uint64_t i = 0; i < count; i++) {
    const uint64_t piece = random_below(random, FR_COUNT(pieces));
    memcpy(text + into->size, pieces[piece], sizes[piece]);
    into->size += sizes[piece];
  }
  into->data = (const uint8_t *)text;
}

static void some_bytes(uint64_t *random, fr__arena *arena, tree *into) {
  into->size = random_below(random, 8) == 0 ? random_below(random, 300) : random_below(random, 30);
  uint8_t *bytes = fr__arena_alloc(arena, into->size + 1);
  for (uint64_t i = 0; i < into->size; i++) bytes[i] = (uint8_t)random_next(random);
  into->data = bytes;
}

static double some_real(uint64_t *random) {
  const uint64_t bits = random_next(random);
  double real;
  memcpy(&real, &bits, sizeof real);
  switch (random_below(random, 6)) {
    case 0: return (double)random_below(random, 1000) / 4;
    case 1: return -0.0;
    case 2: return (double)INFINITY;
    case 3: return (double)NAN;
    default: return real;
  }
}

static bool same_key(const tree *a, const tree *b) {
  if (a->type != b->type) return false;
  if (a->type != FR__CBOR_TEXT) return a->number == b->number;
  return a->size == b->size && memcmp(a->data, b->data, a->size) == 0;
}

static void some_key(uint64_t *random, fr__arena *arena, tree *into) {
  *into = (tree){.type = FR__CBOR_TEXT};
  const uint64_t kind = random_below(random, 4);
  if (kind < 2) {
    some_text(random, arena, into);
  } else {
    into->type = kind == 2 ? FR__CBOR_UINT : FR__CBOR_NEGATIVE;
    into->number = some_number(random) >> (kind == 2 ? 0 : 1);
  }
}

static void some_value(uint64_t *random, fr__arena *arena, uint32_t depth, tree *into);

static void some_map(uint64_t *random, fr__arena *arena, uint32_t depth, tree *into) {
  const uint64_t wanted = random_below(random, 7);
  into->items = fr__arena_alloc(arena, 2 * wanted * sizeof(tree) + 1);
  for (uint64_t i = 0; i < wanted; i++) {
    tree key;
    some_key(random, arena, &key);
    bool known = false;
    for (uint64_t k = 0; k < into->count; k++) known = known || same_key(&into->items[2 * k], &key);
    if (known) continue;
    into->items[2 * into->count] = key;
    some_value(random, arena, depth - 1, &into->items[2 * into->count + 1]);
    into->count++;
  }
}

static void some_array(uint64_t *random, fr__arena *arena, uint32_t depth, tree *into) {
  into->count = random_below(random, 20) == 0 ? random_below(random, 300) : random_below(random, 6);
  into->items = fr__arena_alloc(arena, into->count * sizeof(tree) + 1);
  for (uint64_t i = 0; i < into->count; i++)
    some_value(random, arena, into->count > 20 ? 0 : depth - 1, &into->items[i]);
}

static void some_value(uint64_t *random, fr__arena *arena, uint32_t depth, tree *into) {
  static const fr__cbor_type types[] = {FR__CBOR_UINT, FR__CBOR_NEGATIVE, FR__CBOR_BYTES,  FR__CBOR_TEXT,
                                        FR__CBOR_BOOL, FR__CBOR_NULL,     FR__CBOR_FLOAT64};
  *into = (tree){.type = types[random_below(random, FR_COUNT(types))]};
  if (depth > 0 && random_below(random, 3) != 0) into->type = random_below(random, 2) ? FR__CBOR_ARRAY : FR__CBOR_MAP;
  switch (into->type) {
    case FR__CBOR_UINT: into->number = some_number(random); break;
    case FR__CBOR_NEGATIVE: into->number = some_number(random) >> 1; break; /* the writer writes those of 64 bits */
    case FR__CBOR_BYTES: some_bytes(random, arena, into); break;
    case FR__CBOR_TEXT: some_text(random, arena, into); break;
    case FR__CBOR_ARRAY: some_array(random, arena, depth, into); break;
    case FR__CBOR_MAP: some_map(random, arena, depth, into); break;
    case FR__CBOR_BOOL: into->boolean = random_below(random, 2) != 0; break;
    case FR__CBOR_FLOAT64: into->real = some_real(random); break;
    case FR__CBOR_NULL: break;
  }
}

tree *document_random(uint64_t *random, fr__arena *arena, uint32_t depth) {
  tree *document = fr__arena_alloc(arena, sizeof *document);
  some_value(random, arena, depth, document);
  return document;
}

/* ---- the encoding, by RFC 8949, 3 and 4.2.1 ---- */

typedef struct output {
  uint8_t *bytes;
  size_t capacity, size;
  bool full;
} output;

static void out(output *to, const void *bytes, size_t size) {
  if (to->full || size > to->capacity - to->size) {
    to->full = true;
    return;
  }
  if (size != 0) memcpy(to->bytes + to->size, bytes, size);
  to->size += size;
}

static void out_big_endian(output *to, uint8_t first, uint64_t number, uint32_t width) {
  uint8_t bytes[9] = {first};
  for (uint32_t i = 0; i < width; i++) bytes[1 + i] = (uint8_t)(number >> 8 * (width - 1 - i));
  out(to, bytes, 1 + (size_t)width);
}

static void out_head(output *to, uint32_t major, uint64_t number) {
  const uint8_t first = (uint8_t)(major << 5);
  if (number < 24) {
    out_big_endian(to, (uint8_t)(first | number), 0, 0);
  } else if (number < 0x100) {
    out_big_endian(to, first | 24, number, 1);
  } else if (number < 0x10000) {
    out_big_endian(to, first | 25, number, 2);
  } else if (number < UINT64_C(0x100000000)) {
    out_big_endian(to, first | 26, number, 4);
  } else {
    out_big_endian(to, first | 27, number, 8);
  }
}

static int compare_bytes(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
  for (size_t i = 0; i < a_size && i < b_size; i++) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return a_size == b_size ? 0 : a_size < b_size ? -1 : 1;
}

static int compare_keys(const tree *a, const tree *b) {
  uint8_t left[2048], right[2048];
  size_t left_size = 0, right_size = 0;
  tree first = *a, second = *b;
  (void)document_encode(&first, left, sizeof left, &left_size);
  (void)document_encode(&second, right, sizeof right, &right_size);
  return compare_bytes(left, left_size, right, right_size);
}

static void sort_pairs(tree *map) {
  for (uint64_t i = 1; i < map->count; i++) {
    for (uint64_t j = i; j > 0 && compare_keys(&map->items[2 * j - 2], &map->items[2 * j]) > 0; j--) {
      for (uint64_t side = 0; side < 2; side++) {
        const tree moved = map->items[2 * j - 2 + side];
        map->items[2 * j - 2 + side] = map->items[2 * j + side];
        map->items[2 * j + side] = moved;
      }
    }
  }
}

static void out_value(output *to, tree *from) {
  switch (from->type) {
    case FR__CBOR_UINT: out_head(to, 0, from->number); break;
    case FR__CBOR_NEGATIVE: out_head(to, 1, from->number); break;
    case FR__CBOR_BYTES:
    case FR__CBOR_TEXT:
      out_head(to, from->type == FR__CBOR_BYTES ? 2 : 3, from->size);
      out(to, from->data, from->size);
      break;
    case FR__CBOR_ARRAY:
      out_head(to, 4, from->count);
      for (uint64_t i = 0; i < from->count; i++) out_value(to, &from->items[i]);
      break;
    case FR__CBOR_MAP:
      sort_pairs(from);
      out_head(to, 5, from->count);
      for (uint64_t i = 0; i < 2 * from->count; i++) out_value(to, &from->items[i]);
      break;
    case FR__CBOR_BOOL: out(to, from->boolean ? "\xF5" : "\xF4", 1); break;
    case FR__CBOR_NULL: out(to, "\xF6", 1); break;
    case FR__CBOR_FLOAT64: {
      uint64_t bits;
      memcpy(&bits, &from->real, sizeof bits);
      if (from->real != from->real) bits = UINT64_C(0x7FF8000000000000);
      out_big_endian(to, 0xFB, bits, 8);
      break;
    }
  }
}

bool document_encode(tree *document, uint8_t *bytes, size_t capacity, size_t *size) {
  output to = {.bytes = bytes, .capacity = capacity};
  out_value(&to, document);
  *size = to.size;
  return !to.full;
}

/* ---- through the library ---- */

void document_write(const tree *document, fr__cbor_writer *writer) {
  switch (document->type) {
    case FR__CBOR_UINT: fr__cbor_write_uint(writer, document->number); break;
    case FR__CBOR_NEGATIVE: fr__cbor_write_int(writer, -1 - (int64_t)document->number); break;
    case FR__CBOR_BYTES: fr__cbor_write_bytes(writer, document->data, document->size); break;
    case FR__CBOR_TEXT: fr__cbor_write_text(writer, (const char *)document->data, document->size); break;
    case FR__CBOR_ARRAY:
      fr__cbor_write_array(writer, document->count);
      for (uint64_t i = 0; i < document->count; i++) document_write(&document->items[i], writer);
      break;
    case FR__CBOR_MAP: {
      const uint64_t mark = fr__cbor_write_map_begin(writer);
      for (uint64_t i = 0; i < 2 * document->count; i++) document_write(&document->items[i], writer);
      fr__cbor_write_map_end(writer, mark);
      break;
    }
    case FR__CBOR_BOOL: fr__cbor_write_bool(writer, document->boolean); break;
    case FR__CBOR_NULL: fr__cbor_write_null(writer); break;
    case FR__CBOR_FLOAT64: fr__cbor_write_double(writer, document->real); break;
  }
}

bool document_read_is(const tree *document, fr__cbor_reader *reader) {
  fr__cbor_item item;
  if (fr__cbor_next(reader, &item) != FR_OK || item.type != document->type) return false;
  switch (document->type) {
    case FR__CBOR_UINT:
    case FR__CBOR_NEGATIVE: return item.value == document->number;
    case FR__CBOR_BYTES:
    case FR__CBOR_TEXT:
      return item.size == document->size && (item.size == 0 || memcmp(item.data, document->data, item.size) == 0);
    case FR__CBOR_BOOL: return item.boolean == document->boolean;
    case FR__CBOR_NULL: return true;
    case FR__CBOR_FLOAT64:
      if (document->real != document->real) return item.number != item.number;
      return memcmp(&item.number, &document->real, sizeof item.number) == 0;
    case FR__CBOR_ARRAY:
    case FR__CBOR_MAP: break;
  }
  if (item.value != document->count) return false;
  const uint64_t items = document->type == FR__CBOR_MAP ? 2 * document->count : document->count;
  for (uint64_t i = 0; i < items; i++) {
    if (!document_read_is(&document->items[i], reader)) return false;
  }
  return true;
}

/* ---- the question ---- */

typedef struct input {
  const uint8_t *bytes;
  size_t size, at;
} input;

/* The head of an item: its major type and its number, in the shortest form. */
static bool strict_head(input *from, uint32_t *major, uint32_t *form, uint64_t *number) {
  if (from->at == from->size) return false;
  const uint8_t first = from->bytes[from->at++];
  *major = first >> 5;
  *form = first & 31;
  *number = *form;
  if (*form < 24) return true;
  if (*form > 27) return false;
  const size_t width = (size_t)1 << (*form - 24);
  if (from->size - from->at < width) return false;
  *number = 0;
  for (size_t i = 0; i < width; i++) *number = *number << 8 | from->bytes[from->at++];
  if (*major == 7) return true;
  static const uint64_t least[] = {24, 0x100, 0x10000, UINT64_C(0x100000000)};
  return *number >= least[*form - 24];
}

static bool strict_item(input *from, uint32_t depth);

static bool strict_map(input *from, uint64_t count, uint32_t depth) {
  size_t before = 0, before_end = 0;
  for (uint64_t i = 0; i < count; i++) {
    const size_t key = from->at;
    if (key == from->size) return false;
    const uint32_t major = from->bytes[key] >> 5;
    if (major != 0 && major != 1 && major != 3) return false;
    if (!strict_item(from, depth)) return false;
    if (i > 0 && compare_bytes(from->bytes + before, before_end - before, from->bytes + key, from->at - key) >= 0) {
      return false;
    }
    before = key;
    before_end = from->at;
    if (!strict_item(from, depth)) return false;
  }
  return true;
}

static bool strict_item(input *from, uint32_t depth) {
  uint32_t major, form;
  uint64_t number;
  if (!strict_head(from, &major, &form, &number)) return false;
  if (major <= 1) return true;
  if (major <= 3) {
    if (number > from->size - from->at) return false;
    const char *text = (const char *)from->bytes + from->at;
    from->at += number;
    return major == 2 || fr__utf8_valid(text, (uint32_t)number);
  }
  if (major == 6) return false;
  if (major == 7) {
    if (form == 20 || form == 21 || form == 22) return true;
    if (form != 27) return false;
    const bool nan = (number << 1) > UINT64_C(0xFFE0000000000000);
    return !nan || number == UINT64_C(0x7FF8000000000000);
  }
  if (number == 0) return true;
  if (depth == FR__CBOR_MAX_DEPTH) return false;
  if (major == 5) return strict_map(from, number, depth + 1);
  for (uint64_t i = 0; i < number; i++) {
    if (!strict_item(from, depth + 1)) return false;
  }
  return true;
}

bool strict_accepts(const uint8_t *bytes, size_t size) {
  input from = {bytes, size, 0};
  return strict_item(&from, 0) && from.at == size;
}

size_t hex_bytes(const char *hex, uint8_t *bytes, size_t capacity) {
  static const char digits[] = "0123456789abcdef";
  size_t count = 0;
  for (const char *at = hex; *at != '\0';) {
    if (*at == ' ') {
      at++;
      continue;
    }
    const char *high = strchr(digits, at[0]), *low = at[1] == '\0' ? NULL : strchr(digits, at[1]);
    if (high == NULL || low == NULL || count == capacity) return SIZE_MAX;
    bytes[count++] = (uint8_t)((high - digits) << 4 | (low - digits));
    at += 2;
  }
  return count;
}
