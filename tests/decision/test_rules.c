/* SPDX-License-Identifier: Apache-2.0
 *
 * Points that are expressions, and rules that are for some channels or some time only. */
#include <criterion/criterion.h>

#include "support/world.h"

/* ---- points ---- */

typedef struct points_case {
  const char *what;
  bundle_policy policy;
  int64_t score;
  uint32_t outcome, reasons, unknown_count, error_count;
} points_case;

#define FIRES .id = "a", .when = "true"
#define UNKNOWN .id = "a", .when = "payer.age > 60"
#define ZERO .features = {{"zero", "0"}}
/* The transfer is of 1,000.00. */
static const points_case points[] = {
    {"by the amount",
     {.rules = {{FIRES, .points_source = "int(transfer.amount / 100.0)"}}},
     10,
     FR_OUTCOME_ALLOW,
     1,
     0,
     0},
    {"by a feature",
     {.features = {{"risk", "transfer.amount > 500.0 ? 45 : 5"}}, .rules = {{FIRES, .points_source = "risk + 1"}}},
     46,
     FR_OUTCOME_WARN,
     1,
     0,
     0},
    {"negative",
     {.rules = {{FIRES, .points_source = "-int(transfer.amount)"}, {.id = "b", .when = "true", .points = 1010}}},
     10,
     FR_OUTCOME_ALLOW,
     2,
     0,
     0},
    {"a million is the most",
     {.rules = {{FIRES, .points_source = "9223372036854775807"}}},
     FR_MAX_POINTS,
     FR_OUTCOME_HOLD,
     1,
     0,
     0},
    {"and minus a million the least",
     {.rules = {{FIRES, .points_source = "-9223372036854775807 - 1"},
                {.id = "b", .when = "true", .points = FR_MAX_POINTS}}},
     0,
     FR_OUTCOME_ALLOW,
     2,
     0,
     0},
    {"not asked for where the rule does not fire",
     {ZERO, .rules = {{.id = "a", .when = "false", .points_source = "1 / zero"}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     0,
     0},
    {"unknown points are no rule that fires",
     {.rules = {{FIRES, .points_source = "payer.age", .at_least = FR_OUTCOME_HOLD}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     1,
     0},
    {"nor are failed ones",
     {ZERO, .rules = {{FIRES, .points_source = "1 / zero", .at_least = FR_OUTCOME_HOLD}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     0,
     1},
    {"overflow fails and does not saturate",
     {.features = {{"big", "9223372036854775807"}}, .rules = {{FIRES, .points_source = "big + 1"}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     0,
     1},
    {"what is not a number fails",
     {.features = {{"none", "transfer.amount - 1000.0"}}, .rules = {{FIRES, .points_source = "int(1.0 / none)"}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     0,
     1},
    {"a binding rule without points binds nothing, and shows",
     {.rules = {{FIRES, .points_source = "payer.age", .at_least = FR_OUTCOME_HOLD, .binding = true}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     1,
     0},
    {"if_unknown stands in for unknown points",
     {.rules = {{FIRES, .points_source = "payer.age", .if_unknown_points = 41}}},
     41,
     FR_OUTCOME_WARN,
     1,
     1,
     0},
    {"and for failed ones",
     {ZERO, .rules = {{FIRES, .points_source = "1 / zero", .if_unknown_outcome = FR_OUTCOME_WARN}}},
     0,
     FR_OUTCOME_WARN,
     0,
     0,
     1},
    {"if_unknown by the amount",
     {.rules = {{UNKNOWN, .points = 1, .if_unknown_source = "int(transfer.amount / 10.0)"}}},
     100,
     FR_OUTCOME_HOLD,
     1,
     1,
     0},
    {"if_unknown of 0 is no reason",
     {.rules = {{UNKNOWN, .points = 1, .if_unknown_source = "int(transfer.amount) - 1000"}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     1,
     0},
    {"if_unknown that is unknown itself: its outcome stays",
     {.rules = {{UNKNOWN, .if_unknown_source = "payee.age", .if_unknown_outcome = FR_OUTCOME_WARN}}},
     0,
     FR_OUTCOME_WARN,
     0,
     1,
     0},
    {"if_unknown that fails is counted as well",
     {ZERO, .rules = {{UNKNOWN, .if_unknown_source = "1 / zero", .if_unknown_outcome = FR_OUTCOME_WARN}}},
     0,
     FR_OUTCOME_WARN,
     0,
     1,
     1},
    {"two failures of one rule are one",
     {ZERO, .rules = {{FIRES, .points_source = "1 / zero", .if_unknown_source = "2 / zero"}}},
     0,
     FR_OUTCOME_ALLOW,
     0,
     0,
     1},
};

Test(rules, points_that_are_expressions) {
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100000, NOON);
  for (size_t i = 0; i < FR_COUNT(points); i++) {
    const points_case *c = &points[i];
    const fr_decision decision = world_decide(&c->policy, &transfer);
    cr_expect_eq(decision.score, c->score, "%s: %lld", c->what, (long long)decision.score);
    cr_expect_eq(decision.outcome, c->outcome, "%s: outcome %u", c->what, decision.outcome);
    cr_expect_eq(decision.reasons_total, c->reasons, "%s: %u reasons", c->what, decision.reasons_total);
    cr_expect_eq(decision.unknown_count, c->unknown_count, "%s: %u unknown", c->what, decision.unknown_count);
    cr_expect_eq(decision.error_count, c->error_count, "%s: %u failed", c->what, decision.error_count);
    cr_expect_eq((decision.flags & FR_FLAG_INPUTS_UNKNOWN) != 0, c->unknown_count != 0, "%s", c->what);
    cr_expect_eq((decision.flags & FR_FLAG_EXPRESSION_ERROR) != 0, c->error_count != 0, "%s", c->what);
  }
}

Test(rules, computed_points_stand_in_the_reason_and_name_the_scam) {
  const bundle_policy policy = {.rules = {{.id = "a", .when = "true", .points = 7, .scam = "x"},
                                          {.id = "b", .when = "true", .scam = "y", .points_source = "3 + 5"}}};
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100000, NOON);
  const fr_decision decision = world_decide(&policy, &transfer);
  cr_assert_eq(decision.reason_count, 2);
  cr_expect_str_eq(decision.reasons[0].rule, "b");
  cr_expect_eq(decision.reasons[0].points, 8);
  cr_expect_str_eq(decision.scam, "y");
}

Test(rules, a_fold_in_points_counts_as_one_that_decides) {
  const bundle_policy policy = {
      .features = {{"sent", "payer.sent.within(duration('1h')).size()"}},
      .rules = {{.id = "a", .when = "true", .points_source = "10 * sent + payer.sent.size()"}}};
  world in = world_open(&policy);
  const fr_transfer first = transfer_of("t1", "alice", "bob", 100, NOON);
  const fr_transfer second = transfer_of("t2", "alice", "bob", 100, NOON + MINUTE);
  cr_assert_eq(world_score(&in, &first), FR_OK);
  cr_expect_eq(in.decision.score, 0);
  cr_assert_eq(world_score(&in, &second), FR_OK);
  cr_expect_eq(in.decision.score, 11);
  world_close(&in);
}

/* ---- thresholds that cannot be decided ---- */

Test(rules, a_threshold_that_cannot_be_decided_does_not_pass_unseen) {
  const bundle_policy unknown = {.rules = {{.id = "a", .when = "true", .points = 35}},
                                 .thresholds = {{"transfer.channel == 'atm'", 30, 60}, {NULL, 40, 80}}};
  fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  const fr_decision without = world_decide(&unknown, &transfer);
  cr_expect_eq(without.outcome, FR_OUTCOME_ALLOW, "what is unknown is no match");
  cr_expect_eq(without.flags, FR_FLAG_INPUTS_UNKNOWN);
  cr_expect_eq(without.unknown_count, 1);
  transfer.channel = FR_CHANNEL_ATM;
  const fr_decision at_atm = world_decide(&unknown, &transfer);
  cr_expect_eq(at_atm.outcome, FR_OUTCOME_WARN);
  cr_expect_eq(at_atm.flags, 0);
  const bundle_policy failing = {.features = {{"zero", "0"}},
                                 .rules = {{.id = "a", .when = "true", .points = 35}},
                                 .thresholds = {{"1 / zero > 0", 30, 60}, {NULL, 40, 80}}};
  const fr_decision failed = world_decide(&failing, &transfer);
  cr_expect_eq(failed.outcome, FR_OUTCOME_ALLOW);
  cr_expect_eq(failed.flags, FR_FLAG_EXPRESSION_ERROR);
  cr_expect_eq(failed.error_count, 1);
}

/* ---- channels ---- */

Test(rules, channels) {
  static const struct {
    const char *channels;
    uint32_t channel;
    int64_t score;
    uint32_t unknown_count;
  } cases[] = {
      {"['atm', 'mobile']", FR_CHANNEL_ATM, 10, 0},      {"['atm', 'mobile']", FR_CHANNEL_MOBILE, 10, 0},
      {"['atm', 'mobile']", FR_CHANNEL_TELLER, 0, 0},    {"['atm', 'mobile']", FR_CHANNEL_OTHER, 0, 0},
      {"['atm', 'mobile']", FR_CHANNEL_UNKNOWN, 100, 1}, {"['other']", FR_CHANNEL_OTHER, 10, 0},
      {"['other']", FR_CHANNEL_UNKNOWN, 100, 1},         {"['teller']", FR_CHANNEL_TELLER, 10, 0},
      {"['quick_pay']", FR_CHANNEL_QUICK_PAY, 10, 0},    {"['online']", FR_CHANNEL_ONLINE, 10, 0},
      {"['online']", FR_CHANNEL_QUICK_PAY, 0, 0},        {NULL, FR_CHANNEL_UNKNOWN, 10, 0},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy policy = {
        .rules = {{.id = "a", .when = "true", .points = 10, .if_unknown_points = 100, .channels = cases[i].channels}}};
    fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
    transfer.channel = cases[i].channel;
    const fr_decision decision = world_decide(&policy, &transfer);
    cr_expect_eq(decision.score, cases[i].score, "%zu: %lld", i, (long long)decision.score);
    cr_expect_eq(decision.unknown_count, cases[i].unknown_count, "%zu", i);
    cr_expect_eq(decision.flags, cases[i].unknown_count != 0 ? FR_FLAG_INPUTS_UNKNOWN : 0, "%zu", i);
  }
}

/* ---- who is there, and what goes along ---- */

Test(rules, most_points_say_whether_the_customer_is_there) {
  const bundle_policy policy = {.rules = {{.id = "absent",
                                           .when = "session.remote_control",
                                           .points = 60,
                                           .victim_present = "false",
                                           .actions = "['step_up', 'freeze_credentials', 'lower_limit']"},
                                          {.id = "present",
                                           .when = "session.on_call",
                                           .points = 70,
                                           .victim_present = "true",
                                           .actions = "['refer', 'step_up']"},
                                          {.id = "neither", .when = "session.screen_shared", .points = 90}}};
  static const struct {
    uint32_t remote_control, on_call, screen_shared, victim_present, actions;
  } cases[] = {
      {FR_NO, FR_NO, FR_NO, FR_UNKNOWN, 0},
      {FR_NO, FR_NO, FR_YES, FR_UNKNOWN, 0},
      {FR_YES, FR_NO, FR_NO, FR_NO, FR_ACTION_STEP_UP | FR_ACTION_FREEZE_CREDENTIALS | FR_ACTION_LOWER_LIMIT},
      {FR_NO, FR_YES, FR_NO, FR_YES, FR_ACTION_REFER | FR_ACTION_STEP_UP},
      {FR_YES, FR_YES, FR_YES, FR_YES,
       FR_ACTION_REFER | FR_ACTION_STEP_UP | FR_ACTION_FREEZE_CREDENTIALS | FR_ACTION_LOWER_LIMIT},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_session session = FR_SESSION_INIT;
    session.remote_control = cases[i].remote_control;
    session.on_call = cases[i].on_call;
    session.screen_shared = cases[i].screen_shared;
    fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
    transfer.session = &session;
    const fr_decision decision = world_decide(&policy, &transfer);
    cr_expect_eq(decision.victim_present, cases[i].victim_present, "%zu: %u", i, decision.victim_present);
    cr_expect_eq(decision.actions, cases[i].actions, "%zu: %u", i, decision.actions);
  }
}

Test(rules, what_is_allowed_takes_no_actions_along) {
  const bundle_policy policy = {
      .rules = {{.id = "weak", .when = "true", .points = 1, .actions = "['notice']"},
                {.id = "strong", .when = "transfer.amount > 5.0", .points = 90, .actions = "['voice_prompt']"}}};
  fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  cr_expect_eq(world_decide(&policy, &transfer).actions, 0);
  transfer.amount_minor = 1000;
  cr_expect_eq(world_decide(&policy, &transfer).actions, FR_ACTION_NOTICE | FR_ACTION_VOICE_PROMPT);
}

/* What is false stays so, whichever channel it was. */
Test(rules, a_false_condition_needs_no_channel) {
  const bundle_policy policy = {
      .rules = {{.id = "a", .when = "transfer.amount > 5.0", .points = 10, .channels = "['atm']"}}};
  fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  cr_expect_eq(world_decide(&policy, &transfer).flags, 0);
  transfer.amount_minor = 1000;
  cr_expect_eq(world_decide(&policy, &transfer).flags, FR_FLAG_INPUTS_UNKNOWN);
}

Test(rules, on_another_channel_nothing_of_a_rule_is_evaluated) {
  const bundle_policy policy = {.features = {{"zero", "0"}},
                                .rules = {{.id = "a", .when = "1 / zero > 0", .channels = "['atm']"},
                                          {.id = "b", .when = "payer.age > 60", .channels = "['atm']"}}};
  fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  transfer.channel = FR_CHANNEL_MOBILE;
  const fr_decision decision = world_decide(&policy, &transfer);
  cr_expect_eq(decision.flags, 0);
  transfer.channel = FR_CHANNEL_ATM;
  const fr_decision at_atm = world_decide(&policy, &transfer);
  cr_expect_eq(at_atm.flags, FR_FLAG_EXPRESSION_ERROR | FR_FLAG_INPUTS_UNKNOWN);
}

/* ---- validity ---- */

Test(rules, validity_is_by_the_time_of_the_transfer) {
  static const struct {
    int64_t from_us, until_us, time_us;
    bool fires;
  } cases[] = {
      {NOON, 0, NOON - 1, false},        {NOON, 0, NOON, true},
      {NOON, 0, NOON + 400 * DAY, true}, {0, NOON, NOON - 400 * DAY, true},
      {0, NOON, NOON - 1, true},         {0, NOON, NOON, false},
      {NOON, NOON + 1, NOON, true},      {NOON, NOON + 1, NOON + 1, false},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy policy = {.rules = {{.id = "a",
                                             .when = "true",
                                             .points = 10,
                                             .valid_from_us = cases[i].from_us,
                                             .valid_until_us = cases[i].until_us}}};
    const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, cases[i].time_us);
    cr_expect_eq(world_decide(&policy, &transfer).score, cases[i].fires ? 10 : 0, "%zu", i);
  }
}

Test(rules, a_rule_that_is_not_valid_is_neither_unknown_nor_failed) {
  const bundle_policy policy = {.rules = {{.id = "a",
                                           .when = "payer.age > 60",
                                           .channels = "['atm']",
                                           .if_unknown_outcome = FR_OUTCOME_HOLD,
                                           .valid_until_us = NOON}}};
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  const fr_decision decision = world_decide(&policy, &transfer);
  cr_expect_eq(decision.flags, 0);
  cr_expect_eq(decision.outcome, FR_OUTCOME_ALLOW);
}
