/* SPDX-License-Identifier: Apache-2.0
 *
 * The policies that the auditor plays with, and its own reading of them: the decision as docs/design.md, 12.7 says. */
#ifndef TESTS_AUDITOR_POLICY_H
#define TESTS_AUDITOR_POLICY_H

#include "bundle.h"
#include "expression.h"
#include "model.h"

#define FEATURES_MAX 80
#define RULES_MAX 40

typedef struct policy {
  bundle_policy source;
  const node *features[FEATURES_MAX];
  forest models[MODELS];
  uint32_t inputs[MODEL_INPUTS];   /* features that the models read */
  uint32_t read[FEATURES_MAX + 1]; /* a rule or threshold reads it, directly or through another feature */
  const node *rules[RULES_MAX];
  const node *thresholds[8];
  uint8_t digest[32];
  uint64_t fired[RULES_MAX];      /* how often, to see that the run was not in vain */
  uint64_t known[FEATURES_MAX];   /* values that were known */
  uint64_t telling[FEATURES_MAX]; /* known, and neither 0 nor false nor empty */
  uint64_t unknown[FEATURES_MAX];
} policy;

/* What the model says of a transfer. */
typedef struct verdict {
  value features[FEATURES_MAX];
  uint32_t feature_failed[FEATURES_MAX];
  uint32_t reach[FEATURES_MAX]; /* REACH_… of what a feature rests on */
  fr_decision decision;         /* outcome, score, scam, reasons, hold_until_us and flags */
} verdict;

/* which: 0 or 1, two policies that share most features and differ in order, thresholds and rules. */
void policy_make(policy *p, uint32_t which, uint64_t version);
/* Reads the expressions again, after expression_forget(). */
void policy_parse(policy *p);
void policy_judge(policy *p, const world *w, const deal *d, verdict *v);
/* The least outcome on an error. */
uint32_t policy_on_error(const policy *p, uint32_t channel);

#endif
