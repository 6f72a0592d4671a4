/* SPDX-License-Identifier: Apache-2.0
 *
 * Loads the module that holds Apache Arrow when the first Parquet or Arrow file is met: its two libraries take 10 ms at
 * every start, and most runs of the command read CSV. Without the module nothing opens, and it is said why. */
#include "reader_arrow_module.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char without[] =
    "this build reads and writes no Parquet or Arrow files; install libarrow-dev and libparquet-dev, or run "
    "scripts/setup for pyarrow, and build again (%s is missing)";

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const arrow_functions *module; /* null: `missing` says why */
static char missing[1024];

/* It lies in ../lib/fraudrisk, as seen from the command, installed or in the tree of a build. */
static bool find(char *path, size_t size) {
  char program[400];
  const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length <= 0) return false;
  program[length] = '\0';
  char *slash = strrchr(program, '/');
  if (slash != NULL) *slash = '\0';
  return snprintf(path, size, "%s/" FR_TOOL_MODULES "/fraudrisk_arrow.so", program) < (int)size;
}

/* It stays loaded until the command ends: Arrow's threads may outlive what was open. */
static void load(void) {
  char path[600];
  if (!find(path, sizeof path)) {
    snprintf(missing, sizeof missing, "the module for Parquet and Arrow files cannot be found: /proc is not there");
    return;
  }
  if (access(path, F_OK) != 0) {
    snprintf(missing, sizeof missing, without, path);
    return;
  }
  void *opened = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (opened) module = dlsym(opened, ARROW_MODULE_SYMBOL);
  if (module == NULL) {
    const char *why = dlerror();
    snprintf(missing, sizeof missing, "the module for Parquet and Arrow files cannot be loaded; install it again: %s",
             why ? why : path);
  }
}

static bool have_module(char *message, size_t message_size) {
  if (pthread_once(&once, load) == 0 && module) return true;
  snprintf(message, message_size, "%s", missing);
  return false;
}

arrow_table *arrow_open(arrow_kind kind, const arrow_bytes *from, char *message, size_t message_size) {
  return have_module(message, message_size) ? module->open(kind, from, message, message_size) : NULL;
}
arrow_writer *arrow_writer_open(const arrow_field *fields, uint32_t count, arrow_sink sink, void *self, char *message,
                                size_t message_size) {
  if (!have_module(message, message_size)) return NULL;
  return module->writer_open(fields, count, sink, self, message, message_size);
}

/* Whoever calls these has something open, so the module is there. */
void arrow_close(arrow_table *table) { module->close(table); }
uint32_t arrow_columns(const arrow_table *table) { return module->columns(table); }
const char *arrow_column_name(const arrow_table *table, uint32_t column) { return module->column_name(table, column); }
arrow_type arrow_column_type(const arrow_table *table, uint32_t column) { return module->column_type(table, column); }
const char *arrow_column_type_name(const arrow_table *table, uint32_t column) {
  return module->column_type_name(table, column);
}
bool arrow_choose(arrow_table *table, const uint32_t *chosen, uint32_t count) {
  return module->choose(table, chosen, count);
}
bool arrow_next(arrow_table *table, uint64_t *rows) { return module->next(table, rows); }
const char *arrow_fault(const arrow_table *table) { return module->fault(table); }
void arrow_get(const arrow_table *table, uint32_t chosen, uint64_t row, arrow_value *value) {
  module->get(table, chosen, row, value);
}
double arrow_part(const arrow_table *table) { return module->part(table); }
void arrow_writer_add(arrow_writer *to, uint32_t column, const arrow_value *value) {
  module->writer_add(to, column, value);
}
bool arrow_writer_end_row(arrow_writer *to) { return module->writer_end_row(to); }
bool arrow_writer_finish(arrow_writer *to) { return module->writer_finish(to); }
const char *arrow_writer_fault(const arrow_writer *to) { return module->writer_fault(to); }
void arrow_writer_close(arrow_writer *to) { module->writer_close(to); }
