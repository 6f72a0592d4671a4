/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy's features: from folded slots and the transfer's own values to named ones. */
#include "decision/decide.h"
#include "feature/inputs.h"

/* What is broken becomes unknown, and is counted. */
static inline fr__cel_value at_border(fr__cel_value value, uint32_t *errors) {
  if (value.kind == FR__CEL_INT || value.kind == FR__CEL_BOOL) return value;
  if (!fr__feature_broken(&value)) return value;
  (*errors)++;
  return fr__cel_unknown();
}

fr_status fr__decide_inputs(const fr__evidence *on, const uint32_t *slots, uint32_t count, fr_error *error) {
  fr__inputs_fill(on->transfer, on->policy->minor_per_major, on->policy->currency, slots, count, on->slots);
  return fr__policy_fill_attributes(on->policy, &on->transfer->given, on->slots, error);
}

/* A string that an expression made stands in scratch memory; it moves to where later expressions leave it alone. */
static fr__cel_value keep_text(fr__cel_value value, const fr__cel_scratch *scratch, fr__cel_scratch *kept) {
  const unsigned char *text = (const unsigned char *)value.as.text;
  if (value.kind != FR__CEL_STRING || text < scratch->memory || text >= scratch->memory + scratch->size) return value;
  if (kept->size - kept->used < value.size) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  memcpy(kept->memory + kept->used, text, value.size);
  value.as.text = (const char *)kept->memory + kept->used;
  kept->used += value.size;
  return value;
}

void fr__feature_run(const fr__evidence *on, const fr__feature *feature, unsigned char *memory, fr__cel_scratch *kept,
                     uint32_t *errors) {
  if (feature->plain != UINT32_MAX) {
    on->slots[feature->slot] = at_border(on->slots[feature->plain], errors);
    return;
  }
  fr__cel_scratch scratch = {memory, FR__DECIDE_SCRATCH, 0};
  const fr__cel_value run = fr__cel_run(feature->program, on->slots, &scratch);
  if (run.kind == FR__CEL_BOOL || run.kind == FR__CEL_UNKNOWN) {
    on->slots[feature->slot] = run;
    return;
  }
  const fr__cel_value value = at_border(run, errors);
  on->slots[feature->slot] = at_border(keep_text(value, &scratch, kept), errors);
}

static void put_value(const fr__cel_value *from, fr_value *into) {
  switch (from->kind) {
    case FR__CEL_BOOL:
      into->type = FR_TYPE_BOOL;
      into->integer = from->as.integer;
      return;
    case FR__CEL_INT:
      into->type = FR_TYPE_INT;
      into->integer = from->as.integer;
      return;
    case FR__CEL_DOUBLE:
      into->type = FR_TYPE_DOUBLE;
      into->number = from->as.number;
      return;
    case FR__CEL_STRING:
      into->type = FR_TYPE_STRING;
      into->text_size = from->size;
      memcpy(into->text, from->as.text, from->size);
      return;
    default: return;
  }
}

fr_status fr__feature_values(const fr__evidence *on, fr_value *values, fr_error *error) {
  const fr_policy *policy = on->policy;
  _Alignas(16) unsigned char memory[FR__DECIDE_SCRATCH], texts[FR__KEPT_TEXTS];
  fr__cel_scratch kept = {texts, sizeof texts, 0};
  FR_TRY(fr__decide_inputs(on, policy->feature_inputs, policy->feature_input_count, error));
  fr__mentions mentions;
  fr__policy_read_texts(policy, on->transfer, &mentions, on->slots);
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    const uint32_t index = policy->feature_order[i];
    const fr__feature *feature = &policy->features[index];
    uint32_t errors = 0;
    fr__feature_evaluate(on, feature, memory, &kept, &errors);
    fr_value *value = &values[index];
    memset(value, 0, sizeof *value);
    put_value(&on->slots[feature->slot], value);
    if (errors != 0) value->flags |= FR_FLAG_EXPRESSION_ERROR;
    if (fr__chains_approximate(policy, on->approximate, feature->rests_on)) value->flags |= FR_FLAG_APPROXIMATE;
  }
  return FR_OK;
}
