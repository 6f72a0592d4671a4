/* SPDX-License-Identifier: Apache-2.0
 *
 * SipHash-2-4 with 128 bits against OpenSSL's, which reproduces the vectors of the paper's authors. */
#include <criterion/criterion.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/siphash.h"

static void expect_by_openssl(EVP_MAC *mac, const uint8_t key[16], const uint8_t *data, size_t size,
                              uint8_t expected[16]) {
  size_t length = 16, written = 0;
  const OSSL_PARAM options[] = {OSSL_PARAM_construct_size_t("size", &length), OSSL_PARAM_construct_end()};
  EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
  cr_assert_not_null(context);
  cr_assert_eq(EVP_MAC_init(context, key, 16, options), 1);
  cr_assert_eq(EVP_MAC_update(context, data, size), 1);
  cr_assert_eq(EVP_MAC_final(context, expected, &written, 16), 1);
  cr_assert_eq(written, 16);
  EVP_MAC_CTX_free(context);
}

/* Low, then high, little-endian. */
static void as_bytes(fr__hash128 hash, uint8_t bytes[16]) {
  for (int i = 0; i < 8; i++) {
    bytes[i] = (uint8_t)(hash.low >> (8 * i));
    bytes[8 + i] = (uint8_t)(hash.high >> (8 * i));
  }
}

static void compare(EVP_MAC *mac, const uint8_t key[16], const uint8_t *data, size_t size) {
  uint8_t expected[16], found[16];
  expect_by_openssl(mac, key, data, size, expected);
  as_bytes(fr__siphash(key, data, size), found);
  cr_expect_arr_eq(found, expected, 16, "%zu bytes", size);
}

Test(siphash, the_official_vectors) {
  EVP_MAC *mac = EVP_MAC_fetch(NULL, "SIPHASH", NULL);
  cr_assert_not_null(mac);
  uint8_t key[16], data[64];
  for (uint8_t i = 0; i < 16; i++) key[i] = i;
  for (uint8_t i = 0; i < 64; i++) data[i] = i;
  for (size_t size = 0; size < 64; size++) compare(mac, key, data, size);
  EVP_MAC_free(mac);
}

/* The first and the last of the vectors as they are published, so that both sides cannot be wrong together. */
Test(siphash, two_of_them_as_published) {
  static const uint8_t of_nothing[16] = {0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6,
                                         0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93};
  static const uint8_t of_63[16] = {0x51, 0x50, 0xd1, 0x77, 0x2f, 0x50, 0x83, 0x4a,
                                    0x50, 0x3e, 0x06, 0x9a, 0x97, 0x3f, 0xbd, 0x7c};
  uint8_t key[16], data[63], found[16];
  for (uint8_t i = 0; i < 16; i++) key[i] = i;
  for (uint8_t i = 0; i < 63; i++) data[i] = i;
  as_bytes(fr__siphash(key, data, 0), found);
  cr_expect_arr_eq(found, of_nothing, 16);
  as_bytes(fr__siphash(key, data, 63), found);
  cr_expect_arr_eq(found, of_63, 16);
}

Test(siphash, other_keys_unaligned_and_long_inputs) {
  EVP_MAC *mac = EVP_MAC_fetch(NULL, "SIPHASH", NULL);
  cr_assert_not_null(mac);
  static uint8_t data[1100];
  uint8_t key[16];
  uint32_t random = 7;
  for (size_t i = 0; i < sizeof data; i++) data[i] = (uint8_t)((random = random * 1664525u + 1013904223u) >> 24);
  for (size_t round = 0; round < 300; round++) {
    for (size_t i = 0; i < 16; i++) key[i] = (uint8_t)((random = random * 1664525u + 1013904223u) >> 24);
    compare(mac, key, data + round % 9, round * 3 % 1024);
  }
  compare(mac, key, data, 255);
  compare(mac, key, data, 256); /* the length counts modulo 256 */
  compare(mac, key, data, 257);
  EVP_MAC_free(mac);
}
