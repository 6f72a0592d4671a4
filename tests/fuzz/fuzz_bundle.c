/* SPDX-License-Identifier: Apache-2.0
 *
 * Bundles of any bytes. An unsigned bundle ends in its SHA-256, which no mutation would hit: so the input is the
 * document, and the digest is put behind it. What loads is put in force and decides. */
#include <stdlib.h>
#include <string.h>

#include "crypto/sha256.h"
#include "fraudrisk/fraudrisk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever was decided can be explained. */
static void explain(fr_context *context, const fr_transfer *transfer) {
  static fr_contribution items[FR_MAX_MODELS * (FR_MAX_MODEL_INPUTS + 1)];
  fr_counterfactual found = FR_COUNTERFACTUAL_INIT;
  uint32_t count = 0;
  if (fr_why(context, transfer, items, sizeof items / sizeof items[0], &count, &found) != FR_OK) abort();
  if (count > sizeof items / sizeof items[0] || found.outcome > FR_OUTCOME_WARN) abort();
}

static void decide(fr_policy *policy) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  options.accept_unsigned_policies = FR_YES;
  options.memory_bytes = 1 << 20;
  options.parties_max = 64;
  if (fr_engine_create(&options, &engine, NULL) != FR_OK) abort();
  if (fr_engine_set_policy(engine, policy, NULL) == FR_OK && fr_context_create(engine, &context) == FR_OK) {
    for (int i = 0; i < 3; i++) {
      fr_transfer transfer = FR_TRANSFER_INIT;
      transfer.id = fr_text_of(i == 0 ? "a" : "b");
      transfer.payer = fr_text_of("p");
      transfer.payee = fr_text_of("q");
      transfer.time_us = INT64_C(1767664800000000) + i;
      transfer.amount_minor = 4990000;
      transfer.remark = fr_text_of("转到安全账户");
      transfer.channel = FR_CHANNEL_ATM;
      fr_decision decision = FR_DECISION_INIT;
      const fr_status status = fr_score(context, &transfer, &decision);
      if (decision.outcome < FR_OUTCOME_ALLOW || decision.outcome > FR_OUTCOME_HOLD) abort();
      if (status != FR_OK && (decision.flags & FR_FLAG_DEGRADED) == 0) abort();
      if (status == FR_OK && i == 0) explain(context, &transfer);
      char words[4096];
      uint64_t needed = 0;
      for (uint32_t audience = FR_AUDIENCE_CUSTOMER; audience <= FR_NOTICE_EXPIRY; audience++) {
        const uint32_t encoding = audience % 2 == 0 ? FR_ENCODING_UTF8 : FR_ENCODING_GB18030;
        (void)fr_words(policy, &decision, audience, fr_text_of("zh-CN"), encoding, words, sizeof words, &needed);
      }
      fr_question question = FR_QUESTION_INIT;
      for (uint32_t place = 0; fr_question_get(policy, &decision, place, &question) == FR_OK; place++) {
        if (place >= FR_MAX_ASKED) abort();
        (void)fr_question_words(policy, &decision, place, fr_text_of("en"), FR_ENCODING_UTF8, words, sizeof words,
                                &needed);
      }
      if (fr_expiry(policy, &decision) > FR_EXPIRY_REFUSE) abort();
    }
  }
  fr_context_destroy(context);
  fr_engine_destroy(engine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 1 << 16) return 0;
  uint8_t *bundle = malloc(size + 32);
  if (bundle == NULL) abort();
  if (size != 0) memcpy(bundle, data, size);
  if (fr__sha256(bundle, size, bundle + size) != FR_OK) abort();
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr_policy_load(bundle, size + 32, &policy, &error);
  if ((status == FR_OK) != (policy != NULL)) abort();
  if (status != FR_OK && error.message[0] == '\0') abort();
  if (policy != NULL) decide(policy);
  fr_policy_release(policy);
  free(bundle);
  return 0;
}
