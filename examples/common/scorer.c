/* SPDX-License-Identifier: Apache-2.0 */
#include "scorer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool scorer_open(scorer *with, const char *bundle_path) {
  enum { MOST = 4 << 20 };
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  FILE *file = fopen(bundle_path, "rb");
  char *bytes = file == NULL ? NULL : malloc(MOST);
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS; /* an example's customers have no past; a bank's have one */
  options.time_ahead_max_us = -1;
  options.parties_max = 10000;
  *with = (scorer){0};
  if (bytes == NULL) snprintf(error.message, sizeof error.message, "%s cannot be read", bundle_path);
  const bool good = bytes != NULL &&
                    fr_policy_load(bytes, fread(bytes, 1, MOST, file), &with->policy, &error) == FR_OK &&
                    fr_engine_create(&options, &with->engine, &error) == FR_OK &&
                    fr_engine_set_policy(with->engine, with->policy, &error) == FR_OK &&
                    fr_context_create(with->engine, &with->context) == FR_OK;
  free(bytes);
  if (file != NULL) fclose(file);
  if (!good) fprintf(stderr, "there is no policy to go by: %s\n", error.message);
  return good;
}

void scorer_close(scorer *with) {
  fr_context_destroy(with->context);
  fr_engine_destroy(with->engine);
  fr_policy_release(with->policy);
}

const char *scorer_words(const scorer *with, const fr_decision *decision, uint32_t audience, const char *language,
                         char buffer[WORDS_BYTES]) {
  uint64_t size = 0;
  const fr_status status = fr_words(with->policy, decision, audience, fr_text_of(language), FR_ENCODING_UTF8, buffer,
                                    WORDS_BYTES - 1, &size);
  buffer[status == FR_OK ? size : 0] = '\0';
  return buffer;
}

fr_decision scorer_shown(const scorer *with, const fr_decision *decision) {
  fr_decision shown = *decision;
  const char *name;
  if (decision->victim_present != FR_NO) return shown;
  for (uint32_t i = 0; (name = fr_policy_scam(with->policy, i)) != NULL; i++) {
    if (strcmp(name, "unauthorised_use") == 0) shown.advice = i + 1;
  }
  return shown;
}

static void observe(const scorer *with, const fr_event *event) {
  const fr_status status = fr_observe(with->context, event);
  if (status < 0)
    fprintf(stderr, "the engine did not take in an event: %s\n", fr_context_error(with->context)->message);
}

void scorer_tell(const scorer *with, uint32_t kind, const fr_transfer *transfer, int64_t time_us) {
  fr_event event = FR_EVENT_INIT;
  event.kind = kind;
  event.time_us = time_us;
  event.transfer_id = transfer->id;
  event.payer = transfer->payer;
  event.payee = transfer->payee;
  event.amount_minor = transfer->amount_minor;
  event.known = FR_EVENT_HAS_AMOUNT;
  if (transfer->payer_party != NULL) event.payer_customer = transfer->payer_party->customer;
  observe(with, &event);
}

void scorer_tell_response(const scorer *with, uint32_t response, const fr_transfer *transfer, int64_t time_us) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_RESPONSE;
  event.response = response;
  event.time_us = time_us;
  /* A person, or the account where the bank knows no person. */
  if (transfer->payer_party != NULL) event.customer = transfer->payer_party->customer;
  if (event.customer.data == NULL) event.party = transfer->payer;
  observe(with, &event);
}
