/* SPDX-License-Identifier: Apache-2.0
 *
 * What is changed, cut, swapped or taken away is found. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "journal/item.h"
#include "journal/support.h"

enum { SMALL = 600, RECORDS = 1400, NAME = 64 };

static fr_error error = FR_ERROR_INIT;
static uint64_t firsts[8];
static int segments;

/* Four segments or so, sealed and signed but for the last records, all on the disk and said to be. */
static fake_world *make(void) {
  fake_world *world = fake_create(1);
  fr__log_options options = log_options(world);
  fr__log *log;
  uint64_t sequence;
  options.signing_key = signing_key;
  options.signing_key_size = strlen(signing_key);
  options.checkpoint_blocks = 10;
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK, "%s", error.message);
  for (int i = 0; i < RECORDS; i++) {
    cr_assert_eq(append_next(log, SMALL, &sequence), FR_OK);
    if (i % 50 == 0) cr_assert_eq(fr__log_wait(log, sequence), FR_OK);
    if (i % 100 == 0 && i < RECORDS - 100) cr_assert_eq(fr__log_pump(log), FR_OK);
  }
  cr_assert_eq(fr__log_wait(log, sequence), FR_OK);
  fr__log_close(log);
  segments = 0;
  for (uint64_t first = 1; first <= RECORDS; first++) {
    char name[NAME];
    uint64_t size;
    snprintf(name, sizeof name, "%020llu.journal", (unsigned long long)first);
    if (fake_bytes(world, name, &size) != NULL) firsts[segments++] = first;
  }
  cr_assert_geq(segments, 4);
  return world;
}

static uint8_t *segment_bytes(fake_world *world, int segment, uint64_t *size) {
  char name[NAME];
  snprintf(name, sizeof name, "%020llu.journal", (unsigned long long)firsts[segment]);
  return fake_bytes(world, name, size);
}

static fr_status verify(fake_world *world) {
  fr__log_reader_options options = reader_options(world);
  fr__log_report report;
  options.public_key = public_key;
  options.public_key_size = strlen(public_key);
  return fr__log_verify(&options, RECORDS, &report, &error);
}

/* Opening changes what it cuts, so it is given a copy. */
static fr_status open_copy(const fake_world *world, fr__log_recovery *found) {
  fake_world *copy = fake_after_kill(world);
  fr__log_options options = log_options(copy);
  fr__log *log;
  const fr_status status = fr__log_open(&options, &log, found, &error);
  fr__log_close(log);
  fake_destroy(copy);
  return status;
}

static uint64_t rounds(uint64_t usual) {
  const char *more = getenv("FR_JOURNAL_SEEDS");
  return more == NULL ? usual : strtoull(more, NULL, 10);
}

static void flip(fake_world *world, int segment, uint64_t bit) {
  uint64_t size;
  uint8_t *bytes = segment_bytes(world, segment, &size);
  bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
}

/* Verification always finds it. Opening looks at the headers and the last two segments: there it refuses, or cuts what
 * is no record. */
static void try_flip(fake_world *world, int segment, uint64_t bit) {
  fr__log_recovery found;
  flip(world, segment, bit);
  const fr_status status = verify(world);
  cr_assert(status == FR_BAD_JOURNAL || (bit < 4096 && status == FR_OTHER_JOURNAL), "bit %llu of segment %d: %d",
            (unsigned long long)bit, segment, status);
  const fr_status opened = open_copy(world, &found);
  if (opened == FR_OK) {
    cr_assert_eq(found.last_sequence, RECORDS, "bit %llu of segment %d", (unsigned long long)bit, segment);
    cr_assert(found.cut_bytes != 0 || segment + 2 < segments);
    cr_assert_eq(found.cut_records, 0);
  } else {
    cr_assert_eq(opened, FR_BAD_JOURNAL, "%s", error.message);
  }
  flip(world, segment, bit);
}

Test(damage, any_bit_that_flips_is_found) {
  fake_world *world = make();
  uint64_t random = 5, size;
  cr_assert_eq(verify(world), FR_OK, "%s", error.message);
  for (uint64_t i = 0; i < rounds(200); i++) {
    const int segment = (int)(test_random(&random) % (uint64_t)segments);
    segment_bytes(world, segment, &size);
    try_flip(world, segment, test_random(&random) % (size * 8));
  }
  for (uint64_t bit = 0; bit < 8 * 200; bit += 17) try_flip(world, segments - 1, bit); /* the header */
  cr_assert_eq(verify(world), FR_OK, "%s", error.message);
  fake_destroy(world);
}

/* Someone who can compute CRCs changes a record. */
Test(damage, a_record_that_was_rewritten_with_a_right_crc_is_found_by_its_hash) {
  fake_world *world = make();
  uint64_t size, at = 0;
  fr__crc32c crc;
  fr__item item;
  fr__item_header header;
  fr__crc32c_init(&crc);
  for (int segment = 0; segment + 1 < segments; segment++) { /* the last one's end is not sealed yet */
    uint8_t *bytes = segment_bytes(world, segment, &size);
    cr_assert(fr__item_read_header(&crc, bytes, size, &header, &at));
    const uint32_t seed = fr__item_seed(&crc, header.engine, header.first);
    do {
      fr__item_read(&crc, seed, bytes + at, size - at, &item);
      cr_assert_neq(item.type, FR__ITEM_BAD);
      at += item.size;
    } while (item.type != FR__ITEM_RECORD);
    uint8_t body[SMALL];
    const uint32_t body_size = item.as.record.body_size;
    memcpy(body, item.as.record.body, body_size);
    body[0] ^= 1;
    fr__item_write_record(&crc, seed, bytes + at - item.size, item.as.record.sequence, item.as.record.kind, body,
                          body_size);
    cr_assert_eq(verify(world), FR_BAD_JOURNAL);
    cr_assert(strstr(error.message, "do not have the hashes of seal") != NULL, "%s", error.message);
    body[0] ^= 1;
    fr__item_write_record(&crc, seed, bytes + at - item.size, item.as.record.sequence, item.as.record.kind, body,
                          body_size);
  }
  cr_assert_eq(verify(world), FR_OK, "%s", error.message);
  fake_destroy(world);
}

static void refused(fake_world *world, const char *part) {
  fr__log_recovery found;
  cr_assert_eq(open_copy(world, &found), FR_BAD_JOURNAL);
  cr_assert(strstr(error.message, part) != NULL, "%s", error.message);
  cr_assert_eq(verify(world), FR_BAD_JOURNAL);
  fake_destroy(world);
}

static void name_of(char name[NAME], uint64_t first) {
  snprintf(name, NAME, "%020llu.journal", (unsigned long long)first);
}

Test(damage, a_missing_segment_is_named) {
  fake_world *world = make();
  char name[NAME];
  name_of(name, firsts[1]);
  fake_remove(world, name);
  refused(world, "some are missing: they have the numbers 1 and 3");
}

Test(damage, a_swapped_segment_is_named) {
  fake_world *world = make();
  char first[NAME], second[NAME];
  name_of(first, firsts[1]);
  name_of(second, firsts[2]);
  fake_rename(world, first, "aside");
  fake_rename(world, second, first);
  fake_rename(world, "aside", second);
  refused(world, "is swapped or renamed: inside it begins with");
}

Test(damage, a_segment_of_another_journal_is_named) {
  fake_world *world = make(), *other = fake_create(2);
  fr__log_options options = log_options(other);
  fr__log *log;
  char name[NAME];
  uint64_t size;
  options.created_us++;
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK);
  fr__log_close(log);
  name_of(name, 1);
  const uint8_t *bytes = fake_bytes(other, name, &size);
  fake_put(world, name, bytes, size);
  fake_destroy(other);
  refused(world, "are of different journals");
}

Test(damage, a_cut_file_is_named) {
  fake_world *world = make();
  char name[NAME];
  uint64_t size;
  name_of(name, firsts[0]);
  const uint8_t *bytes = fake_bytes(world, name, &size);
  fake_put(world, name, bytes, size - 1);
  refused(world, "has 131071 bytes instead of 131072: it was cut or grew");
}

Test(damage, a_file_with_a_name_that_is_none_is_refused) {
  fake_world *world = make();
  fake_put(world, "1.journal", "x", 1);
  refused(world, "is not named as a segment is");
}

Test(damage, an_emptied_end_of_a_closed_segment_is_found) {
  fake_world *world = make();
  uint64_t size;
  uint8_t *bytes = segment_bytes(world, segments - 2, &size);
  memset(bytes + size - 2000, 0, 2000);
  fr__log_recovery found;
  cr_assert_eq(open_copy(world, &found), FR_BAD_JOURNAL, "%s", error.message);
  cr_assert_eq(verify(world), FR_BAD_JOURNAL);
  fake_destroy(world);
}

/* In mode async nothing says that it was on the disk: then it is a torn tail, and what was lost is counted. */
Test(damage, a_hole_in_what_nobody_called_safe_is_cut_and_told) {
  fake_world *world = fake_create(9);
  fr__log_options options = log_options(world);
  fr__log *log;
  fr__log_recovery found;
  uint64_t size, last;
  options.mode = FR__LOG_ASYNC;
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK);
  cr_assert_eq(append_many(log, 100, SMALL), FR_OK);
  fr__log_close(log);
  uint8_t *bytes = fake_bytes(world, "00000000000000000001.journal", &size);
  memset(bytes + 10240, 0, 512);
  cr_assert_eq(fr__log_open(&options, &log, &found, &error), FR_OK, "%s", error.message);
  fr__log_close(log);
  cr_assert_gt(found.last_sequence, 20);
  cr_assert_lt(found.last_sequence, 60);
  cr_assert_eq(found.cut_sequence, found.last_sequence + 1);
  cr_assert_gt(found.cut_bytes, 10000);
  cr_assert_geq(found.cut_records, 100 - found.last_sequence - 4);
  cr_assert_lt(found.cut_records, 100 - found.last_sequence);
  cr_assert_eq(read_through(world, true, SMALL, &last, &error), FR_OK);
  cr_assert_eq(last, found.last_sequence);
  fake_destroy(world);
}
