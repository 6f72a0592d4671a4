/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/cose.h"

/* Labels of headers: RFC 9052, table 2. The role is ours; labels that are texts are free for that. */
enum { LABEL_ALGORITHM = 1, LABEL_CONTENT_TYPE = 3, LABEL_KEY_ID = 4 };
static const char label_role[] = "role";

/* Tag 98 in its shortest form. */
static const uint8_t tag[2] = {0xD8, 98};

bool fr__cose_begins(const void *bytes, uint64_t size) {
  return bytes != NULL && size >= sizeof tag && memcmp(bytes, tag, sizeof tag) == 0;
}

/* ---- reading ---- */

static fr_status read_parts(fr__cbor_reader *reader, const char *what, uint64_t wanted) {
  const uint64_t offset = reader->position;
  uint64_t count;
  FR_TRY(fr__cbor_array(reader, what, &count));
  if (count == wanted) return FR_OK;
  return fr__cbor_fail(reader, offset, "%s has %llu parts instead of %llu", what, (unsigned long long)count,
                       (unsigned long long)wanted);
}

static fr_status read_empty_map(fr__cbor_reader *reader) {
  const uint64_t offset = reader->position;
  uint64_t count;
  FR_TRY(fr__cbor_map(reader, "the map of unprotected headers", &count));
  if (count == 0) return FR_OK;
  return fr__cbor_fail(reader, offset, "an unprotected header stands here; nobody signs those, so none are taken");
}

/* A reader of encoded headers that tells offsets in the whole. */
static fr_status begin_headers(fr__cbor_reader *outer, const uint8_t *headers, uint64_t size, uint64_t wanted,
                               const char *names, fr__cbor_reader *inner) {
  const uint64_t begin = (uint64_t)(headers - outer->bytes);
  uint64_t count;
  fr__cbor_reader_init(inner, outer->bytes, begin + size, outer->error);
  inner->position = begin;
  FR_TRY(fr__cbor_map(inner, "the protected headers", &count));
  if (count == wanted) return FR_OK;
  return fr__cbor_fail(inner, begin, "%llu protected headers stand here instead of %llu: %s", (unsigned long long)count,
                       (unsigned long long)wanted, names);
}

static fr_status read_label(fr__cbor_reader *headers, int64_t wanted, const char *name) {
  const uint64_t offset = headers->position;
  int64_t label;
  FR_TRY(fr__cbor_int(headers, "the label of a header", &label));
  if (label == wanted) return FR_OK;
  return fr__cbor_fail(headers, offset, "header %lld stands where %s (header %lld) should", (long long)label, name,
                       (long long)wanted);
}

static fr_status read_body_headers(fr__cbor_reader *reader, const char *content_type, fr__cose *cose) {
  fr__cbor_reader headers;
  fr_text type;
  FR_TRY(fr__cbor_bytes(reader, "the protected headers", &cose->headers, &cose->headers_size));
  FR_TRY(begin_headers(reader, cose->headers, cose->headers_size, 1, "the content type", &headers));
  FR_TRY(read_label(&headers, LABEL_CONTENT_TYPE, "the content type"));
  const uint64_t offset = headers.position;
  FR_TRY(fr__cbor_text(&headers, "the content type", &type));
  if (!fr__text_is(type, content_type)) {
    return fr__cbor_fail(&headers, offset, "what was signed is '%.*s', not '%s'",
                         (int)(type.size > 60 ? 60 : type.size), type.data, content_type);
  }
  return fr__cbor_end(&headers);
}

static fr_status read_key_id(fr__cbor_reader *headers, fr__cose_signature *signature) {
  const uint64_t offset = headers->position;
  uint64_t size;
  FR_TRY(fr__cbor_bytes(headers, "the key id", &signature->key_id, &size));
  if (size == FR__COSE_KEY_ID_BYTES) return FR_OK;
  if (size == 0) {
    return fr__cbor_fail(headers, offset, "the key id of a signature is empty, so it names nobody");
  }
  return fr__cbor_fail(headers, offset, "the key id of a signature has %llu bytes; it has %d", (unsigned long long)size,
                       FR__COSE_KEY_ID_BYTES);
}

static fr_status read_role(fr__cbor_reader *headers, fr__cose_signature *signature) {
  const uint64_t at = headers->position;
  fr_text label;
  FR_TRY(fr__cbor_text(headers, "the label of the last header", &label));
  if (!fr__text_is(label, label_role)) return fr__cbor_fail(headers, at, "a header stands where 'role' should");
  const uint64_t offset = headers->position;
  FR_TRY(fr__cbor_text(headers, "the role", &signature->role));
  if (fr__is_name(signature->role)) return FR_OK;
  return fr__cbor_fail(headers, offset, "a role has 1 to %d letters, digits, '_' and '-', and begins with a letter",
                       FR_MAX_NAME_BYTES);
}

static fr_status read_signature(fr__cbor_reader *reader, fr__cose_signature *signature) {
  fr__cbor_reader headers;
  signature->offset = reader->position;
  FR_TRY(read_parts(reader, "a signature", 3));
  FR_TRY(fr__cbor_bytes(reader, "the protected headers", &signature->headers, &signature->headers_size));
  FR_TRY(begin_headers(reader, signature->headers, signature->headers_size, 3, "algorithm, key id and role", &headers));
  FR_TRY(read_label(&headers, LABEL_ALGORITHM, "the algorithm"));
  FR_TRY(fr__cbor_int(&headers, "the algorithm", &signature->algorithm));
  FR_TRY(read_label(&headers, LABEL_KEY_ID, "the key id"));
  FR_TRY(read_key_id(&headers, signature));
  FR_TRY(read_role(&headers, signature));
  FR_TRY(fr__cbor_end(&headers));
  FR_TRY(read_empty_map(reader));
  const uint64_t offset = reader->position;
  FR_TRY(fr__cbor_bytes(reader, "a signature", &signature->signature, &signature->signature_size));
  if (signature->signature_size <= FR__COSE_MAX_SIGNATURE_BYTES) return FR_OK;
  return fr__cbor_fail(reader, offset, "a signature has %llu bytes; at most %d are taken",
                       (unsigned long long)signature->signature_size, FR__COSE_MAX_SIGNATURE_BYTES);
}

fr_status fr__cose_read(const void *bytes, uint64_t size, const char *content_type, fr__cose *cose, fr_error *error) {
  fr__cbor_reader reader;
  uint64_t count;
  fr__cbor_reader_init(&reader, bytes, size, error);
  if (!fr__cose_begins(bytes, size)) {
    return fr__cbor_fail(&reader, 0, "this is no signed document: it does not begin with tag 98");
  }
  reader.position = sizeof tag;
  FR_TRY(read_parts(&reader, "the signed document", 4));
  FR_TRY(read_body_headers(&reader, content_type, cose));
  FR_TRY(read_empty_map(&reader));
  FR_TRY(fr__cbor_bytes(&reader, "the payload", &cose->payload, &cose->payload_size));
  const uint64_t offset = reader.position;
  FR_TRY(fr__cbor_array(&reader, "the signatures", &count));
  if (count == 0) return fr__cbor_fail(&reader, offset, "the document has no signature");
  if (count > FR__COSE_MAX_SIGNATURES) {
    (void)fr__cbor_fail(&reader, offset, "the document has %llu signatures; at most %d are taken",
                        (unsigned long long)count, FR__COSE_MAX_SIGNATURES);
    if (error != NULL) error->status = FR_TOO_MANY;
    return FR_TOO_MANY;
  }
  cose->count = (uint32_t)count;
  for (uint32_t i = 0; i < cose->count; i++) FR_TRY(read_signature(&reader, &cose->signatures[i]));
  return fr__cbor_end(&reader);
}

/* ---- writing ---- */

void fr__cose_write_body_headers(fr__cbor_writer *writer, const char *content_type) {
  fr__cbor_write_map(writer, 1);
  fr__cbor_write_uint(writer, LABEL_CONTENT_TYPE);
  fr__cbor_write_string(writer, content_type);
}

void fr__cose_write_headers(fr__cbor_writer *writer, int64_t algorithm, const uint8_t *key_id, fr_text role) {
  fr__cbor_write_map(writer, 3);
  fr__cbor_write_uint(writer, LABEL_ALGORITHM);
  fr__cbor_write_int(writer, algorithm);
  fr__cbor_write_uint(writer, LABEL_KEY_ID);
  fr__cbor_write_bytes(writer, key_id, FR__COSE_KEY_ID_BYTES);
  fr__cbor_write_string(writer, label_role);
  fr__cbor_write_text(writer, role.data, role.size);
}

void fr__cose_write_signed(fr__cbor_writer *writer, const fr__cose *cose, const fr__cose_signature *signature) {
  fr__cbor_write_array(writer, 5);
  fr__cbor_write_string(writer, "Signature");
  fr__cbor_write_bytes(writer, cose->headers, cose->headers_size);
  fr__cbor_write_bytes(writer, signature->headers, signature->headers_size);
  fr__cbor_write_bytes(writer, NULL, 0);
  fr__cbor_write_bytes(writer, cose->payload, cose->payload_size);
}

void fr__cose_write(fr__cbor_writer *writer, const fr__cose *cose) {
  fr__cbor_write_tag(writer, tag[1]);
  fr__cbor_write_array(writer, 4);
  fr__cbor_write_bytes(writer, cose->headers, cose->headers_size);
  fr__cbor_write_map(writer, 0);
  fr__cbor_write_bytes(writer, cose->payload, cose->payload_size);
  fr__cbor_write_array(writer, cose->count);
  for (uint32_t i = 0; i < cose->count; i++) {
    const fr__cose_signature *one = &cose->signatures[i];
    fr__cbor_write_array(writer, 3);
    fr__cbor_write_bytes(writer, one->headers, one->headers_size);
    fr__cbor_write_map(writer, 0);
    fr__cbor_write_bytes(writer, one->signature, one->signature_size);
  }
}
