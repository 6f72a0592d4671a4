/* SPDX-License-Identifier: Apache-2.0 */
#include <cbor/callbacks.h>
#include <cbor/streaming.h>
#include <stdarg.h>
#include <stdio.h>

#include "wire/cbor.h"

/* What libcbor's callbacks saw of one item. */
typedef struct sight {
  fr__cbor_item *item;
  const char *refused; /* why this form is not deterministic, or null */
} sight;

static void see_number(void *context, fr__cbor_type type, uint64_t value) {
  sight *seen = context;
  seen->item->type = type;
  seen->item->value = value;
}

static void see_data(void *context, fr__cbor_type type, cbor_data data, size_t size) {
  sight *seen = context;
  seen->item->type = type;
  seen->item->data = data;
  seen->item->size = size;
  seen->item->value = size;
}

static void refuse(void *context, const char *why) {
  sight *seen = context;
  seen->refused = why;
}

static void see_uint8(void *context, uint8_t value) { see_number(context, FR__CBOR_UINT, value); }
static void see_uint16(void *context, uint16_t value) { see_number(context, FR__CBOR_UINT, value); }
static void see_uint32(void *context, uint32_t value) { see_number(context, FR__CBOR_UINT, value); }
static void see_uint64(void *context, uint64_t value) { see_number(context, FR__CBOR_UINT, value); }
static void see_negative8(void *context, uint8_t value) { see_number(context, FR__CBOR_NEGATIVE, value); }
static void see_negative16(void *context, uint16_t value) { see_number(context, FR__CBOR_NEGATIVE, value); }
static void see_negative32(void *context, uint32_t value) { see_number(context, FR__CBOR_NEGATIVE, value); }
static void see_negative64(void *context, uint64_t value) { see_number(context, FR__CBOR_NEGATIVE, value); }
static void see_bytes(void *context, cbor_data data, size_t size) { see_data(context, FR__CBOR_BYTES, data, size); }
static void see_text(void *context, cbor_data data, size_t size) { see_data(context, FR__CBOR_TEXT, data, size); }
static void see_array(void *context, size_t count) { see_number(context, FR__CBOR_ARRAY, count); }
static void see_map(void *context, size_t count) { see_number(context, FR__CBOR_MAP, count); }
static void see_null(void *context) { see_number(context, FR__CBOR_NULL, 0); }

static void see_bool(void *context, bool value) {
  sight *seen = context;
  seen->item->boolean = value;
  see_number(context, FR__CBOR_BOOL, value);
}

static void see_float64(void *context, double value) {
  sight *seen = context;
  seen->item->number = value;
  see_number(context, FR__CBOR_FLOAT64, 0);
}

static const char indefinite[] = "a length is indefinite; it has to be given";
static const char short_float[] = "a float has fewer than 64 bits";
static void refuse_indefinite(void *context) { refuse(context, indefinite); }
static void refuse_short_float(void *context, float value) {
  (void)value;
  refuse(context, short_float);
}
static void refuse_tag(void *context, uint64_t value) {
  (void)value;
  refuse(context, "a tag stands here; tags are not used");
}
static void refuse_undefined(void *context) { refuse(context, "the value undefined stands here; it is not used"); }
static void refuse_break(void *context) { refuse(context, "a break stands here, but nothing is open"); }

static const struct cbor_callbacks callbacks = {
    .uint8 = see_uint8,
    .uint16 = see_uint16,
    .uint32 = see_uint32,
    .uint64 = see_uint64,
    .negint8 = see_negative8,
    .negint16 = see_negative16,
    .negint32 = see_negative32,
    .negint64 = see_negative64,
    .byte_string_start = refuse_indefinite,
    .byte_string = see_bytes,
    .string = see_text,
    .string_start = refuse_indefinite,
    .indef_array_start = refuse_indefinite,
    .array_start = see_array,
    .indef_map_start = refuse_indefinite,
    .map_start = see_map,
    .tag = refuse_tag,
    .float2 = refuse_short_float,
    .float4 = refuse_short_float,
    .float8 = see_float64,
    .undefined = refuse_undefined,
    .null = see_null,
    .boolean = see_bool,
    .indef_break = refuse_break,
};

void fr__cbor_reader_init(fr__cbor_reader *reader, const void *bytes, uint64_t size, fr_error *error) {
  memset(reader, 0, sizeof *reader);
  reader->bytes = bytes;
  reader->size = bytes == NULL ? 0 : size;
  reader->error = error;
}

static fr_status fail(fr__cbor_reader *reader, fr_status status, uint64_t offset, const char *message) {
  reader->status = fr__fail(reader->error, status, NULL, "byte %llu: %s", (unsigned long long)offset, message);
  if (reader->error != NULL) reader->error->offset = (int64_t)offset;
  return status;
}

fr_status fr__cbor_fail(fr__cbor_reader *reader, uint64_t offset, const char *format, ...) {
  FR_TRY(reader->status);
  char message[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  return fail(reader, FR_BAD_BUNDLE, offset, message);
}

void fr__cbor_advise(fr_error *error, const char *advice) {
  if (error == NULL || error->status != FR_BAD_BUNDLE || error->offset < 0) return;
  const size_t said = strlen(error->message);
  snprintf(error->message + said, sizeof error->message - said, "; %s", advice);
}

/* The low bits of a head say how many bytes its number takes; there must be no shorter way to say it. */
static bool head_is_shortest(uint8_t head, uint64_t value) {
  const uint32_t form = head & 31u;
  if (value < 24) return form == value;
  if (value <= UINT8_MAX) return form == 24;
  if (value <= UINT16_MAX) return form == 25;
  if (value <= UINT32_MAX) return form == 26;
  return form == 27;
}

/* One NaN only: the same number must not come in two encodings. */
static bool float_is_one_of_a_kind(const uint8_t *bytes) {
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++) bits = bits << 8 | bytes[i];
  const bool nan = (bits & UINT64_C(0x7FF0000000000000)) == UINT64_C(0x7FF0000000000000) &&
                   (bits & UINT64_C(0x000FFFFFFFFFFFFF)) != 0;
  return !nan || bits == UINT64_C(0x7FF8000000000000);
}

/* Null where the item is as it should be, else what is wrong with it. */
static const char *fault_of(const fr__cbor_reader *reader, const fr__cbor_item *item, uint64_t end) {
  const uint64_t left = reader->size - end;
  const uint8_t *head = reader->bytes + item->offset;
  switch (item->type) {
    case FR__CBOR_UINT:
    case FR__CBOR_NEGATIVE:
    case FR__CBOR_BYTES:
      return head_is_shortest(*head, item->value) ? NULL : "a number or length is not in its shortest form";
    case FR__CBOR_TEXT:
      if (!head_is_shortest(*head, item->value)) return "a number or length is not in its shortest form";
      if (item->size > UINT32_MAX) return "a text is longer than 4 GiB";
      return fr__utf8_valid((const char *)item->data, (uint32_t)item->size) ? NULL : "a text is not valid UTF-8";
    case FR__CBOR_ARRAY:
      if (!head_is_shortest(*head, item->value)) return "a number or length is not in its shortest form";
      return item->value <= left ? NULL : "an array says that it has more items than there are bytes left";
    case FR__CBOR_MAP:
      if (!head_is_shortest(*head, item->value)) return "a number or length is not in its shortest form";
      return item->value <= left / 2 ? NULL : "a map says that it has more pairs than there are bytes left";
    case FR__CBOR_FLOAT64: return float_is_one_of_a_kind(head + 1) ? NULL : "a NaN is not in its one form";
    case FR__CBOR_BOOL:
    case FR__CBOR_NULL: return NULL;
  }
  return "an item of an unknown type";
}

/* Keys ascend by their encoded bytes; a shorter one that is a prefix comes first. */
static fr_status check_key(fr__cbor_reader *reader, fr__cbor_level *level, const fr__cbor_item *item, uint64_t end) {
  if (item->type != FR__CBOR_TEXT && item->type != FR__CBOR_UINT && item->type != FR__CBOR_NEGATIVE) {
    return fail(reader, FR_BAD_BUNDLE, item->offset, "a key of a map is neither a text nor an integer");
  }
  const uint64_t size = end - item->offset;
  if (size > UINT32_MAX) return fail(reader, FR_BAD_BUNDLE, item->offset, "a key of a map is longer than 4 GiB");
  if (level->key_size != 0) {
    const uint64_t common = size < level->key_size ? size : level->key_size;
    const int order = memcmp(reader->bytes + level->key_offset, reader->bytes + item->offset, (size_t)common);
    if (order == 0 && size == level->key_size) {
      return fail(reader, FR_BAD_BUNDLE, item->offset, "a key of a map comes twice");
    }
    if (order > 0 || (order == 0 && size < level->key_size)) {
      return fail(reader, FR_BAD_BUNDLE, item->offset, "the keys of a map are not in ascending order");
    }
  }
  level->key_offset = item->offset;
  level->key_size = (uint32_t)size;
  return FR_OK;
}

/* Counts the item where it stands, opens a level for what it holds, and closes the levels that are complete. */
static fr_status place(fr__cbor_reader *reader, const fr__cbor_item *item, uint64_t end) {
  if (reader->depth > 0) {
    fr__cbor_level *level = &reader->levels[reader->depth - 1];
    if (level->map && level->left % 2 == 0) FR_TRY(check_key(reader, level, item, end));
    level->left--;
  }
  const bool holds = item->type == FR__CBOR_ARRAY || item->type == FR__CBOR_MAP;
  if (holds && item->value != 0) {
    if (reader->depth == FR__CBOR_MAX_DEPTH) {
      return fail(reader, FR_TOO_DEEP, item->offset, "nesting is deeper than 32");
    }
    const bool map = item->type == FR__CBOR_MAP;
    reader->levels[reader->depth++] = (fr__cbor_level){.left = map ? item->value * 2 : item->value, .map = map};
  }
  while (reader->depth > 0 && reader->levels[reader->depth - 1].left == 0) reader->depth--;
  return FR_OK;
}

fr_status fr__cbor_next(fr__cbor_reader *reader, fr__cbor_item *item) {
  memset(item, 0, sizeof *item);
  FR_TRY(reader->status);
  item->offset = reader->position;
  if (reader->position >= reader->size) {
    return fail(reader, FR_BAD_BUNDLE, reader->position, "the bytes end where an item should begin");
  }
  sight seen = {item, NULL};
  const struct cbor_decoder_result result = cbor_stream_decode(
      reader->bytes + reader->position, (size_t)(reader->size - reader->position), &callbacks, &seen);
  if (result.status == CBOR_DECODER_NEDATA) {
    return fail(reader, FR_BAD_BUNDLE, item->offset, "the bytes end inside an item");
  }
  if (result.status != CBOR_DECODER_FINISHED) {
    return fail(reader, FR_BAD_BUNDLE, item->offset, "this byte begins no item of CBOR");
  }
  if (seen.refused != NULL) return fail(reader, FR_BAD_BUNDLE, item->offset, seen.refused);
  const uint64_t end = reader->position + result.read;
  const char *fault = fault_of(reader, item, end);
  if (fault != NULL) return fail(reader, FR_BAD_BUNDLE, item->offset, fault);
  FR_TRY(place(reader, item, end));
  reader->position = end;
  return FR_OK;
}

fr_status fr__cbor_skip(fr__cbor_reader *reader) {
  uint64_t open = 1; /* items still to pass; every count was checked against the bytes left, so this cannot overflow */
  while (open > 0) {
    fr__cbor_item item;
    FR_TRY(fr__cbor_next(reader, &item));
    open--;
    if (item.type == FR__CBOR_ARRAY) open += item.value;
    if (item.type == FR__CBOR_MAP) open += item.value * 2;
  }
  return FR_OK;
}

fr_status fr__cbor_end(fr__cbor_reader *reader) {
  FR_TRY(reader->status);
  if (reader->depth > 0) {
    return fail(reader, FR_BAD_BUNDLE, reader->position, "an array or a map has more items than were expected");
  }
  if (reader->position < reader->size) {
    return fail(reader, FR_BAD_BUNDLE, reader->position, "bytes follow behind the end");
  }
  return FR_OK;
}

static fr_status expect(fr__cbor_reader *reader, const char *what, fr__cbor_type type, const char *name,
                        fr__cbor_item *item) {
  FR_TRY(fr__cbor_next(reader, item));
  if (item->type != type) return fr__cbor_fail(reader, item->offset, "%s is not %s", what, name);
  return FR_OK;
}

bool fr__cbor_at_array(const fr__cbor_reader *reader) {
  return reader->status == FR_OK && reader->position < reader->size && reader->bytes[reader->position] >> 5 == 4;
}

fr_status fr__cbor_array(fr__cbor_reader *reader, const char *what, uint64_t *count) {
  fr__cbor_item item;
  FR_TRY(expect(reader, what, FR__CBOR_ARRAY, "an array", &item));
  *count = item.value;
  return FR_OK;
}

fr_status fr__cbor_map(fr__cbor_reader *reader, const char *what, uint64_t *count) {
  fr__cbor_item item;
  FR_TRY(expect(reader, what, FR__CBOR_MAP, "a map", &item));
  *count = item.value;
  return FR_OK;
}

fr_status fr__cbor_text(fr__cbor_reader *reader, const char *what, fr_text *text) {
  fr__cbor_item item;
  FR_TRY(expect(reader, what, FR__CBOR_TEXT, "a text", &item));
  *text = (fr_text){(const char *)item.data, (uint32_t)item.size, FR_ENCODING_UTF8};
  return FR_OK;
}

fr_status fr__cbor_map_key(fr__cbor_reader *reader, const char *what, fr_text *key) {
  return fr__cbor_text(reader, what, key);
}

fr_status fr__cbor_bytes(fr__cbor_reader *reader, const char *what, const uint8_t **data, uint64_t *size) {
  fr__cbor_item item;
  FR_TRY(expect(reader, what, FR__CBOR_BYTES, "a byte string", &item));
  *data = item.data;
  *size = item.size;
  return FR_OK;
}

fr_status fr__cbor_uint(fr__cbor_reader *reader, const char *what, uint64_t *value) {
  fr__cbor_item item;
  FR_TRY(expect(reader, what, FR__CBOR_UINT, "an unsigned integer", &item));
  *value = item.value;
  return FR_OK;
}

fr_status fr__cbor_int(fr__cbor_reader *reader, const char *what, int64_t *value) {
  fr__cbor_item item;
  FR_TRY(fr__cbor_next(reader, &item));
  if ((item.type != FR__CBOR_UINT && item.type != FR__CBOR_NEGATIVE) || item.value > INT64_MAX) {
    return fr__cbor_fail(reader, item.offset, "%s is not an integer of 64 bits", what);
  }
  *value = item.type == FR__CBOR_UINT ? (int64_t)item.value : -1 - (int64_t)item.value;
  return FR_OK;
}

fr_status fr__cbor_bool(fr__cbor_reader *reader, const char *what, bool *value) {
  fr__cbor_item item;
  FR_TRY(expect(reader, what, FR__CBOR_BOOL, "true or false", &item));
  *value = item.boolean;
  return FR_OK;
}

fr_status fr__cbor_double(fr__cbor_reader *reader, const char *what, double *value) {
  fr__cbor_item item;
  FR_TRY(expect(reader, what, FR__CBOR_FLOAT64, "a float64", &item));
  *value = item.number;
  return FR_OK;
}
