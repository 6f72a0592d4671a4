/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support/world.h"

static const bundle_policy described = {
    .advice =
        "{'police': {'customer': {'en': ['Stop.', 'Call 96110.'], 'zh': ['停']}, 'teller': {'en': ['Ask.']}},"
        " 'unclassified': {'customer': {'en': ['Take care.']}, 'atm': {'en': ['Wait.']}}, 'loan': {}}",
    .rules =
        {{.id = "a", .when = "true", .points = 5, .scam = "police", .reason = "{'en': 'A unknown call', 'zh': '甲'}"},
         {.id = "b", .when = "true", .points = 3, .scam = "loan", .reason = "{'en': 'B'}"},
         {.id = "c", .when = "true", .points = 1, .reason = "{}"}},
};

typedef struct case_of_words {
  const char *scam; /* null: none */
  uint32_t audience;
  const char *language, *words; /* null: FR_NO_WORDS */
} case_of_words;

static const case_of_words cases[] = {
    {"police", FR_AUDIENCE_CUSTOMER, "en", "Stop.\nCall 96110."},
    {"police", FR_AUDIENCE_CUSTOMER, "zh", "停"},
    {"police", FR_AUDIENCE_CUSTOMER, "fr", "Stop.\nCall 96110."},
    {"police", FR_AUDIENCE_CUSTOMER, NULL, "Stop.\nCall 96110."},
    {"police", FR_AUDIENCE_TELLER, "zh", "Ask."},
    {"police", FR_AUDIENCE_ATM, "en", "Wait."}, /* the general words, where a scam has none for this audience */
    {"loan", FR_AUDIENCE_CUSTOMER, "en", "Take care."},
    {"loan", FR_AUDIENCE_TELLER, "en", NULL},
    {NULL, FR_AUDIENCE_CUSTOMER, "en", "Take care."},
    {NULL, FR_AUDIENCE_TELLER, "en", NULL},
};

static fr_policy *policy;
static fr_decision decision;

static void set_up(void) {
  policy = bundle_load(&described);
  cr_assert_not_null(policy);
  fr_policy_info info = FR_POLICY_INFO_INIT;
  cr_assert_eq(fr_policy_describe(policy, &info), FR_OK);
  decision = (fr_decision)FR_DECISION_INIT;
  memcpy(decision.policy_digest, info.digest, 32);
  decision.outcome = FR_OUTCOME_WARN;
  decision.scam_index = -1;
}
static void tear_down(void) { fr_policy_release(policy); }
TestSuite(words, .init = set_up, .fini = tear_down);

static int32_t scam_of(const char *name) {
  for (uint32_t i = 0; name != NULL && fr_policy_scam(policy, i) != NULL; i++) {
    if (strcmp(fr_policy_scam(policy, i), name) == 0) return (int32_t)i;
  }
  return -1;
}

static fr_status words(uint32_t audience, const char *language, char *buffer, uint64_t capacity, uint64_t *needed) {
  return fr_words(policy, &decision, audience, fr_text_of(language), FR_ENCODING_UTF8, buffer, capacity, needed);
}

Test(words, by_scam_audience_and_language) {
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    char buffer[64];
    uint64_t needed = 99;
    decision.scam_index = scam_of(cases[i].scam);
    const fr_status status = words(cases[i].audience, cases[i].language, buffer, sizeof buffer, &needed);
    cr_assert_eq(status, cases[i].words == NULL ? FR_NO_WORDS : FR_OK, "%zu", i);
    if (cases[i].words == NULL) continue;
    cr_assert_eq(needed, strlen(cases[i].words), "%zu", i);
    cr_expect_arr_eq(buffer, cases[i].words, needed, "%zu", i);
  }
}

Test(words, a_buffer_that_is_too_small_is_left_alone) {
  char buffer[32];
  uint64_t needed = 0;
  decision.scam_index = scam_of("police");
  memset(buffer, '.', sizeof buffer);
  cr_expect_eq(words(FR_AUDIENCE_CUSTOMER, "en", buffer, 16, &needed), FR_BUFFER_TOO_SMALL);
  cr_expect_eq(needed, 17);
  cr_expect_eq(buffer[0], '.');
  cr_expect_eq(words(FR_AUDIENCE_CUSTOMER, "en", NULL, 0, &needed), FR_BUFFER_TOO_SMALL, "asking for the size");
  cr_expect_eq(words(FR_AUDIENCE_CUSTOMER, "en", buffer, 17, &needed), FR_OK);
  cr_expect_eq(buffer[17], '.');
}

static void add_reason(uint32_t rule) { decision.reasons[decision.reason_count++].rule_index = rule; }

Test(words, audit_gives_the_reasons_a_line_each) {
  char buffer[64];
  uint64_t needed = 99;
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "en", buffer, sizeof buffer, &needed), FR_OK);
  cr_expect_eq(needed, 0, "no rule fired");
  add_reason(0);
  add_reason(1);
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "en", buffer, sizeof buffer, &needed), FR_OK);
  cr_expect_eq(needed, 16);
  cr_expect_arr_eq(buffer, "A unknown call\nB", 16);
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "zh", buffer, sizeof buffer, &needed), FR_OK);
  cr_expect_arr_eq(buffer, "甲\nB", needed);
  memset(buffer, '.', sizeof buffer);
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "en", buffer, 15, &needed), FR_BUFFER_TOO_SMALL);
  cr_expect_eq(needed, 16);
  cr_expect_eq(buffer[0], '.');
  decision.outcome = FR_OUTCOME_ALLOW;
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "en", buffer, sizeof buffer, &needed), FR_OK, "an allow has reasons too");
  cr_expect_eq(needed, 16);
  add_reason(2);
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "en", buffer, sizeof buffer, &needed), FR_NO_WORDS, "c has no reason");
  decision.reasons[2].rule_index = 3;
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "en", buffer, sizeof buffer, &needed), FR_OTHER_POLICY);
}

Test(words, an_allowed_transfer_has_none) {
  uint64_t needed = 99;
  decision.outcome = FR_OUTCOME_ALLOW;
  for (uint32_t audience = FR_AUDIENCE_CUSTOMER; audience <= FR_AUDIENCE_ATM; audience++) {
    cr_expect_eq(words(audience, "en", NULL, 0, &needed), FR_OK);
    cr_expect_eq(needed, 0);
  }
}

Test(words, refusals) {
  char buffer[64];
  uint64_t needed;
  const fr_text en = fr_text_of("en");
  cr_expect_eq(fr_words(NULL, &decision, 1, en, 0, buffer, 64, &needed), FR_NULL_POINTER);
  cr_expect_eq(fr_words(policy, NULL, 1, en, 0, buffer, 64, &needed), FR_NULL_POINTER);
  cr_expect_eq(fr_words(policy, &decision, 1, en, 0, NULL, 64, &needed), FR_NULL_POINTER);
  cr_expect_eq(fr_words(policy, &decision, 1, en, 0, buffer, 64, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_words(policy, &decision, 0, en, 0, buffer, 64, &needed), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_words(policy, &decision, 12, en, 0, buffer, 64, &needed), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_words(policy, &decision, 1, en, FR_ENCODING_UNKNOWN, buffer, 64, &needed), FR_BAD_ARGUMENT);
  decision.reason_count = FR_MAX_REASONS + 1;
  cr_expect_eq(words(FR_AUDIENCE_AUDIT, "en", buffer, 64, &needed), FR_BAD_ARGUMENT);
  decision.reason_count = 0;
  decision.policy_digest[31] ^= 1;
  cr_expect_eq(words(FR_AUDIENCE_CUSTOMER, "en", buffer, 64, &needed), FR_OTHER_POLICY);
  decision.struct_size--;
  cr_expect_eq(words(FR_AUDIENCE_CUSTOMER, "en", buffer, 64, &needed), FR_STRUCT_SIZE);
}

Test(words, reason_of_one_rule) {
  char buffer[32];
  uint64_t needed;
  const fr_text zh = fr_text_of("zh");
  cr_expect_eq(fr_reason_text(policy, 0, zh, 0, buffer, sizeof buffer, &needed), FR_OK);
  cr_expect_eq(needed, 3);
  cr_expect_arr_eq(buffer, "甲", 3);
  cr_expect_eq(fr_reason_text(policy, 1, zh, 0, buffer, sizeof buffer, &needed), FR_OK);
  cr_expect_eq(buffer[0], 'B');
  cr_expect_eq(fr_reason_text(policy, 0, zh, 0, buffer, 2, &needed), FR_BUFFER_TOO_SMALL);
  cr_expect_eq(needed, 3);
  cr_expect_eq(fr_reason_text(policy, 2, zh, 0, buffer, sizeof buffer, &needed), FR_NO_WORDS);
  cr_expect_eq(fr_reason_text(policy, 3, zh, 0, buffer, sizeof buffer, &needed), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_reason_text(policy, 0, zh, FR_ENCODING_UNKNOWN, buffer, sizeof buffer, &needed), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_reason_text(NULL, 0, zh, 0, buffer, sizeof buffer, &needed), FR_NULL_POINTER);
  cr_expect_eq(fr_reason_text(policy, 0, zh, 0, NULL, 1, &needed), FR_NULL_POINTER);
  cr_expect_eq(fr_reason_text(policy, 0, zh, 0, buffer, 1, NULL), FR_NULL_POINTER);
}
