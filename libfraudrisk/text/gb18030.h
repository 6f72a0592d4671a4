/* SPDX-License-Identifier: Apache-2.0
 *
 * Out into GB 18030, for core systems and printers that speak it. */
#ifndef FR_TEXT_GB18030_H
#define FR_TEXT_GB18030_H

#include "base/base.h"

enum { FR__GB18030_BYTES = 4 }; /* the most that a character takes */

/* The bytes of a character (not a surrogate; at most 0x10FFFF), and how many. */
uint32_t fr__gb18030_put(uint32_t code, char into[FR__GB18030_BYTES]);

/* Writes UTF-8 as GB 18030, and gives the size; without a buffer only that. Bad bytes become a '?' each. */
uint64_t fr__gb18030_of(const char *text, uint32_t size, char *into);

/* ---- what scripts/make-gb18030 writes ---- */

/* From this character on those without two bytes have consecutive numbers, each four bytes in mixed radix. */
typedef struct fr__gb18030_from {
  uint16_t code, number;
} fr__gb18030_from;

extern const uint8_t fr__gb18030_pages[256]; /* which block of 256 pairs a character's high byte has */
extern const uint16_t fr__gb18030_pairs[];   /* two bytes; 0: it has four */
extern const fr__gb18030_from fr__gb18030_fours[];
extern const uint32_t fr__gb18030_four_count;

#endif
