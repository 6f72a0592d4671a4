/* SPDX-License-Identifier: Apache-2.0 */
#include "base/siphash.h"

#include "base/base.h"

typedef struct state {
  uint64_t a, b, c, d;
} state;

static inline uint64_t rotate(uint64_t word, int bits) { return word << bits | word >> (64 - bits); }

static inline void rounds(state *s, int count) {
  for (int i = 0; i < count; i++) {
    s->a += s->b;
    s->c += s->d;
    s->b = rotate(s->b, 13) ^ s->a;
    s->d = rotate(s->d, 16) ^ s->c;
    s->a = rotate(s->a, 32);
    s->c += s->b;
    s->a += s->d;
    s->b = rotate(s->b, 17) ^ s->c;
    s->d = rotate(s->d, 21) ^ s->a;
    s->c = rotate(s->c, 32);
  }
}

fr__hash128 fr__siphash(const uint8_t key[16], const void *data, size_t size) {
  const unsigned char *bytes = data;
  const uint64_t k0 = fr__get_word(key), k1 = fr__get_word(key + 8);
  /* The constants spell "somepseudorandomlygeneratedbytes"; 0xee marks the 128-bit variant. */
  state s = {k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d) ^ 0xee,
             k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573)};
  size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    const uint64_t word = fr__get_word(bytes + at);
    s.d ^= word;
    rounds(&s, 2);
    s.a ^= word;
  }
  uint64_t last = (uint64_t)(size & 0xff) << 56;
  if (size >= 8 && size % 8 != 0) {
    last |= fr__get_word(bytes + size - 8) >> (8 * (8 - size % 8)); /* the last bytes, without those that were taken */
  } else {
    for (size_t i = 0; at + i < size; i++) last |= (uint64_t)bytes[at + i] << (8 * i);
  }
  s.d ^= last;
  rounds(&s, 2);
  s.a ^= last;
  s.c ^= 0xee;
  rounds(&s, 4);
  fr__hash128 hash;
  hash.low = s.a ^ s.b ^ s.c ^ s.d;
  s.b ^= 0xdd;
  rounds(&s, 4);
  hash.high = s.a ^ s.b ^ s.c ^ s.d;
  return hash;
}
