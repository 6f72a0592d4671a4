/* SPDX-License-Identifier: Apache-2.0
 *
 * What the writer writes, byte by byte, into memory of every size, and what it does when memory is out. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "document.h"
#include "failing_memory.h"

/* What was written is these bytes. */
static void expect_bytes(const fr__cbor_writer *writer, const char *hex) {
  uint8_t expected[4096];
  const size_t size = hex_bytes(hex, expected, sizeof expected);
  cr_assert_neq(size, SIZE_MAX, "no hexadecimal: %s", hex);
  char found[8193];
  for (uint64_t i = 0; i < writer->size && i < 4096; i++) snprintf(found + 2 * i, 3, "%02x", writer->data[i]);
  found[writer->size < 4096 ? 2 * writer->size : 8192] = '\0';
  cr_expect(writer->size == size && memcmp(writer->data, expected, size) == 0, "%s, not %s", found, hex);
}

/* ---- one encoding for each value ---- */

Test(writer, integers_take_the_shortest_form) {
  static const struct {
    uint64_t value;
    const char *hex;
  } unsigned_cases[] = {
      {0, "00"},
      {23, "17"},
      {24, "1818"},
      {255, "18ff"},
      {256, "190100"},
      {65535, "19ffff"},
      {65536, "1a00010000"},
      {UINT32_MAX, "1affffffff"},
      {UINT64_C(4294967296), "1b0000000100000000"},
      {UINT64_MAX, "1bffffffffffffffff"},
  };
  static const struct {
    int64_t value;
    const char *hex;
  } cases[] = {
      {0, "00"},
      {1000, "1903e8"},
      {INT64_MAX, "1b7fffffffffffffff"},
      {-1, "20"},
      {-24, "37"},
      {-25, "3818"},
      {-256, "38ff"},
      {-257, "390100"},
      {-65536, "39ffff"},
      {-65537, "3a00010000"},
      {-INT64_C(4294967296), "3affffffff"},
      {-INT64_C(4294967297), "3b0000000100000000"},
      {INT64_MIN, "3b7fffffffffffffff"},
  };
  uint8_t memory[16];
  fr__cbor_writer writer;
  for (size_t i = 0; i < FR_COUNT(unsigned_cases); i++) {
    fr__cbor_writer_fixed(&writer, memory, strlen(unsigned_cases[i].hex) / 2); /* not a byte more than it takes */
    fr__cbor_write_uint(&writer, unsigned_cases[i].value);
    cr_expect_eq(writer.status, FR_OK);
    expect_bytes(&writer, unsigned_cases[i].hex);
  }
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__cbor_writer_fixed(&writer, memory, strlen(cases[i].hex) / 2);
    fr__cbor_write_int(&writer, cases[i].value);
    cr_expect_eq(writer.status, FR_OK);
    expect_bytes(&writer, cases[i].hex);
  }
}

Test(writer, floats_have_64_bits_and_there_is_one_nan) {
  static const uint64_t nan_bits[] = {UINT64_C(0x7FF8000000000000), UINT64_C(0xFFF8000000000000),
                                      UINT64_C(0x7FF0000000000001), UINT64_C(0x7FFFFFFFFFFFFFFF),
                                      UINT64_C(0xFFF4000000000123)};
  static const struct {
    double value;
    const char *hex;
  } cases[] = {
      {0.0, "fb0000000000000000"},      {-0.0, "fb8000000000000000"},      {1.0, "fb3ff0000000000000"},
      {1.1, "fb3ff199999999999a"},      {-4.1, "fbc010666666666666"},      {0x1p-1074, "fb0000000000000001"},
      {INFINITY, "fb7ff0000000000000"}, {-INFINITY, "fbfff0000000000000"},
  };
  uint8_t memory[16];
  fr__cbor_writer writer;
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__cbor_writer_fixed(&writer, memory, sizeof memory);
    fr__cbor_write_double(&writer, cases[i].value);
    expect_bytes(&writer, cases[i].hex);
  }
  for (size_t i = 0; i < FR_COUNT(nan_bits); i++) {
    double nan;
    memcpy(&nan, &nan_bits[i], sizeof nan);
    fr__cbor_writer_fixed(&writer, memory, sizeof memory);
    fr__cbor_write_double(&writer, nan);
    expect_bytes(&writer, "fb7ff8000000000000");
  }
}

Test(writer, strings_and_simple_values) {
  uint8_t memory[64];
  fr__cbor_writer writer;
  fr__cbor_writer_fixed(&writer, memory, sizeof memory);
  fr__cbor_write_bytes(&writer, NULL, 0);
  fr__cbor_write_bytes(&writer, "\xFF\0\1", 3);
  fr__cbor_write_text(&writer, NULL, 0);
  fr__cbor_write_text(&writer, "a\0b", 3);
  fr__cbor_write_string(&writer, "");
  fr__cbor_write_string(&writer, "\xE5\xAE\x89");
  fr__cbor_write_bool(&writer, false);
  fr__cbor_write_bool(&writer, true);
  fr__cbor_write_null(&writer);
  fr__cbor_write_array(&writer, 0);
  fr__cbor_write_array(&writer, 24);
  fr__cbor_write_map(&writer, 0);
  fr__cbor_write_map(&writer, 65536);
  cr_expect_eq(writer.status, FR_OK);
  expect_bytes(&writer, "40 43ff0001 60 63610062 60 63e5ae89 f4 f5 f6 80 9818 a0 ba00010000");
}

Test(writer, texts_are_utf8) {
  static const struct {
    const char *text;
    uint32_t size;
  } bad[] = {{"\xFF", 1}, {"ab\xC3", 3}, {"\xED\xA0\x80", 3}, {"\xC0\x80", 2}, {"\xF4\x90\x80\x80", 4}};
  for (size_t i = 0; i < FR_COUNT(bad); i++) {
    uint8_t memory[64];
    fr__cbor_writer writer;
    fr__cbor_writer_fixed(&writer, memory, sizeof memory);
    fr__cbor_write_uint(&writer, 1);
    fr__cbor_write_text(&writer, bad[i].text, bad[i].size);
    cr_expect_eq(writer.status, FR_BAD_TEXT, "case %zu", i);
    fr__cbor_write_uint(&writer, 2);
    cr_expect_eq(writer.status, FR_BAD_TEXT, "the first failure stays");
    cr_expect_eq(writer.size, 1, "and nothing is written behind it");
  }
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  fr__cbor_write_text(&writer, "never read", (uint64_t)UINT32_MAX + 1);
  cr_expect_eq(writer.status, FR_BAD_TEXT, "no text is longer than 4 GiB");
  fr__cbor_writer_free(&writer);
}

/* ---- memory of the caller's ---- */

enum { SAMPLE_BYTES = 68 };

static void write_sample(fr__cbor_writer *writer) {
  fr__cbor_write_map(writer, 3);
  fr__cbor_write_uint(writer, 7);
  fr__cbor_write_array(writer, 4);
  fr__cbor_write_int(writer, -1000);
  fr__cbor_write_double(writer, 0.5);
  fr__cbor_write_null(writer);
  fr__cbor_write_bool(writer, true);
  fr__cbor_write_string(writer, "id");
  fr__cbor_write_bytes(writer, "\1\2\3\4\5\6\7\10", 8);
  fr__cbor_write_string(writer, "name");
  fr__cbor_write_string(writer, "one that is longer than 23 bytes");
}

Test(writer, every_size_of_memory) {
  static const char sample[] =
      "a3 07 84 3903e7 fb3fe0000000000000 f6 f5 626964 480102030405060708"
      "646e616d65 7820 6f6e652074686174206973206c6f6e676572207468616e203233206279746573";
  uint8_t expected[128];
  const size_t whole = hex_bytes(sample, expected, sizeof expected);
  cr_assert_eq(whole, SAMPLE_BYTES);
  for (size_t capacity = 0; capacity <= whole + 1; capacity++) {
    uint8_t memory[128];
    memset(memory, 0xEE, sizeof memory);
    fr__cbor_writer writer;
    fr__cbor_writer_fixed(&writer, memory, capacity);
    write_sample(&writer);
    cr_expect_eq(writer.status, capacity < whole ? FR_BUFFER_TOO_SMALL : FR_OK, "%zu bytes", capacity);
    cr_expect_eq(writer.size, whole, "%zu bytes: %llu would be needed", capacity, (unsigned long long)writer.size);
    for (size_t i = capacity; i < sizeof memory; i++) cr_assert_eq(memory[i], 0xEE, "%zu bytes: byte %zu", capacity, i);
    if (capacity >= whole) expect_bytes(&writer, sample);
    fr__cbor_writer_free(&writer); /* the caller's memory is not freed */
    cr_expect_eq(writer.size, 0);
    cr_expect_null(writer.data);
  }
}

Test(writer, without_memory_the_size_is_counted) {
  fr__cbor_writer writer;
  fr__cbor_writer_fixed(&writer, NULL, 0);
  cr_expect_eq(writer.status, FR_OK, "nothing was to be written yet");
  write_sample(&writer);
  cr_expect_eq(writer.status, FR_BUFFER_TOO_SMALL);
  cr_expect_eq(writer.size, SAMPLE_BYTES);
  fr__cbor_writer_fixed(&writer, NULL, 1000);
  write_sample(&writer);
  cr_expect_eq(writer.status, FR_BUFFER_TOO_SMALL, "null has no room, whatever its capacity is said to be");
  cr_expect_eq(writer.size, SAMPLE_BYTES);
}

/* A size is worth nothing where more memory would not help. */
Test(writer, what_more_memory_would_not_help_is_told_first) {
  fr__cbor_writer writer;
  fr__cbor_writer_fixed(&writer, NULL, 0);
  fr__cbor_write_uint(&writer, 1);
  fr__cbor_write_string(&writer, "\xFF");
  cr_expect_eq(writer.status, FR_BAD_TEXT);
  (void)fr__cbor_write_map_begin(&writer);
  cr_expect_eq(writer.status, FR_BAD_TEXT);
  fr__cbor_writer_fixed(&writer, NULL, 0);
  fr__cbor_write_uint(&writer, 1);
  (void)fr__cbor_write_map_begin(&writer);
  cr_expect_eq(writer.status, FR_BAD_ARGUMENT);
  fr__cbor_write_string(&writer, "\xFF");
  cr_expect_eq(writer.status, FR_BAD_ARGUMENT);
}

/* ---- memory that grows ---- */

Test(writer, grows_to_any_size) {
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  fr__cbor_write_array(&writer, 100000);
  for (uint64_t i = 0; i < 100000; i++) fr__cbor_write_uint(&writer, i);
  cr_assert_eq(writer.status, FR_OK);
  cr_expect_eq(writer.size, 5 + 24 + 2 * (256 - 24) + 3 * (65536 - 256) + 5 * (100000 - 65536));
  fr__cbor_reader reader;
  uint64_t count, number;
  fr__cbor_reader_init(&reader, writer.data, writer.size, NULL);
  cr_expect_eq(fr__cbor_array(&reader, "x", &count), FR_OK);
  for (uint64_t i = 0; i < 100000; i++) {
    cr_assert_eq(fr__cbor_uint(&reader, "x", &number), FR_OK);
    cr_assert_eq(number, i);
  }
  cr_expect_eq(fr__cbor_end(&reader), FR_OK);
  fr__cbor_writer_free(&writer);
  cr_expect_null(writer.data);
  cr_expect_eq(writer.size, 0);
  fr__cbor_write_uint(&writer, 5); /* it can be used again */
  cr_expect_eq(writer.status, FR_OK);
  expect_bytes(&writer, "05");
  fr__cbor_writer_free(&writer);
}

Test(writer, grows_by_much_at_once) {
  const size_t size = 3 << 20;
  uint8_t *blob = malloc(size);
  cr_assert_not_null(blob);
  memset(blob, 0x5A, size);
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  fr__cbor_write_uint(&writer, 1);
  fr__cbor_write_bytes(&writer, blob, size);
  cr_expect_eq(writer.status, FR_OK);
  cr_expect_eq(writer.size, 1 + 5 + size);
  cr_expect_eq(memcmp(writer.data, "\x01\x5A\x00\x30\x00\x00", 6), 0);
  cr_expect_eq(memcmp(writer.data + 6, blob, size), 0);
  fr__cbor_writer_free(&writer);
  free(blob);
}

Test(writer, sizes_that_cannot_be) {
  static const uint64_t sizes[] = {UINT64_C(1) << 62, UINT64_C(1) << 63, UINT64_MAX - 300, UINT64_MAX};
  for (size_t i = 0; i < FR_COUNT(sizes); i++) {
    fr__cbor_writer writer;
    fr__cbor_writer_grow(&writer);
    fr__cbor_write_uint(&writer, 1);
    fr__cbor_write_bytes(&writer, "never read", sizes[i]);
    cr_expect_eq(writer.status, FR_NO_MEMORY, "%llu", (unsigned long long)sizes[i]);
    fr__cbor_write_uint(&writer, 2);
    cr_expect_eq(writer.status, FR_NO_MEMORY);
    fr__cbor_writer_free(&writer);
  }
}

/* ---- maps in any order ---- */

Test(writer, maps_are_sorted) {
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  fr__cbor_write_array(&writer, 2);
  const uint64_t mark = fr__cbor_write_map_begin(&writer);
  fr__cbor_write_string(&writer, "aa");
  fr__cbor_write_uint(&writer, 1);
  fr__cbor_write_string(&writer, "b");
  fr__cbor_write_uint(&writer, 2);
  fr__cbor_write_int(&writer, -1);
  fr__cbor_write_string(&writer, "a value with more bytes than others");
  fr__cbor_write_uint(&writer, 100);
  fr__cbor_write_array(&writer, 2);
  fr__cbor_write_null(&writer);
  fr__cbor_write_null(&writer);
  fr__cbor_write_uint(&writer, 10);
  fr__cbor_write_bool(&writer, true);
  fr__cbor_write_string(&writer, "");
  fr__cbor_write_bool(&writer, false);
  fr__cbor_write_map_end(&writer, mark);
  fr__cbor_write_null(&writer);
  cr_expect_eq(writer.status, FR_OK);
  expect_bytes(&writer,
               "82 a6 0a f5 1864 82f6f6 20 7823 612076616c75652077697468206d6f7265206279746573207468616e206f7468657273"
               " 60 f4 6162 02 626161 01 f6");
  fr__cbor_writer_free(&writer);
}

Test(writer, maps_nest) {
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  const uint64_t outer = fr__cbor_write_map_begin(&writer);
  fr__cbor_write_uint(&writer, 9);
  const uint64_t inner = fr__cbor_write_map_begin(&writer);
  fr__cbor_write_uint(&writer, 2);
  fr__cbor_write_map_end(&writer, fr__cbor_write_map_begin(&writer));
  fr__cbor_write_uint(&writer, 1);
  fr__cbor_write_null(&writer);
  fr__cbor_write_map_end(&writer, inner);
  fr__cbor_write_uint(&writer, 0);
  fr__cbor_write_null(&writer);
  fr__cbor_write_map_end(&writer, outer);
  cr_expect_eq(writer.status, FR_OK);
  expect_bytes(&writer, "a2 00 f6 09 a2 01 f6 02 a0");
  fr__cbor_writer_free(&writer);
}

/* Past 23 pairs the head takes two bytes, past 255 three. */
Test(writer, maps_of_many_pairs) {
  static const uint32_t counts[] = {0, 1, 23, 24, 255, 256, 3000};
  for (size_t i = 0; i < FR_COUNT(counts); i++) {
    fr__cbor_writer writer;
    fr__cbor_writer_grow(&writer);
    const uint64_t mark = fr__cbor_write_map_begin(&writer);
    for (uint32_t k = counts[i]; k-- > 0;) {
      fr__cbor_write_uint(&writer, k);
      fr__cbor_write_uint(&writer, k + 1);
    }
    fr__cbor_write_map_end(&writer, mark);
    cr_assert_eq(writer.status, FR_OK);
    fr__cbor_reader reader;
    uint64_t count = 77, number = 77;
    fr__cbor_reader_init(&reader, writer.data, writer.size, NULL);
    cr_expect_eq(fr__cbor_map(&reader, "x", &count), FR_OK);
    cr_expect_eq(count, counts[i]);
    for (uint32_t k = 0; k < 2 * counts[i]; k++) {
      cr_assert_eq(fr__cbor_uint(&reader, "x", &number), FR_OK);
      cr_assert_eq(number, k / 2 + k % 2);
    }
    cr_expect_eq(fr__cbor_end(&reader), FR_OK);
    fr__cbor_writer_free(&writer);
  }
}

/* What stands between begin and end, as hexadecimal, put there by force. */
static fr_status end_map_of(const char *hex) {
  uint8_t inside[64];
  const size_t size = hex_bytes(hex, inside, sizeof inside);
  cr_assert_neq(size, SIZE_MAX, "no hexadecimal: %s", hex);
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  fr__cbor_write_null(&writer);
  const uint64_t mark = fr__cbor_write_map_begin(&writer);
  fr__cbor_write_bytes(&writer, inside, 64); /* makes the room */
  writer.size = mark + size;
  memcpy(writer.data + mark, inside, size);
  fr__cbor_write_map_end(&writer, mark);
  const fr_status status = writer.status;
  const uint64_t after = writer.size;
  fr__cbor_write_null(&writer);
  if (status < 0) {
    cr_expect_eq(writer.status, status, "%s: the first failure stays", hex);
    cr_expect_eq(writer.size, after, "%s: nothing is written behind it", hex);
  }
  fr__cbor_writer_free(&writer);
  return status;
}

Test(writer, maps_that_are_none) {
  static const struct {
    const char *hex;
    fr_status status;
  } cases[] = {
      {"00 f6 01 f6", FR_OK},
      {"01 f6 00 f6", FR_OK},
      {"00 f6 00 f6", FR_BAD_ARGUMENT},       /* a key twice */
      {"00 f6 01 f6 00 f6", FR_BAD_ARGUMENT}, /* also when not side by side */
      {"6161 f6 01 f6 6161 f5", FR_BAD_ARGUMENT},
      {"00", FR_BAD_ARGUMENT}, /* a key without a value */
      {"00 f6 01", FR_BAD_ARGUMENT},
      {"40 f6", FR_BAD_ARGUMENT}, /* keys that are none */
      {"f6 f6", FR_BAD_ARGUMENT},
      {"80 f6", FR_BAD_ARGUMENT},
      {"a0 f6", FR_BAD_ARGUMENT},
      {"00 f6 fb3ff0000000000000 f6", FR_BAD_ARGUMENT},
      {"00 a2 01 f6 00 f6", FR_BAD_BUNDLE}, /* a map inside that the caller had to sort */
      {"00 82 f6", FR_BAD_BUNDLE},          /* an array that is not complete */
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++)
    cr_expect_eq(end_map_of(cases[i].hex), cases[i].status, "%s", cases[i].hex);
}

Test(writer, a_fixed_writer_sorts_no_maps) {
  uint8_t memory[64];
  fr__cbor_writer writer;
  fr__cbor_writer_fixed(&writer, memory, sizeof memory);
  fr__cbor_write_uint(&writer, 1);
  const uint64_t mark = fr__cbor_write_map_begin(&writer);
  cr_expect_eq(writer.status, FR_BAD_ARGUMENT);
  fr__cbor_write_map_end(&writer, mark);
  cr_expect_eq(writer.status, FR_BAD_ARGUMENT);
  cr_expect_eq(writer.size, 1);
}

Test(writer, after_a_failure_maps_do_nothing) {
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  const uint64_t mark = fr__cbor_write_map_begin(&writer);
  fr__cbor_write_uint(&writer, 1);
  fr__cbor_write_string(&writer, "\xFF");
  fr__cbor_write_map_end(&writer, mark);
  cr_expect_eq(writer.status, FR_BAD_TEXT);
  cr_expect_eq(writer.size, 1);
  cr_expect_eq(fr__cbor_write_map_begin(&writer), 1);
  cr_expect_eq(writer.status, FR_BAD_TEXT);
  fr__cbor_writer_free(&writer);
}

/* ---- memory that runs out ---- */

#if MEMORY_CAN_FAIL
/* Bytes enough to grow several times, and maps in maps. */
static void write_maps(fr__cbor_writer *writer) {
  const uint64_t outer = fr__cbor_write_map_begin(writer);
  for (uint32_t i = 0; i < 4; i++) {
    fr__cbor_write_uint(writer, 10 - i);
    const uint64_t inner = fr__cbor_write_map_begin(writer);
    for (uint32_t k = 0; k < 20; k++) {
      fr__cbor_write_uint(writer, 30 - k);
      fr__cbor_write_string(writer, "something of some length");
    }
    fr__cbor_write_map_end(writer, inner);
  }
  fr__cbor_write_map_end(writer, outer);
}

/* Each allocation in turn fails, alone or with all that come after it: a status, and nothing is lost. */
Test(writer, every_allocation_fails) {
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  memory_begin(0, false);
  write_maps(&writer);
  const uint64_t calls = memory_end().calls, size = writer.size;
  cr_assert_eq(writer.status, FR_OK);
  cr_expect_gt(calls, 10);
  fr__cbor_writer_free(&writer);
  for (int from_then_on = 0; from_then_on <= 1; from_then_on++) {
    for (uint64_t fail_at = 1; fail_at <= calls + 1; fail_at++) {
      memory_begin(fail_at, from_then_on != 0);
      fr__cbor_writer_grow(&writer);
      write_maps(&writer);
      const fr_status status = writer.status;
      const uint64_t written = writer.size;
      fr__cbor_writer_free(&writer);
      const memory_watch seen = memory_end();
      cr_expect_eq(status, fail_at <= calls ? FR_NO_MEMORY : FR_OK, "allocation %llu", (unsigned long long)fail_at);
      cr_expect_eq(seen.failed, fail_at <= calls, "after a failure nothing is asked for");
      cr_expect_eq(seen.kept, 0, "allocation %llu: %lld blocks are lost", (unsigned long long)fail_at,
                   (long long)seen.kept);
      if (status == FR_OK) cr_expect_eq(written, size);
    }
  }
}

Test(reader, allocates_nothing) {
  uint8_t memory[256];
  fr__cbor_writer writer;
  fr__cbor_writer_fixed(&writer, memory, sizeof memory);
  memory_begin(1, true);
  write_sample(&writer);
  fr__cbor_reader reader;
  fr_error error = FR_ERROR_INIT;
  fr__cbor_reader_init(&reader, writer.data, writer.size, &error);
  const fr_status whole = fr__cbor_skip(&reader);
  fr__cbor_reader_init(&reader, writer.data, writer.size - 1, &error);
  const fr_status part = fr__cbor_skip(&reader);
  cr_expect_eq(memory_end().calls, 0);
  cr_expect_eq(whole, FR_OK);
  cr_expect_eq(part, FR_BAD_BUNDLE);
}
#endif
