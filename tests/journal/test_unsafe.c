/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls that wait for the disk, and a disk that refuses: what could not be made safe looks like no answer. */
#include <criterion/criterion.h>

#include "engine/journal.h"
#include "journal/fake_io.h"
#include "support/switches.h"
#include "support/world.h"

static const bundle_policy plain = {.rules = {{.id = "small", .when = "transfer.amount < 100.0", .points = 1}}};

static fake_world *disk;
static fr_engine *engine;
static fr_journal *journal;
static fr_policy *policy;
static fr_context *context;

/* The next thing that the journal does to the world fails: in these calls that is the sync. */
static void refuse_next(void) {
  disk->fail_at = disk->calls + 1;
  disk->fail_status = FR_JOURNAL_DOWN;
}

static void set_up_with(uint32_t shadow) {
  fr_engine_options options = world_options();
  options.shadow = shadow;
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  how.directory = "journal";
  how.mode = FR_JOURNAL_SYNC;
  how.segment_bytes = 1 << 20;
  how.now_us = NOON;
  disk = fake_create(1);
  policy = bundle_load(&plain);
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  cr_assert_eq(fr__journal_open_with(engine, &how, &disk->io, &journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  cr_assert_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
}

static void set_up(void) { set_up_with(FR_NO); }

static void tear_down(void) {
  fr_context_destroy(context);
  (void)fr_journal_close(journal);
  fr_engine_destroy(engine);
  fr_policy_release(policy);
  fake_destroy(disk);
}

TestSuite(unsafe, .init = set_up, .fini = tear_down);

Test(unsafe, folds_leave_no_bytes) {
  unsigned char bytes[4096];
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = bytes;
  folds.capacity = sizeof bytes;
  fr_transfer transfer = transfer_of("1", "a", "b", 100, NOON);
  cr_assert_eq(fr_fold(context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
  const uint64_t size = folds.size;
  cr_assert_gt(size, 0);
  refuse_next();
  transfer.id = fr_text_of("2");
  cr_expect_eq(fr_fold(context, &transfer, FR_SIDE_ALL, &folds), FR_JOURNAL_DOWN);
  cr_expect_eq(folds.size, size);
  cr_expect_eq(fr_context_error(context)->status, FR_JOURNAL_DOWN);
}

/* The second is refused for what it is; but then the first, which was decided, is not safe, and that comes first. */
Test(unsafe, a_batch_says_what_it_is_about) {
  fr_decision decisions[2] = {FR_DECISION_INIT, FR_DECISION_INIT};
  const fr_transfer first = transfer_of("1", "a", "b", 100, NOON), wrong = transfer_of("2", "a", "a", 100, NOON);
  const fr_transfer *const transfers[] = {&first, &wrong};
  fr_decision *const into[] = {&decisions[0], &decisions[1]};
  uint32_t done = 7;
  cr_expect_eq(fr_score_batch(context, transfers, 2, into, &done), FR_SAME_PARTY);
  cr_expect_eq(done, 1);
  cr_expect_eq(fr_context_error(context)->status, FR_SAME_PARTY);
  refuse_next();
  cr_expect_eq(fr_score_batch(context, transfers, 2, into, &done), FR_JOURNAL_DOWN);
  cr_expect_eq(done, 0);
  cr_expect_eq(fr_context_error(context)->status, FR_JOURNAL_DOWN);
  cr_expect_eq(decisions[0].flags, FR_FLAG_DEGRADED);
}

/* In the shadow every answer is allow, that of a disk that refuses too. */
Test(unsafe, the_shadow_stays) {
  tear_down(); /* the suite's engine, which casts none */
  set_up_with(FR_YES);
  fr_decision decisions[2] = {FR_DECISION_INIT, FR_DECISION_INIT};
  const fr_transfer first = transfer_of("1", "a", "b", 100, NOON), second = transfer_of("2", "a", "b", 100, NOON);
  const fr_transfer *const transfers[] = {&second};
  fr_decision *const into[] = {&decisions[1]};
  uint32_t done = 7;
  refuse_next();
  cr_expect_eq(fr_score(context, &first, &decisions[0]), FR_JOURNAL_DOWN);
  refuse_next();
  cr_expect_eq(fr_score_batch(context, transfers, 1, into, &done), FR_JOURNAL_DOWN);
  cr_expect_eq(done, 0);
  for (uint32_t i = 0; i < 2; i++) {
    cr_expect_eq(decisions[i].outcome, FR_OUTCOME_ALLOW);
    cr_expect_eq(decisions[i].flags, FR_FLAG_DEGRADED | FR_FLAG_SHADOW);
    cr_expect_eq(decisions[i].would_be, FR_OUTCOME_WARN);
  }
}

/* A recovery that could not look for the policy's bundle fails. It does not go on without a policy. */
Test(unsafe, a_policy_that_could_not_be_read) {
  const fr_engine_options options = world_options();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  uint32_t with = 0, failed = 0;
  how.directory = "journal";
  how.segment_bytes = 1 << 20;
  how.now_us = NOON;
  cr_assert_eq(fr_journal_checkpoint(journal), FR_OK);
  for (uint64_t fail_at = 1; fail_at < 100; fail_at++) {
    fake_world *after = fake_after_kill(disk);
    fr_engine *other;
    fr_journal *again = NULL;
    after->fail_at = fail_at;
    after->fail_status = FR_JOURNAL_DOWN;
    cr_assert_eq(fr_engine_create(&options, &other, &error), FR_OK);
    fr_status status = fr__journal_open_with(other, &how, &after->io, &again, &error);
    if (status == FR_OK) status = fr_journal_recover(again, NULL, &error);
    fr_policy *found = fr_engine_policy(other);
    if (status == FR_OK) cr_expect_not_null(found, "call %llu failed", (unsigned long long)fail_at);
    *(status == FR_OK ? &with : &failed) += 1;
    fr_policy_release(found);
    (void)fr_journal_close(again);
    fr_engine_destroy(other);
    fake_destroy(after);
  }
  cr_expect_gt(with, 0);
  cr_expect_gt(failed, 5);
}

/* A move has several records. Wherever the journal ends, the history is with the one party or with the other. */
static uint64_t entries_of(fr_engine *of, const char *name) {
  fr_party_state state = FR_PARTY_STATE_INIT;
  return fr_engine_party(of, FR_PARTY_ACCOUNT, fr_text_of(name), &state) == FR_OK ? state.transfer_entries : 0;
}

/* A buffer grows until the next record, and no more than that, fits into it. */
static void ship_one(fr_engine *follower, uint64_t *next) {
  static unsigned char bytes[1 << 16];
  const uint64_t from = *next;
  fr_error error = FR_ERROR_INIT;
  fr_status status = FR_BUFFER_TOO_SMALL;
  uint64_t size = 0, applied;
  for (uint64_t room = 64; status == FR_BUFFER_TOO_SMALL && room <= sizeof bytes; room += 8) {
    status = fr_journal_ship(journal, from, bytes, room, &size, next, &error);
  }
  cr_assert_eq(status, FR_OK, "%s", error.message);
  cr_assert_eq(*next, from + 1);
  cr_assert_eq(fr_journal_apply(follower, bytes, size, &applied, &error), FR_OK, "%s", error.message);
  cr_assert_eq(applied, from);
}

Test(unsafe, a_journal_that_ends_in_the_middle_of_a_move) {
  const fr_engine_options options = world_options();
  fr_error error = FR_ERROR_INIT;
  fr_decision decision = FR_DECISION_INIT;
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  char id[8];
  for (uint32_t i = 0; i < 5; i++) {
    snprintf(id, sizeof id, "%u", i);
    const fr_transfer transfer = transfer_of(id, "a", "b", 100, NOON + i);
    cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  }
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_MOVED;
  event.time_us = NOON + HOUR;
  event.party = fr_text_of("a");
  event.to = fr_text_of("z");
  cr_assert_eq(fr_observe(context, &event), FR_OK);
  cr_assert_eq(fr_journal_checkpoint(journal), FR_OK);
  cr_assert_eq(fr_journal_measure(journal, &stats), FR_OK);
  cr_assert_geq(stats.last_sequence, decision.sequence + 3, "the event and two images");
  for (uint64_t last = decision.sequence; last <= stats.last_sequence; last++) {
    uint64_t next = 1;
    fr_engine *follower;
    cr_assert_eq(fr_engine_create(&options, &follower, &error), FR_OK);
    while (next <= last) ship_one(follower, &next);
    const bool moved = last == stats.last_sequence;
    cr_expect_eq(entries_of(follower, "a"), moved ? 0 : 5, "up to record %llu", (unsigned long long)last);
    cr_expect_eq(entries_of(follower, "z"), moved ? 5 : 0, "up to record %llu", (unsigned long long)last);
    fr_engine_destroy(follower);
  }
}

/* ---- what is put in force, and challengers ---- */

static void expect_all_on_the_disk(const char *what) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  cr_assert_eq(fr_journal_measure(journal, &stats), FR_OK);
  cr_expect_eq(stats.synced_sequence, stats.last_sequence, "%s", what);
}

static void score_one(const char *id) {
  fr_decision decision = FR_DECISION_INIT;
  const fr_transfer transfer = transfer_of(id, "a", "b", 100, NOON);
  cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
}

Test(unsafe, what_is_put_in_force_is_on_the_disk_when_the_call_returns) {
  static const document off = {.number = 1, .rules = {"small"}};
  fr_error error = FR_ERROR_INIT;
  fr_decision decision = FR_DECISION_INIT;
  bundle switches = unsigned_switches(&off);
  cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  expect_all_on_the_disk("a policy");
  cr_assert_eq(fr_engine_set_switches(engine, switches.data, switches.size, 0, &error), FR_OK, "%s", error.message);
  expect_all_on_the_disk("switches");
  cr_assert_eq(fr_engine_set_challenger(engine, 0, policy, &error), FR_OK);
  expect_all_on_the_disk("a challenger");
  cr_assert_eq(fr_engine_set_watch_lists(engine, NULL, &error), FR_OK);
  expect_all_on_the_disk("watch lists");
  score_one("1");
  cr_assert_eq(fr_challenge(context, 0, &decision), FR_OK, "%s", fr_context_error(context)->message);
  cr_expect_neq(decision.sequence, 0);
  expect_all_on_the_disk("a challenger's decision");
  bundle_free(&switches);
}

Test(unsafe, a_challenger_whose_decision_is_not_safe_has_not_decided) {
  fr_decision decision = FR_DECISION_INIT;
  cr_assert_eq(fr_engine_set_challenger(engine, 0, policy, NULL), FR_OK);
  score_one("1");
  refuse_next();
  cr_expect_eq(fr_challenge(context, 0, &decision), FR_JOURNAL_DOWN);
  cr_expect_eq(decision.flags & FR_FLAG_DEGRADED, FR_FLAG_DEGRADED);
  cr_expect_eq(fr_context_error(context)->status, FR_JOURNAL_DOWN);
}

Test(unsafe, switches_that_are_not_safe_say_so) {
  static const document off = {.number = 1, .rules = {"small"}};
  fr_error error = FR_ERROR_INIT;
  bundle switches = unsigned_switches(&off);
  refuse_next();
  cr_expect_eq(fr_engine_set_switches(engine, switches.data, switches.size, 0, &error), FR_JOURNAL_DOWN);
  cr_expect_not_null(strstr(error.message, "it is in force, but the journal"), "%s", error.message);
  bundle_free(&switches);
}
