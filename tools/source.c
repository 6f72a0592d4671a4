/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "sorter.h"

struct source {
  reader *rows;
  const row_format *format;
  sorter *sorted; /* null: the rows stream through */
  int64_t last_us;
};

static bool take_all(source *from, char *message, size_t message_size) {
  raw_row raw;
  int64_t time_us = 0;
  bool kept = from->sorted != NULL;
  for (read_result got; kept && (got = reader_next(from->rows, &raw)) != READ_END;) {
    switch (got) {
      case READ_ROW:
        /* A row whose time cannot be read is told in its place in the file. */
        row_time(reader_binding(from->rows), from->format, &raw, &time_us);
        kept = sorter_add(from->sorted, time_us, &raw);
        break;
      case READ_BAD: kept = sorter_add_bad(from->sorted, time_us, reader_message(from->rows)); break;
      default: snprintf(message, message_size, "%s", reader_message(from->rows)); return false;
    }
  }
  if (kept && sorter_finish(from->sorted)) return true;
  snprintf(message, message_size, "%s", from->sorted != NULL ? sorter_fault(from->sorted) : "out of memory");
  return false;
}

source *source_open(const char *path, const reader_options *options, uint64_t sort_bytes, char *message,
                    size_t message_size) {
  reader *rows = reader_open(path, options, message, message_size);
  source *from = rows ? calloc(1, sizeof *from) : NULL;
  if (from == NULL) {
    if (rows) snprintf(message, message_size, "%s: out of memory", path);
    reader_close(rows);
    return NULL;
  }
  from->rows = rows;
  from->format = options->row;
  from->last_us = INT64_MIN;
  if (sort_bytes == 0) return from;
  from->sorted = sorter_create(reader_name(rows), sort_bytes);
  if (take_all(from, message, message_size)) return from;
  source_close(from);
  return NULL;
}

void source_close(source *from) {
  if (from == NULL) return;
  reader_close(from->rows);
  sorter_destroy(from->sorted);
  free(from);
}

static source_result next_sorted(source *from, row *into) {
  raw_row raw;
  switch (sorter_next(from->sorted, &raw)) {
    case SORTED_ROW: return row_read(into, reader_binding(from->rows), from->format, &raw) ? SOURCE_ROW : SOURCE_BAD;
    case SORTED_BAD: snprintf(into->message, sizeof into->message, "%s", raw.text); return SOURCE_BAD;
    case SORTED_FAILED:
      snprintf(into->message, sizeof into->message, "%s", sorter_fault(from->sorted));
      return SOURCE_FAILED;
    default: return SOURCE_END;
  }
}

source_result source_next(source *from, row *into) {
  if (from->sorted != NULL) return next_sorted(from, into);
  raw_row raw;
  switch (reader_next(from->rows, &raw)) {
    case READ_END: return SOURCE_END;
    case READ_BAD: snprintf(into->message, sizeof into->message, "%s", reader_message(from->rows)); return SOURCE_BAD;
    case READ_FAILED:
      snprintf(into->message, sizeof into->message, "%s", reader_message(from->rows));
      return SOURCE_FAILED;
    default: break;
  }
  if (!row_read(into, reader_binding(from->rows), from->format, &raw)) return SOURCE_BAD;
  if (into->time_us < from->last_us) {
    snprintf(into->message, sizeof into->message,
             "%s:%" PRIu64 ": time: lies before the row above it; sort by time, or say --sort", reader_name(from->rows),
             into->line);
    return SOURCE_UNSORTED;
  }
  from->last_us = into->time_us;
  return SOURCE_ROW;
}

void source_tell(const source *from) {
  const uint64_t line = reader_open_line(from->rows);
  if (line == 0) return;
  fprintf(stderr, "%s:%" PRIu64 ": the last line has no end; the file may have been cut in it\n",
          reader_name(from->rows), line);
}

bool source_is_sorted(const char *path, const reader_options *options) {
  char message[ROW_MESSAGE_BYTES];
  reader_options quiet = *options;
  quiet.quiet = true;
  reader *rows = reader_open(path, &quiet, message, sizeof message);
  if (rows == NULL) return true;
  int64_t last_us = INT64_MIN, time_us;
  bool sorted = true;
  raw_row raw;
  read_result result;
  while (sorted && (result = reader_next(rows, &raw)) != READ_END && result != READ_FAILED) {
    if (result != READ_ROW || !row_time(reader_binding(rows), options->row, &raw, &time_us)) continue;
    sorted = time_us >= last_us;
    last_us = time_us;
  }
  reader_close(rows);
  return sorted;
}

/* What was sorted was read before. */
double source_part(const source *from) { return from->sorted != NULL ? -1 : reader_part(from->rows); }
