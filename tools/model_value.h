/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON and UBJSON as a tree of values, for models. A number of JSON stays the text that it was: whoever asks says as
 * what it is read, so that a float is never rounded twice, by way of a double. */
#ifndef TOOLS_MODEL_VALUE_H
#define TOOLS_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { VALUE_DEPTH = 32 }; /* lists and maps within each other */

typedef enum value_kind {
  VALUE_NOTHING,
  VALUE_FLAG,   /* whole is 0 or 1 */
  VALUE_TEXT,   /* a string; a zero byte stands behind it and none within */
  VALUE_DIGITS, /* a number of JSON, as it is written; what stands behind it is no part of a number */
  VALUE_WHOLE,  /* numbers of UBJSON */
  VALUE_REAL,
  VALUE_LIST,
  VALUE_MAP
} value_kind;

typedef struct value {
  value_kind kind;
  uint32_t count; /* of members */
  union {
    const char *text;
    int64_t whole;
    double real;
    struct value *first; /* member */
  };
  struct value *next; /* in the same list or map */
  const char *key;    /* in a map */
} value;

/* Null with a sentence, which does not name the file, in `why` (MODEL_WHY_BYTES). bytes[size] must be readable. */
const value *value_read_json(const char *bytes, size_t size, fr__arena *arena, char *why);
const value *value_read_ubjson(const char *bytes, size_t size, fr__arena *arena, char *why);

/* Null where `of` is null, or no map, or has no such key: so that calls can be put into each other. */
const value *value_get(const value *of, const char *key);
/* False where it is null or no number of this kind. Wholes may be flags; floats may be wholes. */
bool value_whole(const value *of, int64_t *whole);
bool value_float(const value *of, float *number);
/* Null where it is null or no text. */
const char *value_text(const value *of);
/* Null where it is null or no list. */
const value *value_list(const value *of);

/* ---- for the two readers ---- */

typedef struct value_reader {
  const char *begin, *at, *end;
  fr__arena *arena;
  char *why;
} value_reader;

/* A member at the end of `list`: *last is the one before. Null when memory is out, which was told. */
value *value_add(value_reader *in, value *list, value **last, const char *key);
/* Always false. Says at which byte. */
bool value_fail(value_reader *in, const char *what);

#endif
