/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/alike.h"

#include <stdlib.h>

#include "cel/compile.h"

enum { NONE = 0xFFFFFFFFu };

/* Two policies while they are compared. */
typedef struct comparison {
  fr__alike *into;
  const fr_policy *first, *second;
  uint32_t slots[FR__MAX_SLOTS]; /* fr__cel_likeness */
  fr__cel_likeness likeness;
  uint32_t chain_of[FR_MAX_FOLDS]; /* of the first, for each of the second */
  bool taken[FR_MAX_FOLDS];        /* its value is taken from there */
} comparison;

static void *room_for(comparison *on, size_t count, size_t size) {
  return fr__arena_alloc(&on->into->arena, (count + 1) * size);
}

static bool same_program(const comparison *on, const fr__cel_program *a, const fr__cel_program *b) {
  if (a == NULL || b == NULL) return a == b;
  return fr__cel_same_program(a, b, &on->likeness);
}

/* ---- attributes and folds ---- */

static void match_attributes(comparison *on) {
  for (uint32_t i = 0; i < on->second->attribute_count; i++) {
    const fr__attribute *wanted = &on->second->attributes[i];
    for (uint32_t j = 0; j < on->first->attribute_count; j++) {
      const fr__attribute *has = &on->first->attributes[j];
      if (has->type == wanted->type && strcmp(has->name, wanted->name) == 0) on->slots[wanted->slot] = has->slot;
    }
  }
}

/* A text that a fold made lies in memory that the next fold takes, or has no room there: who asks for one finds it
 * itself, and so does what reads it. */
static bool is_plain(const fr__cel_chain *chain) {
  const uint32_t plain = FR__CEL_NUMBERS | FR__CEL_BIT(BOOL) | FR__CEL_BIT(TIMESTAMP) | FR__CEL_BIT(DURATION);
  return ((plain | FR__CEL_BIT(KEY)) >> chain->result & 1) != 0;
}

/* Chains come after those that they read. */
static void match_chains(comparison *on) {
  const fr__plan *first = on->first->plan, *second = on->second->plan;
  for (uint32_t i = 0; i < second->chain_count; i++) {
    const fr__cel_chain *wanted = &second->chains[i];
    on->chain_of[i] = NONE;
    for (uint32_t j = 0; j < first->chain_count && on->chain_of[i] == NONE && is_plain(wanted); j++) {
      const fr__cel_chain *has = &first->chains[j];
      on->slots[wanted->value_slot] = has->value_slot;
      if (fr__cel_same_chain(has, wanted, &on->likeness)) on->chain_of[i] = j;
    }
    on->slots[wanted->value_slot] = NONE;
    if (on->chain_of[i] != NONE) on->slots[wanted->slot] = first->chains[on->chain_of[i]].slot;
    on->taken[i] = on->chain_of[i] != NONE;
  }
}

static bool reads_slot(const fr__cel_program *program, uint32_t slot) {
  uint32_t count = 0;
  const uint32_t *reads = program == NULL ? NULL : fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (reads[i] == slot) return true;
  }
  return false;
}

/* What a chain that is left reads has to be there when it runs, which is before anything is taken. Backwards, since a
 * chain that is left for this reason may read further ones. */
static void keep_what_is_read(comparison *on) {
  const fr__plan *plan = on->second->plan;
  for (uint32_t i = plan->chain_count; i-- > 0;) {
    const fr__cel_chain *chain = &plan->chains[i];
    if (on->taken[i]) continue;
    for (uint32_t j = 0; j < i; j++) {
      bool reads = reads_slot(chain->argument, plan->chains[j].slot);
      for (uint32_t s = 0; s < chain->stage_count; s++)
        reads = reads || reads_slot(chain->stages[s].program, plan->chains[j].slot);
      if (reads) on->taken[j] = false;
    }
  }
}

static fr_status take_folds(comparison *on) {
  fr__alike *into = on->into;
  const fr__plan *first = on->first->plan, *second = on->second->plan;
  const uint32_t facts = first->facts & second->facts;
  fr__same_slot *folds = room_for(on, second->mark_count, sizeof *folds);
  fr__same_slot *marks = room_for(on, second->mark_count, sizeof *marks);
  FR_REQUIRE(folds != NULL && marks != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < second->chain_count; i++) {
    if (!on->taken[i]) continue;
    marks[into->fold_count] = (fr__same_slot){on->chain_of[i], i};
    folds[into->fold_count++] = (fr__same_slot){first->chains[on->chain_of[i]].slot, second->chains[i].slot};
  }
  for (uint32_t i = 0; i < FR__FACTS; i++) {
    if ((facts >> i & 1) == 0) continue;
    marks[into->fold_count] = (fr__same_slot){first->chain_count + i, second->chain_count + i};
    folds[into->fold_count++] = (fr__same_slot){FR__SLOT_FACTS + i, FR__SLOT_FACTS + i};
  }
  into->folds = folds;
  into->marks = marks;
  return fr__plan_without(&into->arena, second, on->taken, facts, &into->plan);
}

/* ---- features and models ---- */

/* Texts are left out here too: a feature that makes one may find no room for it, as others leave or take it. */
static uint32_t feature_like(const comparison *on, const fr__feature *wanted) {
  for (uint32_t i = 0; i < on->first->feature_count && wanted->type != FR_TYPE_STRING; i++) {
    const fr__feature *has = &on->first->features[i];
    if (has->decides && has->type == wanted->type && same_program(on, has->program, wanted->program)) return i;
  }
  return NONE;
}

static fr_status match_features(comparison *on) {
  fr__alike *into = on->into;
  const fr_policy *second = on->second;
  fr__same_feature *features = room_for(on, second->feature_count, sizeof *features);
  uint32_t *own = room_for(on, second->feature_count, sizeof *own);
  FR_REQUIRE(features != NULL && own != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < second->feature_count; i++) {
    const uint32_t index = second->feature_order[i];
    const fr__feature *wanted = &second->features[index];
    if (!wanted->decides) continue;
    const uint32_t like = feature_like(on, wanted);
    if (like == NONE) {
      own[into->own_feature_count++] = index;
      continue;
    }
    const fr__same_slot slot = {on->first->features[like].slot, wanted->slot};
    on->slots[slot.to] = slot.from;
    features[into->feature_count++] = (fr__same_feature){slot, like};
  }
  into->features = features;
  into->own_features = own;
  return FR_OK;
}

static bool same_numbers(const double *a, const double *b) { return memcmp(a, b, sizeof *a) == 0; }

static bool same_tree(const fr__model_tree *a, const fr__model_tree *b) {
  if (a->node_count != b->node_count || !same_numbers(&a->weight, &b->weight)) return false;
  for (uint32_t i = 0; i < a->node_count; i++) {
    const fr__model_node *x = &a->nodes[i], *y = &b->nodes[i];
    if (x->left != y->left || x->right != y->right || x->input != y->input || x->missing_left != y->missing_left ||
        x->missing != y->missing || !same_numbers(&x->threshold, &y->threshold) || !same_numbers(&x->value, &y->value))
      return false;
  }
  return true;
}

static bool same_characteristic(const fr__model_characteristic *a, const fr__model_characteristic *b) {
  if (a->bin_count != b->bin_count) return false;
  for (uint32_t i = 0; i < a->bin_count; i++) {
    const fr__model_bin *x = &a->bins[i], *y = &b->bins[i];
    if (!same_numbers(&x->low, &y->low) || !same_numbers(&x->high, &y->high) || x->missing != y->missing ||
        x->points != y->points)
      return false;
  }
  return true;
}

static bool same_parts(const fr__model_parts *a, const fr__model_parts *b) {
  if (a->kind != b->kind || a->input_count != b->input_count || !same_numbers(&a->base, &b->base) ||
      a->average != b->average || a->tree_count != b->tree_count || a->step_count != b->step_count ||
      (a->characteristics == NULL) != (b->characteristics == NULL))
    return false;
  for (uint32_t i = 0; i < a->step_count; i++) {
    if (!same_numbers(&a->steps[i].margin, &b->steps[i].margin) || a->steps[i].points != b->steps[i].points)
      return false;
  }
  for (uint32_t i = 0; i < a->tree_count; i++) {
    if (!same_tree(&a->trees[i], &b->trees[i])) return false;
  }
  for (uint32_t i = 0; a->characteristics != NULL && i < a->input_count; i++) {
    if (!same_characteristic(&a->characteristics[i], &b->characteristics[i])) return false;
  }
  return true;
}

static bool same_model(const comparison *on, const fr__policy_model *a, const fr__policy_model *b) {
  if (!a->decides || !same_parts(&a->parts, &b->parts)) return false;
  for (uint32_t i = 0; i < a->parts.input_count; i++) {
    const uint32_t slot = on->second->features[b->inputs[i]].slot;
    if (on->slots[slot] != on->first->features[a->inputs[i]].slot) return false;
  }
  return true;
}

static fr_status match_models(comparison *on) {
  fr__alike *into = on->into;
  fr__same_model *models = room_for(on, on->second->model_count, sizeof *models);
  bool *own = room_for(on, on->second->model_count, sizeof *own);
  FR_REQUIRE(models != NULL && own != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < on->second->model_count; i++) {
    const fr__policy_model *wanted = &on->second->models[i];
    uint32_t like = 0;
    while (like < on->first->model_count && !same_model(on, &on->first->models[like], wanted)) like++;
    own[i] = !wanted->decides || like == on->first->model_count;
    if (own[i]) continue;
    models[into->model_count++] = (fr__same_model){like, i};
    for (uint32_t k = 0; k < FR__MODEL_SLOTS; k++) on->slots[wanted->slot + k] = on->first->models[like].slot + k;
  }
  into->models = models;
  into->own_models = own;
  return FR_OK;
}

/* ---- conditions ---- */

/* As a rule it stands where it stood, or as far away as the one before. */
static uint32_t rule_like(const comparison *on, const fr__rule *wanted, uint32_t expected) {
  const uint32_t count = on->first->rule_count;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t at = (expected + i) % count;
    if (same_program(on, on->first->rules[at].program, wanted->program)) return at;
  }
  return FR__NO_RULE;
}

static fr_status match_rules(comparison *on) {
  fr__alike *into = on->into;
  const fr_policy *second = on->second;
  uint16_t *rule_of = room_for(on, second->rule_count, sizeof *rule_of);
  uint16_t *own = room_for(on, second->rule_count, sizeof *own);
  const fr__cel_program **programs = room_for(on, second->rule_count, sizeof *programs);
  FR_REQUIRE(rule_of != NULL && own != NULL && programs != NULL, FR_NO_MEMORY);
  uint32_t expected = 0;
  for (uint32_t i = 0; i < second->rule_count; i++) {
    const uint32_t like = rule_like(on, &second->rules[i], expected);
    rule_of[i] = (uint16_t)like;
    if (like == FR__NO_RULE) {
      programs[into->own_rule_count] = second->rules[i].program;
      own[into->own_rule_count++] = (uint16_t)i;
    } else {
      expected = like + 1;
    }
  }
  into->rule_of = rule_of;
  into->own_rules = own;
  return fr__cel_conditions_build(&into->arena, programs, into->own_rule_count, &into->own_conditions);
}

/* ---- what is left reads ---- */

typedef struct reading {
  bool inputs[FR__SLOT_INPUTS];
  bool texts;
} reading;

static void note_reads(const fr__cel_program *program, reading *into) {
  uint32_t count = 0;
  const uint32_t *reads = program == NULL ? NULL : fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (reads[i] < FR__SLOT_INPUTS) into->inputs[reads[i]] = true;
    into->texts = into->texts || reads[i] == FR__SLOT_TEXT;
  }
}

static fr_status gather_reads(comparison *on) {
  fr__alike *into = on->into;
  const fr_policy *second = on->second;
  reading left = {.texts = false};
  for (uint32_t i = 0; i < into->own_feature_count; i++)
    note_reads(second->features[into->own_features[i]].program, &left);
  for (uint32_t i = 0; i < second->feature_count; i++) { /* what only words need is found with the words */
    if (!second->features[i].decides) left.texts = left.texts || reads_slot(second->features[i].program, FR__SLOT_TEXT);
  }
  for (uint32_t i = 0; i < into->own_rule_count; i++) note_reads(second->rules[into->own_rules[i]].program, &left);
  for (uint32_t i = 0; i < second->rule_count; i++) {
    note_reads(second->rules[i].points.program, &left);
    note_reads(second->rules[i].if_unknown_points.program, &left);
  }
  for (uint32_t i = 0; i < second->threshold_count; i++) note_reads(second->thresholds[i].program, &left);
  uint32_t *inputs = room_for(on, FR__SLOT_INPUTS, sizeof *inputs);
  FR_REQUIRE(inputs != NULL, FR_NO_MEMORY);
  for (uint32_t slot = 0; slot < FR__SLOT_INPUTS; slot++) {
    if (left.inputs[slot]) inputs[into->own_input_count++] = slot;
  }
  into->own_inputs = inputs;
  into->reads_texts = left.texts;
  return FR_OK;
}

/* ---- the whole ---- */

static fr_status compare(comparison *on) {
  fr__alike *into = on->into;
  for (uint32_t slot = 0; slot < FR__MAX_SLOTS; slot++) on->slots[slot] = slot < FR__SLOT_FREE ? slot : NONE;
  into->same_phrases = fr__phrases_same(&on->first->phrases, &on->second->phrases);
  on->likeness.slots = on->slots;
  if (into->same_phrases) {
    on->likeness.a = &on->first->phrases;
    on->likeness.b = &on->second->phrases;
  } else {
    on->slots[FR__SLOT_TEXT] = NONE;
  }
  match_attributes(on);
  match_chains(on);
  keep_what_is_read(on);
  FR_TRY(take_folds(on));
  FR_TRY(match_features(on));
  FR_TRY(match_models(on));
  FR_TRY(match_rules(on));
  return gather_reads(on);
}

fr__alike *fr__alike_find(fr_policy *first, fr_policy *second) {
  if (first->minor_per_major != second->minor_per_major || first->utc_offset_s != second->utc_offset_s) return NULL;
  fr__alike *into = calloc(1, sizeof *into);
  comparison *on = calloc(1, sizeof *on);
  fr_status status = FR_NO_MEMORY;
  if (into != NULL) atomic_init(&into->references, 1);
  if (into != NULL && on != NULL) {
    into->first = fr_policy_retain(first);
    into->second = fr_policy_retain(second);
    *on = (comparison){.into = into, .first = first, .second = second};
    status = compare(on);
  }
  free(on);
  if (status == FR_OK) return into;
  fr__alike_release(into);
  return NULL;
}

void fr__alike_release(fr__alike *alike) {
  if (alike == NULL || atomic_fetch_sub_explicit(&alike->references, 1, memory_order_acq_rel) != 1) return;
  fr_policy_release(alike->first);
  fr_policy_release(alike->second);
  fr__arena_free(&alike->arena);
  free(alike);
}
