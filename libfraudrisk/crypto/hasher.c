/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/hasher.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>

enum { SMALL_BYTES = 512 };

struct fr__hasher {
  OSSL_LIB_CTX *library; /* of our own, as in sha256.c */
  EVP_MD *sha256;
  EVP_MD_CTX *context;
};

fr_status fr__hasher_create(fr__hasher **hasher) {
  fr__hasher *made = calloc(1, sizeof *made);
  fr_status status = FR_NO_MEMORY;
  *hasher = NULL;
  if (made == NULL) return FR_NO_MEMORY;
  made->library = OSSL_LIB_CTX_new();
  made->context = EVP_MD_CTX_new();
  if (made->library != NULL && made->context != NULL) {
    made->sha256 = EVP_MD_fetch(made->library, "SHA2-256", NULL);
    /* Every OpenSSL has it, so there is no other reason to fail. */
    if (made->sha256 != NULL && EVP_DigestInit_ex2(made->context, made->sha256, NULL) == 1) status = FR_OK;
  }
  if (status == FR_OK) {
    *hasher = made;
  } else {
    fr__hasher_destroy(made);
  }
  return status;
}

void fr__hasher_destroy(fr__hasher *hasher) {
  if (hasher == NULL) return;
  EVP_MD_CTX_free(hasher->context);
  EVP_MD_free(hasher->sha256);
  OSSL_LIB_CTX_free(hasher->library);
  free(hasher);
}

fr_status fr__hasher_digest(fr__hasher *hasher, uint8_t tag, const void *first, size_t first_size, const void *second,
                            size_t second_size, uint8_t digest[FR__SHA256_BYTES]) {
  unsigned char small[SMALL_BYTES];
  unsigned int written = 0;
  /* Without a digest named the context keeps the one it has, and begins anew. It may allocate; without that it must not
   * be used. */
  FR_REQUIRE(EVP_DigestInit_ex2(hasher->context, NULL, NULL) == 1, FR_NO_MEMORY);
  int good = 1;
  if (first_size + second_size < sizeof small) { /* one call instead of three */
    small[0] = tag;
    if (first_size != 0) memcpy(small + 1, first, first_size);
    if (second_size != 0) memcpy(small + 1 + first_size, second, second_size);
    good &= EVP_DigestUpdate(hasher->context, small, 1 + first_size + second_size);
  } else {
    good &= EVP_DigestUpdate(hasher->context, &tag, 1);
    if (first_size != 0) good &= EVP_DigestUpdate(hasher->context, first, first_size);
    if (second_size != 0) good &= EVP_DigestUpdate(hasher->context, second, second_size);
  }
  good &= EVP_DigestFinal_ex(hasher->context, digest, &written);
  return good == 1 && written == FR__SHA256_BYTES ? FR_OK : FR_INTERNAL;
}

fr_status fr__hasher_sha256(fr__hasher *hasher, const void *data, size_t size, uint8_t digest[FR__SHA256_BYTES]) {
  unsigned int written = 0;
  FR_REQUIRE(EVP_DigestInit_ex2(hasher->context, NULL, NULL) == 1, FR_NO_MEMORY);
  int good = 1;
  if (size != 0) good &= EVP_DigestUpdate(hasher->context, data, size);
  good &= EVP_DigestFinal_ex(hasher->context, digest, &written);
  return good == 1 && written == FR__SHA256_BYTES ? FR_OK : FR_INTERNAL;
}
