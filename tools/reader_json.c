/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON lines: an object a line, keys named as the columns. An object inside gives dotted names ("session": {"on_call":
 * true} is session.on_call), null is unknown. */
#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "reader_parts.h"

enum { CELLS_MAX = COLUMNS_MAX + FR_MAX_ATTRIBUTES, IGNORED_MAX = 64 };

typedef struct json_state {
  uint64_t line;
  size_t used; /* bytes of a line that began in an earlier chunk */
  bool skipping;
  uint32_t ignored_count;
  char *ignored[IGNORED_MAX];
  /* The cells of the line, by their place in the binding: pointers into the object or into `scratch`. */
  fr_text cells[CELLS_MAX];
  char scratch[CELLS_MAX][32];
  char joined[1024]; /* a list of observations */
  char held[ROW_BYTES_MAX + 1];
} json_state;

bool json_open(reader *from) {
  json_state *json = calloc(1, sizeof *json);
  if (json == NULL) return reader_fail(from, "%s: out of memory", input_name(from->in));
  from->json = json;
  json->line = 1;
  /* Every column has its place, whatever keys a line has. */
  for (size_t i = 0; i < column_count; i++) {
    if ((columns[i].schemas & from->options.what) == 0) continue;
    from->bound.bound[from->bound.count] = (bound_column){&columns[i], from->bound.count, 0};
    from->bound.count++;
  }
  from->bound.number_ids = true;
  return true;
}

void json_close(reader *from) {
  for (uint32_t i = 0; i < from->json->ignored_count; i++) free(from->json->ignored[i]);
  free(from->json);
}

static void note_ignored(reader *from, const char *name) {
  json_state *json = from->json;
  for (uint32_t i = 0; i < json->ignored_count; i++)
    if (strcmp(json->ignored[i], name) == 0) return;
  if (json->ignored_count == IGNORED_MAX) return;
  json->ignored[json->ignored_count] = strdup(name);
  if (json->ignored[json->ignored_count] == NULL) return;
  json->ignored_count++;
  if (!from->options.quiet) fprintf(stderr, "%s: a key that is not used: %s\n", input_name(from->in), name);
}

static int find_bound(const reader *from, const char *name, size_t size) {
  const size_t prefix = strlen(attribute_column.name);
  for (uint32_t i = 0; i < from->bound.count; i++) {
    const bound_column *at = &from->bound.bound[i];
    if (at->column == &attribute_column) {
      const char *attribute = from->bound.attributes[at->attribute].name;
      if (size == prefix + strlen(attribute) && memcmp(name, attribute_column.name, prefix) == 0 &&
          memcmp(name + prefix, attribute, size - prefix) == 0)
        return (int)i;
    } else if (at->column->name[0] == name[0] && strlen(at->column->name) == size &&
               memcmp(at->column->name, name, size) == 0) {
      return (int)i;
    }
  }
  return -1;
}

/* A value as the text that a CSV cell would hold; null for one that no cell can hold. */
static const char *value_text(json_t *value, const column *col, char *scratch, fr_text *text) {
  switch (json_typeof(value)) {
    case JSON_NULL: return NULL;
    case JSON_STRING: *text = (fr_text){json_string_value(value), (uint32_t)json_string_length(value), 0}; return NULL;
    case JSON_TRUE: *text = fr_text_of("true"); return NULL;
    case JSON_FALSE: *text = fr_text_of("false"); return NULL;
    case JSON_INTEGER:
      *text =
          (fr_text){scratch, (uint32_t)snprintf(scratch, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(value)), 0};
      return NULL;
    case JSON_REAL: {
      const size_t size = double_format(json_real_value(value), scratch);
      /* From 10^12 on neighbouring doubles may lie further apart than minor units. */
      const bool amount = col->type == COLUMN_AMOUNT || col->type == COLUMN_BASE_AMOUNT || col->type == COLUMN_BALANCE;
      if (amount && fabs(json_real_value(value)) >= 1e12) return "is more than a JSON number keeps; write it in quotes";
      *text = (fr_text){scratch, (uint32_t)size, 0};
      return NULL;
    }
    default: return "is a list or an object; write a single value";
  }
}

/* ["on_phone", "!coached"] as "on_phone;!coached". */
static const char *join(reader *from, json_t *list, fr_text *text) {
  char *joined = from->json->joined;
  size_t used = 0, index;
  json_t *item;
  json_array_foreach(list, index, item) {
    if (!json_is_string(item)) return "is a list of something else than names";
    const int length =
        snprintf(joined + used, sizeof from->json->joined - used, "%s%s", index ? ";" : "", json_string_value(item));
    used += (size_t)length;
    if (used >= sizeof from->json->joined) return "is too long a list";
  }
  *text = (fr_text){joined, (uint32_t)used, 0};
  return NULL;
}

/* Finds the place of a key, making one for an attribute that is seen for the first time. -1: not used; -2: bad. */
static int place_of(reader *from, const char *name, size_t size, char *message, size_t message_size) {
  reader_rename(from, &name, &size);
  const int place = find_bound(from, name, size);
  if (place >= 0) return place;
  if (from->options.ignore_columns && column_find(from->options.what, name, size) != &attribute_column) {
    note_ignored(from, name);
    return -1;
  }
  const uint32_t next = from->bound.count;
  if (!binding_add(&from->bound, from->options.row->policy, name, size, next, message, message_size)) return -2;
  return (int)next;
}

static bool take_value(reader *from, const char *prefix, const char *key, json_t *value) {
  json_state *json = from->json;
  char name[256], message[256] = "";
  const int length = snprintf(name, sizeof name, "%s%s%s", prefix, *prefix ? "." : "", key);
  if (length < 0 || (size_t)length >= sizeof name) {
    return batch_bad_row(from, json->line, "a key is longer than %zu bytes", sizeof name - 1), false;
  }
  if (json_is_object(value) && *prefix == '\0') {
    const char *inner;
    json_t *item;
    json_object_foreach(value, inner, item) {
      if (!take_value(from, key, inner, item)) return false;
    }
    return true;
  }
  const int place = place_of(from, name, (size_t)length, message, sizeof message);
  if (place == -1) return true;
  if (place == -2) return batch_bad_row(from, json->line, "%s", message), false;
  const column *col = from->bound.bound[place].column;
  const char *fault = json_is_array(value) && col->type == COLUMN_OBSERVATIONS
                          ? join(from, value, &json->cells[place])
                          : value_text(value, col, json->scratch[place], &json->cells[place]);
  if (fault == NULL) return true;
  batch_bad_row(from, json->line, "%s: %s", name, fault);
  return false;
}

static void take_object(reader *from, json_t *object) {
  json_state *json = from->json;
  memset(json->cells, 0, sizeof json->cells);
  const char *key;
  json_t *value;
  json_object_foreach(object, key, value) {
    if (!take_value(from, "", key, value)) return;
  }
  for (uint32_t i = 0; i < from->bound.count; i++) {
    if (!batch_add_cell(from, json->cells[i].data, json->cells[i].size)) return;
  }
  batch_end_row(from, json->line);
}

static void take_line(reader *from, const char *line, size_t size) {
  size_t begin = 0;
  while (begin < size && (line[begin] == ' ' || line[begin] == '\t' || line[begin] == '\r')) begin++;
  if (begin < size) {
    json_error_t error;
    json_t *object = json_loadb(line, size, JSON_REJECT_DUPLICATES, &error);
    if (object == NULL && !fr__utf8_valid(line, (uint32_t)size)) {
      batch_bad_row(from, from->json->line, "the line is not UTF-8; " ENCODING_REMEDY);
    } else if (object == NULL) {
      /* What stands near the fault may be an account number. */
      char *near_by = strstr(error.text, " near ");
      if (near_by) *near_by = '\0';
      batch_bad_row(from, from->json->line, "column %d: this is not JSON: %s", error.position, error.text);
    } else if (!json_is_object(object)) {
      batch_bad_row(from, from->json->line, "a line of JSON must be an object: {\"id\": …}");
    } else {
      take_object(from, object);
    }
    json_decref(object);
  }
  from->json->line++;
}

/* Keeps the beginning of a line until the rest comes. */
static void hold(reader *from, const char *bytes, size_t size) {
  json_state *json = from->json;
  if (json->skipping) return;
  if (json->used + size > ROW_BYTES_MAX) {
    batch_bad_row(from, json->line, "the line is longer than %d bytes; write one object a line", ROW_BYTES_MAX);
    json->skipping = true;
    json->used = 0;
    return;
  }
  memcpy(json->held + json->used, bytes, size);
  json->used += size;
}

bool json_feed(reader *from, const char *bytes, size_t size) {
  json_state *json = from->json;
  while (size > 0 && !from->failed) {
    const char *end = memchr(bytes, '\n', size);
    if (end == NULL) {
      hold(from, bytes, size);
      break;
    }
    const size_t length = (size_t)(end - bytes);
    if (json->used > 0) hold(from, bytes, length);
    if (json->skipping)
      json->line++;
    else if (json->used > 0)
      take_line(from, json->held, json->used);
    else
      take_line(from, bytes, length);
    json->used = 0;
    json->skipping = false;
    bytes = end + 1;
    size -= length + 1;
  }
  return !from->failed;
}

bool json_finish(reader *from) {
  json_state *json = from->json;
  if (json->used > 0 && !json->skipping) take_line(from, json->held, json->used);
  json->used = 0;
  return !from->failed;
}
