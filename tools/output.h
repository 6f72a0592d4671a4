/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes on their way out: collected in large pieces, packed where the name ends in .zst or .gz, checked when they are
 * written. A file is whole or not there: it grows beside its name, as NAME.tmp, and takes the name when it is closed. A
 * link to a file stays one, to the new file; a device or a pipe stays what it is. */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct output {
  const char *name;    /* for messages */
  char *target;        /* the name, or what it links to */
  char *beside;        /* where the file grows; null: under its name */
  struct packer *pack; /* null: as it is */
  int file;
  bool failed; /* the message was printed */
  size_t used, capacity;
  char *bytes;
} output;

bool name_ends(const char *name, const char *end);

/* "-" or null is standard output. False with a message on stderr when the file cannot be made. */
bool output_open(output *out, const char *path);
/* Writes what is left, and gives the file its name. False when anything was not written; the message was printed, and
 * what lay under the name before is as it was. */
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
