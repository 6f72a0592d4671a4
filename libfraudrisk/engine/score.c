/* SPDX-License-Identifier: Apache-2.0
 *
 * The whole flow of a transfer. Read this first.
 *
 *   check ─► lock the parties ─► seen before? ─► fold their histories ─► journal and record the attempt ─► unlock ─►
 *   decide ─► limit ─► journal the decision
 *
 * The decision is pure and comes last, outside the locks: it needs nothing but the folded values. What is answered may
 * be less, where the policy's limits are reached: limit.c. Challengers (if there are any) fold beside the policy in
 * force and are asked later: challenge.c. */
#include "engine/engine.h"
#include "engine/journal.h"

fr_status fr__score_prepare(fr_context *context, const fr_policy *policy, const fr_transfer *transfer,
                            fr__prepared *prepared) {
  prepared->ready = false;
  FR_TRY(fr__transfer_check(transfer, policy->currency, &prepared->transfer, &context->error));
  fr__visit_plan(context->engine, &prepared->transfer, FR_TRANSFER_ATTEMPTED, FR_SIDE_ALL, &prepared->visit);
  prepared->ready = true;
  return FR_OK;
}

static fr_status score(fr_context *context, const fr_transfer *transfer, fr__prepared *prepared, bool record,
                       fr_decision *decision) {
  fr_error *error = &context->error;

  const fr_policy *policy = fr__context_policy(context);
  if (policy == NULL) return fr__fail(error, FR_NO_POLICY, NULL, "%s", fr_status_text(FR_NO_POLICY));

  if (!prepared->ready) FR_TRY(fr__score_prepare(context, policy, transfer, prepared));
  const fr__transfer *checked = &prepared->transfer;
  const int64_t time_us = checked->given.time_us;
  FR_TRY(fr__context_check_time(context, time_us));

  fr__visit *visit = &prepared->visit;
  FR_TRY(fr__visit_begin(context, visit, record));
  fr_status status = fr__visit_inputs(context, policy, checked, visit, context->slots, context->approximate);
  if (status == FR_OK) status = fr__visit_recall(context, visit);
  if (status == FR_OK && context->challenge.any) fr__challenge_fold(context, checked, visit);
  if (status == FR_OK) fr__visit_fold(context, policy->plan, visit, context->slots, context->approximate);
  if (status == FR_OK && context->challenge.any) fr__challenge_take(context);
  if (status == FR_OK && record) status = fr__journal_attempt(context, FR__RECORD_SCORED, checked, visit);
  if (status == FR_OK && record) status = fr__visit_record(context, visit);
  fr__visit_end(context, visit, status);
  FR_TRY(status);

  if (record) {
    fr__context_accept_time(context, time_us);
    fr__context_count(context, visit->repeated ? FR__REPEATED : FR__SCORED);
  }
  context->challenge.ready = true;
  context->asked = (fr__asked){visit->who.id, time_us, checked->amount_minor, visit->repeated};
  const bool asked = context->limiter != NULL || context->witness.scored != NULL;
  const fr__evidence evidence = {
      policy, checked, context->slots, context->approximate, visit->repeated, asked ? &context->grounds : NULL, NULL};
  FR_TRY(fr__decide(&evidence, decision, error));
  const fr__answer pure = fr__answer_of(decision);
  fr__limit(context, &evidence, record, decision);
  if (context->witness.scored != NULL) context->witness.scored(context->witness.argument, context, decision);
  if (!record) return FR_OK;
  const fr_status written = fr__journal_decided(context, &pure, decision);
  fr__limit_end(context, written == FR_OK);
  return written;
}

/* What surrounds it: a context and a decision that can be used, and an answer even when there is none. */
fr_status fr__score_answer(fr_context *context, const fr_transfer *transfer, fr__prepared *prepared, bool record,
                           fr_decision *decision) {
  fr_status status = FR_NULL_POINTER;
  if (decision != NULL) status = fr__check_struct(decision, decision->struct_size, sizeof *decision, sizeof *decision);
  if (context == NULL) {
    if (status == FR_OK) fr__decide_degraded(NULL, transfer, decision);
    return status == FR_OK ? FR_NULL_POINTER : status;
  }
  fr__error_clear(&context->error);
  context->challenge.ready = false;
  fr__journal_forget(context);
  if (status != FR_OK) {
    fr__context_refuse(context, status);
    return fr__fail(&context->error, status, "decision", "decision: %s; start it with FR_DECISION_INIT",
                    fr_status_text(status));
  }
  status = score(context, transfer, prepared, record, decision);
  if (status != FR_OK) {
    fr__context_refuse(context, status);
    if (record) fr__context_count(context, FR__DEGRADED);
    fr__decide_degraded(context->policy, transfer, decision);
  }
  fr__shadow(context->engine, decision);
  if (status == FR_OK && record) fr__context_decided(context, prepared->transfer.given.channel, decision);
  if (status == FR_OK && !record) fr__context_count(context, FR__PREVIEWED);
  return status;
}

static fr__prepared *unprepared(fr_context *context) {
  if (context == NULL) return NULL;
  context->prepared[0].ready = false;
  return &context->prepared[0];
}

fr_status fr_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision) {
  const fr_status status = fr__score_answer(context, transfer, unprepared(context), true, decision);
  if (status != FR_OK || context->desk == NULL) return status;
  const fr_status safe = fr__journal_settle(context);
  if (safe == FR_OK) return FR_OK;
  fr__context_refuse(context, safe);
  fr__context_count(context, FR__DEGRADED);
  fr__decide_degraded(context->policy, transfer, decision);
  fr__shadow(context->engine, decision);
  return safe;
}

fr_status fr_preview(fr_context *context, const fr_transfer *transfer, fr_decision *decision) {
  return fr__score_answer(context, transfer, unprepared(context), false, decision);
}
