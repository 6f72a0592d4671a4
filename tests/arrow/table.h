/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables of the Arrow C data interface out of plain C arrays. A column's memory is the test's; releasing counts. */
#ifndef TESTS_ARROW_TABLE_H
#define TESTS_ARROW_TABLE_H

#include <criterion/criterion.h>
#include <fraudrisk/arrow.h>
#include <stdio.h>
#include <stdlib.h>

enum { TABLE_COLUMNS = 16, TABLE_ROWS = 400 };

typedef struct table_column {
  struct ArrowSchema schema, values_schema;
  struct ArrowArray array, values;
  const void *buffers[6], *values_buffers[3];
  uint8_t validity[TABLE_ROWS / 8 + 1];
} table_column;

typedef struct table {
  table_column columns[TABLE_COLUMNS];
  struct ArrowSchema schema, *schemas[TABLE_COLUMNS];
  struct ArrowArray array, *arrays[TABLE_COLUMNS];
  const void *buffers[1];
  int64_t rows;
} table;

static inline void table_release_schema(struct ArrowSchema *schema) { schema->release = NULL; }
static inline void table_release_array(struct ArrowArray *array) { array->release = NULL; }

static inline void table_begin(table *made, int64_t rows) {
  memset(made, 0, sizeof *made);
  made->rows = rows;
  made->schema = (struct ArrowSchema){.format = "+s", .children = made->schemas, .release = table_release_schema};
  made->array = (struct ArrowArray){.length = rows,
                                    .n_buffers = 1,
                                    .buffers = made->buffers,
                                    .children = made->arrays,
                                    .release = table_release_array};
}

/* A column of `count` buffers behind the validity bitmap; null values are given by table_null(). */
static inline table_column *table_add(table *to, const char *name, const char *format, const void *first,
                                      const void *second) {
  table_column *made = &to->columns[to->schema.n_children];
  made->schema = (struct ArrowSchema){
      .format = format, .name = name, .flags = ARROW_FLAG_NULLABLE, .release = table_release_schema};
  made->buffers[1] = first;
  made->buffers[2] = second;
  memset(made->validity, 0xff, sizeof made->validity);
  made->array = (struct ArrowArray){.length = to->rows,
                                    .n_buffers = second != NULL ? 3 : 2,
                                    .buffers = made->buffers,
                                    .release = table_release_array};
  to->schemas[to->schema.n_children++] = &made->schema;
  to->arrays[to->array.n_children++] = &made->array;
  return made;
}

static inline void table_null(table_column *column, int64_t row) {
  column->buffers[0] = column->validity;
  column->array.null_count = -1; /* not counted */
  column->validity[row / 8] &= (uint8_t) ~(1u << (row % 8));
}

/* Texts of one width, one behind the other, and their offsets. */
typedef struct table_text {
  char bytes[TABLE_ROWS * 16];
  int32_t offsets[TABLE_ROWS + 1];
} table_text;

static inline table_column *table_add_text(table *to, table_text *memory, const char *name, const char *prefix,
                                           int64_t modulus) {
  int32_t size = 0;
  for (int64_t i = 0; i < to->rows; i++) {
    memory->offsets[i] = size;
    size += snprintf(memory->bytes + size, 16, "%s%lld", prefix, (long long)(i % modulus));
  }
  memory->offsets[to->rows] = size;
  return table_add(to, name, "u", memory->offsets, memory->bytes);
}

#endif
