/* SPDX-License-Identifier: Apache-2.0
 *
 * Parquet and Arrow files as rows: their columns become the cells that a CSV of the same rows has, so that everything
 * behind the reader is one and the same. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader_arrow.h"
#include "reader_parts.h"

struct columns_state {
  arrow_table *table;
  uint32_t count;
  uint64_t number; /* of the row in the file, from 1 */
  arrow_type types[FILE_COLUMNS_MAX];
  const column *columns[FILE_COLUMNS_MAX];
  size_t first_used, first_size; /* of a stream: what was read to tell what it is */
};

/* ---- the bytes of a stream: what was looked at, then the rest ---- */

static bool read_bytes(void *self, char *buffer, size_t size, size_t *got) {
  reader *from = self;
  struct columns_state *state = from->table;
  const size_t held = state->first_size - state->first_used;
  if (held == 0) return input_read(from->in, buffer, size, got);
  *got = held < size ? held : size;
  memcpy(buffer, from->chunk + state->first_used, *got);
  state->first_used += *got;
  return true;
}

/* ---- the columns ---- */

static bool is_amount(const column *col) {
  return col->type == COLUMN_AMOUNT || col->type == COLUMN_BASE_AMOUNT || col->type == COLUMN_BALANCE;
}

static bool is_words(const column *col) {
  return col->type == COLUMN_TEXT || col->type == COLUMN_ENUM || col->type == COLUMN_CURRENCY ||
         col->type == COLUMN_OBSERVATIONS;
}

/* What a column can be made of. An attribute's cell is read by its own type, row by row. */
static bool takes(const column *col, arrow_type type) {
  switch (type) {
    case ARROW_NOTHING:
    case ARROW_TEXT: return true;
    case ARROW_INTEGER: return col->type != COLUMN_ENUM && col->type != COLUMN_CURRENCY;
    case ARROW_DOUBLE: return !is_words(col);
    case ARROW_BOOL:
      return col->type == COLUMN_FLAG || col->type == COLUMN_OBSERVATION || col->type == COLUMN_ATTRIBUTE;
    case ARROW_DECIMAL: return !is_words(col) && col->type != COLUMN_FLAG;
    case ARROW_INSTANT:
    case ARROW_LOCAL_TIME:
    case ARROW_DATE: return col->type == COLUMN_TIME;
    case ARROW_DURATION: return col->type == COLUMN_SECONDS;
    default: return false;
  }
}

static const char *remedy(const column *col) {
  if (is_amount(col)) return "cast it to decimal, double, integer or string";
  if (is_words(col)) return "cast it to string";
  if (col->type == COLUMN_TIME) return "cast it to timestamp or string";
  if (col->type == COLUMN_SECONDS) return "cast it to duration, integer (seconds) or string";
  return "cast it to boolean, integer, double or string";
}

static bool has_column(const struct columns_state *state, const char *name, size_t size) {
  for (uint32_t i = 0; i < arrow_columns(state->table); i++) {
    const char *other = arrow_column_name(state->table, i);
    if (strlen(other) == size && memcmp(other, name, size) == 0) return true;
  }
  return false;
}

/* Every column that --map names must be there, and those that every row needs. */
static bool check_names(reader *from) {
  static const char *const of_transfers[] = {"time", "payer", "payee", "amount", NULL};
  static const char *const of_events[] = {"event", "time", NULL};
  const char *const of_lists[] = {"list", binding_has(&from->bound, "customer") ? NULL : "party", NULL};
  const schema what = from->options.what;
  for (const char *at = from->options.map; at && *at;) {
    const char *equals = strchr(at, '='), *end = strchrnul(at, ',');
    if (equals && equals < end && !has_column(from->table, equals + 1, (size_t)(end - equals - 1))) {
      return reader_fail(from, "%s: the file has no column \"%.*s\", which %s names", input_name(from->in),
                         (int)(end - equals - 1), equals + 1, schema_map_option(what));
    }
    at = *end ? end + 1 : end;
  }
  const char *const *names = what == SCHEMA_EVENTS ? of_events : what == SCHEMA_LISTS ? of_lists : of_transfers;
  for (; *names; names++) {
    if (binding_has(&from->bound, *names)) continue;
    return reader_fail(from, "%s: the file has no column \"%s\"; name it so, or say %s %s=COLUMN", input_name(from->in),
                       *names, schema_map_option(what), *names);
  }
  return true;
}

static bool bind_column(reader *from, uint32_t index, uint32_t *chosen) {
  struct columns_state *state = from->table;
  const char *name = arrow_column_name(state->table, index), *original = name;
  size_t size = strlen(name);
  char message[256];
  reader_rename(from, &name, &size);
  const column *col = column_find(from->options.what, name, size);
  if (col == NULL && from->options.ignore_columns) {
    if (!from->options.quiet) fprintf(stderr, "%s: a column that is not used: %s\n", input_name(from->in), original);
    return true;
  }
  if (!binding_add(&from->bound, from->options.row->policy, name, size, state->count, message, sizeof message)) {
    return reader_fail(from, "%s: %s", input_name(from->in), message);
  }
  const arrow_type type = arrow_column_type(state->table, index);
  if (!takes(col, type)) {
    return reader_fail(from, "%s: the column %s is of type %s, which cannot be read as such; %s", input_name(from->in),
                       original, arrow_column_type_name(state->table, index), remedy(col));
  }
  state->types[state->count] = type;
  state->columns[state->count] = col;
  chosen[state->count++] = index;
  return true;
}

bool columns_open(reader *from, int kind, size_t held) {
  const char *name = input_name(from->in);
  from->table = calloc(1, sizeof *from->table);
  if (from->table == NULL) return reader_fail(from, "%s: out of memory", name);
  from->table->first_size = held;
  const arrow_bytes bytes = {input_file(from->in), read_bytes, from};
  if (kind != KIND_ARROW_STREAM && (bytes.file < 0 || input_part(from->in) < 0)) {
    return reader_fail(from, "%s: Parquet and Arrow files are read from a file that is not packed again; name one",
                       name);
  }
  char message[ROW_MESSAGE_BYTES];
  from->table->table = arrow_open((arrow_kind)kind, &bytes, message, sizeof message);
  if (from->table->table == NULL) return reader_fail(from, "%s: %s", name, message);
  const uint32_t count = arrow_columns(from->table->table);
  uint32_t chosen[FILE_COLUMNS_MAX];
  if (count > FILE_COLUMNS_MAX) return reader_fail(from, "%s: has more than %d columns", name, FILE_COLUMNS_MAX);
  for (uint32_t i = 0; i < count; i++)
    if (!bind_column(from, i, chosen)) return false;
  if (!check_names(from)) return false;
  binding_finish(&from->bound);
  if (arrow_choose(from->table->table, chosen, from->table->count)) return true;
  return reader_fail(from, "%s: %s", name, arrow_fault(from->table->table));
}

/* ---- the rows ---- */

/* A time without a zone is one at the policy's offset, as in CSV. */
static size_t write_time(char *text, int64_t us, bool local) {
  size_t size = time_format_rfc3339(us, 0, text);
  if (!local) return size;
  size = 19;
  if (text[size] != '.') return size;
  return size + 7;
}

/* The text of a CSV cell. Null when it is there; otherwise what is wrong. */
static const char *cell_text(const column *col, arrow_type type, arrow_value *value, char *scratch) {
  static const char outside[] = "lies outside the years 1970 to 2099";
  static const int64_t last_us = INT64_C(4102444800000000);
  if (value->outside) return type == ARROW_DURATION ? "is too long" : type == ARROW_DECIMAL ? "is too large" : outside;
  if (type == ARROW_TEXT || type == ARROW_DECIMAL || (type == ARROW_INTEGER && value->text)) return NULL;
  value->text = scratch;
  switch (type) {
    case ARROW_INTEGER: value->size = (size_t)snprintf(scratch, 40, "%" PRId64, value->integer); return NULL;
    case ARROW_DOUBLE:
      if (is_amount(col) && fabs(value->number) >= 1e12) return "is more than a double keeps; write a decimal";
      value->size = double_format(value->number, scratch);
      return NULL;
    case ARROW_BOOL: value->size = (size_t)snprintf(scratch, 40, "%s", value->integer ? "true" : "false"); return NULL;
    case ARROW_DURATION:
      if (value->integer < 0) return "is negative";
      value->size = (size_t)snprintf(scratch, 40, "%" PRId64 "s", value->integer / 1000000);
      return NULL;
    case ARROW_DATE:
      if (value->integer < 0 || value->integer >= last_us / INT64_C(86400000000)) return outside;
      (void)write_time(scratch, value->integer * INT64_C(86400000000), true);
      value->size = 10;
      return NULL;
    default:
      if (value->integer < 0 || value->integer >= last_us) return outside;
      value->size = write_time(scratch, value->integer, type == ARROW_LOCAL_TIME);
      return NULL;
  }
}

static bool take_row(reader *from, uint64_t in_batch) {
  struct columns_state *state = from->table;
  size_t bytes = 0;
  for (uint32_t i = 0; i < state->count; i++) {
    char scratch[40];
    arrow_value value;
    value.size = 0;
    arrow_get(state->table, i, in_batch, &value);
    const char *fault = value.known ? cell_text(state->columns[i], state->types[i], &value, scratch) : NULL;
    if (fault) return batch_bad_row(from, state->number, "%s: %s", state->columns[i]->name, fault);
    const size_t size = value.known ? value.size : 0;
    bytes += size;
    if (bytes > ROW_BYTES_MAX)
      return batch_bad_row(from, state->number, "the row is longer than %d bytes", ROW_BYTES_MAX);
    if (!batch_add_cell(from, value.text, size)) return false;
  }
  return batch_end_row(from, state->number);
}

bool columns_feed(reader *from) {
  uint64_t rows = 0;
  if (!arrow_next(from->table->table, &rows)) {
    return reader_fail(from, "%s: %s", input_name(from->in), arrow_fault(from->table->table));
  }
  from->at_end = rows == 0;
  for (uint64_t i = 0; i < rows; i++) {
    from->table->number++;
    if (!take_row(from, i)) return false;
  }
  return true;
}

double columns_part(const reader *from) { return from->table->table ? arrow_part(from->table->table) : -1; }

void columns_close(reader *from) {
  if (from->table->table) arrow_close(from->table->table);
  free(from->table);
}
