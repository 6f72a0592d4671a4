/* SPDX-License-Identifier: Apache-2.0
 *
 * A file of rows in the order of time. A file that is sorted already streams through; another one is sorted, in
 * memory or on the disk, rows of the same time in the order of the file. */
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

/* `sort_bytes`: of rows that may lie in memory while they are sorted; 0: they are taken as they come. */
source *source_open(const char *path, const reader_options *options, uint64_t sort_bytes, char *message,
                    size_t message_size);
/* How much of the file was read, from 0 to 1; below 0 where nobody can tell. */
double source_part(const source *from);
void source_close(source *from);
source_result source_next(source *from, row *into);
/* After the end: notices on the file as a whole, on stderr. */
void source_tell(const source *from);

/* Reads the file once to see whether its times ascend. True too when it cannot be read: whoever reads it next will say
 * why. */
bool source_is_sorted(const char *path, const reader_options *options);

#endif
