/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "journal/support.h"

enum { SMALL = 600, LARGE = FR__LOG_MAX_BODY };

static fake_world *world;
static fr__log *writing;
static fr_error error = FR_ERROR_INIT;
static void make(void) { world = fake_create(1); }
static void drop(void) {
  fr__log_close(writing);
  fake_destroy(world);
}

static void begin(const fr__log_options *options, fr__log_recovery *found) {
  cr_assert_eq(fr__log_open(options, &writing, found, &error), FR_OK, "%s", error.message);
}
static void end(void) {
  fr__log_close(writing);
  writing = NULL;
}

static void reads(uint32_t size_most, uint64_t last) {
  for (int verify = 0; verify < 2; verify++) {
    uint64_t seen;
    cr_assert_eq(read_through(world, verify == 1, size_most, &seen, &error), FR_OK, "%s", error.message);
    cr_assert_eq(seen, last);
  }
}

static uint64_t segments_there(void) {
  uint64_t count = 0, size;
  char name[64];
  for (uint64_t first = 1; first < 20000; first++) {
    snprintf(name, sizeof name, "%020llu.journal", (unsigned long long)first);
    count += fake_bytes(world, name, &size) != NULL;
  }
  return count;
}

/* A read beside a writer: the beginning of an item is there, and what stands behind it not yet. The next one has it. */
static uint64_t torn_at;
static uint32_t tears;
static fr_status read_torn(fr__file *file, uint64_t offset, void *into, uint64_t bytes, uint64_t *count) {
  const fr_status status = world->io.read(file, offset, into, bytes, count);
  const bool of_header = bytes <= 4096; /* which is whole before its file has a name */
  if (status != FR_OK || of_header || torn_at < offset || torn_at >= offset + *count) return status;
  memset((uint8_t *)into + (torn_at - offset), 0, *count - (torn_at - offset));
  torn_at = UINT64_MAX;
  tears++;
  return status;
}

Test(log, a_read_that_is_torn_is_read_again, .init = make, .fini = drop) {
  const fr__log_options options = log_options(world);
  uint64_t size;
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 40, SMALL), FR_OK);
  end();
  const uint8_t *bytes = fake_bytes(world, "00000000000000000001.journal", &size);
  cr_assert_not_null(bytes);
  while (size > 0 && bytes[size - 1] == 0) size--;
  fr__io torn = world->io;
  torn.read = read_torn;
  fr__log_reader_options from = reader_options(world);
  from.io = &torn;
  for (uint64_t at = 400; at < size; at += 97) {
    fr__log_reader *reader;
    fr__log_record record;
    cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
    fr__log_reader_close(reader);
    torn_at = at;
    cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
    for (uint64_t next = 1; next <= 40; next++) {
      cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "at %llu: %s", (unsigned long long)at,
                   error.message);
      cr_assert_eq(record.sequence, next);
      cr_assert(record_is(&record, SMALL));
    }
    fr__log_reader_close(reader);
  }
  cr_assert_gt(tears, 20);
}

Test(log, records_come_back_in_order_over_segments_and_openings, .init = make, .fini = drop) {
  const fr__log_options options = log_options(world);
  fr__log_recovery found;
  uint64_t last = 0;
  for (int opening = 0; opening < 4; opening++) {
    begin(&options, &found);
    cr_assert_eq(found.created, opening == 0);
    cr_assert_eq(found.last_sequence, last);
    cr_assert_eq(found.first_sequence, 1);
    cr_assert_eq(found.cut_bytes, 0);
    cr_assert_eq(append_many(writing, 700, SMALL), FR_OK);
    last += 700;
    if (opening % 2 == 0) cr_assert_eq(fr__log_pump(writing), FR_OK);
    if (opening == 2) cr_assert_eq(fr__log_checkpoint(writing), FR_OK);
    reads(SMALL, last); /* while it is open */
    end();
    reads(SMALL, last);
  }
  cr_assert_gt(segments_there(), 3);
}

Test(log, the_largest_records_and_the_empty_one, .init = make, .fini = drop) {
  const fr__log_options options = log_options(world);
  static uint8_t body[LARGE];
  uint64_t sequence;
  fr__log_reader *reader;
  begin(&options, NULL);
  for (uint32_t i = 1; i <= 9; i++) {
    cr_assert_eq(fr__log_append(writing, i, body, i % 3 == 0 ? 0 : LARGE, &sequence), FR_OK);
    cr_assert_eq(sequence, i);
  }
  cr_assert_eq(fr__log_append(writing, 1, body, LARGE + 1, &sequence), FR_TOO_LONG);
  cr_assert_eq(sequence, 0);
  const fr__log_reader_options from = reader_options(world);
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
  fr__log_record record;
  for (uint32_t i = 1; i <= 9; i++) {
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
    cr_assert_eq(record.sequence, i);
    cr_assert_eq(record.kind, i);
    cr_assert_eq(record.size, i % 3 == 0 ? 0 : LARGE);
  }
  cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK);
  cr_assert_eq(record.sequence, 0);
  fr__log_reader_close(reader);
}

Test(log, a_reader_begins_anywhere_and_follows_what_is_written, .init = make, .fini = drop) {
  const fr__log_options options = log_options(world);
  fr__log_reader_options from = reader_options(world);
  fr__log_reader *reader;
  fr__log_record record;
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 1000, SMALL), FR_OK);
  for (uint64_t sequence = 1; sequence <= 1000; sequence += 111) {
    from.from_sequence = sequence;
    cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
    cr_assert_eq(record.sequence, sequence);
    cr_assert(record_is(&record, SMALL));
    fr__log_reader_close(reader);
  }
  from.from_sequence = 1001; /* the next one, which is not there yet */
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
  for (uint64_t next = 1001; next < 2500; next++) {
    if (next % 50 == 0) {
      cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
      cr_assert_eq(record.sequence, 0);
    }
    cr_assert_eq(append_many(writing, 1, SMALL), FR_OK);
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
    cr_assert_eq(record.sequence, next);
    cr_assert(record_is(&record, SMALL));
  }
  fr__log_reader_close(reader);
  from.from_sequence = 2501;
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK);
  cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_NOT_FOUND);
  cr_assert_str_eq(error.message, "record 2501 is not there: the last is 2499");
  cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_NOT_FOUND);
  fr__log_reader_close(reader);
}

Test(log, one_journal_is_open_once, .init = make, .fini = drop) {
  const fr__log_options options = log_options(world);
  fr__log *second;
  begin(&options, NULL);
  cr_assert_eq(fr__log_open(&options, &second, NULL, &error), FR_JOURNAL_LOCKED);
  cr_assert_null(second);
  cr_assert_str_eq(error.message, "the journal is open already, in this process or another: end that one first");
  end();
  begin(&options, NULL);
}

Test(log, another_engines_journal_is_refused, .init = make, .fini = drop) {
  fr__log_options options = log_options(world);
  fr__log_reader *reader;
  fr__log_report report;
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 5, SMALL), FR_OK);
  end();
  options.engine[0] ^= 1;
  cr_assert_eq(fr__log_open(&options, &writing, NULL, &error), FR_OTHER_JOURNAL);
  cr_assert_str_eq(error.message,
                   "segment 00000000000000000001.journal was written under another engine's key: give the engine the "
                   "key that it had");
  fr__log_reader_options from = reader_options(world);
  from.engine = options.engine;
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OTHER_JOURNAL);
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_OTHER_JOURNAL);
  from.engine = NULL; /* who does not care */
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_OK);
}

Test(log, options_are_checked, .init = make, .fini = drop) {
  fr__log_options options = log_options(world);
  options.segment_bytes = FR__LOG_MIN_SEGMENT_BYTES - 1;
  cr_expect_eq(fr__log_open(&options, &writing, NULL, &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error.message, "segment_bytes is 131071; it has to lie from 131072 to 1073741824");
  options = log_options(world);
  options.directory = "";
  cr_expect_eq(fr__log_open(&options, &writing, NULL, &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error.message, "the journal needs a directory");
  options = log_options(world);
  options.created_us = -1;
  cr_expect_eq(fr__log_open(&options, &writing, NULL, &error), FR_BAD_TIME);
  options = log_options(world);
  options.signing_key = "no key";
  options.signing_key_size = 6;
  cr_expect_eq(fr__log_open(&options, &writing, NULL, &error), FR_BAD_KEY);
  options = log_options(world);
  char path[FR__LOG_MAX_PATH + 2];
  memset(path, 'p', sizeof path);
  path[sizeof path - 1] = 0;
  options.directory = path;
  cr_expect_eq(fr__log_open(&options, &writing, NULL, &error), FR_TOO_LONG);
  fr__log_reader_options from = reader_options(world);
  fr__log_reader *reader;
  cr_expect_eq(fr__log_reader_open(&from, &reader, &error), FR_NOT_FOUND);
  cr_expect_str_eq(error.message, "there is no journal in journal");
  from.directory = path;
  cr_expect_eq(fr__log_reader_open(&from, &reader, &error), FR_BAD_ARGUMENT);
}

Test(log, seals_checkpoints_and_marks_are_where_they_should_be, .init = make, .fini = drop) {
  fr__log_options options = log_options(world);
  fr__log_state state;
  fr__log_report report;
  fr__log_reader_options from = reader_options(world);
  options.signing_key = signing_key;
  options.signing_key_size = strlen(signing_key);
  options.checkpoint_blocks = 3;
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 100, 10), FR_OK);
  cr_assert_eq(fr__log_pump(writing), FR_OK);
  fr__log_measure(writing, &state);
  cr_assert_eq(state.last_sequence, 100);
  cr_assert_eq(state.sealed_sequence, 96); /* blocks of 16 */
  cr_assert_eq(state.checkpoint_sequence, 96);
  cr_assert_eq(state.synced_sequence, 0);
  cr_assert_eq(fr__log_checkpoint(writing), FR_OK);
  cr_assert_eq(fr__log_checkpoint(writing), FR_OK); /* nothing new */
  fr__log_measure(writing, &state);
  cr_assert_eq(state.sealed_sequence, 100);
  cr_assert_eq(state.checkpoint_sequence, 100);
  cr_assert_eq(state.synced_sequence, 100);
  cr_assert_eq(state.failed_status, 0);
  cr_assert_eq(append_many(writing, 10, 10), FR_OK);
  from.public_key = public_key;
  from.public_key_size = strlen(public_key);
  cr_assert_eq(fr__log_verify(&from, 110, &report, &error), FR_OK, "%s", error.message);
  cr_assert_eq(report.records, 110);
  cr_assert_eq(report.last_sequence, 110);
  cr_assert_eq(report.sealed_sequence, 100);
  cr_assert_eq(report.blocks, 7);
  cr_assert_eq(report.checkpoints, 3);
  cr_assert_eq(report.signatures_good, 3);
  cr_assert_eq(report.checkpoint, FR__LOG_SIGNATURE_GOOD);
  cr_assert_eq(report.signed_sequence, 100);
  cr_assert_eq(fr__log_verify(&from, 111, &report, &error), FR_BAD_JOURNAL);
  cr_assert_str_eq(error.message, "the journal ends with record 110; it has to reach to 111");
  from.public_key = NULL;
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_OK);
  cr_assert_eq(report.checkpoint, FR__LOG_NOT_CHECKED);
  cr_assert_eq(report.signed_sequence, 0);
  cr_assert_eq(report.checkpoint_sequence, 100);
}

Test(log, a_signature_of_another_key_stops, .init = make, .fini = drop) {
  fr__log_options options = log_options(world);
  fr__log_reader_options from = reader_options(world);
  fr__log_report report;
  static const char other[] =
      "-----BEGIN PUBLIC KEY-----\n"
      "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
      "-----END PUBLIC KEY-----\n";
  options.signing_key = signing_key;
  options.signing_key_size = strlen(signing_key);
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 20, 10), FR_OK);
  cr_assert_eq(fr__log_checkpoint(writing), FR_OK);
  from.public_key = other;
  from.public_key_size = strlen(other);
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_BAD_SIGNATURE, "%s", error.message);
  cr_assert_eq(report.checkpoint, FR__LOG_SIGNATURE_BAD);
  cr_assert(strstr(error.message, "the checkpoint over the records up to 20 is not signed by this key") != NULL);
  char both[2000], many[8000];
  snprintf(both, sizeof both, "%s%s", other, public_key); /* the old key beside the new one */
  from.public_key = both;
  from.public_key_size = strlen(both);
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_OK, "%s", error.message);
  cr_assert_eq(report.signatures_good, 1);
  snprintf(both, sizeof both, "%s%s", other, other);
  from.public_key_size = strlen(both);
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_BAD_SIGNATURE);
  cr_assert(strstr(error.message, "is not signed by any of these keys") != NULL);
  from.public_key_size--; /* cut */
  from.public_key_size--;
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_BAD_KEY);
  many[0] = 0;
  for (size_t i = 0; i < 17; i++) memcpy(many + i * (sizeof other - 1), other, sizeof other);
  from.public_key = many;
  from.public_key_size = strlen(many);
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_TOO_MANY);
  cr_assert_str_eq(error.message, "there are more than 16 keys");
}

Test(log, waiting_is_for_what_was_appended, .init = make, .fini = drop) {
  fr__log_options options = log_options(world);
  fr__log_state state;
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 3, SMALL), FR_OK);
  cr_assert_eq(fr__log_wait(writing, 4), FR_BAD_ARGUMENT);
  const uint64_t before = world->syncs;
  cr_assert_eq(fr__log_wait(writing, 2), FR_OK);
  cr_assert_eq(fr__log_wait(writing, 3), FR_OK); /* one went for all that was there */
  cr_assert_eq(world->syncs, before + 1);
  fr__log_measure(writing, &state);
  cr_assert_eq(state.synced_sequence, 3);
  end();
  options.mode = FR__LOG_ASYNC;
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 3, SMALL), FR_OK);
  const uint64_t opened = world->syncs;
  cr_assert_eq(fr__log_wait(writing, 6), FR_OK);
  cr_assert_eq(fr__log_wait(writing, 7), FR_BAD_ARGUMENT);
  cr_assert_eq(world->syncs, opened);
  cr_assert_eq(fr__log_sync(writing, 6), FR_OK);
  cr_assert_eq(world->syncs, opened + 1);
}

Test(log, when_full_may_refuse_until_somebody_pumps, .init = make, .fini = drop) {
  fr__log_options options = log_options(world);
  uint64_t sequence, refused = 0;
  options.when_full = FR__LOG_REFUSE;
  begin(&options, NULL);
  for (int i = 0; i < 2000 && refused == 0; i++) {
    const fr_status status = append_next(writing, SMALL, &sequence);
    if (status != FR_OK) {
      cr_assert_eq(status, FR_JOURNAL_FULL);
      cr_assert_eq(sequence, 0);
      refused = 1;
    }
  }
  cr_assert_eq(refused, 1);
  cr_assert_eq(fr__log_pump(writing), FR_OK);
  cr_assert_eq(append_many(writing, 100, SMALL), FR_OK);
}

Test(log, a_full_disk_is_a_status_and_no_end, .init = make, .fini = drop) {
  const fr__log_options options = log_options(world);
  uint64_t sequence;
  fr_status status;
  world->disk_bytes = 2 * FR__LOG_MIN_SEGMENT_BYTES;
  begin(&options, NULL);
  do status = append_next(writing, SMALL, &sequence);
  while (status == FR_OK);
  cr_assert_eq(status, FR_JOURNAL_FULL);
  fr__log_state state;
  fr__log_measure(writing, &state);
  cr_assert_eq(state.segments, 2);
  cr_assert_eq(fr__log_wait(writing, state.last_sequence), FR_OK);
  uint64_t removed;
  cr_assert_eq(fr__log_prune(writing, state.last_sequence, &removed), FR_OK);
  cr_assert_eq(removed, 1);
  cr_assert_eq(append_many(writing, 10, SMALL), FR_OK); /* there is room again */
}

Test(log, old_segments_go_and_the_rest_still_verifies, .init = make, .fini = drop) {
  const fr__log_options options = log_options(world);
  fr__log_report report;
  fr__log_state state;
  fr__log_recovery found;
  fr__log_reader_options from = reader_options(world);
  fr__log_reader *reader;
  uint64_t removed;
  begin(&options, NULL);
  cr_assert_eq(append_many(writing, 3000, SMALL), FR_OK);
  fr__log_measure(writing, &state);
  const uint64_t segments = state.segments;
  cr_assert_eq(fr__log_prune(writing, 1, &removed), FR_OK);
  cr_assert_eq(removed, 0);
  cr_assert_eq(fr__log_prune(writing, 1500, &removed), FR_OK);
  cr_assert_gt(removed, 0);
  fr__log_measure(writing, &state);
  cr_assert_eq(state.segments, segments - removed);
  cr_assert_leq(state.first_sequence, 1500);
  cr_assert_gt(state.first_sequence, 1);
  from.from_sequence = 1;
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_NOT_FOUND);
  cr_assert(strstr(error.message, "record 1 is gone: the oldest that is left is ") == error.message);
  from.from_sequence = 1500;
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK);
  fr__log_reader_close(reader);
  cr_assert_eq(fr__log_prune(writing, UINT64_MAX, &removed), FR_OK); /* but for the one that is written to */
  fr__log_measure(writing, &state);
  cr_assert_eq(state.segments, 1);
  cr_assert_eq(append_many(writing, 1000, SMALL), FR_OK);
  end();
  begin(&options, &found);
  cr_assert_eq(found.first_sequence, state.first_sequence);
  cr_assert_eq(found.last_sequence, 4000);
  from.from_sequence = 0;
  cr_assert_eq(fr__log_verify(&from, 4000, &report, &error), FR_OK, "%s", error.message);
  cr_assert_eq(report.records, 4000 - state.first_sequence + 1);
}
