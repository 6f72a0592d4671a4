/* SPDX-License-Identifier: Apache-2.0
 *
 * Why: what features did to a model's margin, in words, and the smallest change that would have lowered the outcome. */
#include <criterion/criterion.h>

#include "support/model.h"
#include "support/world.h"

static const char *const inputs[] = {"AMOUNT", "AGE"};
static const fr__model_node nodes[] = {DECIDES(1, 2, 0, 1000, 100), LEAF(-1, 50), DECIDES(3, 4, 1, 65, 50), LEAF(0, 25),
                                       LEAF(3, 25)};
static const fr__model_tree trees[] = {TREE_OF(nodes)};
static const fr__model_step steps[] = {{0, 10}, {2, 90}};
static const fr__model_parts parts = {.kind = FR__MODEL_LIGHTGBM,
                                      .input_count = 2,
                                      .inputs = inputs,
                                      .tree_count = 1,
                                      .trees = trees,
                                      .step_count = 2,
                                      .steps = steps};

static void write_models(fr__cbor_writer *into) {
  fr__cbor_write_array(into, 1);
  fr__cbor_write_map(into, 4);
  fr__cbor_write_string(into, "name");
  fr__cbor_write_string(into, "gbm");
  fr__cbor_write_string(into, "model");
  fr__model_write(into, &parts);
  fr__cbor_write_string(into, "inputs");
  fr__cbor_write_array(into, 2);
  fr__cbor_write_string(into, "amount");
  fr__cbor_write_string(into, "age");
  fr__cbor_write_string(into, "reasons");
  diagnostic_write(into, "[{'zh': '金额较大', 'en': 'a large amount'}, {}]");
}

static const bundle_policy policy = {
    .features = {{"amount", "transfer.amount"}, {"age", "payer.age"}},
    .write_models = write_models,
    .rules = {{.id = "model", .when = "model.gbm.points > 0", .points_source = "model.gbm.points"},
              {.id = "call", .when = "session.on_call", .points = 45},
              {.id = "channel", .when = "transfer.channel == 'atm'", .points = 41}}};

typedef struct asked {
  fr_party payer;
  fr_session session;
  fr_transfer transfer;
} asked;

static void ask(asked *of, const char *id, int64_t amount_minor, int32_t age) {
  of->payer = (fr_party)FR_PARTY_INIT;
  of->session = (fr_session)FR_SESSION_INIT;
  of->transfer = transfer_of(id, "alice", "bob", amount_minor, NOON);
  of->payer.age = age;
  of->payer.known = age >= 0 ? FR_PARTY_HAS_AGE : 0;
  of->transfer.payer_party = &of->payer;
  of->transfer.session = &of->session;
}

static world opened(void) {
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  return in;
}

static fr_counterfactual why_not(world *in, const fr_transfer *transfer) {
  fr_counterfactual found = FR_COUNTERFACTUAL_INIT;
  uint32_t count;
  cr_assert_eq(fr_why(in->context, transfer, NULL, 0, &count, &found), FR_OK, "%s",
               fr_context_error(in->context)->message);
  return found;
}

Test(why, contributions_add_up) {
  world in = opened();
  asked of;
  fr_contribution items[8];
  uint32_t count;
  ask(&of, "t1", 150000, 70);
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_assert_eq(fr_why(in.context, &of.transfer, items, 8, &count, NULL), FR_OK);
  cr_assert_eq(count, 3);
  /* Expected value -1/2 + 0 + 3/4 = 1/4; by amount alone 3/2, by age alone -1/2 + 3/2 = 1. */
  cr_expect_eq(items[0].feature_index, FR_CONTRIBUTION_BASE);
  cr_expect(fabs(items[0].contribution - 0.25) < 1e-12, "%g", items[0].contribution);
  cr_expect_eq(items[1].feature_index, 0);
  cr_expect(fabs(items[1].contribution - (1.25 + 2) / 2) < 1e-12, "%g", items[1].contribution);
  cr_expect(fabs(items[2].contribution - (0.75 + 1.5) / 2) < 1e-12, "%g", items[2].contribution);
  cr_expect(fabs(items[0].contribution + items[1].contribution + items[2].contribution - 3) < 1e-12);
  cr_expect_eq((int)items[1].value, 1500);
  cr_expect_eq((int)items[2].value, 70);
  cr_expect_eq(items[2].known, FR_YES);
  /* With less room the first ones are given, and how many there are. */
  fr_contribution one[2] = {{9, 9, 9, 9, 9, 9}, {9, 9, 9, 9, 9, 9}};
  cr_assert_eq(fr_why(in.context, &of.transfer, one, 1, &count, NULL), FR_OK);
  cr_expect_eq(count, 3);
  cr_expect_eq(memcmp(one, items, sizeof *one), 0);
  cr_expect_eq(one[1].model_index, 9);
  ask(&of, "t2", 150000, -1);
  cr_assert_eq(world_preview(&in, &of.transfer), FR_OK);
  cr_assert_eq(fr_why(in.context, &of.transfer, items, 8, &count, NULL), FR_OK);
  cr_expect_eq(items[1].known == FR_NO || items[2].known == FR_NO, 1, "the age is unknown");
  world_close(&in);
}

Test(why, words) {
  fr_policy *loaded = bundle_load(&policy);
  fr_contribution of = {0, 0, FR_YES, 0, 0, 0};
  char words[64];
  uint64_t needed;
  cr_assert_eq(fr_contribution_words(loaded, &of, fr_text_of("zh-CN"), FR_ENCODING_UTF8, words, sizeof words, &needed),
               FR_OK);
  cr_expect_str_eq((words[needed] = '\0', words), "金额较大");
  cr_expect_eq(fr_contribution_words(loaded, &of, fr_text_of("en"), FR_ENCODING_UTF8, words, 3, &needed),
               FR_BUFFER_TOO_SMALL);
  cr_expect_eq(needed, strlen("a large amount"));
  of.feature_index = 1;
  cr_expect_eq(fr_contribution_words(loaded, &of, fr_text_of("en"), FR_ENCODING_UTF8, words, sizeof words, &needed),
               FR_NO_WORDS);
  of.feature_index = FR_CONTRIBUTION_BASE;
  cr_expect_eq(fr_contribution_words(loaded, &of, fr_text_of("en"), FR_ENCODING_UTF8, words, sizeof words, &needed),
               FR_BAD_ARGUMENT);
  of = (fr_contribution){1, 0, FR_YES, 0, 0, 0};
  cr_expect_eq(fr_contribution_words(loaded, &of, fr_text_of("en"), FR_ENCODING_UTF8, words, sizeof words, &needed),
               FR_BAD_ARGUMENT);
  cr_expect_eq(fr_contribution_words(NULL, &of, fr_text_of("en"), FR_ENCODING_UTF8, words, sizeof words, &needed),
               FR_NULL_POINTER);
  fr_policy_release(loaded);
}

/* A hold by the model: an age one year lower is less, beside itself, than a third of the amount. */
Test(why, smallest_change) {
  world in = opened();
  asked of;
  ask(&of, "t1", 150000, 66);
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_assert_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  fr_counterfactual found = why_not(&in, &of.transfer);
  cr_expect_str_eq(found.name, "payer.age");
  cr_expect_eq(found.is_field, FR_YES);
  cr_expect_eq(found.from.integer, 66);
  cr_expect_eq(found.to.integer, 65);
  cr_expect_eq(found.outcome, FR_OUTCOME_ALLOW);
  /* Of one who is much older it is the amount, to the cent. */
  ask(&of, "t2", 100100, 90);
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  found = why_not(&in, &of.transfer);
  cr_expect_str_eq(found.name, "transfer.amount");
  cr_expect(fabs(found.from.number - 1001) < 1e-9 && fabs(found.to.number - 1000) < 1e-9, "%.12g", found.to.number);
  cr_expect_eq(found.outcome, FR_OUTCOME_ALLOW);
  /* What it says holds: scored so, the outcome is that. */
  ask(&of, "t3", 100000, 90);
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_ALLOW);
  ask(&of, "t4", 100001, 90);
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD, "a cent more still holds");
  world_close(&in);
}

Test(why, truths_and_names) {
  world in = opened();
  asked of;
  ask(&of, "t1", 5000, 40);
  of.session.on_call = FR_YES;
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_assert_eq(in.decision.outcome, FR_OUTCOME_WARN);
  fr_counterfactual found = why_not(&in, &of.transfer);
  cr_expect_str_eq(found.name, "session.on_call");
  cr_expect_eq(found.from.type, FR_TYPE_BOOL);
  cr_expect(found.from.integer == 1 && found.to.integer == 0);
  cr_expect_eq(found.outcome, FR_OUTCOME_ALLOW);
  ask(&of, "t2", 5000, 40);
  of.transfer.channel = FR_CHANNEL_ATM;
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  found = why_not(&in, &of.transfer);
  cr_expect_str_eq(found.name, "transfer.channel");
  cr_expect_eq(found.from.text_size, 3);
  cr_expect_neq(memcmp(found.to.text, "atm", 3), 0);
  /* Both together: a hold that becomes a warning without either. */
  ask(&of, "t3", 5000, 40);
  of.transfer.channel = FR_CHANNEL_ATM;
  of.session.on_call = FR_YES;
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_assert_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(why_not(&in, &of.transfer).outcome, FR_OUTCOME_WARN);
  /* What is allowed has none. */
  ask(&of, "t4", 5000, 40);
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_expect_eq(why_not(&in, &of.transfer).outcome, FR_OUTCOME_NONE);
  world_close(&in);
}

/* What a fold over the history was made with is not changed, since the fold would then be another: an attribute is no
 * exception. Here a floor of 10 would be the smaller change, and it would let in what the fold left out. */
Test(why, attributes_that_folds_read) {
  static const bundle_policy by_attributes = {
      .attributes = "[['floor', 3], ['risk', 3]]",
      .features = {{"above", "payer.sent.within(duration('720h')).filter(t, t.amount > attributes.floor).size()"}},
      .rules = {{.id = "none_above", .when = "above == 0 && attributes.floor > 10.0", .points = 45},
                {.id = "risky", .when = "attributes.risk > 0.5", .points = 45}}};
  world in = world_open(&by_attributes);
  fr_attribute given[] = {{.name = fr_text_of("floor"), .type = FR_TYPE_DOUBLE, .number = 500},
                          {.name = fr_text_of("risk"), .type = FR_TYPE_DOUBLE, .number = 0.25}};
  asked of;
  ask(&of, "t1", 5000, 40);
  of.transfer.attributes = given;
  of.transfer.attribute_count = 2;
  cr_assert_not_null(in.context);
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_assert_eq(in.decision.outcome, FR_OUTCOME_WARN);
  fr_counterfactual found = why_not(&in, &of.transfer);
  cr_expect_str_eq(found.name, "above");
  cr_expect_eq(found.is_field, FR_NO);
  cr_expect(found.from.integer == 0 && found.to.integer == 1);
  /* One that no fold reads is. */
  ask(&of, "t2", 5000, 40);
  given[0].number = 5;
  given[1].number = 0.75;
  of.transfer.attributes = given;
  of.transfer.attribute_count = 2;
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_assert_eq(in.decision.outcome, FR_OUTCOME_WARN);
  found = why_not(&in, &of.transfer);
  cr_expect_str_eq(found.name, "attributes.risk");
  cr_expect_eq(found.is_field, FR_YES);
  world_close(&in);
}

/* A decision is the same before and after it was explained, and nothing is recorded. */
Test(why, changes_nothing) {
  world in = opened();
  asked of;
  ask(&of, "t1", 150000, 70);
  cr_assert_eq(world_preview(&in, &of.transfer), FR_OK);
  const fr_decision before = in.decision;
  (void)why_not(&in, &of.transfer);
  (void)why_not(&in, &of.transfer);
  cr_assert_eq(world_preview(&in, &of.transfer), FR_OK);
  cr_expect_eq(memcmp(&before, &in.decision, sizeof before), 0);
  world_close(&in);
}

/* By the folds of nodes apart: the same. */
Test(why, by_folds) {
  world in = opened();
  asked of;
  unsigned char room[4096];
  fr_folds folds = FR_FOLDS_INIT;
  fr_contribution items[2][8];
  fr_counterfactual found = FR_COUNTERFACTUAL_INIT;
  fr_error error = FR_ERROR_INIT;
  uint32_t count;
  ask(&of, "t1", 100100, 90);
  cr_assert_eq(world_preview(&in, &of.transfer), FR_OK);
  const fr_counterfactual alone = why_not(&in, &of.transfer);
  cr_assert_eq(fr_why(in.context, &of.transfer, items[0], 8, &count, NULL), FR_OK);
  folds.data = room;
  folds.capacity = sizeof room;
  cr_assert_eq(fr_fold(in.context, &of.transfer, FR_SIDE_ALL, &folds), FR_OK);
  cr_assert_eq(fr_why_folds(in.policy, &of.transfer, &folds, items[1], 8, &count, &found, &error), FR_OK, "%s",
               error.message);
  cr_expect_eq(memcmp(items[0], items[1], 3 * sizeof **items), 0);
  cr_expect_eq(memcmp(&found, &alone, sizeof found), 0);
  folds.size = 0;
  cr_expect_eq(fr_why_folds(in.policy, &of.transfer, &folds, items[1], 8, &count, &found, &error), FR_FOLDS_MISSING);
  cr_expect_eq(fr_why_folds(NULL, &of.transfer, &folds, items[1], 8, &count, &found, &error), FR_NULL_POINTER);
  world_close(&in);
}

Test(why, wrong_use) {
  world in = opened();
  asked of, other;
  fr_counterfactual found = FR_COUNTERFACTUAL_INIT;
  uint32_t count;
  ask(&of, "t1", 150000, 70);
  ask(&other, "t2", 150000, 70);
  cr_expect_eq(fr_why(in.context, &of.transfer, NULL, 0, &count, NULL), FR_BAD_ARGUMENT, "nothing was scored yet");
  cr_assert_eq(world_score(&in, &of.transfer), FR_OK);
  cr_expect_eq(fr_why(in.context, &other.transfer, NULL, 0, &count, NULL), FR_BAD_ARGUMENT);
  cr_expect_str_eq(fr_context_error(in.context)->message, "this is not the transfer that this context scored last");
  cr_expect_eq(fr_why(in.context, NULL, NULL, 0, &count, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_why(NULL, &of.transfer, NULL, 0, &count, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_why(in.context, &of.transfer, NULL, 1, &count, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_why(in.context, &of.transfer, NULL, 0, NULL, NULL), FR_NULL_POINTER);
  found.struct_size = 8;
  cr_expect_eq(fr_why(in.context, &of.transfer, NULL, 0, &count, &found), FR_STRUCT_SIZE);
  cr_expect_eq(fr_why(in.context, &of.transfer, NULL, 0, &count, NULL), FR_OK,
               "and the transfer can still be explained");
  world_close(&in);
}
