/* SPDX-License-Identifier: Apache-2.0
 *
 * Why the transfer that a context scored last was decided as it was: what it folded stands in the context still. */
#include "engine/engine.h"

static fr_status why(fr_context *context, const fr_transfer *transfer, fr_contribution *contributions,
                     uint32_t capacity, uint32_t *count, fr_counterfactual *counterfactual) {
  fr_error *error = &context->error;
  const fr_policy *policy = context->policy;
  FR_TRY(fr__why_check(contributions, capacity, count, counterfactual, error));
  FR_REQUIRE(context->challenge.ready && policy != NULL,
             fr__fail(error, FR_BAD_ARGUMENT, NULL, "this context has no scored transfer that could be explained"));
  fr__transfer checked;
  FR_TRY(fr__transfer_check(transfer, policy->currency, &checked, error));
  const fr__asked *asked = &context->asked;
  const uint64_t id = fr__transfer_id_of(context->engine->options.secret_key, checked.given.payer, checked.given.id);
  if (id != asked->id || checked.given.time_us != asked->time_us || checked.amount_minor != asked->amount_minor) {
    return fr__fail(error, FR_BAD_ARGUMENT, "transfer", "this is not the transfer that this context scored last");
  }
  const fr__evidence evidence = {policy, &checked, context->slots, context->approximate, asked->repeated, NULL, NULL};
  return fr__why(&evidence, contributions, capacity, count, counterfactual, error);
}

fr_status fr_why(fr_context *context, const fr_transfer *transfer, fr_contribution *contributions, uint32_t capacity,
                 uint32_t *count, fr_counterfactual *counterfactual) {
  FR_REQUIRE(context != NULL, FR_NULL_POINTER);
  fr__error_clear(&context->error);
  return why(context, transfer, contributions, capacity, count, counterfactual);
}
