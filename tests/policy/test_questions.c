/* SPDX-License-Identifier: Apache-2.0
 *
 * Questions for the teller and what becomes of the answers; notices; the advice that a rule asks for. */
#include <criterion/criterion.h>

#include "support/world.h"

#define QUESTIONS                                                                                             \
  "[['secret', 2, 'told_to_keep_secret', {'en': 'Told to keep {transfer.amount} secret?', 'zh': '保密?'}]," \
  " ['met', 1, 'payee_unknown', {'en': 'Have you met?'}],"                                                    \
  " ['who', 0, '', {'en': 'Who is it for?'}],"                                                                \
  " ['own', 2, 'attributes.own', {'en': 'Ours?'}]]"

static const bundle_policy asking = {
    .attributes = "[['own', 1]]",
    .advice =
        "{'police': {'customer': {'en': ['Stop.'], 'zh': ['停。']}, 'teller': {'en': ['Be kind.']},"
        "            'ask': ['who', 'secret'], 'voice': {'en': ['Hang up.']},"
        "            'audit': {'en': ['Police scam of {payer.age}.']}},"
        " 'police_alert': {'overrides': true, 'customer': {'en': ['The police call you about {transfer.amount}.']}},"
        " 'unclassified': {'customer': {'en': ['Take care.']}, 'ask': ['met', 'own'],"
        "                  'remedy': {'en': ['Call 95555.']}, 'documents': {'en': ['ID card', 'Contract']}}}",
    .rules = {{.id = "a", .when = "transfer.amount < 1000.0", .points = 50, .scam = "police"},
              {.id = "b", .when = "transfer.amount > 500.0", .points = 50, .advice = "police_alert"},
              {.id = "c", .when = "transfer.amount > 5000.0", .points = 50, .advice = "police"}},
    .sections = {{"questions", QUESTIONS}},
};

static world in;
static void set_up(void) {
  in = world_open(&asking);
  cr_assert_not_null(in.context);
}
static void tear_down(void) { world_close(&in); }
TestSuite(questions, .init = set_up, .fini = tear_down);

static void score(int64_t yuan) {
  static char id[16];
  static uint32_t number;
  snprintf(id, sizeof id, "t%u", number++);
  const fr_transfer transfer = transfer_of(id, "alice", "bob", yuan * 100, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
}

static void expect_words(uint32_t audience, const char *language, const char *words) {
  char text[160];
  uint64_t size = 0;
  const fr_status status =
      fr_words(in.policy, &in.decision, audience, fr_text_of(language), 0, text, sizeof text, &size);
  cr_assert_eq(status, words == NULL ? FR_NO_WORDS : FR_OK, "%u: %s", audience, fr_status_name(status));
  if (words == NULL) return;
  cr_expect_eq(size, strlen(words), "%u: %.*s", audience, (int)size, text);
  cr_expect_arr_eq(text, words, strlen(words) < size ? strlen(words) : size, "%u: %.*s", audience, (int)size, text);
}

Test(questions, of_the_scam_behind_what_the_teller_is_told) {
  score(100);
  cr_expect_str_eq(in.decision.scam, "police");
  expect_words(FR_AUDIENCE_TELLER, "en", "Be kind.\nWho is it for?\nTold to keep 100.00 yuan secret?");
  expect_words(FR_AUDIENCE_TELLER, "zh", "Be kind.\nWho is it for?\n保密?");
}

Test(questions, of_the_general_advice_where_there_are_no_others) {
  score(2000);
  cr_expect_str_eq(in.decision.scam, "");
  expect_words(FR_AUDIENCE_TELLER, "en", "Have you met?\nOurs?");
}

Test(questions, one_by_one) {
  fr_question question = FR_QUESTION_INIT;
  char text[64];
  uint64_t size = 0;
  score(100);
  cr_assert_eq(fr_question_get(in.policy, &in.decision, 0, &question), FR_OK);
  cr_expect_eq(question.sign, FR_UNKNOWN);
  cr_expect_eq(question.teller_bit, 0);
  cr_expect_str_eq(question.name, "who");
  cr_expect_str_eq(question.observation, "");
  cr_assert_eq(fr_question_get(in.policy, &in.decision, 1, &question), FR_OK);
  cr_expect_eq(question.sign, FR_YES);
  cr_expect_eq(question.teller_bit, FR_TELLER_TOLD_TO_KEEP_SECRET);
  cr_expect_str_eq(question.observation, "told_to_keep_secret");
  const fr_text zh = fr_text_of("zh");
  cr_expect_eq(fr_question_words(in.policy, &in.decision, 1, zh, 0, text, sizeof text, &size), FR_OK);
  cr_expect_eq(size, strlen("保密?"));
  cr_expect_arr_eq(text, "保密?", strlen("保密?"));
  cr_expect_eq(fr_question_words(in.policy, &in.decision, 1, zh, 0, text, 6, &size), FR_BUFFER_TOO_SMALL);
  cr_expect_eq(fr_question_words(in.policy, &in.decision, 2, zh, 0, text, sizeof text, &size), FR_NO_WORDS);
  cr_expect_eq(fr_question_get(in.policy, &in.decision, 2, &question), FR_NO_WORDS);
  score(2000);
  cr_assert_eq(fr_question_get(in.policy, &in.decision, 0, &question), FR_OK);
  cr_expect_eq(question.sign, FR_NO);
  cr_assert_eq(fr_question_get(in.policy, &in.decision, 1, &question), FR_OK);
  cr_expect_eq(question.teller_bit, 0);
  cr_expect_str_eq(question.observation, "attributes.own");
}

Test(questions, refusals) {
  fr_question question = FR_QUESTION_INIT;
  const fr_text en = fr_text_of("en");
  score(100);
  cr_expect_eq(fr_question_get(NULL, &in.decision, 0, &question), FR_NULL_POINTER);
  cr_expect_eq(fr_question_get(in.policy, NULL, 0, &question), FR_NULL_POINTER);
  cr_expect_eq(fr_question_get(in.policy, &in.decision, 0, NULL), FR_NULL_POINTER);
  question.struct_size = 8;
  cr_expect_eq(fr_question_get(in.policy, &in.decision, 0, &question), FR_STRUCT_SIZE);
  question.struct_size = (uint32_t)sizeof question;
  cr_expect_eq(fr_question_words(in.policy, &in.decision, 0, en, 0, NULL, 0, NULL), FR_NULL_POINTER);
  in.decision.outcome = FR_OUTCOME_ALLOW;
  cr_expect_eq(fr_question_get(in.policy, &in.decision, 0, &question), FR_NO_WORDS, "an allowed transfer has none");
  in.decision.outcome = FR_OUTCOME_WARN;
  in.decision.policy_digest[0] ^= 1;
  cr_expect_eq(fr_question_get(in.policy, &in.decision, 0, &question), FR_OTHER_POLICY);
  in.decision.struct_size--;
  cr_expect_eq(fr_question_get(in.policy, &in.decision, 0, &question), FR_STRUCT_SIZE);
}

Test(questions, answers_become_observations) {
  fr_question yes_is_it = {.sign = FR_YES, .teller_bit = FR_TELLER_COACHED};
  fr_question no_is_it = {.sign = FR_NO, .teller_bit = FR_TELLER_COACHED};
  fr_question open = {0};
  fr_teller teller = FR_TELLER_INIT;
  fr_teller_answer(&teller, &open, FR_YES);
  fr_teller_answer(&teller, &yes_is_it, FR_UNKNOWN);
  cr_expect_eq(teller.seen | teller.ruled_out, 0);
  fr_teller_answer(&teller, &yes_is_it, FR_NO);
  cr_expect_eq(teller.ruled_out, FR_TELLER_COACHED);
  fr_teller_answer(&teller, &no_is_it, FR_NO);
  cr_expect_eq(teller.seen, FR_TELLER_COACHED);
  cr_expect_eq(teller.ruled_out, 0);
  fr_teller_answer(&teller, &yes_is_it, FR_NO);
  cr_expect_eq(teller.seen, FR_TELLER_COACHED, "what was seen stays");
  cr_expect_eq(teller.ruled_out, 0);
}

/* "停。" and "保密?" as a core system with GB 18030 prints them; the size is that of these bytes. */
Test(questions, in_gb18030) {
  char text[64];
  uint64_t size = 0;
  const fr_text zh = fr_text_of("zh");
  score(100);
  memset(text, '.', sizeof text);
  cr_expect_eq(fr_words(in.policy, &in.decision, FR_AUDIENCE_CUSTOMER, zh, FR_ENCODING_GB18030, text, 3, &size),
               FR_BUFFER_TOO_SMALL);
  cr_expect_eq(size, 4);
  cr_expect_eq(text[0], '.');
  cr_expect_eq(fr_words(in.policy, &in.decision, FR_AUDIENCE_CUSTOMER, zh, FR_ENCODING_GB18030, text, 4, &size), FR_OK);
  cr_expect_arr_eq(text, "\xcd\xa3\xa1\xa3.", 5);
  cr_expect_eq(fr_question_words(in.policy, &in.decision, 1, zh, FR_ENCODING_GB18030, text, sizeof text, &size), FR_OK);
  cr_expect_eq(size, 5);
  cr_expect_arr_eq(text, "\xb1\xa3\xc3\xdc?", 5);
  cr_expect_eq(fr_words(in.policy, &in.decision, FR_AUDIENCE_TELLER, zh, FR_ENCODING_GB18030, text, sizeof text, &size),
               FR_OK);
  cr_expect_eq(size, strlen("Be kind.\nWho is it for?\n") + 5);
  cr_expect_eq(fr_words(in.policy, &in.decision, FR_AUDIENCE_CUSTOMER, zh, FR_ENCODING_UNKNOWN, text, 9, &size),
               FR_BAD_ARGUMENT);
}

/* Values are written in the encoding too: 800.00元. */
Test(questions, values_in_gb18030) {
  static const bundle_policy policy = {
      .advice = "{'unclassified': {'customer': {'zh': ['付{transfer.amount}']}}}",
      .rules = {{.id = "a", .when = "true", .points = 50, .reason = "{'zh': '甲{transfer.amount}'}"}},
  };
  char text[64];
  uint64_t size = 0;
  const fr_text zh = fr_text_of("zh-CN");
  world_close(&in);
  in = world_open(&policy);
  score(800);
  cr_expect_eq(fr_words(in.policy, &in.decision, FR_AUDIENCE_CUSTOMER, zh, FR_ENCODING_GB18030, text, 64, &size),
               FR_OK);
  cr_expect_eq(size, 10);
  cr_expect_arr_eq(text,
                   "\xb8\xb6"
                   "800.00\xd4\xaa",
                   10);
  cr_expect_eq(fr_reason_words(in.policy, &in.decision, 0, zh, FR_ENCODING_GB18030, text, 64, &size), FR_OK);
  cr_expect_arr_eq(text,
                   "\xbc\xd7"
                   "800.00\xd4\xaa",
                   10);
  cr_expect_eq(fr_reason_text(in.policy, 0, zh, FR_ENCODING_GB18030, text, 64, &size), FR_OK);
  cr_expect_eq(size, 19);
  cr_expect_arr_eq(text, "\xbc\xd7{transfer.amount}", 19);
}

Test(questions, notices_voice_and_the_file) {
  score(100);
  expect_words(FR_AUDIENCE_VOICE, "en", "Hang up.");
  expect_words(FR_NOTICE_REMEDY, "en", "Call 95555.");
  expect_words(FR_NOTICE_DOCUMENTS, "en", "ID card\nContract");
  expect_words(FR_NOTICE_REASON, "en", NULL);
  expect_words(FR_NOTICE_EXPIRY, "en", NULL);
  expect_words(FR_AUDIENCE_AUDIT, "en", "Police scam of unknown.\na");
  in.decision.outcome = FR_OUTCOME_ALLOW;
  expect_words(FR_AUDIENCE_AUDIT, "en", "a");
  expect_words(FR_NOTICE_REMEDY, "en", "");
}

Test(questions, the_advice_that_a_rule_asks_for) {
  score(800); /* a, b */
  cr_expect_str_eq(in.decision.scam, "police");
  expect_words(FR_AUDIENCE_CUSTOMER, "en", "The police call you about 800.00 yuan.");
  expect_words(FR_AUDIENCE_VOICE, "en", "Hang up."); /* what it does not say, the scam's advice does */
  expect_words(FR_AUDIENCE_TELLER, "en", "Be kind.\nWho is it for?\nTold to keep 800.00 yuan secret?");
  expect_words(FR_NOTICE_REMEDY, "en", "Call 95555.");
  score(6000); /* b, c: the first that fired */
  cr_expect_eq(in.decision.scam_index, -1);
  expect_words(FR_AUDIENCE_CUSTOMER, "en", "The police call you about 6,000.00 yuan.");
  expect_words(FR_AUDIENCE_TELLER, "en", "Have you met?\nOurs?");
  in.decision.advice = 99; /* what no library wrote */
  expect_words(FR_AUDIENCE_CUSTOMER, "en", "Take care.");
}

/* Advice that does not override is said where no scam is named. */
Test(questions, advice_before_and_behind_the_scams) {
  static const bundle_policy policy = {
      .advice =
          "{'police': {'customer': {'en': ['police']}}, 'listed': {'customer': {'en': ['listed']}},"
          " 'shared': {'overrides': true, 'customer': {'en': ['shared']}},"
          " 'alert': {'overrides': true, 'customer': {'en': ['alert']}}}",
      .rules = {{.id = "a", .when = "true", .points = 50, .advice = "listed"},
                {.id = "b", .when = "transfer.amount >= 10.0", .points = 1, .scam = "police"},
                {.id = "c", .when = "transfer.amount >= 100.0", .points = 1, .advice = "shared"},
                {.id = "d", .when = "transfer.amount >= 1000.0", .points = 1, .advice = "alert"}},
  };
  world_close(&in);
  in = world_open(&policy);
  score(1);
  expect_words(FR_AUDIENCE_CUSTOMER, "en", "listed");
  score(10);
  expect_words(FR_AUDIENCE_CUSTOMER, "en", "police");
  cr_expect_eq(in.decision.advice, 0);
  score(100);
  expect_words(FR_AUDIENCE_CUSTOMER, "en", "shared");
  score(1000);
  expect_words(FR_AUDIENCE_CUSTOMER, "en", "shared"); /* of several the first */
}

Test(questions, what_becomes_of_a_hold_that_nobody_decided) {
  static const bundle_policy policy = {
      .advice =
          "{'police': {'at_expiry': 3}, 'atm_delay': {'at_expiry': 1, 'overrides': true}, 'unclassified': "
          "{'at_expiry': 2}}",
      .rules = {{.id = "a", .when = "transfer.amount < 1000.0", .points = 90, .scam = "police"},
                {.id = "b", .when = "transfer.amount < 100.0", .points = 1, .advice = "atm_delay"},
                {.id = "c", .when = "transfer.amount > 1000.0", .points = 80, .scam = "romance"}},
  };
  static const struct {
    int64_t yuan;
    uint32_t expiry;
  } cases[] = {{500, FR_EXPIRY_REFUSE}, {50, FR_EXPIRY_RELEASE}, {5000, FR_EXPIRY_RENEW}};
  world_close(&in);
  in = world_open(&policy);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    score(cases[i].yuan);
    cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
    cr_expect_eq(fr_expiry(in.policy, &in.decision), cases[i].expiry, "%zu", i);
  }
  cr_expect_eq(fr_expiry(NULL, &in.decision), FR_EXPIRY_NONE);
  cr_expect_eq(fr_expiry(in.policy, NULL), FR_EXPIRY_NONE);
  in.decision.outcome = FR_OUTCOME_WARN;
  cr_expect_eq(fr_expiry(in.policy, &in.decision), FR_EXPIRY_NONE, "nothing is held");
  in.decision.outcome = FR_OUTCOME_HOLD;
  in.decision.policy_digest[0] ^= 1;
  cr_expect_eq(fr_expiry(in.policy, &in.decision), FR_EXPIRY_NONE, "of another policy");
  in.decision.policy_digest[0] ^= 1;
  in.decision.struct_size--;
  cr_expect_eq(fr_expiry(in.policy, &in.decision), FR_EXPIRY_NONE);
}

Test(questions, a_policy_that_says_nothing_of_expiry) {
  score(100);
  in.decision.outcome = FR_OUTCOME_HOLD;
  cr_expect_eq(fr_expiry(in.policy, &in.decision), FR_EXPIRY_NONE);
}

static void expect_refused(const char *questions, const char *advice, const char *message) {
  const bundle_policy policy = {
      .attributes = "[['own', 1], ['mood', 4]]", .advice = advice, .sections = {{"questions", questions}}};
  bundle made = bundle_of(&policy);
  fr_policy *loaded = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_policy_load(made.data, made.size, &loaded, &error),
               strstr(message, "transfer.…") ? FR_BAD_EXPRESSION : FR_BAD_POLICY, "%s", message);
  cr_expect_str_eq(error.message, message);
  fr_policy_release(loaded);
  bundle_free(&made);
}

#define NEITHER " is neither an observation of the teller nor a bool attribute, attributes.NAME"

Test(questions, what_a_policy_cannot_ask) {
  expect_refused("[['q', 2, 'coahced', {'en': 'x'}]]", "{}", "question q: 'coahced'" NEITHER);
  expect_refused("[['q', 2, 'attributes.mood', {'en': 'x'}]]", "{}", "question q: 'attributes.mood'" NEITHER);
  expect_refused("[['q', 2, 'attributes.none', {'en': 'x'}]]", "{}", "question q: 'attributes.none'" NEITHER);
  expect_refused("[['q', 0, '', {'en': 'x'}], ['q', 0, '', {'en': 'y'}]]", "{}", "the question 'q' is declared twice");
  expect_refused("[['q', 0, '', {'en': 'x'}]]", "{'s': {'ask': ['q', 'r']}}",
                 "advice on s asks 'r', which is no question");
  expect_refused("[['q', 0, '', {'en': '{payer.age}'}]]", "{}",
                 "question q: what the customer reads must not tell what rules look at: only values of transfer.… can "
                 "stand here");
}

/* A terminal that calls its Chinese zh-CN must not be answered in English. */
Test(questions, languages_of_one_family) {
  static const struct {
    const char *language, *words;
  } cases[] = {
      {"zh", "停。"},     {"zh-CN", "停。"}, {"zh_CN", "停。"},   {"zh-Hant-TW", "停。"},
      {"en-GB", "Stop."}, {"e", "Stop."},    {"zhuang", "Stop."}, {"", "Stop."},
  };
  score(100);
  for (size_t i = 0; i < FR_COUNT(cases); i++) expect_words(FR_AUDIENCE_CUSTOMER, cases[i].language, cases[i].words);
}

Test(questions, the_nearest_of_several_chinese) {
  static const bundle_policy several = {
      .advice = "{'unclassified': {'customer': {'de': ['Halt.'], 'zh-Hans': ['s'], 'zh-Hant': ['t'], 'en': ['e']}}}",
      .rules = {{.id = "a", .when = "true", .points = 50}},
  };
  world_close(&in);
  in = world_open(&several);
  score(1);
  expect_words(FR_AUDIENCE_CUSTOMER, "zh-Hant-HK", "t");
  expect_words(FR_AUDIENCE_CUSTOMER, "zh-Hans", "s");
  expect_words(FR_AUDIENCE_CUSTOMER, "zh", "s");
  expect_words(FR_AUDIENCE_CUSTOMER, "zh-CN", "s");
  expect_words(FR_AUDIENCE_CUSTOMER, "fr", "Halt."); /* the first: names stand by size, then by letters */
}
