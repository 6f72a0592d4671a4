/* SPDX-License-Identifier: Apache-2.0
 *
 * Any CSV with a header, row by row, whatever its columns mean. */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TABLE_COLUMNS_MAX = 1024, TABLE_ROW_BYTES_MAX = 1 << 20 };

typedef struct table_row {
  uint64_t number; /* 0: the header */
  uint32_t count;  /* as many as the header has */
  const char *const *cells;
} table_row;

/* Calls `take` for the header and for each row, until it returns false, having told why. False when the file could not
 * be read to its end, which was told on standard error. */
bool table_read(const char *path, bool (*take)(void *context, const table_row *row), void *context);

/* The place of a column in the header; -1 where there is none. */
int table_column(const table_row *header, const char *name);

#endif
