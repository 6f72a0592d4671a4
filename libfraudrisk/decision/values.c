/* SPDX-License-Identifier: Apache-2.0
 *
 * What the words of a decision name: the values that its reasons and its advice need, found when all else is decided.
 * Features that only texts use are evaluated here, and only where a text that is needed names them; what they rest on
 * leaves the decision's flags and counts alone, since nothing was decided by it. */
#include "decision/decide.h"
#include "feature/inputs.h"
#include "policy/phrasing.h"

enum { WORDS = (FR__SLOT_FREE + FR_MAX_ATTRIBUTES + FR_MAX_FEATURES + 63) / 64 };

typedef struct wanted {
  uint64_t said[WORDS]; /* a bit for each value that is named */
  uint16_t order[FR_MAX_DECISION_VALUES];
  uint32_t count;
} wanted;

static void want(wanted *values, const fr__said_set *set) {
  for (uint32_t i = 0; i < set->count; i++) {
    const uint16_t index = set->items[i];
    if ((values->said[index / 64] >> (index % 64) & 1) != 0 || values->count == FR_COUNT(values->order)) continue;
    values->said[index / 64] |= UINT64_C(1) << (index % 64);
    values->order[values->count++] = index;
  }
}

/* The feature in a slot, where the rules did not need it. */
static const fr__feature *unevaluated(const fr_policy *policy, uint32_t slot, uint32_t *index) {
  const uint32_t first = FR__SLOT_FREE + policy->attribute_count;
  if (slot < first || slot - first >= policy->feature_count) return NULL;
  *index = slot - first;
  return policy->features[*index].decides ? NULL : &policy->features[*index];
}

static void evaluate_wanted(const fr__evidence *on, const wanted *values, unsigned char *memory,
                            fr__cel_scratch *kept) {
  const fr_policy *policy = on->policy;
  uint64_t needed[(FR_MAX_FEATURES + 63) / 64] = {0};
  uint32_t index, errors = 0;
  bool any = false;
  for (uint32_t i = 0; i < values->count; i++) {
    if (unevaluated(policy, policy->said[values->order[i]].slot, &index) == NULL) continue;
    needed[index / 64] |= UINT64_C(1) << (index % 64);
    any = true;
  }
  if (!any) return;
  /* Backwards for what they use, then forwards in the order of use. */
  for (uint32_t i = policy->feature_count; i > 0; i--) {
    const uint32_t at = policy->feature_order[i - 1];
    if ((needed[at / 64] >> (at % 64) & 1) == 0) continue;
    uint32_t count;
    const uint32_t *reads = fr__cel_reads(policy->features[at].program, &count);
    for (uint32_t r = 0; r < count; r++) {
      if (unevaluated(policy, reads[r], &index) != NULL) needed[index / 64] |= UINT64_C(1) << (index % 64);
    }
  }
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    const uint32_t at = policy->feature_order[i];
    if ((needed[at / 64] >> (at % 64) & 1) == 0) continue;
    fr__feature_evaluate(on, &policy->features[at], memory, kept, &errors);
  }
}

void fr__decide_values(const fr__evidence *on, unsigned char *memory, fr__cel_scratch *kept, fr_decision *decision) {
  const fr_policy *policy = on->policy;
  if (policy->said_count == 0) return;
  wanted values;
  memset(values.said, 0, sizeof values.said);
  values.count = 0;
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    want(&values, &policy->rules[decision->reasons[i].rule_index].said);
  }
  if (decision->outcome > FR_OUTCOME_ALLOW) {
    const fr__scam *scam = decision->scam_index >= 0 ? &policy->scams[decision->scam_index] : policy->unclassified;
    if (scam != NULL) want(&values, &scam->said);
    if (decision->advice != 0) want(&values, &policy->scams[decision->advice - 1].said);
  }
  if (values.count == 0) return;
  fr__inputs_fill(on->transfer, policy->minor_per_major, policy->currency, policy->said_inputs,
                  policy->said_input_count, on->slots);
  evaluate_wanted(on, &values, memory, kept);
  for (uint32_t i = 0; i < values.count; i++) {
    const uint16_t index = values.order[i];
    fr__carry_value(policy, index, &on->slots[policy->said[index].slot], decision);
  }
}
