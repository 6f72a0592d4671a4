/* SPDX-License-Identifier: Apache-2.0
 *
 * What the readers of the formats share with reader.c, and nobody else: a batch, which holds the rows of one chunk. */
#ifndef TOOLS_READER_PARTS_H
#define TOOLS_READER_PARTS_H

#include "reader.h"

typedef struct batch_row {
  uint64_t line, number;
  uint32_t text, cells; /* where they begin */
  uint32_t text_size, cell_count;
  bool bad; /* the text is a message */
} batch_row;

typedef struct batch {
  char *text;
  raw_cell *cells;
  batch_row *rows;
  uint32_t text_size, text_capacity;
  uint32_t cell_count, cell_capacity;
  uint32_t row_count, row_capacity, next;
  /* The row that is being read. */
  uint32_t open_text, open_cells;
  uint64_t row_number;
} batch;

struct csv_state;
struct json_state;
struct columns_state;

struct reader {
  input *in;
  reader_options options;
  binding bound;
  batch rows;
  struct csv_state *csv;
  struct json_state *json;
  struct columns_state *table;
  bool at_end, failed;
  uint64_t open_line; /* the last line, where it has no end; else 0 */
  char message[ROW_MESSAGE_BYTES];
  char chunk[1 << 16];
};

/* Out of memory ends the reading. After batch_make_room() text and cells may be added by hand. */
bool batch_make_room(reader *from, size_t text_size, uint32_t cells);
bool batch_add_cell(reader *from, const char *text, size_t size);
bool batch_end_row(reader *from, uint64_t line);
/* The open row is bad; the message is printf's, and gets the place in front. */
bool batch_bad_row(reader *from, uint64_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Ends the reading with a message. Always false. */
bool reader_fail(reader *from, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A name in the file, as --map renames it. */
void reader_rename(const reader *from, const char **name, size_t *size);

/* Each takes a chunk and adds the rows in it to the batch; false when the file cannot be used. */
bool csv_open(reader *from);
bool csv_feed(reader *from, const char *bytes, size_t size);
bool csv_finish(reader *from);
void csv_close(reader *from);

bool json_open(reader *from);
bool json_feed(reader *from, const char *bytes, size_t size);
bool json_finish(reader *from);
void json_close(reader *from);

/* `kind` is an arrow_kind; `held` bytes of the chunk were read to tell it. */
bool columns_open(reader *from, int kind, size_t held);
bool columns_feed(reader *from);
void columns_close(reader *from);
double columns_part(const reader *from);

#endif
