/* SPDX-License-Identifier: Apache-2.0
 *
 * What was journaled can be replayed: an engine that recovers, and a standby that follows, equal the one that went on,
 * profile by profile and byte by byte. */
#include <criterion/criterion.h>

#include "journal/history.h"

static place at;
static fr_engine_options options;

static void set_up(void) {
  at = place_make();
  options = world_options();
  options.complete_from_us = 0;
  history_journal = (fr_journal_options)FR_JOURNAL_OPTIONS_INIT;
}
static void tear_down(void) { place_clear(&at); }
TestSuite(replay, .init = set_up, .fini = tear_down, .timeout = 120);

static void run(bank *in, uint32_t seed, uint32_t parties, uint32_t count) {
  teller by = teller_of(in->engine, seed, parties);
  for (uint32_t i = 0; i < count; i++) tell_next(&by);
  cr_assert_eq(by.worst, FR_OK, "%s", fr_status_name(by.worst));
  fr_context_destroy(by.context);
}

/* Recovers another engine from the place, and compares it with what the first was at its end. */
static void expect_recovered(const dump *was, fr_journal_recovery *recovery) {
  bank again;
  cr_assert_eq(bank_open(&again, &at, &options, NULL, recovery), FR_OK, "%s", again.error.message);
  dump is = dump_of(again.engine);
  cr_expect(dump_same(was, &is));
  dump_free(&is);
  cr_assert_eq(bank_close(&again), FR_OK);
}

static void expect_same_after(uint32_t seed, uint32_t parties, uint32_t count) {
  bank in;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  run(&in, seed, parties, count);
  dump was = dump_of(in.engine);
  cr_assert_gt(was.count, 20);
  cr_assert_eq(bank_close(&in), FR_OK);
  expect_recovered(&was, &recovery);
  cr_expect_gt(recovery.replayed, count / 2);
  dump_free(&was);
}

Test(replay, a_history_of_all_kinds) { expect_same_after(1, 60, 20000); }

Test(replay, while_the_idle_give_way) {
  options.parties_max = 100;
  expect_same_after(2, 300, 20000);
}

Test(replay, while_memory_is_short) {
  options.memory_bytes = 262144;
  options.parties_max = 100000;
  expect_same_after(3, 2000, 20000);
}

Test(replay, facts_that_have_no_room) {
  options.list_entries_max = 20;
  expect_same_after(4, 100, 10000);
}

/* ---- threads, and a snapshot while they run ---- */

enum { TELLERS = 3 };

typedef struct told_by {
  pthread_t thread;
  teller by;
  uint32_t count;
} told_by;

static void *tell_many(void *argument) {
  told_by *one = argument;
  for (uint32_t i = 0; i < one->count; i++) tell_next(&one->by);
  return NULL;
}

/* Several at once; snapshots are taken and a policy is swapped meanwhile. Gives the state at the end. */
static dump told_by_many(uint32_t seed, uint32_t parties, uint32_t count, uint32_t snapshots) {
  bank in;
  told_by all[TELLERS];
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  for (uint32_t i = 0; i < TELLERS; i++) {
    all[i] = (told_by){.by = teller_of(in.engine, seed + i, parties), .count = count};
    cr_assert_eq(pthread_create(&all[i].thread, NULL, tell_many, &all[i]), 0);
  }
  for (uint32_t i = 0; i < snapshots; i++) {
    usleep(30000);
    cr_assert_eq(fr_journal_pump(in.journal, NOON), FR_OK);
    cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK, "%s", in.error.message);
    cr_assert_eq(fr_engine_set_policy(in.engine, in.policy, &in.error), FR_OK);
  }
  for (uint32_t i = 0; i < TELLERS; i++) {
    pthread_join(all[i].thread, NULL);
    cr_assert_eq(all[i].by.worst, FR_OK, "%s", fr_status_name(all[i].by.worst));
    fr_context_destroy(all[i].by.context);
  }
  const dump was = dump_of(in.engine);
  cr_assert_eq(bank_close(&in), FR_OK);
  return was;
}

Test(replay, threads_without_a_snapshot) {
  options.parties_max = 150;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  dump was = told_by_many(10, 300, 6000, 0);
  expect_recovered(&was, &recovery);
  cr_expect_eq(recovery.snapshot_sequence, 0);
  dump_free(&was);
}

Test(replay, threads_with_snapshots_in_the_middle) {
  options.parties_max = 150;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  dump was = told_by_many(20, 300, 6000, 3);
  expect_recovered(&was, &recovery);
  cr_expect_gt(recovery.snapshot_sequence, 0);
  cr_expect_lt(recovery.replayed, recovery.last_sequence);
  dump_free(&was);
}

static void spoil(const char *path, void *argument) {
  const char *newest = argument;
  if (strcmp(strrchr(path, '/') + 1, newest) != 0) return;
  FILE *file = fopen(path, "r+b");
  if (file == NULL) abort();
  fseek(file, 5000, SEEK_SET);
  fputs("spoilt", file);
  fclose(file);
}

static void note_newest(const char *path, void *argument) {
  char *newest = argument;
  const char *name = strrchr(path, '/') + 1;
  if (strncmp(name, "snapshot-", 9) == 0 && strcmp(name, newest) > 0) snprintf(newest, 64, "%s", name);
}

/* The last snapshot may be damaged, and the one before: then the journal alone is enough. */
Test(replay, a_snapshot_that_does_not_verify_is_passed_over) {
  char newest[64] = "";
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT, earlier = FR_JOURNAL_RECOVERY_INIT;
  dump was = told_by_many(30, 200, 4000, 2);
  expect_recovered(&was, &recovery);
  place_each(&at, note_newest, newest);
  place_each(&at, spoil, newest);
  expect_recovered(&was, &earlier);
  cr_expect_eq(earlier.snapshots_refused, 1);
  cr_expect_lt(earlier.snapshot_sequence, recovery.snapshot_sequence);
  cr_expect_gt(earlier.snapshot_sequence, 0);
  place_remove(&at, "snapshot-");
  expect_recovered(&was, &earlier);
  cr_expect_eq(earlier.snapshot_sequence, 0);
  dump_free(&was);
}

/* ---- again and again ---- */

Test(replay, goes_on_where_it_stopped_and_recovers_again) {
  dump was = {0};
  options.parties_max = 120;
  for (uint32_t turn = 0; turn < 5; turn++) {
    bank in;
    cr_assert_eq(bank_open(&in, &at, &options, turn == 0 ? &history_policy : NULL, NULL), FR_OK);
    fr_policy *policy = fr_engine_policy(in.engine);
    cr_assert_not_null(policy, "the policy comes back with the state");
    fr_policy_release(policy);
    if (turn > 0) {
      dump is = dump_of(in.engine);
      cr_expect(dump_same(&was, &is), "turn %u", turn);
      dump_free(&is);
      dump_free(&was);
    }
    run(&in, 40 + turn, 200, 3000);
    if (turn == 2) cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK);
    was = dump_of(in.engine);
    cr_assert_eq(bank_close(&in), FR_OK);
  }
  expect_recovered(&was, NULL);
  dump_free(&was);
}

/* ---- a standby ---- */

static void follow(bank *leader, fr_engine *standby, uint64_t *next, uint64_t capacity) {
  static unsigned char buffer[1 << 18];
  fr_error error = FR_ERROR_INIT;
  uint64_t size, applied;
  cr_assert_eq(fr_journal_checkpoint(leader->journal), FR_OK);
  do {
    cr_assert_eq(fr_journal_ship(leader->journal, *next, buffer, capacity, &size, next, &error), FR_OK, "%s",
                 error.message);
    cr_assert_eq(fr_journal_apply(standby, buffer, size, &applied, &error), FR_OK, "%s", error.message);
    cr_expect_eq(applied + 1, *next);
  } while (size != 0);
}

Test(replay, a_standby_equals_the_first) {
  bank in;
  fr_engine *standby;
  fr_error error = FR_ERROR_INIT;
  uint64_t next = 1;
  options.parties_max = 120;
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  cr_assert_eq(fr_engine_create(&options, &standby, &error), FR_OK);
  for (uint32_t turn = 0; turn < 4; turn++) {
    run(&in, 50 + turn, 200, 2000);
    follow(&in, standby, &next, turn % 2 == 0 ? 70000 : 1 << 18);
    dump was = dump_of(in.engine), is = dump_of(standby);
    cr_expect(dump_same(&was, &is), "turn %u", turn);
    dump_free(&was);
    dump_free(&is);
  }
  fr_engine_destroy(standby);
  cr_assert_eq(bank_close(&in), FR_OK);
}

Test(replay, a_standby_takes_neither_gaps_nor_changed_bytes) {
  static unsigned char buffer[1 << 18];
  bank in;
  fr_engine *standby;
  fr_error error = FR_ERROR_INIT;
  uint64_t size, next, applied;
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  cr_assert_eq(fr_engine_create(&options, &standby, &error), FR_OK);
  run(&in, 60, 50, 200);
  cr_assert_eq(fr_journal_checkpoint(in.journal), FR_OK);
  cr_assert_eq(fr_journal_ship(in.journal, 3, buffer, sizeof buffer, &size, &next, &error), FR_OK);
  cr_expect_eq(fr_journal_apply(standby, buffer, size, &applied, &error), FR_NOT_FOUND);
  cr_expect_eq(applied, 0);
  cr_assert_eq(fr_journal_ship(in.journal, 1, buffer, sizeof buffer, &size, &next, &error), FR_OK);
  buffer[size - 1] ^= 1;
  cr_expect_eq(fr_journal_apply(standby, buffer, size, &applied, &error), FR_BAD_JOURNAL);
  cr_expect_eq(applied, 0, "nothing of it");
  buffer[size - 1] ^= 1;
  cr_expect_eq(fr_journal_apply(standby, buffer, size - 1, &applied, &error), FR_BAD_JOURNAL, "cut");
  cr_expect_eq(fr_journal_apply(standby, buffer, size, &applied, &error), FR_OK);
  cr_expect_eq(applied, next - 1);
  cr_expect_eq(fr_journal_apply(in.engine, buffer, size, NULL, &error), FR_BAD_ARGUMENT, "it leads");
  cr_expect_eq(fr_journal_ship(in.journal, 1, buffer, 10, &size, &next, &error), FR_BUFFER_TOO_SMALL);
  fr_engine_destroy(standby);
  cr_assert_eq(bank_close(&in), FR_OK);
}

/* ---- decisions ---- */

static judged judge_here(const uint8_t *host_key) { return judge_all(&at, &options, host_key); }

Test(replay, decides_the_same_byte_for_byte) {
  options.parties_max = 150;
  dump was = told_by_many(70, 300, 4000, 1);
  judged all = judge_here(history_sealing_key);
  cr_expect_eq(all.different, 0, "%u differ", all.different);
  cr_expect_eq(all.unable, 0, "%u not made again: %s", all.unable, fr_status_name(all.reason));
  cr_expect_gt(all.same, 5000);
  /* What was sealed cannot be read without the key; nor where the key was destroyed. The state needs neither. */
  judged blind = judge_here(NULL);
  cr_expect_eq(blind.different, 0);
  cr_expect_eq(blind.reason, FR_NOT_FOUND);
  cr_expect_gt(blind.unable, all.same / 3);
  cr_expect_gt(blind.same, 0);
  place_remove(&at, "key-");
  blind = judge_here(history_sealing_key);
  cr_expect_eq(blind.reason, FR_NOT_FOUND);
  cr_expect_gt(blind.unable, all.same / 3);
  expect_recovered(&was, NULL);
  dump_free(&was);
}

/* A feature that nobody had thought of has its values from the first transfer on. */
Test(replay, a_new_feature_knows_the_past) {
  static const bundle_policy later = {.version = 2,
                                      .features = {{"largest", "payer.sent.map(t, t.amount).max()"}},
                                      .rules = {{.id = "large", .when = "largest > 400.0", .points = 50}}};
  bank in;
  fr_decision decision = FR_DECISION_INIT;
  fr_context *context;
  fr_transfer transfer = transfer_of("t1", "a", "b", 50000, NOON);
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
  cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  cr_expect_gt(decision.sequence, 0);
  fr_context_destroy(context);
  cr_assert_eq(bank_close(&in), FR_OK);

  cr_assert_eq(bank_open(&in, &at, &options, &later, NULL), FR_OK, "%s", in.error.message);
  cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
  transfer = transfer_of("t2", "a", "c", 100, NOON + HOUR);
  cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  cr_expect_eq(decision.score, 50);
  fr_context_destroy(context);
  cr_assert_eq(bank_close(&in), FR_OK);
}

/* ---- where memory or the journal is full ---- */

/* Nobody gives way here: calls fail behind their record, and images tell what they left. */
static uint32_t count_records(uint32_t kind) {
  fr__log_reader *reader;
  fr__log_record record;
  fr_error error = FR_ERROR_INIT;
  uint32_t count = 0;
  const fr__log_reader_options from = {.directory = at.directory};
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
  while (fr__log_reader_next(reader, &record, &error) == FR_OK && record.sequence != 0) count += record.kind == kind;
  fr__log_reader_close(reader);
  return count;
}

Test(replay, calls_that_memory_refused) {
  options.memory_bytes = 131072;
  options.parties_max = 100000;
  options.keep_idle_parties = FR_YES;
  expect_same_after(80, 400, 12000);
  cr_expect_gt(count_records(FR__RECORD_IMAGE), 100);
}

Test(replay, a_journal_belongs_to_one_key_and_one_past) {
  bank in;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  run(&in, 90, 50, 100);
  cr_expect_eq(fr_journal_recover(in.journal, NULL, &error), FR_BAD_ARGUMENT, "it has state");
  cr_assert_eq(bank_close(&in), FR_OK);

  const fr_journal_options journal = history_journal_options(&at);
  cr_assert_eq(fr_engine_create(&options, &in.engine, &error), FR_OK);
  cr_assert_eq(fr_journal_open(in.engine, &journal, &in.journal, &error), FR_OK);
  cr_expect_eq(fr_engine_set_journal(in.engine, in.journal, &error), FR_BAD_ARGUMENT, "nothing was recovered");
  cr_expect_eq(fr_journal_snapshot(in.journal, NULL, &error), FR_BAD_ARGUMENT);
  cr_assert_eq(bank_close(&in), FR_OK);

  options.horizon_us = 30 * DAY;
  cr_expect_eq(bank_open(&in, &at, &options, NULL, NULL), FR_BAD_ARGUMENT, "another horizon");
  cr_assert_eq(bank_close(&in), FR_OK);

  options = world_options();
  options.secret_key[3] ^= 1;
  cr_expect_eq(bank_open(&in, &at, &options, NULL, NULL), FR_OTHER_JOURNAL);
  fr_engine_destroy(in.engine);
}

Test(replay, a_snapshot_of_an_engine_that_counts_days_otherwise) {
  bank in;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  run(&in, 90, 50, 100);
  cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &error), FR_OK, "%s", error.message);
  cr_assert_eq(bank_close(&in), FR_OK);

  const fr_journal_options journal = history_journal_options(&at);
  options.utc_offset_s += 3600;
  cr_assert_eq(fr_engine_create(&options, &in.engine, &error), FR_OK);
  cr_assert_eq(fr_journal_open(in.engine, &journal, &in.journal, &error), FR_OK);
  cr_expect_eq(fr_journal_recover(in.journal, NULL, &error), FR_BAD_ARGUMENT);
  cr_expect(strstr(error.message, "utc_offset_s") != NULL, "%s", error.message);
  cr_assert_eq(bank_close(&in), FR_OK);
}

/* The journal has no room now and then. What it does not take has not happened; and where a call fails behind its
 * record, and there is no room for the images either, they come before anything else of their parties. */
static void run_until_full(bank *in, uint32_t seed, uint32_t parties, uint32_t count, uint32_t *full, uint32_t *torn) {
  teller by = teller_of(in->engine, seed, parties);
  for (uint32_t i = 0; i < count; i++) {
    tell_next(&by);
    *torn += atomic_load(&in->journal->torn_count) != 0;
    /* Room alone, without the images that are due: then the calls themselves have to write them. */
    if (i % 900 == 0) cr_assert_eq(fr__log_pump(in->journal->log), FR_OK);
  }
  cr_assert_eq(by.worst, FR_OK, "%s", fr_status_name(by.worst));
  *full = by.journal_full;
  fr_context_destroy(by.context);
}

Test(replay, a_journal_that_is_full_now_and_then) {
  for (uint32_t scarce = 0; scarce < 2; scarce++) {
    bank in;
    uint32_t full, torn = 0;
    fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
    place_remove(&at, NULL);
    history_journal.when_full = FR_JOURNAL_REFUSE;
    history_journal.segment_bytes = 131072;
    options.parties_max = scarce == 0 ? 120 : 100000;
    options.memory_bytes = scarce == 0 ? UINT64_C(64) << 20 : 131072;
    options.keep_idle_parties = scarce == 0 ? FR_NO : FR_YES;
    cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
    run_until_full(&in, 100 + scarce, scarce == 0 ? 400 : 60, 12000, &full, &torn);
    cr_expect_gt(full, 500);
    if (scarce == 1) cr_expect_gt(torn, 0, "calls fail behind their record, and there is no room for images");
    dump was = dump_of(in.engine);
    cr_assert_eq(bank_close(&in), FR_OK);
    expect_recovered(&was, &recovery);
    dump_free(&was);
  }
}

Test(replay, a_full_journal_answers_as_on_error_says_and_records_nothing) {
  bank in;
  fr_context *context;
  char id[16];
  fr_decision decision = FR_DECISION_INIT;
  fr_status status = FR_OK;
  uint32_t number = 0;
  history_journal.when_full = FR_JOURNAL_REFUSE;
  history_journal.segment_bytes = 131072;
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
  fr_transfer transfer = transfer_of(id, "a", "b", 100, NOON);
  while (status == FR_OK && number < 100000) {
    snprintf(id, sizeof id, "%u", number++);
    transfer.id = fr_text_of(id);
    status = fr_score(context, &transfer, &decision);
  }
  cr_assert_eq(status, FR_JOURNAL_FULL, "%s", fr_status_name(status));
  cr_expect_eq(fr_context_error(context)->status, FR_JOURNAL_FULL);
  cr_expect_eq(decision.outcome, FR_OUTCOME_WARN);
  cr_expect_eq(decision.flags & FR_FLAG_DEGRADED, FR_FLAG_DEGRADED);
  fr_party_state before = FR_PARTY_STATE_INIT, after = FR_PARTY_STATE_INIT;
  cr_assert_eq(fr_engine_party(in.engine, FR_PARTY_ACCOUNT, fr_text_of("a"), &before), FR_OK);
  transfer.id = fr_text_of("one more");
  cr_expect_eq(fr_score(context, &transfer, &decision), FR_JOURNAL_FULL);
  fr_event event = event_about(FR_EVENT_SETTLED, &transfer, NOON);
  event.transfer_id = fr_text_of("1");
  cr_expect_eq(fr_observe(context, &event), FR_JOURNAL_FULL);
  cr_expect_eq(fr_preview(context, &transfer, &decision), FR_OK, "it records nothing");
  cr_expect_eq(decision.sequence, 0);
  cr_assert_eq(fr_engine_party(in.engine, FR_PARTY_ACCOUNT, fr_text_of("a"), &after), FR_OK);
  cr_expect_eq(after.sequence, before.sequence);
  fr_status put = FR_OK; /* its record is small, and a few may have room yet */
  for (uint32_t i = 0; i < 10 && put == FR_OK; i++) put = fr_engine_set_policy(in.engine, in.policy, &in.error);
  cr_expect_eq(put, FR_JOURNAL_FULL, "nor is a policy put in force");
  cr_assert_eq(fr_journal_pump(in.journal, NOON), FR_OK);
  cr_expect_eq(fr_score(context, &transfer, &decision), FR_OK);
  cr_expect_eq(fr_observe(context, &event), FR_OK);
  fr_context_destroy(context);
  cr_assert_eq(bank_close(&in), FR_OK);
}

Test(replay, in_sync_what_is_answered_is_on_the_disk) {
  bank in;
  fr_context *context;
  fr_decision decision = FR_DECISION_INIT, second = FR_DECISION_INIT;
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  fr_transfer transfer = transfer_of("1", "a", "b", 100, NOON), other = transfer_of("2", "a", "c", 100, NOON);
  for (uint32_t waits = 0; waits < 2; waits++) {
    history_journal.mode = FR_JOURNAL_SYNC;
    history_journal.calls_do_not_wait = waits == 0 ? FR_YES : FR_NO;
    place_remove(&at, NULL);
    cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
    cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
    cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
    cr_assert_eq(fr_journal_measure(in.journal, &stats), FR_OK);
    cr_expect_eq(stats.last_sequence, decision.sequence);
    if (waits == 0) {
      cr_expect_lt(stats.synced_sequence, decision.sequence);
      cr_assert_eq(fr_journal_wait(in.journal, decision.sequence), FR_OK);
      cr_assert_eq(fr_journal_measure(in.journal, &stats), FR_OK);
    }
    cr_expect_geq(stats.synced_sequence, decision.sequence);
    const fr_transfer *const transfers[] = {&transfer, &other};
    fr_decision *const into[] = {&decision, &second};
    uint32_t done;
    cr_assert_eq(fr_score_batch(context, transfers, 2, into, &done), FR_OK);
    cr_assert_eq(fr_journal_measure(in.journal, &stats), FR_OK);
    if (waits == 1) cr_expect_geq(stats.synced_sequence, second.sequence);
    cr_expect_eq(decision.flags & FR_FLAG_REPEATED, FR_FLAG_REPEATED);
    cr_expect_eq(fr_journal_wait(in.journal, second.sequence + 100), FR_BAD_ARGUMENT);
    cr_assert_eq(fr_journal_checkpoint(in.journal), FR_OK);
    fr_context_destroy(context);
    cr_assert_eq(bank_close(&in), FR_OK);
  }
}

/* What there was before the journal is in no record; a snapshot has it. */
Test(replay, a_journal_that_begins_late_needs_a_snapshot) {
  bank in = {.error = FR_ERROR_INIT};
  fr_engine *engine;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  const fr_journal_options journal = history_journal_options(&at);
  cr_assert_eq(fr_engine_create(&options, &engine, &in.error), FR_OK);
  in.engine = engine;
  in.policy = bundle_load(&history_policy);
  cr_assert_eq(fr_engine_set_policy(engine, in.policy, &in.error), FR_OK);
  run(&in, 110, 50, 500);
  cr_assert_eq(fr_journal_open(engine, &journal, &in.journal, &in.error), FR_OK);
  cr_assert_eq(fr_engine_set_journal(engine, in.journal, &in.error), FR_OK, "%s", in.error.message);
  cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK);
  run(&in, 111, 50, 500);
  cr_assert_eq(fr_journal_prune(in.journal, NULL, NULL), FR_NOT_FOUND, "there is one snapshot only");
  dump was = dump_of(engine);
  cr_assert_eq(bank_close(&in), FR_OK);
  expect_recovered(&was, &recovery);
  dump_free(&was);
  place_remove(&at, "snapshot-");
  cr_expect_eq(bank_open(&in, &at, &options, NULL, NULL), FR_NOT_FOUND);
  cr_assert_eq(bank_close(&in), FR_OK);
}
