/* SPDX-License-Identifier: Apache-2.0
 *
 * From values to a decision: pure, and the only place that knows the order in which points, floors, ceilings and trust
 * take effect (docs/design.md 12.7). */
#ifndef FR_DECISION_DECIDE_H
#define FR_DECISION_DECIDE_H

#include <float.h>

#include "event/transfer.h"
#include "fraudrisk/fold.h"
#include "fraudrisk/why.h"
#include "policy/alike.h"

/* What one rule put into a decision: points, and floors or ceilings of the outcome. */
typedef struct fr__ground {
  uint32_t rule;
  int32_t points;
  bool fired; /* false: what its if_unknown says stands in for it */
} fr__ground;

/* What an outcome rests on, kept so that it can be asked again what it would be without some of the rules. */
typedef struct fr__grounds {
  const fr__threshold *threshold; /* the entry that matched; null: none */
  bool trusted;                   /* a trust covers the amount */
  uint32_t count;
  fr__ground items[FR_MAX_RULES];
  /* What another policy that is alike in parts need not work out again. */
  uint64_t broken[FR_MAX_FEATURES / 64]; /* features that became unknown at their border, a bit each */
  uint32_t broken_models;                /* a bit each */
  uint8_t conditions[FR_MAX_RULES];
  fr__mentions mentions;
  /* Whose findings this decision takes over: those of the first policy, which has just decided the same transfer. */
  const fr__alike *alike; /* null: all is worked out */
  const struct fr__grounds *first;
  const fr__cel_value *first_slots;
} fr__grounds;
_Static_assert(FR_MAX_FEATURES % 64 == 0 && FR_MAX_MODELS <= 32, "a bit each");

/* What of a decision an answer may change: the limiter and the shadow lower it, and the journal keeps it as it was. */
typedef struct fr__answer {
  int64_t hold_until_us;
  uint32_t outcome, flags, actions, would_be;
} fr__answer;

static inline fr__answer fr__answer_of(const fr_decision *decision) {
  return (fr__answer){decision->hold_until_us, decision->outcome, decision->flags, decision->actions,
                      decision->would_be};
}

static inline void fr__answer_put(const fr__answer *answer, fr_decision *decision) {
  decision->hold_until_us = answer->hold_until_us;
  decision->outcome = answer->outcome;
  decision->flags = answer->flags;
  decision->actions = answer->actions;
  decision->would_be = answer->would_be;
}

/* A value that is taken for another: "what if". */
typedef struct fr__change {
  uint32_t slot; /* of the transfer's own values, an attribute or a feature */
  fr__cel_value value;
} fr__change;

typedef struct fr__evidence {
  const fr_policy *policy;
  const fr__transfer *transfer;
  fr__cel_value *slots;       /* folds are filled; inputs, attributes and features are filled here */
  const uint8_t *approximate; /* a mark for each chain */
  bool repeated;
  fr__grounds *grounds;     /* receives what the outcome rests on; null: nobody asks */
  const fr__change *change; /* null: all is as it is */
} fr__evidence;

/* Fills the transfer's own slots and the features that rules need, then decides. FR_BAD_ATTRIBUTE. */
fr_status fr__decide(const fr__evidence *evidence, fr_decision *decision, fr_error *error);

/* What is behind fr_why(). `decided` is the decision on this evidence, whose slots are filled. */
void fr__why_models(const fr__evidence *evidence, fr_contribution *contributions, uint32_t capacity, uint32_t *count);
void fr__why_not(const fr__evidence *evidence, const fr_decision *decided, fr_counterfactual *counterfactual);
/* Decides, and both of them; a counterfactual that is not null has been checked. */
fr_status fr__why(const fr__evidence *evidence, fr_contribution *contributions, uint32_t capacity, uint32_t *count,
                  fr_counterfactual *counterfactual, fr_error *error);
/* What a caller hands in. */
fr_status fr__why_check(const fr_contribution *contributions, uint32_t capacity, const uint32_t *count,
                        const fr_counterfactual *counterfactual, fr_error *error);

/* What all grounds weigh together; rules can be put in and taken away one by one. */
typedef struct fr__weights {
  int64_t score;
  uint32_t at_least[FR_OUTCOME_HOLD + 1], at_most[FR_OUTCOME_HOLD + 1]; /* how many rules say so */
  uint32_t binding;                                                     /* the floor of binding rules, FR_OUTCOME_… */
} fr__weights;
void fr__weights_of(const fr_policy *policy, const fr__grounds *grounds, fr__weights *weights);
/* Takes one ground away (times -1) or puts it back (1). Binding rules stay. */
void fr__weights_move(const fr_policy *policy, const fr__ground *ground, int32_t times, fr__weights *weights);
/* The outcome by what is left. */
uint32_t fr__weights_outcome(const fr__grounds *grounds, const fr__weights *weights);

/* ---- the order of points, floors, ceilings and trust (docs/design.md 12.7), in one place ---- */

/* Below which outcome nothing goes: FR_OUTCOME_…, 0 for none. */
typedef struct fr__floors {
  uint32_t at_least, binding;
} fr__floors;

static inline uint32_t fr__threshold_outcome(const fr__threshold *threshold, int64_t score) {
  if (threshold == NULL) return FR_OUTCOME_ALLOW;
  if (threshold->has_hold && score >= threshold->hold) return FR_OUTCOME_HOLD;
  return threshold->has_warn && score >= threshold->warn ? FR_OUTCOME_WARN : FR_OUTCOME_ALLOW;
}
/* The outcome by points; raised by rules; lowered by protective rules (at_most, 0: none) and by trust; raised by
 * binding rules. */
uint32_t fr__outcome_settle(uint32_t by_score, fr__floors over, uint32_t at_most, bool trusted, bool *trust_lowered);

/* All features' values. */
fr_status fr__feature_values(const fr__evidence *evidence, fr_value *values, fr_error *error);

/* What a decision holds when there is none to be had: on_error's outcome, and the flag. */
void fr__decide_degraded(const fr_policy *policy, const fr_transfer *transfer, fr_decision *decision);

/* ---- shared by the room's files, and by who explains a decision ---- */

/* At the border of a feature an error, a number that is not finite and a text that is too long become unknown. */
static inline bool fr__feature_broken(const fr__cel_value *value) {
  return value->kind == FR__CEL_ERROR ||
         (value->kind == FR__CEL_DOUBLE && !(value->as.number >= -DBL_MAX && value->as.number <= DBL_MAX)) ||
         (value->kind == FR__CEL_STRING && value->size > FR_MAX_FEATURE_TEXT_BYTES);
}

/* Whether a chain of the set is marked as approximate. */
static inline bool fr__chains_approximate(const fr_policy *policy, const uint8_t *approximate, const uint64_t *chains) {
  for (uint32_t i = 0; i < policy->plan->mark_count; i++) {
    if (approximate[i] != 0 && (chains[i / 64] >> (i % 64) & 1) != 0) return true;
  }
  return false;
}

/* What an expression gives as points is held to the range of all points. */
static inline int32_t fr__points_held(int64_t points) {
  const int64_t most = FR_MAX_POINTS;
  return (int32_t)(points > most ? most : points < -most ? -most : points);
}

/* Fills slots of the transfer's own values, and those of all attributes. FR_BAD_ATTRIBUTE. */
fr_status fr__decide_inputs(const fr__evidence *on, const uint32_t *slots, uint32_t count, fr_error *error);
/* Fills the slot of one feature; what it needs is filled. `memory` has FR__DECIDE_SCRATCH bytes; a string that the
 * expression made moves into `kept`. */
void fr__feature_run(const fr__evidence *on, const fr__feature *feature, unsigned char *memory, fr__cel_scratch *kept,
                     uint32_t *errors);
/* The same; many are no more than another slot's value. */
static inline void fr__feature_evaluate(const fr__evidence *on, const fr__feature *feature, unsigned char *memory,
                                        fr__cel_scratch *kept, uint32_t *errors) {
  const fr__cel_value *value = feature->plain != UINT32_MAX ? &on->slots[feature->plain] : NULL;
  if (value != NULL && !fr__feature_broken(value)) {
    on->slots[feature->slot] = *value;
  } else {
    fr__feature_run(on, feature, memory, kept, errors);
  }
}
/* What a model reads: a number for each input, NaN where the feature is unknown. */
void fr__model_values(const fr_policy *policy, const fr__policy_model *model, const fr__cel_value *slots,
                      double *values);
/* Fills the slots of models that something reads; features are filled. */
void fr__decide_models(const fr__evidence *on, uint32_t *errors);
/* Puts what the words name into a decision that is complete otherwise. */
void fr__decide_values(const fr__evidence *on, unsigned char *memory, fr__cel_scratch *kept, fr_decision *decision);

#endif
