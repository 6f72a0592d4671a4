/* SPDX-License-Identifier: Apache-2.0
 *
 * SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012): a keyed hash for short inputs that an outsider
 * cannot invert or collide without the key. Ours, because OpenSSL's costs an allocation a call. */
#ifndef FR_BASE_SIPHASH_H
#define FR_BASE_SIPHASH_H

#include "base/base.h"

typedef struct fr__hash128 {
  uint64_t low, high;
} fr__hash128;

/* `key` are 16 bytes. The result is the same on every machine; written out as bytes it is low, then high,
 * little-endian. */
fr__hash128 fr__siphash(const uint8_t key[16], const void *data, size_t size);

#endif
