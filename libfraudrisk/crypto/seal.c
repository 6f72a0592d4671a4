/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>

enum { PROBE_BYTES = 4096 };

/* Two OpenSSL contexts, since one changes direction only with its key set anew, which costs more than the sealing. */
struct fr__sealer {
  OSSL_LIB_CTX *library;
  EVP_CIPHER *cipher;
  EVP_CIPHER_CTX *in, *out;
  bool has_key;
};

void fr__sealer_destroy(fr__sealer *sealer) {
  if (sealer == NULL) return;
  EVP_CIPHER_CTX_free(sealer->in);
  EVP_CIPHER_CTX_free(sealer->out);
  EVP_CIPHER_free(sealer->cipher);
  OSSL_LIB_CTX_free(sealer->library);
  free(sealer);
}

/* The contexts take all their memory here, so that a key that comes later takes none. */
static fr_status take_cipher(fr__sealer *sealer) {
  FR_REQUIRE(EVP_EncryptInit_ex2(sealer->in, sealer->cipher, NULL, NULL, NULL) == 1, FR_NO_MEMORY);
  FR_REQUIRE(EVP_DecryptInit_ex2(sealer->out, sealer->cipher, NULL, NULL, NULL) == 1, FR_NO_MEMORY);
  return FR_OK;
}

fr_status fr__sealer_create(fr__sealer **created) {
  *created = NULL;
  fr__sealer *sealer = calloc(1, sizeof *sealer);
  FR_REQUIRE(sealer != NULL, FR_NO_MEMORY);
  fr_status status = FR_NO_MEMORY;
  sealer->library = OSSL_LIB_CTX_new();
  if (sealer->library != NULL) {
    /* Every OpenSSL has it, so there is no other reason to fail. */
    sealer->cipher = EVP_CIPHER_fetch(sealer->library, "AES-256-GCM", NULL);
    sealer->in = EVP_CIPHER_CTX_new();
    sealer->out = EVP_CIPHER_CTX_new();
    if (sealer->cipher != NULL && sealer->in != NULL && sealer->out != NULL) status = take_cipher(sealer);
  }
  if (status != FR_OK) {
    fr__sealer_destroy(sealer);
    return status;
  }
  *created = sealer;
  return FR_OK;
}

fr_status fr__sealer_set_key(fr__sealer *sealer, const uint8_t key[FR__SEAL_KEY_BYTES]) {
  sealer->has_key = false;
  /* A key of this length is always one, and to name the cipher again would make the contexts anew. */
  FR_REQUIRE(EVP_EncryptInit_ex2(sealer->in, NULL, key, NULL, NULL) == 1, FR_INTERNAL);
  FR_REQUIRE(EVP_DecryptInit_ex2(sealer->out, NULL, key, NULL, NULL) == 1, FR_INTERNAL);
  sealer->has_key = true;
  return FR_OK;
}

fr_status fr__seal(fr__sealer *sealer, const uint8_t nonce[FR__SEAL_NONCE_BYTES], const void *beside,
                   uint32_t beside_size, const void *plain, uint32_t size, void *sealed) {
  unsigned char *into = sealed;
  int written = 0, rest = 0;
  FR_REQUIRE(sealer->has_key && size <= INT32_MAX - FR__SEAL_TAG_BYTES && beside_size <= INT32_MAX, FR_BAD_ARGUMENT);
  EVP_CIPHER_CTX *cipher = sealer->in;
  FR_REQUIRE(EVP_EncryptInit_ex2(cipher, NULL, NULL, nonce, NULL) == 1, FR_INTERNAL);
  if (beside_size != 0) {
    FR_REQUIRE(EVP_EncryptUpdate(cipher, NULL, &written, beside, (int)beside_size) == 1, FR_INTERNAL);
  }
  written = 0;
  if (size != 0) FR_REQUIRE(EVP_EncryptUpdate(cipher, into, &written, plain, (int)size) == 1, FR_INTERNAL);
  FR_REQUIRE(EVP_EncryptFinal_ex(cipher, into + written, &rest) == 1, FR_INTERNAL);
  FR_REQUIRE((uint32_t)(written + rest) == size, FR_INTERNAL);
  FR_REQUIRE(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, FR__SEAL_TAG_BYTES, into + size) == 1, FR_INTERNAL);
  return FR_OK;
}

fr_status fr__unseal(fr__sealer *sealer, const uint8_t nonce[FR__SEAL_NONCE_BYTES], const void *beside,
                     uint32_t beside_size, const void *sealed, uint32_t size, void *plain) {
  int written = 0, rest = 0;
  FR_REQUIRE(sealer->has_key && size <= INT32_MAX && beside_size <= INT32_MAX, FR_BAD_ARGUMENT);
  FR_REQUIRE(size >= FR__SEAL_TAG_BYTES, FR_BAD_DIGEST);
  const uint32_t length = size - FR__SEAL_TAG_BYTES;
  unsigned char tag[FR__SEAL_TAG_BYTES];
  memcpy(tag, (const unsigned char *)sealed + length, sizeof tag);
  EVP_CIPHER_CTX *cipher = sealer->out;
  FR_REQUIRE(EVP_DecryptInit_ex2(cipher, NULL, NULL, nonce, NULL) == 1, FR_INTERNAL);
  FR_REQUIRE(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, sizeof tag, tag) == 1, FR_INTERNAL);
  if (beside_size != 0) {
    FR_REQUIRE(EVP_DecryptUpdate(cipher, NULL, &written, beside, (int)beside_size) == 1, FR_INTERNAL);
  }
  written = 0;
  if (length != 0) FR_REQUIRE(EVP_DecryptUpdate(cipher, plain, &written, sealed, (int)length) == 1, FR_INTERNAL);
  FR_REQUIRE(EVP_DecryptFinal_ex(cipher, (unsigned char *)plain + written, &rest) == 1, FR_BAD_DIGEST);
  return FR_OK;
}

static fr_status draw(void *into, uint32_t size) {
  OSSL_LIB_CTX *library = OSSL_LIB_CTX_new();
  FR_REQUIRE(library != NULL, FR_NO_MEMORY);
  const bool done = RAND_priv_bytes_ex(library, into, size, 0) == 1;
  OSSL_LIB_CTX_free(library);
  return done ? FR_OK : FR_INTERNAL;
}

/* OpenSSL does not say why it failed: for want of memory, or of chance. So it is asked twice, and memory as well. */
fr_status fr__random_bytes(void *into, uint32_t size) {
  fr_status status = draw(into, size);
  if (status == FR_INTERNAL) status = draw(into, size);
  if (status == FR_OK) return FR_OK;
  void *probe = OPENSSL_malloc(PROBE_BYTES);
  OPENSSL_free(probe);
  return probe == NULL ? FR_NO_MEMORY : status;
}

void fr__wipe(void *memory, size_t size) { OPENSSL_cleanse(memory, size); }
