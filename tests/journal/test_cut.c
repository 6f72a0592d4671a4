/* SPDX-License-Identifier: Apache-2.0
 *
 * What recovery cuts is kept beside the journal, whatever fails meanwhile; and in mode async, too, what was damaged in
 * the middle is told from a tail that was torn, and refused. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/journal.h"
#include "journal/support.h"
#include "support/world.h"

enum { SMALL = 600, RECORDS = 100, HOLE = 10240 };

static const char first_segment[] = "00000000000000000001.journal";
static fr_error error = FR_ERROR_INIT;

static fr__log_options async_options(fake_world *disk) {
  fr__log_options options = log_options(disk);
  options.mode = FR__LOG_ASYNC;
  return options;
}

static fr_status open_close(fake_world *disk, fr__log_recovery *found) {
  const fr__log_options options = async_options(disk);
  fr__log *log;
  const fr_status status = fr__log_open(&options, &log, found, &error);
  fr__log_close(log);
  return status;
}

/* So many records that nobody waited for; `pumped`: with a pump after each tenth. */
static fake_world *make(uint32_t records, bool pumped) {
  fake_world *disk = fake_create(9);
  const fr__log_options options = async_options(disk);
  fr__log *log;
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK);
  for (uint32_t i = 0; i < records / 10; i++) {
    cr_assert_eq(append_many(log, 10, SMALL), FR_OK);
    if (pumped) cr_assert_eq(fr__log_pump(log), FR_OK);
  }
  fr__log_close(log);
  return disk;
}

static uint64_t last_byte(const uint8_t *bytes, uint64_t size) {
  while (size > 0 && bytes[size - 1] == 0) size--;
  return size;
}

/* The one kept file that begins with this and has a number behind it, and ends with the tail that was cut; null: none.
 */
static uint8_t *kept(fake_world *disk, uint64_t first, uint32_t which, uint64_t *position, uint64_t *size) {
  for (int i = 0; i < FAKE_NAMES; i++) {
    unsigned long long segment, at;
    unsigned number;
    int end = 0;
    const char *name = disk->names[i].name;
    if (name[0] == 0 || disk->names[i].inode < 0) continue;
    if (sscanf(name, "%20llu-%llu-%u.cut%n", &segment, &at, &number, &end) != 3 || end == 0 || name[end] != 0) continue;
    if (segment != first || number != which) continue;
    *position = at;
    return fake_bytes(disk, name, size);
  }
  return NULL;
}

Test(cut, the_tail_is_kept_byte_for_byte) {
  fake_world *disk = make(RECORDS, false);
  fr__log_recovery found;
  uint64_t size, position, kept_size;
  uint8_t *bytes = fake_bytes(disk, first_segment, &size);
  memset(bytes + HOLE, 0, FAKE_SECTOR);
  const uint64_t end = last_byte(bytes, size);
  uint8_t *before = malloc(size);
  memcpy(before, bytes, size);
  cr_assert_eq(open_close(disk, &found), FR_OK, "%s", error.message);
  cr_expect_eq(found.cut_files, 1);
  cr_expect_gt(found.cut_records, 10);
  const uint8_t *aside = kept(disk, 1, 1, &position, &kept_size);
  cr_assert_not_null(aside);
  cr_expect_eq(position + kept_size, end);
  cr_expect_eq(kept_size, found.cut_bytes);
  cr_expect_arr_eq(aside, before + position, kept_size);
  /* It is cut there once more: the second tail has a file of its own. */
  cr_assert_lt(position, HOLE + FAKE_SECTOR);
  memset(fake_bytes(disk, first_segment, &size) + position, 0x55, 99);
  cr_assert_eq(open_close(disk, &found), FR_OK, "%s", error.message);
  cr_expect_eq(found.cut_files, 1);
  cr_expect_eq(found.cut_bytes, 99);
  cr_expect_arr_eq(kept(disk, 1, 1, &position, &kept_size), before + position, kept_size);
  aside = kept(disk, 1, 2, &position, &kept_size);
  cr_assert_not_null(aside);
  cr_expect_eq(kept_size, 99);
  cr_expect_eq(aside[0], 0x55);
  /* Nothing is cut of what is whole, and nothing put aside. */
  cr_assert_eq(open_close(disk, &found), FR_OK);
  cr_expect_eq(found.cut_files, 0);
  free(before);
  fake_destroy(disk);
}

/* Each call of the opening fails, and then the process ends or the power goes: what was there is in the journal or in a
 * file beside it, and the next opening goes on. */
Test(cut, nothing_is_lost_while_it_is_put_aside) {
  fake_world *torn = make(RECORDS, false);
  fr__log_recovery found;
  uint64_t size, position, kept_size, refused = 0;
  uint8_t *bytes = fake_bytes(torn, first_segment, &size);
  memset(bytes + HOLE, 0, FAKE_SECTOR);
  for (int i = 0; i < FAKE_FILES && torn->inodes[i].now != NULL; i++) /* long on the disk, mark or no mark */
    memcpy(torn->inodes[i].disk, torn->inodes[i].now, torn->inodes[i].room);
  const uint64_t end = last_byte(bytes, size);
  for (uint64_t fail_at = 1;; fail_at++) {
    fake_world *disk = fake_after_kill(torn);
    disk->fail_at = fail_at;
    disk->fail_status = fail_at % 2 == 0 ? FR_JOURNAL_FULL : FR_JOURNAL_DOWN;
    const fr_status status = open_close(disk, &found);
    refused += status != FR_OK;
    const bool done = disk->calls < fail_at;
    fake_world *after = fail_at % 3 == 0 ? fake_after_kill(disk) : fake_after_power_loss(disk, fail_at);
    const uint8_t *now = fake_bytes(after, first_segment, &size);
    const uint8_t *aside = kept(after, 1, 1, &position, &kept_size);
    const bool whole = now != NULL && memcmp(now, bytes, size) == 0;
    const bool beside = aside != NULL && position + kept_size == end && memcmp(aside, bytes + position, kept_size) == 0;
    cr_assert(whole || beside, "call %llu failed: the tail is gone", (unsigned long long)fail_at);
    after->fail_at = 0;
    cr_assert_eq(open_close(after, &found), FR_OK, "%s", error.message);
    fake_destroy(after);
    fake_destroy(disk);
    if (done) break;
  }
  cr_expect_gt(refused, 8);
  fake_destroy(torn);
}

Test(cut, a_full_disk_cuts_nothing) {
  fake_world *disk = make(RECORDS, false);
  fr__log_recovery found;
  uint64_t size;
  uint8_t *bytes = fake_bytes(disk, first_segment, &size);
  memset(bytes + HOLE, 0, FAKE_SECTOR);
  uint8_t *before = malloc(size);
  memcpy(before, bytes, size);
  disk->disk_bytes = fake_taken(disk);
  cr_expect_eq(open_close(disk, &found), FR_JOURNAL_FULL);
  cr_expect_not_null(strstr(error.message, "no room"), "%s", error.message);
  cr_expect_arr_eq(fake_bytes(disk, first_segment, &size), before, size);
  disk->disk_bytes = UINT64_MAX;
  cr_expect_eq(open_close(disk, &found), FR_OK, "%s", error.message);
  cr_expect_eq(found.cut_files, 1);
  free(before);
  fake_destroy(disk);
}

/* ---- damage in the middle ---- */

static void flip_in_record(fake_world *disk, uint64_t at) {
  uint64_t size;
  fake_bytes(disk, first_segment, &size)[at] ^= 4;
}

static void expect_refused(fake_world *disk) {
  fr__log_recovery found;
  uint64_t size, now_size;
  const uint8_t *bytes = fake_bytes(disk, first_segment, &size);
  uint8_t *before = malloc(size);
  memcpy(before, bytes, size);
  cr_expect_eq(open_close(disk, &found), FR_BAD_JOURNAL);
  cr_expect_not_null(strstr(error.message, "though the journal says that all was on the disk"), "%s", error.message);
  cr_expect_arr_eq(fake_bytes(disk, first_segment, &now_size), before, size, "nothing of it was changed");
  cr_expect_eq(found.cut_files, 0);
  free(before);
}

/* A pump marks what nobody waited for, once it is a quarter of a segment (or a megabyte). */
Test(cut, a_bit_in_the_middle_of_an_async_journal_is_refused) {
  fake_world *disk = make(200, true);
  for (uint64_t at = 700; at < 30000; at += 977) {
    fake_world *copy = fake_after_kill(disk);
    flip_in_record(copy, at);
    expect_refused(copy);
    fake_destroy(copy);
  }
  fake_destroy(disk);
}

/* An opening makes safe what it found, and says so. */
Test(cut, a_bit_in_what_an_opening_found_is_refused) {
  fake_world *disk = make(RECORDS, false);
  fr__log_recovery found;
  cr_assert_eq(open_close(disk, &found), FR_OK);
  cr_assert_eq(found.last_sequence, RECORDS);
  for (uint64_t at = 700; at < 25000; at += 977) {
    fake_world *copy = fake_after_kill(disk);
    flip_in_record(copy, at);
    expect_refused(copy);
    fake_destroy(copy);
  }
  fake_destroy(disk);
}

/* ---- by the public API ---- */

static const bundle_policy plain = {.rules = {{.id = "small", .when = "transfer.amount < 100.0", .points = 1}}};

static fr_status start(fake_world *disk, fr_engine **engine, fr_journal **journal, fr_journal_recovery *found) {
  const fr_engine_options options = world_options();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  how.directory = "journal";
  how.segment_bytes = 1 << 20;
  how.now_us = NOON;
  cr_assert_eq(fr_engine_create(&options, engine, &error), FR_OK);
  FR_TRY(fr__journal_open_with(*engine, &how, &disk->io, journal, &error));
  return fr_journal_recover(*journal, found, &error);
}

Test(cut, recovery_says_what_was_cut_and_where_it_is) {
  fake_world *disk = fake_create(3);
  fr_engine *engine;
  fr_journal *journal;
  fr_context *context;
  fr_policy *policy = bundle_load(&plain);
  fr_journal_recovery found = FR_JOURNAL_RECOVERY_INIT;
  cr_assert_eq(start(disk, &engine, &journal, &found), FR_OK);
  cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  cr_assert_eq(fr_engine_set_journal(engine, journal, &error), FR_OK);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  for (uint32_t i = 0; i < 20; i++) {
    char id[8];
    fr_decision decision = FR_DECISION_INIT;
    snprintf(id, sizeof id, "t%u", i);
    const fr_transfer transfer = transfer_of(id, "a", "b", 100, NOON + i);
    cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  }
  fake_world *killed = fake_after_kill(disk);
  uint64_t size;
  uint8_t *bytes = fake_bytes(killed, first_segment, &size);
  bytes[last_byte(bytes, size) - 700] ^= 1; /* in one of the last, that nobody called safe */
  fr_context_destroy(context);
  cr_assert_eq(fr_journal_close(journal), FR_OK);
  fr_engine_destroy(engine);
  cr_assert_eq(start(killed, &engine, &journal, &found), FR_OK, "%s", error.message);
  cr_expect_gt(found.cut_records, 0);
  cr_expect_eq(found.cut_files, 1);
  cr_expect_eq(found.cut_sequence, found.last_sequence + 1);
  cr_assert_eq(fr_journal_close(journal), FR_OK);
  fr_engine_destroy(engine);
  fr_policy_release(policy);
  fake_destroy(killed);
  fake_destroy(disk);
}
