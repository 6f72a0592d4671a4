/* SPDX-License-Identifier: Apache-2.0
 *
 * What a decision would be without some of its rules: asked by whoever bounds what one rule may do. No expression runs
 * again for it; what each rule put in is added up anew. */
#include "decision/decide.h"

void fr__weights_move(const fr_policy *policy, const fr__ground *ground, int32_t times, fr__weights *weights) {
  const fr__rule *rule = &policy->rules[ground->rule];
  const uint32_t change = (uint32_t)times; /* counts wrap back: what is taken away was put in before */
  const uint32_t at_least = ground->fired ? rule->at_least : rule->if_unknown_outcome;
  weights->score += (int64_t)times * ground->points;
  if (at_least != 0) weights->at_least[at_least] += change;
  if (ground->fired && rule->at_most != 0) weights->at_most[rule->at_most] += change;
}

/* A binding rule that fired is a floor of its own; its points count as all others do. */
void fr__weights_of(const fr_policy *policy, const fr__grounds *grounds, fr__weights *weights) {
  *weights = (fr__weights){.binding = 0};
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    const fr__rule *rule = &policy->rules[ground->rule];
    fr__weights_move(policy, ground, 1, weights);
    if (!ground->fired || !rule->binding || rule->at_least == 0) continue;
    weights->at_least[rule->at_least]--;
    if (rule->at_least > weights->binding) weights->binding = rule->at_least;
  }
}

uint32_t fr__weights_outcome(const fr__grounds *grounds, const fr__weights *weights) {
  fr__floors over = {0, weights->binding};
  uint32_t at_most = 0;
  bool lowered;
  for (uint32_t outcome = FR_OUTCOME_ALLOW; outcome <= FR_OUTCOME_HOLD; outcome++) {
    if (weights->at_least[outcome] != 0) over.at_least = outcome;
    if (weights->at_most[outcome] != 0 && at_most == 0) at_most = outcome;
  }
  const uint32_t by_score = fr__threshold_outcome(grounds->threshold, weights->score > 0 ? weights->score : 0);
  return fr__outcome_settle(by_score, over, at_most, grounds->trusted, &lowered);
}
