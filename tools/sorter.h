/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows of a file in the order of time, however large it is: what does not fit into a bound of memory is sorted in
 * pieces, which lie in temporary files without a name until they are merged. Rows of the same time keep the order of
 * the file. */
#ifndef TOOLS_SORTER_H
#define TOOLS_SORTER_H

#include "row.h"

typedef struct sorter sorter;

/* `bytes` are of rows that may lie in memory. Null where memory is out. */
sorter *sorter_create(const char *file, uint64_t bytes);
void sorter_destroy(sorter *of);

/* A row, or (cells null) the message of a bad one, which keeps its place right behind the row before it. False where it
 * cannot be kept: then sorter_fault() says why. */
bool sorter_add(sorter *to, int64_t time_us, const raw_row *raw);
bool sorter_add_bad(sorter *to, int64_t time_us, const char *message);
/* Once all are added. */
bool sorter_finish(sorter *of);

typedef enum sorted_kind { SORTED_ROW, SORTED_BAD, SORTED_END, SORTED_FAILED } sorted_kind;
/* The next one, valid until the next call; of a bad row raw->text is the message. */
sorted_kind sorter_next(sorter *from, raw_row *raw);
const char *sorter_fault(const sorter *of);

#endif
