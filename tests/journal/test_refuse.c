/* SPDX-License-Identifier: Apache-2.0
 *
 * A service that starts while its journal has no room does what it was told: it waits for room, or answers degraded. */
#include <criterion/criterion.h>

#include "engine/journal.h"
#include "journal/fake_io.h"
#include "support/world.h"

static const bundle_policy plain = {.rules = {{.id = "small", .when = "transfer.amount < 100.0", .points = 1}}};
static const uint8_t sealing_key[FR__SEAL_KEY_BYTES] = "a key for what is sealed, 32 b.";

static fake_world *disk;
static fr_engine *engine;
static fr_journal *journal;
static fr_policy *policy;
static fr_context *context;
static fr_error error = FR_ERROR_INIT;

/* Up to where the journal is put in its place. */
static void start(uint32_t when_full) {
  const fr_engine_options options = world_options();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  how.directory = "journal";
  how.when_full = when_full;
  how.segment_bytes = 1 << 17;
  how.sealing_key = sealing_key;
  how.now_us = NOON;
  context = NULL;
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  cr_assert_eq(fr__journal_open_with(engine, &how, &disk->io, &journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_journal_recover(journal, NULL, &error), FR_OK, "%s", error.message);
  fr_policy *now = fr_engine_policy(engine);
  if (now == NULL) cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  fr_policy_release(now);
}

static void stop(void) {
  fr_context_destroy(context);
  (void)fr_journal_close(journal);
  fr_engine_destroy(engine);
}

static fr_status score(uint32_t number, fr_decision *decision) {
  char id[16];
  *decision = (fr_decision)FR_DECISION_INIT;
  snprintf(id, sizeof id, "t%u", number);
  fr_transfer transfer = transfer_of(id, "a", "b", 100, NOON + number);
  transfer.remark = fr_text_of("a remark");
  return fr_score(context, &transfer, decision);
}

static fr_status tell(uint32_t number) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_CONTACT;
  event.time_us = NOON + number;
  event.party = fr_text_of("a");
  return fr_observe(context, &event);
}

static uint64_t entries(void) {
  fr_party_state state = FR_PARTY_STATE_INIT;
  return fr_engine_party(engine, FR_PARTY_ACCOUNT, fr_text_of("a"), &state) == FR_OK ? state.transfer_entries : 0;
}

/* A journal whose last segment takes nothing any more; the process that wrote it has ended. Gives how many transfers it
 * has. */
static uint32_t fill(void) {
  fr_decision decision;
  uint32_t taken = 0;
  disk = fake_create(4);
  policy = bundle_load(&plain);
  start(FR_JOURNAL_REFUSE);
  cr_assert_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  while (score(taken, &decision) == FR_OK) taken++;
  for (uint32_t i = 0; tell(i) == FR_OK; i++) cr_assert_lt(i, 10000);
  cr_assert_gt(taken, 100);
  fake_world *after = fake_after_kill(disk);
  stop();
  fake_destroy(disk);
  disk = after;
  return taken;
}

static void tear_down(void) {
  stop();
  fr_policy_release(policy);
  fake_destroy(disk);
}

/* There is room on the disk: the start makes a segment, although no call may. */
Test(refuse, a_full_segment_is_no_obstacle_at_the_start) {
  fr_decision decision;
  const uint32_t taken = fill();
  start(FR_JOURNAL_REFUSE);
  cr_expect_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  cr_expect_eq(score(taken + 1, &decision), FR_OK);
  tear_down();
}

Test(refuse, a_full_disk_is_waited_for) {
  fill();
  start(FR_JOURNAL_WAIT);
  disk->disk_bytes = fake_taken(disk);
  cr_expect_eq(fr_engine_set_journal(engine, journal, &error), FR_JOURNAL_FULL);
  cr_expect_eq(error.status, FR_JOURNAL_FULL);
  disk->disk_bytes = UINT64_MAX;
  cr_expect_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "and may be asked again");
  tear_down();
}

Test(refuse, a_full_disk_is_answered_degraded) {
  fr_decision decision;
  const uint32_t taken = fill();
  start(FR_JOURNAL_REFUSE);
  const uint64_t before = entries();
  disk->disk_bytes = fake_taken(disk);
  cr_assert_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  for (uint32_t i = 1; i < 5; i++) {
    cr_expect_eq(score(taken + i, &decision), FR_JOURNAL_FULL);
    cr_expect_eq(decision.flags & FR_FLAG_DEGRADED, FR_FLAG_DEGRADED);
    cr_expect_eq(tell(i), FR_JOURNAL_FULL);
    cr_expect_eq(fr_engine_set_policy(engine, policy, &error), FR_JOURNAL_FULL);
    cr_expect_eq(fr_journal_pump(journal, NOON), FR_JOURNAL_FULL);
  }
  cr_expect_eq(entries(), before, "what was refused has not happened");
  disk->disk_bytes = UINT64_MAX;
  cr_expect_eq(fr_journal_pump(journal, NOON), FR_OK);
  cr_expect_eq(score(taken + 1, &decision), FR_OK, "%s", fr_context_error(context)->message);
  cr_expect_eq(fr_engine_set_policy(engine, policy, &error), FR_OK, "%s", error.message);
  /* All that has to come first has come: the next one recovers, policy and all. */
  fake_world *after = fake_after_kill(disk);
  stop();
  fake_destroy(disk);
  disk = after;
  start(FR_JOURNAL_REFUSE);
  cr_expect_eq(entries(), before + 1);
  cr_expect_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  tear_down();
}
