/* SPDX-License-Identifier: Apache-2.0
 *
 * Keys and signatures. The kind of a key is settled by its own bytes, and each kind has one algorithm, so a message
 * cannot choose a weaker one. Used when documents are loaded or closed, never while scoring: OpenSSL allocates. */
#ifndef FR_CRYPTO_SIGN_H
#define FR_CRYPTO_SIGN_H

#include "base/base.h"

/* Algorithms by their numbers in COSE (RFC 9053). SM2 with SM3 (GB/T 32918, GB/T 32905) has none; it takes the first of
 * the range for private use. */
#define FR__SIGN_ES256 INT64_C(-7)
#define FR__SIGN_EDDSA INT64_C(-8) /* with Ed25519 */
#define FR__SIGN_SM2 INT64_C(-65537)

enum {
  FR__SIGNATURE_BYTES = 64, /* of every algorithm: Ed25519's own form, r and s of 32 bytes each for the other two */
  FR__SPKI_MAX_BYTES = 91,  /* a SubjectPublicKeyInfo with a point of 64 bytes */
  FR__KEY_PEM_MAX_BYTES = 16384,
};

/* A key: public, or private with its public part. It holds an OpenSSL context of its own, and any number of threads may
 * use it at once. */
typedef struct fr__key fr__key;

/* One key from PEM text ("BEGIN PUBLIC KEY"), from a DER SubjectPublicKeyInfo, or from the PEM text of an unencrypted
 * PKCS#8 private key. `error` may be null. FR_BAD_KEY where it is no key of the three kinds or more than one,
 * FR_NO_MEMORY, FR_TOO_LONG. Free it with fr__key_free(), which takes null too. */
fr_status fr__key_public_from_pem(const void *pem, uint64_t size, fr__key **key, fr_error *error);
fr_status fr__key_public_from_der(const void *der, uint64_t size, fr__key **key, fr_error *error);
fr_status fr__key_private_from_pem(const void *pem, uint64_t size, fr__key **key, fr_error *error);
void fr__key_free(fr__key *key);

/* A private key that a store of OpenSSL gave (a file, a token behind a provider), for the command alone: the library
 * opens no stores. Takes the EVP_PKEY over, also when it fails. */
struct evp_pkey_st;
fr_status fr__key_private_from_store(struct evp_pkey_st *pkey, fr__key **key, fr_error *error);

/* FR__SIGN_…: the one algorithm of this key. */
int64_t fr__key_algorithm(const fr__key *key);
/* Its DER SubjectPublicKeyInfo; lives as long as the key. */
const uint8_t *fr__key_spki(const fr__key *key, uint32_t *size);
bool fr__key_is_private(const fr__key *key);
/* "Ed25519", "ECDSA P-256 with SHA-256", "SM2 with SM3"; null for a number that is none of them. */
const char *fr__sign_algorithm_name(int64_t algorithm);

/* FR_BAD_ARGUMENT for a public key, FR_INTERNAL where OpenSSL fails. What was signed is verified before it is given
 * away, so that a fault of the machine does not let out a signature that tells of the key. */
fr_status fr__key_sign(const fr__key *key, const void *message, uint64_t size, uint8_t signature[FR__SIGNATURE_BYTES]);
/* FR_BAD_ALGORITHM where the algorithm is not the key's own, FR_BAD_SIGNATURE where it does not match, FR_NO_MEMORY. */
fr_status fr__key_verify(const fr__key *key, int64_t algorithm, const void *message, uint64_t size,
                         const uint8_t *signature, uint64_t signature_size);

/* r and s of 32 bytes each out of the DER form in which OpenSSL has them. */
bool fr__signature_from_der(const uint8_t *der, uint64_t size, uint8_t signature[FR__SIGNATURE_BYTES]);

#endif
