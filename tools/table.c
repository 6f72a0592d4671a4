/* SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

#include <csv.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "input.h"

typedef struct reading {
  const char *path;
  bool (*take)(void *context, const table_row *row);
  void *context;
  bool failed;
  uint64_t number;
  uint32_t columns, count;
  size_t used, starts[TABLE_COLUMNS_MAX];
  char text[TABLE_ROW_BYTES_MAX];
} reading;

static void fail(reading *in, const char *what) {
  if (!in->failed) fprintf(stderr, "%s: row %" PRIu64 " %s\n", in->path, in->number, what);
  in->failed = true;
}

static void on_cell(void *cell, size_t size, void *context) {
  reading *in = context;
  if (in->failed) return;
  if (in->count == TABLE_COLUMNS_MAX || size >= sizeof in->text - in->used) {
    fail(in, "has too many columns or bytes");
  } else if (size > 0 && memchr(cell, 0, size)) {
    fail(in, "has a zero byte");
  } else {
    in->starts[in->count++] = in->used;
    if (size > 0) memcpy(in->text + in->used, cell, size);
    in->used += size;
    in->text[in->used++] = '\0';
  }
}

static void on_row(int end, void *context) {
  reading *in = context;
  const char *cells[TABLE_COLUMNS_MAX];
  (void)end;
  if (in->failed) return;
  if (in->number == 0) in->columns = in->count;
  if (in->count != in->columns) {
    fail(in, "has not as many cells as the header");
    return;
  }
  for (uint32_t i = 0; i < in->count; i++) cells[i] = in->text + in->starts[i];
  const table_row row = {in->number++, in->count, cells};
  in->failed = !in->take(in->context, &row);
  in->count = 0;
  in->used = 0;
}

static bool read_all(reading *in, input *from, struct csv_parser *parser) {
  static char buffer[1 << 16];
  size_t got = 1;
  while (got > 0 && !in->failed) {
    if (!input_read(from, buffer, sizeof buffer, &got)) {
      fprintf(stderr, "%s\n", input_fault(from));
      return false;
    }
    if (got > 0 && csv_parse(parser, buffer, got, on_cell, on_row, in) != got) fail(in, "has a stray quote");
  }
  if (!in->failed && csv_fini(parser, on_cell, on_row, in) != 0) fail(in, "has a quote that does not end");
  if (!in->failed && in->number == 0) fail(in, "is missing: the file is empty");
  return !in->failed;
}

bool table_read(const char *path, bool (*take)(void *context, const table_row *row), void *context) {
  static reading in;
  char message[512];
  struct csv_parser parser;
  in = (reading){.path = path, .take = take, .context = context};
  input *from = input_open(path, message, sizeof message);
  if (from == NULL) {
    fprintf(stderr, "%s\n", message);
    return false;
  }
  bool good = csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
  if (good) {
    good = read_all(&in, from, &parser);
    csv_free(&parser);
  }
  input_close(from);
  return good;
}

int table_column(const table_row *header, const char *name) {
  for (uint32_t i = 0; i < header->count; i++)
    if (strcmp(header->cells[i], name) == 0) return (int)i;
  return -1;
}
