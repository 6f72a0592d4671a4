/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows of a file, one after the other, whatever its format. A row that cannot be read is told with its line and does
 * not stop the rest; memory is bounded by the longest row that is taken (1 MiB), not by the file. */
#ifndef TOOLS_READER_H
#define TOOLS_READER_H

#include "input.h"
#include "row.h"

enum { ROW_BYTES_MAX = 1 << 20, FILE_COLUMNS_MAX = 1024 };

/* For files from older systems: nothing in them says which encoding they are in. */
#define ENCODING_REMEDY "the file may be GB18030 or GBK: convert it with iconv -f GB18030 -t UTF-8"

typedef enum file_format { FORMAT_AUTO, FORMAT_CSV, FORMAT_JSON } file_format;

typedef struct reader_options {
  schema what;
  file_format format;
  const char *map; /* "field=column,…", or null */
  bool ignore_columns;
  bool follows_headers; /* of CSV: a header that stands there again begins other rows, in its order; else it is refused
                         */
  bool quiet;           /* a second reading of the same file: notices were given */
  const row_format *row;
} reader_options;

typedef enum read_result {
  READ_ROW,
  READ_BAD, /* this row cannot be used: see reader_message(); go on */
  READ_END,
  READ_FAILED /* the file cannot be used: see reader_message(); stop */
} read_result;

typedef struct reader reader;

/* Null when the file cannot be opened; then `message` holds the sentence. */
reader *reader_open(const char *path, const reader_options *options, char *message, size_t message_size);
void reader_close(reader *from);

/* The raw row is valid until the next call. */
read_result reader_next(reader *from, raw_row *raw);
const char *reader_message(const reader *from);
const binding *reader_binding(const reader *from);
const char *reader_name(const reader *from);
/* How much of the file's bytes was taken, from 0 to 1; below 0 where that cannot be told. Any thread. */
double reader_part(const reader *from);
/* After the end: the last line of a CSV, where it has no end of line and so may have been cut; else 0. */
uint64_t reader_open_line(const reader *from);

#endif
