/* SPDX-License-Identifier: Apache-2.0
 *
 * Challengers: policies beside the one in force. While a transfer's parties are locked, each challenger folds their
 * histories too; what the transfer says is kept. So a challenger can be asked after the answer was given, when neither
 * the histories nor the caller's memory are as they were. */
#include "engine/engine.h"
#include "engine/journal.h"

static fr_status check_index(uint32_t index, fr_error *error) {
  if (index < FR_MAX_CHALLENGERS) return FR_OK;
  return fr__fail(error, FR_BAD_ARGUMENT, "index", "index is %u; challengers stand at 0 to %d", index,
                  FR_MAX_CHALLENGERS - 1);
}

fr_status fr_engine_set_challenger(fr_engine *engine, uint32_t index, fr_policy *policy, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL, fr__fail(error, FR_NULL_POINTER, NULL, "engine is a null pointer"));
  FR_TRY(check_index(index, error));
  fr_status status = FR_OK;
  fr_policy *old = policy;
  fr_trust *trust = fr__engine_trust(engine);
  if (policy != NULL) policy = fr__policy_base(policy); /* a challenger is not switched */
  if (policy != NULL) status = fr__engine_verify_policy(engine, trust, policy, error);
  fr_trust_release(trust);
  if (status != FR_OK) return status;
  if (engine->journal != NULL && policy != NULL) FR_TRY(fr__journal_keep_bundle(engine->journal, policy, error));
  fr__matches matches = {{NULL}};
  fr__engine_match_one(engine, index, policy, &matches);
  pthread_mutex_lock(&engine->mutex);
  if (policy != NULL && engine->policy == NULL) {
    status = fr__fail(error, FR_NO_POLICY, "policy", "no policy is in force that this one could stand beside");
  } else if (policy != NULL) {
    status = fr__engine_check_policy(engine, policy, error);
  }
  if (status == FR_OK) status = fr__journal_in_force(engine, FR__RECORD_CHALLENGER, index, policy, NULL, error);
  if (status == FR_OK) {
    old = engine->challengers[index];
    engine->challengers[index] = fr_policy_retain(policy);
    fr__engine_take_matches(engine, &matches);
    atomic_fetch_add_explicit(&engine->generation, 1, memory_order_release);
  }
  pthread_mutex_unlock(&engine->mutex);
  fr__engine_retire_matches(engine, &matches);
  if (status != FR_OK) return status;
  fr__engine_retire(engine, old, NULL, NULL);
  return fr__journal_settle_all(engine, error);
}

/* ---- keeping what the transfer says ---- */

/* Each of a checked transfer's texts has room: their limits add up to it. */
static void keep_text(fr__challenge *challenge, fr_text *text) {
  if (text->data == NULL) return;
  FR_INVARIANT(text->size <= FR__TRANSFER_TEXTS - challenge->used);
  char *copy = challenge->texts + challenge->used;
  if (text->size != 0) memcpy(copy, text->data, text->size);
  challenge->used += text->size;
  text->data = copy;
}

static void keep_transfer(fr__challenge *challenge, const fr__transfer *transfer) {
  fr__transfer *kept = &challenge->transfer;
  *kept = *transfer;
  challenge->used = 0;
  keep_text(challenge, &kept->given.id);
  keep_text(challenge, &kept->given.payer);
  keep_text(challenge, &kept->given.payee);
  keep_text(challenge, &kept->given.ui_language);
  keep_text(challenge, &kept->remark);
  keep_text(challenge, &kept->purpose);
  keep_text(challenge, &kept->notes);
  keep_text(challenge, &kept->payer.customer);
  keep_text(challenge, &kept->payer.bank);
  keep_text(challenge, &kept->payee.customer);
  keep_text(challenge, &kept->payee.bank);
  for (uint32_t i = 0; i < kept->given.attribute_count; i++) {
    challenge->attributes[i] = transfer->given.attributes[i];
    keep_text(challenge, &challenge->attributes[i].name);
    if (challenge->attributes[i].type == FR_TYPE_STRING) keep_text(challenge, &challenge->attributes[i].text);
  }
  kept->given.attributes = challenge->attributes;
}

/* Strings that folds made go where the next fold leaves them alone. */
static void keep_strings(fr__challenger *challenger) {
  const fr__plan *plan = challenger->policy->plan;
  uint32_t used = 0;
  for (uint32_t i = 0; i < plan->chain_count; i++) {
    fr__cel_value *value = &challenger->slots[plan->chains[i].slot];
    if (value->kind != FR__CEL_STRING && value->kind != FR__CEL_BYTES) continue;
    if (value->size > FR__KEPT_TEXTS - used) {
      *value = fr__cel_failed(FR__CEL_FAULT_MEMORY);
      continue;
    }
    memcpy(challenger->texts + used, value->as.text, value->size);
    value->as.text = (const char *)challenger->texts + used;
    used += value->size;
  }
}

void fr__challenge_fold(fr_context *context, const fr__transfer *transfer, const fr__visit *visit) {
  fr__challenge *challenge = &context->challenge;
  keep_transfer(challenge, transfer);
  challenge->repeated = visit->repeated;
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    fr__challenger *challenger = &challenge->challengers[i];
    if (challenger->policy == NULL) continue;
    challenger->status = fr__visit_inputs(context, challenger->policy, &challenge->transfer, visit, challenger->slots,
                                          challenger->approximate);
    if (challenger->status != FR_OK) continue;
    const fr__plan *plan = challenger->alike == NULL ? challenger->policy->plan : challenger->alike->plan;
    fr__visit_fold(context, plan, visit, challenger->slots, challenger->approximate);
    keep_strings(challenger);
  }
  fr__error_clear(&context->error); /* a challenger's trouble is not the transfer's; fr_challenge() tells of it */
}

void fr__challenge_take(fr_context *context) {
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    fr__challenger *challenger = &context->challenge.challengers[i];
    const fr__alike *alike = challenger->policy == NULL ? NULL : challenger->alike;
    if (alike == NULL || challenger->status != FR_OK) continue;
    for (uint32_t f = 0; f < alike->fold_count; f++) {
      challenger->slots[alike->folds[f].to] = context->slots[alike->folds[f].from];
      challenger->approximate[alike->marks[f].to] = context->approximate[alike->marks[f].from];
    }
  }
}

/* ---- asking ---- */

fr_status fr__challenge_decide(fr_context *context, uint32_t index, fr__grounds *grounds, fr_decision *decision) {
  fr__challenge *challenge = &context->challenge;
  fr_error *error = &context->error;
  FR_TRY(check_index(index, error));
  if (!challenge->ready) {
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "this context has no scored transfer that challengers could decide");
  }
  fr__challenger *challenger = &challenge->challengers[index];
  if (challenger->policy == NULL) {
    return fr__fail(error, FR_NO_POLICY, "index", "no challenger stands at %u; see fr_engine_set_challenger", index);
  }
  if (challenger->status != FR_OK) { /* said again, for the error */
    FR_TRY(fr__policy_fill_attributes(challenger->policy, &challenge->transfer.given, challenger->slots, error));
    return fr__fail(error, challenger->status, NULL, "%s", fr_status_text(challenger->status));
  }
  if (grounds != NULL) {
    grounds->alike = challenger->alike;
    grounds->first = &context->grounds;
    grounds->first_slots = context->slots;
  }
  const fr__evidence evidence = {challenger->policy,
                                 &challenge->transfer,
                                 challenger->slots,
                                 challenger->approximate,
                                 challenge->repeated,
                                 grounds,
                                 NULL};
  return fr__decide(&evidence, decision, error);
}

fr_status fr_challenge(fr_context *context, uint32_t index, fr_decision *decision) {
  fr_status status = FR_NULL_POINTER;
  if (decision != NULL) status = fr__check_struct(decision, decision->struct_size, sizeof *decision, sizeof *decision);
  if (context == NULL) {
    if (status == FR_OK) fr__decide_degraded(NULL, NULL, decision);
    return status == FR_OK ? FR_NULL_POINTER : status;
  }
  fr__error_clear(&context->error);
  if (status == FR_OK) {
    status = fr__challenge_decide(context, index, NULL, decision);
    if (status == FR_OK) status = fr__journal_challenged(context, index, decision);
    if (status == FR_OK) status = fr__journal_settle(context);
    if (status == FR_OK) {
      fr__context_count(context, FR__CHALLENGED + index * FR__OUTCOMES + decision->outcome - FR_OUTCOME_ALLOW);
      return FR_OK;
    }
    const fr__challenge *challenge = &context->challenge;
    const fr_policy *policy = index < FR_MAX_CHALLENGERS ? challenge->challengers[index].policy : NULL;
    fr__decide_degraded(policy, challenge->ready && challenge->any ? &challenge->transfer.given : NULL, decision);
  } else {
    (void)fr__fail(&context->error, status, "decision", "decision: %s; start it with FR_DECISION_INIT",
                   fr_status_text(status));
  }
  fr__context_refuse(context, status);
  return status;
}
