/* SPDX-License-Identifier: Apache-2.0
 *
 * CRC-32C (Castagnoli, as in RFC 3720): finds what a disk or a torn write did to a record. It keeps nobody out: that is
 * what the hashes are for. */
#ifndef FR_JOURNAL_CRC32C_H
#define FR_JOURNAL_CRC32C_H

#include "base/base.h"

/* Tables, or the processor's own instruction; the result is the same. Immutable once made. */
typedef struct fr__crc32c {
  uint32_t (*update)(const struct fr__crc32c *crc, uint32_t state, const uint8_t *data, size_t size);
  uint32_t table[8][256];
} fr__crc32c;

void fr__crc32c_init(fr__crc32c *crc);
/* Without the processor's instruction, for the tests. */
void fr__crc32c_init_plain(fr__crc32c *crc);

/* Of these bytes behind others whose value is `before` (0: there are none). */
static inline uint32_t fr__crc32c_of(const fr__crc32c *crc, uint32_t before, const void *data, size_t size) {
  return ~crc->update(crc, ~before, data, size);
}

#endif
