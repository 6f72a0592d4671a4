/* SPDX-License-Identifier: Apache-2.0 */
#include "backtest_figures.h"

#include <stdlib.h>
#include <string.h>

/* ---- shares ---- */

static ratio precision_of(const alerted *at) {
  return (ratio){.part = &at->drawn[DRAWN_TRUE],
                 .whole = &at->drawn[DRAWN_TRUE],
                 .more = &at->drawn[DRAWN_FALSE],
                 .part_sum = (int64_t)at->sums.frauds,
                 .whole_sum = (int64_t)(at->sums.frauds + at->sums.honest),
                 .is_share = true};
}

/* Of the whole the alerts are drawn, so that no share can be more than all; the rest, nearly all transfers, is not. */
static ratio alert_rate_of(const base *all, const alerted *at) {
  return (ratio){.part = &at->drawn[DRAWN_ALERTS],
                 .whole = &at->drawn[DRAWN_ALERTS],
                 .rest = (int64_t)(all->sums.transfers - at->sums.transfers),
                 .part_sum = (int64_t)at->sums.transfers,
                 .whole_sum = (int64_t)all->sums.transfers,
                 .is_share = true};
}

static ratio recall_of(const base *all, const alerted *at) {
  return (ratio){.part = &at->drawn[DRAWN_TRUE],
                 .whole = &all->drawn[BASE_FRAUDS],
                 .part_sum = (int64_t)at->sums.frauds,
                 .whole_sum = (int64_t)all->sums.frauds,
                 .is_share = true};
}

static ratio value_recall_of(const base *all, const alerted *at) {
  return (ratio){.part = &at->drawn[DRAWN_CAUGHT],
                 .whole = &all->drawn[BASE_STOLEN],
                 .part_sum = at->sums.fraud_minor,
                 .whole_sum = all->sums.fraud_minor,
                 .is_share = true};
}

static ratio honest_to_fraud_of(const alerted *at) {
  return (ratio){.part = &at->drawn[DRAWN_FALSE],
                 .whole = &at->drawn[DRAWN_TRUE],
                 .part_sum = (int64_t)at->sums.honest,
                 .whole_sum = (int64_t)at->sums.frauds};
}

/* A number, or one a day. */
static interval number_of(draws *by, const column_of_draws *part, uint64_t sum, uint64_t units) {
  const ratio asked = {.part = part, .part_sum = (int64_t)sum, .whole_sum = (int64_t)units};
  return draws_interval(by, &asked);
}

quality quality_of(draws *by, const base *all, const alerted *at, uint64_t days) {
  const ratio rate = alert_rate_of(all, at), precision = precision_of(at), recall = recall_of(all, at);
  const ratio value = value_recall_of(all, at), honest = honest_to_fraud_of(at);
  const bool labels = all->sums.frauds + all->sums.honest != 0;
  return (quality){.alert_rate = draws_interval(by, &rate),
                   .precision = draws_interval(by, &precision),
                   .recall = draws_interval(by, &recall),
                   .value_recall = draws_interval(by, &value),
                   .honest_to_fraud = draws_interval(by, &honest),
                   .honest_interrupted = number_of(by, &at->drawn[DRAWN_FALSE], at->sums.honest, labels),
                   .alerts_a_day = number_of(by, &at->drawn[DRAWN_ALERTS], at->sums.transfers, days)};
}

quality quality_difference(draws *by, const base *all, const alerted *first, const alerted *second) {
  const ratio rates[2] = {alert_rate_of(all, first), alert_rate_of(all, second)};
  const ratio precisions[2] = {precision_of(first), precision_of(second)};
  const ratio recalls[2] = {recall_of(all, first), recall_of(all, second)};
  const ratio values[2] = {value_recall_of(all, first), value_recall_of(all, second)};
  return (quality){.alert_rate = draws_difference(by, &rates[0], &rates[1]),
                   .precision = draws_difference(by, &precisions[0], &precisions[1]),
                   .recall = draws_difference(by, &recalls[0], &recalls[1]),
                   .value_recall = draws_difference(by, &values[0], &values[1])};
}

/* ---- one policy ---- */

bool figures_open(figures *of, fr_policy *policy, const char *file) {
  *of = (figures){.policy = policy, .info = FR_POLICY_INFO_INIT, .file = file};
  if (fr_policy_describe(policy, &of->info) < 0) return false;
  of->rules = calloc((size_t)of->info.rule_count + 1, sizeof *of->rules);
  of->scams = calloc((size_t)of->info.scam_count + 1, sizeof *of->scams);
  of->sweeps = calloc(LEVELS, sizeof *of->sweeps);
  of->scores = calloc(BINS, sizeof *of->scores);
  of->examples.items = calloc(EXAMPLES_MAX * EXAMPLE_KINDS, sizeof *of->examples.items);
  return of->rules != NULL && of->scams != NULL && of->sweeps != NULL && of->scores != NULL &&
         of->examples.items != NULL;
}

void figures_close(figures *of) {
  for (uint32_t i = 0; of->rules != NULL && i < of->info.rule_count; i++) {
    for (unsigned k = 0; k < RULE_DRAWN; k++) column_close(&of->rules[i].drawn[k]);
  }
  for (enum level level = 0; level < LEVELS; level++) {
    for (unsigned k = 0; k < DRAWN; k++) column_close(&of->alerted[level].drawn[k]);
    if (of->sweeps != NULL) sweep_close(&of->sweeps[level]);
  }
  free(of->rules);
  free(of->scams);
  free(of->sweeps);
  free(of->scores);
  free(of->examples.items);
  *of = (figures){.policy = NULL};
}

static void add_alert(const counting *at, alerted *to) {
  const seen *one = at->one;
  tally_add(&to->sums, one);
  column_add(at->draws, &to->drawn[DRAWN_ALERTS], at->weights, 1);
  column_add(at->draws, &to->drawn[DRAWN_TRUE], at->weights, one->fraud == FR_YES);
  column_add(at->draws, &to->drawn[DRAWN_FALSE], at->weights, one->fraud == FR_NO);
  column_add(at->draws, &to->drawn[DRAWN_CAUGHT], at->weights, one->fraud == FR_YES ? one->amount_minor : 0);
}

/* The new one goes behind those that are worth as much. */
static void keep_example(examples *to, enum example_kind kind, const seen *one, const fr_decision *decision) {
  example *items = &to->items[kind * EXAMPLES_MAX];
  uint32_t at = to->count[kind];
  if (at == EXAMPLES_MAX) {
    if (items[at - 1].about.amount_minor >= one->amount_minor) return;
    at--;
  } else {
    to->count[kind]++;
  }
  for (; at > 0 && items[at - 1].about.amount_minor < one->amount_minor; at--) items[at] = items[at - 1];
  items[at].about = *one;
  items[at].decision = *decision;
  text_keep(items[at].id, one->id);
  text_keep(items[at].scam, one->scam);
}

static void add_example(figures *to, const seen *one, const fr_decision *decision) {
  const bool alert = decision->outcome > FR_OUTCOME_ALLOW;
  if (one->fraud == FR_YES) {
    keep_example(&to->examples, alert ? EXAMPLE_CAUGHT : EXAMPLE_MISSED, one, decision);
  } else if (alert) {
    keep_example(&to->examples, one->fraud == FR_NO ? EXAMPLE_FALSE_ALARM : EXAMPLE_ALERTED, one, decision);
  }
}

static void add_score(score_count *to, uint32_t fraud) {
  to->frauds += fraud == FR_YES;
  to->honest += fraud == FR_NO;
  to->unlabelled += fraud == FR_UNKNOWN;
}

static void add_levels(figures *to, uint32_t index, const counting *at, const judged *by) {
  const fr_decision *decision = by->decision;
  for (enum level level = 0; level < LEVELS; level++) {
    const uint32_t least = level_least(level);
    sweep_add(&to->sweeps[level], sweep_place(to->policy, by->grounds, decision->score, least), at->one, at->day);
    if (decision->outcome < least) continue;
    add_alert(at, &to->alerted[level]);
    for (unsigned d = 0; d < DIMENSIONS; d++) {
      if (at->groups[d] != NULL) add_alert(at, &at->groups[d]->by[index][level]);
    }
  }
}

void figures_add(figures *to, uint32_t index, const counting *at, const judged *by) {
  const seen *one = at->one;
  const fr_decision *decision = by->decision;
  if (decision->outcome <= FR_OUTCOME_HOLD) tally_add(&to->outcomes[decision->outcome], one);
  if (decision->outcome > FR_OUTCOME_ALLOW) {
    const bool named = decision->scam_index >= 0 && (uint32_t)decision->scam_index < to->info.scam_count;
    tally_add(&to->scams[named ? (uint32_t)decision->scam_index : to->info.scam_count], one);
  }
  for (uint32_t flags = decision->flags, bit = 0; flags != 0 && bit < BACKTEST_FLAGS; flags >>= 1, bit++)
    to->flagged[bit] += flags & 1;
  add_levels(to, index, at, by);
  add_score(&to->scores[bin_of(decision->score)], one->fraud);
  add_example(to, one, decision);
  figures_weigh_rules(to, at, by);
}

/* ---- rules ---- */

/* What all grounds come to together, so that one can be taken away or stand alone. */
typedef struct scale {
  int64_t score;
  uint32_t at_least[FR_OUTCOME_HOLD + 1], binding[FR_OUTCOME_HOLD + 1], at_most[FR_OUTCOME_HOLD + 1];
} scale;

static void put(const fr_policy *policy, const fr__ground *ground, uint32_t times, scale *on) {
  const fr__rule *rule = &policy->rules[ground->rule];
  const uint32_t at_least = ground->fired ? rule->at_least : rule->if_unknown_outcome;
  on->score += (int32_t)times * (int64_t)ground->points; /* times is 1, or -1 as what wraps back */
  if (at_least != 0) (ground->fired && rule->binding ? on->binding : on->at_least)[at_least] += times;
  if (ground->fired && rule->at_most != 0) on->at_most[rule->at_most] += times;
}

static uint32_t outcome_of(const fr__grounds *grounds, const scale *on) {
  fr__floors over = {FR_OUTCOME_ALLOW, 0};
  uint32_t at_most = 0;
  bool lowered;
  for (uint32_t outcome = FR_OUTCOME_HOLD; outcome >= FR_OUTCOME_ALLOW; outcome--) {
    if (on->at_least[outcome] != 0 && over.at_least < outcome) over.at_least = outcome;
    if (on->binding[outcome] != 0 && over.binding < outcome) over.binding = outcome;
    if (on->at_most[outcome] != 0) at_most = outcome;
  }
  const uint32_t by_score = fr__threshold_outcome(grounds->threshold, on->score > 0 ? on->score : 0);
  return fr__outcome_settle(by_score, over, at_most, grounds->trusted, &lowered);
}

static void count_fired(const counting *at, rule_figures *to) {
  const seen *one = at->one;
  tally_add(&to->fired, one);
  if (one->fraud == FR_UNKNOWN || to->fired.frauds + to->fired.honest > RULE_DRAWN_MAX) return;
  const uint8_t *weights = draws_weights(at->draws, one->customer);
  column_add(at->draws, &to->drawn[RULE_TRUE], weights, one->fraud == FR_YES);
  column_add(at->draws, &to->drawn[RULE_FALSE], weights, one->fraud == FR_NO);
}

/* Whether a ground by itself can come to more than an allow. */
static bool can_alert(const fr_policy *policy, const fr__grounds *grounds, const fr__ground *ground) {
  const fr__rule *rule = &policy->rules[ground->rule];
  const uint32_t at_least = ground->fired ? rule->at_least : rule->if_unknown_outcome;
  if (at_least > FR_OUTCOME_ALLOW) return true;
  return fr__threshold_outcome(grounds->threshold, ground->points > 0 ? ground->points : 0) > FR_OUTCOME_ALLOW;
}

/* Without a rule that only adds, nothing comes to more than before. */
static bool can_lower(const fr_policy *policy, const fr__ground *ground) {
  return ground->points < 0 || (ground->fired && policy->rules[ground->rule].at_most != 0);
}

static void weigh(figures *to, const counting *at, const judged *by, const scale *all, const fr__ground *ground) {
  const uint32_t outcome = by->decision->pure_outcome;
  rule_figures *rule = &to->rules[ground->rule];
  uint32_t alone = FR_OUTCOME_ALLOW, left = outcome;
  if (can_alert(to->policy, by->grounds, ground)) {
    scale itself = {0};
    put(to->policy, ground, 1, &itself);
    alone = outcome_of(by->grounds, &itself);
  }
  if (outcome > FR_OUTCOME_ALLOW || can_lower(to->policy, ground)) {
    scale without = *all;
    put(to->policy, ground, UINT32_MAX, &without);
    left = outcome_of(by->grounds, &without);
  }
  for (enum level level = 0; level < LEVELS; level++) {
    const uint32_t least = level_least(level);
    if (alone >= least) tally_add(&rule->alone[level], at->one);
    if (outcome >= least && left < least) tally_add(&rule->lost[level], at->one);
    if (outcome < least && left >= least) tally_add(&rule->gained[level], at->one);
  }
}

void figures_weigh_rules(figures *to, const counting *at, const judged *by) {
  const fr__grounds *grounds = by->grounds;
  scale all = {0};
  for (uint32_t i = 0; i < grounds->count; i++) put(to->policy, &grounds->items[i], 1, &all);
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    if (ground->fired || ground->points != 0) count_fired(at, &to->rules[ground->rule]);
    weigh(to, at, by, &all, ground);
  }
}
