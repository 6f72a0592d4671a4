/* SPDX-License-Identifier: Apache-2.0
 *
 * Bundles as bytes, and a policy from outside. */
#include <criterion/criterion.h>

#include "support/world.h"

static const bundle_policy full = {
    .name = "retail-cn",
    .version = 7,
    .lists = "[['risky', 4, ['real_time', 'same_day']], ['yes', 1, [true]], ['some', 2, [1, -2]], ['caps', 3, [1.5]]]",
    .phrases = "[['safe_account', ['safe account', 'secure account']], ['parcel', ['customs']]]",
    .attributes = "[['branch_risk', 3], ['vip', 1], ['visits', 2], ['branch', 4]]",
    .advice =
        "{'police': {'customer': {'en': ['Stop.', 'Call 96110.'], 'zh': ['停']}, 'atm': {'en': ['Stop']}},"
        " 'unclassified': {'customer': {'en': ['Take care.']}}}",
    .features = {{"drained", "transfer.amount / transfer.balance_before"},
                 {"nearly_all", "drained > 0.9"},
                 {"sent_24h", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"count", "payer.sent.within(duration('24h')).size()"},
                 {"tongue", "transfer.ui_language"}},
    .rules = {{.id = "police-1",
               .when = "nearly_all && transfer.remark.mentions('safe_account')",
               .points = 60,
               .scam = "police",
               .at_least = FR_OUTCOME_HOLD,
               .hold_s = 3600},
              {.id = "risky_speed", .when = "transfer.speed in lists.risky && sent_24h > 1", .points = 5}},
};

Test(policy, describes_itself) {
  fr_policy *policy = bundle_load(&full);
  cr_assert_not_null(policy);
  fr_policy_info info = FR_POLICY_INFO_INIT;
  cr_assert_eq(fr_policy_describe(policy, &info), FR_OK);
  cr_expect_eq(info.struct_size, sizeof info);
  cr_expect_eq(info.is_signed, FR_NO);
  cr_expect_eq(info.version, 7);
  cr_expect_str_eq(info.name, "retail-cn");
  cr_expect_str_eq(info.currency, "CNY");
  cr_expect_eq(info.currency_digits, 2);
  cr_expect_eq(info.utc_offset_s, 28800);
  cr_expect_eq(info.feature_count, 5);
  cr_expect_eq(info.rule_count, 2);
  cr_expect_eq(info.scam_count, 2);
  cr_expect_eq(info.fold_count, 2);
  bundle made = bundle_of(&full);
  cr_expect_arr_eq(info.digest, made.data + made.size - 32, 32, "the digest is the bundle's last 32 bytes");
  bundle_free(&made);
  fr_policy_release(policy);
}

Test(policy, describe_refuses) {
  fr_policy *policy = bundle_load(&full);
  fr_policy_info info = FR_POLICY_INFO_INIT;
  cr_expect_eq(fr_policy_describe(NULL, &info), FR_NULL_POINTER);
  cr_expect_eq(fr_policy_describe(policy, NULL), FR_NULL_POINTER);
  info.struct_size = (uint32_t)sizeof info - 1;
  cr_expect_eq(fr_policy_describe(policy, &info), FR_STRUCT_SIZE);
  fr_policy_release(policy);
}

Test(policy, names_by_place) {
  fr_policy *policy = bundle_load(&full);
  cr_assert_not_null(policy);
  static const struct {
    const char *name;
    uint32_t type;
  } features[] = {{"drained", FR_TYPE_DOUBLE},
                  {"nearly_all", FR_TYPE_BOOL},
                  {"sent_24h", FR_TYPE_DOUBLE},
                  {"count", FR_TYPE_INT},
                  {"tongue", FR_TYPE_STRING}};
  for (uint32_t i = 0; i < FR_COUNT(features); i++) {
    cr_expect_str_eq(fr_policy_feature(policy, i), features[i].name);
    cr_expect_eq(fr_policy_feature_type(policy, i), features[i].type, "%s", features[i].name);
  }
  cr_expect_null(fr_policy_feature(policy, 5));
  cr_expect_eq(fr_policy_feature_type(policy, 5), FR_TYPE_UNKNOWN);
  cr_expect_str_eq(fr_policy_rule(policy, 0), "police-1");
  cr_expect_str_eq(fr_policy_rule(policy, 1), "risky_speed");
  cr_expect_null(fr_policy_rule(policy, 2));
  cr_expect_eq(fr_policy_rule_scam(policy, 0), fr_policy_scam(policy, 0)[0] == 'p' ? 0 : 1);
  cr_expect_eq(fr_policy_rule_scam(policy, 1), -1);
  cr_expect_eq(fr_policy_rule_scam(policy, 2), -1);
  cr_expect_null(fr_policy_scam(policy, 2));
  cr_expect_eq(fr_policy_attribute_type(policy, fr_text_of("branch_risk")), FR_TYPE_DOUBLE);
  cr_expect_eq(fr_policy_attribute_type(policy, fr_text_of("vip")), FR_TYPE_BOOL);
  cr_expect_eq(fr_policy_attribute_type(policy, fr_text_of("visits")), FR_TYPE_INT);
  cr_expect_eq(fr_policy_attribute_type(policy, fr_text_of("branch")), FR_TYPE_STRING);
  cr_expect_eq(fr_policy_attribute_type(policy, fr_text_of("attributes.vip")), FR_TYPE_UNKNOWN);
  cr_expect_eq(fr_policy_attribute_type(policy, (fr_text){0}), FR_TYPE_UNKNOWN);
  fr_policy_release(policy);
}

Test(policy, nothing_is_known_of_no_policy) {
  cr_expect_null(fr_policy_feature(NULL, 0));
  cr_expect_null(fr_policy_rule(NULL, 0));
  cr_expect_null(fr_policy_scam(NULL, 0));
  cr_expect_eq(fr_policy_feature_type(NULL, 0), FR_TYPE_UNKNOWN);
  cr_expect_eq(fr_policy_rule_scam(NULL, 0), -1);
  cr_expect_eq(fr_policy_attribute_type(NULL, fr_text_of("a")), FR_TYPE_UNKNOWN);
  cr_expect_null(fr_policy_retain(NULL));
  fr_policy_release(NULL);
}

Test(policy, lives_until_its_last_reference) {
  fr_policy *policy = bundle_load(&full);
  cr_expect_eq(fr_policy_retain(policy), policy);
  fr_policy_release(policy);
  cr_expect_str_eq(fr_policy_rule(policy, 0), "police-1");
  fr_policy_release(policy);
}

Test(policy, currencies_and_their_digits) {
  static const struct {
    const char *currency;
    uint32_t digits;
  } currencies[] = {{"CNY", 2}, {"USD", 2}, {"JPY", 0}, {"KRW", 0}, {"KWD", 3}, {"BHD", 3},
                    {"XAF", 0}, {"TND", 3}, {"CLF", 4}, {"UYW", 4}, {"UYU", 2}};
  for (size_t i = 0; i < FR_COUNT(currencies); i++) {
    const bundle_policy described = {.currency = currencies[i].currency};
    fr_policy *policy = bundle_load(&described);
    cr_assert_not_null(policy);
    fr_policy_info info = FR_POLICY_INFO_INIT;
    cr_assert_eq(fr_policy_describe(policy, &info), FR_OK);
    cr_expect_str_eq(info.currency, currencies[i].currency);
    cr_expect_eq(info.currency_digits, currencies[i].digits, "%s", currencies[i].currency);
    fr_policy_release(policy);
  }
}

Test(load, refuses_what_is_no_bundle) {
  fr_policy *policy;
  fr_error error = FR_ERROR_INIT;
  uint8_t bytes[33] = {0};
  cr_expect_eq(fr_policy_load(bytes, 33, NULL, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "policy is a null pointer");
  cr_expect_eq(fr_policy_load(NULL, 33, &policy, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "bundle is a null pointer");
  cr_expect_null(policy);
  cr_expect_eq(fr_policy_load(bytes, 32, &policy, &error), FR_BAD_BUNDLE);
  cr_expect_str_eq(error.message, "32 bytes are no bundle; make one with 'fraudrisk policy build'");
  cr_expect_eq(fr_policy_load(bytes, 33, &policy, &error), FR_BAD_DIGEST);
  cr_expect_str_eq(error.message,
                   "the bundle is damaged or is no bundle: its digest does not match; build or copy it again");
  cr_expect_eq(fr_policy_load(bytes, FR_MAX_BUNDLE_BYTES + UINT64_C(1), &policy, &error), FR_TOO_LONG);
  cr_expect_str_eq(error.message, "the bundle has 67108865 bytes; at most 67108864 are taken");
  cr_expect_eq(fr_policy_load(bytes, UINT64_MAX, &policy, NULL), FR_TOO_LONG);
}

Test(load, a_bundle_that_is_cut_anywhere_is_refused) {
  bundle made = bundle_of(&full);
  for (uint64_t size = 0; size < made.size; size++) {
    fr_policy *policy;
    const fr_status status = fr_policy_load(made.data, size, &policy, NULL);
    cr_assert_eq(status, size <= 32 ? FR_BAD_BUNDLE : FR_BAD_DIGEST, "at %llu", (unsigned long long)size);
    cr_assert_null(policy);
  }
  bundle_free(&made);
}

Test(load, a_bundle_with_a_flipped_bit_is_refused) {
  bundle made = bundle_of(&full);
  for (uint64_t bit = 0; bit < 8 * made.size; bit++) {
    fr_policy *policy;
    made.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    cr_assert_eq(fr_policy_load(made.data, made.size, &policy, NULL), FR_BAD_DIGEST, "bit %llu",
                 (unsigned long long)bit);
    made.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
  }
  bundle_free(&made);
}

/* The digest is no signature: whoever damages can make a new one. Then the reader and the compiler have to hold. */
Test(load, a_payload_that_is_cut_and_sealed_again_is_refused, .timeout = 120) {
  bundle made = bundle_of(&full);
  for (uint64_t size = 1; size < made.size - 32; size++) {
    bundle cut = bundle_seal(made.data, size);
    fr_policy *policy;
    fr_error error = FR_ERROR_INIT;
    cr_assert_eq(fr_policy_load(cut.data, cut.size, &policy, &error), FR_BAD_BUNDLE, "at %llu",
                 (unsigned long long)size);
    cr_expect_neq(error.message[0], '\0');
    bundle_free(&cut);
  }
  bundle_free(&made);
}

Test(load, a_payload_with_a_changed_byte_never_crashes, .timeout = 240) {
  bundle made = bundle_of(&full);
  uint64_t refused = 0;
  static const uint8_t changes[] = {0x01, 0x20, 0x80, 0xff};
  for (uint64_t at = 0; at < made.size - 32; at++) {
    for (size_t i = 0; i < sizeof changes; i++) {
      made.data[at] ^= changes[i];
      bundle changed = bundle_seal(made.data, made.size - 32);
      made.data[at] ^= changes[i];
      fr_policy *policy;
      fr_error error = FR_ERROR_INIT;
      const fr_status status = fr_policy_load(changed.data, changed.size, &policy, &error);
      cr_assert_eq(error.status, status, "byte %llu", (unsigned long long)at);
      cr_assert_eq(error.message[0] == '\0', status == FR_OK, "byte %llu", (unsigned long long)at);
      refused += status != FR_OK;
      fr_policy_release(policy);
      bundle_free(&changed);
    }
  }
  cr_expect_gt(refused, made.size, "most changes are seen");
  bundle_free(&made);
}
