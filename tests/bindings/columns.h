/* SPDX-License-Identifier: Apache-2.0
 *
 * Columns that a step of tables.steps gives as texts, as Arrow's arrays, and arrays that were answered as lines: for
 * the runners of C and of C++. bindings/vectors/README.md says which formats there are.
 *
 * Whoever includes it has put_text(const char *, size_t, bool), which writes a text with its escapes. */
#ifndef FR_VECTORS_COLUMNS_H
#define FR_VECTORS_COLUMNS_H

#include <fraudrisk/arrow.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 32, COLUMNS_ROWS_MAX = 64 };

/* A cell without bytes is null. */
typedef struct column {
  const char *name, *format;
  const char *cells[COLUMNS_ROWS_MAX];
} column;

typedef struct columns {
  column all[COLUMNS_MAX];
  int64_t count, rows;
} columns;

static inline void *columns_take(size_t size) {
  void *memory = calloc(1, size + 1);
  if (memory == NULL) abort();
  return memory;
}

/* Of "format, tab, cell, tab, cell, …", whose tabs become ends of strings. False where there are too many. */
static inline bool columns_add(columns *to, const char *name, char *text) {
  if (to->count == COLUMNS_MAX) return false;
  column *made = &to->all[to->count++];
  made->name = name;
  made->format = text;
  int64_t rows = 0;
  for (char *tab = strchr(text, '\t'); tab != NULL; tab = strchr(tab + 1, '\t')) {
    if (rows == COLUMNS_ROWS_MAX) return false;
    *tab = 0;
    made->cells[rows++] = tab + 1;
  }
  if (to->count == 1) to->rows = rows;
  return to->rows == rows;
}

/* ---- made ---- */

static inline void columns_release_schema(struct ArrowSchema *schema) {
  for (int64_t i = 0; i < schema->n_children; i++) {
    if (schema->children[i]->release != NULL) schema->children[i]->release(schema->children[i]);
    free(schema->children[i]);
  }
  free(schema->children);
  schema->release = NULL;
}

static inline void columns_schema(const columns *of, struct ArrowSchema *made) {
  memset(made, 0, sizeof *made);
  made->format = "+s";
  made->name = "";
  made->n_children = of->count;
  made->children = (struct ArrowSchema **)columns_take((size_t)of->count * sizeof *made->children);
  made->release = columns_release_schema;
  for (int64_t i = 0; i < of->count; i++) {
    struct ArrowSchema *child = (struct ArrowSchema *)columns_take(sizeof *child);
    child->format = of->all[i].format;
    child->name = of->all[i].name;
    child->flags = ARROW_FLAG_NULLABLE;
    child->release = columns_release_schema;
    made->children[i] = child;
  }
}

static inline void columns_release_array(struct ArrowArray *array) {
  for (int64_t i = 0; i < array->n_children; i++) {
    if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
    free(array->children[i]);
  }
  for (int64_t i = 0; i < array->n_buffers; i++) free((void *)(uintptr_t)array->buffers[i]);
  free(array->buffers);
  free(array->children);
  array->release = NULL;
}

static inline void columns_begin(struct ArrowArray *made, int64_t rows, int64_t buffers, int64_t children) {
  memset(made, 0, sizeof *made);
  made->length = rows;
  made->n_buffers = buffers;
  made->n_children = children;
  made->buffers = (const void **)columns_take((size_t)buffers * sizeof *made->buffers);
  made->children = (struct ArrowArray **)columns_take((size_t)children * sizeof *made->children);
  made->release = columns_release_array;
}

static inline void columns_set_bit(uint8_t *bits, int64_t row) { bits[row / 8] |= (uint8_t)(1u << (row % 8)); }

/* Texts: where each ends, and then all of them. */
static inline void columns_texts(const column *of, int64_t from, int64_t rows, struct ArrowArray *made) {
  int32_t *ends = (int32_t *)columns_take((size_t)(rows + 1) * sizeof *ends);
  for (int64_t i = 0; i < rows; i++) ends[i + 1] = ends[i] + (int32_t)strlen(of->cells[from + i]);
  char *texts = (char *)columns_take((size_t)ends[rows]);
  for (int64_t i = 0; i < rows; i++) memcpy(texts + ends[i], of->cells[from + i], (size_t)(ends[i + 1] - ends[i]));
  made->buffers[1] = ends;
  made->buffers[2] = texts;
}

static inline void columns_numbers(const column *of, int64_t from, int64_t rows, struct ArrowArray *made) {
  const bool is_double = of->format[0] == 'g', is_bool = of->format[0] == 'b';
  uint8_t *values = (uint8_t *)columns_take((size_t)rows * 8);
  for (int64_t i = 0; i < rows; i++) {
    const char *cell = of->cells[from + i];
    const double number = strtod(cell, NULL);
    const int64_t whole = strtoll(cell, NULL, 10);
    if (is_bool && whole != 0) columns_set_bit(values, i);
    if (is_double) memcpy(values + 8 * i, &number, 8);
    if (!is_bool && !is_double) memcpy(values + 8 * i, &whole, 8);
  }
  made->buffers[1] = values;
}

/* Rows `from` up to `to`, as a struct of all columns. */
static inline void columns_array(const columns *of, int64_t from, int64_t to, struct ArrowArray *made) {
  const int64_t rows = to - from;
  columns_begin(made, rows, 1, of->count);
  for (int64_t k = 0; k < of->count; k++) {
    const column *one = &of->all[k];
    const bool is_text = one->format[0] == 'u';
    struct ArrowArray *child = (struct ArrowArray *)columns_take(sizeof *child);
    columns_begin(child, rows, is_text ? 3 : 2, 0);
    uint8_t *valid = (uint8_t *)columns_take((size_t)rows / 8 + 1);
    for (int64_t i = 0; i < rows; i++) {
      if (one->cells[from + i][0] != 0)
        columns_set_bit(valid, i);
      else
        child->null_count++;
    }
    child->buffers[0] = valid;
    if (is_text)
      columns_texts(one, from, rows, child);
    else
      columns_numbers(one, from, rows, child);
    made->children[k] = child;
  }
}

/* ---- a stream of batches ---- */

typedef struct columns_stream {
  const columns *of;
  int64_t at, rows; /* of a batch */
} columns_stream;

static inline int columns_get_schema(struct ArrowArrayStream *self, struct ArrowSchema *made) {
  columns_schema(((const columns_stream *)self->private_data)->of, made);
  return 0;
}

static inline int columns_get_next(struct ArrowArrayStream *self, struct ArrowArray *made) {
  columns_stream *with = (columns_stream *)self->private_data;
  const int64_t left = with->of->rows - with->at, rows = left < with->rows ? left : with->rows;
  made->release = NULL;
  if (rows > 0) columns_array(with->of, with->at, with->at + rows, made);
  with->at += rows;
  return 0;
}

static inline const char *columns_get_last_error(struct ArrowArrayStream *self) {
  (void)self;
  return NULL;
}

static inline void columns_release_stream(struct ArrowArrayStream *self) {
  free(self->private_data);
  self->release = NULL;
}

static inline void columns_begin_stream(const columns *of, int64_t rows, struct ArrowArrayStream *made) {
  columns_stream *with = (columns_stream *)columns_take(sizeof *with);
  with->of = of;
  with->rows = rows;
  made->get_schema = columns_get_schema;
  made->get_next = columns_get_next;
  made->get_last_error = columns_get_last_error;
  made->release = columns_release_stream;
  made->private_data = with;
}

/* ---- answered ---- */

static inline bool columns_bit(const void *bits, int64_t at) {
  return ((((const uint8_t *)bits)[at / 8] >> (at % 8)) & 1) != 0;
}

static inline void columns_put_number(char format, const void *values, int64_t at) {
  int32_t i32;
  uint32_t u32;
  int64_t i64;
  uint64_t u64;
  const bool is_long = format == 'l' || format == 'L' || format == 'g' || format == 't';
  const uint8_t *one = (const uint8_t *)values + (is_long ? 8 : 4) * at;
  memcpy(&i32, one, sizeof i32);
  memcpy(&u32, one, sizeof u32);
  if (format == 'i') printf("%" PRId32, i32);
  if (format == 'I') printf("%" PRIu32, u32);
  if (!is_long) return;
  memcpy(&i64, one, sizeof i64);
  memcpy(&u64, one, sizeof u64);
  if (format == 'l' || format == 't') printf("%" PRId64, i64);
  if (format == 'L') printf("%" PRIu64, u64);
  if (format == 'g') printf("%016" PRIx64, u64);
}

static inline void columns_put_cell(const struct ArrowSchema *schema, const struct ArrowArray *array, int64_t row,
                                    const char *path);

/* Where the text or the list at a place begins and ends; long ones ("U", "+L") say so in 64 bits. */
static inline void columns_ends(const struct ArrowSchema *schema, const struct ArrowArray *array, int64_t at,
                                int64_t ends[2]) {
  int32_t short_ends[2];
  const bool is_long = strchr(schema->format, 'U') != NULL || strchr(schema->format, 'L') != NULL;
  const uint8_t *from = (const uint8_t *)array->buffers[1];
  if (is_long) {
    memcpy(ends, from + 8 * at, 2 * sizeof *ends);
    return;
  }
  memcpy(short_ends, from + 4 * at, sizeof short_ends);
  ends[0] = short_ends[0];
  ends[1] = short_ends[1];
}

/* A list is answered as its cells, each with its place; null as nothing. */
static inline void columns_put_list(const struct ArrowSchema *schema, const struct ArrowArray *array, int64_t at,
                                    const char *path) {
  int64_t ends[2];
  char inner[100];
  columns_ends(schema, array, at, ends);
  for (int64_t i = ends[0]; i < ends[1]; i++) {
    snprintf(inner, sizeof inner, "%.80s.%d", path, (int)(i - ends[0]));
    columns_put_cell(schema->children[0], array->children[0], i, inner);
  }
}

static inline void columns_put_cell(const struct ArrowSchema *schema, const struct ArrowArray *array, int64_t row,
                                    const char *path) {
  const int64_t at = row + array->offset;
  if (array->n_buffers > 0 && array->buffers[0] != NULL && !columns_bit(array->buffers[0], at)) return;
  if (strcmp(schema->format, "+l") == 0 || strcmp(schema->format, "+L") == 0)
    return columns_put_list(schema, array, at, path);
  if (schema->dictionary != NULL) {
    const int8_t place = ((const int8_t *)array->buffers[1])[at];
    return columns_put_cell(schema->dictionary, array->dictionary, place, path);
  }
  int64_t ends[2];
  printf("\t%s\t", path);
  const char format = schema->format[0];
  if (format == 'U' || format == 'u') {
    columns_ends(schema, array, at, ends);
    put_text((const char *)array->buffers[2] + ends[0], (size_t)(ends[1] - ends[0]), false);
  } else if (format == 'w') {
    for (int i = 0; i < 16; i++) printf("%02x", ((const uint8_t *)array->buffers[1])[16 * at + i]);
  } else if (format == 'b') {
    putchar(columns_bit(array->buffers[1], at) ? '1' : '0');
  } else {
    columns_put_number(format, array->buffers[1], at);
  }
  putchar('\n');
}

/* All rows of a batch, the first of which has the number `first`. */
static inline void columns_put(const struct ArrowSchema *schema, const struct ArrowArray *array, int64_t first) {
  char path[100];
  for (int64_t i = 0; i < array->length; i++) {
    for (int64_t k = 0; k < schema->n_children; k++) {
      snprintf(path, sizeof path, "%d.%.80s", (int)(first + i), schema->children[k]->name);
      columns_put_cell(schema->children[k], array->children[k], i + array->offset, path);
    }
  }
}

#endif
