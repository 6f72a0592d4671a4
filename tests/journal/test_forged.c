/* SPDX-License-Identifier: Apache-2.0
 *
 * Items whose CRCs are right and that do not belong where they stand: no torn write does that, so nothing is cut. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "journal/item.h"
#include "journal/support.h"

enum { SMALL = 300 };
#define FIRST "00000000000000000001.journal"

static fake_world *world;
static fr__crc32c crc;
static fr_error error = FR_ERROR_INIT;
static uint8_t bytes[FR__LOG_MIN_SEGMENT_BYTES];
static uint64_t tail;
static uint32_t seed;

static void make(void) {
  fr__item_header header = {
      .created_us = CREATED_US, .number = 1, .first = 1, .segment_bytes = FR__LOG_MIN_SEGMENT_BYTES};
  world = fake_create(1);
  fr__crc32c_init(&crc);
  memcpy(header.engine, "engine-engine-en", sizeof header.engine);
  tail = fr__item_write_header(&crc, bytes, &header);
  seed = fr__item_seed(&crc, header.engine, 1);
}
static void drop(void) { fake_destroy(world); }

static void put_record(uint64_t sequence) {
  fr__item_write_record(&crc, seed, bytes + tail, sequence, 1, "body", 4);
  tail += fr__item_record_size(sequence, 1, 4);
}

/* Opening and verifying say the same, and opening has changed nothing. */
static void refused(const char *sentence) {
  fr__log_options options = log_options(world);
  fr__log_reader_options reading = reader_options(world);
  fr__log_report report;
  fr__log *log;
  uint64_t size;
  fake_put(world, FIRST, bytes, sizeof bytes);
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_BAD_JOURNAL);
  cr_assert(strstr(error.message, sentence) != NULL, "%s", error.message);
  cr_assert(strstr(error.message, "segment " FIRST ", byte ") == error.message, "%s", error.message);
  cr_assert(memcmp(fake_bytes(world, FIRST, &size), bytes, sizeof bytes) == 0);
  cr_assert_eq(fr__log_verify(&reading, 0, &report, &error), FR_BAD_JOURNAL);
  cr_assert(strstr(error.message, sentence) != NULL, "%s", error.message);
  cr_assert_eq(report.bad_segment, 1);
  cr_assert_eq(report.bad_offset, (uint64_t)error.offset);
}

Test(forged, a_record_that_was_taken_out, .init = make, .fini = drop) {
  put_record(1);
  put_record(3);
  refused("record 3 stands where record 2 belongs");
}

Test(forged, a_record_that_stands_twice, .init = make, .fini = drop) {
  put_record(1);
  put_record(1);
  refused("record 1 stands where record 2 belongs");
}

Test(forged, a_seal_out_of_order, .init = make, .fini = drop) {
  const fr__item_seal seal = {.block = 2, .through = 2};
  put_record(1);
  put_record(2);
  tail += fr__item_write_seal(&crc, seed, bytes + tail, &seal);
  refused("seal 2 covers the records up to 2; here belongs seal 1, over records from 1 to 2");
}

Test(forged, a_seal_over_more_than_there_is, .init = make, .fini = drop) {
  const fr__item_seal seal = {.block = 1, .through = 2};
  put_record(1);
  tail += fr__item_write_seal(&crc, seed, bytes + tail, &seal);
  refused("seal 1 covers the records up to 2; here belongs seal 1, over records from 1 to 1");
}

Test(forged, a_mark_that_tells_of_a_record_that_is_not_there, .init = make, .fini = drop) {
  put_record(1);
  tail += fr__item_write_mark(&crc, seed, bytes + tail, 5);
  refused("record 2 is missing: it is said to be on the disk");
}

/* ---- two segments ---- */

static uint64_t second; /* the first record of the second segment */

/* In mode async, so that nothing is said to be on the disk. Gives the name of the second segment. */
static const char *write_two(void) {
  static char name[64];
  fr__log_options options = log_options(world);
  fr__log *log;
  fr__log_state state;
  options.mode = FR__LOG_ASYNC;
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK, "%s", error.message);
  do {
    cr_assert_eq(append_many(log, 1, SMALL), FR_OK);
    fr__log_measure(log, &state);
  } while (state.segments == 1);
  second = state.last_sequence;
  cr_assert_eq(append_many(log, 10, SMALL), FR_OK);
  fr__log_close(log);
  snprintf(name, sizeof name, "%020llu.journal", (unsigned long long)second);
  return name;
}

static fr_status open_once(fr__log_recovery *found) {
  const fr__log_options options = log_options(world);
  fr__log *log;
  const fr_status status = fr__log_open(&options, &log, found, &error);
  fr__log_close(log);
  return status;
}

static void rewrite_header(const char *name, void (*change)(fr__item_header *header)) {
  fr__item_header header;
  uint64_t size, item_size;
  uint8_t *segment = fake_bytes(world, name, &size);
  cr_assert(fr__item_read_header(&crc, segment, size, &header, &item_size));
  change(&header);
  cr_assert_eq(fr__item_write_header(&crc, segment, &header), item_size);
}

static void other_chain(fr__item_header *header) { header->chain[3] ^= 1; }
static void other_peak(fr__item_header *header) { header->tree.peaks[__builtin_ctzll(header->tree.count)][0] ^= 1; }

Test(forged, a_segment_that_goes_on_from_something_else, .init = make, .fini = drop) {
  void (*const changes[])(fr__item_header * header) = {other_chain, other_peak};
  fr__log_reader_options reading = reader_options(world);
  fr__log_recovery found;
  fr__log_report report;
  const char *name = write_two();
  for (size_t i = 0; i < FR_COUNT(changes); i++) {
    rewrite_header(name, changes[i]);
    cr_assert_eq(open_once(&found), FR_BAD_JOURNAL);
    cr_assert(strstr(error.message, "does not go on from the one before it: one was swapped") != NULL, "%s",
              error.message);
    cr_assert_eq(fr__log_verify(&reading, 0, &report, &error), FR_BAD_JOURNAL);
    cr_assert(strstr(error.message, "does not go on from the one before it, which is sealed up to record") != NULL);
    rewrite_header(name, changes[i]);
  }
  uint64_t last;
  rewrite_header(name, other_chain); /* a plain reader looks at the chain as well */
  cr_assert_eq(read_through(world, false, SMALL, &last, &error), FR_BAD_JOURNAL);
}

Test(forged, something_behind_a_closed_segment, .init = make, .fini = drop) {
  uint64_t size, last;
  write_two();
  fake_bytes(world, FIRST, &size)[size - 1] = 1;
  cr_assert_eq(read_through(world, true, SMALL, &last, &error), FR_BAD_JOURNAL);
  cr_assert(strstr(error.message, "should stand there is none, and yet something") != NULL, "%s", error.message);
  cr_assert_eq(last, second - 1);
}

/* The power went before the end of a segment was on the disk, and the next one's beginning was. */
Test(forged, the_end_of_a_segment_that_never_came_takes_the_next_one_along, .init = make, .fini = drop) {
  fr__log_recovery found;
  fr__item item;
  uint64_t size, last, at;
  fr__item_header header;
  const char *name = write_two();
  uint8_t *segment = fake_bytes(world, FIRST, &size);
  cr_assert(fr__item_read_header(&crc, segment, size, &header, &at));
  for (item.as.record.sequence = 0;; at += item.size) {
    fr__item_read(&crc, seed, segment + at, size - at, &item);
    if (item.type == FR__ITEM_RECORD && item.as.record.sequence == second - 3) break;
    cr_assert_neq(item.type, FR__ITEM_END);
  }
  memset(segment + at, 0, size - at);
  cr_assert_eq(read_through(world, true, SMALL, &last, &error), FR_BAD_JOURNAL); /* a reader cuts nothing */
  cr_assert_eq(last, second - 4);
  cr_assert_eq(open_once(&found), FR_OK, "%s", error.message);
  cr_assert_eq(found.last_sequence, second - 4);
  cr_assert_eq(found.cut_sequence, second - 3);
  cr_assert_eq(found.cut_records, 11);
  cr_assert_gt(found.cut_bytes, 100);
  cr_assert_null(fake_bytes(world, name, &size));
  cr_assert_eq(read_through(world, true, SMALL, &last, &error), FR_OK, "%s", error.message);
  cr_assert_eq(last, second - 4);
}

Test(forged, a_segment_that_is_removed_under_a_reader, .init = make, .fini = drop) {
  const fr__log_reader_options reading = reader_options(world);
  fr__log_reader *reader;
  fr__log_record record;
  fr_status status;
  fake_remove(world, write_two());
  cr_assert_eq(fr__log_reader_open(&reading, &reader, &error), FR_OK);
  fake_remove(world, FIRST);
  do status = fr__log_reader_next(reader, &record, &error);
  while (status == FR_OK && record.sequence != 0);
  cr_assert_eq(status, FR_BAD_JOURNAL);
  cr_assert_str_eq(error.message, "the segment that begins with 1 was removed meanwhile");
  cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_BAD_JOURNAL);
  cr_assert_str_eq(error.message, "the reader has stopped before");
  fr__log_reader_close(reader);
}
