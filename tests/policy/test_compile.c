/* SPDX-License-Identifier: Apache-2.0
 *
 * What the compiler of policies refuses, with the place in the analyst's own lines. */
#include <criterion/criterion.h>

#include "support/world.h"

static fr_status load(const bundle_policy *policy, fr_error *error) {
  bundle made = bundle_of(policy);
  cr_assert_neq(made.size, 0);
  fr_policy *loaded = NULL;
  const fr_status status = fr_policy_load(made.data, made.size, &loaded, error);
  cr_expect_eq(loaded == NULL, status != FR_OK, "a refused policy leaves no handle");
  fr_policy_release(loaded);
  bundle_free(&made);
  return status;
}

typedef struct refusal {
  const char *what;
  bundle_policy policy;
  fr_status status;
  uint32_t line, column; /* expressions begin at 10:5 */
  const char *field, *message;
} refusal;

#define WHEN(condition) .rules = {{.id = "r", .when = condition}}
#define FOLD(source) .features = {{"f", source}}
#define SIDES "a fold over one side's history cannot use a fold over another side's: combine them outside"
#define LISTS "a party's lists can only be asked as in: \"case_account\" in payee.lists"
#define KEYS "transfer.payer and transfer.payee can only be compared inside a fold over a history"
#define SCALAR "a feature is a bool, an int, a double or a string; end the expression in one of these"
#define TAKEN "the name is taken by the environment; choose another"

static const refusal refusals[] = {
    {"a feature that needs itself",
     {.features = {{"a", "a + 1"}}},
     FR_BAD_POLICY,
     10,
     5,
     "a",
     "feature a: it needs itself: through 'a'; break the cycle"},
    {"a cycle of two",
     {.features = {{"a", "b + 1"}, {"b", "a + 1"}}},
     FR_BAD_POLICY,
     10,
     5,
     "a",
     "feature a: it needs itself: through 'b'; break the cycle"},
    {"a cycle of three, and one outside",
     {.features = {{"x", "1"}, {"a", "b + x"}, {"b", "c + x"}, {"c", "a + x"}}},
     FR_BAD_POLICY,
     10,
     5,
     "b",
     "feature b: it needs itself: through 'c'; break the cycle"},
    {"a feature that only leads to a cycle",
     {.features = {{"x", "a"}, {"a", "b + 1"}, {"b", "a + 1"}}},
     FR_BAD_POLICY,
     10,
     5,
     NULL,
     NULL},
    {"transfer", {.features = {{"transfer", "1"}}}, FR_BAD_POLICY, 10, 5, "transfer", "feature transfer: " TAKEN},
    {"session", {.features = {{"session", "1"}}}, FR_BAD_POLICY, 10, 5, "session", "feature session: " TAKEN},
    {"teller", {.features = {{"teller", "1"}}}, FR_BAD_POLICY, 10, 5, "teller", "feature teller: " TAKEN},
    {"payer", {.features = {{"payer", "1"}}}, FR_BAD_POLICY, 10, 5, "payer", "feature payer: " TAKEN},
    {"customer", {.features = {{"customer", "1"}}}, FR_BAD_POLICY, 10, 5, "customer", "feature customer: " TAKEN},
    {"payee", {.features = {{"payee", "1"}}}, FR_BAD_POLICY, 10, 5, "payee", "feature payee: " TAKEN},
    {"pair", {.features = {{"pair", "1"}}}, FR_BAD_POLICY, 10, 5, "pair", "feature pair: " TAKEN},
    {"lists", {.features = {{"lists", "1"}}}, FR_BAD_POLICY, 10, 5, "lists", "feature lists: " TAKEN},
    {"attributes",
     {.features = {{"attributes", "1"}}},
     FR_BAD_POLICY,
     10,
     5,
     "attributes",
     "feature attributes: " TAKEN},
    {"math", {.features = {{"math", "1"}}}, FR_BAD_POLICY, 10, 5, "math", "feature math: " TAKEN},
    {"two features of one name",
     {.features = {{"a", "1"}, {"b", "2"}, {"a", "3"}}},
     FR_BAD_POLICY,
     0,
     0,
     "a",
     "'a' is declared twice"},
    {"two lists of one name",
     {.lists = "[['a', 1, []], ['a', 2, []]]"},
     FR_BAD_POLICY,
     0,
     0,
     "lists.a",
     "'lists.a' is declared twice"},
    {"two attributes of one name",
     {.attributes = "[['a', 1], ['a', 2]]"},
     FR_BAD_POLICY,
     0,
     0,
     "attributes.a",
     "'attributes.a' is declared twice"},
    {"two rules of one id",
     {.rules = {{.id = "b", .when = "true"}, {.id = "a", .when = "true"}, {.id = "b", .when = "false"}}},
     FR_BAD_POLICY,
     10,
     5,
     "b",
     "rule b: the id is used by two rules"},
    {"a feature that is a list", {FOLD("[1, 2]")}, FR_BAD_EXPRESSION, 10, 5, "f", "feature f: " SCALAR},
    {"a feature that is a duration", {FOLD("duration('1h')")}, FR_BAD_EXPRESSION, 10, 5, "f", "feature f: " SCALAR},
    {"a feature that is a time", {FOLD("transfer.time")}, FR_BAD_EXPRESSION, 10, 5, "f", "feature f: " SCALAR},
    {"a feature that is a party",
     {FOLD("payer.sent.map(t, t.payee).last()")},
     FR_BAD_EXPRESSION,
     10,
     5,
     "f",
     "feature f: " SCALAR},
    {"a rule that is a number",
     {WHEN("1 + 1")},
     FR_BAD_EXPRESSION,
     10,
     5,
     "r",
     "rule r: 'when' is a condition: it has to be true or false"},
    {"a threshold that is a text",
     {.thresholds = {{"'teller'", 1, 2}, {NULL, 1, 2}}},
     FR_BAD_EXPRESSION,
     10,
     5,
     "thresholds",
     "decision thresholds: 'when' is a condition: it has to be true or false"},
    {"transfer.payer outside a fold",
     {WHEN("transfer.payer == transfer.payee")},
     FR_BAD_EXPRESSION,
     10,
     5,
     "r",
     "rule r: " KEYS},
    {"transfer.payee in a feature",
     {FOLD("transfer.payee != transfer.payer")},
     FR_BAD_EXPRESSION,
     10,
     5,
     "f",
     "feature f: " KEYS},
    {"a fold over two sides",
     {WHEN("payer.sent.exists(t, t.amount > payee.received.map(r, r.amount).max())")},
     FR_BAD_EXPRESSION,
     10,
     16,
     "",
     SIDES},
    {"a fold that uses a feature",
     {.features = {{"g", "1.5"}}, WHEN("payer.sent.exists(t, t.amount > g)")},
     FR_BAD_EXPRESSION,
     10,
     16,
     "",
     "a fold cannot use another feature: write its expression here, or combine the two outside"},
    {"a fold that uses pair.first_time",
     {WHEN("payer.sent.exists(t, pair.first_time)")},
     FR_BAD_EXPRESSION,
     10,
     16,
     "",
     "a fold cannot use pair.first_time: combine them outside"},
    {"a list's size", {WHEN("payee.lists.size() > 1")}, FR_BAD_EXPRESSION, 10, 17, "", LISTS},
    {"what is on a list", {WHEN("payer.lists.exists(l, l == 'a')")}, FR_BAD_EXPRESSION, 10, 17, "", LISTS},
    {"a list within a time",
     {WHEN("'a' in customer.lists.within(duration('1h'))")},
     FR_BAD_EXPRESSION,
     10,
     27,
     "r",
     "rule r: customer.lists has no times, so within() means nothing here"},
};

Test(compile, each_refusal_has_its_place_and_sentence) {
  for (size_t i = 0; i < FR_COUNT(refusals); i++) {
    const refusal *c = &refusals[i];
    fr_error error = FR_ERROR_INIT;
    const fr_status status = load(&c->policy, &error);
    cr_expect_eq(status, c->status, "%s: %s %s", c->what, fr_status_name(status), error.message);
    cr_expect_eq(error.status, c->status, "%s", c->what);
    if (c->line != 0) {
      cr_expect_eq(error.line, c->line, "%s: line %u", c->what, error.line);
      cr_expect_eq(error.column, c->column, "%s: column %u", c->what, error.column);
    }
    if (c->field != NULL) cr_expect_str_eq(error.field, c->field, "%s", c->what);
    if (c->message != NULL) cr_expect_str_eq(error.message, c->message, "%s", c->what);
  }
}

/* ---- expressions: the sentence is the language's, the place is the policy's ---- */

typedef struct mistake {
  const char *source;
  fr_status status;
  uint32_t line, column;
  const char *says; /* is part of the message */
} mistake;

static const mistake mistakes[] = {
    {"transfer.amout > 1", FR_BAD_EXPRESSION, 10, 5, "'transfer.amount'"},
    /* The lines of a block have lost their indentation, so that column 5 begins each of them. */
    {"true &&\n  transfer.amout > 1", FR_BAD_EXPRESSION, 11, 7, "'transfer.amount'"},
    {"draned > 1.0", FR_BAD_EXPRESSION, 10, 5, "'drained'"},
    {"true || nothing_like_it", FR_BAD_EXPRESSION, 10, 13, "nothing_like_it"},
    {"transfer.channel == 'tellr'", FR_BAD_EXPRESSION, 10, 25, "teller"},
    {"transfer.remark.mentions('safe_acount')", FR_BAD_EXPRESSION, 10, 30, "safe_account"},
    {"transfer.remark.mentions('parcel')", FR_BAD_EXPRESSION, 10, 30, "parcel"},
    {"lists.riski.size() > 1", FR_BAD_EXPRESSION, 10, 5, "lists.risky"},
    {"1 +", FR_BAD_EXPRESSION, 10, 0, ""},
    {"true &&\n\n  (", FR_BAD_EXPRESSION, 12, 0, ""},
};

Test(compile, mistakes_in_expressions_stand_where_the_analyst_wrote_them) {
  for (size_t i = 0; i < FR_COUNT(mistakes); i++) {
    const bundle_policy policy = {
        .lists = "[['risky', 4, ['real_time']]]",
        .phrases = "[['safe_account', ['safe account']]]",
        .features = {{"drained", "transfer.amount / 2.0"}},
        .rules = {{.id = "r", .when = mistakes[i].source}},
    };
    fr_error error = FR_ERROR_INIT;
    const fr_status status = load(&policy, &error);
    cr_expect_eq(status, mistakes[i].status, "%s: %s", mistakes[i].source, error.message);
    cr_expect_eq(error.line, mistakes[i].line, "%s: line %u", mistakes[i].source, error.line);
    if (mistakes[i].column != 0) {
      cr_expect_eq(error.column, mistakes[i].column, "%s: column %u", mistakes[i].source, error.column);
    }
    cr_expect_not_null(strstr(error.message, mistakes[i].says), "%s: %s", mistakes[i].source, error.message);
    cr_expect_eq(strncmp(error.message, "rule r: ", 8), 0, "%s", error.message);
    cr_expect_str_eq(error.field, "r");
  }
}

Test(compile, a_source_without_a_place_has_the_expressions_own) {
  const bundle_policy policy = {.sections = {{"features", "[['f', '1 +\n  nobody', 0, 0]]"}}};
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(load(&policy, &error), FR_BAD_EXPRESSION);
  cr_expect_eq(error.line, 2);
  cr_expect_eq(error.column, 3);
}

/* ---- limits ---- */

Test(compile, nesting_deeper_than_the_limit) {
  char source[512] = {0};
  memset(source, '(', 200);
  memcpy(source + 200, "true", 4);
  memset(source + 204, ')', 200);
  const bundle_policy policy = {WHEN(source)};
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(load(&policy, &error), FR_TOO_DEEP);
  cr_expect_eq(error.line, 10);
}

static void free_features(bundle_feature *features, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    free((void *)(uintptr_t)features[i].name);
    free((void *)(uintptr_t)features[i].source);
  }
  free(features);
}

/* Features of `per` folds each, all different. */
static bundle_feature *many_features(uint32_t count, uint32_t per) {
  bundle_feature *features = calloc(count, sizeof *features);
  for (uint32_t i = 0; i < count; i++) {
    char *name = calloc(1, 12), *source = calloc(1, 64 * (size_t)per + 1);
    size_t at = 0;
    snprintf(name, 12, "f%u", i);
    for (uint32_t j = 0; j < per; j++) {
      at += (size_t)snprintf(source + at, 64, "%spayer.sent.within(duration('%us')).size()", j == 0 ? "" : "+",
                             i * per + j + 1);
    }
    features[i] = (bundle_feature){name, source};
  }
  return features;
}

Test(compile, as_many_features_and_folds_as_there_may_be) {
  fr_error error = FR_ERROR_INIT;
  bundle_feature *single = many_features(FR_MAX_FEATURES, 1), *several = many_features(205, 5);
  const bundle_policy most = {.more_features = single, .more_feature_count = FR_MAX_FEATURES, WHEN("f1023 > 0")};
  cr_expect_eq(load(&most, &error), FR_OK, "%s", error.message);
  const bundle_policy more = {.more_features = several, .more_feature_count = 205};
  cr_expect_eq(load(&more, &error), FR_TOO_MANY, "%s", error.message);
  cr_expect_neq(error.message[0], '\0');
  free_features(single, FR_MAX_FEATURES);
  free_features(several, 205);
}

Test(compile, features_in_any_order_and_a_thousand_deep) {
  static char names[FR_MAX_FEATURES][16], sources[FR_MAX_FEATURES][16];
  static bundle_feature features[FR_MAX_FEATURES];
  for (uint32_t i = 0; i < FR_MAX_FEATURES; i++) {
    snprintf(names[i], sizeof names[i], "f%u", i);
    snprintf(sources[i], sizeof sources[i], "f%u + 1", i + 1);
    features[i] = (bundle_feature){names[i], sources[i]};
  }
  features[FR_MAX_FEATURES - 1].source = "1";
  const bundle_policy policy = {.more_features = features,
                                .more_feature_count = FR_MAX_FEATURES,
                                .rules = {{.id = "r", .when = "f0 == 1024", .points = 1}}};
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  const fr_transfer transfer = transfer_of("t", "a", "b", 1, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_eq(in.decision.score, 1);
  world_close(&in);
}

Test(compile, a_policy_that_costs_too_much) {
  enum { ITEMS = 30000 };
  char *lists = malloc(ITEMS * 5 + 64);
  size_t at = (size_t)snprintf(lists, 64, "[['long', 3, [");
  for (uint32_t i = 0; i < ITEMS; i++) at += (size_t)snprintf(lists + at, 8, "1.5,");
  snprintf(lists + at, 8, "]]]");
#define COSTLY "payer.sent.exists(t, lists.long.exists(x, x == t.amount))"
  const bundle_rule cheap = {.id = "r", .when = "transfer.amount > 1.0", .points = 1};
  const struct {
    bundle_policy policy;
    const char *told;
  } cases[] = {
      {{.lists = lists, WHEN(COSTLY)}, "rule r: it takes"},
      {{.lists = lists, .features = {{"many", COSTLY}}, .rules = {cheap}}, "feature many: it takes"},
      {{.lists = lists, .rules = {{.id = "r", .when = "true", .points_source = COSTLY " ? 1 : 2"}}},
       "rule r: it takes"},
      {{.lists = lists,
        .rules = {{.id = "r", .when = "transfer.amount > 1.0", .points = 1, .if_unknown_source = COSTLY " ? 1 : 2"}}},
       "rule r: it takes"},
      {{.lists = lists, .rules = {cheap}, .thresholds = {{.when = COSTLY, .warn = 1}, {.warn = 2}}},
       "decision thresholds: it takes"},
  };
#undef COSTLY
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(load(&cases[i].policy, &error), FR_TOO_COSTLY, "%zu: %s", i, error.message);
    cr_expect_eq(error.line, BUNDLE_LINE, "%zu: the place of the costliest expression", i);
    cr_expect_not_null(strstr(error.message, cases[i].told), "%zu: %s", i, error.message);
    cr_expect_not_null(strstr(error.message, "and 20000000 are the most; shorten it"), "%zu: %s", i, error.message);
  }
  free(lists);
}

/* ---- what is taken ---- */

Test(compile, what_may_look_odd_and_is_right) {
  static const char *const conditions[] = {
      "lists.none.size() == 0",
      "'case_account' in payee.lists || 'x' in payer.lists || 'y' in customer.lists",
      "payer.sent.exists(t, t.payee == transfer.payee)",
      "payer.sent.filter(t, t.amount > payer.sent.map(u, u.amount).max() / 2.0).size() > 1",
      "payer.sent.exists(drained, drained.amount > 1.0)",
      "attributes.branch_risk > 0.5",
      "has(payer.age) && payer.age > 60",
      "transfer.remark.mentions('safe_account')",
      "payer.sent.size() > payee.received.size()",
      "transfer.speed in lists.risky",
      "true",
  };
  for (size_t i = 0; i < FR_COUNT(conditions); i++) {
    const bundle_policy policy = {
        .lists = "[['none', 4, []], ['risky', 4, ['real_time']]]",
        .phrases = "[['safe_account', ['safe account']]]",
        .attributes = "[['branch_risk', 3]]",
        .features = {{"drained", "true"}},
        .rules = {{.id = "r", .when = conditions[i]}},
    };
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(load(&policy, &error), FR_OK, "%s: %s", conditions[i], error.message);
  }
}
