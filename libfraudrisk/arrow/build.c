/* SPDX-License-Identifier: Apache-2.0
 *
 * The memory of answers. Each column owns its buffers by itself, because whoever takes an array may move a column out
 * of it and release the rest. */
#include <stdlib.h>

#include "arrow/arrow.h"

/* ---- buffers ---- */

static bool grow(fr__arrow_buffer *buffer, size_t more) {
  if (buffer->data != NULL && buffer->capacity - buffer->size >= more) return true;
  if (more > SIZE_MAX / 4 || buffer->size > SIZE_MAX / 4) return false;
  size_t wanted = buffer->size + more;
  if (buffer->size > 0 && wanted < buffer->capacity * 2) wanted = buffer->capacity * 2;
  wanted = wanted / 64 * 64 + 64;
  /* What is fresh from the system is zero already, and need not be touched twice. */
  uint8_t *data = buffer->data == NULL ? calloc(1, wanted) : realloc(buffer->data, wanted);
  if (data == NULL) return false;
  if (buffer->data != NULL) memset(data + buffer->capacity, 0, wanted - buffer->capacity);
  buffer->data = data;
  buffer->capacity = wanted;
  return true;
}

/* Of bits, whose place is told by the row. */
static bool grow_to(fr__arrow_buffer *buffer, size_t size) {
  if (buffer->size < size) {
    if (!grow(buffer, size - buffer->size)) return false;
    buffer->size = size;
  }
  return true;
}

static size_t width_of(char format) {
  return format == 'w' ? 16 : format == 'c' ? 1 : format == 'i' || format == 'I' ? 4 : format == 'U' ? 1 : 8;
}

static bool has_offsets(char format) { return format == 'U' || format == '+'; }

bool fr__arrow_reserve(fr__arrow_column *column, int64_t rows, size_t bytes) {
  const size_t count = (size_t)rows, bits = ((size_t)column->length + count + 7) / 8 + 1;
  if (column->nullable && !grow_to(&column->validity, bits)) return false;
  if (has_offsets(column->format)) {
    if (!grow(&column->offsets, (count + 1) * 8)) return false;
    if (column->offsets.size == 0) column->offsets.size = 8; /* the first is 0 */
  }
  if (column->format == '+') return true;
  if (column->format == 'b') return grow_to(&column->data, bits);
  return grow(&column->data, column->format == 'U' ? bytes : count * width_of(column->format));
}

void fr__arrow_put_null(fr__arrow_column *column) {
  if (column->format == 'U') {
    fr__arrow_put_offset(column, (int64_t)column->data.size);
  } else if (column->format == '+') {
    fr__arrow_put_offset(column, column->items->length);
  } else if (column->format != 'b') {
    column->data.size += width_of(column->format); /* zeroes */
  }
  fr__arrow_end_row(column, false);
}

void fr__arrow_put_bool(fr__arrow_column *column, bool yes) {
  if (yes) column->data.data[column->length >> 3] |= (uint8_t)(1u << (column->length & 7));
  fr__arrow_end_row(column, true);
}

void fr__arrow_put_list(fr__arrow_column *column) {
  fr__arrow_put_offset(column, column->items->length);
  fr__arrow_end_row(column, true);
}

void fr__arrow_put_words(fr__arrow_column *column, const char *text, size_t size) {
  if (size == 0) {
    fr__arrow_put_null(column);
  } else {
    fr__arrow_put_text(column, text, size);
  }
}

void fr__arrow_column_free(fr__arrow_column *column) {
  free(column->validity.data);
  free(column->offsets.data);
  free(column->data.data);
  if (column->items != NULL) fr__arrow_column_free(column->items);
  column->validity = column->offsets = column->data = (fr__arrow_buffer){0};
}

/* ---- arrays ---- */

typedef struct owned {
  const void *buffers[3];
  void *freed[3];
} owned;

static void release_array(struct ArrowArray *array) {
  owned *mine = array->private_data;
  for (int64_t i = 0; i < array->n_children; i++) {
    if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
    free(array->children[i]);
  }
  if (array->dictionary != NULL) {
    if (array->dictionary->release != NULL) array->dictionary->release(array->dictionary);
    free(array->dictionary);
  }
  for (uint32_t i = 0; i < FR_COUNT(mine->freed); i++) free(mine->freed[i]);
  free(array->children);
  free(mine);
  array->release = NULL;
}

/* An array without buffers, with room for children, each of which counts once it is there. */
static bool begin_array(struct ArrowArray *array, int64_t children) {
  memset(array, 0, sizeof *array);
  owned *mine = calloc(1, sizeof *mine);
  if (mine == NULL) return false;
  array->private_data = mine;
  array->buffers = mine->buffers;
  array->release = release_array;
  if (children > 0) array->children = calloc((size_t)children, sizeof *array->children);
  return children == 0 || array->children != NULL;
}

static struct ArrowArray *add_child(struct ArrowArray *array) {
  struct ArrowArray *child = calloc(1, sizeof *child);
  if (child != NULL) array->children[array->n_children++] = child;
  return child;
}

static void own(struct ArrowArray *array, uint32_t place, fr__arrow_buffer *buffer) {
  owned *mine = array->private_data;
  mine->buffers[place] = mine->freed[place] = buffer->data;
  *buffer = (fr__arrow_buffer){0};
}

static bool outcomes_of(struct ArrowArray *array) {
  static const int64_t offsets[] = {0, 4, 9, 13, 17};
  static const char words[] = "noneallowwarnhold";
  array->dictionary = calloc(1, sizeof *array->dictionary);
  if (array->dictionary == NULL || !begin_array(array->dictionary, 0)) return false;
  array->dictionary->length = 4;
  owned *mine = array->dictionary->private_data;
  mine->buffers[1] = offsets;
  mine->buffers[2] = words;
  array->dictionary->n_buffers = 3;
  return true;
}

static bool frame_of(const fr__arrow_column *column, struct ArrowArray *array) {
  if (!begin_array(array, column->format == '+' ? 1 : 0)) return false;
  if (column->format == 'c' && !outcomes_of(array)) return false;
  if (column->format != '+') return true;
  struct ArrowArray *items = add_child(array);
  return items != NULL && frame_of(column->items, items);
}

bool fr__arrow_array_begin(const fr__arrow_column *columns, int64_t count, struct ArrowArray *array) {
  bool made = begin_array(array, count);
  for (int64_t i = 0; i < count && made; i++) {
    struct ArrowArray *child = add_child(array);
    made = child != NULL && frame_of(&columns[i], child);
  }
  if (!made && array->release != NULL) array->release(array);
  return made;
}

static void fill_frame(fr__arrow_column *column, struct ArrowArray *array) {
  uint32_t place = 0;
  array->length = column->length;
  array->null_count = column->nulls;
  if (column->nulls > 0) own(array, place, &column->validity);
  place++;
  if (has_offsets(column->format)) own(array, place++, &column->offsets);
  if (column->format != '+') own(array, place++, &column->data);
  array->n_buffers = place;
  if (column->format == '+') fill_frame(column->items, array->children[0]);
}

void fr__arrow_array_end(fr__arrow_column *columns, int64_t rows, struct ArrowArray *array) {
  array->length = rows;
  array->n_buffers = 1;
  for (int64_t i = 0; i < array->n_children; i++) fill_frame(&columns[i], array->children[i]);
}

/* ---- schemas ---- */

static void release_schema(struct ArrowSchema *schema) {
  for (int64_t i = 0; i < schema->n_children; i++) {
    if (schema->children[i]->release != NULL) schema->children[i]->release(schema->children[i]);
    free(schema->children[i]);
  }
  if (schema->dictionary != NULL) {
    if (schema->dictionary->release != NULL) schema->dictionary->release(schema->dictionary);
    free(schema->dictionary);
  }
  free(schema->children);
  free(schema->private_data); /* the name */
  schema->release = NULL;
}

/* The format is a constant; the name is copied. */
static bool begin_schema(struct ArrowSchema *schema, const char *name, const char *format, bool nullable,
                         int64_t children) {
  memset(schema, 0, sizeof *schema);
  schema->release = release_schema;
  schema->format = format;
  schema->flags = nullable ? ARROW_FLAG_NULLABLE : 0;
  const size_t size = strlen(name) + 1;
  char *copy = malloc(size);
  if (copy == NULL) return false;
  memcpy(copy, name, size);
  schema->name = schema->private_data = copy;
  if (children > 0) schema->children = calloc((size_t)children, sizeof *schema->children);
  return children == 0 || schema->children != NULL;
}

static bool field_of(const fr__arrow_spec *spec, struct ArrowSchema *schema) {
  if (!begin_schema(schema, spec->name, spec->format, spec->nullable, spec->item != NULL ? 1 : 0)) return false;
  if (spec->has_outcomes) {
    schema->dictionary = calloc(1, sizeof *schema->dictionary);
    if (schema->dictionary == NULL || !begin_schema(schema->dictionary, "", "U", false, 0)) return false;
  }
  if (spec->item == NULL) return true;
  schema->children[0] = calloc(1, sizeof *schema->children[0]);
  if (schema->children[0] == NULL) return false;
  schema->n_children = 1;
  return begin_schema(schema->children[0], "item", spec->item, false, 0);
}

fr_status fr__arrow_schema_of(const fr__arrow_spec *specs, int64_t count, struct ArrowSchema *schema) {
  bool made = begin_schema(schema, "", "+s", false, count);
  for (int64_t i = 0; i < count && made; i++) {
    struct ArrowSchema *child = calloc(1, sizeof *child);
    made = child != NULL;
    if (made) {
      schema->children[schema->n_children++] = child;
      made = field_of(&specs[i], child);
    }
  }
  if (!made) schema->release(schema);
  return made ? FR_OK : FR_NO_MEMORY;
}
