/* SPDX-License-Identifier: Apache-2.0
 *
 * Values in reasons and advice: what may stand there, and how each is said in Chinese, in English and elsewhere. */
#include <criterion/criterion.h>

#include "feature/names.h"
#include "support/world.h"

static fr_status load(const bundle_policy *policy, fr_error *error) {
  bundle made = bundle_of(policy);
  cr_assert_neq(made.size, 0);
  fr_policy *loaded = NULL;
  const fr_status status = fr_policy_load(made.data, made.size, &loaded, error);
  cr_expect_eq(loaded == NULL, status != FR_OK);
  fr_policy_release(loaded);
  bundle_free(&made);
  return status;
}

/* ---- what is refused, and where ---- */

#define ENDS "'{' begins a value and '}' ends it, such as {transfer.amount}; for a brace write {{"
#define NAME                                                                                                      \
  "between { and } stands a name, such as {transfer.amount}; what is computed needs a feature of its own, and a " \
  "brace is written {{"
#define ALONE "'}' stands alone; for a brace write }}, for a value {transfer.amount}"
#define SINGLE "only a single value can stand in a text: one of the transfer, an attribute, a feature"
#define STYLE "behind a name may stand :amount or :percent"

static const struct {
  const char *text;
  uint32_t line, column; /* the text begins at 20:7 */
  const char *message;
} refused[] = {
    {"{transfer.amuont}", 20, 8, "the name 'transfer.amuont' is not known; did you mean 'transfer.amount'?"},
    {"ab {sent_24}", 20, 11, "the name 'sent_24' is not known; did you mean 'sent_24h'?"},
    {"转出{sent_24}", 20, 10, "the name 'sent_24' is not known; did you mean 'sent_24h'?"},
    {"one\ntwo {sent_24}", 21, 6, "the name 'sent_24' is not known; did you mean 'sent_24h'?"},
    {"{transfer}", 20, 8, "'transfer' is a group of values; name one of them, such as transfer.amount"},
    {"{payer.sent}", 20, 14, NULL},
    {"{transfer.payer}", 20, 8, "transfer.payer and transfer.payee can only be compared inside a fold over a history"},
    {"{lists.a}", 20, 8, SINGLE},
    {"{true}", 20, 8, SINGLE},
    {"{transfer.remark}", 20, 8,
     "a remark or purpose cannot stand in a text: who writes it would speak with the bank's voice"},
    {"{transfer.purpose}", 20, 8,
     "a remark or purpose cannot stand in a text: who writes it would speak with the bank's voice"},
    {"{", 20, 7, ENDS},
    {"a {transfer.amount", 20, 9, ENDS},
    {"{transfer.amount\n}", 20, 7, ENDS},
    {"{transfer.{amount}", 20, 7, ENDS},
    {"{}", 20, 8, NAME},
    {"{:amount}", 20, 8, NAME},
    {"{ transfer.amount }", 20, 8, NAME},
    {"{transfer.amount / 2.0}", 20, 8, NAME},
    {"{payer.sent.size()}", 20, 8, NAME},
    {"}", 20, 7, ALONE},
    {"{{x}", 20, 10, ALONE},
    {"{transfer.amount:}", 20, 23, STYLE},
    {"{transfer.amount:money}", 20, 23, STYLE},
    {"{transfer.channel:percent}", 20, 24, "only a number can be written as an amount or in percent"},
    {"{transfer.time:amount}", 20, 21, "only a number can be written as an amount or in percent"},
};

/* A policy with one text, with its place, in a reason or in advice. */
static const char *with_text(const char *before, const char *text, const char *behind) {
  static char into[1024];
  snprintf(into, sizeof into, "%s['%s', 20, 7]%s", before, text, behind);
  return into;
}

static bundle_policy with_reason(const char *text) {
  return (bundle_policy){
      .lists = "[['a', 2, [1]]]",
      .features = {{"sent_24h", "payer.sent.within(duration('24h')).size()"}},
      .rules = {{.id = "late", .when = "true", .reason = with_text("{'en': ", text, "}")}},
  };
}

Test(texts, each_refusal_has_its_place_and_sentence) {
  for (size_t i = 0; i < FR_COUNT(refused); i++) {
    const bundle_policy policy = with_reason(refused[i].text);
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(load(&policy, &error), FR_BAD_EXPRESSION, "%s", refused[i].text);
    cr_expect_eq(error.line, refused[i].line, "%s: line %u", refused[i].text, error.line);
    cr_expect_eq(error.column, refused[i].column, "%s: column %u", refused[i].text, error.column);
    cr_expect_str_eq(error.field, "late");
    cr_assert_eq(strncmp(error.message, "reason of late: ", 16), 0, "%s: %s", refused[i].text, error.message);
    if (refused[i].message != NULL) cr_expect_str_eq(error.message + 16, refused[i].message, "%s", refused[i].text);
  }
}

Test(texts, what_the_customer_reads_holds_values_of_the_transfer_only) {
  static const struct {
    const char *audience, *text;
    fr_status status;
  } cases[] = {
      {"teller", "{risk}", FR_OK},
      {"customer", "{risk}", FR_BAD_EXPRESSION},
      {"atm", "{risk}", FR_BAD_EXPRESSION},
      {"customer", "{payer.age}", FR_BAD_EXPRESSION},
      {"customer", "{pair.first_time}", FR_BAD_EXPRESSION},
      {"customer", "{session.on_call}", FR_BAD_EXPRESSION},
      {"customer", "{attributes.mood}", FR_BAD_EXPRESSION},
      {"customer", "{transfer.amount}{transfer.time}{transfer.channel}", FR_OK},
      {"atm", "{transfer.amount}", FR_OK},
      {"customer", "{transfer_like}", FR_BAD_EXPRESSION},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    char before[64];
    snprintf(before, sizeof before, "{'police': {'%s': {'en': ['first', ", cases[i].audience);
    const bundle_policy policy = {.attributes = "[['mood', 4]]",
                                  .features = {{"risk", "1 + 1"}, {"transfer_like", "2"}},
                                  .advice = with_text(before, cases[i].text, "]}}}")};
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(load(&policy, &error), cases[i].status, "%s %s: %s", cases[i].audience, cases[i].text, error.message);
    if (cases[i].status == FR_OK) continue;
    cr_expect_str_eq(error.message,
                     "advice on police: what the customer reads must not tell what rules look at: only values of "
                     "transfer.… can stand here");
    cr_expect_eq(error.line, 20);
    cr_expect_eq(error.column, 8);
  }
}

Test(texts, a_text_without_a_place_counts_from_its_own_beginning) {
  const bundle_policy policy = {.rules = {{.id = "r", .when = "true", .reason = "{'en': 'a {nobody_}'}"}}};
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(load(&policy, &error), FR_BAD_EXPRESSION);
  cr_expect_eq(error.line, 1);
  cr_expect_str_eq(error.field, "r");
}

/* Fills `rules` with reasons of `per` values each, all different features of one type. */
static void many_values(bundle_policy *policy, bundle_feature *features, bundle_rule *rules, uint32_t count,
                        uint32_t per, const char *source) {
  static char names[400][16], ids[100][16], reasons[100][256];
  for (uint32_t i = 0; i < count * per; i++) {
    snprintf(names[i], sizeof names[i], "f%u", i);
    features[i] = (bundle_feature){names[i], source};
  }
  for (uint32_t i = 0; i < count; i++) {
    snprintf(ids[i], sizeof ids[i], "r%u", i);
    size_t at = (size_t)snprintf(reasons[i], sizeof reasons[i], "{'en': '");
    for (uint32_t j = 0; j < per; j++)
      at += (size_t)snprintf(reasons[i] + at, sizeof reasons[i] - at, "{f%u} ", i * per + j);
    snprintf(reasons[i] + at, sizeof reasons[i] - at, "'}");
    rules[i] = (bundle_rule){.id = ids[i], .when = "true", .points = 1, .reason = reasons[i]};
  }
  *policy = (bundle_policy){
      .more_features = features, .more_feature_count = count * per, .more_rules = rules, .more_rule_count = count};
}

Test(texts, more_values_than_a_decision_carries) {
  static bundle_feature features[400];
  static bundle_rule rules[100];
  bundle_policy policy;
  fr_error error = FR_ERROR_INIT;
  many_values(&policy, features, rules, 18, 5, "1 + 1"); /* 16 of 18 reasons: 16 * 5 * 11 bytes */
  cr_expect_eq(load(&policy, &error), FR_OK, "%s", error.message);
  many_values(&policy, features, rules, 60, 6, "1 + 1");
  cr_expect_eq(load(&policy, &error), FR_TOO_MANY);
  cr_expect_str_eq(error.message,
                   "the words of one decision may name values of 1056 bytes, and 1024 are the most (a number takes 11, "
                   "a text up to 70); name fewer values in reasons and advice");
  many_values(&policy, features, rules, 15, 6, "1 + 1"); /* 15 * 6 * 11 */
  cr_expect_eq(load(&policy, &error), FR_OK, "%s", error.message);
  many_values(&policy, features, rules, 15, 1, "transfer.currency"); /* 15 * 70 */
  cr_expect_eq(load(&policy, &error), FR_TOO_MANY);
  many_values(&policy, features, rules, 14, 1, "transfer.currency");
  cr_expect_eq(load(&policy, &error), FR_OK, "%s", error.message);
}

/* The most values that may be carried are carried, each to its place. */
Test(texts, all_values_of_sixteen_reasons_arrive) {
  static bundle_feature features[400];
  static bundle_rule rules[100];
  static char sources[400][16];
  bundle_policy policy;
  many_values(&policy, features, rules, 18, 5, "1");
  for (uint32_t i = 0; i < 90; i++) {
    snprintf(sources[i], sizeof sources[i], "%u + 0", i * 3);
    features[i].source = sources[i];
  }
  world in = world_open(&policy);
  const fr_transfer transfer = transfer_of("t", "a", "b", 100, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  for (uint32_t i = 0; i < 16; i++) {
    char words[128], wanted[128];
    uint64_t size = 0;
    snprintf(wanted, sizeof wanted, "%u %u %u %u %u ", i * 15, i * 15 + 3, i * 15 + 6, i * 15 + 9, i * 15 + 12);
    cr_assert_eq(fr_reason_words(in.policy, &in.decision, i, fr_text_of("en"), 0, words, sizeof words, &size), FR_OK);
    cr_expect_eq(size, strlen(wanted), "%u", i);
    cr_expect_arr_eq(words, wanted, size, "%u", i);
  }
  world_close(&in);
}

/* ---- how values are said ---- */

/* A full transfer: 1,234,567.80 at 20:05 in Shanghai. */
typedef struct full_transfer {
  fr_transfer transfer;
  fr_session session;
  fr_teller teller;
  fr_party payer, payee;
  fr_attribute attributes[5];
} full_transfer;

static void fill(full_transfer *full) {
  *full = (full_transfer){.transfer = transfer_of("t1", "alice", "bob", 123456780, NOON + 5 * MINUTE + 59 * SECOND),
                          .session = FR_SESSION_INIT,
                          .teller = FR_TELLER_INIT,
                          .payer = FR_PARTY_INIT,
                          .payee = FR_PARTY_INIT};
  fr_transfer *transfer = &full->transfer;
  transfer->known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  transfer->balance_before_minor = -205;
  transfer->channel = FR_CHANNEL_ATM;
  transfer->kind = FR_KIND_INTERBANK;
  transfer->speed = FR_SPEED_NEXT_DAY;
  full->session.known = FR_SESSION_HAS_DEVICE_AGE | FR_SESSION_HAS_SIM_AGE | FR_SESSION_HAS_CREDENTIAL_AGE;
  full->session.caller = FR_CALLER_UNKNOWN;
  full->session.on_call = FR_YES;
  full->session.screen_shared = FR_NO;
  full->session.device_age_s = 2 * 86400 + 3600 + 59 * 60;
  full->session.sim_age_s = 60;
  full->session.credential_age_s = 0;
  full->payer.known = FR_PARTY_HAS_AGE | FR_PARTY_HAS_ACCOUNT_AGE;
  full->payer.age = 71;
  full->payer.account_age_s = 4000 * INT64_C(86400) + 59;
  full->payer.occupation = FR_OCCUPATION_RETIRED;
  full->payee.party_kind = FR_PARTY_KIND_WALLET;
  full->payee.name_match = FR_NAME_MATCH_NONE;
  full->payee.bank = fr_text_of("ICBC");
  full->attributes[0] = (fr_attribute){.name = fr_text_of("text"), .type = FR_TYPE_STRING};
  full->attributes[0].text = fr_text_of("a\nb\x7f");
  full->attributes[1] = (fr_attribute){.name = fr_text_of("long"), .type = FR_TYPE_STRING};
  full->attributes[1].text = fr_text_of("012345678901234567890123456789012345678901234567890123456789012安全账户");
  full->attributes[2] = (fr_attribute){.name = fr_text_of("number"), .type = FR_TYPE_DOUBLE, .number = 1e300};
  full->attributes[3] = (fr_attribute){.name = fr_text_of("none"), .type = FR_TYPE_DOUBLE, .number = 1e300 * 1e300};
  full->attributes[4] = (fr_attribute){.name = fr_text_of("count"), .type = FR_TYPE_INT, .integer = INT64_MIN};
  transfer->session = &full->session;
  transfer->teller = &full->teller;
  transfer->payer_party = &full->payer;
  transfer->payee_party = &full->payee;
  transfer->attributes = full->attributes;
  transfer->attribute_count = 5;
}

static const struct {
  const char *text, *zh, *en, *fr;
} said[] = {
    {"plain", "plain", "plain", "plain"},
    {"{{{transfer.amount}}}", "{1,234,567.80元}", "{1,234,567.80 yuan}", "{1,234,567.80 CNY}"},
    {"{{}}", "{}", "{}", "{}"},
    {"a{transfer.amount}b{transfer.amount}", "a1,234,567.80元b1,234,567.80元", "a1,234,567.80 yuanb1,234,567.80 yuan",
     "a1,234,567.80 CNYb1,234,567.80 CNY"},
    {"{transfer.balance_before}", "-2.05元", "-2.05 yuan", "-2.05 CNY"},
    {"{transfer.time}", "2025年5月15日 20:05", "15 May 2025, 20:05", "2025-05-15 20:05"},
    {"{transfer.channel}", "自助柜员机", "ATM", "atm"},
    {"{transfer.kind}", "跨行转账", "transfer to another bank", "interbank"},
    {"{transfer.speed}", "次日到账", "the next day", "next_day"},
    {"{transfer.currency}", "CNY", "CNY", "CNY"},
    {"{session.caller}", "陌生号码", "unknown number", "unknown"},
    {"{session.on_call}", "是", "yes", "true"},
    {"{session.screen_shared}", "否", "no", "false"},
    {"{session.remote_control}", "未知", "unknown", "unknown"},
    {"{session.device_age}", "2天1小时", "2 days 1 hour", "2 d 1 h"},
    {"{session.sim_age}", "1分钟", "1 minute", "1 min"},
    {"{session.credential_age}", "0秒", "0 seconds", "0 s"},
    {"{payer.account_age}", "4,000天", "4,000 days", "4,000 d"},
    {"{payer.age}", "71", "71", "71"},
    {"{payer.occupation}", "退休人员", "retired", "retired"},
    {"{payer.party_kind}", "未知", "unknown", "unknown"},
    {"{payee.party_kind}", "电子钱包", "wallet", "wallet"},
    {"{payee.name_match}", "不一致", "does not match", "none"},
    {"{payee.bank}", "ICBC", "ICBC", "ICBC"},
    {"{payee.age}", "未知", "unknown", "unknown"},
    {"{payee.age:percent}", "未知", "unknown", "unknown"},
    {"{pair.first_time}", "是", "yes", "true"},
    {"{attributes.text}", "a b ", "a b ", "a b "},
    {"{attributes.long}", "012345678901234567890123456789012345678901234567890123456789012…",
     "012345678901234567890123456789012345678901234567890123456789012…",
     "012345678901234567890123456789012345678901234567890123456789012…"},
    {"{attributes.number}", "1e+300", "1e+300", "1e+300"},
    {"{attributes.none}", "未知", "unknown", "unknown"},
    {"{attributes.count}", "-9,223,372,036,854,775,808", "-9,223,372,036,854,775,808", "-9,223,372,036,854,775,808"},
    {"{half}", "0.5", "0.5", "0.5"},
    {"{half:percent}", "50%", "50%", "50%"},
    {"{half:amount}", "0.50元", "0.50 yuan", "0.50 CNY"},
    {"{third}", "0.3333", "0.3333", "0.3333"},
    {"{third:percent}", "33.3%", "33.3%", "33.3%"},
    {"{nearly}", "1,000", "1,000", "1,000"},
    {"{nearly:amount}", "1,000.00元", "1,000.00 yuan", "1,000.00 CNY"},
    {"{less}", "-1,234.57", "-1,234.57", "-1,234.57"},
    {"{hardly:amount}", "0.00元", "0.00 yuan", "0.00 CNY"},
    {"{count}", "1,234", "1,234", "1,234"},
    {"{count:amount}", "1,234.00元", "1,234.00 yuan", "1,234.00 CNY"},
    {"{sum}", "0.00元", "0.00 yuan", "0.00 CNY"},
    {"{amount_again}", "1,234,567.80元", "1,234,567.80 yuan", "1,234,567.80 CNY"},
    {"{channel_again}", "自助柜员机", "ATM", "atm"},
    {"{failed}", "未知", "unknown", "unknown"},
    {"{uses_two}", "1,235", "1,235", "1,235"},
};

static bundle_policy with_said(const char *text) {
  static char reason[512];
  snprintf(reason, sizeof reason, "{'zh-CN': '%s', 'en-GB': '%s', 'fr': '%s'}", text, text, text);
  return (bundle_policy){
      .attributes = "[['text', 4], ['long', 4], ['number', 3], ['none', 3], ['count', 2]]",
      .features = {{"half", "0.5 + 0.0"},
                   {"third", "1.0 / 3.0"},
                   {"nearly", "999.9999"},
                   {"less", "-1234.567"},
                   {"hardly", "-0.001"},
                   {"count", "1234"},
                   {"sum", "payer.sent.map(t, t.amount).sum()"},
                   {"amount_again", "transfer.amount"},
                   {"channel_again", "transfer.channel"},
                   {"zero", "0"},
                   {"failed", "1 / zero"},
                   {"uses_two", "count + (transfer.channel == 'atm' ? 1 : 2)"}},
      .rules = {{.id = "r", .when = "true", .points = 1, .reason = reason}},
  };
}

static void expect_reason(const world *in, const char *language, const char *wanted) {
  char words[256];
  uint64_t size = 0;
  const fr_status status =
      fr_reason_words(in->policy, &in->decision, 0, fr_text_of(language), 0, words, sizeof words - 1, &size);
  cr_assert_eq(status, FR_OK, "%s", fr_status_name(status));
  words[size] = '\0';
  cr_expect_str_eq(words, wanted);
}

Test(texts, how_values_are_said) {
  full_transfer full;
  fill(&full);
  for (size_t i = 0; i < FR_COUNT(said); i++) {
    const bundle_policy policy = with_said(said[i].text);
    world in = world_open(&policy);
    cr_assert_not_null(in.context, "%s", said[i].text);
    cr_assert_eq(world_score(&in, &full.transfer), FR_OK, "%s", fr_context_error(in.context)->message);
    cr_expect_eq(in.decision.flags, 0, "%s: what only words need changes no flags", said[i].text);
    expect_reason(&in, "zh-CN", said[i].zh);
    expect_reason(&in, "en-GB", said[i].en);
    expect_reason(&in, "fr", said[i].fr);
    world_close(&in);
  }
}

Test(texts, other_currencies) {
  static const struct {
    const char *currency, *zh, *en;
  } cases[] = {
      {"HKD", "12,345.67港元", "12,345.67 Hong Kong dollars"},
      {"JPY", "1,234,567日元", "1,234,567 yen"},
      {"KWD", "1,234.567 KWD", "1,234.567 KWD"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    bundle_policy policy = {
        .currency = cases[i].currency,
        .rules = {{.id = "r", .when = "true", .reason = "{'zh': '{transfer.amount}', 'en': '{transfer.amount}'}"}}};
    world in = world_open(&policy);
    const fr_transfer transfer = transfer_of("t", "a", "b", 1234567, NOON);
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
    expect_reason(&in, "zh", cases[i].zh);
    expect_reason(&in, "en", cases[i].en);
    world_close(&in);
  }
}

Test(texts, times_at_the_policys_offset) {
  static const struct {
    int64_t time_us;
    const char *offset, *zh;
  } cases[] = {
      {31536000000000, "-43200", "1970年12月31日 12:00"},  {31536000000000, "0", "1971年1月1日 00:00"},
      {951782400000000, "0", "2000年2月29日 00:00"},       {951868799999999, "28800", "2000年3月1日 07:59"},
      {1709164800000000, "0", "2024年2月29日 00:00"},      {FR_MAX_TIME_US - 1, "0", "2099年12月31日 23:59"},
      {FR_MAX_TIME_US - 1, "50400", "2100年1月1日 13:59"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy policy = {.sections = {{"utc_offset", cases[i].offset}},
                                  .rules = {{.id = "r", .when = "true", .reason = "{'zh': '{transfer.time}'}"}}};
    world in = world_open(&policy);
    const fr_transfer transfer = transfer_of("t", "a", "b", 1, cases[i].time_us);
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
    expect_reason(&in, "zh", cases[i].zh);
    world_close(&in);
  }
}

/* Every value of every enumeration has words: in Chinese none is left as it is written in policies. */
Test(texts, every_enumeration_has_words) {
  uint32_t count;
  const fr__cel_symbol *names = fr__names(&count);
  uint32_t seen = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (names[i].type.kind != FR__CEL_STRING || names[i].type.name_count == 0) continue;
    for (uint32_t n = 0; n < names[i].type.name_count; n++) {
      char source[160], reason[64];
      /* A feature that is always this value and has the enumeration's type. */
      snprintf(source, sizeof source, "%s", names[i].name);
      snprintf(reason, sizeof reason, "{'zh': '{f}'}");
      const bundle_policy policy = {.features = {{"f", source}},
                                    .rules = {{.id = "r", .when = "true", .reason = reason}}};
      full_transfer full;
      fill(&full);
      full.transfer.attribute_count = 0;
      full.transfer.channel = full.transfer.kind = full.transfer.speed = 0;
      const uint32_t value = n + 1;
      if (strcmp(names[i].name, "transfer.channel") == 0) full.transfer.channel = value;
      if (strcmp(names[i].name, "transfer.kind") == 0) full.transfer.kind = value;
      if (strcmp(names[i].name, "transfer.speed") == 0) full.transfer.speed = value;
      if (value >= FR_KIND_CASH_WITHDRAWAL && full.transfer.kind == value) full.transfer.payee = fr_text_of(NULL);
      full.session.caller = value;
      full.payer.occupation = full.payee.occupation = value;
      full.payee.name_match = value <= FR_NAME_MATCH_OTHER_KIND ? value : 0;
      full.session.payee_entry = value <= FR_PAYEE_ENTRY_ALIAS ? value : 0;
      full.payer.party_kind = full.payee.party_kind = value <= FR_PARTY_KIND_PUBLIC_BODY ? value : 0;
      if (value > FR_CALLER_FLAGGED) full.session.caller = 0;
      world in = world_open(&policy);
      cr_assert_eq(world_score(&in, &full.transfer), FR_OK, "%s: %s", names[i].name,
                   fr_context_error(in.context)->message);
      char words[64];
      uint64_t size = 0;
      cr_assert_eq(fr_reason_words(in.policy, &in.decision, 0, fr_text_of("zh"), 0, words, sizeof words - 1, &size),
                   FR_OK);
      words[size] = '\0';
      cr_expect_str_neq(words, names[i].type.names[n], "%s has no word", names[i].type.names[n]);
      cr_expect_str_neq(words, "未知", "%s %s", names[i].name, names[i].type.names[n]);
      world_close(&in);
      seen++;
    }
  }
  cr_expect_gt(seen, 40);
}

/* ---- what a decision carries ---- */

static const bundle_policy carrying = {
    .features = {{"sent", "payer.sent.size()"}, {"used", "transfer.amount > 1.0"}},
    .advice =
        "{'police': {'customer': {'zh': ['转账{transfer.amount}', '停'], 'en': ['{transfer.amount}?']},"
        " 'teller': {'en': ['{sent} before']}},"
        " 'unclassified': {'customer': {'en': ['{transfer.time}']}, 'atm': {'en': ['{transfer.channel}']}}}",
    .rules =
        {{.id = "a", .when = "used", .points = 50, .scam = "police", .reason = "{'en': 'sent {sent}, {payer.age}'}"},
         {.id = "b", .when = "transfer.amount > 5000.0", .points = 60, .reason = "{'en': '{transfer.amount}'}"},
         {.id = "c", .when = "transfer.amount > 5000.0", .points = -200, .reason = "{'en': 'c'}"}},
};

static void expect_words(const world *in, uint32_t audience, const char *language, const char *wanted) {
  char words[256];
  uint64_t size = 0;
  const fr_status status =
      fr_words(in->policy, &in->decision, audience, fr_text_of(language), 0, words, sizeof words - 1, &size);
  cr_assert_eq(status, FR_OK, "%s", fr_status_name(status));
  words[size] = '\0';
  cr_expect_str_eq(words, wanted);
}

Test(texts, words_need_no_transfer) {
  world in = world_open(&carrying);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 200000, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_str_eq(in.decision.scam, "police");
  expect_words(&in, FR_AUDIENCE_CUSTOMER, "zh", "转账2,000.00元\n停");
  expect_words(&in, FR_AUDIENCE_CUSTOMER, "en", "2,000.00 yuan?");
  expect_words(&in, FR_AUDIENCE_TELLER, "en", "0 before");
  expect_words(&in, FR_AUDIENCE_ATM, "en", "unknown");
  expect_words(&in, FR_AUDIENCE_AUDIT, "en", "sent 0, unknown");
  char text[64];
  uint64_t size = 0;
  cr_assert_eq(fr_reason_text(in.policy, 0, fr_text_of("en"), 0, text, sizeof text, &size), FR_OK);
  cr_expect_eq(size, 24);
  cr_expect_arr_eq(text, "sent {sent}, {payer.age}", 24, "without a decision the text is as the policy has it");
  world_close(&in);
}

Test(texts, an_allow_carries_what_its_reasons_name_and_no_more) {
  world in = world_open(&carrying);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 600000, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_ALLOW);
  expect_words(&in, FR_AUDIENCE_AUDIT, "en", "6,000.00 yuan\nsent 0, unknown\nc");
  cr_expect_eq(in.decision.values_size, 22, "the amount and the count; an unknown age takes no room");
  world_close(&in);
}

Test(texts, a_decision_is_the_same_bytes_again) {
  world in = world_open(&carrying);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 200000, NOON);
  fr_decision first = FR_DECISION_INIT;
  memset(&first.outcome, 0xA5, sizeof first - sizeof first.struct_size);
  cr_assert_eq(fr_preview(in.context, &transfer, &first), FR_OK);
  cr_assert_eq(world_preview(&in, &transfer), FR_OK);
  cr_expect_arr_eq(&first, &in.decision, sizeof first);
  world_close(&in);
}

Test(texts, two_halves_carry_the_same_values) {
  world in = world_open(&carrying);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 200000, NOON);
  fr_folds folds = FR_FOLDS_INIT;
  fr_decision decision = FR_DECISION_INIT;
  folds.capacity = fr_folds_capacity(in.policy);
  folds.data = malloc(folds.capacity);
  cr_assert_eq(world_preview(&in, &transfer), FR_OK);
  cr_assert_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_OK);
  cr_assert_eq(fr_decide(in.policy, &transfer, &folds, &decision, NULL), FR_OK);
  cr_expect_arr_eq(&decision, &in.decision, sizeof decision);
  free(folds.data);
  world_close(&in);
}

Test(texts, a_degraded_decision_says_unknown) {
  world in = world_open(&carrying);
  const fr_transfer transfer = transfer_of("t1", "alice", "alice", 200000, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_SAME_PARTY);
  cr_expect_eq(in.decision.values_size, 0);
  expect_words(&in, FR_AUDIENCE_CUSTOMER, "en", "unknown");
  char words[64];
  uint64_t size = 1;
  static const uint32_t of_grounds[] = {FR_AUDIENCE_AUDIT, FR_NOTICE_REASON};
  for (size_t i = 0; i < FR_COUNT(of_grounds); i++) {
    cr_expect_eq(fr_words(in.policy, &in.decision, of_grounds[i], fr_text_of("en"), 0, words, sizeof words, &size),
                 FR_NO_WORDS, "nothing was suspected");
    cr_expect_eq(size, 0);
  }
  world_close(&in);
}

Test(texts, bytes_that_the_library_did_not_write) {
  world in = world_open(&carrying);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 200000, NOON);
  char words[256];
  uint64_t size;
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  const fr_decision good = in.decision;
  static const struct {
    const char *what;
    uint32_t size;
    uint32_t at;
    uint8_t byte;
  } wrong[] = {
      {"more than there is room", FR_MAX_DECISION_VALUES + 1, 0, 0},
      {"a record cut in its head", 2, 0, 0},
      {"a record cut in its bytes", 10, 0, 0},
      {"a size that runs out of the values", 0, 2, 255},
      {"a number of seven bytes", 0, 2, 7},
  };
  for (size_t i = 0; i < FR_COUNT(wrong); i++) {
    in.decision = good;
    if (wrong[i].size != 0) in.decision.values_size = wrong[i].size;
    if (wrong[i].at != 0) in.decision.values[wrong[i].at] = wrong[i].byte;
    for (uint32_t audience = FR_AUDIENCE_CUSTOMER; audience <= FR_AUDIENCE_TELLER; audience++) {
      const fr_status status =
          fr_words(in.policy, &in.decision, audience, fr_text_of("en"), 0, words, sizeof words, &size);
      cr_expect(status == FR_BAD_ARGUMENT || status == FR_OK, "%s: %s", wrong[i].what, fr_status_name(status));
    }
    cr_expect_eq(fr_words(in.policy, &in.decision, FR_AUDIENCE_AUDIT, fr_text_of("en"), 0, words, sizeof words, &size),
                 FR_BAD_ARGUMENT, "%s", wrong[i].what);
  }
  world_close(&in);
}

Test(texts, refusals_of_reason_words) {
  world in = world_open(&carrying);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 200000, NOON);
  const fr_text en = fr_text_of("en");
  char words[64];
  uint64_t size = 0;
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  const fr_decision *decision = &in.decision;
  cr_expect_eq(fr_reason_words(NULL, decision, 0, en, 0, words, 64, &size), FR_NULL_POINTER);
  cr_expect_eq(fr_reason_words(in.policy, NULL, 0, en, 0, words, 64, &size), FR_NULL_POINTER);
  cr_expect_eq(fr_reason_words(in.policy, decision, 0, en, 0, NULL, 64, &size), FR_NULL_POINTER);
  cr_expect_eq(fr_reason_words(in.policy, decision, 0, en, 0, words, 64, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_reason_words(in.policy, decision, 1, en, 0, words, 64, &size), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_reason_words(in.policy, decision, 0, en, FR_ENCODING_UNKNOWN, words, 64, &size), FR_BAD_ARGUMENT);
  memset(words, '.', sizeof words);
  cr_expect_eq(fr_reason_words(in.policy, decision, 0, en, 0, words, 14, &size), FR_BUFFER_TOO_SMALL);
  cr_expect_eq(size, 15);
  cr_expect_eq(words[0], '.');
  cr_expect_eq(fr_reason_words(in.policy, decision, 0, en, 0, NULL, 0, &size), FR_BUFFER_TOO_SMALL);
  in.decision.policy_digest[0] ^= 1;
  cr_expect_eq(fr_reason_words(in.policy, decision, 0, en, 0, words, 64, &size), FR_OTHER_POLICY);
  in.decision.struct_size = 1096;
  cr_expect_eq(fr_reason_words(in.policy, decision, 0, en, 0, words, 64, &size), FR_STRUCT_SIZE,
               "a decision of before there were values");
  cr_expect_eq(world_score(&in, &transfer), FR_STRUCT_SIZE);
  world_close(&in);
}
