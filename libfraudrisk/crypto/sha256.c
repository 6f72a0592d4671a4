/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

/* A library context of our own: what the host has set up in OpenSSL's default one (other providers, FIPS only) neither
 * changes a digest nor is changed by us. */
fr_status fr__sha256(const void *data, size_t size, uint8_t digest[FR__SHA256_BYTES]) {
  fr_status status = FR_NO_MEMORY;
  EVP_MD *sha256 = NULL;
  unsigned int written = 0;
  OSSL_LIB_CTX *library = OSSL_LIB_CTX_new();
  if (library == NULL) return FR_NO_MEMORY;
  /* Every OpenSSL has it, so there is no other reason to fail. */
  sha256 = EVP_MD_fetch(library, "SHA2-256", NULL);
  if (sha256 != NULL && EVP_Digest(size == 0 ? "" : data, size, digest, &written, sha256, NULL) == 1) {
    status = written == FR__SHA256_BYTES ? FR_OK : FR_INTERNAL;
  }
  EVP_MD_free(sha256);
  OSSL_LIB_CTX_free(library);
  return status;
}
