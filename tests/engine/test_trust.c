/* SPDX-License-Identifier: Apache-2.0
 *
 * Who must have signed, and everything that can be wrong with that: through the public API, each with the sentence that
 * an operator reads. The bundles of tests/signed are kept from now on: whatever changes, they are taken. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "support/signed.h"
#include "support/world.h"

static const bundle_policy plain = {.version = 7, .rules = {{.id = "a", .when = "true", .points = 50}}};

static fr_engine *open_engine(uint32_t accept_unsigned, fr_trust *trust) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_engine *engine = NULL;
  options.accept_unsigned_policies = accept_unsigned;
  options.memory_bytes = 1 << 20;
  options.parties_max = 16;
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_trust(engine, trust, NULL), FR_OK);
  return engine;
}

/* What becomes of bytes on their way into force in an engine that trusts the keys of tests/signed of one kind. */
static fr_status take(const bundle *made, const char *kind, const fr_put_options *put, fr_error *error) {
  fr_trust *trust = signed_trust(kind);
  fr_engine *engine = open_engine(FR_NO, trust);
  fr_policy *policy = NULL;
  fr_status status = fr_policy_load(made->data, made->size, &policy, error);
  cr_expect_eq(status == FR_OK, policy != NULL);
  if (status == FR_OK) status = fr_engine_put_policy(engine, policy, put, error);
  fr_policy *present = fr_engine_policy(engine);
  cr_expect_eq(present, status == FR_OK ? policy : NULL, "a policy that is refused is refused whole");
  fr_policy_release(present);
  fr_policy_release(policy);
  fr_engine_destroy(engine);
  fr_trust_release(trust);
  return status;
}

static void expect(const bundle *made, fr_status status, const char *sentence) {
  const fr_put_options put = FR_PUT_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  const fr_status found = take(made, "ed25519", &put, &error);
  cr_expect_eq(found, status, "%s instead of %s: %s", fr_status_name(found), fr_status_name(status), error.message);
  cr_expect_not_null(strstr(error.message, sentence), "\"%s\" is not in \"%s\"", sentence, error.message);
}

static bundle sign_plain(const signed_parts *parts) {
  bundle unsigned_one = bundle_of(&plain);
  const bundle made = signed_bundle(&unsigned_one, parts);
  bundle_free(&unsigned_one);
  return made;
}

static const signed_parts usual = {
    .signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "approver-ed25519"}}};

/* ---- kept from now on ---- */

Test(trust, bundles_of_every_kind_that_were_signed_once_are_taken) {
  static const char *const kinds[] = {"ed25519", "p256", "sm2"};
  static const uint32_t algorithms[] = {FR_SIGN_ED25519, FR_SIGN_P256, FR_SIGN_SM2};
  for (size_t i = 0; i < FR_COUNT(kinds); i++) {
    char path[64];
    fr_error error = FR_ERROR_INIT;
    fr_put_options put = FR_PUT_OPTIONS_INIT;
    bundle kept;
    snprintf(path, sizeof path, "tests/signed/%s.frb", kinds[i]);
    kept.data = file_read(path, &kept.size);
    put.now_us = INT64_C(1780272000000000); /* 2026-06-01 */
    cr_expect_eq(take(&kept, kinds[i], &put, &error), FR_OK, "%s: %s", path, error.message);
    fr_policy *policy = NULL;
    cr_assert_eq(fr_policy_load(kept.data, kept.size, &policy, &error), FR_OK);
    fr_policy_info info = FR_POLICY_INFO_INIT;
    cr_assert_eq(fr_policy_describe(policy, &info), FR_OK);
    cr_expect(info.is_signed == FR_YES && info.signature_count == 2 && info.test_count == 2 && info.version == 7);
    cr_expect_eq(info.valid_from_us, INT64_C(1767196800000000));
    cr_expect_eq(info.valid_until_us, INT64_C(1798732800000000));
    static const uint8_t digest[4] = {0x60, 0xc6, 0x2a, 0xed};
    cr_expect_arr_eq(info.digest, digest, sizeof digest, "what decides has one name, whoever signs it");
    fr_signature signature = FR_SIGNATURE_INIT;
    cr_assert_eq(fr_policy_signature(policy, 1, &signature), FR_OK);
    cr_expect_str_eq(signature.role, "approver");
    cr_expect_eq(signature.algorithm, algorithms[i]);
    cr_expect_eq(fr_policy_signature(policy, 2, &signature), FR_BAD_ARGUMENT);
    cr_expect_eq(fr_policy_signature(NULL, 0, &signature), FR_NULL_POINTER);
    signature.struct_size = 8;
    cr_expect_eq(fr_policy_signature(policy, 0, &signature), FR_STRUCT_SIZE);
    fr_policy_release(policy);
    free(kept.data);
  }
}

/* One bit of every byte turned: none of these documents is taken. */
Test(trust, a_bit_that_is_turned_is_seen) {
  bundle kept;
  kept.data = file_read("tests/signed/ed25519.frb", &kept.size);
  fr_trust *trust = signed_trust("ed25519");
  cr_assert_gt(kept.size, 1000);
  for (uint64_t i = 0; i < kept.size; i++) {
    fr_policy *policy = NULL;
    kept.data[i] ^= (uint8_t)(1u << (i % 8));
    fr_status status = fr_policy_load(kept.data, kept.size, &policy, NULL);
    if (status == FR_OK) status = fr_trust_verify(trust, policy, NULL);
    cr_expect_lt(status, 0, "byte %llu", (unsigned long long)i);
    fr_policy_release(policy);
    kept.data[i] ^= (uint8_t)(1u << (i % 8));
  }
  for (uint64_t size = 0; size < kept.size; size++) {
    fr_policy *policy = NULL;
    cr_expect_lt(fr_policy_load(kept.data, size, &policy, NULL), 0, "%llu bytes", (unsigned long long)size);
  }
  free(kept.data);
  fr_trust_release(trust);
}

/* ---- who signed ---- */

Test(trust, the_usual_two_roles) {
  bundle made = sign_plain(&usual);
  expect(&made, FR_OK, "");
  bundle_free(&made);
}

Test(trust, keys_and_roles_that_are_wrong) {
  static const struct {
    signed_parts parts;
    fr_status status;
    const char *sentence;
  } cases[] = {
      /* a stranger signed as approver */
      {{.signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "approver-p256"}}},
       FR_UNTRUSTED_KEY,
       "the policy is signed as 'approver' with key 66dee28c7e06a376f4ac787ed902ccd4, which the trust store does not"},
      /* a stranger pretends to be the approver's key */
      {{.signers = {{.role = "author", .key = "author-ed25519"},
                    {.role = "approver", .key = "author-sm2", .algorithm = -8, .key_id_of = "approver-ed25519"}}},
       FR_BAD_SIGNATURE,
       "its signature as 'approver' was not made with key dff00de450bbac36b774c25e8b1e5dbb; sign it again"},
      {{.signers = {{.role = "author", .key = "author-ed25519"}}},
       FR_ROLE_MISSING,
       "the policy is not signed as 'approver'; have it signed with 'fraudrisk policy sign --role approver'"},
      {{.signers = {{.role = "approver", .key = "approver-ed25519"}}}, FR_ROLE_MISSING, "not signed as 'author'"},
      {{.signers = {{.role = "auditor", .key = "author-sm2"}}}, FR_ROLE_MISSING, "not signed as 'author'"},
      /* one key in two roles */
      {{.signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "author-ed25519"}}},
       FR_BAD_BUNDLE,
       "one key has signed twice, as 'author' and as 'approver'; each role signs with a key of its own"},
      {{.signers = {{.role = "approver", .key = "author-ed25519"}, {.role = "author", .key = "author-p256"}}},
       FR_UNTRUSTED_KEY,
       "signed as 'approver' with key c4d61b178c8814d9c6dd5d1c0b0d0182, which the trust store has as 'author'; have it "
       "signed with a key of that role"},
      /* the algorithm is the key's */
      {{.signers = {{.role = "author", .key = "author-ed25519", .algorithm = -35}}},
       FR_BAD_ALGORITHM,
       "the signature as 'author' names algorithm -35, which this library does not have; sign with a key of one that "
       "it "
       "has: -8 (Ed25519), -7 (ECDSA P-256), -65537 (SM2)"},
      {{.signers = {{.role = "author", .key = "author-ed25519", .algorithm = -7},
                    {.role = "approver", .key = "approver-ed25519"}}},
       FR_BAD_ALGORITHM,
       "says ECDSA P-256 with SHA-256, but key c4d61b178c8814d9c6dd5d1c0b0d0182 signs with Ed25519: it was changed, or "
       "made by another program; sign again with 'fraudrisk policy sign'"},
      /* what was signed is something else */
      {{.content_type = "application/vnd.fraudrisk.switches+cbor",
        .signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "approver-ed25519"}}},
       FR_BAD_BUNDLE,
       "what was signed is 'application/vnd.fraudrisk.switches+cbor', not 'application/vnd.fraudrisk.policy+cbor'"},
      {{.content_type = "a\x1b[2J\nb", .signers = {{.role = "author", .key = "author-ed25519"}}},
       FR_BAD_BUNDLE,
       "what was signed is 'a?[2J?b', not"},
      {{.signers = {{.key = NULL}}}, FR_BAD_BUNDLE, "the document has no signature"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    bundle made = sign_plain(&cases[i].parts);
    expect(&made, cases[i].status, cases[i].sentence);
    bundle_free(&made);
  }
}

/* More signatures than are needed do no harm, and several keys may have a role: so keys are rolled over. */
Test(trust, strangers_beside_those_who_must_have_signed) {
  const signed_parts parts = {.signers = {{.role = "author", .key = "author-p256"},
                                          {.role = "author", .key = "author-ed25519"},
                                          {.role = "approver", .key = "approver-ed25519"},
                                          {.role = "auditor", .key = "approver-sm2"}}};
  bundle made = sign_plain(&parts);
  expect(&made, FR_OK, "");
  fr_trust_builder *builder = NULL;
  fr_trust *trust = NULL;
  fr_policy *policy = NULL;
  cr_assert_eq(fr_trust_builder_create(&builder), FR_OK);
  cr_assert_eq(signed_trust_add(builder, "author", "author-sm2", NULL), FR_OK);
  cr_assert_eq(signed_trust_add(builder, "author", "author-p256", NULL), FR_OK);
  cr_assert_eq(signed_trust_add(builder, "auditor", "approver-sm2", NULL), FR_OK);
  cr_assert_eq(fr_trust_builder_require(builder, fr_text_of("auditor"), NULL), FR_OK);
  cr_assert_eq(fr_trust_builder_require(builder, fr_text_of("author"), NULL), FR_OK);
  cr_assert_eq(fr_trust_builder_finish(builder, &trust, NULL), FR_OK);
  cr_assert_eq(fr_policy_load(made.data, made.size, &policy, NULL), FR_OK);
  cr_expect_eq(fr_trust_verify(trust, policy, NULL), FR_OK);
  cr_expect_eq(fr_trust_verify(trust, NULL, NULL), FR_NULL_POINTER);
  fr_policy_release(policy);
  fr_trust_builder_destroy(builder);
  fr_trust_release(trust);
  bundle_free(&made);
}

/* ---- bytes ---- */

/* Puts bytes in place of others that stand in the document once. */
static bundle with(const bundle *made, const char *old, size_t old_size, const char *new, size_t new_size) {
  uint8_t *at = memmem(made->data, (size_t)made->size, old, old_size);
  cr_assert_not_null(at);
  const uint64_t begin = (uint64_t)(at - made->data), rest = made->size - begin - old_size;
  bundle changed = {malloc((size_t)(begin + new_size + rest)), begin + new_size + rest};
  cr_assert_not_null(changed.data);
  memcpy(changed.data, made->data, (size_t)begin);
  memcpy(changed.data + begin, new, new_size);
  memcpy(changed.data + begin + new_size, at + old_size, (size_t)rest);
  return changed;
}

#define BYTES(text) text, sizeof(text) - 1

Test(trust, a_document_has_one_form) {
  static const struct {
    const char *old;
    size_t old_size;
    const char *new;
    size_t new_size;
    fr_status status;
    const char *sentence;
  } cases[] = {
      {BYTES("\xd8\x62\x84"), BYTES("\xd8\x62\x98\x04"), FR_BAD_BUNDLE,
       "byte 2: a number or length is not in its shor"},
      {BYTES("\xd8\x62\x84"), BYTES("\xd8\x62\x9f"), FR_BAD_BUNDLE, "byte 2: a length is indefinite"},
      {BYTES("\xd8\x62\x84"), BYTES("\xd8\x62\x83"), FR_BAD_BUNDLE, "byte 2: the signed document has 3 parts instead"},
      {BYTES("\xd8\x62\x84"), BYTES("\xd9\x00\x62\x84"), FR_BAD_DIGEST, "is no bundle"},
      {BYTES("\xd8\x62\x84"), BYTES("\xd8\x61\x84"), FR_BAD_DIGEST, "is no bundle"},
      {BYTES("+cbor\xa0"), BYTES("+cbor\xa1\x01\x27"), FR_BAD_BUNDLE, "an unprotected header stands here"},
      {BYTES("+cbor\xa0"), BYTES("+cbor\xbf\xff"), FR_BAD_BUNDLE, "a length is indefinite"},
      {BYTES("\x82\x83\x58"), BYTES("\x80\x83\x58"), FR_BAD_BUNDLE, "the document has no signature"},
      {BYTES("\x82\x83\x58"), BYTES("\x81\x83\x58"), FR_BAD_BUNDLE, "bytes follow behind the end"},
      {BYTES("\x82\x83\x58"), BYTES("\x91\x83\x58"), FR_TOO_MANY, "17 signatures; at most 16 are taken"},
      {BYTES("\x82\x83\x58"), BYTES("\x82\x84\x58"), FR_BAD_BUNDLE, "a signature has 4 parts instead of 3"},
  };
  bundle made = sign_plain(&usual);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    bundle changed = with(&made, cases[i].old, cases[i].old_size, cases[i].new, cases[i].new_size);
    expect(&changed, cases[i].status, cases[i].sentence);
    bundle_free(&changed);
  }
  bundle longer = {malloc((size_t)made.size + 1), made.size + 1};
  memcpy(longer.data, made.data, (size_t)made.size);
  longer.data[made.size] = 0;
  expect(&longer, FR_BAD_BUNDLE, "bytes follow behind the end; build and sign it again");
  bundle_free(&longer);
  bundle_free(&made);
}

#define ID \
  "\x50"   \
  "0123456789ABCDEF"

Test(trust, the_headers_of_a_signature_have_one_form) {
  static const struct {
    const char *headers;
    size_t size;
    const char *sentence;
  } cases[] = {
      {BYTES("\xa3\x01\x27\x04\x40\x64role\x66"
             "author"),
       "the key id of a signature is empty, so it names nobody; build and sign it again"},
      {BYTES("\xa3\x01\x27\x04\x4f"
             "0123456789abcde\x64role\x66"
             "author"),
       "the key id of a signature has 15 bytes"},
      {BYTES("\xa2\x01\x27\x64role\x66"
             "author"),
       "2 protected headers stand here instead of 3: algorithm, key id and role; build and sign it again"},
      {BYTES("\xa2\x01\x27\x04" ID), "2 protected headers stand here instead of 3: algorithm, key id and role"},
      {BYTES("\xa3\x01\x27\x01\x27\x04" ID), "a key of a map comes twice"},
      {BYTES("\xa3\x04" ID "\x01\x27\x64role\x66"
             "author"),
       "header 4 stands where the algorithm (header 1) should"},
      {BYTES("\xa3\x01\x27\x04" ID "\x64rule\x66"
             "author"),
       "a header stands where 'role' should"},
      {BYTES("\xa3\x01\x27\x04" ID "\x64role\x60"), "a role has 1 to 47 letters, digits"},
      /* what a terminal would obey */
      {BYTES("\xa3\x01\x27\x04" ID "\x64role\x65\x1b[31m"), "a role has 1 to 47 letters, digits"},
      {BYTES("\xa3\x01\x27\x04" ID "\x64role\x63"
             "a\nb"),
       "a role has 1 to 47 letters, digits"},
      {BYTES("\xa3\x01\x65"
             "EdDSA\x04" ID "\x64role\x66"
             "author"),
       "the algorithm is not an integer"},
      {BYTES("\xa3\x01\x38\x07\x04" ID "\x64role\x66"
             "author"),
       "not in its shortest form"},
      {BYTES("\xbf\x01\x27\x04" ID "\x64role\x66"
             "author\xff"),
       "a length is indefinite"},
      {BYTES("\xa3\x01\x27\x04" ID "\x64role\x66"
             "author\x00"),
       "bytes follow behind the end"},
      {BYTES("\xa3\x01\x27\x04" ID "\x64role\x66"
             "autho"),
       "the bytes end inside an item"},
      {BYTES(""), "the bytes end where an item should begin"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const signed_parts parts = {
        .signers = {
            {.key = "author-ed25519", .headers = (const uint8_t *)cases[i].headers, .headers_size = cases[i].size}}};
    bundle made = sign_plain(&parts);
    expect(&made, FR_BAD_BUNDLE, cases[i].sentence);
    bundle_free(&made);
  }
}

/* ---- building a store ---- */

Test(trust, a_store_that_is_wrong) {
  fr_trust_builder *builder = NULL;
  fr_trust *trust = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_trust_builder_create(&builder), FR_OK);
  cr_expect_eq(signed_trust_add(builder, "author", "author-ed25519", &error), FR_OK);
  cr_expect_eq(signed_trust_add(builder, "approver", "author-ed25519", &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(
      error.message,
      "the key given for 'approver' stands in the store already, as 'author'; each role has keys of its own");
  cr_expect_eq(fr_trust_builder_finish(builder, &trust, &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error.message, "the role 'approver' must have signed, but no key has that role");
  cr_expect_null(trust);
  cr_expect_eq(fr_trust_builder_add(builder, fr_text_of("x"), "no key", 6, NULL, &error), FR_BAD_KEY);
  cr_expect_eq(fr_trust_builder_add(builder, fr_text_of("x"), NULL, 6, NULL, &error), FR_NULL_POINTER);
  static const char *const names[] = {"", "1st", "a b", "a_name_that_is_much_too_long_for_any_role_of_any_bank"};
  for (size_t i = 0; i < FR_COUNT(names); i++) {
    cr_expect_eq(signed_trust_add(builder, names[i], "author-p256", &error), FR_BAD_ARGUMENT);
    cr_expect_eq(fr_trust_builder_require(builder, fr_text_of(names[i]), &error), FR_BAD_ARGUMENT);
  }
  cr_expect_eq(fr_trust_builder_require(builder, fr_text_of("author"), &error), FR_OK);
  cr_expect_eq(fr_trust_builder_require(builder, fr_text_of("author"), &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error.message, "the role 'author' is required already");
  for (uint32_t i = 1; i < FR_MAX_ROLES; i++) {
    char name[16];
    snprintf(name, sizeof name, "r%u", i);
    cr_expect_eq(fr_trust_builder_require(builder, fr_text_of(name), &error), FR_OK);
  }
  cr_expect_eq(fr_trust_builder_require(builder, fr_text_of("more"), &error), FR_TOO_MANY);
  cr_expect_eq(fr_trust_builder_create(NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_trust_builder_add(NULL, fr_text_of("x"), "k", 1, NULL, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_trust_builder_require(NULL, fr_text_of("x"), NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_trust_builder_finish(builder, NULL, NULL), FR_NULL_POINTER);
  fr_trust_builder_destroy(builder);
  fr_trust_builder_destroy(NULL);
  fr_trust_release(NULL);
  cr_expect_null(fr_trust_retain(NULL));
}

/* ---- engines ---- */

Test(trust, what_an_engine_takes) {
  bundle made = sign_plain(&usual);
  fr_policy *signed_one = NULL, *unsigned_one = bundle_load(&plain);
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_policy_load(made.data, made.size, &signed_one, NULL), FR_OK);
  fr_trust *trust = signed_trust("ed25519"), *other = signed_trust("p256");
  static const struct {
    uint32_t accept_unsigned;
    bool trust, wrong;
    fr_status signed_status, unsigned_status;
  } cases[] = {{FR_NO, false, false, FR_UNTRUSTED_KEY, FR_UNSIGNED_POLICY},
               {FR_YES, false, false, FR_OK, FR_OK},
               {FR_NO, true, false, FR_OK, FR_UNSIGNED_POLICY},
               {FR_YES, true, false, FR_OK, FR_OK},
               {FR_YES, true, true, FR_UNTRUSTED_KEY, FR_OK}};
  static const char *const sentences[] = {
      "open the engine with accept_unsigned_policies to try it all the same", "",
      ("the policy is not signed; have it signed with 'fraudrisk policy sign' in each "
       "role that the trust store asks for"),
      "", ""};
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_engine *engine = open_engine(cases[i].accept_unsigned, !cases[i].trust ? NULL : cases[i].wrong ? other : trust);
    cr_expect_eq(fr_engine_set_policy(engine, signed_one, &error), cases[i].signed_status, "%zu", i);
    cr_expect_eq(fr_engine_set_policy(engine, unsigned_one, &error), cases[i].unsigned_status, "%zu", i);
    cr_expect_not_null(strstr(error.message, sentences[i]), "%zu: %s", i, error.message);
    if (cases[i].signed_status == FR_OK) {
      cr_expect_eq(fr_engine_set_challenger(engine, 0, signed_one, &error), FR_OK);
      cr_expect_eq(fr_engine_set_challenger(engine, 1, unsigned_one, &error), cases[i].unsigned_status);
      /* Another store: the policy in force stays, and the same bundle is not taken again. */
      cr_expect_eq(fr_engine_set_trust(engine, other, &error), FR_OK);
      cr_expect_eq(fr_engine_set_challenger(engine, 2, signed_one, &error), FR_UNTRUSTED_KEY);
      cr_expect_eq(fr_engine_set_policy(engine, signed_one, &error), FR_UNTRUSTED_KEY);
      fr_policy *present = fr_engine_policy(engine);
      cr_expect_not_null(present);
      fr_policy_release(present);
    }
    fr_engine_destroy(engine);
  }
  cr_expect_eq(fr_trust_verify(trust, unsigned_one, &error), FR_UNSIGNED_POLICY);
  cr_expect_eq(fr_engine_set_trust(NULL, trust, &error), FR_NULL_POINTER);
  fr_policy_release(signed_one);
  fr_policy_release(unsigned_one);
  fr_trust_release(trust);
  fr_trust_release(other);
  bundle_free(&made);
}

/* ---- time and versions ---- */

static const bundle_policy limited = {
    .rules = {{.id = "a", .when = "true", .points = 50}},
    .sections = {{"valid_from", "1767196800000000"}, {"valid_until", "1798732800000000"}}};

Test(validity, a_policy_comes_into_force_while_it_is_valid) {
  static const struct {
    int64_t now_us;
    fr_status status;
    const char *sentence;
  } cases[] = {
      {0, FR_BAD_ARGUMENT,
       "the policy is valid for some time only; say with now_us what time it is (fr_engine_put_policy)"},
      {INT64_C(1767196800000000) - 1, FR_NOT_YET_VALID, "the policy is valid in 1 minutes; put it in force then"},
      {INT64_C(1767196800000000), FR_OK, ""},
      {INT64_C(1798732800000000) - 1, FR_OK, ""},
      {INT64_C(1798732800000000) + 120000000, FR_EXPIRED,
       "the policy expired: its valid_until passed 2 minutes ago; have a newer one signed"},
      {-1, FR_BAD_TIME, "now_us is a time from 1970 to 2099, or 0"},
      {FR_MAX_TIME_US, FR_BAD_TIME, "now_us is a time from 1970 to 2099, or 0"},
  };
  fr_policy *policy = bundle_load(&limited);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_engine *engine = open_engine(FR_YES, NULL);
    fr_put_options put = FR_PUT_OPTIONS_INIT;
    fr_error error = FR_ERROR_INIT;
    put.now_us = cases[i].now_us;
    cr_expect_eq(fr_engine_put_policy(engine, policy, &put, &error), cases[i].status, "%zu", i);
    cr_expect_str_eq(error.message, cases[i].sentence);
    fr_engine_destroy(engine);
  }
  fr_policy_release(policy);
}

Test(validity, a_policy_that_expires_in_force_decides_on_and_says_so) {
  fr_engine_options options = world_options();
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  fr_put_options put = FR_PUT_OPTIONS_INIT;
  fr_policy *policy = bundle_load(&limited);
  put.now_us = INT64_C(1767196800000000);
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr_engine_put_policy(engine, policy, &put, NULL), FR_OK);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  for (int64_t late = 0; late < 2; late++) {
    fr_transfer transfer = transfer_of(late ? "t2" : "t1", "a", "b", 100, INT64_C(1798732800000000) - 1 + late);
    fr_decision decision = FR_DECISION_INIT;
    cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
    cr_expect_eq(decision.outcome, FR_OUTCOME_WARN);
    cr_expect_eq((decision.flags & FR_FLAG_POLICY_EXPIRED) != 0, late == 1);
  }
  fr_context_destroy(context);
  fr_engine_destroy(engine);
  fr_policy_release(policy);
}

Test(validity, limits_that_cannot_be) {
  static const bundle_policy cases[] = {{.sections = {{"valid_from", "5"}, {"valid_until", "5"}}},
                                        {.sections = {{"valid_from", "0"}}},
                                        {.sections = {{"valid_until", "4102444800000001"}}}};
  static const fr_status statuses[] = {FR_BAD_POLICY, FR_BAD_BUNDLE, FR_BAD_BUNDLE};
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    bundle made = bundle_of(&cases[i]);
    fr_policy *policy = NULL;
    cr_expect_eq(fr_policy_load(made.data, made.size, &policy, NULL), statuses[i], "%zu", i);
    bundle_free(&made);
  }
}

/* A policy of another name in between does not make the first one's version forgotten. */
Test(versions, no_way_around_the_last_one) {
  const bundle_policy old = {.version = 3}, other = {.name = "other"}, new = {.version = 4};
  fr_policy *policies[] = {bundle_load(&new), bundle_load(&other), bundle_load(&old)};
  fr_engine *engine = open_engine(FR_YES, NULL);
  fr_put_options put = FR_PUT_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_engine_set_policy(engine, policies[0], &error), FR_OK);
  cr_expect_eq(fr_engine_set_policy(engine, policies[1], &error), FR_OK);
  cr_expect_eq(fr_engine_set_policy(engine, policies[2], &error), FR_POLICY_OLDER);
  put.accept_older = FR_YES;
  cr_expect_eq(fr_engine_put_policy(engine, policies[2], &put, &error), FR_OK);
  put.accept_older = FR_YES + 1;
  cr_expect_eq(fr_engine_put_policy(engine, policies[0], &put, &error), FR_BAD_VALUE);
  put.struct_size = 4;
  cr_expect_eq(fr_engine_put_policy(engine, policies[0], &put, &error), FR_STRUCT_SIZE);
  cr_expect_eq(fr_engine_put_policy(engine, policies[0], NULL, &error), FR_NULL_POINTER);
  for (size_t i = 0; i < FR_COUNT(policies); i++) fr_policy_release(policies[i]);
  fr_engine_destroy(engine);
}
