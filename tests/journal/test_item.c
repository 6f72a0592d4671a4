/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "journal/item.h"
#include "journal/support.h"
#include "wire/cbor.h"

static fr__crc32c crc;
static void make(void) { fr__crc32c_init(&crc); }

/* Is it one item of deterministic CBOR to the reader that knows nothing of journals? */
static void is_cbor(const uint8_t *bytes, uint64_t size) {
  fr__cbor_reader reader;
  fr__cbor_reader_init(&reader, bytes, size, NULL);
  cr_assert_eq(fr__cbor_skip(&reader), FR_OK);
  cr_assert_eq(fr__cbor_end(&reader), FR_OK);
}

Test(item, records_of_all_widths_come_back, .init = make) {
  static uint8_t bytes[FR__ITEM_MAX_BODY + FR__ITEM_RECORD_ROOM], body[FR__ITEM_MAX_BODY];
  static const uint64_t numbers[] = {1, 23, 24, 255, 256, 65535, 65536, UINT32_MAX, UINT64_C(1) << 32, UINT64_MAX};
  static const uint32_t sizes[] = {0, 1, 23, 24, 255, 256, 65535, FR__ITEM_MAX_BODY};
  for (size_t i = 0; i < FR_COUNT(numbers); i++) {
    for (size_t j = 0; j < FR_COUNT(sizes); j++) {
      const uint32_t kind = (uint32_t)numbers[FR_COUNT(numbers) - 1 - i];
      const uint64_t size = fr__item_record_size(numbers[i], kind, sizes[j]);
      record_fill(numbers[i], sizes[j], body);
      fr__item_write_record(&crc, 5, bytes, numbers[i], kind, body, sizes[j]);
      cr_assert_leq(size, sizes[j] + (uint64_t)FR__ITEM_RECORD_ROOM);
      is_cbor(bytes, size);
      fr__item item;
      fr__item_read(&crc, 5, bytes, size, &item);
      cr_assert_eq(item.type, FR__ITEM_RECORD);
      cr_assert_eq(item.size, size);
      cr_assert_eq(item.as.record.sequence, numbers[i]);
      cr_assert_eq(item.as.record.kind, kind);
      cr_assert_eq(item.as.record.body_size, sizes[j]);
      cr_assert(memcmp(item.as.record.body, body, sizes[j]) == 0);
      fr__item_read(&crc, 6, bytes, size, &item); /* of another segment */
      cr_assert_eq(item.type, FR__ITEM_BAD);
      fr__item_read(&crc, 5, bytes, size - 1, &item);
      cr_assert_eq(item.type, FR__ITEM_BAD);
    }
  }
}

Test(item, seals_and_marks_come_back, .init = make) {
  uint8_t bytes[FR__ITEM_SEAL_ROOM];
  fr__item item;
  fr__item_seal seal = {.block = UINT64_MAX, .through = UINT64_MAX - 1, .algorithm = -65537};
  memset(seal.root, 1, sizeof seal.root);
  memset(seal.chain, 2, sizeof seal.chain);
  memset(seal.signature, 3, sizeof seal.signature);
  for (int round = 0; round < 2; round++) {
    const uint64_t size = fr__item_write_seal(&crc, 9, bytes, &seal);
    cr_assert_leq(size, FR__ITEM_SEAL_ROOM);
    is_cbor(bytes, size);
    fr__item_read(&crc, 9, bytes, size, &item);
    cr_assert_eq(item.type, FR__ITEM_SEAL);
    cr_assert_eq(item.size, size);
    cr_assert_eq(item.as.seal.block, seal.block);
    cr_assert_eq(item.as.seal.through, seal.through);
    cr_assert_eq(item.as.seal.algorithm, seal.algorithm);
    cr_assert_arr_eq(item.as.seal.root, seal.root, sizeof seal.root);
    cr_assert_arr_eq(item.as.seal.chain, seal.chain, sizeof seal.chain);
    if (seal.algorithm != 0) cr_assert_arr_eq(item.as.seal.signature, seal.signature, sizeof seal.signature);
    seal.algorithm = 0; /* and once more without a signature */
  }
  const uint64_t size = fr__item_write_mark(&crc, 9, bytes, UINT64_MAX);
  cr_assert_leq(size, FR__ITEM_MARK_ROOM);
  is_cbor(bytes, size);
  fr__item_read(&crc, 9, bytes, size, &item);
  cr_assert_eq(item.type, FR__ITEM_MARK);
  cr_assert_eq(item.as.synced, UINT64_MAX);
  cr_assert_eq(item.size, size);
}

Test(item, headers_come_back_and_no_bit_of_them_may_change, .init = make) {
  uint8_t bytes[FR__ITEM_HEADER_ROOM];
  fr__item_header header = {.created_us = CREATED_US, .number = 7, .first = 12, .segment_bytes = 131072, .blocks = 3};
  fr__item_header back;
  uint64_t size;
  memset(header.engine, 4, sizeof header.engine);
  memset(header.chain, 5, sizeof header.chain);
  header.tree.count = 11; /* three peaks */
  memset(header.tree.peaks, 6, sizeof header.tree.peaks);
  const uint64_t written = fr__item_write_header(&crc, bytes, &header);
  is_cbor(bytes, written);
  cr_assert(fr__item_read_header(&crc, bytes, sizeof bytes, &back, &size));
  cr_assert_eq(size, written);
  cr_assert_eq(back.created_us, CREATED_US);
  cr_assert_eq(back.number, 7);
  cr_assert_eq(back.first, 12);
  cr_assert_eq(back.segment_bytes, 131072);
  cr_assert_eq(back.blocks, 3);
  cr_assert_eq(back.tree.count, 11);
  cr_assert_arr_eq(back.engine, header.engine, sizeof header.engine);
  cr_assert_arr_eq(back.chain, header.chain, sizeof header.chain);
  cr_assert_arr_eq(back.tree.peaks[3], header.tree.peaks[3], FR__SHA256_BYTES);
  for (uint64_t bit = 0; bit < written * 8; bit++) {
    bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    cr_assert_not(fr__item_read_header(&crc, bytes, sizeof bytes, &back, &size), "bit %llu", (unsigned long long)bit);
    bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
  }
  for (uint64_t cut = 0; cut < written; cut++) cr_assert_not(fr__item_read_header(&crc, bytes, cut, &back, &size));
}

Test(item, the_largest_header_fits, .init = make) {
  static uint8_t bytes[FR__ITEM_HEADER_ROOM];
  fr__item_header header = {.created_us = INT64_MAX, .number = UINT64_MAX, .segment_bytes = UINT64_MAX};
  header.synced = header.blocks = UINT64_MAX;
  header.first = header.tree.count = UINT64_MAX;
  cr_assert_leq(fr__item_write_header(&crc, bytes, &header), FR__ITEM_HEADER_ROOM);
}

Test(item, what_is_in_another_form_is_none, .init = make) {
  static const struct {
    const char *bytes;
    uint64_t size;
  } cases[] = {
      {"\x85\x18\x01\x01\x01\x40\x44\0\0\0\0", 11},             /* the type in a longer head */
      {"\x85\x01\x18\x01\x01\x40\x44\0\0\0\0", 11},             /* the sequence */
      {"\x85\x01\x01\x01\x60\x44\0\0\0\0", 10},                 /* a text for the body */
      {"\x85\x01\x01\x01\x40\x43\0\0\0", 9},                    /* a short CRC */
      {"\x85\x01\x01\x1B\0\0\0\1\0\0\0\0\x40\x44\0\0\0\0", 18}, /* a kind of more than 32 bits */
      {"\x85\x01\x01\x01\x5A\0\1\0\1", 9},                      /* a body that is too long */
      {"\x85\x01\x01\x01\x5F\x40\xFF\x44\0\0\0\0", 12},         /* an indefinite length */
      {"\x84\x01\x01\x01\x40", 5},                              /* a field less */
      {"\x85\x04\x01\x01\x40\x44\0\0\0\0", 10},                 /* a type that there is not */
      {"\x85", 1},
      {"\xA0", 1},
      {"\x01", 1},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__item item;
    fr__item_read(NULL, 0, (const uint8_t *)cases[i].bytes, cases[i].size, &item);
    cr_expect_eq(item.type, FR__ITEM_BAD, "case %zu", i);
    cr_expect_eq(item.size, 0);
  }
  fr__item item;
  fr__item_read(&crc, 0, (const uint8_t *)"\0", 1, &item);
  cr_expect_eq(item.type, FR__ITEM_END);
  fr__item_read(&crc, 0, NULL, 0, &item);
  cr_expect_eq(item.type, FR__ITEM_END);
}
