/* SPDX-License-Identifier: Apache-2.0
 *
 * Statistics beside a journal: how far it lags behind, that a recovery counts nothing, and what is counted of a
 * decision that could not be made safe. */
#include <criterion/criterion.h>

#include "engine/journal.h"
#include "journal/fake_io.h"
#include "support/world.h"

static const bundle_policy plain = {
    .rules = {{.id = "small", .when = "transfer.amount < 100.0", .points = 100, .scam = "loan"}}};
static const uint8_t sealing_key[FR__SEAL_KEY_BYTES] = "a key for what is sealed, 32 b.";

static fake_world *disk;
static fr_engine *engine;
static fr_journal *journal;
static fr_policy *policy;
static fr_context *context;
static fr_error error = FR_ERROR_INIT;

static void start(uint32_t mode) {
  const fr_engine_options options = world_options();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  how.directory = "journal";
  how.mode = mode;
  how.segment_bytes = 1 << 18;
  how.sealing_key = sealing_key;
  how.now_us = NOON;
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  cr_assert_eq(fr__journal_open_with(engine, &how, &disk->io, &journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_journal_recover(journal, NULL, &error), FR_OK, "%s", error.message);
  fr_policy *now = fr_engine_policy(engine);
  if (now == NULL) cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  fr_policy_release(now);
  cr_assert_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
}

static void stop(void) {
  fr_context_destroy(context);
  (void)fr_journal_close(journal);
  fr_engine_destroy(engine);
}

static void begin(uint32_t mode) {
  disk = fake_create(4);
  policy = bundle_load(&plain);
  start(mode);
}

static void end(void) {
  stop();
  fr_policy_release(policy);
  fake_destroy(disk);
}

static fr_transfer numbered(uint32_t number, char id[16]) {
  snprintf(id, 16, "t%u", number);
  return transfer_of(id, "a", "b", 100, NOON + number);
}

static fr_status score(uint32_t number, fr_decision *decision) {
  char id[16];
  const fr_transfer transfer = numbered(number, id);
  *decision = (fr_decision)FR_DECISION_INIT;
  return fr_score(context, &transfer, decision);
}

static fr_stats stats_now(void) {
  fr_stats stats = FR_STATS_INIT;
  cr_assert_eq(fr_stats_read(engine, journal, NOON + HOUR, &stats), FR_OK);
  return stats;
}

static uint64_t held(const fr_stats *stats) { return stats->decided[FR_CHANNEL_UNKNOWN].hold; }

Test(stats, the_journal_lags_behind) {
  fr_decision decision;
  begin(FR_JOURNAL_ASYNC);
  for (uint32_t i = 0; i < 20; i++) cr_assert_eq(score(i, &decision), FR_OK);
  fr_stats stats = stats_now();
  cr_assert_eq(stats.has_journal, FR_YES);
  cr_assert_eq(stats.journal_failed, FR_NO);
  cr_assert_eq(stats.last_sequence, decision.sequence);
  cr_assert_eq(stats.unsynced_records, stats.last_sequence - stats.synced_sequence);
  cr_assert_eq(stats.unsealed_records, stats.last_sequence - stats.sealed_sequence);
  cr_assert_gt(stats.unsealed_records, 0);
  cr_assert_eq(fr_journal_checkpoint(journal), FR_OK);
  stats = stats_now();
  cr_assert_eq(stats.unsynced_records, 0);
  cr_assert_eq(stats.unsealed_records, 0);
  cr_assert_eq(stats.sealed_sequence, stats.last_sequence);
  cr_assert_eq(stats.unsigned_records, stats.last_sequence, "there is no key, and so no signature");
  cr_assert_eq(held(&stats), 20);
  fr_engine *other = NULL;
  const fr_engine_options options = world_options();
  cr_assert_eq(fr_engine_create(&options, &other, NULL), FR_OK);
  cr_assert_eq(fr_stats_read(other, journal, 0, &stats), FR_BAD_ARGUMENT);
  fr_engine_destroy(other);
  end();
}

Test(stats, a_recovery_counts_nothing) {
  fr_decision decision;
  char id[16];
  begin(FR_JOURNAL_ASYNC);
  for (uint32_t i = 0; i < 20; i++) cr_assert_eq(score(i, &decision), FR_OK);
  const fr_transfer never = numbered(500, id);
  const fr_event event = event_about(FR_EVENT_SETTLED, &never, NOON + MINUTE);
  cr_assert_eq(fr_observe(context, &event), FR_NOT_FOUND);
  fr_stats stats = stats_now();
  cr_assert_eq(stats.not_found, 1);
  fake_world *after = fake_after_kill(disk);
  stop();
  fake_destroy(disk);
  disk = after;
  start(FR_JOURNAL_ASYNC);
  stats = stats_now();
  cr_assert_eq(held(&stats), 0);
  cr_assert_eq(stats.by_scam[1].decided.hold, 0);
  cr_assert_eq(stats.not_found, 0);
  cr_assert_eq(stats.observed, 0);
  cr_assert_eq(stats.parties, 2, "the state came back all the same");
  cr_assert_str_eq(stats.policy_name, "test");
  cr_assert_eq(score(30, &decision), FR_OK);
  stats = stats_now();
  cr_assert_eq(held(&stats), 1);
  end();
}

/* Decided, then the sync that the answer waits for fails: each is counted as both, once. */
Test(stats, what_was_not_made_safe_is_degraded_too) {
  fr_decision decision;
  begin(FR_JOURNAL_SYNC);
  cr_assert_eq(score(1, &decision), FR_OK);
  disk->fail_at = disk->calls + 1;
  disk->fail_on = true;
  disk->fail_status = FR_JOURNAL_DOWN;
  cr_assert_eq(score(2, &decision), FR_JOURNAL_DOWN);
  cr_assert_neq(decision.flags & FR_FLAG_DEGRADED, 0);
  fr_stats stats = stats_now();
  cr_assert_eq(held(&stats), 2);
  cr_assert_eq(stats.degraded, 1);
  cr_assert_eq(stats.refused[FR_BAND_STORAGE], 1);
  cr_assert_eq(stats.journal_failed, FR_YES);
  cr_assert_eq(score(3, &decision), FR_JOURNAL_DOWN, "from here on nothing is decided");
  stats = stats_now();
  cr_assert_eq(held(&stats), 2);
  cr_assert_eq(stats.degraded, 2);
  cr_assert_eq(stats.refused[FR_BAND_STORAGE], 2);
  end();
}

Test(stats, a_batch_that_was_not_made_safe_is_degraded_as_a_whole) {
  enum { MANY = 5 };
  char ids[MANY][16];
  fr_transfer transfers[MANY];
  fr_decision decisions[MANY];
  const fr_transfer *given[MANY];
  fr_decision *taken[MANY];
  uint32_t done = 0;
  begin(FR_JOURNAL_SYNC);
  for (uint32_t i = 0; i < MANY; i++) {
    transfers[i] = numbered(i, ids[i]);
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    given[i] = &transfers[i];
    taken[i] = &decisions[i];
  }
  disk->fail_at = disk->calls + 1;
  disk->fail_on = true;
  disk->fail_status = FR_JOURNAL_DOWN;
  cr_assert_eq(fr_score_batch(context, given, MANY, taken, &done), FR_JOURNAL_DOWN);
  cr_assert_eq(done, 0);
  const fr_stats stats = stats_now();
  cr_assert_eq(held(&stats), MANY);
  cr_assert_eq(stats.degraded, MANY);
  cr_assert_eq(stats.refused[FR_BAND_STORAGE], 1, "one call");
  end();
}
