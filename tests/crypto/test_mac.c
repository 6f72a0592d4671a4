/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "crypto/mac.h"

static uint8_t secret[20];
static fr__mac *mac;

static void set_up(void) {
  memset(secret, 0x0b, sizeof secret);
  cr_assert_eq(fr__mac_create(secret, sizeof secret, "Hi There", &mac), FR_OK);
}
static void tear_down(void) { fr__mac_destroy(mac); }
TestSuite(mac, .init = set_up, .fini = tear_down);

/* The key is the tag of the first case of RFC 4231; what follows from it was computed with another implementation. */
static const uint8_t expected[FR__MAC_BYTES] = {0x7c, 0x04, 0xca, 0xe4, 0x28, 0xaa, 0xf5, 0xa1, 0xad, 0x31, 0x52,
                                                0x22, 0x43, 0x17, 0xb8, 0x38, 0xb8, 0xe4, 0x1b, 0xc9, 0x5e, 0x45,
                                                0x67, 0xf1, 0x47, 0x93, 0xab, 0x4a, 0x4a, 0xed, 0x73, 0x8a};

Test(mac, is_hmac_with_sha_256_and_the_same_each_time) {
  uint8_t tag[FR__MAC_BYTES];
  for (int i = 0; i < 3; i++) {
    cr_assert_eq(fr__mac_of(mac, "what do ya want ", 16, "for nothing?", 12, tag), FR_OK);
    cr_expect_arr_eq(tag, expected, sizeof expected);
    cr_expect(fr__mac_equal(tag, expected));
  }
  cr_assert_eq(fr__mac_of(mac, NULL, 0, NULL, 0, tag), FR_OK);
  cr_expect_eq(tag[0], 0x6c);
  cr_expect_not(fr__mac_equal(tag, expected));
}

Test(mac, another_use_has_another_key) {
  fr__mac *other;
  uint8_t one[FR__MAC_BYTES], two[FR__MAC_BYTES];
  cr_assert_eq(fr__mac_create(secret, sizeof secret, "Hi Ther", &other), FR_OK);
  cr_assert_eq(fr__mac_of(mac, "x", 1, NULL, 0, one), FR_OK);
  cr_assert_eq(fr__mac_of(other, "x", 1, NULL, 0, two), FR_OK);
  cr_expect_not(fr__mac_equal(one, two));
  fr__mac_destroy(other);
  fr__mac_destroy(NULL);
}
