/* SPDX-License-Identifier: Apache-2.0
 *
 * Digits and spaces, eight bytes of a record at a time. A word holds the first byte lowest, on every machine. */
#ifndef FR_COBOL_EIGHT_H
#define FR_COBOL_EIGHT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* The same byte, or number of sixteen or of thirty-two bits, in all places. */
#define EIGHT_BYTES(byte) ((byte)*UINT64_C(0x0101010101010101))
#define FOUR_PLACES(number) ((number)*UINT64_C(0x0001000100010001))
#define TWO_PLACES(number) ((number)*UINT64_C(0x0000000100000001))

static inline uint64_t eight_of(const uint8_t *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(word) : word;
}

/* The upper half of a digit's byte is 3, and adding 6 leaves it so. A byte from which that carries is none already. */
static inline bool are_digits(uint64_t word) {
  const uint64_t upper = EIGHT_BYTES(0xf0u);
  return ((word & upper) | ((word + EIGHT_BYTES(6u)) & upper) >> 4) == EIGHT_BYTES(0x33u);
}

/* Eight digits as four numbers below 100, the first one lowest. */
static inline uint64_t pairs_of(uint64_t digits) {
  const uint64_t word = digits - EIGHT_BYTES((uint64_t)'0');
  return (word * 10 + (word >> 8)) & FOUR_PLACES(0xffu);
}

static inline unsigned pair_of(uint64_t pairs, unsigned place) { return (unsigned)(pairs >> 16 * place) & 0xff; }

/* Eight digits as one number. */
static inline int64_t number_of_eight(uint64_t digits) {
  const uint64_t pairs = pairs_of(digits), fours = (pairs * 100 + (pairs >> 16)) & TWO_PLACES(0xffffu);
  return (int64_t)((fours * 10000 + (fours >> 32)) & 0xffffffff);
}

/* Sixteen digits of four bits each, of which the first stands highest: a nibble above 9 has its 8 and its 4 or 2. */
static inline bool are_packed(uint64_t word) { return (word >> 3 & (word >> 2 | word >> 1) & EIGHT_BYTES(0x11u)) == 0; }

static inline int64_t number_of_packed(uint64_t word) {
  const uint64_t twos = word - 6 * (word >> 4 & EIGHT_BYTES(0x0fu));
  const uint64_t fours = (twos & FOUR_PLACES(0xffu)) + 100 * (twos >> 8 & FOUR_PLACES(0xffu));
  const uint64_t eights = (fours & TWO_PLACES(0xffffu)) + 10000 * (fours >> 16 & TWO_PLACES(0xffffu));
  return (int64_t)((eights & 0xffffffff) + (eights >> 32) * 100000000);
}

#endif
