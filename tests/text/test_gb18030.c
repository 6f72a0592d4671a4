/* SPDX-License-Identifier: Apache-2.0
 *
 * Into GB 18030, beside what the C library makes of it. */
#include <criterion/criterion.h>
#include <iconv.h>

#include "text/encoding.h"
#include "text/gb18030.h"

/* Private characters, of which the editions of the standard think differently, and six rare characters that have four
 * bytes in the standard, where the C library gives them the two bytes of private ones. */
static bool is_disputed(uint32_t code) {
  static const uint32_t rare[] = {0x20087, 0x20089, 0x200CC, 0x215D7, 0x2298F, 0x241FE};
  for (size_t i = 0; i < FR_COUNT(rare); i++) {
    if (code == rare[i]) return true;
  }
  return code >= 0xE000 && code <= 0xF8FF;
}

Test(gb18030, every_character_as_the_c_library_has_it) {
  iconv_t convert = iconv_open("GB18030", "UTF-32LE");
  cr_assert_neq(convert, (iconv_t)-1);
  uint32_t compared = 0;
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    char ours[FR__GB18030_BYTES], theirs[8], *in = (char *)&code, *out = theirs;
    size_t in_left = sizeof code, out_left = sizeof theirs;
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    const uint32_t size = fr__gb18030_put(code, ours);
    if (is_disputed(code) || iconv(convert, &in, &in_left, &out, &out_left) == (size_t)-1) continue;
    cr_assert_eq(size, sizeof theirs - out_left, "U+%04X has %u bytes", code, size);
    cr_assert_arr_eq(ours, theirs, size, "U+%04X", code);
    compared++;
  }
  iconv_close(convert);
  cr_expect_gt(compared, 1100000);
}

/* What goes out comes in again: two tables, made by two scripts, that must agree. Private characters aside: of 24 of
 * them the bytes are read as the characters that were put in their places since. */
Test(gb18030, what_goes_out_comes_in) {
  uint32_t otherwise = 0;
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    char bytes[FR__GB18030_BYTES];
    uint32_t read = 0;
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    const uint32_t size = fr__gb18030_put(code, bytes);
    cr_assert_eq(fr__gb18030_next(bytes, size, &read), size, "U+%04X", code);
    if (code >= 0xE000 && code <= 0xF8FF) {
      otherwise += read != code;
      continue;
    }
    cr_assert_eq(read, code, "U+%04X is read as U+%04X", code, read);
  }
  cr_expect_eq(otherwise, 24);
}

/* No two characters have the same bytes, private ones included. */
Test(gb18030, no_two_characters_are_one) {
  static uint8_t pairs[1 << 16], fours[1 << 21];
  for (uint32_t code = 0x80; code <= 0x10FFFF; code++) {
    char bytes[FR__GB18030_BYTES];
    const uint8_t *at = (const uint8_t *)bytes;
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    const uint32_t size = fr__gb18030_put(code, bytes);
    cr_assert(size == 2 || size == 4, "U+%04X", code);
    if (size == 2) {
      cr_assert_eq(pairs[at[0] << 8 | at[1]]++, 0, "U+%04X", code);
      continue;
    }
    const uint32_t number = ((at[0] - 0x81u) * 10 + (at[1] - 0x30u)) * 1260 + (at[2] - 0x81u) * 10 + (at[3] - 0x30u);
    cr_assert_lt(number, sizeof fours, "U+%04X", code);
    cr_assert_eq(fours[number]++, 0, "U+%04X", code);
  }
}

Test(gb18030, texts) {
  static const struct {
    const char *text, *bytes;
  } cases[] = {
      {"", ""},
      {"abc 1", "abc 1"},
      {"安全账户", "\xb0\xb2\xc8\xab\xd5\xcb\xbb\xa7"},
      {"“元”，。？", "\xa1\xb0\xd4\xaa\xa1\xb1\xa3\xac\xa1\xa3\xa3\xbf"},
      {"é𠀀", "\xa8\xa6\x95\x32\x82\x36"},
      {"ḿ︐", "\xa8\xbc\xa6\xd9"},
      {"a\xff中\xe4\xb8", "a?\xd6\xd0??"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    char into[64];
    const uint32_t size = (uint32_t)strlen(cases[i].text);
    const uint64_t wanted = strlen(cases[i].bytes);
    cr_expect_eq(fr__gb18030_of(cases[i].text, size, NULL), wanted, "%zu", i);
    cr_assert_eq(fr__gb18030_of(cases[i].text, size, into), wanted, "%zu", i);
    cr_expect_eq(memcmp(into, cases[i].bytes, wanted), 0, "%zu", i);
  }
}
