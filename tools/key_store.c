/* SPDX-License-Identifier: Apache-2.0 */
#include "key_store.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What OpenSSL says of a failure, in its own words. */
static void tell_openssl(const char *what) {
  char reason[160] = "";
  const unsigned long code = ERR_peek_last_error();
  if (code != 0) ERR_error_string_n(code, reason, sizeof reason);
  fprintf(stderr, "%s%s%s\n", what, reason[0] ? ": " : "", reason);
  ERR_clear_error();
}

/* ---- fetching ---- */

/* The first private key of a store, and how many there are. */
static EVP_PKEY *first_key(OSSL_STORE_CTX *store, unsigned *count) {
  EVP_PKEY *first = NULL;
  *count = 0;
  while (!OSSL_STORE_eof(store)) {
    OSSL_STORE_INFO *info = OSSL_STORE_load(store);
    if (info == NULL) {
      if (OSSL_STORE_error(store)) break;
      continue;
    }
    if (OSSL_STORE_INFO_get_type(info) == OSSL_STORE_INFO_PKEY) {
      if (first == NULL) first = OSSL_STORE_INFO_get1_PKEY(info);
      ++*count;
    }
    OSSL_STORE_INFO_free(info);
  }
  return first;
}

/* Whether it names a place of another kind than a file: "pkcs11:…" and the like begin with a scheme. */
static bool is_elsewhere(const char *where) {
  const char *colon = strpbrk(where, ":/");
  return colon != NULL && *colon == ':' && strncmp(where, "file:", 5) != 0;
}

/* As it may be printed: behind the question mark of a URI stands the PIN. */
static int shown_size(const char *where) { return (int)(is_elsewhere(where) ? strcspn(where, "?") : strlen(where)); }

/* Providers do not say why there is nothing, so a store that was reached may lack the token or refuse the PIN. */
static void tell_no_key(const char *where, bool reached) {
  fprintf(stderr, "%.*s: ", shown_size(where), where);
  if (!is_elsewhere(where)) {
    fprintf(stderr, "no private key is found there; name a PEM file, or a URI that OpenSSL's stores know");
  } else if (reached) {
    fprintf(stderr,
            "no private key is found there: the token or the object has another name, or the PIN is wrong; many tokens "
            "lock after a few wrong ones, so see first what is there (openssl storeutl, pkcs11-tool -O)");
  } else {
    fprintf(stderr,
            "OpenSSL has no store for such a URI; openssl.cnf, or the file that OPENSSL_CONF names, has to activate a "
            "provider that has one, such as pkcs11-provider");
  }
  tell_openssl("");
}

fr__key *key_store_open(const char *where) {
  fr_error error = FR_ERROR_INIT;
  fr__key *key = NULL;
  unsigned count = 0;
  /* The default library context: the operator's openssl.cnf says which providers there are. */
  OSSL_STORE_CTX *store = OSSL_STORE_open(where, UI_OpenSSL(), NULL, NULL, NULL);
  if (store != NULL) (void)OSSL_STORE_expect(store, OSSL_STORE_INFO_PKEY);
  EVP_PKEY *pkey = store == NULL ? NULL : first_key(store, &count);
  OSSL_STORE_close(store);
  if (pkey == NULL) {
    tell_no_key(where, store != NULL);
    return NULL;
  }
  if (count > 1) {
    EVP_PKEY_free(pkey);
    fprintf(stderr, "%.*s: %u private keys are found there; name one, such as pkcs11:object=NAME\n", shown_size(where),
            where, count);
    return NULL;
  }
  if (fr__key_private_from_store(pkey, &key, &error) == FR_OK) return key;
  fprintf(stderr, "%.*s: %s%s\n", shown_size(where), where, error.message,
          is_elsewhere(where) ? ", or on the token, with its public key beside it under the same id" : "");
  return NULL;
}

/* ---- making ---- */

static EVP_PKEY *generate(const char *type) {
  if (strcmp(type, "ed25519") == 0) return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
  if (strcmp(type, "p256") == 0) return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
  return EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
}

/* Into a file that is not there yet: a key that is in use must not be lost to a slip. */
static bool write_new(const char *path, mode_t mode, BIO *text) {
  char *bytes = NULL;
  const long size = BIO_get_mem_data(text, &bytes);
  const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) {
    fprintf(
        stderr, "%s: %s\n", path,
        errno == EEXIST ? "is there already, and a key is never overwritten; choose another name" : strerror(errno));
    return false;
  }
  const bool good = size > 0 && write(file, bytes, (size_t)size) == size && fsync(file) == 0;
  if (close(file) == 0 && good) return true;
  fprintf(stderr, "%s: cannot be written: %s\n", path, strerror(errno));
  (void)unlink(path);
  return false;
}

bool key_store_make(const char *type, const char *private_path, const char *public_path) {
  BIO *secret = BIO_new(BIO_s_secmem()), *open_text = BIO_new(BIO_s_mem());
  EVP_PKEY *pkey = generate(type);
  bool good = secret != NULL && open_text != NULL && pkey != NULL &&
              PEM_write_bio_PKCS8PrivateKey(secret, pkey, NULL, NULL, 0, NULL, NULL) == 1 &&
              PEM_write_bio_PUBKEY(open_text, pkey) == 1;
  if (!good) tell_openssl("OpenSSL cannot make the key");
  if (good) good = write_new(private_path, 0600, secret);
  if (good && !write_new(public_path, 0644, open_text)) {
    good = false;
    (void)unlink(private_path);
  }
  EVP_PKEY_free(pkey);
  BIO_free(secret);
  BIO_free(open_text);
  return good;
}
