/* SPDX-License-Identifier: Apache-2.0
 *
 * Models, between features and rules. */
#include <math.h>

#include "decision/decide.h"

void fr__model_values(const fr_policy *policy, const fr__policy_model *model, const fr__cel_value *slots,
                      double *values) {
  for (uint32_t i = 0; i < model->parts.input_count; i++) {
    const fr__cel_value *value = &slots[policy->features[model->inputs[i]].slot];
    switch (value->kind) {
      case FR__CEL_BOOL:
      case FR__CEL_INT: values[i] = (double)value->as.integer; break;
      case FR__CEL_DOUBLE: values[i] = value->as.number; break;
      default: values[i] = (double)NAN;
    }
  }
}

/* Of a transfer that the first policy has just decided: models that are the same over features that are. */
static void take_models(const fr__evidence *on, const fr__alike *alike, uint32_t *errors) {
  for (uint32_t i = 0; i < alike->model_count; i++) {
    const fr__same_model *same = &alike->models[i];
    const fr__cel_value *from = &on->grounds->first_slots[alike->first->models[same->from].slot];
    memcpy(&on->slots[on->policy->models[same->to].slot], from, FR__MODEL_SLOTS * sizeof *from);
    *errors += on->grounds->first->broken_models >> same->from & 1;
  }
}

void fr__decide_models(const fr__evidence *on, uint32_t *errors) {
  const fr_policy *policy = on->policy;
  double values[FR_MAX_MODEL_INPUTS];
  const fr__alike *alike = on->grounds == NULL ? NULL : on->grounds->alike;
  if (alike != NULL) take_models(on, alike, errors);
  if (on->grounds != NULL) on->grounds->broken_models = 0;
  for (uint32_t i = 0; i < policy->model_count; i++) {
    const fr__policy_model *model = &policy->models[i];
    fr__cel_value *slots = &on->slots[model->slot];
    if (alike != NULL && !alike->own_models[i]) continue;
    slots[0] = slots[1] = fr__cel_unknown();
    if (!model->decides) continue;
    fr__model_values(policy, model, on->slots, values);
    const double margin = fr__model_margin(model->model, values);
    if (!(margin >= -DBL_MAX && margin <= DBL_MAX)) { /* the sum of the leaves has left the range of numbers */
      ++*errors;
      if (on->grounds != NULL) on->grounds->broken_models |= UINT32_C(1) << i;
      continue;
    }
    slots[0] = fr__cel_double(margin);
    if (fr__model_has_points(model->model)) slots[1] = fr__cel_int(fr__model_points(model->model, margin));
  }
}
