/* SPDX-License-Identifier: Apache-2.0
 *
 * Checks of structs, texts and identifiers, errors, and sums that do not overflow. */
#include "base/base.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* ---- structs of other versions ---- */

typedef struct later {
  uint32_t struct_size;
  uint32_t old;
  uint64_t since_one;
  uint64_t since_two;
} later;
enum { LEAST = 8, KNOWN = 16 };

Test(structs, sizes) {
  const later one = {.old = 7, .since_one = 8, .since_two = 0};
  cr_expect_eq(fr__check_struct(NULL, KNOWN, LEAST, KNOWN), FR_NULL_POINTER);
  cr_expect_eq(fr__check_struct(&one, 0, LEAST, KNOWN), FR_STRUCT_SIZE);
  cr_expect_eq(fr__check_struct(&one, LEAST - 1, LEAST, KNOWN), FR_STRUCT_SIZE);
  cr_expect_eq(fr__check_struct(&one, LEAST, LEAST, KNOWN), FR_OK);
  cr_expect_eq(fr__check_struct(&one, KNOWN, LEAST, KNOWN), FR_OK);
  cr_expect_eq(fr__check_struct(&one, sizeof one, LEAST, KNOWN), FR_OK, "a tail that is not used is no matter");
  cr_expect_eq(fr__check_struct(&one, UINT32_MAX, LEAST, KNOWN), FR_STRUCT_SIZE, "nothing is read that far");
  cr_expect_eq(fr__check_struct(&one, 65537, LEAST, KNOWN), FR_STRUCT_SIZE);
}

Test(structs, every_byte_of_an_unknown_tail_counts) {
  unsigned char bytes[64] = {0};
  memset(bytes, 0xAA, KNOWN);
  cr_expect_eq(fr__check_struct(bytes, sizeof bytes, LEAST, KNOWN), FR_OK);
  for (uint32_t i = KNOWN; i < sizeof bytes; i++) {
    bytes[i] = 1;
    cr_expect_eq(fr__check_struct(bytes, sizeof bytes, LEAST, KNOWN), FR_STRUCT_TAIL, "%u", i);
    cr_expect_eq(fr__check_struct(bytes, i, LEAST, KNOWN), FR_OK, "behind the struct nothing is read");
    bytes[i] = 0;
  }
}

Test(structs, the_largest_that_is_looked_at) {
  unsigned char *bytes = calloc(65536, 1);
  cr_assert_not_null(bytes);
  cr_expect_eq(fr__check_struct(bytes, 65536, LEAST, KNOWN), FR_OK);
  bytes[65535] = 1;
  cr_expect_eq(fr__check_struct(bytes, 65536, LEAST, KNOWN), FR_STRUCT_TAIL);
  free(bytes);
}

Test(structs, copies_take_what_both_know) {
  const later from = {16, 7, 8, 9};
  later into;
  memset(&into, 0xFF, sizeof into);
  fr__copy_struct(&into, sizeof into, &from, KNOWN);
  cr_expect_eq(into.old, 7);
  cr_expect_eq(into.since_one, 8);
  cr_expect_eq(into.since_two, 0, "what an older caller does not have is zero");
  memset(&into, 0xFF, sizeof into);
  fr__copy_struct(&into, KNOWN, &from, sizeof from);
  cr_expect_eq(into.since_one, 8);
  cr_expect_eq(into.since_two, UINT64_MAX, "nothing is written behind what this library knows");
}

/* ---- UTF-8 ---- */

static uint32_t length_of(const char *bytes, uint32_t size) {
  uint32_t code = 12345;
  return fr__utf8_next(bytes, size, &code);
}

/* Every code point, written by the definition. */
Test(utf8, every_code_point) {
  for (uint32_t code = 0; code <= 0x110100; code++) {
    char bytes[4];
    uint32_t size;
    if (code < 0x80) {
      bytes[0] = (char)code;
      size = 1;
    } else {
      size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      for (uint32_t i = 0; i < size; i++) bytes[size - 1 - i] = (char)(0x80 | (code >> (6 * i) & 0x3F));
      const uint32_t lead = size == 2 ? 0xC0u : size == 3 ? 0xE0u : 0xF0u;
      bytes[0] = (char)(lead | code >> (6 * (size - 1)));
    }
    const bool valid = code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
    uint32_t found = 0;
    cr_assert_eq(fr__utf8_next(bytes, size, &found), valid ? size : 0, "U+%04X", code);
    if (valid) cr_assert_eq(found, code);
    cr_assert_eq(fr__utf8_valid(bytes, size), valid);
    for (uint32_t cut = 0; cut < size; cut++) cr_assert_eq(length_of(bytes, cut), 0, "U+%04X cut to %u", code, cut);
  }
}

/* Every sequence of two bytes, and of three behind each kind of lead, is either in the table above or refused. */
Test(utf8, nothing_else_is_taken) {
  uint32_t taken = 0;
  for (uint32_t a = 0x80; a < 0x100; a++) {
    for (uint32_t b = 0; b < 0x100; b++) {
      const char bytes[2] = {(char)a, (char)b};
      taken += length_of(bytes, 2) != 0;
    }
  }
  cr_expect_eq(taken, 0x800 - 0x80);
  taken = 0;
  for (uint32_t a = 0xE0; a < 0x100; a++) {
    for (uint32_t b = 0; b < 0x10000; b++) {
      const char bytes[3] = {(char)a, (char)(b >> 8), (char)b};
      taken += length_of(bytes, 3) != 0;
    }
  }
  cr_expect_eq(taken, 0x10000 - 0x800 - 0x800);
}

Test(utf8, overlong_forms_surrogates_and_strays) {
  static const struct {
    const char *bytes;
    uint32_t size;
  } bad[] = {
      {"\xC0\x80", 2},
      {"\xC0\xAF", 2},
      {"\xC1\xBF", 2},
      {"\xE0\x80\xAF", 3},
      {"\xE0\x9F\xBF", 3},
      {"\xED\xA0\x80", 3},
      {"\xED\xBF\xBF", 3},
      {"\xF0\x80\x80\xAF", 4},
      {"\xF0\x8F\xBF\xBF", 4},
      {"\xF4\x90\x80\x80", 4},
      {"\xF5\x80\x80\x80", 4},
      {"\xF8\x88\x80\x80\x80", 5},
      {"\xFE", 1},
      {"\xFF", 1},
      {"\x80", 1},
      {"\xBF", 1},
      {"\xC3", 1},
      {"\xC3(", 2},
      {"\xE5\xAE", 2},
      {"\xE5\xAE(", 3},
      {"\xF0\x9F\x98", 3},
      {"\xF0\x9F\x98(", 4},
      {"ok\xC3", 3},
      {"\xE5\xAE\x89\xE5", 4},
  };
  for (size_t i = 0; i < FR_COUNT(bad); i++) cr_expect_not(fr__utf8_valid(bad[i].bytes, bad[i].size), "case %zu", i);
  cr_expect(fr__utf8_valid("", 0));
  cr_expect(fr__utf8_valid(NULL, 0));
  cr_expect(fr__utf8_valid("a\0b", 3), "a zero byte is a character");
  cr_expect(fr__utf8_valid("\xF4\x8F\xBF\xBF", 4));
}

/* ---- identifiers ---- */

static fr_text text(const char *data, uint32_t size) { return (fr_text){data, size, FR_ENCODING_UTF8}; }

Test(identifiers, of_all_sizes) {
  char bytes[66];
  memset(bytes, 'x', sizeof bytes);
  for (uint32_t size = 1; size <= 64; size++) {
    cr_expect_eq(fr__check_identifier(text(bytes, size), "payer", NULL), FR_OK, "%u", size);
  }
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__check_identifier(text(bytes, 65), "payer", &error), FR_TOO_LONG);
  cr_expect_eq(error.status, FR_TOO_LONG);
  cr_expect_str_eq(error.field, "payer");
  cr_expect_str_eq(error.message, "payer has 65 bytes; an identifier may have at most 64");
  cr_expect_eq(fr__check_identifier(text(bytes, 0), "payer", &error), FR_MISSING_FIELD);
  cr_expect_str_eq(error.message, "payer is missing; it is required here");
  cr_expect_eq(fr__check_identifier(text(NULL, 5), "payer", &error), FR_MISSING_FIELD);
}

Test(identifiers, limits_count_bytes_not_characters) {
  char bytes[66];
  for (uint32_t i = 0; i < 22; i++) memcpy(bytes + i * 3, "\xE5\xAE\x89", 3);
  cr_expect_eq(fr__check_identifier(text(bytes, 63), "id", NULL), FR_OK);
  cr_expect_eq(fr__check_identifier(text(bytes, 64), "id", NULL), FR_BAD_TEXT, "cut inside a character");
  cr_expect_eq(fr__check_identifier(text(bytes, 66), "id", NULL), FR_TOO_LONG);
}

Test(identifiers, control_characters_and_bad_bytes) {
  for (uint32_t byte = 0; byte < 0x80; byte++) {
    const char bytes[3] = {'a', (char)byte, 'b'};
    const bool control = byte < 0x20 || byte == 0x7F;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr__check_identifier(text(bytes, 3), "payee", &error), control ? FR_BAD_TEXT : FR_OK, "%02x", byte);
    if (control) cr_expect_str_eq(error.message, "payee has a control character at byte 1");
  }
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__check_identifier(text("ab\xFF", 3), "payee", &error), FR_BAD_TEXT);
  cr_expect_str_eq(error.message, "payee has invalid UTF-8 at byte 2");
  cr_expect_eq(fr__check_identifier(text("  ", 2), "payee", NULL), FR_OK, "a blank is a character like any other");
}

/* ---- errors ---- */

Test(errors, are_filled_and_cleared) {
  fr_error error = FR_ERROR_INIT;
  error.line = 7;
  error.column = 8;
  error.offset = 9;
  cr_expect_eq(fr__fail(&error, FR_BAD_VALUE, "channel", "%s is %d", "channel", 77), FR_BAD_VALUE);
  cr_expect_eq(error.status, FR_BAD_VALUE);
  cr_expect_eq(error.line, 0);
  cr_expect_eq(error.column, 0);
  cr_expect_eq(error.offset, -1);
  cr_expect_str_eq(error.field, "channel");
  cr_expect_str_eq(error.message, "channel is 77");
  cr_expect_eq(error.struct_size, sizeof error, "the caller's");
  fr__error_clear(&error);
  cr_expect_eq(error.status, FR_OK);
  cr_expect_str_eq(error.field, "");
  cr_expect_str_eq(error.message, "");
  fr__error_clear(NULL);
  cr_expect_eq(fr__fail(NULL, FR_CONFLICT, "x", "%d", 1), FR_CONFLICT);
}

Test(errors, long_fields_and_messages_are_cut_to_what_fits) {
  char most[512];
  memset(most, 'm', sizeof most);
  most[511] = '\0';
  fr_error error = FR_ERROR_INIT;
  fr__fail(&error, FR_BAD_VALUE, most, "%s", most);
  cr_expect_eq(strlen(error.field), sizeof error.field - 1);
  cr_expect_eq(strlen(error.message), sizeof error.message - 1);
}

/* ---- small things ---- */

/* What a message names may come from outside: no terminal may obey it, no log may show two lines for one. */
Test(errors, control_characters_are_not_passed_on) {
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__fail(&error, FR_BAD_BUNDLE, NULL, "a '%s' of \xe4\xb8\xad", "\x1b[2J\r\n\t\x7f"), FR_BAD_BUNDLE);
  cr_expect_str_eq(error.message,
                   "a '?[2J???"
                   "?' of \xe4\xb8\xad");
}

Test(base, names) {
  static const char *const good[] = {"a", "_", "retail-cn", "A1_-z"}, *const bad[] = {"",    "1st", "-a",
                                                                                      "a b", "a.b", "\xe4"};
  char longest[FR_MAX_NAME_BYTES + 2];
  memset(longest, 'x', sizeof longest);
  for (size_t i = 0; i < FR_COUNT(good); i++) cr_expect(fr__is_name(fr_text_of(good[i])), "%s", good[i]);
  for (size_t i = 0; i < FR_COUNT(bad); i++) cr_expect_not(fr__is_name(fr_text_of(bad[i])), "%s", bad[i]);
  cr_expect(fr__is_name((fr_text){longest, FR_MAX_NAME_BYTES, FR_ENCODING_UTF8}));
  cr_expect_not(fr__is_name((fr_text){longest, FR_MAX_NAME_BYTES + 1, FR_ENCODING_UTF8}));
  cr_expect_not(fr__is_name((fr_text){"a\0b", 3, FR_ENCODING_UTF8}));
  cr_expect_not(fr__is_name((fr_text){0}));
}

Test(base, sums) {
  int64_t sum = 0;
  cr_expect(fr__add_i64(1, 2, &sum));
  cr_expect_eq(sum, 3);
  cr_expect_not(fr__add_i64(INT64_MAX, 1, &sum));
  cr_expect_not(fr__add_i64(INT64_MIN, -1, &sum));
  cr_expect_eq(fr__add_saturating(INT64_MAX, 1), INT64_MAX);
  cr_expect_eq(fr__add_saturating(1, INT64_MAX), INT64_MAX);
  cr_expect_eq(fr__add_saturating(INT64_MIN, -1), INT64_MIN);
  cr_expect_eq(fr__add_saturating(INT64_MIN, INT64_MAX), -1);
  cr_expect_eq(fr__add_saturating(-5, 3), -2);
}

Test(base, texts_that_are_a_string) {
  cr_expect(fr__text_is(fr_text_of("abc"), "abc"));
  cr_expect_not(fr__text_is(fr_text_of("abc"), "ab"));
  cr_expect_not(fr__text_is(fr_text_of("ab"), "abc"));
  cr_expect_not(fr__text_is(fr_text_of("abd"), "abc"));
  cr_expect_not(fr__text_is(fr_text_of(NULL), ""), "unknown is not empty");
  cr_expect(fr__text_is(fr_text_of(""), ""));
}

static uint32_t distance(const char *a, const char *b, uint32_t limit) {
  return fr__edit_distance(a, (uint32_t)strlen(a), b, (uint32_t)strlen(b), limit);
}

Test(base, edit_distances) {
  cr_expect_eq(distance("", "", 5), 0);
  cr_expect_eq(distance("", "abc", 5), 3);
  cr_expect_eq(distance("abc", "", 5), 3);
  cr_expect_eq(distance("kitten", "sitting", 5), 3);
  cr_expect_eq(distance("kitten", "sitting", 3), 3);
  cr_expect_eq(distance("kitten", "sitting", 2), 3, "past the limit: the limit and one");
  cr_expect_eq(distance("kitten", "sitting", 0), 1);
  cr_expect_eq(distance("amount", "amuont", 5), 2);
  cr_expect_eq(distance("flaw", "lawn", 5), 2);
  cr_expect_eq(distance("same", "same", 0), 0);
  char most[66];
  memset(most, 'a', 65);
  most[65] = '\0';
  cr_expect_eq(fr__edit_distance(most, 64, most, 64, 2), 0);
  cr_expect_eq(fr__edit_distance(most, 64, "", 0, 64), 64);
  cr_expect_eq(fr__edit_distance(most, 65, most, 65, 2), 3, "longer than it looks at");
  cr_expect_eq(fr__edit_distance("a", 1, most, 65, 2), 3);
}
