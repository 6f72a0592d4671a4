/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "journal/crc32c.h"
#include "journal/support.h"

Test(crc32c, known_values) {
  fr__crc32c plain, fast;
  static const uint8_t zeros[32], ones[32] = {[0 ... 31] = 0xFF};
  fr__crc32c_init_plain(&plain);
  fr__crc32c_init(&fast);
  const fr__crc32c *const both[] = {&plain, &fast};
  for (size_t i = 0; i < FR_COUNT(both); i++) { /* RFC 3720, B.4, and the check value of every catalogue */
    cr_expect_eq(fr__crc32c_of(both[i], 0, "123456789", 9), 0xE3069283);
    cr_expect_eq(fr__crc32c_of(both[i], 0, zeros, sizeof zeros), 0x8A9136AA);
    cr_expect_eq(fr__crc32c_of(both[i], 0, ones, sizeof ones), 0x62A8AB43);
    cr_expect_eq(fr__crc32c_of(both[i], 0, zeros, 0), 0);
  }
}

Test(crc32c, the_processor_and_the_tables_agree_in_pieces_too) {
  fr__crc32c plain, fast;
  uint8_t bytes[600];
  uint64_t random = 7;
  fr__crc32c_init_plain(&plain);
  fr__crc32c_init(&fast);
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)test_random(&random);
  for (int round = 0; round < 2000; round++) {
    const size_t from = test_random(&random) % 64, size = test_random(&random) % (sizeof bytes - from);
    const size_t cut = test_random(&random) % (size + 1);
    const uint32_t whole = fr__crc32c_of(&plain, 0, bytes + from, size);
    cr_assert_eq(fr__crc32c_of(&fast, 0, bytes + from, size), whole);
    const uint32_t part = fr__crc32c_of(&fast, 0, bytes + from, cut);
    cr_assert_eq(fr__crc32c_of(&plain, part, bytes + from + cut, size - cut), whole);
  }
}
