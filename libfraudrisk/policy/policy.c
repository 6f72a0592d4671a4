/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy from outside: load, share, describe. */
#include "policy/policy.h"

#include <stdlib.h>

#include "crypto/sha256.h"
#include "crypto/sign.h"
#include "fraudrisk/why.h"
#include "policy/trust.h"

static void destroy(fr_policy *policy) {
  uint64_t *off = NULL;
  if (policy->base != NULL) {
    memcpy(&off, &policy->off, sizeof off); /* this handle's own, and constant to all who read it */
    fr_policy_release(policy->base);
  }
  free(off);
  fr__arena_free(&policy->arena);
  free(policy->bundle);
  free(policy);
}

static fr_status check_size(uint64_t size, fr_error *error) {
  if (size > FR_MAX_BUNDLE_BYTES) {
    return fr__fail(error, FR_TOO_LONG, "bundle", "the bundle has %llu bytes; at most %d are taken",
                    (unsigned long long)size, FR_MAX_BUNDLE_BYTES);
  }
  if (size > FR__SHA256_BYTES) return FR_OK;
  return fr__fail(error, FR_BAD_BUNDLE, "bundle", "%llu bytes are no bundle; make one with 'fraudrisk policy build'",
                  (unsigned long long)size);
}

typedef struct content {
  const uint8_t *bytes;
  uint64_t size;
} content;

/* An unsigned bundle is the content and its SHA-256. */
static fr_status open_unsigned(fr_policy *policy, const uint8_t *bundle, uint64_t size, content *in, fr_error *error) {
  *in = (content){bundle, size - FR__SHA256_BYTES};
  const fr_status status = fr__sha256(bundle, in->size, policy->digest);
  if (status != FR_OK) return fr__fail(error, status, "bundle", "SHA-256 cannot be had from OpenSSL");
  if (memcmp(policy->digest, bundle + in->size, FR__SHA256_BYTES) == 0) return FR_OK;
  return fr__fail(error, FR_BAD_DIGEST, "bundle",
                  "the bundle is damaged or is no bundle: its digest does not match; build or copy it again");
}

/* A signed bundle is a document of COSE around the content. */
static fr_status open_signed(fr_policy *policy, const uint8_t *bundle, uint64_t size, content *in, fr_error *error) {
  FR_TRY(fr__cose_read(bundle, size, FR__POLICY_CONTENT_TYPE, &policy->cose, error));
  FR_TRY(fr__signatures_check(&policy->cose, error));
  *in = (content){policy->cose.payload, policy->cose.payload_size};
  return FR_OK;
}

/* The bundle is copied first: its signatures and tests, and journals, need it after the caller's bytes are gone. */
static fr_status load(fr_policy *policy, const void *given, uint64_t size, fr_error *error) {
  content in = {NULL, 0};
  uint64_t decides = 0;
  FR_TRY(check_size(size, error));
  uint8_t *bundle = policy->bundle = malloc((size_t)size);
  policy->bundle_size = size;
  FR_REQUIRE(bundle != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  memcpy(bundle, given, (size_t)size);
  const bool is_signed = fr__cose_begins(bundle, size);
  FR_TRY(is_signed ? open_signed(policy, bundle, size, &in, error) : open_unsigned(policy, bundle, size, &in, error));
  FR_TRY(fr__policy_read(policy, in.bytes, in.size, &decides, error));
  /* The digest names what decides, so it is the same with signatures and tests and without. */
  FR_TRY(fr__sha256(in.bytes, decides, policy->digest));
  return fr__policy_compile(policy, error);
}

fr_status fr_policy_load(const void *bundle, uint64_t size, fr_policy **loaded, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(loaded != NULL, fr__fail(error, FR_NULL_POINTER, "policy", "policy is a null pointer"));
  *loaded = NULL;
  FR_REQUIRE(bundle != NULL, fr__fail(error, FR_NULL_POINTER, "bundle", "bundle is a null pointer"));
  fr_policy *policy = calloc(1, sizeof *policy);
  FR_REQUIRE(policy != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  atomic_init(&policy->references, 1);
  policy->arena.limit = 16u * FR_MAX_BUNDLE_BYTES;
  const fr_status status = load(policy, bundle, size, error);
  if (status == FR_OK) {
    *loaded = policy;
    return FR_OK;
  }
  if (error != NULL && error->status == FR_OK) (void)fr__fail(error, status, NULL, "%s", fr_status_text(status));
  fr__cbor_advise(error, "build and sign it again");
  destroy(policy);
  return status;
}

fr_policy *fr_policy_retain(fr_policy *policy) {
  if (policy != NULL) atomic_fetch_add_explicit(&policy->references, 1, memory_order_relaxed);
  return policy;
}

void fr_policy_release(fr_policy *policy) {
  if (policy != NULL && atomic_fetch_sub_explicit(&policy->references, 1, memory_order_acq_rel) == 1) destroy(policy);
}

fr_status fr_policy_describe(const fr_policy *policy, fr_policy_info *info) {
  FR_REQUIRE(policy != NULL && info != NULL, FR_NULL_POINTER);
  const uint32_t size = info->struct_size;
  FR_TRY(fr__check_struct(info, size, sizeof *info, sizeof *info));
  *info = (fr_policy_info){
      .struct_size = size,
      .is_signed = policy->cose.count > 0 ? FR_YES : FR_NO,
      .version = policy->version,
      .name = policy->name,
      .currency_digits = policy->currency_digits,
      .utc_offset_s = policy->utc_offset_s,
      .feature_count = policy->feature_count,
      .rule_count = policy->rule_count,
      .scam_count = policy->scam_count,
      .fold_count = policy->plan->chain_count,
      .signature_count = policy->cose.count,
      .valid_from_us = policy->valid_from_us,
      .valid_until_us = policy->valid_until_us,
      .test_count = policy->test_count,
  };
  memcpy(info->digest, policy->digest, sizeof info->digest);
  memcpy(info->currency, policy->currency, sizeof info->currency);
  return FR_OK;
}

static uint32_t public_algorithm(int64_t algorithm) {
  return algorithm == FR__SIGN_EDDSA ? FR_SIGN_ED25519 : algorithm == FR__SIGN_ES256 ? FR_SIGN_P256 : FR_SIGN_SM2;
}

fr_status fr_policy_signature(const fr_policy *policy, uint32_t index, fr_signature *signature) {
  FR_REQUIRE(policy != NULL && signature != NULL, FR_NULL_POINTER);
  const uint32_t size = signature->struct_size;
  FR_TRY(fr__check_struct(signature, size, sizeof *signature, sizeof *signature));
  FR_REQUIRE(index < policy->cose.count, FR_BAD_ARGUMENT);
  const fr__cose_signature *one = &policy->cose.signatures[index];
  *signature = (fr_signature){.struct_size = size, .algorithm = public_algorithm(one->algorithm)};
  memcpy(signature->key_id, one->key_id, sizeof signature->key_id);
  memcpy(signature->role, one->role.data, one->role.size);
  return FR_OK;
}

const char *fr_policy_feature(const fr_policy *policy, uint32_t index) {
  return policy != NULL && index < policy->feature_count ? policy->features[index].name : NULL;
}

const char *fr_policy_rule(const fr_policy *policy, uint32_t index) {
  return policy != NULL && index < policy->rule_count ? policy->rules[index].id : NULL;
}

const char *fr_policy_scam(const fr_policy *policy, uint32_t index) {
  return policy != NULL && index < policy->scam_count ? policy->scams[index].name : NULL;
}

uint32_t fr_policy_feature_type(const fr_policy *policy, uint32_t index) {
  return policy != NULL && index < policy->feature_count ? policy->features[index].type : FR_TYPE_UNKNOWN;
}

const char *fr_policy_model(const fr_policy *policy, uint32_t index) {
  return policy != NULL && index < policy->model_count ? policy->models[index].name : NULL;
}

int32_t fr_policy_rule_scam(const fr_policy *policy, uint32_t index) {
  return policy != NULL && index < policy->rule_count ? policy->rules[index].scam : -1;
}

enum { PREFIX = 11 }; /* of "attributes." */

/* A bank sends its attributes in the order in which it declared them, more often than not: `likely` is looked at first.
 */
static const fr__attribute *find_attribute(const fr_policy *policy, fr_text name, uint32_t likely) {
  if (likely < policy->attribute_count && fr__text_is(name, policy->attributes[likely].name + PREFIX)) {
    return &policy->attributes[likely];
  }
  for (uint32_t i = 0; i < policy->attribute_count; i++) {
    if (fr__text_is(name, policy->attributes[i].name + PREFIX)) return &policy->attributes[i];
  }
  return NULL;
}

uint32_t fr_policy_attribute_type(const fr_policy *policy, fr_text name) {
  const fr__attribute *attribute = policy == NULL ? NULL : find_attribute(policy, name, 0);
  return attribute == NULL ? FR_TYPE_UNKNOWN : attribute->type;
}

static fr__cel_value attribute_value(const fr_attribute *attribute) {
  switch (attribute->type) {
    case FR_TYPE_BOOL: return fr__cel_bool(attribute->integer != 0);
    case FR_TYPE_INT: return fr__cel_int(attribute->integer);
    case FR_TYPE_DOUBLE: return fr__cel_double(attribute->number);
    case FR_TYPE_STRING:
      if (attribute->text.data == NULL) return fr__cel_unknown();
      return fr__cel_string(attribute->text.data, attribute->text.size);
    default: return fr__cel_unknown();
  }
}

fr_status fr__policy_fill_attributes(const fr_policy *policy, const fr_transfer *transfer, fr__cel_value *slots,
                                     fr_error *error) {
  for (uint32_t i = 0; i < policy->attribute_count; i++) slots[policy->attributes[i].slot] = fr__cel_unknown();
  for (uint32_t i = 0; i < transfer->attribute_count; i++) {
    const fr_attribute *given = &transfer->attributes[i];
    const fr__attribute *declared = find_attribute(policy, given->name, i);
    if (declared == NULL || (given->type != FR_TYPE_UNKNOWN && given->type != declared->type)) {
      return fr__fail(error, FR_BAD_ATTRIBUTE, "transfer.attributes", "attribute '%.*s' %s", (int)given->name.size,
                      given->name.data, declared == NULL ? "is not declared by the policy" : "has another type");
    }
    slots[declared->slot] = attribute_value(given);
  }
  return FR_OK;
}

uint32_t fr__policy_on_error(const fr_policy *policy, uint32_t channel) {
  if (policy == NULL) return FR_OUTCOME_WARN;
  const uint32_t own = channel < FR__CHANNELS ? policy->on_error[channel] : 0;
  return own != 0 ? own : policy->on_error[0];
}

int64_t fr__policy_hold_us(const fr_policy *policy, uint32_t channel) {
  const int64_t own = channel < FR__CHANNELS ? policy->hold_us[channel] : 0;
  return own != 0 ? own : policy->hold_us[0];
}

uint32_t fr__policy_action(fr_text name) {
  static const char *const names[] = {"refer",
                                      "three_way_call",
                                      "trusted_contact",
                                      "step_up",
                                      "refuse",
                                      "freeze_credentials",
                                      "notify_receiving_bank",
                                      "notice",
                                      "voice_prompt",
                                      "supervisor_review",
                                      "lower_limit"};
  for (uint32_t i = 0; i < FR_COUNT(names); i++) {
    if (fr__text_is(name, names[i])) return 1u << i;
  }
  return 0;
}

uint32_t fr__policy_channel(fr_text name) {
  static const char *const channels[FR__CHANNELS] = {"default", "teller",    "atm",  "online",
                                                     "mobile",  "quick_pay", "other"};
  uint32_t channel = 0;
  while (channel < FR__CHANNELS && !fr__text_is(name, channels[channel])) channel++;
  return channel;
}

void fr__policy_read_texts(const fr_policy *policy, const fr__transfer *transfer, fr__mentions *mentions,
                           fr__cel_value *slots) {
  const fr_text texts[] = {transfer->remark, transfer->purpose};
  bool known = false;
  slots[FR__SLOT_TEXT] = fr__cel_unknown();
  if (!policy->reads_texts) return;
  fr__mentions_clear(policy->phrases.matcher, mentions);
  for (size_t i = 0; i < FR_COUNT(texts); i++) {
    if (texts[i].data == NULL) continue;
    fr__mentions_add(mentions, texts[i]);
    known = true;
  }
  if (transfer->notes.data != NULL) {
    fr__mentions_add_notes(mentions, transfer->notes);
    known = true;
  }
  if (known) slots[FR__SLOT_TEXT] = fr__cel_thing(mentions);
}
