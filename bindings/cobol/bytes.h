/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes of a record, many at a time: digits by eight, in a word that holds the first one lowest on every machine, and
 * what is unlike by sixty-four. */
#ifndef FR_COBOL_BYTES_H
#define FR_COBOL_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The same byte, or number of sixteen or of thirty-two bits, in all places. */
#define EIGHT_BYTES(byte) ((byte)*UINT64_C(0x0101010101010101))
#define FOUR_PLACES(number) ((number)*UINT64_C(0x0001000100010001))
#define TWO_PLACES(number) ((number)*UINT64_C(0x0000000100000001))

static inline uint64_t eight_of(const uint8_t *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(word) : word;
}

static inline void put_eight(uint64_t word, uint8_t *at) {
  if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) word = __builtin_bswap64(word);
  memcpy(at, &word, sizeof word);
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

enum { BLOCK = 64 };

#ifdef __SSE2__
static inline __m128i sixteen_alike(const uint8_t *at, const uint8_t *other) {
  return _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)at),
                        _mm_loadu_si128((const __m128i *)(const void *)other));
}

static inline uint64_t gathered(__m128i bytes) { return (uint64_t)(unsigned)_mm_movemask_epi8(bytes); }

/* Are sixty-four bytes all as their neighbours? */
static inline bool are_alike(const uint8_t *at, const uint8_t *other) {
  const __m128i first = _mm_and_si128(sixteen_alike(at, other), sixteen_alike(at + 16, other + 16));
  const __m128i second = _mm_and_si128(sixteen_alike(at + 32, other + 32), sixteen_alike(at + 48, other + 48));
  return gathered(_mm_and_si128(first, second)) == 0xffff;
}

/* A bit for each of sixty-four bytes that is not as its neighbour; the first byte's is lowest. */
static inline uint64_t unlike(const uint8_t *at, const uint8_t *other) {
  const uint64_t first = gathered(sixteen_alike(at, other)) | gathered(sixteen_alike(at + 16, other + 16)) << 16;
  const uint64_t second = gathered(sixteen_alike(at + 32, other + 32)) | gathered(sixteen_alike(at + 48, other + 48))
                                                                             << 16;
  return ~(first | second << 32);
}

/* Sixteen bytes as hexadecimal digits: those above 9 get what leads from the figures to the letters. */
static inline void put_hex(const uint8_t *from, uint8_t *at) {
  const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)from), four = _mm_set1_epi8(0x0f);
  const __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), four), low = _mm_and_si128(bytes, four);
  const __m128i pairs[2] = {_mm_unpacklo_epi8(high, low), _mm_unpackhi_epi8(high, low)};
  for (unsigned i = 0; i < 2; i++) {
    const __m128i letters = _mm_and_si128(_mm_cmpgt_epi8(pairs[i], _mm_set1_epi8(9)), _mm_set1_epi8('a' - '0' - 10));
    const __m128i digits = _mm_add_epi8(_mm_add_epi8(pairs[i], _mm_set1_epi8('0')), letters);
    _mm_storeu_si128((__m128i *)(void *)(at + (size_t)16 * i), digits);
  }
}
#else
static inline bool are_alike(const uint8_t *at, const uint8_t *other) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < BLOCK; i += 8) bits |= eight_of(at + i) ^ eight_of(other + i);
  return bits == 0;
}

/* The top bits of eight bytes are put side by side by one multiplication. */
static inline uint64_t unlike(const uint8_t *at, const uint8_t *other) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < BLOCK; i += 8) {
    const uint64_t word = eight_of(at + i) ^ eight_of(other + i), low = EIGHT_BYTES(0x7fu);
    const uint64_t top = (((word & low) + low) | word) >> 7 & EIGHT_BYTES(1u);
    bits |= (top * UINT64_C(0x0102040810204080) >> 56) << i;
  }
  return bits;
}

static inline void put_hex(const uint8_t *from, uint8_t *at) {
  for (unsigned i = 0; i < 16; i++) {
    at[2 * i] = (uint8_t) "0123456789abcdef"[from[i] >> 4];
    at[2 * i + 1] = (uint8_t) "0123456789abcdef"[from[i] & 15];
  }
}
#endif

#endif
