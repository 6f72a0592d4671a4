/* SPDX-License-Identifier: Apache-2.0
 *
 * The vectors of FIPS 180-2 and the one of nothing. */
#include "crypto/hasher.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static void expect(const void *data, size_t size, const char *hex) {
  uint8_t digest[FR__SHA256_BYTES];
  char found[2 * FR__SHA256_BYTES + 1];
  cr_assert_eq(fr__sha256(data, size, digest), FR_OK);
  for (int i = 0; i < FR__SHA256_BYTES; i++) snprintf(found + 2 * i, 3, "%02x", digest[i]);
  cr_expect_str_eq(found, hex);
  fr__hasher *hasher;
  cr_assert_eq(fr__hasher_create(&hasher), FR_OK);
  for (int turn = 0; turn < 2; turn++) { /* one digest leaves nothing for the next */
    uint8_t same[FR__SHA256_BYTES];
    cr_expect_eq(fr__hasher_sha256(hasher, data, size, same), FR_OK);
    cr_expect_arr_eq(same, digest, sizeof same);
  }
  fr__hasher_destroy(hasher);
}

Test(sha256, vectors) {
  expect(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  expect(
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqr"
      "stu",
      112, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

Test(sha256, a_million_bytes) {
  char *bytes = malloc(1000000);
  cr_assert_not_null(bytes);
  memset(bytes, 'a', 1000000);
  expect(bytes, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  free(bytes);
}
