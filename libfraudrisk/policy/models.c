/* SPDX-License-Identifier: Apache-2.0
 *
 * Models among a policy's names: `model.NAME.margin`, `model.NAME.points`, and the features that they read. */
#include "policy/compile.h"

static const char *joined(fr__arena *arena, const char *name, const char *what) {
  const size_t size = strlen("model.") + strlen(name) + strlen(what);
  char *text = fr__arena_alloc(arena, size + 1);
  if (text == NULL) return NULL;
  memcpy(text, "model.", strlen("model."));
  memcpy(text + strlen("model."), name, strlen(name));
  memcpy(text + size - strlen(what), what, strlen(what));
  return text;
}

fr_status fr__models_name(fr__policy_compiler *on, uint32_t *count) {
  fr_policy *policy = on->policy;
  for (uint32_t i = 0; i < policy->model_count; i++) {
    fr__policy_model *model = &policy->models[i];
    model->slot = on->first_feature_slot + policy->feature_count + FR__MODEL_SLOTS * i;
    model->margin_name = joined(&policy->arena, model->name, ".margin");
    model->points_name = joined(&policy->arena, model->name, ".points");
    FR_REQUIRE(model->margin_name != NULL && model->points_name != NULL, FR_NO_MEMORY);
    on->symbols[(*count)++] = (fr__cel_symbol){model->margin_name, {.kind = FR__CEL_DOUBLE}, model->slot, NULL};
    on->symbols[(*count)++] = (fr__cel_symbol){model->points_name, {.kind = FR__CEL_INT}, model->slot + 1, NULL};
  }
  return FR_OK;
}

static fr_status find_input(const fr__policy_compiler *on, const fr__policy_model *model, uint32_t input,
                            uint32_t *index) {
  const fr_policy *policy = on->policy;
  const char *name = model->input_names[input];
  for (*index = 0; *index < policy->feature_count; ++*index) {
    if (strcmp(policy->features[*index].name, name) != 0) continue;
    if (policy->features[*index].type != FR_TYPE_STRING) return FR_OK;
    return fr__fail(on->error, FR_BAD_POLICY, model->name,
                    "model %s reads the feature '%s', which is a text; a model takes numbers and truths", model->name,
                    name);
  }
  return fr__fail(on->error, FR_BAD_POLICY, model->name, "model %s reads the feature '%s', and there is none",
                  model->name, name);
}

fr_status fr__models_compile(const fr__policy_compiler *on) {
  fr_policy *policy = on->policy;
  for (uint32_t i = 0; i < policy->model_count; i++) {
    fr__policy_model *model = &policy->models[i];
    uint32_t *inputs = fr__arena_alloc(&policy->arena, model->parts.input_count * sizeof *inputs);
    FR_REQUIRE(inputs != NULL, FR_NO_MEMORY);
    for (uint32_t k = 0; k < model->parts.input_count; k++) FR_TRY(find_input(on, model, k, &inputs[k]));
    model->inputs = inputs;
  }
  return FR_OK;
}

fr__policy_model *fr__model_in_slot(const fr_policy *policy, uint32_t slot) {
  for (uint32_t i = 0; i < policy->model_count; i++) {
    if (slot == policy->models[i].slot || slot == policy->models[i].slot + 1) return &policy->models[i];
  }
  return NULL;
}
