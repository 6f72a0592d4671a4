/* SPDX-License-Identifier: Apache-2.0
 *
 * One row of a file of transfers or events, as text cells and as the library's structs. A row owns its text, so that it
 * can wait in a queue while the reader goes on; its memory grows to the longest row seen and is used again. */
#ifndef TOOLS_ROW_H
#define TOOLS_ROW_H

#include "columns.h"
#include "fraudrisk/event.h"
#include "fraudrisk/policy.h"
#include "fraudrisk/transfer.h"
#include "numbers.h"

/* What the policy and the options say about the cells. */
typedef struct row_format {
  time_format time;
  char currency[4]; /* the policy's */
  unsigned currency_digits;
  const fr_policy *policy; /* for the types of attributes */
} row_format;

/* Which cell feeds which column. */
typedef struct bound_column {
  const column *column;
  uint32_t cell;
  uint32_t attribute; /* index of an attribute */
} bound_column;

typedef struct bound_attribute {
  char *name;
  uint32_t type; /* FR_TYPE_… */
} bound_attribute;

typedef struct binding {
  schema what;
  const char *file; /* for messages */
  uint32_t count;
  uint32_t attribute_count;
  bool in_policy;      /* a policy's test: no option of the command helps there */
  bool number_ids;     /* a row without an id has its number for one */
  bool reported_alone; /* reported_at is the label: there is no column fraud */
  bound_column bound[COLUMNS_MAX + FR_MAX_ATTRIBUTES];
  bound_attribute attributes[FR_MAX_ATTRIBUTES];
} binding;

/* A row before it is read: its cells lie one after the other in one text. Empty cells are unknown. */
typedef struct raw_cell {
  uint32_t offset, size;
} raw_cell;
typedef struct raw_row {
  uint64_t line;   /* where it begins, from 1 */
  uint64_t number; /* which row of data it is, from 1 */
  const char *text;
  const raw_cell *cells;
  uint32_t text_size;
  uint32_t cell_count;
} raw_row;

enum { ROW_MESSAGE_BYTES = 512, ROW_HAS_REPORTED = 4 };

typedef struct row {
  fr_transfer transfer;
  fr_event event;
  fr_session session;
  fr_teller teller;
  fr_party payer;
  fr_party payee;
  int64_t time_us;
  uint64_t line;
  uint64_t number;
  uint32_t fraud;      /* label: FR_YES, FR_NO, FR_UNKNOWN */
  uint32_t has_time;   /* bit 1 once the time is known */
  int64_t reported_us; /* when it was reported as fraud: with ROW_HAS_REPORTED in has_time */
  fr_text scam;        /* label */
  uint32_t groups;
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
  char row_id[24]; /* the row's number, where the file has no ids */
  char *text;
  size_t text_capacity;
  char message[ROW_MESSAGE_BYTES]; /* when the row is bad */
} row;

row *row_create(void);
void row_destroy(row *one);

/* Takes the raw row's text over and sets every field. False when a cell cannot be read; then row->message holds a
 * sentence with file, line and column. */
bool row_read(row *one, const binding *bound, const row_format *format, const raw_row *raw);

/* Just the time of a raw row; false where it has none that can be read. */
bool row_time(const binding *bound, const row_format *format, const raw_row *raw, int64_t *time_us);

/* Binds a name to a cell. False when there is no such column, the attribute is not declared, or the column is bound
 * already; then `message` holds the sentence without a place. */
bool binding_add(binding *bound, const fr_policy *policy, const char *name, size_t size, uint32_t cell, char *message,
                 size_t message_size);
bool binding_has(const binding *bound, const char *name);
/* Call once when all is bound. (The currency comes to the front, because amounts are read in it.) */
void binding_finish(binding *bound);
void binding_clear(binding *bound);

/* A cell's text for a message: short, quoted, and without control characters or bytes that are not UTF-8. */
void quote_text(const char *text, size_t size, char *quoted, size_t quoted_size);

#endif
