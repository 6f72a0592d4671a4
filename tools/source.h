/* SPDX-License-Identifier: Apache-2.0
 *
 * A file of rows in the order of time. A file that is sorted already streams through; another one is held in memory and
 * sorted, rows of the same time in the order of the file. */
#ifndef TOOLS_SOURCE_H
#define TOOLS_SOURCE_H

#include "reader.h"

typedef struct source source;

typedef enum source_result {
  SOURCE_ROW,
  SOURCE_BAD, /* row->message; go on */
  SOURCE_END,
  SOURCE_FAILED,  /* row->message; stop */
  SOURCE_UNSORTED /* row->message; open again with `sort` */
} source_result;

source *source_open(const char *path, const reader_options *options, bool sort, char *message, size_t message_size);
void source_close(source *from);
source_result source_next(source *from, row *into);
/* After the end: notices on the file as a whole, on stderr. */
void source_tell(const source *from);

/* Reads the file once to see whether its times ascend. True too when it cannot be read: whoever reads it next will say
 * why. */
bool source_is_sorted(const char *path, const reader_options *options);

#endif
