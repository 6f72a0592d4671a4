/* SPDX-License-Identifier: Apache-2.0
 *
 * Maps of YAML into structs by tables: what a key may hold, and where it goes. */
#ifndef TOOLS_SIMULATE_FIELDS_H
#define TOOLS_SIMULATE_FIELDS_H

#include <stddef.h>

#include "simulate_parameters.h"

typedef enum shape {
  SHAPE_INTEGER,  /* int64_t */
  SHAPE_PAIR,     /* int64_t[2]: [least, most] */
  SHAPE_SPREAD,   /* spread: [low, middle, high] */
  SHAPE_MONEY,    /* the same in yuan, with up to two decimals */
  SHAPE_CHOICE,   /* uint32_t: a name's place */
  SHAPE_WEIGHTS,  /* uint32_t[]: a map of names to numbers; names that are not there have 0 */
  SHAPE_NUMBERS,  /* uint32_t[count]: a list */
  SHAPE_GROUPS,   /* uint32_t: bits */
  SHAPE_CLOCK,    /* uint32_t: a name that stands above */
  SHAPE_TEXTS,    /* the same */
  SHAPE_ACTIVITY, /* the same */
  SHAPE_NAME      /* char[40] */
} shape;

typedef struct field {
  const char *name;
  shape shape;
  size_t offset;
  int64_t least, most;
  bool needed;
  const char *const *names; /* of a choice or weights: ended by null, "" where a place has no name */
  uint32_t count;           /* of numbers */
} field;

typedef struct field_reader {
  const document *from;
  parameters *into;
  bool good;
} field_reader;

/* Says what is wrong at a node; the reading goes on, so that all of it is said at once. */
#define field_fault(r, at, ...) ((r)->good = false, (void)node_problem((r)->from, at, __VA_ARGS__))

/* `what` names the map in messages. The table ends with a field without a name; keys in `others` (ended by null, or
 * null) are read by the caller. */
void fields_read(field_reader *r, const node *map, const char *what, const field *table, const char *const *others,
                 void *into);
/* A map's part that must be there. Null after saying so. */
const node *field_part(field_reader *r, const node *map, const char *key, node_kind kind);
/* A short text into a buffer. */
void field_name(field_reader *r, const node *value, const char *what, char *into, size_t size);
char *field_text(field_reader *r, const node *value);

#endif
