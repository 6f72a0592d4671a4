/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/mac.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdlib.h>

#include "crypto/seal.h"

struct fr__mac {
  OSSL_LIB_CTX *library; /* of our own, as in sha256.c */
  EVP_MAC *hmac;
  EVP_MAC_CTX *context;
  uint8_t key[FR__MAC_KEY_BYTES];
};

/* The key is given each time: older versions of OpenSSL do not begin anew without one. */
static fr_status tag_of(fr__mac *mac, const void *key, size_t key_size, const void *first, size_t first_size,
                        const void *second, size_t second_size, uint8_t tag[FR__MAC_BYTES]) {
  size_t written = 0;
  FR_REQUIRE(EVP_MAC_init(mac->context, key, key_size, NULL) == 1, FR_NO_MEMORY);
  int good = 1;
  if (first_size != 0) good &= EVP_MAC_update(mac->context, first, first_size);
  if (second_size != 0) good &= EVP_MAC_update(mac->context, second, second_size);
  good &= EVP_MAC_final(mac->context, tag, &written, FR__MAC_BYTES);
  return good == 1 && written == FR__MAC_BYTES ? FR_OK : FR_INTERNAL;
}

static fr_status fill(fr__mac *mac, const void *secret, size_t secret_size, const char *use) {
  char digest[] = "SHA2-256";
  const OSSL_PARAM with[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                             OSSL_PARAM_construct_end()};
  /* Every OpenSSL has both, so there is no other reason to fail. */
  mac->library = OSSL_LIB_CTX_new();
  FR_REQUIRE(mac->library != NULL, FR_NO_MEMORY);
  mac->hmac = EVP_MAC_fetch(mac->library, "HMAC", NULL);
  FR_REQUIRE(mac->hmac != NULL, FR_NO_MEMORY);
  mac->context = EVP_MAC_CTX_new(mac->hmac);
  FR_REQUIRE(mac->context != NULL && EVP_MAC_CTX_set_params(mac->context, with) == 1, FR_NO_MEMORY);
  return tag_of(mac, secret, secret_size, use, strlen(use), NULL, 0, mac->key);
}

fr_status fr__mac_create(const void *secret, size_t secret_size, const char *use, fr__mac **mac) {
  *mac = NULL;
  fr__mac *made = calloc(1, sizeof *made);
  FR_REQUIRE(made != NULL, FR_NO_MEMORY);
  const fr_status status = fill(made, secret, secret_size, use);
  if (status == FR_OK) {
    *mac = made;
  } else {
    fr__mac_destroy(made);
  }
  return status;
}

void fr__mac_destroy(fr__mac *mac) {
  if (mac == NULL) return;
  EVP_MAC_CTX_free(mac->context);
  EVP_MAC_free(mac->hmac);
  OSSL_LIB_CTX_free(mac->library);
  fr__wipe(mac->key, sizeof mac->key);
  free(mac);
}

fr_status fr__mac_of(fr__mac *mac, const void *first, size_t first_size, const void *second, size_t second_size,
                     uint8_t tag[FR__MAC_BYTES]) {
  return tag_of(mac, mac->key, sizeof mac->key, first, first_size, second, second_size, tag);
}

bool fr__mac_equal(const uint8_t a[FR__MAC_BYTES], const uint8_t b[FR__MAC_BYTES]) {
  return CRYPTO_memcmp(a, b, FR__MAC_BYTES) == 0;
}
