/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers and times as people write them, turned into the library's units without a double in between.
 *
 * Every parser returns null when the text is good, and otherwise a sentence that says what is wrong and what to write.
 * Sentences are static: reading a row allocates nothing, whether it is good or bad. */
#ifndef TOOLS_NUMBERS_H
#define TOOLS_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a file writes times. */
typedef struct time_format {
  int32_t utc_offset_s; /* of local times: the policy's */
  int64_t step_us;      /* the length of a step, or 0: then a plain number is epoch seconds */
  int64_t start_us;     /* when step 0 begins */
} time_format;

/* "1234.5" with two digits gives 123450. No sign, no exponent, no thousands separator; more decimals than the currency
 * has are refused unless they are the dust of floating point: 85.64999999999999 is 85.65. */
const char *amount_parse(const char *text, size_t size, unsigned digits, int64_t *minor);
/* The same for a balance, which may be overdrawn: a leading minus is taken. */
const char *balance_parse(const char *text, size_t size, unsigned digits, int64_t *minor);

/* RFC 3339, "YYYY-MM-DD HH:MM:SS" and "YYYY-MM-DD" at the format's offset, epoch seconds from 10^9 (2001) on, or steps.
 */
const char *time_parse(const char *text, size_t size, const time_format *format, int64_t *time_us);

/* "36h", "1h30m", "2.5s", "3d", or plain seconds. Not negative. */
const char *duration_parse(const char *text, size_t size, int64_t *duration_us);

/* "+08:00", "-03:30" or "Z". */
const char *offset_parse(const char *text, size_t size, int32_t *offset_s);

/* "64M", "2G", "512k" or plain bytes. */
const char *size_parse(const char *text, size_t size, uint64_t *bytes);

const char *integer_parse(const char *text, size_t size, int64_t least, int64_t most, int64_t *value);
const char *double_parse(const char *text, size_t size, double *value);

/* FR_YES for true, yes, 1; FR_NO for false, no, 0. */
const char *flag_parse(const char *text, size_t size, uint32_t *flag);

/* Days since 1970-01-01 of a date of the Gregorian calendar. */
int64_t days_of_date(int64_t year, unsigned month, unsigned day);

/* RFC 3339 at an offset, with six decimals only where there is a fraction. Returns the length; `text` holds 40 bytes.
 */
size_t time_format_rfc3339(int64_t time_us, int32_t utc_offset_s, char *text);

/* The shortest decimal that reads back as the same double. Returns the length; `text` holds 32 bytes. */
size_t double_format(double number, char *text);

/* Minor units as major units with all decimals: "1234.50". Returns the length; `text` holds 32 bytes. */
size_t amount_format(int64_t minor, unsigned digits, char *text);

#endif
