/* SPDX-License-Identifier: Apache-2.0
 *
 * What expressions ask of texts, and where a text mentions a policy's phrases. */
#include <criterion/criterion.h>

#include "support/world.h"

static const bundle_policy speaking = {
    .phrases =
        "[['gambling', {'weak': ['彩票', '充值'], 'medium': ['下注'], 'strong': ['百家乐'], 'disguised': ['婇票']}],"
        " ['ordinary', {'allow': ['福利彩票站']}], ['plain', ['安全账户']]]",
    .features = {{"any", "text.mentions('gambling')"},
                 {"weak", "text.mentions('gambling', 'weak')"},
                 {"medium", "text.mentions('gambling', 'medium')"},
                 {"strong", "text.mentions('gambling', 'strong')"},
                 {"disguised", "text.disguised()"},
                 {"plain", "text.mentions('plain', 'strong')"},
                 {"ordinary", "text.mentions('ordinary')"},
                 {"remark", "transfer.remark.mentions('gambling', 'medium')"},
                 {"remark_disguised", "transfer.remark.disguised()"},
                 {"string", "('安全' + '账户').mentions('plain')"}},
    .rules = {{.id = "r", .when = "text.mentions('plain') || strong", .points = 50}},
};
enum { FEATURES = 10 };

/* The features as a word: a letter of theirs where true, - where false, a dot where unknown. */
static void ask(const fr_transfer *transfer, char said[FEATURES + 1]) {
  static const char letters[] = "awmsdporxc";
  world in = world_open(&speaking);
  fr_value values[FEATURES];
  unsigned char memory[1 << 16];
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = memory;
  folds.capacity = sizeof memory;
  cr_assert_eq(fr_fold(in.context, transfer, FR_SIDE_ALL, &folds), FR_OK);
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_features(in.policy, transfer, &folds, values, FEATURES, &error), FR_OK, "%s", error.message);
  for (uint32_t i = 0; i < FEATURES; i++) {
    said[i] = values[i].type == FR_TYPE_BOOL ? (char)(values[i].integer != 0 ? letters[i] : '-') : '.';
  }
  said[FEATURES] = '\0';
  world_close(&in);
}

Test(mentions, of_remark_purpose_and_notes_together) {
  static const struct {
    const char *remark, *purpose, *notes, *said;
  } cases[] = {
      {NULL, NULL, NULL, ".........c"},         {"", NULL, NULL, "---------c"},
      {"彩票", NULL, NULL, "a--------c"},       {"彩票", "充值", NULL, "aw-------c"},
      {NULL, "彩*票", "充值", "aw-----..c"},    {"下注", "", "", "awm----r-c"},
      {"下*注", NULL, NULL, "awm-d--rxc"},      {NULL, NULL, "百家乐", "awms---..c"},
      {NULL, NULL, "百榢乐", "awm-d--..c"},     {"婇票", NULL, NULL, "awm-d--rxc"},
      {"福利彩票站", NULL, NULL, "------o--c"}, {"安全", "账户", NULL, "---------c"}, /* two texts are two */
      {"安全账护", NULL, NULL, "----d---xc"},   {"转到安全账户", "彩票", "下注", "awm--p---c"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_transfer transfer = transfer_of("t", "a", "b", 100, NOON);
    fr_teller teller = FR_TELLER_INIT;
    char said[FEATURES + 1];
    transfer.remark = fr_text_of(cases[i].remark);
    transfer.purpose = fr_text_of(cases[i].purpose);
    teller.notes = fr_text_of(cases[i].notes);
    transfer.teller = &teller;
    ask(&transfer, said);
    cr_expect_str_eq(said, cases[i].said, "case %zu: %s instead of %s", i, said, cases[i].said);
  }
}

/* In whatever encoding they come, and cut or damaged, they say the same. */
Test(mentions, in_any_encoding) {
  static const char gb18030[] = "\xb0\xd9\xbc\xd2\xc0\xd6\xb0"; /* 百家乐 and half a character */
  for (uint32_t encoding = FR_ENCODING_GB18030; encoding <= FR_ENCODING_UNKNOWN; encoding++) {
    for (uint32_t place = 0; place < 3; place++) {
      fr_transfer transfer = transfer_of("t", "a", "b", 100, NOON);
      fr_teller teller = FR_TELLER_INIT;
      char said[FEATURES + 1];
      const fr_text text = {gb18030, sizeof gb18030 - 1, encoding};
      *(place == 0 ? &transfer.remark : place == 1 ? &transfer.purpose : &teller.notes) = text;
      transfer.teller = &teller;
      ask(&transfer, said);
      cr_expect_eq(strncmp(said, "awms---", 7), 0, "place %u, encoding %u: %s", place, encoding, said);
    }
  }
}

Test(mentions, decide_and_are_flagged) {
  world in = world_open(&speaking);
  fr_transfer transfer = transfer_of("t", "a", "b", 100, NOON);
  fr_teller teller = FR_TELLER_INIT;
  teller.notes = fr_text_of("他说要转到安 全 账 户\xff");
  transfer.teller = &teller;
  cr_assert_eq(fr_score(in.context, &transfer, &in.decision), FR_OK);
  cr_expect_eq(in.decision.score, 50);
  cr_expect_neq(in.decision.flags & FR_FLAG_TEXT_DAMAGED, 0);
  transfer.id = fr_text_of("u");
  transfer.teller = NULL;
  cr_assert_eq(fr_score(in.context, &transfer, &in.decision), FR_OK);
  cr_expect_eq(in.decision.score, 0);
  cr_expect_neq(in.decision.flags & FR_FLAG_INPUTS_UNKNOWN, 0, "nobody knows what was said");
  world_close(&in);
}

Test(mentions, what_is_refused) {
  static const struct {
    const char *when, *says;
  } cases[] = {
      {"text.mentions('gamblin')", "did you mean \"gambling\"?"},
      {"text.mentions('gambling', 'strng')", "mentions() knows no \"strng\"; did you mean \"strong\"?"},
      {"text.mentions('gambling', 'allow')", "mentions() knows no \"allow\""},
      {"text.mentions()", "mentions() takes 1 or 2 names in quotes"},
      {"text.disguised('gambling')", "disguised() takes nothing in its brackets"},
      {"text.contains('x')", "contains() takes a string"},
      {"text == 'x'", "a string"},
      {"payer.sent.exists(t, text.mentions('gambling'))", "text can only be asked outside of folds over a history"},
      {"payer.sent.filter(t, text.disguised()).size() > 1", "text can only be asked outside of folds over a history"},
      {"transfer.amount.mentions('gambling')", "mentions() is a function of a string, not of a double"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy policy = {.phrases = speaking.phrases, .rules = {{.id = "r", .when = cases[i].when}}};
    bundle made = bundle_of(&policy);
    fr_policy *loaded = NULL;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr_policy_load(made.data, made.size, &loaded, &error), FR_BAD_EXPRESSION, "%s", cases[i].when);
    cr_expect_not_null(strstr(error.message, cases[i].says), "%s: %s", cases[i].when, error.message);
    bundle_free(&made);
  }
  const bundle_policy as_feature = {.features = {{"said", "text"}}};
  const bundle_policy taken = {.features = {{"text", "1"}}};
  const bundle_policy in_words = {.rules = {{.id = "r", .when = "true", .reason = "{'en': '{text}'}"}}};
  const bundle_policy *const whole[] = {&as_feature, &taken, &in_words};
  for (size_t i = 0; i < FR_COUNT(whole); i++) {
    bundle made = bundle_of(whole[i]);
    fr_policy *loaded = NULL;
    cr_expect_lt(fr_policy_load(made.data, made.size, &loaded, NULL), 0, "%zu", i);
    bundle_free(&made);
  }
}

Test(mentions, bundles_of_the_wrong_shape) {
  static const struct {
    const char *phrases;
    fr_status status;
    const char *says;
  } cases[] = {
      {"[['a', {'loud': ['x']}]]", FR_BAD_BUNDLE, "a set of phrases has a key 'loud' that this library does not know"},
      {"[['a', {'weak': 'x'}]]", FR_BAD_BUNDLE, "a set's phrases"},
      {"[['a', {'weak': [1]}]]", FR_BAD_BUNDLE, "a phrase is not a text"},
      {"[['a', {'weak': ['，。']}]]", FR_BAD_POLICY, "phrase 0 has nothing that is left once it is folded"},
      {"[['a', {'weak': ['']}]]", FR_BAD_POLICY, "phrase 0 is empty; it would match any text"},
      {"[['a', 'x']]", FR_BAD_BUNDLE, "a set of phrases"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy policy = {.phrases = cases[i].phrases};
    bundle made = bundle_of(&policy);
    fr_policy *loaded = NULL;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr_policy_load(made.data, made.size, &loaded, &error), cases[i].status, "%s: %s", cases[i].phrases,
                 error.message);
    cr_expect_not_null(strstr(error.message, cases[i].says), "%s: %s", cases[i].phrases, error.message);
    bundle_free(&made);
  }
  const bundle_policy empty = {.phrases = "[['a', {}], ['b', {'weak': []}]]"};
  fr_policy *loaded = bundle_load(&empty);
  cr_expect_not_null(loaded, "a set may be empty");
  fr_policy_release(loaded);
}

/* ---- the places ---- */

Test(mentions, places_in_the_text_as_it_came) {
  fr_policy *policy = bundle_load(&speaking);
  fr_text_match matches[8];
  uint32_t count = 9;
  memset(matches, 0x5A, sizeof matches);
  cr_assert_eq(fr_text_matches(policy, fr_text_of("买福利彩票站，下*注 百榢乐"), matches, 8, &count), FR_OK);
  cr_assert_eq(count, 3);
  const fr_text_match expected[] = {
      {3, 18, 1, FR_PHRASE_ALLOWED, 0, 0, "ordinary"},
      {21, 28, 0, FR_PHRASE_MEDIUM, FR_DISGUISE_SEPARATED, 0, "gambling"},
      {29, 38, 0, FR_PHRASE_MEDIUM, FR_DISGUISE_LOOKALIKE, 0, "gambling"},
  };
  cr_expect_arr_eq(matches, expected, sizeof expected, "to the last byte of the names");
  cr_expect_eq(fr_text_matches(policy, fr_text_of("买福利彩票站，下*注 百榢乐"), matches, 2, &count),
               FR_BUFFER_TOO_SMALL);
  cr_expect_eq(count, 3);
  cr_expect_arr_eq(matches, expected, 2 * sizeof expected[0], "the first of them");
  cr_expect_eq(fr_text_matches(policy, fr_text_of("下注"), NULL, 0, &count), FR_BUFFER_TOO_SMALL);
  cr_expect_eq(count, 1);
  fr_policy_release(policy);
}

Test(mentions, places_in_gb18030) {
  fr_policy *policy = bundle_load(&speaking);
  fr_text_match matches[2];
  uint32_t count = 0;
  /* 安 全账户, with a space, and half a character at the end */
  for (uint32_t encoding = FR_ENCODING_GB18030; encoding <= FR_ENCODING_UNKNOWN; encoding++) {
    const fr_text text = {"x\xb0\xb2 \xc8\xab\xd5\xcb\xbb\xa7\xb0", 11, encoding};
    cr_assert_eq(fr_text_matches(policy, text, matches, 2, &count), FR_OK);
    cr_assert_eq(count, 1);
    cr_expect(matches[0].begin == 1 && matches[0].end == 10, "%u-%u", matches[0].begin, matches[0].end);
    cr_expect_str_eq(matches[0].set, "plain");
  }
  fr_policy_release(policy);
}

Test(mentions, places_refuse) {
  fr_policy *policy = bundle_load(&speaking);
  fr_text_match match;
  uint32_t count = 7;
  cr_expect_eq(fr_text_matches(NULL, fr_text_of("x"), &match, 1, &count), FR_NULL_POINTER);
  cr_expect_eq(fr_text_matches(policy, fr_text_of("x"), &match, 1, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_text_matches(policy, fr_text_of("x"), NULL, 1, &count), FR_NULL_POINTER);
  cr_expect_eq(fr_text_matches(policy, (fr_text){"x", 1, 3}, &match, 1, &count), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_text_matches(policy, fr_text_of(NULL), &match, 1, &count), FR_OK);
  cr_expect_eq(count, 0);
  fr_policy_release(policy);
}
