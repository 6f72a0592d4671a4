/* SPDX-License-Identifier: Apache-2.0
 *
 * What every room stands on: checks, checked arithmetic, errors with a place, text that may be damaged. */
#ifndef FR_BASE_BASE_H
#define FR_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "fraudrisk/limits.h"
#include "fraudrisk/status.h"
#include "fraudrisk/text.h"

/* Two kinds of check. FR_REQUIRE is for the caller's mistakes and what comes from outside: it returns a status in every
 * build. FR_ENSURE is for our own invariants: it stops a debug build, and returns a status in release, so that the host
 * is never aborted. */
#define FR_REQUIRE(condition, status)  \
  do {                                 \
    if (!(condition)) return (status); \
  } while (0)

#ifdef NDEBUG
#define FR_ENSURE(condition) FR_REQUIRE(condition, FR_INTERNAL)
#define FR_INVARIANT(condition) ((void)0)
#else
#include <assert.h>
#define FR_ENSURE(condition) assert(condition)
#define FR_INVARIANT(condition) assert(condition)
#endif

/* Passes a failure on. */
#define FR_TRY(call)                               \
  do {                                             \
    const fr_status fr_try_status_ = (call);       \
    if (fr_try_status_ < 0) return fr_try_status_; \
  } while (0)

#define FR_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A fixed hour and day in microseconds. */
#define FR__SECOND_US INT64_C(1000000)
#define FR__HOUR_US (INT64_C(3600) * FR__SECOND_US)
#define FR__DAY_US (24 * FR__HOUR_US)

static inline bool fr__add_i64(int64_t a, int64_t b, int64_t *sum) { return !__builtin_add_overflow(a, b, sum); }
static inline int64_t fr__add_saturating(int64_t a, int64_t b) {
  int64_t sum;
  if (fr__add_i64(a, b, &sum)) return sum;
  return a < 0 ? INT64_MIN : INT64_MAX;
}

/* Eight bytes as a number, little-endian on every machine; one move where the machine is. */
static inline uint64_t fr__get_word(const void *from) {
  uint64_t word;
  memcpy(&word, from, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}
static inline void fr__put_word(void *into, uint64_t word) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  memcpy(into, &word, sizeof word);
}

/* Fills an error and returns its status; `error` may be null. `field` may be null. The format is printf's. A message
 * may name what came from outside, so control characters in it become '?': it ends up on terminals and in logs. */
fr_status fr__fail(fr_error *error, fr_status status, const char *field, const char *format, ...)
    __attribute__((cold, format(printf, 4, 5)));
void fr__error_clear(fr_error *error);

/* Checks a caller's struct: at least `least` bytes (the first version), and where it is larger than `known`, the tail
 * that this library does not know must be zero. `size` is its struct_size. */
fr_status fr__check_struct(const void *object, uint32_t size, uint32_t least, uint32_t known);

/* Copies what the caller's struct has into `into` (`known` bytes, the rest zero), so that the library always works on
 * its own version of the struct. */
void fr__copy_struct(void *into, uint32_t known, const void *object, uint32_t size);

/* Strict UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF. Returns the length of the first character in
 * bytes and sets *code, or 0 where the bytes are bad (then skip one). */
uint32_t fr__utf8_next(const char *text, uint32_t size, uint32_t *code);
bool fr__utf8_valid(const char *text, uint32_t size);

/* An identifier: 1 to FR_MAX_IDENTIFIER_BYTES bytes of valid UTF-8 without control characters. */
fr_status fr__check_identifier(fr_text text, const char *field, fr_error *error);

/* A name of a policy's: 1 to FR_MAX_NAME_BYTES letters of English, digits, '_' and '-', not beginning with a digit or
 * '-'.
 */
bool fr__is_name(fr_text text);

/* Equality of a text with a C string. */
static inline bool fr__text_is(fr_text text, const char *string) {
  return text.data != NULL && text.size == strlen(string) && memcmp(text.data, string, text.size) == 0;
}

/* How alike two words are: the number of single edits between them, at most `limit` + 1. For "did you mean". */
uint32_t fr__edit_distance(const char *a, uint32_t a_size, const char *b, uint32_t b_size, uint32_t limit);

#endif
