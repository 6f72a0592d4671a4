/* SPDX-License-Identifier: Apache-2.0
 *
 * The same deterministic CBOR as wire/cbor.h, for records that are written at every transfer: into memory that is large
 * enough for anything, checked once at the end, and inline. Definite lengths and shortest heads; who writes a map gives
 * its keys in ascending order. */
#ifndef FR_WIRE_QUICK_H
#define FR_WIRE_QUICK_H

#include "base/base.h"

enum {
  FR__MAJOR_UINT = 0,
  FR__MAJOR_NEGATIVE = 1,
  FR__MAJOR_BYTES = 2,
  FR__MAJOR_TEXT = 3,
  FR__MAJOR_ARRAY = 4,
  FR__MAJOR_MAP = 5,
  FR__MAJOR_SIMPLE = 7,
};

/* ---- writing ---- */

typedef struct fr__quick {
  uint8_t *at, *end;
  bool full; /* something did not fit, and what came after it was not written */
} fr__quick;

static inline bool fr__quick_room(fr__quick *into, uint64_t bytes) {
  if (!into->full && (uint64_t)(into->end - into->at) >= bytes) return true;
  into->full = true;
  return false;
}

static inline void fr__quick_head(fr__quick *into, uint32_t major, uint64_t value) {
  if (!fr__quick_room(into, 9)) return;
  const uint8_t kind = (uint8_t)(major << 5);
  if (value < 24) {
    *into->at++ = (uint8_t)(kind | value);
    return;
  }
  const uint32_t step = value <= UINT8_MAX ? 0 : value <= UINT16_MAX ? 1 : value <= UINT32_MAX ? 2 : 3;
  const uint32_t bytes = 1u << step;
  *into->at++ = (uint8_t)(kind | (24 + step));
  for (uint32_t i = bytes; i-- > 0;) *into->at++ = (uint8_t)(value >> (8 * i));
}

static inline void fr__quick_uint(fr__quick *into, uint64_t value) { fr__quick_head(into, FR__MAJOR_UINT, value); }
static inline void fr__quick_int(fr__quick *into, int64_t value) {
  if (value >= 0) {
    fr__quick_head(into, FR__MAJOR_UINT, (uint64_t)value);
  } else {
    fr__quick_head(into, FR__MAJOR_NEGATIVE, (uint64_t)(-1 - value));
  }
}
static inline void fr__quick_put(fr__quick *into, uint32_t major, const void *data, uint64_t size) {
  fr__quick_head(into, major, size);
  if (size == 0 || !fr__quick_room(into, size)) return;
  memcpy(into->at, data, (size_t)size);
  into->at += size;
}
static inline void fr__quick_bytes(fr__quick *into, const void *data, uint64_t size) {
  fr__quick_put(into, FR__MAJOR_BYTES, data, size);
}
/* Of what is known to be UTF-8. */
static inline void fr__quick_text(fr__quick *into, const void *data, uint64_t size) {
  fr__quick_put(into, FR__MAJOR_TEXT, data, size);
}
static inline void fr__quick_true(fr__quick *into) { fr__quick_head(into, FR__MAJOR_SIMPLE, 21); }
static inline void fr__quick_double(fr__quick *into, double value) {
  static const uint8_t nan[9] = {0xFB, 0x7F, 0xF8};
  uint64_t word;
  if (!fr__quick_room(into, 9)) return;
  if (value != value) {
    memcpy(into->at, nan, sizeof nan);
    into->at += sizeof nan;
    return;
  }
  memcpy(&word, &value, sizeof word);
  *into->at++ = 0xFB;
  for (uint32_t i = 8; i-- > 0;) *into->at++ = (uint8_t)(word >> (8 * i));
}

/* A map whose pairs are counted while they are written. Its head has one byte, and what stands behind it moves up by
 * one at the end where there are 24 pairs or more. */
typedef struct fr__quick_map {
  uint8_t *head;
  uint32_t count;
} fr__quick_map;

static inline fr__quick_map fr__quick_map_begin(fr__quick *into) {
  fr__quick_map map = {into->at, 0};
  if (fr__quick_room(into, 1)) into->at++;
  return map;
}
/* The key of the next pair. */
static inline void fr__quick_key(fr__quick *into, fr__quick_map *map, uint32_t key) {
  map->count++;
  fr__quick_head(into, FR__MAJOR_UINT, key);
}
static inline void fr__quick_map_end(fr__quick *into, const fr__quick_map *map) {
  if (into->full) return;
  if (map->count < 24) {
    *map->head = (uint8_t)(FR__MAJOR_MAP << 5 | map->count);
  } else if (fr__quick_room(into, 1) && map->count <= UINT8_MAX) {
    memmove(map->head + 2, map->head + 1, (size_t)(into->at - map->head - 1));
    into->at++;
    map->head[0] = (uint8_t)(FR__MAJOR_MAP << 5 | 24);
    map->head[1] = (uint8_t)map->count;
  } else {
    into->full = true;
  }
}

/* ---- reading: what is not as expected makes `bad` true, and from then on everything reads as zero ---- */

typedef struct fr__quick_reader {
  const uint8_t *at, *end;
  bool bad;
} fr__quick_reader;

static inline uint64_t fr__quick_read(fr__quick_reader *from, uint32_t *major) {
  *major = FR__MAJOR_UINT;
  if (from->bad || from->at == from->end) {
    from->bad = true;
    return 0;
  }
  const uint8_t first = *from->at++;
  const uint32_t low = first & 31u;
  if (low < 24) {
    *major = first >> 5;
    return low;
  }
  const uint32_t bytes = low > 27 ? 0 : 1u << (low - 24);
  if (bytes == 0 || (uint64_t)(from->end - from->at) < bytes) {
    from->bad = true;
    return 0;
  }
  uint64_t value = 0;
  for (uint32_t i = 0; i < bytes; i++) value = value << 8 | *from->at++;
  *major = first >> 5;
  return value;
}

static inline uint64_t fr__quick_expect(fr__quick_reader *from, uint32_t wanted) {
  uint32_t major;
  const uint64_t value = fr__quick_read(from, &major);
  if (major != wanted) from->bad = true;
  return from->bad ? 0 : value;
}
static inline uint64_t fr__quick_read_uint(fr__quick_reader *from) { return fr__quick_expect(from, FR__MAJOR_UINT); }
static inline int64_t fr__quick_read_int(fr__quick_reader *from) {
  uint32_t major;
  const uint64_t value = fr__quick_read(from, &major);
  if (major > FR__MAJOR_NEGATIVE || value > INT64_MAX) from->bad = true;
  if (from->bad) return 0;
  return major == FR__MAJOR_UINT ? (int64_t)value : -1 - (int64_t)value;
}
/* Bytes or a text; they stay where they are. */
static inline const uint8_t *fr__quick_read_data(fr__quick_reader *from, uint32_t wanted, uint32_t *size) {
  const uint64_t length = fr__quick_expect(from, wanted);
  if (length > UINT32_MAX || length > (uint64_t)(from->end - from->at)) from->bad = true;
  *size = from->bad ? 0 : (uint32_t)length;
  if (from->bad) return NULL;
  const uint8_t *data = from->at;
  from->at += length;
  return data;
}
static inline double fr__quick_read_double(fr__quick_reader *from) {
  double value = 0;
  if (from->bad || from->end - from->at < 9 || *from->at != 0xFB) {
    from->bad = true;
    return 0;
  }
  uint64_t word = 0;
  for (uint32_t i = 1; i < 9; i++) word = word << 8 | from->at[i];
  from->at += 9;
  memcpy(&value, &word, sizeof value);
  return value;
}

/* Passes over the next item and all that is inside. */
static inline void fr__quick_skip(fr__quick_reader *from) {
  for (uint64_t left = 1; left > 0 && !from->bad; left--) {
    uint32_t major;
    const uint64_t value = fr__quick_read(from, &major);
    if (major == FR__MAJOR_BYTES || major == FR__MAJOR_TEXT) {
      if (value > (uint64_t)(from->end - from->at)) from->bad = true;
      if (!from->bad) from->at += value;
    } else if (major == FR__MAJOR_ARRAY || major == FR__MAJOR_MAP) {
      if (value > (uint64_t)(from->end - from->at)) from->bad = true; /* each item has a byte at least */
      if (!from->bad) left += major == FR__MAJOR_MAP ? 2 * value : value;
    }
  }
}

#endif
