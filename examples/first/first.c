/* SPDX-License-Identifier: Apache-2.0 */
#include <fraudrisk/fraudrisk.h>
#include <stdio.h>

int main(int argc, char **argv) {
  static char bundle[1 << 20], words[4096];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  const fr_engine_options options = {.struct_size = sizeof options, .accept_unsigned_policies = FR_YES};
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  if (file == NULL || fr_policy_load(bundle, fread(bundle, 1, sizeof bundle, file), &policy, &error) < 0 ||
      fr_engine_create(&options, &engine, &error) < 0 || fr_engine_set_policy(engine, policy, &error) < 0 ||
      fr_context_create(engine, &context) < 0)
    return fprintf(stderr, "first: %s\n", file == NULL ? "give it a policy that can be read" : error.message), 1;

  /* What is not said is unknown. 2026-01-06 10:00 in Beijing, 49,900.00 yuan. */
  const fr_session session = {.struct_size = sizeof session, .on_call = FR_YES, .caller = FR_CALLER_UNKNOWN};
  const fr_transfer transfer = {.struct_size = sizeof transfer, .id = fr_text_of("T-1"), .session = &session,
      .time_us = INT64_C(1767664800000000), .payer = fr_text_of("6222-0001"), .payee = fr_text_of("6228-9999"),
      .amount_minor = 4990000, .remark = fr_text_of("转到安全账户"), .channel = FR_CHANNEL_TELLER};
  fr_decision decision = FR_DECISION_INIT;
  const fr_status status = fr_score(context, &transfer, &decision);
  uint64_t size = 0; /* the words for the teller's file: the reasons, a line each */
  fr_words(policy, &decision, FR_AUDIENCE_AUDIT, fr_text_of("en"), FR_ENCODING_UTF8, words, sizeof words, &size);
  printf("%s; outcome %u, %d points, %s\n%.*s\n", fr_status_text(status), decision.outcome, (int)decision.score,
         decision.scam, (int)(size <= sizeof words ? size : 0), words);
  fr_context_destroy(context);
  fr_engine_destroy(engine);
  fr_policy_release(policy);
}
