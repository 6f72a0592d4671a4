/* SPDX-License-Identifier: Apache-2.0 */
#include "reader.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader_arrow.h"
#include "reader_parts.h"

bool reader_fail(reader *from, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(from->message, sizeof from->message, format, arguments);
  va_end(arguments);
  from->failed = true;
  return false;
}

/* Makes room for `more` items; arrays only grow, so that a steady file stops allocating. */
static bool grow(reader *from, void *array, uint32_t *capacity, uint32_t used, size_t more, size_t item_size) {
  if (used + more <= *capacity) return true;
  size_t wanted = *capacity ? *capacity : 256;
  while (wanted < used + more) wanted *= 2;
  void *memory = NULL;
  memcpy(&memory, array, sizeof memory);
  memory = wanted < UINT32_MAX ? realloc(memory, wanted * item_size) : NULL;
  if (memory == NULL) return reader_fail(from, "%s: out of memory", input_name(from->in));
  memcpy(array, &memory, sizeof memory);
  *capacity = (uint32_t)wanted;
  return true;
}

bool batch_make_room(reader *from, size_t text_size, uint32_t cells) {
  batch *rows = &from->rows;
  return grow(from, &rows->text, &rows->text_capacity, rows->text_size, text_size, 1) &&
         grow(from, &rows->cells, &rows->cell_capacity, rows->cell_count, cells, sizeof *rows->cells);
}

bool batch_add_cell(reader *from, const char *text, size_t size) {
  batch *rows = &from->rows;
  if (!grow(from, &rows->text, &rows->text_capacity, rows->text_size, size, 1)) return false;
  if (!grow(from, &rows->cells, &rows->cell_capacity, rows->cell_count, 1, sizeof *rows->cells)) return false;
  rows->cells[rows->cell_count++] = (raw_cell){rows->text_size - rows->open_text, (uint32_t)size};
  if (size > 0) memcpy(rows->text + rows->text_size, text, size);
  rows->text_size += (uint32_t)size;
  return true;
}

static bool end_row(reader *from, uint64_t line, bool bad) {
  batch *rows = &from->rows;
  if (!grow(from, &rows->rows, &rows->row_capacity, rows->row_count, 1, sizeof *rows->rows)) return false;
  rows->rows[rows->row_count++] = (batch_row){.line = line,
                                              .number = ++rows->row_number,
                                              .text = rows->open_text,
                                              .cells = rows->open_cells,
                                              .text_size = rows->text_size - rows->open_text,
                                              .cell_count = rows->cell_count - rows->open_cells,
                                              .bad = bad};
  rows->open_text = rows->text_size;
  rows->open_cells = rows->cell_count;
  return true;
}

bool batch_end_row(reader *from, uint64_t line) { return end_row(from, line, false); }

bool batch_bad_row(reader *from, uint64_t line, const char *format, ...) {
  batch *rows = &from->rows;
  char message[ROW_MESSAGE_BYTES];
  int used = snprintf(message, sizeof message, "%s:%" PRIu64 ": ", input_name(from->in), line);
  if (used > 0 && (size_t)used < sizeof message) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message + used, sizeof message - (size_t)used, format, arguments);
    va_end(arguments);
  }
  rows->text_size = rows->open_text;
  rows->cell_count = rows->open_cells;
  return batch_add_cell(from, message, strlen(message) + 1) && end_row(from, line, true);
}

/* All rows were taken; only the one that is being read stays. */
static void batch_reset(batch *rows) {
  const uint32_t text = rows->text_size - rows->open_text, cells = rows->cell_count - rows->open_cells;
  if (text > 0) memmove(rows->text, rows->text + rows->open_text, text);
  if (cells > 0) memmove(rows->cells, rows->cells + rows->open_cells, cells * sizeof rows->cells[0]);
  rows->text_size = text;
  rows->cell_count = cells;
  rows->open_text = rows->open_cells = 0;
  rows->row_count = rows->next = 0;
}

void reader_rename(const reader *from, const char **name, size_t *size) {
  const char *at = from->options.map;
  while (at && *at) {
    const char *equals = strchr(at, '='), *end = strchrnul(at, ',');
    if (equals && equals < end && (size_t)(end - equals - 1) == *size && memcmp(equals + 1, *name, *size) == 0) {
      *name = at;
      *size = (size_t)(equals - at);
      return;
    }
    at = *end ? end + 1 : end;
  }
}

/* No header has control characters; a tab is told by its own sentence. */
static bool is_binary(const char *bytes, size_t size) {
  for (size_t i = 0; i < size && bytes[i] != '\n' && bytes[i] != '\r'; i++)
    if ((unsigned char)bytes[i] < ' ' && bytes[i] != '\t') return true;
  return false;
}

/* The first byte that is no space tells JSON lines from CSV. */
static bool choose_format(reader *from, const char *bytes, size_t size) {
  file_format format = from->options.format;
  if (format == FORMAT_AUTO) {
    size_t i = 0;
    while (i < size && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) i++;
    format = i < size && bytes[i] == '{' ? FORMAT_JSON : FORMAT_CSV;
  }
  if (format == FORMAT_JSON) return json_open(from);
  if (!is_binary(bytes, size)) return csv_open(from);
  return reader_fail(from,
                     "%s: is no text; CSV, JSON lines, Parquet and Arrow are read, plain or packed by gzip or zstd",
                     input_name(from->in));
}

/* What begins like this is no text. Below 0: text. */
static int columns_kind(const char *bytes, size_t size) {
  if (size >= 4 && memcmp(bytes, "PAR1", 4) == 0) return KIND_PARQUET;
  if (size >= 6 && memcmp(bytes, "ARROW1", 6) == 0) return KIND_ARROW_FILE;
  return size >= 4 && memcmp(bytes, "\xff\xff\xff\xff", 4) == 0 ? KIND_ARROW_STREAM : -1;
}

/* Files that are often meant, with what to do; null for what may be text. */
static const char *known_magic(const char *bytes, size_t size) {
  if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0) return "is a ZIP or a workbook; save it as CSV or Parquet";
  if (size >= 4 && memcmp(bytes, "PARE", 4) == 0)
    return "is encrypted Parquet, which is not read; write it unencrypted";
  if (size >= 4 && memcmp(bytes, "Obj\1", 4) == 0) return "is Avro, which is not read; write it as Parquet";
  if (size >= 4 && memcmp(bytes, "FEA1", 4) == 0) return "is Feather of version 1; write it as Arrow or Parquet";
  if (size >= 3 && memcmp(bytes, "BZh", 3) == 0) return "is packed by bzip2; pack it by gzip or zstd";
  if (size >= 5 && memcmp(bytes,
                          "\xfd"
                          "7zXZ",
                          5) == 0)
    return "is packed by xz; pack it by gzip or zstd";
  return NULL;
}

static bool start(reader *from, const char **bytes, size_t *size) {
  const int kind = columns_kind(*bytes, *size);
  const char *magic = known_magic(*bytes, *size);
  if (kind >= 0) return columns_open(from, kind, *size);
  if (magic) return reader_fail(from, "%s: %s", input_name(from->in), magic);
  if (*size >= 2 && (memcmp(*bytes, "\xff\xfe", 2) == 0 || memcmp(*bytes, "\xfe\xff", 2) == 0)) {
    return reader_fail(from, "%s: the file is UTF-16; save it as UTF-8", input_name(from->in));
  }
  if (*size >= 3 && memcmp(*bytes, "\xef\xbb\xbf", 3) == 0) {
    *bytes += 3;
    *size -= 3;
  }
  return choose_format(from, *bytes, *size);
}

/* Reads chunks until there is a row, the end, or a failure. */
static void refill(reader *from) {
  batch_reset(&from->rows);
  while (from->rows.row_count == 0 && !from->at_end && !from->failed) {
    size_t size = 0;
    const bool first = from->csv == NULL && from->json == NULL;
    if (from->table) {
      (void)columns_feed(from);
      continue;
    }
    if (!input_read(from->in, from->chunk, sizeof from->chunk, &size)) {
      reader_fail(from, "%s: %s", input_name(from->in), input_fault(from->in));
      return;
    }
    const char *bytes = from->chunk;
    if (size == 0) {
      from->at_end = true;
      if (first) {
        reader_fail(from, "%s:1: the file is empty; CSV needs a header line with the names of the columns",
                    input_name(from->in));
      } else if (from->csv) {
        csv_finish(from);
      } else {
        json_finish(from);
      }
      return;
    }
    if (first && !start(from, &bytes, &size)) return;
    if (from->table) continue;
    if (from->csv)
      csv_feed(from, bytes, size);
    else
      json_feed(from, bytes, size);
  }
}

reader *reader_open(const char *path, const reader_options *options, char *message, size_t message_size) {
  input *in = input_open(path, message, message_size);
  if (in == NULL) return NULL;
  reader *from = calloc(1, sizeof *from);
  if (from == NULL) {
    snprintf(message, message_size, "%s: out of memory", path);
    input_close(in);
    return NULL;
  }
  from->in = in;
  from->options = *options;
  from->bound.what = options->what;
  from->bound.file = input_name(in);
  return from;
}

void reader_close(reader *from) {
  if (from == NULL) return;
  if (from->csv) csv_close(from);
  if (from->json) json_close(from);
  if (from->table) columns_close(from);
  binding_clear(&from->bound);
  free(from->rows.text);
  free(from->rows.cells);
  free(from->rows.rows);
  input_close(from->in);
  free(from);
}

read_result reader_next(reader *from, raw_row *raw) {
  batch *rows = &from->rows;
  if (rows->next == rows->row_count && !from->failed && !from->at_end) refill(from);
  if (rows->next == rows->row_count) return from->failed ? READ_FAILED : READ_END;
  const batch_row *at = &rows->rows[rows->next++];
  if (at->bad) {
    memcpy(from->message, rows->text + at->text, at->text_size);
    return READ_BAD;
  }
  *raw = (raw_row){.line = at->line,
                   .number = at->number,
                   .text = rows->text + at->text,
                   .cells = rows->cells + at->cells,
                   .text_size = at->text_size,
                   .cell_count = at->cell_count};
  return READ_ROW;
}

const char *reader_message(const reader *from) { return from->message; }
const binding *reader_binding(const reader *from) { return &from->bound; }
const char *reader_name(const reader *from) { return input_name(from->in); }
uint64_t reader_open_line(const reader *from) { return from->open_line; }
double reader_part(const reader *from) { return from->table ? columns_part(from) : input_part(from->in); }
