/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row in memory: this head, its cells, its text; eight-byte aligned. */
typedef struct held_row {
  uint64_t line, number;
  uint32_t cell_count, text_size;
  bool bad;
} held_row;

typedef struct place {
  int64_t time_us;
  uint64_t at; /* where the row begins; ascending in the order of the file */
} place;

struct source {
  reader *rows;
  const row_format *format;
  bool sorted; /* the rows are in memory */
  int64_t last_us;
  char *held;
  place *places;
  size_t held_size, held_capacity, count, capacity, next;
};

static bool make_room(void **array, size_t *capacity, size_t wanted, size_t item) {
  if (wanted <= *capacity) return true;
  size_t more = *capacity ? *capacity : 4096;
  while (more < wanted) more *= 2;
  void *memory = realloc(*array, more * item);
  if (memory == NULL) return false;
  *array = memory;
  *capacity = more;
  return true;
}

/* A bad row keeps its place, right after the row before it. */
static bool keep(source *from, const held_row *head, const void *cells, const void *text, int64_t time_us) {
  const size_t cells_size = head->cell_count * sizeof(raw_cell);
  const size_t size = (sizeof *head + cells_size + head->text_size + 7) & ~(size_t)7;
  void *held = from->held, *places = from->places;
  const bool room = make_room(&held, &from->held_capacity, from->held_size + size, 1) &&
                    make_room(&places, &from->capacity, from->count + 1, sizeof(place));
  from->held = held;
  from->places = places;
  if (!room) return false;
  char *at = from->held + from->held_size;
  memcpy(at, head, sizeof *head);
  if (cells_size > 0) memcpy(at + sizeof *head, cells, cells_size);
  if (head->text_size > 0) memcpy(at + sizeof *head + cells_size, text, head->text_size);
  from->places[from->count++] = (place){time_us, from->held_size};
  from->held_size += size;
  return true;
}

static int by_time(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->time_us != y->time_us) return x->time_us < y->time_us ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static bool hold_all(source *from, char *message, size_t message_size) {
  raw_row raw;
  int64_t time_us = 0;
  for (;;) {
    bool kept = false;
    switch (reader_next(from->rows, &raw)) {
      case READ_ROW: {
        /* A row whose time cannot be read is told in its place in the file. */
        row_time(reader_binding(from->rows), from->format, &raw, &time_us);
        const held_row head = {raw.line, raw.number, raw.cell_count, raw.text_size, false};
        kept = keep(from, &head, raw.cells, raw.text, time_us);
        break;
      }
      case READ_BAD: {
        const char *text = reader_message(from->rows);
        const held_row head = {0, 0, 0, (uint32_t)strlen(text) + 1, true};
        kept = keep(from, &head, NULL, text, time_us);
        break;
      }
      case READ_FAILED: snprintf(message, message_size, "%s", reader_message(from->rows)); return false;
      case READ_END: qsort(from->places, from->count, sizeof from->places[0], by_time); return true;
    }
    if (!kept) {
      snprintf(message, message_size, "%s: out of memory while sorting; sort the file by time before",
               reader_name(from->rows));
      return false;
    }
  }
}

source *source_open(const char *path, const reader_options *options, bool sort, char *message, size_t message_size) {
  reader *rows = reader_open(path, options, message, message_size);
  source *from = rows ? calloc(1, sizeof *from) : NULL;
  if (from == NULL) {
    if (rows) snprintf(message, message_size, "%s: out of memory", path);
    reader_close(rows);
    return NULL;
  }
  from->rows = rows;
  from->format = options->row;
  from->sorted = sort;
  from->last_us = INT64_MIN;
  if (!sort || hold_all(from, message, message_size)) return from;
  source_close(from);
  return NULL;
}

void source_close(source *from) {
  if (from == NULL) return;
  reader_close(from->rows);
  free(from->held);
  free(from->places);
  free(from);
}

static source_result next_held(source *from, row *into) {
  if (from->next == from->count) return SOURCE_END;
  const char *at = from->held + from->places[from->next++].at;
  held_row head;
  memcpy(&head, at, sizeof head);
  const char *cells = at + sizeof head, *text = cells + head.cell_count * sizeof(raw_cell);
  if (head.bad) {
    snprintf(into->message, sizeof into->message, "%s", text);
    return SOURCE_BAD;
  }
  const raw_row raw = {head.line,      head.number,    text, (const raw_cell *)(const void *)cells,
                       head.text_size, head.cell_count};
  return row_read(into, reader_binding(from->rows), from->format, &raw) ? SOURCE_ROW : SOURCE_BAD;
}

source_result source_next(source *from, row *into) {
  if (from->sorted) return next_held(from, into);
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
