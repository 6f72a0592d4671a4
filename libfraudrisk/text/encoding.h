/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes to characters, from UTF-8 and GB 18030, whatever the bytes are. */
#ifndef FR_TEXT_ENCODING_H
#define FR_TEXT_ENCODING_H

#include "base/base.h"

/* The length of the first character of GB 18030, and the character; 0 where the bytes are bad (then skip one). */
uint32_t fr__gb18030_next(const char *text, uint32_t size, uint32_t *code);

/* What a text turned out to be. */
typedef struct fr__encoded {
  fr_text text;    /* the same bytes without a cut last character, in an encoding that is known */
  uint32_t length; /* in bytes as UTF-8, bad bytes replaced by one '?' each */
  bool damaged;    /* holds bad bytes, or its last character was cut */
} fr__encoded;

/* Reads a text as its encoding says. Unknown is UTF-8 where that fits, else GB 18030 where that fits, else UTF-8 with
 * bad bytes. FR_BAD_VALUE for an encoding that there is not; the text is not null. */
fr_status fr__encoding_read(fr_text text, fr__encoded *read);
/* The same text in UTF-8: `length` bytes. */
void fr__encoding_convert(const fr__encoded *read, char *utf8);

/* The next character in one of the two encodings, and its length; 0 where the bytes are bad. */
static inline uint32_t fr__encoded_next(const char *text, uint32_t size, uint32_t encoding, uint32_t *code) {
  return encoding == FR_ENCODING_GB18030 ? fr__gb18030_next(text, size, code) : fr__utf8_next(text, size, code);
}

/* The same: its length, at least 1; bad bytes are *code 0xFFFD and skipped one by
 * one. Inline, since all that scoring reads of a text passes here. */
static inline uint32_t fr__character_next(const char *text, uint32_t size, uint32_t encoding, uint32_t *code) {
  const uint8_t first = (uint8_t)text[0];
  if (first < 0x80) {
    *code = first;
    return 1;
  }
  if (encoding != FR_ENCODING_GB18030 && (first & 0xF0) == 0xE0 && size >= 3) {
    const uint32_t second = (uint8_t)text[1], third = (uint8_t)text[2];
    const uint32_t joined = (uint32_t)(first & 15) << 12 | (second & 63) << 6 | (third & 63);
    if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80 && joined >= 0x800 && joined - 0xD800 >= 0x800) {
      *code = joined;
      return 3;
    }
  }
  if (encoding != FR_ENCODING_GB18030 && first - 0xC2u < 30 && size >= 2 && ((uint8_t)text[1] & 0xC0) == 0x80) {
    *code = (uint32_t)(first & 31) << 6 | ((uint8_t)text[1] & 63);
    return 2;
  }
  const uint32_t length = fr__encoded_next(text, size, encoding, code);
  if (length != 0) return length;
  *code = 0xFFFD;
  return 1;
}

#endif
