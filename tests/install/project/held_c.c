/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include <fraudrisk/fraudrisk.h>
#include <stdio.h>

static int say(const char *what, fr_status status, const char *message) {
  fprintf(stderr, "held: %s: %s: %s\n", what, fr_status_text(status), message);
  return 1;
}

static int score(fr_context *context, const fr_policy *policy) {
  const fr_session session = {.struct_size = sizeof session, .on_call = FR_YES};
  const fr_transfer transfer = {.struct_size = sizeof transfer,
                                .id = fr_text_of("T-1"),
                                .session = &session,
                                .time_us = INT64_C(1767664800000000),
                                .payer = fr_text_of("6222-0001"),
                                .payee = fr_text_of("6228-9999"),
                                .amount_minor = 4990000,
                                .remark = fr_text_of("转到安全账户"),
                                .channel = FR_CHANNEL_TELLER};
  fr_decision decision = FR_DECISION_INIT;
  const fr_status status = fr_score(context, &transfer, &decision);
  if (status < 0) return say("fr_score", status, "");
  char words[4096];
  uint64_t size = 0;
  const fr_status said = fr_words(policy, &decision, FR_AUDIENCE_AUDIT, fr_text_of("en"), FR_ENCODING_UTF8, words,
                                  sizeof words, &size);
  if (said < 0 || size > sizeof words) return say("fr_words", said, "");
  printf("outcome %u\n%.*s\n", decision.outcome, (int)size, words);
  return 0;
}

static int with_engine(fr_policy *policy) {
  const fr_engine_options options = {.struct_size = sizeof options, .accept_unsigned_policies = FR_YES};
  fr_error error = FR_ERROR_INIT;
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  fr_status status = fr_engine_create(&options, &engine, &error);
  if (status < 0) return say("fr_engine_create", status, error.message);
  status = fr_engine_set_policy(engine, policy, &error);
  int failed = status < 0 ? say("fr_engine_set_policy", status, error.message) : 0;
  if (failed == 0 && (status = fr_context_create(engine, &context)) < 0) failed = say("fr_context_create", status, "");
  if (failed == 0) failed = score(context, policy);
  fr_context_destroy(context);
  fr_engine_destroy(engine);
  return failed;
}

int held(const char *policy_path) {
  static char bundle[1 << 20];
  FILE *file = fopen(policy_path, "rb");
  if (file == NULL) return say(policy_path, FR_OK, "cannot be read");
  const size_t size = fread(bundle, 1, sizeof bundle, file);
  fclose(file);
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  const fr_status status = fr_policy_load(bundle, size, &policy, &error);
  if (status < 0) return say("fr_policy_load", status, error.message);
  const int failed = with_engine(policy);
  fr_policy_release(policy);
  return failed;
}
