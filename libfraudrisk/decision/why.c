/* SPDX-License-Identifier: Apache-2.0
 *
 * Why a decision is what it is: what models made of their inputs, and what would have lowered the outcome. For that the
 * same evidence is decided again and again with one value changed. */
#include "decision/decide.h"

/* ---- contributions ---- */

static bool comes_before(const fr_contribution *a, const fr_contribution *b) {
  return a->contribution != b->contribution ? a->contribution > b->contribution : a->feature_index < b->feature_index;
}

/* By insertion: qsort() may ask the heap for memory. */
static void sort(fr_contribution *items, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    const fr_contribution item = items[i];
    uint32_t at = i;
    for (; at > 0 && comes_before(&item, &items[at - 1]); at--) items[at] = items[at - 1];
    items[at] = item;
  }
}

static void explain_model(const fr__evidence *on, uint32_t index, fr_contribution *items) {
  const fr__policy_model *model = &on->policy->models[index];
  double values[FR_MAX_MODEL_INPUTS], by_input[FR_MAX_MODEL_INPUTS], base;
  const uint32_t inputs = model->parts.input_count;
  fr__model_values(on->policy, model, on->slots, values);
  fr__model_contributions(model->model, values, by_input, &base);
  items[0] = (fr_contribution){index, FR_CONTRIBUTION_BASE, FR_YES, 0, 0, base};
  for (uint32_t i = 0; i < inputs; i++) {
    const bool known = values[i] == values[i]; /* NaN is missing */
    items[1 + i] =
        (fr_contribution){index, model->inputs[i], known ? FR_YES : FR_NO, 0, known ? values[i] : 0, by_input[i]};
  }
  sort(items + 1, inputs);
}

void fr__why_models(const fr__evidence *on, fr_contribution *contributions, uint32_t capacity, uint32_t *count) {
  const fr_policy *policy = on->policy;
  fr_contribution items[FR_MAX_MODEL_INPUTS + 1];
  *count = 0;
  for (uint32_t i = 0; i < policy->model_count; i++) {
    const fr__policy_model *model = &policy->models[i];
    if (!model->decides || on->slots[model->slot].kind != FR__CEL_DOUBLE) continue;
    const uint32_t own = model->parts.input_count + 1, room = *count < capacity ? capacity - *count : 0;
    if (room != 0) {
      explain_model(on, i, items);
      memcpy(contributions + *count, items, (own < room ? own : room) * sizeof *items);
    }
    *count += own;
  }
}

/* ---- the counterfactual ---- */

typedef struct search {
  const fr__evidence *on;
  const fr_decision *decided;
  fr__change change;
  fr__cel_value before; /* the value that is changed */
  const char *name;
  bool is_field;
  double least; /* the smallest change so far, beside the value itself */
  fr_counterfactual *found;
} search;

/* Whether the outcome is lower with the slot's value changed. */
static bool lowers(search *at, fr__cel_value value, uint32_t *outcome) {
  fr__transfer changed;
  fr__evidence evidence = *at->on;
  fr_decision decision = FR_DECISION_INIT;
  at->change.value = value;
  evidence.change = &at->change;
  if (at->change.slot == FR__SLOT_AMOUNT) { /* a trust looks at the amount itself */
    changed = *evidence.transfer;
    changed.amount_minor = (int64_t)(value.as.number * at->on->policy->minor_per_major + 0.5);
    evidence.transfer = &changed;
  }
  if (fr__decide(&evidence, &decision, NULL) != FR_OK) return false;
  *outcome = decision.pure_outcome;
  return decision.pure_outcome < at->decided->pure_outcome;
}

static void put_value(const fr__cel_value *from, fr_value *into) {
  memset(into, 0, sizeof *into);
  switch (from->kind) {
    case FR__CEL_BOOL:
    case FR__CEL_INT:
      into->type = from->kind == FR__CEL_BOOL ? FR_TYPE_BOOL : FR_TYPE_INT;
      into->integer = from->as.integer;
      return;
    case FR__CEL_DURATION: /* as seconds */
      into->type = FR_TYPE_INT;
      into->integer = from->as.integer / FR__SECOND_US;
      return;
    case FR__CEL_DOUBLE:
      into->type = FR_TYPE_DOUBLE;
      into->number = from->as.number;
      return;
    default:
      into->type = FR_TYPE_STRING;
      into->text_size = from->size < sizeof into->text ? from->size : (uint32_t)sizeof into->text;
      memcpy(into->text, from->as.text, into->text_size);
  }
}

static void offer(search *at, fr__cel_value value, uint32_t outcome, double change) {
  if (at->found->outcome != FR_OUTCOME_NONE && change >= at->least) return;
  at->least = change;
  at->found->outcome = outcome;
  at->found->is_field = at->is_field ? FR_YES : FR_NO;
  memset(at->found->name, 0, sizeof at->found->name);
  const size_t size = strlen(at->name);
  memcpy(at->found->name, at->name, size < sizeof at->found->name ? size : sizeof at->found->name - 1);
  put_value(&at->before, &at->found->from);
  put_value(&value, &at->found->to);
}

/* ---- numbers: in whole steps of the smallest change that can be told ---- */

static double step_of(const search *at) {
  switch (at->before.kind) {
    case FR__CEL_INT: return 1;
    case FR__CEL_DURATION: return (double)FR__SECOND_US;
    default: break;
  }
  const double size = at->before.as.number < 0 ? -at->before.as.number : at->before.as.number;
  if (at->is_field) return 1 / at->on->policy->minor_per_major;
  return size > 1 ? size * 1e-6 : 1e-6;
}

static double number_of(const fr__cel_value *value) {
  return value->kind == FR__CEL_DOUBLE ? value->as.number : (double)value->as.integer;
}

/* `steps` away from the value, up or down, and not below 0 where it was not. */
static fr__cel_value moved(const search *at, double step, double steps, bool up) {
  const double now = number_of(&at->before);
  double to = up ? now + steps * step : now - steps * step;
  if (now >= 0 && to < 0) to = 0;
  fr__cel_value value = at->before;
  if (value.kind == FR__CEL_DOUBLE) {
    value.as.number = to;
  } else {
    value.as.integer = (int64_t)to;
  }
  return value;
}

enum { MOST_PROBES = 64 };

/* Outward in growing steps until the outcome is lower, then back to where that begins. */
static void try_way(search *at, bool up) {
  const double step = step_of(at), now = number_of(&at->before), size = now < 0 ? -now : now;
  const double most = (size > 1e6 ? size : 1e6) * 1000 / step;
  double below = 0, steps = 1;
  uint32_t outcome = FR_OUTCOME_NONE, probes = 0;
  for (; probes < MOST_PROBES && !lowers(at, moved(at, step, steps, up), &outcome); probes++) {
    if (steps >= most || (!up && now >= 0 && steps * step >= now)) return;
    below = steps;
    steps = steps * 1.5 + 1;
    steps = (double)(int64_t)steps;
  }
  if (probes == MOST_PROBES) return;
  while (steps - below > 1) {
    const double middle = (double)(int64_t)(below + (steps - below) / 2);
    uint32_t there;
    if (lowers(at, moved(at, step, middle, up), &there)) {
      steps = middle;
      outcome = there;
    } else {
      below = middle;
    }
  }
  const fr__cel_value to = moved(at, step, steps, up);
  const double change = number_of(&to) > now ? number_of(&to) - now : now - number_of(&to);
  const double unit = at->before.kind == FR__CEL_DURATION ? (double)FR__SECOND_US : 1;
  offer(at, to, outcome, change / (size > unit ? size : unit));
}

static void try_names(search *at, const fr__cel_type *type) {
  uint32_t outcome;
  for (uint32_t i = 0; i < type->name_count; i++) {
    const fr__cel_value value = fr__cel_string(type->names[i], (uint32_t)strlen(type->names[i]));
    if (!fr__cel_equal(&value, &at->before) && lowers(at, value, &outcome)) offer(at, value, outcome, 1);
  }
}

static void try_slot(search *at, uint32_t slot, fr__cel_value before, const char *name, const fr__cel_type *type) {
  uint32_t outcome;
  at->change.slot = slot;
  at->before = before;
  at->name = name;
  switch (before.kind) {
    case FR__CEL_BOOL: {
      const fr__cel_value turned = fr__cel_bool(before.as.integer == 0);
      if (lowers(at, turned, &outcome)) offer(at, turned, outcome, 1);
      return;
    }
    case FR__CEL_INT:
    case FR__CEL_DOUBLE:
    case FR__CEL_DURATION:
      try_way(at, false);
      try_way(at, true);
      return;
    case FR__CEL_STRING:
      if (type != NULL) try_names(at, type);
      return;
    default: return; /* unknown, or nothing that could be another */
  }
}

/* ---- what may be changed ---- */

static bool is_listed(const uint32_t *slots, uint32_t count, uint32_t slot) {
  for (uint32_t i = 0; i < count; i++) {
    if (slots[i] == slot) return true;
  }
  return false;
}

/* Not when it happens, nor in which currency, and nothing that folds were made of. */
static bool may_change(const fr_policy *policy, uint32_t slot) {
  if (slot == FR__SLOT_TIME || slot == FR__SLOT_CURRENCY) return false;
  return !is_listed(policy->fold_inputs, policy->fold_input_count, slot);
}

static void try_fields(search *at, const fr__cel_value *before) {
  const fr_policy *policy = at->on->policy;
  uint32_t count;
  const fr__cel_symbol *names = fr__names(&count);
  at->is_field = true;
  for (uint32_t i = 0; i < count; i++) {
    const bool is_value = names[i].constant == NULL && names[i].type.kind != FR__CEL_SEQUENCE;
    const uint32_t slot = names[i].slot;
    if (!is_value || slot >= FR__SLOT_INPUTS || !may_change(policy, slot)) continue;
    if (!is_listed(policy->decide_inputs, policy->decide_input_count, slot)) continue;
    try_slot(at, slot, before[slot], names[i].name, &names[i].type);
  }
  for (uint32_t i = 0; i < policy->attribute_count; i++) {
    const uint32_t slot = policy->attributes[i].slot;
    if (policy->fold_attributes[i]) continue; /* the fold would be another, too */
    try_slot(at, slot, before[slot], policy->attributes[i].name, NULL);
  }
  at->is_field = false;
}

void fr__why_not(const fr__evidence *on, const fr_decision *decided, fr_counterfactual *found) {
  const fr_policy *policy = on->policy;
  fr__cel_value before[FR__SLOT_FREE + FR_MAX_ATTRIBUTES + FR_MAX_FEATURES];
  search at = {.on = on, .decided = decided, .found = found};
  found->outcome = FR_OUTCOME_NONE;
  if (decided->pure_outcome <= FR_OUTCOME_ALLOW) return;
  /* Texts that features made are gone; they are not changed. */
  memcpy(before, on->slots, (FR__SLOT_FREE + policy->attribute_count + policy->feature_count) * sizeof *before);
  try_fields(&at, before);
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    const fr__feature *feature = &policy->features[i];
    /* One that only says a value of the transfer once more has been tried. */
    const bool again = feature->plain < FR__SLOT_INPUTS && may_change(policy, feature->plain);
    if (feature->decides && !again) try_slot(&at, feature->slot, before[feature->slot], feature->name, NULL);
  }
}

/* ---- from outside ---- */

fr_status fr__why_check(const fr_contribution *contributions, uint32_t capacity, const uint32_t *count,
                        const fr_counterfactual *counterfactual, fr_error *error) {
  FR_REQUIRE(count != NULL && (contributions != NULL || capacity == 0),
             fr__fail(error, FR_NULL_POINTER, "contributions", "contributions or count is a null pointer"));
  if (counterfactual == NULL) return FR_OK;
  const uint32_t size = counterfactual->struct_size;
  const fr_status status = fr__check_struct(counterfactual, size, sizeof *counterfactual, sizeof *counterfactual);
  if (status == FR_OK) return FR_OK;
  return fr__fail(error, status, "counterfactual", "counterfactual: %s; start it with FR_COUNTERFACTUAL_INIT",
                  fr_status_text(status));
}

fr_status fr__why(const fr__evidence *on, fr_contribution *contributions, uint32_t capacity, uint32_t *count,
                  fr_counterfactual *counterfactual, fr_error *error) {
  fr_decision decision = FR_DECISION_INIT;
  FR_TRY(fr__decide(on, &decision, error));
  fr__why_models(on, contributions, capacity, count);
  if (counterfactual == NULL) return FR_OK;
  const uint32_t size = counterfactual->struct_size;
  *counterfactual = (fr_counterfactual){.struct_size = size};
  fr__why_not(on, &decision, counterfactual);
  return FR_OK;
}
