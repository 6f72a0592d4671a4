/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/crc32c.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <nmmintrin.h>
#define HARDWARE 1
#endif

enum { BYTES_AT_ONCE = 8 };
#define POLYNOMIAL UINT32_C(0x82F63B78) /* 0x1EDC6F41, mirrored */

/* Eight bytes a step: table k tells what a byte does that has k more behind it. */
static uint32_t update_plain(const fr__crc32c *crc, uint32_t state, const uint8_t *data, size_t size) {
  for (; size >= BYTES_AT_ONCE; size -= BYTES_AT_ONCE, data += BYTES_AT_ONCE) {
    const uint64_t word = fr__get_word(data) ^ state;
    state = 0;
    for (uint32_t i = 0; i < BYTES_AT_ONCE; i++) {
      state ^= crc->table[BYTES_AT_ONCE - 1 - i][word >> 8 * i & 255];
    }
  }
  for (; size > 0; size--, data++) state = state >> 8 ^ crc->table[0][(state ^ *data) & 255];
  return state;
}

#ifdef HARDWARE
__attribute__((target("sse4.2"))) static uint32_t update_hardware(const fr__crc32c *crc, uint32_t state,
                                                                  const uint8_t *data, size_t size) {
  uint64_t wide = state;
  (void)crc;
  for (; size >= BYTES_AT_ONCE; size -= BYTES_AT_ONCE, data += BYTES_AT_ONCE) {
    wide = _mm_crc32_u64(wide, fr__get_word(data));
  }
  state = (uint32_t)wide;
  for (; size > 0; size--, data++) state = _mm_crc32_u8(state, *data);
  return state;
}
#endif

void fr__crc32c_init_plain(fr__crc32c *crc) {
  crc->update = update_plain;
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t state = byte;
    for (int bit = 0; bit < 8; bit++) state = (state & 1) != 0 ? state >> 1 ^ POLYNOMIAL : state >> 1;
    crc->table[0][byte] = state;
  }
  for (uint32_t byte = 0; byte < 256; byte++) {
    for (uint32_t k = 1; k < BYTES_AT_ONCE; k++) {
      const uint32_t before = crc->table[k - 1][byte];
      crc->table[k][byte] = before >> 8 ^ crc->table[0][before & 255];
    }
  }
}

void fr__crc32c_init(fr__crc32c *crc) {
  fr__crc32c_init_plain(crc);
#ifdef HARDWARE
  unsigned int eax, ebx, ecx, edx;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) != 0 && (ecx & bit_SSE4_2) != 0) crc->update = update_hardware;
#endif
}
