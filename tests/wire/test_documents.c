/* SPDX-License-Identifier: Apache-2.0
 *
 * Random documents out and in again, and damaged ones: the reader takes exactly what a slow reader of the standard
 * takes, and never looks behind the end. A seed that fails stands in the message. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "document.h"
#include "guarded.h"

enum { MOST = GUARDED_MOST };

static bool accepts(const uint8_t *bytes, size_t size) {
  fr__cbor_reader reader;
  fr__cbor_reader_init(&reader, bytes, size, NULL);
  return fr__cbor_skip(&reader) == FR_OK && fr__cbor_end(&reader) == FR_OK;
}

/* By the heads alone, as a caller would walk. The failure has to be the same one. */
static void compare_walks(const uint8_t *bytes, size_t size, const char *name) {
  fr_error skip_error = FR_ERROR_INIT, next_error = FR_ERROR_INIT;
  fr__cbor_reader skipping, walking;
  fr__cbor_item item;
  fr__cbor_reader_init(&skipping, bytes, size, &skip_error);
  fr__cbor_reader_init(&walking, bytes, size, &next_error);
  const fr_status skipped = fr__cbor_skip(&skipping);
  fr_status walked;
  do walked = fr__cbor_next(&walking, &item);
  while (walked == FR_OK && walking.depth > 0);
  cr_assert_eq(walked, skipped, "%s", name);
  cr_assert_eq(walking.position, skipping.position, "%s", name);
  cr_assert_str_eq(next_error.message, skip_error.message, "%s", name);
}

/* ---- round trips ---- */

static void round_trip(uint64_t seed, const guarded *guard, uint8_t *expected, uint64_t *bytes_written) {
  uint64_t random = seed;
  fr__arena arena = {0};
  tree *document = document_random(&random, &arena, 1 + (uint32_t)random_below(&random, 6));
  fr__cbor_writer writer;
  fr__cbor_writer_grow(&writer);
  document_write(document, &writer);
  cr_assert_eq(writer.status, FR_OK, "seed %llu: %s", (unsigned long long)seed, fr_status_name(writer.status));
  size_t size;
  if (document_encode(document, expected, MOST, &size)) {
    cr_assert_eq(writer.size, size, "seed %llu", (unsigned long long)seed);
    cr_assert_eq(memcmp(writer.data, expected, size), 0, "seed %llu", (unsigned long long)seed);
    const uint8_t *bytes = guarded_copy(guard, writer.data, size);
    cr_assert(strict_accepts(bytes, size), "seed %llu", (unsigned long long)seed);
    fr__cbor_reader reader;
    fr__cbor_reader_init(&reader, bytes, size, NULL);
    cr_assert(document_read_is(document, &reader), "seed %llu", (unsigned long long)seed);
    cr_assert_eq(fr__cbor_end(&reader), FR_OK, "seed %llu", (unsigned long long)seed);
    cr_assert(accepts(bytes, size), "seed %llu", (unsigned long long)seed);
    *bytes_written += size;
  }
  fr__cbor_writer_free(&writer);
  fr__arena_free(&arena);
}

Test(documents, round_trips) {
  enum { FIRST = 1, LAST = 3000 };
  guarded guard = guarded_make();
  uint8_t *expected = malloc(MOST);
  cr_assert_not_null(guard.pages);
  cr_assert_not_null(expected);
  uint64_t bytes_written = 0;
  for (uint64_t seed = FIRST; seed <= LAST; seed++) round_trip(seed, &guard, expected, &bytes_written);
  printf("documents: seeds %d to %d, %llu bytes\n", FIRST, LAST, (unsigned long long)bytes_written);
  cr_expect_gt(bytes_written, 500000, "documents of some size were among them");
  free(expected);
  guarded_free(&guard);
}

/* ---- damage ---- */

/* An item of every kind, and lengths of several widths. */
static const char sample[] =
    "af"
    "  00 1bffffffffffffffff"
    "  17 3b7fffffffffffffff"
    "  1818 1a00010000"
    "  190100 82 390100 20"
    "  20 84 f4 f5 f6 80"
    "  60 a0"
    "  6161 fb3ff199999999999a"
    "  6162 fb7ff8000000000000"
    "  6163 fbfff0000000000000"
    "  626161 5818 000102030405060708090a0b0c0d0e0f1011121314151617"
    "  626162 40"
    "  63e5ae89 7818 e5ae89e585a8e8b4a6e688b7e5ae89e585a8e8b4a6e688b7"
    "  63e5ae8a a3 01 81 81 81 a1 00 05 02 f6 617a 00"
    "  647a7a7a7a 43 fffefd"
    "  657a7a7a7a7a 17";

static size_t sample_bytes(uint8_t *bytes) {
  const size_t size = hex_bytes(sample, bytes, 1024);
  cr_assert_neq(size, SIZE_MAX);
  cr_assert(accepts(bytes, size));
  cr_assert(strict_accepts(bytes, size));
  return size;
}

Test(documents, every_cut) {
  uint8_t whole[1024];
  const size_t size = sample_bytes(whole);
  guarded guard = guarded_make();
  cr_assert_not_null(guard.pages);
  for (size_t cut = 0; cut < size; cut++) {
    const uint8_t *bytes = guarded_copy(&guard, whole, cut);
    cr_expect_not(accepts(bytes, cut), "cut to %zu", cut);
    compare_walks(bytes, cut, "a cut document");
  }
  for (size_t first = 1; first < size;
       first++) { /* and from the other side, where items begin in the middle of others */
    const uint8_t *bytes = guarded_copy(&guard, whole + first, size - first);
    cr_expect_eq(accepts(bytes, size - first), strict_accepts(bytes, size - first), "from byte %zu", first);
    compare_walks(bytes, size - first, "a document without its beginning");
  }
  guarded_free(&guard);
}

Test(documents, every_bit) {
  uint8_t whole[1024];
  const size_t size = sample_bytes(whole);
  guarded guard = guarded_make();
  cr_assert_not_null(guard.pages);
  uint32_t taken = 0;
  for (size_t bit = 0; bit < 8 * size; bit++) {
    uint8_t *bytes = guarded_copy(&guard, whole, size);
    bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
    const bool expected = strict_accepts(bytes, size);
    cr_expect_eq(accepts(bytes, size), expected, "byte %zu, bit %zu: %s", bit / 8, bit % 8,
                 expected ? "is refused" : "is taken");
    compare_walks(bytes, size, "a flipped bit");
    taken += expected;
  }
  cr_expect_gt(taken, 400, "many numbers, bytes and letters may be others");
  cr_expect_gt(8 * size - taken, 400, "heads, keys and texts may not");
  guarded_free(&guard);
}

/* Every byte in every place, and two wrong ones at once. */
Test(documents, every_byte_in_every_place) {
  uint8_t whole[1024];
  const size_t size = sample_bytes(whole);
  for (size_t at = 0; at < size; at++) {
    const uint8_t before = whole[at];
    for (uint32_t byte = 0; byte < 256; byte++) {
      whole[at] = (uint8_t)byte;
      cr_assert_eq(accepts(whole, size), strict_accepts(whole, size), "byte %zu is %02x", at, byte);
    }
    whole[at] = before;
  }
}

/* Short sequences of any bytes: all of one and two, and many of three to twelve. */
Test(documents, any_bytes) {
  uint8_t bytes[12];
  for (uint32_t word = 0; word < 0x10000; word++) {
    bytes[0] = (uint8_t)(word >> 8);
    bytes[1] = (uint8_t)word;
    cr_assert_eq(accepts(bytes, 1), strict_accepts(bytes, 1), "%02x", bytes[0]);
    cr_assert_eq(accepts(bytes, 2), strict_accepts(bytes, 2), "%04x", word);
  }
  static const uint8_t heads[] = {0x00, 0x17, 0x18, 0x20, 0x40, 0x41, 0x60, 0x61, 0x62, 0x80, 0x81,
                                  0x82, 0xA0, 0xA1, 0xA2, 0xF4, 0xF6, 0xF7, 0xFB, 0xFF, 0xC0, 0x9F};
  uint64_t random = 20240229;
  uint32_t taken = 0;
  guarded guard = guarded_make();
  cr_assert_not_null(guard.pages);
  for (uint32_t i = 0; i < 300000; i++) {
    const size_t size = 3 + random_below(&random, 10);
    uint8_t *copy = guarded_copy(&guard, bytes, 0) - size;
    for (size_t k = 0; k < size; k++) {
      copy[k] =
          random_below(&random, 8) == 0 ? (uint8_t)random_next(&random) : heads[random_below(&random, FR_COUNT(heads))];
    }
    const bool expected = strict_accepts(copy, size);
    cr_assert_eq(accepts(copy, size), expected, "seed 20240229, document %u", i);
    taken += expected;
  }
  cr_expect_gt(taken, 1000, "%u of them are documents", taken);
  guarded_free(&guard);
}

/* Random documents with a few bytes changed. */
Test(documents, damaged_ones) {
  guarded guard = guarded_make();
  uint8_t *whole = malloc(MOST);
  cr_assert_not_null(guard.pages);
  cr_assert_not_null(whole);
  for (uint64_t seed = 10000; seed < 10300; seed++) {
    uint64_t random = seed;
    fr__arena arena = {0};
    tree *document = document_random(&random, &arena, 4);
    size_t size;
    if (document_encode(document, whole, MOST, &size) && size > 1) {
      for (uint32_t i = 0; i < 50; i++) {
        uint8_t *bytes = guarded_copy(&guard, whole, size);
        const uint64_t changes = 1 + random_below(&random, 3);
        for (uint64_t k = 0; k < changes; k++) {
          const uint64_t at = random_below(&random, size < 40 ? size : 40);
          bytes[at] = (uint8_t)random_next(&random);
        }
        cr_assert_eq(accepts(bytes, size), strict_accepts(bytes, size), "seed %llu, change %u",
                     (unsigned long long)seed, i);
      }
    }
    fr__arena_free(&arena);
  }
  free(whole);
  guarded_free(&guard);
}
