/* SPDX-License-Identifier: Apache-2.0
 *
 * COSE_Sign (RFC 9052, section 4.1): one payload and the signatures of several people. Of its many forms there is one
 * here: tag 98; every header protected and the unprotected maps empty; the body says its content type and nothing else;
 * each signature says its algorithm, the id of its key and the role in which it was made. Deterministic as cbor.h.
 * Nothing is verified here: this room knows no keys. */
#ifndef FR_WIRE_COSE_H
#define FR_WIRE_COSE_H

#include "wire/cbor.h"

enum {
  FR__COSE_MAX_SIGNATURES = 16,
  FR__COSE_KEY_ID_BYTES = 16, /* the first of the SHA-256 of the key's SubjectPublicKeyInfo */
  FR__COSE_MAX_SIGNATURE_BYTES = 1024,
};

/* Pointers go into the bytes that were read. */
typedef struct fr__cose_signature {
  uint64_t offset; /* where it begins */
  int64_t algorithm;
  const uint8_t *key_id;
  fr_text role;
  const uint8_t *headers; /* encoded, as they were signed */
  uint64_t headers_size;
  const uint8_t *signature;
  uint64_t signature_size;
} fr__cose_signature;

typedef struct fr__cose {
  const uint8_t *headers; /* of the body, encoded, as they were signed */
  uint64_t headers_size;
  const uint8_t *payload;
  uint64_t payload_size;
  uint32_t count; /* of signatures: at least one */
  fr__cose_signature signatures[FR__COSE_MAX_SIGNATURES];
} fr__cose;

/* Do the bytes begin with the tag? Then they are to be read as this and as nothing else. */
bool fr__cose_begins(const void *bytes, uint64_t size);
/* Reads the whole, which must have this content type. The bytes must stay. FR_BAD_BUNDLE with the offset, FR_TOO_MANY.
 */
fr_status fr__cose_read(const void *bytes, uint64_t size, const char *content_type, fr__cose *cose, fr_error *error);

/* ---- writing ---- */

/* The headers of a body, and of a signature, encoded. */
void fr__cose_write_body_headers(fr__cbor_writer *writer, const char *content_type);
void fr__cose_write_headers(fr__cbor_writer *writer, int64_t algorithm, const uint8_t *key_id, fr_text role);
/* What a signature signs: the Sig_structure of RFC 9052, section 4.4. */
void fr__cose_write_signed(fr__cbor_writer *writer, const fr__cose *cose, const fr__cose_signature *signature);
/* The whole document. */
void fr__cose_write(fr__cbor_writer *writer, const fr__cose *cose);

#endif
