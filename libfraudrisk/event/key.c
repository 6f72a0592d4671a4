/* SPDX-License-Identifier: Apache-2.0 */
#include "event/transfer.h"

/* What is hashed begins with a letter that says what it is, so that an account, a customer and a transfer id of the
 * same name have nothing in common. */
static fr__hash128 hash_named(const uint8_t secret[16], char what, const void *data, size_t size) {
  unsigned char bytes[1 + FR_MAX_IDENTIFIER_BYTES];
  FR_INVARIANT(size <= FR_MAX_IDENTIFIER_BYTES);
  if (size > FR_MAX_IDENTIFIER_BYTES) size = FR_MAX_IDENTIFIER_BYTES;
  bytes[0] = (unsigned char)what;
  memcpy(bytes + 1, data, size);
  return fr__siphash(secret, bytes, size + 1);
}

fr__hash128 fr__party_key_of(const uint8_t secret[16], uint32_t party_type, fr_text identifier) {
  return hash_named(secret, party_type == FR__CUSTOMER ? 'c' : 'a', identifier.data, identifier.size);
}

uint64_t fr__transfer_id_of(const uint8_t secret[16], fr_text payer, fr_text id) {
  unsigned char bytes[2 + 2 * FR_MAX_IDENTIFIER_BYTES];
  FR_INVARIANT(payer.size <= FR_MAX_IDENTIFIER_BYTES && id.size <= FR_MAX_IDENTIFIER_BYTES);
  bytes[0] = 't';
  bytes[1] = (unsigned char)payer.size; /* so that "1" + "23" is not "12" + "3" */
  memcpy(bytes + 2, payer.data, payer.size);
  memcpy(bytes + 2 + payer.size, id.data, id.size);
  return fr__siphash(secret, bytes, 2 + payer.size + id.size).low & UINT64_C(0xFFFFFFFFFFFF);
}

static size_t append(unsigned char *into, size_t at, fr_text text) {
  const uint32_t size = text.data == NULL ? 0 : text.size;
  FR_INVARIANT(size <= FR_MAX_IDENTIFIER_BYTES);
  into[at++] = (unsigned char)size;
  if (size != 0) memcpy(into + at, text.data, size);
  return at + size;
}

uint64_t fr__transfer_print(const uint8_t digest[16], const fr_transfer *transfer) {
  unsigned char bytes[16 + 3 * (1 + FR_MAX_IDENTIFIER_BYTES)];
  fr__put_word(bytes, (uint64_t)transfer->time_us);
  fr__put_word(bytes + 8, (uint64_t)transfer->amount_minor);
  size_t size = append(bytes, 16, transfer->id);
  size = append(bytes, size, transfer->payer);
  size = append(bytes, size, transfer->payee);
  return fr__siphash(digest, bytes, size).low;
}

uint64_t fr__secret_print(const uint8_t secret[16]) { return hash_named(secret, 's', "", 0).low; }

/* List names are no secret. */
static const uint8_t no_secret[16];

fr__hash128 fr__list_name(fr_text list) { return hash_named(no_secret, 'l', list.data, list.size); }

fr__hash128 fr__trust_name(fr__hash128 payee) { return hash_named(no_secret, 'p', &payee, sizeof payee); }
