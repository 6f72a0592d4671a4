/* SPDX-License-Identifier: Apache-2.0
 *
 * What a policy's limits have counted outlives the process: an engine that is killed and recovered, from a snapshot or
 * from its records, goes on limited as one that never stopped. */
#include <criterion/criterion.h>

#include "engine/journal.h"
#include "journal/fake_io.h"
#include "support/world.h"

TestSuite(limits, .timeout = 120);

/* Amounts say what happens, as in tests/engine/test_limit.c. */
static const bundle_policy limited = {
    .rules =
        {
            {.id = "mad", .when = "transfer.amount == 10.0", .at_least = FR_OUTCOME_HOLD},
            {.id = "warns", .when = "transfer.amount == 5.0", .points = 50},
            {.id = "sound", .when = "transfer.amount == 20.0", .points = 90},
            {.id = "police", .when = "transfer.amount == 30.0", .at_least = FR_OUTCOME_HOLD, .binding = true},
            {.id = "half_a", .when = "transfer.amount == 40.0", .points = 50},
            {.id = "half_b", .when = "transfer.amount == 40.0", .points = 30},
            {.id = "twin_a", .when = "transfer.amount == 50.0", .at_least = FR_OUTCOME_HOLD},
            {.id = "twin_b", .when = "transfer.amount == 50.0", .points = 80},
        },
    .sections = {{"limits",
                  "[{'window': 3600, 'at_least': 3, 'hold': 100000, 'warn': 200000},"
                  "{'channel': 'mobile', 'window': 1800, 'at_least': 2, 'hold': 50000},"
                  "{'each_rule': true, 'window': 7200, 'at_least': 2, 'hold': 50000, 'warn': 50000}]"}},
};

enum { LIMITS = 64 };

typedef struct bank {
  fake_world *disk; /* null: without a journal */
  fr_engine *engine;
  fr_journal *journal;
  fr_context *context;
  uint64_t replayed, snapshot;
} bank;

static fr_policy *policy, *same_again;
static fr_error error = FR_ERROR_INIT;

static void start(bank *one) {
  const fr_engine_options options = world_options();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  fr_journal_recovery found = FR_JOURNAL_RECOVERY_INIT;
  how.directory = "journal";
  how.segment_bytes = 1 << 20;
  how.now_us = NOON;
  cr_assert_eq(fr_engine_create(&options, &one->engine, &error), FR_OK);
  if (one->disk != NULL) {
    cr_assert_eq(fr__journal_open_with(one->engine, &how, &one->disk->io, &one->journal, &error), FR_OK, "%s",
                 error.message);
    cr_assert_eq(fr_journal_recover(one->journal, &found, &error), FR_OK, "%s", error.message);
    cr_assert_eq(found.left_to_host, 0);
    one->replayed = found.replayed;
    one->snapshot = found.snapshot_sequence;
  }
  fr_policy *now = fr_engine_policy(one->engine);
  if (now == NULL) cr_assert_eq(fr_engine_set_policy(one->engine, policy, &error), FR_OK, "%s", error.message);
  fr_policy_release(now);
  if (one->disk != NULL) cr_assert_eq(fr_engine_set_journal(one->engine, one->journal, &error), FR_OK);
  cr_assert_eq(fr_context_create(one->engine, &one->context), FR_OK);
}

static void stop(bank *one) {
  fr_context_destroy(one->context);
  (void)fr_journal_close(one->journal);
  fr_engine_destroy(one->engine);
}

/* The process ends at once, and comes back. */
static void restart(bank *one) {
  fake_world *after = fake_after_kill(one->disk);
  stop(one);
  fake_destroy(one->disk);
  *one = (bank){.disk = after};
  start(one);
}

static uint32_t states_of(bank *one, fr_limit_state states[LIMITS]) {
  uint32_t count;
  memset(states, 0, LIMITS * sizeof states[0]);
  for (uint32_t i = 0; i < LIMITS; i++) states[i].struct_size = sizeof states[i];
  cr_assert_eq(fr_engine_limits(one->engine, states, LIMITS, &count), FR_OK);
  cr_assert_leq(count, LIMITS);
  return count;
}

static void expect_same_limits(bank *a, bank *b, uint32_t step) {
  fr_limit_state of_a[LIMITS], of_b[LIMITS];
  const uint32_t count = states_of(a, of_a);
  cr_assert_eq(states_of(b, of_b), count, "step %u", step);
  for (uint32_t i = 0; i < count; i++) {
    cr_assert_eq(memcmp(&of_a[i], &of_b[i], sizeof of_a[i]), 0,
                 "step %u: bound %u, rule %s: %llu and %llu given, %llu and %llu transfers", step, i, of_a[i].rule,
                 (unsigned long long)of_a[i].given, (unsigned long long)of_b[i].given,
                 (unsigned long long)of_a[i].transfers, (unsigned long long)of_b[i].transfers);
  }
}

static uint64_t draw(uint64_t *state, uint64_t below) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (*state >> 33) % below;
}

/* The same transfer to both; gives whether it was limited. */
static bool score_both(bank *a, bank *b, uint64_t *random, uint32_t step) {
  static const int64_t yuan[] = {1, 1, 1, 1, 10, 10, 5, 20, 30, 40, 50};
  char id[16];
  const uint32_t back = draw(random, 20) == 0 && step > 10 ? (uint32_t)draw(random, 10) : 0; /* a repeat */
  snprintf(id, sizeof id, "t%u", step - back);
  uint64_t own = (step - back) * UINT64_C(977) + 5;
  fr_transfer transfer = transfer_of(id, "payer", "payee", yuan[draw(&own, FR_COUNT(yuan))] * 100, 0);
  transfer.channel = draw(&own, 2) == 0 ? FR_CHANNEL_MOBILE : FR_CHANNEL_TELLER;
  const int64_t late_us = draw(&own, 12) == 0 ? (int64_t)draw(&own, 150) * MINUTE : 0;
  transfer.time_us = NOON + DAY + (int64_t)(step - back) * 20 * SECOND - late_us;
  fr_decision of_a = FR_DECISION_INIT, of_b = FR_DECISION_INIT;
  cr_assert_eq(fr_score(a->context, &transfer, &of_a), FR_OK, "%s", fr_context_error(a->context)->message);
  cr_assert_eq(fr_score(b->context, &transfer, &of_b), FR_OK, "%s", fr_context_error(b->context)->message);
  cr_assert_eq(of_a.outcome, of_b.outcome, "step %u: %u and %u, pure %u", step, of_a.outcome, of_b.outcome,
               of_a.pure_outcome);
  cr_assert_eq(of_a.flags, of_b.flags, "step %u", step);
  cr_assert_eq(of_a.would_be, of_b.would_be);
  return (of_a.flags & FR_FLAG_LIMITED) != 0;
}

/* `every`: restarts after so many steps; `snapshots`: with a snapshot some steps before it. */
static void go_through(uint32_t seed, uint32_t every, bool snapshots) {
  uint64_t random = seed;
  bank steady = {.disk = fake_create(seed + 100)}, other = {.disk = fake_create(seed)};
  uint32_t limited_count = 0;
  policy = bundle_load(&limited);
  same_again = bundle_load(&limited);
  start(&steady);
  start(&other);
  for (uint32_t step = 0; step < 900; step++) {
    limited_count += score_both(&steady, &other, &random, step);
    if (snapshots && step % every == every / 2) {
      cr_assert_eq(fr_journal_snapshot(other.journal, NULL, &error), FR_OK, "%s", error.message);
    }
    if (step % 250 == 133) { /* the same policy anew: counts go on */
      cr_assert_eq(fr_engine_set_policy(steady.engine, same_again, &error), FR_OK);
      cr_assert_eq(fr_engine_set_policy(other.engine, same_again, &error), FR_OK);
    }
    if (step % every != every - 1) continue;
    restart(&other);
    cr_expect_eq(other.snapshot != 0, snapshots);
    expect_same_limits(&steady, &other, step);
  }
  cr_expect_gt(limited_count, 60, "%u", limited_count);
  expect_same_limits(&steady, &other, 900);
  stop(&steady);
  stop(&other);
  fake_destroy(steady.disk);
  fake_destroy(other.disk);
  fr_policy_release(policy);
  fr_policy_release(same_again);
}

Test(limits, go_on_after_a_recovery_from_records) {
  for (uint32_t seed = 1; seed < 5; seed++) go_through(seed, 37 + 50 * seed, false);
}

Test(limits, go_on_after_a_recovery_from_a_snapshot) {
  for (uint32_t seed = 1; seed < 5; seed++) go_through(seed, 37 + 50 * seed, true);
}

/* A decision that the journal did not take is counted by nobody, before a restart or after it. */
Test(limits, what_was_not_written_is_not_counted) {
  bank one = {.disk = fake_create(7)};
  fr_limit_state states[LIMITS];
  policy = bundle_load(&limited);
  start(&one);
  char id[16];
  uint32_t refused = 0, taken = 0;
  one.disk->disk_bytes = fake_taken(one.disk) + 4096; /* no second segment */
  for (uint32_t i = 0; i < 6000; i++) {
    fr_decision decision = FR_DECISION_INIT;
    snprintf(id, sizeof id, "t%u", i);
    fr_transfer transfer = transfer_of(id, "payer", "payee", i % 2 == 0 ? 1000 : 100, NOON + i);
    const fr_status status = fr_score(one.context, &transfer, &decision);
    cr_assert(status == FR_OK || status == FR_JOURNAL_FULL, "%s", fr_status_name(status));
    *(status == FR_OK ? &taken : &refused) += 1;
  }
  cr_assert_gt(refused, 100);
  cr_assert_gt(taken, 100);
  (void)states_of(&one, states);
  cr_expect_eq(states[0].transfers, taken);
  const fr_limit_state before = states[0];
  one.disk->disk_bytes = UINT64_MAX;
  restart(&one);
  (void)states_of(&one, states);
  cr_expect_eq(memcmp(&states[0], &before, sizeof before), 0, "%llu and %llu", (unsigned long long)states[0].transfers,
               (unsigned long long)before.transfers);
  stop(&one);
  fake_destroy(one.disk);
  fr_policy_release(policy);
}

/* A standby whose host gave it the policy counts along, and takes over limited. */
Test(limits, a_standby_counts_along) {
  static unsigned char bytes[1 << 20];
  bank leader = {.disk = fake_create(8)}, standby = {0};
  uint64_t random = 3, from = 1, size, next;
  policy = bundle_load(&limited);
  start(&leader);
  start(&standby);
  bank steady = {0};
  start(&steady);
  fr_context_destroy(standby.context);
  for (uint32_t step = 0; step < 400; step++) (void)score_both(&steady, &leader, &random, step);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK); /* what is shipped is on the disk */
  do {
    cr_assert_eq(fr_journal_ship(leader.journal, from, bytes, sizeof bytes, &size, &next, &error), FR_OK);
    cr_assert_eq(fr_journal_apply(standby.engine, bytes, size, NULL, &error), FR_OK, "%s", error.message);
    from = next;
  } while (size != 0);
  expect_same_limits(&leader, &standby, 400);
  cr_assert_eq(fr_context_create(standby.engine, &standby.context), FR_OK);
  for (uint32_t step = 400; step < 500; step++) (void)score_both(&steady, &standby, &random, step);
  stop(&leader);
  stop(&standby);
  stop(&steady);
  fake_destroy(leader.disk);
  fr_policy_release(policy);
}
