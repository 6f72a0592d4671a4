/* SPDX-License-Identifier: Apache-2.0
 *
 * The limiter: what a policy's `limits:` lower, what they never lower, and what they count (docs/design.md 12.8). */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/world.h"

/* Of each channel at most 10 % may be held and 20 % warned about in an hour; so many are never too many: three. */
#define HOUR_BOUND "{'window': 3600, 'at_least': 3, 'hold': 100000, 'warn': 200000}"
#define MOBILE_BOUND "{'channel': 'mobile', 'window': 3600, 'at_least': 3, 'hold': 100000}"
#define RULE_BOUND "{'each_rule': true, 'window': 3600, 'at_least': 2, 'hold': 50000, 'warn': 50000}"

/* Amounts say what happens: from 10 yuan a hold, of 5 yuan a warning, of 20 yuan a hold by another rule, of 30 the
 * police's; 40 needs two rules together; 50 is held by two, each of which would do. */
static bundle_policy policy_with(const char *limits) {
  bundle_policy made = {
      .rules =
          {
              {.id = "mad", .when = "transfer.amount == 10.0", .at_least = FR_OUTCOME_HOLD, .actions = "['refer']"},
              {.id = "warns", .when = "transfer.amount == 5.0", .points = 50},
              {.id = "sound", .when = "transfer.amount == 20.0", .points = 90},
              {.id = "police", .when = "transfer.amount == 30.0", .at_least = FR_OUTCOME_HOLD, .binding = true},
              {.id = "half_a", .when = "transfer.amount == 40.0", .points = 50},
              {.id = "half_b", .when = "transfer.amount == 40.0", .points = 30},
              {.id = "twin_a", .when = "transfer.amount == 50.0", .at_least = FR_OUTCOME_HOLD},
              {.id = "twin_b", .when = "transfer.amount == 50.0", .points = 80},
              {.id = "waits",
               .when = "transfer.amount == 60.0",
               .at_least = FR_OUTCOME_HOLD,
               .binding = true,
               .delay = true},
          },
      .sections = {{"limits", limits}},
  };
  return made;
}

static world open_limited(const char *limits) {
  const bundle_policy policy = policy_with(limits);
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  return in;
}

static fr_transfer numbered(uint32_t number, int64_t yuan, int64_t time_us) {
  static char ids[8][16];
  char *id = ids[number % 8];
  snprintf(id, 16, "t%u", number);
  return transfer_of(id, "payer", "payee", yuan * 100, time_us);
}

/* Scores and gives the outcome. */
static uint32_t give(world *in, uint32_t number, int64_t yuan, int64_t time_us) {
  fr_transfer transfer = numbered(number, yuan, time_us);
  cr_assert_eq(world_score(in, &transfer), FR_OK, "%s", fr_context_error(in->context)->message);
  return in->decision.outcome;
}

static void give_many(world *in, uint32_t first, uint32_t count, int64_t yuan, int64_t time_us, uint32_t outcome) {
  for (uint32_t i = 0; i < count; i++) {
    cr_assert_eq(give(in, first + i, yuan, time_us), outcome, "number %u of %lld yuan is %u", i, (long long)yuan,
                 in->decision.outcome);
  }
}

static bool is_limited(const world *in) { return (in->decision.flags & FR_FLAG_LIMITED) != 0; }

Test(limit, a_bound_is_reached_exactly) {
  world in = open_limited("[" HOUR_BOUND "]");
  give_many(&in, 0, 94, 1, NOON, FR_OUTCOME_ALLOW);
  /* 95 to 99 transfers may have 9 holds, 100 may have 10. */
  give_many(&in, 100, 9, 10, NOON, FR_OUTCOME_HOLD);
  cr_expect(!is_limited(&in));
  cr_expect_eq(in.decision.pure_outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.would_be, FR_OUTCOME_HOLD);
  give_many(&in, 200, 1, 10, NOON, FR_OUTCOME_HOLD); /* the 104th: 10 */
  give_many(&in, 300, 5, 10, NOON, FR_OUTCOME_WARN); /* the 105th to 109th */
  cr_expect(is_limited(&in));
  cr_expect_eq(in.decision.pure_outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.would_be, FR_OUTCOME_WARN);
  cr_expect_eq(in.decision.hold_until_us, 0);
  cr_expect_eq(in.decision.actions, FR_ACTION_REFER);
  give_many(&in, 400, 1, 10, NOON, FR_OUTCOME_HOLD); /* the 110th may be the 11th */
  world_close(&in);
}

Test(limit, a_warning_past_its_own_bound_becomes_nothing) {
  world in = open_limited("[" HOUR_BOUND "]");
  give_many(&in, 0, 3, 10, NOON, FR_OUTCOME_HOLD);
  give_many(&in, 10, 3, 10, NOON, FR_OUTCOME_WARN);
  give_many(&in, 20, 1, 10, NOON, FR_OUTCOME_ALLOW);
  cr_expect(is_limited(&in));
  cr_expect_eq(in.decision.pure_outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.actions, 0);
  give_many(&in, 30, 1, 5, NOON, FR_OUTCOME_ALLOW);
  cr_expect(is_limited(&in));
  cr_expect_eq(in.decision.pure_outcome, FR_OUTCOME_WARN);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.limited_holds[FR_CHANNEL_UNKNOWN], 4);
  cr_expect_eq(stats.limited_warnings[FR_CHANNEL_UNKNOWN], 2);
  world_close(&in);
}

Test(limit, small_numbers_are_never_too_many) {
  world in = open_limited("[{'window': 3600, 'at_least': 50, 'hold': 1}]");
  give_many(&in, 0, 50, 10, NOON, FR_OUTCOME_HOLD);
  give_many(&in, 100, 50, 10, NOON, FR_OUTCOME_WARN);
  give_many(&in, 200, 50, 5, NOON, FR_OUTCOME_WARN); /* warnings are not bounded there */
  cr_expect(!is_limited(&in));
  world_close(&in);
}

Test(limit, the_window_slides_by_the_time_of_the_transfers) {
  world in = open_limited("[{'window': 3600, 'at_least': 3, 'hold': 1}]");
  give_many(&in, 0, 3, 10, NOON, FR_OUTCOME_HOLD);
  give_many(&in, 10, 1, 10, NOON + 57 * MINUTE, FR_OUTCOME_WARN);
  give_many(&in, 20, 1, 10, NOON + 59 * MINUTE, FR_OUTCOME_WARN);
  give_many(&in, 30, 3, 10, NOON + 60 * MINUTE, FR_OUTCOME_HOLD); /* the three of noon are gone */
  give_many(&in, 40, 1, 10, NOON + 119 * MINUTE, FR_OUTCOME_WARN);
  give_many(&in, 50, 3, 10, NOON + 30 * DAY, FR_OUTCOME_HOLD);
  world_close(&in);
}

/* One clock that runs ahead moves the window; what comes at its right time is bounded all the same. */
Test(limit, late_ones_count_in_the_oldest_slot) {
  world in = open_limited("[{'window': 3600, 'at_least': 3, 'hold': 1}]");
  give_many(&in, 0, 1, 10, NOON, FR_OUTCOME_HOLD);
  give_many(&in, 10, 1, 10, NOON + 20 * HOUR, FR_OUTCOME_HOLD);
  give_many(&in, 20, 2, 10, NOON + HOUR, FR_OUTCOME_HOLD);
  give_many(&in, 30, 5, 10, NOON + 2 * HOUR, FR_OUTCOME_WARN);
  give_many(&in, 40, 1, 10, NOON + 20 * HOUR + 10 * MINUTE, FR_OUTCOME_HOLD); /* the late ones slid out first */
  world_close(&in);
}

Test(limit, what_binding_rules_demand_stands_and_fills_no_bound) {
  world in = open_limited("[" HOUR_BOUND "," RULE_BOUND "]");
  give_many(&in, 0, 200, 30, NOON, FR_OUTCOME_HOLD);
  cr_expect(!is_limited(&in));
  give_many(&in, 300, 50, 60, NOON, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.flags & FR_FLAG_DELAYED, FR_FLAG_DELAYED);
  fr_limit_state states[4] = {FR_LIMIT_STATE_INIT, FR_LIMIT_STATE_INIT, FR_LIMIT_STATE_INIT, FR_LIMIT_STATE_INIT};
  uint32_t count;
  cr_assert_eq(fr_engine_limits(in.engine, states, 4, &count), FR_OK);
  cr_expect_eq(count, 2, "%u", count);
  cr_expect_eq(states[0].outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(states[0].given, 0);
  cr_expect_eq(states[0].transfers, 250);
  give_many(&in, 400, 12, 20, NOON, FR_OUTCOME_HOLD); /* 5 % of 262 and less: the room is still there */
  world_close(&in);
}

Test(limit, what_one_rule_alone_brings_about_is_lowered_first) {
  world in = open_limited("[" HOUR_BOUND "," RULE_BOUND "]");
  give_many(&in, 0, 94, 1, NOON, FR_OUTCOME_ALLOW);
  give_many(&in, 100, 4, 10, NOON, FR_OUTCOME_HOLD); /* 5 % of 98 are 4 */
  give_many(&in, 200, 1, 10, NOON, FR_OUTCOME_WARN); /* the 99th; the channel has room for 9 */
  give_many(&in, 300, 1, 20, NOON, FR_OUTCOME_HOLD); /* another rule holds */
  cr_expect(!is_limited(&in));
  fr_limit_state states[8];
  for (uint32_t i = 0; i < 8; i++) states[i] = (fr_limit_state)FR_LIMIT_STATE_INIT;
  uint32_t count;
  cr_assert_eq(fr_engine_limits(in.engine, states, 8, &count), FR_OK);
  /* Hold and warn of all; holds of mad and of sound; the warning instead of a hold, which is mad's. */
  cr_assert_eq(count, 5, "%u", count);
  cr_expect_str_eq(states[0].rule, "");
  cr_expect_eq(states[0].given, 5);
  cr_expect_eq(states[0].lowered, 0);
  cr_expect_eq(states[0].allowed, 10);
  cr_expect_eq(states[0].full, FR_NO);
  cr_expect_str_eq(states[2].rule, "mad");
  cr_expect_eq(states[2].outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(states[2].entry, 1);
  cr_expect_eq(states[2].given, 4);
  cr_expect_eq(states[2].lowered, 1);
  cr_expect_eq(states[2].transfers, 100);
  cr_expect_eq(states[2].allowed, 5);
  cr_expect_eq(states[2].share_ppm, 50000);
  cr_expect_eq(states[2].window_us, HOUR);
  cr_expect_str_eq(states[3].rule, "sound");
  cr_expect_eq(states[3].given, 1);
  cr_expect_eq(states[4].outcome, FR_OUTCOME_WARN);
  cr_expect_str_eq(states[4].rule, "mad");
  cr_expect_eq(states[4].given, 1);
  cr_expect_eq(fr_engine_limits(in.engine, NULL, 0, &count), FR_OK);
  cr_expect_eq(count, 5);
  world_close(&in);
}

/* Two rules that need each other both brought the hold about; of two that each suffice neither did it alone, and only
 * the bound on all together holds them. */
Test(limit, alone_means_that_without_it_there_would_be_less) {
  world in = open_limited("[" RULE_BOUND "]");
  give_many(&in, 0, 2, 40, NOON, FR_OUTCOME_HOLD);
  give_many(&in, 10, 2, 40, NOON, FR_OUTCOME_WARN);
  give_many(&in, 20, 20, 50, NOON, FR_OUTCOME_HOLD);
  world_close(&in);
  in = open_limited("[" HOUR_BOUND "," RULE_BOUND "]");
  give_many(&in, 20, 3, 50, NOON, FR_OUTCOME_HOLD);
  give_many(&in, 30, 3, 50, NOON, FR_OUTCOME_WARN);
  world_close(&in);
}

Test(limit, a_channel_has_a_bound_of_its_own) {
  world in = open_limited("[" MOBILE_BOUND "]");
  fr_transfer transfer;
  for (uint32_t i = 0; i < 6; i++) {
    transfer = numbered(i, 10, NOON);
    transfer.channel = FR_CHANNEL_MOBILE;
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
    cr_expect_eq(in.decision.outcome, i < 3 ? FR_OUTCOME_HOLD : FR_OUTCOME_WARN);
    transfer = numbered(100 + i, 10, NOON);
    transfer.channel = FR_CHANNEL_TELLER;
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
    cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  }
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.limited_holds[FR_CHANNEL_MOBILE], 3);
  cr_expect_eq(stats.limited_holds[FR_CHANNEL_TELLER], 0);
  world_close(&in);
}

Test(limit, repeats_and_previews_are_answered_and_not_counted) {
  world in = open_limited("[{'window': 3600, 'at_least': 3, 'hold': 1}]");
  fr_transfer first = numbered(0, 10, NOON);
  for (uint32_t i = 0; i < 9; i++) {
    cr_assert_eq(world_score(&in, &first), FR_OK);
    cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  }
  fr_transfer second = numbered(1, 10, NOON);
  for (uint32_t i = 0; i < 9; i++) {
    cr_assert_eq(world_preview(&in, &second), FR_OK);
    cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  }
  give_many(&in, 10, 2, 10, NOON, FR_OUTCOME_HOLD);
  cr_assert_eq(world_preview(&in, &second), FR_OK); /* what fr_score() would answer now */
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_WARN);
  cr_expect(is_limited(&in));
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.limited_holds[FR_CHANNEL_UNKNOWN], 0);
  world_close(&in);
}

/* A preview has its own transfer among those of which it may be a share, as the score has. */
Test(limit, a_preview_is_what_the_score_would_be) {
  world in = open_limited("[{'window': 3600, 'at_least': 1, 'hold': 100000}]");
  uint32_t held = 0, warned = 0;
  for (uint32_t i = 0; i < 200; i++) {
    fr_transfer transfer = numbered(i, i % 3 == 0 ? 10 : 1, NOON + i * MINUTE);
    cr_assert_eq(world_preview(&in, &transfer), FR_OK);
    const uint32_t foreseen = in.decision.outcome;
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
    cr_expect_eq(foreseen, in.decision.outcome);
    held += in.decision.outcome == FR_OUTCOME_HOLD;
    warned += in.decision.outcome == FR_OUTCOME_WARN;
  }
  cr_expect_gt(held, 10);
  cr_expect_gt(warned, 20);
  world_close(&in);
}

Test(limit, the_pure_half_and_challengers_are_not_limited) {
  world in = open_limited("[{'window': 3600, 'at_least': 1, 'hold': 1}]");
  fr_error error = FR_ERROR_INIT;
  fr_decision other = FR_DECISION_INIT;
  cr_assert_eq(fr_engine_set_challenger(in.engine, 0, in.policy, &error), FR_OK);
  give_many(&in, 0, 1, 10, NOON, FR_OUTCOME_HOLD);
  give_many(&in, 1, 1, 10, NOON, FR_OUTCOME_WARN);
  cr_assert_eq(fr_challenge(in.context, 0, &other), FR_OK);
  cr_expect_eq(other.outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(other.flags & FR_FLAG_LIMITED, 0);
  fr_transfer transfer = numbered(2, 10, NOON);
  fr_folds folds = FR_FOLDS_INIT;
  folds.capacity = WORLD_FOLDS;
  folds.data = malloc(WORLD_FOLDS);
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
  cr_assert_eq(fr_decide(in.policy, &transfer, &folds, &other, &error), FR_OK);
  cr_expect_eq(other.outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(other.pure_outcome, FR_OUTCOME_HOLD);
  free(folds.data);
  world_close(&in);
}

/* A swap keeps what was counted: for a channel, and for a rule by its id, wherever it stands in the new policy. */
Test(limit, a_swap_keeps_the_counts) {
  world in = open_limited(
      "[{'window': 3600, 'at_least': 3, 'hold': 1},"
      "{'each_rule': true, 'window': 3600, 'at_least': 2, 'hold': 1}]");
  fr_error error = FR_ERROR_INIT;
  give_many(&in, 0, 2, 10, NOON, FR_OUTCOME_HOLD);
  bundle_policy next = policy_with(
      "[{'each_rule': true, 'window': 3600, 'at_least': 2, 'hold': 1},"
      "{'window': 3600, 'at_least': 3, 'hold': 1}]");
  next.version = 2;
  const bundle_rule moved = next.rules[0];
  next.rules[0] = next.rules[2];
  next.rules[2] = moved;
  fr_policy *policy = bundle_load(&next);
  cr_assert_eq(fr_engine_set_policy(in.engine, policy, &error), FR_OK, "%s", error.message);
  give_many(&in, 10, 1, 10, NOON, FR_OUTCOME_WARN); /* mad is full */
  give_many(&in, 20, 1, 20, NOON, FR_OUTCOME_HOLD); /* sound has room, and now all together are full */
  give_many(&in, 30, 1, 20, NOON, FR_OUTCOME_WARN);
  fr_policy_release(policy);
  bundle_policy none = policy_with(NULL);
  none.sections[0] = (bundle_section){NULL, NULL};
  none.version = 3;
  policy = bundle_load(&none);
  cr_assert_eq(fr_engine_set_policy(in.engine, policy, &error), FR_OK, "%s", error.message);
  give_many(&in, 40, 9, 10, NOON, FR_OUTCOME_HOLD);
  uint32_t count = 9;
  cr_expect_eq(fr_engine_limits(in.engine, NULL, 0, &count), FR_OK);
  cr_expect_eq(count, 0);
  fr_policy_release(policy);
  world_close(&in);
}

enum { MANY = 600 };

/* A mixture of everything, of which a third is held. */
static fr_transfer mixed(uint32_t number, char id[16]) {
  static const int64_t yuan[] = {1, 10, 1, 20, 30, 1, 10, 5, 1, 40, 1, 50};
  snprintf(id, 16, "m%u", number);
  const int64_t late_us = number % 7 == 0 ? 40 * MINUTE : 0;
  return transfer_of(id, "payer", "payee", yuan[number % FR_COUNT(yuan)] * 100, NOON + number * MINUTE / 4 - late_us);
}

Test(limit, a_batch_equals_single_calls) {
  static char ids[MANY][16];
  static fr_transfer transfers[MANY];
  static fr_decision singly[MANY], together[MANY];
  const fr_transfer *all[MANY];
  fr_decision *answers[MANY];
  uint32_t done, limited = 0;
  world one = open_limited("[" HOUR_BOUND "," RULE_BOUND "]");
  world many = open_limited("[" HOUR_BOUND "," RULE_BOUND "]");
  for (uint32_t i = 0; i < MANY; i++) {
    transfers[i] = mixed(i, ids[i]);
    singly[i] = together[i] = (fr_decision)FR_DECISION_INIT;
    all[i] = &transfers[i];
    answers[i] = &together[i];
    cr_assert_eq(fr_score(one.context, &transfers[i], &singly[i]), FR_OK);
    limited += (singly[i].flags & FR_FLAG_LIMITED) != 0;
  }
  cr_assert_eq(fr_score_batch(many.context, all, MANY, answers, &done), FR_OK);
  cr_expect_arr_eq(singly, together, sizeof singly);
  cr_expect_gt(limited, MANY / 10);
  world_close(&one);
  world_close(&many);
}

Test(limit, an_engine_may_ignore_limits) {
  const bundle_policy policy = policy_with("[{'window': 3600, 'at_least': 1, 'hold': 1}]");
  fr_engine_options options = world_options();
  options.ignore_limits = FR_YES;
  world in = world_open_with(&options, &policy);
  uint32_t count = 9;
  give_many(&in, 0, 20, 10, NOON, FR_OUTCOME_HOLD);
  cr_expect_eq(fr_engine_limits(in.engine, NULL, 0, &count), FR_OK);
  cr_expect_eq(count, 0);
  world_close(&in);
}

Test(limit, in_the_shadow_the_answer_is_allow) {
  const bundle_policy policy = policy_with("[{'window': 3600, 'at_least': 1, 'hold': 1}]");
  fr_engine_options options = world_options();
  options.shadow = FR_YES;
  world in = world_open_with(&options, &policy);
  give_many(&in, 0, 1, 10, NOON, FR_OUTCOME_ALLOW);
  cr_expect_eq(in.decision.flags, FR_FLAG_SHADOW);
  cr_expect_eq(in.decision.would_be, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.hold_until_us, 0);
  cr_expect_eq(in.decision.actions, 0);
  give_many(&in, 1, 1, 10, NOON, FR_OUTCOME_ALLOW);
  cr_expect_eq(in.decision.flags, FR_FLAG_SHADOW | FR_FLAG_LIMITED);
  cr_expect_eq(in.decision.would_be, FR_OUTCOME_WARN);
  cr_expect_eq(in.decision.pure_outcome, FR_OUTCOME_HOLD);
  give_many(&in, 2, 1, 60, NOON, FR_OUTCOME_ALLOW);
  cr_expect_eq(in.decision.flags, FR_FLAG_SHADOW);
  fr_transfer refused = numbered(3, 10, -1);
  cr_expect_eq(world_score(&in, &refused), FR_BAD_TIME);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_ALLOW);
  cr_expect_eq(in.decision.flags, FR_FLAG_SHADOW | FR_FLAG_DEGRADED);
  cr_expect_eq(in.decision.would_be, FR_OUTCOME_WARN);
  cr_expect_eq(in.decision.pure_outcome, FR_OUTCOME_NONE);
  world_close(&in);
}

/* What the engine does not take. */
Test(limit, bad_options_and_arguments) {
  fr_engine *engine = NULL;
  fr_error error = FR_ERROR_INIT;
  uint32_t count;
  fr_engine_options options = world_options();
  options.shadow = FR_YES + 1;
  cr_expect_eq(fr_engine_create(&options, &engine, &error), FR_BAD_VALUE);
  options = world_options();
  options.ignore_limits = FR_YES + 1;
  cr_expect_eq(fr_engine_create(&options, &engine, &error), FR_BAD_VALUE);
  options = world_options();
  options.reserved = 1;
  cr_expect_eq(fr_engine_create(&options, &engine, &error), FR_BAD_VALUE);
  world in = open_limited("[" HOUR_BOUND "]");
  fr_limit_state state = FR_LIMIT_STATE_INIT;
  cr_expect_eq(fr_engine_limits(NULL, &state, 1, &count), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_limits(in.engine, NULL, 1, &count), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_limits(in.engine, &state, 1, NULL), FR_NULL_POINTER);
  state.struct_size--;
  cr_expect_eq(fr_engine_limits(in.engine, &state, 1, &count), FR_STRUCT_SIZE);
  world_close(&in);
}

/* The year's payday: 10,000 transfers, a third of them held by a threshold with a nought too few. The bank goes on, and
 * what the police asked for stands. */
Test(limit, a_rule_gone_mad_does_not_stop_the_bank) {
  const bundle_policy policy = {
      .rules = {{.id = "typo", .when = "transfer.amount > 5000.0", .at_least = FR_OUTCOME_HOLD},
                {.id = "sound", .when = "transfer.amount == 7.0", .points = 90},
                {.id = "police", .when = "transfer.amount == 30.0", .at_least = FR_OUTCOME_HOLD, .binding = true}},
      .sections = {{"limits",
                    "[{'window': 3600, 'at_least': 20, 'hold': 5000, 'warn': 20000},"
                    "{'each_rule': true, 'window': 3600, 'at_least': 10, 'hold': 2000, 'warn': 10000}]"}},
  };
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  uint32_t by_outcome[FR_OUTCOME_HOLD + 1] = {0}, sound_held = 0, police_held = 0, mad = 0;
  for (uint32_t i = 0; i < 10000; i++) {
    const bool police = i % 1000 == 500, sound = i % 1000 == 250, is_mad = !police && !sound && i % 10 < 3;
    mad += is_mad;
    const uint32_t outcome = give(&in, i, police ? 30 : sound ? 7 : is_mad ? 6000 : 100, NOON + i * SECOND / 4);
    by_outcome[outcome]++;
    police_held += police && outcome == FR_OUTCOME_HOLD;
    sound_held += sound && outcome == FR_OUTCOME_HOLD;
  }
  cr_expect_eq(mad, 3000 - 20);
  cr_expect_eq(police_held, 10);
  cr_expect_eq(sound_held, 10);
  /* Of the 9,993 transfers at its last one the rule may hold 0.2 %, and warn about 1 %. */
  cr_expect_eq(by_outcome[FR_OUTCOME_HOLD], 10 + 10 + 19, "%u", by_outcome[FR_OUTCOME_HOLD]);
  cr_expect_eq(by_outcome[FR_OUTCOME_WARN], 99, "%u", by_outcome[FR_OUTCOME_WARN]);
  fr_limit_state states[8];
  for (uint32_t i = 0; i < 8; i++) states[i] = (fr_limit_state)FR_LIMIT_STATE_INIT;
  uint32_t count, accused = 0;
  cr_assert_eq(fr_engine_limits(in.engine, states, 8, &count), FR_OK);
  for (uint32_t i = 0; i < count; i++) {
    if (states[i].lowered == 0) continue;
    accused++;
    cr_expect_str_eq(states[i].rule, "typo");
  }
  cr_expect_eq(accused, 2);
  world_close(&in);
}

#define BAD(CASE)                                                                                        \
  CASE("[{'window': 3600, 'at_least': 3}]", "an entry of limits bounds neither hold nor warn")           \
  CASE("[{'at_least': 3, 'hold': 3}]", "an entry of limits lacks 'window'")                              \
  CASE("[{'window': 3600, 'hold': 3}]", "an entry of limits lacks 'at_least'")                           \
  CASE("[{'window': 59, 'at_least': 3, 'hold': 3}]", "window is 59; it runs from 60 to 86400")           \
  CASE("[{'window': 61, 'at_least': 3, 'hold': 3}]", "window is no whole number of minutes")             \
  CASE("[{'window': 60, 'at_least': 0, 'hold': 3}]", "at_least is 0; it runs from 1 to 1000000")         \
  CASE("[{'window': 60, 'at_least': 1, 'hold': 0}]", "hold is 0; it runs from 1 to 1000000")             \
  CASE("[{'window': 60, 'at_least': 1, 'warn': 1000001}]", "warn is 1000001; it runs from 1 to 1000000") \
  CASE("[{'window': 60, 'at_least': 1, 'hold': 1, 'channel': 'default'}]",                               \
       "limits names a channel that does not exist")                                                     \
  CASE("[{'window': 60, 'at_least': 1, 'hold': 1, 'rule': 'x'}]",                                        \
       "an entry of limits has a key 'rule' that this library does not know")

Test(limit, a_bundle_with_bad_limits_is_refused) {
  static const struct {
    const char *limits, *message;
  } cases[] = {
#define CASE(limits, message) {limits, message},
      BAD(CASE)
#undef CASE
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy source = policy_with(cases[i].limits);
    bundle made = bundle_of(&source);
    fr_policy *policy = NULL;
    fr_error error = FR_ERROR_INIT;
    cr_expect_lt(fr_policy_load(made.data, made.size, &policy, &error), 0);
    cr_expect_not_null(strstr(error.message, cases[i].message), "%s", error.message);
    fr_policy_release(policy);
    bundle_free(&made);
  }
}
