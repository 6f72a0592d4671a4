/* SPDX-License-Identifier: Apache-2.0
 *
 * Text on its way out: collected in large pieces, checked when it is written. */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct output {
  const char *name; /* for messages */
  int file;
  bool failed; /* the message was printed */
  size_t used, capacity;
  char *bytes;
} output;

/* "-" or null is standard output. False with a message on stderr when the file cannot be made. */
bool output_open(output *out, const char *path);
/* Writes what is left. False when anything was not written; the message was printed. */
bool output_close(output *out);

void output_add(output *out, const char *text, size_t size);
void output_string(output *out, const char *text);
void output_integer(output *out, int64_t number);
void output_double(output *out, double number);
/* In quotes, with what JSON wants escaped; bytes that are not UTF-8 become U+FFFD. */
void output_json(output *out, const char *text, size_t size);
/* In quotes where CSV needs them. */
void output_csv(output *out, const char *text, size_t size);

#endif
