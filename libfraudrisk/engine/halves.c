/* SPDX-License-Identifier: Apache-2.0
 *
 * Scoring in two halves: fold where the profiles live, decide anywhere. */
#include "engine/engine.h"
#include "engine/journal.h"

static fr_status fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds) {
  fr_engine *engine = context->engine;
  fr_error *error = &context->error;
  const fr_policy *policy = fr__context_policy(context);
  if (policy == NULL) return fr__fail(error, FR_NO_POLICY, NULL, "%s", fr_status_text(FR_NO_POLICY));
  const fr__transfer *checked = &context->prepared[0].transfer;
  context->challenge.ready = false;
  fr__journal_forget(context);
  FR_TRY(fr__transfer_check(transfer, policy->currency, &context->prepared[0].transfer, error));
  FR_TRY(fr__context_check_time(context, transfer->time_us));

  uint64_t room = 0;
  for (uint32_t side = FR_SIDE_PAYER; side <= FR_SIDE_PAYEE; side <<= 1) {
    if ((sides & side) != 0) room += fr__block_capacity(policy->plan, side);
  }
  if (folds->size > folds->capacity || folds->capacity - folds->size < room) {
    return fr__fail(error, FR_BUFFER_TOO_SMALL, "folds", "the blocks may take %llu bytes; see fr_folds_capacity()",
                    (unsigned long long)room);
  }

  fr__visit visit;
  fr__visit_plan(engine, checked, FR_TRANSFER_ATTEMPTED, sides, &visit);
  FR_TRY(fr__visit_begin(context, &visit, true));
  fr_status status = fr__visit_recall(context, &visit);
  if (status == FR_OK) {
    status = fr__visit_inputs(context, policy, checked, &visit, context->slots, context->approximate);
  }
  if (status == FR_OK) fr__visit_fold(context, policy->plan, &visit, context->slots, context->approximate);
  if (status == FR_OK) status = fr__journal_attempt(context, FR__RECORD_FOLDED, checked, &visit);
  if (status == FR_OK) status = fr__visit_record(context, &visit);
  for (uint32_t i = 0; status == FR_OK && i < FR__SIDES; i++) {
    if (visit.sides[i].place < 0) continue;
    const fr__profile *profile = visit.acquired.profiles[visit.sides[i].place];
    const fr__block_head head = {1u << i, visit.repeated, profile == NULL ? 0 : profile->sequence,
                                 fr__transfer_print(policy->digest, &checked->given),
                                 fr__secret_print(engine->options.secret_key)};
    folds->size += fr__block_write(policy->plan, policy->digest, &head, context->slots, context->approximate,
                                   (unsigned char *)folds->data + folds->size);
  }
  fr__visit_end(context, &visit, status);
  FR_TRY(status);
  fr__context_accept_time(context, transfer->time_us);
  if ((sides & FR_SIDE_PAYER) != 0) fr__context_count(context, visit.repeated ? FR__REPEATED : FR__SCORED);
  return FR_OK;
}

fr_status fr_fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds) {
  FR_REQUIRE(context != NULL, FR_NULL_POINTER);
  fr_error *error = &context->error;
  fr__error_clear(error);
  FR_REQUIRE(folds != NULL, fr__fail(error, FR_NULL_POINTER, "folds", "folds is a null pointer"));
  fr_status status = fr__check_struct(folds, folds->struct_size, sizeof *folds, sizeof *folds);
  if (status != FR_OK) return fr__fail(error, status, "folds", "%s", fr_status_text(status));
  if (folds->data == NULL && folds->capacity != 0) {
    return fr__fail(error, FR_NULL_POINTER, "folds", "folds.data is a null pointer");
  }
  if (sides == 0 || (sides & ~FR_SIDE_ALL) != 0) {
    return fr__fail(error, FR_BAD_ARGUMENT, "sides", "sides is %u; it is a mask of FR_SIDE_…", sides);
  }
  const uint64_t before = folds->size;
  status = fold(context, transfer, sides, folds);
  if (status == FR_OK) status = fr__journal_settle(context);
  if (status != FR_OK) folds->size = before; /* what is not safe is nobody's to decide by */
  if (status != FR_OK) {
    fr__context_refuse(context, status);
  } else {
    fr__context_count(context, FR__FOLDED);
  }
  return status;
}

uint64_t fr_folds_capacity(const fr_policy *policy) {
  if (policy == NULL) return 0;
  uint64_t room = 0;
  for (uint32_t side = FR_SIDE_PAYER; side <= FR_SIDE_PAYEE; side <<= 1) room += fr__block_capacity(policy->plan, side);
  return room;
}

/* Joins the blocks: every side that the policy reads has to be there, once. */
static fr_status join(const fr_policy *policy, const fr__transfer *transfer, const fr_folds *folds,
                      fr__cel_value *slots, uint8_t *approximate, bool *repeated, fr_error *error) {
  const uint64_t print = fr__transfer_print(policy->digest, &transfer->given);
  uint32_t found = 0;
  uint64_t at = 0, secret = 0;
  *repeated = false;
  memset(slots, 0, policy->slot_count * sizeof slots[0]);
  memset(approximate, 0, policy->plan->mark_count);
  FR_REQUIRE(folds->data != NULL || folds->size == 0, fr__fail(error, FR_NULL_POINTER, "folds", "folds.data is null"));
  while (at < folds->size) {
    fr__block_head head;
    uint64_t used;
    FR_TRY(fr__block_read(policy->plan, policy->digest, (const unsigned char *)folds->data + at, folds->size - at,
                          &head, slots, approximate, &used, error));
    if ((found & head.side) != 0) return fr__fail(error, FR_BAD_FOLDS, "folds", "a side stands in the folds twice");
    if (head.transfer != print) {
      return fr__fail(error, FR_BAD_FOLDS, "folds",
                      "the folds were made for another transfer (id, time, party, amount)");
    }
    if (found != 0 && head.secret != secret) {
      return fr__fail(error, FR_BAD_FOLDS, "folds", "the folds come from engines with different secret keys");
    }
    secret = head.secret;
    found |= head.side;
    *repeated = *repeated || head.repeated;
    at += used;
  }
  const uint32_t wanted = FR_SIDE_PAYER | FR_SIDE_CUSTOMER | (transfer->cash ? 0 : FR_SIDE_PAYEE);
  for (uint32_t side = FR_SIDE_PAYER; side <= FR_SIDE_PAYEE; side <<= 1) {
    const bool reads = side == FR_SIDE_PAYER || policy->plan->sides[fr__side_index(side)].fold_count != 0;
    if ((wanted & side) == 0 || (found & side) != 0 || !reads) continue;
    return fr__fail(error, FR_FOLDS_MISSING, "folds", "the folds of the %s are missing",
                    side == FR_SIDE_PAYER      ? "payer"
                    : side == FR_SIDE_CUSTOMER ? "customer"
                                               : "payee");
  }
  return FR_OK;
}

typedef struct fr__joined {
  fr__transfer transfer;
  uint8_t approximate[FR__MAX_MARKS];
  fr__cel_value slots[FR__MAX_SLOTS];
} fr__joined;

static fr_status open_halves(const fr_policy *policy, const fr_transfer *transfer, const fr_folds *folds,
                             fr__joined *joined, fr__evidence *evidence, fr_error *error) {
  FR_REQUIRE(folds != NULL, fr__fail(error, FR_NULL_POINTER, "folds", "folds is a null pointer"));
  const fr_status status = fr__check_struct(folds, folds->struct_size, sizeof *folds, sizeof *folds);
  if (status != FR_OK) return fr__fail(error, status, "folds", "%s", fr_status_text(status));
  FR_TRY(fr__transfer_check(transfer, policy->currency, &joined->transfer, error));
  bool repeated;
  FR_TRY(join(policy, &joined->transfer, folds, joined->slots, joined->approximate, &repeated, error));
  *evidence = (fr__evidence){policy, &joined->transfer, joined->slots, joined->approximate, repeated, NULL, NULL};
  return FR_OK;
}

fr_status fr_decide(const fr_policy *policy, const fr_transfer *transfer, const fr_folds *folds, fr_decision *decision,
                    fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(decision != NULL, fr__fail(error, FR_NULL_POINTER, "decision", "decision is a null pointer"));
  fr_status status = fr__check_struct(decision, decision->struct_size, sizeof *decision, sizeof *decision);
  if (status != FR_OK) return fr__fail(error, status, "decision", "%s", fr_status_text(status));
  fr__joined joined; /* about 50 KiB of stack, of which a policy touches what it uses */
  fr__evidence evidence;
  status = policy == NULL ? fr__fail(error, FR_NULL_POINTER, "policy", "policy is a null pointer")
                          : open_halves(policy, transfer, folds, &joined, &evidence, error);
  if (status == FR_OK) status = fr__decide(&evidence, decision, error);
  if (status != FR_OK) fr__decide_degraded(policy, transfer, decision);
  return status;
}

fr_status fr_why_folds(const fr_policy *policy, const fr_transfer *transfer, const fr_folds *folds,
                       fr_contribution *contributions, uint32_t capacity, uint32_t *count,
                       fr_counterfactual *counterfactual, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(policy != NULL, fr__fail(error, FR_NULL_POINTER, "policy", "policy is a null pointer"));
  FR_TRY(fr__why_check(contributions, capacity, count, counterfactual, error));
  fr__joined joined;
  fr__evidence evidence;
  FR_TRY(open_halves(policy, transfer, folds, &joined, &evidence, error));
  return fr__why(&evidence, contributions, capacity, count, counterfactual, error);
}

fr_status fr_features(const fr_policy *policy, const fr_transfer *transfer, const fr_folds *folds, fr_value *values,
                      uint32_t capacity, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(policy != NULL, fr__fail(error, FR_NULL_POINTER, "policy", "policy is a null pointer"));
  FR_REQUIRE(values != NULL || policy->feature_count == 0,
             fr__fail(error, FR_NULL_POINTER, "values", "values is null"));
  if (capacity < policy->feature_count) {
    return fr__fail(error, FR_BUFFER_TOO_SMALL, "values", "the policy has %u features; capacity is %u",
                    policy->feature_count, capacity);
  }
  fr__joined joined;
  fr__evidence evidence;
  FR_TRY(open_halves(policy, transfer, folds, &joined, &evidence, error));
  return fr__feature_values(&evidence, values, error);
}
