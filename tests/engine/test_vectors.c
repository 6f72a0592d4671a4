/* SPDX-License-Identifier: Apache-2.0
 *
 * Tests that travel along with a policy: they come out the same, or the policy is refused and the test is named. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "policy/vectors.h"
#include "support/signed.h"
#include "support/world.h"

static const bundle_policy watched = {
    .attributes = "[['risk', 3]]",
    .rules = {{.id = "much", .when = "payer.sent.map(t, t.amount).sum() > 100.0", .points = 50, .scam = "mule"},
              {.id = "branch", .when = "attributes.risk > 0.5", .points = 40}}};

typedef struct vector {
  const char *name;
  fr_event events[2];
  uint32_t event_count;
  fr_transfer transfer;
  fr_decision expected;
} vector;

/* The content of a bundle, with tests behind the policy. */
static bundle with_tests(const bundle_policy *policy, const vector *vectors, uint32_t count) {
  bundle first = bundle_of(policy);
  fr__cbor_writer into;
  fr__cbor_writer_grow(&into);
  fr__cbor_write_raw(&into, first.data, first.size - FR__SHA256_BYTES);
  fr__cbor_write_array(&into, count);
  for (uint32_t i = 0; i < count; i++) {
    fr__vector_write_head(&into, fr_text_of(vectors[i].name), vectors[i].event_count);
    for (uint32_t e = 0; e < vectors[i].event_count; e++) fr__vector_write_event(&into, &vectors[i].events[e]);
    fr__vector_write_transfer(&into, &vectors[i].transfer);
    fr__vector_write_expected(&into, &vectors[i].expected);
  }
  const bundle made = bundle_seal(into.data, into.size);
  fr__cbor_writer_free(&into);
  bundle_free(&first);
  return made;
}

static fr_status put(const bundle *made, fr_error *error) {
  fr_engine_options options = world_options();
  fr_engine *engine = NULL;
  fr_policy *policy = NULL;
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  fr_status status = fr_policy_load(made->data, made->size, &policy, error);
  if (status == FR_OK) status = fr_engine_set_policy(engine, policy, error);
  fr_policy *present = fr_engine_policy(engine);
  cr_expect_eq(present, status == FR_OK ? policy : NULL);
  fr_policy_release(present);
  fr_policy_release(policy);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(engine, &stats), FR_OK);
  cr_expect(stats.parties == 0 && stats.scored == 0 && stats.observed == 0, "tests leave no trace in the engine");
  fr_engine_destroy(engine);
  return status;
}

static fr_decision decision(uint32_t outcome, int64_t score, const char *scam) {
  fr_decision made = FR_DECISION_INIT;
  made.outcome = outcome;
  made.score = score;
  snprintf(made.scam, sizeof made.scam, "%s", scam);
  return made;
}

static const fr_attribute risky = {.name = {"risk", 4, 0}, .type = FR_TYPE_DOUBLE, .number = 0.75};

/* Two that are right: one after a transfer of 150.00, with an attribute; one out of the blue. */
static void fill(vector vectors[2], fr_transfer *before) {
  *before = transfer_of("before", "alice", "carol", 15000, NOON - MINUTE);
  fr_event event = {.struct_size = sizeof event,
                    .kind = FR_EVENT_TRANSFERRED,
                    .status = FR_TRANSFER_SETTLED,
                    .time_us = NOON - MINUTE,
                    .transfer = before};
  vectors[0] = (vector){.name = "much before", .events = {event}, .event_count = 1};
  vectors[0].transfer = transfer_of("t", "alice", "bob", 100, NOON);
  vectors[0].transfer.attributes = &risky;
  vectors[0].transfer.attribute_count = 1;
  vectors[0].expected = decision(FR_OUTCOME_HOLD, 90, "mule");
  vectors[1] = (vector){.name = "nothing before"};
  vectors[1].transfer = transfer_of("t", "alice", "bob", 100, NOON);
  vectors[1].expected = decision(FR_OUTCOME_ALLOW, 0, "");
}

Test(vectors, each_begins_from_nothing_and_comes_out) {
  vector vectors[2];
  fr_transfer before;
  fr_error error = FR_ERROR_INIT;
  fill(vectors, &before);
  bundle made = with_tests(&watched, vectors, 2);
  cr_expect_eq(put(&made, &error), FR_OK, "%s", error.message);
  bundle_free(&made);
}

Test(vectors, one_that_differs_is_named) {
  static const struct {
    uint32_t outcome;
    int64_t score;
    const char *scam, *sentence;
  } cases[] = {
      {FR_OUTCOME_WARN, 90, "mule", "the bundle says warn, 90 points, scam 'mule', and here it is hold, 90 points"},
      {FR_OUTCOME_HOLD, 91, "mule", "the bundle says hold, 91 points, scam 'mule', and here it is hold, 90 points"},
      {FR_OUTCOME_HOLD, 90, "",
       "the bundle says hold, 90 points, scam '', and here it is hold, 90 points, scam 'mule'"},
      {FR_OUTCOME_HOLD, 90, "mul", "scam 'mul', and here"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    vector vectors[2], swapped[2];
    fr_transfer before;
    fr_error error = FR_ERROR_INIT;
    fill(vectors, &before);
    swapped[0] = vectors[1];
    swapped[1] = vectors[0];
    swapped[1].expected = decision(cases[i].outcome, cases[i].score, cases[i].scam);
    bundle made = with_tests(&watched, swapped, 2);
    cr_expect_eq(put(&made, &error), FR_TEST_DIFFERS);
    cr_expect_not_null(strstr(error.message, "test 2, 'much before': "), "%s", error.message);
    cr_expect_not_null(strstr(error.message, cases[i].sentence), "%s", error.message);
    bundle_free(&made);
  }
}

Test(vectors, one_that_cannot_run_is_named) {
  vector vectors[2];
  fr_transfer before;
  fr_error error = FR_ERROR_INIT;
  fill(vectors, &before);
  vectors[1].transfer.payee = (fr_text){0};
  bundle made = with_tests(&watched, vectors, 2);
  cr_expect_eq(put(&made, &error), FR_TEST_DIFFERS);
  cr_expect_not_null(strstr(error.message, "test 2, 'nothing before' cannot run: "), "%s", error.message);
  bundle_free(&made);
  fill(vectors, &before);
  vectors[0].events[0].status = 77;
  made = with_tests(&watched, vectors, 2);
  cr_expect_eq(put(&made, &error), FR_TEST_DIFFERS);
  cr_expect_not_null(strstr(error.message, "test 1, 'much before' cannot run: "), "%s", error.message);
  bundle_free(&made);
}

/* The digest names what decides; the one at the end covers the tests too. */
Test(vectors, they_do_not_change_the_name_of_the_policy) {
  vector vectors[2];
  fr_transfer before;
  fill(vectors, &before);
  bundle made = with_tests(&watched, vectors, 2), bare = bundle_of(&watched);
  fr_policy *one = NULL, *other = NULL;
  fr_policy_info info = FR_POLICY_INFO_INIT, of_bare = FR_POLICY_INFO_INIT;
  cr_assert_eq(fr_policy_load(made.data, made.size, &one, NULL), FR_OK);
  cr_assert_eq(fr_policy_load(bare.data, bare.size, &other, NULL), FR_OK);
  cr_assert_eq(fr_policy_describe(one, &info), FR_OK);
  cr_assert_eq(fr_policy_describe(other, &of_bare), FR_OK);
  cr_expect(info.test_count == 2 && of_bare.test_count == 0);
  cr_expect_arr_eq(info.digest, of_bare.digest, sizeof info.digest);
  fr_policy_release(one);
  made.data[made.size - 40] ^= 1;
  cr_expect_eq(fr_policy_load(made.data, made.size, &one, NULL), FR_BAD_DIGEST);
  fr_policy_release(other);
  bundle_free(&made);
  bundle_free(&bare);
}

Test(vectors, shapes_that_are_none) {
  static const struct {
    const char *tests; /* diagnostic notation */
    const char *sentence;
  } cases[] = {
      {"[]", "0 tests travel along; 1 to 4096 may"},
      {"[['a', [], {}, 1, 0]]", "a test has 5 parts instead of 6"},
      {"[['a', [], {}, 0, 0, '']]", "the outcome of a test is 1, 2 or 3"},
      {"[['a', [], {}, 4, 0, '']]", "the outcome of a test is 1, 2 or 3"},
      {"[['a', [], {0: 1}, 1, 0, '']]", "the number of a field is 0"},
      {"[['a', [], {25: 1}, 1, 0, '']]", "a test has a field 25 that this library does not know"},
      {"[['a', [{23: 1}], {}, 1, 0, '']]", "a test has a field 23 that this library does not know"},
      {"[['a', [], {20: {27: 1}}, 1, 0, '']]", "a test has a field 27 that this library does not know"},
      {"[['a', [], {9: 4294967296}, 1, 0, '']]", "field 9 of a test is too large"},
      {"[['a', [], {22: {3: 2147483648}}, 1, 0, '']]", "field 3 of a test is too large"},
      {"[['a', [], {3: 0}, 1, 0, '']]", "field 3 of a test is zero; it is left out then"},
      {"[['a', [], {9: -1}, 1, 0, '']]", "a field of a test is not an unsigned integer"},
      {"[['a', [], {8: 'CN'}, 1, 0, '']]", "a currency has three letters"},
      {"[['a', [], {24: []}, 1, 0, '']]", "0 attributes; 1 to 64 are taken"},
      {"[['a', [], {24: [['a']]}, 1, 0, '']]", "an attribute is a name and a value"},
      {"[['a', [], {24: [['a', []]]}, 1, 0, '']]", "an attribute's value is none of bool, int, double and text"},
      {"[['a', [], {}, 1, 0, ''], 7]", "a test is not an array"},
      {"7", "bytes follow behind the end"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    bundle first = bundle_of(&watched);
    fr__cbor_writer into;
    fr_policy *policy = NULL;
    fr_error error = FR_ERROR_INIT;
    fr__cbor_writer_grow(&into);
    fr__cbor_write_raw(&into, first.data, first.size - FR__SHA256_BYTES);
    diagnostic_write(&into, cases[i].tests);
    cr_assert_eq(into.status, FR_OK, "%s", cases[i].tests);
    bundle made = bundle_seal(into.data, into.size);
    cr_expect_eq(fr_policy_load(made.data, made.size, &policy, &error), FR_BAD_BUNDLE, "%s", cases[i].tests);
    cr_expect_not_null(strstr(error.message, cases[i].sentence), "%s: %s", cases[i].tests, error.message);
    bundle_free(&made);
    bundle_free(&first);
    fr__cbor_writer_free(&into);
  }
}

/* Every field of every struct, through the bytes and back. */
Test(vectors, what_is_written_is_read) {
  fr__vector_transfer given, read;
  memset(&given, 0, sizeof given);
  uint32_t *words = (uint32_t *)(void *)&given.session;
  for (size_t i = 1; i < sizeof given.session / sizeof *words; i++) words[i] = (uint32_t)i;
  given.session.struct_size = (uint32_t)sizeof given.session;
  given.teller = (fr_teller){.struct_size = sizeof given.teller, .seen = UINT64_MAX, .ruled_out = 5};
  given.teller.notes = fr_text_of("");
  given.payer = (fr_party){.struct_size = sizeof given.payer, .age = -3, .mule_score = 7, .trusted_contact = FR_YES};
  given.payer.bank = fr_text_of("ICBK");
  given.payee.struct_size = (uint32_t)sizeof given.payee;
  given.transfer = transfer_of("t", "alice", "bob", 100, NOON);
  given.transfer.balance_before_minor = -5;
  given.transfer.payroll = FR_NO;
  memcpy(given.transfer.currency, "USD", 3);
  given.transfer.session = &given.session;
  given.transfer.teller = &given.teller;
  given.transfer.payer_party = &given.payer;
  given.transfer.payee_party = &given.payee;
  const fr_attribute kinds[] = {{.name = {"a", 1, 0}, .type = FR_TYPE_BOOL, .integer = 1},
                                {.name = {"b", 1, 0}, .type = FR_TYPE_INT, .integer = -9},
                                {.name = {"c", 1, 0}, .type = FR_TYPE_STRING, .text = {"x", 1, 0}},
                                {.name = {"d", 1, 0}}};
  given.transfer.attributes = kinds;
  given.transfer.attribute_count = 4;
  fr__cbor_writer once, twice;
  fr__cbor_reader reader;
  fr__cbor_writer_grow(&once);
  fr__cbor_writer_grow(&twice);
  fr__vector_write_transfer(&once, &given.transfer);
  cr_assert_eq(once.status, FR_OK);
  fr__cbor_reader_init(&reader, once.data, once.size, NULL);
  cr_assert_eq(fr__vector_transfer_read(&reader, &read), FR_OK);
  cr_assert_eq(fr__cbor_end(&reader), FR_OK);
  cr_expect_eq(memcmp(&read.session, &given.session, sizeof read.session), 0);
  cr_expect(read.teller.seen == UINT64_MAX && read.teller.notes.data != NULL && read.teller.notes.size == 0);
  cr_expect(read.payer.age == -3 && read.payer.trusted_contact == FR_YES && read.payer.bank.size == 4);
  cr_expect(read.transfer.payee_party != NULL && read.transfer.balance_before_minor == -5);
  cr_expect(read.attributes[1].integer == -9 && read.attributes[3].type == FR_TYPE_UNKNOWN);
  cr_expect_str_eq(read.transfer.currency, "USD");
  fr__vector_write_transfer(&twice, &read.transfer);
  cr_expect(twice.size == once.size && memcmp(twice.data, once.data, once.size) == 0);
  fr__cbor_writer_free(&once);
  fr__cbor_writer_free(&twice);
}
