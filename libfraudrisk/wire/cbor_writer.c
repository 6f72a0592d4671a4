/* SPDX-License-Identifier: Apache-2.0 */
#include <cbor/encoding.h>
#include <stdlib.h>

#include "wire/cbor.h"

enum { HEAD_BYTES = 9, FIRST_BYTES = 256 };

void fr__cbor_writer_fixed(fr__cbor_writer *writer, void *data, uint64_t capacity) {
  *writer = (fr__cbor_writer){.data = data, .capacity = data == NULL ? 0 : capacity};
}

void fr__cbor_writer_grow(fr__cbor_writer *writer) { *writer = (fr__cbor_writer){.growing = true}; }

void fr__cbor_writer_free(fr__cbor_writer *writer) {
  if (writer->growing) free(writer->data);
  *writer = (fr__cbor_writer){.growing = writer->growing};
}

/* Nothing has failed but that the caller's memory may be too small. */
static bool is_whole(const fr__cbor_writer *writer) {
  return writer->status >= 0 || writer->status == FR_BUFFER_TOO_SMALL;
}

/* True when `more` bytes fit behind what is written. */
static bool make_room(fr__cbor_writer *writer, uint64_t more) {
  if (!is_whole(writer)) return false;
  if (more <= writer->capacity && writer->size <= writer->capacity - more) return true;
  if (!writer->growing) {
    writer->status = FR_BUFFER_TOO_SMALL;
    return false;
  }
  uint64_t capacity = writer->capacity == 0 ? FIRST_BYTES : writer->capacity;
  while (capacity - writer->size < more && capacity <= SIZE_MAX / 4) capacity *= 2;
  uint8_t *data = capacity - writer->size < more ? NULL : realloc(writer->data, (size_t)capacity);
  if (data == NULL) {
    writer->status = FR_NO_MEMORY;
    return false;
  }
  writer->data = data;
  writer->capacity = capacity;
  return true;
}

static void put(fr__cbor_writer *writer, const void *data, uint64_t size) {
  if (size == 0) return;
  if (make_room(writer, size)) memcpy(writer->data + writer->size, data, (size_t)size);
  if (is_whole(writer)) writer->size += size;
}

void fr__cbor_write_uint(fr__cbor_writer *writer, uint64_t value) {
  unsigned char head[HEAD_BYTES];
  put(writer, head, cbor_encode_uint(value, head, sizeof head));
}

void fr__cbor_write_int(fr__cbor_writer *writer, int64_t value) {
  unsigned char head[HEAD_BYTES];
  if (value >= 0) {
    fr__cbor_write_uint(writer, (uint64_t)value);
  } else {
    put(writer, head, cbor_encode_negint((uint64_t)(-1 - value), head, sizeof head));
  }
}

void fr__cbor_write_bytes(fr__cbor_writer *writer, const void *data, uint64_t size) {
  unsigned char head[HEAD_BYTES];
  put(writer, head, cbor_encode_bytestring_start((size_t)size, head, sizeof head));
  put(writer, data, size);
}

void fr__cbor_write_text(fr__cbor_writer *writer, const char *data, uint64_t size) {
  unsigned char head[HEAD_BYTES];
  if (size > UINT32_MAX || !fr__utf8_valid(data, (uint32_t)size)) {
    if (is_whole(writer)) writer->status = FR_BAD_TEXT;
    return;
  }
  put(writer, head, cbor_encode_string_start((size_t)size, head, sizeof head));
  put(writer, data, size);
}

void fr__cbor_write_string(fr__cbor_writer *writer, const char *string) {
  fr__cbor_write_text(writer, string, strlen(string));
}

void fr__cbor_write_bool(fr__cbor_writer *writer, bool value) {
  unsigned char head[HEAD_BYTES];
  put(writer, head, cbor_encode_bool(value, head, sizeof head));
}

void fr__cbor_write_null(fr__cbor_writer *writer) {
  unsigned char head[HEAD_BYTES];
  put(writer, head, cbor_encode_null(head, sizeof head));
}

void fr__cbor_write_double(fr__cbor_writer *writer, double value) {
  /* The one NaN, by bits: what a library makes of a NaN has changed between its versions. */
  static const unsigned char nan[HEAD_BYTES] = {0xFB, 0x7F, 0xF8};
  unsigned char head[HEAD_BYTES];
  if (value != value) {
    put(writer, nan, sizeof nan);
  } else {
    put(writer, head, cbor_encode_double(value, head, sizeof head));
  }
}

void fr__cbor_write_array(fr__cbor_writer *writer, uint64_t count) {
  unsigned char head[HEAD_BYTES];
  put(writer, head, cbor_encode_array_start((size_t)count, head, sizeof head));
}

void fr__cbor_write_raw(fr__cbor_writer *writer, const void *data, uint64_t size) { put(writer, data, size); }

void fr__cbor_write_tag(fr__cbor_writer *writer, uint64_t tag) {
  unsigned char head[HEAD_BYTES];
  put(writer, head, cbor_encode_tag(tag, head, sizeof head));
}

void fr__cbor_write_map(fr__cbor_writer *writer, uint64_t count) {
  unsigned char head[HEAD_BYTES];
  put(writer, head, cbor_encode_map_start((size_t)count, head, sizeof head));
}

uint64_t fr__cbor_write_map_begin(fr__cbor_writer *writer) {
  if (!writer->growing && is_whole(writer)) writer->status = FR_BAD_ARGUMENT;
  return writer->size;
}

typedef struct pair {
  const uint8_t *key; /* where the key's bytes begin, the value's behind them */
  uint64_t key_size, size;
} pair;

static int compare_pairs(const void *left, const void *right) {
  const pair *a = left, *b = right;
  const uint64_t common = a->key_size < b->key_size ? a->key_size : b->key_size;
  const int order = memcmp(a->key, b->key, (size_t)common);
  if (order != 0) return order;
  return (a->key_size > b->key_size) - (a->key_size < b->key_size);
}

/* Where the pairs from `mark` on begin and end; `pairs` null to count them only. */
static fr_status find_pairs(const fr__cbor_writer *writer, uint64_t mark, pair *pairs, uint64_t *count) {
  fr__cbor_reader reader;
  fr__cbor_reader_init(&reader, writer->data + mark, writer->size - mark, NULL);
  *count = 0;
  while (reader.position < reader.size) {
    const uint64_t begin = reader.position;
    const uint32_t major = reader.bytes[begin] >> 5;
    if (major != 0 && major != 1 && major != 3) return FR_BAD_ARGUMENT; /* what the reader takes as a key */
    FR_TRY(fr__cbor_skip(&reader));
    const uint64_t value = reader.position;
    if (value == reader.size) return FR_BAD_ARGUMENT;
    FR_TRY(fr__cbor_skip(&reader));
    if (pairs != NULL) pairs[*count] = (pair){reader.bytes + begin, value - begin, reader.position - begin};
    ++*count;
  }
  return FR_OK;
}

static fr_status sort_pairs(fr__cbor_writer *writer, uint64_t mark, pair *pairs, uint64_t count) {
  const uint64_t size = writer->size - mark;
  qsort(pairs, (size_t)count, sizeof *pairs, compare_pairs);
  for (uint64_t i = 1; i < count; i++) {
    if (compare_pairs(&pairs[i - 1], &pairs[i]) == 0) return FR_BAD_ARGUMENT;
  }
  uint8_t *sorted = malloc((size_t)size);
  FR_REQUIRE(sorted != NULL, FR_NO_MEMORY);
  uint64_t at = 0;
  for (uint64_t i = 0; i < count; i++) {
    memcpy(sorted + at, pairs[i].key, (size_t)pairs[i].size);
    at += pairs[i].size;
  }
  writer->size = mark;
  fr__cbor_write_map(writer, count);
  put(writer, sorted, size);
  free(sorted);
  return writer->status;
}

void fr__cbor_write_map_end(fr__cbor_writer *writer, uint64_t mark) {
  if (writer->status < 0) return;
  if (writer->size == mark) {
    fr__cbor_write_map(writer, 0);
    return;
  }
  uint64_t count = 0;
  fr_status status = find_pairs(writer, mark, NULL, &count);
  if (status >= 0) {
    pair *pairs = malloc((size_t)count * sizeof *pairs);
    status = pairs == NULL ? FR_NO_MEMORY : find_pairs(writer, mark, pairs, &count);
    if (status >= 0) status = sort_pairs(writer, mark, pairs, count);
    free(pairs);
  }
  if (status < 0) writer->status = status;
}
