/* SPDX-License-Identifier: Apache-2.0
 *
 * Sealing: AES-256-GCM. What is sealed can be read with the key alone, and not be changed unnoticed.
 *
 * A sealer belongs to one thread at a time and is made ahead: sealing itself allocates nothing, and takes some 230 ns
 * for a remark of forty bytes. No two messages under one key may have the same nonce; who calls sees to that. */
#ifndef FR_CRYPTO_SEAL_H
#define FR_CRYPTO_SEAL_H

#include "base/base.h"

enum {
  FR__SEAL_KEY_BYTES = 32,
  FR__SEAL_NONCE_BYTES = 12,
  FR__SEAL_TAG_BYTES = 16, /* what a sealed text is longer than the plain one */
};

typedef struct fr__sealer fr__sealer;

/* Without a key yet. FR_NO_MEMORY, or FR_INTERNAL where OpenSSL has no AES-256-GCM. */
fr_status fr__sealer_create(fr__sealer **sealer);
/* Null is allowed. The key is wiped. */
void fr__sealer_destroy(fr__sealer *sealer);
/* Another key from here on. Allocates nothing. FR_INTERNAL; then the sealer has no key. */
fr_status fr__sealer_set_key(fr__sealer *sealer, const uint8_t key[FR__SEAL_KEY_BYTES]);

/* Seals `size` bytes into sealed[0 … size + FR__SEAL_TAG_BYTES - 1]; the places may be the same. What stands beside it
 * is not sealed, but bound to it: it has to be told again to open it. FR_BAD_ARGUMENT without a key. */
fr_status fr__seal(fr__sealer *sealer, const uint8_t nonce[FR__SEAL_NONCE_BYTES], const void *beside,
                   uint32_t beside_size, const void *plain, uint32_t size, void *sealed);
/* The way back: `size` counts the tag. FR_BAD_DIGEST where the key is another one or a byte was changed; then what
 * stands in `plain` means nothing. */
fr_status fr__unseal(fr__sealer *sealer, const uint8_t nonce[FR__SEAL_NONCE_BYTES], const void *beside,
                     uint32_t beside_size, const void *sealed, uint32_t size, void *plain);

/* Bytes that nobody can foretell, from the system. FR_INTERNAL where it has none. Allocates. */
fr_status fr__random_bytes(void *into, uint32_t size);
/* Zeroes memory, and no compiler leaves it out. */
void fr__wipe(void *memory, size_t size);

#endif
