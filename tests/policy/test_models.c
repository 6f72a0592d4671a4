/* SPDX-License-Identifier: Apache-2.0
 *
 * Models in a policy: names, inputs, what is refused, and decisions by them. */
#include <criterion/criterion.h>

#include "support/model.h"
#include "support/world.h"

static const char *const inputs[] = {"AMOUNT", "AGE", "NEW"};
static const char *const features[] = {"amount", "age", "first"};

/* By the amount, then by the age, then by whether the payee is new. */
static const fr__model_node first_nodes[] = {DECIDES(1, 2, 0, 1000, 100), LEAF(-0.5, 60), DECIDES(3, 4, 1, 65, 40),
                                             LEAF(0.25, 30), LEAF(1.5, 10)};
static const fr__model_node second_nodes[] = {DECIDES(1, 2, 2, 0.5, 100), LEAF(-0.25, 50), LEAF(0.5, 50)};
static const fr__model_tree both[] = {TREE_OF(first_nodes), TREE_OF(second_nodes)};
static const fr__model_step steps[] = {{0, 5}, {1, 40}, {1.9, 85}};
static const fr__model_bin bins[] = {{-INFINITY, 1000, false, 1}, {1000, INFINITY, false, 50}, {0, 0, true, 2}};
static const fr__model_characteristic cards[] = {{bins, 3}};

static const fr__model_parts gbm = {.kind = FR__MODEL_XGBOOST,
                                    .input_count = 3,
                                    .inputs = inputs,
                                    .tree_count = 2,
                                    .trees = both,
                                    .step_count = 3,
                                    .steps = steps};
static const fr__model_parts bare = {
    .kind = FR__MODEL_LIGHTGBM, .input_count = 3, .inputs = inputs, .tree_count = 2, .trees = both};
static const fr__model_parts card = {
    .kind = FR__MODEL_SCORECARD, .input_count = 1, .inputs = inputs, .base = 10, .characteristics = cards};

static void write_model(fr__cbor_writer *into, const char *name, const fr__model_parts *parts, const char *const *reads,
                        const char *reasons) {
  fr__cbor_write_map(into, 4);
  fr__cbor_write_string(into, "name");
  fr__cbor_write_string(into, name);
  fr__cbor_write_string(into, "model");
  fr__model_write(into, parts);
  fr__cbor_write_string(into, "inputs");
  fr__cbor_write_array(into, parts->input_count);
  for (uint32_t i = 0; i < parts->input_count; i++) fr__cbor_write_string(into, reads[i]);
  fr__cbor_write_string(into, "reasons");
  diagnostic_write(into, reasons);
}

static void write_three(fr__cbor_writer *into) {
  fr__cbor_write_array(into, 3);
  write_model(into, "gbm", &gbm, features, "[{'zh': '金额', 'en': 'the amount'}, {'en': 'the age'}, {}]");
  write_model(into, "bare", &bare, features, "[]");
  write_model(into, "card", &card, features, "[]");
}

#define FEATURES                              \
  .features = {{"amount", "transfer.amount"}, \
               {"age", "payer.age"},          \
               {"first", "pair.first_time"},  \
               {"unused", "payer.sent.size()"}}
static const bundle_policy policy = {
    FEATURES, .write_models = write_three,
    .rules = {{.id = "model",
               .when = "model.gbm.points >= 5",
               .points_source = "model.gbm.points",
               .reason = "{'en': 'the model gives {model.gbm.points} points, {model.gbm.margin}'}"},
              {.id = "card", .when = "model.card.margin > 55.0 && model.card.points == 60", .points = 3},
              {.id = "bare", .when = "model.bare.margin == model.gbm.margin", .points = 1}}};

static fr_decision decide(int64_t amount_minor, int32_t age) {
  fr_party payer = FR_PARTY_INIT;
  fr_transfer transfer = transfer_of("t1", "alice", "bob", amount_minor, NOON);
  if (age >= 0) {
    payer.age = age;
    payer.known = FR_PARTY_HAS_AGE;
    transfer.payer_party = &payer;
  }
  return world_decide(&policy, &transfer);
}

Test(models, decide) {
  static const struct {
    int64_t amount_minor;
    int32_t age;
    int64_t score;
    uint32_t outcome;
  } cases[] = {
      {99999, 30, 5 + 1, FR_OUTCOME_ALLOW},      /* -0.5 + 0.5 = 0 */
      {100000, 64, 5 + 3, FR_OUTCOME_ALLOW},     /* 0.25 + 0.5; LightGBM sends what is at a threshold left */
      {100000, 65, 85 + 3, FR_OUTCOME_HOLD},     /* 1.5 + 0.5 */
      {100001, -1, 85 + 3 + 1, FR_OUTCOME_HOLD}, /* an unknown age goes right */
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const fr_decision decision = decide(cases[i].amount_minor, cases[i].age);
    cr_expect_eq(decision.score, cases[i].score, "case %zu: %lld", i, (long long)decision.score);
    cr_expect_eq(decision.outcome, cases[i].outcome, "case %zu", i);
    cr_expect_eq(decision.unknown_count, 0, "a model takes what is missing");
  }
}

Test(models, words_name_them) {
  fr_policy *loaded = bundle_load(&policy);
  const fr_decision decision = decide(100000, 65);
  char words[200];
  uint64_t needed;
  cr_assert_eq(fr_reason_words(loaded, &decision, 0, fr_text_of("en"), FR_ENCODING_UTF8, words, sizeof words, &needed),
               FR_OK);
  cr_expect_str_eq((words[needed] = '\0', words), "the model gives 85 points, 2");
  cr_expect_str_eq(fr_policy_model(loaded, 0), "gbm");
  cr_expect_str_eq(fr_policy_model(loaded, 2), "card");
  cr_expect_null(fr_policy_model(loaded, 3));
  fr_policy_release(loaded);
}

/* ---- what is refused ---- */

static const fr__model_parts *written_parts;
static const char *const *written_reads;
static const char *written_name, *written_reasons;
static void write_one(fr__cbor_writer *into) {
  fr__cbor_write_array(into, 1);
  write_model(into, written_name, written_parts, written_reads, written_reasons);
}
static void write_two(fr__cbor_writer *into) {
  fr__cbor_write_array(into, 2);
  write_model(into, "gbm", &gbm, features, "[]");
  write_model(into, "gbm", &gbm, features, "[]");
}
static void write_none(fr__cbor_writer *into) { fr__cbor_write_array(into, 0); }
static void write_many(fr__cbor_writer *into) {
  fr__cbor_write_array(into, FR_MAX_MODELS + 1);
  for (uint32_t i = 0; i <= FR_MAX_MODELS; i++) write_model(into, "gbm", &gbm, features, "[]");
}

static void expect_refused(const bundle_policy *of, fr_status status, const char *message) {
  fr_error error = FR_ERROR_INIT;
  bundle made = bundle_of(of);
  fr_policy *loaded = NULL;
  cr_assert_neq(made.size, 0);
  const fr_status found = fr_policy_load(made.data, made.size, &loaded, &error);
  cr_expect_eq(found, status, "%s: %s", message, fr_status_name(found));
  cr_expect_not_null(strstr(error.message, message), "'%s' is not '%s'", error.message, message);
  fr_policy_release(loaded);
  bundle_free(&made);
}

static void refused_model(const char *name, const fr__model_parts *parts, const char *const *reads, const char *reasons,
                          fr_status status, const char *message) {
  const bundle_policy one = {FEATURES, .write_models = write_one, .rules = {{.id = "r", .when = "true", .points = 1}}};
  written_name = name;
  written_parts = parts;
  written_reads = reads;
  written_reasons = reasons;
  expect_refused(&one, status, message);
}

Test(models, bad_models_are_refused) {
  static const char *const unknown[] = {"amount", "agee", "first"};
  static const fr__model_node cycle[] = {DECIDES(1, 2, 0, 0.5, 8), DECIDES(0, 2, 0, 0.5, 4), LEAF(2, 4)};
  static const fr__model_node nan_threshold[] = {DECIDES(1, 2, 0, NAN, 8), LEAF(1, 4), LEAF(2, 4)};
  const fr__model_tree cycles[] = {TREE_OF(cycle)}, nans[] = {TREE_OF(nan_threshold)};
  static const int8_t falling[] = {-1, 0, 0};
  fr__model_parts bad = gbm;
  refused_model("gbm", &gbm, unknown, "[]", FR_BAD_POLICY, "model gbm reads the feature 'agee', and there is none");
  refused_model("gbm", &gbm, features, "[{}]", FR_BAD_BUNDLE,
                "model gbm has words for each of its inputs, or for none");
  refused_model("g-m", &gbm, features, "[]", FR_BAD_BUNDLE, "a model: a name has 1 to 47 letters");
  bad.tree_count = 1;
  bad.trees = cycles;
  refused_model("gbm", &bad, features, "[]", FR_BAD_MODEL,
                "model gbm: node 1 of tree 0 has a child that does not exist");
  bad.trees = nans;
  refused_model("gbm", &bad, features, "[]", FR_BAD_MODEL, "node 0 of tree 0 has a threshold that is no finite number");
  bad = gbm;
  bad.monotone = falling;
  refused_model("gbm", &bad, features, "[]", FR_BAD_MODEL, "tree 0 does not fall with 'AMOUNT'");
}

Test(models, bad_policies_are_refused) {
  const bundle_policy twice = {FEATURES, .write_models = write_two}, none = {FEATURES, .write_models = write_none},
                      many = {FEATURES, .write_models = write_many};
  expect_refused(&twice, FR_BAD_POLICY, "'model.gbm.margin' is declared twice");
  expect_refused(&none, FR_BAD_BUNDLE, "models is empty; it is left out where there are none");
  expect_refused(&many, FR_TOO_MANY, "models: 17 items; at most 16 are taken");
  const bundle_policy no_points = {FEATURES, .write_models = write_three,
                                   .rules = {{.id = "r", .when = "model.bare.points > 3", .points = 1}}};
  expect_refused(&no_points, FR_BAD_EXPRESSION,
                 "model bare has no points; give it steps under points:, or ask for its margin");
  const bundle_policy no_model = {FEATURES, .write_models = write_three,
                                  .rules = {{.id = "r", .when = "model.gbn.points > 3", .points = 1}}};
  expect_refused(&no_model, FR_BAD_EXPRESSION, "did you mean");
  const bundle_policy feature = {
      .features = {{"amount", "transfer.amount"}, {"age", "payer.age"}, {"first", "model.gbm.points > 3"}},
      .write_models = write_three};
  expect_refused(&feature, FR_BAD_EXPRESSION, "models read features, so a feature cannot read a model");
  const bundle_policy fold = {
      FEATURES, .write_models = write_three,
      .rules = {{.id = "r", .when = "payer.sent.exists(t, t.amount > model.gbm.margin)", .points = 1}}};
  expect_refused(&fold, FR_BAD_EXPRESSION, "a model can only be asked outside of folds");
  const bundle_policy taken = {.features = {{"model", "1"}}};
  expect_refused(&taken, FR_BAD_POLICY, "the name is taken by the environment");
  const bundle_policy text = {
      .features = {{"amount", "transfer.amount"}, {"age", "'old'"}, {"first", "pair.first_time"}},
      .write_models = write_three};
  expect_refused(&text, FR_BAD_POLICY, "model gbm reads the feature 'age', which is a text");
}

/* ---- the same everywhere: alone, in a batch, as a challenger, on nodes apart ---- */

Test(models, same_by_every_way) {
  world in = world_open(&policy);
  fr_error error = FR_ERROR_INIT;
  cr_assert_not_null(in.context);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 0, in.policy, &error), FR_OK, "%s", error.message);
  fr_transfer transfers[20];
  const fr_transfer *pointers[20];
  fr_decision batch[20], *answers[20];
  char ids[20][8];
  uint32_t done;
  for (uint32_t i = 0; i < 20; i++) {
    snprintf(ids[i], sizeof ids[i], "t%u", i);
    transfers[i] =
        transfer_of(ids[i], "alice", i % 3 == 0 ? "bob" : "carol", 20000 * (int64_t)i + 1, NOON + i * MINUTE);
    pointers[i] = &transfers[i];
    batch[i] = (fr_decision)FR_DECISION_INIT;
    answers[i] = &batch[i];
  }
  unsigned char room[4096];
  for (uint32_t i = 0; i < 20; i++) {
    fr_decision challenged = FR_DECISION_INIT, decided = FR_DECISION_INIT;
    fr_folds folds = FR_FOLDS_INIT;
    folds.data = room;
    folds.capacity = sizeof room;
    cr_assert_eq(world_preview(&in, &transfers[i]), FR_OK);
    const fr_decision alone = in.decision;
    cr_assert_eq(fr_challenge(in.context, 0, &challenged), FR_OK);
    cr_assert_eq(fr_fold(in.context, &transfers[i], FR_SIDE_ALL, &folds), FR_OK);
    cr_assert_eq(fr_decide(in.policy, &transfers[i], &folds, &decided, &error), FR_OK, "%s", error.message);
    cr_expect_eq(memcmp(&alone, &challenged, sizeof alone), 0);
    cr_expect_eq(memcmp(&alone, &decided, sizeof alone), 0);
  }
  world other = world_open(&policy);
  cr_assert_eq(fr_score_batch(other.context, pointers, 20, answers, &done), FR_OK);
  world third = world_open(&policy);
  for (uint32_t i = 0; i < 20; i++) {
    cr_assert_eq(world_score(&third, &transfers[i]), FR_OK);
    cr_expect_eq(memcmp(&batch[i], &third.decision, sizeof batch[i]), 0);
  }
  world_close(&third);
  world_close(&other);
  world_close(&in);
}
