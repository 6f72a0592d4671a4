/* SPDX-License-Identifier: Apache-2.0
 *
 * HMAC-SHA-256 (RFC 2104): a tag that only somebody with the key can make, for whole documents. */
#ifndef FR_CRYPTO_MAC_H
#define FR_CRYPTO_MAC_H

#include "base/base.h"

enum { FR__MAC_BYTES = 32, FR__MAC_KEY_BYTES = 32 };

/* For one thread at a time. */
typedef struct fr__mac fr__mac;

/* With a key that is derived from a secret of the engine, for one use alone: another use has another name, and so
 * another key. FR_NO_MEMORY, or FR_INTERNAL where OpenSSL has no HMAC. */
fr_status fr__mac_create(const void *secret, size_t secret_size, const char *use, fr__mac **mac);
/* Null is allowed. The key is wiped. */
void fr__mac_destroy(fr__mac *mac);

/* The tag of two pieces, one behind the other; a piece may be null when its size is 0. Pieces of several lengths are
 * the caller's to tell apart. */
fr_status fr__mac_of(fr__mac *mac, const void *first, size_t first_size, const void *second, size_t second_size,
                     uint8_t tag[FR__MAC_BYTES]);
/* Compares in a time that does not depend on where two tags differ. */
bool fr__mac_equal(const uint8_t a[FR__MAC_BYTES], const uint8_t b[FR__MAC_BYTES]);

#endif
