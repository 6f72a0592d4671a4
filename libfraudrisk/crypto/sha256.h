/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 of whole documents. Used when a policy is loaded or built, never while scoring: OpenSSL allocates a call. */
#ifndef FR_CRYPTO_SHA256_H
#define FR_CRYPTO_SHA256_H

#include "base/base.h"

enum { FR__SHA256_BYTES = 32 };

/* `data` may be null when size is 0. FR_NO_MEMORY, or FR_INTERNAL where OpenSSL has no SHA-256. */
fr_status fr__sha256(const void *data, size_t size, uint8_t digest[FR__SHA256_BYTES]);

#endif
