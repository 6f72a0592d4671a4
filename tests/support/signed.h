/* SPDX-License-Identifier: Apache-2.0
 *
 * Signed bundles with anything wrong in them that a test likes, and the keys of tests/signed. */
#ifndef TESTS_SUPPORT_SIGNED_H
#define TESTS_SUPPORT_SIGNED_H

#include "crypto/sign.h"
#include "policy/policy.h"
#include "policy/trust.h"
#include "support/bundle.h"

/* A file of the tree, which the tests run in the root of; free it. */
static inline uint8_t *file_read(const char *path, uint64_t *size) {
  FILE *file = fopen(path, "rb");
  uint8_t *bytes = calloc(1, 1 << 20);
  *size = file == NULL || bytes == NULL ? 0 : fread(bytes, 1, 1 << 20, file);
  if (file != NULL) fclose(file);
  return bytes;
}

/* A private key of tests/signed, such as "author-ed25519"; free it. */
static inline fr__key *signed_key(const char *name) {
  char path[128];
  uint64_t size;
  fr__key *key = NULL;
  snprintf(path, sizeof path, "tests/signed/%s.pem", name);
  uint8_t *pem = file_read(path, &size);
  if (fr__key_private_from_pem(pem, size, &key, NULL) != FR_OK) fprintf(stderr, "%s is no key\n", path);
  free(pem);
  return key;
}

/* Adds the public key of tests/signed to a store that is being built. */
static inline fr_status signed_trust_add(fr_trust_builder *into, const char *role, const char *name, fr_error *error) {
  char path[128];
  uint64_t size;
  snprintf(path, sizeof path, "tests/signed/%s.pub.pem", name);
  uint8_t *pem = file_read(path, &size);
  const fr_status status = fr_trust_builder_add(into, fr_text_of(role), pem, size, NULL, error);
  free(pem);
  return status;
}

/* The usual two roles with keys of one kind. */
static inline fr_trust *signed_trust(const char *kind) {
  fr_trust_builder *builder = NULL;
  fr_trust *trust = NULL;
  char author[64], approver[64];
  snprintf(author, sizeof author, "author-%s", kind);
  snprintf(approver, sizeof approver, "approver-%s", kind);
  if (fr_trust_builder_create(&builder) != FR_OK || signed_trust_add(builder, "author", author, NULL) != FR_OK ||
      signed_trust_add(builder, "approver", approver, NULL) != FR_OK ||
      fr_trust_builder_finish(builder, &trust, NULL) != FR_OK)
    fprintf(stderr, "no trust store of %s\n", kind);
  fr_trust_builder_destroy(builder);
  return trust;
}

/* One who signs. What is not said is as it should be. */
typedef struct signer {
  const char *role, *key;
  int64_t algorithm;      /* in the header, instead of the key's */
  const char *key_id_of;  /* in the header, the id of this key instead */
  const uint8_t *headers; /* instead of all headers */
  uint64_t headers_size;
} signer;

enum { SIGNERS = FR__COSE_MAX_SIGNATURES };

typedef struct signed_parts {
  const char *content_type; /* null: a policy's */
  signer signers[SIGNERS];  /* up to the first without a key */
} signed_parts;

static inline void signed_add(fr__cose *cose, const signer *by, fr__cbor_writer *headers, uint8_t *signature) {
  fr__key *key = signed_key(by->key), *other = by->key_id_of == NULL ? NULL : signed_key(by->key_id_of);
  uint8_t key_id[FR__COSE_KEY_ID_BYTES];
  if (fr__key_id(other == NULL ? key : other, key_id) != FR_OK) fprintf(stderr, "no id\n");
  fr__cbor_writer_grow(headers);
  if (by->headers != NULL) {
    fr__cbor_write_raw(headers, by->headers, by->headers_size);
  } else {
    fr__cose_write_headers(headers, by->algorithm != 0 ? by->algorithm : fr__key_algorithm(key), key_id,
                           fr_text_of(by->role));
  }
  fr__cose_signature *one = &cose->signatures[cose->count];
  *one = (fr__cose_signature){.headers = headers->data,
                              .headers_size = headers->size,
                              .signature = signature,
                              .signature_size = FR__SIGNATURE_BYTES};
  fr__cbor_writer message;
  fr__cbor_writer_grow(&message);
  fr__cose_write_signed(&message, cose, one);
  if (fr__key_sign(key, message.data, message.size, signature) != FR_OK) fprintf(stderr, "cannot sign\n");
  cose->count++;
  fr__cbor_writer_free(&message);
  fr__key_free(key);
  fr__key_free(other);
}

/* The signed form of an unsigned bundle. */
static inline bundle signed_bundle(const bundle *from, const signed_parts *parts) {
  fr__cbor_writer body, whole, headers[SIGNERS];
  uint8_t signatures[SIGNERS][FR__SIGNATURE_BYTES];
  fr__cose *cose = calloc(1, sizeof *cose);
  uint32_t count = 0;
  if (cose == NULL) return (bundle){NULL, 0};
  fr__cbor_writer_grow(&body);
  fr__cbor_writer_grow(&whole);
  fr__cose_write_body_headers(&body, parts->content_type == NULL ? FR__POLICY_CONTENT_TYPE : parts->content_type);
  cose->headers = body.data;
  cose->headers_size = body.size;
  cose->payload = from->data;
  cose->payload_size = from->size - FR__SHA256_BYTES;
  for (; count < SIGNERS && parts->signers[count].key != NULL; count++)
    signed_add(cose, &parts->signers[count], &headers[count], signatures[count]);
  fr__cose_write(&whole, cose);
  const bundle made = {whole.data, whole.size};
  for (uint32_t i = 0; i < count; i++) fr__cbor_writer_free(&headers[i]);
  fr__cbor_writer_free(&body);
  free(cose);
  return made;
}

#endif
