/* SPDX-License-Identifier: Apache-2.0
 *
 * The columns of transfers and events: one table that CSV headers, JSON keys, --map and a policy's tests share. */
#ifndef TOOLS_COLUMNS_H
#define TOOLS_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is in a file. A column may belong to several of them. */
typedef enum schema { SCHEMA_TRANSFERS = 1, SCHEMA_EVENTS = 2, SCHEMA_LISTS = 4 } schema;
/* The option of the command that renames its columns. */
const char *schema_map_option(schema what);

typedef enum column_type {
  COLUMN_TEXT,
  COLUMN_ENUM,
  COLUMN_FLAG,
  COLUMN_AMOUNT,      /* in the row's currency */
  COLUMN_BASE_AMOUNT, /* in the policy's currency */
  COLUMN_BALANCE,     /* in the policy's currency; may be overdrawn */
  COLUMN_CURRENCY,
  COLUMN_SECONDS, /* an age or a duration */
  COLUMN_YEARS,
  COLUMN_LEVEL,
  COLUMN_COUNT, /* a whole number from 0 to 1,000 */
  COLUMN_TIME,
  COLUMN_OBSERVATIONS, /* names separated by ';' */
  COLUMN_OBSERVATION,  /* one of them: true or false */
  COLUMN_ATTRIBUTE
} column_type;

/* The groups of fr_transfer that hang on pointers. */
enum { GROUP_SESSION = 1, GROUP_TELLER = 2, GROUP_PAYER = 4, GROUP_PAYEE = 8, GROUP_FRAUD_LABEL = 16 };

typedef struct column {
  const char *name;
  const char *const *names; /* of an enumeration: by number, "" where a number has no name; ended by null */
  uint16_t schemas;
  uint16_t type;
  uint16_t offset;       /* of the field in struct row */
  uint16_t known_offset; /* of the group's `known` bits; 0 where the field needs none */
  uint16_t known_bit;    /* also the number of an observation */
  uint16_t group;
} column;

enum { COLUMNS_MAX = 192 };
extern const column columns[];
extern const size_t column_count;
/* The one column behind every name that begins with "attributes.". */
extern const column attribute_column;

/* Names of what a teller saw, by bit. */
extern const char *const observation_names[];
/* Of an event's kind, as the column "event" has it. */
const char *event_name(uint32_t kind);

/* Null when there is no such column in this schema. */
const column *column_find(schema what, const char *name, size_t size);

/* The column's name that is most like this one, or null when none is. */
const char *column_suggestion(schema what, const char *name, size_t size);

/* The number of a name in a list ended by null, or -1. */
int name_find(const char *const *names, const char *text, size_t size);
/* The most similar name of the list, or null. */
const char *name_suggestion(const char *const *names, const char *text, size_t size);

#endif
