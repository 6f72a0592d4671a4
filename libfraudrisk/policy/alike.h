/* SPDX-License-Identifier: Apache-2.0
 *
 * What a second policy need not find out again where a first one looks at the same transfer and the same histories:
 * folds, facts, features, models and conditions that are the same, wherever they stand and whatever they are called. A
 * challenger is mostly the policy in force with some rules and windows changed. */
#ifndef FR_POLICY_ALIKE_H
#define FR_POLICY_ALIKE_H

#include "policy/policy.h"

enum { FR__NO_RULE = 0xFFFF };

/* A value of the second policy and where the first one has it. */
typedef struct fr__same_slot {
  uint32_t from, to;
} fr__same_slot;

/* A feature that rules of both policies need. */
typedef struct fr__same_feature {
  fr__same_slot slot;
  uint32_t index; /* among the first policy's features */
} fr__same_feature;

typedef struct fr__same_model {
  uint32_t from, to; /* indices of models */
} fr__same_model;

typedef struct fr__alike {
  atomic_uint references;
  fr_policy *first, *second; /* without switches; with references of its own */
  fr__arena arena;
  /* Of the histories. */
  const fr__plan *plan;       /* what the second has to fold itself */
  const fr__same_slot *folds; /* what it takes from the first, and the marks of these */
  const fr__same_slot *marks;
  uint32_t fold_count;
  /* Of the decision, where the first has just decided. */
  const fr__same_feature *features;
  uint32_t feature_count;
  const uint32_t *own_features; /* of those that rules of the second need: what is left, in their order */
  uint32_t own_feature_count;
  const fr__same_model *models;
  uint32_t model_count;
  const bool *own_models;  /* of each model of the second */
  const uint16_t *rule_of; /* for each rule of the second the one with the same condition; FR__NO_RULE: none */
  const uint16_t *own_rules;
  uint32_t own_rule_count;
  const fr__cel_conditions *own_conditions; /* theirs, in their order */
  const uint32_t *own_inputs;               /* the transfer's values that what is left reads */
  uint32_t own_input_count;
  bool reads_texts;  /* so does something that is left ask what the texts mention */
  bool same_phrases; /* and the first finds the same in them */
} fr__alike;

/* Compares two policies, once: it takes milliseconds. Null where they count money or hours differently, so that nothing
 * is the same, or memory is out: then each finds everything itself. */
fr__alike *fr__alike_find(fr_policy *first, fr_policy *second);
static inline fr__alike *fr__alike_retain(fr__alike *alike) {
  if (alike != NULL) atomic_fetch_add_explicit(&alike->references, 1, memory_order_relaxed);
  return alike;
}
void fr__alike_release(fr__alike *alike);
/* Whether anybody but the caller has a reference. */
static inline bool fr__alike_is_shared(const fr__alike *alike) {
  return atomic_load_explicit(&alike->references, memory_order_acquire) > 1;
}

/* phrases: whether two automata find the same, whatever was written down for them. */
bool fr__phrases_same(const fr__phrase_sets *a, const fr__phrase_sets *b);

#endif
