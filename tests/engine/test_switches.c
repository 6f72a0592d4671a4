/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules that are switched off for the whole bank: at once, by a signed document, for a time, and on again. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "engine/engine.h"
#include "support/signed.h"
#include "support/switches.h"
#include "support/world.h"

static const bundle_policy three = {
    .version = 7,
    .rules = {{.id = "a", .when = "true", .points = 50},
              {.id = "b", .when = "transfer.balance_before > 1.0", .points = 20},
              {.id = "law", .when = "true", .at_least = FR_OUTCOME_HOLD, .binding = true}}};

static fr_status set(world *in, const document *of, int64_t now_us, fr_error *error) {
  bundle made = unsigned_switches(of);
  const fr_status status = fr_engine_set_switches(in->engine, made.data, made.size, now_us, error);
  bundle_free(&made);
  return status;
}

static void expect(world *in, int64_t time_us, uint32_t outcome, int64_t score, uint32_t flags) {
  const fr_transfer transfer = transfer_of("t", "alice", "bob", 100, time_us);
  cr_assert_eq(world_preview(in, &transfer), FR_OK);
  cr_expect_eq(in->decision.outcome, outcome, "outcome %u", in->decision.outcome);
  cr_expect_eq(in->decision.score, score);
  cr_expect_eq(in->decision.flags, flags, "flags %u", in->decision.flags);
}

Test(switches, off_at_once_and_on_again) {
  world in = world_open(&three);
  fr_error error = FR_ERROR_INIT;
  const document off = {.number = 1, .rules = {"a", "b"}}, none = {.number = 2};
  expect(&in, NOON, FR_OUTCOME_HOLD, 50, FR_FLAG_INPUTS_UNKNOWN);
  cr_assert_eq(set(&in, &off, 0, &error), FR_OK, "%s", error.message);
  expect(&in, NOON, FR_OUTCOME_HOLD, 0, FR_FLAG_RULES_OFF);
  cr_expect_eq(in.decision.reasons_total, 1, "a rule that is off gives no reason");
  cr_expect_eq(in.decision.unknown_count, 0, "nor is it unknown");
  /* The words of the policy that was loaded go with what is decided under switches. */
  uint64_t needed = 0;
  cr_expect_eq(
      fr_words(in.policy, &in.decision, FR_AUDIENCE_AUDIT, fr_text_of("en"), FR_ENCODING_UTF8, NULL, 0, &needed),
      FR_BUFFER_TOO_SMALL);
  cr_assert_eq(set(&in, &none, 0, &error), FR_OK, "%s", error.message);
  expect(&in, NOON, FR_OUTCOME_HOLD, 50, FR_FLAG_INPUTS_UNKNOWN);
  world_close(&in);
}

Test(switches, for_a_time_by_the_transfers_own) {
  world in = world_open(&three);
  fr_error error = FR_ERROR_INIT;
  const document off = {.number = 1, .from_us = NOON, .until_us = NOON + HOUR, .rules = {"a"}};
  cr_expect_eq(set(&in, &off, 0, &error), FR_BAD_ARGUMENT);
  cr_expect_eq(set(&in, &off, NOON - 1, &error), FR_NOT_YET_VALID);
  cr_expect_eq(set(&in, &off, NOON + HOUR, &error), FR_EXPIRED);
  cr_expect_str_eq(error.message,
                   "the document of switches expired: its valid_until passed 0 minutes ago; have a "
                   "newer one signed");
  cr_expect_eq(set(&in, &off, -1, &error), FR_BAD_TIME);
  cr_assert_eq(set(&in, &off, NOON, &error), FR_OK);
  expect(&in, NOON - 1, FR_OUTCOME_HOLD, 50, FR_FLAG_INPUTS_UNKNOWN);
  expect(&in, NOON, FR_OUTCOME_HOLD, 0, FR_FLAG_INPUTS_UNKNOWN | FR_FLAG_RULES_OFF);
  expect(&in, NOON + HOUR - 1, FR_OUTCOME_HOLD, 0, FR_FLAG_INPUTS_UNKNOWN | FR_FLAG_RULES_OFF);
  expect(&in, NOON + HOUR, FR_OUTCOME_HOLD, 50, FR_FLAG_INPUTS_UNKNOWN);
  world_close(&in);
}

Test(switches, what_is_refused_leaves_what_was) {
  world in = world_open(&three);
  static const struct {
    document of;
    fr_status status;
    const char *sentence;
  } cases[] = {
      {{.number = 5, .rules = {"a", "c"}}, FR_BAD_POLICY, "policy test has no rule 'c' that could be switched off"},
      {{.number = 5, .rules = {"law"}}, FR_BAD_POLICY, "rule 'law' is binding by law; to switch it off all the same"},
      {{.number = 5, .policy = "other"}, FR_OTHER_POLICY, "the switches are for policy other, and test is in force"},
      {{.number = 4, .rules = {"a"}}, FR_POLICY_OLDER, "switches number 4 of test were set already, and these have"},
      {{.number = 3, .rules = {"a"}}, FR_POLICY_OLDER, "give them a higher one"},
      {{.number = 5, .from_us = 9, .until_us = 9}, FR_BAD_BUNDLE, "valid_until does not lie after valid_from"},
  };
  const document off = {.number = 4, .rules = {"b"}};
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(set(&in, &off, 0, &error), FR_OK);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    cr_expect_eq(set(&in, &cases[i].of, NOON, &error), cases[i].status, "%zu", i);
    cr_expect_not_null(strstr(error.message, cases[i].sentence), "%s", error.message);
    expect(&in, NOON, FR_OUTCOME_HOLD, 50, FR_FLAG_RULES_OFF);
  }
  const document law = {.number = 5, .even_binding = true, .rules = {"law", "a"}};
  cr_expect_eq(set(&in, &law, 0, &error), FR_OK);
  expect(&in, NOON, FR_OUTCOME_ALLOW, 0, FR_FLAG_RULES_OFF | FR_FLAG_INPUTS_UNKNOWN);
  world_close(&in);
  fr_engine_options options = world_options();
  cr_assert_eq(fr_engine_create(&options, &in.engine, NULL), FR_OK);
  cr_expect_eq(set(&in, &off, 0, &error), FR_NO_POLICY);
  cr_expect_eq(fr_engine_set_switches(NULL, "x", 1, 0, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_set_switches(in.engine, NULL, 1, 0, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_set_switches(in.engine, "x", 1, 0, NULL), FR_BAD_BUNDLE);
  fr_engine_destroy(in.engine);
}

/* A later policy of the name is switched as well; what it no longer has, or made binding, is passed over. */
Test(switches, later_policies_are_switched_too) {
  const bundle_policy later = {.version = 8,
                               .rules = {{.id = "b", .when = "true", .at_least = FR_OUTCOME_WARN, .binding = true},
                                         {.id = "c", .when = "true", .points = 45},
                                         {.id = "a", .when = "true", .points = 45}}};
  const bundle_policy other = {.name = "other", .rules = {{.id = "a", .when = "true", .points = 90}}};
  world in = world_open(&three);
  fr_error error = FR_ERROR_INIT;
  const document off = {.number = 1, .rules = {"a", "b"}};
  fr_policy *next = bundle_load(&later), *third = bundle_load(&other);
  cr_assert_eq(set(&in, &off, 0, &error), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, next, &error), FR_OK);
  expect(&in, NOON, FR_OUTCOME_WARN, 45, FR_FLAG_RULES_OFF);
  cr_assert_eq(fr_engine_set_policy(in.engine, third, &error), FR_OK);
  expect(&in, NOON, FR_OUTCOME_HOLD, 90, 0);
  /* The handle that the engine gives heeds the switches, and is taken for the policy itself. */
  cr_assert_eq(fr_engine_set_policy(in.engine, next, &error), FR_OK);
  fr_policy *present = fr_engine_policy(in.engine);
  cr_expect_neq(present, next);
  cr_assert_eq(fr_engine_set_policy(in.engine, present, &error), FR_OK);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 0, present, &error), FR_OK);
  expect(&in, NOON, FR_OUTCOME_WARN, 45, FR_FLAG_RULES_OFF);
  fr_decision challenger = FR_DECISION_INIT;
  cr_assert_eq(fr_challenge(in.context, 0, &challenger), FR_OK);
  cr_expect(challenger.score == 90 && challenger.flags == 0, "a challenger is not switched");
  fr_policy_release(next);
  fr_policy_release(third);
  fr_policy_info info = FR_POLICY_INFO_INIT;
  cr_assert_eq(fr_policy_describe(present, &info), FR_OK);
  cr_expect_eq(info.version, 8);
  fr_policy_release(present);
  world_close(&in);
}

/* The same roles as for a policy; a signed policy is no document of switches, nor the other way round. */
Test(switches, who_signed) {
  fr_engine_options options = world_options();
  fr_engine *engine = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_trust *trust = signed_trust("ed25519");
  fr_policy *policy = NULL;
  const signed_parts whole = {
      .signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "approver-ed25519"}}};
  signed_parts switches = whole, half = {.signers = {{.role = "author", .key = "author-ed25519"}}};
  signed_parts twice = {
      .signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "author-ed25519"}}};
  switches.content_type = half.content_type = twice.content_type = FR__SWITCHES_CONTENT_TYPE;
  const document off = {.number = 1, .rules = {"a"}};
  bundle plain = bundle_of(&three), bare = unsigned_switches(&off);
  bundle good = signed_bundle(&bare, &switches), lacking = signed_bundle(&bare, &half);
  bundle same = signed_bundle(&bare, &twice), wrong = signed_bundle(&bare, &whole);
  bundle signed_policy = signed_bundle(&plain, &whole);
  options.accept_unsigned_policies = FR_NO;
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_trust(engine, trust, NULL), FR_OK);
  cr_assert_eq(fr_policy_load(signed_policy.data, signed_policy.size, &policy, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  cr_expect_eq(fr_engine_set_switches(engine, bare.data, bare.size, 0, &error), FR_UNSIGNED_POLICY);
  cr_expect_not_null(strstr(error.message, "the document of switches is not signed"), "%s", error.message);
  cr_expect_eq(fr_engine_set_switches(engine, lacking.data, lacking.size, 0, &error), FR_ROLE_MISSING);
  cr_expect_eq(fr_engine_set_switches(engine, same.data, same.size, 0, &error), FR_BAD_BUNDLE);
  cr_expect_eq(fr_engine_set_switches(engine, wrong.data, wrong.size, 0, &error), FR_BAD_BUNDLE);
  cr_expect_not_null(strstr(error.message, "not 'application/vnd.fraudrisk.switches+cbor'"), "%s", error.message);
  cr_expect_eq(fr_engine_set_switches(engine, signed_policy.data, signed_policy.size, 0, &error), FR_BAD_BUNDLE);
  for (uint64_t i = 0; i < good.size; i++) {
    good.data[i] ^= (uint8_t)(1u << (i % 8));
    cr_expect_lt(fr_engine_set_switches(engine, good.data, good.size, 0, &error), 0, "byte %llu",
                 (unsigned long long)i);
    good.data[i] ^= (uint8_t)(1u << (i % 8));
  }
  cr_expect_eq(fr_engine_set_switches(engine, good.data, good.size, 0, &error), FR_OK, "%s", error.message);
  bundle *all[] = {&plain, &bare, &good, &lacking, &same, &wrong, &signed_policy};
  for (size_t i = 0; i < FR_COUNT(all); i++) bundle_free(all[i]);
  fr_policy_release(policy);
  fr_engine_destroy(engine);
  fr_trust_release(trust);
}

/* In the bytes: what is refused in a policy is refused in switches as well. */
Test(switches, forms_that_are_none) {
#define HEAD "\x65rules\x81\x61\x61\x66number\x01\x66policy\x64test"
  static const struct {
    const char *bytes;
    size_t size;
    const char *sentence;
  } cases[] = {
#define BYTES(text) text, sizeof(text) - 1
      {BYTES("\xa4" HEAD "\x69"
             "fraudrisk\x01\x00"),
       "bytes follow behind the end"},
      {BYTES("\xbf" HEAD "\x69"
             "fraudrisk\x01\xff"),
       "a length is indefinite; it has to be given"},
      {BYTES("\xb8\x04" HEAD "\x69"
             "fraudrisk\x01"),
       "a number or length is not in its shortest form"},
      {BYTES("\xa5" HEAD "\x69"
             "fraudrisk\x01\x69"
             "fraudrisk\x01"),
       "a key of a map comes twice"},
      {BYTES("\xa4\x66number\x01\x65rules\x80\x66policy\x64test\x69"
             "fraudrisk\x01"),
       "the keys of a map are not in ascending order"},
      {BYTES("\xa4\x65rules\x81\x62\x1b[\x66number\x01\x66policy\x64test\x69"
             "fraudrisk\x01"),
       "a rule has 1 to 47 letters"},
  };
  world in = world_open(&three);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_error error = FR_ERROR_INIT;
    bundle bare = bundle_seal((const uint8_t *)cases[i].bytes, cases[i].size);
    const signed_parts parts = {.content_type = FR__SWITCHES_CONTENT_TYPE,
                                .signers = {{.role = "author", .key = "author-ed25519"}}};
    bundle made[] = {bare, signed_bundle(&bare, &parts)};
    for (size_t form = 0; form < FR_COUNT(made); form++) {
      cr_expect_eq(fr_engine_set_switches(in.engine, made[form].data, made[form].size, 0, &error), FR_BAD_BUNDLE);
      cr_expect_not_null(strstr(error.message, cases[i].sentence), "%zu: %s", i, error.message);
      cr_expect_not_null(strstr(error.message, "; make it with 'fraudrisk policy switch' and sign it again"), "%s",
                         error.message);
      bundle_free(&made[form]);
    }
  }
  expect(&in, NOON, FR_OUTCOME_HOLD, 50, FR_FLAG_INPUTS_UNKNOWN);
  world_close(&in);
}

Test(switches, contents_that_are_none) {
  static const struct {
    const char *content, *sentence;
  } cases[] = {
      {"7", "the switches is not a map"},
      {"{'rules': []}", "the switches lack 'number'"},
      {"{'rules': [], 'number': 1, 'policy': 'test'}", "the switches lack 'fraudrisk'"},
      {"{'rules': [], 'number': 1, 'policy': 'test', 'fraudrisk': 2}", "the format is another than 1"},
      {"{'rules': [], 'number': -1, 'policy': 'test', 'fraudrisk': 1}", "number is not an unsigned integer"},
      {"{'rules': [''], 'number': 1, 'policy': 'test', 'fraudrisk': 1}", "a rule has 1 to 47 letters"},
      {"{'rules': [], 'number': 1, 'policy': '', 'fraudrisk': 1}", "policy has 1 to 47 letters"},
      {"{'rules': [], 'number': 1, 'policy': 'test', 'fraudrisk': 1, 'more': 1}", "switches have no 'more'"},
      {"{'rules': [], 'number': 1, 'policy': 'test', 'fraudrisk': 1, 'valid_from': 0}", "valid_from is no time from"},
      {"{'rules': [], 'number': 1, 'policy': 'test', 'fraudrisk': 1, 'even_binding': 1}",
       "even_binding is not true or"},
  };
  world in = world_open(&three);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__cbor_writer writer;
    fr_error error = FR_ERROR_INIT;
    fr__cbor_writer_grow(&writer);
    diagnostic_write(&writer, cases[i].content);
    cr_assert_eq(writer.status, FR_OK, "%s", cases[i].content);
    bundle made = bundle_seal(writer.data, writer.size);
    cr_expect_eq(fr_engine_set_switches(in.engine, made.data, made.size, 0, &error), FR_BAD_BUNDLE);
    cr_expect_not_null(strstr(error.message, cases[i].sentence), "%s: %s", cases[i].content, error.message);
    made.data[0] ^= 1;
    cr_expect_eq(fr_engine_set_switches(in.engine, made.data, made.size, 0, &error), FR_BAD_DIGEST);
    bundle_free(&made);
    fr__cbor_writer_free(&writer);
  }
  static const uint8_t large[FR__SWITCHES_MAX_BYTES + 1];
  cr_expect_eq(fr_engine_set_switches(in.engine, large, sizeof large, 0, NULL), FR_TOO_LONG);
  world_close(&in);
}
