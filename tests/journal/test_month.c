/* SPDX-License-Identifier: Apache-2.0
 *
 * A month ends: what is sealed before and after is read with the keys of its month, a key that could not be made is
 * made by the next pump, and a clock that is wrong makes no keys for months that are not there. */
#include <criterion/criterion.h>

#include "engine/journal.h"
#include "journal/fake_io.h"
#include "support/world.h"

static const bundle_policy plain = {.rules = {{.id = "small", .when = "transfer.amount < 100.0", .points = 1}}};
static const uint8_t sealing_key[FR__SEAL_KEY_BYTES] = "a key for what is sealed, 32 b.";

/* The last second of May 2025, and the first of June, UTC. */
#define MAY INT64_C(1748735999000000)
#define JUNE (MAY + SECOND)

static fake_world *disk;
static fr_engine *engine;
static fr_journal *journal;
static fr_policy *policy;
static fr_context *context;
static uint32_t number;

static void open_at(int64_t now_us) {
  const fr_engine_options options = world_options();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  how.directory = "journal";
  how.segment_bytes = 1 << 20;
  how.sealing_key = sealing_key;
  how.now_us = now_us;
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  cr_assert_eq(fr__journal_open_with(engine, &how, &disk->io, &journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_journal_recover(journal, NULL, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  cr_assert_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
}

static void close_it(void) {
  fr_context_destroy(context);
  cr_assert_eq(fr_journal_close(journal), FR_OK);
  fr_engine_destroy(engine);
}

static void set_up(void) {
  number = 0;
  disk = fake_create(1);
  policy = bundle_load(&plain);
  open_at(MAY);
}

static void tear_down(void) {
  close_it();
  fr_policy_release(policy);
  fake_destroy(disk);
}

TestSuite(month, .init = set_up, .fini = tear_down);

/* A transfer whose remark says its number. */
static void score_at(int64_t time_us) {
  char id[16], remark[32];
  fr_decision decision = FR_DECISION_INIT;
  snprintf(id, sizeof id, "t%u", number);
  snprintf(remark, sizeof remark, "remark %u", number++);
  fr_transfer transfer = transfer_of(id, "alice", "bob", 100, time_us);
  transfer.remark = fr_text_of(remark);
  cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK, "%s", fr_context_error(context)->message);
}

enum { KEYS = 64, TEXTS = 64 };

/* All that the journal has: its data keys, and for each sealed text in order which of them it is under. Every text
 * whose key is there is opened and says what it said. */
typedef struct found {
  fr__data_key keys[KEYS];
  uint32_t key_count, texts, unread;
  uint32_t key_of[TEXTS];
} found;

static void open_text(const fr__log_record *record, found *all) {
  static uint8_t plain_text[FR__RECORD_ROOM];
  static fr__transfer transfer;
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
  fr__attempt attempt;
  fr__sealer *sealer;
  uint8_t key[FR__SEAL_KEY_BYTES];
  char said[32];
  cr_assert_eq(fr__attempt_read(record->body, record->size, &attempt, &transfer), FR_OK);
  cr_assert_neq(attempt.sealed.key_id, 0, "nothing is left out");
  uint32_t at = 0;
  while (at < all->key_count && all->keys[at].id != attempt.sealed.key_id) at++;
  cr_assert_lt(at, all->key_count, "the record of a key stands before what is sealed under it");
  snprintf(said, sizeof said, "remark %u", all->texts);
  all->key_of[all->texts++] = at;
  const fr_status status = fr__journal_find_key(&disk->io, "journal", sealing_key, &all->keys[at], key);
  if (status != FR_OK) {
    cr_assert_eq(status, FR_NOT_FOUND);
    all->unread++;
    return;
  }
  cr_assert_eq(fr__sealer_create(&sealer), FR_OK);
  cr_assert_eq(fr__sealer_set_key(sealer, key), FR_OK);
  cr_assert_eq(fr__attempt_unseal(&attempt, sealer, plain_text, attributes, &transfer), FR_OK);
  cr_expect_eq(transfer.remark.size, strlen(said));
  cr_expect_arr_eq(transfer.remark.data, said, strlen(said));
  fr__sealer_destroy(sealer);
}

static found find_all(void) {
  found all = {0};
  fr_error error = FR_ERROR_INIT;
  fr__log_reader *reader;
  fr__log_record record;
  const fr__log_reader_options from = {.io = &disk->io, .directory = "journal"};
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
  for (;;) {
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
    if (record.sequence == 0) break;
    if (record.kind == FR__RECORD_DATA_KEY) {
      cr_assert_eq(fr__data_key_read(record.body, record.size, &all.keys[all.key_count++]), FR_OK);
    }
    if (record.kind == FR__RECORD_SCORED) open_text(&record, &all);
  }
  fr__log_reader_close(reader);
  return all;
}

static void expect_keys(const found *all, uint32_t keys, uint32_t texts) {
  cr_assert_eq(all->key_count, keys, "%u keys", all->key_count);
  cr_assert_eq(all->texts, texts, "%u texts", all->texts);
}

Test(month, texts_before_and_after_have_keys_of_their_own) {
  score_at(MAY);
  cr_assert_eq(fr_journal_pump(journal, JUNE), FR_OK);
  score_at(JUNE);
  score_at(MAY - HOUR); /* of the old month, and late: what is sealed now is sealed under the present key */
  cr_assert_eq(fr_journal_pump(journal, JUNE + HOUR), FR_OK);
  found all = find_all();
  expect_keys(&all, 2, 3);
  cr_expect_eq(all.keys[1].month, all.keys[0].month + 1);
  cr_expect_eq(all.key_of[0], 0);
  cr_expect_eq(all.key_of[1], 1);
  cr_expect_eq(all.key_of[2], 1);
  cr_expect_eq(all.unread, 0);
  /* Whoever destroys the old month's file has erased that month's texts, and no others. */
  char name[32];
  snprintf(name, sizeof name, "key-%016llx.frk", (unsigned long long)all.keys[0].id);
  fake_remove(disk, name);
  all = find_all();
  cr_expect_eq(all.unread, 1);
}

/* Each thing that making a key does to the world fails once: texts go on under the old key, and the next pump makes the
 * new one. */
Test(month, a_key_that_could_not_be_made_is_made_by_the_next_pump) {
  uint32_t failures = 0;
  for (uint64_t at = 1;; at++) {
    const int64_t begin = MAY + (int64_t)at * 31 * DAY; /* each time another month */
    score_at(begin - DAY);
    cr_assert_eq(fr_journal_pump(journal, begin - DAY), FR_OK);
    score_at(begin);
    const uint64_t before = disk->calls;
    disk->fail_at = before + at;
    disk->fail_status = at % 2 == 0 ? FR_JOURNAL_DOWN : FR_JOURNAL_FULL;
    const fr_status status = fr_journal_pump(journal, begin);
    disk->fail_at = 0;
    if (status == FR_OK && disk->calls < before + at) break; /* there is nothing more that could fail */
    failures += status != FR_OK;
    const found then = find_all();
    const uint32_t keys = then.key_count;
    score_at(begin + SECOND);
    cr_assert_eq(fr_journal_pump(journal, begin + SECOND), FR_OK, "the pump behind call %llu", (unsigned long long)at);
    score_at(begin + 2 * SECOND);
    const found all = find_all();
    cr_assert_eq(all.unread, 0);
    cr_expect_eq(all.key_of[all.texts - 2], status == FR_OK ? keys - 1 : then.key_of[then.texts - 1]);
    cr_expect_eq(all.key_of[all.texts - 1], all.key_count - 1);
  }
  cr_expect_geq(failures, 3, "%u", failures);
}

Test(month, a_clock_that_runs_ahead_makes_no_keys) {
  score_at(MAY - 2 * DAY);
  for (int64_t ahead = 40; ahead < 800; ahead += 40) {
    cr_assert_eq(fr_journal_pump(journal, MAY + ahead * DAY), FR_OK);
    score_at(MAY - 2 * DAY + number * SECOND);
  }
  found all = find_all();
  expect_keys(&all, 1, 20);
  /* Transfers come to June; the clock is still wrong, and the key is June's. */
  score_at(JUNE);
  cr_assert_eq(fr_journal_pump(journal, MAY + 400 * DAY), FR_OK);
  score_at(JUNE + SECOND);
  all = find_all();
  expect_keys(&all, 2, 22);
  cr_expect_eq(all.keys[1].month, all.keys[0].month + 1);
  cr_expect_eq(all.key_of[20], 0);
  cr_expect_eq(all.key_of[21], 1);
}

Test(month, a_transfer_of_next_year_makes_no_key_by_itself) {
  score_at(MAY - HOUR);
  score_at(MAY + 365 * DAY); /* the engine of these tests takes any time */
  cr_assert_eq(fr_journal_pump(journal, MAY), FR_OK);
  const found all = find_all();
  expect_keys(&all, 1, 2);
}

/* At opening nobody knows better than the clock. When it is put right the month's own key is made. */
Test(month, a_clock_that_was_wrong_at_the_beginning) {
  close_it();
  open_at(MAY + 365 * DAY);
  score_at(MAY - HOUR);
  cr_assert_eq(fr_journal_pump(journal, MAY), FR_OK);
  score_at(MAY);
  for (uint32_t i = 0; i < 5; i++) cr_assert_eq(fr_journal_pump(journal, MAY), FR_OK);
  const found all = find_all();
  expect_keys(&all, 3, 2);
  cr_expect_eq(all.keys[1].month, all.keys[0].month + 12);
  cr_expect_eq(all.keys[2].month, all.keys[0].month);
  cr_expect_eq(all.key_of[1], 2);
}

/* Two machines' clocks, or one that is set back by a little, do not make a key at every turn. */
Test(month, a_clock_that_goes_back_a_little_makes_no_key) {
  score_at(MAY);
  for (uint32_t i = 0; i < 10; i++) {
    cr_assert_eq(fr_journal_pump(journal, JUNE + HOUR), FR_OK);
    cr_assert_eq(fr_journal_pump(journal, MAY - HOUR), FR_OK);
  }
  const found all = find_all();
  expect_keys(&all, 2, 1);
}
