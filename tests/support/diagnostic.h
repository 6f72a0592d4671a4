/* SPDX-License-Identifier: Apache-2.0
 *
 * From CBOR diagnostic notation (RFC 8949, section 8) to bytes, as far as a policy bundle needs it: so that a test, or
 * the example in docs/bundle.md, can show the document that it means. Texts stand in " or in ' (which C strings like
 * better). Pairs of a map are sorted, so that they may be written in the order in which one reads them. */
#ifndef TESTS_SUPPORT_DIAGNOSTIC_H
#define TESTS_SUPPORT_DIAGNOSTIC_H

#include <stdlib.h>

#include "wire/cbor.h"

typedef struct diagnostic {
  fr__cbor_writer *into;
  const char *at;
  int depth;
} diagnostic;

static inline void diagnostic_value(diagnostic *from);

/* Blanks, and comments between slashes. */
static inline void diagnostic_blanks(diagnostic *from) {
  for (;;) {
    while (*from->at == ' ' || *from->at == '\n') from->at++;
    if (*from->at != '/') return;
    const char *end = strchr(from->at + 1, '/');
    if (end == NULL) return;
    from->at = end + 1;
  }
}

static inline bool diagnostic_take(diagnostic *from, char mark) {
  diagnostic_blanks(from);
  if (*from->at != mark) return false;
  from->at++;
  return true;
}

static inline void diagnostic_bad(diagnostic *from) { from->into->status = FR_BAD_ARGUMENT; }

static inline void diagnostic_text(diagnostic *from) {
  char *text = malloc(strlen(from->at) + 1);
  uint64_t size = 0;
  const char mark = *from->at++;
  while (text != NULL && *from->at != mark && *from->at != '\0') {
    if (*from->at == '\\') from->at++;
    text[size++] = *from->at++;
  }
  if (text == NULL || *from->at != mark) {
    diagnostic_bad(from);
  } else {
    from->at++;
    fr__cbor_write_text(from->into, text, size);
  }
  free(text);
}

static inline void diagnostic_number(diagnostic *from) {
  char *end_of_integer, *end;
  const int64_t integer = strtoll(from->at, &end_of_integer, 10);
  const double number = strtod(from->at, &end);
  if (end == from->at) {
    diagnostic_bad(from);
  } else if (end == end_of_integer) {
    fr__cbor_write_int(from->into, integer);
  } else {
    fr__cbor_write_double(from->into, number);
  }
  from->at = end;
}

/* Items are counted first, since a head with a count stands before them. */
static inline void diagnostic_array(diagnostic *from) {
  fr__cbor_writer counted;
  fr__cbor_writer_grow(&counted);
  diagnostic probe = {&counted, from->at, from->depth};
  uint64_t count = 0;
  while (!diagnostic_take(&probe, ']') && counted.status == FR_OK) {
    diagnostic_value(&probe);
    count++;
    (void)diagnostic_take(&probe, ',');
  }
  fr__cbor_write_array(from->into, count);
  for (uint64_t i = 0; i < count; i++) {
    diagnostic_value(from);
    (void)diagnostic_take(from, ',');
  }
  if (!diagnostic_take(from, ']')) diagnostic_bad(from);
  fr__cbor_writer_free(&counted);
}

static inline void diagnostic_map(diagnostic *from) {
  const uint64_t mark = fr__cbor_write_map_begin(from->into);
  while (!diagnostic_take(from, '}') && from->into->status == FR_OK) {
    diagnostic_value(from);
    if (!diagnostic_take(from, ':')) diagnostic_bad(from);
    diagnostic_value(from);
    (void)diagnostic_take(from, ',');
  }
  fr__cbor_write_map_end(from->into, mark);
}

static inline bool diagnostic_word(diagnostic *from, const char *word) {
  const size_t size = strlen(word);
  if (strncmp(from->at, word, size) != 0) return false;
  from->at += size;
  return true;
}

static inline void diagnostic_value(diagnostic *from) {
  diagnostic_blanks(from);
  if (++from->depth > 40) {
    diagnostic_bad(from);
  } else if (diagnostic_take(from, '[')) {
    diagnostic_array(from);
  } else if (diagnostic_take(from, '{')) {
    diagnostic_map(from);
  } else if (*from->at == '"' || *from->at == '\'') {
    diagnostic_text(from);
  } else if (diagnostic_word(from, "true")) {
    fr__cbor_write_bool(from->into, true);
  } else if (diagnostic_word(from, "false")) {
    fr__cbor_write_bool(from->into, false);
  } else if (diagnostic_word(from, "null")) {
    fr__cbor_write_null(from->into);
  } else {
    diagnostic_number(from);
  }
  from->depth--;
}

/* FR_BAD_ARGUMENT where the text is no diagnostic notation. */
static inline void diagnostic_write(fr__cbor_writer *into, const char *text) {
  diagnostic from = {into, text, 0};
  diagnostic_value(&from);
  diagnostic_blanks(&from);
  if (*from.at != '\0') diagnostic_bad(&from);
}

#endif
