/* SPDX-License-Identifier: Apache-2.0
 *
 * Deterministic CBOR, in and out.
 *
 * One value has one encoding, so that bytes can be compared and hashed: definite lengths, shortest heads, keys of a map
 * ascending by their encoded bytes and each once, valid UTF-8. Floats are always float64 (here we differ from RFC 8949,
 * 4.2.1, which would shorten them: a digest must not depend on a library's idea of short), and there is one NaN. No
 * tags (cose.h takes the one of a signed document itself). Map keys are integers or texts. Everything else is refused
 * with FR_BAD_BUNDLE, nesting past the limit with FR_TOO_DEEP; the error says where. */
#ifndef FR_WIRE_CBOR_H
#define FR_WIRE_CBOR_H

#include "base/base.h"

enum { FR__CBOR_MAX_DEPTH = 32 };

typedef enum fr__cbor_type {
  FR__CBOR_UINT,
  FR__CBOR_NEGATIVE,
  FR__CBOR_BYTES,
  FR__CBOR_TEXT,
  FR__CBOR_ARRAY,
  FR__CBOR_MAP,
  FR__CBOR_BOOL,
  FR__CBOR_NULL,
  FR__CBOR_FLOAT64
} fr__cbor_type;

typedef struct fr__cbor_item {
  fr__cbor_type type;
  bool boolean;
  uint64_t offset;     /* of its first byte */
  uint64_t value;      /* of a uint; of a negative n, where the number is -1 - n; items of an array; pairs of a map */
  double number;       /* of a float64 */
  const uint8_t *data; /* of bytes and texts: borrowed, not ended by a zero byte */
  uint64_t size;
} fr__cbor_item;

typedef struct fr__cbor_level {
  uint64_t left;       /* items still to come; a pair of a map is two */
  uint64_t key_offset; /* of the key before, for the order */
  uint32_t key_size;   /* 0: there was none yet */
  bool map;
} fr__cbor_level;

/* Reading stops at the first failure: `status` keeps it, and every later call returns it again. */
typedef struct fr__cbor_reader {
  const uint8_t *bytes;
  uint64_t size;
  uint64_t position;
  fr_error *error; /* may be null */
  fr_status status;
  uint32_t depth;
  fr__cbor_level levels[FR__CBOR_MAX_DEPTH];
} fr__cbor_reader;

/* The bytes must stay until the reading ends. */
void fr__cbor_reader_init(fr__cbor_reader *reader, const void *bytes, uint64_t size, fr_error *error);

/* The next item. Of an array or a map only the head: its items follow. */
fr_status fr__cbor_next(fr__cbor_reader *reader, fr__cbor_item *item);
/* Passes over the next item with all that is inside. */
fr_status fr__cbor_skip(fr__cbor_reader *reader);
/* Nothing may follow, and nothing may be open. */
fr_status fr__cbor_end(fr__cbor_reader *reader);

/* Is the next item an array? For values that have a short form and a long one. */
bool fr__cbor_at_array(const fr__cbor_reader *reader);
/* The next item, which has to be of this type. `what` names it in the message: "version is not an unsigned integer". */
fr_status fr__cbor_array(fr__cbor_reader *reader, const char *what, uint64_t *count);
fr_status fr__cbor_map(fr__cbor_reader *reader, const char *what, uint64_t *count);
/* The key of a map's next pair, as a text. (The order of keys is checked by fr__cbor_next itself.) */
fr_status fr__cbor_map_key(fr__cbor_reader *reader, const char *what, fr_text *key);
/* At most UINT32_MAX bytes. */
fr_status fr__cbor_text(fr__cbor_reader *reader, const char *what, fr_text *text);
fr_status fr__cbor_bytes(fr__cbor_reader *reader, const char *what, const uint8_t **data, uint64_t *size);
fr_status fr__cbor_uint(fr__cbor_reader *reader, const char *what, uint64_t *value);
fr_status fr__cbor_int(fr__cbor_reader *reader, const char *what, int64_t *value);
fr_status fr__cbor_bool(fr__cbor_reader *reader, const char *what, bool *value);
fr_status fr__cbor_double(fr__cbor_reader *reader, const char *what, double *value);

/* Adds to what a reader found wrong at some byte what whoever holds the document can do about it. */
void fr__cbor_advise(fr_error *error, const char *advice);

/* Fails the reading at an offset, with a sentence of the caller's: for what is CBOR but not what it should be. Where it
 * has failed already, that failure stays. */
fr_status fr__cbor_fail(fr__cbor_reader *reader, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Writing. The first failure stays in `status`, and what comes after it is not written, so that it is enough to look
 * once at the end. Into memory of the caller's that is too small, `size` still grows to what would be needed, and
 * status is FR_BUFFER_TOO_SMALL, unless something fails that more memory would not help: then it is that. */
typedef struct fr__cbor_writer {
  uint8_t *data;
  uint64_t size;
  uint64_t capacity;
  fr_status status;
  bool growing;
} fr__cbor_writer;

/* Into memory of the caller's; data may be null when capacity is 0: then only the size is counted. */
void fr__cbor_writer_fixed(fr__cbor_writer *writer, void *data, uint64_t capacity);
/* Into memory that grows by malloc, for tools: fr__cbor_writer_free() gives it back. FR_NO_MEMORY. */
void fr__cbor_writer_grow(fr__cbor_writer *writer);
void fr__cbor_writer_free(fr__cbor_writer *writer);

void fr__cbor_write_uint(fr__cbor_writer *writer, uint64_t value);
void fr__cbor_write_int(fr__cbor_writer *writer, int64_t value);
void fr__cbor_write_bytes(fr__cbor_writer *writer, const void *data, uint64_t size);
/* FR_BAD_TEXT where it is not UTF-8. */
void fr__cbor_write_text(fr__cbor_writer *writer, const char *data, uint64_t size);
void fr__cbor_write_string(fr__cbor_writer *writer, const char *string);
void fr__cbor_write_bool(fr__cbor_writer *writer, bool value);
void fr__cbor_write_null(fr__cbor_writer *writer);
void fr__cbor_write_double(fr__cbor_writer *writer, double value);
/* Items that are encoded already. */
void fr__cbor_write_raw(fr__cbor_writer *writer, const void *data, uint64_t size);
/* The head of a tag, whose item the caller writes. Only cose.h has one. */
void fr__cbor_write_tag(fr__cbor_writer *writer, uint64_t tag);
void fr__cbor_write_array(fr__cbor_writer *writer, uint64_t count);
/* The head of a map whose pairs the caller writes in the right order. */
void fr__cbor_write_map(fr__cbor_writer *writer, uint64_t count);

/* A map whose pairs are written in any order, by a growing writer: begin returns a mark, then come the pairs, then end
 * sorts them and puts the head before them. Maps nest. FR_BAD_ARGUMENT for a key given twice, a key that is neither a
 * text nor an integer, a key without a value, or a fixed writer. */
uint64_t fr__cbor_write_map_begin(fr__cbor_writer *writer);
void fr__cbor_write_map_end(fr__cbor_writer *writer, uint64_t mark);

#endif
