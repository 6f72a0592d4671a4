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
 * encoding   FR_ENCODING_…; only remarks, purposes and notes may be anything but UTF-8
 * The library reads the bytes during the call and keeps none of them. @since 0.1 */
typedef struct fr_text {
  const char *data;
  uint32_t size;
  uint32_t encoding;
} fr_text;

#define FR_ENCODING_UTF8 0    /* the default; damaged bytes are tolerated in remarks, refused in identifiers */
#define FR_ENCODING_GB18030 1 /* of remarks, purposes and notes that come in, and of words; elsewhere FR_BAD_VALUE */
#define FR_ENCODING_UNKNOWN \
  2 /* UTF-8 where the bytes are that, else GB 18030 where they are that, else damaged UTF-8 */

/* Text from a C string; a null pointer gives an unknown text. @since 0.1 */
static inline fr_text fr_text_of(const char *string) {
  fr_text text = {string, string ? (uint32_t)strlen(string) : 0u, FR_ENCODING_UTF8};
  return text;
}

/* What a phrase says by itself: fr_text_match. A disguised one that only sounds or looks like a phrase counts one less
 * than the phrase. @since 0.1 */
#define FR_PHRASE_ALLOWED 1u /* an ordinary expression: what is found inside it does not count */
#define FR_PHRASE_WEAK 2u
#define FR_PHRASE_MEDIUM 3u
#define FR_PHRASE_STRONG 4u

/* How a phrase was disguised; bits. @since 0.1 */
#define FR_DISGUISE_SEPARATED 1u /* spaces, punctuation or symbols inside a word */
#define FR_DISGUISE_INVISIBLE 2u /* characters that nobody sees */
#define FR_DISGUISE_NOTE 4u      /* pinyin in brackets behind a character */
#define FR_DISGUISE_LOOKALIKE 8u /* letters of other scripts, characters that look alike */
#define FR_DISGUISE_SOUND 16u    /* characters that are read alike */
#define FR_DISGUISE_SPLIT 32u    /* a character written as its parts */
#define FR_DISGUISE_LISTED 64u   /* the policy lists this very spelling as a disguise */

#ifdef __cplusplus
}
#endif
#endif
