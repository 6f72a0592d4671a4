/* SPDX-License-Identifier: Apache-2.0
 *
 * What the module of reader_arrow.cpp gives to reader_arrow_module.c, which loads it: the functions of reader_arrow.h.
 * The symbol's number rises when they or the structs change, so that a module of another version is not called. */
#ifndef TOOLS_READER_ARROW_MODULE_H
#define TOOLS_READER_ARROW_MODULE_H

#include "reader_arrow.h"

#define ARROW_MODULE fraudrisk_arrow_1
#define ARROW_MODULE_SYMBOL "fraudrisk_arrow_1"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct arrow_functions {
  arrow_table *(*open)(arrow_kind kind, const arrow_bytes *from, char *message, size_t message_size);
  void (*close)(arrow_table *table);
  uint32_t (*columns)(const arrow_table *table);
  const char *(*column_name)(const arrow_table *table, uint32_t column);
  arrow_type (*column_type)(const arrow_table *table, uint32_t column);
  const char *(*column_type_name)(const arrow_table *table, uint32_t column);
  bool (*choose)(arrow_table *table, const uint32_t *chosen, uint32_t count);
  bool (*next)(arrow_table *table, uint64_t *rows);
  const char *(*fault)(const arrow_table *table);
  void (*get)(const arrow_table *table, uint32_t chosen, uint64_t row, arrow_value *value);
  double (*part)(const arrow_table *table);
  arrow_writer *(*writer_open)(const arrow_field *fields, uint32_t count, arrow_sink sink, void *self, char *message,
                               size_t message_size);
  void (*writer_add)(arrow_writer *to, uint32_t column, const arrow_value *value);
  bool (*writer_end_row)(arrow_writer *to);
  bool (*writer_finish)(arrow_writer *to);
  const char *(*writer_fault)(const arrow_writer *to);
  void (*writer_close)(arrow_writer *to);
} arrow_functions;

__attribute__((visibility("default"))) extern const arrow_functions ARROW_MODULE;

#ifdef __cplusplus
}
#endif
#endif
