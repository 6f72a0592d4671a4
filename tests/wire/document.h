/* SPDX-License-Identifier: Apache-2.0
 *
 * A slow and obvious CBOR beside the library's, straight from RFC 8949: values as a tree, their one encoding, and the
 * question whether bytes are it. And bytes in hexadecimal, as the tests write them. */
#ifndef TESTS_WIRE_DOCUMENT_H
#define TESTS_WIRE_DOCUMENT_H

#include "base/arena.h"
#include "wire/cbor.h"

typedef struct tree {
  fr__cbor_type type;
  bool boolean;
  uint64_t number; /* of a uint; of a negative n, where the number is -1 - n */
  double real;
  const uint8_t *data; /* of bytes and texts */
  uint64_t size;
  uint64_t count;     /* items of an array, pairs of a map */
  struct tree *items; /* a map has key, value, key, value, … */
} tree;

uint64_t random_next(uint64_t *random);
uint64_t random_below(uint64_t *random, uint64_t limit);

/* A random document that is nested at most `depth` deep. Pairs of maps stand in any order, keys differ. */
tree *document_random(uint64_t *random, fr__arena *arena, uint32_t depth);
/* Appends the one encoding to `bytes`; pairs of maps are brought into its order. False where it does not fit. */
bool document_encode(tree *document, uint8_t *bytes, size_t capacity, size_t *size);
/* Writes with the library's writer, with pairs of maps as they stand. */
void document_write(const tree *document, fr__cbor_writer *writer);
/* True where the reader tells exactly this document. */
bool document_read_is(const tree *document, fr__cbor_reader *reader);

/* True where the bytes are one item in its one encoding, and nothing behind it. */
bool strict_accepts(const uint8_t *bytes, size_t size);

/* Bytes of hexadecimal digits; blanks are passed over. Returns how many; SIZE_MAX where it is no hexadecimal. */
size_t hex_bytes(const char *hex, uint8_t *bytes, size_t capacity);

#endif
