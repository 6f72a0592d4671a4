/* SPDX-License-Identifier: Apache-2.0
 *
 * Decimal text and doubles, exactly: the nearest double for a text, the shortest text that reads back as the double.
 * Ours, because the C library's functions follow the host's locale. Allocates nothing. */
#ifndef FR_CEL_NUMBER_H
#define FR_CEL_NUMBER_H

#include "base/base.h"

/* Digits with an optional sign, point and exponent; also "NaN", "Infinity" and "inf" in any case. A number past the
 * largest double gives infinity. False where the text is something else. */
bool fr__cel_parse_double(const char *text, uint32_t size, double *value);

enum { FR__CEL_DOUBLE_BYTES = 32 };
/* Returns the length; no zero byte behind it. "2.0" is written "2", 1e21 and above and below 1e-4 with an exponent. */
uint32_t fr__cel_format_double(double value, char into[FR__CEL_DOUBLE_BYTES]);

bool fr__cel_parse_int(const char *text, uint32_t size, int64_t *value);
bool fr__cel_parse_uint(const char *text, uint32_t size, uint64_t *value);
/* At most 20 bytes each. */
uint32_t fr__cel_format_uint(uint64_t value, char *into);
uint32_t fr__cel_format_int(int64_t value, char *into);

#endif
