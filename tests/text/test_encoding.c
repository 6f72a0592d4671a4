/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes to characters: GB 18030 against the C library's, and what is cut, bad or of unknown encoding. */
#include "text/encoding.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

/* One character as the C library reads it; 0 where it does not. */
static uint32_t from_iconv(iconv_t with, const char *bytes, size_t size) {
  char *in = (char *)(uintptr_t)bytes, out[8] = {0}, *to = out;
  size_t left = size, room = sizeof out;
  (void)iconv(with, NULL, NULL, NULL, NULL);
  if (iconv(with, &in, &left, &to, &room) == (size_t)-1 || left != 0 || room != 4) return 0;
  return (uint32_t)(uint8_t)out[0] | (uint32_t)(uint8_t)out[1] << 8 | (uint32_t)(uint8_t)out[2] << 16;
}

/* All pairs of bytes. The C library may have the private characters that an older edition gave some of them. */
Test(encoding, every_two_bytes_of_gb18030) {
  const iconv_t with = iconv_open("UTF-32LE", "GB18030");
  cr_assert_neq(with, (iconv_t)-1);
  uint32_t same = 0, private = 0;
  for (uint32_t pair = 0x8000; pair <= 0xFFFF; pair++) {
    const char bytes[] = {(char)(pair >> 8), (char)(pair & 255)};
    uint32_t code = 0;
    const uint32_t length = fr__gb18030_next(bytes, 2, &code);
    const uint32_t theirs = from_iconv(with, bytes, 2);
    cr_assert(length == 0 || length == 2);
    if (length == 0) code = 0;
    if (code == theirs) {
      same += code != 0;
      continue;
    }
    private++;
    cr_expect(theirs >= 0xE000 && theirs < 0xF900, "%04x: %x instead of %x", pair, code, theirs);
  }
  iconv_close(with);
  cr_expect_gt(same, 23900);
  cr_expect_lt(private, 30);
}

/* Four bytes: the first plane whole, some of the others. */
Test(encoding, four_bytes_of_gb18030) {
  const iconv_t with = iconv_open("UTF-32LE", "GB18030");
  cr_assert_neq(with, (iconv_t)-1);
  uint32_t same = 0, other = 0;
  for (uint32_t number = 0; number < 1300000; number += number < 40000 ? 1 : 977) {
    const char bytes[] = {(char)(0x81 + number / 12600), (char)(0x30 + number / 1260 % 10),
                          (char)(0x81 + number / 10 % 126), (char)(0x30 + number % 10)};
    uint32_t code = 0;
    const uint32_t length = fr__gb18030_next(bytes, 4, &code), theirs = from_iconv(with, bytes, 4);
    if ((length == 0 ? 0 : code) == theirs) {
      same += code != 0;
    } else {
      other++; /* characters that changed places with private ones */
      cr_expect(
          length == 4 && (theirs == 0 || (code >= 0xE000 && code < 0xF900) || (theirs >= 0xE000 && theirs < 0xF900)),
          "%u: %x instead of %x", number, code, theirs);
    }
  }
  iconv_close(with);
  cr_expect_gt(same, 40000);
  cr_expect_lt(other, 40);
}

Test(encoding, bad_bytes_of_gb18030) {
  static const struct {
    const char *bytes;
    uint32_t size;
  } cases[] = {{"\x80", 1},
               {"\xff", 1},
               {"\xb0", 1},
               {"\xb0\x7f", 2},
               {"\xb0\xff", 2},
               {"\xb0\x20", 2},
               {"\x81\x30", 2},
               {"\x81\x30\x81", 3},
               {"\x81\x30\x81\x41", 4},
               {"\x81\x30\x80\x30", 4},
               {"\xff\x30\x81\x30", 4},
               {"\xe3\x32\x9a\x36", 4},
               {"\x84\x31\xa5\x30", 4}};
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    uint32_t code = 0;
    cr_expect_eq(fr__gb18030_next(cases[i].bytes, cases[i].size, &code), 0, "%zu", i);
    cr_expect_eq(fr__character_next(cases[i].bytes, cases[i].size, FR_ENCODING_GB18030, &code), 1, "%zu", i);
    cr_expect_eq(code, 0xFFFD);
  }
}

Test(encoding, bad_bytes_of_utf8_are_skipped_one_by_one) {
  static const struct {
    const char *bytes;
    uint32_t size, length, code;
  } cases[] = {{"安", 3, 3, 0x5B89},
               {"\xe5\xae", 2, 1, 0xFFFD},
               {"\xe0\x80\x80", 3, 1, 0xFFFD},
               {"\xed\xa0\x80", 3, 1, 0xFFFD}, /* half of a surrogate */
               {"\xed\x9f\xbf", 3, 3, 0xD7FF},
               {"\xee\x80\x80", 3, 3, 0xE000},
               {"\xf0\xa0\xae\xb7", 4, 4, 0x20BB7},
               {"\xf4\x90\x80\x80", 4, 1, 0xFFFD},
               {"\xef\xbf\xbd", 3, 3, 0xFFFD},
               {"\xc3\xa9", 2, 2, 0xE9},
               {"\xc0\xaf", 2, 1, 0xFFFD},
               {"", 1, 1, 0}};
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    uint32_t code = 99;
    const uint32_t length = fr__character_next(cases[i].bytes, cases[i].size, FR_ENCODING_UTF8, &code);
    cr_expect_eq(length, cases[i].length, "%zu", i);
    cr_expect_eq(code, cases[i].code, "%zu: %x", i, code);
  }
}

/* What a reader makes of bytes: encoding, text as UTF-8, and whether it is whole. */
Test(encoding, reading) {
  static const struct {
    fr_text given;
    const char *expected;
    uint32_t encoding;
    bool damaged;
  } cases[] = {
      {{"safe", 4, FR_ENCODING_UTF8}, "safe", FR_ENCODING_UTF8, false},
      {{"", 0, FR_ENCODING_UNKNOWN}, "", FR_ENCODING_UTF8, false},
      {{"安全\xe8\xb4", 8, FR_ENCODING_UTF8}, "安全", FR_ENCODING_UTF8, true}, /* cut */
      {{"安全\xe8", 7, FR_ENCODING_UTF8}, "安全", FR_ENCODING_UTF8, true},
      {{"\xf0\xa0\xae", 3, FR_ENCODING_UTF8}, "", FR_ENCODING_UTF8, true},
      {{"安\x80", 4, FR_ENCODING_UTF8}, "安?", FR_ENCODING_UTF8, true}, /* not cut: bad */
      {{"\xe8\xb4安", 5, FR_ENCODING_UTF8}, "?\?安", FR_ENCODING_UTF8, true},
      {{"\xf5\x80", 2, FR_ENCODING_UTF8}, "?\?", FR_ENCODING_UTF8, true},
      {{"安全\xe8\xb4", 8, FR_ENCODING_UNKNOWN}, "安全", FR_ENCODING_UTF8, true}, /* a cut end is still UTF-8 */
      {{"\xb0\xb2\xc8\xab", 4, FR_ENCODING_UNKNOWN}, "安全", FR_ENCODING_GB18030, false},
      {{"\xb0\xb2\xc8\xab", 4, FR_ENCODING_GB18030}, "安全", FR_ENCODING_GB18030, false},
      {{"\xb0\xb2\xc8", 3, FR_ENCODING_GB18030}, "安", FR_ENCODING_GB18030, true},
      {{"\xb0\xb2\x81\x30", 4, FR_ENCODING_GB18030}, "安", FR_ENCODING_GB18030, true},
      {{"\xb0\xb2\x81\x30\x81", 5, FR_ENCODING_GB18030}, "安", FR_ENCODING_GB18030, true},
      {{"\xb0\xb2\xff\xc8\xab", 5, FR_ENCODING_GB18030}, "安?全", FR_ENCODING_GB18030, true},
      {{"\xb0\xb2\xff", 3, FR_ENCODING_UNKNOWN}, "?\?\?", FR_ENCODING_UTF8, true}, /* fits neither */
      {{"\x81\x30\x81\x30", 4, FR_ENCODING_GB18030}, "\xc2\x80", FR_ENCODING_GB18030, false},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__encoded read;
    char utf8[64] = "";
    cr_assert_eq(fr__encoding_read(cases[i].given, &read), FR_OK);
    cr_expect_eq(read.text.encoding, cases[i].encoding, "%zu", i);
    cr_expect_eq(read.damaged, cases[i].damaged, "%zu", i);
    cr_assert_eq(read.length, strlen(cases[i].expected), "%zu: %u", i, read.length);
    fr__encoding_convert(&read, utf8);
    cr_expect_arr_eq(utf8, cases[i].expected, read.length, "%zu", i);
    cr_expect_eq(utf8[read.length], '\0', "%zu: no more is written", i);
  }
  fr__encoded read;
  cr_expect_eq(fr__encoding_read((fr_text){"x", 1, FR_ENCODING_UNKNOWN + 1}, &read), FR_BAD_VALUE);
}

/* Random bytes: the length that is told is the length that is written, and it is UTF-8. */
Test(encoding, what_is_written_is_utf8) {
  uint64_t random = 1;
  for (uint32_t round = 0; round < 200000; round++) {
    char bytes[24], utf8[64];
    random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
    const uint32_t size = (uint32_t)(random >> 33) % sizeof bytes;
    for (uint32_t i = 0; i < size; i++) {
      random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
      bytes[i] = (char)((random >> 40 & 3) == 0 ? 0x30 + (random >> 50 & 15) : random >> 56 | 0x80);
    }
    for (uint32_t encoding = 0; encoding <= FR_ENCODING_UNKNOWN; encoding++) {
      fr__encoded read;
      cr_assert_eq(fr__encoding_read((fr_text){bytes, size, encoding}, &read), FR_OK);
      cr_assert_leq(read.length, sizeof utf8 - 1);
      memset(utf8, 0x7F, sizeof utf8);
      fr__encoding_convert(&read, utf8);
      cr_assert(fr__utf8_valid(utf8, read.length), "round %u", round);
      cr_assert_eq(utf8[read.length], 0x7F, "round %u", round);
      cr_assert_leq(read.text.size, size);
    }
  }
}
