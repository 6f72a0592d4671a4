/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands behind reader_arrow.h in a build without Apache Arrow: nothing opens, and it is said why. */
#include "reader_arrow.h"

#include <stdio.h>

static const char without[] =
    "this build reads and writes no Parquet or Arrow files; install libarrow-dev and libparquet-dev, or run "
    "scripts/setup for pyarrow, and build again";

arrow_table *arrow_open(arrow_kind kind, const arrow_bytes *from, char *message, size_t message_size) {
  (void)kind;
  (void)from;
  snprintf(message, message_size, "%s", without);
  return NULL;
}
arrow_writer *arrow_writer_open(const arrow_field *fields, uint32_t count, arrow_sink sink, void *self, char *message,
                                size_t message_size) {
  (void)fields;
  (void)count;
  (void)sink;
  (void)self;
  snprintf(message, message_size, "%s", without);
  return NULL;
}

/* Without anything open none of these is called; each is as one of an empty table would be. */
void arrow_close(arrow_table *table) { (void)table; }
uint32_t arrow_columns(const arrow_table *table) { return (void)table, 0; }
const char *arrow_column_name(const arrow_table *table, uint32_t column) { return (void)table, (void)column, ""; }
arrow_type arrow_column_type(const arrow_table *table, uint32_t column) {
  return (void)table, (void)column, ARROW_OTHER;
}
const char *arrow_column_type_name(const arrow_table *table, uint32_t column) { return (void)table, (void)column, ""; }
bool arrow_choose(arrow_table *table, const uint32_t *chosen, uint32_t count) {
  return (void)table, (void)chosen, (void)count, false;
}
bool arrow_next(arrow_table *table, uint64_t *rows) { return (void)table, (void)rows, false; }
const char *arrow_fault(const arrow_table *table) { return (void)table, without; }
void arrow_get(const arrow_table *table, uint32_t chosen, uint64_t row, arrow_value *value) {
  (void)table;
  (void)chosen;
  (void)row;
  value->known = false;
}
double arrow_part(const arrow_table *table) { return (void)table, -1; }
void arrow_writer_add(arrow_writer *to, uint32_t column, const arrow_value *value) {
  (void)to;
  (void)column;
  (void)value;
}
bool arrow_writer_end_row(arrow_writer *to) { return (void)to, false; }
bool arrow_writer_finish(arrow_writer *to) { return (void)to, false; }
const char *arrow_writer_fault(const arrow_writer *to) { return (void)to, without; }
void arrow_writer_close(arrow_writer *to) { (void)to; }
