/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/sign.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>

enum { PROBE_BYTES = 4096 };

struct fr__key {
  OSSL_LIB_CTX *library; /* null: the default one, of a key that the command took from a store */
  EVP_PKEY *pkey;        /* what signs; of a public key null */
  EVP_PKEY *checks;      /* the public part, in software even where a token signs */
  int64_t algorithm;
  uint32_t spki_size;
  bool is_private;
  uint8_t spki[FR__SPKI_MAX_BYTES];
};

/* ---- kinds of keys ---- */

/* A SubjectPublicKeyInfo of a kind is these bytes and then the key itself, in one form and length. That settles what a
 * key is without asking a parser: curves given by their parameters and compressed points have other bytes. */
static const struct kind {
  int64_t algorithm;
  const char *name;
  const char *digest; /* null: the algorithm brings its own */
  uint32_t size;      /* of the whole */
  uint32_t lead_size;
  uint8_t lead[27];
} kinds[] = {
    {FR__SIGN_EDDSA, "Ed25519", NULL, 44, 12, {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00}},
    {FR__SIGN_ES256, "ECDSA P-256 with SHA-256", "SHA2-256", 91, 27, {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a,
                                                                      0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
                                                                      0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03,
                                                                      0x01, 0x07, 0x03, 0x42, 0x00, 0x04}},
    {FR__SIGN_SM2, "SM2 with SM3", "SM3", 91, 27, {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48,
                                                   0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x81, 0x1c,
                                                   0xcf, 0x55, 0x01, 0x82, 0x2d, 0x03, 0x42, 0x00, 0x04}},
};

static const struct kind *kind_of_spki(const uint8_t *spki, uint64_t size) {
  for (size_t i = 0; i < FR_COUNT(kinds); i++) {
    if (size == kinds[i].size && memcmp(spki, kinds[i].lead, kinds[i].lead_size) == 0) return &kinds[i];
  }
  return NULL;
}

static const struct kind *kind_of_algorithm(int64_t algorithm) {
  for (size_t i = 0; i < FR_COUNT(kinds); i++) {
    if (algorithm == kinds[i].algorithm) return &kinds[i];
  }
  return NULL;
}

const char *fr__sign_algorithm_name(int64_t algorithm) {
  const struct kind *kind = kind_of_algorithm(algorithm);
  return kind == NULL ? NULL : kind->name;
}

/* OpenSSL does not tell want of memory from a key that is none or a signature that does not match. So what it refuses
 * is asked twice, and memory as well, before anything is said of the key or the signature. */
static bool memory_is_out(void) {
  void *probe = OPENSSL_malloc(PROBE_BYTES);
  OPENSSL_free(probe);
  return probe == NULL;
}

/* ---- keys ---- */

void fr__key_free(fr__key *key) {
  if (key == NULL) return;
  EVP_PKEY_free(key->pkey);
  EVP_PKEY_free(key->checks);
  OSSL_LIB_CTX_free(key->library);
  free(key);
}

int64_t fr__key_algorithm(const fr__key *key) { return key->algorithm; }
bool fr__key_is_private(const fr__key *key) { return key->is_private; }

const uint8_t *fr__key_spki(const fr__key *key, uint32_t *size) {
  *size = key->spki_size;
  return key->spki;
}

static fr__key *new_key(void) {
  fr__key *key = calloc(1, sizeof *key);
  if (key == NULL) return NULL;
  key->library = OSSL_LIB_CTX_new();
  if (key->library != NULL) return key;
  free(key);
  return NULL;
}

static fr_status not_a_key(fr_error *error) {
  return fr__fail(error, FR_BAD_KEY, "key",
                  "the key is none of Ed25519, ECDSA P-256 and SM2 in the usual form (a named curve, an uncompressed "
                  "point); make one with 'fraudrisk policy keygen'");
}

static fr_status check_key(const fr__key *key, EVP_PKEY *pkey, int (*check)(EVP_PKEY_CTX *), const char *fault,
                           fr_error *error) {
  EVP_PKEY_CTX *checker = EVP_PKEY_CTX_new_from_pkey(key->library, pkey, NULL);
  if (checker == NULL) return fr__fail(error, FR_NO_MEMORY, "key", "out of memory");
  const bool sound = check(checker) == 1;
  EVP_PKEY_CTX_free(checker);
  return sound ? FR_OK : fr__fail(error, FR_BAD_KEY, "key", "%s", fault);
}

static EVP_MD_CTX *begin(const fr__key *key, bool sign, EVP_PKEY_CTX **with);

/* OpenSSL looks for algorithms when they are first used; where memory fails it then, it never finds them again. So they
 * are looked for while the key can still be refused. */
static fr_status find_algorithms(const fr__key *key, const struct kind *kind, fr_error *error) {
  EVP_PKEY_CTX *with = NULL;
  EVP_MD_CTX *context = begin(key, false, &with);
  EVP_MD *digest = EVP_MD_fetch(key->library, kind->digest == NULL ? "SHA2-512" : kind->digest, NULL);
  const bool found = context != NULL && digest != NULL;
  EVP_MD_free(digest);
  EVP_MD_CTX_free(context);
  if (context != NULL) EVP_PKEY_CTX_free(with);
  return found ? FR_OK
               : fr__fail(error, FR_BAD_KEY, "key", "this OpenSSL was built without the algorithm, %s", kind->name);
}

static fr_status parse_spki(fr__key *key, const uint8_t *der, uint64_t size, fr_error *error) {
  const unsigned char *at = der;
  const struct kind *kind = kind_of_spki(der, size);
  if (kind == NULL) return not_a_key(error);
  memcpy(key->spki, der, kind->size);
  key->spki_size = kind->size;
  key->algorithm = kind->algorithm;
  key->checks = d2i_PUBKEY_ex(NULL, &at, (long)size, key->library, NULL);
  if (key->checks == NULL) {
    return fr__fail(error, FR_BAD_KEY, "key",
                    "OpenSSL does not take the public key, %s: it is no point of its curve, or this OpenSSL was built "
                    "without the algorithm",
                    kind->name);
  }
  FR_TRY(check_key(key, key->checks, EVP_PKEY_public_check, "the public key is no point of its curve", error));
  return find_algorithms(key, kind, error);
}

/* The public part of a private key, by way of its bytes. */
static fr_status settle_private(fr__key *key, fr_error *error) {
  unsigned char *spki = NULL;
  if (key->pkey == NULL) return not_a_key(error);
  key->is_private = true;
  const int size = i2d_PUBKEY(key->pkey, &spki);
  const fr_status status = size > 0 ? parse_spki(key, spki, (uint64_t)size, error) : not_a_key(error);
  OPENSSL_free(spki);
  return status;
}

static fr_status parse_pkcs8(fr__key *key, const uint8_t *der, uint64_t size, fr_error *error) {
  const unsigned char *at = der;
  PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &at, (long)size);
  if (info != NULL && at == der + size) key->pkey = EVP_PKCS82PKEY_ex(info, key->library, NULL);
  PKCS8_PRIV_KEY_INFO_free(info);
  FR_TRY(settle_private(key, error));
  return check_key(key, key->pkey, EVP_PKEY_pairwise_check,
                   "the private and the public part of the key do not belong together", error);
}

/* What stands between the one BEGIN and END of a PEM text. A second block is refused: nobody should have to guess which
 * of two keys was meant. */
static fr_status parse_pem(fr__key *key, const void *pem, uint64_t size, bool is_private, fr_error *error) {
  const char *wanted = is_private ? "PRIVATE KEY" : "PUBLIC KEY";
  char *name = NULL, *header = NULL, *second = NULL;
  unsigned char *der = NULL, *other = NULL;
  long der_size = 0, other_size = 0;
  fr_status status = FR_OK;
  BIO *text = BIO_new_mem_buf(pem, (int)size);
  if (text == NULL) return fr__fail(error, FR_NO_MEMORY, "key", "out of memory");
  if (PEM_read_bio(text, &name, &header, &der, &der_size) != 1) {
    status = fr__fail(error, FR_BAD_KEY, "key", "the text is no PEM: no line says BEGIN %s", wanted);
  } else if (strcmp(name, wanted) != 0 || header[0] != '\0') {
    status = fr__fail(error, FR_BAD_KEY, "key", "the PEM text holds %.40s%s; BEGIN %s is wanted", name,
                      header[0] != '\0' ? ", encrypted" : "", wanted);
  } else {
    char *second_header = NULL;
    if (PEM_read_bio(text, &second, &second_header, &other, &other_size) == 1) {
      status = fr__fail(error, FR_BAD_KEY, "key", "the PEM text holds more than one key; give one a text");
    } else {
      status = is_private ? parse_pkcs8(key, der, (uint64_t)der_size, error)
                          : parse_spki(key, der, (uint64_t)der_size, error);
    }
    OPENSSL_free(second_header);
  }
  if (der != NULL) OPENSSL_clear_free(der, (size_t)der_size);
  if (other != NULL) OPENSSL_clear_free(other, (size_t)other_size);
  OPENSSL_free(name);
  OPENSSL_free(header);
  OPENSSL_free(second);
  BIO_free(text);
  return status;
}

enum form { FORM_PUBLIC_PEM, FORM_PUBLIC_DER, FORM_PRIVATE_PEM };

static fr_status try_key(const void *bytes, uint64_t size, enum form form, fr__key **opened, fr_error *error) {
  fr__key *key = new_key();
  FR_REQUIRE(key != NULL, fr__fail(error, FR_NO_MEMORY, "key", "out of memory"));
  ERR_set_mark(); /* what OpenSSL notes of failures in the host's thread goes again */
  const fr_status status = form == FORM_PUBLIC_DER ? parse_spki(key, bytes, size, error)
                                                   : parse_pem(key, bytes, size, form == FORM_PRIVATE_PEM, error);
  ERR_pop_to_mark();
  if (status == FR_OK) {
    *opened = key;
  } else {
    fr__key_free(key);
  }
  return status;
}

static fr_status open_key(const void *bytes, uint64_t size, enum form form, fr__key **opened, fr_error *error) {
  *opened = NULL;
  FR_REQUIRE(bytes != NULL, fr__fail(error, FR_NULL_POINTER, "key", "the key is a null pointer"));
  FR_REQUIRE(size <= FR__KEY_PEM_MAX_BYTES,
             fr__fail(error, FR_TOO_LONG, "key", "a key has at most %d bytes", FR__KEY_PEM_MAX_BYTES));
  fr_status status = try_key(bytes, size, form, opened, error);
  if (status == FR_BAD_KEY) status = try_key(bytes, size, form, opened, error);
  if (status == FR_OK && error != NULL) fr__error_clear(error);
  if (status != FR_OK && memory_is_out()) return fr__fail(error, FR_NO_MEMORY, "key", "out of memory");
  return status;
}

fr_status fr__key_public_from_pem(const void *pem, uint64_t size, fr__key **key, fr_error *error) {
  return open_key(pem, size, FORM_PUBLIC_PEM, key, error);
}

fr_status fr__key_public_from_der(const void *der, uint64_t size, fr__key **key, fr_error *error) {
  return open_key(der, size, FORM_PUBLIC_DER, key, error);
}

fr_status fr__key_private_from_pem(const void *pem, uint64_t size, fr__key **key, fr_error *error) {
  return open_key(pem, size, FORM_PRIVATE_PEM, key, error);
}

/* A token may not show whether the parts belong together; what it signs is verified all the same. */
fr_status fr__key_private_from_store(EVP_PKEY *pkey, fr__key **opened, fr_error *error) {
  *opened = NULL;
  fr__key *key = calloc(1, sizeof *key);
  if (key == NULL) EVP_PKEY_free(pkey);
  FR_REQUIRE(key != NULL, fr__fail(error, FR_NO_MEMORY, "key", "out of memory"));
  key->pkey = pkey;
  ERR_set_mark();
  const fr_status status = settle_private(key, error);
  ERR_pop_to_mark();
  if (status == FR_OK) {
    *opened = key;
  } else {
    fr__key_free(key);
  }
  return status;
}

/* ---- signatures ---- */

/* The identity that goes into an SM2 signature: the one that GM/T 0009 gives where nothing else was agreed. */
static const char sm2_identity[] = "1234567812345678";

/* A context for one signature, made for the key's one algorithm. The second part must be freed after the first. */
static EVP_MD_CTX *begin(const fr__key *key, bool sign, EVP_PKEY_CTX **with) {
  const struct kind *kind = kind_of_algorithm(key->algorithm);
  EVP_PKEY *pkey = sign ? key->pkey : key->checks;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  *with = EVP_PKEY_CTX_new_from_pkey(key->library, pkey, NULL);
  bool good = context != NULL && *with != NULL;
  if (good && key->algorithm == FR__SIGN_SM2) {
    good = EVP_PKEY_CTX_set1_id(*with, sm2_identity, (int)strlen(sm2_identity)) == 1;
  }
  if (good) EVP_MD_CTX_set_pkey_ctx(context, *with);
  if (good && sign) {
    good = EVP_DigestSignInit_ex(context, NULL, kind->digest, key->library, NULL, pkey, NULL) == 1;
  } else if (good) {
    good = EVP_DigestVerifyInit_ex(context, NULL, kind->digest, key->library, NULL, pkey, NULL) == 1;
  }
  if (good) return context;
  EVP_MD_CTX_free(context);
  EVP_PKEY_CTX_free(*with);
  return NULL;
}

bool fr__signature_from_der(const uint8_t *der, uint64_t size, uint8_t signature[FR__SIGNATURE_BYTES]) {
  const unsigned char *at = der;
  if (size > 128) return false;
  ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &at, (long)size);
  const bool good = pair != NULL && at == der + size && BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature, 32) == 32 &&
                    BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature + 32, 32) == 32;
  ECDSA_SIG_free(pair);
  return good;
}

/* Back to DER; OpenSSL frees it. */
static int to_der(const uint8_t *signature, unsigned char **der) {
  ECDSA_SIG *pair = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(signature, 32, NULL), *s = BN_bin2bn(signature + 32, 32, NULL);
  int size = -1;
  if (pair != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(pair, r, s) == 1) {
    r = s = NULL; /* the pair's now */
    size = i2d_ECDSA_SIG(pair, der);
  }
  BN_free(r);
  BN_free(s);
  ECDSA_SIG_free(pair);
  return size;
}

static fr_status verify(const fr__key *key, const void *message, uint64_t size, const uint8_t *signature) {
  EVP_PKEY_CTX *with = NULL;
  EVP_MD_CTX *context = begin(key, false, &with);
  if (context == NULL) return FR_NO_MEMORY;
  unsigned char *der = NULL;
  int der_size = FR__SIGNATURE_BYTES;
  if (key->algorithm != FR__SIGN_EDDSA) der_size = to_der(signature, &der);
  const unsigned char *given = der == NULL ? signature : der;
  fr_status status = FR_NO_MEMORY;
  if (der_size > 0) {
    const int matches = EVP_DigestVerify(context, given, (size_t)der_size, message, (size_t)size);
    status = matches == 1 ? FR_OK : FR_BAD_SIGNATURE;
  }
  OPENSSL_free(der);
  EVP_MD_CTX_free(context);
  EVP_PKEY_CTX_free(with);
  return status;
}

fr_status fr__key_verify(const fr__key *key, int64_t algorithm, const void *message, uint64_t size,
                         const uint8_t *signature, uint64_t signature_size) {
  FR_REQUIRE(algorithm == key->algorithm, FR_BAD_ALGORITHM);
  FR_REQUIRE(signature_size == FR__SIGNATURE_BYTES, FR_BAD_SIGNATURE);
  ERR_set_mark();
  fr_status status = verify(key, size == 0 ? "" : message, size, signature);
  if (status != FR_OK) status = verify(key, size == 0 ? "" : message, size, signature);
  ERR_pop_to_mark();
  return status != FR_OK && memory_is_out() ? FR_NO_MEMORY : status;
}

static fr_status sign(const fr__key *key, const void *message, uint64_t size, uint8_t *signature) {
  EVP_PKEY_CTX *with = NULL;
  EVP_MD_CTX *context = begin(key, true, &with);
  if (context == NULL) return FR_NO_MEMORY;
  uint8_t made[128];
  size_t made_size = sizeof made;
  bool good = EVP_DigestSign(context, made, &made_size, message, (size_t)size) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_CTX_free(with);
  if (good && key->algorithm != FR__SIGN_EDDSA) {
    good = fr__signature_from_der(made, made_size, signature);
  } else if (good) {
    good = made_size == FR__SIGNATURE_BYTES;
    if (good) memcpy(signature, made, FR__SIGNATURE_BYTES);
  }
  if (good) good = verify(key, message, size, signature) == FR_OK;
  if (!good) memset(signature, 0, FR__SIGNATURE_BYTES);
  return good ? FR_OK : FR_INTERNAL;
}

fr_status fr__key_sign(const fr__key *key, const void *message, uint64_t size, uint8_t signature[FR__SIGNATURE_BYTES]) {
  FR_REQUIRE(key->is_private, FR_BAD_ARGUMENT);
  ERR_set_mark();
  fr_status status = sign(key, size == 0 ? "" : message, size, signature);
  if (status != FR_OK) status = sign(key, size == 0 ? "" : message, size, signature);
  ERR_pop_to_mark();
  return status != FR_OK && memory_is_out() ? FR_NO_MEMORY : status;
}
