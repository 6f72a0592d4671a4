/* SPDX-License-Identifier: Apache-2.0
 *
 * What the reader takes and what it refuses: every form of a head, and every rule of deterministic encoding. Bytes are
 * written in hexadecimal; what is expected comes from RFC 8949, sections 3 and 4.2.1, and from wire/cbor.h. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "document.h"
#include "guarded.h"

static uint8_t bytes[4096];

static fr__cbor_reader reader_of(const char *hex, fr_error *error) {
  const size_t size = hex_bytes(hex, bytes, sizeof bytes);
  cr_assert_neq(size, SIZE_MAX, "no hexadecimal: %s", hex);
  fr__cbor_reader reader;
  fr__cbor_reader_init(&reader, bytes, size, error);
  return reader;
}

/* Reads one item with all that is inside, and the end. */
static fr_status read_whole(fr__cbor_reader *reader) {
  const fr_status status = fr__cbor_skip(reader);
  return status == FR_OK ? fr__cbor_end(reader) : status;
}

/* ---- what is taken ---- */

Test(reader, integers_of_every_width) {
  static const struct {
    const char *hex;
    fr__cbor_type type;
    uint64_t value;
  } cases[] = {
      {"00", FR__CBOR_UINT, 0},
      {"01", FR__CBOR_UINT, 1},
      {"17", FR__CBOR_UINT, 23},
      {"1818", FR__CBOR_UINT, 24},
      {"18ff", FR__CBOR_UINT, 255},
      {"190100", FR__CBOR_UINT, 256},
      {"19ffff", FR__CBOR_UINT, 65535},
      {"1a00010000", FR__CBOR_UINT, 65536},
      {"1affffffff", FR__CBOR_UINT, UINT32_MAX},
      {"1b0000000100000000", FR__CBOR_UINT, UINT64_C(4294967296)},
      {"1bffffffffffffffff", FR__CBOR_UINT, UINT64_MAX},
      {"20", FR__CBOR_NEGATIVE, 0},
      {"37", FR__CBOR_NEGATIVE, 23},
      {"3818", FR__CBOR_NEGATIVE, 24},
      {"38ff", FR__CBOR_NEGATIVE, 255},
      {"390100", FR__CBOR_NEGATIVE, 256},
      {"39ffff", FR__CBOR_NEGATIVE, 65535},
      {"3a00010000", FR__CBOR_NEGATIVE, 65536},
      {"3affffffff", FR__CBOR_NEGATIVE, UINT32_MAX},
      {"3b0000000100000000", FR__CBOR_NEGATIVE, UINT64_C(4294967296)},
      {"3bffffffffffffffff", FR__CBOR_NEGATIVE, UINT64_MAX},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__cbor_reader reader = reader_of(cases[i].hex, NULL);
    fr__cbor_item item;
    cr_assert_eq(fr__cbor_next(&reader, &item), FR_OK, "%s", cases[i].hex);
    cr_expect_eq(item.type, cases[i].type, "%s", cases[i].hex);
    cr_expect_eq(item.value, cases[i].value, "%s", cases[i].hex);
    cr_expect_eq(fr__cbor_end(&reader), FR_OK, "%s", cases[i].hex);
  }
}

Test(reader, simple_values_and_floats) {
  static const struct {
    const char *hex;
    double number;
  } floats[] = {
      {"fb0000000000000000", 0.0},       {"fb8000000000000000", -0.0},
      {"fb3ff0000000000000", 1.0},       {"fb3ff199999999999a", 1.1},
      {"fbc010666666666666", -4.1},      {"fb7e37e43c8800759c", 1.0e300},
      {"fb0000000000000001", 0x1p-1074}, {"fb7fefffffffffffff", 0x1.fffffffffffffp+1023},
      {"fb7ff0000000000000", INFINITY},  {"fbfff0000000000000", -INFINITY},
  };
  for (size_t i = 0; i < FR_COUNT(floats); i++) {
    fr__cbor_reader reader = reader_of(floats[i].hex, NULL);
    double number = 77;
    cr_expect_eq(fr__cbor_double(&reader, "x", &number), FR_OK, "%s", floats[i].hex);
    cr_expect_eq(number, floats[i].number, "%s", floats[i].hex);
    cr_expect_eq(signbit(number) != 0, signbit(floats[i].number) != 0, "%s", floats[i].hex);
  }
  fr__cbor_reader reader = reader_of("84 fb7ff8000000000000 f4 f5 f6", NULL);
  fr__cbor_item item;
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_OK);
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_OK);
  cr_expect(isnan(item.number));
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_OK);
  cr_expect_eq(item.type, FR__CBOR_BOOL);
  cr_expect_not(item.boolean);
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_OK);
  cr_expect_eq(item.type, FR__CBOR_BOOL);
  cr_expect(item.boolean);
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_OK);
  cr_expect_eq(item.type, FR__CBOR_NULL);
  cr_expect_eq(fr__cbor_end(&reader), FR_OK);
}

/* Where the width of a length changes: texts and bytes are borrowed where they stand. */
Test(reader, bytes_and_texts_of_every_width_of_length) {
  static const struct {
    const char *head; /* behind the major type */
    uint32_t size;
  } cases[] = {{"00", 0},
               {"01", 1},
               {"17", 23},
               {"1818", 24},
               {"18ff", 255},
               {"190100", 256},
               {"19ffff", 65535},
               {"1a00010000", 65536},
               {"1a00010001", 65537}};
  uint8_t *document = malloc(70000);
  cr_assert_not_null(document);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    for (uint32_t major = 2; major <= 3; major++) {
      memset(document, 'a', 70000);
      const size_t head = hex_bytes(cases[i].head, document, 16);
      document[0] = (uint8_t)(document[0] | major << 5);
      fr__cbor_reader reader;
      fr__cbor_reader_init(&reader, document, head + cases[i].size, NULL);
      fr__cbor_item item;
      cr_assert_eq(fr__cbor_next(&reader, &item), FR_OK, "%s", cases[i].head);
      cr_expect_eq(item.type, major == 2 ? FR__CBOR_BYTES : FR__CBOR_TEXT);
      cr_expect_eq(item.size, cases[i].size);
      cr_expect_eq(item.data, document + head, "borrowed, not copied");
      cr_expect_eq(fr__cbor_end(&reader), FR_OK);
      if (cases[i].size == 0) continue;
      fr__cbor_reader_init(&reader, document, head + cases[i].size - 1, NULL);
      cr_expect_eq(fr__cbor_next(&reader, &item), FR_BAD_BUNDLE, "%s: the last byte is not there", cases[i].head);
    }
  }
  free(document);
}

Test(reader, arrays_and_maps_of_every_width_of_count) {
  static const uint32_t counts[] = {0, 1, 23, 24, 255, 256, 65535, 65536};
  const size_t most = 65536 * 6 + 16;
  uint8_t *document = malloc(most);
  cr_assert_not_null(document);
  for (size_t i = 0; i < FR_COUNT(counts); i++) {
    for (int map = 0; map <= 1; map++) {
      fr__cbor_writer writer;
      fr__cbor_writer_fixed(&writer, document, most);
      if (map) {
        fr__cbor_write_map(&writer, counts[i]);
        for (uint32_t k = 0; k < counts[i]; k++) fr__cbor_write_uint(&writer, k);
        writer.size = 0;
        fr__cbor_write_map(&writer, counts[i]);
      } else {
        fr__cbor_write_array(&writer, counts[i]);
      }
      for (uint32_t k = 0; k < counts[i]; k++) {
        if (map) fr__cbor_write_uint(&writer, k);
        fr__cbor_write_null(&writer);
      }
      cr_assert_eq(writer.status, FR_OK);
      fr__cbor_reader reader;
      uint64_t count = 77;
      fr__cbor_reader_init(&reader, document, writer.size, NULL);
      cr_expect_eq((map ? fr__cbor_map : fr__cbor_array)(&reader, "x", &count), FR_OK);
      cr_expect_eq(count, counts[i]);
      fr__cbor_reader_init(&reader, document, writer.size, NULL);
      cr_expect_eq(read_whole(&reader), FR_OK, "%u", counts[i]);
    }
  }
  free(document);
}

/* Every first byte, with a number behind it that needs the form, and many zero bytes: + is taken, - is refused. */
Test(reader, every_first_byte) {
  /*                                     0 to 23                  24-27 28-30 31 */
  static const char *const expected[] = {
      "++++++++++++++++++++++++"
      "++++"
      "---"
      "-", /* unsigned integers */
      "++++++++++++++++++++++++"
      "++++"
      "---"
      "-", /* negative integers */
      "++++++++++++++++++++++++"
      "+++-"
      "---"
      "-", /* bytes: not 4 GiB of them */
      "++++++++++++++++++++++++"
      "+++-"
      "---"
      "-", /* texts */
      "++++++++++++++++++++++++"
      "+++-"
      "---"
      "-", /* arrays */
      "++++++++++++++++++++++++"
      "+++-"
      "---"
      "-", /* maps */
      "------------------------"
      "----"
      "---"
      "-", /* tags */
      "--------------------+++-"
      "---+"
      "---"
      "-"}; /* false, true, null; float64 */
  static const char *const numbers[] = {"18", "0100", "00010000", "0000000100000000"};
  const size_t size = 200000;
  uint8_t *document = malloc(size);
  cr_assert_not_null(document);
  for (uint32_t first = 0; first < 256; first++) {
    memset(document, 0, size);
    document[0] = (uint8_t)first;
    const uint32_t form = first & 31;
    if (form >= 24 && form <= 27) cr_assert_neq(hex_bytes(numbers[form - 24], document + 1, 8), SIZE_MAX);
    fr__cbor_reader reader;
    fr__cbor_item item;
    fr__cbor_reader_init(&reader, document, size, NULL);
    const fr_status status = expected[first >> 5][form] == '+' ? FR_OK : FR_BAD_BUNDLE;
    cr_expect_eq(fr__cbor_next(&reader, &item), status, "%02x", first);
  }
  free(document);
}

Test(reader, keys_in_order) {
  static const char *const cases[] = {
      "a0",
      "a1 00 f6",
      "a2 17 f6 1818 f6",               /* a longer form is a larger number */
      "a2 18ff f6 190100 f6",           /* one byte of number before two */
      "a2 1bffffffffffffffff f6 20 f6", /* every unsigned integer before every negative one */
      "a2 20 f6 21 f6",                 /* -1 before -2: by bytes, not by value */
      "a2 20 f6 60 f6",                 /* integers before texts */
      "a2 60 f6 6161 f6",               /* the empty text first */
      "a2 6162 f6 626161 f6",           /* b before aa: a text's length comes first */
      "a2 626161 f6 626162 f6",         /* aa before ab */
      "a2 617a f6 62c3a9 f6",           /* z before é */
      "a2 01 a2 00 f6 01 f6 02 f6",     /* each map counts for itself: inside a value, */
      "a2 01 81 a1 00 f6 02 f6",        /* deeper inside a value, */
      "82 a1 05 f6 a1 04 f6",           /* and side by side */
      "a2 00 82 09 08 01 f6",           /* items of an array are no keys */
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_error error = FR_ERROR_INIT;
    fr__cbor_reader reader = reader_of(cases[i], &error);
    cr_expect_eq(read_whole(&reader), FR_OK, "%s: %s", cases[i], error.message);
  }
}

/* The order of RFC 8949, 4.2.1, in its own example (but for the keys that are no integers or texts). */
Test(reader, the_order_of_the_standard) {
  fr__cbor_reader reader = reader_of("a5 0a 01 1864 02 20 03 617a 04 626161 05", NULL);
  cr_expect_eq(read_whole(&reader), FR_OK);
}

/* ---- what is refused ---- */

typedef struct refusal {
  const char *hex;
  int64_t offset; /* of the item at fault */
  const char *why;
} refusal;

static void expect_refusals(const refusal *cases, size_t count) {
  guarded guard = guarded_make();
  cr_assert_not_null(guard.pages);
  for (size_t i = 0; i < count; i++) {
    const size_t size = hex_bytes(cases[i].hex, bytes, sizeof bytes);
    cr_assert_neq(size, SIZE_MAX, "no hexadecimal: %s", cases[i].hex);
    fr_error error = FR_ERROR_INIT;
    fr__cbor_reader reader;
    fr__cbor_reader_init(&reader, guarded_copy(&guard, bytes, size), size, &error);
    cr_expect_eq(read_whole(&reader), FR_BAD_BUNDLE, "%s", cases[i].hex);
    cr_expect_eq(error.status, FR_BAD_BUNDLE, "%s", cases[i].hex);
    cr_expect_eq(error.offset, cases[i].offset, "%s: byte %lld", cases[i].hex, (long long)error.offset);
    char message[256];
    snprintf(message, sizeof message, "byte %lld: %s", (long long)cases[i].offset, cases[i].why);
    cr_expect_str_eq(error.message, message, "%s: %s", cases[i].hex, error.message);
    cr_expect_not(strict_accepts(bytes, size), "%s", cases[i].hex);
    fr__cbor_reader_init(&reader, bytes, size, NULL);
    cr_expect_eq(read_whole(&reader), FR_BAD_BUNDLE, "%s, without an error to fill", cases[i].hex);
  }
  guarded_free(&guard);
}

static const char longer[] = "a number or length is not in its shortest form";

Test(reader, refuses_longer_forms) {
  static const refusal cases[] = {
      {"1800", 0, longer},
      {"1817", 0, longer},
      {"190018", 0, longer},
      {"1900ff", 0, longer},
      {"1a0000ffff", 0, longer},
      {"1b00000000ffffffff", 0, longer},
      {"1b0000000000000000", 0, longer},
      {"3800", 0, longer},
      {"3817", 0, longer},
      {"3900ff", 0, longer},
      {"3a0000ffff", 0, longer},
      {"3b00000000ffffffff", 0, longer},
      {"5800", 0, longer},
      {"580161", 0, longer},
      {"59000161", 0, longer},
      {"5a0000000161", 0, longer},
      {"5b000000000000000161", 0, longer},
      {"7800", 0, longer},
      {"780161", 0, longer},
      {"79000161", 0, longer},
      {"7a0000000161", 0, longer},
      {"7b000000000000000161", 0, longer},
      {"9800", 0, longer},
      {"9801f6", 0, longer},
      {"990001f6", 0, longer},
      {"9a00000001f6", 0, longer},
      {"9b0000000000000001f6", 0, longer},
      {"b800", 0, longer},
      {"b80100f6", 0, longer},
      {"b9000100f6", 0, longer},
      {"ba0000000100f6", 0, longer},
      {"bb000000000000000100f6", 0, longer},
      {"82 00 1817", 2, longer},
      {"a1 1800 f6", 1, longer},
      {"a1 780161 f6", 1, longer},
  };
  expect_refusals(cases, FR_COUNT(cases));
}

static const char indefinite[] = "a length is indefinite; it has to be given";
static const char tag[] = "a tag stands here; tags are not used";
static const char no_item[] = "this byte begins no item of CBOR";
static const char short_float[] = "a float has fewer than 64 bits";
static const char other_nan[] = "a NaN is not in its one form";

Test(reader, refuses_what_is_not_used) {
  static const refusal cases[] = {
      {"5fff", 0, indefinite},
      {"5f4161ff", 0, indefinite},
      {"7fff", 0, indefinite},
      {"7f6161ff", 0, indefinite},
      {"9fff", 0, indefinite},
      {"9f00ff", 0, indefinite},
      {"bfff", 0, indefinite},
      {"bf00f6ff", 0, indefinite},
      {"81 9fff", 1, indefinite},
      {"ff", 0, "a break stands here, but nothing is open"},
      {"81 ff", 1, "a break stands here, but nothing is open"},
      {"c000", 0, tag},
      {"c11a514b67b0", 0, tag},
      {"d74401020304", 0, tag},
      {"d8186449455446", 0, tag},
      {"d9d9f700", 0, tag},
      {"da0001000000", 0, tag},
      {"db000000010000000000", 0, tag},
      {"a1 c000 f6", 1, tag},
      {"f7", 0, "the value undefined stands here; it is not used"},
      {"e0", 0, no_item},
      {"f0", 0, no_item},
      {"f3", 0, no_item},
      {"f800", 0, no_item},
      {"f814", 0, no_item}, /* false in two bytes */
      {"f820", 0, no_item},
      {"f8ff", 0, no_item},
      {"1c", 0, no_item},
      {"3d", 0, no_item},
      {"5e", 0, no_item},
      {"7c", 0, no_item},
      {"9d", 0, no_item},
      {"be", 0, no_item},
      {"dc", 0, no_item},
      {"fc", 0, no_item},
      {"fd", 0, no_item},
      {"fe", 0, no_item},
      {"1f", 0, no_item},
      {"3f", 0, no_item},
      {"df", 0, no_item},
      {"f90000", 0, short_float},
      {"f93c00", 0, short_float},
      {"f97e00", 0, short_float},
      {"fa3f800000", 0, short_float},
      {"fa7fc00000", 0, short_float},
      {"fb7ff8000000000001", 0, other_nan},
      {"fb7ff0000000000001", 0, other_nan},
      {"fb7fffffffffffffff", 0, other_nan},
      {"fbfff8000000000000", 0, other_nan},
      {"fbffffffffffffffff", 0, other_nan},
  };
  expect_refusals(cases, FR_COUNT(cases));
}

static const char nothing_there[] = "the bytes end where an item should begin";
static const char cut[] = "the bytes end inside an item";
static const char few_items[] = "an array says that it has more items than there are bytes left";
static const char few_pairs[] = "a map says that it has more pairs than there are bytes left";

Test(reader, refuses_more_than_is_there) {
  static const refusal cases[] = {
      {"", 0, nothing_there},
      {"18", 0, cut},
      {"1901", 0, cut},
      {"1a010000", 0, cut},
      {"1b01000000000000", 0, cut},
      {"38", 0, cut},
      {"41", 0, cut},
      {"5818", 0, cut},
      {"420a", 0, cut},
      {"5b7fffffffffffffff", 0, cut},
      {"5bffffffffffffffff", 0, cut},
      {"61", 0, cut},
      {"7b7fffffffffffffff00", 0, cut},
      {"7bffffffffffffffff00", 0, cut},
      {"fb", 0, cut},
      {"fb00000000000000", 0, cut},
      {"98", 0, cut},
      {"b9ff", 0, cut},
      {"81", 0, few_items},
      {"8200", 0, few_items},
      {"9a00010000 00", 0, few_items},
      {"9b8000000000000000 00", 0, few_items},
      {"9bffffffffffffffff 00", 0, few_items},
      {"a1", 0, few_pairs},
      {"a100", 0, few_pairs},
      {"a2 00f6 01", 0, few_pairs},
      {"bb7fffffffffffffff 00f6", 0, few_pairs},
      {"bb8000000000000001 00f6", 0, few_pairs}, /* twice of it is two */
      {"bbffffffffffffffff 00f6", 0, few_pairs},
      {"82 81 f6", 3, nothing_there},
      {"a1 00 81", 2, few_items},
      {"0000", 1, "bytes follow behind the end"},
      {"80f6", 1, "bytes follow behind the end"},
  };
  expect_refusals(cases, FR_COUNT(cases));
}

static const char bad_text[] = "a text is not valid UTF-8";

Test(reader, refuses_damaged_texts) {
  static const refusal cases[] = {
      {"61 ff", 0, bad_text},        {"61 80", 0, bad_text},
      {"61 c3", 0, bad_text},                                       /* its second byte is not there */
      {"62 c080", 0, bad_text},                                     /* zero in two bytes */
      {"62 c328", 0, bad_text},      {"63 eda080", 0, bad_text},    /* half of a surrogate pair */
      {"63 e0809f", 0, bad_text},    {"64 f4908080", 0, bad_text},  /* past U+10FFFF */
      {"64 6162c3 28", 0, bad_text}, {"82 61e5 61ae", 1, bad_text}, /* a character does not go on in the next text */
      {"a1 61ff f6", 1, bad_text},
  };
  expect_refusals(cases, FR_COUNT(cases));
  fr__cbor_reader reader = reader_of("41 ff", NULL);
  cr_expect_eq(read_whole(&reader), FR_OK, "bytes are not text");
}

static const char twice[] = "a key of a map comes twice";
static const char order[] = "the keys of a map are not in ascending order";
static const char no_key[] = "a key of a map is neither a text nor an integer";

Test(reader, refuses_keys_that_are_not_in_order) {
  static const refusal cases[] = {
      {"a2 00 f6 00 f6", 3, twice},
      {"a2 20 f6 20 f6", 3, twice},
      {"a2 6161 f6 6161 f6", 4, twice},
      {"a2 60 f6 60 f6", 3, twice},
      {"a2 01 f6 00 f6", 3, order},
      {"a2 1818 f6 17 f6", 4, order},
      {"a2 20 f6 00 f6", 3, order},
      {"a2 60 f6 20 f6", 3, order},
      {"a2 6161 f6 60 f6", 4, order},
      {"a2 626161 f6 6162 f6", 5, order}, /* the order of texts themselves is not that of their encodings */
      {"a2 626162 f6 626161 f6", 5, order},
      {"a3 00 f6 01 f6 00 f6", 5, order}, /* twice, but not side by side */
      {"a3 00 f6 02 f6 01 f6", 5, order},
      {"a2 01 a2 00 f6 05 f6 00 f6", 7, order}, /* after a map inside, the order goes on where it was */
      {"a2 01 a1 05 f6 01 f6", 5, twice},
      {"a1 00 a2 01 f6 00 f6", 5, order},
      {"a2 00 80 00 80", 3, twice},
      {"a1 40 f6", 1, no_key},
      {"a1 80 f6", 1, no_key},
      {"a1 8100 f6", 1, no_key},
      {"a1 a0 f6", 1, no_key},
      {"a1 f4 f6", 1, no_key},
      {"a1 f6 f6", 1, no_key},
      {"a1 fb3ff0000000000000 f6", 1, no_key},
  };
  expect_refusals(cases, FR_COUNT(cases));
}

/* ---- depth ---- */

/* `levels` arrays (or maps) in each other, and in the innermost what `inner` says. */
static size_t nest(uint8_t *into, bool map, uint32_t levels, const char *inner) {
  size_t at = 0;
  for (uint32_t i = 0; i < levels; i++) {
    into[at++] = map ? 0xA1 : 0x81;
    if (map) into[at++] = 0x00;
  }
  return at + hex_bytes(inner, into + at, 16);
}

Test(reader, nesting_ends_at_32) {
  uint8_t document[200];
  for (int map = 0; map <= 1; map++) {
    for (uint32_t levels = 1; levels <= 40; levels++) {
      const size_t size = nest(document, map != 0, levels, "f6");
      fr_error error = FR_ERROR_INIT;
      fr__cbor_reader reader;
      fr__cbor_reader_init(&reader, document, size, &error);
      cr_expect_eq(read_whole(&reader), levels <= 32 ? FR_OK : FR_TOO_DEEP, "%u levels", levels);
      if (levels <= 32) continue;
      const int64_t head = map ? 64 : 32;
      cr_expect_eq(error.status, FR_TOO_DEEP);
      cr_expect_eq(error.offset, head, "the head of level 33");
      cr_expect_str_eq(error.message,
                       map ? "byte 64: nesting is deeper than 32" : "byte 32: nesting is deeper than 32");
    }
  }
}

/* What is empty holds nothing that would be too deep. */
Test(reader, an_empty_array_is_no_level) {
  uint8_t document[200];
  static const char *const empty[] = {"80", "a0"};
  for (size_t i = 0; i < FR_COUNT(empty); i++) {
    fr__cbor_reader reader;
    fr__cbor_reader_init(&reader, document, nest(document, false, 32, empty[i]), NULL);
    cr_expect_eq(read_whole(&reader), FR_OK);
    fr__cbor_reader_init(&reader, document, nest(document, false, 33, empty[i]), NULL);
    cr_expect_eq(read_whole(&reader), FR_TOO_DEEP);
  }
}

/* Levels are given back: width costs no depth. */
Test(reader, many_deep_items_side_by_side) {
  uint8_t document[4096];
  document[0] = 0x98;
  document[1] = 100;
  size_t size = 2;
  for (uint32_t i = 0; i < 100; i++) size += nest(document + size, false, 31, "f6");
  fr__cbor_reader reader;
  fr__cbor_reader_init(&reader, document, size, NULL);
  cr_expect_eq(read_whole(&reader), FR_OK);
}

/* ---- the calls ---- */

Test(reader, items_carry_their_offsets) {
  static const uint64_t offsets[] = {0, 1, 2, 5, 8, 9, 12};
  fr__cbor_reader reader = reader_of("84 01 420a0b 626869 a1 190100 f6", NULL);
  fr__cbor_item item;
  for (size_t i = 0; i < FR_COUNT(offsets); i++) {
    cr_assert_eq(fr__cbor_next(&reader, &item), FR_OK);
    cr_expect_eq(item.offset, offsets[i], "item %zu", i);
  }
  cr_expect_eq(fr__cbor_end(&reader), FR_OK);
}

Test(reader, values_of_each_type) {
  fr__cbor_reader reader =
      reader_of("a7 00 05 01 24 02 43010203 03 64e5ae8921 04 f5 05 8103 6161 fb3ff8000000000000", NULL);
  uint64_t count = 0, number = 0, size = 0;
  int64_t integer = 0;
  const uint8_t *data = NULL;
  fr_text text = {NULL, 0, 0};
  bool flag = false;
  double real = 0;
  cr_expect_eq(fr__cbor_map(&reader, "m", &count), FR_OK);
  cr_expect_eq(count, 7);
  cr_expect_eq(fr__cbor_uint(&reader, "k", &number), FR_OK);
  cr_expect_eq(fr__cbor_uint(&reader, "v", &number), FR_OK);
  cr_expect_eq(number, 5);
  cr_expect_eq(fr__cbor_skip(&reader), FR_OK);
  cr_expect_eq(fr__cbor_int(&reader, "v", &integer), FR_OK);
  cr_expect_eq(integer, -5);
  cr_expect_eq(fr__cbor_skip(&reader), FR_OK);
  cr_expect_eq(fr__cbor_bytes(&reader, "v", &data, &size), FR_OK);
  cr_expect_eq(size, 3);
  cr_expect_arr_eq(data, "\1\2\3", 3);
  cr_expect_eq(fr__cbor_skip(&reader), FR_OK);
  cr_expect_eq(fr__cbor_text(&reader, "v", &text), FR_OK);
  cr_expect_eq(text.size, 4);
  cr_expect_arr_eq(text.data, "\xE5\xAE\x89!", 4);
  cr_expect_eq(text.encoding, FR_ENCODING_UTF8);
  cr_expect_eq(fr__cbor_skip(&reader), FR_OK);
  cr_expect_eq(fr__cbor_bool(&reader, "v", &flag), FR_OK);
  cr_expect(flag);
  cr_expect_eq(fr__cbor_skip(&reader), FR_OK);
  cr_expect_eq(fr__cbor_array(&reader, "v", &count), FR_OK);
  cr_expect_eq(count, 1);
  cr_expect_eq(fr__cbor_skip(&reader), FR_OK);
  cr_expect_eq(fr__cbor_map_key(&reader, "k", &text), FR_OK);
  cr_expect(fr__text_is(text, "a"));
  cr_expect_eq(fr__cbor_double(&reader, "v", &real), FR_OK);
  cr_expect_eq(real, 1.5);
  cr_expect_eq(fr__cbor_end(&reader), FR_OK);
}

Test(reader, integers_of_64_bits) {
  static const struct {
    const char *hex;
    fr_status status;
    int64_t value;
  } cases[] = {
      {"00", FR_OK, 0},
      {"20", FR_OK, -1},
      {"3863", FR_OK, -100},
      {"1b7fffffffffffffff", FR_OK, INT64_MAX},
      {"1b8000000000000000", FR_BAD_BUNDLE, 77},
      {"3b7fffffffffffffff", FR_OK, INT64_MIN},
      {"3b8000000000000000", FR_BAD_BUNDLE, 77},
      {"3bffffffffffffffff", FR_BAD_BUNDLE, 77},
      {"fb0000000000000000", FR_BAD_BUNDLE, 77},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_error error = FR_ERROR_INIT;
    fr__cbor_reader reader = reader_of(cases[i].hex, &error);
    int64_t value = 77;
    cr_expect_eq(fr__cbor_int(&reader, "points", &value), cases[i].status, "%s", cases[i].hex);
    cr_expect_eq(value, cases[i].value, "%s", cases[i].hex);
    if (cases[i].status != FR_OK) cr_expect_str_eq(error.message, "byte 0: points is not an integer of 64 bits");
  }
}

/* One call for each type, so that a table can try all of them with any item. */
static fr_status call(uint32_t which, fr__cbor_reader *reader) {
  uint64_t count, size;
  int64_t integer;
  const uint8_t *data;
  fr_text text;
  bool flag;
  double real;
  switch (which) {
    case 0: return fr__cbor_uint(reader, "x", &count);
    case 1: return fr__cbor_int(reader, "x", &integer);
    case 2: return fr__cbor_bytes(reader, "x", &data, &size);
    case 3: return fr__cbor_text(reader, "x", &text);
    case 4: return fr__cbor_map_key(reader, "x", &text);
    case 5: return fr__cbor_array(reader, "x", &count);
    case 6: return fr__cbor_map(reader, "x", &count);
    case 7: return fr__cbor_bool(reader, "x", &flag);
    default: return fr__cbor_double(reader, "x", &real);
  }
}
enum { CALLS = 9 };

Test(reader, each_call_takes_its_type_alone) {
  static const char *const messages[CALLS] = {"byte 0: x is not an unsigned integer",
                                              "byte 0: x is not an integer of 64 bits",
                                              "byte 0: x is not a byte string",
                                              "byte 0: x is not a text",
                                              "byte 0: x is not a text",
                                              "byte 0: x is not an array",
                                              "byte 0: x is not a map",
                                              "byte 0: x is not true or false",
                                              "byte 0: x is not a float64"};
  static const struct {
    const char *hex, *taken_by; /* + where the call of this number takes it */
  } cases[] = {
      {"05", "++-------"}, {"25", "-+-------"}, {"4105", "--+------"}, {"6161", "---++----"},
      {"80", "-----+---"}, {"a0", "------+--"}, {"f5", "-------+-"},   {"fb0000000000000000", "--------+"},
      {"f6", "---------"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    for (uint32_t which = 0; which < CALLS; which++) {
      fr_error error = FR_ERROR_INIT;
      fr__cbor_reader reader = reader_of(cases[i].hex, &error);
      const bool taken = cases[i].taken_by[which] == '+';
      cr_expect_eq(call(which, &reader), taken ? FR_OK : FR_BAD_BUNDLE, "%s, call %u", cases[i].hex, which);
      cr_expect_str_eq(error.message, taken ? "" : messages[which], "%s: %s", cases[i].hex, error.message);
      if (!taken) cr_expect_eq(error.offset, 0);
    }
  }
}

/* The first failure stays, whatever is asked after it: here one with a status of its own. */
Test(reader, reading_stops_at_the_first_failure) {
  uint8_t document[200];
  const size_t size = nest(document, false, 33, "f6");
  for (uint32_t which = 0; which < CALLS + 4; which++) {
    fr_error error = FR_ERROR_INIT;
    fr__cbor_reader reader;
    fr__cbor_item item;
    fr__cbor_reader_init(&reader, document, size, &error);
    cr_expect_eq(fr__cbor_skip(&reader), FR_TOO_DEEP);
    fr_status status;
    if (which < CALLS) {
      status = call(which, &reader);
    } else if (which == CALLS) {
      status = fr__cbor_next(&reader, &item);
    } else if (which == CALLS + 1) {
      status = fr__cbor_skip(&reader);
    } else if (which == CALLS + 2) {
      status = fr__cbor_end(&reader);
    } else {
      status = fr__cbor_fail(&reader, 77, "something else");
    }
    cr_expect_eq(status, FR_TOO_DEEP, "call %u", which);
    cr_expect_eq(reader.status, FR_TOO_DEEP, "call %u", which);
    cr_expect_str_eq(error.message, "byte 32: nesting is deeper than 32", "call %u", which);
    cr_expect_eq(error.offset, 32, "call %u", which);
  }
}

Test(reader, an_end_where_something_is_open) {
  fr_error error = FR_ERROR_INIT;
  fr__cbor_reader reader = reader_of("82 00 01", &error);
  uint64_t count, value;
  cr_expect_eq(fr__cbor_array(&reader, "x", &count), FR_OK);
  cr_expect_eq(fr__cbor_uint(&reader, "x", &value), FR_OK);
  cr_expect_eq(fr__cbor_end(&reader), FR_BAD_BUNDLE);
  cr_expect_str_eq(error.message, "byte 2: an array or a map has more items than were expected");
  cr_expect_eq(error.offset, 2);
}

Test(reader, an_item_of_the_wrong_type_is_told_by_its_place) {
  fr_error error = FR_ERROR_INIT;
  fr__cbor_reader reader = reader_of("82 00 6161", &error);
  uint64_t count, value = 77;
  cr_expect_eq(fr__cbor_array(&reader, "list", &count), FR_OK);
  cr_expect_eq(fr__cbor_uint(&reader, "first", &value), FR_OK);
  cr_expect_eq(fr__cbor_uint(&reader, "second", &value), FR_BAD_BUNDLE);
  cr_expect_eq(value, 0, "the one before");
  cr_expect_str_eq(error.message, "byte 2: second is not an unsigned integer");
  cr_expect_eq(error.offset, 2);
}

Test(reader, failures_of_the_caller) {
  fr_error error = FR_ERROR_INIT;
  fr__cbor_reader reader = reader_of("00", &error);
  cr_expect_eq(fr__cbor_fail(&reader, 5, "%s is %d", "version", 9), FR_BAD_BUNDLE);
  cr_expect_str_eq(error.message, "byte 5: version is 9");
  cr_expect_eq(error.status, FR_BAD_BUNDLE);
  cr_expect_eq(error.offset, 5);
  uint64_t value;
  cr_expect_eq(fr__cbor_uint(&reader, "x", &value), FR_BAD_BUNDLE, "nothing more is read");
  char most[600];
  memset(most, 'm', sizeof most);
  most[599] = '\0';
  reader = reader_of("00", &error);
  cr_expect_eq(fr__cbor_fail(&reader, 0, "%s", most), FR_BAD_BUNDLE);
  cr_expect_gt(strlen(error.message), 150);
  cr_expect_eq(memcmp(error.message, "byte 0: mmm", 11), 0);
}

Test(reader, no_bytes) {
  fr__cbor_reader reader;
  fr__cbor_item item;
  fr__cbor_reader_init(&reader, NULL, 100, NULL);
  cr_expect_eq(fr__cbor_end(&reader), FR_OK);
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_BAD_BUNDLE, "null has no bytes, whatever its size is said to be");
  fr__cbor_reader_init(&reader, bytes, 0, NULL);
  cr_expect_eq(fr__cbor_skip(&reader), FR_BAD_BUNDLE);
}

/* A sequence of items without an array around it may be read too: each is whole by itself. */
Test(reader, several_items) {
  fr__cbor_reader reader = reader_of("00 820102 a100f6 f6", NULL);
  for (int i = 0; i < 4; i++) cr_expect_eq(fr__cbor_skip(&reader), FR_OK);
  cr_expect_eq(fr__cbor_end(&reader), FR_OK);
}

/* ---- sizes past 32 bits: memory that is only named, never touched ---- */

Test(reader, strings_past_4_gib) {
  const size_t size = (size_t)UINT32_MAX + 1, whole = size + 9;
  void *pages = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (pages == MAP_FAILED) cr_skip_test("no 4 GiB of address space");
  uint8_t *document = pages;
  cr_assert_eq(hex_bytes("5b0000000100000000", document, 9), 9);
  fr__cbor_reader reader;
  fr__cbor_item item;
  fr_error error = FR_ERROR_INIT;
  fr__cbor_reader_init(&reader, document, whole, &error);
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_OK);
  cr_expect_eq(item.size, size);
  cr_expect_eq(item.data, document + 9);
  cr_expect_eq(fr__cbor_end(&reader), FR_OK);
  document[0] = 0x7B;
  fr__cbor_reader_init(&reader, document, whole, &error);
  cr_expect_eq(fr__cbor_next(&reader, &item), FR_BAD_BUNDLE);
  cr_expect_str_eq(error.message, "byte 0: a text is longer than 4 GiB");
  munmap(pages, whole);
}
