/* SPDX-License-Identifier: Apache-2.0
 *
 * What the bytes of an input say, taken one by one; past their end they say 0. And what has to hold. */
#ifndef TESTS_FUZZ_INPUT_H
#define TESTS_FUZZ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct input {
  const uint8_t *data;
  size_t size;
} input;

static inline uint8_t take(input *in) {
  if (in->size == 0) return 0;
  in->size--;
  return *in->data++;
}

static inline void expect(bool right, const char *what) {
  if (right) return;
  fprintf(stderr, "fuzz: %s\n", what);
  abort();
}

#endif
