/* SPDX-License-Identifier: Apache-2.0
 *
 * From points to an outcome, in the order of docs/design.md 12.7. */
#include <criterion/criterion.h>

#include "support/world.h"

/* Scores one transfer of 1,000.00. */
static fr_decision decide(const bundle_policy *policy) {
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100000, NOON);
  return world_decide(policy, &transfer);
}

#define FIRES(name, points_) .id = name, .when = "true", .points = (points_)
#define UNKNOWN_RULE(name) .id = name, .when = "payer.age > 60"

typedef struct outcome_case {
  const char *what;
  bundle_policy policy;
  uint32_t outcome;
  int64_t score;
} outcome_case;

static const outcome_case outcomes[] = {
    {"nothing fires", {.rules = {{.id = "a", .when = "false", .points = 100}}}, FR_OUTCOME_ALLOW, 0},
    {"no rules at all", {.version = 1}, FR_OUTCOME_ALLOW, 0},
    {"below warn", {.rules = {{FIRES("a", 39)}}}, FR_OUTCOME_ALLOW, 39},
    {"warn exactly", {.rules = {{FIRES("a", 40)}}}, FR_OUTCOME_WARN, 40},
    {"below hold", {.rules = {{FIRES("a", 40)}, {FIRES("b", 39)}}}, FR_OUTCOME_WARN, 79},
    {"hold exactly", {.rules = {{FIRES("a", 40)}, {FIRES("b", 40)}}}, FR_OUTCOME_HOLD, 80},
    {"negative points excuse", {.rules = {{FIRES("a", 90)}, {FIRES("b", -51)}}}, FR_OUTCOME_ALLOW, 39},
    {"not below 0", {.rules = {{FIRES("a", -1000)}}}, FR_OUTCOME_ALLOW, 0},
    {"a threshold of 0 would always hold",
     {.rules = {{FIRES("a", -5)}}, .sections = {{"decision", "[{'hold': 0}]"}}},
     FR_OUTCOME_HOLD,
     0},
    {"no warn", {.rules = {{FIRES("a", 79)}}, .thresholds = {{NULL, 0, 80}}}, FR_OUTCOME_ALLOW, 79},
    {"no hold", {.rules = {{FIRES("a", 1000)}}, .thresholds = {{NULL, 40, 0}}}, FR_OUTCOME_WARN, 1000},
    {"first condition that holds",
     {.rules = {{FIRES("a", 10)}},
      .thresholds = {{"transfer.amount > 2000.0", 1, 2}, {"transfer.amount > 500.0", 5, 10}, {NULL, 1, 2}}},
     FR_OUTCOME_HOLD,
     10},
    {"a condition that is unknown does not hold",
     {.rules = {{FIRES("a", 10)}}, .thresholds = {{"payer.age > 60", 1, 2}, {NULL, 10, 20}}},
     FR_OUTCOME_WARN,
     10},
    {"a condition that fails does not hold",
     {.rules = {{FIRES("a", 10)}}, .features = {{"zero", "0"}}, .thresholds = {{"1 / zero > 0", 1, 2}, {NULL, 10, 20}}},
     FR_OUTCOME_WARN,
     10},
    {"at_least raises", {.rules = {{FIRES("a", 0), .at_least = FR_OUTCOME_HOLD}}}, FR_OUTCOME_HOLD, 0},
    {"the highest at_least counts",
     {.rules = {{FIRES("a", 0), .at_least = FR_OUTCOME_HOLD}, {FIRES("b", 0), .at_least = FR_OUTCOME_WARN}}},
     FR_OUTCOME_HOLD,
     0},
    {"at_least does not lower", {.rules = {{FIRES("a", 80), .at_least = FR_OUTCOME_WARN}}}, FR_OUTCOME_HOLD, 80},
    {"at_most lowers", {.rules = {{FIRES("a", 80)}, {FIRES("b", 0), .at_most = FR_OUTCOME_WARN}}}, FR_OUTCOME_WARN, 80},
    {"the lowest at_most counts",
     {.rules = {{FIRES("a", 80)},
                {FIRES("b", 0), .at_most = FR_OUTCOME_ALLOW},
                {FIRES("c", 0), .at_most = FR_OUTCOME_WARN}}},
     FR_OUTCOME_ALLOW,
     80},
    {"at_most does not raise", {.rules = {{FIRES("a", 0), .at_most = FR_OUTCOME_HOLD}}}, FR_OUTCOME_ALLOW, 0},
    {"at_most stands above at_least",
     {.rules = {{FIRES("a", 0), .at_least = FR_OUTCOME_HOLD}, {FIRES("b", 0), .at_most = FR_OUTCOME_ALLOW}}},
     FR_OUTCOME_ALLOW,
     0},
    {"binding stands above at_most",
     {.rules = {{FIRES("a", 0), .at_least = FR_OUTCOME_WARN, .binding = true},
                {FIRES("b", 0), .at_most = FR_OUTCOME_ALLOW}}},
     FR_OUTCOME_WARN,
     0},
    {"a rule that does not fire does nothing",
     {.rules = {{.id = "a", .when = "false", .at_least = FR_OUTCOME_HOLD, .binding = true, .hold_s = 5}}},
     FR_OUTCOME_ALLOW,
     0},
    {"unknown does not fire",
     {.rules = {{UNKNOWN_RULE("a"), .points = 100, .at_least = FR_OUTCOME_HOLD}}},
     FR_OUTCOME_ALLOW,
     0},
    {"unknown with points of its own",
     {.rules = {{UNKNOWN_RULE("a"), .points = 100, .if_unknown_points = 41}}},
     FR_OUTCOME_WARN,
     41},
    {"unknown with an outcome of its own",
     {.rules = {{UNKNOWN_RULE("a"), .if_unknown_outcome = FR_OUTCOME_HOLD}}},
     FR_OUTCOME_HOLD,
     0},
    {"an unknown outcome is lowered like at_least",
     {.rules = {{UNKNOWN_RULE("a"), .if_unknown_outcome = FR_OUTCOME_HOLD},
                {FIRES("b", 0), .at_most = FR_OUTCOME_WARN}}},
     FR_OUTCOME_WARN,
     0},
    {"if_unknown says nothing about a known value",
     {.rules = {{FIRES("a", 1), .if_unknown_points = 100, .if_unknown_outcome = FR_OUTCOME_HOLD}}},
     FR_OUTCOME_ALLOW,
     1},
};

Test(decide, outcome_and_score) {
  for (size_t i = 0; i < FR_COUNT(outcomes); i++) {
    const fr_decision decision = decide(&outcomes[i].policy);
    cr_expect_eq(decision.outcome, outcomes[i].outcome, "%s: %u", outcomes[i].what, decision.outcome);
    cr_expect_eq(decision.score, outcomes[i].score, "%s: %lld", outcomes[i].what, (long long)decision.score);
  }
}

Test(decide, names_its_policy) {
  const bundle_policy policy = {.name = "retail-cn", .version = 7, .rules = {{FIRES("a", 1)}}};
  const fr_decision decision = decide(&policy);
  cr_expect_str_eq(decision.policy_name, "retail-cn");
  cr_expect_eq(decision.policy_version, 7);
  bundle made = bundle_of(&policy);
  cr_expect_arr_eq(decision.policy_digest, made.data + made.size - 32, 32);
  bundle_free(&made);
  cr_expect_eq(decision.struct_size, sizeof decision);
}

Test(decide, reasons_stand_by_points_then_in_the_order_of_the_policy) {
  const bundle_policy policy = {
      .rules = {
          {FIRES("a", 5)}, {FIRES("b", 10)}, {FIRES("c", -3)}, {FIRES("d", 10)}, {FIRES("e", 5)}, {FIRES("f", 0)}}};
  static const struct {
    const char *rule;
    int32_t points;
    uint32_t index;
  } expected[] = {{"b", 10, 1}, {"d", 10, 3}, {"a", 5, 0}, {"e", 5, 4}, {"f", 0, 5}, {"c", -3, 2}};
  const fr_decision decision = decide(&policy);
  cr_assert_eq(decision.reason_count, 6);
  cr_expect_eq(decision.reasons_total, 6);
  for (size_t i = 0; i < 6; i++) {
    cr_expect_str_eq(decision.reasons[i].rule, expected[i].rule);
    cr_expect_eq(decision.reasons[i].points, expected[i].points);
    cr_expect_eq(decision.reasons[i].rule_index, expected[i].index);
  }
}

Test(decide, sixteen_reasons_are_kept_and_all_are_counted) {
  static char names[40][16];
  bundle_policy policy = {.version = 1};
  for (uint32_t i = 0; i < 40; i++) {
    snprintf(names[i], sizeof names[i], "r%u", i);
    policy.rules[i] = (bundle_rule){.id = names[i], .when = "true", .points = (int32_t)(i % 20)};
  }
  const fr_decision decision = decide(&policy);
  cr_expect_eq(decision.reason_count, 16);
  cr_expect_eq(decision.reasons_total, 40);
  for (uint32_t i = 0; i < 16; i++) {
    const uint32_t index = 19 - i / 2 + (i % 2) * 20; /* 19, 39, 18, 38 … */
    cr_expect_eq(decision.reasons[i].points, (int32_t)(19 - i / 2));
    cr_expect_eq(decision.reasons[i].rule_index, index, "%u: %u", i, decision.reasons[i].rule_index);
    cr_expect_str_eq(decision.reasons[i].rule, names[index]);
  }
  cr_expect_eq(decision.score, 2 * 190);
}

Test(decide, points_of_4096_rules_add_up) {
  enum { COUNT = FR_MAX_RULES };
  static char names[COUNT][16], scams[COUNT][16];
  bundle_rule *rules = calloc(COUNT, sizeof *rules);
  for (uint32_t i = 0; i < COUNT; i++) {
    snprintf(names[i], sizeof names[i], "r%u", i);
    snprintf(scams[i], sizeof scams[i], "s%u", i);
    rules[i] = (bundle_rule){.id = names[i], .when = "true", .points = 1000000, .scam = scams[i]};
  }
  rules[COUNT - 1].scam = "s17";
  const bundle_policy policy = {.more_rules = rules, .more_rule_count = COUNT};
  const fr_decision decision = decide(&policy);
  cr_expect_eq(decision.score, INT64_C(4096000000), "more than 32 bits hold");
  cr_expect_eq(decision.reasons_total, COUNT);
  cr_expect_str_eq(decision.scam, "s17", "of more than 64 scam types");
  cr_expect_eq(decision.scam_index, 17);
  free(rules);
}

typedef struct scam_case {
  const char *what;
  bundle_policy policy;
  const char *scam;
  int32_t index;
} scam_case;

static const scam_case scams[] = {
    {"none is named", {.rules = {{FIRES("a", 50)}}}, "", -1},
    {"the most points", {.rules = {{FIRES("a", 5), .scam = "x"}, {FIRES("b", 6), .scam = "y"}}}, "y", 1},
    {"points of one scam add up",
     {.rules = {{FIRES("a", 5), .scam = "x"}, {FIRES("b", 6), .scam = "y"}, {FIRES("c", 2), .scam = "x"}}},
     "x",
     0},
    {"a tie goes to the first declared",
     {.rules = {{FIRES("a", 5), .scam = "x"}, {FIRES("b", 5), .scam = "y"}}},
     "x",
     0},
    {"points of 0 name none", {.rules = {{FIRES("a", 0), .scam = "x"}}}, "", -1},
    {"negative sums name none", {.rules = {{FIRES("a", 5), .scam = "x"}, {FIRES("b", -6), .scam = "x"}}}, "", -1},
    {"what did not fire does not count",
     {.rules = {{.id = "a", .when = "false", .points = 50, .scam = "x"}, {FIRES("b", 1), .scam = "y"}}},
     "y",
     1},
    {"if_unknown's points count",
     {.rules = {{UNKNOWN_RULE("a"), .points = 1, .if_unknown_points = 4, .scam = "x"}}},
     "x",
     0},
};

Test(decide, likely_scam) {
  for (size_t i = 0; i < FR_COUNT(scams); i++) {
    const fr_decision decision = decide(&scams[i].policy);
    cr_expect_str_eq(decision.scam, scams[i].scam, "%s", scams[i].what);
    cr_expect_eq(decision.scam_index, scams[i].index, "%s: %d", scams[i].what, decision.scam_index);
  }
}

Test(decide, advice_alone_declares_a_scam_too) {
  const bundle_policy policy = {.advice = "{'lottery': {}}", .rules = {{FIRES("a", 5), .scam = "x"}}};
  const fr_decision decision = decide(&policy);
  cr_expect_str_eq(decision.scam, "x");
}

typedef struct hold_case {
  const char *what;
  bundle_policy policy;
  uint32_t channel;
  int64_t until_s; /* after the transfer; 0: nothing is held */
} hold_case;

#define HOLDS_BY_CHANNEL .hold = {{"default", 600}, {"teller", 60}, {"quick_pay", 7}}
static const hold_case holds[] = {
    {"the default", {.rules = {{FIRES("a", 80)}}, HOLDS_BY_CHANNEL}, FR_CHANNEL_ATM, 600},
    {"no channel is known", {.rules = {{FIRES("a", 80)}}, HOLDS_BY_CHANNEL}, FR_CHANNEL_UNKNOWN, 600},
    {"the channel's", {.rules = {{FIRES("a", 80)}}, HOLDS_BY_CHANNEL}, FR_CHANNEL_TELLER, 60},
    {"another channel's", {.rules = {{FIRES("a", 80)}}, HOLDS_BY_CHANNEL}, FR_CHANNEL_QUICK_PAY, 7},
    {"the rule's", {.rules = {{FIRES("a", 80), .hold_s = 5}}, HOLDS_BY_CHANNEL}, FR_CHANNEL_TELLER, 5},
    {"the longest of the rules'",
     {.rules = {{FIRES("a", 80), .hold_s = 5}, {FIRES("b", 0), .hold_s = 9}, {FIRES("c", 0), .hold_s = 8}},
      HOLDS_BY_CHANNEL},
     FR_CHANNEL_TELLER,
     9},
    {"a rule that does not fire",
     {.rules = {{FIRES("a", 80)}, {.id = "b", .when = "false", .hold_s = 9}}, HOLDS_BY_CHANNEL},
     FR_CHANNEL_TELLER,
     60},
    {"a warning", {.rules = {{FIRES("a", 40), .hold_s = 5}}, HOLDS_BY_CHANNEL}, FR_CHANNEL_TELLER, 0},
    {"an allow", {.rules = {{FIRES("a", 1), .hold_s = 5}}, HOLDS_BY_CHANNEL}, FR_CHANNEL_TELLER, 0},
};

Test(decide, hold_until) {
  for (size_t i = 0; i < FR_COUNT(holds); i++) {
    fr_transfer transfer = transfer_of("t1", "alice", "bob", 1, NOON);
    transfer.channel = holds[i].channel;
    const fr_decision decision = world_decide(&holds[i].policy, &transfer);
    const int64_t expected = holds[i].until_s == 0 ? 0 : NOON + holds[i].until_s * SECOND;
    cr_expect_eq(decision.hold_until_us, expected, "%s: %lld", holds[i].what, (long long)decision.hold_until_us);
  }
}

typedef struct delay_case {
  const char *what;
  bundle_policy policy;
  uint32_t outcome;
  bool delayed;
} delay_case;

#define WAITS(name) FIRES(name, 0), .at_least = FR_OUTCOME_HOLD, .delay = true
#define DOUBTS(name) FIRES(name, 0), .at_least = FR_OUTCOME_HOLD
static const delay_case delays[] = {
    {"a waiting period alone", {.rules = {{WAITS("a")}}}, FR_OUTCOME_HOLD, true},
    {"one that nothing lowers", {.rules = {{WAITS("a"), .binding = true}}}, FR_OUTCOME_HOLD, true},
    {"two of them", {.rules = {{WAITS("a")}, {WAITS("b"), .binding = true}}}, FR_OUTCOME_HOLD, true},
    {"beside what would warn", {.rules = {{WAITS("a")}, {FIRES("b", 40)}}}, FR_OUTCOME_HOLD, true},
    {"beside what would hold", {.rules = {{WAITS("a")}, {FIRES("b", 80)}}}, FR_OUTCOME_HOLD, false},
    {"its own points are doubt as well",
     {.rules = {{FIRES("a", 80), .at_least = FR_OUTCOME_HOLD, .delay = true}}},
     FR_OUTCOME_HOLD,
     false},
    {"beside a rule that holds", {.rules = {{WAITS("a")}, {DOUBTS("b")}}}, FR_OUTCOME_HOLD, false},
    {"the other way round", {.rules = {{DOUBTS("a")}, {WAITS("b"), .binding = true}}}, FR_OUTCOME_HOLD, false},
    {"beside a binding rule that holds",
     {.rules = {{WAITS("a")}, {DOUBTS("b"), .binding = true}}},
     FR_OUTCOME_HOLD,
     false},
    {"beside a binding rule that warns",
     {.rules = {{WAITS("a")}, {FIRES("b", 0), .at_least = FR_OUTCOME_WARN, .binding = true}}},
     FR_OUTCOME_HOLD,
     true},
    {"a protective rule lowers the doubt and leaves the binding delay",
     {.rules = {{WAITS("a"), .binding = true}, {FIRES("b", 80)}, {FIRES("c", 0), .at_most = FR_OUTCOME_WARN}}},
     FR_OUTCOME_HOLD,
     true},
    {"a protective rule lowers a delay that is not binding",
     {.rules = {{WAITS("a")}, {FIRES("b", 0), .at_most = FR_OUTCOME_WARN}}},
     FR_OUTCOME_WARN,
     false},
    {"a rule that does not know and doubts then",
     {.rules = {{WAITS("a")}, {UNKNOWN_RULE("b"), .if_unknown_outcome = FR_OUTCOME_HOLD}}},
     FR_OUTCOME_HOLD,
     false},
    {"a delay that does not know whether it applies",
     {.rules = {{UNKNOWN_RULE("a"), .at_least = FR_OUTCOME_HOLD, .if_unknown_outcome = FR_OUTCOME_HOLD,
                 .delay = true}}},
     FR_OUTCOME_HOLD,
     true},
    {"a delay that does not fire",
     {.rules = {{.id = "a", .when = "false", .at_least = FR_OUTCOME_HOLD, .delay = true}, {DOUBTS("b")}}},
     FR_OUTCOME_HOLD,
     false},
    {"a hold without any delay", {.rules = {{FIRES("a", 80)}}}, FR_OUTCOME_HOLD, false},
    {"a warning", {.rules = {{FIRES("a", 40)}}}, FR_OUTCOME_WARN, false},
};

Test(decide, a_hold_says_whether_it_is_a_waiting_period_only) {
  for (size_t i = 0; i < FR_COUNT(delays); i++) {
    const fr_decision decision = decide(&delays[i].policy);
    cr_expect_eq(decision.outcome, delays[i].outcome, "%s: %u", delays[i].what, decision.outcome);
    cr_expect_eq((decision.flags & FR_FLAG_DELAYED) != 0, delays[i].delayed, "%s", delays[i].what);
  }
}

/* Trust stands above doubt and not above the law: what is left of the hold is the waiting period. */
Test(decide, trust_leaves_a_binding_delay_only) {
  static const struct {
    bool binding;
    uint32_t outcome, flags;
  } cases[] = {{true, FR_OUTCOME_HOLD, FR_FLAG_DELAYED}, {false, FR_OUTCOME_ALLOW, FR_FLAG_TRUSTED}};
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy policy = {.rules = {{WAITS("a"), .binding = cases[i].binding}, {FIRES("b", 80)}}};
    world in = world_open(&policy);
    fr_event trust = FR_EVENT_INIT;
    trust.kind = FR_EVENT_TRUSTED;
    trust.time_us = NOON;
    trust.payer = fr_text_of("alice");
    trust.payee = fr_text_of("bob");
    trust.amount_minor = 1000;
    cr_assert_eq(world_observe(&in, &trust), FR_OK);
    const fr_transfer transfer = transfer_of("t1", "alice", "bob", 1000, NOON),
                      above = transfer_of("t2", "alice", "bob", 1001, NOON);
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
    cr_expect_eq(in.decision.outcome, cases[i].outcome);
    cr_expect_eq(in.decision.flags, cases[i].flags);
    cr_assert_eq(world_score(&in, &above), FR_OK);
    cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
    cr_expect_eq(in.decision.flags, 0, "above the cap the score is doubt");
    world_close(&in);
  }
}

typedef struct flag_case {
  const char *what;
  bundle_policy policy;
  uint32_t flags, unknown_count, error_count;
} flag_case;

#define ONE_RULE(condition) .rules = {{.id = "a", .when = condition, .points = 1}}
static const flag_case flags[] = {
    {"nothing to say", {ONE_RULE("true")}, 0, 0, 0},
    {"an unknown value", {ONE_RULE("payer.age > 3")}, FR_FLAG_INPUTS_UNKNOWN, 1, 0},
    {"false absorbs the unknown", {ONE_RULE("payer.age > 3 && false")}, 0, 0, 0},
    {"an unknown feature", {.features = {{"f", "payer.age + 1"}}, ONE_RULE("f > 3")}, FR_FLAG_INPUTS_UNKNOWN, 1, 0},
    {"an int divided by zero in a rule",
     {.features = {{"zero", "0"}}, ONE_RULE("1 / zero == 1")},
     FR_FLAG_EXPRESSION_ERROR,
     0,
     1},
    {"true absorbs the error", {.features = {{"zero", "0"}}, ONE_RULE("true || 1 / zero == 1")}, 0, 0, 0},
    {"in a feature it becomes unknown",
     {.features = {{"zero", "0"}, {"f", "1 / zero"}}, ONE_RULE("f == 1")},
     FR_FLAG_EXPRESSION_ERROR | FR_FLAG_INPUTS_UNKNOWN,
     1,
     1},
    {"a double divided by zero becomes unknown",
     {.features = {{"none", "transfer.amount - 1000.0"}, {"f", "1.0 / none"}}, ONE_RULE("f > 1.0")},
     FR_FLAG_EXPRESSION_ERROR | FR_FLAG_INPUTS_UNKNOWN,
     1,
     1},
    {"so does what is no number",
     {.features = {{"none", "transfer.amount - 1000.0"}, {"f", "none / none"}}, ONE_RULE("f > 1.0")},
     FR_FLAG_EXPRESSION_ERROR | FR_FLAG_INPUTS_UNKNOWN,
     1,
     1},
    {"inside one expression infinity is a number",
     {.features = {{"none", "transfer.amount - 1000.0"}}, ONE_RULE("1.0 / none > 1.0")},
     0,
     0,
     0},
    {"a feature that nobody needs is not evaluated",
     {.features = {{"zero", "0"}, {"f", "1 / zero"}}, ONE_RULE("true")},
     0,
     0,
     0},
    {"a feature counts once however many need it",
     {.features = {{"zero", "0"}, {"f", "1 / zero"}},
      .rules = {{.id = "a", .when = "f == 1"}, {.id = "b", .when = "f == 2"}}},
     FR_FLAG_EXPRESSION_ERROR | FR_FLAG_INPUTS_UNKNOWN,
     2,
     1},
    {"a string of more than 64 bytes is no feature",
     {.features = {{"f", "'0123456789012345678901234567890123456789012345678901234567890123' + transfer.currency"}},
      ONE_RULE("f == ''")},
     FR_FLAG_EXPRESSION_ERROR | FR_FLAG_INPUTS_UNKNOWN,
     1,
     1},
    {"the smallest of nothing",
     {.features = {{"f", "payer.sent.map(t, t.amount).min()"}}, ONE_RULE("f > 1.0")},
     FR_FLAG_EXPRESSION_ERROR | FR_FLAG_INPUTS_UNKNOWN,
     1,
     1},
};

Test(decide, flags_and_counts) {
  for (size_t i = 0; i < FR_COUNT(flags); i++) {
    const fr_decision decision = decide(&flags[i].policy);
    cr_expect_eq(decision.flags, flags[i].flags, "%s: %u", flags[i].what, decision.flags);
    cr_expect_eq(decision.unknown_count, flags[i].unknown_count, "%s: %u", flags[i].what, decision.unknown_count);
    cr_expect_eq(decision.error_count, flags[i].error_count, "%s: %u", flags[i].what, decision.error_count);
  }
}

Test(decide, a_damaged_remark_is_flagged) {
  const bundle_policy policy = {ONE_RULE("transfer.remark == 'a?'")};
  fr_transfer transfer = transfer_of("t1", "alice", "bob", 1, NOON);
  transfer.remark = fr_text_of("a\xff");
  const fr_decision decision = world_decide(&policy, &transfer);
  cr_expect_eq(decision.flags, FR_FLAG_TEXT_DAMAGED);
  cr_expect_eq(decision.score, 1, "the rule reads the repaired text");
}

Test(decide, strings_of_features_outlive_the_expression_that_made_them) {
  const bundle_policy policy = {
      .features = {{"a", "transfer.currency + '-a'"}, {"b", "transfer.currency + '-b'"}, {"c", "a + b"}},
      ONE_RULE("a == 'CNY-a' && b == 'CNY-b' && c == 'CNY-aCNY-b' && transfer.currency + a != c")};
  cr_expect_eq(decide(&policy).score, 1);
}

/* ---- trust ---- */

typedef struct trust_case {
  const char *what;
  int64_t cap_minor, until_us;
  int64_t amount_minor, time_us;
  uint32_t binding; /* the outcome below which nothing may go; 0: none */
  uint32_t outcome;
  bool trusted;
} trust_case;

static const trust_case trusts[] = {
    {"below the cap", 5000, 0, 4999, NOON + HOUR, 0, FR_OUTCOME_ALLOW, true},
    {"at the cap", 5000, 0, 5000, NOON + HOUR, 0, FR_OUTCOME_ALLOW, true},
    {"above the cap", 5000, 0, 5001, NOON + HOUR, 0, FR_OUTCOME_HOLD, false},
    {"a cap of nothing", 0, 0, 1, NOON + HOUR, 0, FR_OUTCOME_HOLD, false},
    {"before it ends", 5000, NOON + 2 * HOUR, 5000, NOON + 2 * HOUR - 1, 0, FR_OUTCOME_ALLOW, true},
    {"when it ends", 5000, NOON + 2 * HOUR, 5000, NOON + 2 * HOUR, 0, FR_OUTCOME_HOLD, false},
    {"binding stands above trust", 5000, 0, 1, NOON + HOUR, FR_OUTCOME_HOLD, FR_OUTCOME_HOLD, false},
    {"binding stands halfway", 5000, 0, 1, NOON + HOUR, FR_OUTCOME_WARN, FR_OUTCOME_WARN, true},
    {"binding that says nothing", 5000, 0, 1, NOON + HOUR, FR_OUTCOME_ALLOW, FR_OUTCOME_ALLOW, true},
};

Test(decide, trust) {
  for (size_t i = 0; i < FR_COUNT(trusts); i++) {
    const trust_case *c = &trusts[i];
    const bundle_policy policy = {
        .rules = {{FIRES("a", 80)},
                  {.id = "b", .when = c->binding != 0 ? "true" : "false", .binding = true, .at_least = c->binding}}};
    world in = world_open(&policy);
    fr_event trust = FR_EVENT_INIT;
    trust.kind = FR_EVENT_TRUSTED;
    trust.time_us = NOON;
    trust.payer = fr_text_of("alice");
    trust.payee = fr_text_of("bob");
    trust.amount_minor = c->cap_minor;
    trust.until_us = c->until_us;
    cr_assert_eq(world_observe(&in, &trust), FR_OK);
    const fr_transfer transfer = transfer_of("t1", "alice", "bob", c->amount_minor, c->time_us);
    const fr_transfer other = transfer_of("t2", "alice", "carol", c->amount_minor, c->time_us);
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
    cr_expect_eq(in.decision.outcome, c->outcome, "%s: %u", c->what, in.decision.outcome);
    cr_expect_eq((in.decision.flags & FR_FLAG_TRUSTED) != 0, c->trusted, "%s", c->what);
    cr_expect_eq(in.decision.score, 80, "%s: trust changes no points", c->what);
    cr_assert_eq(world_score(&in, &other), FR_OK);
    cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD, "%s: trust is for this payee only", c->what);
    world_close(&in);
  }
}

Test(decide, trust_that_lowers_nothing_is_not_flagged) {
  const bundle_policy policy = {.rules = {{FIRES("a", 1)}}};
  world in = world_open(&policy);
  fr_event trust = FR_EVENT_INIT;
  trust.kind = FR_EVENT_TRUSTED;
  trust.time_us = NOON;
  trust.payer = fr_text_of("alice");
  trust.payee = fr_text_of("bob");
  trust.amount_minor = 1000000;
  cr_assert_eq(world_observe(&in, &trust), FR_OK);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 1, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_eq(in.decision.flags, 0);
  world_close(&in);
}

/* ---- identity ---- */

Test(decide, equal_inputs_have_one_id_and_others_another) {
  const bundle_policy policy = {.rules = {{FIRES("a", 1)}}}, other_policy = {.rules = {{FIRES("a", 2)}}};
  const fr_transfer base = transfer_of("t1", "alice", "bob", 100, NOON);
  const fr_decision first = world_decide(&policy, &base);
  const fr_decision again = world_decide(&policy, &base);
  cr_expect_arr_eq(&first, &again, sizeof first, "the whole decision is the same bytes");
  const fr_transfer others[] = {
      transfer_of("t2", "alice", "bob", 100, NOON), transfer_of("t1", "alicf", "bob", 100, NOON),
      transfer_of("t1", "alice", "bob", 101, NOON), transfer_of("t1", "alice", "bob", 100, NOON + 1),
      transfer_of("t1a", "lice", "bob", 100, NOON),
  };
  for (size_t i = 0; i < FR_COUNT(others); i++) {
    const fr_decision other = world_decide(&policy, &others[i]);
    cr_expect_neq(memcmp(other.decision_id, first.decision_id, 16), 0, "%zu", i);
  }
  const fr_decision under_other = world_decide(&other_policy, &base);
  cr_expect_neq(memcmp(under_other.decision_id, first.decision_id, 16), 0, "another policy");
}

/* ---- when there is no decision to be had ---- */

Test(decide, degraded_by_channel) {
  const bundle_policy policy = {
      .rules = {{FIRES("a", 1)}},
      .on_error = {{"default", FR_OUTCOME_ALLOW}, {"atm", FR_OUTCOME_HOLD}, {"online", FR_OUTCOME_WARN}},
      .hold = {{"default", 100}, {"atm", 10}},
  };
  static const struct {
    uint32_t channel, outcome;
    int64_t hold_s;
  } channels[] = {
      {FR_CHANNEL_UNKNOWN, FR_OUTCOME_ALLOW, 0}, {FR_CHANNEL_TELLER, FR_OUTCOME_ALLOW, 0},
      {FR_CHANNEL_ATM, FR_OUTCOME_HOLD, 10},     {FR_CHANNEL_ONLINE, FR_OUTCOME_WARN, 0},
      {FR_CHANNEL_OTHER, FR_OUTCOME_ALLOW, 0},   {FR_CHANNEL_OTHER + 1, FR_OUTCOME_ALLOW, 0},
  };
  world in = world_open(&policy);
  for (size_t i = 0; i < FR_COUNT(channels); i++) {
    fr_transfer transfer = transfer_of("t1", "alice", "alice", 100, NOON);
    transfer.channel = channels[i].channel;
    memset(&in.decision.outcome, 0xA5, sizeof in.decision - sizeof in.decision.struct_size);
    cr_assert_lt(world_score(&in, &transfer), 0);
    cr_expect_eq(in.decision.outcome, channels[i].outcome, "channel %u", channels[i].channel);
    cr_expect_eq(in.decision.flags, FR_FLAG_DEGRADED);
    cr_expect_eq(in.decision.hold_until_us, channels[i].hold_s == 0 ? 0 : NOON + channels[i].hold_s * SECOND);
    cr_expect_eq(in.decision.score, 0);
    cr_expect_eq(in.decision.reason_count, 0);
    cr_expect_eq(in.decision.scam_index, -1);
    cr_expect_str_eq(in.decision.policy_name, "test");
  }
  fr_transfer late = transfer_of("t1", "alice", "bob", 100, FR_MAX_TIME_US);
  late.channel = FR_CHANNEL_ATM;
  cr_assert_eq(world_score(&in, &late), FR_BAD_TIME);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.hold_until_us, 0, "no time to count from");
  cr_assert_eq(world_score(&in, NULL), FR_NULL_POINTER);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_ALLOW);
  world_close(&in);
}

Test(decide, without_a_policy_a_degraded_decision_warns) {
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  fr_decision decision = FR_DECISION_INIT;
  cr_expect_eq(fr_score(NULL, &transfer, &decision), FR_NULL_POINTER);
  cr_expect_eq(decision.outcome, FR_OUTCOME_WARN);
  cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
  cr_expect_eq(fr_preview(NULL, NULL, &decision), FR_NULL_POINTER);
  cr_expect_eq(decision.outcome, FR_OUTCOME_WARN);
}
