/* SPDX-License-Identifier: Apache-2.0
 *
 * The document of COSE alone: what is written is read and written again, what is signed is the Sig_structure of RFC
 * 9052, 4.4, byte by byte, and nothing behind the bytes is looked at. What is refused is in tests/engine/test_trust.c.
 */
#include "wire/cose.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "document.h"

static const uint8_t key_id[FR__COSE_KEY_ID_BYTES] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

typedef struct parts {
  fr__cbor_writer body, headers[2], whole;
  fr__cose cose;
} parts;

static void make(parts *of, uint32_t count) {
  static const uint8_t signature[3] = {7, 8, 9};
  fr__cbor_writer_grow(&of->body);
  fr__cbor_writer_grow(&of->whole);
  fr__cose_write_body_headers(&of->body, "t");
  of->cose = (fr__cose){.headers = of->body.data,
                        .headers_size = of->body.size,
                        .payload = (const uint8_t *)"\x01\x02",
                        .payload_size = 2,
                        .count = count};
  for (uint32_t i = 0; i < count; i++) {
    fr__cbor_writer_grow(&of->headers[i]);
    fr__cose_write_headers(&of->headers[i], i == 0 ? -8 : -65537, key_id, fr_text_of(i == 0 ? "a" : "bc"));
    of->cose.signatures[i] = (fr__cose_signature){.headers = of->headers[i].data,
                                                  .headers_size = of->headers[i].size,
                                                  .signature = signature,
                                                  .signature_size = sizeof signature};
  }
  fr__cose_write(&of->whole, &of->cose);
  cr_assert_eq(of->whole.status, FR_OK);
}

static void unmake(parts *of) {
  for (uint32_t i = 0; i < of->cose.count; i++) fr__cbor_writer_free(&of->headers[i]);
  fr__cbor_writer_free(&of->body);
  fr__cbor_writer_free(&of->whole);
}

static void expect_bytes(const fr__cbor_writer *writer, const char *hex) {
  uint8_t bytes[512];
  const size_t size = hex_bytes(hex, bytes, sizeof bytes);
  cr_assert_eq(writer->status, FR_OK);
  cr_assert_eq(writer->size, size);
  cr_expect_arr_eq(writer->data, bytes, size);
}

Test(cose, bytes_of_a_document_and_of_what_is_signed) {
  parts of;
  make(&of, 1);
  expect_bytes(
      &of.whole,
      "d862 84 44 a1036174 a0 42 0102 81 83 581c a3 0127 04 50 0102030405060708090a0b0c0d0e0f10 64726f6c65 6161"
      " a0 43 070809");
  fr__cbor_writer message;
  fr__cbor_writer_grow(&message);
  fr__cose_write_signed(&message, &of.cose, &of.cose.signatures[0]);
  expect_bytes(
      &message,
      "85 69 5369676e6174757265 44 a1036174 581c a3 0127 04 50 0102030405060708090a0b0c0d0e0f10 64726f6c65 6161"
      " 40 42 0102");
  fr__cbor_writer_free(&message);
  unmake(&of);
}

Test(cose, what_is_written_is_read_in_place) {
  parts of;
  static fr__cose read;
  make(&of, 2);
  cr_assert_eq(fr__cose_read(of.whole.data, of.whole.size, "t", &read, NULL), FR_OK);
  cr_expect(read.count == 2 && read.payload_size == 2 && read.payload[1] == 2);
  cr_expect(read.signatures[0].algorithm == -8 && read.signatures[1].algorithm == -65537);
  cr_expect(fr__text_is(read.signatures[0].role, "a") && fr__text_is(read.signatures[1].role, "bc"));
  cr_expect_arr_eq(read.signatures[1].key_id, key_id, sizeof key_id);
  cr_expect(read.payload > of.whole.data && read.payload < of.whole.data + of.whole.size, "nothing is copied");
  fr__cbor_writer again;
  fr__cbor_writer_grow(&again);
  fr__cose_write(&again, &read);
  cr_expect(again.size == of.whole.size && memcmp(again.data, of.whole.data, again.size) == 0);
  fr__cbor_writer_free(&again);
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__cose_read(of.whole.data, of.whole.size, "u", &read, &error), FR_BAD_BUNDLE);
  cr_expect_str_eq(error.message, "byte 6: what was signed is 't', not 'u'");
  unmake(&of);
}

/* Each beginning of a document in memory of just that size: a sanitizer sees whoever looks behind it. */
Test(cose, half_a_document_is_none) {
  parts of;
  static fr__cose read;
  make(&of, 2);
  for (uint64_t size = 0; size < of.whole.size; size++) {
    uint8_t *part = malloc(size == 0 ? 1 : (size_t)size);
    cr_assert_not_null(part);
    memcpy(part, of.whole.data, (size_t)size);
    cr_expect_eq(fr__cose_read(part, size, "t", &read, NULL), FR_BAD_BUNDLE, "%llu", (unsigned long long)size);
    free(part);
  }
  cr_expect_not(fr__cose_begins(NULL, 8));
  cr_expect_not(fr__cose_begins(of.whole.data, 1));
  cr_expect(fr__cose_begins(of.whole.data, 2));
  unmake(&of);
}
