/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of this room share. */
#ifndef FR_ARROW_ARROW_H
#define FR_ARROW_ARROW_H

#include "base/base.h"
#include "fraudrisk/arrow.h"
#include "fraudrisk/fold.h"

/* ---- columns of transfers ---- */

typedef enum fr__arrow_field_type {
  FR__FIELD_TEXT,
  FR__FIELD_WORD, /* one of a list */
  FR__FIELD_FLAG,
  FR__FIELD_AMOUNT,      /* in the row's currency */
  FR__FIELD_BASE_AMOUNT, /* in the policy's */
  FR__FIELD_BALANCE,     /* in the policy's; may be overdrawn */
  FR__FIELD_CURRENCY,
  FR__FIELD_SECONDS,
  FR__FIELD_YEARS,
  FR__FIELD_COUNT, /* 0 to 1,000 */
  FR__FIELD_TIME,
  FR__FIELD_OBSERVATIONS,
  FR__FIELD_OBSERVATION,
  FR__FIELD_ATTRIBUTE,
  FR__FIELD_LABEL /* passed over */
} fr__arrow_field_type;

enum { FR__GROUP_SESSION = 1, FR__GROUP_TELLER = 2, FR__GROUP_PAYER = 4, FR__GROUP_PAYEE = 8 };
enum { FR__ROW_HAS_TIME = 1, FR__ROW_HAS_AMOUNT = 2 };

/* A row while it becomes a transfer. */
typedef struct fr__arrow_row {
  fr_transfer transfer;
  fr_session session;
  fr_teller teller;
  fr_party payer, payee;
  uint32_t groups; /* FR__GROUP_…: which of the four say something */
  uint32_t given;  /* FR__ROW_HAS_… */
  fr_status status;
  const char *fault;  /* a sentence, where status is negative; null: error has it */
  const char *column; /* at which column */
} fr__arrow_row;

typedef struct fr__arrow_field {
  const char *name;
  const char *words; /* by number, each ended by a zero byte; an empty one ends them */
  uint16_t type;
  uint16_t offset;       /* in fr__arrow_row */
  uint16_t known_offset; /* of the bits that say what is known; 0: the field needs none */
  uint16_t known_bit;    /* also the number of an observation */
  uint16_t group;
} fr__arrow_field;

/* Null where there is no such column. The one of all "attributes.…" is told by its type. */
const fr__arrow_field *fr__arrow_field_find(fr_text name);
/* By place, for tests; null past the end. */
const fr__arrow_field *fr__arrow_field_at(uint32_t index);
/* The name that is most like this one, or null. */
const char *fr__arrow_field_like(fr_text name);
/* The number of a word, from 1; 0 where it is none of them. */
uint32_t fr__arrow_word_find(const char *words, fr_text text);
/* The bit of what a teller saw, or UINT32_MAX. */
uint32_t fr__arrow_observation_find(fr_text text);

/* ---- types of the interface ---- */

typedef enum fr__arrow_type {
  FR__ARROW_OTHER,
  FR__ARROW_NULL,
  FR__ARROW_BOOL,
  FR__ARROW_INT,      /* width, is_signed */
  FR__ARROW_DOUBLE,   /* float64 */
  FR__ARROW_DECIMAL,  /* width, scale */
  FR__ARROW_TEXT,     /* width of offsets: 4 or 8 */
  FR__ARROW_VIEW,     /* string view */
  FR__ARROW_INSTANT,  /* ticks_per_s, with a zone */
  FR__ARROW_LOCAL,    /* without one */
  FR__ARROW_DATE,     /* width 4: days; 8: milliseconds */
  FR__ARROW_DURATION, /* ticks_per_s */
  FR__ARROW_DICTIONARY
} fr__arrow_type;

typedef struct fr__arrow_shape {
  uint8_t type;  /* of what is read: a dictionary's values */
  uint8_t width; /* bytes */
  uint8_t is_signed;
  uint8_t has_dictionary;
  uint8_t index_width, index_signed;
  int32_t scale;
  int64_t ticks_per_s;
} fr__arrow_shape;

/* False where the format is none that this room reads. */
bool fr__arrow_shape_of(const struct ArrowSchema *schema, fr__arrow_shape *shape);
/* The name of a type for people, from its format. */
const char *fr__arrow_type_name(const struct ArrowSchema *schema);

/* ---- one column of a batch ---- */

typedef struct fr__arrow_view {
  fr__arrow_shape shape;
  const uint8_t *validity; /* null: all are known */
  const uint8_t *data;     /* numbers, offsets, views */
  const char *text;
  const void *const *more; /* data buffers of a string view, */
  const uint8_t *sizes;    /* and their sizes, each 8 bytes */
  int64_t more_count, offset, length;
  const uint8_t *index, *index_validity; /* of a dictionary */
  int64_t index_offset;
} fr__arrow_view;

/* Null where the column hangs together for `rows` rows from `first` on; else what is wrong. */
const char *fr__arrow_view_open(fr__arrow_view *view, const fr__arrow_shape *shape, const struct ArrowArray *array,
                                int64_t first, int64_t rows);

typedef struct fr__arrow_value {
  fr__arrow_type type; /* FR__ARROW_INT, _DOUBLE, _DECIMAL, _TEXT, _BOOL, times in ticks: integer */
  int64_t integer;
  double number;
  uint64_t high; /* a decimal's upper half; the lower is `integer` */
  fr_text text;
} fr__arrow_value;

typedef enum fr__arrow_got { FR__ARROW_GOT, FR__ARROW_GOT_NULL, FR__ARROW_GOT_BROKEN } fr__arrow_got;
fr__arrow_got fr__arrow_get(const fr__arrow_view *view, int64_t row, fr__arrow_value *value);

/* ---- the plan ---- */

enum { FR__ARROW_CHUNK = 128, FR__ARROW_COLUMNS = 192 + FR_MAX_ATTRIBUTES, FR__ARROW_DIGITS = 24 };

typedef struct fr__arrow_bound {
  const fr__arrow_field *field;
  int64_t child; /* which column of the batch */
  fr__arrow_shape shape;
  uint32_t attribute_type;                /* FR_TYPE_… */
  uint32_t scratch;                       /* 1 + which part of plan->digits: of a whole number that is an identifier */
  char name[FR_MAX_IDENTIFIER_BYTES + 1]; /* of an attribute, without "attributes." */
  fr__arrow_view view;                    /* of the batch that is being read */
} fr__arrow_bound;

struct fr_arrow_plan {
  uint32_t digits; /* of the policy's currency */
  uint32_t count, attribute_count, scratch_count, groups;
  int64_t children;
  int64_t utc_offset_us;
  const uint8_t *validity; /* of the batch that is being read: which of its rows are there */
  int64_t offset;
  fr__arrow_row *rows_of_chunk;
  fr_attribute *attributes; /* attribute_count a row */
  char *digits_text;        /* FR__ARROW_DIGITS a row, for each of scratch_count columns */
  fr_decision *decisions;
  const fr_transfer *transfers[FR__ARROW_CHUNK];
  fr_decision *answers[FR__ARROW_CHUNK];
  uint32_t places[FR__ARROW_CHUNK];
  fr__arrow_bound bound[FR__ARROW_COLUMNS];
};

/* Opens all columns for a batch. */
fr_status fr__arrow_plan_open(fr_arrow_plan *plan, const struct ArrowArray *batch, fr_error *error);
/* Makes transfers of rows first … first + count - 1 of the batch that is open. */
void fr__arrow_fill(fr_arrow_plan *plan, int64_t first, uint32_t count);

/* ---- answers ---- */

/* Bytes of one row's message at most, with the one that ends it: a column's name and a sentence, or the context's. */
enum { FR__ARROW_MESSAGE_BYTES = 384 };
/* Why fr__arrow_fill() refused a row; empty where it did not. */
void fr__arrow_message(const fr__arrow_row *row, char message[FR__ARROW_MESSAGE_BYTES]);

/* A buffer that grows. */
typedef struct fr__arrow_buffer {
  uint8_t *data;
  size_t size, capacity;
} fr__arrow_buffer;

typedef struct fr__arrow_column {
  char format; /* as schemas say it: 'i', 'l', 'U', …; 'w' for 16 bytes, '+' for a list */
  bool nullable;
  fr__arrow_buffer validity, offsets, data;
  int64_t length, nulls;
  struct fr__arrow_column *items; /* of a list */
} fr__arrow_column;

/* Room for `rows` rows more and `bytes` bytes of text in them (items of a list). */
bool fr__arrow_reserve(fr__arrow_column *column, int64_t rows, size_t bytes);
/* Each takes the room that was made. They are called for each value of each row, and so stand here. */
void fr__arrow_put_null(fr__arrow_column *column);
void fr__arrow_put_bool(fr__arrow_column *column, bool yes);
/* The items that were put since the last one are this row's. */
void fr__arrow_put_list(fr__arrow_column *column);

static inline void fr__arrow_end_row(fr__arrow_column *column, bool known) {
  const size_t byte = (size_t)column->length >> 3;
  if (column->nullable) {
    if (known) column->validity.data[byte] |= (uint8_t)(1u << (column->length & 7));
    column->nulls += !known;
  }
  column->length++;
}

static inline void fr__arrow_put_offset(fr__arrow_column *column, int64_t offset) {
  memcpy(column->offsets.data + column->offsets.size, &offset, sizeof offset);
  column->offsets.size += sizeof offset;
}

static inline void fr__arrow_put_i32(fr__arrow_column *column, const void *value) {
  memcpy(column->data.data + column->data.size, value, 4);
  column->data.size += 4;
  fr__arrow_end_row(column, true);
}
static inline void fr__arrow_put_i64(fr__arrow_column *column, const void *value) {
  memcpy(column->data.data + column->data.size, value, 8);
  column->data.size += 8;
  fr__arrow_end_row(column, true);
}
static inline void fr__arrow_put_bytes(fr__arrow_column *column, const void *value, size_t width) {
  memcpy(column->data.data + column->data.size, value, width);
  column->data.size += width;
  fr__arrow_end_row(column, true);
}
static inline void fr__arrow_put_text(fr__arrow_column *column, const char *text, size_t size) {
  memcpy(column->data.data + column->data.size, text, size);
  column->data.size += size;
  fr__arrow_put_offset(column, (int64_t)column->data.size);
  fr__arrow_end_row(column, true);
}
/* Null where there is none. */
void fr__arrow_put_words(fr__arrow_column *column, const char *text, size_t size);
void fr__arrow_column_free(fr__arrow_column *column);

/* A struct of all columns, still without a row: all that it needs but the columns' own buffers. False: out of memory,
 * and there is nothing to release. */
bool fr__arrow_array_begin(const fr__arrow_column *columns, int64_t count, struct ArrowArray *array);
/* Takes the columns' buffers over. Allocates nothing, since what they tell has happened. */
void fr__arrow_array_end(fr__arrow_column *columns, int64_t rows, struct ArrowArray *array);
/* A struct of `count` fields. Formats as schemas have them. */
typedef struct fr__arrow_spec {
  const char *name, *format, *item; /* item: the format of a list's items */
  bool nullable, has_outcomes;
} fr__arrow_spec;
fr_status fr__arrow_schema_of(const fr__arrow_spec *specs, int64_t count, struct ArrowSchema *schema);

#endif
