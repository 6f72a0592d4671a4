/* SPDX-License-Identifier: Apache-2.0
 *
 * Text that the caller lends for the length of one call: a pointer and a length, no zero byte needed. */
#ifndef FRAUDRISK_TEXT_H
#define FRAUDRISK_TEXT_H

#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* data   the bytes, or null: then the text is unknown, which is not the same as an empty text
 * size   how many bytes
 * encoding   FR_ENCODING_…; only remarks and purposes may be anything but UTF-8
 * The library reads the bytes during the call and keeps none of them. @since 0.1 */
typedef struct fr_text {
  const char *data;
  uint32_t size;
  uint32_t encoding;
} fr_text;

#define FR_ENCODING_UTF8 0    /* the default; damaged bytes are tolerated in remarks, refused in identifiers */
#define FR_ENCODING_GB18030 1 /* words are written in it; texts that come in are refused as FR_BAD_VALUE so far */
#define FR_ENCODING_UNKNOWN 2 /* treated as UTF-8 with damage */

/* Text from a C string; a null pointer gives an unknown text. @since 0.1 */
static inline fr_text fr_text_of(const char *string) {
  fr_text text = {string, string ? (uint32_t)strlen(string) : 0u, FR_ENCODING_UTF8};
  return text;
}

#ifdef __cplusplus
}
#endif
#endif
