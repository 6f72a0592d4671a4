/* SPDX-License-Identifier: Apache-2.0 */
#include "text/gb18030.h"

enum { FIRST_BEYOND = 189000 }; /* the number of the first character that is not in the first plane */

static uint32_t number_of(uint32_t code) {
  if (code > 0xFFFF) return FIRST_BEYOND + (code - 0x10000);
  uint32_t low = 0, high = fr__gb18030_four_count;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (fr__gb18030_fours[middle].code <= code) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return fr__gb18030_fours[low].number + (code - fr__gb18030_fours[low].code);
}

uint32_t fr__gb18030_put(uint32_t code, char into[FR__GB18030_BYTES]) {
  FR_INVARIANT(code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF));
  if (code < 0x80) {
    into[0] = (char)code;
    return 1;
  }
  const uint32_t pair = code > 0xFFFF ? 0 : fr__gb18030_pairs[fr__gb18030_pages[code >> 8] * 256 + (code & 0xFF)];
  if (pair != 0) {
    into[0] = (char)(pair >> 8);
    into[1] = (char)(pair & 0xFF);
    return 2;
  }
  const uint32_t number = number_of(code);
  into[0] = (char)(0x81 + number / 12600);
  into[1] = (char)(0x30 + number / 1260 % 10);
  into[2] = (char)(0x81 + number / 10 % 126);
  into[3] = (char)(0x30 + number % 10);
  return 4;
}

uint64_t fr__gb18030_of(const char *text, uint32_t size, char *into) {
  uint64_t written = 0;
  for (uint32_t at = 0; at < size;) {
    char bytes[FR__GB18030_BYTES];
    uint32_t code;
    const uint32_t length = fr__utf8_next(text + at, size - at, &code);
    const uint32_t count = fr__gb18030_put(length == 0 ? '?' : code, bytes);
    if (into != NULL) memcpy(into + written, bytes, count);
    written += count;
    at += length == 0 ? 1 : length;
  }
  return written;
}
