/* SPDX-License-Identifier: Apache-2.0
 *
 * A file of watch lists: a row a party and list. */
#ifndef TOOLS_LISTS_H
#define TOOLS_LISTS_H

#include "fraudrisk/watch.h"
#include "reader.h"

typedef struct lists_options {
  const char *path; /* "-" is standard input */
  const char *map;  /* "field=column,…", or null */
  bool ignore_columns;
  bool strict;           /* stop at the first bad row */
  const uint8_t *key;    /* 16 bytes: the engine's */
  const row_format *row; /* the policy's offset; steps of time are none of a list's */
} lists_options;

/* Reads the whole file. A bad row is told on stderr, counted and left out. Null when the file cannot be used, or with
 * `strict` at the first bad row; then it was said why. Release the lists. */
fr_watch_lists *lists_load(const lists_options *options, uint64_t *bad_rows);

#endif
