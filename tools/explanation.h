/* SPDX-License-Identifier: Apache-2.0
 *
 * How one transfer came to its outcome: every value, every rule, and the path of docs/design.md 12.7. It is worked out
 * anew from the same values, part by part, and compared with what fr_decide() says. */
#ifndef TOOLS_EXPLANATION_H
#define TOOLS_EXPLANATION_H

#include <jansson.h>

#include "decision/decide.h"
#include "policy_expressions.h"

enum verdict { VERDICT_FIRED, VERDICT_FALSE, VERDICT_UNKNOWN, VERDICT_FAILED, VERDICT_RESTS };

typedef struct explained_feature {
  fr__cel_value value; /* behind the border: never an error */
  const char *why;     /* of an unknown one: what is missing, or what failed */
  bool failed, approximate;
} explained_feature;

typedef struct explained_rule {
  enum verdict verdict;
  int32_t points;  /* that it added */
  const char *why; /* of one that did not fire: what decided */
} explained_rule;

enum { NO_RULE = -1 };

/* Outcomes after each step, and who moved them. */
typedef struct explained_path {
  int64_t score;
  uint32_t threshold, by_score;
  uint32_t undecided;        /* entries of decision before it that are unknown or failed */
  const char *undecided_why; /* of the first of them */
  uint32_t at_least, after_least, at_most, after_most, after_trust, binding, outcome;
  uint32_t doubts_least, doubts_binding; /* without the rules whose hold is a waiting period */
  int least_rule, most_rule, binding_rule, hold_rule;
  bool trusted, has_trust, delayed;
  int64_t trust_cap_minor, hold_us;
  int scam;
  int64_t scam_points;
} explained_path;

typedef struct explanation {
  const fr_policy *policy;
  expressions forms;
  expression *conditions, *points, *thresholds;
  fr__cel_value *slots;
  uint8_t *approximate;
  unsigned char *scratch;
  fr__arena notes; /* of the transfer at hand */
  fr__transfer transfer;
  fr__mentions mentions; /* by its texts */
  explained_feature *features;
  explained_rule *rules;
  explained_path path;
  fr_decision decision;           /* the library's own */
  bool agrees;                    /* with it */
  bool asks_why;                  /* set by who wants what follows, which takes longer */
  fr_contribution *contributions; /* of the transfer at hand */
  uint32_t contribution_count;
  fr_counterfactual counterfactual;
} explanation;

/* Null when memory is out. The policy is kept until the end. */
explanation *explanation_create(const fr_policy *policy);
void explanation_destroy(explanation *of);

/* False with a filled error where the transfer or the folds are refused. */
bool explanation_make(explanation *of, const fr_transfer *transfer, const fr_folds *folds, fr_error *error);

/* As text of at most 100 columns; `brief` leaves out the rules that did not fire and why. */
void explanation_print(const explanation *of, const char *language, FILE *to);
void explanation_print_brief(const explanation *of, const char *language, FILE *to);
/* A new reference; null when memory is out. */
json_t *explanation_json(const explanation *of, const char *language);

/* A value as an expression would write it, in the notes. */
const char *explanation_value(const explanation *of, const fr__cel_value *value, fr__arena *into);
/* The reason of a rule that fired, in a language, in the notes. */
const char *explanation_reason(const explanation *of, uint32_t rule, const char *language, fr__arena *into);

#endif
