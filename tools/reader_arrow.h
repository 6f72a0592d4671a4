/* SPDX-License-Identifier: Apache-2.0
 *
 * Parquet and Arrow files, as columns of values: what reader_columns.c and features.c see of Apache Arrow, which is
 * C++. reader_arrow_module.c loads reader_arrow.cpp when something is opened; where there is no module, opening says
 * so. Batches are streamed; memory is capped at 1 GiB. */
#ifndef TOOLS_READER_ARROW_H
#define TOOLS_READER_ARROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum arrow_kind { KIND_PARQUET, KIND_ARROW_FILE, KIND_ARROW_STREAM } arrow_kind;

typedef enum arrow_type {
  ARROW_NOTHING, /* every value is null */
  ARROW_TEXT,    /* a string, or a dictionary of strings */
  ARROW_INTEGER,
  ARROW_DOUBLE,
  ARROW_BOOL,
  ARROW_DECIMAL,
  ARROW_INSTANT,    /* a timestamp with a zone */
  ARROW_LOCAL_TIME, /* one without */
  ARROW_DATE,
  ARROW_DURATION,
  ARROW_OTHER /* nothing that a cell can hold */
} arrow_type;

enum { ARROW_DIGITS_MAX = 96 };

/* One value. Times and durations are microseconds, what is below is cut; a date is days since 1970. */
typedef struct arrow_value {
  bool known;
  bool outside;     /* it does not fit: a time or a duration */
  const char *text; /* of a text, a decimal, and an integer above INT64_MAX; valid until the next value */
  size_t size;
  int64_t integer;
  double number;
  char digits[ARROW_DIGITS_MAX];
} arrow_value;

/* Where the bytes come from: a file that can be read anywhere, or of a stream a function. */
typedef struct arrow_bytes {
  int file;
  bool (*read)(void *self, char *buffer, size_t size, size_t *got);
  void *self;
} arrow_bytes;

typedef struct arrow_table arrow_table;

/* Null with a sentence, without the file's name, when it cannot be read. */
arrow_table *arrow_open(arrow_kind kind, const arrow_bytes *from, char *message, size_t message_size);
void arrow_close(arrow_table *table);
uint32_t arrow_columns(const arrow_table *table);
const char *arrow_column_name(const arrow_table *table, uint32_t column);
arrow_type arrow_column_type(const arrow_table *table, uint32_t column);
/* As Arrow writes it. */
const char *arrow_column_type_name(const arrow_table *table, uint32_t column);

/* Only these are read, and are 0, 1, 2… from here on. Call once. False with a sentence in arrow_fault(). */
bool arrow_choose(arrow_table *table, const uint32_t *chosen, uint32_t count);
/* The next rows; *rows is 0 at the end. False with a sentence in arrow_fault(). */
bool arrow_next(arrow_table *table, uint64_t *rows);
const char *arrow_fault(const arrow_table *table);
void arrow_get(const arrow_table *table, uint32_t chosen, uint64_t row, arrow_value *value);
/* How much of the file was read, from 0 to 1; below 0 where nobody can tell. Any thread. */
double arrow_part(const arrow_table *table);

/* ---- writing Parquet: typed columns, zstd ---- */

typedef struct arrow_field {
  const char *name;
  arrow_type type; /* bool, integer, double or text */
} arrow_field;
typedef void (*arrow_sink)(void *self, const char *bytes, size_t size);
typedef struct arrow_writer arrow_writer;

arrow_writer *arrow_writer_open(const arrow_field *fields, uint32_t count, arrow_sink sink, void *self, char *message,
                                size_t message_size);
/* The next column of the row; null where `value` is not known. */
void arrow_writer_add(arrow_writer *to, uint32_t column, const arrow_value *value);
bool arrow_writer_end_row(arrow_writer *to);
/* Writes the rest and the footer. */
bool arrow_writer_finish(arrow_writer *to);
const char *arrow_writer_fault(const arrow_writer *to);
void arrow_writer_close(arrow_writer *to);

#ifdef __cplusplus
}
#endif
#endif
