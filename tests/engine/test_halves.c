/* SPDX-License-Identifier: Apache-2.0
 *
 * Fold here, decide there: equal to fr_score(), and safe with whatever comes over a network. */
#include <criterion/criterion.h>

#include "support/world.h"

static const bundle_policy rich = {
    .attributes = "[['risk', 3]]",
    .features = {{"first", "pair.first_time"},
                 {"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"payers", "payee.received.map(t, t.payer).distinct().size()"},
                 {"called", "customer.contacts.exists(c, c.caller == 'overseas')"},
                 {"speed", "payer.sent.map(t, t.speed).last()"},
                 {"largest", "payer.sent.map(t, t.amount).max()"},
                 {"risky", "attributes.risk * 2.0"},
                 {"count", "payer.sent.size()"}},
    .rules = {{.id = "first", .when = "first", .points = 10, .scam = "x"},
              {.id = "sent", .when = "sent > 100.0", .points = 20},
              {.id = "payers", .when = "payers > 1", .points = 40},
              {.id = "called", .when = "called", .points = 5, .scam = "y"},
              {.id = "speed", .when = "speed == 'real_time'", .points = 7},
              {.id = "risky", .when = "risky > 1.0", .points = 1}},
};
enum { RICH_FEATURES = 8 };

static world in;
static unsigned char bytes[4096];
static fr_folds folds;

static void set_up(void) {
  in = world_open(&rich);
  cr_assert_not_null(in.context);
  folds = (fr_folds)FR_FOLDS_INIT;
  folds.data = bytes;
  folds.capacity = sizeof bytes;
}
static void tear_down(void) { world_close(&in); }
TestSuite(halves, .init = set_up, .fini = tear_down);

/* The n-th transfer of a made-up morning; its attribute lives as long as the process. */
static fr_transfer nth(uint32_t n) {
  static char ids[64][16], payers[64][16], payees[64][16];
  static fr_attribute risk;
  risk = (fr_attribute){.name = {"risk", 4, 0}, .type = FR_TYPE_DOUBLE, .number = 0.75};
  snprintf(ids[n], 16, "t%u", n);
  snprintf(payers[n], 16, "p%u", n % 3);
  snprintf(payees[n], 16, "q%u", n * n % 5);
  fr_transfer made = transfer_of(ids[n], payers[n], payees[n], 1000 * (int64_t)n, NOON + n * HOUR);
  made.speed = n % 4;
  if (n % 2 == 0) {
    made.attributes = &risk;
    made.attribute_count = 1;
  }
  return made;
}

static void expect_same(const fr_decision *a, const fr_decision *b, uint32_t n) {
  cr_expect_arr_eq(a, b, sizeof *a, "transfer %u", n);
}

Test(halves, in_one_piece_or_in_parts_equal_a_score) {
  world one = world_open(&rich), three = world_open(&rich);
  fr_event called = FR_EVENT_INIT;
  called.kind = FR_EVENT_CONTACT;
  called.time_us = NOON;
  called.party = fr_text_of("p1");
  called.caller = FR_CALLER_OVERSEAS;
  cr_assert_eq(world_observe(&in, &called), FR_OK);
  cr_assert_eq(world_observe(&one, &called), FR_OK);
  cr_assert_eq(world_observe(&three, &called), FR_OK);
  for (uint32_t n = 1; n < 60; n++) {
    const fr_transfer transfer = nth(n);
    fr_decision whole = FR_DECISION_INIT, joined = FR_DECISION_INIT, parts = FR_DECISION_INIT;
    cr_assert_eq(fr_score(in.context, &transfer, &whole), FR_OK);
    folds.size = 0;
    cr_assert_eq(fr_fold(one.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
    cr_assert_eq(fr_decide(one.policy, &transfer, &folds, &joined, NULL), FR_OK);
    expect_same(&joined, &whole, n);
    folds.size = 0;
    cr_assert_eq(fr_fold(three.context, &transfer, FR_SIDE_PAYEE | FR_SIDE_PAYEE_CUSTOMER, &folds), FR_OK);
    cr_assert_eq(fr_fold(three.context, &transfer, FR_SIDE_PAYER, &folds), FR_OK);
    cr_assert_eq(fr_fold(three.context, &transfer, FR_SIDE_CUSTOMER, &folds), FR_OK);
    cr_assert_eq(fr_decide(in.policy, &transfer, &folds, &parts, NULL), FR_OK);
    expect_same(&parts, &whole, n);
  }
  world_close(&one);
  world_close(&three);
}

Test(halves, a_repeat_is_told_by_every_block) {
  const fr_transfer transfer = nth(7);
  fr_decision decision = FR_DECISION_INIT;
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
  folds.size = 0;
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
  cr_assert_eq(fr_decide(in.policy, &transfer, &folds, &decision, NULL), FR_OK);
  cr_expect_eq(decision.flags & FR_FLAG_REPEATED, FR_FLAG_REPEATED);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.scored, 1);
  cr_expect_eq(stats.repeated, 1);
}

Test(halves, blocks_begin_as_documented) {
  const fr_transfer transfer = nth(7);
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_PAYER, &folds), FR_OK);
  cr_expect_arr_eq(bytes, "FRB1", 4);
  cr_expect_eq(bytes[4], FR_SIDE_PAYER);
  cr_expect_eq(bytes[5], 0);
  cr_expect_eq(bytes[6] + 256 * bytes[7], 6, "first_time, the trust, four folds");
  cr_expect_neq(bytes[8], 0, "the party's sequence number");
  fr_policy_info info = FR_POLICY_INFO_INIT;
  cr_assert_eq(fr_policy_describe(in.policy, &info), FR_OK);
  cr_expect_arr_eq(bytes + 16, info.digest, 32);
  cr_expect_leq(folds.size, fr_folds_capacity(in.policy));
  cr_expect_eq(fr_folds_capacity(NULL), 0);
}

/* ---- whose blocks they are ---- */

Test(halves, folds_are_of_one_transfer) {
  const fr_transfer one = nth(7);
  cr_assert_eq(fr_fold(in.context, &one, FR_SIDE_ALL, &folds), FR_OK);
  for (int changed = 0; changed < 6; changed++) {
    fr_transfer other = one;
    fr_decision decision = FR_DECISION_INIT;
    fr_error error = FR_ERROR_INIT;
    if (changed == 0) other.id = fr_text_of("t8");
    if (changed == 1) other.payer = fr_text_of("p2");
    if (changed == 2) other.payee = fr_text_of("p2");
    if (changed == 3) other.amount_minor++;
    if (changed == 4) other.time_us++;
    if (changed == 5) other.remark = fr_text_of("the rent"); /* may come later: no history depends on it */
    const fr_status expected = changed == 5 ? FR_OK : FR_BAD_FOLDS;
    cr_expect_eq(fr_decide(in.policy, &other, &folds, &decision, &error), expected, "%d", changed);
    if (expected == FR_OK) continue;
    cr_expect_str_eq(error.message, "the folds were made for another transfer (id, time, party, amount)");
    cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
  }
}

/* A context belongs to its engine, and there is no call that takes a context and an engine. What can be mixed up are
 * the blocks: engines with one secret are nodes of one bank, engines with two are strangers. */
Test(halves, blocks_of_another_engine) {
  fr_engine_options options = world_options();
  world node = world_open_with(&options, &rich);
  options.secret_key[0] ^= 1;
  world stranger = world_open_with(&options, &rich);
  const fr_transfer transfer = nth(7);
  for (int strange = 0; strange < 2; strange++) {
    fr_decision decision = FR_DECISION_INIT;
    fr_error error = FR_ERROR_INIT;
    folds.size = 0;
    cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_PAYER, &folds), FR_OK);
    fr_context *other = strange ? stranger.context : node.context;
    cr_assert_eq(fr_fold(other, &transfer, FR_SIDE_CUSTOMER | FR_SIDE_PAYEE, &folds), FR_OK);
    cr_expect_eq(fr_decide(in.policy, &transfer, &folds, &decision, &error), strange ? FR_BAD_FOLDS : FR_OK);
    if (strange) cr_expect_str_eq(error.message, "the folds come from engines with different secret keys");
  }
  world_close(&node);
  world_close(&stranger);
}

/* Two engines in one process share nothing. */
Test(halves, engines_stay_apart) {
  world other = world_open(&rich);
  const fr_transfer transfer = nth(7);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_assert_eq(world_score(&other, &transfer), FR_OK);
  cr_expect_eq(other.decision.flags & FR_FLAG_REPEATED, 0, "it was seen by the other engine only");
  fr_transfer bad = transfer;
  bad.amount_minor = -1;
  cr_expect_eq(world_score(&in, &bad), FR_BAD_AMOUNT);
  cr_expect_eq(fr_context_error(other.context)->status, FR_OK);
  world_close(&other);
}

/* ---- what fr_fold refuses ---- */

Test(halves, arguments_of_fold) {
  const fr_transfer transfer = nth(7);
  const fr_error *error = fr_context_error(in.context);
  cr_expect_eq(fr_fold(NULL, &transfer, FR_SIDE_ALL, &folds), FR_NULL_POINTER);
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, NULL), FR_NULL_POINTER);
  cr_expect_str_eq(error->message, "folds is a null pointer");
  cr_expect_eq(fr_fold(in.context, NULL, FR_SIDE_ALL, &folds), FR_NULL_POINTER);
  cr_expect_str_eq(error->message, "the transfer is a null pointer");
  cr_expect_eq(fr_fold(in.context, &transfer, 0, &folds), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error->message, "sides is 0; it is a mask of FR_SIDE_…");
  cr_expect_eq(fr_fold(in.context, &transfer, 16, &folds), FR_BAD_ARGUMENT);
  folds.struct_size--;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_STRUCT_SIZE);
  folds.struct_size++;
  folds.data = NULL;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_NULL_POINTER);
  cr_expect_str_eq(error->message, "folds.data is a null pointer");
}

Test(halves, a_buffer_that_is_too_small_records_nothing) {
  const fr_transfer transfer = nth(7);
  char sentence[96];
  folds.capacity = fr_folds_capacity(in.policy) - 1;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_BUFFER_TOO_SMALL);
  snprintf(sentence, sizeof sentence, "the blocks may take %llu bytes; see fr_folds_capacity()",
           (unsigned long long)fr_folds_capacity(in.policy));
  cr_expect_str_eq(fr_context_error(in.context)->message, sentence);
  folds.capacity++;
  folds.size = 1;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_BUFFER_TOO_SMALL);
  folds.size = folds.capacity + 1;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_BUFFER_TOO_SMALL);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.transfer_entries, 0);
  cr_expect_eq(stats.parties, 0);
  folds.size = 0;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK, "what the capacity says is enough");
  folds.size = 0;
  folds.capacity = 0;
  folds.data = NULL;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_PAYEE_CUSTOMER, &folds), FR_OK, "recorded only: it has no block");
}

/* ---- what fr_decide and fr_features refuse ---- */

static fr_status decide(fr_decision *decision, fr_error *error) {
  const fr_transfer transfer = nth(8);
  return fr_decide(in.policy, &transfer, &folds, decision, error);
}

static void fold_one(void) {
  static const uint32_t history[] = {1, 2, 3, 5};
  for (size_t i = 0; i < FR_COUNT(history); i++) {
    const fr_transfer transfer = nth(history[i]);
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
  }
  const fr_transfer transfer = nth(8);
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
}

Test(halves, folds_with_any_byte_changed_are_refused) {
  fold_one();
  for (uint64_t at = 0; at < folds.size; at++) {
    for (uint32_t bit = 0; bit < 8; bit++) {
      fr_decision decision = FR_DECISION_INIT;
      fr_error error = FR_ERROR_INIT;
      bytes[at] ^= (unsigned char)(1u << bit);
      const fr_status status = decide(&decision, &error);
      bytes[at] ^= (unsigned char)(1u << bit);
      cr_assert(status == FR_BAD_FOLDS || status == FR_OTHER_POLICY, "byte %llu: %d", (unsigned long long)at, status);
      cr_assert_eq(error.status, status);
      cr_assert_eq(decision.flags, FR_FLAG_DEGRADED);
      cr_assert_eq(decision.outcome, FR_OUTCOME_WARN);
    }
  }
}

Test(halves, folds_cut_anywhere_are_refused) {
  fold_one();
  const uint64_t whole = folds.size;
  for (folds.size = 0; folds.size < whole; folds.size++) {
    fr_decision decision = FR_DECISION_INIT;
    const fr_status status = decide(&decision, NULL);
    cr_assert(status == FR_BAD_FOLDS || status == FR_FOLDS_MISSING, "at %llu: %d", (unsigned long long)folds.size,
              status);
  }
}

static void expect_refused(fr_status status, const char *message) {
  fr_decision decision = FR_DECISION_INIT;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(decide(&decision, &error), status, "%s", message);
  cr_expect_str_eq(error.message, message);
  cr_expect_str_eq(error.field, "folds");
  cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
}

Test(halves, the_sentences_of_bad_folds) {
  fold_one();
  const uint64_t size = folds.size;
  bytes[0] = 'X';
  expect_refused(FR_BAD_FOLDS, "fold block: it does not begin as one at byte 0; fold again");
  bytes[0] = 'F';
  bytes[4] = FR_SIDE_PAYEE_CUSTOMER;
  expect_refused(FR_BAD_FOLDS, "fold block: it names no side at byte 4; fold again");
  bytes[4] = FR_SIDE_PAYER;
  bytes[6]++;
  expect_refused(FR_BAD_FOLDS, "fold block: it has another number of values at byte 6; fold again");
  bytes[6]--;
  bytes[16] ^= 1;
  expect_refused(FR_OTHER_POLICY, "the fold block was made under another policy; fold again");
  bytes[16] ^= 1;
  bytes[64] = 9; /* a list */
  expect_refused(FR_BAD_FOLDS, "fold block: a value of no known kind at byte 64; fold again");
  bytes[64] = 3;
  bytes[68] ^= 1;
  fr_decision decision = FR_DECISION_INIT;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(decide(&decision, &error), FR_BAD_FOLDS);
  cr_expect_not_null(strstr(error.message, "the check does not match"), "%s", error.message);
  bytes[68] ^= 1;
  folds.size = 66;
  expect_refused(FR_BAD_FOLDS, "fold block: it ends inside a value at byte 64; fold again");
  folds.size = 71;
  expect_refused(FR_BAD_FOLDS, "fold block: it ends inside a value at byte 64; fold again");
  folds.size = size;
  memcpy(bytes + size, bytes, size);
  folds.size = 2 * size;
  expect_refused(FR_BAD_FOLDS, "a side stands in the folds twice");
}

Test(halves, every_side_that_the_policy_reads_has_to_be_there) {
  static const struct {
    uint32_t sides;
    const char *message;
  } cases[] = {{FR_SIDE_CUSTOMER | FR_SIDE_PAYEE, "the folds of the payer are missing"},
               {FR_SIDE_PAYER | FR_SIDE_PAYEE, "the folds of the customer are missing"},
               {FR_SIDE_PAYER | FR_SIDE_CUSTOMER, "the folds of the payee are missing"}};
  const fr_transfer transfer = nth(8);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    folds.size = 0;
    cr_assert_eq(fr_fold(in.context, &transfer, cases[i].sides, &folds), FR_OK);
    expect_refused(FR_FOLDS_MISSING, cases[i].message);
  }
  folds.size = 0;
  expect_refused(FR_FOLDS_MISSING, "the folds of the payer are missing");
}

Test(halves, sides_that_nobody_reads_may_be_missing) {
  const bundle_policy lean = {.rules = {{.id = "a", .when = "pair.first_time", .points = 3}}};
  world own = world_open(&lean);
  const fr_transfer transfer = nth(7);
  fr_decision decision = FR_DECISION_INIT;
  cr_assert_eq(fr_fold(own.context, &transfer, FR_SIDE_PAYER, &folds), FR_OK);
  cr_expect_eq(fr_decide(own.policy, &transfer, &folds, &decision, NULL), FR_OK);
  cr_expect_eq(decision.score, 3);
  world_close(&own);
}

Test(halves, cash_has_no_payees_folds) {
  fr_transfer cash = transfer_of("t", "alice", NULL, 100, NOON);
  cash.kind = FR_KIND_CASH_WITHDRAWAL;
  fr_decision whole = FR_DECISION_INIT, joined = FR_DECISION_INIT;
  cr_assert_eq(fr_preview(in.context, &cash, &whole), FR_OK);
  cr_assert_eq(fr_fold(in.context, &cash, FR_SIDE_ALL, &folds), FR_OK);
  cr_assert_eq(fr_decide(in.policy, &cash, &folds, &joined, NULL), FR_OK);
  expect_same(&joined, &whole, 0);
  cr_expect_eq(joined.flags & FR_FLAG_INPUTS_UNKNOWN, FR_FLAG_INPUTS_UNKNOWN);
}

Test(halves, folds_of_another_policy) {
  const bundle_policy other = {.version = 2, .rules = {{.id = "a", .when = "true"}}};
  fr_policy *policy = bundle_load(&other);
  const fr_transfer transfer = nth(8);
  fr_decision decision = FR_DECISION_INIT;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
  cr_expect_eq(fr_decide(policy, &transfer, &folds, &decision, &error), FR_OTHER_POLICY);
  cr_expect_eq(decision.policy_version, 2);
  cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
  fr_policy_release(policy);
}

Test(halves, arguments_of_decide) {
  fold_one();
  const fr_transfer transfer = nth(8), bad = transfer_of("t", "a", "a", 1, NOON);
  fr_decision decision = FR_DECISION_INIT;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_decide(NULL, &transfer, &folds, &decision, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "policy is a null pointer");
  cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
  cr_expect_eq(fr_decide(in.policy, NULL, &folds, &decision, &error), FR_NULL_POINTER);
  cr_expect_eq(fr_decide(in.policy, &transfer, NULL, &decision, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "folds is a null pointer");
  cr_expect_eq(fr_decide(in.policy, &transfer, &folds, NULL, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "decision is a null pointer");
  cr_expect_eq(fr_decide(in.policy, &bad, &folds, &decision, &error), FR_SAME_PARTY);
  cr_expect_eq(error.status, FR_SAME_PARTY);
  fr_folds broken = folds;
  broken.data = NULL;
  cr_expect_eq(fr_decide(in.policy, &transfer, &broken, &decision, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "folds.data is null");
  broken.struct_size = 3;
  cr_expect_eq(fr_decide(in.policy, &transfer, &broken, &decision, &error), FR_STRUCT_SIZE);
  decision.struct_size--;
  cr_expect_eq(fr_decide(in.policy, &transfer, &folds, &decision, &error), FR_STRUCT_SIZE);
}

/* ---- features ---- */

Test(halves, features_by_type) {
  static const char *const expected[RICH_FEATURES] = {"true", "70", "2", "false", "\"real_time\"", "50", "1.5", "2"};
  fr_value values[RICH_FEATURES];
  char text[96];
  fold_one();
  const fr_transfer transfer = nth(8);
  cr_assert_eq(fr_features(in.policy, &transfer, &folds, values, RICH_FEATURES, NULL), FR_OK);
  for (uint32_t i = 0; i < RICH_FEATURES; i++) {
    cr_expect_str_eq(value_text(&values[i], text), expected[i], "%s: %s", fr_policy_feature(in.policy, i), text);
    cr_expect_eq(values[i].type, fr_policy_feature_type(in.policy, i));
    cr_expect_eq(values[i].flags, 0);
  }
}

Test(halves, features_without_a_value) {
  static const char *const expected[RICH_FEATURES] = {"true", "0", "0", "false", "error", "error", "unknown", "0"};
  fr_value values[RICH_FEATURES];
  char text[96];
  const fr_transfer transfer = nth(7);
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
  cr_assert_eq(fr_features(in.policy, &transfer, &folds, values, RICH_FEATURES, NULL), FR_OK);
  for (uint32_t i = 0; i < RICH_FEATURES; i++) {
    cr_expect_str_eq(value_text(&values[i], text), expected[i], "%s: %s", fr_policy_feature(in.policy, i), text);
  }
  cr_expect_eq(values[5].flags, FR_FLAG_EXPRESSION_ERROR);
  cr_expect_eq(values[6].flags, 0);
}

Test(halves, arguments_of_features) {
  fr_value values[RICH_FEATURES];
  fr_error error = FR_ERROR_INIT;
  fold_one();
  fr_transfer transfer = nth(8);
  cr_expect_eq(fr_features(NULL, &transfer, &folds, values, RICH_FEATURES, &error), FR_NULL_POINTER);
  cr_expect_eq(fr_features(in.policy, &transfer, &folds, NULL, RICH_FEATURES, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "values is null");
  cr_expect_eq(fr_features(in.policy, &transfer, &folds, values, RICH_FEATURES - 1, &error), FR_BUFFER_TOO_SMALL);
  cr_expect_str_eq(error.message, "the policy has 8 features; capacity is 7");
  cr_expect_eq(fr_features(in.policy, &transfer, NULL, values, RICH_FEATURES, &error), FR_NULL_POINTER);
  fr_attribute undeclared = {.name = {"mood", 4, 0}, .type = FR_TYPE_INT};
  transfer.attributes = &undeclared;
  transfer.attribute_count = 1;
  cr_expect_eq(fr_features(in.policy, &transfer, &folds, values, RICH_FEATURES, &error), FR_BAD_ATTRIBUTE);
  fr_decision decision = FR_DECISION_INIT;
  cr_expect_eq(fr_decide(in.policy, &transfer, &folds, &decision, &error), FR_BAD_ATTRIBUTE);
  cr_expect_str_eq(error.field, "transfer.attributes");
}
