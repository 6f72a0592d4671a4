/* SPDX-License-Identifier: Apache-2.0
 *
 * A journal whose profiles have another layout, as another version of the library writes it, is replayed all the same,
 * but where it rests on the bytes of a profile. */
#include <criterion/criterion.h>

#include "crypto/mac.h"
#include "journal/fake_io.h"
#include "journal/history.h"

enum { OTHER = 7 };

static fake_world *files;
static fr_engine_options options;
static fr_error error;

static void set_up(void) {
  files = fake_create(1);
  options = world_options();
  options.complete_from_us = 0;
  error = (fr_error)FR_ERROR_INIT;
}
static void tear_down(void) { fake_destroy(files); }
TestSuite(other_layout, .init = set_up, .fini = tear_down, .timeout = 120);

/* ---- journals ---- */

static fr_status open_on(fake_world *on, bank *made, fr_journal_recovery *recovery) {
  static const place nowhere = {"journal"};
  fr_journal_options given = history_journal_options(&nowhere);
  *made = (bank){.error = FR_ERROR_INIT};
  error = (fr_error)FR_ERROR_INIT;
  *recovery = (fr_journal_recovery)FR_JOURNAL_RECOVERY_INIT;
  given.segment_bytes = 131072;
  cr_assert_eq(fr_engine_create(&options, &made->engine, &error), FR_OK);
  FR_TRY(fr__journal_open_with(made->engine, &given, &on->io, &made->journal, &error));
  return fr_journal_recover(made->journal, recovery, &error);
}

static void let_go(bank *of) {
  (void)fr_journal_close(of->journal);
  fr_engine_destroy(of->engine);
  fr_policy_release(of->policy);
}

static void attach_and_run(bank *in, uint32_t seed, uint32_t parties, uint32_t count) {
  in->policy = bundle_load(&history_policy);
  cr_assert_eq(fr_engine_set_policy(in->engine, in->policy, &error), FR_OK);
  cr_assert_eq(fr_engine_set_journal(in->engine, in->journal, &error), FR_OK, "%s", error.message);
  teller by = teller_of(in->engine, seed, parties);
  for (uint32_t i = 0; i < count; i++) {
    tell_next(&by);
    if (i % 200 == 0) cr_assert_eq(fr_journal_pump(in->journal, NOON), FR_OK);
  }
  cr_assert_eq(by.worst, FR_OK, "%s", fr_status_name(by.worst));
  fr_context_destroy(by.context);
}

/* Tells `count` things to a fresh journal. Gives the state at its end. */
static dump tell(uint32_t seed, uint32_t parties, uint32_t count, uint32_t snapshots) {
  bank in;
  fr_journal_recovery recovery;
  cr_assert_eq(open_on(files, &in, &recovery), FR_OK);
  attach_and_run(&in, seed, parties, count);
  for (uint32_t i = 0; i < snapshots; i++) {
    cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &error), FR_OK, "%s", error.message);
    fr_engine_set_policy(in.engine, in.policy, NULL);
  }
  const dump was = dump_of(in.engine);
  let_go(&in);
  return was;
}

static uint64_t last_of_files(void) {
  fr__log_report report;
  const fr__log_reader_options from = {.io = &files->io, .directory = "journal"};
  cr_assert_eq(fr__log_verify(&from, 0, &report, NULL), FR_OK);
  return report.last_sequence;
}

static uint32_t counts[FR__RECORD_KINDS];

/* The same records in another world, but for the last few, where those that say which layout there is say another. */
static fake_world *rewritten(uint32_t layout, uint32_t left_out) {
  uint8_t print[FR__LOG_ENGINE_BYTES], body[FR__RECORD_SMALL];
  fr_engine *engine;
  fr__log_reader *reader;
  fr__log_record record;
  fr__log *log;
  const uint64_t last_sequence = last_of_files();
  fake_world *into = fake_create(2);
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  fr__journal_print(engine, print);
  fr_engine_destroy(engine);
  fr__log_options to = {.io = &into->io, .directory = "journal", .segment_bytes = 131072};
  memcpy(to.engine, print, sizeof print);
  const fr__log_reader_options from = {.io = &files->io, .directory = "journal", .engine = print};
  cr_assert_eq(fr__log_open(&to, &log, NULL, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
  memset(counts, 0, sizeof counts);
  for (;;) {
    uint64_t sequence;
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
    if (record.sequence == 0 || record.sequence + left_out > last_sequence) break;
    counts[record.kind]++;
    if (record.kind == FR__RECORD_OPENED) {
      fr__opened opened;
      cr_assert_eq(fr__opened_read(record.body, record.size, &opened), FR_OK);
      if (opened.layout == FR__PROFILE_LAYOUT) opened.layout = layout;
      record.size = fr__opened_write(&opened, body);
      record.body = body;
    }
    cr_assert_eq(fr__log_append(log, record.kind, record.body, record.size, &sequence), FR_OK);
    cr_assert_eq(sequence, record.sequence);
  }
  fr__log_reader_close(reader);
  cr_assert_eq(fr__log_checkpoint(log), FR_OK);
  fr__log_close(log);
  return into;
}

static void expect_same(const dump *was, fr_engine *engine) {
  dump is = dump_of(engine);
  cr_expect_gt(is.count, 10);
  cr_expect(dump_same(was, &is));
  dump_free(&is);
}

/* ---- from the first record on ---- */

/* With moves, whose images nobody reads: they are done again. */
Test(other_layout, a_journal_from_its_first_record_is_replayed) {
  bank in;
  fr_journal_recovery recovery;
  dump was = tell(1, 40, 6000, 0);
  fake_world *other = rewritten(OTHER, 0);
  cr_expect_gt(counts[FR__RECORD_IMAGE], 40, "two for each move");
  cr_assert_eq(open_on(other, &in, &recovery), FR_OK, "%s", error.message);
  cr_expect_gt(recovery.replayed, 6000);
  expect_same(&was, in.engine);
  dump_free(&was);
  /* It goes on there, in this library's layout, and comes back from both. */
  attach_and_run(&in, 2, 40, 2000);
  was = dump_of(in.engine);
  let_go(&in);
  cr_assert_eq(open_on(other, &in, &recovery), FR_OK, "%s", error.message);
  expect_same(&was, in.engine);
  let_go(&in);
  dump_free(&was);
  fake_destroy(other);
}

Test(other_layout, while_the_idle_give_way) {
  bank in;
  fr_journal_recovery recovery;
  options.parties_max = 100;
  dump was = tell(3, 300, 6000, 0);
  fake_world *other = rewritten(OTHER, 0);
  cr_expect_gt(counts[FR__RECORD_IMAGE], 10);
  cr_expect_gt(counts[FR__RECORD_EVICTED], 100);
  cr_assert_eq(open_on(other, &in, &recovery), FR_OK, "%s", error.message);
  expect_same(&was, in.engine);
  let_go(&in);
  dump_free(&was);
  fake_destroy(other);
}

Test(other_layout, a_standby_of_another_version_follows) {
  static uint8_t shipped[1 << 18];
  bank in;
  fr_journal_recovery recovery;
  fr_engine *standby;
  uint64_t size, next, applied = 0;
  dump was = tell(4, 40, 3000, 0);
  fake_world *other = rewritten(OTHER, 0);
  cr_assert_eq(open_on(other, &in, &recovery), FR_OK, "%s", error.message);
  cr_assert_eq(fr_engine_create(&options, &standby, &error), FR_OK);
  do {
    cr_assert_eq(fr_journal_ship(in.journal, applied + 1, shipped, sizeof shipped, &size, &next, &error), FR_OK);
    cr_assert_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_OK, "%s", error.message);
  } while (size != 0);
  cr_expect_eq(applied, recovery.last_sequence);
  expect_same(&was, standby);
  fr_engine_destroy(standby);
  let_go(&in);
  dump_free(&was);
  fake_destroy(other);
}

/* A journal that ends before the last image of a move: the move has not happened, in whatever layout. */
Test(other_layout, a_move_that_was_cut) {
  bank in;
  fr_journal_recovery recovery;
  fr_context *context;
  fr_decision decision = FR_DECISION_INIT;
  cr_assert_eq(open_on(files, &in, &recovery), FR_OK);
  attach_and_run(&in, 5, 20, 0);
  cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
  const fr_transfer transfer = transfer_of("1", "a1", "b", 100, NOON);
  cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_MOVED;
  event.time_us = NOON + HOUR;
  event.party = fr_text_of("a1");
  event.to = fr_text_of("a2");
  cr_assert_eq(fr_observe(context, &event), FR_OK);
  fr_context_destroy(context);
  let_go(&in);
  for (uint32_t left_out = 0; left_out < 3; left_out++) {
    fake_world *other = rewritten(OTHER, left_out);
    cr_assert_eq(open_on(other, &in, &recovery), FR_OK, "%s", error.message);
    fr_party_state was = FR_PARTY_STATE_INIT, is = FR_PARTY_STATE_INIT;
    const fr_status found = fr_engine_party(in.engine, FR_PARTY_ACCOUNT, fr_text_of("a2"), &is);
    cr_assert_eq(fr_engine_party(in.engine, FR_PARTY_ACCOUNT, fr_text_of("a1"), &was), FR_OK);
    cr_expect_eq(found, left_out == 0 ? FR_OK : FR_NOT_FOUND);
    cr_expect_eq(is.transfer_entries, left_out == 0 ? 1 : 0);
    cr_expect_eq(was.transfer_entries, left_out == 0 ? 0 : 1);
    let_go(&in);
    fake_destroy(other);
  }
}

/* ---- what rests on a layout ---- */

Test(other_layout, images_that_memory_made_necessary_are_refused) {
  bank in;
  fr_journal_recovery recovery;
  options.memory_bytes = 131072;
  options.parties_max = 100000;
  options.keep_idle_parties = FR_YES;
  dump was = tell(6, 400, 6000, 0);
  dump_free(&was);
  fake_world *other = rewritten(OTHER, 0);
  cr_expect_gt(counts[FR__RECORD_IMAGE], 100);
  cr_assert_eq(open_on(other, &in, &recovery), FR_BAD_JOURNAL);
  cr_expect_not_null(strstr(error.message, "layout 7"), "%s", error.message);
  cr_expect_not_null(strstr(error.message, "the version of the library that wrote it"), "%s", error.message);
  let_go(&in);
  fake_destroy(other);
}

/* By hand: each section's code covers the one before, so all are made anew. */
static void give_layout(fake_world *in, const char *name, uint32_t layout) {
  uint64_t size;
  uint8_t *bytes = fake_bytes(in, name, &size), tag[FR__MAC_BYTES] = {0};
  fr__mac *mac;
  const fr_engine_options made = world_options();
  cr_assert_not_null(bytes);
  cr_assert_eq(fr__get_word(bytes + 32 + 8), FR__PROFILE_LAYOUT);
  fr__put_word(bytes + 32 + 8, layout);
  cr_assert_eq(fr__mac_create(made.secret_key, sizeof made.secret_key, "fraudrisk snapshot 2", &mac), FR_OK);
  for (uint64_t at = 0; at < size;) {
    const uint64_t section = 32 + fr__get_word(bytes + at + 24);
    cr_assert_leq(at + section + sizeof tag, size);
    cr_assert_eq(fr__mac_of(mac, tag, sizeof tag, bytes + at, (size_t)section, tag), FR_OK);
    memcpy(bytes + at + section, tag, sizeof tag);
    at += section + sizeof tag;
  }
  fr__mac_destroy(mac);
}

static char snapshots[4][96];
static uint32_t snapshot_count;

static void note_snapshot(void *argument, const char *name) {
  (void)argument;
  if (strncmp(name, "snapshot-", 9) == 0) snprintf(snapshots[snapshot_count++], 96, "%s", name);
}

Test(other_layout, a_snapshot_is_passed_over) {
  bank in;
  fr_journal_recovery recovery;
  dump was = tell(7, 40, 3000, 2);
  files->io.list(files, "journal", note_snapshot, NULL);
  cr_assert_eq(snapshot_count, 2);
  for (uint32_t i = 0; i < 2; i++) give_layout(files, snapshots[i], OTHER);
  cr_assert_eq(open_on(files, &in, &recovery), FR_OK, "%s", error.message);
  cr_expect_eq(recovery.snapshots_refused, 2);
  cr_expect_eq(recovery.snapshot_sequence, 0);
  expect_same(&was, in.engine);
  /* What this library cannot begin from is no reason to remove records. */
  cr_expect_eq(fr_journal_prune(in.journal, NULL, &error), FR_BAD_JOURNAL);
  cr_expect_not_null(strstr(error.message, "layout 7"), "%s", error.message);
  let_go(&in);
  cr_assert_eq(files->io.remove(files, "journal", "00000000000000000001.journal"), FR_OK);
  /* Where the records before it are gone there is nothing to begin from. */
  cr_assert_eq(open_on(files, &in, &recovery), FR_NOT_FOUND);
  cr_expect_gt(recovery.first_sequence, 1);
  cr_expect_not_null(strstr(error.message, "layout 7"), "%s", error.message);
  cr_expect_not_null(strstr(error.message, "back from the archive"), "%s", error.message);
  let_go(&in);
  dump_free(&was);
}
