/* SPDX-License-Identifier: Apache-2.0
 *
 * What models made of a transfer, in an explanation, and what would have lowered its outcome. */
#include <stdlib.h>

#include "explanation_parts.h"
#include "numbers.h"
#include "words.h"

enum { SHOWN = 8 }; /* inputs of one model in the text; the JSON has all */

bool explanation_ask_why(explanation *of, const fr_transfer *transfer, const fr_folds *folds, fr_error *error) {
  const fr_policy *policy = of->policy;
  uint32_t most = 1;
  for (uint32_t i = 0; i < policy->model_count; i++) most += policy->models[i].parts.input_count + 1;
  of->contributions = fr__arena_alloc(&of->notes, most * sizeof *of->contributions);
  of->counterfactual = (fr_counterfactual)FR_COUNTERFACTUAL_INIT;
  if (of->contributions == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory") == FR_OK;
  return fr_why_folds(policy, transfer, folds, of->contributions, most, &of->contribution_count, &of->counterfactual,
                      error) == FR_OK;
}

static const char *words_of(const explanation *of, const fr_contribution *one, const char *language, fr__arena *into) {
  char text[4096];
  uint64_t size = 0;
  const fr_status status =
      fr_contribution_words(of->policy, one, fr_text_of(language), FR_ENCODING_UTF8, text, sizeof text, &size);
  return status == FR_OK ? explanation_say(into, "%.*s", (int)size, text) : "";
}

static const char *input_text(const explanation *of, const fr_contribution *one, const char *language,
                              fr__arena *into) {
  char value[48];
  const char *name = of->policy->features[one->feature_index].name, *words = words_of(of, one, language, into);
  const int size = (int)double_format(one->value, value);
  return explanation_say(into, "%s %s%.*s %+.4f%s%s%s", name, one->known == FR_YES ? "= " : "",
                         one->known == FR_YES ? size : 7, one->known == FR_YES ? value : "unknown", one->contribution,
                         words[0] ? " (" : "", words, words[0] ? ")" : "");
}

/* What moved the margin most, either way: a turn for each place. */
static bool is_among_largest(const fr_contribution *items, uint32_t count, uint32_t at) {
  uint32_t larger = 0;
  const double own = items[at].contribution < 0 ? -items[at].contribution : items[at].contribution;
  for (uint32_t i = 0; i < count; i++) {
    const double other = items[i].contribution < 0 ? -items[i].contribution : items[i].contribution;
    larger += other > own || (i < at && !(other < own));
  }
  return larger < SHOWN && own > 0;
}

static const char *model_text(const explanation *of, const fr_contribution *base, uint32_t inputs, const char *language,
                              fr__arena *into) {
  const fr__policy_model *model = &of->policy->models[base->model_index];
  const fr__cel_value *points = &of->slots[model->slot + 1];
  const char *text = explanation_say(into, "margin %.6g", of->slots[model->slot].as.number);
  if (points->kind == FR__CEL_INT) text = explanation_say(into, "%s, %lld points", text, (long long)points->as.integer);
  text = explanation_say(into, "%s: base %+.4f", text, base->contribution);
  for (uint32_t i = 0; i < inputs; i++)
    if (is_among_largest(base + 1, inputs, i))
      text = explanation_say(into, "%s, %s", text, input_text(of, base + 1 + i, language, into));
  return text;
}

const char *explanation_model(const explanation *of, uint32_t at, const char *language, const char **name,
                              uint32_t *next, fr__arena *into) {
  const fr_contribution *base = &of->contributions[at];
  uint32_t inputs = 0;
  while (at + 1 + inputs < of->contribution_count && base[1 + inputs].feature_index != FR_CONTRIBUTION_BASE) inputs++;
  *name = of->policy->models[base->model_index].name;
  *next = at + 1 + inputs;
  return model_text(of, base, inputs, language, into);
}

static const char *value_text(const fr_value *value, fr__arena *into) {
  char number[48];
  switch (value->type) {
    case FR_TYPE_BOOL: return value->integer ? "true" : "false";
    case FR_TYPE_INT: return explanation_say(into, "%lld", (long long)value->integer);
    case FR_TYPE_DOUBLE: return explanation_say(into, "%.*s", (int)double_format(value->number, number), number);
    default: return explanation_say(into, "\"%.*s\"", (int)value->text_size, value->text);
  }
}

const char *explanation_counterfactual(const explanation *of, fr__arena *into) {
  const fr_counterfactual *found = &of->counterfactual;
  if (of->decision.pure_outcome <= FR_OUTCOME_ALLOW) return "nothing is lower than allow";
  if (found->outcome == FR_OUTCOME_NONE) return "no change of one known value would have lowered it";
  return explanation_say(into, "%s with %s %s instead of %s (for the auditor, not for the customer)",
                         outcome_name(found->outcome), found->name, value_text(&found->to, into),
                         value_text(&found->from, into));
}

/* ---- JSON ---- */

static json_t *json_of_value(const fr_value *value) {
  switch (value->type) {
    case FR_TYPE_BOOL: return json_boolean(value->integer);
    case FR_TYPE_INT: return json_integer(value->integer);
    case FR_TYPE_DOUBLE: return json_real(value->number);
    default: return json_stringn(value->text, value->text_size);
  }
}

static json_t *json_input(const explanation *of, const fr_contribution *one, const char *language, fr__arena *into) {
  const char *words = words_of(of, one, language, into);
  json_t *input = json_pack("{s:s, s:f}", "feature", of->policy->features[one->feature_index].name, "contribution",
                            one->contribution);
  json_object_set_new(input, "value", one->known == FR_YES ? json_real(one->value) : json_null());
  if (words[0]) json_object_set_new(input, "reason", json_string(words));
  return input;
}

json_t *explanation_models_json(const explanation *of, const char *language, fr__arena *into) {
  json_t *list = json_array(), *inputs = NULL;
  for (uint32_t i = 0; i < of->contribution_count; i++) {
    const fr_contribution *one = &of->contributions[i];
    if (one->feature_index != FR_CONTRIBUTION_BASE) {
      json_array_append_new(inputs, json_input(of, one, language, into));
      continue;
    }
    const fr__policy_model *model = &of->policy->models[one->model_index];
    const fr__cel_value *points = &of->slots[model->slot + 1];
    json_t *item = json_pack("{s:s, s:f, s:f}", "name", model->name, "margin", of->slots[model->slot].as.number, "base",
                             one->contribution);
    if (points->kind == FR__CEL_INT) json_object_set_new(item, "points", json_integer(points->as.integer));
    inputs = json_array();
    json_object_set_new(item, "inputs", inputs);
    json_array_append_new(list, item);
  }
  return list;
}

json_t *explanation_counterfactual_json(const explanation *of) {
  const fr_counterfactual *found = &of->counterfactual;
  if (found->outcome == FR_OUTCOME_NONE) return json_null();
  return json_pack("{s:s, s:o, s:o, s:s}", "name", found->name, "from", json_of_value(&found->from), "to",
                   json_of_value(&found->to), "outcome", outcome_name(found->outcome));
}
