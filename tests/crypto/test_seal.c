/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "crypto/seal.h"

static const uint8_t key[32] = {1, 2, 3}, other_key[32] = {9};
static const uint8_t nonce[12] = {7}, other_nonce[12] = {8};
static fr__sealer *sealer;

static void set_up(void) {
  cr_assert_eq(fr__sealer_create(&sealer), FR_OK);
  cr_assert_eq(fr__sealer_set_key(sealer, key), FR_OK);
}
static void tear_down(void) { fr__sealer_destroy(sealer); }
TestSuite(seal, .init = set_up, .fini = tear_down);

/* Test case 14 of McGrew and Viega's specification of GCM: a key and a text of zeroes. */
Test(seal, is_aes_256_gcm) {
  static const uint8_t zeroes[32] = {0};
  static const uint8_t expected[32] = {0xce, 0xa7, 0x40, 0x3d, 0x4d, 0x60, 0x6b, 0x6e, 0x07, 0x4e, 0xc5,
                                       0xd3, 0xba, 0xf3, 0x9d, 0x18, 0xd0, 0xd1, 0xc8, 0xa7, 0x99, 0x99,
                                       0x6b, 0xf0, 0x26, 0x5b, 0x98, 0xb5, 0xd4, 0x8a, 0xb9, 0x19};
  uint8_t sealed[32];
  cr_assert_eq(fr__sealer_set_key(sealer, zeroes), FR_OK);
  cr_assert_eq(fr__seal(sealer, zeroes, NULL, 0, zeroes, 16, sealed), FR_OK);
  cr_expect_arr_eq(sealed, expected, sizeof expected);
}

Test(seal, opens_what_it_sealed_of_any_length) {
  uint8_t plain[300], sealed[316], opened[300];
  for (uint32_t i = 0; i < sizeof plain; i++) plain[i] = (uint8_t)(i * 7);
  for (uint32_t size = 0; size <= sizeof plain; size += 13) {
    cr_assert_eq(fr__seal(sealer, nonce, "beside", 6, plain, size, sealed), FR_OK);
    memset(opened, 0xEE, sizeof opened);
    cr_assert_eq(fr__unseal(sealer, nonce, "beside", 6, sealed, size + FR__SEAL_TAG_BYTES, opened), FR_OK);
    cr_expect_arr_eq(opened, plain, size);
    cr_expect(size == sizeof opened || opened[size] == 0xEE, "nothing is written behind it");
  }
}

Test(seal, in_place) {
  uint8_t text[5 + FR__SEAL_TAG_BYTES] = "hello";
  cr_assert_eq(fr__seal(sealer, nonce, NULL, 0, text, 5, text), FR_OK);
  cr_expect_neq(memcmp(text, "hello", 5), 0);
  cr_assert_eq(fr__unseal(sealer, nonce, NULL, 0, text, sizeof text, text), FR_OK);
  cr_expect_arr_eq(text, "hello", 5);
}

Test(seal, every_change_is_noticed) {
  uint8_t sealed[8 + FR__SEAL_TAG_BYTES], opened[8];
  cr_assert_eq(fr__seal(sealer, nonce, "beside", 6, "somebody", 8, sealed), FR_OK);
  for (uint32_t bit = 0; bit < 8 * sizeof sealed; bit++) {
    sealed[bit / 8] ^= (uint8_t)(1u << bit % 8);
    cr_expect_eq(fr__unseal(sealer, nonce, "beside", 6, sealed, sizeof sealed, opened), FR_BAD_DIGEST, "bit %u", bit);
    sealed[bit / 8] ^= (uint8_t)(1u << bit % 8);
  }
  cr_expect_eq(fr__unseal(sealer, other_nonce, "beside", 6, sealed, sizeof sealed, opened), FR_BAD_DIGEST);
  cr_expect_eq(fr__unseal(sealer, nonce, "beside!", 7, sealed, sizeof sealed, opened), FR_BAD_DIGEST);
  cr_expect_eq(fr__unseal(sealer, nonce, "beside", 6, sealed, sizeof sealed - 1, opened), FR_BAD_DIGEST);
  cr_expect_eq(fr__unseal(sealer, nonce, "beside", 6, sealed, FR__SEAL_TAG_BYTES - 1, opened), FR_BAD_DIGEST);
  cr_expect_eq(fr__unseal(sealer, nonce, "beside", 6, sealed, sizeof sealed, opened), FR_OK);
  cr_assert_eq(fr__sealer_set_key(sealer, other_key), FR_OK);
  cr_expect_eq(fr__unseal(sealer, nonce, "beside", 6, sealed, sizeof sealed, opened), FR_BAD_DIGEST);
}

Test(seal, needs_a_key) {
  fr__sealer *empty;
  uint8_t sealed[32];
  cr_assert_eq(fr__sealer_create(&empty), FR_OK);
  cr_expect_eq(fr__seal(empty, nonce, NULL, 0, "x", 1, sealed), FR_BAD_ARGUMENT);
  cr_expect_eq(fr__unseal(empty, nonce, NULL, 0, sealed, 17, sealed), FR_BAD_ARGUMENT);
  fr__sealer_destroy(empty);
  fr__sealer_destroy(NULL);
}

Test(seal, random_bytes_differ_and_wiped_ones_are_gone) {
  uint8_t a[32] = {0}, b[32] = {0};
  static const uint8_t zeroes[32] = {0};
  cr_assert_eq(fr__random_bytes(a, sizeof a), FR_OK);
  cr_assert_eq(fr__random_bytes(b, sizeof b), FR_OK);
  cr_expect_neq(memcmp(a, b, sizeof a), 0);
  fr__wipe(a, sizeof a);
  cr_expect_arr_eq(a, zeroes, sizeof a);
}
